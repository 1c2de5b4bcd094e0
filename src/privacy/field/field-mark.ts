import { isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { parts, type Pointer } from '../../pointer.ts'
import { ageOn, type ChildFile } from '../../records/index.ts'
import { fieldTable } from './field-table.ts'
import { type DataClass, dataClasses, type FieldMark } from './mark.ts'

interface Branch {
  readonly [key: string]: Branch | FieldMark
}

const isMark = (node: Branch | FieldMark): node is FieldMark => typeof node['class'] === 'string' && 'category' in node

/**
 * How closely a field of a file is kept, of which category it is and how it is masked. Takes paths of fields and entries,
 * `/contacts/k17/on` as well as with `*` for the id; what lies below a marked field has its mark. Undefined for a section
 * whose fields have marks of their own, and for what is no field.
 * @example
 * ```ts
 * import { fieldMark } from 'childfile/privacy'
 * fieldMark('/father/phone') // => { class: 'personal', category: 'contact', mask: 'phone' }
 * fieldMark('/incidents/i1/reporter')?.class // => 'sealed'
 * ```
 */
export function fieldMark(path: Pointer): FieldMark | undefined {
  let here: Branch | FieldMark = fieldTable
  for (const part of parts(path)) {
    if (isMark(here)) return here
    const name: string = Object.hasOwn(here, '*') ? '*' : part
    const next: Branch | FieldMark | undefined = Object.hasOwn(here, name) ? here[name] : undefined
    if (next === undefined) return undefined
    here = next
  }
  return isMark(here) ? here : undefined
}

/** The stricter of two classes. */
export const stricter = (a: DataClass, b: DataClass): DataClass =>
  dataClasses.indexOf(a) >= dataClasses.indexOf(b) ? a : b

/** Age below which all that is kept of a child counts as sensitive, and a guardian consents. */
export const guardianConsentsUnder = 14

/**
 * The class of a field of this file on a day. Below 14, and where the age is not known, everything personal is sensitive.
 * @returns Undefined as for `fieldMark`.
 * @source 个人信息保护法 art. 28
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { classOn } from 'childfile/privacy'
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2012-09-15' })
 * classOn(file, '/name', '2026-09-14') // => 'sensitive'
 * classOn(file, '/name', '2026-09-15') // => 'personal'
 * ```
 */
export function classOn(file: Pick<ChildFile, 'birthDate'>, path: Pointer, asOf: PlainDate): DataClass | undefined {
  const mark = fieldMark(path)
  const young = !isKnown(file.birthDate) || ageOn(file.birthDate, asOf) < guardianConsentsUnder
  return mark?.class === 'personal' && young ? 'sensitive' : mark?.class
}
