import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCalendar } from '../../../src/calendar/index.ts'
import { addDays, canonicalJson, type PlainDate } from '../../../src/index.ts'
import {
  agreementTerms,
  companionshipMachine,
  courseActions,
  type CounsellingCourse,
  type CounsellingEventInput,
  counsellingDue,
  CounsellingEvent,
  counsellingMachine,
  counsellingParameters,
  counsellingProgramme,
  counsellingView,
  gainOf,
  ownWordScales,
  referralNotice,
  reviewReasons,
  SurrogateEvent,
  surrogateCadence,
  surrogateMachine,
  surrogateParameters,
  volunteerMachine,
} from '../../../src/programmes/index.ts'
import type { Viewer } from '../../../src/privacy/index.ts'
import { AgreementId, ChildId, VolunteerId } from '../../../src/index.ts'
import { z } from 'zod'

const first: PlainDate = '2026-03-02'
const span = 120
const day = (n: number): PlainDate => addDays(first, n)
const worker = { id: 'w1', role: 'worker' } as const
const counsellor = { id: 'p1', role: 'counsellor' } as const
const supervisor = { id: 's1', role: 'supervisor' } as const
const k = { course: 'k1' } as const
const word = { scale: 'faces', value: 3 } as const

const papers: readonly CounsellingEventInput[] = [
  {
    id: 'q',
    kind: 'qualified',
    on: day(0),
    by: worker,
    counsellor: 'p1',
    title: '心理咨询师',
    authority: '学会',
    reference: 'A1',
    from: day(-400),
    to: day(80),
  },
  {
    id: 's',
    kind: 'supervised',
    on: day(0),
    by: supervisor,
    counsellor: 'p1',
    supervisor: 's1',
    from: day(-10),
    to: 'none',
  },
]
const start: readonly CounsellingEventInput[] = [
  { id: 'o', kind: 'opened', of: 'counselling', on: day(0), by: worker, ...k, child: 'c1', counsellor: 'p1' },
  { id: 'y', kind: 'childAnswered', on: day(1), by: worker, ...k, says: 'willing' },
]
const consent: CounsellingEventInput = {
  id: 'g',
  kind: 'guardianConsented',
  on: day(1),
  by: worker,
  ...k,
  capacity: 'mother',
}
const plan: CounsellingEventInput = {
  id: 'p',
  kind: 'planned',
  on: day(2),
  by: counsellor,
  ...k,
  goal: '睡得好一点',
  instrument: 'GAD-7',
  tier: 2,
}
const base = [...papers, ...start, consent, plan]
const held = (id: string, n: number, notes = '哭了'): CounsellingEventInput => ({
  id,
  kind: 'held',
  on: day(n),
  by: counsellor,
  ...k,
  mood: word,
  pressure: word,
  notes,
})
const gad = (id: string, n: number, each: number): CounsellingEventInput => ({
  id,
  kind: 'measured',
  on: day(n),
  by: counsellor,
  ...k,
  instrument: 'GAD-7',
  age: 14,
  answers: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((item) => [String(item), each])),
})
const phq = (id: string, n: number, ninth: number): CounsellingEventInput => ({
  id,
  kind: 'measured',
  on: day(n),
  by: counsellor,
  ...k,
  instrument: 'PHQ-9',
  age: 14,
  answers: Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((item) => [String(item), item === 9 ? ninth : 0])),
})

type Agreements = Parameters<typeof counsellingProgramme>[1]['agreements']
const on = (history: readonly CounsellingEventInput[], asOf: PlainDate = day(span), agreements: Agreements = []) =>
  counsellingProgramme(history, { asOf, agreements })._unsafeUnwrap()
const course = (history: readonly CounsellingEventInput[], asOf?: PlainDate): CounsellingCourse => {
  const found = on(history, asOf).courses['k1']
  if (found?.of !== 'counselling') throw new Error('no course')
  return found
}
const missing = (history: readonly CounsellingEventInput[], agreements: Agreements = []) =>
  on(history, day(span), agreements).refused.map((one) => [one.event, one.code, one.missing])
const seen = (history: readonly CounsellingEventInput[], viewer: Viewer) =>
  counsellingView(history, { asOf: day(span), agreements: [], child: 'c1', viewer })._unsafeUnwrap()

describe('counsellingProgramme', () => {
  it('refuses a booking with somebody not qualified or not supervised on the day of the session, and says why', () => {
    const booked = (n: number): CounsellingEventInput => ({
      id: 'b',
      kind: 'booked',
      on: day(3),
      by: worker,
      ...k,
      session: 'x1',
      for: day(n),
    })
    expect(missing([...base, booked(79)])).toEqual([])
    expect(missing([...base, booked(80)])).toEqual([['b', 'needs-missing', ['qualified']]])
    const unsupervised = base.filter(({ id }) => id !== 's')
    expect(missing([...unsupervised, booked(20)])[1]?.[2]).toEqual(['supervised'])
  })
  it('takes no proof from the counsellor and no supervision by oneself', () => {
    const own = base.map((event) => (event.id === 'q' ? { ...event, by: counsellor } : event))
    expect(missing(own).map(([event]) => event)).toEqual(['q', 'p'])
    const self = base.map((event) => (event.kind === 'supervised' ? { ...event, supervisor: 'p1' } : event))
    expect(missing(self)).toEqual([['p', 'needs-missing', ['supervised']]])
  })
  it("never has the child's own helper as counsellor, also under the id of a volunteer, also when that is over", () => {
    const linked = base.map((event) => (event.kind === 'qualified' ? { ...event, volunteer: 'v1' } : event))
    const agreements = [{ id: AgreementId.parse('m1'), child: ChildId.parse('c1'), volunteer: VolunteerId.parse('v1') }]
    expect(missing(linked, agreements)).toEqual([['p', 'needs-missing', ['not-the-helper']]])
    expect(
      missing(linked, [{ ...agreements[0], child: ChildId.parse('c2'), volunteer: VolunteerId.parse('v1') }]),
    ).toEqual([])
  })
  it('needs a consent, except in danger, and stops at the no of the child', () => {
    const without = base.filter(({ id }) => id !== 'g')
    expect(missing([...without, held('h1', 5)]).map(([event]) => event)).toEqual(['p', 'h1'])
    const danger: CounsellingEventInput = {
      id: 'd',
      kind: 'danger',
      on: day(1),
      by: worker,
      ...k,
      threat: 'ownLife',
      suspects: 'none',
    }
    expect(missing([...without, danger, held('h1', 5)])).toEqual([])
    const over: CounsellingEventInput = { id: 'v', kind: 'dangerOver', on: day(6), by: supervisor, ...k, danger: 'd' }
    expect(missing([...without, danger, over, held('h1', 7)])).toEqual([['h1', 'needs-missing', ['consent-or-danger']]])
    const no: CounsellingEventInput = {
      id: 'n',
      kind: 'childAnswered',
      on: day(4),
      by: { id: 'c1', role: 'child' },
      ...k,
      says: 'unwilling',
    }
    expect(course([...base, no])).toMatchObject({ state: 'closed', endReason: 'childSaidNo' })
    expect(missing([...base, no, held('h1', 5)])).toEqual([['h1', 'wrong-state', []]])
    const withdrawn: CounsellingEventInput = { id: 'x', kind: 'consentWithdrawn', on: day(4), by: worker, ...k }
    expect(missing([...base, withdrawn, held('h1', 4), held('h2', 5)]).map(([event]) => event)).toEqual(['h2'])
  })
  it('asks for a review after so many sessions without a reliable gain, and at once when it is worse', () => {
    const six = [1, 2, 3, 4, 5, 6].map((n) => held(`h${n}`, 3 + n))
    expect(course([...base, ...six.slice(0, 5)]).state).toBe('running')
    expect(course([...base, ...six])).toMatchObject({ state: 'reviewDue', reviewBecause: 'notMeasured' })
    const flat = [...base, gad('a', 3, 2), gad('b', 8, 2), ...six]
    expect(course(flat)).toMatchObject({ state: 'reviewDue', reviewBecause: 'withinChance' })
    const better = [...base, gad('a', 3, 2), gad('m', 6, 1), gad('b', 8, 0), ...six]
    expect(course(better).state).toBe('running')
    expect(gainOf(course(better)).whole?.change.answer).toBe('better')
    expect(gainOf(course(better)).middle).toMatchObject({ from: day(3), to: day(6) })
    expect(course([...base, gad('a', 3, 0), gad('b', 8, 2)])).toMatchObject({
      state: 'reviewDue',
      reviewBecause: 'worse',
    })
    const review: CounsellingEventInput = {
      id: 'r',
      kind: 'reviewed',
      on: day(12),
      by: supervisor,
      ...k,
      outcome: 'changePlan',
    }
    expect(course([...flat, review])).toMatchObject({ state: 'running' })
    expect(course([...flat, review]).reviewBecause).toBeUndefined()
    expect(missing([...flat, { ...review, by: { id: 'p1', role: 'supervisor' } }])).toEqual([
      ['r', 'needs-missing', ['not-the-counsellor']],
    ])
    // Nobody is kept from a session because a review is due.
    expect(missing([...flat, held('h9', 11)])).toEqual([])
    const calendar = compileCalendar({ national: [], from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
    expect(
      counsellingDue(on(flat, day(15)), calendar).map(({ what, owedBy, status }) => [what, owedBy, status]),
    ).toEqual([
      ['review', 'supervisor', 'overdue'],
      ['session', 'p1', 'notDue'],
    ])
  })
  it('keeps companionship apart: no plan, no instrument, no notes, no session of counselling', () => {
    const helper = { id: 'v1', role: 'helper' } as const
    const open: readonly CounsellingEventInput[] = [
      {
        id: 'o',
        kind: 'companionOpened',
        of: 'companionship',
        on: day(0),
        by: worker,
        ...k,
        child: 'c1',
        companion: 'v1',
      },
      { id: 'y', kind: 'childAnswered', on: day(1), by: worker, ...k, says: 'willing' },
      consent,
    ]
    const talk: CounsellingEventInput = {
      id: 't',
      kind: 'held',
      on: day(3),
      by: helper,
      ...k,
      mood: 'didNotSay',
      pressure: 'notAsked',
    }
    expect(missing([...open, talk])).toEqual([])
    expect(missing([...open, { ...talk, notes: '…' }])).toEqual([['t', 'not-entitled', []]])
    expect(missing([...open, plan, gad('a', 3, 1)]).map(([event, code]) => [event, code])).toEqual([
      ['p', 'wrong-state'],
      ['a', 'wrong-state'],
    ])
    const actions = courseActions(on([...open, talk]), 'k1', helper)
    expect(actions.map((one) => one.on)).toEqual(['hold', 'close'])
  })
})

const anyEvent: fc.Arbitrary<CounsellingEventInput> = fc
  .tuple(fc.nat(200), fc.nat(span), fc.nat(9), fc.boolean())
  .map(([serial, n, kind, flag]): CounsellingEventInput => {
    const id = `r${serial}x${n}x${kind}x${flag}`
    const head = { id, on: day(n), ...k } as const
    switch (kind) {
      case 0:
        return { ...head, kind: 'guardianConsented', by: worker, capacity: 'father', until: day(n + 20) }
      case 1:
        return { ...head, kind: 'consentWithdrawn', by: worker }
      case 2:
        return {
          ...head,
          kind: 'danger',
          by: worker,
          threat: 'harmByOthers',
          suspects: [{ role: 'father', id: 'none' }],
        }
      case 3:
        return { ...head, kind: 'dangerOver', by: supervisor, danger: flag ? 'd1' : 'd2' }
      case 4:
        return { ...plan, id, on: day(n) }
      case 5:
        return { ...head, kind: 'reviewed', by: supervisor, outcome: 'goOn' }
      case 6:
        return flag ? phq(id, n, serial % 4) : gad(id, n, serial % 4)
      default:
        return held(id, n, flag ? '他很害怕' : '聊了学校')
    }
  })
const histories = fc
  .tuple(fc.array(anyEvent, { maxLength: 30 }), fc.boolean(), fc.nat(10))
  .map(([events, consented, n]) => {
    const danger: CounsellingEventInput = {
      id: 'd1',
      kind: 'danger',
      on: day(n),
      by: worker,
      ...k,
      threat: 'harmByOthers',
      suspects: [{ role: 'father', id: 'none' }],
    }
    const all = [...papers, ...start, ...(consented ? [consent] : []), { ...plan, on: day(11) }, danger, ...events]
    return [...new Map(all.map((event) => [event.id, event])).values()]
  })

describe('counsellingProgramme, laws', () => {
  it('holds no session on a day on which something is missing, whatever the history', () => {
    let sessions = 0
    fc.assert(
      fc.property(histories, (history) => {
        const found = course(history)
        for (const session of found.sessions) {
          sessions++
          const latest = found.consents.findLast(({ from }) => from <= session.on)
          const withdrawnLater = history.some(({ kind, on: day }) => kind === 'consentWithdrawn' && day === session.on)
          const consented = latest !== undefined && (latest.to === 'none' || session.on < latest.to || withdrawnLater)
          const danger = found.dangers.some(
            (one) => one.on <= session.on && (one.over === undefined || session.on < one.over),
          )
          expect(consented || danger).toBe(true)
          expect(session.on < day(80)).toBe(true)
          expect(found.plan !== undefined).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
    expect(sessions).toBeGreaterThan(60)
  })
  it('comes to the same bytes in any order, and is changed by no event that it refused', () => {
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
          const { refused, ...found } = on(history)
          const out = new Set<string>(refused.map(({ event }) => event))
          const { refused: none, ...again } = on(history.filter(({ id }) => !out.has(id)))
          expect(none).toEqual([])
          expect(canonicalJson(again)).toBe(canonicalJson(found))
        },
      ),
      { numRuns: 100 },
    )
  })
})

const people: readonly Viewer[] = [
  { role: 'teacher', relation: 'served' },
  { role: 'helper', relation: 'helper', person: 'v9' },
  { role: 'organiser', relation: 'served' },
  { role: 'donor', relation: 'none' },
  { role: 'public', relation: 'none' },
  { role: 'statistician', relation: 'area' },
  { role: 'auditor', relation: 'area' },
  { role: 'delegate', relation: 'family' },
  { role: 'counsellor', relation: 'served', person: 'p2' },
  { role: 'worker', relation: 'area' },
]

describe('counsellingView', () => {
  it('shows nothing to anybody who is not entitled, danger or not', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...people), (history, viewer) => {
        expect(seen(history, viewer)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
  it('shows notes outside only to those who save life, and only while there is danger', () => {
    const viewers: readonly Viewer[] = [
      { role: 'mother', relation: 'family' },
      { role: 'worker', relation: 'ownCase', person: 'w1' },
      { role: 'supervisor', relation: 'ownCase', person: 's9' },
      { role: 'protectionOfficer', relation: 'appointed', person: 'o1' },
      { role: 'child', relation: 'self' },
    ]
    let broken = 0
    fc.assert(
      fc.property(histories, fc.constantFrom(...viewers), (history, viewer) => {
        const bytes = JSON.stringify(seen(history, viewer))
        const open = course(history).dangers.some(({ over }) => over === undefined || over > day(span))
        if (viewer.role === 'protectionOfficer' && open) {
          broken++
          expect(bytes).toContain('notes')
        } else expect(bytes).not.toMatch(/notes|害怕|聊了学校/)
      }),
      { numRuns: 200 },
    )
    expect(broken).toBeGreaterThan(5)
  })
  it('is equal to the byte for a suspect with and without the danger', () => {
    let differs = 0
    fc.assert(
      fc.property(histories, (history) => {
        const mine = (event: CounsellingEventInput): boolean => event.kind === 'danger' && Array.isArray(event.suspects)
        const ids = new Set(history.filter(mine).map(({ id }) => id))
        const without = history.filter(
          (event) => !mine(event) && !(event.kind === 'dangerOver' && ids.has(event.danger)),
        )
        const father: Viewer = { role: 'father', relation: 'family' }
        expect(JSON.stringify(seen(history, father))).toBe(JSON.stringify(seen(without, father)))
        const mother: Viewer = { role: 'mother', relation: 'family' }
        if (JSON.stringify(seen(history, mother)) !== JSON.stringify(seen(without, mother))) differs++
      }),
      { numRuns: 150 },
    )
    expect(differs).toBeGreaterThan(20)
  })
  it('opens the seal on a sign of danger to the own life in an instrument, and tells the guardian without the words', () => {
    const history = [...base, held('h1', 4), phq('a', 5, 1)]
    expect(seen(history, { role: 'mother', relation: 'family' })).toEqual([
      { course: 'k1', of: 'counselling', sessions: [day(4)], dangers: [{ on: day(5), threat: 'ownLife' }] },
    ])
    expect(seen([...base, held('h1', 4), phq('a', 5, 0)], { role: 'mother', relation: 'family' })).toEqual([
      { course: 'k1', of: 'counselling', sessions: [day(4)] },
    ])
    expect(seen(history, { role: 'counsellor', relation: 'served', person: 'p1' })[0]?.notes).toEqual([
      { on: day(4), notes: '哭了' },
    ])
  })
})

describe('the texts', () => {
  const words = (value: unknown): readonly string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [key, ...words(inner)])
        : []
  it('hold no diagnosis, and no event has a field for one', () => {
    const all = [
      agreementTerms,
      companionshipMachine,
      counsellingMachine,
      counsellingParameters,
      ownWordScales,
      referralNotice,
      reviewReasons,
      surrogateCadence,
      surrogateMachine,
      surrogateParameters,
      volunteerMachine,
      z.toJSONSchema(CounsellingEvent),
      z.toJSONSchema(SurrogateEvent),
    ].flatMap(words)
    expect(all.length).toBeGreaterThan(300)
    for (const text of all)
      expect(text).not.toMatch(/诊断|抑郁|焦虑症|障碍|患有|病症|diagnos|disorder|depress|patient/i)
    expect(CounsellingEvent.safeParse({ ...held('h', 4), finding: 'x' }).success).toBe(false)
    expect(CounsellingEvent.safeParse(held('h', 4)).success).toBe(true)
  })
})
