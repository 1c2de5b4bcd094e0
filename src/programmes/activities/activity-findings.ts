import { parameterOn } from '../../policy.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { type Outcome, parse } from '../../problem.ts'
import type { PlainDate } from '../../date.ts'
import { byText } from '../keyed-history.ts'
import { vettingOn } from '../safety/vetting.ts'
import { Activity } from './activity.ts'
import { activityParameters } from './activity-parameters.ts'

/** What speaks against an activity as planned. */
export type ActivityFault =
  | 'tooManySeats'
  | 'agesUpsideDown'
  | 'noMeeting'
  | 'tooFewAdults'
  | 'twoAdults'
  | 'adultNotVetted'
  | 'vettingUnknown'
  | 'whereUnknown'
  | 'noSuchRole'
  | 'roleOverfull'
  | 'noRoleForEveryone'
  | 'entrantNotInFinale'
  | 'entrantWithoutRecognition'
  | 'recognisedTwice'
  | 'notAnEntrant'
  | 'goesOnTwice'
  | 'noHost'
  | 'hostRefuses'
  | 'hostNotAsked'
  | 'tooYoungToServe'
  | 'serviceTooLong'
  | 'outOfHours'

/** A fault and where it stands. */
export interface ActivityFinding {
  readonly path: Pointer
  readonly code: ActivityFault
}

const fault = (code: ActivityFault, ...at: readonly (string | number)[]): ActivityFinding => ({
  path: pointer(...at),
  code,
})
const when = (is: boolean, ...found: readonly ActivityFinding[]): readonly ActivityFinding[] => (is ? found : [])

const byId = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => byText(a, b))

/** Children and children per adult that the parameters allow an activity. */
export function capOf(
  activity: Activity['activity'],
  on: PlainDate,
): { readonly children: number; readonly perAdult: number } {
  const listed = typeof activity === 'string' ? parameterOn(activityParameters.caps, on).value[activity] : undefined
  return listed ?? parameterOn(activityParameters.otherCap, on).value
}

function generalFindings(activity: Activity, asOf: PlainDate): readonly ActivityFinding[] {
  const { ages, seats, adults, meetings, offSite, shape } = activity
  const cap = capOf(activity.activity, asOf)
  const last = Object.values(meetings).reduce<PlainDate>((latest, { on }) => (on > latest ? on : latest), asOf)
  const present = new Set(adults.map(({ id }) => id)).size
  return [
    ...when(seats > cap.children, fault('tooManySeats', 'seats')),
    ...when(ages.from > ages.to, fault('agesUpsideDown', 'ages')),
    ...when(Object.keys(meetings).length === 0, fault('noMeeting', 'meetings')),
    ...when(present * cap.perAdult < seats, fault('tooFewAdults', 'adults')),
    ...when(
      (shape === 'service' || offSite !== 'no') && present < parameterOn(activityParameters.outingAdults, asOf).value,
      fault('twoAdults', 'adults'),
    ),
    ...when(offSite !== 'yes' && offSite !== 'no', fault('whereUnknown', 'offSite')),
    ...adults.flatMap(({ check }, at) => {
      const { answer } = vettingOn(check, last)
      return [
        ...when(answer === 'no', fault('adultNotVetted', 'adults', at)),
        ...when(answer === 'unknown', fault('vettingUnknown', 'adults', at)),
      ]
    }),
  ]
}

type Of<S extends Activity['shape']> = Extract<Activity, { shape: S }>

function eventFindings({ roles, cast, seats }: Of<'event'>): readonly ActivityFinding[] {
  const places = Object.values(roles).reduce((sum, role) => sum + role.seats, 0)
  return [
    ...when(places < seats, fault('noRoleForEveryone', 'roles')),
    ...cast.flatMap(({ role }, at) => when(!Object.hasOwn(roles, role), fault('noSuchRole', 'cast', at))),
    ...byId(roles).flatMap(([id, role]) => {
      const players = new Set(cast.filter((one) => one.role === id).map(({ child }) => child)).size
      return when(players > role.seats, fault('roleOverfull', 'roles', id))
    }),
  ]
}

function contestFindings({ entrants, rounds, finale, recognitions }: Of<'contest'>): readonly ActivityFinding[] {
  const entered = new Set<string>(entrants)
  const inFinale = new Set<string>(finale.flatMap(({ children }) => children))
  const recognised = new Set<string>(recognitions.map(({ child }) => child))
  return [
    ...byId(rounds).flatMap(([id, { marks, goOn }]) => [
      ...marks.flatMap(({ child }, at) => when(!entered.has(child), fault('notAnEntrant', 'rounds', id, 'marks', at))),
      ...goOn.flatMap((child, at) => when(!entered.has(child), fault('notAnEntrant', 'rounds', id, 'goOn', at))),
      ...when(new Set(goOn).size < goOn.length, fault('goesOnTwice', 'rounds', id, 'goOn')),
    ]),
    ...when(recognised.size < recognitions.length, fault('recognisedTwice', 'recognitions')),
    ...entrants.flatMap((child, at) => [
      ...when(!inFinale.has(child), fault('entrantNotInFinale', 'entrants', at)),
      ...when(!recognised.has(child), fault('entrantWithoutRecognition', 'entrants', at)),
    ]),
  ]
}

function serviceFindings({ ages, hosts, meetings }: Of<'service'>, asOf: PlainDate): readonly ActivityFinding[] {
  const longest = parameterOn(activityParameters.serviceMinutes, asOf).value.findLast(
    ({ fromAge }) => fromAge <= ages.from,
  )
  const hours = parameterOn(activityParameters.serviceHours, asOf).value
  return [
    ...when(hosts.length === 0, fault('noHost', 'hosts')),
    ...hosts.flatMap(({ consent }, at) => [
      ...when(consent === 'refused', fault('hostRefuses', 'hosts', at)),
      ...when(consent !== 'refused' && consent !== 'given', fault('hostNotAsked', 'hosts', at)),
    ]),
    ...when(longest === undefined, fault('tooYoungToServe', 'ages')),
    ...byId(meetings).flatMap(([id, { start, minutes }]) => [
      ...when(longest !== undefined && minutes > longest.minutes, fault('serviceTooLong', 'meetings', id)),
      ...when(start < hours.from || start + minutes > hours.to, fault('outOfHours', 'meetings', id)),
    ]),
  ]
}

/**
 * What speaks against an activity as planned on a day: seats, adults and their record checks, and what its shape asks for. In an event
 * there is a role for everybody, in a contest everyone who entered sings in the finale and is recognised, a service has hosts who
 * agree, hours that suit the youngest, and two adults. Unknown is not a yes.
 * @returns Ok: the findings, empty if the plan is sound. Err `invalid`: an activity that cannot be read.
 * @source numbers are proposals (`activityParameters`); 未成年人保护法 art. 31 for labour that suits the age, art. 62 for checks
 * @example
 * ```ts
 * import { activityFindings } from 'childfile/programmes'
 * const greening = {
 *   shape: 'service', id: 'g1', activity: 'campusGreening', ages: { from: 9, to: 11 }, seats: 20, offSite: 'no', adults: [],
 *   meetings: { m1: { on: '2026-10-17', start: 540, minutes: 90 } }, hosts: [{ id: 'h1', kind: 'school', consent: 'given' }],
 * } as const
 * activityFindings(greening, '2026-10-01').map((found) => found.map(({ code }) => code)).unwrapOr([]) // => ["tooFewAdults", "twoAdults", "serviceTooLong"]
 * ```
 */
export function activityFindings(activity: Activity, asOf: PlainDate): Outcome<readonly ActivityFinding[]> {
  return parse(Activity, activity).map((read) => [
    ...generalFindings(read, asOf),
    ...(read.shape === 'event' ? eventFindings(read) : []),
    ...(read.shape === 'contest' ? contestFindings(read) : []),
    ...(read.shape === 'service' ? serviceFindings(read, asOf) : []),
  ])
}
