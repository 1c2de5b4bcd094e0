import fc from 'fast-check'
import { type CadenceRule, cadenceRule, type CareState } from '../../src/cadence/index.ts'
import type { CalendarLayers } from '../../src/calendar/index.ts'
import type { PlainDate, Tier } from '../../src/index.ts'
import { dayNear } from '../calendar/arbitraries.ts'
import { dayNumber, iso } from '../calendar/day-by-day.ts'

export const date = (day: number): PlainDate => iso(day) as PlainDate

export const tier: fc.Arbitrary<Tier> = fc.constantFrom(0, 1, 2, 3, 4)

const every: fc.Arbitrary<CadenceRule['every']> = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ workdays: fc.integer({ min: 1, max: 25 }) }),
  fc.record({ weeks: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ months: fc.constantFrom(1, 1, 2, 3, 6, 12, 13) }),
)

/** Any rule that `cadenceRule` takes; series begin near the day given, often at the end of a month. */
export const rules = (near: number, fixed: Partial<CadenceRule> = {}): fc.Arbitrary<CadenceRule> =>
  fc
    .record(
      {
        kind: fc.constant('homeVisit'),
        tier,
        every,
        anchor: fc.constantFrom('completion' as const, 'schedule' as const),
        origin: fc.oneof(
          fc.integer({ min: near - 500, max: near + 200 }).map(date),
          fc.constantFrom<PlainDate>('2020-02-29', '2022-01-31', '2024-10-30', '2028-02-29'),
        ),
        grace: fc.record({ before: fc.nat(9), after: fc.nat(9) }),
        breachAfterDays: fc.nat(9),
        dayRule: fc.constantFrom('any' as const, 'workday' as const, 'schoolday' as const, 'restday' as const),
        adjust: fc.constantFrom(
          'none' as const,
          'following' as const,
          'preceding' as const,
          'modifiedFollowing' as const,
        ),
        monthEnd: fc.constantFrom('clamp' as const, 'skip' as const, 'forward' as const),
        pause: fc.oneof(fc.constant('never' as const), fc.record({ returnWithinDays: fc.nat(14) })),
      },
      {
        requiredKeys: [
          'kind',
          'tier',
          'every',
          'anchor',
          'grace',
          'breachAfterDays',
          'dayRule',
          'adjust',
          'monthEnd',
          'pause',
        ],
      },
    )
    .map((rule): CadenceRule => {
      const { origin, ...rest } = { ...rule, ...fixed }
      if (rest.anchor === 'completion') return { ...rest, monthEnd: rest.monthEnd === 'skip' ? 'clamp' : rest.monthEnd }
      return origin === undefined ? rest : { ...rest, origin }
    })
    .filter((rule) => cadenceRule(rule).isOk())

/** What may be known of a duty near a day: done or not, before or after `asOf`, with absences that touch and overlap. */
export const states = (near: number): fc.Arbitrary<CareState> =>
  fc
    .record({
      started: fc.integer({ min: -120, max: 60 }),
      last: fc.option(fc.integer({ min: -60, max: 60 }), { nil: undefined }),
      unknown: fc.constantFrom(undefined, 'none' as const, 'notCollected' as const, 'contested' as const),
      asOf: fc.oneof(fc.integer({ min: -5, max: 70 }), fc.integer({ min: -20, max: 250 })),
      away: fc.array(fc.tuple(fc.integer({ min: -60, max: 200 }), fc.constantFrom(0, 1, 5, 20, 60)), { maxLength: 4 }),
    })
    .map(({ started, last, unknown, asOf, away }) => {
      const lastOn = last === undefined ? unknown : date(near + last)
      return {
        startedOn: date(near + started),
        ...(lastOn === undefined ? {} : { lastOn }),
        asOf: date(near + (last ?? started) + asOf),
        withParents: away.map(([from, length]) => ({ from: date(near + from), to: date(near + from + length) })),
      }
    })

export interface Case {
  readonly layers: CalendarLayers
  readonly rule: CadenceRule
  readonly state: CareState
}

/** A rule and a state near a day of the calendar, with or without a change of tier. */
export const cases = (calendars: fc.Arbitrary<CalendarLayers>, fixed: Partial<CadenceRule> = {}): fc.Arbitrary<Case> =>
  calendars.chain((layers) =>
    dayNear(layers, 30).chain((near) =>
      fc
        .record({ rule: rules(near, fixed), former: fc.option(rules(near), { nil: undefined }), state: states(near) })
        .map(({ rule, former, state }) => ({
          layers,
          rule,
          state: former === undefined ? state : { ...state, formerRule: former },
        })),
    ),
  )

/** Days since 1970, for reckoning in tests. */
export const number = (day: PlainDate): number => dayNumber(day)
