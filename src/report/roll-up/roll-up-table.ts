import type { Field } from '../../absent.ts'
import { isDate, type PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { invalid, type Outcome, type Problem, settle } from '../../problem.ts'
import type { DivisionCode } from '../../records/index.ts'
import type { OfficialAxis } from '../../register/index.ts'
import { type ShownCount, suppressed } from '../suppression.ts'
import { type Area, type AreaLevel, areaPath, placeInOrder, whole } from './area.ts'

/** Something that is counted: where it is, and in which class of each axis. No name and no id. */
export interface Counted {
  readonly division: Field<DivisionCode>
  /** Class by axis; an axis that is not named is not collected. */
  readonly classes: Readonly<Record<string, string>>
}

/** Over which areas something is rolled up. */
export interface RollUpAreas {
  /** Digits of the codes at which there are rows, coarse to fine. */
  readonly levels: readonly AreaLevel[]
  /** Areas that have a row also where nothing is counted. */
  readonly areas?: readonly DivisionCode[]
}

/** What is rolled up, over which axes, for which day. */
export interface RollUpAsked extends RollUpAreas {
  readonly asOf: PlainDate
  /** Each has a class `notCollected`. */
  readonly axes: readonly OfficialAxis[]
}

/** One area of a table. */
export interface RollUpRow extends Area {
  /** By class, as the axis lists them. */
  readonly counts: readonly number[]
  readonly total: number
}

/** Areas down, classes of one axis across. Each area stands before its parts, parts in order of their codes and of nothing else. */
export interface RollUpTable {
  readonly asOf: PlainDate
  readonly axis: OfficialAxis
  readonly rows: readonly RollUpRow[]
}

/** The class of what nobody wrote down. */
export const notCollected = 'notCollected'

/**
 * One table for each axis. The classes of an axis add up to the total, not collected among them; the parts of an area add up to it, with a
 * part for what was written down for the area as a whole; all tables of one call have the same totals. Counts are exact: a return from
 * office to office. What is printed goes through `publishRollUp`.
 * @returns Ok: the tables, in order of the axes. Err `invalid`: a day that does not exist; no levels, or not from coarse to fine; an axis
 * given twice or without a class for what is not collected; a class that its axis does not have.
 * @example
 * ```ts
 * import { DivisionCode } from 'childfile'
 * import { rollUpTables } from 'childfile/report'
 * const sex = { id: 'sex', zh: '性别', en: 'sex', classes: [
 *   { id: 'female', zh: '女', en: 'female' }, { id: 'male', zh: '男', en: 'male' }, { id: 'notCollected', zh: '未采集', en: 'not collected' },
 * ] }
 * const at = (code: string, classes: Record<string, string>) => ({ division: DivisionCode.parse(code), classes })
 * const counted = [at('520526113205', { sex: 'female' }), at('520526113205', {}), at('520526', { sex: 'male' })]
 * const tables = rollUpTables(counted, { asOf: '2026-09-30', axes: [sex], levels: [6, 9] })
 * tables.map(([table]) => table?.rows.map(({ id, counts }) => [id, ...counts]) ?? []).unwrapOr([]) // => [["all", 1, 1, 1], ["520526", 1, 1, 1], ["520526113", 1, 0, 1], ["520526/rest", 0, 1, 0]]
 * ```
 */
export function rollUpTables(counted: readonly Counted[], asked: RollUpAsked): Outcome<readonly RollUpTable[]> {
  return settle(undefined, [...wrongAsked(asked), ...wrongClasses(counted, asked.axes)]).map(() =>
    asked.axes.map((axis): RollUpTable => {
      const places = new Map(axis.classes.map(({ id }, i) => [id, i]))
      return {
        asOf: asked.asOf,
        axis,
        rows: rowsOf(
          counted.map(({ division, classes }) => ({
            path: areaPath(division, asked.levels),
            place: places.get(classes[axis.id] ?? notCollected) ?? 0,
            count: 1,
          })),
          axis.classes.length,
          asked,
        ),
      }
    }),
  )
}

/** How many of one class there are at the end of a path of areas. */
export interface Cell {
  readonly path: readonly Area[]
  readonly place: number
  readonly count: number
}

/** Cells as rows: each counts in every area of its path. */
export function rowsOf(
  cells: readonly Cell[],
  width: number,
  { levels, areas = [] }: RollUpAreas,
): readonly RollUpRow[] {
  const rows = areaRows(
    [...cells.map(({ path }) => path), ...areas.map((code) => areaPath(code, levels).filter(isArea))],
    () => Array.from({ length: width }, () => 0),
  )
  for (const { path, place, count } of cells)
    for (const { id } of path) {
      const row = rows.get(id)
      if (row) row.value[place] = (row.value[place] ?? 0) + count
    }
  return [...rows.values()].map(({ area, value }) => ({ ...area, counts: value, total: sumOf(value) }))
}

const isArea = ({ kind }: Area): boolean => kind === 'whole' || kind === 'area'

/** A value for every area of the paths, the whole always among them, in the order of a table. */
export function areaRows<T>(
  paths: readonly (readonly Area[])[],
  blank: () => T,
): ReadonlyMap<string, { readonly area: Area; readonly value: T }> {
  const found = new Map<string, { readonly area: Area; readonly place: string }>()
  for (const path of [[whole], ...paths])
    for (const [i, area] of path.entries())
      if (!found.has(area.id)) found.set(area.id, { area, place: placeInOrder(path.slice(0, i + 1)) })
  return new Map(
    [...found.values()]
      .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
      .map(({ area }) => [area.id, { area, value: blank() }]),
  )
}

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** What is wrong with levels, day and axes. */
export function wrongAsked({ asOf, axes, levels }: RollUpAsked): readonly Problem[] {
  const ids = axes.map(({ id }) => id)
  return [
    ...(isDate(asOf) ? [] : [invalid('/asOf', 'invalid-date', 'must be a day that exists, YYYY-MM-DD')]),
    ...wrongLevels(levels),
    ...axes.flatMap(({ id, classes }, i) => [
      ...(ids.indexOf(id) < i ? [invalid(pointer('axes', i, 'id'), 'duplicate', 'an axis is given once')] : []),
      ...(classes.some((one) => one.id === notCollected)
        ? []
        : [invalid(pointer('axes', i, 'classes'), 'missing-field', 'has a class for what is not collected')]),
    ]),
  ]
}

/** What is wrong with levels. */
export const wrongLevels = (levels: readonly AreaLevel[]): readonly Problem[] => [
  ...(levels.length === 0 ? [invalid('/levels', 'too-small', 'names at least one level')] : []),
  ...(levels.some((level, i) => i > 0 && level <= (levels[i - 1] ?? 0))
    ? [invalid('/levels', 'inconsistent', 'levels go from coarse to fine')]
    : []),
]

/** Classes that their axis does not have. */
export function wrongClasses(counted: readonly Counted[], axes: readonly OfficialAxis[]): readonly Problem[] {
  const known = axes.map(({ id, classes }) => ({ id, classes: new Set(classes.map((one) => one.id)) }))
  return counted.flatMap((one, n) =>
    known.flatMap(({ id, classes }) =>
      classes.has(one.classes[id] ?? notCollected)
        ? []
        : [invalid(pointer('counted', n, 'classes'), 'unknown-code', 'is not a class of the axis')],
    ),
  )
}

/**
 * Where tables of one day do not add up: classes that miss the total, parts that miss their area, tables that have another total for the
 * same area, an area whose parent has no row. For tables from anywhere; those of `rollUpTables` always add up.
 * @returns Pointers into the list of tables; empty if all is well.
 * @source table checks (勾稽关系) of the register of 2016
 * @example
 * ```ts
 * import { rollUpFaults } from 'childfile/report'
 * const axis = { id: 'sex', zh: '性别', en: 'sex', classes: [{ id: 'notCollected', zh: '未采集', en: 'not collected' }] }
 * const row = { id: 'all', parent: 'none', kind: 'whole', level: 0, counts: [3], total: 4 } as const
 * rollUpFaults([{ asOf: '2026-09-30', axis, rows: [row] }]) // => ["/0/rows/0"]
 * ```
 */
export function rollUpFaults(tables: readonly RollUpTable[]): readonly Pointer[] {
  const totals = new Map<string, number>()
  for (const { rows } of tables) for (const { id, total } of rows) if (!totals.has(id)) totals.set(id, total)
  return tables.flatMap(({ axis, rows }, t) => {
    const ids = new Set(rows.map(({ id }) => id))
    return rows.flatMap((row, r) => {
      const parts = rows.filter(({ parent }) => parent === row.id)
      const sums =
        parts.length === 0 || row.counts.every((count, i) => count === sumOf(parts.map((part) => part.counts[i] ?? 0)))
      const well =
        row.counts.length === axis.classes.length &&
        sumOf(row.counts) === row.total &&
        totals.get(row.id) === row.total &&
        (row.kind === 'whole' || ids.has(row.parent)) &&
        sums &&
        (parts.length === 0 || sumOf(parts.map(({ total }) => total)) === row.total)
      return well ? [] : [pointer(t, 'rows', r)]
    })
  })
}

/**
 * The parts of one area with their counts, in which no count from 1 to k - 1 can be read or worked out from the totals beside them: for a
 * single table inside an office. Two months laid side by side tell of single children all the same; what leaves the office is `publishRollUp`.
 * @returns Ok: counts by part, hidden ones left out. Err `invalid`: `unknown-code` for an area without parts; `too-small` for a table of a
 * single part or class, which its own totals would tell.
 * @example
 * ```ts
 * import { partsShown } from 'childfile/report'
 * const classes = ['yes', 'no', 'notCollected'].map((id) => ({ id, zh: id, en: id }))
 * const part = (id: string, counts: readonly number[]) => ({ id, parent: 'all', kind: 'area', level: 6, counts, total: 0 } as const)
 * const rows = [part('520525', [12, 3, 20]), part('520526', [9, 8, 30])]
 * partsShown({ asOf: '2026-09-30', axis: { id: 'a', zh: 'a', en: 'a', classes }, rows }, 'all', 5).map((shown) => shown.map(({ counts }) => counts)).unwrapOr([]) // => [[undefined, undefined, 20], [undefined, undefined, 30]]
 * ```
 */
export function partsShown(
  { axis, rows }: RollUpTable,
  area: string,
  k: number,
): Outcome<readonly (Area & { readonly counts: readonly ShownCount[] })[]> {
  const parts = rows.filter(({ parent }) => parent === area)
  const wrong = [
    ...(parts.length === 0 ? [invalid('/area', 'unknown-code', 'is not an area with parts')] : []),
    ...(parts.length === 1 || axis.classes.length < 2
      ? [invalid('/area', 'too-small', 'a single part or class is told by its own totals')]
      : []),
  ]
  return settle(undefined, wrong).map(() => {
    const shown = suppressed(
      parts.map(({ counts }) => counts),
      k,
    )
    return parts.map(({ id, parent, kind, level }, i) => ({ id, parent, kind, level, counts: shown[i] ?? [] }))
  })
}
