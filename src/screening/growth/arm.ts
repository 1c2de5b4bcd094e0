import { addMonths, type PlainDate } from '../../date.ts'
import { type Parameter, parameterOn } from '../../policy.ts'

/** Limits of the mid-upper-arm circumference and the ages, in whole months, for which they hold; `untilMonths` is the first age without. */
export interface ArmLimits {
  readonly severeBelowMm: number
  readonly moderateBelowMm: number
  readonly fromMonths: number
  readonly untilMonths: number
}

/**
 * The limits of the arm circumference, a dated parameter. There are none of WHO after 59 months.
 * @source WHO and UNICEF 2009
 */
export const armLimits: Parameter<ArmLimits> = {
  id: 'growth.armLimits',
  unit: 'mm',
  zh: '上臂围界值（6至59月龄）',
  en: 'limits of the arm circumference, 6 to 59 months',
  values: [
    {
      from: '2009-05-01',
      value: { severeBelowMm: 115, moderateBelowMm: 125, fromMonths: 6, untilMonths: 60 },
      standing: 'seen',
      source: {
        title: 'WHO child growth standards and the identification of severe acute malnutrition in infants and children',
        section: 'WHO and UNICEF 2009',
        kind: 'guideline',
        standing: 'seen',
      },
    },
  ],
}

/** What an arm circumference says of wasting. */
export type ArmBand = 'severe' | 'moderate' | 'ordinary' | 'notApplicable'

/**
 * The band of an arm circumference on a day; `notApplicable` at an age for which there are no limits.
 * @source WHO and UNICEF 2009
 * @example
 * ```ts
 * import { armBand } from 'childfile/screening'
 * armBand(118, { birthDate: '2024-03-01', on: '2026-09-01' }) // => 'moderate'
 * ```
 */
export function armBand(
  armMm: number,
  { birthDate, on }: { readonly birthDate: PlainDate; readonly on: PlainDate },
  limits: Parameter<ArmLimits> = armLimits,
): ArmBand {
  const { severeBelowMm, moderateBelowMm, fromMonths, untilMonths } = parameterOn(limits, on).value
  if (on < addMonths(birthDate, fromMonths) || on >= addMonths(birthDate, untilMonths)) return 'notApplicable'
  return armMm < severeBelowMm ? 'severe' : armMm < moderateBelowMm ? 'moderate' : 'ordinary'
}
