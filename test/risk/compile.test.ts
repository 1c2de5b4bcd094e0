import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/canonical.ts'
import { digestText } from '../../src/digest.ts'
import type { Problem } from '../../src/problem.ts'
import { assess, compileRules, defaultRules, type Expression, type Rule } from '../../src/risk/index.ts'
import { calendar } from './calendar.ts'
import { asOf, fileOf, files } from './drafts.ts'
import { documentOf, ruleOf } from './rulesets.ts'

const compiled = (...rules: readonly Rule[]) => compileRules(documentOf(...rules))

const problemsOf = (document: unknown): readonly Problem[] =>
  compileRules(document).match(
    () => [],
    (problems) => [...problems],
  )

const codes = (document: unknown): readonly string[] => problemsOf(document).map(({ code, path }) => `${code} ${path}`)

const withCondition = (when: unknown): unknown => documentOf(ruleOf(when as Expression))

const poor = fileOf({ care: { guardianshipRating: 'poor' } })
const silence = fileOf({ contacts: { k1: { on: '2026-09-01', withChild: 'yes' } } })

const yes: Expression = { op: 'cmp', fact: 'care.rating', rel: '==', value: 'poor' }

describe('a rule document', () => {
  it('is refused if a later version wrote it', () => {
    expect(codes({ ...defaultRules, schemaVersion: 2 })).toEqual(['newer-format /schemaVersion'])
    expect(codes({ ...defaultRules, schemaVersion: 0 })).toEqual(['invalid-value /schemaVersion'])
  })
  it('is refused with each fault named where it stands', () => {
    expect(codes({ ...documentOf(), rules: [{ ...ruleOf(yes), id: undefined }] })).toEqual([
      'missing-field /rules/0/id',
    ])
    expect(codes({ ...documentOf(ruleOf(yes)), author: 'x' })).toEqual(['unknown-field '])
    expect(codes(withCondition(undefined))).toEqual(['missing-field /rules/0/when'])
    expect(codes(withCondition({ op: 'maybe' }))).toEqual(['unknown-op /rules/0/when/op'])
    expect(codes(withCondition({ op: 'and', of: [yes, { op: 'toString' }] }))).toEqual([
      'unknown-op /rules/0/when/of/1/op',
    ])
    expect(codes(withCondition({ op: 'known', fact: 'father.shoes' }))).toEqual(['unknown-fact /rules/0/when/fact'])
    expect(codes(withCondition({ op: 'known', fact: 'constructor' }))).toEqual(['unknown-fact /rules/0/when/fact'])
    expect(codes(withCondition({ ...yes, rel: '>' }))).toEqual(['invalid-value /rules/0/when/rel'])
    expect(codes(withCondition({ ...yes, value: 'awful' }))).toEqual(['unknown-code /rules/0/when/value'])
    expect(codes(withCondition({ ...yes, note: 'x' }))).toEqual(['unknown-field /rules/0/when'])
    expect(codes(withCondition({ op: 'and', of: [] }))).toEqual(['too-small /rules/0/when/of'])
    expect(codes(withCondition({ op: 'known', fact: 'each.on' }))).toEqual(['unknown-fact /rules/0/when/fact'])
    expect(codes(withCondition({ op: 'cmp', fact: 'mind.mood', rel: '<', value: 1.5 }))).toEqual([
      'invalid-value /rules/0/when/value',
    ])
    expect(codes(withCondition({ op: 'cmp', fact: 'mind.mood', rel: '<', value: { parameter: 'x.y' } }))).toEqual([
      'unknown-code /rules/0/when/value',
    ])
    expect(codes(withCondition({ op: 'age', rel: '==', value: 4 }))).toEqual(['invalid-value /rules/0/when/rel'])
    expect(codes(withCondition({ op: 'daysSince', fact: 'mind.mood', rel: '>', value: 4 }))).toEqual([
      'invalid-type /rules/0/when/fact',
    ])
    expect(codes(withCondition({ op: 'some', in: 'care.rating', where: yes }))).toEqual([
      'invalid-type /rules/0/when/in',
    ])
    expect(codes(withCondition({ op: 'some', in: 'contacts', where: { op: 'known', fact: 'each.mood' } }))).toEqual([
      'unknown-fact /rules/0/when/where/fact',
    ])
    expect(codes(withCondition({ op: 'cmp', fact: 'conduct.behaviours', rel: '==', value: 'theft' }))).toEqual([
      'invalid-type /rules/0/when/fact',
    ])
    expect(
      codes(withCondition({ op: 'between', fact: 'child.birthDate', least: '2026-02-30', most: '2026-03-01' })),
    ).toEqual(['invalid-date /rules/0/when/least'])
    expect(codes(documentOf({ ...ruleOf(yes), appliesTo: { op: 'not' } as unknown as Expression }))).toEqual([
      'missing-field /rules/0/appliesTo/of',
    ])
  })
  it('is refused if it is nested too deep, runs in a circle or is no JSON', () => {
    const deep = Array.from({ length: 30 }).reduce<Expression>((of) => ({ op: 'not', of }), yes)
    expect(codes(withCondition(deep))[0]).toMatch(/^too-large/)
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(codes(circle)[0]).toMatch(/^too-large/)
    expect(codes(withCondition({ op: 'not', of: new Map() }))[0]).toMatch(/^invalid-type/)
    expect(codes(withCondition({ op: 'cmp', fact: 'mind.mood', rel: '<', value: Number.NaN }))[0]).toMatch(
      /^not-finite/,
    )
  })
  it.each([
    'child.ethnicity',
    'father.religion',
    'child.sex',
    'hukouNature',
    'mother.workKind',
    'parents.education',
    'parents.maritalStatus',
    'father.imprisoned',
    'politicalStatus',
    'child.hiv',
    'bornOutOfWedlock',
    '民族',
  ])('is refused if it names %s', (fact) => {
    expect(codes(withCondition({ op: 'known', fact }))).toEqual(['protected-trait /rules/0/when/fact'])
  })
  it('is refused if it asks whether a parent is held or divorced', () => {
    const presence = (value: string): unknown =>
      withCondition({ op: 'in', fact: 'father.presence', set: ['lost', value] })
    expect(codes(presence('imprisoned'))).toEqual(['protected-trait /rules/0/when/set/1'])
    expect(codes(presence('divorcedAway'))).toEqual(['protected-trait /rules/0/when/set/1'])
    expect(codes(presence('excused'))).toEqual(['unknown-code /rules/0/when/set/1'])
  })
  it('is refused if a critical flag could go out or be put aside by itself', () => {
    expect(codes(documentOf(ruleOf(yes, { tier: 4 })))).toEqual(['inconsistent /rules/0/autoClear'])
    expect(
      codes(documentOf(ruleOf(yes, { tier: 4, autoClear: false, suppressible: { maxDays: 9, approvers: 2 } }))),
    ).toEqual(['inconsistent /rules/0/suppressible'])
  })
  it('is refused if two versions of a rule are in force on one day', () => {
    const until = ruleOf(yes, { effective: { from: '2021-06-01', to: '2026-01-01' } })
    expect(compiled(until, ruleOf(yes, { version: '2.0.0', effective: { from: '2026-01-01' } })).isOk()).toBe(true)
    expect(codes(documentOf(until, ruleOf(yes, { version: '2.0.0', effective: { from: '2025-12-31' } })))).toEqual([
      'duplicate /rules/1/effective',
    ])
    expect(codes(documentOf(ruleOf(yes, { effective: { from: '2026-01-01', to: '2026-01-01' } })))).toEqual([
      'inconsistent /rules/0/effective/to',
    ])
  })
  it('is refused if its examples do not come out as they say', () => {
    const example = (rating: 'poor' | 'good') => ({ asOf, file: { care: { guardianshipRating: rating } } })
    const examples = { fires: [example('poor')], not: [example('good')], unknown: [{ asOf, file: {} }] }
    expect(compiled(ruleOf(yes, { examples })).isOk()).toBe(true)
    const swapped = { ...examples, fires: [example('good')] }
    expect(codes(documentOf(ruleOf(yes, { examples: swapped })))).toEqual(['inconsistent /rules/0/examples/fires/0'])
    const unreadable = {
      ...examples,
      unknown: [{ asOf, file: { care: { livesAlone: true } } }],
    } as unknown as Rule['examples']
    expect(codes(documentOf(ruleOf(yes, { examples: unreadable })))).toEqual([
      'invalid-value /rules/0/examples/unknown/0/file/care/livesAlone',
    ])
  })
  it('is refused if a sentence names a parameter that the rule does not use', () => {
    const says = { zh: '超过{contact.watchDays}天', en: 'more than {contact.watchDays} days' }
    const silent: Expression = {
      op: 'daysSince',
      fact: 'contact.childLastOn',
      rel: '>',
      value: { parameter: 'contact.watchDays' },
    }
    expect(compiled(ruleOf(silent, { says })).isOk()).toBe(true)
    expect(codes(documentOf(ruleOf(yes, { says })))).toEqual([
      'unknown-code /rules/0/says/zh',
      'unknown-code /rules/0/says/en',
    ])
  })
  it('is refused if a parameter is given twice or out of order', () => {
    const [first] = defaultRules.parameters
    const value = first!.values[0]!
    expect(codes({ ...documentOf(), parameters: [first, first] })).toEqual(['duplicate /parameters/1/id'])
    expect(codes({ ...documentOf(), parameters: [{ ...first, values: [value, value] }] })).toEqual([
      'inconsistent /parameters/0/values',
    ])
  })
  it('never holds a typed value in a problem, whatever the document is', () => {
    const canary = 'CANARY-520526201602296116'
    const anywhere = fc.anything({
      key: fc.constantFrom(canary, 'op', 'rules', 'when', 'fact', '__proto__'),
      values: [fc.constant(canary), fc.constantFrom('and', 'some', 'cmp', 1, null)],
      maxDepth: 4,
    })
    fc.assert(
      fc.property(anywhere, anywhere, (document, condition) => {
        for (const input of [
          document,
          withCondition(condition),
          { ...documentOf(), rules: condition, parameters: document },
        ])
          for (const problem of problemsOf(input)) {
            expect(JSON.stringify(problem)).not.toContain(canary)
            expect(problem.path === '' || problem.path.startsWith('/')).toBe(true)
          }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a ruleset', () => {
  const reordered = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reordered)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, reordered(inner)]),
          )
        : value
  const rules = compileRules(defaultRules)._unsafeUnwrap()
  it('is named by the digest of its document, whatever the order of keys', () => {
    expect(rules.sha256).toBe(digestText(canonicalJson(defaultRules)))
    expect(compileRules(reordered(defaultRules))._unsafeUnwrap().sha256).toBe(rules.sha256)
  })
  it('comes out the same after a way through JSON', () => {
    const again = compileRules(JSON.parse(JSON.stringify(defaultRules)))._unsafeUnwrap()
    expect(again.sha256).toBe(rules.sha256)
    fc.assert(
      fc.property(files, (file) => {
        const found = assess(file, { asOf, calendar, rules: again })
        expect(found).toEqual(assess(file, { asOf, calendar }))
      }),
      { numRuns: 40 },
    )
  })
  it('does not change when the document changes afterwards', () => {
    const document = JSON.parse(JSON.stringify(documentOf(ruleOf(yes)))) as { rules: { tier: number }[] }
    const before = compileRules(document)._unsafeUnwrap()
    document.rules[0]!.tier = 1
    expect(before.document.rules[0]?.tier).toBe(3)
    expect(Object.isFrozen(before.document.rules[0])).toBe(true)
  })
  it('has one version of a rule in force on a day, and wakes when another begins', () => {
    const document = documentOf(
      ruleOf(yes, { effective: { from: '2021-06-01', to: '2026-10-01' } }),
      ruleOf(yes, { version: '2.0.0', tier: 2, effective: { from: '2026-10-01' } }),
    )
    const two = compileRules(document)._unsafeUnwrap()
    const on = (day: typeof asOf) => assess(poor, { asOf: day, calendar, rules: two })
    expect(on('2026-09-30').flags.map(({ ruleVersion, tier }) => `${ruleVersion} ${tier}`)).toEqual(['1.0.0 3'])
    expect(on('2026-10-01').flags.map(({ ruleVersion, tier }) => `${ruleVersion} ${tier}`)).toEqual(['2.0.0 2'])
    expect(on('2026-09-30').nextChangeOn).toBe('2026-10-01')
    expect(on('2021-05-31').flags).toEqual([])
    expect(on('2021-05-31').nextChangeOn).toBe('2021-06-01')
  })
  it('wakes when a rule comes into force', () => {
    const later = compileRules(documentOf(ruleOf(yes, { effective: { from: '2026-10-05' } })))._unsafeUnwrap()
    const found = assess(poor, { asOf, calendar, rules: later })
    expect([found.flags, found.nextChangeOn]).toEqual([[], '2026-10-05'])
  })
  it('uses the value of a parameter that is in force on the day, and shows its standing', () => {
    const value = (from: typeof asOf, days: number) => ({
      from,
      value: days,
      standing: 'proposal' as const,
      source: { title: 'ours', kind: 'proposal' as const, standing: 'proposal' as const },
    })
    const bar = {
      id: 'own.bar',
      unit: 'days',
      zh: '天',
      en: 'days',
      values: [value('2021-06-01', 10), value('2026-09-15', 20)],
    }
    const silent: Expression = {
      op: 'daysSince',
      fact: 'contact.childLastOn',
      rel: '>',
      value: { parameter: 'own.bar' },
    }
    const own = compileRules({ ...documentOf(ruleOf(silent)), parameters: [bar] })._unsafeUnwrap()
    const on = (day: typeof asOf) => assess(silence, { asOf: day, calendar, rules: own })
    expect(
      on('2026-09-14').flags.map(({ parameters }) => parameters.map((one) => [one.id, one.value, one.standing])),
    ).toEqual([[['own.bar', 10, 'proposal']]])
    expect(on('2026-09-15').flags).toEqual([])
    expect(on('2026-09-14').nextChangeOn).toBe('2026-09-15')
    expect(on('2026-09-24').flags.map(({ since, sinceExact }) => [since, sinceExact])).toEqual([['2026-09-22', true]])
  })
})
