import type { Source } from '../../source.ts'
import { type PackedTable, unpackRows } from './packed.ts'
import type { GrowthReference, GrowthTable, TableIndicator } from './reference.ts'
import { armForAge0 } from './tables/arm-for-age-0-5.ts'
import { bmiForAge0 } from './tables/bmi-for-age-0-5.ts'
import { bmiForAge5 } from './tables/bmi-for-age-5-19.ts'
import { headForAge0 } from './tables/head-for-age-0-5.ts'
import { heightForAge0 } from './tables/height-for-age-0-5.ts'
import { heightForAge5 } from './tables/height-for-age-5-19.ts'
import { weightForAge0 } from './tables/weight-for-age-0-5.ts'
import { weightForAge5 } from './tables/weight-for-age-5-19.ts'
import { weightForHeight0 } from './tables/weight-for-height-0-5.ts'
import { weightForLength0 } from './tables/weight-for-length-0-5.ts'

/** A table whose rows are unpacked when somebody looks at them. */
function table(
  packed: PackedTable,
  indicator: TableIndicator,
  axis: GrowthTable['axis'],
  limited: boolean,
  [least, most]: readonly [number, number],
): GrowthTable {
  let male: Float64Array | undefined
  let female: Float64Array | undefined
  return {
    indicator,
    axis,
    from: packed.from,
    perUnit: packed.perUnit,
    limited,
    plausible: { least, most },
    get male() {
      return (male ??= unpackRows(packed.male))
    },
    get female() {
      return (female ??= unpackRows(packed.female))
    },
  }
}

const source: Source = {
  title: 'WHO Child Growth Standards (2006) and WHO growth reference data for 5-19 years (2007)',
  url: 'https://www.who.int/tools/child-growth-standards',
  kind: 'guideline',
  standing: 'seen',
}

/**
 * The growth standards and reference of WHO from birth to 228 months. Days 0 to 1856 go by the standards of 2006, day by day; from
 * 61 months on by the reference of 2007, month by month. Its row for month 60 is not used: the standards reach to the last day
 * before month 61, so there is no gap. Unpacked at first use.
 * @source WHO Child Growth Standards: Methods and development, 2006 and 2007; de Onis et al., Development of a WHO growth reference
 * for school-aged children and adolescents, 2007; the numbers as in AnthStat (Apache-2.0)
 */
export const whoGrowth: GrowthReference = /* @__PURE__ */ (() => ({
  id: 'who-2006-2007',
  source,
  weightForHeightUntilDays: 1857,
  tables: [
    table(weightForAge0, 'weightForAge', 'days', true, [-6, 5]),
    table(weightForAge5, 'weightForAge', 'months', true, [-6, 5]),
    table(heightForAge0, 'heightForAge', 'days', false, [-6, 6]),
    table(heightForAge5, 'heightForAge', 'months', false, [-6, 6]),
    table(bmiForAge0, 'bmiForAge', 'days', true, [-5, 5]),
    table(bmiForAge5, 'bmiForAge', 'months', true, [-5, 5]),
    table(weightForLength0, 'weightForLength', 'cm', true, [-5, 5]),
    table(weightForHeight0, 'weightForHeight', 'cm', true, [-5, 5]),
    table(headForAge0, 'headForAge', 'days', false, [-5, 5]),
    table(armForAge0, 'armForAge', 'days', true, [-5, 5]),
  ],
}))()
