import type { EpochDay } from '../../date.ts'
import { framesOf } from '../backend/frame.ts'
import { type Truth, unknown, yes } from '../language/truth.ts'
import type { Onset } from '../onset.ts'
import { dateOf } from '../reading/date-text.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import { inWords } from '../scan/cell.ts'
import type { Case } from './case.ts'
import { homes } from './home.ts'
import { answerTo, truthsIn } from './question.ts'
import type { Questions } from './recipe.ts'
import type { Walk } from './walk.ts'

/** Leaves of which it can be told in one number which are open. */
const mostLeaves = 10

/**
 * Since when a rule fires whose facts read one field each, without trying out the day before: before a section was written down its fields
 * are open, and everything else stays as it is. Nothing where that is not all that changes on the day.
 */
export function sinceTold(
  one: CompiledRule,
  { leaves, fires }: Questions,
  names: readonly string[],
  ruleset: Ruleset,
): (at: Case, walk: Walk) => Onset | undefined {
  if (leaves.length > mostLeaves || !names.every((name) => homes.has(name))) return () => undefined
  const frames = framesOf(ruleset)
  const columns = leaves.map(({ column }) => column)
  const isSet = columns.map((column) => ruleset.plan.columns[column]?.kind === 'codes')
  const known = new Map<number, Truth>()

  const answer = (told: number, open: number): Truth => {
    const key = (told << mostLeaves) | open
    const last = known.get(key)
    if (last !== undefined) return last
    const truths = truthsIn(told, leaves.length)
    const found = answerTo(
      fires,
      truths.map((truth, leaf) => (open & (1 << leaf) ? unknown : truth)),
    )
    known.set(key, found)
    return found
  }
  return ({ desk, day }, { leaves: told, from, turned }) => {
    const { since } = frames(day)
    if (turned >= from || since >= from) return undefined
    const { row } = desk
    let open = 0
    for (let leaf = 0; leaf < columns.length; leaf += 1) {
      const column = columns[leaf] ?? 0
      if ((row.from[column] ?? 0) < from) continue
      // What is too old was known before.
      const isKnown = ((row.codes[column] ?? 0) === 0) === (isSet[leaf] ?? false)
      if (!isKnown && row.why[column] !== inWords) return undefined
      open |= 1 << leaf
    }
    const before = answer(told, open)
    if (before === yes) return undefined
    const begun = Math.max(from, one.from) as EpochDay
    return { since: dateOf(begun), sinceExact: before === 0 && begun === from }
  }
}
