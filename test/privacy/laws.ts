import fc from 'fast-check'
import { expect } from 'vitest'
import type * as Door from '../../src/privacy/index.ts'
import { at, type ChildFile, childFile, type Consent, type Pointer, parts, pointer } from '../../src/index.ts'
import { disclosures, fieldMark, grantOf, type Looking, type Purpose, purposes } from '../../src/privacy/index.ts'
import { dutyLaws } from './duty-laws.ts'
import { processingLaws } from './processing-laws.ts'
import { asOf, canaries, files, found, incidents, looking, lookings, withIncident } from './scene.ts'

/** What the laws are about: the room itself, or something broken in its place. */
export type Privacy = Pick<
  typeof Door,
  | 'disclose'
  | 'absorb'
  | 'consentFor'
  | 'heldFrom'
  | 'mayBeCause'
  | 'masked'
  | 'pseudonymised'
  | 'subjectExport'
  | 'breachList'
  | 'obstacles'
  | 'retentionOf'
  | 'retentionOfEntries'
  | 'processingRecord'
  | 'impactAssessment'
  | 'processingText'
  | 'assessmentText'
>

export interface LawOfPrivacy {
  readonly name: string
  readonly holds: (room: Privacy) => void
  /** Over generated files: dearer than the others. */
  readonly generated: boolean
}

const seed = 20260915
const run = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void, numRuns = 10): void =>
  fc.assert(fc.property(arbitrary, property), { seed, numRuns, endOnFailure: true })

const law = (name: string, holds: (room: Privacy) => void): LawOfPrivacy => ({ name, holds, generated: false })
const property = (name: string, holds: (room: Privacy) => void): LawOfPrivacy => ({ name, holds, generated: true })
const bytes = (value: unknown): string => JSON.stringify(value)
const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every leaf of a document by its pointer. */
function leaves(value: unknown, path: Pointer = ''): readonly (readonly [Pointer, unknown])[] {
  if (!isTree(value) || Object.keys(value).length === 0) return [[path, value]]
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}${pointer(key)}`))
}

/** Whether a pattern names a place at or above the path, or the path is a section on the way to it. */
const matches = (pattern: Pointer, path: Pointer): boolean => {
  const [wanted, given] = [parts(pattern), parts(path)]
  return wanted.slice(0, given.length).every((part, n) => part === '*' || part === given[n])
}
const inRow = (purpose: Purpose, path: Pointer): boolean =>
  disclosures[purpose].some((pattern) => matches(pattern, path))

const granted = lookings.filter(({ purpose, role, relation }) => grantOf(purpose, role, relation) !== undefined)
const writers = granted.filter(({ purpose, role, relation }) => grantOf(purpose, role, relation)?.writes)

/** Where things of grave harm may be seen at all; written down by hand, apart from the table of purposes. */
const onlyIn: readonly (readonly [Pointer, readonly Purpose[]])[] = [
  ['/incidents/*/reporter', []],
  ['/incidents/*/words', ['protection']],
  ['/incidents/*/possibleCauses', ['protection']],
  ['/health/mind', ['counselling', 'protection', 'access']],
  ['/screenings/*', ['counselling', 'protection', 'access']],
  ['/care/improperCare', ['protection']],
  ['/delegate/exclusions', ['protection']],
  ['/notes/*/words', ['care', 'protection']],
  ['/visits/*/words', ['care', 'visit', 'protection']],
  ['/idNumber', ['care', 'protection', 'access']],
  ['/residenceAddress', ['care', 'visit', 'protection', 'rescue', 'access']],
  ['/father/idNumber', ['care', 'protection', 'access']],
  ['/livelihood/hardship', ['care', 'aid', 'protection', 'access']],
  ['/photo', ['access']],
  ['/ethnicity', ['access']],
  ['/paperRating/riskLevel', []],
  ['/custom', []],
  ['/name', purposes.filter((purpose) => !['statistics', 'donation', 'publicity'].includes(purpose))],
  ['/id', purposes.filter((purpose) => !['statistics', 'donation', 'publicity'].includes(purpose))],
]

const consents = (file: ChildFile): readonly (readonly [string, Consent])[] =>
  typeof file.consents === 'string' ? [] : Object.entries(file.consents)

const consenting = (file: ChildFile): ChildFile => {
  const given = { capacity: 'mother', on: '2026-01-01', until: 'none', childAnswer: 'willing' } as const
  const { rows } = childPurposes
  const consent = { ...given, purposes: rows, categories: allCategories }
  return childFile({ ...file, mother: { status: 'awayWorking' }, household: {}, consents: { k1: consent } } as never)
}
const childPurposes = { rows: ['file', 'pairing', 'counselling', 'activity', 'medical', 'sharing'] as const }
const allCategories = [
  'identity',
  'family',
  'contact',
  'schooling',
  'health',
  'mind',
  'livelihood',
  'preferences',
] as const

export const laws: readonly LawOfPrivacy[] = [
  ...dutyLaws,
  ...processingLaws,
  property('a view has nothing but its row of the table, each as in the file or withheld', ({ disclose }) =>
    run(files(), (given) => {
      const file = consenting(given)
      for (const one of granted)
        for (const [path, value] of leaves(disclose(file, one))) {
          if (path === '') continue
          expect(inRow(one.purpose, path) || path.startsWith('/claims')).toBe(true)
          if (value !== 'withheld' && !isTree(value)) expect(bytes(value)).toBe(bytes(at(file, path)))
        }
    }),
  ),
  law('what is grave is seen for few purposes and by nobody else', ({ disclose }) => {
    for (const one of lookings) {
      const seen = found(bytes(disclose(canaries, one)))
      for (const [path, allowed] of onlyIn) if (seen.includes(path)) expect(allowed).toContain(one.purpose)
      for (const path of seen) expect(inRow(one.purpose, path)).toBe(true)
    }
  }),
  law('who is not named sees the same of every file: withheld', ({ disclose }) => {
    const other = childFile({ id: 'c9', name: '王' })
    for (const one of lookings.filter(({ purpose, role, relation }) => !grantOf(purpose, role, relation))) {
      const view = disclose(canaries, one)
      expect(bytes(view)).toBe(bytes(disclose(other, one)))
      for (const value of Object.values(view)) expect(value).toBe('withheld')
    }
  }),
  property('nobody can tell a matter of which he or she may be the cause', (room) =>
    run(
      fc.tuple(files(), incidents(), fc.constantFrom('i1', 'zz')),
      ([given, incident, id]) => {
        const file = consenting(given)
        const more = withIncident(file, id, incident)
        for (const one of granted) {
          if (!room.mayBeCause(incident, one)) continue
          expect(bytes(room.disclose(more, one))).toBe(bytes(room.disclose(file, one)))
          expect(bytes(room.heldFrom(more, one))).toBe(bytes(room.heldFrom(file, one)))
        }
      },
      30,
    ),
  ),
  property('kin, carers, helpers and teachers can tell no matter at all', (room) =>
    run(fc.tuple(files(), incidents()), ([given, incident]) => {
      const file = consenting(given)
      const more = withIncident(file, 'i1', incident)
      for (const one of granted.filter(({ role }) =>
        ['child', 'father', 'mother', 'guardian', 'delegate', 'helper', 'teacher', 'worker', 'donor'].includes(role),
      ))
        expect(bytes(room.disclose(more, one))).toBe(bytes(room.disclose(file, one)))
    }),
  ),
  law('whom a matter names is its possible cause, and whom nobody has excluded', ({ mayBeCause }) => {
    const by = (role: string, id: string) => ({ possibleCauses: [{ role, id }] }) as never
    const officer = looking('protection', 'protectionOfficer', 'appointed')
    expect(mayBeCause(by('father', 'none'), looking('access', 'father', 'family'))).toBe(true)
    expect(mayBeCause(by('worker', 'w3'), officer)).toBe(true)
    expect(mayBeCause(by('worker', 'w4'), officer)).toBe(false)
    expect(mayBeCause(by('other', 'w3'), officer)).toBe(true)
    expect(mayBeCause(by('worker', 'notCollected'), looking('care', 'worker', 'ownCase'))).toBe(true)
    expect(mayBeCause(by('volunteer', 'notCollected'), looking('support', 'helper', 'helper'))).toBe(true)
    expect(mayBeCause(by('delegate', 'none'), looking('access', 'mother', 'family'))).toBe(false)
    expect(mayBeCause({ possibleCauses: 'notCollected' }, looking('care', 'worker', 'ownCase'))).toBe(true)
    expect(mayBeCause({ possibleCauses: 'notCollected' }, officer)).toBe(false)
    expect(mayBeCause({ possibleCauses: 'none' }, looking('access', 'father', 'family'))).toBe(false)
    const anybody = { role: officer.role, relation: officer.relation } as const
    expect(mayBeCause(by('worker', 'w4'), anybody)).toBe(true)
  }),
  law('those appointed see a matter that is not their own', ({ disclose }) => {
    const incident = { observedOn: '2026-03-01', possibleCauses: [{ role: 'father', id: 'none' }] } as const
    const file = childFile({ id: 'c1', name: '李', incidents: { i1: incident } })
    const view = disclose(file, looking('protection', 'protectionOfficer', 'appointed'))
    expect(Object.keys(view.incidents)).toEqual(['i1'])
  }),
  property('withdrawing a consent never shows more', ({ disclose }) =>
    run(files(), (given) => {
      for (const file of [given, consenting(given)])
        for (const one of granted) {
          const withdrawn = {
            ...file,
            consents:
              typeof file.consents === 'string'
                ? file.consents
                : Object.fromEntries(consents(file).map(([id, consent]) => [id, { ...consent, withdrawnOn: asOf }])),
          } as ChildFile
          const before = disclose(file, one)
          for (const [path, value] of leaves(disclose(withdrawn, one)))
            if (value !== 'withheld' && !path.startsWith('/consents')) expect(at(before, path)).toEqual(value)
        }
    }),
  ),
  law('a consent that is not certain shows nothing', ({ disclose, consentFor }) => {
    const file = childFile({ id: 'c1', name: '李', birthDate: '2016-03-26' })
    expect(consentFor(file, { purpose: 'pairing', asOf }).answer).toBe('unknown')
    expect(bytes(disclose(file, looking('support', 'helper', 'helper')))).not.toContain('李')
    const given = consenting(file)
    expect(disclose(given, looking('support', 'helper', 'helper')).name).toBe('李')
    expect(disclose(given, { ...looking('support', 'helper', 'helper'), asOf: '2025-12-31' }).name).toBe('withheld')
  }),
  law('only somebody entitled consents', ({ consentFor }) => {
    const ask = (consent: object, more: object = {}, on: Looking['asOf'] = asOf) =>
      consentFor(
        childFile({
          id: 'c1',
          name: '李',
          birthDate: '2016-03-26',
          father: { status: 'awayWorking' },
          mother: { status: 'awayWorking' },
          consents: { k1: { purposes: ['pairing'], on: '2026-01-01', until: 'none', ...consent } },
          ...more,
        } as never),
        { purpose: 'pairing', asOf: on },
      ).answer
    expect(ask({ capacity: 'mother' })).toBe('yes')
    expect(ask({ capacity: 'father' }, { father: { status: 'dead' } })).toBe('no')
    for (const awardedTo of ['father', 'mother', 'alternating', 'notCollected'] as const)
      for (const capacity of ['father', 'mother'] as const)
        expect(ask({ capacity }, { household: { custody: { awardedTo } } })).toBe('yes')
    for (const status of ['dead', 'missing']) expect(ask({ capacity: 'mother' }, { mother: { status } })).toBe('no')
    const delegate = { name: '王婆', relation: 'maternalGrandmother' }
    expect(ask({ capacity: 'delegate' }, { delegate, delegation: { mandate: 'none' } })).toBe('no')
    expect(ask({ capacity: 'delegate' }, { delegate, delegation: { mandate: ['activity'] } })).toBe('no')
    expect(ask({ capacity: 'delegate' }, { delegate })).toBe('unknown')
    expect(ask({ capacity: 'delegate' }, { delegate, delegation: { mandate: ['pairing'] } })).toBe('yes')
    const lapsed = { mandate: ['pairing'], agreementUntil: '2026-09-15' }
    expect(ask({ capacity: 'delegate' }, { delegate, delegation: lapsed })).toBe('no')
    expect(ask({ capacity: 'guardian' }, { guardians: 'none' })).toBe('no')
    const guardian = { name: '李伯', since: '2020-01-01', until: 'none' }
    expect(ask({ capacity: 'guardian', giver: '李伯' }, { guardians: { g1: guardian } })).toBe('yes')
    expect(ask({ capacity: 'guardian', giver: '李叔' }, { guardians: { g1: guardian } })).toBe('no')
    expect(ask({ capacity: 'child' })).toBe('no')
    expect(ask({ capacity: { other: '班主任' } })).toBe('no')
    expect(ask({ capacity: 'notCollected' })).toBe('unknown')
    expect(ask({ capacity: 'mother' }, { consents: 'none' })).toBe('no')
  }),
  law('a consent is asked for again at 14 and at 18, leap days too', ({ consentFor }) => {
    const ask = (birthDate: string, on: string, day: string, more: object = {}) =>
      consentFor(
        childFile({
          id: 'c1',
          name: '李',
          birthDate,
          mother: { status: 'awayWorking' },
          consents: { k1: { capacity: 'mother', purposes: ['pairing'], on, until: 'none', ...more } },
        } as never),
        { purpose: 'pairing', asOf: day as Looking['asOf'] },
      ).answer
    expect(ask('2012-02-29', '2025-03-01', '2026-02-28')).toBe('yes')
    expect(ask('2012-02-29', '2025-03-01', '2026-03-01')).toBe('no')
    expect(ask('2012-02-29', '2026-03-01', '2026-03-01', { childAnswer: 'willing' })).toBe('yes')
    expect(ask('2012-02-29', '2026-03-01', '2026-03-02', { childAnswer: 'notAsked' })).toBe('no')
    expect(ask('2012-02-29', '2026-03-01', '2026-03-02')).toBe('unknown')
    expect(ask('2012-02-29', '2026-03-01', '2030-02-28', { childAnswer: 'willing' })).toBe('yes')
    expect(ask('2012-02-29', '2026-03-01', '2030-03-01', { childAnswer: 'willing' })).toBe('no')
    expect(ask('2012-02-29', '2026-03-01', '2026-03-01', { capacity: 'child' })).toBe('yes')
    expect(ask('notCollected', '2025-03-01', '2026-03-01')).toBe('unknown')
  }),
  law("a child's no stands until a later yes, and a withdrawal does not take it back", ({ consentFor }) => {
    const base = { capacity: 'mother', purposes: ['pairing'], until: 'none' }
    const ask = (...given: readonly object[]) =>
      consentFor(
        childFile({
          id: 'c1',
          name: '李',
          birthDate: '2016-03-26',
          mother: { status: 'awayWorking' },
          consents: Object.fromEntries(given.map((one, n) => [`k${n}`, { ...base, ...one }])),
        } as never),
        { purpose: 'pairing', asOf },
      ).answer
    expect(ask({ on: '2026-01-01' }, { on: '2026-02-01', childAnswer: 'unwilling' })).toBe('no')
    expect(ask({ on: '2026-01-01' }, { on: '2026-02-01', childAnswer: 'noHelper', purposes: ['file'] })).toBe('no')
    expect(ask({ on: '2026-01-01' }, { on: '2026-02-01', childAnswer: 'unwilling', withdrawnOn: '2026-03-01' })).toBe(
      'no',
    )
    expect(ask({ on: '2026-03-01', childAnswer: 'willing' }, { on: '2026-02-01', childAnswer: 'unwilling' })).toBe(
      'yes',
    )
    expect(ask({ on: '2026-02-01', childAnswer: 'willing' }, { on: '2026-02-01', childAnswer: 'unwilling' })).toBe('no')
    expect(ask({ on: '2026-02-01', childAnswer: 'willing' }, { childAnswer: 'unwilling' })).toBe('no')
    expect(ask({ on: '2026-01-01', withdrawnOn: '2026-09-15' })).toBe('no')
    expect(ask({ on: '2026-01-01', withdrawnOn: '2026-09-16' })).toBe('yes')
  }),
  law('nothing that a law or a life hangs on waits for a consent', ({ disclose }) => {
    const file = childFile({ id: 'c1', name: '李', consents: 'none', emergencyContacts: { p1: { name: '王' } } })
    expect(disclose(file, looking('protection', 'protectionOfficer', 'appointed')).name).toBe('李')
    expect(bytes(disclose(file, looking('rescue', 'teacher', 'emergency')).emergencyContacts)).toContain('王')
    expect(bytes(disclose(file, looking('rescue', 'teacher', 'none')))).not.toContain('王')
  }),
  law(
    'whoever breaks the glass learns how to help, and only those who answer for children where it is',
    ({ disclose }) => {
      for (const role of [
        'worker',
        'teacher',
        'counsellor',
        'doctor',
        'supervisor',
        'protectionOfficer',
        'authority',
      ] as const) {
        const seen = found(bytes(disclose(canaries, looking('rescue', role, 'emergency'))))
        for (const part of ['/health/allergies', '/emergencyContacts', '/delegate/phone'])
          expect(seen.some((path) => path === part || path.startsWith(`${part}/`))).toBe(true)
        expect(seen.includes('/residenceAddress')).toBe(['supervisor', 'protectionOfficer', 'authority'].includes(role))
      }
      for (const one of lookings.filter(({ relation, purpose }) => relation === 'emergency' && purpose !== 'rescue'))
        expect(found(bytes(disclose(canaries, one)))).toEqual([])
      for (const role of ['father', 'mother', 'delegate', 'member', 'helper', 'donor', 'public'] as const)
        expect(found(bytes(disclose(canaries, looking('rescue', role, 'emergency'))))).toEqual([])
    },
  ),
  law('what a child said is told to those whom the child allowed', ({ disclose }) => {
    const told = (
      mayBeToldTo: unknown,
      one: Looking<'care' | 'access' | 'support' | 'counselling'>,
      about = 'fear',
    ) => {
      const entry = { about, says: 'dislikes', words: '怕黑', mayBeToldTo }
      const file = childFile({ id: 'c1', name: '李', birthDate: '2016-03-26', preferences: { p1: entry } } as never)
      return bytes(disclose(consenting(file), one)).includes('怕黑')
    }
    const worker = looking('care', 'worker', 'ownCase')
    const mother = looking('access', 'mother', 'family')
    const helper = looking('support', 'helper', 'helper')
    expect(told(['worker'], worker)).toBe(true)
    expect(told(['teacher'], worker)).toBe(false)
    expect(told('none', worker)).toBe(false)
    expect(told('notCollected', worker)).toBe(true)
    expect(told('notCollected', mother)).toBe(false)
    expect(told(['parent'], mother)).toBe(true)
    expect(told('none', looking('access', 'child', 'self'))).toBe(true)
    expect(told('notCollected', helper)).toBe(false)
    expect(told('notCollected', helper, 'food')).toBe(true)
    expect(told(['carer'], helper, 'food')).toBe(false)
  }),
  law('what was seen on a visit is read by who wrote it and by those appointed', ({ disclose }) => {
    const seen = { on: '2026-03-01', by: '赵六', words: 'WORDS', situations: { violence: 'seen' } }
    const file = childFile({
      id: 'c1',
      name: '李',
      visits: { v1: seen, v2: { ...seen, by: '张三' }, v3: { ...seen, situations: { violence: 'notSeen' } } },
      workers: { childDirector: { id: 'w3', name: '张三' } },
    } as never)
    const { visits } = disclose(file, looking('care', 'worker', 'ownCase'))
    expect(Object.values(visits).map((visit) => (visit as { words: string }).words)).toEqual([
      'withheld',
      'WORDS',
      'WORDS',
    ])
    const all = disclose(file, looking('protection', 'protectionOfficer', 'appointed')).visits
    expect(Object.values(all).map((visit) => (visit as { words: string }).words)).toEqual(['WORDS', 'WORDS', 'WORDS'])
  }),
  law('a claim is shown with its field only', ({ disclose }) => {
    const claim = (value: unknown) => [
      { value, source: 'a', on: asOf },
      { value: 'other', source: 'b', on: asOf },
    ]
    const file = childFile({
      id: 'c1',
      name: '李',
      delegate: 'contested',
      claims: {
        '/name': claim('SHOWN'),
        '/delegate': claim({ exclusions: ['HIDDEN'] }),
        '/care/improperCare': claim('HIDDEN'),
        '/incidents/i1/words': claim('HIDDEN'),
        '/health/mind/selfHarm': claim('HIDDEN'),
      },
    } as never)
    const text = bytes(disclose(file, looking('care', 'worker', 'ownCase')))
    expect(text).toContain('SHOWN')
    expect(text).not.toContain('HIDDEN')
  }),
  law('parents never learn where others live or how they are reached', ({ disclose }) => {
    for (const [role, other] of [
      ['father', 'mother'],
      ['mother', 'father'],
    ] as const) {
      const seen = found(bytes(disclose(canaries, looking('access', role, 'family'))))
      expect(seen).toContain(`/${role}/phone`)
      for (const path of [
        '/residenceAddress',
        `/${other}/address`,
        `/${other}/phone`,
        '/delegate/phone',
        '/visits/*/by',
      ])
        expect(seen).not.toContain(path)
    }
  }),
  property('writing back what was shown changes nothing', ({ disclose, absorb }) =>
    run(
      files(),
      (file) => {
        for (const one of writers)
          expect(absorb(file, one, disclose(file, one))._unsafeUnwrap()).toEqual(JSON.parse(bytes(file)))
      },
      15,
    ),
  ),
  property('what is written is what is seen then, and nothing else changes', ({ disclose, absorb }) =>
    run(
      files(),
      (file) => {
        const one = looking('care', 'worker', 'ownCase')
        const view = disclose(file, one)
        const visit = { on: '2026-09-14', childSeen: 'yes', spokenAlone: 'yes' }
        const edited = {
          ...view,
          name: '新名',
          visits: { ...(view.visits as object), fresh: visit },
          contacts: { ...(view.contacts as object), fresh: { on: '2026-09-14' } },
        } as unknown as typeof view
        const changed = absorb(file, one, edited)._unsafeUnwrap()
        expect(changed.name).toBe('新名')
        const { visits, contacts } = changed
        expect(Object.entries(visits).find(([id]) => id === 'fresh')?.[1].spokenAlone).toBe('yes')
        expect(Object.entries(contacts).find(([id]) => id === 'fresh')?.[1].channel).toBe('notCollected')
        for (const [path, value] of leaves(JSON.parse(bytes(file)) as unknown))
          if (path !== '/name' && path !== '/visits' && path !== '/contacts') expect(at(changed, path)).toEqual(value)
      },
      15,
    ),
  ),
  law('nobody writes what is not shown, nor without the right', ({ disclose, absorb }) => {
    const incident = { observedOn: '2026-03-01', possibleCauses: [{ role: 'worker', id: 'w3' }] } as const
    const given = childFile({ id: 'c1', name: '李', birthDate: '2016-03-26', incidents: { i1: incident } })
    const file = consenting(given)
    const refused = (one: Looking, change: (view: Record<string, unknown>) => unknown) => {
      const outcome = absorb(file, one, change(disclose(file, one) as never) as never)
      return outcome.isErr() ? outcome.error[0].code : 'written'
    }
    const worker = looking('care', 'worker', 'ownCase')
    const officer = looking('protection', 'protectionOfficer', 'appointed')
    expect(refused(worker, (view) => ({ ...view, name: '王' }))).toBe('written')
    expect(refused(looking('teaching', 'teacher', 'ownCase'), (view) => ({ ...view, name: '王' }))).toBe('not-entitled')
    expect(refused(looking('care', 'worker', 'none'), (view) => ({ ...view, name: '王' }))).toBe('not-entitled')
    expect(refused(worker, (view) => ({ ...view, incidents: {} }))).toBe('unknown-field')
    expect(refused(worker, (view) => ({ ...view, id: 'c2' }))).toBe('not-entitled')
    expect(refused(worker, (view) => ({ ...view, health: { ...(view['health'] as object), mind: 'none' } }))).toBe(
      'unknown-field',
    )
    expect(refused(officer, (view) => ({ ...view, incidents: { i9: { observedOn: asOf } } }))).toBe('not-entitled')
    const counsellor = looking('counselling', 'counsellor', 'ownCase')
    const held = { ...counsellor, asOf: '2025-01-01' } as const
    expect(refused(held, (view) => ({ ...view, name: '王' }))).toBe('not-entitled')
    const without = bytes(absorb(file, officer, { ...disclose(file, officer), name: '王' })._unsafeUnwrap().incidents)
    expect(without).toBe(bytes(file.incidents))
  }),
  property('what is masked cannot be read', ({ masked }) => {
    const text = bytes(masked(canaries))
    for (const path of found(text)) expect(fieldMark(path.replaceAll('*', 'e1') as Pointer)?.mask).toBeUndefined()
    const named = childFile({
      id: 'c1',
      name: '张小明',
      idNumber: '11010519491231002X',
      father: { phone: '13812345678' },
    })
    const shown = masked(named)
    expect([shown.name, shown.idNumber, shown.father.phone]).toEqual(['张*', '110105**********2X', '138****5678'])
    run(files(), (file) => {
      const once = masked(file)
      expect(bytes(masked(once))).toBe(bytes(once))
      for (const secret of [file.father.phone, file.idNumber, file.father.name, file.residenceAddress])
        if (typeof secret === 'string' && secret.length > 8 && !['notCollected', 'contested'].includes(secret))
          expect(bytes(once)).not.toContain(JSON.stringify(secret))
    })
  }),
  property('no child of an export stands in a group of fewer than k', ({ pseudonymised }) =>
    run(
      fc.tuple(fc.array(files(), { minLength: 1, maxLength: 30 }), fc.integer({ min: 2, max: 6 }), fc.boolean()),
      ([some, k, suppress]) => {
        const group = some.map((file, n) => ({ ...file, id: `c${n}` }) as unknown as ChildFile)
        const tells = ['age', 'sex', 'boarding'] as const
        const release = {
          key: new Uint8Array(32).fill(7),
          purpose: 'study',
          asOf,
          tells,
          about: ['schooling'],
          k,
          by: suppress ? 'suppress' : 'generalise',
        } as const
        const { rows, smallest, loss } = pseudonymised(group, release)._unsafeUnwrap()
        const counted = rows.map((row) => rows.filter((other) => tells.every((id) => other[id] === row[id])).length)
        for (const count of counted) expect(count).toBeGreaterThanOrEqual(k)
        expect(smallest).toBe(rows.length === 0 ? 0 : Math.min(...counted))
        expect(rows.length + loss.suppressed).toBe(group.length)
        expect(bytes(pseudonymised([...group].reverse(), release)._unsafeUnwrap())).toBe(
          bytes(pseudonymised(group, release)._unsafeUnwrap()),
        )
        const other = pseudonymised(group, { ...release, purpose: 'report' })._unsafeUnwrap()
        for (const row of other.rows) expect(rows.map((one) => one['pseudonym'])).not.toContain(row['pseudonym'])
        expect(bytes(rows)).not.toContain('"c1"')
      },
    ),
  ),
  law('a copy for a family says nothing of others and of matters', (room) => {
    const reads = [
      { at: '2026-09-01T08:00:00+08:00', role: 'worker', purpose: 'care' },
      { at: '2026-09-02T08:00:00+08:00', role: 'protectionOfficer', purpose: 'protection' },
      { at: '2026-09-03T08:00:00+08:00', role: 'worker', purpose: 'rescue' },
    ] as never
    for (const role of ['child', 'father', 'mother', 'guardian'] as const) {
      const relation = role === 'child' ? 'self' : 'family'
      const copy = room.subjectExport(canaries, { role, relation, asOf, reads })._unsafeUnwrap()
      expect(copy.reads.map(({ purpose }) => purpose)).toEqual(['care'])
      const seen = found(bytes(copy))
      for (const path of seen) expect(inRow('access', path)).toBe(true)
      for (const path of [
        '/incidents/*/words',
        '/notes/*/words',
        '/delegate/name',
        '/workers/childDirector/name',
        '/custom',
      ])
        expect(seen).not.toContain(path)
    }
    expect(room.subjectExport(canaries, { role: 'delegate', relation: 'family', asOf, reads }).isErr()).toBe(true)
    expect(room.subjectExport(canaries, { role: 'mother', relation: 'none', asOf, reads }).isErr()).toBe(true)
  }),
  law('a breach names exactly the children of whom something got out', ({ breachList }) => {
    const child = (id: string, more: object = {}) =>
      childFile({ id, name: '李', birthDate: '2016-03-26', ...more } as never)
    const { affected } = breachList(
      [
        { file: child('c2', { mother: { status: 'dead' } }), paths: ['/name'] },
        { file: child('c1', { birthDate: '2011-03-26' }), paths: ['/health/mind/note'] },
        { file: child('c3'), paths: [] },
        { file: child('c2', { mother: { status: 'dead' } }), paths: ['/father/phone', '/name'] },
        { file: child('c4', { delegate: { name: '王' } }), paths: ['/nowhere'] },
      ],
      asOf,
    )
    expect(affected).toEqual([
      {
        child: 'c1',
        categories: ['mind'],
        strictest: 'sealed',
        subjects: ['child'],
        tell: [{ who: 'child' }, { who: 'father' }, { who: 'mother' }],
      },
      {
        child: 'c2',
        categories: ['contact', 'identity'],
        strictest: 'sensitive',
        subjects: ['child', 'father'],
        tell: [{ who: 'father' }],
      },
      {
        child: 'c4',
        categories: ['matter'],
        strictest: 'sealed',
        subjects: ['named'],
        tell: [{ who: 'father' }, { who: 'mother' }],
      },
    ])
  }),
  law('nothing goes while a matter, a hold or the register stands against it', ({ obstacles, retentionOf }) => {
    const gone = { birthDate: '2000-01-01', register: { registerState: 'exited', exitOn: '2010-01-01' } } as const
    const old = (more: object = {}) => childFile({ id: 'c1', name: '李', ...gone, ...more })
    const hold = { ground: 'proceedings', from: '2026-01-01', to: 'none' } as const
    expect(obstacles(old(), [], asOf)).toEqual([])
    expect(retentionOf(old(), { asOf, holds: [] }).answer).toBe('erase')
    for (const closedOn of ['none', 'notCollected', 'contested', '2026-09-16'])
      expect(retentionOf(old({ incidents: { i1: { closedOn } } }), { asOf, holds: [] }).answer).toBe('keep')
    expect(retentionOf(old({ incidents: { i1: { closedOn: '2002-01-01' } } }), { asOf, holds: [] }).answer).toBe(
      'erase',
    )
    expect(retentionOf(old(), { asOf, holds: [hold] }).answer).toBe('keep')
    expect(retentionOf(old(), { asOf, holds: [{ ...hold, to: asOf }] }).answer).toBe('erase')
    expect(retentionOf(old({ register: { registerState: 'registered' } }), { asOf, holds: [] }).answer).toBe('keep')
    expect(retentionOf(old({ birthDate: 'notCollected' }), { asOf, holds: [] }).answer).toBe('unknown')
    expect(retentionOf(old({ birthDate: '2008-06-01' }), { asOf, holds: [] }).answer).toBe('keep')
  }),
]
