import type { Immutable } from '../../immutable.ts'
import type { Outcome } from '../../problem.ts'
import { code, codes } from '../engine/code-kind.ts'
import { date, lastDay, line, personName } from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../engine/sheet.ts'
import { codeLists, Consent, shapeOf } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { childIdNumber, childName, childOf, childSerial, nobody, type Referring } from './referring.ts'

const orNone = { words: true, none: true } as const

const columns = {
  serial: childSerial,
  name: childName,
  idNumber: childIdNumber,
  giver: {
    zh: '同意人',
    en: 'given by',
    also: ['同意人姓名', '签字人', '授权人', '监护人姓名', '签署人'],
    kind: personName({ none: false }),
    pointer: '/entry/giver',
  },
  capacity: {
    zh: '与儿童关系',
    en: 'capacity',
    also: ['同意人身份', '与孩子关系', '与儿童的关系', '关系', '身份'],
    kind: code(codeLists.consentCapacities, orNone),
    pointer: '/entry/capacity',
  },
  form: {
    zh: '方式',
    en: 'form',
    also: ['同意方式', '签署方式', '形式'],
    kind: code(codeLists.consentForms, orNone),
    pointer: '/entry/form',
  },
  on: {
    zh: '日期',
    en: 'given on',
    also: ['同意日期', '签署日期', '签字日期', '签订日期'],
    kind: date({ none: false, past: true }),
    pointer: '/entry/on',
  },
  purposes: {
    zh: '同意事项',
    en: 'purposes',
    also: ['事项', '授权事项', '同意内容', '授权内容'],
    kind: codes(codeLists.consentPurposes, orNone),
    pointer: '/entry/purposes',
  },
  childAnswer: {
    zh: '儿童意愿',
    en: "child's answer",
    also: ['儿童意见', '孩子意愿', '儿童本人意愿'],
    kind: code(codeLists.childAnswers, orNone),
    pointer: '/entry/childAnswer',
  },
  until: {
    zh: '有效期至',
    en: 'valid until',
    also: ['有效期', '截止日期', '有效期截止', '到期日期'],
    kind: lastDay({ none: true, past: false }),
    pointer: '/entry/until',
  },
  withdrawnOn: {
    zh: '撤回日期',
    en: 'withdrawn on',
    also: ['撤销日期', '收回日期'],
    kind: date({ none: true, past: true }),
    pointer: '/entry/withdrawnOn',
    optional: true,
  },
  noticeVersion: {
    zh: '告知书版本',
    en: 'version of the notice',
    also: ['告知书编号'],
    kind: line({ none: true, repeats: true }),
    pointer: '/entry/noticeVersion',
    optional: true,
  },
} as const

/** A consent as records hold it. */
export type ConsentEntry = Immutable<Consent>

const shape = shapeOf(Consent)
const blank: Referring<ConsentEntry> = compact({ child: nobody, entry: shape.fill({}) as ConsentEntry })
const place = placing(columns, { ...blank })

function read(
  values: Values<typeof columns>,
  row: RowReader<keyof typeof columns>,
): Referring<ConsentEntry> | undefined {
  const child = childOf(values, row)
  if (child === undefined) return undefined
  if (values.giver === 'notCollected' && !row.faulty('giver')) row.report('not-stated', 'giver')
  const { on, until } = values
  if (on !== 'none' && on !== 'notCollected' && until !== 'none' && until !== 'notCollected' && on >= until)
    row.report('contradiction', 'until')
  return { child, entry: place(values, row.asOf).entry }
}

/** Consents (同意登记), one row for each. 有效期至 is the last day; `until` is the day after it. */
export const consentSheet: Sheet<Referring<ConsentEntry>> = sheetOf({
  id: 'consents',
  name: '同意登记',
  columns,
  needs: ['name', 'purposes'],
  marks: ['on'],
  read,
  write: () => ({}),
  carried: () => [],
  spare: ({ child, entry }) => ({ child, entry: shape.spare(entry) }),
  recordedOn: () => undefined,
})

/**
 * Reads consents. Each refers to a child by number on paper and name; `linkChildren` finds the file.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readConsents, recordsOf } from 'childfile/register'
 * const text = '序号,儿童姓名,同意人,与儿童关系,日期,同意事项,儿童意愿\n10,毛浩,毛亮飞,父亲,2026-03-22,建档、结对帮扶,不愿意结对\n'
 * const register = decodeCsv(new TextEncoder().encode(text)).andThen((workbook) => readConsents(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map(({ entry }) => entry.childAnswer)).unwrapOr([]) // => ["noHelper"]
 * ```
 */
export const readConsents = (workbook: Workbook, options: ReadOptions): Outcome<Register<Referring<ConsentEntry>>> =>
  readSheet(consentSheet, workbook, options)
