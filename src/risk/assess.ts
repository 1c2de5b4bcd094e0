import type { Calendar } from '../calendar/index.ts'
import { type EpochDay, epochDay, type PlainDate } from '../date.ts'
import type { Tier } from '../policy.ts'
import type { ChildFile } from '../records/index.ts'
import type { Assessment, Flag, Gap } from './assessment.ts'
import { atDesk } from './backend/desk.ts'
import { defaultRuleset } from './defaults/document.ts'
import { no, yes } from './language/truth.ts'
import type { Beside } from './reading/fact.ts'
import { dateOf } from './reading/date-text.ts'
import type { Case } from './reasons/case.ts'
import { type Reasons, reasonsOf } from './reasons/reasons.ts'
import type { Ruleset } from './ruleset/ruleset.ts'

/** The day asked, the calendar for deadlines, and the rules, the defaults unless others are given. */
export interface AssessOptions {
  readonly asOf: PlainDate
  readonly calendar: Calendar
  readonly rules?: Ruleset
  /** Facts that a file does not hold and another room found out, by name: `{ 'home.seriousHazard': { value: 'yes', on: '2026-09-01' } }`. */
  readonly beside?: Beside
}

/**
 * What calls for attention in a file on a day: flags with their evidence, and what is missing to know more. Nothing unknown counts
 * as a "no", and what was written down after the day is not looked at. A flag has no consequence of its own: people decide. Time
 * grows with the rules and the entries of the file, and somewhat faster where a flag has stood over very many entries.
 * @source risk tiers and first actions: childfile policy table (proposals, each shown as such in the flag)
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { assess } from 'childfile/risk'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', care: { livesAlone: 'yes' } })
 * const found = assess(file, { asOf: '2026-09-15', calendar })
 * found.tier // => 4
 * found.flags.map((flag) => flag.rule) // => ['guardianship.alone-under-16']
 * found.flags[0]?.evidence.map((one) => one.path) // => ['/care/livesAlone', '/birthDate']
 * ```
 */
export function assess(file: ChildFile, options: AssessOptions): Assessment {
  const { asOf, calendar, rules: ruleset = defaultRuleset, beside = {} } = options
  return atDesk(ruleset, (desk) => {
    const day = epochDay(asOf)
    desk.read(file, beside, day)
    const truths = desk.judge()
    const reasons = reasonsOf(ruleset, desk)
    const told: (Gap | undefined)[] = []
    const gapOf = (rule: number): Gap => (told[rule] ??= reasons(rule).gap(asked))
    const asked: Case = { file, beside, desk, day, asOf, calendar, truths, gapOf }
    return assessmentOf(asked, ruleset, reasons)
  })
}

function assessmentOf(asked: Case, ruleset: Ruleset, reasons: (rule: number) => Reasons): Assessment {
  const { file, asOf, desk, truths, gapOf } = asked
  const wake = desk.wake()
  const flags: Flag[] = []
  const gaps: Gap[] = []
  let [tier, tierUpper]: [Tier, Tier] = [0, 0]
  for (let at = 0; at < truths.length; at += 1) {
    const truth = truths[at]
    if (truth === no) continue
    const own = ruleset.rules[at]?.rule.tier ?? 0
    if (own > tierUpper) tierUpper = own
    if (truth === yes) {
      if (own > tier) tier = own
      flags.push(reasons(at).flag(asked))
    } else gaps.push(gapOf(at))
  }
  const { id, version, sha256 } = ruleset
  const by = { id, version, sha256 }
  return wake === Infinity
    ? { child: file.id, asOf, ruleset: by, tier, tierUpper, flags, gaps }
    : {
        child: file.id,
        asOf,
        ruleset: by,
        tier,
        tierUpper,
        flags,
        gaps,
        nextChangeOn: dateOf(wake as EpochDay),
      }
}
