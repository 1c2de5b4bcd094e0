export type {
  FhirAssessment,
  FhirDocument,
  FhirFinding,
  FhirMeeting,
  FhirNotWritten,
  FhirOmission,
  FhirRule,
} from './document.ts'
export { fromFhir, type FhirRead } from './from-fhir.ts'
export type {
  FhirAbsence,
  FhirAddress,
  FhirAppointment,
  FhirBundle,
  FhirCarePlan,
  FhirCoding,
  FhirConcept,
  FhirConsent,
  FhirExtension,
  FhirFlag,
  FhirGoal,
  FhirIdentifier,
  FhirImmunization,
  FhirObservation,
  FhirPatient,
  FhirPeriod,
  FhirQuantity,
  FhirQuestionnaireResponse,
  FhirReference,
  FhirRelatedPerson,
  FhirResource,
  FhirRiskAssessment,
  FhirTask,
} from './resource.ts'
export { fhirSystems } from './system.ts'
export { type FhirOptions, type FhirOut, toFhir } from './to-fhir.ts'
