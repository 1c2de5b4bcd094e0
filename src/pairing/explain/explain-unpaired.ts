import type { ChildId, VolunteerId } from '../../id.ts'
import { type Tier, tierNames } from '../../policy.ts'
import { type Outcome, ok } from '../../problem.ts'
import { exchanges, hallGroup } from '../../solver/index.ts'
import type { PairingPlan, WaitingChild } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import { waitingOf } from '../plan/waiting.ts'
import { hardRules, ruleText } from '../rules/hard-rules.ts'
import { type Change, changeOf, changeText } from './moves.ts'
import { noSuchChild, type Replay, replay } from './replay.ts'

/** Children who share too few seats: whatever any of them is allowed to take is with these volunteers. */
export interface Contest {
  /** One more than there are seats; the child asked about first, then those who hold the seats. */
  readonly children: readonly ChildId[]
  readonly volunteers: readonly VolunteerId[]
  readonly seats: number
  readonly byTier: readonly { readonly tier: Tier; readonly children: number }[]
}

/** Why a child is without a pair, and what would change it. */
export interface UnpairedExplanation {
  readonly child: ChildId
  readonly tier: Tier
  readonly because: WaitingChild['because']
  /** Where seats are short: the group that shares them. */
  readonly contest?: Contest
  /** Where seats are short: the change that would give the child a seat at least cost, and who would go without. */
  readonly swap?: Change
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

/**
 * Why a child waits: rules about the child itself; or for each rule how many volunteers it excludes; or too few seats, with the
 * exact group of children and volunteers that proves it (Hall) and the cheapest change that would give this child one. Where the
 * group holds children of higher tiers, they come first. The plan is proved anew before.
 * @returns Ok: the explanation. Err `invalid`: the problem or the plan cannot be read, or the plan is not a proved plan of the
 * problem. Err `not-found`: the child does not wait in it.
 * @source Hall, On representatives of subsets, 1935
 * @example
 * ```ts
 * import { explainUnpaired, pair } from 'childfile/pairing'
 * import { ChildId, childFile } from 'childfile'
 * const file = childFile({ id: 'c1', name: '李小花', register: { registerState: 'registered' } })
 * const term = { from: '2026-10-01', to: '2027-07-01' } as const
 * const one = { term, children: [{ file, tier: 2 as const }], volunteers: [], villages: [] }
 * const why = pair(one).andThen((plan) => explainUnpaired(one, plan, ChildId.parse('c1')))
 * why.match((answer) => answer.because, () => undefined) // => { kind: 'notEligible', rules: [{ rule: 'consent', verdict: 'unknown' }, { rule: 'child-place', verdict: 'unknown' }] }
 * ```
 */
export function explainUnpaired(
  problem: PairingProblem,
  plan: PairingPlan,
  child: ChildId,
): Outcome<UnpairedExplanation> {
  return replay(problem, plan).andThen((replayed) => {
    const { compiled, assignment, matches } = replayed
    const waits = waitingOf(compiled, assignment.of, matches).find((entry) => entry.child === child)
    if (!waits) return noSuchChild('waiting in the plan')
    const { tier, because } = waits
    const contest = contestOf(replayed, child)
    return swapOf(replayed, child).map((swap) => ({
      child,
      tier,
      because,
      ...(contest && { contest }),
      ...(swap && { swap }),
      zh: waitingText(waits, contest, swap, 'zh'),
      en: waitingText(waits, contest, swap, 'en'),
    }))
  })
}

const rowOf = ({ compiled, rowOf: rows }: Replay, child: ChildId): number | undefined =>
  rows.get(compiled.ground.children.findIndex(({ id }) => id === child))

function contestOf(replayed: Replay, child: ChildId): Contest | undefined {
  const { compiled, assignment } = replayed
  const row = rowOf(replayed, child)
  const group = row === undefined ? undefined : hallGroup(compiled.solvable, assignment.of, row)
  if (!group || group.targets.length === 0) return undefined
  const children = Array.from(group.rows).flatMap((at) => compiled.ground.children[compiled.rows[at] ?? -1] ?? [])
  return {
    children: children.map(({ id }) => id),
    volunteers: Array.from(group.targets).flatMap((at) => compiled.ground.volunteers[at]?.id ?? []),
    seats: group.seats,
    byTier: ([4, 3, 2, 1, 0] as const).flatMap((tier) => {
      const number = children.filter((entry) => entry.tier === tier).length
      return number === 0 ? [] : [{ tier, children: number }]
    }),
  }
}

function swapOf(replayed: Replay, child: ChildId): Outcome<Change | undefined> {
  const { compiled, assignment } = replayed
  const row = rowOf(replayed, child)
  if (row === undefined) return ok(undefined)
  return exchanges(compiled.choice, assignment, row, ['any']).map(([found]) =>
    found === undefined || found === 'none' ? undefined : changeOf(compiled, assignment.of, found),
  )
}

/** Why a child waits, in words; with the group that shares the seats and the cheapest change where they were looked for. */
export function waitingText(
  { child, because }: WaitingChild,
  contest: Contest | undefined,
  swap: Change | undefined,
  language: 'zh' | 'en',
): readonly string[] {
  const zh = language === 'zh'
  const head = zh ? `儿童 ${child} 暂未结对` : `child ${child} has no pair`
  const lines = [head]
  if (because.kind === 'notEligible')
    for (const { rule, verdict } of because.rules)
      lines.push(
        verdict === 'no'
          ? `${zh ? '未满足' : 'not met'}: ${ruleText(rule, 'no', language)}`
          : ruleText(rule, 'unknown', language),
      )
  if (because.kind === 'noVolunteer') {
    const order = hardRules.map(({ code }) => code)
    for (const { rule, no, unknown } of [...because.rules].sort(
      (a, b) => order.indexOf(a.rule) - order.indexOf(b.rule),
    )) {
      if (no > 0)
        lines.push(
          zh
            ? `${no} 名志愿者不符合：${ruleText(rule, 'no', language)}`
            : `${no} volunteers do not meet: ${ruleText(rule, 'no', language)}`,
        )
      if (unknown > 0)
        lines.push(
          zh
            ? `${unknown} 名志愿者待核实：${ruleText(rule, 'unknown', language)}`
            : `${unknown} volunteers: ${ruleText(rule, 'unknown', language)}`,
        )
    }
  }
  if (contest) {
    const { children, volunteers, seats, byTier } = contest
    lines.push(
      zh
        ? `${children.length} 名儿童只能与 ${volunteers.length} 名志愿者结对，共 ${seats} 个名额`
        : `${children.length} children can only be with ${volunteers.length} volunteers, who have ${seats} seats`,
    )
    for (const { tier, children: number } of byTier)
      lines.push(zh ? `${tierNames[tier].zh}：${number} 名` : `${tierNames[tier].en}: ${number}`)
  }
  if (because.kind === 'siblings')
    lines.push(
      zh
        ? '兄弟姐妹须由同一志愿者结对；没有志愿者能同时结对，或会使他人损失更大'
        : 'brothers and sisters go to one volunteer: none could take them all, or only at greater loss to others',
    )
  if (because.kind === 'outPrioritised')
    lines.push(
      zh
        ? `名额先给风险等级更高的儿童（最高 ${tierNames[because.by].zh}）`
        : `children of higher tiers come first (up to ${tierNames[because.by].en})`,
    )
  if (swap)
    lines.push(
      zh
        ? `若改为安排该儿童：${changeText(swap, child, language)}`
        : `to give this child a seat: ${changeText(swap, child, language)}`,
    )
  return lines
}
