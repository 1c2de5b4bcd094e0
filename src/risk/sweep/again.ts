import type { ChildId } from '../../id.ts'
import { parts, type Pointer } from '../../pointer.ts'
import type { Outcome } from '../../problem.ts'
import { factsIn } from '../language/expression.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { type Files, type SweepOptions, sweep } from './sweep.ts'
import type { SweptBits } from './swept.ts'

/** What came of an earlier sweep, what has changed since, and how a file is fetched. */
export interface Earlier {
  readonly before: Iterable<SweptBits>
  /** Files that were written since, new ones among them. */
  readonly changed: Files
  /** The file of a child that did not change, whose day has come; undefined if it is no longer kept. */
  readonly fileOf: (child: ChildId) => unknown
}

/** Children of whom a rule may have come to another answer by the day although nothing new was written down, by id. */
const awake = (before: Iterable<SweptBits>, asOf: string): readonly ChildId[] =>
  [...before]
    .flatMap(({ child, nextChangeOn }) => (nextChangeOn !== undefined && nextChangeOn <= asOf ? [child] : []))
    .sort((a, b) => (a < b ? -1 : 1))

/**
 * Brings an earlier sweep up to a later day or to files that were written since, with the same rules: changed files first, then those whose
 * `nextChangeOn` has come. Whoever puts what it says in place of what stood there has what a sweep of all files would say.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { sweep, sweepAgain, type SweptBits } from 'childfile/risk'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const away = { status: 'awayWorking' } as const
 * const file = childFile({ id: 'c1', name: '李小花', father: away, mother: away, contacts: { k1: { on: '2026-09-10', withChild: 'yes', withDelegate: 'yes' } } })
 * const before: SweptBits[] = []
 * for await (const one of sweep([file], { asOf: '2026-09-15', calendar, mode: 'bits' })) one.map((bits) => before.push(bits))
 * const tiers: number[] = []
 * for await (const one of sweepAgain({ before, changed: [], fileOf: () => file }, { asOf: '2026-09-18', calendar, mode: 'bits' }))
 *   one.map(({ tier }) => tiers.push(tier))
 * tiers // => [1]
 * ```
 */
export async function* sweepAgain(
  { before, changed, fileOf }: Earlier,
  options: SweepOptions<'bits'>,
): AsyncGenerator<Outcome<SweptBits>, void> {
  const done = new Set<string>()
  for await (const one of sweep(changed, options)) {
    if (one.isOk()) done.add(one.value.child)
    yield one
  }
  const due = awake(before, options.asOf).filter((child) => !done.has(child))
  async function* files(): AsyncGenerator<unknown, void> {
    for (const child of due) {
      const file = await fileOf(child)
      if (file !== undefined) yield file
    }
  }
  yield* sweep(files(), options)
}

/** Whether a changed path lies in what a fact reads, or the other way round. */
function meets(pattern: string, path: Pointer): boolean {
  const [read, written] = [parts(pattern as Pointer), parts(path)]
  const shorter = Math.min(read.length, written.length)
  for (let i = 0; i < shorter; i += 1) if (read[i] !== '*' && read[i] !== written[i]) return false
  return true
}

/**
 * The rules that may come out differently after a change at these paths of a file, by id; none of the others does. A file that changed where
 * no rule looks needs no new assessment.
 * @example
 * ```ts
 * import { compileRules, defaultRules, rulesReading } from 'childfile/risk'
 * const rules = compileRules(defaultRules)._unsafeUnwrap()
 * rulesReading(rules, ['/delegation/childHeard']) // => ['guardianship.child-not-heard']
 * rulesReading(rules, ['/father/phone']) // => []
 * ```
 */
export function rulesReading(rules: Ruleset, paths: readonly Pointer[]): readonly string[] {
  const touched = (name: string): boolean =>
    rules.facts[name]?.reads.some((pattern) => paths.some((path) => meets(pattern, path))) ?? false
  const asks = ({ rule }: Ruleset['rules'][number]): readonly string[] => [
    ...factsIn(rule.when),
    ...(rule.appliesTo ? factsIn(rule.appliesTo) : []),
    ...(rule.regions ? ['child.division'] : []),
  ]
  const first = rules.rules.filter((one) => one.round === 1 && asks(one).some(touched))
  const moderate = first.some(({ rule }) => rule.tier === 2)
  const second = rules.rules.filter((one) => one.round === 2 && (moderate || asks(one).some(touched)))
  return [...new Set([...first, ...second].map(({ rule }) => rule.id))].sort((a, b) => (a < b ? -1 : 1))
}
