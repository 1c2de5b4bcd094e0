import type { fhirSystems } from './system.ts'

/** Why an element has no value. */
export interface FhirAbsence {
  readonly extension: readonly FhirExtension[]
}

/** An extension, of those values that are written here. */
export interface FhirExtension {
  readonly url: string
  readonly valueCode?: string
  readonly valueDate?: string
  readonly valueString?: string
  readonly valueBoolean?: boolean
  readonly valuePositiveInt?: number
  readonly valueUnsignedInt?: number
  readonly valueCodeableConcept?: FhirConcept
  readonly valueAddress?: FhirAddress
  readonly _valueCode?: FhirAbsence
  readonly _valueDate?: FhirAbsence
  readonly _valueString?: FhirAbsence
  readonly _valuePositiveInt?: FhirAbsence
}

interface Element {
  readonly extension?: readonly FhirExtension[]
}

/** A code of a system. */
export interface FhirCoding extends Element {
  readonly system?: string
  readonly version?: string
  readonly code?: string
  readonly display?: string
}

/** A concept: codes of several systems, and words. */
export interface FhirConcept extends Element {
  readonly coding?: readonly FhirCoding[]
  readonly text?: string
  readonly _text?: FhirAbsence
}

/** An identifier in its system. */
export interface FhirIdentifier {
  readonly system: string
  readonly value?: string
  readonly _value?: FhirAbsence
}

/** A reference: by address, by identifier, or in words. */
export interface FhirReference {
  readonly reference?: string
  readonly type?: string
  readonly identifier?: FhirIdentifier
  readonly display?: string
  readonly _display?: FhirAbsence
}

/** A period; the end is its last day. */
export interface FhirPeriod {
  readonly start?: string
  readonly _start?: FhirAbsence
  readonly end?: string
  readonly _end?: FhirAbsence
}

/** An amount in a unit of UCUM. */
export interface FhirQuantity extends Element {
  readonly value?: number
  readonly unit?: string
  readonly system?: typeof fhirSystems.ucum
  readonly code?: string
}

/** An address as one text, with the code of its division. */
export interface FhirAddress extends Element {
  readonly use?: 'home'
  readonly text?: string
}

interface Name extends Element {
  readonly use: 'official' | 'old'
  readonly text?: string
}

interface Telecom {
  readonly system: 'phone'
  readonly rank: number
  readonly value?: string
  readonly _value?: FhirAbsence
}

interface Resource<Type extends string> extends Element {
  readonly resourceType: Type
  readonly id: string
}

type Identified<Type extends string> = Resource<Type> & { readonly identifier?: readonly FhirIdentifier[] }

interface Person {
  readonly name?: readonly Name[]
  readonly gender?: 'male' | 'female' | 'unknown'
  readonly _gender?: FhirAbsence
  readonly birthDate?: string
  readonly _birthDate?: FhirAbsence
  readonly address?: readonly FhirAddress[]
}

/** The child. */
export type FhirPatient = Identified<'Patient'> & Person

/** Somebody around the child; the role is an extension. */
export type FhirRelatedPerson = Identified<'RelatedPerson'> &
  Person & {
    readonly patient: FhirReference
    readonly relationship?: readonly FhirConcept[]
    readonly telecom?: readonly Telecom[]
    readonly communication?: readonly { readonly preferred: boolean; readonly language?: FhirConcept }[]
    readonly period?: FhirPeriod
  }

/** A consent. */
export type FhirConsent = Identified<'Consent'> & {
  readonly status: 'active' | 'inactive'
  readonly scope: FhirConcept
  readonly category: readonly FhirConcept[]
  readonly patient: FhirReference
  readonly dateTime?: string
  readonly _dateTime?: FhirAbsence
  readonly performer?: readonly FhirReference[]
  readonly policyRule: FhirConcept
  readonly sourceAttachment?: { readonly url?: string; readonly _url?: FhirAbsence }
  readonly provision: {
    readonly type: 'permit'
    readonly period?: FhirPeriod
    readonly purpose?: readonly FhirCoding[]
    readonly class?: readonly FhirCoding[]
  }
}

/** A reason for attention. */
export type FhirFlag = Resource<'Flag'> & {
  readonly status: 'active'
  readonly category?: readonly FhirConcept[]
  readonly code: FhirConcept
  readonly subject: FhirReference
  readonly period?: FhirPeriod
}

/** The tier on a day, by which rules. */
export type FhirRiskAssessment = Resource<'RiskAssessment'> & {
  readonly status: 'final'
  readonly subject: FhirReference
  readonly occurrenceDateTime: string
  readonly method: FhirConcept
  readonly prediction: readonly { readonly qualitativeRisk: FhirConcept }[]
}

/** A care plan. */
export type FhirCarePlan = Identified<'CarePlan'> & {
  readonly status: 'active' | 'completed'
  readonly intent: 'plan'
  readonly subject: FhirReference
  readonly period?: FhirPeriod
  readonly author: FhirReference
  readonly goal?: readonly FhirReference[]
  readonly activity?: readonly { readonly reference: FhirReference }[]
}

/** A goal of a plan. */
export type FhirGoal = Identified<'Goal'> & {
  readonly lifecycleStatus?: 'proposed' | 'active' | 'completed' | 'cancelled'
  readonly _lifecycleStatus?: FhirAbsence
  readonly category?: readonly FhirConcept[]
  readonly description: FhirConcept
  readonly subject: FhirReference
  readonly target?: readonly { readonly dueDate?: string; readonly _dueDate?: FhirAbsence }[]
}

/** What is done for a goal. */
export type FhirTask = Identified<'Task'> & {
  readonly status: 'requested' | 'completed'
  readonly intent: 'plan'
  readonly basedOn: readonly FhirReference[]
  readonly focus: FhirReference
  readonly for: FhirReference
  readonly description: string
  readonly owner: FhirReference
  readonly restriction?: { readonly period: FhirPeriod }
  readonly executionPeriod?: FhirPeriod
}

/** A meeting that the child is to come to. */
export type FhirAppointment = Identified<'Appointment'> & {
  readonly status?: 'proposed' | 'booked' | 'fulfilled' | 'cancelled'
  readonly _status?: FhirAbsence
  readonly serviceCategory?: readonly FhirConcept[]
  readonly serviceType?: readonly FhirConcept[]
  readonly appointmentType?: FhirConcept
  readonly start?: string
  readonly end?: string
  readonly minutesDuration?: number
  readonly _minutesDuration?: FhirAbsence
  readonly requestedPeriod?: readonly FhirPeriod[]
  readonly participant: readonly {
    readonly actor: FhirReference
    readonly required?: 'information-only'
    readonly status: 'needs-action' | 'accepted'
  }[]
}

/** Answers to an instrument. */
export type FhirQuestionnaireResponse = Resource<'QuestionnaireResponse'> & {
  readonly identifier: FhirIdentifier
  readonly questionnaire: string
  readonly status: 'completed'
  readonly subject: FhirReference
  readonly authored?: string
  readonly _authored?: FhirAbsence
  readonly item?: readonly { readonly linkId: string; readonly answer?: readonly { readonly valueInteger: number }[] }[]
}

/** A dose of a vaccine. */
export type FhirImmunization = Identified<'Immunization'> & {
  readonly status: 'completed'
  readonly vaccineCode: FhirConcept
  readonly patient: FhirReference
  readonly occurrenceDateTime?: string
  readonly _occurrenceDateTime?: FhirAbsence
  readonly location?: FhirReference
  readonly protocolApplied?: readonly {
    readonly doseNumberPositiveInt?: number
    readonly _doseNumberPositiveInt?: FhirAbsence
  }[]
}

/** A measure of the body, or the total of an instrument. */
export type FhirObservation = Identified<'Observation'> & {
  readonly status: 'final'
  readonly category: readonly FhirConcept[]
  readonly code: FhirConcept
  readonly subject: FhirReference
  readonly effectiveDateTime?: string
  readonly _effectiveDateTime?: FhirAbsence
  readonly valueQuantity?: FhirQuantity
  readonly valueBoolean?: boolean
  readonly dataAbsentReason?: FhirConcept
  readonly method?: FhirConcept
  readonly derivedFrom?: readonly FhirReference[]
}

/** A resource as it is written here. */
export type FhirResource =
  | FhirPatient
  | FhirRelatedPerson
  | FhirConsent
  | FhirFlag
  | FhirRiskAssessment
  | FhirCarePlan
  | FhirGoal
  | FhirTask
  | FhirAppointment
  | FhirQuestionnaireResponse
  | FhirImmunization
  | FhirObservation

/** A Bundle of FHIR R4: a collection, marked with the purpose for which it was made. */
export interface FhirBundle {
  readonly resourceType: 'Bundle'
  readonly meta: { readonly security: readonly FhirCoding[]; readonly tag: readonly FhirCoding[] }
  readonly type: 'collection'
  readonly entry?: readonly { readonly fullUrl: string; readonly resource: FhirResource }[]
}
