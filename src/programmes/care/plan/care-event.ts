import { z } from 'zod'
import { PlainDate } from '../../../date.ts'
import { CarePlanId, ChildId, EntryId, IncidentId } from '../../../id.ts'
import type { Immutable } from '../../../immutable.ts'
import { type Code, codeLists } from '../../../records/index.ts'

const line = z.string().min(1).max(100)
const reason = line.describe('Why, in words')
const person = z.string().min(1).max(64)
const keys = <K extends string>(rows: readonly { readonly key: K }[]): readonly K[] => rows.map(({ key }) => key)

/** Who can be given a task of a plan. */
export const TaskOwner = z
  .strictObject({
    id: person,
    role: z.enum(['worker', 'supervisor', 'teacher', 'counsellor', 'volunteer', 'guardian']),
  })
  .describe('Whose task it is')
export type TaskOwner = Immutable<z.infer<typeof TaskOwner>>

const By = z.strictObject({
  id: person.describe('Who did it or wrote it down'),
  role: z.enum([...TaskOwner.shape.role.options, 'child']),
})

/** A flag that a need answers: the rule, and which time that it was raised. */
export const FlagOfNeed = z
  .strictObject({ rule: z.string().min(1).max(80), episode: z.int().min(1).max(9999) })
  .describe('A flag that a need answers')
export type FlagOfNeed = Immutable<z.infer<typeof FlagOfNeed>>

const head = {
  id: EntryId,
  on: PlainDate,
  nth: z.int().min(0).max(999).exactOptional().describe('Place within the day, where it matters'),
  by: By,
  plan: CarePlanId,
}
const matter = IncidentId.exactOptional().describe('The incident on which it rests; kept from whoever may be its cause')
const ofTask = { ...head, task: EntryId }
const ofGoal = { ...head, goal: EntryId }

/** Something that happened to a care plan. Events are appended, never changed; together they are the plan. */
export const CareEvent = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('opened'), ...head, child: ChildId, matter }),
    z.strictObject({
      kind: z.literal('needNamed'),
      ...head,
      need: EntryId,
      domain: z.enum(keys<Code<typeof codeLists.careDomains>>(codeLists.careDomains.rows)),
      words: line.describe('The problem, as the child and those who care for it see it'),
      flags: z.array(FlagOfNeed).max(20).exactOptional(),
      matter,
    }),
    z.strictObject({
      kind: z.literal('childHeard'),
      ...head,
      answer: z.union([
        z.strictObject({ says: line.describe("In the child's own words") }),
        z.strictObject({ notHeard: z.enum(['tooYoung', 'unwilling', 'unreachable', 'ill']) }),
      ]),
    }),
    z.strictObject({
      kind: z.literal('goalSet'),
      ...ofGoal,
      need: EntryId,
      words: line.describe('What shall be so'),
      due: PlainDate,
    }),
    z.strictObject({
      kind: z.literal('taskGiven'),
      ...ofTask,
      goal: EntryId,
      words: line.describe('What is done for it'),
      owner: TaskOwner,
      due: PlainDate,
    }),
    z.strictObject({ kind: z.literal('approved'), ...head, reviewOn: PlainDate.describe('Day of the next review') }),
    z.strictObject({ kind: z.literal('taskHandedOn'), ...ofTask, owner: TaskOwner }),
    z.strictObject({ kind: z.literal('taskMoved'), ...ofTask, due: PlainDate, reason }),
    z.strictObject({
      kind: z.literal('progressNoted'),
      ...ofGoal,
      attained: z
        .int()
        .min(-2)
        .max(2)
        .describe('Attainment of the goal: -2 much less than expected, 0 as expected, 2 much more'),
      words: line.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('taskReopened'), ...ofTask, reason }),
    z.strictObject({ kind: z.literal('taskDone'), ...ofTask, words: line.exactOptional() }),
    z.strictObject({ kind: z.literal('taskDropped'), ...ofTask, reason }),
    z.strictObject({ kind: z.literal('goalMet'), ...ofGoal }),
    z.strictObject({ kind: z.literal('goalDropped'), ...ofGoal, reason }),
    z.strictObject({ kind: z.literal('reviewed'), ...head, reviewOn: PlainDate }),
    z.strictObject({
      kind: z.literal('closed'),
      ...head,
      reason: z.enum(['goalsReached', 'leftRegister', 'transferred', 'childWishes', 'otherPlan']),
    }),
    z.strictObject({ kind: z.literal('reopened'), ...head, reason, reviewOn: PlainDate }),
  ])
  .describe('An event of a care plan')
export type CareEvent = Immutable<z.infer<typeof CareEvent>>

/** An event as a program writes it, before it is read. */
export type CareEventInput = Immutable<z.input<typeof CareEvent>>

/** Kinds in the order in which they count within a day; what ends comes last. */
export const careEventKinds: readonly CareEvent['kind'][] = [
  'opened',
  'needNamed',
  'childHeard',
  'goalSet',
  'taskGiven',
  'approved',
  'reopened',
  'taskReopened',
  'taskHandedOn',
  'taskMoved',
  'progressNoted',
  'taskDone',
  'taskDropped',
  'goalMet',
  'goalDropped',
  'reviewed',
  'closed',
]
