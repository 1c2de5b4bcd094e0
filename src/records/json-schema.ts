import { z } from 'zod'
import { ChildFile } from './child/child-file.ts'
import { Consent } from './child/consent.ts'
import { Agreement } from './programme/agreement.ts'
import { AidEntry, Need } from './programme/aid.ts'
import { CarePlan } from './programme/care-plan.ts'
import { Session } from './programme/session.ts'
import { Village } from './programme/village.ts'
import { Volunteer } from './programme/volunteer.ts'

const records = { ChildFile, Volunteer, Agreement, CarePlan, Session, AidEntry, Need, Consent, Village }

/** Names of the records. */
export type RecordName = keyof typeof records

/**
 * The JSON Schema (draft 2020-12) of a record, with a description on every field.
 * @example
 * ```ts
 * import { jsonSchema } from 'childfile'
 * jsonSchema('Need').type // => 'object'
 * ```
 */
export const jsonSchema = (record: RecordName): z.core.JSONSchema.BaseSchema => z.toJSONSchema(records[record])

/** Names of all records, in order. */
export const recordNames = Object.keys(records) as readonly RecordName[]
