import { z } from 'zod'
import type { PlainDate } from './date.ts'
import type { Source, Standing } from './source.ts'

/** How much attention a child's situation calls for: 0 ordinary, 1 watch, 2 moderate, 3 high, 4 critical. */
export const Tier = z
  .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  .describe('0 ordinary, 1 watch, 2 moderate, 3 high, 4 critical')
export type Tier = z.infer<typeof Tier>

/** A number or setting that may change with time, with the standing of each of its values. */
export interface Parameter<T> {
  readonly id: string
  readonly unit: string
  readonly en: string
  readonly zh: string
  /** In order of `from`; the last one whose `from` is on or before the day asked holds. */
  readonly values: readonly [ParameterValue<T>, ...ParameterValue<T>[]]
}

export interface ParameterValue<T> {
  readonly from: PlainDate
  readonly value: T
  readonly standing: Standing
  readonly source: Source
}
