import { digestText } from '../../../digest.ts'
import type { NeedId } from '../../../id.ts'
import type { Outcome } from '../../../problem.ts'
import { code, codeOnly } from '../../engine/code-kind.ts'
import { date, idText, integer, line } from '../../engine/kind.ts'
import { compact, placing } from '../../engine/placing.ts'
import { readSheet, type ReadOptions } from '../../engine/read-sheet.ts'
import type { Register } from '../../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../../engine/sheet.ts'
import { codeLists, Need, readCode, shapeOf } from '../../records.ts'
import type { Workbook } from '../../workbook/workbook.ts'
import { childIdNumber, childName, childOf, childSerial, type Linked, nobody, type Referring } from '../referring.ts'

/** A need without the child. */
export type NeedEntry = Omit<Need, 'child'>

const columns = {
  serial: childSerial,
  name: childName,
  idNumber: childIdNumber,
  id: { zh: '需求编号', en: 'id', also: ['需求单号', '心愿编号', '需求序列号'], kind: idText, optional: true },
  kind: {
    zh: '需求类别',
    en: 'kind of need',
    also: ['需求类型', '物资类别', '帮扶类别', '需求种类', '类别'],
    kind: code(codeLists.needKinds, { words: true, none: false }),
  },
  item: {
    zh: '需求物品',
    en: 'item',
    also: [
      '所需物品',
      '需求内容',
      '物品',
      '物品名称',
      '品名',
      '需要什么',
      '微心愿',
      '心愿',
      '心愿内容',
      '微心愿内容',
      '具体需求',
      '需求',
      '所需物资',
      '需求物资',
    ],
    kind: line({ none: false, repeats: true }),
    pointer: '/entry/item',
  },
  quantity: {
    zh: '数量',
    en: 'quantity',
    also: ['需求数量', '所需数量', '件数'],
    kind: integer({ from: 1, to: Number.MAX_SAFE_INTEGER, none: false }),
    pointer: '/entry/quantity',
  },
  size: {
    zh: '尺码',
    en: 'size',
    also: ['尺寸', '规格', '号码', '衣服尺码', '鞋码', '型号', '身高尺码'],
    kind: line({ none: true, repeats: true }),
    pointer: '/entry/size',
  },
  by: {
    zh: '需要日期',
    en: 'needed by',
    also: [
      '最迟日期',
      '期限',
      '何时需要',
      '希望送达日期',
      '需要时间',
      '截止日期',
      '希望时间',
      '希望日期',
      '需求时间',
      '心愿期限',
    ],
    kind: date({ none: true, past: false }),
    pointer: '/entry/by',
  },
  on: {
    zh: '登记日期',
    en: 'written down on',
    also: ['提出日期', '申请日期', '登记时间', '提出时间', '收集日期'],
    kind: date({ none: false, past: true }),
    pointer: '/entry/on',
  },
  state: {
    zh: '办理状态',
    en: 'how it stands',
    also: ['状态', '进展', '落实情况', '办理情况', '完成情况'],
    kind: codeOnly(codeLists.goalStates),
    pointer: '/entry/state',
    optional: true,
  },
} as const

const shape = shapeOf(Need)
const blank: Referring<NeedEntry> = compact({ child: nobody, entry: shape.fill({ id: '' }) as NeedEntry })
const place = placing(columns, { ...blank })
const absent = 'notCollected'

/** Without a number of its own a need is known by child, what and when. */
const idOf = (child: string, item: string, size: string, on: string): NeedId =>
  `n-${digestText(`childfile/need/1 ${JSON.stringify([child, item, size, on])}`).slice(0, 24)}` as NeedId

function read(values: Values<typeof columns>, row: RowReader<keyof typeof columns>): Referring<NeedEntry> | undefined {
  const child = childOf(values, row)
  const { kind, item, size, by, on, id } = values
  const nothing = item === absent && (kind === absent || kind === 'none')
  if (nothing && !row.faulty('item') && !row.faulty('kind')) row.report('missing-value', 'item')
  if (child === undefined || nothing) return undefined
  if (by !== absent && by !== 'none' && on !== absent && on !== 'none' && by < on) row.report('contradiction', 'by')
  const said = kind === absent && item !== absent ? readCode(codeLists.needKinds, item) : undefined
  const number = id === absent || id === 'none' ? idOf(`${child.serial} ${child.name}`, item, size, on) : (id as NeedId)
  return { child, entry: { ...place(values, row.asOf).entry, id: number, kind: said ?? kind } }
}

const itsOwn = ({ child, entry }: Referring<NeedEntry>): boolean =>
  entry.id === idOf(`${child.serial} ${child.name}`, entry.item, entry.size, entry.on)

/** What children need (需求登记), one row for each need. */
export const needSheet: Sheet<Referring<NeedEntry>> = sheetOf({
  id: 'needs',
  name: '需求登记',
  columns,
  needs: ['name', 'item'],
  marks: ['item'],
  read,
  write: (need) => ({
    id: itsOwn(need) ? absent : need.entry.id,
    kind: need.entry.kind === 'contested' ? absent : need.entry.kind,
  }),
  carried: (need, ok) => [
    ...(itsOwn(need) || ok('id') ? (['/entry/id'] as const) : []),
    ...(ok('kind') && need.entry.kind !== absent ? (['/entry/kind'] as const) : []),
  ],
  spare: ({ child, entry }) => ({ child, entry: shape.spare(entry) }),
  recordedOn: () => undefined,
})

/**
 * Reads what children need. A need without a number gets an id made of child, item, size and day, so that the same row read twice is one
 * need. Each refers to a child by number on paper and name; `linkChildren` finds the file, `needsOf` makes needs of them.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readNeeds, recordsOf } from 'childfile/register'
 * const text = '序号,儿童姓名,需求物品,数量,尺码\n1,唐桂莹,棉衣,1件,140\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readNeeds(workbook, { asOf: '2026-10-15' }))
 * register.map((read) => recordsOf(read).map(({ entry }) => [entry.kind, entry.size])).unwrapOr([]) // => [["clothing", "140"]]
 * ```
 */
export const readNeeds = (workbook: Workbook, options: ReadOptions): Outcome<Register<Referring<NeedEntry>>> =>
  readSheet(needSheet, workbook, options)

/**
 * The needs of a linked sheet.
 * @example
 * ```ts
 * import { needsOf } from 'childfile/register'
 * needsOf({ rows: [] }) // => []
 * ```
 */
export const needsOf = (register: Register<Linked<NeedEntry>>): readonly Need[] =>
  register.rows.flatMap(({ record }) => (record === undefined ? [] : [{ ...record.entry, child: record.child }]))
