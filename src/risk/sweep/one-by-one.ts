import { type EpochDay, epochDay, type PlainDate } from '../../date.ts'
import type { Tier } from '../../policy.ts'
import type { ChildFile } from '../../records/index.ts'
import { atDesk, type Desk, seatOf } from '../backend/desk.ts'
import { dateOf } from '../reading/date-text.ts'
import type { Beside } from '../reading/fact.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import type { SweptBits } from './swept.ts'

/** The bits of one file after the other, all for one day. */
export function bitsOf(rules: Ruleset, asOf: PlainDate): (file: ChildFile, beside: Beside) => SweptBits {
  const day = epochDay(asOf)
  const tiers = rules.rules.map(({ rule }) => rule.tier)
  const words = Math.ceil(tiers.length / 32)
  const seat = seatOf(rules)
  return (file, beside) => atDesk(rules, (desk) => told(file, asOf, day, desk, beside, tiers, words), seat)
}

function told(
  file: ChildFile,
  asOf: PlainDate,
  day: EpochDay,
  desk: Desk,
  beside: Beside,
  tiers: readonly Tier[],
  words: number,
): SweptBits {
  desk.read(file, beside, day)
  const truths = desk.judge()
  let [tier, upper]: [Tier, Tier] = [0, 0]
  const fired = noWords(words)
  const unknown = noWords(words)
  for (let word = 0; word < words; word += 1) {
    let [yes, open] = [0, 0]
    const end = Math.min(32, tiers.length - word * 32)
    for (let bit = 0; bit < end; bit += 1) {
      const truth = truths[word * 32 + bit]
      if (truth === 0) continue
      const own = tiers[word * 32 + bit] ?? 0
      if (own > upper) upper = own
      if (truth === 2) {
        yes |= 1 << bit
        if (own > tier) tier = own
      } else open |= 1 << bit
    }
    fired[word] = yes >>> 0
    unknown[word] = open >>> 0
  }
  const wake = desk.wake()
  const division = file.residenceDivision
  return wake === Infinity
    ? { child: file.id, asOf, division, tier, tierUpper: upper, fired, unknown }
    : {
        child: file.id,
        asOf,
        division,
        tier,
        tierUpper: upper,
        fired,
        unknown,
        nextChangeOn: dateOf(wake as EpochDay),
      }
}

const noWords = (words: number): number[] =>
  words === 1 ? [0] : words === 2 ? [0, 0] : new Array<number>(words).fill(0)
