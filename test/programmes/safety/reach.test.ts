import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageOn, SessionId } from '../../../src/index.ts'
import {
  type ModuleSession,
  safetyReach,
  type SafetyPupil,
  type SafetyReachProblem,
} from '../../../src/programmes/index.ts'
import { anyChild, childIds, date, shuffledList, underIds } from './cases.ts'

const asOf = '2026-11-01'
const grade = fc.constantFrom(1, 2, 3)
const anyPupil = (id: (typeof childIds)[number]): fc.Arbitrary<SafetyPupil> =>
  fc.record({
    id: fc.constant(id),
    birthDate: fc.constantFrom<SafetyPupil['birthDate'][]>('2018-05-01', '2019-11-01', '2012-05-01', 'notCollected'),
    grade: fc.oneof(grade, fc.constant('notCollected' as const)),
    since: fc.constantFrom<SafetyPupil['since'][]>('2024-09-01', '2026-10-10', 'notCollected'),
  })
const anySession = (i: number): fc.Arbitrary<ModuleSession> =>
  fc.record({
    session: fc.constant(SessionId.parse(`s${i}`)),
    on: date('2026-09-10', 100),
    state: fc.constantFrom('planned' as const, 'held' as const, 'held' as const, 'cancelled' as const),
    grades: fc.oneof(fc.constant('all' as const), fc.uniqueArray(grade, { minLength: 1, maxLength: 2 })),
    attendance: fc
      .array(
        fc.record({
          child: anyChild,
          state: fc.constantFrom('present' as const, 'late' as const, 'excused' as const, 'unexcused' as const),
        }),
        { maxLength: 5 },
      )
      .map(underIds),
  })
const anyProblem: fc.Arbitrary<SafetyReachProblem> = fc.record({
  module: fc.constant('rights-6'),
  pupils: fc.tuple(...childIds.map(anyPupil)),
  sessions: fc.tuple(...[1, 2, 3, 4].map(anySession)),
})
const reach = (problem: SafetyReachProblem) => safetyReach(problem, asOf)._unsafeUnwrap()

describe('safetyReach', () => {
  it('answers for every pupil once: reached, not reached with a reason, or of another age', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const { pupils, reached, notReached, withoutNextChance } = reach(problem)
        expect(pupils.map(({ child }) => child)).toEqual(childIds)
        for (const { child, state, on, because, next } of pupils) {
          const pupil = problem.pupils.find(({ id }) => id === child)
          const days = problem.sessions
            .filter((one) => one.state === 'held' && one.on <= asOf)
            .filter((one) =>
              Object.values(one.attendance).some(
                (entry) => entry.child === child && (entry.state === 'present' || entry.state === 'late'),
              ),
            )
            .map((one) => one.on)
            .toSorted((a, b) => (a < b ? -1 : 1))
          expect(on).toBe(days[0] ?? 'none')
          const known =
            pupil?.birthDate !== 'notCollected' && pupil?.birthDate !== 'contested' ? pupil?.birthDate : undefined
          const years = known ? ageOn(known, asOf) : 7
          expect(state).toBe(days.length > 0 ? 'reached' : years < 6 || years > 8 ? 'notForAge' : 'notReached')
          expect(because.length > 0).toBe(state === 'notReached')
          const chances = problem.sessions
            .filter(
              (one) =>
                one.state === 'planned' &&
                one.on >= asOf &&
                (one.grades === 'all' || one.grades.includes(pupil?.grade as never)),
            )
            .map((one) => one.on)
            .toSorted((a, b) => (a < b ? -1 : 1))
          expect(next === 'none' ? 'none' : next.on).toBe(state === 'notReached' ? (chances[0] ?? 'none') : 'none')
        }
        expect(reached).toBe(pupils.filter(({ state }) => state === 'reached').length)
        expect(notReached).toBe(pupils.filter(({ state }) => state === 'notReached').length)
        expect(withoutNextChance).toBe(
          pupils.filter(({ state, next }) => state === 'notReached' && next === 'none').length,
        )
      }),
      { numRuns: 400 },
    )
  })
  it('is the same in any order of pupils and sessions', () => {
    const shuffled = anyProblem.chain((problem) =>
      fc.tuple(fc.constant(problem), shuffledList(problem.pupils), shuffledList(problem.sessions)),
    )
    fc.assert(
      fc.property(shuffled, ([problem, pupils, sessions]) => {
        expect(JSON.stringify(reach({ ...problem, pupils, sessions }))).toBe(JSON.stringify(reach(problem)))
      }),
    )
  })
  it('says why: excused, absent, not written down, cancelled, came later, no session, grade or age unknown', () => {
    const [c1] = childIds
    if (!c1) throw new Error('no child')
    const pupil: SafetyPupil = { id: c1, birthDate: '2018-05-01', grade: 3, since: '2024-09-01' }
    const session: ModuleSession = {
      session: SessionId.parse('s1'),
      on: '2026-10-01',
      state: 'held',
      grades: [3],
      attendance: {},
    }
    const why = (p: Partial<SafetyPupil>, s: Partial<ModuleSession>) =>
      reach({
        module: 'rights-6',
        pupils: [{ ...pupil, ...p }],
        sessions: [{ ...session, ...s }],
      }).pupils[0]?.because.map(({ reason }) => reason)
    const entry = (state: 'excused' | 'unexcused') => ({ attendance: { a1: { child: c1, state } } })
    expect(why({}, entry('excused'))).toEqual(['excused'])
    expect(why({}, entry('unexcused'))).toEqual(['unexcused'])
    expect(why({}, {})).toEqual(['notRecorded'])
    expect(why({ since: '2026-10-02' }, {})).toEqual(['cameLater'])
    expect(why({}, { state: 'cancelled' })).toEqual(['cancelled'])
    expect(why({}, { grades: [4] })).toEqual(['noSession'])
    expect(why({ grade: 'notCollected' }, {})).toEqual(['gradeUnknown'])
    expect(why({ birthDate: 'notCollected' }, entry('excused'))).toEqual(['ageUnknown', 'excused'])
  })
})
