import { type ChildFile, isKnown, type PlainDate } from 'childfile'
import { type Cell, findDuplicates, type Register, recordsOf, type Workbook } from 'childfile/register'
import { type Chance, chance } from './chance.ts'
import { type Form, formOf } from './form.ts'
import { fates, plants } from './plants.ts'

/** What has to be found of one planted change. */
export interface Planted {
  readonly plant: string
  /** Row of the child in September; missing for a new one. */
  readonly september?: number
  /** Row of the child in October; missing for one who is not in the sheet. */
  readonly october?: number
  /** Kind that reconciling has to give. */
  readonly kind: string
  readonly scope?: string
  /** For questions: why the file is a candidate. */
  readonly why?: string
  /** `kind pointer` of each change, in order. */
  readonly changes: readonly string[]
  /** Pointers of cells that are empty or unreadable now. */
  readonly blanks: readonly string[]
}

/** The sheet of October, what was planted in it, and what the office did in between. */
export interface October {
  readonly workbook: Workbook
  readonly planted: readonly Planted[]
  /** Rows of October that became unreadable. */
  readonly rejects: readonly number[]
  /** Children, by their rows in September, of whom the office wrote down in between that they left. */
  readonly exits: readonly number[]
  /** Rows of October that are a child of another row of September, filed a second time. */
  readonly filedTwice: readonly { readonly october: number; readonly september: number }[]
}

/** How often each change is planted. */
const each = 3

/** A child of September in whom something is planted. */
export interface Planting {
  readonly file: ChildFile
  readonly september: number
  readonly form: Form
  readonly chance: Chance
}

/**
 * Makes the sheet of October of that of September: the same rows in another order, and every kind of change planted three times in children
 * of whom September had nothing to remark. The same sheet gives the same answer.
 */
export function octoberOf(september: Workbook, register: Register<ChildFile>): October {
  const [sheet] = september.sheets
  if (sheet === undefined) return { workbook: september, planted: [], rejects: [], exits: [], filedTwice: [] }
  const c = chance(2026_10)
  const form = formOf(sheet.rows)
  const people = c.shuffled(quiet(register))
  const rows = new Map(
    register.rows.flatMap(({ row, kind }) =>
      kind === 'record' || kind === 'reject' ? [[row, sheet.rows[row - 1] ?? []] as const] : [],
    ),
  )
  const lines: { cells: readonly Cell[]; of: Line }[] = []
  const used = new Set<number>()
  const take = (fits: (file: ChildFile) => boolean): Planting => {
    const found = people.find(({ row, file }) => !used.has(row) && fits(file))
    if (found === undefined) throw new Error('September has no child in whom this could be planted')
    used.add(found.row)
    return { file: found.file, september: found.row, form, chance: c }
  }
  const planted: Planted[] = []
  const exits: number[] = []
  const line = (cells: readonly Cell[], of: Line): void => {
    lines.push({ cells, of })
  }
  for (const [name, { fits, plant }] of Object.entries(plants))
    for (let n = 0; n < each; n++) {
      const planting = take(fits)
      const cells = [...(rows.get(planting.september) ?? [])]
      const truth = plant(cells, planting)
      const expected = {
        plant: name,
        september: planting.september,
        kind: 'changed',
        changes: [],
        blanks: [],
        ...truth,
      }
      line(cells, { expected })
    }
  for (const [name, { fits, fate }] of Object.entries(fates))
    for (let n = 0; n < each; n++) {
      const planting = take(fits)
      const { lines: made, exit, gone } = fate([...(rows.get(planting.september) ?? [])], planting)
      if (exit) exits.push(planting.september)
      if (gone !== undefined)
        planted.push({ plant: name, september: planting.september, kind: gone, changes: [], blanks: [] })
      for (const { cells, expected, reject, again } of made)
        line(cells, {
          ...(expected === undefined ? {} : { expected: { plant: name, changes: [], blanks: [], ...expected } }),
          ...(reject === true ? { reject } : {}),
          ...(again === true ? { again: planting.september } : {}),
        })
    }
  for (const [row, cells] of rows) if (!used.has(row)) line(cells, {})
  return { ...laidOut(sheet.rows, rows, c.shuffled(lines), planted), exits }
}

/** What a row of October is. */
interface Line {
  readonly expected?: Omit<Planted, 'october'>
  readonly reject?: true
  readonly again?: number
}

/** Children with whom nothing is the matter, each with its row: no finding, an own name, no second file. */
function quiet(register: Register<ChildFile>): readonly { readonly row: number; readonly file: ChildFile }[] {
  const files = recordsOf(register)
  const twice = new Set(findDuplicates(files).flatMap(({ left, right }) => [left, right]))
  const names = new Map<string, number>()
  for (const { name } of files) names.set(name, (names.get(name) ?? 0) + 1)
  return register.rows.flatMap(({ row, record, findings }) =>
    record !== undefined &&
    findings.every(({ severity, code }) => severity === 'info' || code === 'birth-date-contested') &&
    names.get(record.name) === 1 &&
    !twice.has(record.id) &&
    isKnown(record.residenceDivision)
      ? [{ row, file: record }]
      : [],
  )
}

/** The rows in their new order, between the titles, headings and notes of September, which stay where they are. */
function laidOut(
  old: readonly (readonly Cell[])[],
  records: ReadonlyMap<number, readonly Cell[]>,
  lines: readonly { readonly cells: readonly Cell[]; readonly of: Line }[],
  missing: readonly Planted[],
): Omit<October, 'exits'> {
  const out: (readonly Cell[])[] = []
  const planted: Planted[] = [...missing]
  const rejects: number[] = []
  const filedTwice: { readonly october: number; readonly september: number }[] = []
  let next = 0
  const put = (): void => {
    const { cells, of } = lines[next++] ?? { cells: [], of: {} }
    out.push(cells.map((cell, at) => (at === 0 ? String(next) : cell)))
    const october = out.length
    if (of.expected) planted.push({ ...of.expected, october })
    if (of.reject) rejects.push(october)
    if (of.again !== undefined) filedTwice.push({ october, september: of.again })
  }
  for (const [i, cells] of old.entries()) {
    if (!records.has(i + 1)) out.push(cells.map((cell) => dated(cell)))
    else if (next < lines.length) put()
  }
  while (next < lines.length) put()
  return { workbook: { sheets: [{ name: 'csv', hidden: false, rows: out }] }, planted, rejects, filedTwice }
}

const dated = (cell: Cell): Cell =>
  typeof cell === 'string' ? cell.replace('2026年9月15日', '2026年10月15日').replace('2026年9月', '2026年10月') : cell

/** The day of the second sheet. */
export const october: PlainDate = '2026-10-15'
/** The day on which the office wrote down in between that children left. */
export const exitOn: PlainDate = '2026-09-20'
