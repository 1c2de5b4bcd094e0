import { addDays, type ChildFile, type PlainDate } from 'childfile'
import { cadence, type DueStatus, nextDue } from 'childfile/cadence'
import type { ClassView, SafetyReach, SurrogateMatch } from 'childfile/programmes'
import {
  dutyOverdue,
  measureAxis,
  measureTally,
  officeMeasures,
  onRegister,
  type RegisteredChild,
  rollUpTables,
  staysOf,
  termChildren,
  termMeasures,
  type TermFacts,
  type TermMeasureRow,
  type TermTally,
} from 'childfile/report'
import { stopWith, valueOf } from '../walk/progress.ts'
import type { Duties } from './office/duties.ts'
import type { Flags } from './flags.ts'
import { monthOf, type World } from './world.ts'

const [visitCovered, overdueDuties] = officeMeasures

/** The whole county's row of each measure: rolled up from the children who are on the register at the end of a day. */
function tallies(
  children: readonly RegisteredChild[],
  measures: readonly (typeof termMeasures | typeof officeMeasures)[number][],
  asOf: PlainDate,
): readonly TermTally[] {
  const asked = { asOf, axes: measures.map(measureAxis), levels: [6] } as const
  return valueOf(rollUpTables(onRegister(children, asOf), asked), 'roll up the measures').map(({ rows: [whole] }) => {
    if (whole === undefined) throw stopWith('A roll-up has no whole.')
    const { numerator, denominator, unknown, notApplicable } = measureTally(whole)
    return { numerator, denominator, unknown, notApplicable }
  })
}

/** What is known of the children on an evening. */
export interface KnownThen {
  readonly asOf: PlainDate
  readonly files: readonly ChildFile[]
  readonly matches: readonly SurrogateMatch[]
  readonly moods: NonNullable<TermFacts['moods']>
  readonly reaches: readonly SafetyReach[]
  readonly classViews: readonly ClassView[]
}

/** The measures of the founding text on one evening. */
export function measuredOn({ from, to }: World['ground'], { files, ...known }: KnownThen): readonly TermTally[] {
  return tallies(termChildren(files, { term: { from, to }, ...known }), termMeasures, known.asOf)
}

/** The rows of the measures on the first and on the last evening. */
export const measureRows = (first: readonly TermTally[], last: readonly TermTally[]): readonly TermMeasureRow[] =>
  termMeasures.flatMap(({ id, zh, en, denominator }, at) => {
    const [before, after] = [first[at], last[at]]
    return before && after ? [{ id, zh, en, of: denominator, first: before, last: after }] : []
  })

/** Coverage by visits in the month that ends on a day, and home visits that are past their window. */
export function officeMeasured(
  world: World,
  flags: Flags,
  duties: Duties,
  last: PlainDate,
): { readonly visited: TermTally; readonly overdue: TermTally } {
  const files = [...world.files.values()]
  const month = { from: monthOf(last), to: addDays(last, 1) }
  const covered = termChildren(files, { term: month, asOf: last })
  const late = files.map(
    (file): RegisteredChild => ({
      stays: staysOf(file),
      classes: { [overdueDuties.id]: dutyOverdue(visitStatus(world, flags, duties, file.id, last)) },
    }),
  )
  const [visited] = tallies(covered, [visitCovered], last)
  const [overdue] = tallies(late, [overdueDuties], last)
  if (visited === undefined || overdue === undefined) throw stopWith('A roll-up is missing.')
  return { visited, overdue }
}

function visitStatus(
  { ground }: World,
  flags: Flags,
  duties: Duties,
  child: string,
  asOf: PlainDate,
): DueStatus | 'notCollected' {
  const { homeVisit: lastOn } = duties.last(child)
  if (lastOn === undefined) return 'notCollected'
  const rule = cadence.of(flags.tierOf(child), asOf).homeVisit
  return nextDue(rule, { startedOn: lastOn, lastOn, asOf }, ground.calendar).status
}
