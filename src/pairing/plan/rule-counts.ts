import type { Compiled } from '../graph/compile.ts'
import type { PairingPlan, RuleCount, SeatsBySex } from '../pairing-plan.ts'
import { count, emptyTally, failedAlone, failuresOf, type Failures, type Tally } from '../rules/failures.ts'
import { childRules, hardRules, pairRules, type RuleCode, volunteerRules } from '../rules/hard-rules.ts'

/** What each hard rule excluded: of children, of volunteers with their seats, and of the pairs of those who remain. */
export function ruleCounts(compiled: Compiled): readonly RuleCount[] {
  const children = tallied(childRules, compiled.childFailures)
  const volunteers = tallied(volunteerRules, compiled.volunteerFailures)
  return hardRules.map(({ code, of }): RuleCount => {
    const [rules, tally] =
      of === 'child'
        ? [childRules, children]
        : of === 'volunteer'
          ? [volunteerRules, volunteers]
          : [pairRules, compiled.tally]
    const at = (rules as readonly RuleCode[]).indexOf(code)
    const counted = { rule: code, of, no: tally.no[at] ?? 0, unknown: tally.unknown[at] ?? 0 }
    if (of !== 'volunteer') return counted
    const excludes = (failures: Failures): boolean =>
      failuresOf(volunteerRules, failures).some(({ rule }) => rule === code)
    return {
      ...counted,
      seats: seatsWhere(compiled, excludes),
      seatsAlone: seatsWhere(compiled, (failures) => failedAlone(failures, at)),
    }
  })
}

function tallied(rules: readonly RuleCode[], all: readonly Failures[]): Tally {
  const tally = emptyTally(rules)
  for (const failures of all) count(tally, failures)
  return tally
}

const seatsWhere = (compiled: Compiled, passes: (failures: Failures) => boolean): SeatsBySex =>
  bySex(compiled, (at) => (passes(compiled.volunteerFailures[at] ?? 0) ? (compiled.seats[at]?.open ?? 0) : 0))

function bySex({ ground }: Compiled, seats: (volunteer: number) => number): SeatsBySex {
  const sums = { male: 0, female: 0, unknown: 0 }
  ground.volunteers.forEach(({ sex }, at) => (sums[sex ?? 'unknown'] += seats(at)))
  return sums
}

/** Seats by the sex of the volunteer: offered, beyond the cap, held by others, open. */
export const seatCounts = (compiled: Compiled): PairingPlan['seats'] => ({
  offered: bySex(compiled, (at) => compiled.seats[at]?.offered ?? 0),
  overCap: bySex(compiled, (at) => compiled.seats[at]?.overCap ?? 0),
  held: bySex(compiled, (at) => compiled.seats[at]?.held ?? 0),
  open: seatsWhere(compiled, (failures) => failures === 0),
})
