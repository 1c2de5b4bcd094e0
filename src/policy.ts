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

/** A value from a day on, and how it was established. */
export interface ParameterValue<T> {
  readonly from: PlainDate
  readonly value: T
  readonly standing: Standing
  readonly source: Source
}

/**
 * The value in force on a day: the last one that began on or before it; before all, the first.
 * @example
 * ```ts
 * import { parameterOn, type Parameter } from 'childfile'
 * const source = { title: 'our own default', kind: 'proposal', standing: 'proposal' } as const
 * const gap: Parameter<number> = {
 *   id: 'contact.maxGapDays', unit: 'days', en: 'longest silence', zh: '最长失联天数',
 *   values: [{ from: '2021-06-01', value: 7, standing: 'proposal', source }],
 * }
 * parameterOn(gap, '2026-09-15').value // => 7
 * ```
 */
export function parameterOn<T>(parameter: Parameter<T>, asOf: PlainDate): ParameterValue<T> {
  let found = parameter.values[0]
  for (const value of parameter.values) if (value.from <= asOf) found = value
  return found
}

/** Names of the tiers; the index is the tier. */
export const tierNames = [
  { key: 'ordinary', zh: '一般关注', en: 'ordinary' },
  { key: 'watch', zh: '留意', en: 'watch' },
  { key: 'moderate', zh: '中度', en: 'moderate' },
  { key: 'high', zh: '高度', en: 'high' },
  { key: 'critical', zh: '紧急', en: 'critical' },
] as const
