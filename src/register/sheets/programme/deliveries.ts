import type { AidEntryId, NeedId } from '../../../id.ts'
import type { Outcome } from '../../../problem.ts'
import { code } from '../../engine/code-kind.ts'
import { date, idText, integer, line, personName } from '../../engine/kind.ts'
import { compact, placing } from '../../engine/placing.ts'
import { readSheet, type ReadOptions } from '../../engine/read-sheet.ts'
import type { Register } from '../../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../../engine/sheet.ts'
import { codeLists, Received, shapeOf } from '../../records.ts'
import type { Workbook } from '../../workbook/workbook.ts'
import { yuanAmount } from '../aid.ts'
import { childIdNumber, childName, childOf, childSerial, nobody, type Referring } from '../referring.ts'

const columns = {
  serial: childSerial,
  name: childName,
  idNumber: childIdNumber,
  on: {
    zh: '发放日期',
    en: 'handed over on',
    also: ['领取日期', '送达日期', '发放时间', '领取时间', '接收日期', '日期', '签收日期'],
    kind: date({ none: false, past: true }),
    pointer: '/entry/on',
  },
  kind: {
    zh: '款物类别',
    en: 'money or goods',
    also: ['类别', '物资类别', '款物', '种类'],
    kind: code(codeLists.aidKinds, { words: true, none: false }),
    pointer: '/entry/kind',
  },
  item: {
    zh: '发放物品',
    en: 'item',
    also: [
      '物品',
      '品名',
      '物资名称',
      '物品名称',
      '领取物品',
      '发放物资',
      '款物名称',
      '发放内容',
      '救助内容',
      '慰问品',
      '慰问物品',
      '发放款物',
      '领取物资',
    ],
    kind: line({ none: false, repeats: true }),
    pointer: '/entry/item',
  },
  quantity: {
    zh: '数量',
    en: 'quantity',
    also: ['发放数量', '领取数量', '件数'],
    kind: integer({ from: 1, to: Number.MAX_SAFE_INTEGER, none: false }),
    pointer: '/entry/quantity',
  },
  unit: {
    zh: '单位',
    en: 'unit',
    also: ['计量单位'],
    kind: line({ none: false, repeats: true }),
    pointer: '/entry/unit',
  },
  value: {
    zh: '价值(元)',
    en: 'value in yuan',
    also: ['金额(元)', '金额', '价值', '折合金额', '折价(元)', '折合人民币(元)', '发放金额'],
    kind: yuanAmount,
  },
  from: {
    zh: '捐赠账目编号',
    en: 'entry of the ledger',
    also: ['来源编号', '账目编号', '对应接收编号', '捐赠编号', '流水编号'],
    kind: idText,
  },
  need: { zh: '需求编号', en: 'need', also: ['对应需求编号', '需求单号', '心愿编号'], kind: idText, optional: true },
  signedBy: {
    zh: '签收人',
    en: 'signed by',
    also: ['领取人', '签收人姓名', '领取人签字', '接收人', '签字', '签收', '代领人'],
    kind: personName({ none: true }),
    pointer: '/entry/signedBy',
  },
} as const

const shape = shapeOf(Received)
const blank: Referring<Received> = compact({ child: nobody, entry: shape.fill({}) as Received })
const place = placing(columns, { ...blank })
const absent = 'notCollected'

function read(values: Values<typeof columns>, row: RowReader<keyof typeof columns>): Referring<Received> | undefined {
  const child = childOf(values, row)
  if (values.item === absent && !row.faulty('item')) row.report('missing-value', 'item')
  if (child === undefined || values.item === absent) return undefined
  if (values.on === absent && !row.faulty('on')) row.report('not-stated', 'on')
  if (values.signedBy === absent && row.has('signedBy') && !row.faulty('signedBy')) row.report('not-stated', 'signedBy')
  const { value, from, need } = values
  return {
    child,
    entry: {
      ...place(values, row.asOf).entry,
      value: value === 'none' ? absent : value,
      from: from as AidEntryId | 'none' | 'notCollected',
      need: need as NeedId | 'none' | 'notCollected',
    },
  }
}

/** What was handed over to children (款物发放), one row for each child and thing. */
export const deliverySheet: Sheet<Referring<Received>> = sheetOf({
  id: 'deliveries',
  name: '款物发放',
  columns,
  needs: ['name', 'item'],
  marks: ['on'],
  read,
  write: ({ entry: { value, from, need } }) => ({
    value: value === 'contested' ? absent : value,
    from: from === 'contested' ? absent : from,
    need: need === 'contested' ? absent : need,
  }),
  carried: ({ entry }, ok) =>
    (['value', 'from', 'need'] as const).flatMap((field) =>
      ok(field) && entry[field] !== 'contested' && entry[field] !== absent ? [`/entry/${field}` as const] : [],
    ),
  spare: ({ child, entry }) => ({ child, entry: shape.spare(entry) }),
  recordedOn: () => undefined,
})

/**
 * Reads what was handed over to children. Amounts become whole fen. Each row refers to a child by number on paper and name;
 * `linkChildren` finds the file, `withReceived` puts it in. A row without a signature where the sheet has a column for it is remarked.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readDeliveries, recordsOf } from 'childfile/register'
 * const text = '序号,儿童姓名,发放日期,发放物品,数量,价值(元),捐赠账目编号,签收人\n1,唐桂莹,2026-10-08,棉衣,1,120.5,D0001,戴莹桐\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readDeliveries(workbook, { asOf: '2026-10-15' }))
 * register.map((read) => recordsOf(read).map(({ entry }) => [entry.value, entry.from])).unwrapOr([]) // => [[12050, "D0001"]]
 * ```
 */
export const readDeliveries = (workbook: Workbook, options: ReadOptions): Outcome<Register<Referring<Received>>> =>
  readSheet(deliverySheet, workbook, options)
