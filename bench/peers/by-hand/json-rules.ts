import { Engine, type TopLevelCondition } from 'json-rules-engine'
import type { firedTerms } from './fired.ts'
import type { Flat } from './flat.ts'
import { firstSignCodes, improperCodes, outsideSchool, seriousCodes } from './json-logic.ts'

type Terms = ReturnType<typeof firedTerms>

const is = (fact: keyof Flat, value: unknown) => ({ fact, operator: 'equal', value })
const isNot = (fact: keyof Flat, value: unknown) => ({ fact, operator: 'notEqual', value })
const among = (fact: keyof Flat, value: readonly string[]) => ({ fact, operator: 'anyOf', value: [...value] })
// Numbers only: a comparison with anything else is false.
const more = (fact: keyof Flat, value: number) => ({ fact, operator: 'greaterThan', value })
const atLeast = (fact: keyof Flat, value: number) => ({ fact, operator: 'greaterThanInclusive', value })
const atMost = (fact: keyof Flat, value: number) => ({ fact, operator: 'lessThanInclusive', value })
const isUntreated = (fact: keyof Flat) => ({ fact, operator: 'hasUntreated', value: true })

const delegated = is('delegate', 'yes')
const noParentHome = [isNot('father', null), isNot('mother', null), isNot('father', 'home'), isNot('mother', 'home')]
const silent = (bar: number): TopLevelCondition => ({
  all: [
    ...noParentHome,
    { any: [is('father', 'away'), is('mother', 'away')] },
    { any: [more('childSilentDays', bar), { all: [delegated, more('carerSilentDays', bar)] }] },
  ],
})

const rulesOf = (terms: Terms): Readonly<Record<string, TopLevelCondition>> => ({
  'guardianship.no-carer': {
    any: [
      is('guardianshipType', 'unguarded'),
      {
        all: [
          ...noParentHome,
          isNot('delegate', 'yes'),
          is('guardian', false),
          {
            any: [among('actualCarer', ['nobody', 'none']), { all: [is('actualCarer', null), is('delegate', 'no')] }],
          },
        ],
      },
    ],
  },
  'guardianship.rating-poor': { all: [is('rating', 'poor')] },
  'guardianship.improper-care': { all: [among('improper', improperCodes)] },
  'guardianship.carer-under-16': { all: [delegated, more('carerBornFrom', terms.carerPast16)] },
  'guardianship.carer-16-17': {
    all: [
      delegated,
      is('selfSupporting', 'no'),
      atMost('carerBornTo', terms.carerIs16),
      more('carerBornFrom', terms.carerPast18),
    ],
  },
  'guardianship.carer-excluded': { all: [delegated, isNot('exclusions', null), isNot('exclusions', 'none')] },
  'guardianship.no-notice': {
    all: [
      delegated,
      {
        any: [
          is('noticeToVillage', 'none'),
          { all: [is('noticeToSchool', 'none'), isNot('state', null), { not: among('state', outsideSchool) }] },
        ],
      },
    ],
  },
  'guardianship.no-agreement': { all: [delegated, is('agreement', 'no')] },
  'guardianship.child-not-heard': { all: [delegated, is('childHeard', 'no')] },
  'guardianship.carer-frail': {
    all: [
      delegated,
      {
        any: [
          is('carerHealth', 'grave'),
          { all: [among('carerHealth', ['weak', 'chronic']), atMost('carerBornTo', terms.carerIs70)] },
        ],
      },
    ],
  },
  'contact.silent-week': silent(terms.week),
  'contact.silent-month': silent(terms.month),
  'safety.private-injury': { all: [is('privateInjury', true)] },
  'safety.violence': { all: [is('violence', true)] },
  'safety.abandoned': { all: [is('abandoned', true)] },
  'safety.abuse-in-care': { all: [among('improper', ['abuse'])] },
  'safety.runaway': { all: [is('runaway', true)] },
  'mind.untreated': { all: [isUntreated('conditions')] },
  'mind.low-mood': { all: [atMost('mood', terms.lowMood)] },
  'health.grave-untreated': { all: [is('health', 'grave'), isUntreated('illnesses')] },
  'health.untreated': { all: [isUntreated('illnesses')] },
  'entitlement.no-insurance': { all: [is('insurance', 'none')] },
  'entitlement.no-certificate': { all: [among('disabilityLevel', ['1', '2']), is('certificate', 'none')] },
  'school.not-in-school': {
    any: [
      { all: [is('state', 'droppedOut'), more('bornFrom', terms.past16)] },
      {
        all: [
          among('state', ['notAtSchool', 'notEntered']),
          atMost('bornTo', terms.is7),
          more('bornFrom', terms.past15),
        ],
      },
    ],
  },
  'school.absence': { any: [atLeast('longestAbsence', terms.longest), atLeast('totalAbsence', terms.total)] },
  'conduct.serious': { all: [among('behaviours', seriousCodes)] },
  'conduct.first-signs': { all: [among('behaviours', firstSignCodes)] },
})

/** The ids of the rules that fire, by json-rules-engine, which answers later and in the order of its own queue. */
export function byJsonRules(terms: Terms): (facts: Flat) => Promise<readonly string[]> {
  const engine = new Engine(
    Object.entries(rulesOf(terms)).map(([type, conditions]) => ({ conditions, event: { type } })),
  )
  engine.addOperator('anyOf', (found: unknown, values: readonly string[]) =>
    (Array.isArray(found) ? found : [found]).some((one) => values.includes(one as string)),
  )
  engine.addOperator('hasUntreated', (found: Flat['conditions']) =>
    (found ?? []).some(({ status, treated }) => status === 'active' && treated === 'no'),
  )
  return async (facts) => (await engine.run(facts)).events.map(({ type }) => type)
}
