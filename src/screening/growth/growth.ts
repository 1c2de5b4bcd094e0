import { type Field, isKnown } from '../../absent.ts'
import { daysBetween, type PlainDate } from '../../date.ts'
import type { Parameter } from '../../policy.ts'
import { type Outcome, ok, refuse } from '../../problem.ts'
import type { ChildFile, Measurement } from '../../records/index.ts'
import { type Acute, acuteSigns } from './acute.ts'
import { type ArmBand, armBand, type ArmLimits, armLimits } from './arm.ts'
import { bandOfZ, type GrowthBands, growthBands, type GrowthIndicator } from './bands.ts'
import type { GrowthScore, GrowthScores, NoScore } from './growth-score.ts'
import { percentile } from './percentile.ts'
import type { GrowthReference, TableIndicator } from './reference.ts'
import { whoGrowth } from './who.ts'
import { tableAt, zScore } from './z-score.ts'

/** What the caller should know about how a score came about. */
export type GrowthNote =
  /** Measured standing below 731 days: 0.7 cm were added. */
  | 'standingMadeLength'
  /** Measured lying from 731 days on: 0.7 cm were taken off. */
  | 'lyingMadeHeight'
  /** Nobody wrote down whether lying or standing: taken as the age asks. */
  | 'postureAssumed'
  /** Said to stand below 9 months: taken as lying. */
  | 'standingNotCredible'
  /** A score is so far out that the measurement should be repeated. */
  | 'measureAgain'
  /** Nobody looked for oedema; with it, scores by weight would say nothing. */
  | 'oedemaNotChecked'

/** The growth of a child as measured on a day. */
export interface Growth {
  readonly reference: string
  readonly on: Field<PlainDate>
  readonly ageDays: number | 'unknown'
  /** kg/m2, from the corrected length or height, two decimals. */
  readonly bmi: number | 'unknown'
  readonly scores: GrowthScores
  /** By the limits in mm, not by score. */
  readonly arm: ArmBand | 'unknown'
  readonly acute: Acute
  readonly notes: readonly GrowthNote[]
}

/** The child, as far as growth needs it; a file will do. */
export type Grown = Pick<ChildFile, 'sex' | 'birthDate'>

/** What a caller can put in the place of the defaults. */
export interface GrowthOptions {
  readonly reference?: GrowthReference
  readonly bands?: readonly GrowthBands[]
  readonly arm?: Parameter<ArmLimits>
}

/** Below this age in days length is taken lying, from it on height standing. */
const standsFrom = 731
/** Below this age in days nobody stands: nine months. */
const cannotStand = 274
/** What lying makes longer than standing, in cm. */
const lyingLongerCm = 0.7

const rounded = (value: number, scale: number): number => {
  const size = Math.round(Math.abs(value) * scale) / scale
  return value < 0 && size > 0 ? -size : size
}

type Unknown = Extract<GrowthScore, { answer: 'unknown' }>
type Named = readonly [path: Unknown['missing'][number], value: unknown]
const unknown = (why: NoScore, ...missing: Unknown['missing']): Unknown => ({ answer: 'unknown', why, missing })

/** Why the first of some fields has no value, and which have none. */
function absent(fields: readonly Named[]): Unknown | undefined {
  const missing = fields.filter(([, value]) => !isKnown(value))
  const [first] = missing
  return first && unknown(first[1] === 'contested' ? 'contested' : 'notCollected', ...missing.map(([path]) => path))
}

/** The band of the arm; that there are none at an age is known without measuring. */
function armOf(armMm: Measurement['armMm'], when: Parameters<typeof armBand>[1], limits: Parameter<ArmLimits>) {
  const band = armBand(isKnown(armMm) ? armMm : 0, when, limits)
  return band === 'notApplicable' || isKnown(armMm) ? band : 'unknown'
}

/** The length or height that belongs to the age, and what was done for it. */
function corrected(
  heightCm: number,
  posture: Measurement['posture'],
  ageDays: number,
): [number, readonly GrowthNote[]] {
  const lying = ageDays < standsFrom
  if (!isKnown(posture)) return [heightCm, ['postureAssumed']]
  if (posture === 'standing' && ageDays < cannotStand) return [heightCm, ['standingNotCredible']]
  const shift = posture === 'standing' && lying ? lyingLongerCm : posture === 'lying' && !lying ? -lyingLongerCm : 0
  if (shift === 0) return [heightCm, []]
  return [rounded(heightCm + shift, 10_000), [shift > 0 ? 'standingMadeLength' : 'lyingMadeHeight']]
}

/**
 * The scores of one measurement against the standards of WHO or another reference: weight, height, weight for height, body mass index,
 * head and arm, each with its band, or why there is none. A score is rounded to two decimals before it is held against a limit. A
 * score that is too far out is a matter of measuring: it has no band, and `acute` treats it as unknown.
 *
 * `acute.severe` is the value of the risk fact `growth.severe`.
 * @returns Ok: the growth. Err `invalid`: `inconsistent` where the child was measured before it was born.
 * @source WHO Child Growth Standards: Methods and development, 2006; WHO Anthro and AnthroPlus for corrections and implausible scores
 * @example
 * ```ts
 * import { growth } from 'childfile/screening'
 * const child = { sex: 'female', birthDate: '2022-08-12' } as const
 * const measured = {
 *   on: '2026-10-12', heightCm: 99, posture: 'standing', weightKg: 17, headCm: 'notCollected', armMm: 164, oedema: 'no',
 * } as const
 * const found = growth(child, measured)._unsafeUnwrap()
 * found.scores.weightForAge // => { answer: 'known', z: 0.24, percentile: 59.5, band: 'ordinary' }
 * found.scores.headForAge // => { answer: 'unknown', why: 'notCollected', missing: ['/headCm'] }
 * ```
 */
export function growth(child: Grown, measured: Measurement, options: GrowthOptions = {}): Outcome<Growth> {
  const { reference = whoGrowth, bands = growthBands, arm: limits = armLimits } = options
  const { sex, birthDate } = child
  const { on, heightCm, posture, weightKg, headCm, armMm, oedema } = measured
  const dated = isKnown(on) && isKnown(birthDate)
  const ageDays = dated ? daysBetween(birthDate, on) : 'unknown'
  if (ageDays !== 'unknown' && ageDays < 0) return refuse('/on', 'inconsistent', 'must not be before the day of birth')

  const [tall, posed] =
    isKnown(heightCm) && ageDays !== 'unknown' ? corrected(heightCm, posture, ageDays) : (['unknown', []] as const)
  const bmi = tall !== 'unknown' && isKnown(weightKg) ? weightKg / ((tall / 100) * (tall / 100)) : 'unknown'
  const kilograms = isKnown(weightKg) ? weightKg : 'unknown'
  const height: Named = ['/heightCm', heightCm]
  const weight: Named = ['/weightKg', weightKg]

  /** One score; `values` are what it is made of, `at` where it is looked up when that is not the age. */
  const score = (
    indicator: GrowthIndicator,
    table: TableIndicator,
    value: number | 'unknown',
    values: readonly Named[],
    at: number | 'unknown' = ageDays,
  ): GrowthScore => {
    if (values.includes(weight) && oedema === 'yes') return unknown('oedema')
    const lacking = absent([...values, ['/on', on], ['/birthDate', birthDate], ['/sex', sex]])
    if (lacking || value === 'unknown' || at === 'unknown' || ageDays === 'unknown')
      return lacking ?? unknown('notCollected')
    if (sex !== 'male' && sex !== 'female') return unknown('sexUnknown', '/sex')
    const exact = zScore(reference, table, { sex, at, value })
    const plausible = tableAt(reference, table, at)?.plausible
    if (exact === undefined || plausible === undefined) return unknown('outsideTables')
    const z = rounded(exact, 100)
    const band =
      z < plausible.least || z > plausible.most ? 'implausible' : (bandOfZ(indicator, ageDays, z, bands)?.key ?? 'none')
    return { answer: 'known', z, percentile: percentile(z), band }
  }

  const length = ageDays !== 'unknown' && ageDays < standsFrom
  const small = ageDays === 'unknown' || ageDays < reference.weightForHeightUntilDays
  const scores: GrowthScores = {
    weightForAge: score('weightForAge', 'weightForAge', kilograms, [weight]),
    heightForAge: score('heightForAge', 'heightForAge', tall, [height]),
    weightForHeight: small
      ? score('weightForHeight', length ? 'weightForLength' : 'weightForHeight', kilograms, [weight, height], tall)
      : unknown('outsideTables'),
    bmiForAge: score('bmiForAge', 'bmiForAge', bmi, [weight, height]),
    headForAge: score('headForAge', 'headForAge', isKnown(headCm) ? headCm : 'unknown', [['/headCm', headCm]]),
    armForAge: score('armForAge', 'armForAge', isKnown(armMm) ? armMm / 10 : 'unknown', [['/armMm', armMm]]),
  }
  const arm = dated ? armOf(armMm, { birthDate, on }, limits) : 'unknown'
  const again = Object.values(scores).some((one) => one.answer === 'known' && one.band === 'implausible')
  return ok({
    reference: reference.id,
    on,
    ageDays,
    bmi: bmi === 'unknown' ? bmi : rounded(bmi, 100),
    scores,
    arm,
    acute: acuteSigns(scores, arm, oedema),
    notes: [
      ...posed,
      ...(again ? (['measureAgain'] as const) : []),
      ...(isKnown(oedema) || !isKnown(weightKg) ? [] : (['oedemaNotChecked'] as const)),
    ],
  })
}
