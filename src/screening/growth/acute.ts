import { isKnown } from '../../absent.ts'
import { type Answer, either, type Measurement } from '../../records/index.ts'
import type { ArmBand } from './arm.ts'
import type { GrowthScore, GrowthScores } from './growth-score.ts'

/** A measure that speaks of acute malnutrition. */
export type AcuteSign = 'weightForHeight' | 'bmiForAge' | 'arm' | 'oedema'

/**
 * Whether a measurement points to acute malnutrition. One sign is enough for `yes`; `no` needs every sign that applies at the age
 * to have been looked for. `moderate` is yes for severe too.
 */
export interface Acute {
  readonly severe: Answer
  readonly moderate: Answer
  /** The signs of the graver of the two that was found. */
  readonly because: readonly AcuteSign[]
}

const beyond = (score: GrowthScore, limit: number): Answer =>
  score.answer === 'unknown' || score.band === 'implausible' ? 'unknown' : score.z < limit ? 'yes' : 'no'

/** The signs of acute malnutrition: weight for height while there is a table for it, body mass index after; the arm while there are limits; oedema at any age. */
export function acuteSigns(scores: GrowthScores, arm: ArmBand | 'unknown', oedema: Measurement['oedema']): Acute {
  const older = scores.weightForHeight.answer === 'unknown' && scores.weightForHeight.why === 'outsideTables'
  const sign: AcuteSign = older ? 'bmiForAge' : 'weightForHeight'
  const swollen: Answer = isKnown(oedema) ? oedema : 'unknown'
  const signs = (limit: number, arms: readonly ArmBand[]): readonly (readonly [AcuteSign, Answer])[] => [
    [sign, beyond(scores[sign], limit)],
    ...(arm === 'notApplicable'
      ? []
      : [['arm', arm === 'unknown' ? 'unknown' : arms.includes(arm) ? 'yes' : 'no'] as const]),
    ['oedema', swollen],
  ]
  const severe = signs(-3, ['severe'])
  const moderate = signs(-2, ['severe', 'moderate'])
  const found = (all: typeof severe): readonly AcuteSign[] =>
    all.flatMap(([name, said]) => (said === 'yes' ? [name] : []))
  const graver = found(severe)
  return {
    severe: either(...severe.map(([, said]) => said)),
    moderate: either(...moderate.map(([, said]) => said)),
    because: graver.length > 0 ? graver : found(moderate),
  }
}
