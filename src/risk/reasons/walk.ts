import { type AgeUnit, ageGate } from '../facts/birth.ts'
import type { Bar, CellTest } from '../backend/cell-test.ts'
import { type Bench, compared, isOneOf, relationNumbers } from '../backend/tape.ts'
import type { Plan } from '../backend/plan.ts'

/** How one test over cells comes out, leaf by leaf. One for each desk, filled in anew by every walk. */
export interface Walk {
  /** The truths of the leaves in their order, as the digits of a number to the base of 3. */
  leaves: number
  /** The first day since which the answer has stayed as it is. */
  from: number
  /** The last day up to today on which a comparison with the day asked may have turned, whatever its leaf says otherwise. */
  turned: number
}

export const walkOf = (): Walk => ({ leaves: 0, from: -Infinity, turned: -Infinity })

const later = (today: number, from: number, turn: number): number => (turn <= today && turn > from ? turn : from)

/** The last day up to today of those on which a comparison may have turned. */
function turnedOn({ as }: Bar, value: number, today: number, least: number, most: number): number {
  const from = -Infinity
  if (as === 'plain') return from
  if (as === 'daysSince') {
    const first = later(today, later(today, from, least + value), least + value + 1)
    return least === most ? first : later(today, later(today, first, most + value), most + value + 1)
  }
  const unit: AgeUnit = as.unit
  const full = value + (as.above ? 1 : 0)
  const first = later(today, from, ageGate(least, full, unit, as.later))
  return least === most ? first : later(today, first, ageGate(most, full, unit, as.later))
}

/**
 * Walks a test over the cells that were read in: 0 no, 1 unknown, 2 yes. Every leaf is looked at, whatever the others say, so that
 * `leaves` tells them all. The tape is quicker and says when an answer will turn; this says since when it has stood, and on which leaves.
 */
export function walked(plan: Plan, test: CellTest, bench: Bench, today: number, walk: Walk): number {
  walk.leaves = 0
  walk.turned = -Infinity
  return step(plan, test, bench, today, walk)
}

function step(plan: Plan, test: CellTest, bench: Bench, today: number, walk: Walk): number {
  switch (test.op) {
    case 'and':
    case 'or': {
      const decides = test.op === 'and' ? 0 : 2
      let found = 2 - decides
      let from = -Infinity
      let decided = Infinity
      for (const part of test.of) {
        const truth = step(plan, part, bench, today, walk)
        if (truth === decides) {
          found = decides
          if (walk.from < decided) decided = walk.from
        } else {
          if (truth === 1 && found !== decides) found = 1
          if (walk.from > from) from = walk.from
        }
      }
      walk.from = found === decides ? decided : from
      return found
    }
    case 'not':
      return 2 - step(plan, test.of, bench, today, walk)
    default: {
      const truth = leafTruth(plan, test, bench, today, walk)
      walk.leaves = walk.leaves * 3 + truth
      return truth
    }
  }
}

type Leaf = Exclude<CellTest, { op: 'and' | 'or' | 'not' }>

function leafTruth(plan: Plan, test: Leaf, { row, bars, values }: Bench, today: number, walk: Walk): number {
  const { column } = test
  const code = row.codes[column] ?? 0
  walk.from = row.from[column] ?? 0
  switch (test.op) {
    case 'table':
      return test.truths[code] ?? 0
    case 'truth':
      return code
    case 'mask':
      return ((row.bits[column] ?? 0) & test.mask) !== 0 ? 2 : code !== 0 ? 1 : 0
    case 'empty':
      return code === 0 ? 2 : 0
    default:
  }
  const least = row.least[column] ?? 0
  const most = row.most[column] ?? 0
  switch (test.op) {
    case 'compare': {
      const bar = plan.bars[test.bar]
      if (bar && bar.as !== 'plain') {
        const turn = turnedOn(bar, values[test.bar] ?? 0, today, least, most)
        if (turn > walk.turned) walk.turned = turn
        if (turn > walk.from) walk.from = turn
      }
      return compared(relationNumbers[test.rel], least, most, bars[test.bar] ?? 0)
    }
    case 'between': {
      const [from, to] = [bars[test.least] ?? 0, bars[test.most] ?? 0]
      return least >= from && most <= to ? 2 : most >= from && least <= to ? 1 : 0
    }
    case 'oneOf':
      return isOneOf(test.set, 0, test.set.length, least, most)
    case 'exact':
      return least === most ? 2 : 0
  }
}
