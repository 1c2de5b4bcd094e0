import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import type { Parameter } from '../../policy.ts'
import type { Source } from '../../source.ts'
import { Grade } from '../timetable/timetable-problem.ts'

const Id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/)
  .describe('1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first')
const absent = z.enum(['notCollected', 'contested'])
const Tags = z.array(Id).max(40)

/** A child who may enrol, with a file or without one: nothing in it says which. */
export const EnrolmentChild = z
  .strictObject({
    id: ChildId,
    consent: z
      .union([z.enum(['given', 'refused']), absent])
      .describe('Whether a guardian agrees and the child does not say no'),
    grade: z.union([Grade, absent]),
    birthDate: z.union([PlainDate, absent]),
    tags: z
      .union([Tags, absent])
      .describe('What some groups do not suit, such as an allergy; empty: asked, there is none'),
    classes: Tags.describe('Priority classes for which seats may be protected; the library gives them no meaning'),
    enrolledBefore: z
      .union([z.enum(['yes', 'no']), absent])
      .describe('Whether the child has ever had a group; unknown counts like no'),
    most: z.int().min(0).max(12).describe('How many groups the child wants at most'),
  })
  .describe('A child who may enrol')
export type EnrolmentChild = Immutable<z.infer<typeof EnrolmentChild>>

/** A group that meets in one or several slots of the week. */
export const EnrolmentGroup = z
  .strictObject({
    id: Id,
    seats: z.int().min(0).max(100_000),
    slots: z.array(Id).max(21).describe('When it meets; two groups that share a slot are never held by one child'),
    grades: z.array(Grade).min(1).exactOptional().describe('Grades that it is for; all if not said'),
    ages: z
      .strictObject({ from: z.int().min(0).max(25), to: z.int().min(0).max(25) })
      .exactOptional()
      .describe('Completed years on the day asked, both included; all if not said'),
    notFor: Tags.exactOptional().describe('Tags of children whom it does not suit'),
    protectedSeats: z
      .strictObject({ seats: z.int().min(0).max(100_000), classes: Tags.min(1) })
      .exactOptional()
      .describe('Seats that go first to children of any of these classes'),
  })
  .describe('A group that children enrol in')
export type EnrolmentGroup = Immutable<z.infer<typeof EnrolmentGroup>>

/** Who wants which groups, and what there is. */
export const EnrolmentRequest = z
  .strictObject({
    asOf: PlainDate.describe('Day on which ages are counted'),
    children: z.array(EnrolmentChild).max(200_000),
    groups: z.array(EnrolmentGroup).max(2000),
    wishes: z
      .array(z.strictObject({ child: ChildId, groups: z.array(Id).max(40).describe('Best liked first') }))
      .max(200_000),
    rankWorth: z
      .array(z.int().min(1).max(10_000))
      .min(1)
      .max(40)
      .exactOptional()
      .describe('What a wish is worth by rank, falling; the last holds for all ranks after it'),
  })
  .describe('Children, groups and wishes')
export type EnrolmentRequest = Immutable<z.infer<typeof EnrolmentRequest>>

/**
 * How seats are given. `flow`: most children with a group, then most worth of wishes together. `leximin`: most children with a group,
 * then as few as possible whose best group is a bad one. `draft`: by turns, then trades in which nobody loses. `serial`: one child
 * after the other takes the best that is left; the only one of the four where no child gains by stating other wishes than its own.
 */
export type Mechanism = 'flow' | 'draft' | 'serial' | 'leximin'

/** Which mechanism, and the lot: a seed, or the order that was drawn in public, naming every child once. */
export type EnrolmentOptions = {
  readonly mechanism: Mechanism
} & ({ readonly seed: number } | { readonly lottery: readonly EnrolmentChild['id'][] })

const own: Source = { title: 'childfile defaults for enrolment', kind: 'proposal', standing: 'proposal' }

/** What wishes are worth to each other. A proposal: an office sets its own. */
export const enrolmentParameters = {
  rankWorth: {
    id: 'enrolment.rankWorth',
    unit: 'points by rank, the last for all after it',
    zh: '志愿顺序的分值',
    en: 'worth of a wish by rank',
    values: [
      {
        from: '2021-06-01',
        value: [100, 92, 84, 76, 68, 60, 52, 44, 36, 28, 20, 12, 4],
        standing: 'proposal',
        source: own,
      },
    ],
  },
} as const satisfies Readonly<Record<string, Parameter<readonly number[]>>>
