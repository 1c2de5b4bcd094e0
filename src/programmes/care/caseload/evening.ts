import type { ChildId, WorkerId } from '../../../id.ts'

/** Children of one household who could go from one worker to another. */
export interface CaseMove {
  readonly children: readonly ChildId[]
  readonly from: WorkerId | 'none'
  readonly to: WorkerId
  /** How much of what is over this takes away. */
  readonly relief: number
}

interface Case {
  readonly child: ChildId
  readonly worker: WorkerId | 'none'
  readonly tier: number
  readonly household: string
  readonly area: string
}

interface Bearer {
  readonly worker: WorkerId
  readonly ceiling: number
  readonly childrenCeiling: number
  readonly halfPoints: number
  readonly children: number
}

/** Children who go together. */
interface Unit {
  readonly children: readonly ChildId[]
  readonly points: number
  readonly tier: number
  readonly areas: ReadonlySet<string>
  readonly at: WorkerId | 'none'
}

interface Load {
  readonly points: number
  readonly children: number
}

interface Step {
  readonly moves: readonly { readonly unit: Unit; readonly to: WorkerId }[]
  readonly relief: number
  readonly tier: number
}

function unitsOf(cases: readonly Case[], weights: readonly number[]): readonly Unit[] {
  const groups = Map.groupBy(cases, ({ worker, household }) => JSON.stringify([worker, household]))
  return [...groups.values()]
    .flatMap((group): readonly Unit[] => {
      const [first] = group
      if (!first) return []
      return [
        {
          children: group.map(({ child }) => child).sort((a, b) => (a < b ? -1 : 1)),
          points: group.reduce((sum, { tier }) => sum + (weights[tier] ?? 0), 0),
          tier: Math.max(...group.map(({ tier }) => tier)),
          areas: new Set(group.map(({ area }) => area)),
          at: first.worker,
        },
      ]
    })
    .sort((a, b) => ((a.children[0] ?? '') < (b.children[0] ?? '') ? -1 : 1))
}

/** Moves that even out what is over, the best next one each time, single moves before exchanges; `left` is what they cannot mend. */
export function evened(
  cases: readonly Case[],
  posts: readonly { readonly worker: WorkerId; readonly areas: readonly string[] }[],
  bearers: readonly Bearer[],
  {
    weights,
    barred,
  }: {
    readonly weights: readonly number[]
    readonly barred: readonly { readonly child: string; readonly worker: string }[]
  },
): {
  readonly even: readonly CaseMove[]
  readonly left: { readonly workers: readonly WorkerId[]; readonly children: readonly ChildId[] }
} {
  const limits = new Map(bearers.map((bearer) => [bearer.worker as string, bearer]))
  const takers = posts
    .map(({ worker, areas }) => ({ worker, areas: new Set(areas) }))
    .sort((a, b) => (a.worker < b.worker ? -1 : 1))
  const no = new Set(barred.map(({ child, worker }) => `${child} ${worker}`))
  const loads = new Map<string, Load>(
    bearers.map(({ worker, halfPoints, children }) => [worker, { points: halfPoints, children }]),
  )
  let units = unitsOf(cases, weights)
  const moved = new Set<string>()
  const loadOf = (worker: string): Load => loads.get(worker) ?? { points: 0, children: 0 }
  const overOf = (worker: string, { points, children }: Load): number => {
    const limit = limits.get(worker)
    return Math.max(0, points - (limit?.ceiling ?? 0)) + Math.max(0, children - (limit?.childrenCeiling ?? 0))
  }
  const plus = (load: Load, unit: Unit, sign: 1 | -1): Load => ({
    points: load.points + sign * unit.points,
    children: load.children + sign * unit.children.length,
  })
  const may = (unit: Unit, to: (typeof takers)[number]): boolean =>
    unit.at !== to.worker &&
    unit.children.every((child) => !moved.has(child) && !no.has(`${child} ${to.worker}`)) &&
    [...unit.areas].every((area) => to.areas.has(area))
  /** What leaving takes away; a child whom nobody has weighs in full. */
  const leaving = (unit: Unit, instead?: Unit): number => {
    if (unit.at === 'none') return unit.points + unit.children.length
    const before = loadOf(unit.at)
    const after = plus(before, unit, -1)
    return overOf(unit.at, before) - overOf(unit.at, instead ? plus(after, instead, 1) : after)
  }
  const better = (a: Step, b: Step | undefined): boolean =>
    b === undefined || a.tier < b.tier || (a.tier === b.tier && a.relief > b.relief)
  const single = (): Step | undefined => {
    let best: Step | undefined
    for (const unit of units) {
      const relief = leaving(unit)
      if (relief <= 0) continue
      // Of those who can take it, the one with most room.
      const [to] = takers
        .filter((taker) => may(unit, taker) && overOf(taker.worker, plus(loadOf(taker.worker), unit, 1)) === 0)
        .sort((a, b) => room(b.worker) - room(a.worker) || (a.worker < b.worker ? -1 : 1))
      const step = to && { moves: [{ unit, to: to.worker }], relief, tier: unit.at === 'none' ? -1 : unit.tier }
      if (step && better(step, best)) best = step
    }
    return best
  }
  const room = (worker: string): number => (limits.get(worker)?.ceiling ?? 0) - loadOf(worker).points
  const exchange = (): Step | undefined => {
    let best: Step | undefined
    for (const unit of units)
      for (const back of units) {
        if (back.at === 'none' || back.at === unit.at || unit.points <= back.points) continue
        const to = takers.find(({ worker }) => worker === back.at)
        const from = takers.find(({ worker }) => worker === unit.at)
        if (!to || !from || !may(unit, to) || !may(back, from)) continue
        const relief = leaving(unit, back)
        const there = plus(plus(loadOf(to.worker), back, -1), unit, 1)
        if (relief <= 0 || overOf(to.worker, there) > overOf(to.worker, loadOf(to.worker))) continue
        const moves = [
          { unit, to: to.worker },
          { unit: back, to: from.worker },
        ]
        const step = { moves, relief, tier: Math.max(unit.tier, back.tier) }
        if (better(step, best)) best = step
      }
    return best
  }
  const even: CaseMove[] = []
  for (let step = single() ?? exchange(); step; step = single() ?? exchange()) {
    for (const [i, { unit, to }] of step.moves.entries()) {
      even.push({ children: unit.children, from: unit.at, to, relief: i === 0 ? step.relief : 0 })
      if (unit.at !== 'none') loads.set(unit.at, plus(loadOf(unit.at), unit, -1))
      loads.set(to, plus(loadOf(to), unit, 1))
      for (const child of unit.children) moved.add(child)
      units = units.map((one) => (one === unit ? { ...unit, at: to } : one))
    }
  }
  return {
    even,
    left: {
      workers: bearers.flatMap(({ worker }) => (overOf(worker, loadOf(worker)) > 0 ? [worker] : [])),
      children: units.flatMap(({ at, children }) => (at === 'none' ? children : [])).sort((a, b) => (a < b ? -1 : 1)),
    },
  }
}
