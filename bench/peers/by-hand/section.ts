import type { Field } from '../../../src/absent.ts'
import type { PlainDate } from '../../../src/date.ts'
import { dayOf, ever, never } from './day.ts'

/** Why nothing can be said, as a number; 0 where something can. */
export type Reason = 0 | 1 | 2 | 3 | 4 | 5
export const known = 0
export const notCollected = 1
export const contested = 2
export const inWords = 3
export const stale = 4
export const later = 5

/** No, perhaps or yes: "and" is the least, "or" the greatest, "not" the distance from 2. */
export type Truth = 0 | 1 | 2
export const no = 0
export const perhaps = 1
export const yes = 2

/** A dated part of a file as it stands on the day asked. It is filled in anew for every file. */
export class Section {
  state: Reason = known
  recordedOn: PlainDate | undefined = undefined
  /** The day on which it was written down, and the first on which it is too old. */
  recorded = ever
  lapse = never
  /** The first day after the day asked on which it stands otherwise. */
  until = never

  read(recordedOn: Field<PlainDate>, day: number, days: number): void {
    if (recordedOn === 'notCollected' || recordedOn === 'contested') {
      this.state = known
      this.recordedOn = undefined
      this.recorded = ever
      this.lapse = never
      this.until = never
      return
    }
    const recorded = dayOf(recordedOn)
    const lapse = recorded + days + 1
    this.recordedOn = recordedOn
    this.recorded = recorded
    this.lapse = lapse
    if (day >= lapse) {
      this.state = stale
      this.until = never
    } else if (day < recorded) {
      this.state = later
      this.until = recorded
    } else {
      this.state = known
      this.until = lapse
    }
  }

  /** How it stood on another day. */
  stateOn(day: number): Reason {
    return day < this.recorded ? later : day >= this.lapse ? stale : known
  }
}

/** Why a field says nothing while its section stands so: of a section of a later day nothing is told, and nothing missing gets too old. */
export function reasonOf(value: unknown, state: Reason): Reason {
  if (state === later) return later
  if (value === 'notCollected') return notCollected
  if (value === 'contested') return contested
  return state
}

/** The same for a code, which may stand there in words. */
export function reasonOfCode(value: unknown, state: Reason): Reason {
  const reason = reasonOf(value, state)
  return reason === known && typeof value === 'object' ? inWords : reason
}

/** Until when a field of a section says what it says: what nobody wrote down stays missing. */
export const untilOf = (reason: Reason, section: Section): number =>
  reason === notCollected || reason === contested ? never : section.until

export const lesser = (a: number, b: number): number => (a < b ? a : b)
export const greater = (a: number, b: number): number => (a > b ? a : b)
