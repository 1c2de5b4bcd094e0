import { addMonths, type PlainDate } from '../../date.ts'
import type { SurrogateEvent } from './surrogate-event.ts'

/** A record check as it is kept: never what the record says. */
export interface KeptCheck {
  readonly event: string
  readonly on: PlainDate
  readonly outcome: 'clear' | 'hit'
  readonly authority: string
  readonly reference: string
  /** First day on which it is too old. */
  readonly lapsesOn: PlainDate
}

/** Whether a volunteer is cleared on a day, and until when. */
export interface Clearance {
  readonly live: boolean
  /** First day on which the clearance no longer holds; left out where there is none. */
  readonly lapsesOn?: PlainDate
  /** The check that decides: the latest by that day. */
  readonly check?: KeptCheck
}

/** The checks of each volunteer in order of day; on one day a hit comes last, so that it decides. */
export function checksOf(events: readonly SurrogateEvent[], months: number): ReadonlyMap<string, readonly KeptCheck[]> {
  const found = new Map<string, readonly KeptCheck[]>()
  for (const event of events) {
    if (event.kind !== 'checked') continue
    const { id, on, outcome, authority, reference, volunteer } = event
    const kept = { event: id, on, outcome, authority, reference, lapsesOn: addMonths(on, months) }
    found.set(volunteer, [...(found.get(volunteer) ?? []), kept])
  }
  const place = (a: KeptCheck, b: KeptCheck): number =>
    a.on < b.on
      ? -1
      : a.on > b.on
        ? 1
        : a.outcome < b.outcome
          ? -1
          : a.outcome > b.outcome
            ? 1
            : a.event < b.event
              ? -1
              : 1
  return new Map([...found].map(([volunteer, checks]) => [volunteer, [...checks].sort(place)]))
}

/** The clearance on a day: the latest check by then decides, and no older one takes its place. */
export function clearanceOn(checks: readonly KeptCheck[] | undefined, on: PlainDate): Clearance {
  const check = checks?.findLast((one) => one.on <= on)
  if (!check) return { live: false }
  return check.outcome === 'clear'
    ? { live: on < check.lapsesOn, lapsesOn: check.lapsesOn, check }
    : { live: false, check }
}
