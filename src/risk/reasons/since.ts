import type { EpochDay } from '../../date.ts'
import { deskOf } from '../backend/desk.ts'
import { framesOf } from '../backend/frame.ts'
import type { Trial } from '../evidence.ts'
import type { Onset } from '../onset.ts'
import { onsetOf } from '../onset.ts'
import { dateOf } from '../reading/date-text.ts'
import type { Truth } from '../language/truth.ts'
import type { CompiledRule, Ruleset } from '../ruleset/ruleset.ts'
import type { Case } from './case.ts'
import { walked, walkOf } from './walk.ts'

/** A place of its own where a rule is tried out on other days, and on what is left of a file. */
export interface Bystander {
  /** Since when the rule has fired without a break, if the answer of today stands since `begun`; the same as `onsetOf`. */
  readonly since: (at: Case, begun: number) => Onset
  /** How the rule comes out for another file. */
  readonly trial: Trial
}

/** For a rule of the first round: a desk at which nothing but this rule is asked. */
export function bystanderOf(one: CompiledRule, ruleset: Ruleset): Bystander {
  const frames = framesOf(ruleset)
  const plan = ruleset.planFor([one])
  const desk = deskOf({ ...ruleset, rules: [one], plan, code: [] })
  const walk = walkOf()
  const [test] = plan.tests
  if (!test) throw new Error('a rule was planned without a test')
  const trial: Trial = (file, beside, day) => {
    desk.read(file, beside, day)
    return walked(plan, test, desk.bench, day, walk) as Truth
  }
  return {
    trial,
    since({ file, beside, asOf, day }, begun) {
      let from = Math.max(begun, frames(day).since)
      for (;;) {
        if (!Number.isFinite(from)) return { since: asOf, sinceExact: false }
        const before = (from - 1) as EpochDay
        const truth = trial(file, beside, before)
        if (truth !== 2) return onsetFrom(one, from, truth)
        from = Math.max(walk.from, frames(before).since)
      }
    },
  }
}

function onsetFrom(one: CompiledRule, from: number, truth: Truth): Onset {
  const since = Math.max(from, one.from) as EpochDay
  return { since: dateOf(since), sinceExact: truth === 0 && since === from }
}

/** For a rule that counts others: a desk at which nothing but this rule and those are asked that it may count. */
export function bystanderOfCount(one: CompiledRule, all: Ruleset): Bystander {
  const rules = all.rules.filter((other) => other === one || other.counted)
  const plan = all.planFor(rules)
  const ruleset: Ruleset = { ...all, rules, plan, code: [] }
  const frames = framesOf(ruleset)
  const desk = deskOf(ruleset)
  const walk = walkOf()
  const test = plan.tests[rules.indexOf(one)]
  if (!test) throw new Error('a rule was planned without a test')
  const rounds = plan.columns.flatMap(({ kind }, column) => (kind === 'round' ? [column] : []))
  const trial: Trial = (file, beside, day) => {
    desk.read(file, beside, day)
    desk.judge()
    return walked(plan, test, desk.bench, day, walk) as Truth
  }
  /** Since when the answer has stood that was just tried: the counts since the last of the rules that are counted turned. */
  const stoodSince = (day: EpochDay): number => {
    const { since } = frames(day)
    const counted = desk.counted()
    const turned = counted.reduce((last, rule) => Math.max(last, sinceCounted(rule, day)), -Infinity)
    for (const column of rounds) desk.row.from[column] = counted.length === 0 ? -Infinity : Math.max(turned, since)
    walked(plan, test, desk.bench, day, walk)
    return Math.max(walk.from, since)
  }
  const sinceCounted = (rule: number, day: EpochDay): number => {
    const counted = plan.tests[rule]
    if (!counted) return -Infinity
    walked(plan, counted, desk.bench, day, walk)
    return Math.max(walk.from, rules[rule]?.from ?? -Infinity)
  }
  return {
    trial: (file, beside, day) => trial(file, beside, day),
    since({ file, beside, asOf, day, desk: asked }) {
      let here = day
      trial(file, beside, here)
      for (;;) {
        const from = stoodSince(here)
        if (!Number.isFinite(from)) return { since: asOf, sinceExact: false }
        // Where no rule counts others yet, nothing is counted.
        if (from <= one.from) return onsetOf(one, asked.view(), all)
        here = (from - 1) as EpochDay
        const truth = trial(file, beside, here)
        if (truth !== 2) return onsetFrom(one, from, truth)
      }
    },
  }
}
