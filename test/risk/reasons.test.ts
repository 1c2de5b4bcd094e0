import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type PlainDate } from '../../src/date.ts'
import type { ChildFile } from '../../src/records/index.ts'
import { assess } from '../../src/risk/assess.ts'
import { defaultRules, defaultRuleset } from '../../src/risk/defaults/document.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import type { Beside, Catalogue } from '../../src/risk/reading/fact.ts'
import { unknownAt } from '../../src/risk/reading/reading.ts'
import { always } from '../../src/risk/reading/span.ts'
import { windows } from '../../src/risk/reading/windows.ts'
import { homes } from '../../src/risk/reasons/home.ts'
import { linked, type Ruleset } from '../../src/risk/ruleset/ruleset.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'
import { calendar } from './calendar.ts'
import { asOf, files } from './drafts.ts'
import { law } from './laws.ts'
import { plainAssess } from './plain-assess.ts'
import { conditions, documentOf, fileFacts, ruleOf } from './rulesets.ts'

const days = fc
  .oneof(fc.integer({ min: -420, max: 420 }), fc.integer({ min: -40, max: 40 }))
  .map((n) => addDays(asOf, n))

const entry = (value: fc.Arbitrary<'yes' | 'no' | number>): fc.Arbitrary<Beside[string]> =>
  fc.oneof(fc.record({ value, on: days }), fc.record({ value }))
const yesNo = fc.constantFrom('yes' as const, 'no' as const)
const besides: fc.Arbitrary<Beside> = fc.record(
  {
    'home.seriousHazard': entry(yesNo),
    'growth.severe': entry(yesNo),
    'doses.overdueDays': entry(fc.constantFrom(0, 20, 40)),
  },
  { requiredKeys: [] },
)

const isSame = (file: ChildFile, beside: Beside, on: PlainDate, rules: Ruleset): boolean =>
  JSON.stringify(assess(file, { asOf: on, calendar, rules, beside })) ===
  JSON.stringify(plainAssess(file, { asOf: on, calendar, rules, beside }))

/** A ruleset of conditions, with the answers and the metadata of rules varied. */
const rulesetOf = (nodes: readonly Expression[]): Ruleset =>
  linked(
    documentOf(
      ...nodes.map((node, i) => {
        const [about] = nodes.slice(i + 1)
        return ruleOf(node, {
          id: `safety.tried-${i}`,
          tier: i % 2 === 0 ? 2 : 3,
          domain: i % 2 === 0 ? 'safety' : 'mind',
          deadline: { days: i, from: i % 2 === 0 ? 'since' : 'raised', kind: i % 3 === 0 ? 'working' : 'calendar' },
          ...(i % 3 === 1 && about ? { appliesTo: about } : {}),
          ...(i === 3 ? { regions: ['520526'], effective: { from: '2026-01-01', to: '2026-10-01' } } : {}),
        })
      }),
      ruleOf({ op: 'cmp', fact: 'flags.moderate', rel: '>=', value: 2 }, { id: 'safety.many' }),
      ruleOf({ op: 'cmp', fact: 'flags.moderateDomains', rel: '<', value: 2 }, { id: 'safety.domains' }),
    ),
    facts,
  )

/** Facts that read one field, where reasons follow from cells most of all. */
const ofOneField = [...homes.keys(), 'disability.level', 'disability.certified', 'situation.violence']

/** Fields of the entries of a list, as if they were facts. */
const entryFields: Catalogue = Object.fromEntries(
  Object.entries(facts['health.illnesses']?.fields ?? {}).map(([field, spec]) => [
    `each.${field}`,
    { ...spec, name: `each.${field}`, reads: [], read: () => unknownAt(always, '', 'notCollected') },
  ]),
)

describe('an assessment', () => {
  it('says by the default rules what the plainest way says, byte for byte', () => {
    law(files, besides, days, (file, beside, on) => isSame(file, beside, on, defaultRuleset)).holds(400)
  })
  it('does so for files of every kind', () => {
    law(anyChildFile(), days, (file, on) => isSame(file, {}, on, defaultRuleset)).holds(150)
  })
  it('does so by any rules', () => {
    const any = fc.oneof(conditions(facts, ofOneField), conditions(facts, fileFacts))
    law(
      fc.array(any, { minLength: 5, maxLength: 5 }),
      fc.array(fc.tuple(files, besides, days), { minLength: 4, maxLength: 4 }),
      (nodes, list) => {
        const rules = rulesetOf(nodes)
        return list.every(([file, beside, on]) => isSame(file, beside, on, rules))
      },
    ).holds(200)
  })
  it('does so where `known` is asked, and where entries of a list are', () => {
    const leaves = ofOneField.map((fact): Expression => ({ op: 'known', fact }))
    const lists = fc
      .tuple(
        fc.constantFrom('some' as const, 'every' as const),
        fc.constantFrom('health.illnesses', 'mind.conditions'),
        conditions(entryFields, Object.keys(entryFields)),
      )
      .map(([op, list, where]): Expression => ({ op, in: list, where }))
    law(
      fc.array(fc.oneof(fc.constantFrom(...leaves), lists, conditions(facts, ofOneField)), {
        minLength: 5,
        maxLength: 5,
      }),
      fc.array(fc.tuple(files, days), { minLength: 4, maxLength: 4 }),
      (nodes, list) => {
        const rules = rulesetOf(nodes)
        return list.every(([file, on]) => isSame(file, {}, on, rules))
      },
    ).holds(150)
  })
  it('does so where numbers change from a day on', () => {
    const turning = linked(
      {
        ...defaultRules,
        parameters: [
          ...defaultRules.parameters.map((one) => {
            const [first] = one.values
            return {
              ...one,
              values: [...one.values, { ...first!, from: '2026-09-05' as const, value: first!.value - 2 }],
            }
          }),
          ...windows.map(({ id, unit, zh, en, values: [first] }) => ({
            id,
            unit,
            zh,
            en,
            values: [first, { ...first, from: '2026-08-20' as const, value: first.value + 30 }],
          })),
        ],
      },
      facts,
    )
    law(files, days, (file, on) => isSame(file, {}, on, turning)).holds(400)
  })
  it('is found out where it is of the day before', () => {
    const late = law(files, (file) => {
      const found = assess(file, { asOf: addDays(asOf, -1), calendar })
      return (
        JSON.stringify({ ...found, asOf }) ===
        JSON.stringify(plainAssess(file, { asOf, calendar, rules: defaultRuleset, beside: {} }))
      )
    })
    expect(late.breaks(200)).toBe(true)
  })
})
