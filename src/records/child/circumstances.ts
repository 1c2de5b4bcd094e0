import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { PersonId, WorkerId } from '../../id.ts'
import { coded, codedOnly, codedSet, field, fieldOrNone, yesNo } from '../codes/code-list.ts'
import { relations } from '../codes/family.ts'
import { assistances, hardships, incomeSources, problemKinds, serviceMeasures } from '../codes/hardship.ts'
import { exitReasons, registerStates } from '../codes/identity.ts'
import { behaviours, riskColours } from '../codes/safety.ts'
import { DivisionCode, Line, Name, Phone } from './text.ts'

/** What the family lives on, grounds of hardship, help received. */
export const Livelihood = z
  .strictObject({
    recordedOn: field(PlainDate),
    incomeSources: codedSet(incomeSources),
    hardship: codedSet(hardships),
    assistance: codedSet(assistances),
  })
  .describe('Livelihood and hardship')

/** Behaviour after the law on preventing juvenile delinquency. */
export const Conduct = z
  .strictObject({ recordedOn: field(PlainDate), behaviours: codedSet(behaviours) })
  .describe('Behaviour')

/** Somebody to call in an emergency. */
export const EmergencyContact = z.strictObject({
  name: field(Name),
  relation: coded(relations),
  phone: fieldOrNone(Phone),
  order: field(z.int().min(1).max(9)).describe('1 is called first'),
})

/** A colour that somebody painted on the paper file. Kept as said; no rule reads it. */
export const PaperRating = z
  .strictObject({
    riskLevel: codedOnly(riskColours),
    assessedOn: field(PlainDate),
    assessor: fieldOrNone(Name),
  })
  .describe('Risk level of the paper file')

/** A person who works with the child. */
export const WorkerRef = z.strictObject({
  id: field(WorkerId),
  name: field(Name),
  phone: fieldOrNone(Phone),
  since: field(PlainDate),
})

/** Who is in charge of this child. */
export const Workers = z
  .strictObject({
    villageContact: fieldOrNone(WorkerRef).describe('Contact person in the village'),
    childDirector: fieldOrNone(WorkerRef).describe('Child director (儿童主任) of the village'),
    supervisor: fieldOrNone(WorkerRef).describe('Child supervisor (儿童督导员) of the township'),
    classTeacher: fieldOrNone(WorkerRef).describe('Class teacher'),
    counsellor: fieldOrNone(WorkerRef).describe('Counsellor'),
  })
  .describe('Workers in charge')

/** An entry of the problem list. */
export const ProblemEntry = z.strictObject({
  kind: coded(problemKinds),
  words: fieldOrNone(Line),
  on: field(PlainDate),
  reportedToPolice: yesNo.describe('Whether the police were told (已报案)'),
  closedOn: fieldOrNone(PlainDate),
})

/** A signature under the service plan. */
export const Signature = z.strictObject({
  as: z.enum(['socialWorker', 'village', 'township']).describe('In what capacity'),
  name: field(Name),
  on: field(PlainDate),
})

/** The service plan of the paper form. */
export const ServicePlan = z
  .strictObject({
    measures: codedSet(serviceMeasures),
    signatures: fieldOrNone(z.array(Signature).min(1)).describe('Signatures'),
  })
  .describe('Service plan')

/** One period on the register. */
export const RegisterPeriod = z.strictObject({
  enteredOn: field(PlainDate),
  exitOn: fieldOrNone(PlainDate).describe('Day of leaving; none while on the register'),
  exitReason: coded(exitReasons),
  division: field(DivisionCode).describe('Where the child was registered'),
})

/** How the child stands on the register. Leaving is an event, never a deletion. */
export const RegisterState = z
  .strictObject({
    recordedOn: field(PlainDate),
    registerState: codedOnly(registerStates),
    claimed: yesNo.describe('Claimed by the area where the child now lives'),
    reportedOn: field(PlainDate),
    exitOn: fieldOrNone(PlainDate),
    exitReason: coded(exitReasons),
    periods: fieldOrNone(z.array(RegisterPeriod).min(1)).describe('Earlier periods'),
  })
  .describe('State on the register')

/** Emergency contacts by id. */
export const EmergencyContacts = z.record(PersonId, EmergencyContact)
