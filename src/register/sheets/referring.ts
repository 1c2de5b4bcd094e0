import type { ChildId } from '../../id.ts'
import { kind, line, personName } from '../engine/kind.ts'
import type { RowReader } from '../engine/sheet.ts'
import { nationalIdReading, readAs } from '../records.ts'

/** How a sheet names a child of the register: by identity number where it has one, else by number on paper, and by name. */
export interface ChildReference {
  readonly serial: string
  readonly name: string
  readonly idNumber?: string
}

/** Something that a sheet says of a child of the register. */
export interface Referring<E> {
  readonly child: ChildReference
  readonly entry: E
}

/** The same, once it is known which file is meant. */
export interface Linked<E> {
  readonly child: ChildId
  readonly entry: E
}

/** Nobody yet. */
export const nobody: ChildReference = { serial: 'notCollected', name: 'notCollected' }

/** The column with the child's name, in every sheet that refers to children. */
export const childName = {
  zh: '儿童姓名',
  en: "child's name",
  also: [
    '姓名',
    '学生姓名',
    '孩子姓名',
    '留守儿童姓名',
    '被走访儿童',
    '结对儿童',
    '结对儿童姓名',
    '受访儿童',
    '留守儿童',
    '儿童',
    '学生',
    '孩子',
    '帮扶儿童',
    '帮扶儿童姓名',
    '受助儿童',
    '受助儿童姓名',
    '帮扶对象',
    '服务对象',
  ],
  kind: personName({ none: false }),
  pointer: '/child/name',
} as const

/** The column with the child's number on paper. */
export const childSerial = {
  zh: '序号',
  en: 'number on paper',
  also: ['儿童序号', '儿童编号', '花名册序号'],
  kind: line({ none: false }),
  pointer: '/child/serial',
} as const

/** The column with the child's identity number, in sheets that have one. */
export const childIdNumber = {
  zh: '公民身份号码',
  en: "child's identity number",
  also: [
    '身份证号',
    '身份证号码',
    '身份证',
    '公民身份证号码',
    '身份证件号码',
    '证件号码',
    '儿童身份证号',
    '儿童身份证号码',
    '学生身份证号',
    '学生身份证号码',
  ],
  kind: kind<string>({
    none: false,
    hint: '十八位，末位可为 X，照户口簿抄写',
    read(_, cell) {
      const { value, code } = nationalIdReading(cell)
      return value === undefined ? { value, code } : { ...readAs(value.idNumber), code }
    },
    write: (value) => value,
  }),
  pointer: '/child/idNumber',
  optional: true,
} as const

/** Who a row is about; undefined, and reported, if it has no name. */
export function childOf(
  { serial, name, idNumber = 'notCollected' }: ChildReference,
  row: RowReader<'name'>,
): ChildReference | undefined {
  if (name !== 'notCollected')
    return { serial, name, ...(idNumber === 'notCollected' || idNumber === 'none' ? {} : { idNumber }) }
  if (!row.faulty('name')) row.report('missing-name', 'name')
  return undefined
}
