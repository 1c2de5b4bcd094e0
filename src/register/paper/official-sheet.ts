import { type Pointer, pointer } from '../../pointer.ts'
import type { Cell, WorkbookSheet } from '../workbook/workbook.ts'
import type { Flow } from './official-flow.ts'
import type { OfficialRow, OfficialTable } from './official-table.ts'

const flows: readonly (readonly [key: keyof Flow, zh: string])[] = [
  ['opening', '期初在册'],
  ['entered', '本期登记'],
  ['left', '本期退出'],
  ['closing', '期末在册'],
  ['undated', '退出日期不明'],
]

/**
 * The official table as a sheet in Chinese: axes over their classes, the whole first, each township before its villages.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { officialSheet, officialTable } from 'childfile/register'
 * const table = officialTable([childFile({ id: 'c1', name: '李小花', sex: 'female' })], { asOf: '2026-10-15' })
 * table.map((made) => officialSheet(made).rows.slice(3).map((row) => row.slice(0, 4))).unwrapOr([]) // => [["合计", "", "", 1], ["未写明乡镇", "", "", 1]]
 * ```
 */
export function officialSheet({ from, asOf, axes, rows }: OfficialTable): WorkbookSheet {
  const group = (zh: string, width: number): readonly Cell[] => [zh, ...Array.from({ length: width - 1 }, () => '')]
  return {
    name: '统计表',
    hidden: false,
    rows: [
      [`农村留守儿童统计表（${from} 至 ${asOf}）`],
      [
        '乡镇',
        '村(社区)',
        '区划代码',
        '在册总数',
        ...axes.flatMap(({ zh, classes }) => group(zh, classes.length)),
        ...group('增减', flows.length),
      ],
      ['', '', '', '', ...axes.flatMap(({ classes }) => classes.map(({ zh }) => zh)), ...flows.map(([, zh]) => zh)],
      ...rows.map((row) => [...headOf(row), row.total, ...row.counts.flat(), ...flows.map(([key]) => row.flow[key])]),
    ],
    form: { frozen: [3, 3], textColumns: [0, 1, 2], widths: [16, 16, 16, 10] },
  }
}

const headOf = ({ level, zh, code }: OfficialRow): readonly Cell[] =>
  level === 'village' ? ['', zh, code] : [zh, '', code]

/**
 * Where an official table does not add up: axes that miss the total, villages that miss the township, townships that miss the whole,
 * opening + in - out that misses the closing. For tables from anywhere; those of `officialTable` always add up.
 * @returns Pointers into the table; empty if it adds up.
 * @example
 * ```ts
 * import { officialTable, officialTableFaults } from 'childfile/register'
 * officialTable([], { asOf: '2026-10-15' }).map(officialTableFaults).unwrapOr([]) // => []
 * ```
 */
export function officialTableFaults({ rows }: OfficialTable): readonly Pointer[] {
  const faults: Pointer[] = []
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
  for (const [i, { total, counts, flow }] of rows.entries()) {
    for (const [axis, count] of counts.entries())
      if (sum(count) !== total) faults.push(pointer('rows', i, 'counts', axis))
    if (flow.opening + flow.entered - flow.left !== flow.closing) faults.push(pointer('rows', i, 'flow'))
    if (flow.closing !== total) faults.push(pointer('rows', i, 'total'))
    const parts = partsOf(rows, i)
    if (parts !== undefined && !addsUp(rows[i], parts)) faults.push(pointer('rows', i))
  }
  return faults
}

/** The rows that a row is the sum of; undefined for one without parts. */
function partsOf(rows: readonly OfficialRow[], at: number): readonly OfficialRow[] | undefined {
  const level = rows[at]?.level
  if (level === 'all') return rows.filter((row) => row.level === 'township')
  if (level !== 'township') return undefined
  const after = rows.slice(at + 1)
  const end = after.findIndex((row) => row.level !== 'village')
  const villages = end < 0 ? after : after.slice(0, end)
  return villages.length === 0 ? undefined : villages
}

function addsUp(whole: OfficialRow | undefined, parts: readonly OfficialRow[]): boolean {
  const numbers = ({ total, counts, flow }: OfficialRow): readonly number[] => [
    total,
    ...counts.flat(),
    ...flows.map(([key]) => flow[key]),
  ]
  const of = parts.map(numbers)
  return (
    whole !== undefined &&
    numbers(whole).every((number, i) => number === of.reduce((sum, one) => sum + (one[i] ?? 0), 0))
  )
}
