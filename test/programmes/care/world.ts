import fc from 'fast-check'
import { addDays, type ChildFile, childFile, type Incident, type PlainDate } from '../../../src/index.ts'
import type { Viewer } from '../../../src/privacy/index.ts'

export const today: PlainDate = '2026-09-15'

/** Who may be the cause of a matter, as somebody may have written it down. */
export const causes: fc.Arbitrary<Incident['possibleCauses']> = fc.oneof(
  fc.constantFrom<Incident['possibleCauses']>('none', 'notCollected'),
  fc.array(
    fc.oneof(
      fc.record({
        role: fc.constantFrom('father', 'mother', 'delegate', 'other'),
        id: fc.constantFrom('none', 'notCollected'),
      }),
      fc.record({ role: fc.constantFrom('guardian'), id: fc.constantFrom('g1', 'g2', 'notCollected') }),
      fc.record({ role: fc.constantFrom('member'), id: fc.constantFrom('k1', 'k2', 'notCollected') }),
      fc.record({ role: fc.constantFrom('worker'), id: fc.constantFrom('w1', 'w2', 's1', 't1', 'notCollected') }),
    ),
    { minLength: 1, maxLength: 2 },
  ) as fc.Arbitrary<Incident['possibleCauses']>,
)

const situations = fc.constantFrom(['violence'], ['abandoned'], 'none', 'notCollected')
const reports = fc.constantFrom('none', 'notCollected', {
  r1: { agency: '派出所', at: '2026-09-14T10:00:00+08:00', reference: '123' },
})
/** Matters of a file by id. */
export const incidents = fc.dictionary(
  fc.constantFrom('i1', 'i2', 'i3'),
  fc.record({
    observedOn: fc.constantFrom('2026-09-10', '2026-09-14', 'notCollected'),
    situations,
    possibleCauses: causes,
    reports,
  }),
  { maxKeys: 3 },
)
const visits = fc.dictionary(
  fc.constantFrom('v1', 'v2', 'v3'),
  fc.record({
    on: fc.constantFrom('2026-09-09', '2026-09-12', '2026-09-15', 'notCollected'),
    by: fc.constantFrom('王芳', '赵强', 'notCollected'),
    childSeen: fc.constantFrom('yes', 'no'),
    spokenAlone: fc.constantFrom('yes', 'carerPresent', 'notCollected'),
    situations: fc.constantFrom({}, {}, { violence: 'notSeen' }, { violence: 'seen' }),
    nextOn: fc.constantFrom('none', 'notCollected', '2026-09-20', '2026-09-01'),
  }),
  { maxKeys: 3 },
)

const numbers = ['13800000001', '13800000002', '13800000003', '13800000004', '13800000005']
const phone = fc.constantFrom(...numbers, 'none', 'notCollected')
const answeredOn = fc.oneof(
  fc.constant('notCollected'),
  fc.integer({ min: -40, max: 5 }).map((n) => addDays(today, n)),
)
const parent = fc.record({
  phone,
  otherPhones: fc.constantFrom('none', 'notCollected', [numbers[0]], [numbers[3], numbers[4]]),
  answeredOn,
  status: fc.constantFrom('awayWorking', 'atHomeAble', 'imprisoned', 'dead', 'notCollected'),
})

/** Whom a family has that can be rung. */
export const families = fc.record({
  father: parent,
  mother: parent,
  delegate: fc.oneof(fc.constantFrom('none', 'notCollected'), fc.record({ phone, answeredOn })),
  guardians: fc.oneof(
    fc.constantFrom('none', 'notCollected'),
    fc.dictionary(
      fc.constantFrom('g1', 'g2'),
      fc.record({ phone, answeredOn, until: fc.constantFrom('none', '2026-01-01', '2026-12-31') }),
    ),
  ),
  emergencyContacts: fc.oneof(
    fc.constantFrom('none', 'notCollected'),
    fc.dictionary(fc.constantFrom('k1', 'k2'), fc.record({ phone, order: fc.constantFrom(1, 2, 'notCollected') })),
  ),
})

const person = (ids: readonly (readonly [id: string, name: string])[]) =>
  fc.constantFrom('notCollected', ...ids.map(([id, name]) => ({ id, name })))
const workers = fc.record({
  childDirector: person([
    ['w1', '王芳'],
    ['w1', '王芳'],
    ['w2', '赵强'],
  ]),
  supervisor: person([
    ['s1', '孙丽'],
    ['s2', '周强'],
  ]),
  classTeacher: person([
    ['t1', '李老师'],
    ['t2', '吴老师'],
  ]),
})
const health = fc.constantFrom({}, { allergies: { a1: { substance: 'penicillin' } } })
const preferences = fc.constantFrom(
  'notCollected',
  { p1: { about: 'person', says: 'refuses', words: '不见', mayBeToldTo: ['worker'] } },
  { p1: { about: 'person', says: 'refuses', words: '不见', mayBeToldTo: ['teacher'] } },
  { p1: { about: 'person', says: 'refuses', words: '不见', mayBeToldTo: 'notCollected' } },
  { p1: { about: 'person', says: 'refuses', words: '不见', mayBeToldTo: 'none' } },
)

/** A file with everything that the care of a child looks at. */
export const fileOf = (id: string): fc.Arbitrary<ChildFile> =>
  fc
    .tuple(
      families,
      workers,
      incidents,
      visits,
      health,
      preferences,
      fc.constantFrom('520526100202', '520526100203', 'notCollected'),
    )
    .map(([family, staff, matters, seen, sick, liked, residenceDivision]) =>
      childFile({
        id,
        name: '李小花',
        ...family,
        workers: staff,
        incidents: matters,
        visits: seen,
        health: sick,
        preferences: liked,
        residenceDivision,
      } as Parameters<typeof childFile>[0]),
    )

/** Children with files, c1 and so on. */
export const filesOf = (count: number): fc.Arbitrary<readonly ChildFile[]> =>
  fc.tuple(...Array.from({ length: count }, (_, i) => fileOf(`c${i + 1}`)))

/** Everybody who may look at a child in these tests. */
export const viewers: readonly Viewer[] = [
  ...['w1', 'w2'].map((id): Viewer => ({ role: 'worker', relation: 'ownCase', person: id })),
  ...['s1', 's2'].map((id): Viewer => ({ role: 'supervisor', relation: 'area', person: id })),
  { role: 'teacher', relation: 'served', person: 't1' },
  { role: 'protectionOfficer', relation: 'appointed', person: 'p1' },
]

/** The file without some of its matters. */
export const withoutMatters = (file: ChildFile, isGone: (incident: Incident) => boolean): ChildFile => ({
  ...file,
  incidents: Object.fromEntries(Object.entries(file.incidents).filter(([, incident]) => !isGone(incident))),
})
