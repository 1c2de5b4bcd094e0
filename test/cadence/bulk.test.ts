import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CadencePlan,
  type CareColumns,
  type CareState,
  dueIndex,
  dueInBulk,
  dueStatuses,
  neverDone,
  nextDue,
  noFormerTier,
} from '../../src/cadence/index.ts'
import { type Calendar, type CalendarLayers, compileCalendar } from '../../src/calendar/index.ts'
import type { Tier } from '../../src/index.ts'
import { type PlainDate } from '../../src/index.ts'
import { awkward, dayNear } from '../calendar/arbitraries.ts'
import { date, number, rules, states } from './arbitraries.ts'

interface Row {
  readonly tier: Tier
  readonly former: Tier | undefined
  readonly state: CareState
}

interface Case {
  readonly layers: CalendarLayers
  readonly plan: CadencePlan
  readonly rows: readonly Row[]
  readonly asOf: PlainDate
}

const tier = fc.constantFrom<Tier>(0, 1, 2, 3, 4)
const plans = (near: number): fc.Arbitrary<CadencePlan> =>
  fc.record({
    0: rules(near, { tier: 0 }),
    1: rules(near, { tier: 1 }),
    2: rules(near, { tier: 2 }),
    3: rules(near, { tier: 3 }),
    4: rules(near, { tier: 4 }),
  })
const cases: fc.Arbitrary<Case> = awkward.chain((layers) =>
  dayNear(layers, 30).chain((near) =>
    fc.record({
      layers: fc.constant(layers),
      plan: plans(near),
      rows: fc.array(fc.record({ tier, former: fc.option(tier, { nil: undefined }), state: states(near) }), {
        maxLength: 30,
      }),
      asOf: fc.integer({ min: -60, max: 120 }).map((after) => date(near + after)),
    }),
  ),
)

const isDay = (value: CareState['lastOn']): value is PlainDate => value !== undefined && /^\d/.test(value)

function columnsOf(rows: readonly Row[]): CareColumns {
  const spans = rows.map(({ state }) => state.withParents ?? [])
  return {
    tier: Uint8Array.from(rows, (row) => row.tier),
    formerTier: Uint8Array.from(rows, (row) => row.former ?? noFormerTier),
    startedOn: Int32Array.from(rows, ({ state }) => number(state.startedOn)),
    lastOn: Int32Array.from(rows, ({ state }) => (isDay(state.lastOn) ? number(state.lastOn) : neverDone)),
    withParents: {
      start: Uint32Array.from([
        0,
        ...spans.map((_, i) => spans.slice(0, i + 1).reduce((sum, list) => sum + list.length, 0)),
      ]),
      from: Int32Array.from(spans.flat(), ({ from }) => number(from)),
      to: Int32Array.from(spans.flat(), ({ to }) => number(to)),
    },
  }
}

/** What the columns say otherwise than `nextDue` row by row. */
function complaints(answer: typeof dueInBulk, { layers, plan, rows, asOf }: Case): readonly string[] {
  const calendar: Calendar = compileCalendar(layers)._unsafeUnwrap()
  const found = answer(columnsOf(rows), plan, calendar, asOf)._unsafeUnwrap()
  return rows.flatMap(({ tier, former, state }, row) => {
    const rule = plan[tier]
    const change = former === undefined ? {} : { formerRule: plan[former] }
    const one = nextDue(rule, { ...state, ...change, asOf }, calendar)
    const wanted = [one.due, one.windowStart, one.windowEnd, one.breachFrom, one.status, one.provisional, one.purpose]
    const got = [
      date(found.due[row]!),
      date(found.windowStart[row]!),
      date(found.windowEnd[row]!),
      date(found.breachFrom[row]!),
      dueStatuses[found.status[row]!]!.key,
      found.provisional[row] === 1,
      found.safeReturn[row] === 1 ? 'safeReturn' : 'routine',
    ]
    return got.join() === wanted.join() ? [] : [`row ${row}: ${got.join()}, not ${wanted.join()}`]
  })
}

describe('dueInBulk', () => {
  it('says of each row what nextDue says', () => {
    fc.assert(
      fc.property(cases, (test) => {
        expect(complaints(dueInBulk, test)).toEqual([])
      }),
      { numRuns: 250 },
    )
  })

  it('says what nextDue says where many rows share few days', () => {
    const day = fc.integer({ min: 0, max: 3 })
    const row = (near: number): fc.Arbitrary<Row> =>
      fc
        .tuple(day, fc.option(day), fc.array(fc.tuple(fc.integer({ min: 1, max: 14 }), day), { maxLength: 2 }))
        .map(([started, last, away]) => ({
          tier: 0,
          former: undefined,
          state: {
            startedOn: date(near + started),
            asOf: date(near),
            ...(last === null ? {} : { lastOn: date(near + last) }),
            withParents: away.map(([from, length]) => ({ from: date(near + from), to: date(near + from + length) })),
          },
        }))
    const crowded = awkward.chain((layers) =>
      dayNear(layers, 30).chain((near) =>
        fc.record({
          layers: fc.constant(layers),
          plan: rules(near, { tier: 0, every: { days: 7 } }).map(
            (rule): CadencePlan => ({ 0: rule, 1: rule, 2: rule, 3: rule, 4: rule }),
          ),
          rows: fc.array(row(near), { minLength: 20, maxLength: 40 }),
          asOf: fc.constant(date(near + 9)),
        }),
      ),
    )
    fc.assert(
      fc.property(crowded, (test) => {
        expect(complaints(dueInBulk, test)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('would be caught by nextDue if it were broken', () => {
    const broken: Readonly<Record<string, typeof dueInBulk>> = {
      'the former tier is ignored': ({ formerTier: former, ...columns }, plan, calendar, asOf) =>
        dueInBulk(
          { ...columns, formerTier: new Uint8Array(former?.length ?? 0).fill(noFormerTier) },
          plan,
          calendar,
          asOf,
        ),
      'absences are ignored': (columns, plan, calendar, asOf) => {
        const start = new Uint32Array(columns.tier.length + 1)
        const none = { start, from: new Int32Array(), to: new Int32Array() }
        return dueInBulk({ ...columns, withParents: none }, plan, calendar, asOf)
      },
      'all rows have one tier': (columns, plan, calendar, asOf) =>
        dueInBulk({ ...columns, tier: new Uint8Array(columns.tier.length).fill(2) }, plan, calendar, asOf),
      'completions to come count': (columns, plan, calendar, asOf) =>
        dueInBulk(columns, plan, calendar, '2999-01-01').map((late) => ({
          ...late,
          status: dueInBulk(columns, plan, calendar, asOf)._unsafeUnwrap().status,
        })),
      'never done is done on the first day': (columns, plan, calendar, asOf) =>
        dueInBulk({ ...columns, lastOn: columns.startedOn }, plan, calendar, asOf),
    }
    const sample = fc.sample(cases, { numRuns: 60, seed: 5 })
    for (const [name, answer] of Object.entries(broken))
      expect([name, sample.some((test) => complaints(answer, test).length > 0)]).toEqual([name, true])
  })

  it('permutes its answers as the rows are permuted', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
        ({ layers, plan, rows, asOf }, order) => {
          const calendar = compileCalendar(layers)._unsafeUnwrap()
          const shuffled = rows.map((_, i) => i).sort((a, b) => order[a]! - order[b]! || a - b)
          const plain = dueInBulk(columnsOf(rows), plan, calendar, asOf)._unsafeUnwrap()
          const moved = dueInBulk(columnsOf(shuffled.map((i) => rows[i]!)), plan, calendar, asOf)._unsafeUnwrap()
          for (const column of ['due', 'windowStart', 'windowEnd', 'breachFrom', 'status', 'provisional'] as const)
            expect(Array.from(moved[column])).toEqual(shuffled.map((i) => plain[column][i]))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('takes rows of any age, and none', () => {
    const calendar = compileCalendar({ national: [], from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
    const plan = fc.sample(plans(number('2026-06-01')), { numRuns: 1, seed: 1 })[0]!
    const days: readonly PlainDate[] = ['0001-01-01', '1900-02-28', '2026-06-01', '2500-12-31', '9990-01-01']
    const rows = days.flatMap((startedOn) =>
      ([0, 3] as const).map((at): Row => ({ tier: at, former: undefined, state: { startedOn, asOf: startedOn } })),
    )
    expect(
      complaints(dueInBulk, {
        layers: { national: [], from: '2026-01-01', to: '2027-01-01' },
        plan,
        rows,
        asOf: '2026-11-23',
      }),
    ).toEqual([])
    expect(dueInBulk(columnsOf([]), plan, calendar, '2026-11-23')._unsafeUnwrap().due).toHaveLength(0)
  })

  it('refuses columns that do not fit together', () => {
    const calendar = compileCalendar({ national: [], from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
    const plan = fc.sample(plans(20_000), { numRuns: 1, seed: 1 })[0]!
    const columns = { tier: Uint8Array.of(1, 2), startedOn: Int32Array.of(1, 2), lastOn: Int32Array.of(1, 2) }
    const refused = (part: Partial<CareColumns>, asOf = '2026-11-23'): unknown =>
      dueInBulk({ ...columns, ...part }, plan, calendar, asOf as PlainDate).match(
        () => 'taken',
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    const spans = { start: Uint32Array.of(0, 1, 1), from: Int32Array.of(5), to: Int32Array.of(9) }
    expect(refused({})).toBe('taken')
    expect(refused({ withParents: spans })).toBe('taken')
    expect(refused({ lastOn: Int32Array.of(1) })).toEqual(['/lastOn inconsistent'])
    expect(refused({ startedOn: Int32Array.of(1, 2, 3) })).toEqual(['/startedOn inconsistent'])
    expect(refused({ tier: Uint8Array.of(1, 5) })).toEqual(['/tier/1 too-large'])
    expect(refused({ formerTier: Uint8Array.of(noFormerTier, 7) })).toEqual(['/formerTier/1 too-large'])
    expect(refused({ formerTier: Uint8Array.of(1) })).toEqual(['/formerTier inconsistent'])
    expect(refused({ withParents: { ...spans, start: Uint32Array.of(0, 1) } })).toEqual([
      '/withParents/start inconsistent',
    ])
    expect(refused({ withParents: { ...spans, start: Uint32Array.of(0, 2, 1) } })).toEqual([
      '/withParents/start/1 inconsistent',
    ])
    expect(refused({ withParents: { ...spans, to: Int32Array.of() } })).toEqual(['/withParents/to inconsistent'])
    expect(refused({}, '2026-02-30')).toEqual(['/asOf invalid-date'])
  })
})

describe('dueIndex', () => {
  const dues = fc.oneof(
    fc.array(fc.integer({ min: 20_000, max: 20_060 }), { maxLength: 200 }),
    fc.array(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }), { maxLength: 40 }),
  )
  it('lists what a scan finds, earliest first, rows of one day in their own order', () => {
    fc.assert(
      fc.property(
        dues,
        fc.integer({ min: 19_990, max: 20_070 }),
        fc.integer({ min: -5, max: 50 }),
        (days, from, length) => {
          const due = Int32Array.from(days)
          const index = dueIndex(due)
          const scan = (fits: (day: number) => boolean): readonly number[] =>
            days
              .map((_, row) => row)
              .filter((row) => fits(days[row]!))
              .sort((a, b) => days[a]! - days[b]! || a - b)
          expect(Array.from(index.overdueOn(from))).toEqual(scan((day) => day < from))
          expect(Array.from(index.dueBetween(from, from + length))).toEqual(
            scan((day) => day >= from && day < from + length),
          )
          const { days: found, counts } = index.histogram()
          const distinct = [...new Set(days)].sort((a, b) => a - b)
          expect(Array.from(found)).toEqual(distinct)
          expect(Array.from(counts)).toEqual(distinct.map((day) => days.filter((other) => other === day).length))
        },
      ),
      { numRuns: 500 },
    )
  })
  it('indexed by the end of the window lists the overdue and breached rows of dueInBulk', () => {
    fc.assert(
      fc.property(cases, ({ layers, plan, rows, asOf }) => {
        const calendar = compileCalendar(layers)._unsafeUnwrap()
        const found = dueInBulk(columnsOf(rows), plan, calendar, asOf)._unsafeUnwrap()
        const late = rows
          .map((_, row) => row)
          .filter((row) => ['overdue', 'breached'].includes(dueStatuses[found.status[row]!]!.key))
        const listed = Array.from(dueIndex(found.windowEnd).overdueOn(number(asOf)))
        expect(listed.sort((a, b) => a - b)).toEqual(late)
      }),
      { numRuns: 60 },
    )
  })
})
