import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, type PlainDate } from '../../../src/index.ts'
import {
  type SurrogateEventInput,
  type SurrogateMatch,
  type SurrogateProgramme,
  surrogateProgramme,
  volunteerView,
} from '../../../src/programmes/index.ts'
import { begun, day, first, histories, screened, span } from './arbitraries.ts'

const last = day(span)
const on = (history: readonly SurrogateEventInput[], asOf: PlainDate = last): SurrogateProgramme =>
  surrogateProgramme(history, { asOf })._unsafeUnwrap()

const days = Array.from({ length: span + 1 }, (_, n) => day(n))
const isActive = ({ periods }: SurrogateMatch, at: PlainDate): boolean =>
  periods.some((period) => period.from <= at && (period.to === 'none' || at < period.to))
const matchesOf = (found: SurrogateProgramme): readonly SurrogateMatch[] => Object.values(found.matches)

/** Breaches of what must hold on each day on which a match is active, looked up in the bare events. */
function breachesOf(history: readonly SurrogateEventInput[], found: SurrogateProgramme): readonly string[] {
  const out: string[] = []
  const say = (wrong: boolean, what: string): void => {
    if (wrong) out.push(what)
  }
  const office = new Set(['worker', 'supervisor'])
  for (const at of days) {
    const active = matchesOf(found).filter((match) => isActive(match, at))
    for (const match of active) {
      const by = history.filter((event) => event.on <= at)
      const checks = by.flatMap((event) =>
        event.kind === 'checked' &&
        event.volunteer === match.volunteer &&
        (office.has(event.by.role) || event.by.role === 'authority')
          ? [event]
          : [],
      )
      const latest = checks.reduce<PlainDate>((a, { on: b }) => (b > a ? b : a), '0001-01-01')
      say(
        checks.some((check) => check.on === latest && check.outcome === 'hit'),
        'a hit',
      )
      say(checks.length === 0 || addMonths(latest, 12) <= at, 'a check too old')
      say(at < match.from || at >= match.to, 'outside the term')
      const consent = match.guardianConsent
      say(!consent, 'no consent')
      const about = by.filter((event) => 'match' in event && event.match === match.id)
      say(
        !about.some((event) => event.kind === 'firstMeeting' && event.workerPresent !== 'nobody'),
        'no first meeting with a worker',
      )
      say(
        !about.some(
          (event) => event.kind === 'approved' && event.by.id !== match.proposedBy && office.has(event.by.role),
        ),
        'not approved by somebody else',
      )
      say(!about.some((event) => event.kind === 'volunteerAgreed'), 'the volunteer has not agreed')
      say(!about.some((event) => event.kind === 'childAnswered' && event.says === 'willing'), 'the child was not heard')
      const samePair = new Set(
        matchesOf(found)
          .filter((one) => one.child === match.child && one.volunteer === match.volunteer)
          .map(({ id }) => id as string),
      )
      const refusing = new Set(['child', 'guardian', 'protectionOfficer', 'worker', 'supervisor'])
      const existed = (id: string, when: PlainDate): boolean =>
        history.some((event) => event.kind === 'proposed' && event.match === id && event.on <= when)
      say(
        by.some(
          (event) =>
            event.kind === 'childAnswered' &&
            event.says === 'unwilling' &&
            samePair.has(event.match) &&
            refusing.has(event.by.role) &&
            existed(event.match, event.on),
        ),
        'against the no of the child',
      )
      const volunteer = found.volunteers[match.volunteer]
      say(
        (volunteer?.concerns ?? []).some(
          (one) => one.on <= at && (one.unfounded === undefined || one.unfounded.on > at),
        ),
        'a concern is open',
      )
      say(
        match.breaches.some((one) => one.on <= at && !one.settled),
        'an open breach',
      )
    }
    const primaries = active.filter(({ role }) => role === 'primary')
    say(new Set(primaries.map(({ child }) => child)).size < primaries.length, 'two primaries of a child')
    for (const volunteer of ['v1', 'v2'])
      say(primaries.filter((match) => match.volunteer === volunteer).length > 2, 'more than two seats')
  }
  for (const match of matchesOf(found)) {
    const closed = match.state === 'ended' && match.periods.length > 0
    say(closed && match.endReason !== 'safeguarding' && match.closure === undefined, 'closed without a record')
    say(
      (match.state === 'ended' || match.state === 'closing') && match.endReason === undefined,
      'over without a reason',
    )
  }
  return [...new Set(out)]
}

/** Who is credited, by walking day by day. */
function creditBySearch(contact: Extract<SurrogateEventInput, { kind: 'contact' }>, found: SurrogateProgramme): string {
  const held = matchesOf(found).filter(
    (match) =>
      match.child === contact.child &&
      (contact.volunteer === undefined || contact.volunteer === match.volunteer) &&
      isActive(match, contact.on),
  )
  const substitutes = held.filter(({ role }) => role === 'substitute')
  const holders = substitutes.length > 0 ? substitutes : held
  return holders.length === 1 ? (holders[0]?.id ?? '') : 'nobody'
}

describe('surrogateProgramme', () => {
  it('lets no match be active on a day on which something is missing, whatever the history', () => {
    let activeDays = 0
    let begunMatches = 0
    let paused = 0
    fc.assert(
      fc.property(histories, (history) => {
        const found = on(history)
        activeDays += days.filter((at) => matchesOf(found).some((match) => isActive(match, at))).length
        begunMatches += matchesOf(found).filter(({ periods }) => periods.length > 0).length
        paused += matchesOf(found).filter(({ periods }) => periods.length > 1).length
        expect(breachesOf(history, found)).toEqual([])
      }),
      { numRuns: 300 },
    )
    // The histories are not empty: matches begin, stop and go on.
    expect(activeDays).toBeGreaterThan(1500)
    expect(begunMatches).toBeGreaterThan(40)
    expect(paused).toBeGreaterThan(0)
  })
  it('comes to the same bytes from the same events in any order, and from events that came twice', () => {
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(
            fc.constant(history),
            fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
          ),
        ),
        ([history, shuffled]) => {
          expect(JSON.stringify(on(shuffled))).toBe(JSON.stringify(on(history)))
        },
      ),
      { numRuns: 60 },
    )
  })
  it('is changed by no event that it refused', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { refused, ...found } = on(history)
        const without = new Set<string>(refused.map(({ event }) => event))
        const { refused: none, ...again } = on(history.filter(({ id }) => !without.has(id)))
        expect(again).toEqual(found)
        expect(none).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
  it('credits a contact to whoever held the agreement that day, and later events change no credit', () => {
    let credited = 0
    fc.assert(
      fc.property(histories, fc.nat(span), (history, n) => {
        const found = on(history)
        for (const contact of found.contacts) {
          const event = history.find(({ id }) => id === contact.event)
          if (event?.kind !== 'contact') throw new Error('a credit without a contact')
          credited += contact.match === undefined ? 0 : 1
          expect(contact.match ?? 'nobody').toBe(creditBySearch(event, found))
        }
        const before = on(history, day(n)).contacts
        expect(found.contacts.slice(0, before.length)).toEqual(before)
      }),
      { numRuns: 60 },
    )
    expect(credited).toBeGreaterThan(20)
  })
  it('keeps all history: what had happened by a day is still there later', () => {
    fc.assert(
      fc.property(histories, fc.nat(span), (history, n) => {
        const [before, after] = [on(history, day(n)), on(history)]
        for (const match of matchesOf(before)) {
          expect(after.matches[match.id]?.moves.slice(0, match.moves.length)).toEqual(match.moves)
          expect(after.matches[match.id]?.periods.length ?? 0).toBeGreaterThanOrEqual(match.periods.length)
        }
        for (const { id, concerns } of Object.values(before.volunteers))
          expect(after.volunteers[id]?.concerns.map(({ event }) => event)).toEqual(
            expect.arrayContaining(concerns.map(({ event }) => event)),
          )
      }),
      { numRuns: 40 },
    )
  })
  it('opens one duty for each safeguarding end, and nothing in the history takes it away', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const found = on(history)
        const ends = history.filter(
          ({ id, kind }) =>
            (kind === 'safeguarded' || kind === 'concern') && !found.refused.some(({ event }) => event === id),
        )
        expect(found.duties.map(({ concern }) => concern.event as string).sort(compare)).toEqual(
          ends.map(({ id }) => id).sort(compare),
        )
      }),
      { numRuns: 60 },
    )
  })
  it('rejects one id for two different events, and a reason for a no', () => {
    const [one] = screened('v1', 0)
    if (!one) throw new Error('no event')
    expect(surrogateProgramme([one, { ...one, on: addDays(first, 9) }], { asOf: last }).isErr()).toBe(true)
    const no = {
      id: 'x',
      kind: 'childAnswered',
      on: first,
      by: { id: 'c1', role: 'child' },
      match: 'm1',
      says: 'unwilling',
    } as const
    expect(surrogateProgramme([no], { asOf: last }).isOk()).toBe(true)
    const asked = { ...no, reason: '不喜欢' }
    expect(surrogateProgramme([asked], { asOf: last }).isErr()).toBe(true)
  })
})

const compare = (a: string, b: string): number => (a < b ? -1 : 1)

describe('volunteerView', () => {
  it('is equal to the byte whether a match was paused or ended for safeguarding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 300 }), fc.nat(100), (n, later) => {
        const story = [...screened('v1', 0), ...begun('m1', 5, ['c1', 'v1', 'primary'])]
        const by = { id: 'w1', role: 'worker' } as const
        const end = (kind: 'safeguarded' | 'paused') =>
          volunteerView(on([...story, { id: 'end', kind, on: day(n), by, match: 'm1' }], day(n + later)), 'v1')
        expect(JSON.stringify(end('safeguarded'))).toBe(JSON.stringify(end('paused')))
      }),
      { numRuns: 40 },
    )
  })
})
