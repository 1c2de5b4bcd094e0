import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { ChildId, ConsentId, EntryId, SessionId, VolunteerId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { Tier } from '../../policy.ts'

const line = z.string().min(1).max(100)
const By = z.strictObject({
  id: z.string().min(1).max(64).describe('Who did it or wrote it down'),
  role: z.enum(['child', 'guardian', 'helper', 'counsellor', 'worker', 'supervisor', 'protectionOfficer', 'authority']),
})
const head = {
  id: EntryId,
  on: PlainDate,
  nth: z.int().min(0).max(999).exactOptional().describe('Place within the day, where it matters'),
  by: By,
}
const ofCourse = { ...head, course: EntryId }

/** What the child says itself: a face, a number, or that it was not asked or did not wish to say. */
export const OwnWord = z
  .union([
    z.strictObject({ scale: z.literal('faces'), value: z.int().min(1).max(5) }),
    z.strictObject({ scale: z.literal('zeroToTen'), value: z.int().min(0).max(10) }),
    z.enum(['notAsked', 'didNotSay']),
  ])
  .describe("In the child's own word")
export type OwnWord = Immutable<z.infer<typeof OwnWord>>

const Suspect = z.strictObject({
  role: z.enum(['father', 'mother', 'delegate', 'guardian', 'member', 'volunteer', 'worker', 'other']),
  id: z.union([z.string().min(1).max(64), z.enum(['none', 'notCollected'])]),
})

/** Something that happened in one-to-one help. Companionship and counselling are two kinds: a lay companion holds talks, a counsellor sessions. */
export const CounsellingEvent = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('qualified'),
      ...head,
      counsellor: WorkerId,
      volunteer: VolunteerId.exactOptional().describe('The same person as a volunteer'),
      title: line.describe('What the proof is'),
      authority: line,
      reference: line,
      from: PlainDate,
      to: z.union([PlainDate, z.literal('none')]).describe('First day on which the proof no longer holds'),
    }),
    z.strictObject({
      kind: z.literal('supervised'),
      ...head,
      counsellor: WorkerId,
      supervisor: WorkerId,
      from: PlainDate,
      to: z.union([PlainDate, z.literal('none')]),
    }),
    z.strictObject({
      kind: z.literal('opened'),
      ...ofCourse,
      of: z.literal('counselling'),
      child: ChildId,
      counsellor: WorkerId,
    }),
    z.strictObject({
      kind: z.literal('companionOpened'),
      ...ofCourse,
      of: z.literal('companionship'),
      child: ChildId,
      companion: VolunteerId,
    }),
    z.strictObject({
      kind: z.literal('guardianConsented'),
      ...ofCourse,
      capacity: z.enum(['father', 'mother', 'guardian', 'delegateWithinMandate']),
      consent: ConsentId.exactOptional().describe('The consent on the file, as consentFor judged it'),
      until: PlainDate.exactOptional().describe('First day on which it no longer holds'),
    }),
    z.strictObject({ kind: z.literal('consentWithdrawn'), ...ofCourse }),
    z.strictObject({ kind: z.literal('childAnswered'), ...ofCourse, says: z.enum(['willing', 'unwilling']) }),
    z.strictObject({
      kind: z.literal('danger'),
      ...ofCourse,
      threat: z.enum(['ownLife', 'lifeOfOthers', 'harmByOthers']),
      suspects: z.union([z.array(Suspect).min(1), z.enum(['none', 'notCollected'])]),
    }),
    z.strictObject({ kind: z.literal('dangerOver'), ...ofCourse, danger: EntryId }),
    z.strictObject({
      kind: z.literal('planned'),
      ...ofCourse,
      goal: line.describe('What the child wishes to be different, in its own words'),
      instrument: z
        .string()
        .regex(/^[A-Za-z0-9.-]{1,40}$/)
        .describe('Id of the instrument for before, middle and after'),
      tier: Tier.describe('How often, by the cadence of this tier'),
    }),
    z.strictObject({
      kind: z.literal('booked'),
      ...ofCourse,
      session: SessionId,
      for: PlainDate.describe('Day of the session'),
    }),
    z.strictObject({
      kind: z.literal('held'),
      ...ofCourse,
      mood: OwnWord,
      pressure: OwnWord,
      notes: z.string().min(1).max(4000).exactOptional().describe('Sealed'),
    }),
    z.strictObject({
      kind: z.literal('measured'),
      ...ofCourse,
      instrument: z.string().regex(/^[A-Za-z0-9.-]{1,40}$/),
      answers: z.record(z.string().regex(/^[A-Za-z0-9]{1,12}$/), z.union([z.int(), z.literal('notAnswered')])),
      age: z.int().min(3).max(18).describe('Age of the child in years on that day'),
    }),
    z.strictObject({ kind: z.literal('reviewed'), ...ofCourse, outcome: z.enum(['goOn', 'changePlan']) }),
    z.strictObject({ kind: z.literal('referred'), ...ofCourse, to: z.enum(['hospital', 'specialist', 'protection']) }),
    z.strictObject({
      kind: z.literal('closed'),
      ...ofCourse,
      reason: z.enum(['goalReached', 'childWishes', 'guardianWishes', 'moved', 'cameOfAge', 'other']),
    }),
  ])
  .describe('An event of one-to-one help')
export type CounsellingEvent = Immutable<z.infer<typeof CounsellingEvent>>

/** An event as a program writes it, before it is read. */
export type CounsellingEventInput = Immutable<z.input<typeof CounsellingEvent>>

/** Kinds in the order in which they count within a day; what stops comes last. */
export const counsellingKinds: readonly CounsellingEvent['kind'][] = [
  'qualified',
  'supervised',
  'opened',
  'companionOpened',
  'dangerOver',
  'danger',
  'guardianConsented',
  'childAnswered',
  'planned',
  'reviewed',
  'booked',
  'measured',
  'held',
  'consentWithdrawn',
  'referred',
  'closed',
]
