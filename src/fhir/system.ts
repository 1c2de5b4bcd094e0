import type { CodeList } from '../records/index.ts'

/** Where codes, identifiers and extensions of this library live, and public systems that go with them. */
export const fhirSystems = {
  /** Code lists of the library: the id of the list follows. */
  code: 'urn:childfile:code:',
  /** Identifiers: the kind of record follows. */
  id: 'urn:childfile:id:',
  /** Extensions: their name follows. */
  extension: 'urn:childfile:extension:',
  /** Screening instruments: the id of the instrument follows. */
  instrument: 'urn:childfile:instrument:',
  /** Citizen identity number, as national health data name it. */
  nationalId: 'urn:oid:2.16.156.10011.1.3',
  dataAbsentReason: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
  roleCode: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  consentScope: 'http://terminology.hl7.org/CodeSystem/consentscope',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  cvx: 'http://hl7.org/fhir/sid/cvx',
} as const

/** The system of one of the library's code lists. */
export const systemOf = (list: Pick<CodeList, 'id'>): string => `${fhirSystems.code}${list.id}`

/** The system of identifiers of a kind. */
export const idSystem = (kind: string): string => `${fhirSystems.id}${kind}`

/** The URL of one of the library's extensions. */
export const extensionUrl = (name: string): string => `${fhirSystems.extension}${name}`

/** Systems of national code lists, by list, as national health data name them. */
export const nationalSystems: Readonly<Record<string, string>> = {
  relation: 'urn:oid:2.16.156.10011.2.3.3.8',
  sex: 'urn:oid:2.16.156.10011.2.3.3.4',
}

/** Codes of a public system beside a code list. */
export interface PublicCodes {
  readonly system: string
  /** By key of the list. */
  readonly codes: Readonly<Record<string, string>>
  /** What is read besides, by code of the system. */
  readonly also?: Readonly<Record<string, string>>
}

/** HL7 codes of relations; where theirs is coarser, several of ours have the same. */
export const roleCodes: PublicCodes = {
  system: fhirSystems.roleCode,
  codes: {
    father: 'FTH',
    mother: 'MTH',
    grandparent: 'GRPRN',
    paternalGrandfather: 'PGRFTH',
    paternalGrandmother: 'PGRMTH',
    maternalGrandfather: 'MGRFTH',
    maternalGrandmother: 'MGRMTH',
    greatGrandfather: 'GGRFTH',
    greatGrandmother: 'GGRMTH',
    sibling: 'SIB',
    elderBrother: 'BRO',
    youngerBrother: 'BRO',
    elderSister: 'SIS',
    youngerSister: 'SIS',
    neighbour: 'NBOR',
    friendOfFamily: 'FRND',
  },
  also: { BRO: 'sibling', SIS: 'sibling', GRFTH: 'grandparent', GRMTH: 'grandparent', NFTH: 'father', NMTH: 'mother' },
}

/** CVX codes of vaccines, where there is one of the same meaning. */
export const vaccineCodes: PublicCodes = {
  system: fhirSystems.cvx,
  codes: {
    hepB: '08',
    bcg: '19',
    ipv: '10',
    bopv: '178',
    dtap: '20',
    dt: '28',
    mmr: '03',
    hepAInactivated: '83',
    hpv2: '118',
  },
}
