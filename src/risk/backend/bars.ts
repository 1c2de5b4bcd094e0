import { type EpochDay, epochDay, type PlainDate, plainDate } from '../../date.ts'
import { type Parameter, parameterOn } from '../../policy.ts'
import { ageGate, type AgeUnit } from '../facts/birth.ts'
import type { Bar } from './cell-test.ts'
import type { Plan } from './plan.ts'

/** The ends of a whole quantity in a column; beyond them nobody knows. */
export const wholeLeast = -2_147_483_648
export const wholeMost = 2_147_483_647

/**
 * The latest birth by which an age has been reached on a day. The gate never opens earlier for a later birth, so the last one is found by
 * halving.
 */
function latestBirth(age: number, day: number, unit: AgeUnit, later: 0 | 1): number {
  const reached = (birth: number): boolean => ageGate(birth, age, unit, later) <= day
  let [low, high] = [day - 80_000, day + 80_000]
  if (!reached(low)) return unit === 'day' ? day - age - later : wholeLeast
  if (reached(high)) return unit === 'day' ? day - age - later : wholeMost - 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (reached(middle)) low = middle
    else high = middle
  }
  return low
}

interface Worked {
  readonly day: EpochDay
  readonly bars: Float64Array
}
const worked = new WeakMap<Plan, Worked>()

/** What quantities are held against on a day, in the order of the plan; kept for the day that was asked last. */
export function barsOn(plan: Plan, day: EpochDay, parameters: ReadonlyMap<string, Parameter<number>>): Float64Array {
  const known = worked.get(plan)
  if (known?.day === day) return known.bars
  const bars = barsOf(plan, day, parameters)
  worked.set(plan, { day, bars })
  return bars
}

/** The numbers of the bars as they stand in the rules and parameters on a day, before anything is reckoned from the day. */
export function valuesOn(
  plan: Plan,
  asOf: PlainDate,
  parameters: ReadonlyMap<string, Parameter<number>>,
): Float64Array {
  const valueOf = ({ term }: Bar): number => {
    if (typeof term === 'number') return term
    if (typeof term === 'string') return epochDay(term as PlainDate)
    const parameter = parameters.get(term.parameter)
    if (!parameter) throw new Error('a plan named a parameter that is not defined')
    return parameterOn(parameter, asOf).value
  }
  return Float64Array.from(plan.bars, valueOf)
}

/** What quantities are held against on a day, in the order of the plan. */
export function barsOf(plan: Plan, day: EpochDay, parameters: ReadonlyMap<string, Parameter<number>>): Float64Array {
  const values = valuesOn(plan, plainDate(day), parameters)
  return Float64Array.from(plan.bars, (bar, at) => {
    const value = values[at] ?? 0
    if (bar.as === 'plain') return value
    if (bar.as === 'daysSince') return day - value
    const { unit, later, above } = bar.as
    return latestBirth(value + (above ? 1 : 0), day, unit, later)
  })
}
