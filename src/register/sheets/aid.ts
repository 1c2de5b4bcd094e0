import type { AidEntryId } from '../../id.ts'
import { type Fen, yuan } from '../../money.ts'
import type { Outcome } from '../../problem.ts'
import { codeOnly } from '../engine/code-kind.ts'
import { date, idText, integer, kind, line } from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../engine/sheet.ts'
import { AidEntry, codeLists, readAs, shapeOf, squash, unread } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'

/** The number of fen that digits before and behind the point say; nothing is multiplied that has a fraction. */
const fenOf = (whole: string, decimals: string): number => Number(whole) * 100 + Number(decimals.padEnd(2, '0'))

/** An amount in yuan with at most two decimals. */
export const yuanAmount = kind<Fen>({
  none: false,
  repeats: true,
  read(words) {
    const match = /^[¥￥]?(\d{1,12})(?:\.(\d{1,2}))?元?$/.exec((squash(words) ?? '').replace(/(?<=\d),(?=\d{3})/g, ''))
    return match ? readAs(fenOf(match[1] ?? '0', match[2] ?? '') as Fen) : unread('not-a-number')
  },
  write: (amount) => yuan(amount),
})

const whole = integer({ from: 0, to: Number.MAX_SAFE_INTEGER, none: false })

const columns = {
  id: { zh: '编号', en: 'id', also: ['票据编号', '流水编号', '登记编号', '账目编号'], kind: idText },
  on: {
    zh: '日期',
    en: 'date',
    also: ['接收日期', '捐赠日期', '时间', '发放日期', '登记日期'],
    kind: date({ none: false, past: true }),
    pointer: '/on',
  },
  direction: {
    zh: '方向',
    en: 'direction',
    also: ['收支', '收发', '类型', '进出'],
    kind: codeOnly(codeLists.aidDirections),
    pointer: '/direction',
  },
  donor: {
    zh: '捐赠方',
    en: 'donor',
    also: ['捐赠人', '捐赠单位', '捐赠者', '捐赠单位或个人', '来源', '捐助方'],
    kind: donorLine(),
    pointer: '/donor',
  },
  kind: {
    zh: '类别',
    en: 'kind',
    also: ['款物类别', '物资类别', '种类'],
    kind: codeOnly(codeLists.aidKinds),
    pointer: '/kind',
  },
  item: {
    zh: '物品',
    en: 'item',
    also: ['品名', '物资名称', '名称', '物品名称', '款物名称', '项目'],
    kind: line({ none: false, repeats: true }),
    pointer: '/item',
  },
  quantity: {
    zh: '数量',
    en: 'quantity',
    kind: integer({ from: 1, to: Number.MAX_SAFE_INTEGER, none: false }),
    pointer: '/quantity',
  },
  unit: { zh: '单位', en: 'unit', also: ['计量单位'], kind: line({ none: false, repeats: true }), pointer: '/unit' },
  value: { zh: '价值(分)', en: 'valueFen', also: ['金额(分)', '折价(分)', '价值分'], kind: whole },
  valueYuan: {
    zh: '价值(元)',
    en: 'value in yuan',
    also: ['金额(元)', '金额', '价值', '折合金额', '折合金额(元)', '折价(元)', '折合人民币', '折合人民币(元)'],
    kind: yuanAmount,
    optional: true,
    field: 'value',
  },
  restriction: {
    zh: '用途限制',
    en: 'restriction',
    also: ['定向用途', '捐赠意向', '限定用途', '用途', '指定用途'],
    kind: line({ none: true, repeats: true }),
    pointer: '/restriction',
  },
  source: { zh: '来源编号', en: 'source', also: ['对应接收编号'], kind: idText, pointer: '/source', optional: true },
  receiptNo: {
    zh: '票据号',
    en: 'receipt number',
    also: ['收据号', '捐赠票据号', '票据号码'],
    kind: line({ none: true }),
    pointer: '/receiptNo',
    optional: true,
  },
} as const

/** A donor; one who wants no name is none. */
function donorLine() {
  const inner = line({ none: true, repeats: true })
  return {
    ...inner,
    read: (cell: string | number, asOf: Parameters<typeof inner.read>[1]) => {
      const reading = inner.read(cell, asOf)
      return /^匿名|^不愿.*(?:姓名|透露)/.test(reading.value) ? { ...reading, value: 'none' } : reading
    },
  }
}

type V = Values<typeof columns>

const shape = shapeOf(AidEntry)
const blank = compact(shape.fill({ id: '' }) as AidEntry)
const place = placing(columns, blank)
const absent = 'notCollected'

function read(values: V, row: RowReader<keyof typeof columns>): AidEntry | undefined {
  if (values.id === absent || values.id === 'none') {
    if (!row.faulty('id')) row.report('missing-value', 'id')
    return undefined
  }
  const entry = place(values, row.asOf)
  entry.id = values.id as AidEntryId
  const { value, valueYuan } = values
  const fen = typeof value === 'number' ? (value as Fen) : typeof valueYuan === 'number' ? valueYuan : undefined
  if (fen !== undefined) entry.value = fen
  if (typeof value === 'number' && typeof valueYuan === 'number' && value !== valueYuan)
    row.report('contradiction', 'valueYuan')
  return entry
}

/** The ledger of aid (捐赠款物登记), one row for each entry. */
export const aidSheet: Sheet<AidEntry> = sheetOf({
  id: 'aid',
  name: '捐赠款物',
  columns,
  needs: ['id', 'item'],
  marks: ['id'],
  read,
  write: ({ id, value }) => ({ id, value: typeof value === 'number' ? value : absent }),
  carried: (_, ok) => (ok('value') ? ['/value'] : []),
  spare: (entry) => shape.spare(entry),
  recordedOn: () => undefined,
})

/**
 * Reads the ledger of aid. Amounts become whole fen; a column in yuan may have two decimals. A donor who wants no name is `none`.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readAid, recordsOf } from 'childfile/register'
 * const bytes = new TextEncoder().encode('编号,日期,捐赠方,物品,金额(元)\nD0001,2026-02-20,校友会,棉衣,2400.50\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readAid(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map((entry) => entry.value)).unwrapOr([]) // => [240050]
 * ```
 */
export const readAid = (workbook: Workbook, options: ReadOptions): Outcome<Register<AidEntry>> =>
  readSheet(aidSheet, workbook, options)
