import type { Source } from '../../source.ts'
import type { Wording } from '../wording.ts'

/** What is said of a child's growth. Weight is held against length or height, whichever belongs to the age. */
export type GrowthIndicator =
  | 'weightForAge'
  | 'heightForAge'
  | 'weightForHeight'
  | 'bmiForAge'
  | 'headForAge'
  | 'armForAge'

/** The name of a band of z-scores. */
export type GrowthBandKey =
  | 'ordinary'
  | 'severelyUnderweight'
  | 'underweight'
  | 'severelyStunted'
  | 'stunted'
  | 'veryTall'
  | 'severelyWasted'
  | 'wasted'
  | 'severelyThin'
  | 'thin'
  | 'possibleOverweight'
  | 'overweight'
  | 'obese'
  | 'verySmallHead'
  | 'smallHead'
  | 'largeHead'
  | 'veryLargeHead'
  | 'veryLow'
  | 'low'
  | 'high'

/** A band of z-scores. `below` and `above` are strict; the band without either is what no other takes. */
export interface GrowthBand {
  readonly key: GrowthBandKey
  readonly below?: number
  readonly above?: number
  readonly text: Wording
}

/** The bands of an indicator from an age in days on. */
export interface GrowthBands {
  readonly indicator: GrowthIndicator
  readonly fromDays: number
  /** The outermost first on either side. */
  readonly bands: readonly GrowthBand[]
  readonly source: Source
}

const who: Source = {
  title: 'WHO Child Growth Standards: Training course on child growth assessment; WHO growth reference 5-19 years',
  section: 'interpretation of growth indicators',
  kind: 'guideline',
  standing: 'known',
}
const ours: Source = { title: 'childfile defaults', section: 'growth', kind: 'proposal', standing: 'proposal' }

const ordinary: GrowthBand = { key: 'ordinary', text: { zh: '在通常范围内', en: 'within the usual range' } }
const below = (limit: number, key: GrowthBandKey, zh: string, en: string): GrowthBand => ({
  key,
  below: limit,
  text: { zh: `${zh}（低于${limit}个标准差）`, en: `${en} (below ${limit} SD)` },
})
const above = (limit: number, key: GrowthBandKey, zh: string, en: string): GrowthBand => ({
  key,
  above: limit,
  text: { zh: `${zh}（高于+${limit}个标准差）`, en: `${en} (above +${limit} SD)` },
})

const weightUnderFive: readonly GrowthBand[] = [
  below(-3, 'severelyWasted', '重度消瘦', 'severely wasted'),
  below(-2, 'wasted', '消瘦', 'wasted'),
  above(3, 'obese', '肥胖', 'obese'),
  above(2, 'overweight', '超重', 'overweight'),
  above(1, 'possibleOverweight', '有超重可能', 'possible risk of overweight'),
  ordinary,
]

/** First day of month 61, from which the growth reference from 5 years on is used. */
const fromMonth61 = 1857

/**
 * The bands by z-score. They are names of a screening classification, for a health professional to look at, never a diagnosis.
 * @source WHO Child Growth Standards, training course; de Onis et al. 2007. Standing `known`: not checked against the text
 */
export const growthBands: readonly GrowthBands[] = [
  {
    indicator: 'weightForAge',
    fromDays: 0,
    bands: [
      below(-3, 'severelyUnderweight', '重度低体重', 'severely underweight'),
      below(-2, 'underweight', '低体重', 'underweight'),
      ordinary,
    ],
    source: who,
  },
  {
    indicator: 'heightForAge',
    fromDays: 0,
    bands: [
      below(-3, 'severelyStunted', '重度生长迟缓', 'severely stunted'),
      below(-2, 'stunted', '生长迟缓', 'stunted'),
      above(3, 'veryTall', '身高明显偏高', 'very tall'),
      ordinary,
    ],
    source: who,
  },
  { indicator: 'weightForHeight', fromDays: 0, bands: weightUnderFive, source: who },
  { indicator: 'bmiForAge', fromDays: 0, bands: weightUnderFive, source: who },
  {
    indicator: 'bmiForAge',
    fromDays: fromMonth61,
    bands: [
      below(-3, 'severelyThin', '重度消瘦', 'severely thin'),
      below(-2, 'thin', '消瘦', 'thin'),
      above(2, 'obese', '肥胖', 'obese'),
      above(1, 'overweight', '超重', 'overweight'),
      ordinary,
    ],
    source: who,
  },
  {
    indicator: 'headForAge',
    fromDays: 0,
    bands: [
      below(-3, 'verySmallHead', '头围明显偏小', 'very small head'),
      below(-2, 'smallHead', '头围偏小', 'small head'),
      above(3, 'veryLargeHead', '头围明显偏大', 'very large head'),
      above(2, 'largeHead', '头围偏大', 'large head'),
      ordinary,
    ],
    source: who,
  },
  {
    indicator: 'armForAge',
    fromDays: 0,
    bands: [
      below(-3, 'veryLow', '明显偏低', 'very low'),
      below(-2, 'low', '偏低', 'low'),
      above(2, 'high', '偏高', 'high'),
      ordinary,
    ],
    source: ours,
  },
]

/** The band of a score at an age in days; undefined where no bands are given for the indicator. */
export function bandOfZ(
  indicator: GrowthIndicator,
  ageDays: number,
  z: number,
  all: readonly GrowthBands[],
): GrowthBand | undefined {
  const held = all
    .filter((bands) => bands.indicator === indicator && bands.fromDays <= ageDays)
    .reduce<GrowthBands | undefined>((last, next) => (last && last.fromDays > next.fromDays ? last : next), undefined)
  return held?.bands.find(({ below: low, above: high }) =>
    low === undefined ? high === undefined || z > high : z < low,
  )
}
