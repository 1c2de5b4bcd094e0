import type { ChildId } from '../../id.ts'
import { line, personName } from '../engine/kind.ts'
import type { RowReader } from '../engine/sheet.ts'

/** How a sheet names a child of the register: by number on paper and name. */
export interface ChildReference {
  readonly serial: string
  readonly name: string
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
  also: ['姓名', '学生姓名', '孩子姓名', '留守儿童姓名', '被走访儿童', '结对儿童', '结对儿童姓名', '受访儿童'],
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

/** Who a row is about; undefined, and reported, if it has no name. */
export function childOf(values: ChildReference, row: RowReader<'name'>): ChildReference | undefined {
  if (values.name !== 'notCollected') return { serial: values.serial, name: values.name }
  if (!row.faulty('name')) row.report('missing-name', 'name')
  return undefined
}
