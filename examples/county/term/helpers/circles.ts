import type { PlainDate } from 'childfile'
import {
  type RefusedEvent,
  type ScreenedVolunteer,
  type SurrogateEventInput,
  type SurrogateMatch,
  type SurrogateProgramme,
  surrogateProgramme,
} from 'childfile/programmes'
import { valueOf } from '../../walk/progress.ts'

/** What came of the events of a day in one circle. */
export interface Settled {
  readonly programme: SurrogateProgramme
  /** Events that had no effect and were not told before. */
  readonly refused: readonly { readonly event: SurrogateEventInput; readonly refusal: RefusedEvent }[]
}

/**
 * The surrogate-parent programme in circles: a volunteer, the children proposed to him or her, their other volunteers, and so on. What
 * happens in one circle changes nothing in another, so that a day folds only the circles in which something happened or runs out.
 */
export interface Circles {
  readonly add: (event: SurrogateEventInput) => void
  /** Folds the circles of the day; circles in which nothing happened and nothing runs out stay as they were. */
  readonly settle: (on: PlainDate) => readonly Settled[]
  readonly matches: ReadonlyMap<string, SurrogateMatch>
  readonly volunteers: ReadonlyMap<string, ScreenedVolunteer>
  /** Everything that happened, in order of writing. */
  readonly history: readonly SurrogateEventInput[]
  /** Events in which a guardian took the consent back. */
  readonly guardiansNo: ReadonlySet<string>
}

/** Whom an event is about; of a match, its volunteer. */
function partiesOf(event: SurrogateEventInput, volunteerOf: ReadonlyMap<string, string>): readonly string[] {
  if (event.kind === 'proposed') return [event.volunteer, event.child]
  if (event.kind === 'contact') return event.volunteer === undefined ? [event.child] : [event.volunteer, event.child]
  if ('volunteer' in event) return [event.volunteer]
  return [volunteerOf.get(event.match) ?? event.match]
}

/** The next day on which something of the programme runs out. */
function nextLapse({ volunteers, matches, asOf }: SurrogateProgramme): PlainDate | undefined {
  const live = Object.values(matches).filter(({ state }) => state !== 'ended' && state !== 'closing')
  const days = live.flatMap(({ volunteer, to, guardianConsent }) => [
    to,
    ...(guardianConsent?.until ? [guardianConsent.until] : []),
    ...(volunteers[volunteer]?.clearance.lapsesOn ? [volunteers[volunteer].clearance.lapsesOn] : []),
  ])
  return days.filter((day) => day > asOf).sort((a, b) => (a < b ? -1 : 1))[0]
}

/** A programme in which nothing has happened. */
export function circles(): Circles {
  const parent = new Map<string, string>()
  const events = new Map<string, SurrogateEventInput[]>()
  const told = new Set<string>()
  const touched = new Set<string>()
  const wakes = new Map<string, PlainDate>()
  const volunteerOf = new Map<string, string>()
  const matches = new Map<string, SurrogateMatch>()
  const volunteers = new Map<string, ScreenedVolunteer>()
  const history: SurrogateEventInput[] = []
  const guardiansNo = new Set<string>()

  const rootOf = (party: string): string => {
    let root = party
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next
    return root
  }
  const joined = (a: string, b: string): void => {
    const [root, other] = [rootOf(a), rootOf(b)]
    if (root === other) return
    parent.set(other, root)
    events.set(root, [...(events.get(root) ?? []), ...(events.get(other) ?? [])])
    events.delete(other)
    wakes.delete(other)
    touched.delete(other)
  }
  return {
    matches,
    volunteers,
    history,
    guardiansNo,
    add(event) {
      if (event.kind === 'withdrawn' && event.who === 'guardian') guardiansNo.add(event.id)
      if (event.kind === 'proposed') volunteerOf.set(event.match, event.volunteer)
      const [first = event.id, ...others] = partiesOf(event, volunteerOf)
      for (const other of others) joined(first, other)
      const root = rootOf(first)
      const own = events.get(root)
      if (own) own.push(event)
      else events.set(root, [event])
      history.push(event)
      touched.add(root)
    },
    settle(on) {
      const due = [...wakes].flatMap(([root, day]) => (day <= on ? [root] : []))
      const roots = [...new Set([...touched, ...due])].sort((a, b) => (a < b ? -1 : 1))
      touched.clear()
      return roots.map((root) => {
        const own = events.get(root) ?? []
        const byId = new Map(own.map((event) => [event.id, event]))
        const programme = valueOf(surrogateProgramme(own, { asOf: on }), 'fold the programme')
        for (const match of Object.values(programme.matches)) matches.set(match.id, match)
        for (const volunteer of Object.values(programme.volunteers)) volunteers.set(volunteer.id, volunteer)
        const lapse = nextLapse(programme)
        if (lapse === undefined) wakes.delete(root)
        else wakes.set(root, lapse)
        const refused = programme.refused
          .filter(({ event }) => !told.has(event))
          .flatMap((refusal) => {
            told.add(refusal.event)
            const event = byId.get(refusal.event)
            return event ? [{ event, refusal }] : []
          })
        return { programme, refused }
      })
    },
  }
}
