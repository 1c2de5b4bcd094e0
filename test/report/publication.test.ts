import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountOf, type Publication, publishable, publishedTable, suppressed } from '../../src/report/index.ts'
import { monthsOf } from './counties.ts'

const days = ['2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31'] as const
const tables = [
  ['township', 'tier'],
  ['township', 'age'],
  ['tier', 'age'],
] as const

const series = (months: readonly (readonly CountOf[])[]): readonly Publication[] =>
  months.reduce<readonly Publication[]>(
    (before, counts, n) => [
      ...before,
      publishable(counts, { asOf: days[n] ?? '2027-01-31', tables, before })._unsafeUnwrap(),
    ],
    [],
  )

const county = fc
  .record({ seed: fc.nat(), townships: fc.integer({ min: 1, max: 6 }), children: fc.integer({ min: 0, max: 250 }) })
  .map((one) => monthsOf({ ...one, months: 3 }))

/** Two townships by two tiers, as four numbers in rows. */
type World = readonly [number, number, number, number]
const countsOf = (world: World): readonly CountOf[] =>
  world.map((count, i) => ({ values: { township: i < 2 ? 'a' : 'b', tier: `${i % 2}` }, count }))
const numbersOf = ({ counts }: Publication): World => {
  const at = (township: string, tier: string): number =>
    counts.find(({ values }) => values['township'] === township && values['tier'] === tier)?.count ?? 0
  return [at('a', '0'), at('a', '1'), at('b', '0'), at('b', '1')]
}
/** The counts, the rows, the columns and the total. */
const sums = ([a, b, c, d]: World): readonly number[] => [a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d]

/** A way to print two months; the second may look at what the first printed. */
type Way = (world: World, before: World | undefined) => { readonly printed: unknown; readonly next: World }

const up = 7
const worlds: readonly World[] = Array.from(
  { length: up ** 4 },
  (_, n): World => [n % up, Math.floor(n / up) % up, Math.floor(n / up ** 2) % up, Math.floor(n / up ** 3)],
)
const few = (n: number): boolean => n !== 0 && Math.abs(n) < 5

/** What somebody learns who knows the rule and tries every pair of months: a count or a change of 1 to 4 in all that fit. */
function told(way: Way, first: World, second: World): boolean {
  const one = way(first, undefined)
  const two = way(second, one.next)
  const fits = (before: World | undefined, printed: unknown): readonly (readonly number[])[] => {
    const wanted = JSON.stringify(printed)
    return worlds.filter((world) => JSON.stringify(way(world, before).printed) === wanted).map(sums)
  }
  const [left, right] = [fits(undefined, one.printed), fits(one.next, two.printed)]
  const places = sums(first).map((_, i) => i)
  return places.some((i) => {
    const [before, after] = [new Set(left.map((fit) => fit[i] ?? 0)), new Set(right.map((fit) => fit[i] ?? 0))]
    const changes = [...before].flatMap((x) => [...after].map((y) => y - x))
    return [[...before], [...after], changes].some((values) => values.every(few))
  })
}

const own: Way = (world, before) => {
  const earlier = before && [
    publishable(countsOf(before), { asOf: days[0], tables: [['township', 'tier']] })._unsafeUnwrap(),
  ]
  const printed = publishable(countsOf(world), {
    asOf: days[1],
    tables: [['township', 'tier']],
    before: earlier ?? [],
  })._unsafeUnwrap()
  return { printed: numbersOf(printed), next: numbersOf(printed) }
}
const square = ([a, b, c, d]: World) => [
  [a, b],
  [c, d],
]
const shams: Readonly<Record<string, Way>> = {
  'shows everything': (world) => ({ printed: world, next: world }),
  'hides small counts only': (world) => ({
    printed: [world.map((n) => (few(n) ? '*' : n)), sums(world).slice(4)],
    next: world,
  }),
  'protects one month by itself': (world) => ({
    printed: [suppressed(square(world), 5), sums(world).slice(4)],
    next: world,
  }),
  'rounds counts and prints true totals': (world) => ({
    printed: [
      numbersOf(publishable(countsOf(world), { asOf: days[0], tables: [['township', 'tier']] })._unsafeUnwrap()),
      sums(world)[8],
    ],
    next: world,
  }),
}

describe('publishable', () => {
  it('would print the same, had the true counts been the printed ones: nobody can rule that world out', () => {
    fc.assert(
      fc.property(county, (months) => {
        const printed = series(months)
        expect(series(printed.map(({ counts }) => counts))).toEqual(printed)
      }),
    )
  })
  it('prints multiples of least only, each less than least away, whatever the order of the counts', () => {
    fc.assert(
      fc.property(county, (months) => {
        const printed = series(months)
        expect(JSON.stringify(series(months.map((counts) => [...counts].reverse())))).toBe(JSON.stringify(printed))
        printed.forEach(({ counts }, n) => {
          const key = ({ values }: CountOf): string =>
            tables
              .flat()
              .map((field) => values[field])
              .join('|')
          const shown = new Map(counts.map((one) => [key(one), one.count]))
          for (const count of shown.values()) expect(count % 5).toBe(0)
          for (const one of months[n] ?? []) expect(Math.abs((shown.get(key(one)) ?? 0) - one.count)).toBeLessThan(5)
          expect([...shown.keys()].every((one) => months[n]?.some((truth) => key(truth) === one))).toBe(true)
        })
      }),
    )
  })
  it('prints the same again where nothing has changed', () => {
    fc.assert(
      fc.property(county, ([counts = []]) => {
        const [first, second] = series([counts, counts])
        expect(second?.counts).toEqual(first?.counts)
      }),
    )
  })
  it('tells no count and no change of 1 to 4 to somebody who tries every pair of months', () => {
    const pairs: readonly (readonly [World, World])[] = [
      [
        [6, 6, 6, 6],
        [6, 6, 6, 5],
      ],
      [
        [1, 6, 6, 0],
        [2, 6, 6, 0],
      ],
      [
        [3, 0, 0, 0],
        [3, 1, 0, 0],
      ],
      [
        [4, 6, 5, 2],
        [4, 5, 6, 2],
      ],
    ]
    for (const [first, second] of pairs) expect(told(own, first, second)).toBe(false)
  })
  it.each(Object.entries(shams))('is told from a way that %s', (_, way) => {
    expect(
      told(way, [1, 6, 6, 0], [2, 6, 6, 0]) ||
        told(way, [6, 6, 6, 6], [6, 6, 6, 5]) ||
        told(way, [4, 0, 0, 0], [4, 0, 0, 0]),
    ).toBe(true)
  })
  it('refuses what was printed in another way, and a day twice', () => {
    const [first] = series([[{ values: { township: 'a', tier: '0', age: '0-5' }, count: 12 }]])
    const exact = { ...first, counts: [{ values: { township: 'a' }, count: 12 }] } as Publication
    const code = (before: Publication | undefined, asOf: (typeof days)[number], least = 5) =>
      publishable([], { asOf, tables: [['township']], before: before ? [before] : [], least }).match(
        () => 'printed',
        ([{ code: found }]) => found,
      )
    expect(code(first, days[1])).toBe('printed')
    expect(code(exact, days[1])).toBe('inconsistent')
    expect(code(first, days[1], 3)).toBe('inconsistent')
    expect(code(first, days[0])).toBe('duplicate')
  })
})

describe('publishedTable', () => {
  it('has tables that agree with each other, and changes that are their differences', () => {
    fc.assert(
      fc.property(county, (months) => {
        const [first, second] = series(months)
        if (!first || !second) return
        const table = (rows: string, columns: string) => publishedTable(second, { rows, columns })._unsafeUnwrap()
        expect(table('township', 'tier').rowTotals).toEqual(table('township', 'age').rowTotals)
        expect(table('township', 'tier').total).toBe(table('tier', 'age').total)
        const change = publishedTable(second, { rows: 'tier', columns: 'age', since: first })._unsafeUnwrap()
        expect(change.total).toBe(
          table('tier', 'age').total - publishedTable(first, { rows: 'tier', columns: 'age' })._unsafeUnwrap().total,
        )
        for (const n of change.counts.flat()) expect(n % 5 === 0).toBe(true)
      }),
    )
  })
})
