import fc from 'fast-check'
import { addDays, type PlainDate } from '../../../src/index.ts'
import { agreementTerms, type SurrogateEventInput } from '../../../src/programmes/index.ts'

export const first: PlainDate = '2026-01-05'
export const span = 500
export const day = (n: number): PlainDate => addDays(first, n)

const terms = agreementTerms.map(({ key }) => key)
const worker = { id: 'w1', role: 'worker' } as const
const supervisor = { id: 's1', role: 'supervisor' } as const
const pairs = {
  m1: ['c1', 'v1', 'primary'],
  m2: ['c1', 'v2', 'primary'],
  m3: ['c2', 'v1', 'substitute'],
  m4: ['c2', 'v1', 'primary'],
} as const

let serial = 0
type Draft = SurrogateEventInput extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never
const named = (event: Draft): SurrogateEventInput => ({ ...event, id: `e${serial++}` })

/** All that a volunteer needs, from a day on. */
export const screened = (volunteer: string, n: number): readonly SurrogateEventInput[] =>
  (
    [
      { kind: 'applied', on: day(n), by: worker, volunteer },
      { kind: 'interviewed', on: day(n + 1), by: worker, volunteer, outcome: 'suitable' },
      { kind: 'referenceTaken', on: day(n + 1), by: worker, volunteer, outcome: 'good' },
      { kind: 'referenceTaken', on: day(n + 2), by: worker, volunteer, outcome: 'good' },
      {
        kind: 'checked',
        on: day(n + 3),
        by: worker,
        volunteer,
        outcome: 'clear',
        authority: '县公安局',
        reference: 'G1',
      },
      { kind: 'trained', on: day(n + 3), by: worker, volunteer, hours: 2 },
      { kind: 'accepted', on: day(n + 4), by: supervisor, volunteer },
    ] as const
  ).map(named)

/** All that a match needs, from a day on. */
export const begun = (
  match: string,
  n: number,
  [child, volunteer, role]: readonly [string, string, 'primary' | 'substitute'],
  length = 365,
): readonly SurrogateEventInput[] =>
  (
    [
      { kind: 'proposed', on: day(n), by: worker, match, child, volunteer, role, from: day(n), to: day(n + length) },
      { kind: 'childAnswered', on: day(n + 1), by: worker, match, says: 'willing' },
      { kind: 'guardianConsented', on: day(n + 1), by: worker, match, capacity: 'mother' },
      { kind: 'volunteerAgreed', on: day(n + 2), by: worker, match, terms },
      { kind: 'approved', on: day(n + 3), by: supervisor, match },
      { kind: 'firstMeeting', on: day(n + 4), by: worker, match, workerPresent: 'w1' },
    ] as const
  ).map(named)

const on = fc.nat(span - 1).map(day)
const by = fc.constantFrom(
  worker,
  supervisor,
  { id: 'w2', role: 'worker' } as const,
  { id: 'v1', role: 'volunteer' } as const,
  { id: 'police', role: 'authority' } as const,
  { id: 'c1', role: 'child' } as const,
)
const match = fc.constantFrom('m1', 'm2', 'm3', 'm4')
const volunteer = fc.constantFrom('v1', 'v2')
const heard = fc.constantFrom('heard' as const, { notHeard: 'moved' as const })
const closure = fc.record({
  child: heard,
  guardian: heard,
  volunteer: heard,
  laterContact: fc.constant('none' as const),
  matchAgain: fc.constant('later' as const),
})

const ofMatch = <K extends string>(kind: K) => fc.record({ kind: fc.constant(kind), on, by, match })
const ofVolunteer = <K extends string>(kind: K) => fc.record({ kind: fc.constant(kind), on, by, volunteer })
const withFields = <T extends object, U extends object>(a: fc.Arbitrary<T>, b: fc.Arbitrary<U>) =>
  fc.tuple(a, b).map(([left, right]) => ({ ...left, ...right }))

/** Any event, sensible or not. */
const stray: fc.Arbitrary<Draft> = fc.oneof(
  withFields(
    ofVolunteer('checked'),
    fc.record({
      outcome: fc.constantFrom('clear', 'clear', 'hit'),
      authority: fc.constant('县公安局'),
      reference: fc.constant('G2'),
    }),
  ),
  ofVolunteer('accepted'),
  ofVolunteer('applied'),
  ofVolunteer('left'),
  ofVolunteer('concern'),
  withFields(ofMatch('childAnswered'), fc.record({ says: fc.constantFrom('willing', 'willing', 'unwilling') })),
  withFields(ofMatch('guardianConsented'), fc.record({ capacity: fc.constant('father'), until: on })),
  ofMatch('approved'),
  ofMatch('rejected'),
  fc.record({ kind: fc.constant('paused'), on, by: fc.constant(worker), match }),
  withFields(ofMatch('firstMeeting'), fc.record({ workerPresent: fc.constantFrom('w1', 'nobody') })),
  withFields(ofMatch('breached'), fc.record({ term: fc.constantFrom(...terms) })),
  ofMatch('paused'),
  ofMatch('resumed'),
  ofMatch('resumed'),
  ofMatch('resumed'),
  withFields(ofMatch('supported'), fc.record({ party: fc.constant('child') })),
  withFields(ofMatch('withdrawn'), fc.record({ who: fc.constantFrom('guardian', 'volunteer') })),
  withFields(ofMatch('renewed'), fc.record({ to: on })),
  withFields(ofMatch('closed'), fc.record({ reason: fc.constantFrom('term', 'childMoved'), closure })),
  withFields(ofMatch('closed'), fc.record({ reason: fc.constant('contactLapsed') })),
  ofMatch('safeguarded'),
)

const contact = withFields(
  fc.record({ kind: fc.constant('contact'), on, by, child: fc.constantFrom('c1', 'c2') }),
  fc.oneof(
    fc.record({ way: fc.constantFrom('call', 'meeting') }),
    fc.record({ way: fc.constantFrom('call', 'meeting'), volunteer }),
  ),
) as fc.Arbitrary<Draft>

const kept = <T>(events: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc
    .array(fc.integer({ min: 0, max: 79 }), { minLength: events.length, maxLength: events.length })
    .map((lots) => events.filter((_, k) => lots[k] !== 0))

/** A history: volunteers screened, matches begun, a few papers missing, and stray events on any day; some concerns answered. */
export const histories: fc.Arbitrary<readonly SurrogateEventInput[]> = fc
  .record({
    starts: fc.array(fc.nat(60), { minLength: 6, maxLength: 6 }),
    again: fc.array(fc.record({ n: fc.integer({ min: 100, max: span - 20 }), volunteer }), { maxLength: 2 }),
    strays: fc.array(stray, { maxLength: 14 }),
    contacts: fc.array(contact, { maxLength: 14 }),
    settles: fc.array(fc.tuple(fc.nat(13), on, by), { maxLength: 10 }),
  })
  .chain(({ starts, again, strays, contacts, settles }) => {
    serial = 0
    const at = (k: number): number => starts[k] ?? 0
    const sound = [
      ...screened('v1', at(0)),
      ...screened('v2', at(1)),
      ...(['m1', 'm2', 'm3', 'm4'] as const).flatMap((id, k) =>
        begun(id, at(pairs[id][1] === 'v1' ? 0 : 1) + at(k + 2) + 5, pairs[id]),
      ),
      ...again.flatMap(({ n, volunteer: who }) => screened(who, n)),
    ]
    return kept(sound).map((events) => {
      const odd = [...strays, ...contacts].map(named)
      const answers = settles.flatMap(([k, when, who]) => {
        const about = odd[k % Math.max(strays.length, 1)]
        if (about?.kind === 'paused') return [named({ kind: 'resumed', on: when, by: worker, match: about.match })]
        if (about?.kind === 'breached')
          return [
            named({ kind: 'resumed', on: when, by: worker, match: about.match }),
            named({ kind: 'breachSettled', on: when, by: supervisor, match: about.match, breach: about.id }),
          ]
        if (about?.kind === 'concern')
          return [
            named({
              kind: 'unfounded',
              on: when,
              by: who,
              volunteer: about.volunteer,
              concern: about.id,
              authority: '公安',
              reference: 'R1',
            }),
          ]
        return []
      })
      return [...events, ...odd, ...answers]
    })
  })
