import type { AssignmentProblem } from '../../solver/index.ts'
import type { Failures, Tally } from '../rules/failures.ts'
import { count, emptyTally, together } from '../rules/failures.ts'
import { pairRules } from '../rules/hard-rules.ts'
import { pairFailures, tooFar } from '../rules/pair-rules.ts'
import { costOf, type Measures, measuresOf, valuesOf, type Weights } from '../rules/soft-terms.ts'
import type { ChildFacts } from '../facts/child-facts.ts'
import type { Ties } from '../facts/ties.ts'
import type { VolunteerFacts } from '../facts/volunteer-facts.ts'
import { metresBetween, type Place } from '../../place.ts'
import { type Near, withinReach } from './reach.ts'

/** Everything that pairs are judged by. */
export interface Ground {
  readonly on: `${number}-${number}-${number}`
  readonly limitMetres: number
  readonly weights: Weights
  readonly children: readonly ChildFacts[]
  readonly volunteers: readonly VolunteerFacts[]
  readonly ties: Ties
  readonly places: readonly Place[]
  /** Number of the village of each child and volunteer; -1 if it is not on the map. */
  readonly childVillage: Int32Array
  readonly volunteerVillage: Int32Array
  /** Volunteers, by number, with whom each child has a present match. */
  readonly present: readonly (readonly number[])[]
}

/** One pair: what stands against it, what was measured, what it costs. */
export interface JudgedPair {
  readonly failures: Failures
  readonly measures: Measures
  readonly values: Measures
  readonly cost: number
}

/** Judges the pair of a child and a volunteer whose villages are on the map. */
export function judge(ground: Ground, child: number, volunteer: number): JudgedPair | undefined {
  const { children, volunteers, places, childVillage, volunteerVillage } = ground
  const [a, b] = [children[child], volunteers[volunteer]]
  const [home, there] = [places[childVillage[child] ?? -1], places[volunteerVillage[volunteer] ?? -1]]
  if (!a || !b || !home || !there) return undefined
  const metres = metresBetween(home, there)
  const far = metres > ground.limitMetres ? tooFar : 0
  const measures = measuresOf(a, b, metres, continues(ground, child, volunteer))
  const values = valuesOf(measures, ground.limitMetres)
  const failures = together(pairFailures(a, b, ground.on) | far, ground.ties[child]?.get(volunteer) ?? 0)
  return { failures, measures, values, cost: costOf(values, ground.weights) }
}

const continues = (ground: Ground, child: number, volunteer: number): number => {
  const present = ground.present[child] ?? []
  return present.length === 0 ? -2 : present.includes(volunteer) ? 1 : 0
}

/** The allowed pairs of some children with some volunteers, and what the rules about pairs excluded. */
export interface Candidates {
  readonly start: AssignmentProblem['start']
  /** The volunteer of each pair, by number. */
  readonly target: AssignmentProblem['target']
  readonly cost: Int32Array
  readonly tally: Tally
}

/**
 * All allowed pairs, child by child in the order given. Only volunteers of villages within reach are looked at; those farther
 * away are counted as too far without being visited.
 */
export function candidates(ground: Ground, rows: Int32Array, eligible: Uint8Array): Candidates {
  const inVillage = byVillage(ground, eligible)
  const all = eligible.reduce((sum, yes) => sum + yes, 0)
  const reach = withinReach(ground.places, ground.limitMetres)
  const tally = emptyTally(pairRules)
  const start = new Int32Array(rows.length + 1)
  let target = new Int32Array(1024)
  let cost = new Int32Array(1024)
  let size = 0
  rows.forEach((child, row) => {
    const a = ground.children[child]
    const ties = ground.ties[child]
    let met = 0
    for (const near of reach[ground.childVillage[child] ?? -1] ?? nowhere)
      for (const v of inVillage[near.village] ?? []) {
        const b = ground.volunteers[v]
        if (!a || !b) continue
        met++
        const failures = together(pairFailures(a, b, ground.on), ties?.get(v) ?? 0)
        if (failures !== 0) {
          count(tally, failures)
          continue
        }
        if (size === target.length) {
          target = grown(target)
          cost = grown(cost)
        }
        const measures = measuresOf(a, b, near.metres, continues(ground, child, v))
        target[size] = v
        cost[size++] = costOf(valuesOf(measures, ground.limitMetres), ground.weights)
      }
    count(tally, tooFar, all - met)
    start[row + 1] = size
  })
  return { start, target: target.slice(0, size), cost: cost.slice(0, size), tally }
}

const nowhere: readonly Near[] = []

const grown = (array: Int32Array): Int32Array<ArrayBuffer> => {
  const twice = new Int32Array(array.length * 2)
  twice.set(array)
  return twice
}

function byVillage({ places, volunteerVillage }: Ground, eligible: Uint8Array): readonly (readonly number[])[] {
  const inside: number[][] = places.map(() => [])
  volunteerVillage.forEach((village, volunteer) => {
    if (eligible[volunteer] === 1) inside[village]?.push(volunteer)
  })
  return inside
}
