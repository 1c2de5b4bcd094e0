import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChildId, WorkerId } from '../../../src/index.ts'
import { type Caseload, caseload, type CaseMove, type OpenCase, type Post } from '../../../src/programmes/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'

const asOf = '2026-09-15'
const workers = ['w0', 'w1', 'w2', 'w3'] as const
const areas = ['a', 'b'] as const
const weights = [1, 2, 4, 6, 8]

interface Office {
  readonly cases: readonly OpenCase[]
  readonly posts: readonly Post[]
  readonly barred: readonly { readonly child: ChildId; readonly worker: WorkerId }[]
}
type Answers = (office: Office) => Caseload
const real: Answers = ({ cases, posts, barred }) => caseload(cases, posts, { asOf, barred })._unsafeUnwrap()

const childOf = (i: number): ChildId => ChildId.parse(`c${String(i).padStart(2, '0')}`)
/** Small posts with many cases, so that much is over; one worker without a post, children with nobody, brothers and sisters. */
const offices: fc.Arbitrary<Office> = fc
  .record({
    cases: fc.array(
      fc.record({
        worker: fc.constantFrom<OpenCase['worker']>(
          ...workers.map((id) => WorkerId.parse(id)),
          WorkerId.parse('w0'),
          'none',
        ),
        tier: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const),
        household: fc.nat(9).map((n) => `h${n}`),
        area: fc.constantFrom('a', 'a', 'b'),
      }),
      { maxLength: 22, size: 'max' },
    ),
    posts: fc.array(
      fc.record({
        percent: fc.integer({ min: 8, max: 40 }),
        areas: fc.subarray([...areas], { minLength: 1 }),
        supervisor: fc.constantFrom(WorkerId.parse('s1'), 'none' as const, 'notCollected' as const),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    barred: fc.array(fc.tuple(fc.nat(21), fc.constantFrom(...workers)), { maxLength: 6 }),
  })
  .map(({ cases, posts, barred }) => ({
    cases: cases.map((one, i) => ({ child: childOf(i), ...one })),
    posts: posts.map((post, i) => ({ worker: WorkerId.parse(workers[i]), ...post })),
    barred: barred.map(([i, worker]) => ({ child: childOf(i), worker: WorkerId.parse(worker) })),
  }))

/** Who has whom, as a table that is written anew with each move. */
type Has = ReadonlyMap<string, string>
const start = ({ cases }: Office): Has => new Map(cases.map(({ child, worker }) => [child, worker]))
const percentOf = ({ posts }: Office, worker: string): number =>
  posts.find((post) => post.worker === worker)?.percent ?? 100
const tierOf = ({ cases }: Office, child: string): number => cases.find((one) => one.child === child)?.tier ?? 0
function over(office: Office, has: Has, worker: string): number {
  const own = [...has].flatMap(([child, at]) => (at === worker ? [child] : []))
  const points = own.reduce((sum, child) => sum + (weights[tierOf(office, child)] ?? 0), 0)
  const share = percentOf(office, worker)
  return Math.max(0, points - Math.floor((50 * share) / 100)) + Math.max(0, own.length - Math.floor((25 * share) / 100))
}
const everybody = ({ cases, posts }: Office): readonly string[] =>
  [...new Set<string>([...cases.map(({ worker }) => worker), ...posts.map(({ worker }) => worker)])]
    .filter((id) => id !== 'none')
    .sort()
const nobodys = (office: Office, has: Has): number =>
  [...has].reduce((sum, [child, at]) => sum + (at === 'none' ? (weights[tierOf(office, child)] ?? 0) + 1 : 0), 0)
/** All that is over, with those whom nobody has in full. */
const burden = (office: Office, has: Has): number =>
  everybody(office).reduce((sum, worker) => sum + over(office, has, worker), nobodys(office, has))

/** Children of one household with one worker at the start. */
const together = ({ cases }: Office): readonly (readonly OpenCase[])[] => [
  ...Map.groupBy(cases, ({ worker, household }) => `${worker} ${household}`).values(),
]
const mayGo = ({ posts, barred }: Office, unit: readonly OpenCase[], to: string): boolean => {
  const post = posts.find(({ worker }) => worker === to)
  return (
    post !== undefined &&
    unit.every(
      ({ child, area, worker }) =>
        worker !== to && post.areas.includes(area) && !barred.some((no) => no.child === child && no.worker === to),
    )
  )
}
const moved = (has: Has, children: readonly string[], to: string): Has =>
  new Map([...has, ...children.map((child) => [child, to] as const)])

/** Every single move that would help now, for who has not been moved yet. */
function helpful(office: Office, has: Has, done: ReadonlySet<string>) {
  return together(office).flatMap((unit) => {
    const children = unit.map(({ child }) => child)
    if (children.some((child) => done.has(child))) return []
    return office.posts.flatMap(({ worker: to }) => {
      const next = moved(has, children, to)
      const fits = mayGo(office, unit, to) && over(office, next, to) === 0
      const from = unit[0]?.worker ?? 'none'
      const helps = from === 'none' || over(office, next, from) < over(office, has, from)
      return fits && helps ? [{ tier: from === 'none' ? -1 : Math.max(...unit.map(({ tier }) => tier)) }] : []
    })
  })
}

/** Walks through the moves, an exchange as one step, and looks at the table after each step. */
function walk(
  office: Office,
  even: readonly CaseMove[],
  look: (before: Has, after: Has, step: readonly CaseMove[]) => void,
): Has {
  let has = start(office)
  for (let i = 0; i < even.length; ) {
    const isExchange = even[i + 1]?.relief === 0
    const step = even.slice(i, i + (isExchange ? 2 : 1))
    const after = step.reduce((table, { children, to }) => moved(table, children, to), has)
    look(has, after, step)
    has = after
    i += step.length
  }
  return has
}

const laws: readonly Law<Answers>[] = [
  {
    name: 'weighs what each bears, as counted by hand',
    holds: (answers) => {
      everywhere(offices, (office) => {
        const { workers: loads, unassigned, supervisors } = answers(office)
        const has = start(office)
        expect(loads.map(({ worker }) => worker)).toEqual(everybody(office))
        for (const { worker, children, halfPoints, ceiling, childrenCeiling, over: found, state } of loads) {
          const own = office.cases.filter((one) => one.worker === worker)
          const share = percentOf(office, worker)
          expect([children, halfPoints]).toEqual([
            own.length,
            own.reduce((sum, { tier }) => sum + (weights[tier] ?? 0), 0),
          ])
          expect([ceiling, childrenCeiling]).toEqual([Math.floor(share / 2), Math.floor(share / 4)])
          expect(found).toBe(over(office, has, worker))
          expect(state === 'over').toBe(found > 0)
          if (state === 'free') expect(halfPoints < ceiling && children < childrenCeiling).toBe(true)
        }
        expect(unassigned).toEqual(
          office.cases.flatMap(({ child, worker }) => (worker === 'none' ? [child] : [])).sort(),
        )
        const led = office.posts.filter(({ supervisor }) => supervisor === 's1').length
        expect(supervisors).toEqual(led === 0 ? [] : [{ supervisor: 's1', workers: led, over: led > 6 }])
      })
    },
  },
  {
    name: 'moves only whole households, within the area, to who may have them, each at most once, and puts nobody over a ceiling',
    holds: (answers) => {
      let steps = 0
      everywhere(offices, (office) => {
        const { even } = answers(office)
        const gone = even.flatMap(({ children }) => children)
        expect(new Set(gone).size).toBe(gone.length)
        walk(office, even, (before, after, step) => {
          steps += 1
          for (const { children, from, to } of step) {
            const unit = together(office).find((all) => all.some(({ child }) => child === children[0])) ?? []
            expect([...children].sort()).toEqual(unit.map(({ child }) => child).sort())
            expect(unit[0]?.worker).toBe(from)
            expect(mayGo(office, unit, to)).toBe(true)
          }
          for (const worker of everybody(office))
            expect(over(office, after, worker)).toBeLessThanOrEqual(over(office, before, worker))
        })
      })
      expect(steps).toBeGreaterThan(150)
    },
  },
  {
    name: 'takes away with each step what it says, and stops when no single move helps any more',
    holds: (answers) => {
      let exchanges = 0
      everywhere(offices, (office) => {
        const { even, left } = answers(office)
        const done = new Set<string>()
        const end = walk(office, even, (before, after, step) => {
          const relief = step[0]?.relief ?? 0
          expect(relief).toBeGreaterThan(0)
          expect(burden(office, before) - burden(office, after)).toBeGreaterThanOrEqual(relief)
          // Nobody is exchanged while a single move helps.
          if (step.length === 2) {
            expect(helpful(office, before, done)).toEqual([])
            exchanges += 1
          } else {
            const least = Math.min(...helpful(office, before, done).map(({ tier }) => tier))
            const [move] = step
            const tier =
              move?.from === 'none' ? -1 : Math.max(...(move?.children ?? []).map((child) => tierOf(office, child)))
            // The mildest go first, and those whom nobody has before all.
            expect(tier).toBe(least)
          }
          for (const child of step.flatMap(({ children }) => children)) done.add(child)
        })
        expect(helpful(office, end, done)).toEqual([])
        expect(left.workers).toEqual(everybody(office).filter((worker) => over(office, end, worker) > 0))
        expect(left.children).toEqual([...end].flatMap(([child, at]) => (at === 'none' ? [child] : [])).sort())
      })
      expect(exchanges).toBeGreaterThan(5)
    },
  },
  {
    name: 'is the same in any order of cases and posts',
    holds: (answers) => {
      everywhere(
        offices,
        (office) => {
          const turned = {
            cases: office.cases.toReversed(),
            posts: office.posts.toReversed(),
            barred: office.barred.toReversed(),
          }
          expect(JSON.stringify(answers(turned))).toBe(JSON.stringify(answers(office)))
        },
        60,
      )
    },
  },
]
const [byHand, legal, honest, ordered] = laws.map(({ name }) => name)
const seeing =
  (change: (office: Office) => Partial<Office>): Answers =>
  (office) =>
    real({ ...office, ...change(office) })
const saying =
  (change: (found: Caseload, office: Office) => Partial<Caseload>): Answers =>
  (office) => {
    const found = real(office)
    return { ...found, ...change(found, office) }
  }
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'weighs every child the same',
    killedBy: byHand ?? '',
    broken: seeing(({ cases }) => ({ cases: cases.map((one) => ({ ...one, tier: 0 })) })),
  },
  {
    name: 'takes every post for a full one',
    killedBy: byHand ?? '',
    broken: seeing(({ posts }) => ({ posts: posts.map((post) => ({ ...post, percent: 100 })) })),
  },
  { name: 'forgets those whom nobody has', killedBy: byHand ?? '', broken: saying(() => ({ unassigned: [] })) },
  { name: 'gives a child to its kin', killedBy: legal ?? '', broken: seeing(() => ({ barred: [] })) },
  {
    name: 'sends children out of their area',
    killedBy: legal ?? '',
    broken: seeing(({ cases }) => ({ cases: cases.map((one) => ({ ...one, area: 'a' })) })),
  },
  {
    name: 'parts brothers and sisters',
    killedBy: legal ?? '',
    broken: seeing(({ cases }) => ({ cases: cases.map((one) => ({ ...one, household: one.child })) })),
  },
  {
    name: 'moves a child to and fro',
    killedBy: legal ?? '',
    broken: saying(({ even }) => ({ even: [...even, ...even] })),
  },
  { name: 'stops too early', killedBy: honest ?? '', broken: saying(({ even }) => ({ even: even.slice(0, -1) })) },
  {
    name: 'says that nobody is left over',
    killedBy: honest ?? '',
    broken: saying(() => ({ left: { workers: [], children: [] } })),
  },
  {
    name: 'promises more than it brings',
    killedBy: honest ?? '',
    broken: saying(({ even }) => ({ even: even.map((move) => ({ ...move, relief: move.relief * 3 })) })),
  },
  {
    name: 'moves the gravest first',
    killedBy: honest ?? '',
    broken: saying(({ even }) => ({ even: even.toReversed() })),
  },
  {
    name: 'follows the order of the list',
    killedBy: ordered ?? '',
    broken: (office) => {
      const found = real(office)
      return {
        ...found,
        unassigned: office.cases.flatMap(({ child, worker }) => (worker === 'none' ? [child] : [])),
        workers: found.workers.toReversed().filter(({ worker }) => worker !== office.cases[0]?.worker),
      }
    },
  },
]

lawSuite('caseload', real, laws, mutants)

describe('caseload', () => {
  const [w0, w1] = [WorkerId.parse('w0'), WorkerId.parse('w1')]
  const post = (worker: WorkerId, percent: number): Post => ({ worker, percent, areas: ['a'], supervisor: 'none' })
  const open = (i: number, tier: OpenCase['tier'], worker: WorkerId = w0): OpenCase => ({
    child: childOf(i),
    worker,
    tier,
    household: `h${i}`,
    area: 'a',
  })

  it('moves the mildest case away from who bears too much, and keeps the gravest with who knows it', () => {
    // 20 %: ten half points, five children.
    const cases = [open(0, 4), open(1, 2), open(2, 0)]
    const { workers: loads, even, left } = real({ cases, posts: [post(w0, 20), post(w1, 20)], barred: [] })
    expect(loads.map(({ worker, over: more }) => [worker, more])).toEqual([
      ['w0', 3],
      ['w1', 0],
    ])
    expect(even.map(({ children, to, relief }) => [...children, to, relief])).toEqual([
      ['c02', 'w1', 1],
      ['c01', 'w1', 2],
    ])
    expect(left).toEqual({ workers: [], children: [] })
  })
  it('shows more than twenty-five children as over, however light they weigh', () => {
    const cases = Array.from({ length: 26 }, (_, i) => open(i, 0))
    expect(real({ cases, posts: [post(w0, 100)], barred: [] }).workers[0]).toMatchObject({
      children: 26,
      halfPoints: 26,
      over: 1,
      state: 'over',
    })
  })
  it('shows a supervisor of seven, and where each number comes from', () => {
    const posts = Array.from(
      { length: 7 },
      (_, i): Post => ({ ...post(WorkerId.parse(`w${i}`), 100), supervisor: WorkerId.parse('s1') }),
    )
    const { supervisors, numbers } = real({ cases: [], posts, barred: [] })
    expect(supervisors).toEqual([{ supervisor: 's1', workers: 7, over: true }])
    expect(Object.values(numbers).map(({ standing }) => standing)).toEqual(['proposal', 'proposal', 'known', 'known'])
  })
  it('refuses a child or a post that is given twice, and what cannot be read', () => {
    expect(caseload([open(0, 0), open(0, 1)], [], { asOf }).isErr()).toBe(true)
    expect(caseload([], [post(w0, 10), post(w0, 20)], { asOf }).isErr()).toBe(true)
    expect(caseload([], [post(w0, 0)], { asOf }).isErr()).toBe(true)
  })
})
