import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import {
  AgreementId,
  AttendanceId,
  ChildId,
  ConsentId,
  ContactId,
  DoseId,
  EntryId,
  IncidentId,
  MeasurementId,
  NoteId,
  PersonId,
  ReceivedId,
  ScreeningId,
  VisitId,
} from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import type { Pointer } from '../../pointer.ts'
import { coded, codedOnly, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import { ethnicities, hukouNatures, idTypes, sexes } from '../codes/identity.ts'
import { Attendance } from '../events/attendance.ts'
import { Contact } from '../events/contact.ts'
import { Dose } from '../events/dose.ts'
import { Incident } from '../events/incident.ts'
import { Measurement } from '../events/measurement.ts'
import { Note } from '../events/note.ts'
import { Received } from '../events/received.ts'
import { Screening } from '../events/screening.ts'
import { Visit } from '../events/visit.ts'
import { Care, Delegate, Delegation, Guardian } from './carer.ts'
import {
  Conduct,
  EmergencyContact,
  Livelihood,
  PaperRating,
  ProblemEntry,
  RegisterState,
  ServicePlan,
  Workers,
} from './circumstances.ts'
import { Consent } from './consent.ts'
import { Health } from './health.ts'
import { Household } from './household.ts'
import { Parent } from './parent.ts'
import { Preference } from './preference.ts'
import { Schooling } from './schooling.ts'
import { BlobRef, DivisionCode, Line, Name, NationalId } from './text.ts'

/** What was said about a field: two or more of these stand behind `contested`. */
export const Claim = z.strictObject({
  value: z.json().describe('What was said'),
  source: z.string().min(1).max(100).describe('By whom or in which column'),
  on: field(PlainDate),
})
export type Claim = Immutable<z.infer<typeof Claim>>

const pointer = z
  .string()
  .regex(/^\/[^\s]+$/)
  .describe('JSON Pointer to the contested field') as unknown as z.ZodType<
  Pointer & `/${string}`,
  Pointer & `/${string}`
>

/**
 * The file of one child: one value in memory, many rows in a store. Slow sections carry `recordedOn`; what is dated and
 * appended (contacts, visits, incidents, measurements, screenings, doses, notes, attendance, received) is keyed by id.
 */
export const ChildFile = z
  .strictObject({
    id: ChildId,
    recordedOn: field(PlainDate).describe('Day on which identity and addresses were written down'),
    childNo: fieldOrNone(z.string().min(1).max(40)).describe('Number issued by the register, immutable'),
    name: Name,
    otherNames: fieldOrNone(z.array(Name).min(1)).describe('Former names and names in another language'),
    sex: codedOnly(sexes),
    birthDate: field(PlainDate),
    idType: coded(idTypes),
    idNumber: fieldOrNone(NationalId).describe('Resident identity number; none without household registration'),
    registered: yesNo.describe('Whether the household registration is done'),
    ethnicity: coded(ethnicities),
    hukouNature: coded(hukouNatures),
    hukouDivision: field(DivisionCode).describe('Division of household registration'),
    hukouAddress: field(Line).describe('Address of household registration'),
    residenceDivision: field(DivisionCode).describe('Division where the child lives, down to the village'),
    residenceAddress: field(Line).describe('Address where the child lives'),
    photo: fieldOrNone(BlobRef).describe('Reference to a photograph; off by default'),
    household: Household,
    father: Parent,
    mother: Parent,
    guardians: fieldOrNone(z.record(PersonId, Guardian)).describe('Guardians other than the parents'),
    delegate: fieldOrNone(Delegate).describe('The delegated carer (受委托人); none: there is none'),
    delegation: Delegation,
    care: Care,
    schooling: Schooling,
    health: Health,
    livelihood: Livelihood,
    conduct: Conduct,
    preferences: fieldOrNone(z.record(EntryId, Preference)).describe('What the child likes, dislikes, wishes, refuses'),
    emergencyContacts: fieldOrNone(z.record(PersonId, EmergencyContact)).describe('Whom to call in an emergency'),
    paperRating: PaperRating,
    workers: Workers,
    helper: fieldOrNone(AgreementId).describe('The present surrogate-parent agreement'),
    problems: fieldOrNone(z.record(EntryId, ProblemEntry)).describe('Problem list'),
    servicePlan: fieldOrNone(ServicePlan),
    register: RegisterState,
    consents: fieldOrNone(z.record(ConsentId, Consent)).describe('Consents'),
    contacts: z.record(ContactId, Contact).describe('Contacts between parents and child or carer'),
    visits: z.record(VisitId, Visit).describe('Home visits'),
    incidents: z.record(IncidentId, Incident).describe('Incidents'),
    measurements: z.record(MeasurementId, Measurement).describe('Measurements of the body'),
    screenings: z.record(ScreeningId, Screening).describe('Screening instruments'),
    doses: z.record(DoseId, Dose).describe('Doses of vaccines'),
    notes: z.record(NoteId, Note).describe('Free notes'),
    attendance: z.record(AttendanceId, Attendance).describe('Taking part and absence'),
    received: z.record(ReceivedId, Received).describe('Aid received'),
    claims: z.record(pointer, z.array(Claim).min(2)).describe('What stands behind each contested field, by pointer'),
    custom: z
      .record(z.string().min(1).max(64), z.json())
      .exactOptional()
      .describe('Fields of the embedding application'),
  })
  .describe('The file of one child')
export type ChildFile = Immutable<z.infer<typeof ChildFile>>

/** Kinds of rows that are dated and appended: each entry is a row of its own in a store. */
export const eventKinds = [
  'contacts',
  'visits',
  'incidents',
  'measurements',
  'screenings',
  'doses',
  'notes',
  'attendance',
  'received',
] as const
/** A kind of dated entry. */
export type EventKind = (typeof eventKinds)[number]
