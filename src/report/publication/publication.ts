import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'

/** How many children share some values. */
export const CountOf = z
  .strictObject({
    values: z.record(z.string(), z.string()).describe('Value by field'),
    count: z.int().min(0).max(100_000_000).describe('Children'),
  })
  .describe('How many children share some values')
export type CountOf = Immutable<z.infer<typeof CountOf>>

/**
 * Counts that may be printed: a made-up population in blocks of `least` children, near to the true one. Every table is added up from it,
 * so that nothing else of the true one gets out.
 */
export const Publication = z
  .strictObject({
    format: z.literal('childfile/publication'),
    version: z.literal(1),
    asOf: PlainDate.describe('Day for which the counts hold'),
    least: z.int().min(2).max(1000).describe('Every count and every change is a multiple of it'),
    fields: z.array(z.string().min(1)).describe('Fields that are counted, in order'),
    counts: z.array(CountOf).describe('Counts above 0, in order of their values'),
  })
  .describe('Counts that may be printed')
export type Publication = Immutable<z.infer<typeof Publication>>
