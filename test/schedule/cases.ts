import fc from 'fast-check'
import { type Calendar, compileCalendar, nationalHolidays } from '../../src/calendar/index.ts'
import { addDays, epochDay, type PlainDate } from '../../src/date.ts'
import { SchoolId, SessionId } from '../../src/id.ts'
import type { Session } from '../../src/records/index.ts'
import { analyse } from '../../src/schedule/score/score-timetable.ts'
import { wanted } from '../../src/schedule/score/wanted.ts'
import { type ReadTimetable, readTimetable } from '../../src/schedule/timetable/read-problem.ts'
import type { Placement, School, TimetableProblem } from '../../src/schedule/timetable/timetable-problem.ts'
import { type Weekday, weekdays, type WeekSlot } from '../../src/week.ts'

/** Autumn term of 2026: 1 to 7 October are off, 10 October (Saturday) is made up. */
export const calendar: Calendar = compileCalendar({
  national: nationalHolidays,
  terms: [{ id: 'autumn', label: 'autumn term', from: '2026-09-01', to: '2027-01-23', standing: 'known' }],
  from: '2026-01-01',
  to: '2028-01-01',
})._unsafeUnwrap()

export const schoolId = (id: string): SchoolId => SchoolId.parse(id)

/** A lecture of the police at School A for all grades, with what a case wants to change. */
export const session = (id: string, changes: Partial<Session> = {}): Session => ({
  id: SessionId.parse(id),
  kind: 'safety',
  safetyTopic: 'traffic',
  activity: 'none',
  form: 'lecture',
  school: 'School A',
  grades: 'none',
  minutes: 40,
  capacity: 500,
  expert: 'none',
  expertDays: 'none',
  from: '2026-09-21',
  to: '2026-09-25',
  repeats: 1,
  state: 'proposed',
  ...changes,
})

export const school = (name: 'A' | 'B', changes: Partial<School> = {}): School => ({
  id: schoolId(name),
  name: `School ${name}`,
  place: name,
  groups: [
    { grade: 1, children: 30 },
    { grade: 2, children: 40 },
  ],
  periods: [{ from: 480, to: 600 }],
  ...changes,
})

export const allWeek: readonly WeekSlot[] = (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).flatMap(
  (day): WeekSlot[] => [`${day}-morning`, `${day}-afternoon`],
)

export const problem = (changes: Partial<TimetableProblem> = {}): TimetableProblem => ({
  sessions: [session('L1')],
  schools: [school('A'), school('B')],
  teams: [{ id: 'p1', kind: 'police', availability: allWeek }],
  travel: {
    places: ['A', 'B'],
    minutes: [
      [0, 30],
      [30, 0],
    ],
  },
  calendar,
  ...changes,
})

const someOf = <T>(values: readonly T[], least = 1): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: least })
const from: PlainDate = '2026-09-28'

const sessionCase = (id: string): fc.Arbitrary<Session> =>
  fc
    .record({
      form: fc.constantFrom('lecture', 'drill', 'drama', 'group', 'parents'),
      kind: fc.constantFrom('safety', 'safety', 'activity'),
      safetyTopic: fc.constantFrom('traffic', 'traffic', 'bullying', 'fire'),
      school: fc.constantFrom('School A', 'School A', 'School B'),
      grades: fc.constantFrom<Session['grades'][]>(
        'none',
        'none',
        'notCollected',
        { from: 1, to: 1 },
        { from: 2, to: 9 },
      ),
      minutes: fc.constantFrom(40, 40, 40, 60, 90),
      capacity: fc.constantFrom(500, 500, 500, 500, 45, 25),
      expert: fc.constantFrom('none', 'police', 'police', 'police', 'police', 'notCollected', 'school', 'hospital'),
      expertDays: fc.oneof(
        { weight: 3, arbitrary: fc.constant('none' as const) },
        someOf<Weekday>(['tue', 'wed', 'thu', 'fri']),
      ),
      repeats: fc.constantFrom(1, 1, 2, 3),
      offset: fc.constantFrom(0, 0, 1, 2, 8, 10, 14, 15),
      length: fc.constantFrom(1, 1, 2, 3, 8, 15, 35),
    })
    .map(({ offset, length, ...changes }) => ({
      ...session(id),
      ...changes,
      from: addDays(from, offset),
      to: addDays(from, offset + length - 1),
    }))

const schoolCase = (name: 'A' | 'B'): fc.Arbitrary<School> =>
  fc
    .record({
      from: fc.constantFrom(480, 660),
      length: fc.constantFrom(60, 80, 120),
      second: fc.boolean(),
      sizes: fc.tuple(fc.constantFrom(20, 30), fc.constantFrom(20, 20, 60, 0)),
      venues: fc.constantFrom(
        undefined,
        undefined,
        [{ id: 'hall', places: 100 }],
        [
          { id: 'hall', places: 100, forms: ['lecture' as const, 'drama' as const, 'parents' as const] },
          { id: 'yard', places: 40 },
        ],
      ),
    })
    .map(({ from: begin, length, second, sizes, venues }) =>
      school(name, {
        groups: [
          { grade: 1, children: sizes[0] },
          { grade: 2, children: sizes[1] },
        ],
        periods: [{ from: begin, to: begin + length }, ...(second ? [{ from: 840, to: 890 }] : [])],
        ...(venues ? { venues } : {}),
      }),
    )

/** Small problems with everything in them that can stand in the way. */
export const problems = (sessions = 4): fc.Arbitrary<TimetableProblem> =>
  fc
    .record({
      sessions: fc
        .integer({ min: 1, max: sessions })
        .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => sessionCase(`L${i}`)))),
      schools: fc.tuple(schoolCase('A'), schoolCase('B')),
      slots: fc.tuple(someOf(allWeek, 8), someOf(allWeek, 8)),
      limit: fc.constantFrom(undefined, 1, 2),
      base: fc.boolean(),
      second: fc.boolean(),
      way: fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 70 })),
      apartDays: fc.integer({ min: 1, max: 5 }),
      pins: fc.array(
        fc.record(
          {
            session: fc.constantFrom('L0', 'L1').map((id) => SessionId.parse(id)),
            number: fc.constantFrom(1, 2),
            on: fc.integer({ min: 0, max: 12 }).map((days) => addDays(from, days)),
            start: fc.constantFrom(480, 487, 660, 840),
          },
          { requiredKeys: ['session'] },
        ),
        { maxLength: 1 },
      ),
    })
    .map(({ sessions: list, schools, slots, limit, base, second, way, apartDays, pins }) => {
      const team = (id: string, availability: WeekSlot[]) => ({
        id,
        kind: 'police' as const,
        availability,
        ...(limit === undefined ? {} : { sessionsPerDayPart: limit }),
        ...(base ? { base: 'B' } : {}),
      })
      return problem({
        sessions: list,
        schools,
        teams: [team('p1', slots[0]), ...(second ? [team('p2', slots[1])] : [])],
        travel: {
          places: ['A', 'B'],
          minutes: [
            [0, way[0]],
            [way[1], 0],
          ],
        },
        rules: { startEvery: 40, apartDays },
        pins: pins.filter((pin) => list.some(({ id }) => id === pin.session)),
      })
    })

export const read = (one: TimetableProblem): ReadTimetable => readTimetable(one)._unsafeUnwrap()

export interface Option extends Placement {
  readonly key: string
}

/** Every way to place one meeting alone, found by asking the check about every beginning, room and team. */
export function options(one: ReadTimetable): readonly (readonly Option[])[] {
  return [...wanted(one).values()].flatMap(({ session: asked, school: host, parts, repeats }) =>
    parts.flatMap((part, p) =>
      Array.from({ length: repeats }, (_, n) => {
        if (!host || typeof asked.minutes !== 'number') return []
        const rooms = ['none', ...(host.venues ?? []).map(({ id }) => id)]
        const teams = ['none', ...one.teams.map(({ id }) => id)]
        const found: Option[] = []
        for (const on of daysOf(asked))
          for (const start of startsOf(host, asked, one, p + 1))
            for (const venue of rooms)
              for (const team of teams) {
                const placement = {
                  session: asked.id,
                  part: p + 1,
                  number: n + 1,
                  on,
                  start,
                  minutes: asked.minutes,
                  venue,
                  team,
                  ...part,
                }
                if (analyse(one, [placement]).score.hard === 0)
                  found.push({ ...placement, key: `${asked.id}/${p}/${n}/${on}/${start}/${venue}/${team}` })
              }
        return found
      }),
    ),
  )
}

/** Every day of a window. */
export function daysOf({ from: first, to: last }: Session): readonly PlainDate[] {
  const days: PlainDate[] = []
  for (let day = first as PlainDate; day <= (last as PlainDate); day = addDays(day, 1)) days.push(day)
  return days
}

export const weekdayOf = (on: PlainDate): Weekday => weekdays[(epochDay(on) + 3) % 7] ?? 'mon'

/** Beginnings on the grid, and those that are pinned. */
export const startsOf = (
  { periods }: School,
  { id, minutes }: Session,
  one: ReadTimetable,
  part: number,
): readonly number[] => {
  const fits = (start: number): boolean =>
    periods.some((period) => period.from <= start && start + (minutes as number) <= period.to)
  const grid = periods.flatMap(({ from: first, to: last }) =>
    Array.from(
      { length: Math.ceil((last - first) / one.rules.startEvery) },
      (_, i) => first + i * one.rules.startEvery,
    ),
  )
  const settled = [...one.pins, ...one.previous].flatMap((pin) =>
    pin.session === id && (pin.part ?? 1) === part && pin.start !== undefined ? [pin.start] : [],
  )
  return [...new Set([...grid, ...settled])].filter(fits)
}

/** The most meetings that can be placed at all: every way is tried, and judged by the check. */
export function mostPlaced(one: ReadTimetable, of: readonly (readonly Option[])[]): number {
  const together = new Map<string, boolean>()
  const fit = (a: Option, b: Option): boolean => {
    const key = `${a.key} ${b.key}`
    const known = together.get(key)
    if (known !== undefined) return known
    const answer = analyse(one, [a, b]).score.hard === 0
    together.set(key, answer)
    return answer
  }
  let best = 0
  const from = (i: number, taken: readonly Option[]): void => {
    if (taken.length + of.length - i <= best) return
    if (i === of.length) {
      if (analyse(one, taken).score.hard === 0) best = taken.length
      return
    }
    for (const option of of[i] ?? []) if (taken.every((other) => fit(other, option))) from(i + 1, [...taken, option])
    from(i + 1, taken)
  }
  from(0, [])
  return best
}
