import { pointer } from '../../pointer.ts'
import { invalid, type Problem } from '../../problem.ts'
import { verifyAssignment } from '../../solver/index.ts'
import type { PairingPlan } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import type { Again } from './again.ts'
import { fairnessOf } from './fairness-again.ts'
import { choiceOf, priced } from './optimal-choice.ts'
import { blocksOf, siblingsOf } from './siblings-again.ts'

const wrong = (path: readonly (string | number)[], message: string): Problem =>
  invalid(pointer(...path), 'inconsistent', message)

/** The certificate over all that the solver was free to decide, siblings kept together, and the dearest pair as cheap as can be. */
export function optimal(problem: PairingProblem, plan: PairingPlan, judged: Again): readonly Problem[] {
  const { volunteers } = judged
  const number = new Map<string, number>(volunteers.map(({ helper }, j) => [helper.volunteer.id, j]))
  const blocks = blocksOf(problem, plan, judged)
  const decided = new Set<string>(plan.pairs.flatMap((pair) => (pair.fixed === 'no' ? [] : [pair.child])))
  for (const { children } of blocks) for (const id of children) decided.add(id)
  const all = choiceOf(plan, judged, (child) => !decided.has(child.entry.file.id), ['locked', 'held', 'siblings'])
  const { leave, prices } = plan.certificate
  const steps = choiceOf(
    plan,
    judged,
    (child) => !decided.has(child.entry.file.id) || blocks.some(({ children }) => children.has(child.entry.file.id)),
    ['locked', 'held'],
  )
  const most = steps.edges.flat().reduce((dearest, { cost }) => Math.max(dearest, cost), 0)
  const pairs = Math.min(
    steps.rows.length,
    steps.seats.reduce((sum, own) => sum + own, 0),
  )
  if (leave.some((own, tier) => own - (leave[tier - 1] ?? 0) <= pairs * most))
    return [wrong(['certificate', 'leave'], 'does not put each tier before all soft terms')]
  const price = priced(prices, number)
  if (!price) return [wrong(['certificate', 'prices'], 'has a price for somebody who has none, or two')]
  const problems = [...siblingsOf(plan, judged, blocks, steps, number), ...fairnessOf(plan, judged.settings, all)]
  if (problems.length > 0) return problems
  const limit = plan.fairness?.dearest ?? Number.POSITIVE_INFINITY
  const edges = all.edges.map((list) => list.filter(({ cost }) => cost <= limit))
  const start = [0]
  for (const list of edges) start.push((start.at(-1) ?? 0) + list.length)
  const mates = new Map<string, number>(plan.pairs.map((pair) => [pair.child, number.get(pair.volunteer) ?? -1]))
  const of = Int32Array.from(all.rows, ({ entry }) => mates.get(entry.file.id) ?? -1)
  const byTier = Float64Array.from(all.rows, ({ entry }) => leave[entry.tier] ?? 0)
  const cost = of.reduce(
    (sum, j, row) => sum + (j < 0 ? (byTier[row] ?? 0) : (edges[row]?.find(({ to }) => to === j)?.cost ?? 0)),
    0,
  )
  const proof = verifyAssignment(
    {
      seats: all.seats,
      start: Int32Array.from(start),
      target: Int32Array.from(edges.flat(), ({ to }) => to),
      cost: Int32Array.from(edges.flat(), (edge) => edge.cost),
      leave: byTier,
    },
    { of, price, cost },
  )
  return proof.length === 0 ? [] : [wrong(['certificate'], 'the prices do not prove the pairs')]
}
