import { epochDay, type PlainDate } from '../../date.ts'
import type { Tier } from '../../policy.ts'
import type { ChildFile } from '../../records/index.ts'
import { verdictsOfOne } from '../backend/verdicts.ts'
import { viewOf } from '../evaluation.ts'
import type { Beside } from '../reading/fact.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { nextChange } from '../wake.ts'
import { type SweptBits, wordsOf } from './swept.ts'

/** The bits of one file after the other, all for one day. */
export function bitsOf(rules: Ruleset, asOf: PlainDate): (file: ChildFile, beside: Beside) => SweptBits {
  const day = epochDay(asOf)
  return (file, beside) => {
    const view = viewOf(file, beside, day, rules)
    const truths = verdictsOfOne(rules, view)
    let tier: Tier = 0
    let upper: Tier = 0
    rules.rules.forEach(({ rule }, at) => {
      if (truths[at] === 2 && rule.tier > tier) tier = rule.tier
      if (truths[at] !== 0 && rule.tier > upper) upper = rule.tier
    })
    const wake = nextChange(view, rules)
    return {
      child: file.id,
      asOf,
      division: file.residenceDivision,
      tier,
      tierUpper: upper,
      fired: wordsOf(truths, 2),
      unknown: wordsOf(truths, 1),
      ...(wake === undefined ? {} : { nextChangeOn: wake }),
    }
  }
}
