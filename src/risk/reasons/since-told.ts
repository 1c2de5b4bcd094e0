import type { EpochDay } from '../../date.ts'
import type { CellTest } from '../backend/cell-test.ts'
import { dayBarsOf, framesOf } from '../backend/frame.ts'
import { compared, relationNumbers } from '../backend/tape.ts'
import { facts } from '../facts/catalogue.ts'
import { type Truth, yes } from '../language/truth.ts'
import type { Onset } from '../onset.ts'
import { dateOf } from '../reading/date-text.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import { inWords, type Row } from '../scan/cell.ts'
import type { Case } from './case.ts'
import { homes } from './home.ts'
import { answerTo, truthsIn } from './question.ts'
import { columnFact, type Questions } from './recipe.ts'
import type { Walk } from './walk.ts'

const remembered = 4096

/** How one leaf came out on the day before the answer of today began. */
interface Before {
  readonly column: number
  /** Whether it is open as long as the section of its fact has not been written down. */
  readonly opens: 'always' | 'ifNo' | 'never'
  /** The truth of the leaf while its fact is open. */
  readonly whenOpen: number
  /** Of a comparison with the day: how, and with what. */
  readonly turn: { readonly relation: number; readonly bar: number } | undefined
}

type LeafTest = Exclude<CellTest, { op: 'and' | 'or' | 'not' }>

function leafTests(test: CellTest): readonly LeafTest[] {
  switch (test.op) {
    case 'and':
    case 'or':
      return test.of.flatMap(leafTests)
    case 'not':
      return leafTests(test.of)
    default:
      return [test]
  }
}

/** That a fact is known is untrue while it is open; everything else is unknown. */
function whenOpen(test: LeafTest): number {
  if (test.op === 'table') return test.truths[0] ?? 1
  return test.op === 'empty' || test.op === 'exact' ? 0 : 1
}

function beforeOf(test: LeafTest, { plan, facts: catalogue }: Ruleset): Before {
  const { column } = test
  const name = plan.columns[column]?.kind === 'truth' ? undefined : columnFact(plan, column)
  const isOurs = name !== undefined && catalogue[name] === facts[name]
  const isOneField = isOurs && (homes.has(name) || name === 'carer.birthDate')
  const opens = isOneField ? 'always' : isOurs && name === 'parents.home' ? 'ifNo' : 'never'
  const turns = test.op === 'compare' && plan.bars[test.bar]?.as !== 'plain'
  return {
    column,
    opens,
    whenOpen: whenOpen(test),
    turn: turns ? { relation: relationNumbers[test.rel], bar: test.bar } : undefined,
  }
}

/** Whether a cell holds an answer now that it cannot have held before its section was written down. */
function isAnswered(row: Row, column: number, kind: string | undefined): boolean {
  if (kind === 'bounds') return (row.least[column] ?? 0) > -Infinity || (row.most[column] ?? 0) < Infinity
  return ((row.codes[column] ?? 0) === 0) === (kind === 'codes') || row.why[column] === inWords
}

/**
 * Since when a rule fires, without trying out the day before: before a section was written down its fields are open, comparisons with the day
 * are made again, and everything else stays as it is. Nothing where that is not all that changes on the day.
 */
export function sinceTold(
  one: CompiledRule,
  { leaves, fires }: Questions,
  test: CellTest,
  ruleset: Ruleset,
): (at: Case, walk: Walk) => Onset | undefined {
  const { plan } = ruleset
  const frames = framesOf(ruleset)
  const barsOn = dayBarsOf(plan, ruleset.parameters)
  const parts = leafTests(test).map((leaf) => beforeOf(leaf, ruleset))
  const known = new Map<number, Truth>()

  const answer = (told: number): Truth => {
    const last = known.get(told)
    if (last !== undefined) return last
    const found = answerTo(fires, truthsIn(told, leaves.length))
    if (known.size < remembered) known.set(told, found)
    return found
  }
  /** How a leaf came out before; nothing where that cannot be told. */
  const truthBefore = (
    { column, opens, whenOpen: open, turn }: Before,
    row: Row,
    from: number,
    today: number,
  ): number | undefined => {
    if ((row.from[column] ?? 0) >= from) {
      // What is too old was known before.
      const isOpen = opens === 'always' || (opens === 'ifNo' && row.codes[column] === 1)
      return isOpen && isAnswered(row, column, plan.columns[column]?.kind) ? open : undefined
    }
    if (!turn) return today
    const { bars } = barsOn((from - 1) as EpochDay)
    return compared(turn.relation, row.least[column] ?? 0, row.most[column] ?? 0, bars[turn.bar] ?? 0)
  }
  return ({ desk, day }, { leaves: told, from }) => {
    if (!Number.isFinite(from) || frames(day).since >= from) return undefined
    let before = 0
    let place = 3 ** parts.length
    let rest = told
    for (const part of parts) {
      place /= 3
      const today = Math.floor(rest / place)
      rest -= today * place
      const truth = truthBefore(part, desk.row, from, today)
      if (truth === undefined) return undefined
      before = before * 3 + truth
    }
    const found = answer(before)
    if (found === yes) return undefined
    const begun = Math.max(from, one.from) as EpochDay
    return { since: dateOf(begun), sinceExact: found === 0 && begun === from }
  }
}
