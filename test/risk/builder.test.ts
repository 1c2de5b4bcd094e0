import { describe, expect, it } from 'vitest'
import {
  assess,
  compileRules,
  condition,
  defaultRules,
  factNames,
  facts,
  type RuleFunction,
  rule,
} from '../../src/risk/index.ts'
import { calendar } from './calendar.ts'
import { asOf, fileOf } from './drafts.ts'
import { documentOf, ruleOf } from './rulesets.ts'

const {
  all,
  any,
  not,
  yes,
  is,
  oneOf,
  amount,
  daysSince,
  under,
  from,
  some,
  count,
  known,
  within,
  asks,
  age,
  no,
  every,
} = condition

describe('the builder', () => {
  it('names every fact of the catalogue once, by its kind', () => {
    const named = Object.entries(factNames).flatMap(([kind, names]) => names.map((name) => [name, kind] as const))
    expect(new Map(named)).toEqual(new Map(Object.values(facts).map(({ name, type }) => [name, type])))
    expect(named).toHaveLength(Object.keys(facts).length)
  })
  it('writes the conditions of the default rules as they stand in the document', () => {
    const when = (id: string) => defaultRules.rules.find((one) => one.id === id)?.when
    expect(all(yes('emergency.livingAlone'), under('age.alone'))).toEqual(when('guardianship.alone-under-16'))
    expect(amount('mind.mood', '<=', 'mind.lowMood')).toEqual(when('mind.low-mood'))
    expect(some('health.illnesses', all(is('each.status', 'active'), is('each.treated', 'no')))).toEqual(
      when('health.untreated'),
    )
    const toSchool = all(
      no('delegation.noticeToSchool'),
      not(oneOf('school.state', 'notEntered', 'droppedOut', 'notAtSchool', 'none')),
    )
    expect(any(no('delegation.noticeToVillage'), toSchool)).toEqual(when('guardianship.no-notice'))
  })
  it('writes nothing that the compiler refuses', () => {
    const twice = { name: 'our.twice', version: '1.0.0' }
    const list = [
      daysSince('contact.childLastOn', '>', 'contact.watchDays'),
      from(7),
      age('>=', 60, { fact: 'carer.birthDate' }),
      age('<', 6, { unit: 'month' }),
      count('visits', yes('each.childSeen'), '>=', 2),
      every('contacts', no('each.withChild')),
      known('care.type'),
      within('520526'),
      asks(twice, ['mind.mood'], 2),
    ]
    const document = documentOf(...list.map((when, i) => ruleOf(when, { id: `safety.built-${i}` })))
    const functions = [{ ...twice, judge: () => true }]
    expect(
      compileRules(document, { functions }).match(
        () => [],
        (problems) => problems,
      ),
    ).toEqual([])
  })
  it('gives a rule what its tier says', () => {
    const made = rule({ ...ruleOf(known('care.type')), tier: 4, source: [] })
    expect([made.autoClear, made.suppressible, made.deadline]).toEqual([
      false,
      false,
      ruleOf(known('care.type')).deadline,
    ])
  })
})

describe('a rule of a region', () => {
  const local = ruleOf(is('care.rating', 'poor'), { regions: ['5205', '51'], tier: 2 })
  const rules = compileRules(documentOf(local))._unsafeUnwrap()
  const found = (residenceDivision: string) => {
    const { flags, gaps } = assess(fileOf({ care: { guardianshipRating: 'poor' }, residenceDivision }), {
      asOf,
      calendar,
      rules,
    })
    return [
      ...flags.map((flag) => flag.evidence.map(({ path }) => path).join()),
      ...gaps.map(({ missing }) => missing[0]?.path),
    ]
  }
  it('holds where the child lives in one of the divisions, and says so', () => {
    expect(found('520526113205')).toEqual(['/care/guardianshipRating,/residenceDivision'])
    expect(found('510100')).toEqual(['/care/guardianshipRating,/residenceDivision'])
    expect(found('430100')).toEqual([])
  })
  it('is unknown where nobody wrote down the division, or only the province', () => {
    expect(found('notCollected')).toEqual(['/residenceDivision'])
    expect(found('52')).toEqual(['/residenceDivision'])
  })
  it('is refused with a code that is no division', () => {
    expect(compileRules(documentOf({ ...local, regions: ['gz'] })).isErr()).toBe(true)
    const wrong = { op: 'within', fact: 'care.rating', set: ['52'] } as const
    expect(
      compileRules(documentOf(ruleOf(wrong))).match(
        () => '',
        ([one]) => one.path,
      ),
    ).toBe('/rules/0/when/fact')
  })
})

describe('a registered function', () => {
  const judge: RuleFunction['judge'] = (answers, args) =>
    Number(answers['mind.mood']) <= Number(args) && answers['child.birthDate'] !== ''
  const low = { name: 'our.low-mood', version: '2.1.0', judge }
  const when = asks(low, ['mind.mood', 'child.birthDate'], 2)
  const rules = compileRules(documentOf(ruleOf(when, { tier: 1 })), { functions: [low] })._unsafeUnwrap()
  const file = (mood: number | 'notCollected') =>
    fileOf({ birthDate: '2014-05-01', visits: { v1: { on: '2026-09-10', mood } } })
  it('answers where all is known, shows what it was told, and is unknown else', () => {
    const [flag] = assess(file(1), { asOf, calendar, rules }).flags
    expect(flag?.evidence.map(({ path }) => path)).toEqual(['/visits/v1/mood', '/birthDate'])
    expect(assess(file(4), { asOf, calendar, rules })).toMatchObject({ flags: [], gaps: [] })
    expect(assess(file('notCollected'), { asOf, calendar, rules }).gaps[0]?.missing.map(({ path }) => path)).toEqual([
      '/visits',
    ])
  })
  it('is needed under the very name and version', () => {
    const code = (functions: readonly RuleFunction[]) =>
      compileRules(documentOf(ruleOf(when)), { functions }).match(
        () => 'ok',
        ([one]) => `${one.code} ${one.path}`,
      )
    expect(code([])).toBe('unknown-op /rules/0/when/name')
    expect(code([{ ...low, version: '2.0.0' }])).toBe('unknown-op /rules/0/when/name')
    expect(code([low])).toBe('ok')
  })
  it('can be asked no list, no field of an entry and no protected trait', () => {
    const code = (fact: string) =>
      compileRules(documentOf(ruleOf({ op: 'fn', name: low.name, version: low.version, facts: [fact] })), {
        functions: [low],
      }).match(
        () => 'ok',
        ([one]) => one.code,
      )
    expect(['visits', 'each.mood', 'child.ethnicity', 'no.such'].map(code)).toEqual([
      'invalid-type',
      'unknown-fact',
      'protected-trait',
      'unknown-fact',
    ])
  })
  it('that throws leaves the condition unknown, with something to look at', () => {
    const broken = {
      ...low,
      judge: () => {
        throw new Error('broken')
      },
    }
    const careless = compileRules(documentOf(ruleOf(when)), { functions: [broken] })._unsafeUnwrap()
    const [gap] = assess(file(1), { asOf, calendar, rules: careless }).gaps
    expect(gap?.missing.map(({ path, why }) => [path, why])).toEqual([
      ['/visits/v1/mood', 'inWords'],
      ['/birthDate', 'inWords'],
    ])
  })
})
