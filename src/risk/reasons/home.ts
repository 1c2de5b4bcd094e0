import { isKnown, type Field } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'
import type { Evidence } from '../evidence.ts'
import type { Json } from '../language/plain-copy.ts'
import type { Why } from '../reading/reading.ts'
import { askReading, elsewhere, ofBoth, whys } from '../scan/cell.ts'

/** Where a fact that reads one field has its home: what its reading names as seen, without the reading. */
export interface Home {
  readonly path: Pointer
  /** When the section was written down. */
  readonly recordedOn?: (file: ChildFile) => Field<PlainDate>
  /** What stands there; nothing is told of what must not be repeated. */
  readonly value: (file: ChildFile) => unknown
}

type Delegate = Exclude<ChildFile['delegate'], string>

const family = (who: 'father' | 'mother'): Home => ({
  path: `/${who}/status`,
  recordedOn: (file) => file[who].recordedOn,
  value: () => undefined,
})

const care = (field: 'guardianshipType' | 'guardianshipRating' | 'improperCare'): Home => ({
  path: `/care/${field}`,
  recordedOn: (file) => file.care.recordedOn,
  value: (file) => file.care[field],
})

const ofDelegate = (field: 'selfSupporting' | 'exclusions' | 'health'): Home => {
  const there = ({ delegate }: ChildFile): Delegate | undefined => (typeof delegate === 'object' ? delegate : undefined)
  return {
    path: `/delegate/${field}`,
    recordedOn: (file) => there(file)?.recordedOn ?? 'notCollected',
    value: (file) => there(file)?.[field],
  }
}

const delegation = (field: 'agreement' | 'childHeard' | 'noticeToSchoolOn' | 'noticeToVillageOn'): Home => ({
  path: `/delegation/${field}`,
  recordedOn: (file) => file.delegation.recordedOn,
  value: (file) => file.delegation[field],
})

const health = (field: 'status' | 'medicalInsurance'): Home => ({
  path: `/health/${field}`,
  recordedOn: (file) => file.health.recordedOn,
  value: (file) => file.health[field],
})

/** The homes of facts that read one field and rest on nothing else, by name. */
export const homes: ReadonlyMap<string, Home> = new Map(
  Object.entries({
    'child.birthDate': { path: '/birthDate', value: ({ birthDate }) => birthDate },
    'father.presence': family('father'),
    'mother.presence': family('mother'),
    'care.type': care('guardianshipType'),
    'care.rating': care('guardianshipRating'),
    'care.improper': care('improperCare'),
    'carer.delegated': {
      path: '/delegate',
      recordedOn: ({ delegate, delegation: { recordedOn } }) =>
        typeof delegate === 'object' ? delegate.recordedOn : recordedOn,
      value: ({ delegate }) => (typeof delegate === 'object' ? undefined : delegate),
    },
    'carer.selfSupporting': ofDelegate('selfSupporting'),
    'carer.excluded': ofDelegate('exclusions'),
    'carer.health': ofDelegate('health'),
    'delegation.agreement': delegation('agreement'),
    'delegation.noticeToSchool': delegation('noticeToSchoolOn'),
    'delegation.noticeToVillage': delegation('noticeToVillageOn'),
    'delegation.childHeard': delegation('childHeard'),
    'health.state': health('status'),
    'health.insurance': health('medicalInsurance'),
    'school.state': {
      path: '/schooling/status',
      recordedOn: ({ schooling }) => schooling.recordedOn,
      value: ({ schooling }) => schooling.status,
    },
    'conduct.behaviours': {
      path: '/conduct/behaviours',
      recordedOn: ({ conduct }) => conduct.recordedOn,
      value: ({ conduct }) => conduct.behaviours,
    },
  } satisfies Record<string, Home>),
)

/** When what stands in a home was written down, if anybody wrote that down. */
export function recordedIn(home: Home, file: ChildFile): PlainDate | undefined {
  const on = home.recordedOn?.(file)
  return on !== undefined && isKnown(on) ? on : undefined
}

/** What stands at a path of the file as evidence; without a value it must not be repeated. */
export function homeEvidence(
  path: Pointer,
  value: unknown,
  recordedOn: PlainDate | undefined,
  role: Evidence['role'],
): Evidence {
  if (value === undefined) return withheldAt(path, recordedOn, role)
  // What stands in a file is JSON.
  const json = value as Json
  return recordedOn === undefined
    ? { document: 'file', path, value: json, role }
    : { document: 'file', path, value: json, recordedOn, role }
}

const withheldAt = (path: Pointer, recordedOn: PlainDate | undefined, role: Evidence['role']): Evidence =>
  recordedOn === undefined ? { document: 'file', path, role } : { document: 'file', path, recordedOn, role }

/** Where a fact would be answered. */
export interface Place {
  readonly document: 'file' | 'beside'
  readonly path: Pointer
}

export const inFile = (path: Pointer): Place => ({ document: 'file', path })

const further: ReadonlyMap<string, Place> = new Map([
  ...['home.seriousHazard', 'growth.severe', 'doses.overdueDays'].map((name): readonly [string, Place] => [
    name,
    { document: 'beside', path: pointer(name, 'value') },
  ]),
  ['carer.birthDate', inFile('/delegate/birthDate')],
  ['disability.level', inFile('/health/disability')],
  ['disability.certified', inFile('/health/disability')],
  ['health.illnesses', inFile('/health/illnesses')],
  ['mind.mood', inFile('/visits')],
  ['growth.armMm', inFile('/measurements')],
  ['growth.oedema', inFile('/measurements')],
  ['absence.longestDays', inFile('/attendance')],
  ['absence.totalDays', inFile('/attendance')],
  ['care.carer', inFile('/delegate')],
  ['care.unguarded', inFile('/care/guardianshipType')],
  ['contact.childLastOn', inFile('/contacts')],
  ['contact.delegateLastOn', inFile('/contacts')],
  ['mind.conditions', inFile('/health/mind')],
  ['screenings', inFile('/screenings')],
  ['contacts', inFile('/contacts')],
])

const second: ReadonlyMap<string, Place> = new Map([
  ['disability.level', inFile('/health/disability/level')],
  ['disability.certified', inFile('/health/disability/certNo')],
  ['mind.conditions', inFile('/health/mind/conditions')],
])

const both: readonly [Place, Place] = [inFile('/father/status'), inFile('/mother/status')]
const ofBothParents: ReadonlySet<string> = new Set(['parents.home', 'parents.away'])

export const isOnChecklist = (name: string): boolean =>
  name === 'mind.selfHarm' || name.startsWith('situation.') || name.startsWith('emergency.')

function firstPlaceOf(name: string): Place | undefined {
  const home = homes.get(name)
  if (home) return inFile(home.path)
  return isOnChecklist(name) ? inFile('/visits') : further.get(name)
}

/** Where a fact would be answered, and why nobody knows. */
export interface Open extends Place {
  readonly why: Why
}

/** What is missing of a fact, by the number that its cell tells; nothing where it tells none. */
export function openPlaces(name: string, number: number): readonly Open[] {
  const open = (place: Place | undefined, reason: number): readonly Open[] => {
    const why = whys[reason]
    return place && why && reason !== askReading ? [{ ...place, why }] : []
  }
  if (number < elsewhere) return open(firstPlaceOf(name), number)
  if (number < ofBoth(0, 0)) return open(second.get(name), number - elsewhere)
  if (!ofBothParents.has(name)) return []
  const reasons = number - ofBoth(0, 0)
  return [...open(both[0], reasons >> 3), ...open(both[1], reasons & 7)]
}
