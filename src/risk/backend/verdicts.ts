import type { EpochDay } from '../../date.ts'
import { inForce } from '../evaluation.ts'
import { readingOf } from '../language/program.ts'
import type { View } from '../reading/fact.ts'
import type { Reading } from '../reading/reading.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { barsOn } from './bars.ts'
import type { Cells } from './cells.ts'

/** How a fact reads in a view, once for each view. */
export function readerOf(ruleset: Ruleset, view: View): (fact: string) => Reading {
  return (name) => {
    const fact = ruleset.facts[name]
    if (!fact) throw new Error('a plan named a fact that is not in the catalogue')
    return readingOf(view, fact, ruleset.slot(name))
  }
}

/** Counts, child by child, the moderate rules of the first round that fire, and that may. */
function countRound(
  ruleset: Ruleset,
  cells: readonly Cells[],
  count: number,
  truths: readonly Uint8Array[],
  day: number,
): void {
  const counted = ruleset.rules.flatMap((one, at) => {
    const truth = truths[at]
    return one.counted && inForce(one, day) && truth ? [{ truth, domain: one.rule.domain }] : []
  })
  ruleset.plan.columns.forEach((column, at) => {
    const cell = cells[at]
    if (column.kind !== 'round' || !cell) return
    const byDomain = column.fact === 'flags.moderateDomains'
    for (let i = 0; i < count; i += 1) {
      const of = (from: number): number => {
        const found = counted.filter(({ truth }) => (truth[i] ?? 0) >= from)
        return byDomain ? new Set(found.map(({ domain }) => domain)).size : found.length
      }
      cell.least[i] = of(2)
      cell.most[i] = of(1)
    }
  })
}

/**
 * How every rule comes out for the children in the cells on a day: for each rule 0 no, 1 unknown, 2 yes, child by child. A rule that is
 * not in force is no.
 */
export function verdictsOf(
  ruleset: Ruleset,
  cells: readonly Cells[],
  count: number,
  day: EpochDay,
  truths: readonly Uint8Array[] = ruleset.rules.map(() => new Uint8Array(count)),
): readonly Uint8Array[] {
  const bars = barsOn(ruleset.plan, day, ruleset.parameters)
  const run = (round: 1 | 2): void =>
    ruleset.rules.forEach((one, at) => {
      const out = truths[at]
      if (!out || one.round !== round) return
      if (inForce(one, day)) ruleset.code[at]?.(cells, bars, count, out)
      else out.fill(0)
    })
  run(1)
  if (ruleset.rules.some(({ round }) => round === 2)) {
    countRound(ruleset, cells, count, truths, day)
    run(2)
  }
  return truths
}
