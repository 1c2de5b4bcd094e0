import { type Cadence, type CadenceRule, type Due, type DueStatus, nextDue, statusOn } from '../../cadence/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import type { PlainDate } from '../../date.ts'
import type { Tier } from '../../policy.ts'
import type { DutyKind, VisitedChild, Workload } from './visit-problem.ts'

/** One duty that comes again: the visits of a household, or a talk or review for one child. */
export interface Round {
  readonly kind: DutyKind
  readonly children: readonly VisitedChild[]
  /** When each child was last served, in the plan or before it; by child id. */
  readonly served: Readonly<Record<string, PlainDate>>
}

/** The next time that a round is due. */
export interface Upcoming {
  readonly round: Round
  readonly key: string
  /** The strictest of those who are served. */
  readonly tier: Tier
  readonly due: PlainDate
  readonly windowStart: PlainDate
  /** Last day in time for every child; for critical ones the due day itself. */
  readonly windowEnd: PlainDate
  readonly status: DueStatus
  readonly purpose: Due['purpose']
  readonly provisional: boolean
  readonly rule: CadenceRule
  readonly children: readonly { readonly id: VisitedChild['id']; readonly due: PlainDate }[]
  readonly minutes: number
}

/** What the reckoning needs beside the children. */
export interface Reckoner {
  readonly calendar: Calendar
  readonly cadence: Cadence
  readonly asOf: PlainDate
  readonly workload: Workload
}

/** Rounds of one worker: visits by household, talks and reviews by child. */
export function roundsOf(children: readonly VisitedChild[], kinds: readonly DutyKind[]): readonly Round[] {
  const households = new Map<string, VisitedChild[]>()
  for (const child of children) households.set(child.household, [...(households.get(child.household) ?? []), child])
  return kinds.flatMap((kind) =>
    (kind === 'homeVisit' ? [...households.values()] : children.map((child) => [child])).map((together) => ({
      kind,
      children: together,
      served: {},
    })),
  )
}

/** When a round is due next; undefined if nothing is owed any more. */
export function upcoming(round: Round, reckoner: Reckoner): Upcoming | undefined {
  const reckoned = round.children
    .map((child) => ({ child, rule: ruleOf(round, child, reckoner), due: dueOf(round, child, reckoner) }))
    .sort((a, b) => order(a.due.due, b.due.due) || b.child.tier - a.child.tier || order(a.child.id, b.child.id))
  const lead = reckoned.find(({ child, due }) => child.until === undefined || due.due < child.until)
  if (!lead) return undefined
  // Everybody is served for whom anything is owed on that day, due or not.
  const present = reckoned.filter(({ child }) => child.until === undefined || lead.due.due < child.until)
  const tier = present.reduce<Tier>((most, { child }) => (child.tier > most ? child.tier : most), lead.child.tier)
  const windowEnd = present.reduce(
    (least, { due }) => (due.windowEnd < least ? due.windowEnd : least),
    lead.due.windowEnd,
  )
  const last = tier === 4 ? lead.due.due : windowEnd
  const { homeVisit, furtherChild } = reckoner.workload
  return {
    round,
    key: `${round.kind}/${round.kind === 'homeVisit' ? lead.child.household : lead.child.id}`,
    tier,
    due: lead.due.due,
    windowStart: lead.due.windowStart,
    windowEnd: last,
    status: statusOn({ ...lead.due, windowEnd: last }, reckoner.asOf),
    purpose: lead.due.purpose,
    provisional: present.some(({ due }) => due.provisional),
    rule: lead.rule,
    children: present.map(({ child, due }) => ({ id: child.id, due: due.due })).sort((a, b) => order(a.id, b.id)),
    minutes:
      round.kind === 'homeVisit' ? homeVisit + furtherChild * (present.length - 1) : reckoner.workload[round.kind],
  }
}

/** The round after it was held: everybody who was there is served. */
export const heldOn = ({ round, children }: Upcoming, on: PlainDate): Round => ({
  ...round,
  served: { ...round.served, ...Object.fromEntries(children.map(({ id }) => [id, on])) },
})

/** Which of two texts comes first. */
export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const ruleOf = ({ kind }: Round, { tier }: VisitedChild, { cadence, asOf }: Reckoner): CadenceRule =>
  cadence.of(tier, asOf)[kind]

function dueOf(round: Round, child: VisitedChild, reckoner: Reckoner): Due {
  const served = round.served[child.id]
  const last = served ?? child.last[round.kind]
  const former = served === undefined ? child.formerTier : undefined
  return nextDue(
    ruleOf(round, child, reckoner),
    {
      startedOn: child.startedOn,
      asOf: served !== undefined && served > reckoner.asOf ? served : reckoner.asOf,
      ...(last === undefined ? {} : { lastOn: last }),
      ...(former === undefined ? {} : { formerRule: reckoner.cadence.of(former, reckoner.asOf)[round.kind] }),
      ...(child.withParents ? { withParents: child.withParents } : {}),
    },
    reckoner.calendar,
  )
}
