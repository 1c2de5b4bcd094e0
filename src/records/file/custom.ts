import type { z } from 'zod'
import type { Immutable } from '../../immutable.ts'
import { ChildFile } from '../child/child-file.ts'

/** A file whose `custom` fields have a type. */
export type WithCustom<S extends z.ZodType> = Omit<ChildFile, 'custom'> & { readonly custom: Immutable<z.output<S>> }

/**
 * The schema of files that carry fields of the embedding application under `custom`, judged by its own schema.
 * @example
 * ```ts
 * import { childFile, childFileWith, parse } from 'childfile'
 * import { z } from 'zod'
 * const BusFile = childFileWith(z.strictObject({ busLine: z.string() }))
 * const file = childFile({ id: 'c1', name: '李小花', custom: { busLine: '7' } })
 * parse(BusFile, file).map((found) => found.custom.busLine).unwrapOr('') // => '7'
 * ```
 */
export const childFileWith = <S extends z.ZodType>(custom: S): z.ZodType<WithCustom<S>> =>
  ChildFile.extend({ custom }) as unknown as z.ZodType<WithCustom<S>>
