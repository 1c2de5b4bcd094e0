import { isKnown } from '../../absent.ts'
import { digestText } from '../../digest.ts'
import type { ChildId, VolunteerId } from '../../id.ts'
import type { Outcome } from '../../problem.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { code, codeOnly, codes, partsOf } from '../engine/code-kind.ts'
import {
  date,
  division,
  type Filled,
  idText,
  integer,
  type Kind,
  kind,
  line,
  nationalId,
  personName,
  phones,
} from '../engine/kind.ts'
import { compact, placing } from '../engine/placing.ts'
import { readSheet, type ReadOptions } from '../engine/read-sheet.ts'
import type { Register } from '../engine/register.ts'
import { type RowReader, type Sheet, sheetOf, type Values } from '../engine/sheet.ts'
import { writeSheet, type WrittenSheet } from '../engine/write-sheet.ts'
import { ageOn, codeLists, nationalIdReading, readAs, shapeOf, squash, tidy, unread, Volunteer } from '../records.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { slots } from './slot-kinds.ts'

const orNone = { words: true, none: true } as const

/** Numbers of children as volunteers' sheets name them; `linkChildren` turns them into ids of files. */
const childNumbers: Kind<Filled<readonly ChildId[]>> = kind<readonly ChildId[]>({
  none: true,
  read(words) {
    const numbers = partsOf(squash(words) ?? '')
    return numbers.every((number) => /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/.test(number))
      ? readAs(numbers.map((number) => number as ChildId))
      : unread('unreadable-code')
  },
  write: (value) => value.join('、'),
})

const note = kind<string>({
  none: true,
  read(words) {
    const text = tidy(words)
    return text === undefined ? unread('unreadable-text') : text.length > 2000 ? unread('too-long') : readAs(text)
  },
  write: (value) => value,
})

const columns = {
  id: {
    zh: '编号',
    en: 'number',
    also: ['志愿者编号', '志愿者号', '爱心妈妈编号', '代理家长编号', '人员编号', '志愿者ID'],
    kind: idText,
  },
  name: {
    zh: '姓名',
    en: 'name',
    also: ['志愿者姓名', '爱心妈妈姓名', '代理家长姓名', '志愿者'],
    kind: personName({ none: false }),
    pointer: '/name',
  },
  sex: { zh: '性别', en: 'sex', kind: codeOnly(codeLists.sexes) },
  idNumber: {
    zh: '公民身份号码',
    en: 'identity number',
    also: ['身份证号', '身份证号码', '证件号码', '身份证'],
    kind: nationalId,
  },
  birthDate: {
    zh: '出生日期',
    en: 'date of birth',
    also: ['出生年月日', '出生年月'],
    kind: date({ none: false, past: true }),
    optional: true,
  },
  politicalStatus: {
    zh: '政治面貌',
    en: 'political status',
    kind: code(codeLists.politicalStatuses, orNone),
    pointer: '/politicalStatus',
  },
  occupation: {
    zh: '职业',
    en: 'occupation',
    also: ['工作单位及职务', '单位及职务', '工作单位', '单位', '职务'],
    kind: line({ none: true, repeats: true }),
    pointer: '/occupation',
  },
  village: {
    zh: '居住村代码',
    en: 'village code',
    also: ['村(社区)代码', '村代码', '居住地代码', '所在村代码', '区划代码', '现住地代码'],
    kind: division,
    pointer: '/division',
  },
  phone: {
    zh: '联系电话',
    en: 'telephone',
    also: ['电话', '手机', '手机号', '手机号码', '电话号码', '联系方式'],
    kind: phones,
  },
  capacity: {
    zh: '愿结对人数',
    en: 'children offered to take',
    also: ['可结对人数', '结对人数', '愿意结对人数', '愿结对儿童数', '可结对儿童数', '结对上限'],
    kind: integer({ from: 0, to: 20, none: false }),
    pointer: '/capacity',
  },
  skills: {
    zh: '特长',
    en: 'skills',
    also: ['专长', '服务特长', '擅长', '兴趣特长', '服务内容'],
    kind: codes(codeLists.skills, { words: true, none: true, open: true }),
    pointer: '/skills',
  },
  languages: {
    zh: '方言',
    en: 'languages',
    also: ['语言', '使用语言', '语言能力', '会说语言'],
    kind: codes(codeLists.languages, { words: true, none: true, open: true }),
    pointer: '/languages',
  },
  availability: {
    zh: '可用时间',
    en: 'availability',
    also: ['可服务时间', '空闲时间', '服务时间', '方便时间', '可服务时段'],
    kind: slots,
    pointer: '/availability',
  },
  checkedOn: {
    zh: '犯罪记录查询日期',
    en: 'record checked on',
    also: ['查询日期', '违法犯罪记录查询日期', '核查日期', '记录查询日期', '无犯罪记录查询日期'],
    kind: date({ none: true, past: true }),
  },
  checkOutcome: {
    zh: '查询结果',
    en: 'outcome of the check',
    also: ['核查结果', '犯罪记录查询结果', '记录查询结果', '有无犯罪记录'],
    kind: codeOnly(codeLists.checkOutcomes),
  },
  trainedOn: {
    zh: '培训日期',
    en: 'trained on',
    also: ['培训时间', '岗前培训日期', '参训日期'],
    kind: date({ none: true, past: true }),
    pointer: '/trainedOn',
  },
  agreementUntil: {
    zh: '协议截止日期',
    en: 'agreement until',
    also: ['协议到期日期', '协议有效期至', '协议到期日', '服务协议截止日期'],
    kind: date({ none: true, past: false }),
    pointer: '/agreementUntil',
  },
  notWith: {
    zh: '不宜结对儿童编号',
    en: 'children not to be matched with',
    also: ['不宜结对儿童', '不宜结对', '回避儿童编号', '回避儿童'],
    kind: childNumbers,
    pointer: '/notWith',
  },
  note: { zh: '备注', en: 'note', also: ['说明', '备注说明'], kind: note, pointer: '/note' },
} as const

type V = Values<typeof columns>
type Row = RowReader<keyof typeof columns>

const shape = shapeOf(Volunteer)
const blank = compact(shape.fill({ id: '', name: '' }) as Volunteer)
const place = placing(columns, blank)
const absent = 'notCollected'
const kin = /(?:儿童|孩子|学生|本村|结对)[^，,；;]*(?:亲属|亲戚|亲友|亲人)|(?:亲属|亲戚)关系/

const idOf = (values: V): VolunteerId => {
  if (values.id !== absent && values.id !== 'none') return values.id as VolunteerId
  const who =
    typeof values.idNumber === 'object'
      ? values.idNumber.idNumber
      : JSON.stringify([values.name, values.phone, values.village])
  return `v-${digestText(`childfile/volunteer/1 ${who}`).slice(0, 24)}` as VolunteerId
}

function read(values: V, row: Row): Volunteer | undefined {
  if (values.name === absent) {
    if (!row.faulty('name')) row.report('missing-name', 'name')
    return undefined
  }
  const id = typeof values.idNumber === 'object' ? values.idNumber : undefined
  const birthDate =
    values.birthDate === absent || values.birthDate === 'none' ? (id?.birthDate ?? absent) : values.birthDate
  if (id !== undefined && birthDate !== id.birthDate) row.report('birth-date-contested', 'birthDate')
  if (id !== undefined && values.sex !== absent && values.sex !== id.sex) row.report('sex-contested', 'sex')
  const volunteer = place(values, row.asOf)
  volunteer.id = idOf(values)
  volunteer.idNumber = id?.idNumber ?? (values.idNumber === 'none' ? 'none' : absent)
  volunteer.birthDate = id !== undefined && birthDate !== id.birthDate ? 'contested' : birthDate
  volunteer.sex =
    id !== undefined && values.sex !== absent && values.sex !== id.sex
      ? 'contested'
      : values.sex === absent
        ? (id?.sex ?? absent)
        : values.sex
  volunteer.phone = typeof values.phone === 'string' ? values.phone : values.phone[0]
  if (typeof values.phone === 'object' && values.phone.length > 1) row.report('not-kept', 'phone')
  if (values.checkOutcome !== absent || values.checkedOn !== absent) volunteer.check = checkOf(values)
  if (typeof values.note === 'string' && kin.test(values.note)) volunteer.kinOfChild = 'yes'
  if (birthDate !== absent && ageOn(birthDate, row.asOf) < 18)
    row.report('out-of-range', id === undefined ? 'birthDate' : 'idNumber')
  return volunteer
}

const checkOf = ({ checkOutcome: outcome, checkedOn: on }: V): Volunteer['check'] =>
  on === 'none' && outcome === absent
    ? 'none'
    : { outcome, on: on === 'none' ? absent : on, authority: absent, reference: absent }

/** The list of volunteers (志愿者名册), one row for each. */
export const volunteerSheet: Sheet<Volunteer> = sheetOf({
  id: 'volunteers',
  name: '志愿者',
  columns,
  needs: ['name'],
  marks: ['id', 'idNumber'],
  read,
  write(volunteer) {
    const { idNumber, birthDate, sex, phone, check } = volunteer
    const id = nationalIdReading(idNumber).value
    return {
      id: volunteer.id,
      sex: sex === 'contested' ? absent : sex,
      idNumber: id ?? (idNumber === 'none' ? 'none' : absent),
      birthDate: birthDate === 'contested' || birthDate === id?.birthDate ? absent : birthDate,
      phone: phone === 'none' ? 'none' : isKnown(phone) ? [phone] : absent,
      checkedOn: check === 'none' ? 'none' : typeof check === 'string' || check.on === 'contested' ? absent : check.on,
      checkOutcome: typeof check === 'string' || check.outcome === 'contested' ? absent : check.outcome,
    }
  },
  carried(volunteer, ok) {
    const id = nationalIdReading(volunteer.idNumber).value
    const { check, birthDate } = volunteer
    const paths: readonly (readonly [holds: boolean, ...paths: Pointer[]])[] = [
      [ok('sex') && volunteer.sex !== 'contested', '/sex'],
      [ok('idNumber') && volunteer.idNumber === (id?.idNumber ?? volunteer.idNumber), '/idNumber'],
      [birthDate !== 'contested' && (birthDate === id?.birthDate || ok('birthDate')), '/birthDate'],
      [ok('phone'), '/phone'],
      [ok('checkedOn') && ok('checkOutcome') && check === 'none', '/check'],
      [ok('checkedOn'), pointer('check', 'on')],
      [ok('checkOutcome'), pointer('check', 'outcome')],
      [volunteer.kinOfChild === 'yes' && kin.test(volunteer.note), '/kinOfChild'],
    ]
    return paths.flatMap(([holds, ...carried]) => (holds ? carried : []))
  },
  spare: (volunteer) => shape.spare(volunteer),
  recordedOn: ({ recordedOn }) => (isKnown(recordedOn) ? recordedOn : undefined),
})

/**
 * Reads the list of volunteers. A volunteer without a number gets an id made from the identity number, or from name, telephone and
 * village. Numbers of children whom a volunteer must not be matched with stay as written until `linkChildren` finds them.
 * @returns Ok: every row with what became of it. Err: as `readSheet`.
 * @example
 * ```ts
 * import { decodeCsv, readVolunteers, recordsOf } from 'childfile/register'
 * const bytes = new TextEncoder().encode('编号,姓名,公民身份号码,可用时间\nV0001,袁心慧,52052619650717334X,周三上午、周二晚上\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readVolunteers(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => recordsOf(read).map((volunteer) => volunteer.availability)).unwrapOr([]) // => [["tue-evening", "wed-morning"]]
 * ```
 */
export const readVolunteers = (workbook: Workbook, options: ReadOptions): Outcome<Register<Volunteer>> =>
  readSheet(volunteerSheet, workbook, options)

/**
 * Writes volunteers as a list.
 * @example
 * ```ts
 * import { decodeCsv, readVolunteers, recordsOf, writeVolunteers } from 'childfile/register'
 * const bytes = new TextEncoder().encode('编号,姓名,方言\nV0001,袁心慧,本地话\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readVolunteers(workbook, { asOf: '2026-09-15' }))
 * register.map((read) => writeVolunteers(recordsOf(read)).workbook.sheets[0]?.rows[1]?.slice(0, 2)).unwrapOr([]) // => ["V0001", "袁心慧"]
 * ```
 */
export const writeVolunteers = (volunteers: readonly Volunteer[]): WrittenSheet =>
  writeSheet(volunteerSheet, volunteers)
