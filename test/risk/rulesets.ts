import fc from 'fast-check'
import { type EpochDay, epochDay } from '../../src/date.ts'
import type { ChildFile } from '../../src/records/index.ts'
import { viewOf } from '../../src/risk/evaluation.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import { defaultParameters } from '../../src/risk/defaults/parameters.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import type { Truth } from '../../src/risk/language/truth.ts'
import type { Catalogue, Fact, FactField } from '../../src/risk/reading/fact.ts'
import type { Rule, RuleDocument } from '../../src/risk/ruleset/rule.ts'
import { linked, type Ruleset } from '../../src/risk/ruleset/ruleset.ts'

/** A rule around a condition, with everything else plain. */
export const ruleOf = (when: Expression, given: Partial<Rule> = {}): Rule => ({
  id: 'safety.tried',
  version: '1.0.0',
  domain: 'safety',
  tier: 3,
  when,
  effective: { from: '2021-06-01' },
  deadline: { days: 3, from: 'raised', kind: 'elapsed' },
  actions: ['see-child'],
  source: [{ title: 'a test', kind: 'proposal', standing: 'proposal' }],
  autoClear: true,
  suppressible: false,
  dataGap: 'ask',
  says: { zh: '试', en: 'tried' },
  rationale: { zh: '试', en: 'tried' },
  examples: { fires: [], not: [], unknown: [] },
  ...given,
})

export const documentOf = (...rules: readonly Rule[]): RuleDocument => ({
  schemaVersion: 1,
  id: 'tests',
  version: '1.0.0',
  parameters: defaultParameters,
  rules,
})

export const rulesetOf = (when: Expression, catalogue: Catalogue = facts): Ruleset =>
  linked(documentOf(ruleOf(when)), catalogue)

/** How the only rule of a ruleset comes out. */
export function truthOn(ruleset: Ruleset, file: ChildFile, day: EpochDay): Truth {
  const [one] = ruleset.rules
  return one!.fires.truth(viewOf(file, {}, day, ruleset))
}

const relation = fc.constantFrom('<', '<=', '>', '>=', '==', '!=')
const someDays = fc.integer({ min: 0, max: 120 })

const leafOn = (name: string, fact: Fact | FactField): fc.Arbitrary<Expression> => {
  switch (fact.type) {
    case 'yesNo':
      return fc.constantFrom('yes', 'no').map((value) => ({ op: 'cmp', fact: name, rel: '==', value }))
    case 'code':
    case 'codes':
      return fc
        .uniqueArray(fc.constantFrom(...(fact.codes ?? [])), { minLength: 1, maxLength: 4 })
        .map((set) => ({ op: 'in', fact: name, set }))
    case 'division':
      return fc.constantFrom(['52'], ['520526', '51']).map((set) => ({ op: 'within', fact: name, set }))
    case 'word':
      return fc.constantFrom('PHQ-9', 'PHQ-A').map((value) => ({ op: 'cmp', fact: name, rel: '!=', value }))
    case 'number':
      return fc
        .tuple(relation, fc.integer({ min: 0, max: 130 }))
        .map(([rel, value]) => ({ op: 'cmp', fact: name, rel, value }))
    case 'date':
      return fc.oneof(
        fc.tuple(relation, someDays).map(([rel, value]): Expression => ({ op: 'daysSince', fact: name, rel, value })),
        fc
          .tuple(
            fc.constantFrom('<', '<=', '>', '>='),
            fc.integer({ min: 0, max: 20 }),
            fc.constantFrom('year', 'month'),
          )
          .map(([rel, value, unit]): Expression => ({ op: 'age', fact: name, rel, value, unit })),
        fc
          .tuple(fc.constantFrom('2026-08-01', '2026-09-10'), fc.constantFrom('2026-09-12', '2026-09-15'))
          .map(([least, most]): Expression => ({ op: 'between', fact: name, least, most })),
      )
    case 'list': {
      const fields = Object.entries(fact.fields ?? {})
      const where = fc.oneof(...fields.map(([field, spec]) => leafOn(`each.${field}`, spec)))
      const both = fc.tuple(where, where).map((of): Expression => ({ op: 'and', of }))
      return fc.oneof(
        fc
          .tuple(fc.constantFrom('some', 'every'), fc.oneof(where, both))
          .map(([op, inner]): Expression => ({ op, in: name, where: inner })),
        fc
          .tuple(where, relation, fc.integer({ min: 0, max: 3 }))
          .map(([inner, rel, value]): Expression => ({ op: 'count', in: name, where: inner, rel, value })),
      )
    }
  }
}

/** Conditions over the facts of a catalogue, nested a few levels deep. `known` is left out: it may turn when more is known. */
export function conditions(catalogue: Catalogue, names = Object.keys(catalogue)): fc.Arbitrary<Expression> {
  const leaf = fc.oneof(...names.map((name) => leafOn(name, catalogue[name]!)))
  return fc.letrec<{ node: Expression }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      { weight: 2, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
          .map(([op, of]): Expression => ({ op, of })),
      },
      { weight: 1, arbitrary: tie('node').map((of): Expression => ({ op: 'not', of })) },
    ),
  })).node
}

/** The facts that a file alone answers. */
export const fileFacts = Object.values(facts)
  .filter(({ reads }) => reads.length > 0)
  .map(({ name }) => name)

export const today = epochDay('2026-09-15')
