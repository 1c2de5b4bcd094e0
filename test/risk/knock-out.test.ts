import { describe, expect, it } from 'vitest'
import type { ChildFile } from '../../src/records/index.ts'
import { type Assessment, assess } from '../../src/risk/index.ts'
import { defaultRules } from '../../src/risk/defaults/document.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import { valueReading } from '../../src/risk/reading/reading.ts'
import { linked, type Ruleset } from '../../src/risk/ruleset/ruleset.ts'
import { calendar } from './calendar.ts'
import { asOf, childrenSheet, filesByRow, firstRows } from './county-sheets.ts'

// Title and note, then two rows of headings: a column of a group has its heading in the second.
const [titleRows, headingRows] = [2, 2]
const sheet = firstRows(childrenSheet, 44)
const [{ rows } = { rows: [] }] = sheet.sheets
const cellAt = (row: number, column: number): string => String(rows[row]?.[column] ?? '')
const headingOf = (column: number): string => cellAt(titleRows + 1, column) || cellAt(titleRows, column)

/** The sheet as if a column had never been there; the title of a group stays over its other columns. */
const without = (column: number): typeof sheet => ({
  ...sheet,
  sheets: sheet.sheets.map((one) => ({
    ...one,
    rows: one.rows.map((row, i) => {
      const isTitle = i < titleRows
      const isGroup = i === titleRows && cellAt(titleRows + 1, column) !== ''
      return isTitle || isGroup ? row : row.map((cell, j) => (j === column ? '' : cell))
    }),
  })),
})

/** Where what is missing belongs to the column. */
const places: Readonly<Record<string, RegExp>> = {
  姓名: /^\/(father|mother|delegate)\b/,
  健康状况: /^\/(health|delegate)\/(status|health)/,
  状况: /^\/(father|mother)\/status$/,
  年龄: /^\/delegate\/(birthDate|recordedOn)$/,
  是否签订: /^\/delegation\/agreement$/,
  监护评估: /^\/care\/guardianship/,
  最近联系日期: /^\/contacts/,
  既往病史: /^\/health\/illnesses/,
  年级: /^\/schooling\/status$/,
  就读学校: /^\/schooling\/status$/,
}

interface Knocked {
  readonly column: string
  readonly faults: readonly string[]
  /** Paths of what is missing where a rule became unknown. */
  readonly asked: readonly string[]
}

function knockedOut(column: number, rules?: Ruleset): Knocked {
  const ask = (file: ChildFile): Assessment => assess(file, { asOf, calendar, ...(rules ? { rules } : {}) })
  const after = filesByRow(without(column))
  const faults: string[] = []
  const asked = new Set<string>()
  for (const [row, file] of filesByRow(sheet)) {
    const cut = after.get(row)
    // Without a name, or without a birth date and a number, there is no child to assess: the register says so.
    if (!cut) continue
    const [before, now] = [ask(file), ask(cut)]
    const named = new Set([...now.flags, ...now.gaps].map(({ rule }) => rule))
    if (now.tier > before.tier) faults.push(`row ${row}: tier higher`)
    if (now.tierUpper < before.tierUpper) faults.push(`row ${row}: upper tier lower`)
    for (const { rule } of before.flags) if (!named.has(rule)) faults.push(`row ${row}: ${rule} cleared`)
    for (const { rule } of before.gaps) if (!named.has(rule)) faults.push(`row ${row}: question of ${rule} settled`)
    for (const { rule, missing } of now.gaps)
      if (!before.gaps.some((gap) => gap.rule === rule)) for (const { path } of missing) asked.add(path)
  }
  return { column: headingOf(column), faults, asked: [...asked] }
}

const columns = Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, i) => i).filter(
  (column) => headingOf(column) !== '' && headingOf(column) !== '序号',
)

describe('a register from which a column is taken away', () => {
  const all = columns.map((column) => knockedOut(column))
  it('has the columns of the county', () => {
    expect(rows.length).toBeGreaterThan(titleRows + headingRows + 30)
    expect(all.length).toBeGreaterThan(35)
  })
  it('raises no tier, lowers no upper tier, clears no flag and settles no question', () => {
    expect(all.flatMap(({ column, faults }) => faults.map((fault) => `${column} ${fault}`))).toEqual([])
  })
  it('opens gaps that name what the column held', () => {
    const opened = all.filter(({ asked }) => asked.length > 0)
    expect(opened.length).toBeGreaterThanOrEqual(5)
    for (const { column, asked } of opened)
      expect([column, asked.some((path) => places[column]?.test(path) ?? false), asked]).toEqual([column, true, asked])
  })
})

describe('the check of a register without a column', () => {
  it('finds out rules that take unknown for no', () => {
    const careless = linked(
      defaultRules,
      Object.fromEntries(
        Object.entries(facts).map(([name, fact]) => [
          name,
          {
            ...fact,
            read: (view) => {
              const reading = fact.read(view)
              return reading.kind === 'unknown' &&
                fact.type !== 'list' &&
                fact.type !== 'date' &&
                fact.type !== 'number'
                ? valueReading('no', reading.span, () => [])
                : reading
            },
          } satisfies typeof fact,
        ]),
      ),
    )
    expect(columns.some((column) => knockedOut(column, careless).faults.length > 0)).toBe(true)
  })
})
