import { isKnown } from '../../../absent.ts'
import type { ChildFile, Incident } from '../../../records/index.ts'
import { householdKey } from '../../../schedule/index.ts'
import type { WorkItem, WorkPerson, WorkRole } from './work-item.ts'

/** An item of which only what is not usual is said. */
export type Draft = Partial<WorkItem> & Pick<WorkItem, 'id' | 'what' | 'owner' | 'due'>

/** What an item says where nothing else is said. */
export const blank = { children: [], household: 'none', village: 'none', school: 'none', words: 'none' } as const

/** A child of the county: who is in charge, and where it lives. */
export interface Child {
  readonly file: ChildFile
  readonly person: (role: WorkRole) => WorkPerson | 'none'
  readonly place: Pick<WorkItem, 'children' | 'household' | 'village'>
}

const posts = {
  childDirector: 'childDirector',
  supervisor: 'supervisor',
  teacher: 'classTeacher',
  counsellor: 'counsellor',
} as const

/** A child of the county by its file. */
export function childOf(file: ChildFile): Child {
  const at = (role: WorkRole): WorkPerson | 'none' => {
    const worker = file.workers[posts[role]]
    const id = typeof worker === 'string' ? 'none' : worker.id
    return isKnown(id) && id !== 'none' ? { role, id } : 'none'
  }
  const { residenceDivision, id } = file
  const village = isKnown(residenceDivision) ? residenceDivision : 'none'
  return {
    file,
    // What has no owner of its own is the supervisor's.
    person: (role) => (at(role) === 'none' ? at('supervisor') : at(role)),
    place: { children: [id], household: householdKey(file), village },
  }
}

/** Children by id. */
export type Children = ReadonlyMap<string, Child>

/** What the file says of matters; of one that is not in it anybody may be the cause. */
export const matters = (file: ChildFile, ids: readonly string[]): readonly Pick<Incident, 'possibleCauses'>[] =>
  ids.map((id) => Object.entries(file.incidents).find(([key]) => key === id)?.[1] ?? { possibleCauses: 'notCollected' })
