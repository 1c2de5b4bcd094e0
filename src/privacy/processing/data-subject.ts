import { parts, type Pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'
import type { FieldPath } from '../field/field-path.ts'

/** Whose data a field holds. `named`: anybody whom free words may name. */
export type DataSubject =
  | 'child'
  | 'father'
  | 'mother'
  | 'guardian'
  | 'delegate'
  | 'household'
  | 'emergencyContact'
  | 'worker'
  | 'helper'
  | 'donor'
  | 'reporter'
  | 'possibleCause'
  | 'named'

/** Whose data each section of a file holds. A section that is new in the records does not compile before it stands here. */
const bySection = {
  id: ['child'],
  recordedOn: ['child'],
  childNo: ['child'],
  name: ['child'],
  otherNames: ['child'],
  sex: ['child'],
  birthDate: ['child'],
  idType: ['child'],
  idNumber: ['child'],
  registered: ['child'],
  ethnicity: ['child'],
  hukouNature: ['child'],
  hukouDivision: ['child'],
  hukouAddress: ['child'],
  residenceDivision: ['child'],
  residenceAddress: ['child'],
  photo: ['child'],
  household: ['child', 'household'],
  father: ['father'],
  mother: ['mother'],
  guardians: ['guardian'],
  delegate: ['delegate'],
  delegation: ['child', 'father', 'mother', 'delegate'],
  care: ['child', 'father', 'mother', 'delegate'],
  schooling: ['child'],
  health: ['child'],
  livelihood: ['child', 'household'],
  conduct: ['child'],
  preferences: ['child'],
  emergencyContacts: ['emergencyContact'],
  paperRating: ['child'],
  workers: ['worker'],
  helper: ['child', 'helper'],
  problems: ['child', 'named'],
  servicePlan: ['child', 'guardian', 'worker'],
  register: ['child'],
  consents: ['child', 'father', 'mother', 'guardian'],
  contacts: ['child', 'father', 'mother', 'delegate'],
  visits: ['child', 'worker'],
  incidents: ['child'],
  measurements: ['child'],
  screenings: ['child'],
  doses: ['child'],
  notes: ['child', 'worker', 'named'],
  attendance: ['child'],
  received: ['child', 'donor'],
  claims: ['child', 'father', 'mother', 'guardian', 'delegate', 'household', 'named'],
  custom: ['child'],
} as const satisfies { readonly [K in keyof ChildFile]-?: readonly DataSubject[] }

/** Fields of a section that hold the data of others than the section. */
const byField: { readonly [P in FieldPath]?: readonly DataSubject[] } = {
  '/household/livesWithFather': ['child', 'father'],
  '/household/livesWithMother': ['child', 'mother'],
  '/household/custody': ['child', 'father', 'mother'],
  '/household/members/*/note': ['household', 'named'],
  '/health/medicines/*/givenBy': ['child', 'named'],
  '/paperRating/assessor': ['worker'],
  '/visits/*/by': ['worker'],
  '/visits/*/words': ['child', 'worker', 'named'],
  '/contacts/*/note': ['child', 'father', 'mother', 'delegate', 'named'],
  '/incidents/*/words': ['child', 'possibleCause', 'reporter', 'named'],
  '/incidents/*/reporter': ['reporter'],
  '/incidents/*/possibleCauses': ['possibleCause'],
  '/incidents/*/reports': ['child', 'reporter'],
  '/attendance/*/note': ['child', 'named'],
  '/received/*/from': ['donor'],
}

/**
 * Whose data a field of a file holds, the child's first. Takes paths of fields and entries, with ids or `*`. Empty for what is no field.
 * @example
 * ```ts
 * import { dataSubjects } from 'childfile/privacy'
 * dataSubjects('/father/phone') // => ['father']
 * dataSubjects('/incidents/i1/reporter') // => ['reporter']
 * ```
 */
export function dataSubjects(path: Pointer): readonly DataSubject[] {
  const [section = '', ...rest] = parts(path)
  if (!hasSection(section)) return []
  const given = [section, ...rest]
  const own = Object.entries(byField).find(([pattern]) => {
    const wanted = parts(pattern as Pointer)
    return wanted.length <= given.length && wanted.every((part, n) => part === '*' || part === given[n])
  })
  return own?.[1] ?? bySection[section]
}

const hasSection = (section: string): section is keyof typeof bySection => Object.hasOwn(bySection, section)
