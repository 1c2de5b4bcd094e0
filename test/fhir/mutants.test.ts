import { describe, expect, it } from 'vitest'
import { fromFhir, toFhir } from '../../src/fhir/index.ts'
import type { ChildFile } from '../../src/index.ts'
import { type Fhir, laws } from './laws.ts'
import type { Tree } from './scene.ts'

type Out = typeof toFhir
type Changed = (resource: Tree) => unknown
const room: Fhir = { toFhir, fromFhir }

/** The room, writing every resource of a type otherwise; undefined: not at all. */
const writing = (type: string, change: Changed): Fhir => ({
  ...room,
  toFhir: ((file, options) => {
    const { bundle, notWritten } = toFhir(file, options)
    const entry = (bundle.entry ?? []).flatMap(({ fullUrl, resource }) => {
      const next = resource.resourceType === type ? change(resource as unknown as Tree) : resource
      return next === undefined ? [] : [{ fullUrl, resource: next }]
    })
    return { bundle: bundle.entry ? { ...bundle, entry } : bundle, notWritten }
  }) as Out,
})
const without = (resource: Tree, key: string): Tree =>
  Object.fromEntries(Object.entries(resource).filter(([name]) => name !== key))
/** The room, looking at the file as if something else stood in it. */
const seeing = (change: (file: ChildFile) => ChildFile): Fhir => ({
  ...room,
  toFhir: (file, options) => toFhir(change(file), options),
})
const looks = (change: object): Fhir => ({
  ...room,
  toFhir: (file, options) => toFhir(file, { ...options, ...change }),
})

const published = 'every resource passes the published schema of FHIR R4, and the rules that no schema can say'
const same = 'what was written comes back the same, what was not is listed, and nothing is left over'
const purpose = 'plans, tier and flags go out for care and protection only, and nothing where there is no child'

/** The room with one thing broken on purpose, and the law that has to find it. */
const mutants: readonly (readonly [name: string, law: string, broken: Fhir])[] = [
  ['writes a Patient in a field of its own', published, writing('Patient', (one) => ({ ...one, tier: 4 }))],
  ['writes a RelatedPerson of nobody', published, writing('RelatedPerson', (one) => without(one, 'patient'))],
  ['writes a Consent without a rule', published, writing('Consent', (one) => without(one, 'policyRule'))],
  ['writes a Flag without a status', published, writing('Flag', (one) => without(one, 'status'))],
  ['writes a RiskAssessment without a subject', published, writing('RiskAssessment', (one) => without(one, 'subject'))],
  ['writes a CarePlan without an intent', published, writing('CarePlan', (one) => without(one, 'intent'))],
  ['writes a Goal without words', published, writing('Goal', (one) => without(one, 'description'))],
  ['writes a Task of no known status', published, writing('Task', (one) => ({ ...one, status: 'open' }))],
  [
    'writes an Appointment with nobody in it',
    published,
    writing('Appointment', (one) => ({ ...one, participant: [] })),
  ],
  ['writes an Immunization of no vaccine', published, writing('Immunization', (one) => without(one, 'vaccineCode'))],
  [
    'writes a QuestionnaireResponse without a status',
    published,
    writing('QuestionnaireResponse', (one) => without(one, 'status')),
  ],
  ['writes an Observation without a code', published, writing('Observation', (one) => without(one, 'code'))],
  ...[
    'RelatedPerson',
    'Consent',
    'Flag',
    'RiskAssessment',
    'CarePlan',
    'Appointment',
    'Immunization',
    'QuestionnaireResponse',
    'Observation',
  ].map((type) => [`forgets each ${type} and says nothing of it`, same, writing(type, () => undefined)] as const),
  [
    'lists nothing as not written',
    same,
    { ...room, toFhir: (file, options) => ({ ...toFhir(file, options), notWritten: [] }) },
  ],
  [
    'says that nothing is left over',
    'in a mangled Bundle every leaf is in a document or listed as left, and no remark holds a value or an invented name',
    { ...room, fromFhir: (bundle) => ({ ...fromFhir(bundle), left: [] }) },
  ],
  ['writes for any purpose what is for care', purpose, looks({ purpose: 'care', role: 'worker', relation: 'ownCase' })],
  [
    'shows everybody what an officer sees',
    'whoever may be the cause of a matter gets the same bytes with and without it',
    {
      ...room,
      toFhir: (file, options) => ({
        ...toFhir(file, options),
        notWritten: Object.keys(file.incidents).map((id) => ({
          path: `/file/incidents/${id}`,
          why: 'sealed' as const,
        })),
      }),
    },
  ],
  [
    'makes flags from what is sealed',
    'no matter changes a byte of any Bundle, not even its flags, whoever reads it',
    seeing((file) => (Object.keys(file.incidents).length > 0 ? { ...file, name: '王' } : file)),
  ],
  [
    'writes a matter',
    'nothing is in a Bundle that disclosure does not let through for the purpose, and a matter never is',
    {
      ...room,
      toFhir: (file, options) => {
        const out = toFhir(file, options)
        return { ...out, bundle: { ...out.bundle, identifier: { value: JSON.stringify(file.incidents) } } as never }
      },
    },
  ],
  [
    'writes plans of another child',
    'what is about another child is in no Bundle and in no document',
    {
      ...room,
      toFhir: (file, options) =>
        toFhir(file, { ...options, plans: (options.plans ?? []).map((plan) => ({ ...plan, child: file.id })) }),
    },
  ],
  [
    'follows the order of plans',
    'the order of entries and of keys decides nothing',
    {
      ...room,
      toFhir: (file, options) => {
        const out = toFhir(file, options)
        return { ...out, bundle: { ...out.bundle, id: String(options.plans?.[0]?.id ?? '') } as never }
      },
    },
  ],
  [
    'throws at what it cannot read',
    'whatever it is given, the reader throws nothing and lists all of it that it did not read',
    {
      ...room,
      fromFhir: (bundle) => {
        if (typeof bundle !== 'object') throw new Error('not a Bundle')
        return fromFhir(bundle)
      },
    },
  ],
  [
    'takes a withdrawn consent for a live one',
    'a withdrawn consent goes out as inactive, with the day, and a live one as active',
    writing('Consent', (one) => ({ ...one, status: 'active' })),
  ],
  [
    'takes what was entered in error for true',
    'what is not in force, not done or entered in error is not read, and stays listed',
    {
      ...room,
      fromFhir: (bundle) =>
        fromFhir(JSON.parse(JSON.stringify(bundle).replaceAll('entered-in-error', 'final')) as unknown),
    },
  ],
  [
    'takes an unknown sex for a known one',
    'unknown is a reason of absence and never a value',
    writing('Patient', (one) => ({ ...without(one, '_gender'), gender: 'unknown' })),
  ],
  [
    'tells schools of a talk',
    'a counselling session is in no Bundle but for counselling',
    {
      ...room,
      toFhir: (file, options) =>
        toFhir(file, {
          ...options,
          sessions: (options.sessions ?? []).map((one) => ({
            ...one,
            kind: 'safety' as const,
            form: 'lecture' as const,
          })),
        }),
    },
  ],
]

describe('the laws of FHIR', () => {
  it.each(mutants)('reject a room that %s', (_, name, broken) => {
    const law = laws.find((one) => one.name === name)
    expect(law, name).toBeDefined()
    expect(() => law?.holds(broken)).toThrow()
  })
})
