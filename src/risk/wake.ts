import { type EpochDay, type PlainDate, plainDate } from '../date.ts'
import { inForce, spanOf } from './evaluation.ts'
import type { View } from './reading/fact.ts'
import type { Ruleset } from './ruleset/ruleset.ts'

/** The first day after the day of the view on which a rule may come out differently although nothing new is written down. */
export function nextChange(view: View, ruleset: Ruleset): PlainDate | undefined {
  let wake = ruleset.turns.find((turn) => turn > view.day) ?? Infinity
  for (const one of ruleset.rules) {
    if (inForce(one, view.day)) wake = Math.min(wake, spanOf(one, view, ruleset).until)
    else if (one.from > view.day) wake = Math.min(wake, one.from)
  }
  return Number.isFinite(wake) ? plainDate(wake as EpochDay) : undefined
}
