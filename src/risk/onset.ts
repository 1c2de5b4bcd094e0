import type { EpochDay, PlainDate } from '../date.ts'
import { dateOf } from './reading/date-text.ts'
import { no, yes } from './language/truth.ts'
import { viewOf } from './evaluation.ts'
import type { View } from './reading/fact.ts'
import { between, meet } from './reading/span.ts'
import type { CompiledRule, Ruleset } from './ruleset/ruleset.ts'

/** Since when a rule has fired without a break, as far as the file can prove. */
export interface Onset {
  readonly since: PlainDate
  /** Whether the day before is known to have been otherwise; else it may have been so for longer. */
  readonly sinceExact: boolean
}

/**
 * Walks back over the days on which the answer can have turned, until the rule did not fire. Where it would have fired on every day
 * before, nothing says since when, and the day asked stands. A rule never fires before it is in force. Takes one evaluation of the
 * rule for each turn.
 */
export function onsetOf(one: CompiledRule, view: View, ruleset: Ruleset): Onset {
  let here = view
  for (;;) {
    const { from } = meet(one.fires.span(here), between(here.day, ruleset.turns))
    if (!Number.isFinite(from)) return { since: view.asOf, sinceExact: false }
    const before = viewOf(view.file, view.beside, (from - 1) as EpochDay, ruleset)
    const truth = one.fires.truth(before)
    if (truth !== yes) {
      const since = Math.max(from, one.from) as EpochDay
      return { since: dateOf(since), sinceExact: truth === no && since === from }
    }
    here = before
  }
}
