import { extensionUrl } from '../system.ts'
import type { Codec } from './codec.ts'
import type { Tree } from './node.ts'

/** Fields that an item of a list has, by which it is known. */
export type Match = Readonly<Record<string, string | number | boolean>>

/** The way to an element: names of elements, and after the name of a list what its item is known by. */
export type Way = readonly (string | Match)[]

/** Where one field of a record stands in a resource. One table for both directions. */
export interface Line {
  readonly field: string
  readonly way: Way
  readonly as: Codec
  /** A list, of which each value is an item of its own. */
  readonly many?: true
  /** Whether the record says a period that ends before it begins; FHIR does not allow the end of one. */
  readonly empty?: (record: Tree) => boolean
}

/** A line. */
export const line = (field: string, way: Way, as: Codec): Line => ({ field, way, as })

/** A field that has an extension of its own. */
export const extra = (field: string, name: string, value: string, as: Codec): Line =>
  line(field, ['extension', { url: extensionUrl(name) }, value], as)
