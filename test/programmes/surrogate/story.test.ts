import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { compileCalendar, nationalHolidays } from '../../../src/calendar/index.ts'
import { childFile, type PlainDate, PlainDate as PlainDateSchema } from '../../../src/index.ts'
import {
  matchAgreements,
  clearanceRenewals,
  incidentOf,
  matchActions,
  type SurrogateEventInput,
  surrogateDue,
  surrogateProgramme,
  type SurrogateSettings,
  volunteerActions,
} from '../../../src/programmes/index.ts'
import { reportDuties } from '../../../src/risk/index.ts'
import { begun, day, histories, screened, span } from './arbitraries.ts'

const worker = { id: 'w1', role: 'worker' } as const
const supervisor = { id: 's1', role: 'supervisor' } as const
const heard = {
  child: 'heard',
  guardian: 'heard',
  volunteer: 'heard',
  laterContact: 'none',
  matchAgain: 'later',
} as const

const on = (history: readonly SurrogateEventInput[], asOf: PlainDate, more: Partial<SurrogateSettings> = {}) =>
  surrogateProgramme(history, { asOf, ...more })._unsafeUnwrap()

const base = [...screened('v1', 0), ...screened('v2', 1), ...begun('m1', 10, ['c1', 'v1', 'primary'])]
const refusals = (events: readonly SurrogateEventInput[], more: Partial<SurrogateSettings> = {}) =>
  on([...base, ...events], day(span), more).refused.map(({ event, code, missing }) => [event, code, missing])

describe('surrogateProgramme, a life', () => {
  it('goes from application to the first meeting with a worker present', () => {
    const found = on(base, day(20))
    expect(found.refused).toEqual([])
    expect(found.matches['m1']?.moves.map(({ move, to }) => [move, to])).toEqual([
      ['consent', 'consented'],
      ['approve', 'approved'],
      ['start', 'active'],
    ])
    expect(found.matches['m1']?.periods).toEqual([{ from: day(14), to: 'none' }])
  })
  it('does not begin without a worker at the first meeting', () => {
    const without = base.map((event) => (event.kind === 'firstMeeting' ? { ...event, workerPresent: 'nobody' } : event))
    const found = on(without, day(20))
    expect(found.refused.map(({ code, missing }) => [code, missing])).toEqual([['needs-missing', ['worker-present']]])
    expect(found.matches['m1']?.state).toBe('approved')
  })
  it('is not approved by who proposed it', () => {
    const own = base.map((event) => (event.kind === 'approved' ? { ...event, by: worker } : event))
    expect(on(own, day(20)).refused[0]?.missing).toEqual(['not-the-proposer'])
  })
  it('takes the no of a child as final: the match stops and nobody can propose it again', () => {
    const no: SurrogateEventInput = {
      id: 'no',
      kind: 'childAnswered',
      on: day(40),
      by: worker,
      match: 'm1',
      says: 'unwilling',
    }
    const again = begun('m9', 50, ['c1', 'v1', 'primary'])
    const found = on([...base, no, ...again], day(90))
    expect(found.matches['m1']).toMatchObject({ state: 'closing', endReason: 'childWithdrew' })
    expect(found.matches['m9']).toBeUndefined()
    expect(found.refused[0]).toMatchObject({ code: 'needs-missing', missing: ['child-does-not-refuse'] })
  })
  it('pauses on the day on which the check lapses, and asks for a renewal before', () => {
    const lapse = '2027-01-08'
    const long = [...screened('v1', 0), ...begun('m1', 10, ['c1', 'v1', 'primary'], 480)]
    expect(clearanceRenewals(on(long, '2026-12-08'))).toEqual([])
    expect(clearanceRenewals(on(long, '2026-12-09'))).toEqual([
      { volunteer: 'v1', lapsesOn: lapse, state: 'open', matches: ['m1'] },
    ])
    expect(on(long, '2027-01-07').matches['m1']?.state).toBe('active')
    expect(on(long, lapse).matches['m1']).toMatchObject({ state: 'paused', pausedBecause: 'clearance' })
    const check: SurrogateEventInput = {
      id: 'again',
      kind: 'checked',
      on: '2027-01-06',
      by: worker,
      volunteer: 'v1',
      outcome: 'clear',
      authority: '公安',
      reference: 'G9',
    }
    expect(on([...long, check], lapse).matches['m1']?.state).toBe('active')
  })
  it('asks at the start for a check that covers the whole term, if the mode says so', () => {
    const short = [...screened('v1', 0), ...begun('m1', 10, ['c1', 'v1', 'primary'], 300)]
    const long = [...screened('v1', 0), ...begun('m1', 10, ['c1', 'v1', 'primary'], 480)]
    expect(on(short, day(20), { clearance: 'wholeTerm' }).matches['m1']?.state).toBe('active')
    expect(on(long, day(20), { clearance: 'wholeTerm' }).refused[0]?.missing).toEqual(['check-covers-term'])
  })
  it('pauses on a breach until a supervisor has settled it', () => {
    const breach: SurrogateEventInput = {
      id: 'b1',
      kind: 'breached',
      on: day(30),
      by: worker,
      match: 'm1',
      term: 'noNight',
    }
    const resume: SurrogateEventInput = { id: 'r1', kind: 'resumed', on: day(40), by: worker, match: 'm1' }
    const settle: SurrogateEventInput = {
      id: 's1',
      kind: 'breachSettled',
      on: day(39),
      by: supervisor,
      match: 'm1',
      breach: 'b1',
    }
    expect(on([...base, breach], day(30)).matches['m1']).toMatchObject({ state: 'paused', pausedBecause: 'breach' })
    expect(refusals([breach, resume])).toEqual([['r1', 'needs-missing', ['breaches-settled']]])
    expect(refusals([breach, resume, settle])).toEqual([])
  })
  it('closes with a record of all three parties, and ends at once for safeguarding', () => {
    const closed: SurrogateEventInput = {
      id: 'x',
      kind: 'closed',
      on: day(60),
      by: worker,
      match: 'm1',
      reason: 'term',
    }
    expect(refusals([closed])).toEqual([['x', 'needs-missing', ['closure-record']]])
    expect(on([...base, { ...closed, closure: heard }], day(60)).matches['m1']?.state).toBe('ended')
    const end: SurrogateEventInput = {
      id: 'sg',
      kind: 'safeguarded',
      on: day(60),
      by: { id: 'c1', role: 'child' },
      match: 'm1',
    }
    const found = on(
      [...base, ...begun('m2', 12, ['c2', 'v1', 'primary']), end, ...begun('m3', 70, ['c3', 'v1', 'primary'])],
      day(90),
    )
    expect(found.matches['m1']).toMatchObject({ state: 'ended', endReason: 'safeguarding', endedOn: day(60) })
    expect(found.matches['m2']).toMatchObject({ state: 'paused', pausedBecause: 'volunteer' })
    expect(found.matches['m3']).toBeUndefined()
    expect(found.volunteers['v1']?.state).toBe('blocked')
    const [duty] = found.duties
    if (!duty) throw new Error('no duty')
    const file = childFile({ id: 'c1', name: '李小花', incidents: { i1: incidentOf(duty) } })
    expect(reportDuties(file, { asOf: day(90) }).map(({ state, due }) => [state, due])).toEqual([['open', day(60)]])
  })
  it('is unblocked by an authority alone, and then screening begins again', () => {
    const concern: SurrogateEventInput = { id: 'k', kind: 'concern', on: day(20), by: worker, volunteer: 'v1' }
    const lift = (by: SurrogateEventInput['by']): SurrogateEventInput => ({
      id: 'u',
      kind: 'unfounded',
      on: day(30),
      by,
      volunteer: 'v1',
      concern: 'k',
      authority: '县公安局',
      reference: 'R1',
    })
    expect(refusals([concern, lift(supervisor)])).toEqual([['u', 'not-entitled', []]])
    const found = on([...base, concern, lift({ id: 'p', role: 'authority' })], day(40))
    expect(found.volunteers['v1']?.state).toBe('applicant')
    const accept = volunteerActions(found, 'v1', supervisor).find((action) => action.on === 'accept')
    expect(accept?.missing).toEqual(['interview', 'references'])
    expect(found.matches['m1']?.state).toBe('paused')
  })
  it('keeps the first match when a child is paired again, and credits each visit by its day', () => {
    const close: SurrogateEventInput = {
      id: 'x',
      kind: 'closed',
      on: day(60),
      by: worker,
      match: 'm1',
      reason: 'volunteerWithdrew',
      closure: heard,
    }
    const visit = (id: string, n: number): SurrogateEventInput => ({
      id,
      kind: 'contact',
      on: day(n),
      by: worker,
      child: 'c1',
      way: 'meeting',
    })
    const late = [visit('k1', 59), visit('k2', 60), visit('k3', 80)]
    const found = on([...base, close, ...begun('m2', 62, ['c1', 'v2', 'primary']), ...late], day(90))
    expect(found.contacts.map(({ event, match, because }) => [event, match, because])).toEqual([
      ['k1', 'm1', 'heldThatDay'],
      ['k2', undefined, 'noAgreement'],
      ['k3', 'm2', 'heldThatDay'],
    ])
    expect(
      matchAgreements(found).map(({ id, state, from, to, endReason }) => [id, state, from, to, endReason]),
    ).toEqual([
      ['m1', 'ended', day(14), day(60), 'volunteerWithdrew'],
      ['m2', 'active', day(66), 'none', 'none'],
    ])
  })
  it('credits a substitute on the days of the substitute', () => {
    const substitute = begun('m2', 20, ['c1', 'v2', 'substitute'], 30)
    const call = (id: string, n: number): SurrogateEventInput => ({
      id,
      kind: 'contact',
      on: day(n),
      by: worker,
      child: 'c1',
      way: 'call',
    })
    const found = on([...base, ...substitute, call('k1', 19), call('k2', 30), call('k3', 50)], day(60))
    expect(found.contacts.map(({ match }) => match)).toEqual(['m1', 'm2', 'm1'])
    expect(found.matches['m2']).toMatchObject({ state: 'paused', pausedBecause: 'term' })
  })
})

describe('matchActions', () => {
  const acts = {
    approve: 'approved',
    reject: 'rejected',
    start: 'firstMeeting',
    pause: 'paused',
    resume: 'resumed',
    end: 'closed',
    safeguard: 'safeguarded',
  } as const
  it('says ready of exactly the acts that the history takes', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom(worker, supervisor),
        fc.constantFrom('m1', 'm2', 'm3', 'm4'),
        (history, by, match) => {
          const asOf = day(span)
          const found = on(history, asOf)
          if (!found.matches[match]) return
          const ready = new Set(
            matchActions(found, match, by)
              .filter(({ missing }) => missing.every((need) => need === 'worker-present' || need === 'closure-record'))
              .map((action) => action.on as string),
          )
          for (const [move, kind] of Object.entries(acts)) {
            const more =
              kind === 'firstMeeting'
                ? { workerPresent: 'w1' }
                : kind === 'closed'
                  ? { reason: 'term', closure: heard }
                  : {}
            const event = { id: 'act', nth: 999, kind, on: asOf, by, match, ...more } as SurrogateEventInput
            const refused = on([...history, event], asOf).refused.some((one) => one.event === 'act')
            expect([move, !refused]).toEqual([move, ready.has(move)])
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('surrogateDue', () => {
  const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-12-31' })._unsafeUnwrap()
  const due = (events: readonly SurrogateEventInput[], asOf: PlainDate) =>
    surrogateDue(on([...base, ...events], asOf), { calendar, birthDates: { c1: '2016-02-29' } })
  it('owes a call a month and a meeting a quarter from the first meeting on, and counts a meeting as a call', () => {
    expect(due([], '2026-02-20').overdue.map(({ what, due: by }) => [what, by])).toEqual([
      ['call', '2026-02-19'],
      ['support', '2026-02-19'],
    ])
    expect(due([], '2026-02-12').overdue.map(({ what, due: by }) => [what, by])).toEqual([['support', '2026-02-02']])
    const met: SurrogateEventInput = {
      id: 'k',
      kind: 'contact',
      on: '2026-02-10',
      by: worker,
      child: 'c1',
      way: 'meeting',
    }
    expect(due([met], '2026-02-20').due.find(({ what }) => what === 'call')?.due).toBe('2026-03-10')
    expect(due([met], '2026-02-20').due.find(({ what }) => what === 'meeting')?.due).toBe('2026-05-10')
  })
  it('greets on birthdays, also of 29 February, and on festivals', () => {
    const greetings = due([], '2026-03-05').due.filter(({ what }) => what === 'birthday' || what === 'festival')
    expect(greetings.map(({ what, due: by }) => [what, by])).toEqual([
      ['festival', '2026-02-15'],
      ['birthday', '2026-02-28'],
    ])
  })
  it('wants support twice in the first month and then monthly', () => {
    const help = (id: string, on: PlainDate): SurrogateEventInput => ({
      id,
      kind: 'supported',
      on,
      by: worker,
      match: 'm1',
      party: 'child',
    })
    const support = (events: readonly SurrogateEventInput[], asOf: PlainDate) =>
      due(events, asOf).due.find(({ what }) => what === 'support')?.due
    expect(support([], '2026-01-20')).toBe('2026-02-02')
    expect(support([help('h1', '2026-01-25')], '2026-01-26')).toBe('2026-02-16')
    expect(support([help('h1', '2026-01-25'), help('h2', '2026-02-10')], '2026-02-11')).toBe('2026-03-10')
  })
  it('owes nothing but support while paused', () => {
    const pause: SurrogateEventInput = { id: 'p', kind: 'paused', on: '2026-03-01', by: worker, match: 'm1' }
    expect(due([pause], '2026-09-01').due.map(({ what }) => what)).toEqual(['support'])
  })
  it('answers only days that exist', () => {
    fc.assert(
      fc.property(histories, fc.nat(span), (history, n) => {
        for (const one of surrogateDue(on(history, day(n)), { calendar }).due)
          expect(PlainDateSchema.safeParse(one.due).success).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})
