import { z } from 'zod'
import { PlainDate } from '../date.ts'
import type { Immutable } from '../immutable.ts'
import type { Pointer } from '../pointer.ts'
import { Tier } from '../policy.ts'
import { err, invalid, type Outcome, ok, parse, type Problem } from '../problem.ts'

/** What is done for a child again and again. `parentContact` is the worker's talk with the parents, by phone or in person. */
export const careKinds = [
  { key: 'homeVisit', zh: '入户走访', en: 'home visit' },
  { key: 'parentContact', zh: '联系父母', en: 'contact with the parents' },
  { key: 'review', zh: '评估复核', en: 'review of the assessment' },
  { key: 'counselling', zh: '心理辅导', en: 'counselling session of an open course' },
  { key: 'healthCheck', zh: '健康检查', en: 'health check' },
  { key: 'agreementRenewal', zh: '协议续签', en: 'renewal of the agreement' },
] as const

/** Key of a kind of care. */
export type CareKind = (typeof careKinds)[number]['key']

const many = z.int().min(1).max(3660)

/** How far apart two times of care lie. Workdays follow the calendar, so that holidays do not count. */
export const Every = z
  .union([
    z.strictObject({ days: many }),
    z.strictObject({ workdays: many }),
    z.strictObject({ weeks: z.int().min(1).max(520) }),
    z.strictObject({ months: z.int().min(1).max(120) }),
  ])
  .describe('How far apart two times of care lie')
export type Every = Immutable<z.infer<typeof Every>>

const someDays = z.int().min(0).max(366)

/** How often one kind of care is owed at one tier, and what happens around holidays and absences. Grace is in calendar days. */
export const CadenceRule = z
  .strictObject({
    kind: z
      .string()
      .regex(/^[a-z][A-Za-z]{0,39}$/)
      .describe('A care kind, or a name of your own'),
    tier: Tier,
    every: Every,
    anchor: z
      .enum(['completion', 'schedule'])
      .describe('completion: counted from the last time done; schedule: a fixed series, whenever it was done'),
    origin: PlainDate.exactOptional().describe('First day of the series; the day the duty began if not said'),
    grace: z
      .strictObject({ before: someDays, after: someDays })
      .describe('Days around the due day that are in time; done early in the window counts for that due day'),
    breachAfterDays: someDays.describe('Days past the window from which on it is breached, not merely overdue'),
    dayRule: z.enum(['any', 'workday', 'schoolday', 'restday']).describe('Days on which it may fall'),
    adjust: z
      .enum(['none', 'following', 'preceding', 'modifiedFollowing'])
      .describe('Where it goes from a day on which it may not fall; modifiedFollowing stays in the month if it can'),
    monthEnd: z
      .enum(['clamp', 'skip', 'forward'])
      .describe('Months without such a day: its last day, left out, or the first of the next (RFC 7529 SKIP)'),
    pause: z
      .union([z.literal('never'), z.strictObject({ returnWithinDays: someDays })])
      .describe('Whether it waits while the child is with the parents, and how soon after the return it is checked'),
  })
  .describe('How often one kind of care is owed at one tier')
export type CadenceRule = Immutable<z.infer<typeof CadenceRule>>

/** One rule for each tier: how often one kind of care is owed. */
export type CadencePlan = Readonly<Record<Tier, CadenceRule>>

/**
 * Reads a rule of your own.
 * @returns Ok: the rule. Err `invalid`: a part cannot be read; `monthEnd: 'skip'` counts from the last completion, which could
 * make a later completion due earlier; an `origin` without a series; a window that opens before the interval began; a
 * check after the return that is later than the interval.
 * @example
 * ```ts
 * import { cadenceRule } from 'childfile/cadence'
 * const call = { kind: 'surrogateCall', tier: 0, every: { months: 1 }, anchor: 'completion', grace: { before: 7, after: 7 },
 *   breachAfterDays: 14, dayRule: 'any', adjust: 'none', monthEnd: 'clamp', pause: 'never' }
 * cadenceRule(call).isOk() // => true
 * cadenceRule({ ...call, monthEnd: 'skip' }).isOk() // => false
 * ```
 */
export function cadenceRule(input: unknown): Outcome<CadenceRule> {
  return parse(CadenceRule, input).andThen((rule): Outcome<CadenceRule> => {
    const [first, ...rest] = contradictions(rule)
    return first ? err([first, ...rest]) : ok(rule)
  })
}

/** What contradicts itself in a rule whose parts have been read. */
export function contradictions(rule: CadenceRule, path: Pointer = ''): readonly Problem[] {
  const wrong = (field: string, message: string): Problem => invalid(`${path}/${field}`, 'inconsistent', message)
  const shortest = shortestDays(rule.every)
  return [
    ...(rule.monthEnd === 'skip' && rule.anchor === 'completion'
      ? [wrong('monthEnd', 'months can be left out of a series only')]
      : []),
    ...(rule.origin !== undefined && rule.anchor === 'completion' ? [wrong('origin', 'belongs to a series')] : []),
    ...(rule.grace.before < shortest ? [] : [wrong('grace/before', 'must be shorter than the interval')]),
    ...(rule.pause === 'never' || rule.pause.returnWithinDays <= shortest
      ? []
      : [wrong('pause/returnWithinDays', 'must not be longer than the interval')]),
  ]
}

/** The fewest calendar days that the interval can last. */
function shortestDays(every: Every): number {
  if ('months' in every) return Math.floor((every.months * 365) / 12) - 2
  return 'weeks' in every ? every.weeks * 7 : 'days' in every ? every.days : every.workdays
}

/** About how many calendar days the interval lasts, for comparing tiers: months of 30 days, weeks of five workdays. */
export function roughDays(every: Every): number {
  if ('months' in every) return every.months * 30
  return 'weeks' in every ? every.weeks * 7 : 'days' in every ? every.days : Math.ceil((every.workdays * 7) / 5)
}
