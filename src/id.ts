import { z } from 'zod'

// A letter or digit first: `__proto__` and its like name no entry of a record.
const shape = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/

const id = <const B extends string>(brand: B, what: string) =>
  z
    .string()
    .regex(shape)
    .describe(`${what}: 1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first`)
    .brand<B>(brand)

/** Names one child's file. Made by the caller or by the register reader; never a national id, never a name. */
export const ChildId = id('ChildId', 'Id of a child')
export type ChildId = z.infer<typeof ChildId>

/** Names a volunteer. */
export const VolunteerId = id('VolunteerId', 'Id of a volunteer')
export type VolunteerId = z.infer<typeof VolunteerId>

/** Names a person who works with children: child director, supervisor, teacher, counsellor, expert. */
export const WorkerId = id('WorkerId', 'Id of a worker')
export type WorkerId = z.infer<typeof WorkerId>

/** Names a person inside one child's file: household member, guardian, emergency contact. */
export const PersonId = id('PersonId', 'Id of a person within one file')
export type PersonId = z.infer<typeof PersonId>

/** Names a school or kindergarten. */
export const SchoolId = id('SchoolId', 'Id of a school')
export type SchoolId = z.infer<typeof SchoolId>

/** Names a surrogate-parent agreement. */
export const AgreementId = id('AgreementId', 'Id of an agreement')
export type AgreementId = z.infer<typeof AgreementId>

/** Names a care plan. */
export const CarePlanId = id('CarePlanId', 'Id of a care plan')
export type CarePlanId = z.infer<typeof CarePlanId>

/** Names a session: counselling, lecture, drama, drill, activity. */
export const SessionId = id('SessionId', 'Id of a session')
export type SessionId = z.infer<typeof SessionId>

/** Names one entry of the aid ledger. */
export const AidEntryId = id('AidEntryId', 'Id of an aid entry')
export type AidEntryId = z.infer<typeof AidEntryId>

/** Names a need of a child. */
export const NeedId = id('NeedId', 'Id of a need')
export type NeedId = z.infer<typeof NeedId>

/** Names a consent. */
export const ConsentId = id('ConsentId', 'Id of a consent')
export type ConsentId = z.infer<typeof ConsentId>

/** Names a contact between parent and child or carer. */
export const ContactId = id('ContactId', 'Id of a contact')
export type ContactId = z.infer<typeof ContactId>

/** Names a home visit. */
export const VisitId = id('VisitId', 'Id of a visit')
export type VisitId = z.infer<typeof VisitId>

/** Names an incident. */
export const IncidentId = id('IncidentId', 'Id of an incident')
export type IncidentId = z.infer<typeof IncidentId>

/** Names a measurement of the body. */
export const MeasurementId = id('MeasurementId', 'Id of a measurement')
export type MeasurementId = z.infer<typeof MeasurementId>

/** Names a filled-in screening instrument. */
export const ScreeningId = id('ScreeningId', 'Id of a screening')
export type ScreeningId = z.infer<typeof ScreeningId>

/** Names a vaccine dose. */
export const DoseId = id('DoseId', 'Id of a dose')
export type DoseId = z.infer<typeof DoseId>

/** Names a note. */
export const NoteId = id('NoteId', 'Id of a note')
export type NoteId = z.infer<typeof NoteId>

/** Names an entry of attendance. */
export const AttendanceId = id('AttendanceId', 'Id of an attendance entry')
export type AttendanceId = z.infer<typeof AttendanceId>

/** Names something that a child received. */
export const ReceivedId = id('ReceivedId', 'Id of something received')
export type ReceivedId = z.infer<typeof ReceivedId>

/** Names an entry of a slow section: an illness, an allergy, a medicine, a preference, a problem. */
export const EntryId = id('EntryId', 'Id of an entry of a section')
export type EntryId = z.infer<typeof EntryId>
