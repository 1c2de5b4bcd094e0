import { Tier } from '../../policy.ts'
import type { Assignment } from '../../solver/index.ts'
import type { Compiled, Together } from '../graph/compile.ts'
import type { PairingPlan, ProposedPair, WaitingChild } from '../pairing-plan.ts'
import { discontinuedOf } from './discontinued.ts'
import { type Match, matchesOf } from './matches.ts'
import { renewalsOf } from './renewals.ts'
import { ruleCounts, seatCounts } from './rule-counts.ts'
import { waitingOf } from './waiting.ts'

type Siblings = Exclude<PairingPlan['siblings'], undefined>

/** The plan that an assignment of a compiled problem stands for. */
export function planOf(compiled: Compiled, { of, price }: Assignment): PairingPlan {
  const { seen, decisions } = compiled
  const matches = matchesOf(compiled, of)
  const pairs = matches.map(proposed)
  const waiting = waitingOf(compiled, of, matches)
  return {
    state: 'proposed',
    term: seen.term,
    pairs,
    waiting,
    discontinued: discontinuedOf(compiled, matches),
    locks: decisions.locks
      .map(({ because, ...decision }) => ({ ...decision, stands: because.length === 0, because }))
      .sort((a, b) => (a.child < b.child ? -1 : 1)),
    renewals: renewalsOf(compiled, matches),
    rules: ruleCounts(compiled),
    seats: seatCounts(compiled),
    totals: {
      paired: pairs.length,
      waiting: waiting.length,
      byTier: byTier(pairs, waiting),
      cost: pairs.reduce((sum, { cost }) => sum + cost, 0),
    },
    ...(compiled.together && { siblings: siblingsOf(compiled, compiled.together, worthOf(compiled, matches)) }),
    ...(compiled.dearest !== undefined && { fairness: { dearest: compiled.dearest } }),
    certificate: { leave: compiled.leave, prices: pricesOf(compiled, price) },
  }
}

const pricesOf = ({ ground }: Compiled, price: Float64Array): PairingPlan['certificate']['prices'] =>
  ground.volunteers.flatMap(({ id }, volunteer) => {
    const own = price[volunteer] ?? 0
    return own > 0 ? [{ volunteer: id, price: own }] : []
  })

const siblingsOf = (compiled: Compiled, { groups, bound, exhausted, price }: Together, worth: number): Siblings => ({
  groups: groups.map(({ children, volunteer }) => ({
    children: children.flatMap((child) => compiled.ground.children[child]?.id ?? []),
    volunteer: compiled.ground.volunteers[volunteer]?.id ?? 'none',
  })),
  worth,
  bound,
  gap: worth - bound,
  searched: exhausted ? 'all' : 'some',
  prices: pricesOf(compiled, price),
})

/** What the pairs cost that no decision of people stands behind, and what it costs to leave those who could be paired. */
function worthOf(compiled: Compiled, matches: readonly Match[]): number {
  const paired = new Set(matches.map(({ childAt }) => childAt))
  const chosen = matches.filter(({ fixed }) => fixed === 'no' || fixed === 'siblings')
  const left = compiled.ground.children.map((child, at) =>
    paired.has(at) || compiled.childFailures[at] !== 0 ? 0 : (compiled.leave[child.tier] ?? 0),
  )
  return [...chosen.map(({ cost }) => cost), ...left].reduce((sum, own) => sum + own, 0)
}

const proposed = ({ child, volunteer, cost, fixed, continues }: Match): ProposedPair => ({
  child: child.id,
  volunteer: volunteer.id,
  tier: child.tier,
  cost,
  continues,
  fixed,
  first: [
    ...(child.said.child === 'notAsked' ? (['hear-child'] as const) : []),
    ...(child.tier === 4 ? (['protect'] as const) : []),
  ],
})

function byTier(pairs: readonly ProposedPair[], waiting: readonly WaitingChild[]): PairingPlan['totals']['byTier'] {
  const tiers = Tier.options.map((option) => option.value)
  return tiers.flatMap((tier) => {
    const paired = pairs.filter((entry) => entry.tier === tier).length
    const left = waiting.filter((entry) => entry.tier === tier).length
    return paired + left === 0 ? [] : [{ tier, paired, waiting: left }]
  })
}
