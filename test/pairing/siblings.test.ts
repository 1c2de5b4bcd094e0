import { describe, expect, it } from 'vitest'
import {
  explainPair,
  explainPlan,
  explainUnpaired,
  pair,
  type PairingPlan,
  type PairingProblem,
  verify,
} from '../../src/pairing/index.ts'
import { again } from '../../src/pairing/proof/again.ts'
import { child, county, problemOf, unlocked, villageCode, volunteer } from './county.ts'

const planOf = (problem: PairingProblem): PairingPlan => pair(problem)._unsafeUnwrap()
const mates = (plan: PairingPlan): Record<string, string> =>
  Object.fromEntries(plan.pairs.map((entry) => [entry.child, entry.volunteer]))
const groupsOf = (ids: readonly (readonly string[])[]) => ids as unknown as NonNullable<PairingProblem['siblings']>

/** What a choice of volunteers is worth, tried over all choices that keep groups whole: the least sum of costs and of leaving. */
function best(problem: PairingProblem, leave: readonly number[]): number {
  const { children, volunteers, cost } = again(problem)
  const rows = children.filter(({ obstacles }) => obstacles.length === 0)
  const free = volunteers.map(({ seats }) => seats)
  const groupOf = (id: string) => (problem.siblings ?? []).find((group) => group.some((one) => one === id))
  const at = new Map<string, number>()
  const blockable = (id: string): boolean =>
    rows.some((row) => row.entry.file.id === id && volunteers.some((one) => cost(row, one) !== undefined))
  const choose = (i: number, sum: number): number => {
    const row = rows[i]
    if (!row) return sum
    const { id } = row.entry.file
    const before = (groupOf(id) ?? []).filter((other) => at.has(other) && blockable(other))
    const bound = before.length > 0 && blockable(id) ? at.get(before[0]!) : undefined
    let least = Number.POSITIVE_INFINITY
    const go = (to: number, own: number) => {
      if (bound !== undefined && bound !== to) return
      at.set(id, to)
      least = Math.min(least, choose(i + 1, sum + own))
      at.delete(id)
    }
    go(-1, leave[row.entry.tier]!)
    volunteers.forEach((one, j) => {
      const own = cost(row, one)
      if (own === undefined || free[j]! === 0) return
      free[j]!--
      go(j, own)
      free[j]!++
    })
    return least
  }
  return choose(0, 0)
}

describe('siblings', () => {
  it('are as well placed as in the best of all choices that keep them whole, and the plan proves its bound', () => {
    let together = 0
    let gaps = 0
    for (let seed = 1; seed <= 60; seed++) {
      const made = unlocked(county(6, 4, seed, 2, 4, 0.2))
      const ids = made.children.map(({ file }) => file.id)
      const problem = { ...made, siblings: [ids.slice(0, 2), ids.slice(2, 4 + (seed % 2))], settings: { seats: 3 } }
      const plan = planOf(problem)
      expect(verify(problem, plan), `seed ${seed}`).toEqual([])
      if (!plan.siblings) continue
      const { groups, worth, bound, gap, searched } = plan.siblings
      expect(searched).toBe('all')
      expect(worth, `seed ${seed}`).toBe(best(problem, plan.certificate.leave))
      expect([bound <= worth, gap]).toEqual([true, worth - bound])
      for (const group of groups) {
        const at = new Set(group.children.map((id) => mates(plan)[id] ?? 'none'))
        expect([...at]).toEqual([group.volunteer])
        if (group.volunteer !== 'none' && group.children.length > 1) together++
      }
      if (gap > 0) gaps++
    }
    expect(together).toBeGreaterThan(15)
    expect(gaps).toBeGreaterThan(2)
  })

  it('are explained like everybody else, fairness or not', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const made = unlocked(county(12, 5, seed, 2, 4, 0.1))
      const ids = made.children.map(({ file }) => file.id)
      const settings = { seats: 3, fairness: seed % 2 === 0 ? 'total' : 'bottleneckThenTotal' } as const
      const problem = { ...made, siblings: [ids.slice(0, 2), ids.slice(2, 5)], settings }
      const plan = planOf(problem)
      expect(verify(problem, plan), `seed ${seed}`).toEqual([])
      const told = explainPlan(problem, plan)._unsafeUnwrap()
      expect(told.pairs.map(({ child: id, total }) => [id, total])).toEqual(
        plan.pairs.map((one) => [one.child, one.cost]),
      )
      for (const { child: id, because } of plan.waiting) {
        const why = explainUnpaired(problem, plan, id)._unsafeUnwrap()
        expect(why.because).toEqual(because)
        if (because.kind === 'siblings') expect(why.en.join()).toContain('brothers and sisters')
      }
      for (const { child: id } of plan.pairs) expect(explainPair(problem, plan, id).isOk()).toBe(true)
    }
  })

  it('wait together where nobody can take them all, and the plan says so', () => {
    const kids = [child('c1', 4), child('c2', 4), child('c3', 0)]
    const problem = problemOf(kids, [volunteer('V1'), volunteer('V2')], { siblings: groupsOf([['c1', 'c2']]) })
    const plan = planOf(problem)
    expect(mates(plan)).toEqual({ c3: 'V1' })
    expect(plan.waiting.map(({ because }) => because.kind)).toEqual(['siblings', 'siblings'])
    expect(plan.siblings?.groups).toEqual([{ children: ['c1', 'c2'], volunteer: 'none' }])
    expect(verify(problem, plan)).toEqual([])
  })

  it('follow a brother or sister whom a decision has placed', () => {
    const lock = { child: 'c1', volunteer: 'V2', author: 'w1', reason: 'knows the family' }
    const far = volunteer('V2', { capacity: 2, division: villageCode(3) })
    const problem = problemOf([child('c1'), child('c2')], [volunteer('V1', { capacity: 2 }), far], {
      siblings: groupsOf([['c1', 'c2']]),
      locked: [lock] as unknown as NonNullable<PairingProblem['locked']>,
    })
    const plan = planOf(problem)
    expect(mates(plan)).toEqual({ c1: 'V2', c2: 'V2' })
    expect(plan.pairs.map(({ fixed }) => fixed)).toEqual(['locked', 'siblings'])
    expect(verify(problem, plan)).toEqual([])
  })

  it('leave no gap and no trace where nobody has any', () => {
    const problem = county(30, 20, 3, 3, 5, 0.3)
    expect(JSON.stringify(planOf({ ...problem, siblings: [] }))).toBe(JSON.stringify(planOf(problem)))
    expect(planOf(problem).siblings).toBeUndefined()
  })

  it('are checked: no mutant passes', () => {
    const twins = [child('c1', 2), child('c2', 2), child('c3', 1), child('c4', 1)]
    const adults = [volunteer('V1', { capacity: 2 }), volunteer('V2', { capacity: 2, division: villageCode(1) })]
    const problem = problemOf(twins, adults, { siblings: groupsOf([['c1', 'c2']]) })
    const plan = planOf(problem)
    const told = plan.siblings!
    expect(verify(problem, plan)).toEqual([])
    const swap = (a: number, b: number): PairingPlan['pairs'] =>
      plan.pairs.with(a, { ...plan.pairs[a]!, volunteer: plan.pairs[b]!.volunteer })
    const untold = { ...plan }
    Reflect.deleteProperty(untold, 'siblings')
    const mutants: PairingPlan[] = [
      { ...plan, siblings: { ...told, gap: told.gap + 1 } },
      { ...plan, siblings: { ...told, bound: told.bound + 1, gap: told.gap - 1 } },
      { ...plan, siblings: { ...told, worth: told.worth + 1 } },
      { ...plan, siblings: { ...told, groups: [] } },
      { ...plan, siblings: { ...told, groups: [{ ...told.groups[0]!, volunteer: 'none' }] } },
      { ...plan, siblings: { ...told, prices: [{ volunteer: adults[0]!.id, price: 1 }] } },
      { ...plan, pairs: plan.pairs.map((one) => ({ ...one, fixed: 'no' as const })) },
      { ...plan, pairs: plan.pairs.map((one) => ({ ...one, fixed: 'siblings' as const })) },
      { ...plan, pairs: swap(0, 2) },
      untold,
    ]
    for (const [k, mutant] of mutants.entries()) expect(verify(problem, mutant), `mutant ${k}`).not.toEqual([])
    expect(verify({ ...problem, siblings: [] }, plan)).not.toEqual([])
  })

  it('are refused where a group names somebody unknown or a child twice', () => {
    const told = (ids: readonly (readonly string[])[]) =>
      pair(problemOf([child('c1'), child('c2')], [], { siblings: groupsOf(ids) })).match(
        () => [],
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(told([['c1', 'c9']])).toEqual(['/siblings/0/1 inconsistent'])
    expect(
      told([
        ['c1', 'c2'],
        ['c2', 'c1'],
      ]),
    ).toEqual(['/siblings/1/0 duplicate', '/siblings/1/1 duplicate'])
    expect(told([['c1']])).toEqual(['/siblings/0 too-small'])
  })
})

describe('fairness', () => {
  const pairsOf = (problem: PairingProblem) => {
    const { children, volunteers, cost } = again(problem)
    const rows = children.filter(({ obstacles }) => obstacles.length === 0)
    const free = volunteers.map(({ seats }) => seats)
    type Worth = { readonly tiers: number; readonly dearest: number; readonly sum: number }
    const before = (a: Worth, b: Worth) => b.tiers - a.tiers || a.dearest - b.dearest || a.sum - b.sum
    const choose = (i: number, now: Worth): Worth => {
      const row = rows[i]
      if (!row) return now
      let top = choose(i + 1, now)
      volunteers.forEach((one, j) => {
        const own = cost(row, one)
        if (own === undefined || free[j]! === 0) return
        free[j]!--
        const dearest = Math.max(now.dearest, own)
        const next = choose(i + 1, { tiers: now.tiers + 10 ** row.entry.tier, dearest, sum: now.sum + own })
        free[j]!++
        if (before(next, top) < 0) top = next
      })
      return top
    }
    return choose(0, { tiers: 0, dearest: 0, sum: 0 })
  }

  it('makes the dearest pair as cheap as any choice with the same tiers can, then the sum', () => {
    let dearer = 0
    for (let seed = 1; seed <= 80; seed++) {
      const made = unlocked(county(6, 5, seed, 2, 4, 0.1))
      const problem = { ...made, settings: { fairness: 'bottleneckThenTotal' } as const }
      const plan = planOf(problem)
      const { dearest, sum } = pairsOf(problem)
      expect([plan.pairs.reduce((most, { cost }) => Math.max(most, cost), 0), plan.totals.cost]).toEqual([dearest, sum])
      expect(plan.fairness).toEqual({ dearest })
      expect(verify(problem, plan), `seed ${seed}`).toEqual([])
      if (plan.totals.cost > planOf(made).totals.cost) dearer++
      if (dearest > 0) {
        expect(verify(problem, { ...plan, fairness: { dearest: dearest - 1 } })).not.toEqual([])
        expect(verify(problem, { ...plan, fairness: { dearest: dearest + 1 } })).not.toEqual([])
        expect(verify(made, plan)).not.toEqual([])
      }
    }
    expect(dearer).toBeGreaterThan(3)
  })
})
