import type { Pointer } from '../../pointer.ts'
import { pointer } from '../../pointer.ts'
import { childFile, type ChildFile } from '../records.ts'

/** Plain data with keys, neither a list nor words beside a code list. */
export type Keyed = Readonly<Record<string, unknown>>

/** Whether a value has fields of its own. Words that fit no code (`{ other }`) are one value. */
export const isKeyed = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, 'other')

/** What stands under a key that somebody typed, even one like `__proto__`; undefined if nothing does. */
export const own = (value: Keyed, key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined)

/** Parts of a file that only grow: what is dated or said by somebody is never replaced by what a later sheet says. */
export const growing = [
  'contacts',
  'visits',
  'incidents',
  'measurements',
  'screenings',
  'doses',
  'notes',
  'attendance',
  'received',
  'preferences',
  'consents',
  'problems',
] as const satisfies readonly (keyof ChildFile)[]

/** A section of a file with its fields, or the fields at the top. */
export interface FieldGroup {
  readonly section: keyof ChildFile | undefined
  readonly keys: readonly string[]
  readonly paths: readonly Pointer[]
}

const apart = new Set<string>(['id', 'recordedOn', 'claims', 'custom', ...growing])

/** The slow fields of a file by section, in the order of the schema; days of writing down are no field of their own. */
export const fieldGroups: readonly FieldGroup[] = groupsOf(childFile({ id: 'blank', name: 'blank' }))

function groupsOf(blank: ChildFile): readonly FieldGroup[] {
  const top = Object.entries(blank).filter(([key]) => !apart.has(key))
  const plain = top.filter(([, value]) => !isKeyed(value)).map(([key]) => key)
  return [
    { section: undefined, keys: plain, paths: plain.map((key) => pointer(key)) },
    ...top.flatMap(([key, value]): readonly FieldGroup[] => {
      if (!isKeyed(value)) return []
      const keys = Object.keys(value).filter((inner) => inner !== 'recordedOn')
      return [{ section: key as keyof ChildFile, keys, paths: keys.map((inner) => pointer(key, inner)) }]
    }),
  ]
}

/** The section of a file as plain data; the file itself for fields at the top. */
export function sectionOf(file: ChildFile, section: keyof ChildFile | undefined): Keyed {
  const found: unknown = section === undefined ? file : file[section]
  return isKeyed(found) ? found : {}
}

/** Fields that have fields of their own; what else has keys is a list by id. */
const nested: ReadonlySet<Pointer> = new Set(['/delegate', '/health/disability'])

/** Adds the pointers of the fields of which a file says something. */
export function saidIn(file: ChildFile, said: Set<Pointer>): void {
  for (const { section, keys, paths } of fieldGroups) {
    const fields = sectionOf(file, section)
    for (const [i, path] of paths.entries()) {
      const value = fields[keys[i] ?? '']
      if (value === 'notCollected') continue
      said.add(path)
      if (!nested.has(path) || !isKeyed(value)) continue
      for (const inner of Object.keys(value)) if (value[inner] !== 'notCollected') said.add(`${path}/${inner}`)
    }
  }
  for (const key of Object.keys(file.custom ?? {})) said.add(pointer('custom', key))
}

/** The document with a value put in the place of another; the parts around it are new, the rest is shared. */
export function put<T>(document: T, path: readonly string[], value: unknown): T {
  const [key, ...rest] = path
  if (key === undefined) return value as T
  const here: Keyed = isKeyed(document) ? document : {}
  return { ...here, [key]: put(own(here, key), rest, value) } as T
}

/** The document without what stands at the path. */
export function without<T>(document: T, path: readonly string[]): T {
  const [key, ...rest] = path
  if (key === undefined || !isKeyed(document) || !Object.hasOwn(document, key)) return document
  if (rest.length > 0) return { ...(document as Keyed), [key]: without(document[key], rest) } as T
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== key)) as T
}
