import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { AgreementId, ChildId, ConsentId, EntryId, IncidentId, VolunteerId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { codeLists } from '../../records/index.ts'
import { agreementTerms } from './agreement-terms.ts'

const line = z.string().min(1).max(100)
const keys = <K extends string>(rows: readonly { readonly key: K }[]): readonly K[] => rows.map(({ key }) => key)

const By = z.strictObject({
  id: z.string().min(1).max(64).describe('Who did it or wrote it down'),
  role: z.enum(['child', 'guardian', 'volunteer', 'worker', 'supervisor', 'protectionOfficer', 'authority']),
})

const head = {
  id: EntryId,
  on: PlainDate,
  nth: z.int().min(0).max(999).exactOptional().describe('Place within the day, where it matters'),
  by: By,
}
const ofVolunteer = { ...head, volunteer: VolunteerId }
const ofMatch = { ...head, match: AgreementId }

/** Whether a party was heard at the end, or why not. What was said stands in no record of the programme. */
const Heard = z.union([
  z.literal('heard'),
  z.strictObject({ notHeard: z.enum(['declined', 'unreachable', 'moved', 'ill', 'dead']) }),
])

/** The record with which a match is closed: all three parties heard, rules for later contact, whether to match again. */
export const ClosureRecord = z
  .strictObject({
    child: Heard,
    guardian: Heard,
    volunteer: Heard,
    laterContact: z.enum(['none', 'agreedWithGuardian']).describe('Rules for contact after the end'),
    matchAgain: z.enum(['wished', 'notWished', 'later']).describe('Whether the child wishes another surrogate parent'),
  })
  .describe('Three-party closure record')
export type ClosureRecord = Immutable<z.infer<typeof ClosureRecord>>

const endReasons = keys(codeLists.endReasons.rows).filter((key) => key !== 'safeguarding')

/**
 * Something that happened in the surrogate-parent programme. A check says outcome, day, authority and reference, never what the record says;
 * a child's no has no field for a reason.
 */
export const SurrogateEvent = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('applied'), ...ofVolunteer }),
    z.strictObject({
      kind: z.literal('interviewed'),
      ...ofVolunteer,
      outcome: z.enum(['suitable', 'unsuitable']),
    }),
    z.strictObject({ kind: z.literal('referenceTaken'), ...ofVolunteer, outcome: z.enum(['good', 'doubtful']) }),
    z.strictObject({
      kind: z.literal('checked'),
      ...ofVolunteer,
      outcome: z.enum(keys(codeLists.checkOutcomes.rows)),
      authority: line,
      reference: line,
    }),
    z.strictObject({ kind: z.literal('trained'), ...ofVolunteer, hours: z.int().min(1).max(100) }),
    z.strictObject({ kind: z.literal('accepted'), ...ofVolunteer }),
    z.strictObject({ kind: z.literal('declined'), ...ofVolunteer }),
    z.strictObject({ kind: z.literal('left'), ...ofVolunteer }),
    z.strictObject({ kind: z.literal('concern'), ...ofVolunteer, incident: IncidentId.exactOptional() }),
    z.strictObject({
      kind: z.literal('unfounded'),
      ...ofVolunteer,
      concern: EntryId.describe('The event that opened the block'),
      authority: line,
      reference: line,
    }),
    z.strictObject({
      kind: z.literal('proposed'),
      ...ofMatch,
      child: ChildId,
      volunteer: VolunteerId,
      role: z.enum(['primary', 'substitute']),
      from: PlainDate.describe('First day of the agreement'),
      to: PlainDate.describe('First day after the agreement'),
    }),
    z.strictObject({ kind: z.literal('childAnswered'), ...ofMatch, says: z.enum(['willing', 'unwilling']) }),
    z.strictObject({
      kind: z.literal('guardianConsented'),
      ...ofMatch,
      capacity: z.enum(['father', 'mother', 'guardian', 'delegateWithinMandate']),
      consent: ConsentId.exactOptional().describe('The consent on the file, as consentFor judged it'),
      until: PlainDate.exactOptional().describe('First day on which it no longer holds'),
    }),
    z.strictObject({
      kind: z.literal('volunteerAgreed'),
      ...ofMatch,
      terms: z.array(z.enum(keys(agreementTerms))).describe('The terms that were read out and signed'),
    }),
    z.strictObject({ kind: z.literal('approved'), ...ofMatch }),
    z.strictObject({ kind: z.literal('rejected'), ...ofMatch }),
    z.strictObject({
      kind: z.literal('firstMeeting'),
      ...ofMatch,
      workerPresent: z.union([WorkerId, z.literal('nobody')]),
    }),
    z.strictObject({ kind: z.literal('resumed'), ...ofMatch }),
    z.strictObject({ kind: z.literal('renewed'), ...ofMatch, to: PlainDate.describe('New first day after the end') }),
    z.strictObject({ kind: z.literal('supported'), ...ofMatch, party: z.enum(['child', 'guardian', 'volunteer']) }),
    z.strictObject({ kind: z.literal('breachSettled'), ...ofMatch, breach: EntryId }),
    z.strictObject({ kind: z.literal('breached'), ...ofMatch, term: z.enum(keys(agreementTerms)) }),
    z.strictObject({ kind: z.literal('paused'), ...ofMatch }),
    z.strictObject({ kind: z.literal('withdrawn'), ...ofMatch, who: z.enum(['guardian', 'volunteer']) }),
    z.strictObject({
      kind: z.literal('closed'),
      ...ofMatch,
      reason: z.enum(endReasons),
      closure: ClosureRecord.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('safeguarded'), ...ofMatch, incident: IncidentId.exactOptional() }),
    z.strictObject({
      kind: z.literal('contact'),
      ...head,
      child: ChildId,
      volunteer: VolunteerId.exactOptional().describe('Who called or came, where it was written down'),
      way: z.enum(['call', 'meeting']),
    }),
  ])
  .describe('An event of the surrogate-parent programme')
export type SurrogateEvent = Immutable<z.infer<typeof SurrogateEvent>>

/** An event as a program writes it, before it is read. */
export type SurrogateEventInput = Immutable<z.input<typeof SurrogateEvent>>

/**
 * Kinds in the order in which they count within a day: what is found out, what begins, what stops. Where nobody wrote down the place
 * within the day, what protects the child comes last.
 */
export const surrogateKinds: readonly SurrogateEvent['kind'][] = [
  'applied',
  'interviewed',
  'referenceTaken',
  'checked',
  'trained',
  'unfounded',
  'accepted',
  'proposed',
  'childAnswered',
  'guardianConsented',
  'volunteerAgreed',
  'approved',
  'rejected',
  'firstMeeting',
  'supported',
  'contact',
  'breachSettled',
  'renewed',
  'resumed',
  'breached',
  'paused',
  'withdrawn',
  'closed',
  'declined',
  'left',
  'concern',
  'safeguarded',
]
