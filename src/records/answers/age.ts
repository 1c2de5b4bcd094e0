import { addDays, civil, epochDay, type PlainDate } from '../../date.ts'

/**
 * How an age is reached: on the birthday, or on the day after it, as criminal law counts. A gate says which; where a law does
 * not say, the side that protects the child longer is taken.
 */
export type Reached = 'birthday' | 'dayAfter'

/**
 * Completed years of age; negative before birth. Someone born on 29 February completes a year on 29 February, and in common years
 * on 1 March, the protective side.
 * @source 民法典 art. 1259; 最高人民法院 on juvenile cases: the day after the birthday counts in criminal law
 * @example
 * ```ts
 * import { ageOn } from 'childfile'
 * ageOn('2010-09-15', '2026-09-15') // => 16
 * ageOn('2010-09-15', '2026-09-15', 'dayAfter') // => 15
 * ```
 */
export function ageOn(birthDate: PlainDate, asOf: PlainDate, reached: Reached = 'birthday'): number {
  const born = civil(epochDay(birthDate))
  const now = civil(epochDay(reached === 'birthday' ? asOf : addDays(asOf, -1)))
  const before = now.month < born.month || (now.month === born.month && now.day < born.day)
  return now.year - born.year - (before ? 1 : 0)
}

/**
 * The first day on which an age is reached.
 * @example
 * ```ts
 * import { reachesAgeOn } from 'childfile'
 * reachesAgeOn('2012-02-29', 14) // => '2026-03-01'
 * ```
 */
export function reachesAgeOn(birthDate: PlainDate, age: number, reached: Reached = 'birthday'): PlainDate {
  const { year, month, day } = civil(epochDay(birthDate))
  const leap = month === 2 && day === 29
  const there = year + age
  const common = there % 4 !== 0 || (there % 100 === 0 && there % 400 !== 0)
  const birthday =
    leap && common
      ? `${String(there).padStart(4, '0')}-03-01`
      : `${String(there).padStart(4, '0')}${birthDate.slice(4)}`
  return reached === 'birthday' ? (birthday as PlainDate) : addDays(birthday as PlainDate, 1)
}
