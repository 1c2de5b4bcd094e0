import type { PlainDate } from '../../date.ts'
import type { AgreementId, ChildId, EntryId } from '../../id.ts'
import { activeOn, type SurrogateMatch } from './match.ts'
import type { SurrogateEvent } from './surrogate-event.ts'

/** A call or a meeting, and the match that it is credited to. */
export interface CreditedContact {
  readonly event: EntryId
  readonly on: PlainDate
  readonly child: ChildId
  readonly way: 'call' | 'meeting'
  /** Left out: nobody is credited. */
  readonly match?: AgreementId
  /** `paused`: the match was paused that day. `noAgreement`: nobody, or not who came, held one. `severalHolders`: nobody wrote down which. */
  readonly because: 'heldThatDay' | 'paused' | 'noAgreement' | 'severalHolders'
}

type Contact = Extract<SurrogateEvent, { kind: 'contact' }>

/** A substitute stands in for the primary: on days of both, what nobody signed is the substitute's. */
function creditOf({ id, on, child, volunteer, way }: Contact, ofChild: readonly SurrogateMatch[]): CreditedContact {
  const head = { event: id, on, child, way }
  const own = ofChild.filter((match) => volunteer === undefined || match.volunteer === volunteer)
  const held = own.filter((match) => activeOn(match, on))
  const substitutes = held.filter(({ role }) => role === 'substitute')
  const [holder, ...others] = substitutes.length > 0 ? substitutes : held
  if (holder) {
    return others.length > 0
      ? { ...head, because: 'severalHolders' }
      : { ...head, match: holder.id, because: 'heldThatDay' }
  }
  const paused = own.some(({ moves }) => moves.findLast((move) => move.on <= on)?.to === 'paused')
  return { ...head, because: paused ? 'paused' : 'noAgreement' }
}

/** Each contact with the match whose agreement was live that day; who holds one today does not matter. */
export function creditContacts(
  events: readonly SurrogateEvent[],
  matches: readonly SurrogateMatch[],
): readonly CreditedContact[] {
  const byChild = Map.groupBy(matches, ({ child }) => child)
  return events.flatMap((event) => (event.kind === 'contact' ? [creditOf(event, byChild.get(event.child) ?? [])] : []))
}
