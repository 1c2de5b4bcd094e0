import type { z } from 'zod'
import { ChildFile } from '../child/child-file.ts'
import { shapeOf } from './shape.ts'

type Scalar = string | number | boolean | null | undefined

/** The same shape with any part left out, all the way down. */
export type Partially<T> = T extends Scalar
  ? T
  : T extends readonly (infer E)[]
    ? readonly Partially<E>[]
    : { readonly [K in keyof T]?: Partially<T[K]> }

/** What a file can be made from: id and name, and as much of the rest as is known. Ids and numbers are plain text here. */
export type FileDraft = Partially<z.input<typeof ChildFile>> & { readonly id: string; readonly name: string }

const { fill } = shapeOf(ChildFile)

/**
 * The file of a child from what is known; everything else is `notCollected`, dated entries are empty. It fills and does not
 * judge: for data from outside say `parse(ChildFile, childFile(draft))`; every store judges again when it writes.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', father: { status: 'awayWorking' } })
 * file.mother.status // => 'notCollected'
 * ```
 */
export const childFile = (draft: FileDraft): ChildFile => fill(draft) as ChildFile
