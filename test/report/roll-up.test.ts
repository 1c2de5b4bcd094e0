import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, DivisionCode, type PlainDate } from '../../src/index.ts'
import type { RegisterEvent } from '../../src/report/index.ts'
import {
  type AreaLevel,
  movements,
  onRegister,
  partsShown,
  type RegisteredChild,
  registeredIn,
  registerStays,
  rollUpFaults,
  type RollUpTable,
  rollUpTables,
} from '../../src/report/index.ts'

const levels: readonly AreaLevel[] = [6, 9, 12]
const places = ['520526', '520526113', '520526113205', '520526113206', '520526114201', '520525101001', '5205'].map(
  (code) => DivisionCode.parse(code),
)
const axisOf = (id: string, ...classes: readonly string[]) => ({
  id,
  zh: id,
  en: id,
  classes: [...classes, 'notCollected'].map((one) => ({ id: one, zh: one, en: one })),
})
const axes = [axisOf('sex', 'female', 'male'), axisOf('age', '0-5', '6-13', '14-15')]

const start: PlainDate = '2026-01-01'
const day = (n: number): PlainDate => addDays(start, n)
const where = fc.constantFrom(...places, 'notCollected' as const)
const event = fc.oneof(
  fc.record({ kind: fc.constant('entered' as const), on: fc.nat(60).map(day), division: where }),
  fc.record({ kind: fc.constant('moved' as const), on: fc.nat(60).map(day), division: where }),
  fc.record({
    kind: fc.constant('left' as const),
    on: fc.nat(60).map(day),
    reason: fc.constantFrom('parentReturned' as const, 'reachedAge' as const, 'other' as const),
  }),
)
const history = fc
  .array(event, { maxLength: 8 })
  .map((events) => Object.fromEntries(events.map((one, i) => [`e${i}`, one])))
const classes = fc.record(
  {
    sex: fc.constantFrom('female', 'male', 'notCollected'),
    age: fc.constantFrom('0-5', '6-13', '14-15', 'notCollected'),
  },
  { requiredKeys: [] },
)
const childOf = (
  events: Readonly<Record<string, RegisterEvent>>,
  of: Readonly<Record<string, string>>,
): RegisteredChild => ({
  stays: registerStays(events)._unsafeUnwrap().stays,
  classes: of,
})
const county = fc.array(fc.tuple(history, classes), { maxLength: 14 })
type County = typeof county extends fc.Arbitrary<infer T> ? T : never
const childrenOf = (all: County): readonly RegisteredChild[] => all.map(([events, of]) => childOf(events, of))

/** The plainest model of one child: day by day, the first event of the day that is possible, until none is. */
function diary(events: Readonly<Record<string, RegisterEvent>>) {
  let here: string | undefined
  const log: { readonly on: PlainDate; readonly from: string | undefined; readonly to: string | undefined }[] = []
  const at: Record<string, string | undefined> = {}
  for (let n = 0; n <= 100; n++) {
    let todays = Object.values(events).filter(({ on }) => on === day(n))
    for (;;) {
      const of = (kind: RegisterEvent['kind']) =>
        Object.entries(events)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, one]) => one)
          .find((one) => one.kind === kind && todays.includes(one))
      const next = here === undefined ? of('entered') : (of('moved') ?? of('left'))
      if (!next) break
      todays = todays.filter((one) => one !== next)
      const to = next.kind === 'left' ? undefined : next.division
      log.push({ on: day(n), from: here, to })
      here = to
    }
    at[day(n)] = here
  }
  return { at, log }
}

/** Whether a division lies in an area, by the id of the area alone. */
function liesIn(division: string | undefined, id: string): boolean {
  if (division === undefined) return false
  if (id === 'all') return true
  if (division === 'notCollected') return id === 'all/unknown'
  if (id === 'all/rest') return division.length < 6
  if (id.endsWith('/rest')) return division === id.slice(0, -5)
  return division.startsWith(id)
}

type Tables = typeof rollUpTables

function addsUp(rollUp: Tables, all: County, on: PlainDate): void {
  const counted = onRegister(childrenOf(all), on)
  const tables = rollUp(counted, {
    asOf: on,
    axes,
    levels,
    areas: [places[2] ?? DivisionCode.parse('52')],
  })._unsafeUnwrap()
  expect(tables.map(({ axis }) => axis.id)).toEqual(['sex', 'age'])
  const diaries = all.map(([events, of]) => ({ here: diary(events).at[on], of: of }))
  for (const { axis, rows } of tables) {
    expect(rows[0]?.id).toBe('all')
    for (const row of rows) {
      expect(row.counts.reduce((sum, n) => sum + n, 0)).toBe(row.total)
      const parts = rows.filter(({ parent }) => parent === row.id)
      if (parts.length > 0)
        for (const [i, count] of row.counts.entries())
          expect(parts.reduce((sum, part) => sum + (part.counts[i] ?? 0), 0)).toBe(count)
      for (const [i, { id }] of axis.classes.entries())
        expect(row.counts[i]).toBe(
          diaries.filter(
            ({ here, of }) =>
              liesIn(here, row.id) && ((of as Readonly<Record<string, string>>)[axis.id] ?? 'notCollected') === id,
          ).length,
        )
    }
    for (const { here } of diaries)
      if (here !== undefined && /^\d{12}$/.test(here)) expect(rows.some(({ id }) => id === here)).toBe(true)
  }
  expect(rollUpFaults(tables)).toEqual([])
}

const fair = { numRuns: 60, seed: 20260930 }
const onDay = fc.nat(61).map(day)

describe('rollUpTables', () => {
  it('adds up over every axis and area on every day, as counting by hand does', () => {
    fc.assert(
      fc.property(county, onDay, (all, on) => addsUp(rollUpTables, all, on)),
      fair,
    )
  })
  it('does not depend on the order of children and events, and orders areas by nothing but their codes', () => {
    fc.assert(
      fc.property(county, onDay, (all, on) => {
        const made = (of: County) =>
          JSON.stringify(rollUpTables(onRegister(childrenOf(of), on), { asOf: on, axes, levels })._unsafeUnwrap())
        const turned = all.map(([events, of]): County[number] => [
          Object.fromEntries(Object.entries(events).reverse()),
          of,
        ])
        expect(made([...turned].reverse())).toBe(made(all))
        const ids = rollUpTables(onRegister(childrenOf([...all, ...all]), on), {
          asOf: on,
          axes,
          levels,
        })._unsafeUnwrap()
        expect(ids[0]?.rows.map(({ id }) => id)).toEqual(
          (JSON.parse(made(all)) as RollUpTable[])[0]?.rows.map(({ id }) => id),
        )
      }),
      fair,
    )
  })
  it('gives an area a row where nobody is counted, if asked to', () => {
    const [table] = rollUpTables([], { asOf: start, axes, levels, areas: places.slice(2, 4) })._unsafeUnwrap()
    expect(table?.rows.map(({ id, total }) => `${id} ${total}`)).toEqual([
      'all 0',
      '520526 0',
      '520526113 0',
      '520526113205 0',
      '520526113206 0',
    ])
  })
  it('refuses what would not add up', () => {
    const codes = (axesOf: typeof axes, of: readonly AreaLevel[], counted = 0) =>
      rollUpTables(counted ? [{ division: 'notCollected', classes: { sex: 'x' } }] : [], {
        asOf: start,
        axes: axesOf,
        levels: of,
      }).match(
        () => [],
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(codes(axes, [])).toEqual(['/levels too-small'])
    expect(codes(axes, [9, 6])).toEqual(['/levels inconsistent'])
    expect(codes([...axes, ...axes.slice(1)], [6])).toEqual(['/axes/2/id duplicate'])
    expect(codes([{ ...axisOf('a'), classes: [] }], [6])).toEqual(['/axes/0/classes missing-field'])
    expect(codes(axes, [6], 1)).toEqual(['/counted/0/classes unknown-code'])
  })
  const broken: Readonly<Record<string, Tables>> = {
    'leaves out what is not collected': (counted, asked) =>
      rollUpTables(
        counted.filter(({ classes: of }) => of['sex'] !== undefined && of['sex'] !== 'notCollected'),
        asked,
      ),
    'leaves out children of whom nobody knows the village': (counted, asked) =>
      rollUpTables(
        counted.filter(({ division }) => /^\d{12}$/.test(division)),
        asked,
      ),
    'has no part for the rest': (counted, asked) =>
      rollUpTables(counted, asked).map((tables) =>
        tables.map((table) => ({ ...table, rows: table.rows.filter(({ kind }) => kind !== 'rest') })),
      ),
    'counts a child in its area alone': (counted, asked) =>
      rollUpTables(counted, asked).map((tables) =>
        tables.map((table) => ({
          ...table,
          rows: table.rows.map((row) =>
            row.kind === 'whole' ? { ...row, counts: row.counts.map(() => 0), total: 0 } : row,
          ),
        })),
      ),
    'takes not collected for the first class': (counted, asked) =>
      rollUpTables(
        counted.map((one) => ({ ...one, classes: { sex: 'female', ...one.classes } })),
        asked,
      ),
  }
  it.each(Object.entries(broken))('law: a roll-up that %s is found', (_, rollUp) => {
    expect(() =>
      fc.assert(
        fc.property(county, onDay, (all, on) => addsUp(rollUp, all, on)),
        fair,
      ),
    ).toThrow()
  })
})

type Movements = typeof movements
const period = fc
  .tuple(fc.nat(59), fc.integer({ min: 1, max: 30 }))
  .map(([from, days]) => ({ from: day(from), to: day(from + days) }))

function balances(moving: Movements, all: County, span: { readonly from: PlainDate; readonly to: PlainDate }): void {
  const children = childrenOf(all)
  const rows = moving(children, { period: span, levels })._unsafeUnwrap()
  const next = moving(children, { period: { from: span.to, to: addDays(span.to, 7) }, levels })._unsafeUnwrap()
  const tables = rollUpTables(onRegister(children, addDays(span.to, -1)), {
    asOf: span.from,
    axes,
    levels,
  })._unsafeUnwrap()
  const diaries = all.map(([events]) => diary(events))
  for (const { id, movement } of rows) {
    const { opening, entered, movedIn, left, movedOut, closing, within } = movement
    expect(opening + entered + movedIn - left - movedOut).toBe(closing)
    expect(Object.values(movement.leftBecause).reduce((sum, n) => sum + n, 0)).toBe(left)
    expect(next.find((row) => row.id === id)?.movement.opening).toBe(closing)
    expect(tables[0]?.rows.find((row) => row.id === id)?.total ?? 0).toBe(closing)
    const parts = rows.filter(({ parent }) => parent === id).map((part) => part.movement)
    const sum = (of: (one: typeof movement) => number): number => parts.reduce((total, one) => total + of(one), 0)
    if (parts.length > 0)
      expect([opening, closing, entered, left, movedIn + within, movedOut + within]).toEqual([
        sum((one) => one.opening),
        sum((one) => one.closing),
        sum((one) => one.entered),
        sum((one) => one.left),
        sum((one) => one.movedIn),
        sum((one) => one.movedOut),
      ])
    // By hand, of days rather than events: what stays on a register no day is nothing that happened.
    const before = diaries.filter(({ at }) => liesIn(at[addDays(span.from, -1)], id)).length
    expect(opening).toBe(before)
    const lasting = diaries.map(({ at }) => Object.entries(at))
    const came = lasting.map((days) =>
      days.filter(
        ([on, here], i) => on >= span.from && on < span.to && liesIn(here, id) && !liesIn(days[i - 1]?.[1], id),
      ),
    )
    const fromNowhere = came.map((days, c) =>
      days.filter(([on]) => diaries[c]?.at[addDays(on as PlainDate, -1)] === undefined),
    )
    expect(entered).toBe(fromNowhere.flat().length)
    expect(movedIn).toBe(came.flat().length - fromNowhere.flat().length)
  }
}

/** Histories in which each day has one event at most: what happens within a day is not to be seen by days. */
const calm = fc.array(
  fc.tuple(
    history.map((events) => {
      const seen = new Set<string>()
      return Object.fromEntries(
        Object.entries(events).filter(([, { on }]) => {
          const is = !seen.has(on)
          seen.add(on)
          return is
        }),
      )
    }),
    classes,
  ),
  { maxLength: 12 },
)

describe('movements', () => {
  it('balances: opening + in - out = closing, for every area, and parts add up to it', () => {
    fc.assert(
      fc.property(calm, period, (all, span) => balances(movements, all, span)),
      fair,
    )
  })
  it('balances also where much happens on one day', () => {
    fc.assert(
      fc.property(county, period, (all, span) => {
        for (const { id, movement: m } of movements(childrenOf(all), { period: span, levels })._unsafeUnwrap()) {
          expect(m.opening + m.entered + m.movedIn - m.left - m.movedOut).toBe(m.closing)
          expect(m.closing).toBe(all.filter(([events]) => liesIn(diary(events).at[addDays(span.to, -1)], id)).length)
        }
      }),
      fair,
    )
  })
  it('counts stays that are over since nobody knows when apart, and in nothing else', () => {
    const stays = [
      { division: 'notCollected', from: 'notCollected', to: 'notCollected', reason: 'notCollected' },
    ] as const
    const rows = movements([{ stays, classes: {} }], { period: { from: start, to: day(30) }, levels })._unsafeUnwrap()
    expect(rows.map(({ id, movement: m }) => [id, m.undated, m.opening, m.closing])).toEqual([
      ['all', 1, 0, 0],
      ['all/unknown', 1, 0, 0],
    ])
  })
  it('counts a child once where two stays overlap', () => {
    const [a, b] = places
    if (!a || !b) return
    const stay = { to: 'none', reason: 'none' } as const
    const stays = [
      { division: b, from: day(10), ...stay },
      { division: a, from: day(0), ...stay },
    ]
    expect([registeredIn(stays, day(9)), registeredIn(stays, day(10))]).toEqual([a, b])
    const rows = movements([{ stays, classes: {} }], {
      period: { from: day(5), to: day(20) },
      levels: [6],
    })._unsafeUnwrap()
    expect(rows[0]?.movement).toMatchObject({ opening: 1, closing: 1, entered: 0, left: 0 })
  })
  it('refuses days that are out of order', () => {
    expect(movements([], { period: { from: day(1), to: day(1) }, levels }).isErr()).toBe(true)
  })
  const broken: Readonly<Record<string, Movements>> = {
    'takes a move for leaving': (children, asked) =>
      movements(
        children.map((child) => ({
          ...child,
          stays: child.stays.filter(({ to, reason }) => to === 'none' || reason !== 'none'),
        })),
        asked,
      ),
    'counts a move within an area as in and out of it': (children, asked) =>
      movements(children, asked).map((rows) =>
        rows.map((row) => ({
          ...row,
          movement: {
            ...row.movement,
            movedIn: row.movement.movedIn + row.movement.within,
            movedOut: row.movement.movedOut + row.movement.within,
          },
        })),
      ),
    'opens with the end of the first day': (children, asked) =>
      movements(children, { ...asked, period: { ...asked.period, from: addDays(asked.period.from, 1) } }),
    'closes a day late': (children, asked) =>
      movements(children, { ...asked, period: { ...asked.period, to: addDays(asked.period.to, 1) } }),
    'forgets who leaves': (children, asked) =>
      movements(children, asked).map((rows) => rows.map((row) => ({ ...row, movement: { ...row.movement, left: 0 } }))),
  }
  it.each(Object.entries(broken))('law: one that %s is found', (_, moving) => {
    expect(() =>
      fc.assert(
        fc.property(calm, period, (all, span) => balances(moving, all, span)),
        fair,
      ),
    ).toThrow()
  })
})

describe('registerStays', () => {
  it('has never two stays at once and is where the diary says, whatever the order of typing', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { stays } = registerStays(events)._unsafeUnwrap()
        const { at } = diary(events)
        for (const [on, here] of Object.entries(at)) expect(registeredIn(stays, on as PlainDate)).toBe(here)
        const turned = Object.fromEntries(Object.entries(events).reverse())
        expect(registerStays(turned)._unsafeUnwrap()).toEqual(registerStays(events)._unsafeUnwrap())
      }),
    )
  })
  it('sets aside what is not possible and keeps the rest', () => {
    const found = registerStays({
      e1: { kind: 'left', on: '2026-01-01', reason: 'died' },
      e2: { kind: 'entered', on: '2026-01-02', division: '520526' },
      e3: { kind: 'entered', on: '2026-01-03', division: '520525' },
    })._unsafeUnwrap()
    expect(found.setAside.map(({ path }) => path)).toEqual(['/history/e1', '/history/e3'])
    expect(found.stays.map(({ division }) => division)).toEqual(['520526'])
    expect(registerStays({ e1: { kind: 'left', on: '2026-02-30', reason: 'died' } }).isErr()).toBe(true)
  })
})

describe('rollUpFaults', () => {
  it('points at a count that was changed, wherever it is', () => {
    fc.assert(
      fc.property(county, fc.nat(), fc.nat(), (all, r, c) => {
        const tables = rollUpTables(onRegister(childrenOf(all), day(30)), {
          asOf: day(30),
          axes,
          levels,
        })._unsafeUnwrap()
        const [table, other] = tables
        if (!table || !other) return
        const row = r % table.rows.length
        const rows = table.rows.map((one, i) =>
          i === row ? { ...one, counts: one.counts.map((n, k) => (k === c % one.counts.length ? n + 1 : n)) } : one,
        )
        expect(rollUpFaults([{ ...table, rows }, other])).toContain(`/0/rows/${row}`)
      }),
      fair,
    )
  })
})

describe('partsShown', () => {
  it('refuses what its own totals would tell', () => {
    const [table] = rollUpTables([], { asOf: start, axes, levels: [6], areas: places.slice(0, 1) })._unsafeUnwrap()
    expect(table && partsShown(table, 'all', 5).isErr()).toBe(true)
    expect(table && partsShown(table, '520526', 5).isErr()).toBe(true)
  })
})
