import { isKnown } from '../../../absent.ts'
import { digestText } from '../../../digest.ts'
import type { PlainDate } from '../../../date.ts'
import type { Outcome } from '../../../problem.ts'
import type { WeekSlot } from '../../../week.ts'
import { codeOnly, partsOf } from '../../engine/code-kind.ts'
import { type Filled, idText, kind, type Kind, line, personName, phones } from '../../engine/kind.ts'
import { readSheet, type ReadOptions } from '../../engine/read-sheet.ts'
import type { Register } from '../../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../../engine/sheet.ts'
import { type Code, codeLists, dateReading, type Phone, readAs, unread } from '../../records.ts'
import type { Workbook } from '../../workbook/workbook.ts'
import { slots } from '../slot-kinds.ts'

type NotCollected = 'notCollected'

/** Experts who can be invited: a police station, a hospital, a troupe. What a timetable needs, and whom to call. */
export interface Expert {
  readonly id: string
  readonly kind: Code<typeof codeLists.expertKinds> | NotCollected
  readonly unit: string
  readonly contact: Filled<string>
  readonly phone: Phone | 'none' | NotCollected
  readonly availability: Filled<readonly WeekSlot[]>
  /** Days on which they cannot come. */
  readonly off: Filled<readonly PlainDate[]>
}

/** Several days. */
const days: Kind<Filled<readonly PlainDate[]>> = kind<readonly PlainDate[]>({
  none: true,
  hint: '可填多天，用、隔开，如 2026-10-08、2026-10-09',
  read(words) {
    const readings = partsOf(words).map((part) => dateReading(part))
    const bad = readings.find(({ value }) => value === undefined)
    if (bad) return unread(bad.code ?? 'not-a-date')
    const found = readings.flatMap(({ value }) => (value === undefined ? [] : [value]))
    return readAs([...new Set(found)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
  },
  write: (value) => value.join('、'),
})

const columns = {
  id: { zh: '专家编号', en: 'id', also: ['编号', '专家组编号', '团队编号', '队伍编号'], kind: idText },
  kind: {
    zh: '专家类别',
    en: 'kind of expert',
    also: ['类别', '专家类型', '专业类别', '类型', '行业', '领域', '所属行业', '专家来源'],
    kind: codeOnly(codeLists.expertKinds),
  },
  unit: {
    zh: '单位名称',
    en: 'unit',
    also: ['单位', '所在单位', '工作单位', '专家单位', '派出单位', '机构名称', '团队名称', '专家姓名'],
    kind: line({ none: false }),
  },
  contact: {
    zh: '联系人',
    en: 'contact person',
    also: ['联系人姓名', '负责人', '对接人', '联络人', '姓名', '主讲人', '授课人', '讲师'],
    kind: personName({ none: true }),
  },
  phone: { zh: '联系电话', en: 'telephone', also: ['电话', '手机', '手机号', '手机号码', '联系方式'], kind: phones },
  availability: {
    zh: '可用时间',
    en: 'available',
    also: [
      '可到时间',
      '可授课时间',
      '空闲时间',
      '可服务时间',
      '可安排时间',
      '方便时间',
      '可服务时段',
      '可授课时段',
      '授课时间',
    ],
    kind: slots,
  },
  off: {
    zh: '不可用日期',
    en: 'days off',
    also: ['不能到场日期', '停课日期', '请假日期', '不便日期', '除外日期'],
    kind: days,
    optional: true,
  },
} as const

const absent = 'notCollected'

/** Who has no number on the list is known by unit and contact person. */
const idOf = (unit: string, contact: string): string =>
  `e-${digestText(`childfile/expert/1 ${JSON.stringify([unit, contact])}`).slice(0, 24)}`

function read(values: Values<typeof columns>, row: RowReader<keyof typeof columns>): Expert | undefined {
  const { id, kind: what, unit, contact, phone, availability, off } = values
  const missing = id === absent || id === 'none'
  if (missing && row.has('id') && !row.faulty('id')) row.report('missing-value', 'id')
  if (unit === absent && !row.faulty('unit')) row.report('missing-value', 'unit')
  if (unit === absent || (missing && row.has('id'))) return undefined
  if (what === absent && !row.faulty('kind')) row.report('not-stated', 'kind')
  if (typeof phone === 'object' && phone.length > 1) row.report('not-kept', 'phone')
  const number = missing ? idOf(unit, contact) : id
  return {
    id: number,
    kind: what,
    unit,
    contact,
    phone: typeof phone === 'string' ? phone : phone[0],
    availability,
    off,
  }
}

const phonesOf = (phone: Expert['phone']): Filled<readonly [Phone, ...Phone[]]> =>
  phone === 'none' ? 'none' : isKnown(phone) ? [phone] : absent

const experts = (needs: 'id' | 'contact'): Sheet<Expert> =>
  sheetOf({
    id: 'experts',
    name: '专家名册',
    columns,
    needs: ['unit', needs],
    marks: [needs],
    read,
    write: ({ phone, ...expert }) => ({ ...expert, phone: phonesOf(phone) }),
    carried: (_, ok) =>
      (['id', 'kind', 'unit', 'contact', 'phone', 'availability', 'off'] as const).flatMap((field) =>
        ok(field) ? [`/${field}` as const] : [],
      ),
    spare: (expert) => Object.fromEntries(Object.entries(expert).filter(([, value]) => value !== absent)),
    recordedOn: () => undefined,
  })

/** Experts who can be invited (专家名册), one row for each person or team. */
export const expertSheet: Sheet<Expert> = experts('id')

/**
 * Reads the list of experts. Times are slots of the week, as volunteers write them. A list without a column of
 * numbers gives ids made of unit and contact person.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readExperts, recordsOf } from 'childfile/register'
 * const text = '专家编号,专家类别,单位名称,可用时间,不可用日期\nE01,派出所,龙街派出所,周三上午,2026-10-08\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readExperts(workbook, { asOf: '2026-10-15' }))
 * register.map((read) => recordsOf(read).map(({ kind, availability, off }) => [kind, availability, off])).unwrapOr([]) // => [["police", ["wed-morning"], ["2026-10-08"]]]
 * ```
 */
export function readExperts(workbook: Workbook, options: ReadOptions): Outcome<Register<Expert>> {
  const numbered = readSheet(expertSheet, workbook, options)
  if (numbered.isOk() || numbered.error[0].code !== 'no-heading') return numbered
  return readSheet(experts('contact'), workbook, options)
}
