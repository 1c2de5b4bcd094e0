import type { ChildFile } from '../../records/index.ts'

/** The part of a field's type that has fields of its own; a list counts as one value. */
export type Structure<T> = T extends string | number | readonly unknown[] ? never : Extract<T, object>

/** The name of a key in a path: `*` stands for ids, of which an object with some other key is not short. */
export type KeyName<K extends string> = Record<'', 1> extends Record<K, 1> ? '*' : K

/** Every path below a type. */
export type PathsOf<T> = T extends unknown
  ? [Structure<T>] extends [never]
    ? never
    : { [K in keyof T & string]: `/${KeyName<K>}` | `/${KeyName<K>}${PathsOf<T[K]>}` }[keyof T & string]
  : never

/** A field or a section of the file of a child as a JSON Pointer; `*` stands for the id of any entry of a section. */
export type FieldPath = Exclude<PathsOf<ChildFile>, `/claims/${string}` | `/custom/${string}`>
