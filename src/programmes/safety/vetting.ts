import { isKnown } from '../../absent.ts'
import { addMonths, type PlainDate } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import type { Answer, Volunteer } from '../../records/index.ts'
import { safetyParameters } from './safety-parameters.ts'

/** Why somebody counts as checked or not. */
export type VettingReason = 'clear' | 'recordFound' | 'noCheck' | 'lapsed' | 'checkLater' | 'notKnown'

/** Whether somebody may be with children on a day, by the record check. */
export interface Vetting {
  readonly answer: Answer
  readonly because: VettingReason
}

/**
 * Whether a record check holds on a day: nothing was found, and it is not older than the months that the parameter says. The check
 * keeps outcome, date, authority and reference, never a record. What is not known is not a yes.
 * @source 未成年人保护法 art. 62 for staff (statute); for guests and volunteers practice
 * @example
 * ```ts
 * import { vettingOn } from 'childfile/programmes'
 * const check = { outcome: 'clear', on: '2026-03-01', authority: 'none', reference: 'none' } as const
 * vettingOn(check, '2026-10-12') // => {"answer":"yes","because":"clear"}
 * vettingOn(check, '2027-03-01') // => {"answer":"no","because":"lapsed"}
 * vettingOn('notCollected', '2026-10-12') // => {"answer":"unknown","because":"notKnown"}
 * ```
 */
export function vettingOn(
  check: Volunteer['check'],
  on: PlainDate,
  months: number = parameterOn(safetyParameters.checkMonths, on).value,
): Vetting {
  if (check === 'none') return { answer: 'no', because: 'noCheck' }
  if (!isKnown(check)) return { answer: 'unknown', because: 'notKnown' }
  if (check.outcome === 'hit') return { answer: 'no', because: 'recordFound' }
  if (check.outcome !== 'clear' || !isKnown(check.on)) return { answer: 'unknown', because: 'notKnown' }
  if (check.on > on) return { answer: 'no', because: 'checkLater' }
  return addMonths(check.on, months) <= on ? { answer: 'no', because: 'lapsed' } : { answer: 'yes', because: 'clear' }
}
