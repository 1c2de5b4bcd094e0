import { describe, expect, it } from 'vitest'
import { pair, type PairingPlan, type PairingProblem, verify } from '../../src/pairing/index.ts'
import { again } from '../../src/pairing/proof/again.ts'
import { agreement, child, county, problemOf, volunteer } from './county.ts'

type Draft = { -readonly [K in keyof PairingPlan]: PairingPlan[K] }
type Mutant = readonly [what: string, plan: PairingPlan]

const planOf = (problem: PairingProblem): PairingPlan => pair(problem)._unsafeUnwrap()
const changed = (plan: PairingPlan, change: Partial<Draft>): PairingPlan => ({ ...plan, ...change })
const totals = (plan: PairingPlan): PairingPlan => {
  const cost = plan.pairs.reduce((sum, one) => sum + one.cost, 0)
  const byTier = ([0, 1, 2, 3, 4] as const)
    .map((tier) => ({
      tier,
      paired: plan.pairs.filter((one) => one.tier === tier).length,
      waiting: plan.waiting.filter((one) => one.tier === tier).length,
    }))
    .filter((one) => one.paired + one.waiting > 0)
  return changed(plan, { totals: { paired: plan.pairs.length, waiting: plan.waiting.length, byTier, cost } })
}

/** Every way to spoil a plan that keeps its form; sums are made right again where that hides the change best. */
function mutants(problem: PairingProblem, plan: PairingPlan): Mutant[] {
  const { children, volunteers, cost } = again(problem)
  const costOf = (who: string, whom: string): number | undefined => {
    const one = children.find(({ entry }) => entry.file.id === who)
    const other = volunteers.find(({ helper }) => helper.volunteer.id === whom)
    return one && other ? cost(one, other) : undefined
  }
  const found: Mutant[] = []
  const add = (what: string, change: Partial<Draft>) => found.push([what, totals(changed(plan, change))])
  const wait = {
    since: 'notCollected',
    because: { kind: 'seats' },
    fallback: { role: 'childDirector', worker: 'notCollected' },
  } as const
  plan.pairs.forEach((one, i) => {
    const rest = plan.pairs.filter((_, k) => k !== i)
    const asWaiting = [...plan.waiting, { child: one.child, tier: one.tier, ...wait }].sort((a, b) =>
      a.child < b.child ? -1 : 1,
    )
    add('a pair is dropped', { pairs: rest })
    add('a paired child is left to wait', { pairs: rest, waiting: asWaiting })
    add('a child is there twice', { waiting: asWaiting })
    add('a cost is wrong', { pairs: plan.pairs.with(i, { ...one, cost: one.cost + 1 }) })
    add('a tier is wrong', { pairs: plan.pairs.with(i, { ...one, tier: one.tier === 0 ? 1 : 0 }) })
    add('a match is said to go on, or not to', { pairs: plan.pairs.with(i, { ...one, continues: !one.continues }) })
    add('a pair is said to be locked', {
      pairs: plan.pairs.with(i, { ...one, fixed: one.fixed === 'locked' ? 'no' : 'locked' }),
    })
    add('what comes first is left out', {
      pairs: plan.pairs.with(i, { ...one, first: one.first.length > 0 ? [] : ['protect'] }),
    })
    for (const other of plan.pairs) {
      if (other.child <= one.child) continue
      const [a, b] = [costOf(one.child, other.volunteer), costOf(other.child, one.volunteer)]
      // A swap that is allowed and costs the same is another optimal plan.
      if (other.volunteer === one.volunteer || (a !== undefined && b !== undefined && a + b === one.cost + other.cost))
        continue
      const swap = plan.pairs.map((pair) =>
        pair === one
          ? { ...pair, volunteer: other.volunteer, cost: a ?? pair.cost }
          : pair === other
            ? { ...pair, volunteer: one.volunteer, cost: b ?? pair.cost }
            : pair,
      )
      add('two mates are swapped', { pairs: swap })
    }
    for (const { helper } of volunteers) {
      const { id } = helper.volunteer
      const own = costOf(one.child, id)
      if (id === one.volunteer || (own !== undefined && own === one.cost)) continue
      add('a child is with somebody else', {
        pairs: plan.pairs.with(i, { ...one, volunteer: id, cost: own ?? one.cost }),
      })
    }
  })
  for (const one of plan.waiting)
    for (const { helper } of volunteers.slice(0, 6)) {
      const { id } = helper.volunteer
      const own = costOf(one.child, id)
      const joined = {
        child: one.child,
        volunteer: id,
        tier: one.tier,
        cost: own ?? 0,
        continues: false,
        fixed: 'no',
        first: [],
      } as const
      const pairs = [...plan.pairs, joined].sort((a, b) => (a.child < b.child ? -1 : 1))
      add('a seat too many is given', { pairs, waiting: plan.waiting.filter((entry) => entry !== one) })
    }
  const { prices, leave } = plan.certificate
  const certify = (what: string, certificate: Partial<PairingPlan['certificate']>) =>
    found.push([what, changed(plan, { certificate: { ...plan.certificate, ...certificate } })])
  prices.forEach((one, i) => {
    certify('a price is raised', { prices: prices.with(i, { ...one, price: one.price + 1 }) })
    if (one.price > 1) certify('a price is lowered', { prices: prices.with(i, { ...one, price: one.price - 1 }) })
    certify('a price is left out', { prices: prices.filter((_, k) => k !== i) })
    certify('a price is there twice', { prices: [...prices, one] })
  })
  for (const { helper } of volunteers.slice(0, 5)) {
    const { id } = helper.volunteer
    if (!prices.some((one) => one.volunteer === id))
      certify('a price is made up', { prices: [...prices, { volunteer: id, price: 1 }] })
  }
  if (plan.pairs.length > 0) {
    certify('leaving costs too little', { leave: leave.map(() => 1) })
    certify('tiers are not apart', { leave: leave.map(() => leave[4]!) })
    certify('tiers are turned around', { leave: [...leave].reverse() })
  }
  const raw = (what: string, change: Partial<Draft>) => found.push([what, changed(plan, change)])
  raw('the total is wrong', { totals: { ...plan.totals, cost: plan.totals.cost + 1 } })
  raw('the count is wrong', { totals: { ...plan.totals, paired: plan.totals.paired + 1 } })
  raw('another term', { term: { ...plan.term, to: '2027-07-16' } })
  if (plan.pairs.length > 1) raw('out of order', { pairs: [...plan.pairs].reverse() })
  plan.waiting.forEach((one, i) => {
    const because =
      one.because.kind === 'notEligible' ? ({ kind: 'seats' } as const) : ({ kind: 'notEligible', rules: [] } as const)
    raw('a wrong reason', { waiting: plan.waiting.with(i, { ...one, because }) })
    if (one.because.kind === 'notEligible')
      raw('a rule is left out', {
        waiting: plan.waiting.with(i, { ...one, because: { ...one.because, rules: one.because.rules.slice(1) } }),
      })
  })
  plan.renewals.forEach((one, i) => {
    raw('a renewal is left out', { renewals: plan.renewals.filter((_, k) => k !== i) })
    raw('a renewal comes a day late', {
      renewals: plan.renewals.with(i, { ...one, before: '2027-07-14' === one.before ? '2027-07-13' : '2027-07-14' }),
    })
  })
  plan.discontinued.forEach((_, i) =>
    raw('an ending is left out', { discontinued: plan.discontinued.filter((__, k) => k !== i) }),
  )
  plan.locks.forEach((one, i) => {
    raw('a lock is left out', { locks: plan.locks.filter((_, k) => k !== i) })
    raw('a lock names somebody else as author', { locks: plan.locks.with(i, { ...one, author: 'w2' }) })
    raw('a lock is told wrongly', { locks: plan.locks.with(i, { ...one, stands: !one.stands }) })
  })
  return found
}

describe('verify', () => {
  it('rejects every mutant of every plan', () => {
    const killed = new Map<string, number>()
    for (let seed = 1; seed <= 24; seed++) {
      const problem = county(5 + (seed % 12), 3 + (seed % 8), seed, 2, 5, (seed % 4) / 6)
      const plan = planOf(problem)
      expect(verify(problem, plan), `seed ${seed}`).toEqual([])
      for (const [what, mutant] of mutants(problem, plan)) {
        expect(verify(problem, mutant).length, `${what}, seed ${seed}`).toBeGreaterThan(0)
        killed.set(what, (killed.get(what) ?? 0) + 1)
      }
    }
    expect(killed.size).toBe(31)
    for (const [what, number] of killed) expect(number, what).toBeGreaterThan(4)
  })

  it('rejects a plan that takes the nearest free seat, child by child', () => {
    let rejected = 0
    for (let seed = 1; seed <= 20; seed++) {
      const problem = county(30, 15, seed, 3, 5, 0.2)
      const plan = planOf(problem)
      const { children, volunteers, cost } = again(problem)
      const free = volunteers.map(({ seats }) => seats)
      const pairs = children.flatMap((one) => {
        const options = volunteers
          .map((other, j) => ({ id: other.helper.volunteer.id, j, own: cost(one, other) }))
          .filter(({ j, own }) => own !== undefined && free[j]! > 0)
          .sort((a, b) => a.own! - b.own!)
        const best = options[0]
        if (!best) return []
        free[best.j]!--
        const { id } = one.entry.file
        return [
          {
            child: id,
            volunteer: best.id,
            tier: one.entry.tier,
            cost: best.own!,
            continues: false,
            fixed: 'no' as const,
            first: [],
          },
        ]
      })
      const taken = new Set(pairs.map((entry) => entry.child))
      const waiting = [...plan.waiting, ...plan.pairs.map((entry) => ({ ...plan.waiting[0]!, ...entry }))]
        .filter((entry) => !taken.has(entry.child))
        .map(({ child: who, tier, since, because, fallback }) => ({ child: who, tier, since, because, fallback }))
        .sort((a, b) => (a.child < b.child ? -1 : 1))
      if (verify(problem, totals(changed(plan, { pairs, waiting }))).length > 0) rejected++
    }
    expect(rejected).toBe(20)
  })

  it('rejects a plan that ignores a lock that could stand, or a present match that is to be held', () => {
    const kids = [child('c1', 1), child('c2', 4)]
    const free = problemOf(kids, [volunteer('V1')])
    const plan = planOf(free)
    const lock = {
      child: kids[0]!.file.id,
      volunteer: plan.pairs[0]!.volunteer,
      author: 'w1',
      reason: 'know each other',
    }
    const excuse = { ...lock, stands: false, because: [{ rule: 'capacity', verdict: 'no' } as const] }
    expect(verify(free, plan)).toEqual([])
    expect(verify({ ...free, locked: [lock] }, changed(plan, { locks: [excuse] }))).not.toEqual([])
    const present = [agreement('a1', 'c1', 'V1')]
    const ending = planOf({ ...free, present })
    expect(verify({ ...free, present }, ending)).toEqual([])
    expect(verify({ ...free, present, settings: { present: 'hold' } }, ending)).not.toEqual([])
  })

  it('accepts another plan that is as good', () => {
    const twins = problemOf([child('c1'), child('c2')], [volunteer('V1'), volunteer('V2')])
    const plan = planOf(twins)
    const [a, b] = plan.pairs
    const swapped = changed(plan, {
      pairs: [
        { ...a!, volunteer: b!.volunteer },
        { ...b!, volunteer: a!.volunteer },
      ],
    })
    expect(verify(twins, swapped)).toEqual([])
  })

  it('does not throw at what is no plan, and repeats none of it', () => {
    const one = problemOf([child('c1')], [volunteer('V1')], { present: [agreement('a1', 'c1', 'V1')] })
    const plan = planOf(one)
    const canary = '廿卅卌-CANARY'
    const junk: unknown[] = [
      undefined,
      null,
      [],
      {},
      { ...plan, pairs: canary },
      { ...plan, pairs: [{ child: canary }] },
      { ...plan, [canary]: 1 },
    ]
    for (const input of junk) {
      const problems = verify(one, input as PairingPlan)
      expect(problems.length).toBeGreaterThan(0)
      expect(JSON.stringify(problems)).not.toContain('CANARY')
    }
    expect(verify({ ...one, children: canary } as never, plan).length).toBeGreaterThan(0)
    expect(
      verify(one, { ...plan, certificate: { ...plan.certificate, leave: [1, 2, 3, 4, Number.MAX_SAFE_INTEGER] } }),
    ).not.toEqual([])
  })
})
