import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDue } from '../../src/cadence/index.ts'
import { compileCalendar } from '../../src/calendar/index.ts'
import { awkward } from '../calendar/arbitraries.ts'
import { reading } from '../calendar/day-by-day.ts'
import { type Case, cases, date, number } from './arbitraries.ts'
import { walkedDue } from './walk.ts'

/** What an answer says otherwise than the walk. */
function complaints(answer: typeof nextDue, { layers, rule, state }: Case): readonly string[] {
  const calendar = compileCalendar(layers)._unsafeUnwrap()
  const found = answer(rule, state, calendar)
  const wanted = walkedDue(rule, state, reading(layers))
  return (['due', 'windowStart', 'windowEnd', 'breachFrom', 'purpose', 'status', 'waits'] as const).flatMap((part) =>
    JSON.stringify(found[part]) === JSON.stringify(wanted[part])
      ? []
      : [`${part}: ${JSON.stringify(found[part])}, not ${JSON.stringify(wanted[part])}`],
  )
}

describe('nextDue', () => {
  it('is what a walk day by day finds', () => {
    fc.assert(
      fc.property(cases(awkward), (test) => {
        expect(complaints(nextDue, test)).toEqual([])
      }),
      { numRuns: 1200 },
    )
  })

  it('is what the walk finds for series that wait through several absences', () => {
    const waiting = cases(awkward, { anchor: 'schedule', every: { days: 10 }, pause: { returnWithinDays: 10 } })
    const often = waiting.chain((test) =>
      fc
        .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 })), {
          minLength: 3,
          maxLength: 6,
        })
        .map((spans): Case => {
          const begin = number(test.state.startedOn)
          const withParents = spans.map(([from, days]) => ({ from: date(begin + from), to: date(begin + from + days) }))
          return { ...test, state: { startedOn: date(begin), asOf: test.state.asOf, withParents } }
        }),
    )
    fc.assert(
      fc.property(often, (test) => {
        expect(complaints(nextDue, test)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('would be caught by the walk if it were broken', () => {
    const broken: Readonly<Record<string, typeof nextDue>> = {
      'holidays postpone what they should bring forward': (rule, state, calendar) =>
        nextDue(rule.adjust === 'preceding' ? { ...rule, adjust: 'following' } : rule, state, calendar),
      'modified following leaves the month': (rule, state, calendar) =>
        nextDue(rule.adjust === 'modifiedFollowing' ? { ...rule, adjust: 'following' } : rule, state, calendar),
      'the last day of a short month instead of the first of the next': (rule, state, calendar) =>
        nextDue({ ...rule, monthEnd: 'clamp' }, state, calendar),
      'a series counts from the completion': (rule, state, calendar) =>
        nextDue({ ...rule, anchor: 'completion' }, state, calendar),
      'absences are ignored': (rule, state, calendar) => nextDue(rule, { ...state, withParents: [] }, calendar),
      'absences postpone duties that never pause': (rule, state, calendar) =>
        nextDue(rule.pause === 'never' ? { ...rule, pause: { returnWithinDays: 0 } } : rule, state, calendar),
      'the check after the return comes a day late': (rule, state, calendar) =>
        nextDue(
          rule.pause === 'never' ? rule : { ...rule, pause: { returnWithinDays: rule.pause.returnWithinDays + 1 } },
          state,
          calendar,
        ),
      'a change of tier is ignored': (rule, state, calendar) => nextDue(rule, { ...state, formerRule: rule }, calendar),
      'a future completion counts': (rule, state, calendar) =>
        nextDue(rule, { ...state, asOf: '2999-12-31' }, calendar),
      'the window ends a day late': (rule, state, calendar) => {
        const found = nextDue(rule, state, calendar)
        return { ...found, windowEnd: date(number(found.windowEnd) + 1) }
      },
      'paused is forgotten': (rule, state, calendar) => {
        const found = nextDue(rule, state, calendar)
        return { ...found, status: found.status === 'paused' ? 'notDue' : found.status }
      },
    }
    const sample = fc.sample(cases(awkward), { numRuns: 400, seed: 11 })
    for (const [name, answer] of Object.entries(broken))
      expect([name, sample.some((test) => complaints(answer, test).length > 0)]).toEqual([name, true])
  })
})
