import { LogicEngine } from 'json-logic-engine'
import { codeLists } from '../../../src/records/index.ts'
import type { firedTerms } from './fired.ts'
import type { Flat } from './flat.ts'

type Terms = ReturnType<typeof firedTerms>
type Logic = Readonly<Record<string, unknown>>

const it = (name: string): Logic => ({ var: name })
const is = (name: string, value: unknown): Logic => ({ '===': [it(name), value] })
const isNot = (name: string, value: unknown): Logic => ({ '!==': [it(name), value] })
const given = (name: string): Logic => isNot(name, null)
const among = (name: string, values: readonly unknown[]): Logic => ({ in: [it(name), values] })
const all = (...of: readonly Logic[]): Logic => ({ and: of })
const any = (...of: readonly Logic[]): Logic => ({ or: of })
const notAny = (of: Logic): Logic => ({ '!': [of] })
// The engine takes null for 0, so that every comparison asks first whether there is anything to compare.
const more = (name: string, than: number): Logic => all(given(name), { '>': [it(name), than] })
const atLeast = (name: string, bar: number): Logic => all(given(name), { '>=': [it(name), bar] })
const atMost = (name: string, bar: number): Logic => all(given(name), { '<=': [it(name), bar] })
const hasOne = (name: string, values: readonly string[]): Logic =>
  all(given(name), { some: [it(name), { in: [it(''), values] }] })
const isUntreated = (name: string): Logic =>
  all(given(name), { some: [it(name), all(is('status', 'active'), is('treated', 'no'))] })

export const outsideSchool: readonly string[] = ['notEntered', 'droppedOut', 'notAtSchool', 'none']
export const seriousCodes: readonly string[] = [
  'brawling',
  'weapons',
  'assault',
  'theft',
  'obscenity',
  'prostitution',
  'drugs',
  'heavyGambling',
  'otherSerious',
]
export const firstSignCodes: readonly string[] = codeLists.behaviours.rows
  .map(({ key }) => key as string)
  .filter((key) => !seriousCodes.includes(key))
export const improperCodes: readonly string[] = codeLists.improperCares.rows
  .map(({ key }) => key as string)
  .filter((key) => key !== 'abuse')

const delegated = is('delegate', 'yes')
const noParentHome = all(given('father'), given('mother'), isNot('father', 'home'), isNot('mother', 'home'))
const silent = (bar: number): Logic =>
  all(
    noParentHome,
    any(is('father', 'away'), is('mother', 'away')),
    any(more('childSilentDays', bar), all(delegated, more('carerSilentDays', bar))),
  )

/** The rules as JSON Logic over the facts of a file, for the numbers of a day. No reasons: whether a rule fires. */
const rulesOf = (terms: Terms): Readonly<Record<string, Logic>> => ({
  'guardianship.no-carer': any(
    is('guardianshipType', 'unguarded'),
    all(noParentHome, isNot('delegate', 'yes'), is('guardian', false), {
      if: [given('actualCarer'), among('actualCarer', ['nobody', 'none']), is('delegate', 'no')],
    }),
  ),
  'guardianship.rating-poor': is('rating', 'poor'),
  'guardianship.improper-care': hasOne('improper', improperCodes),
  'guardianship.carer-under-16': all(delegated, more('carerBornFrom', terms.carerPast16)),
  'guardianship.carer-16-17': all(
    delegated,
    is('selfSupporting', 'no'),
    atMost('carerBornTo', terms.carerIs16),
    more('carerBornFrom', terms.carerPast18),
  ),
  'guardianship.carer-excluded': all(delegated, given('exclusions'), isNot('exclusions', 'none')),
  'guardianship.no-notice': all(
    delegated,
    any(
      is('noticeToVillage', 'none'),
      all(is('noticeToSchool', 'none'), given('state'), notAny(among('state', outsideSchool))),
    ),
  ),
  'guardianship.no-agreement': all(delegated, is('agreement', 'no')),
  'guardianship.child-not-heard': all(delegated, is('childHeard', 'no')),
  'guardianship.carer-frail': all(
    delegated,
    any(
      is('carerHealth', 'grave'),
      all(among('carerHealth', ['weak', 'chronic']), atMost('carerBornTo', terms.carerIs70)),
    ),
  ),
  'contact.silent-week': silent(terms.week),
  'contact.silent-month': silent(terms.month),
  'safety.private-injury': is('privateInjury', true),
  'safety.violence': is('violence', true),
  'safety.abandoned': is('abandoned', true),
  'safety.abuse-in-care': hasOne('improper', ['abuse']),
  'safety.runaway': is('runaway', true),
  'mind.untreated': isUntreated('conditions'),
  'mind.low-mood': atMost('mood', terms.lowMood),
  'health.grave-untreated': all(is('health', 'grave'), isUntreated('illnesses')),
  'health.untreated': isUntreated('illnesses'),
  'entitlement.no-insurance': is('insurance', 'none'),
  'entitlement.no-certificate': all(among('disabilityLevel', ['1', '2']), is('certificate', 'none')),
  'school.not-in-school': any(
    all(is('state', 'droppedOut'), more('bornFrom', terms.past16)),
    all(among('state', ['notAtSchool', 'notEntered']), atMost('bornTo', terms.is7), more('bornFrom', terms.past15)),
  ),
  'school.absence': any(atLeast('longestAbsence', terms.longest), atLeast('totalAbsence', terms.total)),
  'conduct.serious': hasOne('behaviours', seriousCodes),
  'conduct.first-signs': hasOne('behaviours', firstSignCodes),
})

/** The ids of the rules that fire, by json-logic-engine, compiled. */
export function byJsonLogic(terms: Terms): (facts: Flat) => readonly string[] {
  const engine = new LogicEngine()
  const compiled = Object.entries(rulesOf(terms)).map(
    ([id, logic]) => ({ id, run: engine.build(logic) as (facts: Flat) => unknown }) as const,
  )
  return (facts) => {
    const fired: string[] = []
    for (const { id, run } of compiled) if (run(facts)) fired.push(id)
    return fired
  }
}
