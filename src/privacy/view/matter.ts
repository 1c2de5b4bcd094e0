import { isKnown } from '../../absent.ts'
import type { ChildFile, Incident } from '../../records/index.ts'
import type { Code, codeLists } from '../../records/index.ts'
import { type Role, staff, type Viewer } from './viewer.ts'

type Cause = Exclude<Incident['possibleCauses'], string>[number]
type Speaker = Code<typeof codeLists.speakers>

/** Those who hold a matter in their hands; an unnamed worker is looked for among all others. */
const handlers: ReadonlySet<Role> = new Set<Role>(['protectionOfficer', 'authority'])

/** Whether a person of this role is meant, where the matter does not say which. */
const roleMeant = (cause: Cause, role: Role): boolean => {
  switch (cause.role) {
    case 'father':
    case 'mother':
    case 'delegate':
    case 'guardian':
      return role === cause.role
    case 'member':
      return role === 'member' || role === 'delegate' || role === 'guardian'
    case 'volunteer':
      return role === 'helper'
    case 'worker':
      return staff.has(role)
    case 'other':
      return false
  }
}

function named(cause: Cause, { role, person }: Viewer): boolean {
  const id = isKnown(cause.id) && cause.id !== 'none' ? cause.id : undefined
  if (cause.role === 'father' || cause.role === 'mother')
    return role === cause.role || (id !== undefined && id === person)
  if (id !== undefined && person !== undefined) return id === person
  if (id === undefined && cause.role === 'worker') return staff.has(role) && !handlers.has(role)
  return roleMeant(cause, role)
}

/**
 * Whether somebody may be the cause of an incident. Where the matter names a role and not which person, everybody of that role
 * may be; where nobody has written down a cause, everybody but those appointed to matters may be. A matter that was closed is
 * kept from its possible causes all the same.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { mayBeCause } from 'childfile/privacy'
 * const { incidents } = childFile({ id: 'c1', name: '李小花', incidents: { i1: { possibleCauses: [{ role: 'worker', id: 'w3' }] } } })
 * Object.values(incidents).map((incident) => mayBeCause(incident, { role: 'protectionOfficer', relation: 'appointed', person: 'w3' })) // => [true]
 * ```
 */
export function mayBeCause({ possibleCauses }: Pick<Incident, 'possibleCauses'>, viewer: Viewer): boolean {
  if (possibleCauses === 'none') return false
  if (!isKnown(possibleCauses)) return !(handlers.has(viewer.role) || viewer.relation === 'appointed')
  return possibleCauses.some((cause) => named(cause, viewer))
}

/** What a role counts as when the child said who may be told; a helper and all others are nobody of the list. */
const speakerOf: Partial<Record<Role, Speaker>> = {
  child: 'child',
  father: 'parent',
  mother: 'parent',
  guardian: 'parent',
  delegate: 'carer',
  member: 'carer',
  teacher: 'teacher',
  worker: 'worker',
  supervisor: 'worker',
  counsellor: 'worker',
  doctor: 'worker',
  organiser: 'worker',
  protectionOfficer: 'worker',
  authority: 'worker',
}

const harmless: ReadonlySet<unknown> = new Set(['activity', 'food', 'subject', 'language', 'callName', 'gift'])

type Preference = Exclude<ChildFile['preferences'], string>[keyof Exclude<ChildFile['preferences'], string>]

/**
 * Whether somebody may be told what a child said. The child's list decides; where there is none, workers, and of likes and dislikes
 * in food, play, school and gifts also teacher and helper.
 */
export function mayBeTold({ mayBeToldTo, about, says }: Preference, { role }: Viewer): boolean {
  const speaker = speakerOf[role]
  if (speaker === 'child') return true
  if (mayBeToldTo === 'none') return false
  if (isKnown(mayBeToldTo)) return speaker !== undefined && mayBeToldTo.includes(speaker)
  if (speaker === 'worker') return true
  return (speaker === 'teacher' || role === 'helper') && harmless.has(about) && says !== 'refuses'
}

/** What of a visit speaks of a matter once something was seen. */
export const visitChecks = ['spokenAlone', 'situations', 'emergencies', 'mood', 'words'] as const

type Visit = ChildFile['visits'][keyof ChildFile['visits']]

/**
 * Whether a visit's checklist may be read: something seen is a matter whose cause nobody has named yet, so then only by who wrote it.
 * It hangs on the visit alone, never on whether an incident was made of it.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { checksMayBeRead } from 'childfile/privacy'
 * const workers = { childDirector: { id: 'w1', name: '王芳' } }
 * const file = childFile({ id: 'c1', name: '李小花', workers, visits: { v1: { on: '2026-09-10', by: '王芳', situations: { violence: 'seen' } } } })
 * const readers = ['w1', 'w2'].map((person) => ({ role: 'worker', relation: 'ownCase', person } as const))
 * Object.values(file.visits).flatMap((visit) => readers.map((reader) => checksMayBeRead(visit, file, reader))) // => [true, false]
 * ```
 */
export function checksMayBeRead(visit: Visit, file: Pick<ChildFile, 'workers'>, { person }: Viewer): boolean {
  const seen = [...Object.values(visit.situations), ...Object.values(visit.emergencies)].includes('seen')
  if (!seen) return true
  return Object.values(file.workers).some(
    (worker) => typeof worker !== 'string' && worker.id === person && isKnown(worker.name) && worker.name === visit.by,
  )
}
