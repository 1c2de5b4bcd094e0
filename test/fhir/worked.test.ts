import { describe, expect, it } from 'vitest'
import { type FhirBundle, type FhirOptions, fromFhir, toFhir } from '../../src/fhir/index.ts'
import { CarePlan, childFile, parse, Session } from '../../src/index.ts'
import { Placement } from '../../src/schedule/index.ts'
import { brokenInvariants } from './invariants.ts'
import { schemaErrors } from './published-schema.ts'
import { calendar, officer, type Tree, worker } from './scene.ts'

/** A child of whom every resource can be written. */
const file = childFile({
  id: 'c1',
  name: '李小花',
  sex: 'female',
  birthDate: '2014-03-26',
  mother: { name: '周红', status: 'awayWorking', phone: '13700000000' },
  care: { guardianshipRating: 'poor' },
  consents: {
    k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-03-01', withdrawnOn: 'none' },
  },
  doses: { d1: { vaccine: 'mmr', on: '2017-01-05', number: 1 } },
  measurements: { m1: { on: '2026-02-01', heightCm: 121.5, weightKg: 22 } },
  screenings: { s1: { instrument: 'phq9', on: '2026-09-01', answers: { '1': 1, '2': 'notAnswered' } } },
})
const plan = parse(CarePlan, {
  id: 'p1',
  child: 'c1',
  from: '2026-01-01',
  to: 'none',
  author: 'w1',
  childHeard: 'yes',
  reviewOn: '2026-12-01',
  goals: {
    g1: {
      domain: 'contact',
      words: '每周通一次电话',
      state: 'active',
      due: '2026-10-31',
      measures: { t1: { words: '与妈妈约定时间', by: 'w1', due: '2026-09-20', doneOn: '2026-09-18' } },
    },
  },
})._unsafeUnwrap()
const session = parse(Session, {
  id: 's1',
  kind: 'safety',
  form: 'lecture',
  state: 'booked',
  safetyTopic: 'drowning',
  activity: 'none',
  school: '中心小学',
  grades: 'none',
  minutes: 40,
  capacity: 40,
  expert: 'none',
  expertDays: 'none',
  from: '2026-09-01',
  to: '2026-09-30',
  repeats: 1,
})._unsafeUnwrap()
const placement = parse(Placement, {
  session: 's1',
  part: 1,
  number: 1,
  on: '2026-09-22',
  start: 480,
  minutes: 40,
  venue: 'none',
  team: 'none',
  groups: [],
  children: 0,
})._unsafeUnwrap()
const options: FhirOptions = {
  ...officer,
  risk: { calendar },
  plans: [plan],
  sessions: [session],
  placements: [placement],
}
const { bundle } = toFhir(file, options)
const of = (type: string): readonly Tree[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource.resourceType === type ? [resource as unknown as Tree] : []))
const patient = { reference: `urn:uuid:${String(of('Patient')[0]?.['id'])}` }
const coded = (code: string) => ({ coding: expect.arrayContaining([expect.objectContaining({ code })]) as unknown })

/** What each resource says, in the terms of FHIR R4, for this child. */
const worked: readonly (readonly [type: string, says: readonly Tree[]])[] = [
  ['Patient', [{ name: [{ use: 'official', text: '李小花' }], gender: 'female', birthDate: '2014-03-26' }]],
  [
    'RelatedPerson',
    [
      {
        patient,
        relationship: [coded('MTH')],
        name: [{ use: 'official', text: '周红' }],
        telecom: [{ system: 'phone', rank: 1, value: '13700000000' }],
      },
    ],
  ],
  [
    'Consent',
    [
      {
        status: 'active',
        patient,
        scope: coded('patient-privacy'),
        dateTime: '2026-03-01',
        provision: { type: 'permit', purpose: [{ code: 'pairing' }], period: { end: '2027-02-28' } },
      },
    ],
  ],
  [
    'Flag',
    [{ status: 'active', subject: patient, code: coded('guardianship.rating-poor'), period: { start: '2026-09-15' } }],
  ],
  [
    'RiskAssessment',
    [
      {
        status: 'final',
        subject: patient,
        occurrenceDateTime: '2026-09-15',
        prediction: [{ qualitativeRisk: coded('2') }],
      },
    ],
  ],
  ['CarePlan', [{ intent: 'plan', subject: patient, period: { start: '2026-01-01' } }]],
  [
    'Goal',
    [
      {
        lifecycleStatus: 'active',
        subject: patient,
        description: { text: '每周通一次电话' },
        target: [{ dueDate: '2026-10-31' }],
      },
    ],
  ],
  ['Task', [{ status: 'completed', for: patient, description: '与妈妈约定时间' }]],
  [
    'Appointment',
    [
      {
        status: 'booked',
        start: '2026-09-22T08:00:00+08:00',
        end: '2026-09-22T08:40:00+08:00',
        minutesDuration: 40,
        serviceCategory: [coded('safety')],
      },
    ],
  ],
  [
    'QuestionnaireResponse',
    [
      {
        status: 'completed',
        subject: patient,
        questionnaire: 'urn:childfile:instrument:phq9',
        authored: '2026-09-01',
        item: [{ linkId: '1', answer: [{ valueInteger: 1 }] }, { linkId: '2' }],
      },
    ],
  ],
  [
    'Immunization',
    [
      {
        status: 'completed',
        patient,
        vaccineCode: coded('03'),
        occurrenceDateTime: '2017-01-05',
        protocolApplied: [{ doseNumberPositiveInt: 1 }],
      },
    ],
  ],
  [
    'Observation',
    [
      {
        status: 'final',
        subject: patient,
        code: coded('8302-2'),
        effectiveDateTime: '2026-02-01',
        valueQuantity: { value: 121.5, code: 'cm' },
      },
      {
        status: 'final',
        subject: patient,
        code: coded('29463-7'),
        effectiveDateTime: '2026-02-01',
        valueQuantity: { value: 22, code: 'kg' },
      },
    ],
  ],
]

describe('toFhir, worked', () => {
  it.each(worked)('writes a %s that says what the file says, and that the published schema takes', (type, says) => {
    const found = of(type)
    expect(found).toMatchObject(says)
    expect(found.length).toBe(says.length)
    for (const resource of found) expect(schemaErrors(resource as never)).toEqual([])
  })
  it('writes each resource by the rules that no schema can say', () => {
    expect(brokenInvariants(bundle)).toEqual([])
  })
  it.each(worked)('finds a %s wrong that lacks what FHIR asks of it, so that the schema is worth asking', (type) => {
    const [resource] = of(type)
    expect(schemaErrors({ ...resource, resourceType: type, zz: 1 } as never)).not.toEqual([])
  })
  it.each(worked)('loses what it says of a %s when that resource is taken out, and nothing of the others', (type) => {
    const rest = { ...bundle, entry: (bundle.entry ?? []).filter(({ resource }) => resource.resourceType !== type) }
    const told = (some: unknown) => JSON.stringify(fromFhir(JSON.parse(JSON.stringify(some)) as unknown).children)
    if (type === 'Patient') expect(told(rest)).toBe('[]')
    else expect(told(rest).length).toBeLessThan(told(bundle).length)
  })
  it('reads back what it wrote: file, plan, session, meeting and assessment', () => {
    const { children, findings, left } = fromFhir(JSON.parse(JSON.stringify(bundle)) as unknown)
    const [document] = children
    expect([children.length, findings, left]).toEqual([1, [], []])
    expect(document).toMatchObject({
      file: {
        name: '李小花',
        birthDate: '2014-03-26',
        mother: { name: '周红', phone: '13700000000' },
        consents: { k1: { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-03-01' } },
        doses: { d1: { vaccine: 'mmr', on: '2017-01-05', number: 1 } },
        measurements: { m1: { on: '2026-02-01', heightCm: 121.5, weightKg: 22 } },
        screenings: { s1: { instrument: 'phq9', on: '2026-09-01', answers: { '1': 1, '2': 'notAnswered' } } },
      },
      plans: { p1: { goals: { g1: { words: '每周通一次电话', measures: { t1: { doneOn: '2026-09-18' } } } } } },
      sessions: { s1: { safetyTopic: 'drowning', school: '中心小学' } },
    })
  })
  it('writes again to the byte what it read', () => {
    const again = (some: FhirBundle) => fromFhir(JSON.parse(JSON.stringify(some)) as unknown).children[0]?.file
    const back = childFile({ ...(again(bundle) as object), id: 'c1', name: '李小花' })
    const types = (some: FhirBundle) => (some.entry ?? []).map(({ resource }) => JSON.stringify(resource))
    const personal = ['Patient', 'RelatedPerson', 'Consent', 'Immunization', 'Observation', 'QuestionnaireResponse']
    const ofFile = (some: FhirBundle) =>
      types(some).filter((text) => personal.some((type) => text.startsWith(`{"resourceType":"${type}"`)))
    expect(ofFile(toFhir(back, options).bundle)).toEqual(ofFile(bundle))
  })
  it('answers a purpose that there is none with nothing, and echoes nothing of it', () => {
    const odd = toFhir(file, { ...worker, purpose: 'ZZ-typed' as never, plans: [plan], risk: { calendar } })
    expect(odd.bundle.entry).toBeUndefined()
    expect(odd.notWritten.map(({ why }) => why)).toEqual(['notForThePurpose', 'notForThePurpose', 'notForThePurpose'])
    expect(JSON.stringify(odd)).not.toContain('ZZ-typed')
  })
})
