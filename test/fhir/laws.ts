import fc from 'fast-check'
import { expect } from 'vitest'
import type * as Door from '../../src/fhir/index.ts'
import { at, childFile } from '../../src/index.ts'
import { disclose, fieldMark, mayBeCause } from '../../src/privacy/index.ts'
import { brokenInvariants } from './invariants.ts'
import { schemaErrors } from './published-schema.ts'
import {
  calendar,
  canaries,
  cases,
  type Case,
  cutOut,
  entitled,
  found,
  incidents,
  isTree,
  leaves,
  officer,
  nearest,
  added,
  replaced,
  seen,
  spoken,
  type Tree,
  withIncident,
  worker,
} from './scene.ts'

/** What the laws are about: the room itself, or something broken in its place. */
export type Fhir = Pick<typeof Door, 'toFhir' | 'fromFhir'>

export interface LawOfFhir {
  readonly name: string
  readonly holds: (room: Fhir) => void
}

const seed = 20260915
const run = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void, numRuns: number): void =>
  fc.assert(fc.property(arbitrary, property), { seed, numRuns, endOnFailure: true })
const bytes = (value: unknown): string => JSON.stringify(value)
const entriesOf = (bundle: Door.FhirBundle) => bundle.entry ?? []

/** What goes over the wire: text. */
const sent = (bundle: Door.FhirBundle): unknown => JSON.parse(bytes(bundle)) as unknown

/** A child of whom something can be read that is dangerous to read wrongly. */
const consented = childFile({
  id: 'c1',
  name: '李小花',
  birthDate: '2016-03-26',
  consents: {
    k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: 'none', withdrawnOn: 'none' },
    k2: { capacity: 'father', purposes: ['photo'], on: '2026-03-01', until: '2026-12-01', withdrawnOn: '2026-04-01' },
  },
  doses: { d1: { vaccine: 'mmr', on: '2017-01-05', number: 1 } },
  measurements: { m1: { on: '2026-02-01', heightCm: 121.5, weightKg: 22 } },
})

const typed = (bundle: unknown, type: string): readonly Tree[] =>
  isTree(bundle) && Array.isArray(bundle['entry'])
    ? (bundle['entry'] as readonly Tree[])
        .map((entry) => entry['resource'])
        .filter((one): one is Tree => isTree(one) && one['resourceType'] === type)
    : []

/** The Bundle with every resource of a type changed. */
const changed = (bundle: unknown, type: string, change: object): unknown => {
  const copy: unknown = structuredClone(bundle)
  for (const one of typed(copy, type)) Object.assign(one, change)
  return copy
}

const sectionOf = (document: Door.FhirDocument | undefined, name: string): Tree => {
  const section = (document?.file as Tree | undefined)?.[name]
  return isTree(section) ? section : {}
}

const hidden = 'ZZ-never-shown'

export const laws: readonly LawOfFhir[] = [
  {
    name: 'every resource passes the published schema of FHIR R4, and the rules that no schema can say',
    holds: ({ toFhir }) => {
      run(
        cases,
        ({ file, options }) => {
          const { bundle } = toFhir(file, options)
          expect(brokenInvariants(bundle)).toEqual([])
          const { entry, ...envelope } = bundle
          expect(schemaErrors(envelope)).toEqual([])
          for (const { resource } of entry ?? [])
            expect([resource.resourceType, schemaErrors(resource)]).toEqual([resource.resourceType, []])
        },
        25,
      )
    },
  },
  {
    name: 'what was written comes back the same, what was not is listed, and nothing is left over',
    holds: ({ toFhir, fromFhir }) => {
      run(
        cases,
        (one: Case) => {
          const { bundle, notWritten } = toFhir(one.file, one.options)
          const whole = seen(disclose(one.file, one.options), one)
          for (const { path, why } of notWritten)
            if (why !== 'notForThePurpose') expect([path, spoken(at(whole, path))]).not.toEqual([path, undefined])
          const { children, findings, left } = fromFhir(sent(bundle))
          const wanted = spoken(
            cutOut(
              whole,
              notWritten.map(({ path }) => path),
            ),
          )
          expect(spoken(children[0])).toEqual(wanted)
          expect(children.length).toBe(entriesOf(bundle).length === 0 ? 0 : 1)
          expect(findings.filter(({ code }) => code !== 'id-checksum')).toEqual([])
          expect(left).toEqual([])
        },
        60,
      )
    },
  },
  {
    name: 'nothing is in a Bundle that disclosure does not let through for the purpose, and a matter never is',
    holds: ({ toFhir }) => {
      for (const looking of entitled) {
        const text = bytes(toFhir(canaries, { ...looking, risk: { calendar } }))
        const shown = new Set(found(bytes(disclose(canaries, looking))))
        for (const path of found(text)) {
          expect([looking, path, shown.has(path)]).toEqual([looking, path, true])
          expect([path, fieldMark(path)?.category]).not.toEqual([path, 'matter'])
        }
      }
    },
  },
  {
    name: 'whoever may be the cause of a matter gets the same bytes with and without it',
    holds: ({ toFhir }) => {
      run(
        fc.tuple(cases, incidents(), fc.constantFrom(...entitled)),
        ([{ file, options }, incident, looking]) => {
          if (!mayBeCause(incident, looking)) return
          const asked = { ...options, ...looking }
          expect(bytes(toFhir(withIncident(file, 'i9', incident), asked))).toBe(bytes(toFhir(file, asked)))
        },
        40,
      )
    },
  },
  {
    name: 'no matter changes a byte of any Bundle, not even its flags, whoever reads it',
    holds: ({ toFhir }) => {
      run(
        fc.tuple(cases, incidents(), fc.constantFrom(worker, officer)),
        ([{ file, options }, incident, looking]) => {
          const asked = { ...options, ...looking }
          const told = withIncident(file, 'i9', incident)
          const without = {
            ...told,
            notes: {},
            problems: 'notCollected',
            health: { ...file.health, mind: 'notCollected' },
          } as const
          expect(bytes(toFhir(told, asked).bundle)).toBe(bytes(toFhir(file, asked).bundle))
          expect(bytes(toFhir(without, asked).bundle)).toBe(bytes(toFhir(file, asked).bundle))
        },
        15,
      )
    },
  },
  {
    name: 'plans, tier and flags go out for care and protection only, and nothing where there is no child',
    holds: ({ toFhir }) => {
      const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', care: { livesAlone: 'yes' } })
      const plans = [
        {
          id: 'p1',
          child: 'c1',
          goals: {},
          from: '2026-01-01',
          to: 'none',
          author: 'w1',
          childHeard: 'yes',
          reviewOn: 'none',
        },
      ]
      for (const looking of entitled) {
        const { bundle, notWritten } = toFhir(file, { ...looking, plans: plans as never, risk: { calendar } })
        const types = entriesOf(bundle).map(({ resource }) => resource.resourceType)
        const onCase = looking.purpose === 'care' || looking.purpose === 'protection'
        for (const type of ['CarePlan', 'RiskAssessment', 'Flag'] as const)
          expect([looking.purpose, type, types.includes(type)]).toEqual([looking.purpose, type, onCase])
        if (!onCase)
          expect(notWritten.some(({ path, why }) => path !== '/file' || why === 'notForThePurpose')).toBe(true)
        if (['statistics', 'donation', 'publicity'].includes(looking.purpose)) expect(types).toEqual([])
      }
    },
  },
  {
    name: 'what is about another child is in no Bundle and in no document',
    holds: ({ toFhir, fromFhir }) => {
      const other = {
        id: 'p1',
        child: 'c2',
        goals: {},
        from: '2026-01-01',
        to: 'none',
        author: 'w1',
        childHeard: 'yes',
        reviewOn: 'none',
      }
      const out = toFhir(consented, { ...worker, plans: [other as never] })
      expect(bytes(out.bundle)).not.toContain('CarePlan')
      expect(out.notWritten).toContainEqual({ path: '/plans/p1', why: 'otherChild' })
      const lost = changed(sent(out.bundle), 'Immunization', { patient: { reference: 'urn:uuid:nobody' } })
      const { children, findings } = fromFhir(lost)
      expect(sectionOf(children[0], 'doses')).toEqual({})
      expect(findings.map(({ code }) => code)).toContain('no-subject')
    },
  },
  {
    name: 'the order of entries and of keys decides nothing',
    holds: ({ toFhir, fromFhir }) => {
      run(
        cases,
        ({ file, options }) => {
          const reversed = (value: unknown): unknown =>
            isTree(value)
              ? Object.fromEntries(
                  Object.entries(value)
                    .reverse()
                    .map(([key, item]) => [key, reversed(item)]),
                )
              : value
          const { plans = [], sessions = [], placements = [] } = options
          const again = {
            ...options,
            plans: plans.toReversed(),
            sessions: sessions.toReversed(),
            placements: placements.toReversed(),
          }
          const { bundle } = toFhir(file, options)
          expect(bytes(toFhir(reversed(file) as never, again).bundle)).toBe(bytes(bundle))
          const back = { ...bundle, entry: entriesOf(bundle).toReversed() }
          expect(bytes(fromFhir(back).children)).toBe(bytes(fromFhir(bundle).children))
        },
        10,
      )
    },
  },
  {
    name: 'in a mangled Bundle every leaf is in a document or listed as left, and no remark holds a value or an invented name',
    holds: ({ toFhir, fromFhir }) => {
      run(
        fc.tuple(
          cases,
          fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
          fc.constantFrom<unknown>(hidden, -1.5, { [hidden]: [hidden] }),
        ),
        ([{ file, options }, picks, junk]) => {
          const bundle = sent(toFhir(file, options).bundle)
          const all = leaves(bundle).map(([path]) => path)
          const paths = [...new Set(picks.map((n) => all[n % all.length] ?? ''))]
          const mangled = paths.reduce<unknown>((rest, path) => replaced(rest, path, junk), bundle)
          const grown = paths.reduce<unknown>((rest, path) => added(rest, path, hidden), bundle)
          const more = fromFhir(grown).left
          for (const path of paths) {
            const where = nearest(bundle, path)
            expect([path, more.some((one) => one === '' || one === `${where}/*`)]).toEqual([path, true])
          }
          const { children, findings, left } = fromFhir(mangled)
          expect(bytes([findings, left])).not.toContain(hidden)
          const kept = bytes(children)
          for (const path of paths) {
            const isListed = left.some((one) => one === '' || one === path || one.startsWith(`${path}/`))
            if (!isListed) expect([path, kept.includes(hidden) || kept.includes('-1.5')]).toEqual([path, true])
          }
        },
        40,
      )
    },
  },
  {
    name: 'whatever it is given, the reader throws nothing and lists all of it that it did not read',
    holds: ({ fromFhir }) => {
      const circle: Tree = { resourceType: 'Bundle' }
      circle['entry'] = [circle]
      const trap = new Proxy(
        {},
        {
          get: () => {
            throw new Error(hidden)
          },
          ownKeys: () => {
            throw new Error(hidden)
          },
        },
      )
      for (const odd of [
        undefined,
        null,
        1,
        'x',
        [],
        [[]],
        circle,
        trap,
        { resourceType: 'Bundle', entry: 7 },
        { resourceType: 1 },
      ])
        expect(bytes(fromFhir(odd))).not.toContain(hidden)
      run(
        fc.jsonValue({ maxDepth: 4 }),
        (value) => {
          const resource = { resourceType: 'Basic', value }
          const { left } = fromFhir({ resourceType: 'Bundle', entry: [{ resource }] })
          expect(left.filter((path) => path === '' || path.startsWith('/entry/0/resource')).length).toBeGreaterThan(0)
          expect(fromFhir(value).children).toEqual([])
        },
        60,
      )
    },
  },
  {
    name: 'what is not in force, not done or entered in error is not read, and stays listed',
    holds: ({ toFhir, fromFhir }) => {
      const { bundle } = toFhir(consented, worker)
      const cases: readonly (readonly [type: string, change: object, section: string])[] = [
        ['Consent', { status: 'rejected' }, 'consents'],
        ['Consent', { status: 'draft' }, 'consents'],
        ['Consent', { status: undefined }, 'consents'],
        ['Consent', { status: 'inactive', extension: [] }, 'consents'],
        ['Consent', { provision: { type: 'deny' } }, 'consents'],
        ['Consent', { provision: { type: 'permit', provision: [{ type: 'deny' }] } }, 'consents'],
        ['Immunization', { status: 'not-done' }, 'doses'],
        ['Immunization', { status: 'entered-in-error' }, 'doses'],
        ['Observation', { status: 'entered-in-error' }, 'measurements'],
        ['Observation', { status: 'cancelled' }, 'measurements'],
      ]
      for (const [type, change, section] of cases) {
        const { children, findings, left } = fromFhir(changed(sent(bundle), type, change))
        expect([type, change, Object.keys(sectionOf(children[0], section))]).toEqual([type, change, []])
        expect(findings.map(({ code }) => code)).toContain('not-in-force')
        expect(left.some((path) => path.endsWith('/resourceType'))).toBe(true)
      }
    },
  },
  {
    name: 'a withdrawn consent goes out as inactive, with the day, and a live one as active',
    holds: ({ toFhir }) => {
      const found = typed(sent(toFhir(consented, worker).bundle), 'Consent')
      expect(found.map(({ status }) => status)).toEqual(['active', 'inactive'])
      expect(bytes(found[1])).toContain('2026-04-01')
    },
  },
  {
    name: 'unknown is a reason of absence and never a value',
    holds: ({ toFhir }) => {
      const file = childFile({ id: 'c1', name: '李小花', father: { name: '李军' } })
      const { bundle } = toFhir(file, worker)
      const [patient] = typed(bundle, 'Patient')
      expect(patient).not.toHaveProperty('birthDate')
      expect(patient).not.toHaveProperty('gender')
      const unknown = {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
      }
      expect(patient).toMatchObject({ _birthDate: unknown, _gender: unknown })
    },
  },
  {
    name: 'a counselling session is in no Bundle but for counselling',
    holds: ({ toFhir }) => {
      const session = {
        id: 's1',
        kind: 'counselling',
        form: 'oneToOne',
        state: 'proposed',
        safetyTopic: 'none',
        activity: 'none',
        school: '中心小学',
        grades: 'none',
        minutes: 40,
        capacity: 1,
        expert: 'none',
        expertDays: 'none',
        from: '2026-09-01',
        to: '2026-09-30',
        repeats: 1,
      }
      for (const looking of entitled) {
        const { bundle } = toFhir(consented, { ...looking, sessions: [session as never] })
        if (looking.purpose !== 'counselling') expect(typed(bundle, 'Appointment')).toEqual([])
      }
    },
  },
]
