import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import type { Machine } from '../../lifecycle.ts'
import { codeLists, Volunteer } from '../../records/index.ts'
import { Key } from '../keyed-history.ts'

const absent = ['notCollected', 'contested'] as const
const Title = z.string().min(1).max(100)

/** An activity of the code list; activities in other words than the list’s go by `other`. */
export const ActivityName = z.union([
  z.enum(codeLists.activities.rows.map(({ key }) => key)),
  z.strictObject({ other: z.string().min(1).max(50) }),
])

/** One meeting of an activity. */
export const Meeting = z
  .strictObject({
    on: PlainDate,
    start: z.int().min(0).max(1439).describe('Minutes after midnight'),
    minutes: z.int().min(1).max(600),
  })
  .describe('One meeting')
export type Meeting = Immutable<z.infer<typeof Meeting>>

const shared = {
  id: Key,
  activity: ActivityName,
  ages: z
    .strictObject({ from: z.int().min(0).max(25), to: z.int().min(0).max(25) })
    .describe('Completed years, both included'),
  seats: z.int().min(1).max(5000),
  adults: z
    .array(z.strictObject({ id: WorkerId, check: Volunteer.shape.check }))
    .max(200)
    .describe('Adults who are there all the time'),
  meetings: z.record(Key, Meeting),
  offSite: z.enum(['yes', 'no', ...absent]).describe('Whether it leaves the grounds of the school'),
}

/** A series: a group that meets again and again and makes something. */
export const Series = z
  .strictObject({
    shape: z.literal('series'),
    ...shared,
    books: z.union([z.array(Title).max(200), z.enum(['none', ...absent])]).describe('Books of a reading group'),
  })
  .describe('A group that meets again and again')

/** An event with roles: a literary evening, with something to do for everybody. */
export const EventWithRoles = z
  .strictObject({
    shape: z.literal('event'),
    ...shared,
    roles: z.record(Key, z.strictObject({ name: Title, seats: z.int().min(1).max(500) })),
    cast: z.array(z.strictObject({ role: Key, child: ChildId })).max(5000),
  })
  .describe('An event in which everybody has a role')

/** A contest: rounds, a part in the finale for everyone who entered, and a recognition in words for each. */
export const Contest = z
  .strictObject({
    shape: z.literal('contest'),
    ...shared,
    entrants: z.array(ChildId).max(5000),
    rounds: z.record(
      Key,
      z.strictObject({
        on: PlainDate,
        marks: z
          .array(z.strictObject({ child: ChildId, marks: z.int().min(0).max(100) }))
          .max(5000)
          .describe('For the judges alone'),
        goOn: z.array(ChildId).max(5000).describe('Who sings in the next round too; told to each child alone'),
      }),
    ),
    finale: z.array(z.strictObject({ piece: Title, children: z.array(ChildId).min(1).max(5000) })).max(500),
    recognitions: z
      .array(
        z.strictObject({
          child: ChildId,
          for: z.enum(['voice', 'expression', 'courage', 'teamwork', 'rhythm', 'ownSong', 'stagecraft']),
        }),
      )
      .max(5000)
      .describe('One for each entrant; the kinds have no order'),
  })
  .describe('A contest without public losers')

/** A service to others, at the place of hosts who agree. */
export const Service = z
  .strictObject({
    shape: z.literal('service'),
    ...shared,
    hosts: z
      .array(
        z.strictObject({
          id: Key,
          kind: z.enum(['school', 'martyrFamily', 'elderly', 'disabled', 'other']),
          consent: z.enum(['given', 'refused', ...absent]).describe('Whether the host agrees to the visit'),
        }),
      )
      .max(100),
  })
  .describe('A service to others')

/** An activity in one of four shapes. */
export const Activity = z
  .discriminatedUnion('shape', [Series, EventWithRoles, Contest, Service])
  .describe('An activity')
export type Activity = Immutable<z.infer<typeof Activity>>

/** How far an activity has come. */
export type ActivityState = 'proposed' | 'open' | 'running' | 'finished' | 'cancelled'

/** What happens to an activity. */
export type ActivityMove = 'open' | 'start' | 'finish' | 'cancel'

/**
 * The life of an activity, for `step` and `availableActions`: children are asked once its plan is sound (`activityFindings` is empty),
 * and it starts once the seats are given.
 * @source practice of schools
 */
export const activityLifecycle: Machine<ActivityState, ActivityMove> = {
  first: 'proposed',
  moves: [
    { from: 'proposed', on: 'open', to: 'open', by: ['teacher', 'worker'], needs: ['plan-sound'] },
    { from: 'open', on: 'start', to: 'running', by: ['teacher', 'worker'], needs: ['plan-sound', 'seats-given'] },
    { from: 'running', on: 'finish', to: 'finished', by: ['teacher', 'worker'], needs: [] },
    {
      from: ['proposed', 'open', 'running'],
      on: 'cancel',
      to: 'cancelled',
      by: ['teacher', 'worker'],
      needs: ['reason'],
    },
  ],
}
