import { archive, textCell, workbookParts, worksheet } from '../../test/bad-inputs/archive.ts'
import {
  codeLists,
  readCode,
  readDate,
  readDivision,
  readGrade,
  readNationalId,
  readPhone,
  readYesNo,
} from '../../src/index.ts'
import type { Outcome } from '../../src/problem.ts'
import {
  aidSheet,
  type Cell,
  childSheet,
  consentSheet,
  decodeCsv,
  encodeCsv,
  findingText,
  pairSheet,
  readSheet,
  rowsOf,
  sessionSheet,
  type Sheet,
  villageSheet,
  visitSheet,
  volunteerSheet,
  type Workbook,
} from '../../src/register/index.ts'
import { decodeXlsx, encodeXlsx } from '../../src/register/xlsx.ts'
import type { FuzzClass } from './class.ts'
import type { Dice } from './dice.ts'
import { canary, mutatedBytes, mutatedText } from './mutation.ts'

const asOf = '2026-09-15'
const sheets: readonly Sheet<never>[] = [
  childSheet,
  volunteerSheet,
  pairSheet,
  sessionSheet,
  visitSheet,
  villageSheet,
  aidSheet,
  consentSheet,
] as readonly unknown[] as readonly Sheet<never>[]

/** Cells as they occur: dates, numbers, names, numbers of persons and telephones, codes. */
const usual: readonly Cell[] = [
  '李小花',
  '阿依古丽·买买提',
  '2016-03-26',
  '2016年3月26日',
  42455,
  '11010519491231002X',
  '13812345678',
  '0857-1234567',
  '520526113205',
  '男',
  '女',
  '是',
  '否',
  '小学三年级',
  '留守',
  '外出务工',
  '爷爷、奶奶',
  '无',
  '120.50',
  3,
  '威宁县中水镇小井寨村',
]

const cellOf = (dice: Dice): Cell => {
  const cell = dice.pick(usual)
  if (dice.once(12)) return dice.pick([Number.NaN, Infinity, -1, 0.1, 1e21, 2 ** 53, 42455.7, -0])
  return dice.once(5) ? cell : mutatedText(dice, String(cell))
}

const problemsOf = (outcome: Outcome<unknown>): unknown => (outcome.isErr() ? outcome.error : [])
const lists = Object.values(codeLists)
const columns = sheets.flatMap((sheet) => Object.values(sheet.columns))

const readers: readonly ((cell: Cell, dice: Dice) => unknown)[] = [
  (cell) => problemsOf(readNationalId(cell)),
  (cell) => problemsOf(readDate(cell)),
  (cell) => problemsOf(readDivision(cell)),
  (cell) => problemsOf(readPhone(cell)),
  (cell) => problemsOf(readGrade(cell)),
  (cell) => readYesNo(String(cell)),
  (cell, dice) => readCode(dice.pick(lists), String(cell)),
]

/** Single cells, through every reader of the records and of every column of every sheet. */
export const cells: FuzzClass = {
  name: 'cells',
  share: 709_000,
  prepare: () =>
    Promise.resolve((dice) => {
      const cell = cellOf(dice)
      return dice.once(3) ? dice.pick(readers)(cell, dice) : dice.pick(columns).kind.read(cell, asOf).code
    }),
}

/** A table of a sheet: its headings, some of them broken, and rows of cells. */
function tableOf(dice: Dice, sheet: Sheet<never>): readonly (readonly Cell[])[] {
  const headings = Object.values(sheet.columns)
    .filter((column) => sheet.needs.some((name) => sheet.columns[name] === column) || dice.once(3))
    .map(({ zh }) => (dice.once(20) ? mutatedText(dice, zh) : zh))
  const rows = Array.from({ length: dice.below(4) }, () =>
    Array.from({ length: dice.below(headings.length + 3) }, () => cellOf(dice)),
  )
  return [...(dice.once(4) ? [[cellOf(dice)]] : []), headings, ...rows]
}

const saidOf = (sheet: Sheet<never>, workbook: Workbook): unknown => {
  const read = readSheet(sheet, workbook, { asOf })
  if (read.isErr()) return read.error
  for (const one of workbook.sheets) rowsOf(one, read.value.rows)
  return read.value.rows.flatMap(({ findings }) => findings.flatMap((one) => [one, findingText(one, 'zh')]))
}

/** Whole sheets, as values and as bytes of CSV that were written well and then broken. */
export const rows: FuzzClass = {
  name: 'rows and CSV',
  share: 25_000,
  prepare: () =>
    Promise.resolve((dice) => {
      const sheet = dice.pick(sheets)
      const workbook = { sheets: [{ name: '甲村', hidden: false, rows: tableOf(dice, sheet) }] }
      if (dice.once(2)) return saidOf(sheet, workbook)
      const decoded = decodeCsv(mutatedBytes(dice, encodeCsv(workbook)))
      return decoded.isErr() ? decoded.error : saidOf(sheet, decoded.value)
    }),
}

/** Workbooks whose bytes were broken, packed and unpacked. */
export const workbooks: FuzzClass = {
  name: 'xlsx',
  share: 6_000,
  prepare: async () => {
    const table = [
      ['姓名', '出生日期', '身份证号码'],
      [canary, '2016-03-26', canary],
    ]
    const written = (await encodeXlsx({ sheets: [{ name: '甲村', hidden: false, rows: table }] }))._unsafeUnwrap()
    const bare = worksheet(textCell(canary) + textCell(canary, 'B1'))
    return async (dice) => {
      const bytes = dice.once(2)
        ? mutatedBytes(dice, dice.once(2) ? written : archive(workbookParts(bare)))
        : archive(workbookParts(mutatedText(dice, bare)))
      const decoded = await decodeXlsx(bytes, { unpackedBytes: 4_000_000, cells: 100_000 })
      return decoded.isErr() ? decoded.error : saidOf(childSheet as unknown as Sheet<never>, decoded.value)
    }
  },
}
