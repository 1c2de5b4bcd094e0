import { z } from 'zod'
import { Instant, PlainDate } from '../../date.ts'
import { ChildId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { type Outcome, parse } from '../../problem.ts'
import { Volunteer } from '../../records/index.ts'
import { byText, Key } from '../keyed-history.ts'
import { vettingOn } from '../safety/vetting.ts'
import { ActivityName } from './activity.ts'
import { capOf } from './activity-findings.ts'
import { activityParameters } from './activity-parameters.ts'

const absent = ['notCollected', 'contested'] as const

/** A roll-call: who was seen, where, by whom. */
export const RollCall = z
  .strictObject({
    kind: z.literal('roll-call'),
    at: Instant,
    point: z.enum(['out', 'underway', 'back']),
    present: z.array(ChildId).max(1000),
    by: WorkerId,
  })
  .describe('A roll-call')

/** A word about one child between two roll-calls. */
export const ChildWord = z
  .strictObject({
    kind: z
      .enum(['excused', 'collected', 'found'])
      .describe('excused: does not come; collected: handed to a guardian; found: seen again'),
    at: Instant,
    child: ChildId,
    by: WorkerId,
  })
  .describe('A word about one child')

/** Something that happened on an outing. */
export const OutingEvent = z.discriminatedUnion('kind', [RollCall, ChildWord])
export type OutingEvent = Immutable<z.infer<typeof OutingEvent>>

/** An outing: who goes, with whose leave, with which adults, how, and what happened on the way. */
export const Outing = z
  .strictObject({
    on: PlainDate,
    activity: ActivityName,
    children: z
      .array(
        z.strictObject({
          child: ChildId,
          permission: z.enum(['given', 'refused', ...absent]).describe("Guardian's leave in writing"),
          careNeeds: z
            .enum(['asked', ...absent])
            .describe('Whether somebody asked for allergies and illness; the answer is with the adult in charge'),
        }),
      )
      .max(1000),
    adults: z.array(z.strictObject({ id: WorkerId, check: Volunteer.shape.check })).max(200),
    transport: z
      .union([
        z.strictObject({ by: z.literal('foot') }),
        z.strictObject({
          by: z.enum(['schoolBus', 'coach', 'publicBus', 'car']),
          places: z.int().min(1).max(2000).describe('Seats with belts, the driver’s not among them'),
          licensed: z.enum(['yes', 'no', ...absent]).describe('Vehicle and driver licensed for it'),
        }),
        z.enum(['none', ...absent]),
      ])
      .describe('How they go'),
    insured: z.enum(['yes', 'no', ...absent]),
    emergencyPhone: z.enum(['yes', 'no', ...absent]).describe('Whether the adults carry the numbers of all guardians'),
    backBy: Instant.describe('When they are expected back'),
    history: z.record(Key, OutingEvent),
  })
  .describe('An outing')
export type Outing = Immutable<z.infer<typeof Outing>>

/** What has to be settled before an outing may leave. */
export type OutingFault =
  | 'permissionRefused'
  | 'permissionUnknown'
  | 'listedTwice'
  | 'careNeedsNotAsked'
  | 'twoAdults'
  | 'tooFewAdults'
  | 'adultNotVetted'
  | 'vettingUnknown'
  | 'noTransport'
  | 'tooFewPlaces'
  | 'notLicensed'
  | 'notInsured'
  | 'noEmergencyPhone'

/** A fault and where it stands. */
export interface OutingFinding {
  readonly path: Pointer
  readonly code: OutingFault
}

const fault = (code: OutingFault, ...at: readonly (string | number)[]): OutingFinding => ({
  path: pointer(...at),
  code,
})
const when = (is: boolean, found: OutingFinding): readonly OutingFinding[] => (is ? [found] : [])

function transportFindings({ transport }: Outing, people: number): readonly OutingFinding[] {
  if (typeof transport === 'string') return [fault('noTransport', 'transport')]
  if (transport.by === 'foot') return []
  return [
    ...when(transport.places < people, fault('tooFewPlaces', 'transport', 'places')),
    ...when(transport.licensed !== 'yes', fault('notLicensed', 'transport', 'licensed')),
  ]
}

/**
 * What has to be settled before an outing may leave: each guardian’s leave, two adults at least and as many as the activity asks for, their
 * record checks on the day, places in licensed transport, insurance, phone numbers. Unknown is not a yes.
 * @returns Ok: the findings, empty if it may leave. Err `invalid`: an outing that cannot be read.
 * @source numbers are proposals (`activityParameters`); 未成年人保护法 art. 62 for the checks
 * @example
 * ```ts
 * import { ChildId, Instant } from 'childfile'
 * import { outingFindings } from 'childfile/programmes'
 * const outing = {
 *   on: '2026-10-17', activity: 'martyrFamilyVisit', adults: [], transport: { by: 'foot' }, insured: 'yes', emergencyPhone: 'yes',
 *   children: [{ child: ChildId.parse('c1'), permission: 'notCollected', careNeeds: 'asked' }],
 *   backBy: Instant.parse('2026-10-17T11:30:00+08:00'), history: {},
 * } as const
 * outingFindings(outing).map((found) => found.map(({ code }) => code)).unwrapOr([]) // => ["permissionUnknown", "twoAdults", "tooFewAdults"]
 * ```
 */
export function outingFindings(outing: Outing): Outcome<readonly OutingFinding[]> {
  return parse(Outing, outing).map((read) => {
    const { children, adults, activity, on, insured, emergencyPhone } = read
    const [going, present] = [
      new Set(children.map(({ child }) => child)).size,
      new Set(adults.map(({ id }) => id)).size,
    ]
    return [
      ...children.flatMap(({ child, permission, careNeeds }, at) => [
        ...when(children.findIndex((one) => one.child === child) < at, fault('listedTwice', 'children', at)),
        ...when(permission === 'refused', fault('permissionRefused', 'children', at)),
        ...when(permission !== 'refused' && permission !== 'given', fault('permissionUnknown', 'children', at)),
        ...when(careNeeds !== 'asked', fault('careNeedsNotAsked', 'children', at)),
      ]),
      ...when(present < parameterOn(activityParameters.outingAdults, on).value, fault('twoAdults', 'adults')),
      ...when(present * capOf(activity, on).perAdult < going, fault('tooFewAdults', 'adults')),
      ...adults.flatMap(({ check }, at) => {
        const { answer } = vettingOn(check, on)
        return [
          ...when(answer === 'no', fault('adultNotVetted', 'adults', at)),
          ...when(answer === 'unknown', fault('vettingUnknown', 'adults', at)),
        ]
      }),
      ...transportFindings(read, going + present),
      ...when(insured !== 'yes', fault('notInsured', 'insured')),
      ...when(emergencyPhone !== 'yes', fault('noEmergencyPhone', 'emergencyPhone')),
    ]
  })
}

/** The events up to a moment in the order in which they happened; at one moment words come after roll-calls, then by id. */
export function happened({ history }: Outing, asOf: Instant): readonly OutingEvent[] {
  const word = ({ kind }: OutingEvent): number => (kind === 'roll-call' ? 0 : 1)
  return Object.entries(history)
    .map(([id, event]) => ({ id, event, moment: Date.parse(event.at) }))
    .filter(({ moment }) => moment <= Date.parse(asOf))
    .sort((a, b) => a.moment - b.moment || word(a.event) - word(b.event) || byText(a.id, b.id))
    .map(({ event }) => event)
}
