import type { Measurement } from '../../records/index.ts'
import type { GrowthBandKey, GrowthIndicator } from './bands.ts'

/** Why there is no score. */
export type NoScore =
  | 'notCollected'
  | 'contested'
  /** The sex is not male or female, so that there is no table. */
  | 'sexUnknown'
  /** Oedema of both feet: the weight says nothing of nourishment. */
  | 'oedema'
  /** The reference has no table for the age, or for the length or height. */
  | 'outsideTables'

/** A score, or why there is none. */
export type GrowthScore =
  | {
      readonly answer: 'known'
      /** Standard deviations from the median, two decimals, half away from zero. */
      readonly z: number
      readonly percentile: number
      /** `implausible`: far out; measure again before anything is said. */
      readonly band: GrowthBandKey | 'implausible' | 'none'
    }
  | {
      readonly answer: 'unknown'
      readonly why: NoScore
      readonly missing: readonly ('/sex' | '/birthDate' | `/${keyof Measurement}`)[]
    }

/** A score, or why there is none, for each thing that is measured. */
export type GrowthScores = Readonly<Record<GrowthIndicator, GrowthScore>>
