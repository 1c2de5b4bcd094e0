import { isKnown } from '../../absent.ts'
import type { PlainDate, Window } from '../../date.ts'
import type { ChildFile } from '../records.ts'
import { hasLeft } from '../reconcile/reconciliation.ts'

/** Periods on the register in a time: opening + entered - left = closing. */
export interface Flow {
  readonly opening: number
  readonly entered: number
  readonly left: number
  readonly closing: number
  /** Periods that are over and of which nobody wrote down when they ended; they are in none of the others. */
  readonly undated: number
}

const dayOf = (day: string): PlainDate | undefined => (isKnown(day) && day !== 'none' ? (day as PlainDate) : undefined)

/**
 * The periods of a child on the register, each with where and what it adds. A period whose first day nobody wrote down was there before;
 * one of no days at all, out on the day of coming in, counts in neither direction.
 */
export function flowOf(file: ChildFile, period: Window): readonly { readonly division: string; readonly flow: Flow }[] {
  const { register, residenceDivision } = file
  const { periods, reportedOn, exitOn } = register
  const over = hasLeft(file)
  const present = { division: residenceDivision, flow: stay(dayOf(reportedOn), dayOf(exitOn), over, period) }
  const earlier = typeof periods === 'string' ? [] : periods
  return [
    ...earlier.map((one) => ({
      division: one.division,
      flow: stay(dayOf(one.enteredOn), dayOf(one.exitOn), true, period),
    })),
    present,
  ]
}

function stay(from: PlainDate | undefined, to: PlainDate | undefined, over: boolean, period: Window): Flow {
  const none = { opening: 0, entered: 0, left: 0, closing: 0, undated: 0 }
  if (over && to === undefined) return { ...none, undated: 1 }
  if (from !== undefined && to !== undefined && over && to <= from) return none
  const before = from === undefined || from < period.from
  const ended = (by: PlainDate): boolean => over && to !== undefined && to < by
  return {
    opening: before && !ended(period.from) ? 1 : 0,
    entered: !before && from < period.to ? 1 : 0,
    left: ended(period.to) && !ended(period.from) ? 1 : 0,
    closing: (from === undefined || from < period.to) && !ended(period.to) ? 1 : 0,
    undated: 0,
  }
}

/** Flows of several areas as one. */
export const sumFlows = (flows: readonly Flow[]): Flow =>
  flows.reduce(
    (sum, flow) => ({
      opening: sum.opening + flow.opening,
      entered: sum.entered + flow.entered,
      left: sum.left + flow.left,
      closing: sum.closing + flow.closing,
      undated: sum.undated + flow.undated,
    }),
    { opening: 0, entered: 0, left: 0, closing: 0, undated: 0 },
  )
