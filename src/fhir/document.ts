import { z } from 'zod'
import { PlainDate } from '../date.ts'
import type { Immutable } from '../immutable.ts'
import type { Pointer } from '../pointer.ts'
import { Tier } from '../policy.ts'
import type { CarePlan, ChildFile, Partially, Session } from '../records/index.ts'
import type { Placement } from '../schedule/index.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** A flag as it goes out: what is so, since when, until when to act. What it rests on stays in the file. */
export const FhirFlagEntry = z.strictObject({
  ruleVersion: z.string().min(1),
  domain: z.string().min(1),
  tier: Tier,
  text: words,
  since: PlainDate,
  deadline: PlainDate,
})

/** An assessment as it goes out, its flags by rule. */
export const FhirAssessment = z.strictObject({
  asOf: PlainDate,
  tier: Tier,
  tierUpper: Tier,
  ruleset: z.strictObject({ id: z.string().min(1), version: z.string().min(1), sha256: z.string().min(1) }),
  flags: z.record(z.string().min(1), FhirFlagEntry),
})
export type FhirAssessment = Immutable<z.infer<typeof FhirAssessment>>

/** One meeting of a session, as it goes out: `start` in minutes after midnight, China Standard Time. */
export type FhirMeeting = Pick<Placement, 'session' | 'part' | 'number' | 'on' | 'start' | 'minutes'>

/**
 * What FHIR says of one child, in the terms of the records: parts of the file and what stands beside it, by id. What was not said is
 * left out; `childFile` fills it with `notCollected`.
 */
export interface FhirDocument {
  readonly file: Partially<ChildFile>
  readonly plans: Readonly<Record<string, Partially<CarePlan>>>
  readonly sessions: Readonly<Record<string, Partially<Session>>>
  readonly meetings: Readonly<Record<string, Partially<FhirMeeting>>>
  readonly assessment?: Partially<FhirAssessment>
}

/**
 * Why something is not in the Bundle. `withheld`: disclosure keeps it back. `noPlace`: FHIR resources that are written here have no
 * element for it. `sealed`: a matter, or what it rests on; never leaves. `notText`: has characters or a size that FHIR does not
 * allow. `emptyPeriod`: ends before it begins. `noTime`: booked or held, and nobody said when. `otherChild`: is about somebody else. `duplicate`: its id was there already.
 * `notForThePurpose`: whoever reads for this purpose gets none of it.
 */
export type FhirOmission =
  | 'withheld'
  | 'noPlace'
  | 'sealed'
  | 'notText'
  | 'emptyPeriod'
  | 'noTime'
  | 'otherChild'
  | 'duplicate'
  | 'notForThePurpose'

/** Something that was seen and not written, by its pointer into a `FhirDocument`. */
export interface FhirNotWritten {
  readonly path: Pointer
  readonly why: FhirOmission
}

/** What was wrong with an element, or had to be done to read it; published. */
export const fhirRules = {
  'not-a-bundle': ['error', 'is neither a Bundle nor a resource'],
  'not-plain': ['error', 'is not plain data, or nested too deep'],
  'wrong-type': ['error', 'is of the wrong type'],
  'not-a-date': ['error', 'is not a date'],
  'partial-date': ['warning', 'lacks the day or the month'],
  'time-dropped': ['info', 'had a time of day; the day in China Standard Time was kept'],
  'unknown-code': ['warning', 'is a code that no list has'],
  'kept-in-words': ['info', 'is in no list; kept in words'],
  'unknown-unit': ['error', 'has a unit that is not read'],
  'invalid-phone': ['warning', 'is not a telephone number'],
  'id-checksum': ['warning', 'is an identity number with a wrong check digit; kept'],
  'does-not-fit': ['error', 'does not fit the record'],
  'no-subject': ['error', 'does not say of which Patient in the Bundle it speaks'],
  'no-record': ['error', 'does not say to which record it belongs'],
  'not-in-force': ['warning', 'is not in force, not done, or entered in error'],
  duplicate: ['warning', 'says again, or otherwise, what another resource says'],
} as const satisfies Readonly<Record<string, readonly ['error' | 'warning' | 'info', string]>>

/** A rule of reading. */
export type FhirRule = keyof typeof fhirRules

/** A remark of the reader: where, which rule, how bad. It holds no value, and no name that FHIR does not know. */
export interface FhirFinding {
  /** Pointer into the input; names that FHIR does not know stand as `*`. */
  readonly field: Pointer
  readonly code: FhirRule
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
}
