import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Calendar, compileCalendar, type DayRule } from '../../src/calendar/index.ts'
import type { CalendarLayers } from '../../src/calendar/layers.ts'
import { type EpochDay, epochDay, plainDate } from '../../src/index.ts'
import { awkward, dayNear } from './arbitraries.ts'
import { type Reading, reading } from './day-by-day.ts'

const rules: readonly DayRule[] = ['any', 'workday', 'schoolday', 'restday']
const rule = fc.constantFrom(...rules)
const compile = (layers: CalendarLayers): Calendar => compileCalendar(layers)._unsafeUnwrap()
const at = (day: number): EpochDay => day as EpochDay

/** What a calendar answers otherwise than the day-by-day reading does, near one day. */
function complaints(
  calendar: Calendar,
  plain: Reading,
  kind: DayRule,
  day: EpochDay,
  count: number,
): readonly string[] {
  const flags = calendar.flags(day)
  const differs = (name: string, found: unknown, wanted: unknown): readonly string[] =>
    Object.is(found, wanted) ? [] : [`${name} of ${kind} at ${plainDate(day)}: ${String(found)}, not ${String(wanted)}`]
  let counted = 0
  for (let d = day as number; d < day + count; d++) counted += plain.allows(kind, d) ? 1 : 0
  return [
    ...differs('workday', flags.workday, plain.allows('workday', day)),
    ...differs('schoolday', flags.schoolday, plain.allows('schoolday', day)),
    ...differs('provisional', flags.provisional, plain.open('any', day)),
    ...differs('allows', calendar.allows(kind, day), plain.allows(kind, day)),
    ...differs('knows', calendar.knows(kind, day), !plain.open(kind, day)),
    ...differs('next', calendar.next(kind, day), plain.next(kind, day)),
    ...differs('previous', calendar.previous(kind, day), plain.previous(kind, day)),
    ...differs('add', calendar.add(kind, day, count), plain.add(kind, day, count)),
    ...differs('add back', calendar.add(kind, day, -count), plain.add(kind, day, -count)),
    ...differs('nth', calendar.nth(kind, day, count), plain.add(kind, plain.next(kind, day), count)),
    ...differs('nth back', calendar.nth(kind, day, -1), plain.add(kind, day, -1)),
    ...differs('count', calendar.count(kind, day, at(day + count)), counted),
  ]
}

const cases = awkward.chain((layers) =>
  fc.tuple(
    fc.constant(layers),
    fc.array(fc.tuple(rule, dayNear(layers), fc.integer({ min: 0, max: 40 })), { minLength: 5, maxLength: 25 }),
  ),
)

describe('compileCalendar', () => {
  it('answers as a reading day by day does', () => {
    fc.assert(
      fc.property(cases, ([layers, questions]) => {
        const calendar = compile(layers)
        const plain = reading(layers)
        for (const [kind, day, count] of questions)
          expect(complaints(calendar, plain, kind, at(day), count)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('would be caught by that reading if it were broken', () => {
    const broken: Readonly<Record<string, (calendar: Calendar, layers: CalendarLayers) => Calendar>> = {
      'a make-up day is no workday': (_, layers) =>
        compile({ ...layers, national: layers.national.filter((day) => day.off) }),
      'holidays are not read': (_, layers) =>
        compile({ ...layers, national: layers.national.filter((day) => !day.off) }),
      'terms have no days of their own': (_, { terms = [], ...rest }) =>
        compile({ ...rest, terms: terms.map((term) => ({ ...term, days: [] })) }),
      'the broad layer beats the narrow one': (_, { local = [], ...rest }) =>
        compile({ ...rest, local: [...local].reverse() }),
      'next skips the day itself': (calendar) => ({
        ...calendar,
        next: (kind, day) => calendar.next(kind, at(day + 1)),
      }),
      'previous looks ahead': (calendar) => ({
        ...calendar,
        previous: (kind, day) => calendar.previous(kind, at(day + 1)),
      }),
      'the last day is counted': (calendar) => ({
        ...calendar,
        count: (kind, from, to) => calendar.count(kind, from, at(to + 1)),
      }),
      'adding counts the day itself': (calendar) => ({
        ...calendar,
        add: (kind, day, count) => calendar.nth(kind, day, count),
      }),
      'the last week of December is final': (calendar) => ({
        ...calendar,
        knows: (kind, day) =>
          calendar.knows(kind, day) ||
          (kind !== 'schoolday' && day > calendar.knownThrough - 7 && day <= calendar.knownThrough),
      }),
      'nothing is provisional': (calendar) => ({
        ...calendar,
        flags: (day) => ({ ...calendar.flags(day), provisional: false }),
      }),
    }
    const sample = fc.sample(cases, { numRuns: 200, seed: 7 })
    for (const [name, spoil] of Object.entries(broken)) {
      const caught = sample.some(([layers, questions]) => {
        const calendar = spoil(compile(layers), layers)
        const plain = reading(layers)
        return questions.some(([kind, day, count]) => complaints(calendar, plain, kind, at(day), count).length > 0)
      })
      expect([name, caught]).toEqual([name, true])
    }
  })

  it('finds the next allowed day: not before, itself if allowed, nothing allowed between; the previous one mirrors it', () => {
    fc.assert(
      fc.property(
        awkward.chain((layers) => fc.tuple(fc.constant(layers), rule, dayNear(layers, 400))),
        ([layers, kind, day]) => {
          const calendar = compile(layers)
          const next = calendar.next(kind, at(day))
          const previous = calendar.previous(kind, at(day))
          expect(next).toBeGreaterThanOrEqual(day)
          expect(calendar.next(kind, next)).toBe(next)
          expect(calendar.previous(kind, next)).toBe(next)
          expect(calendar.count(kind, at(day), next)).toBe(0)
          expect(previous).toBeLessThanOrEqual(day)
          expect(calendar.next(kind, previous)).toBe(previous)
          expect(calendar.count(kind, at(previous + 1), at(day + 1))).toBe(0)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('counts and numbers as inverses, and adds up', () => {
    const some = fc.integer({ min: 1, max: 300 })
    fc.assert(
      fc.property(
        awkward.chain((layers) =>
          fc.tuple(fc.constant(layers), rule, dayNear(layers, 400), dayNear(layers, 400), dayNear(layers, 400)),
        ),
        some,
        some,
        ([layers, kind, a, b, c], m, n) => {
          const calendar = compile(layers)
          expect(calendar.nth(kind, at(a), calendar.count(kind, at(a), at(b)))).toBe(calendar.next(kind, at(b)))
          expect(calendar.add(kind, at(a), m + n)).toBe(calendar.add(kind, calendar.add(kind, at(a), m), n))
          expect(calendar.add(kind, at(a), -m - n)).toBe(calendar.add(kind, calendar.add(kind, at(a), -m), -n))
          expect(calendar.add(kind, at(a), 0)).toBe(a)
          expect(calendar.count(kind, at(a), at(c))).toBe(
            calendar.count(kind, at(a), at(b)) + calendar.count(kind, at(b), at(c)),
          )
          expect(calendar.count('any', at(a), at(b))).toBe(b - a)
          expect(calendar.count('workday', at(a), at(b)) + calendar.count('restday', at(a), at(b))).toBe(b - a)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('says the same whatever the order of national days and terms', () => {
    fc.assert(
      fc.property(awkward, (layers) => {
        const calendar = compile(layers)
        const turned = compile({
          ...layers,
          national: [...layers.national].reverse(),
          terms: [...(layers.terms ?? [])].reverse(),
        })
        for (let day = calendar.from - 10; day < calendar.to + 10; day++) {
          expect(turned.flags(at(day))).toEqual(calendar.flags(at(day)))
          expect(turned.nameOf(at(day))).toBe(calendar.nameOf(at(day)))
          expect(turned.termOn(at(day))).toBe(calendar.termOn(at(day)))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('knows days without a gap', () => {
    fc.assert(
      fc.property(awkward, (layers) => {
        const calendar = compile(layers)
        for (const kind of rules) {
          let turns = 0
          for (let day = calendar.from - 3; day < calendar.to + 3; day++)
            if (calendar.knows(kind, at(day)) !== calendar.knows(kind, at(day + 1))) turns++
          expect(turns).toBeLessThanOrEqual(2)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('marks every day after knownThrough as provisional', () => {
    fc.assert(
      fc.property(awkward, fc.integer({ min: 1, max: 900 }), (layers, after) => {
        const calendar = compile(layers)
        expect(calendar.flags(at(calendar.knownThrough + after)).provisional).toBe(true)
        expect(calendar.flags(at(calendar.knownFrom - after)).provisional).toBe(true)
      }),
    )
  })
})

describe('the layers of a calendar', () => {
  const national = [
    { date: '2026-10-01', name: '国庆节', off: true },
    { date: '2026-10-10', name: '国庆节', off: false },
  ] as const
  const term = { id: 'a', label: 'autumn', from: '2026-09-01', to: '2027-01-23', standing: 'known' } as const
  const base = { national, from: '2026-01-01', to: '2027-01-01' } as const
  const day = (date: '2026-10-08' | '2026-10-10' | '2026-07-01' | '2026-10-01') => epochDay(date)

  it('lets local beat terms and terms beat national, schools apart from offices', () => {
    const closed = { ...term, days: [{ date: '2026-10-08', name: '秋假', off: true }] } as const
    const withTerm = compile({ ...base, terms: [closed] })
    expect(withTerm.flags(day('2026-10-08'))).toMatchObject({ workday: true, schoolday: false, holiday: false })
    expect(withTerm.nameOf(day('2026-10-08'))).toBe('秋假')
    const open = { id: 'county', days: [{ date: '2026-10-08', name: '补课', off: false, for: 'schools' }] } as const
    expect(compile({ ...base, terms: [closed], local: [open] }).flags(day('2026-10-08')).schoolday).toBe(true)
    const fair = { id: 'town', days: [{ date: '2026-10-10', name: '火把节', off: true }] } as const
    const withFair = compile({ ...base, terms: [term], local: [fair] })
    expect(withFair.flags(day('2026-10-10'))).toEqual({
      workday: false,
      schoolday: false,
      holiday: true,
      makeUp: false,
      provisional: false,
    })
    expect(withFair.nameOf(day('2026-10-10'))).toBe('火把节')
  })

  it('knows a schoolday only in a term, and which term it is', () => {
    const calendar = compile({ ...base, terms: [term, { ...term, id: 'b', from: '2026-03-01', to: '2026-06-30' }] })
    expect(calendar.flags(day('2026-10-10'))).toMatchObject({ workday: true, makeUp: true, schoolday: true })
    expect(calendar.termOn(day('2026-10-10'))).toBe('a')
    expect(calendar.flags(day('2026-07-01'))).toMatchObject({ workday: true, schoolday: false })
    expect(calendar.termOn(day('2026-07-01'))).toBeUndefined()
    expect(calendar.knows('schoolday', day('2026-07-01'))).toBe(true)
  })

  it('counts weekdays as schooldays where no term is known, and says that it does not know', () => {
    const calendar = compile(base)
    expect(calendar.flags(day('2026-07-01')).schoolday).toBe(true)
    expect(calendar.knows('schoolday', day('2026-07-01'))).toBe(false)
    expect(calendar.flags(day('2026-07-01')).provisional).toBe(false)
  })

  it('is refused where it contradicts itself, with a path and no value', () => {
    const refused = (layers: unknown): unknown =>
      compileCalendar(layers as CalendarLayers).match(
        () => 'taken',
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(refused({ ...base, to: '2026-01-01' })).toEqual(['/to inconsistent'])
    expect(refused({ ...base, to: '9999-01-01' })).toEqual(['/to too-large'])
    expect(refused({ ...base, from: '2026-02-30' })).toEqual(['/from invalid-date'])
    expect(refused({ ...base, national: [...national, { ...national[0], off: false }] })).toEqual([
      '/national/2 inconsistent',
    ])
    expect(refused({ ...base, national: [...national, national[0]] })).toBe('taken')
    expect(refused({ ...base, national: [...national, { ...national[0], date: '2024-10-01' }] })).toEqual([
      '/national inconsistent',
    ])
    expect(refused({ ...base, terms: [term, term] })).toEqual(['/terms/1/id duplicate', '/terms/1 inconsistent'])
    expect(refused({ ...base, terms: [{ ...term, id: 'b', from: term.to, to: '2027-07-01' }, term] })).toBe('taken')
    expect(refused({ ...base, terms: [{ ...term, to: term.from }] })).toEqual(['/terms/0/to inconsistent'])
    expect(refused({ ...base, terms: [{ ...term, days: [{ ...national[0], date: '2026-08-31' }] }] })).toEqual([
      '/terms/0/days/0/date inconsistent',
    ])
    expect(refused({ ...base, local: [{ id: 'x', days: [{ ...national[0], off: 'yes' }] }] })).toEqual([
      '/local/0/days/0/off invalid-type',
    ])
    const twice = { id: 'x', days: [national[0], { ...national[0], off: false }] }
    expect(refused({ ...base, local: [twice, twice] })).toEqual([
      '/local/1/id duplicate',
      '/local/0/days/1 inconsistent',
      '/local/1/days/1 inconsistent',
    ])
    for (const nonsense of [undefined, null, 7, 'x', [], {}])
      expect(compileCalendar(nonsense as never).isErr()).toBe(true)
  })
})
