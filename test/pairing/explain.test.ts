import { describe, expect, it } from 'vitest'
import { ChildId } from '../../src/id.ts'
import {
  explainPair,
  explainPlan,
  explainUnpaired,
  pair,
  type PairingPlan,
  type PairingProblem,
  softTerms,
} from '../../src/pairing/index.ts'
import { again } from '../../src/pairing/proof/again.ts'
import { child, county, problemOf, unlocked, villageCode, volunteer } from './county.ts'

const planOf = (problem: PairingProblem): PairingPlan => pair(problem)._unsafeUnwrap()
const small = (seed: number): PairingProblem => unlocked(county(20, 12, seed, 2, 5, 0.2))
const mates = (plan: PairingPlan) => new Map(plan.pairs.map((entry) => [entry.child, entry.volunteer]))
const code = (outcome: ReturnType<typeof explainPair> | ReturnType<typeof explainUnpaired>): string =>
  outcome.isOk() ? '' : outcome.error[0].code

describe('explainPair', () => {
  it('gives terms that add up to what the pair costs', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const problem = small(seed)
      const plan = planOf(problem)
      for (const entry of plan.pairs) {
        const why = explainPair(problem, plan, entry.child)._unsafeUnwrap()
        expect(why.volunteer).toBe(entry.volunteer)
        expect(why.terms.map((term) => term.code)).toEqual(softTerms.map((term) => term.code))
        expect(why.terms.reduce((sum, term) => sum + term.cost, 0)).toBe(entry.cost)
        expect(why.total).toBe(entry.cost)
        for (const term of why.terms) expect(term.cost).toBe(term.value * term.weight)
      }
    }
  })

  it('prices each alternative at exactly what the plan with that pair locked costs more', () => {
    let seen = 0
    for (let seed = 1; seed <= 15; seed++) {
      const problem = small(seed)
      const plan = planOf(problem)
      const now = mates(plan)
      for (const entry of plan.pairs.slice(0, 6)) {
        const { alternatives } = explainPair(problem, plan, entry.child)._unsafeUnwrap()
        for (const other of alternatives) {
          const lock = { child: entry.child, volunteer: other.volunteer, author: 'w1', reason: 'to try' }
          const locked = planOf({ ...problem, locked: [lock] })
          const paired = (one: PairingPlan): string => one.totals.byTier.map((tier) => tier.paired).join()
          expect(locked.totals.cost - plan.totals.cost).toBe(other.extra)
          const after = new Map(now)
          for (const { child: who, from, to } of other.moves) {
            expect(now.get(who) ?? 'none').toBe(from)
            if (to === 'none') after.delete(who)
            else after.set(who, to)
          }
          expect(after.get(entry.child)).toBe(other.volunteer)
          const tiers = new Map(problem.children.map(({ file, tier }) => [file.id, tier]))
          const counts = plan.totals.byTier.map(
            ({ tier }) => [...after.keys()].filter((who) => tiers.get(who) === tier).length,
          )
          expect(counts.join()).toBe(paired(locked))
          expect(other.heldBy).toEqual(
            plan.pairs.filter((one) => one.volunteer === other.volunteer).map((one) => one.child),
          )
          seen++
        }
      }
    }
    expect(seen).toBeGreaterThan(100)
  })

  it('lists the alternatives that would cost the whole least, of all there are', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const problem = small(seed)
      const plan = planOf(problem)
      const { children, volunteers, cost } = again(problem)
      for (const entry of plan.pairs.slice(0, 4)) {
        const own = children.find((one) => one.entry.file.id === entry.child)!
        const others = volunteers.filter(
          (one) => one.helper.volunteer.id !== entry.volunteer && cost(own, one) !== undefined,
        )
        const worth = others
          .map(({ helper }) => {
            const lock = { child: entry.child, volunteer: helper.volunteer.id, author: 'w1', reason: 'to try' }
            const { totals } = planOf({ ...problem, locked: [lock] })
            return totals.byTier.reduce(
              (sum, { tier, waiting }) => sum + waiting * plan.certificate.leave[tier]!,
              totals.cost,
            )
          })
          .sort((a, b) => a - b)
        const before = plan.totals.byTier.reduce(
          (sum, { tier, waiting }) => sum + waiting * plan.certificate.leave[tier]!,
          plan.totals.cost,
        )
        const { alternatives } = explainPair(problem, plan, entry.child)._unsafeUnwrap()
        expect(alternatives.length).toBe(Math.min(5, others.length))
        const tiers = new Map(problem.children.map(({ file, tier }) => [String(file.id), tier]))
        const full = alternatives.map((other) => {
          const leave = (id: string): number => plan.certificate.leave[tiers.get(id)!]!
          const joined = other.moves
            .filter(({ from }) => from === 'none')
            .reduce((sum, { child: who }) => sum + leave(who), 0)
          return other.extra + other.without.reduce((sum, who) => sum + leave(who), 0) - joined
        })
        expect(full).toEqual(worth.slice(0, alternatives.length).map((value) => value - before))
      }
    }
  })

  it('says it in words, in two languages', () => {
    const problem = problemOf(
      [child('c1', 3), child('c2', 1)],
      [volunteer('V1'), volunteer('V2', { division: villageCode(2) })],
    )
    const why = explainPair(problem, planOf(problem), ChildId.parse('c1'))._unsafeUnwrap()
    expect(why.en).toEqual([
      'child c1 with volunteer V1: 2222 in all',
      'distance: 0, 0 x 4 = 0',
      'shared interests: not known, 0 x 2 = 0',
      'time in common: 2, 1111 x 2 = 2222',
      'language in common: not known, 0 x 2 = 0',
      'goes on with the present match: none, 0 x 20 = 0',
      'could be with V2 (held by c2): 22218 itself; child c1 would be with V2, child c2 would be with V1, soft terms cost 0 more',
    ])
    expect(why.zh[0]).toBe('儿童 c1 与志愿者 V1：合计 2222')
    expect(why.zh.length).toBe(why.en.length)
  })

  it('tells a decision from a choice', () => {
    const lock = { child: ChildId.parse('c1'), volunteer: volunteer('V2').id, author: 'w1', reason: 'know each other' }
    const problem = problemOf([child('c1')], [volunteer('V1'), volunteer('V2')], { locked: [lock] })
    const why = explainPair(problem, planOf(problem), lock.child)._unsafeUnwrap()
    expect([why.volunteer, why.fixed, why.alternatives]).toEqual(['V2', 'locked', []])
    expect(why.en).toContain('locked by a decision, not chosen by the solver')
  })
})

describe('explainUnpaired', () => {
  it('proves too few seats by the group that shares them', () => {
    let groups = 0
    for (let seed = 1; seed <= 30; seed++) {
      const problem = small(seed)
      const plan = planOf(problem)
      const { children, volunteers, cost } = again(problem)
      for (const { child: who, tier, because } of plan.waiting) {
        const why = explainUnpaired(problem, plan, who)._unsafeUnwrap()
        expect(why.because).toEqual(because)
        const short = because.kind === 'seats' || because.kind === 'outPrioritised'
        expect(why.contest !== undefined).toBe(short)
        if (!why.contest) continue
        groups++
        const { contest } = why
        expect(contest.children[0]).toBe(who)
        expect(contest.children.length).toBe(contest.seats + 1)
        const inside = volunteers.filter(({ helper }) => contest.volunteers.includes(helper.volunteer.id))
        expect(inside.reduce((sum, { seats }) => sum + seats, 0)).toBe(contest.seats)
        for (const id of contest.children) {
          const member = children.find(({ entry }) => entry.file.id === id)!
          expect(member.entry.tier).toBeGreaterThanOrEqual(tier)
          for (const other of volunteers) if (cost(member, other) !== undefined) expect(inside).toContain(other)
        }
        const highest = Math.max(...contest.byTier.map((entry) => entry.tier))
        expect(because).toEqual(highest > tier ? { kind: 'outPrioritised', by: highest } : { kind: 'seats' })
        expect(contest.byTier.reduce((sum, entry) => sum + entry.children, 0)).toBe(contest.children.length)
        expect(why.swap?.without.length).toBe(1)
        expect(why.swap?.moves.some((move) => move.child === who && move.to !== 'none')).toBe(true)
      }
    }
    expect(groups).toBeGreaterThan(60)
  })

  it('counts by rule where nobody is allowed, and names the rules where the child is not eligible', () => {
    const problem = problemOf(
      [child('c1'), child('c2', 2, { consents: 'notCollected' })],
      [volunteer('V1', { division: villageCode(7), trainedOn: 'none' }), volunteer('V2', { check: 'notCollected' })],
    )
    const plan = planOf(problem)
    const words = (id: string) => explainUnpaired(problem, plan, ChildId.parse(id))._unsafeUnwrap()
    expect(words('c1').en).toEqual([
      'child c1 has no pair',
      '1 volunteers: find out the outcome of the record check',
      '1 volunteers: find out the day of the record check',
      '1 volunteers do not meet: training is done before the first day',
      '1 volunteers do not meet: the villages are near enough',
    ])
    expect(words('c2').zh).toEqual(['儿童 c2 暂未结对', '查明由谁、以何身份、为何事、自何日至何日同意'])
    expect(words('c2').swap).toBeUndefined()
  })

  it('says what would give the child a seat', () => {
    const problem = problemOf([child('c1', 3), child('c2', 1)], [volunteer('V1')])
    const why = explainUnpaired(problem, planOf(problem), ChildId.parse('c2'))._unsafeUnwrap()
    expect(why.en).toEqual([
      'child c2 has no pair',
      '2 children can only be with 1 volunteers, who have 1 seats',
      'high: 1',
      'watch: 1',
      'children of higher tiers come first (up to high)',
      'to give this child a seat: child c2 would be with V1, child c1 would go without, soft terms cost 0 more',
    ])
    expect(why.zh.length).toBe(why.en.length)
  })
})

describe('both explanations', () => {
  const problem = problemOf([child('c1', 3), child('c2', 1)], [volunteer('V1')])
  const plan = planOf(problem)

  it('do not find a child who is not there', () => {
    expect(code(explainPair(problem, plan, ChildId.parse('c2')))).toBe('not-found')
    expect(code(explainUnpaired(problem, plan, ChildId.parse('c1')))).toBe('not-found')
  })

  it('refuse a plan that is not a proved plan of the problem', () => {
    const other = { ...plan, certificate: { ...plan.certificate, prices: [] } }
    expect(code(explainPair(problem, other, ChildId.parse('c1')))).toBe('inconsistent')
    expect(code(explainUnpaired(problem, [] as never, ChildId.parse('c2')))).toBe('invalid-type')
    expect(code(explainPair({ ...problem, children: [] }, plan, ChildId.parse('c1')))).toBe('inconsistent')
  })
})

describe('explainPlan', () => {
  it('says of every pair what explainPair says, alternatives apart, and has a reason for every child who waits', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const problem = small(seed)
      const plan = planOf(problem)
      const all = explainPlan(problem, plan)._unsafeUnwrap()
      expect(all.pairs.map((entry) => entry.child)).toEqual(plan.pairs.map((entry) => entry.child))
      expect(all.waiting.map((entry) => entry.child)).toEqual(plan.waiting.map((entry) => entry.child))
      for (const short of all.pairs) {
        const { alternatives, ...long } = explainPair(problem, plan, short.child)._unsafeUnwrap()
        expect({ ...short, zh: [], en: [] }).toEqual({ ...long, zh: [], en: [] })
        expect(long.zh.slice(0, short.zh.length)).toEqual(short.zh)
        expect(long.zh.length - short.zh.length).toBe(alternatives.length)
      }
      for (const { child: who, zh, en } of all.waiting) {
        const long = explainUnpaired(problem, plan, who)._unsafeUnwrap()
        expect(long.zh.slice(0, 1)).toEqual(zh.slice(0, 1))
        expect(zh).toHaveLength(en.length)
      }
    }
  })
  it('refuses a plan that is not one of the problem', () => {
    const problem = small(3)
    const plan = planOf(problem)
    expect(explainPlan(problem, { ...plan, pairs: plan.pairs.slice(1) }).isErr()).toBe(true)
  })
})
