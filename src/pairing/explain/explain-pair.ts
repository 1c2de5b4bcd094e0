import type { ChildId, VolunteerId } from '../../id.ts'
import { ok, type Outcome } from '../../problem.ts'
import { exchanges } from '../../solver/index.ts'
import { judge } from '../graph/candidates.ts'
import type { PairingPlan, ProposedPair } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import type { Match } from '../plan/matches.ts'
import { softTerms } from '../rules/soft-terms.ts'
import type { TermCode } from '../settings.ts'
import { type Change, changeOf, changeText } from './moves.ts'
import { noSuchChild, type Replay, replay } from './replay.ts'

/** What one soft term costs a pair. */
export interface TermCost {
  readonly code: TermCode
  /** What was measured: metres, interests, slots, languages in common; continuity 1 or 0, none without a present match. */
  readonly measure: number | 'none' | 'notCollected'
  /** 0 (best) to 9999. */
  readonly value: number
  readonly weight: number
  /** Value times weight. */
  readonly cost: number
}

/** Another volunteer who is allowed, and what it would cost if the child were with him or her instead. */
export interface Alternative extends Change {
  readonly volunteer: VolunteerId
  /** What the pair itself would cost in soft terms. */
  readonly cost: number
  /** What one more seat with this volunteer would save the whole. */
  readonly price: number
  /** Who holds the seats now. */
  readonly heldBy: readonly ChildId[]
}

/** Why a child is with this volunteer. */
export interface PairExplanation {
  readonly child: ChildId
  readonly volunteer: VolunteerId
  readonly fixed: ProposedPair['fixed']
  readonly terms: readonly TermCost[]
  readonly total: number
  /** Up to five, those first that would cost the whole least. */
  readonly alternatives: readonly Alternative[]
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

const shown = 5

/**
 * Why a child is with this volunteer: each soft term with what was measured, the total, and the nearest alternatives with who
 * holds them and exactly what they would cost, everybody else moving as is cheapest. The plan is proved anew first.
 * @returns Ok: the explanation. Err `invalid`: the problem or the plan cannot be read, or the plan is not a proved plan of the
 * problem. Err `not-found`: the child has no pair in it.
 * @example
 * ```ts
 * import { explainPair, pair } from 'childfile/pairing'
 * import { ChildId } from 'childfile'
 * const nobody = { term: { from: '2026-10-01', to: '2027-07-01' }, children: [], volunteers: [], villages: [] } as const
 * const why = pair(nobody).andThen((plan) => explainPair(nobody, plan, ChildId.parse('c1')))
 * why.match(() => '', ([problem]) => problem.code) // => 'not-found'
 * ```
 */
export function explainPair(problem: PairingProblem, plan: PairingPlan, child: ChildId): Outcome<PairExplanation> {
  return replay(problem, plan).andThen((replayed) => {
    const match = replayed.matches.find((entry) => entry.child.id === child)
    if (!match) return noSuchChild('with a pair in the plan')
    const terms = termsOf(replayed, match)
    return alternativesOf(replayed, match).map((alternatives) => ({
      child,
      volunteer: match.volunteer.id,
      fixed: match.fixed,
      terms,
      total: match.cost,
      alternatives,
      zh: matchText(match, terms, alternatives, 'zh'),
      en: matchText(match, terms, alternatives, 'en'),
    }))
  })
}

/** What each soft term costs a match. */
export function termsOf({ compiled }: Replay, { childAt, volunteerAt }: Match): readonly TermCost[] {
  const judged = judge(compiled.ground, childAt, volunteerAt)
  return softTerms.map(({ code }, k) => {
    const measured = judged?.measures[k] ?? -1
    const value = judged?.values[k] ?? 0
    const weight = compiled.ground.weights[k] ?? 0
    const absent = code === 'continuity' ? 'none' : 'notCollected'
    return { code, measure: measured < 0 ? absent : measured, value, weight, cost: value * weight }
  })
}

/** An alternative costs at least as much more as its own cost and price are above what the child pays now. */
function alternativesOf(replayed: Replay, match: Match): Outcome<readonly Alternative[]> {
  const { compiled, assignment, rowOf } = replayed
  const { choice: solvable, ground } = compiled
  const row = rowOf.get(match.childAt)
  if (row === undefined) return ok([])
  const bounded: Bounded[] = []
  for (let e = solvable.start[row] ?? 0; e < (solvable.start[row + 1] ?? 0); e++) {
    const target = solvable.target[e] ?? 0
    const cost = solvable.cost[e] ?? 0
    if (target !== match.volunteerAt) bounded.push({ target, cost, bound: cost + (assignment.price[target] ?? 0) })
  }
  bounded.sort((a, b) => a.bound - b.bound || a.target - b.target)
  const paid = match.cost + (assignment.price[match.volunteerAt] ?? 0)
  return search(replayed, row, bounded, paid, 2 * shown).map((found) =>
    found.flatMap(({ target, cost, of }): readonly Alternative[] => {
      const volunteer = ground.volunteers[target]
      if (!volunteer) return []
      const heldBy = replayed.matches.filter(({ volunteerAt }) => volunteerAt === target).map((held) => held.child.id)
      const price = assignment.price[target] ?? 0
      return [{ volunteer: volunteer.id, cost, price, heldBy, ...changeOf(compiled, assignment.of, { of }) }]
    }),
  )
}

type Bounded = { readonly target: number; readonly cost: number; readonly bound: number }
type Found = Bounded & { readonly of: Int32Array; readonly extra: number }

/** Tries the most promising targets; as long as one that was not tried could still be among the best, twice as many. */
function search(
  replayed: Replay,
  row: number,
  bounded: readonly Bounded[],
  paid: number,
  tries: number,
): Outcome<readonly Found[]> {
  const tried = bounded.slice(0, tries)
  const targets = tried.map(({ target }) => target)
  return exchanges(replayed.compiled.choice, replayed.assignment, row, targets).andThen((answers) => {
    const best = tried
      .flatMap((entry, k): readonly Found[] => {
        const found = answers[k]
        return found === undefined || found === 'none' ? [] : [{ ...entry, ...found }]
      })
      .sort((a, b) => a.extra - b.extra || a.target - b.target)
      .slice(0, shown)
    const next = bounded[tries]
    const last = best[shown - 1]
    const settled = next === undefined || (last !== undefined && last.extra < next.bound - paid)
    return settled ? ok(best) : search(replayed, row, bounded, paid, 2 * tries)
  })
}

const measureText = (measure: TermCost['measure'], language: 'zh' | 'en'): string => {
  if (measure === 'none') return language === 'zh' ? '无' : 'none'
  if (measure === 'notCollected') return language === 'zh' ? '未采集' : 'not known'
  return String(measure)
}

/** A match in words: who, what was decided, each term, and others who could be in the place of the volunteer. */
export function matchText(
  { child, volunteer, cost, fixed }: Match,
  terms: readonly TermCost[],
  alternatives: readonly Alternative[],
  language: 'zh' | 'en',
): readonly string[] {
  const zh = language === 'zh'
  const head = zh
    ? `儿童 ${child.id} 与志愿者 ${volunteer.id}：合计 ${cost}`
    : `child ${child.id} with volunteer ${volunteer.id}: ${cost} in all`
  const decided = {
    no: [],
    locked: [zh ? '由人工决定锁定，未由求解器选择' : 'locked by a decision, not chosen by the solver'],
    siblings: [zh ? '与兄弟姐妹同一志愿者' : 'with the volunteer of the brothers and sisters'],
    held: [zh ? '现有结对，按设置保留' : 'present match, held as set'],
  }[fixed]
  const each = softTerms.flatMap(({ code, zh: label, en }) =>
    terms
      .filter((term) => term.code === code)
      .map(({ measure, value, weight, cost: own }) => {
        const found = measureText(measure, language)
        return zh
          ? `${label}：${found}，${value} × ${weight} = ${own}`
          : `${en}: ${found}, ${value} x ${weight} = ${own}`
      }),
  )
  const others = alternatives.map((other) => {
    const held = other.heldBy.join(zh ? '、' : ', ')
    const now = zh ? `现由 ${held} 占用` : `held by ${held}`
    const free = zh ? '有空余名额' : 'has a seat free'
    const seat = other.heldBy.length > 0 ? now : free
    const change = changeText(other, child.id, language)
    return zh
      ? `也可与 ${other.volunteer} 结对（${seat}）：本身 ${other.cost}；${change}`
      : `could be with ${other.volunteer} (${seat}): ${other.cost} itself; ${change}`
  })
  return [head, ...decided, ...each, ...others]
}
