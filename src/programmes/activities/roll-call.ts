import type { Instant } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import { type Outcome, parse } from '../../problem.ts'
import { happened, Outing, type OutingEvent } from './outing.ts'
import { byText } from '../keyed-history.ts'

/** Why somebody has to act at once. */
export type OutingAlarmKind =
  | 'notThereAtStart'
  | 'missing'
  | 'notOnTheList'
  | 'withoutPermission'
  | 'notBack'
  | 'neverCounted'

/** An alarm: whom it is about, since when, and when the child was last seen. */
export interface OutingAlarm {
  readonly kind: OutingAlarmKind
  /** None for `notBack` and `neverCounted`: the whole outing is meant. */
  readonly child: ChildId | 'none'
  readonly since: Instant
  readonly lastSeen: Instant | 'none'
}

/** How an outing stands at a moment. */
export interface OutingStanding {
  /** `gone` once they were counted out, `back` once they were counted back with nobody missing. */
  readonly state: 'notLeft' | 'gone' | 'back'
  /** Children who are out now, by id. */
  readonly out: readonly ChildId[]
  /** By kind and child; empty while nobody has to be looked for. */
  readonly alarms: readonly OutingAlarm[]
}

type Place = 'expected' | 'excused' | 'out' | 'missing' | 'notThere' | 'home'

interface Tracked {
  readonly place: Place
  readonly since: Instant
  readonly lastSeen: Instant | 'none'
}

/** Where every child is after one roll-call: who is seen is there, whoever should be and is not is missing from this moment on. */
function called(
  tracked: ReadonlyMap<ChildId, Tracked>,
  call: Extract<OutingEvent, { kind: 'roll-call' }>,
): ReadonlyMap<ChildId, Tracked> {
  const next = new Map(tracked)
  const seen = new Set(call.present)
  for (const child of seen)
    next.set(child, { place: call.point === 'back' ? 'home' : 'out', since: call.at, lastSeen: call.at })
  for (const [child, { place, lastSeen }] of tracked) {
    if (seen.has(child)) continue
    if (place === 'expected') next.set(child, { place: 'notThere', since: call.at, lastSeen })
    if (place === 'out') next.set(child, { place: 'missing', since: call.at, lastSeen })
  }
  return next
}

function spoken(
  tracked: ReadonlyMap<ChildId, Tracked>,
  { kind, child, at }: Extract<OutingEvent, { child: ChildId }>,
): ReadonlyMap<ChildId, Tracked> {
  const was = tracked.get(child)
  if (!was) return tracked
  const next = new Map(tracked)
  const onTheWay = was.place === 'out' || was.place === 'missing'
  if (kind === 'excused') {
    if (!onTheWay) next.set(child, { ...was, place: 'excused', since: at })
  } else if (kind === 'collected') next.set(child, { place: 'home', since: at, lastSeen: at })
  else if (was.place === 'missing' || was.place === 'notThere')
    next.set(child, { place: was.place === 'missing' ? 'out' : 'excused', since: at, lastSeen: at })
  return next
}

/**
 * How an outing stands at a moment, by its roll-calls in the order in which they happened, whenever they were typed in. A child of the list
 * who is not there at the start and not excused, a child who was there and is not at the next roll-call, one who is there without being on
 * the list or without leave, and an outing that is not counted back in time, or was never counted at all and not excused, are alarms at
 * once, until the child is seen, found, or collected by a guardian. An excuse does not end the search for a child who had left.
 * @returns Ok: how it stands. Err `invalid`: an outing that cannot be read.
 * @example
 * ```ts
 * import { ChildId, Instant, WorkerId } from 'childfile'
 * import { outingStanding } from 'childfile/programmes'
 * const [c1, c2, by] = [ChildId.parse('c1'), ChildId.parse('c2'), WorkerId.parse('w1')]
 * const at = (clock: string) => Instant.parse(`2026-10-17T${clock}:00+08:00`)
 * const goes = (child: typeof c1) => ({ child, permission: 'given', careNeeds: 'asked' } as const)
 * const outing = {
 *   on: '2026-10-17', activity: 'martyrFamilyVisit', adults: [], transport: { by: 'foot' }, insured: 'yes', emergencyPhone: 'yes',
 *   children: [goes(c1), goes(c2)], backBy: at('11:30'),
 *   history: {
 *     r1: { kind: 'roll-call', point: 'out', at: at('09:00'), present: [c1, c2], by },
 *     r2: { kind: 'roll-call', point: 'back', at: at('11:20'), present: [c1], by },
 *   },
 * } as const
 * outingStanding(outing, at('11:21')).map(({ alarms }) => alarms.map(({ kind, child }) => [kind, child])).unwrapOr([]) // => [["missing", "c2"]]
 * ```
 */
export function outingStanding(outing: Outing, asOf: Instant): Outcome<OutingStanding> {
  return parse(Outing, outing).map((read): OutingStanding => {
    const listed = new Map(
      read.children.map(({ child }) => [
        child,
        read.children.every((one) => one.child !== child || one.permission === 'given'),
      ]),
    )
    let tracked: ReadonlyMap<ChildId, Tracked> = new Map(
      [...listed.keys()].map((child) => [child, { place: 'expected', since: read.backBy, lastSeen: 'none' }]),
    )
    let left: Instant | undefined
    let returned = false
    for (const event of happened(read, asOf)) {
      if (event.kind !== 'roll-call') tracked = spoken(tracked, event)
      else {
        tracked = called(tracked, event)
        left ??= event.at
        returned = returned || event.point === 'back'
      }
    }
    const entries = [...tracked].sort(([a], [b]) => byText(a, b))
    const out = entries.filter(([, { place }]) => place === 'out').map(([child]) => child)
    const missing = entries.some(([, { place }]) => place === 'missing')
    const overdue = Date.parse(asOf) > Date.parse(read.backBy)
    const whole: readonly OutingAlarmKind[] = [
      ...(overdue && left !== undefined && out.length > 0 ? (['notBack'] as const) : []),
      ...(overdue && left === undefined && entries.some(([, { place }]) => place === 'expected')
        ? (['neverCounted'] as const)
        : []),
    ]
    return {
      state: left === undefined ? 'notLeft' : returned && out.length === 0 && !missing ? 'back' : 'gone',
      out,
      alarms: [
        ...entries.flatMap(([child, one]) => alarmsOf(child, one, listed)),
        ...whole.map((kind) => ({ kind, child: 'none' as const, since: read.backBy, lastSeen: 'none' as const })),
      ],
    }
  })
}

function alarmsOf(
  child: ChildId,
  { place, since, lastSeen }: Tracked,
  listed: ReadonlyMap<ChildId, boolean>,
): readonly OutingAlarm[] {
  const allowed = listed.get(child)
  const alarm = (kind: OutingAlarmKind): OutingAlarm => ({ kind, child, since, lastSeen })
  return [
    ...(place === 'missing' ? [alarm('missing')] : []),
    ...(place === 'notThere' ? [alarm('notThereAtStart')] : []),
    ...((place === 'out' || place === 'missing') && allowed === undefined ? [alarm('notOnTheList')] : []),
    ...((place === 'out' || place === 'missing') && allowed === false ? [alarm('withoutPermission')] : []),
  ]
}
