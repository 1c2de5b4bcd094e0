import { beforeAll, describe, expect, it } from 'vitest'
import * as room from '../../src/privacy/index.ts'
import { childFile, type ChildFile, type Consent } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import { dutyMutants } from './duty-mutants.ts'
import { laws, type Privacy } from './laws.ts'

type Change = (file: ChildFile) => ChildFile
const consents = (file: ChildFile, change: (consent: Consent) => object): ChildFile => ({
  ...file,
  consents:
    typeof file.consents === 'string'
      ? file.consents
      : Object.fromEntries(Object.entries(file.consents).map(([id, one]) => [id, { ...one, ...change(one) }])),
})

/** The room, looking at files as if something else stood in them. */
const seeing = (change: Change): Partial<Privacy> => ({
  disclose: (file, looking) => room.disclose(change(file), looking),
  consentFor: (file, question) => room.consentFor(change(file), question),
})
const shown = (change: (view: never, file: ChildFile, looking: room.Looking) => unknown): Partial<Privacy> => ({
  disclose: (file, looking) => change(room.disclose(file, looking) as never, file, looking) as never,
})
const looks = (change: (looking: room.Looking) => object): Partial<Privacy> => ({
  disclose: (file, looking) => room.disclose(file, { ...looking, ...change(looking) }),
})
const first = (purpose: room.Purpose): object => {
  const [grant] = (room.purposeTerms[purpose] as room.PurposeTerms).grants
  return { role: grant?.roles[0], relation: grant?.relations[0] }
}

/** The room with one thing broken on purpose. */
const mutants: readonly (readonly [name: string, broken: Partial<Privacy>])[] = [
  ['does not look at the role', looks(({ purpose }) => ({ role: (first(purpose) as { role: string }).role }))],
  [
    'does not look at the relation',
    looks(({ purpose }) => ({ relation: (first(purpose) as { relation: string }).relation })),
  ],
  ['does not look at who it is', looks(() => ({ person: 'somebody' }))],
  ['looks a year ahead', looks(() => ({ asOf: '2030-01-01' }))],
  [
    'shows the whole file for the purpose of rescue',
    shown((view, file, { purpose }) => (purpose === 'rescue' ? file : view)),
  ],
  [
    'shows who reported',
    shown((view: object, file) => ('incidents' in view ? { ...view, incidents: file.incidents } : view)),
  ],
  [
    'says how many matters are kept back',
    shown((view: object, file) => ({ ...view, matters: Object.keys(file.incidents).length })),
  ],
  [
    'puts withheld where a matter is',
    shown((view: object, file) =>
      'incidents' in view && typeof view.incidents === 'object'
        ? {
            ...view,
            incidents: {
              ...Object.fromEntries(Object.keys(file.incidents).map((id) => [id, 'withheld'])),
              ...view.incidents,
            },
          }
        : view,
    ),
  ],
  [
    'withholds what is there and shows what is not',
    shown((view: object, file) =>
      Object.fromEntries(
        Object.entries(view).map(([key, value]) => [
          key,
          value === 'withheld' && file[key as 'name'] === 'none' ? 'none' : (value as unknown),
        ]),
      ),
    ),
  ],
  [
    'hides every matter from everybody',
    shown((view: object) => ('incidents' in view ? { ...view, incidents: {} } : view)),
  ],
  [
    'shows claims about what is not shown',
    shown((view: object, file) => ('claims' in view ? { ...view, claims: file.claims } : view)),
  ],
  [
    'shows checklists of all visits',
    shown((view: object, file, { purpose }) =>
      purpose === 'care' && 'visits' in view && view.visits !== 'withheld' ? { ...view, visits: file.visits } : view,
    ),
  ],
  [
    'shows all that a child said',
    shown((view: object, file) =>
      'preferences' in view && view.preferences !== 'withheld' ? { ...view, preferences: file.preferences } : view,
    ),
  ],
  ['does not see withdrawals', seeing((file) => consents(file, () => ({ withdrawnOn: 'none' })))],
  ['takes consents that have run out', seeing((file) => consents(file, () => ({ on: '2020-01-01' })))],
  [
    'takes a delegated carer for a guardian',
    seeing((file) => consents(file, ({ capacity }) => (capacity === 'delegate' ? { capacity: 'mother' } : {}))),
  ],
  ['does not ask again at 14', seeing((file) => ({ ...file, birthDate: '2016-03-26' }))],
  ["does not hear a child's no", seeing((file) => consents(file, () => ({ childAnswer: 'willing' })))],
  [
    'takes unknown for yes',
    {
      consentFor: (file, question) => {
        const found = room.consentFor(file, question)
        return { ...found, answer: found.answer === 'unknown' ? 'yes' : found.answer }
      },
    },
  ],
  ['names everybody a cause', { mayBeCause: () => true }],
  [
    'takes a father for no cause',
    { mayBeCause: (incident, viewer) => viewer.role !== 'father' && room.mayBeCause(incident, viewer) },
  ],
  [
    'gives a matter as a reason',
    {
      heldFrom: (file, looking) => [
        ...room.heldFrom(file, looking),
        ...Object.keys(file.incidents).map(() => ({ path: '/incidents', because: 'notForTheRole' }) as const),
      ],
    },
  ],
  ['loses what was not shown', { absorb: (_, __, view) => ok(childFile({ ...view, incidents: {} } as never)) }],
  [
    'lets everybody write',
    { absorb: (file, looking, view) => room.absorb(file, { ...looking, role: 'worker', relation: 'ownCase' }, view) },
  ],
  [
    'lets incidents be put in',
    {
      absorb: (file, looking, view) =>
        ok({ ...file, ...view } as ChildFile).map((one) => ({ ...one, id: file.id, looking }) as unknown as ChildFile),
    },
  ],
  ['masks names only', { masked: (file) => ({ ...file, name: '张*' }) as never }],
  [
    'counts groups one too small',
    {
      pseudonymised: (files, release) =>
        room.pseudonymised(files, { ...release, k: Math.max(2, (release.k ?? 5) - 1) }),
    },
  ],
  [
    'has one pseudonym for all purposes',
    { pseudonymised: (files, release) => room.pseudonymised(files, { ...release, purpose: 'all' }) },
  ],
  [
    'depends on the order of files',
    {
      pseudonymised: (files, release) =>
        room
          .pseudonymised(files, release)
          .map((one) => ({ ...one, rows: one.rows.map((row) => ({ ...row, first: String(files[0]?.id) })) })),
    },
  ],
  [
    'copies readings for protection',
    {
      subjectExport: (file, viewer) =>
        room.subjectExport(file, viewer).map((copy) => ({ ...copy, reads: viewer.reads })),
    },
  ],
  [
    'copies for whoever asks',
    { subjectExport: (file, viewer) => room.subjectExport(file, { ...viewer, role: 'mother', relation: 'family' }) },
  ],
  [
    'copies notes',
    {
      subjectExport: (file, viewer) => room.subjectExport(file, viewer).map((copy) => ({ ...copy, notes: file.notes })),
    },
  ],
  ['forgets a child of a breach', { breachList: (exposures, asOf) => room.breachList(exposures.slice(0, -1), asOf) }],
  [
    'tells of a breach where nothing got out',
    {
      breachList: (exposures, asOf) =>
        room.breachList(
          exposures.map((one) => ({ ...one, paths: [...one.paths, '/name'] })),
          asOf,
        ),
    },
  ],
  ['erases under a hold', { retentionOf: (file, options) => room.retentionOf(file, { ...options, holds: [] }) }],
  [
    'takes an incident without a day of closing for closed',
    { retentionOf: (file, options) => room.retentionOf({ ...file, incidents: {} }, options) },
  ],
  ...dutyMutants,
]

/** The cheap ones first: a mutant has to be found by one of them. */
const inOrder = [...laws.filter((law) => !law.generated), ...laws.filter((law) => law.generated)]

/** What of the room each law uses: a law that does not use what is broken cannot find it. */
const uses = new Map<string, ReadonlySet<string>>()
beforeAll(() => {
  for (const law of inOrder) {
    const used = new Set<string>()
    const watched = new Proxy(
      { ...room },
      { get: (all, name) => (used.add(String(name)), Reflect.get(all, name) as unknown) },
    )
    law.holds(watched)
    uses.set(law.name, used)
  }
})

describe('the laws of privacy', () => {
  it.each(mutants)('find a room that %s', (_, broken) => {
    const asked = inOrder.filter((law) => Object.keys(broken).some((name) => uses.get(law.name)?.has(name)))
    const held = asked.every((law) => {
      try {
        law.holds({ ...room, ...broken })
        return true
      } catch {
        return false
      }
    })
    expect(held).toBe(false)
  })
})
