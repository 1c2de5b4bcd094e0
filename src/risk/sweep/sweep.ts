import type { Calendar } from '../../calendar/index.ts'
import type { PlainDate } from '../../date.ts'
import { err, invalid, type Outcome } from '../../problem.ts'
import { type ChildFile, parseFile } from '../../records/index.ts'
import { assess } from '../assess.ts'
import { defaultRuleset } from '../defaults/document.ts'
import type { Beside } from '../reading/fact.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { bitsOf } from './one-by-one.ts'
import type { SweptBits, SweptFull } from './swept.ts'

/** The day asked, the calendar for deadlines, the rules, and how much is said of each child. */
export interface SweepOptions<M extends 'bits' | 'full'> {
  readonly asOf: PlainDate
  readonly calendar: Calendar
  readonly rules?: Ruleset
  /** `bits`: tiers and which rules fire or are open. `full`: the assessment with its reasons. */
  readonly mode: M
  /** What stands beside a file. */
  readonly beside?: (file: ChildFile) => Beside
}

/** What each mode says of a child. */
export interface SweptBy {
  readonly bits: SweptBits
  readonly full: SweptFull
}

/** Files as they come: read from anywhere, checked here. */
export type Files = AsyncIterable<unknown> | Iterable<unknown>

/** What one child comes out as; whatever is wrong with its file stays with it. */
export function swept<M extends 'bits' | 'full'>(options: SweepOptions<M>): (file: unknown) => Outcome<SweptBy[M]> {
  const { asOf, calendar, rules = defaultRuleset, mode, beside = () => ({}) } = options
  const bits = bitsOf(rules, asOf)
  const say = (file: ChildFile): SweptBits | SweptFull =>
    mode === 'bits'
      ? bits(file, beside(file))
      : {
          ...assess(file, { asOf, calendar, rules, beside: beside(file) }),
          division: file.residenceDivision,
        }
  return (input) => {
    try {
      // The mode decides which of the two is said.
      return parseFile(input).map((file) => say(file) as SweptBy[M])
    } catch {
      return err([invalid('', 'invalid-value', 'the file cannot be assessed')])
    }
  }
}

/**
 * Assesses any number of files, one after the other and in their order, and holds no more than one of them. A file that cannot be read is an
 * `Err` in its place and never stops the sweep; nothing depends on what came before. The caller sets the pace: nothing is read ahead.
 * @returns for each file, Ok: what the mode says. Err `invalid`: the file cannot be read; the problems name fields, not values.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { sweep } from 'childfile/risk'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const files = [childFile({ id: 'c1', name: '李小花', care: { guardianshipRating: 'poor' } }), 'no file']
 * const tiers: (number | string)[] = []
 * for await (const one of sweep(files, { asOf: '2026-09-15', calendar, mode: 'bits' }))
 *   tiers.push(one.match(({ tier }) => tier, ([problem]) => problem.code))
 * tiers // => [2, 'invalid-type']
 * ```
 */
export async function* sweep<M extends 'bits' | 'full'>(
  files: Files,
  options: SweepOptions<M>,
): AsyncGenerator<Outcome<SweptBy[M]>, void> {
  const one = swept(options)
  for await (const file of files) yield one(file)
}
