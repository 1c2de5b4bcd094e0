import fc from 'fast-check'
import { expect } from 'vitest'
import { compileCalendar, nationalHolidays } from '../../../src/calendar/index.ts'
import { addDays, addMonths, type PlainDate } from '../../../src/index.ts'
import {
  type SurrogateDueList,
  surrogateDue,
  type SurrogateEventInput,
  type SurrogateMatch,
  surrogateProgramme,
} from '../../../src/programmes/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { day, histories, span } from './arbitraries.ts'

const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-12-31' })._unsafeUnwrap()
type Answers = (history: readonly SurrogateEventInput[], asOf: PlainDate) => SurrogateDueList
const programmeOn = (history: readonly SurrogateEventInput[], asOf: PlainDate) =>
  surrogateProgramme(history, { asOf })._unsafeUnwrap()
const real: Answers = (history, asOf) => surrogateDue(programmeOn(history, asOf), { calendar })

const latest = (days: readonly PlainDate[]): PlainDate | undefined => days.toSorted().at(-1)
const runs = ({ state }: SurrogateMatch): boolean => state === 'active' || state === 'paused'

/** What each match owes, counted on the fingers: a call a month, a meeting a quarter, support twice in the first month and then monthly. */
function plainDue(history: readonly SurrogateEventInput[], asOf: PlainDate): readonly string[] {
  const { matches, contacts } = programmeOn(history, asOf)
  const all = Object.values(matches)
  return all
    .filter(runs)
    .flatMap((match) => {
      const began = match.periods.at(-1)?.from ?? match.from
      const own = contacts.filter((contact) => contact.match === match.id && contact.on >= began)
      const isStoodInFor =
        match.role === 'primary' &&
        all.some((one) => one.child === match.child && one.role === 'substitute' && one.state === 'active')
      const met = latest(own.filter(({ way }) => way === 'meeting').map(({ on }) => on)) ?? began
      const spoke = latest(own.map(({ on }) => on)) ?? began
      const visits =
        match.state === 'paused' || isStoodInFor
          ? []
          : [
              ['call', addMonths(spoke, 1)],
              ['meeting', addMonths(met, 3)],
            ]
      const first = match.periods[0]?.from
      if (first === undefined) return visits.map(([what, due]) => [match.id, what, due])
      const helped = match.support.map(({ on }) => on).filter((on) => on >= first)
      const month = addMonths(first, 1)
      const next = addDays(first, 14 * (helped.length + 1))
      const isEarly = asOf < month && helped.length < 2
      const support = isEarly ? (next < month ? next : addDays(month, -1)) : addMonths(latest(helped) ?? first, 1)
      return [...visits, ['support', support]].map(([what, due]) => [match.id, what, due])
    })
    .map((line) => `${line.join(' ')}${(line[2] ?? '') < asOf ? ' late' : ''}`)
    .sort()
}
const told = ({ due, overdue }: SurrogateDueList): readonly string[] => {
  const late = new Set(overdue)
  return due.map((one) => `${one.match} ${one.what} ${one.due}${late.has(one) ? ' late' : ''}`).sort()
}

const asked = fc.tuple(histories, fc.nat(span))
const laws: readonly Law<Answers>[] = [
  {
    name: 'owes a call a month, a meeting a quarter and support, as counted on the fingers, whatever the history',
    holds: (answers) => {
      const seen = new Map<string, number>()
      everywhere(
        asked,
        ([history, n]) => {
          // Without birth dates and terms; festivals are looked at apart.
          const lines = told(answers(history, day(n))).filter((line) => !line.includes(' festival '))
          expect(lines).toEqual(plainDue(history, day(n)))
          for (const line of lines) {
            const what = line
              .split(' ')
              .filter((_, i) => i === 1 || i === 3)
              .join(' ')
            seen.set(what, (seen.get(what) ?? 0) + 1)
          }
        },
        250,
      )
      expect([...seen.keys()].sort()).toEqual([
        'call',
        'call late',
        'meeting',
        'meeting late',
        'support',
        'support late',
      ])
    },
  },
  {
    name: 'is late for longer and longer while nobody does anything, and owes nothing of a match that is over',
    holds: (answers) => {
      everywhere(asked, ([history, n]) => {
        const past = history.filter((event) => event.on <= day(n))
        const now = programmeOn(past, day(n))
        const live = new Set(
          Object.values(now.matches)
            .filter(runs)
            .map(({ id }) => id),
        )
        const { due, overdue } = answers(past, day(n))
        for (const { match } of due) expect(live.has(match)).toBe(true)
        const later = answers(past, day(n + 1))
        const still = new Set(
          Object.values(programmeOn(past, day(n + 1)).matches).flatMap((match) =>
            match.state === now.matches[match.id]?.state ? [match.id] : [],
          ),
        )
        for (const one of overdue.filter(
          ({ what, match }) => (what === 'call' || what === 'meeting') && still.has(match),
        ))
          expect(later.overdue.map(({ match, what, due: on }) => `${match} ${what} ${on}`)).toContain(
            `${one.match} ${one.what} ${one.due}`,
          )
      })
    },
  },
]
const [byHand, grows] = laws.map(({ name }) => name)
const seeing =
  (keep: (event: SurrogateEventInput) => boolean): Answers =>
  (history, asOf) =>
    real(history.filter(keep), asOf)
const saying =
  (change: (found: SurrogateDueList, asOf: PlainDate) => Partial<SurrogateDueList>): Answers =>
  (history, asOf) => {
    const found = real(history, asOf)
    return { ...found, ...change(found, asOf) }
  }
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'does not count calls',
    killedBy: byHand ?? '',
    broken: seeing((event) => event.kind !== 'contact' || event.way === 'meeting'),
  },
  {
    name: 'does not count meetings',
    killedBy: byHand ?? '',
    broken: seeing((event) => event.kind !== 'contact' || event.way === 'call'),
  },
  { name: 'does not count support', killedBy: byHand ?? '', broken: seeing(({ kind }) => kind !== 'supported') },
  {
    name: 'goes on asking while a match is paused',
    killedBy: byHand ?? '',
    broken: seeing(({ kind }) => kind !== 'paused' && kind !== 'breached'),
  },
  { name: 'shows nothing as late', killedBy: byHand ?? '', broken: saying(() => ({ overdue: [] })) },
  {
    name: 'shows what is due today as late',
    killedBy: byHand ?? '',
    broken: saying(({ due }, asOf) => ({ overdue: due.filter((one) => one.due <= addDays(asOf, 10)) })),
  },
  {
    name: 'forgets what is late for long',
    killedBy: grows ?? '',
    broken: saying(({ overdue }, asOf) => ({ overdue: overdue.filter((one) => one.due > addDays(asOf, -60)) })),
  },
]
lawSuite('surrogateDue', real, laws, mutants)
