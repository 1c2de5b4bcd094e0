import type { PlainDate } from '../../date.ts'
import { invalid, ok, type Outcome, settle } from '../../problem.ts'
import type { OfficialAxis } from '../../register/index.ts'
import type { CountOf, Publication } from '../publication/publication.ts'
import { publishable } from '../publication/publishable.ts'
import { type Area, type AreaLevel, areaPath, whole } from './area.ts'
import {
  type Counted,
  notCollected,
  type RollUpAsked,
  type RollUpTable,
  rowsOf,
  wrongAsked,
  wrongClasses,
} from './roll-up-table.ts'

/** What is to be printed, and everything that was printed of the same before. */
export interface RollUpPublishing extends Omit<RollUpAsked, 'areas'> {
  readonly before?: readonly Publication[]
  /** Counts and changes of fewer than this are told to nobody, at least 2. */
  readonly least?: number
}

const fieldOf = (level: AreaLevel): string => `area${level}`

/**
 * Roll-ups that may be printed month after month: areas by axes, as one publication of `publishable`, which also says what it protects
 * against and at what cost. Parts still add up to their area and all axes to one total. Printed are counts and their changes; how many came
 * and left is for the office alone, because two printed months leave only their difference safe.
 * @returns Ok: the publication. Err `invalid`: as `rollUpTables` and `publishable`, and no axis at all.
 * @example
 * ```ts
 * import { DivisionCode } from 'childfile'
 * import { printedTable, publishRollUp } from 'childfile/report'
 * const axis = { id: 'sex', zh: '性别', en: 'sex', classes: [{ id: 'female', zh: '女', en: 'female' }, { id: 'notCollected', zh: '未采集', en: 'not collected' }] }
 * const counted = Array.from({ length: 13 }, () => ({ division: DivisionCode.parse('520526113'), classes: { sex: 'female' } }))
 * const asked = { axes: [axis], levels: [6, 9] } as const
 * const september = publishRollUp(counted, { ...asked, asOf: '2026-09-30' })._unsafeUnwrap()
 * const october = publishRollUp(counted.slice(1), { ...asked, asOf: '2026-10-31', before: [september] })._unsafeUnwrap()
 * printedTable(october, { axis, levels: [6, 9], since: september }).map(({ rows }) => rows.map(({ total }) => total)).unwrapOr([]) // => [-5, -5, -5]
 * ```
 */
export function publishRollUp(
  counted: readonly Counted[],
  { asOf, axes, levels, before, least }: RollUpPublishing,
): Outcome<Publication> {
  return settle(undefined, [
    ...wrongAsked({ asOf, axes, levels }),
    ...wrongClasses(counted, axes),
    ...(axes.length === 0 ? [invalid('/axes', 'too-small', 'names at least one axis')] : []),
  ]).andThen(() =>
    publishable(
      counted.map((one) => countOf(one, axes, levels)),
      {
        asOf,
        tables: levels.flatMap((level) => axes.map(({ id }) => [fieldOf(level), `axis ${id}`])),
        ...(before ? { before } : {}),
        ...(least === undefined ? {} : { least }),
      },
    ),
  )
}

/** Where a path ends, it stays: a rest stands for itself at every finer level. */
function countOf({ division, classes }: Counted, axes: readonly OfficialAxis[], levels: readonly AreaLevel[]): CountOf {
  const path = areaPath(division, levels)
  const at = (i: number): string => (path[i + 1] ?? path.at(-1) ?? whole).id
  return {
    values: Object.fromEntries([
      ...levels.map((level, i) => [fieldOf(level), at(i)] as const),
      ...axes.map(({ id }) => [`axis ${id}`, classes[id] ?? notCollected] as const),
    ]),
    count: 1,
  }
}

/** Which table of a publication is asked for. */
export interface PrintedAsked {
  readonly axis: OfficialAxis
  /** As they were published. */
  readonly levels: readonly AreaLevel[]
  /** As the change since this earlier publication. */
  readonly since?: Publication
}

/**
 * One table of a publication of `publishRollUp`, or the change since an earlier one. It adds up as the tables of the office do, and so do
 * opening + change = closing.
 * @returns Ok: the table. Err `invalid`: a publication that has not these levels or this axis, or a change between two under another least.
 * @example
 * ```ts
 * import { printedTable, publishRollUp } from 'childfile/report'
 * const axis = { id: 'sex', zh: '性别', en: 'sex', classes: [{ id: 'notCollected', zh: '未采集', en: 'not collected' }] }
 * const nowhere = Array.from({ length: 8 }, () => ({ division: 'notCollected', classes: {} }) as const)
 * const printed = publishRollUp(nowhere, { asOf: '2026-09-30', axes: [axis], levels: [6] })
 * printed.andThen((made) => printedTable(made, { axis, levels: [6] })).map(({ rows }) => rows.map(({ id, total }) => [id, total])).unwrapOr([]) // => [["all", 10], ["all/unknown", 10]]
 * ```
 */
export function printedTable(publication: Publication, { axis, levels, since }: PrintedAsked): Outcome<RollUpTable> {
  const all = [publication, ...(since ? [since] : [])]
  const fields = [...levels.map(fieldOf), `axis ${axis.id}`]
  const wrong = [
    ...(all.every((one) => fields.every((field) => one.fields.includes(field)))
      ? []
      : [invalid('/levels', 'unknown-field', 'was not published')]),
    ...(since && since.least !== publication.least
      ? [invalid('/since/least', 'inconsistent', 'two publications are compared under one least')]
      : []),
    ...(since && since.asOf >= publication.asOf
      ? [invalid('/since/asOf', 'inconsistent', 'is earlier than the other')]
      : []),
  ]
  const places = new Map(axis.classes.map(({ id }, i) => [id, i]))
  const cells = (of: readonly CountOf[], sign: 1 | -1) =>
    of.map(({ values, count }) => ({
      path: pathOf(values, levels),
      place: places.get(values[`axis ${axis.id}`] ?? '') ?? -1,
      count: sign * count,
    }))
  const found = [...cells(publication.counts, 1), ...cells(since?.counts ?? [], -1)]
  return settle(undefined, wrong)
    .andThen(() =>
      found.every(({ place }) => place >= 0)
        ? ok(undefined)
        : settle(undefined, [invalid('/axis/classes', 'unknown-code', 'lacks a class that was published')]),
    )
    .map(() => ({
      asOf: publication.asOf satisfies PlainDate,
      axis,
      rows: rowsOf(found, axis.classes.length, { levels }),
    }))
}

/** The path of areas of a published count. */
function pathOf(values: CountOf['values'], levels: readonly AreaLevel[]): readonly Area[] {
  const path: Area[] = [whole]
  for (const level of levels) {
    const id = values[fieldOf(level)] ?? ''
    const above = path.at(-1) ?? whole
    if (above.id === id) break
    const kind = id.endsWith('/rest') ? 'rest' : id.endsWith('/unknown') ? 'unknown' : 'area'
    path.push({ id, parent: above.id, kind, level })
  }
  return path
}
