import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import {
  decodeCsv,
  encodeCsv,
  readChildren,
  recordsOf,
  type Workbook,
  writeChildren,
} from '../../src/register/index.ts'
import { decodeXlsx } from '../../src/register/xlsx.ts'
import { measure, missedBars, missedDuplicateBars } from './bars.ts'
import { type Paperwork, paperwork } from './paperwork.ts'
import type { StyleName } from './styles.ts'

/** The paperwork as a real workbook: below the first row of a merge the cells are empty, as spreadsheet programs leave them. */
async function asXlsx({ workbook, merges }: Paperwork): Promise<Workbook> {
  const sheets = workbook.sheets.map(({ name, hidden, rows, hiddenRows = [] }, sheet) => {
    const own = merges.filter((merge) => merge.sheet === sheet)
    const cells = rows.map((row) => [...row])
    for (const { startRow, startCol, endRow } of own)
      for (let row = startRow + 1; row <= endRow; row++) cells[row]![startCol] = ''
    return {
      name,
      hidden,
      rows: cells,
      merges: own.map(({ startRow, startCol, endRow, endCol }) => ({ startRow, startCol, endRow, endCol })),
      rowDefs: new Map(hiddenRows.map((row) => [row - 1, { hidden: true }])),
    }
  })
  return (await decodeXlsx(await writeXlsx({ sheets })))._unsafeUnwrap()
}

const asCsv = ({ workbook }: Paperwork): Workbook => ({
  sheets: workbook.sheets.flatMap((sheet) =>
    decodeCsv(encodeCsv({ sheets: [sheet] }))
      ._unsafeUnwrap()
      .sheets.map((read) => ({ ...read, name: sheet.name })),
  ),
})

const cases: readonly (readonly [StyleName, 'csv' | 'xlsx', number])[] = [
  ['oneRow', 'csv', 1],
  ['twoRows', 'csv', 2],
  ['numbers', 'xlsx', 3],
  ['office', 'csv', 4],
  ['twoRows', 'xlsx', 5],
  ['office', 'xlsx', 6],
  ['numbers', 'xlsx', 7],
  ['oneRow', 'xlsx', 8],
]

describe.each(cases)('unseen paperwork: %s as %s, seed %i', (style, form, seed) => {
  it('reaches every bar of the contract, and comes back equal after writing', async () => {
    const paper = paperwork(seed, 400, style)
    const workbook = form === 'csv' ? asCsv(paper) : await asXlsx(paper)
    const register = readChildren(workbook, { asOf: paper.asOf })._unsafeUnwrap()
    expect(missedBars(measure(register, paper.truth))).toEqual([])
    expect(missedDuplicateBars(register, paper.truth)).toEqual([])
    const files = recordsOf(register)
    expect(recordsOf(readChildren(writeChildren(files).workbook, { asOf: paper.asOf })._unsafeUnwrap())).toEqual(files)
  })
})
