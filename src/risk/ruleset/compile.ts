import { epochDay } from '../../date.ts'
import { invalid, type Outcome, type Problem, parse, refuse, settle } from '../../problem.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { exampleProblems } from './examples.ts'
import { facts } from '../facts/catalogue.ts'
import { conditionProblems, type Vocabulary } from '../language/check.ts'
import { parametersIn } from '../language/expression.ts'
import { type Json, plainCopy } from '../language/plain-copy.ts'
import { functionKey, type RuleFunction } from '../language/rule-function.ts'
import { namesProtectedTrait } from '../language/protected-traits.ts'
import { windows } from '../reading/windows.ts'
import { type Rule, type RuleDocument, RuleDocumentFields } from './rule.ts'
import { linked, type Ruleset } from './ruleset.ts'

/** The latest form of rule documents that this version can read. */
const newestSchema = 1

/** Functions of one's own that the rules may ask by name and version. */
export interface CompileOptions {
  readonly functions?: readonly RuleFunction[]
}

/**
 * Rules from a document: checked in every part, tried out on their own examples, compiled. Rules that count how others come out are
 * not tried out here, as every rule that is added may change their examples. What the language, the catalogue or this
 * version does not know is refused, never passed over. The ruleset never changes afterwards, and `sha256` names its content.
 * @returns Ok: the ruleset. Err `invalid`: one problem for each thing that is wrong, with its place in the document; `newer-format`
 * for a document of a later version. Err `not-allowed`: a rule names a protected trait.
 * @example
 * ```ts
 * import { compileRules, defaultRules } from 'childfile/risk'
 * compileRules(defaultRules).map((rules) => rules.id).unwrapOr('') // => 'childfile.default'
 * const odd = { ...defaultRules, rules: [{ ...defaultRules.rules[0], when: { op: 'cmp', fact: 'child.ethnicity', rel: '==', value: 'x' } }] }
 * compileRules(odd).match(() => '', ([problem]) => problem.code) // => 'protected-trait'
 * ```
 */
export function compileRules(document: unknown, { functions = [] }: CompileOptions = {}): Outcome<Ruleset> {
  return plainCopy(document).andThen((copy): Outcome<Ruleset> => {
    const version = isRecord(copy) ? copy['schemaVersion'] : undefined
    if (typeof version === 'number' && version > newestSchema)
      return refuse('/schemaVersion', 'newer-format', 'written for a later version of this library')
    return parse(RuleDocumentFields, copy).andThen((fields) =>
      settle(fields, formProblems(fields, functions)).andThen(() => {
        // The conditions were checked one by one, so the copy is a rule document.
        const checked = copy as unknown as RuleDocument
        const ruleset = linked(checked, facts, functions)
        return settle(ruleset, [
          ...checked.rules.flatMap((rule, i) => placeholderProblems(rule, pointer('rules', i))),
          ...exampleProblems(ruleset, [1]),
        ])
      }),
    )
  })
}

const formProblems = (fields: Fields, functions: readonly RuleFunction[]): readonly Problem[] => [
  ...fields.rules.flatMap((rule, i) => [
    ...conditionsOf(rule, pointer('rules', i), {
      facts,
      parameters: idsOf(fields.parameters),
      functions: new Set(functions.map(functionKey)),
    }),
    ...ruleProblems(rule, pointer('rules', i)),
  ]),
  ...versionProblems(fields.rules),
  ...parameterProblems(fields.parameters),
]

type Fields = ReturnType<typeof RuleDocumentFields.parse>
type RuleFields = Fields['rules'][number]

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idsOf = (parameters: Fields['parameters']): ReadonlySet<string> =>
  new Set([...windows, ...parameters].map(({ id }) => id))

const conditionsOf = (rule: RuleFields, path: Pointer, words: Vocabulary): readonly Problem[] => [
  ...conditionProblems(rule.when as Json | undefined, `${path}/when`, words),
  ...(rule.appliesTo === undefined ? [] : conditionProblems(rule.appliesTo as Json, `${path}/appliesTo`, words)),
]

/** What a rule may not promise: a critical flag neither goes out by itself nor can it be put aside. */
function ruleProblems(rule: RuleFields, path: Pointer): readonly Problem[] {
  const { from, to } = rule.effective
  return [
    ...(rule.tier === 4 && rule.autoClear
      ? [invalid(`${path}/autoClear`, 'inconsistent', 'a critical flag is cleared by a person')]
      : []),
    ...(rule.tier === 4 && rule.suppressible !== false
      ? [invalid(`${path}/suppressible`, 'inconsistent', 'a critical flag cannot be put aside')]
      : []),
    ...(to !== undefined && to <= from
      ? [invalid(`${path}/effective/to`, 'inconsistent', 'must be later than from')]
      : []),
    ...(namesProtectedTrait(rule.id)
      ? [
          {
            kind: 'not-allowed',
            path: `${path}/id`,
            code: 'protected-trait',
            message: 'no rule may be about a protected trait',
          } as const,
        ]
      : []),
  ]
}

/** On every day at most one version of a rule is in force. */
function versionProblems(rules: readonly RuleFields[]): readonly Problem[] {
  return rules.flatMap((rule, i) => {
    const clash = rules.some(
      (other, j) =>
        j < i &&
        other.id === rule.id &&
        epochDay(other.effective.from) < end(rule) &&
        epochDay(rule.effective.from) < end(other),
    )
    return clash
      ? [
          invalid(
            pointer('rules', i, 'effective'),
            'duplicate',
            'another version of the rule is in force at the same time',
          ),
        ]
      : []
  })
}

const end = ({ effective }: RuleFields): number => (effective.to === undefined ? Infinity : epochDay(effective.to))

function parameterProblems(parameters: Fields['parameters']): readonly Problem[] {
  return parameters.flatMap(({ id, values }, i) => [
    ...(parameters.findIndex((other) => other.id === id) < i
      ? [invalid(pointer('parameters', i, 'id'), 'duplicate', 'another parameter has this id')]
      : []),
    ...(values.every(({ from }, j) => j === 0 || (values[j - 1]?.from ?? '') < from)
      ? []
      : [invalid(pointer('parameters', i, 'values'), 'inconsistent', 'values must be in order of from')]),
  ])
}

/** Braces in a sentence name a parameter that the conditions use. */
function placeholderProblems(rule: Rule, path: Pointer): readonly Problem[] {
  const used = new Set([...parametersIn(rule.when), ...(rule.appliesTo ? parametersIn(rule.appliesTo) : [])])
  return (['zh', 'en'] as const).flatMap((language) =>
    [...rule.says[language].matchAll(/\{([^}]*)\}/g)].every(([, id]) => used.has(id ?? ''))
      ? []
      : [invalid(`${path}/says/${language}`, 'unknown-code', 'braces name a parameter that the rule does not use')],
  )
}
