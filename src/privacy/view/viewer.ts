/** As what somebody looks. */
export type Role =
  | 'child'
  | 'father'
  | 'mother'
  | 'guardian'
  | 'delegate'
  | 'member'
  | 'helper'
  | 'worker'
  | 'supervisor'
  | 'teacher'
  | 'counsellor'
  | 'doctor'
  | 'organiser'
  | 'protectionOfficer'
  | 'authority'
  | 'statistician'
  | 'donor'
  | 'auditor'
  | 'public'

/**
 * What somebody has to do with this child. `ownCase`: stands on the file as its worker. `area`: is responsible for the division.
 * `helper`: has a live agreement. `family`: is the person of the role. `self`: is the child. `served`: gives the child a session, a
 * treatment or a gift. `appointed`: was appointed to a matter of this child by somebody else. `emergency`: broke the glass for this
 * child and told a second person. `none`: nothing.
 */
export type Relation = 'ownCase' | 'area' | 'helper' | 'family' | 'self' | 'served' | 'appointed' | 'emergency' | 'none'

/** Who looks. */
export interface Viewer {
  readonly role: Role
  readonly relation: Relation
  /** Id of the worker, volunteer or person, to compare with those whom a matter names. Left out: it may be any of them. */
  readonly person?: string
}

/** Roles of people who are paid or appointed to work with children. */
export const staff: ReadonlySet<Role> = new Set<Role>([
  'worker',
  'supervisor',
  'teacher',
  'counsellor',
  'doctor',
  'organiser',
  'protectionOfficer',
  'authority',
  'statistician',
  'auditor',
])
