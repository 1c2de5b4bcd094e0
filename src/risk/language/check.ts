import { isDate } from '../../date.ts'
import { DivisionCode } from '../../records/index.ts'
import { invalid, type InvalidCode, type Problem } from '../../problem.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { Catalogue, Fact, FactField } from '../reading/fact.ts'
import { namesProtectedTrait } from './protected-traits.ts'
import type { Json } from './plain-copy.ts'
import { functionKey } from './rule-function.ts'
import { relations } from './truth.ts'

/** What a condition may name. */
export interface Vocabulary {
  readonly facts: Catalogue
  /** Ids of the parameters. */
  readonly parameters: ReadonlySet<string>
  /** Names and versions of the functions that the caller registered. */
  readonly functions: ReadonlySet<string>
  /** The list over whose entries the condition runs. */
  readonly each?: Fact
}

type Fields = Readonly<Record<string, Json>>

interface Place {
  readonly path: Pointer
  readonly depth: number
  readonly words: Vocabulary
}

const deepest = 24

const keys: Readonly<Record<string, readonly [required: readonly string[], optional: readonly string[]]>> = {
  and: [['of'], []],
  or: [['of'], []],
  not: [['of'], []],
  cmp: [['fact', 'rel', 'value'], []],
  between: [['fact', 'least', 'most'], []],
  in: [['fact', 'set'], []],
  known: [['fact'], []],
  some: [['in', 'where'], []],
  every: [['in', 'where'], []],
  count: [['in', 'where', 'rel', 'value'], []],
  daysSince: [['fact', 'rel', 'value'], []],
  age: [
    ['rel', 'value'],
    ['fact', 'unit', 'reached'],
  ],
  within: [['fact', 'set'], []],
  fn: [['name', 'version', 'facts'], ['args']],
}

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const problem = ({ path }: Place, field: string, code: InvalidCode, message: string): Problem =>
  invalid(field === '' ? path : `${path}${pointer(field)}`, code, message)

/** What is wrong with a condition; nothing if it can be compiled. An operation or a fact that is not known is never passed over. */
export function conditionProblems(input: Json | undefined, path: Pointer, words: Vocabulary): readonly Problem[] {
  return problemsAt(input, { path, depth: 0, words })
}

function problemsAt(input: Json | undefined, place: Place): readonly Problem[] {
  if (input === undefined) return [problem(place, '', 'missing-field', 'a condition must be here')]
  if (!isFields(input)) return [problem(place, '', 'invalid-type', 'a condition is an object with an op')]
  if (place.depth > deepest) return [problem(place, '', 'too-large', 'nested too deep')]
  const op = Object.hasOwn(input, 'op') ? input['op'] : undefined
  const shape = typeof op === 'string' && Object.hasOwn(keys, op) ? keys[op] : undefined
  if (typeof op !== 'string' || !shape) return [problem(place, 'op', 'unknown-op', 'not an operation of this language')]
  const [required, optional] = shape
  const wrong = [
    ...required
      .filter((field) => !Object.hasOwn(input, field))
      .map((field) => problem(place, field, 'missing-field', 'the field must be there')),
    ...(Object.keys(input).every((field) => field === 'op' || required.includes(field) || optional.includes(field))
      ? []
      : [problem(place, '', 'unknown-field', 'has fields that the operation does not know')]),
  ]
  return wrong.length > 0 ? wrong : operationProblems(op, input, place)
}

function operationProblems(op: string, input: Fields, place: Place): readonly Problem[] {
  const deeper = (field: string): Place => ({
    ...place,
    path: `${place.path}${pointer(field)}`,
    depth: place.depth + 1,
  })
  switch (op) {
    case 'and':
    case 'or': {
      const of = input['of']
      if (!isList(of)) return [problem(place, 'of', 'invalid-type', 'must be a list of conditions')]
      if (of.length === 0) return [problem(place, 'of', 'too-small', 'must have at least one condition')]
      const inner = deeper('of')
      return of.flatMap((part, i) => problemsAt(part, { ...inner, path: `${inner.path}${pointer(i)}` }))
    }
    case 'not':
      return problemsAt(input['of'], deeper('of'))
    case 'some':
    case 'every':
    case 'count':
      return listProblems(op, input, place, deeper('where'))
    case 'fn':
      return functionProblems(input, place)
    default:
      return leafProblems(op, input, place)
  }
}

/** The function has to be registered under this name and version, and may not ask lists or fields of entries. */
function functionProblems(input: Fields, place: Place): readonly Problem[] {
  const { name, version, facts } = input
  const known =
    typeof name === 'string' && typeof version === 'string' && place.words.functions.has(functionKey({ name, version }))
  if (!isList(facts)) return [problem(place, 'facts', 'invalid-type', 'must be a list of facts')]
  const asked = facts.flatMap((fact, i): readonly Problem[] => {
    const inner = { ...place, path: `${place.path}${pointer('facts')}` as Pointer }
    const found = factAt(fact, inner, String(i))
    if ('problem' in found) return [found.problem]
    return found.type === 'list' || !('read' in found)
      ? [problem(inner, String(i), 'invalid-type', 'must name a fact that is no list')]
      : []
  })
  return [
    ...(known ? [] : [problem(place, 'name', 'unknown-op', 'no function is registered under this name and version')]),
    ...(facts.length === 0 ? [problem(place, 'facts', 'too-small', 'must name at least one fact')] : asked),
  ]
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

function listProblems(op: string, input: Fields, place: Place, where: Place): readonly Problem[] {
  const found = factAt(input['in'], place, 'in')
  if ('problem' in found) return [found.problem]
  if (found.type !== 'list' || !('read' in found)) return [problem(place, 'in', 'invalid-type', 'must name a list')]
  return [
    ...problemsAt(input['where'], { ...where, words: { ...place.words, each: found } }),
    ...(op === 'count' ? [...relationProblems(input, place, relations), ...numberProblems(input, 'value', place)] : []),
  ]
}

/** The fact that a name stands for, or what is wrong with the name. */
function factAt(name: Json | undefined, place: Place, field: string): Fact | FactField | { readonly problem: Problem } {
  if (typeof name !== 'string') return { problem: problem(place, field, 'invalid-type', 'must be the name of a fact') }
  const { facts, each } = place.words
  const inner = name.startsWith('each.') ? name.slice('each.'.length) : undefined
  const found =
    inner === undefined
      ? Object.hasOwn(facts, name) && facts[name]
      : each?.fields && Object.hasOwn(each.fields, inner) && each.fields[inner]
  if (found) return found
  const path = `${place.path}${pointer(field)}` as const
  if (namesProtectedTrait(name)) return { problem: protectedTrait(path) }
  return { problem: invalid(path, 'unknown-fact', 'not a fact of the catalogue') }
}

const protectedTrait = (path: Pointer): Problem => ({
  kind: 'not-allowed',
  path,
  code: 'protected-trait',
  message: 'no rule may read a protected trait',
})

function leafProblems(op: string, input: Fields, place: Place): readonly Problem[] {
  const found = op === 'age' && !Object.hasOwn(input, 'fact') ? place.words.facts['child.birthDate'] : undefined
  const fact = found ?? factAt(input['fact'], place, 'fact')
  if ('problem' in fact) return [fact.problem]
  switch (op) {
    case 'known':
      return fact.type === 'list' ? [problem(place, 'fact', 'invalid-type', 'must not name a list')] : []
    case 'cmp':
      return comparisonProblems(fact, input, place)
    case 'between':
      return ordered(fact)
        ? [...termProblems(fact, input, 'least', place), ...termProblems(fact, input, 'most', place)]
        : [problem(place, 'fact', 'invalid-type', 'must name a number or a date')]
    case 'within':
      return divisionProblems(fact, input['set'], place)
    case 'in':
      return membershipProblems(fact, input['set'], place)
    default:
      return timeProblems(op, fact, input, place)
  }
}

const ordered = (fact: Fact | FactField): boolean => fact.type === 'number' || fact.type === 'date'

function comparisonProblems(fact: Fact | FactField, input: Fields, place: Place): readonly Problem[] {
  if (ordered(fact)) return [...relationProblems(input, place, relations), ...termProblems(fact, input, 'value', place)]
  if (fact.type === 'codes' || fact.type === 'list' || fact.type === 'division')
    return [
      problem(
        place,
        'fact',
        'invalid-type',
        'several codes are asked with in, lists with some, every and count, divisions with within',
      ),
    ]
  return [...relationProblems(input, place, ['==', '!=']), ...codeProblems(fact, input['value'], `${place.path}/value`)]
}

function membershipProblems(fact: Fact | FactField, set: Json | undefined, place: Place): readonly Problem[] {
  if (!isList(set)) return [problem(place, 'set', 'invalid-type', 'must be a list of values')]
  if (set.length === 0) return [problem(place, 'set', 'too-small', 'must have at least one value')]
  const path = (i: number): Pointer => `${place.path}${pointer('set', i)}`
  if (fact.type === 'number')
    return set.flatMap((one, i) =>
      typeof one === 'number' ? [] : [invalid(path(i), 'invalid-type', 'must be a number')],
    )
  if (fact.type === 'date' || fact.type === 'list' || fact.type === 'division')
    return [problem(place, 'fact', 'invalid-type', 'must name a code, a word or a number')]
  return set.flatMap((one, i) => codeProblems(fact, one, path(i)))
}

function divisionProblems(fact: Fact | FactField, set: Json | undefined, place: Place): readonly Problem[] {
  if (fact.type !== 'division') return [problem(place, 'fact', 'invalid-type', 'must name a division')]
  if (!isList(set) || set.length === 0) return [problem(place, 'set', 'too-small', 'must have at least one code')]
  return set.flatMap((code, i) =>
    DivisionCode.safeParse(code).success
      ? []
      : [
          problem(
            { ...place, path: `${place.path}/set` },
            String(i),
            'invalid-format',
            'must be the code of a division',
          ),
        ],
  )
}

const yesOrNo = ['yes', 'no']

function codeProblems(fact: Fact | FactField, value: Json | undefined, path: Pointer): readonly Problem[] {
  if (typeof value !== 'string') return [invalid(path, 'invalid-type', 'must be a text')]
  const codes = fact.type === 'yesNo' ? yesOrNo : fact.codes
  if (!codes || codes.includes(value)) return []
  return [namesProtectedTrait(value) ? protectedTrait(path) : invalid(path, 'unknown-code', 'not a code of this fact')]
}

function timeProblems(op: string, fact: Fact | FactField, input: Fields, place: Place): readonly Problem[] {
  const oneOf = (field: string, allowed: readonly string[]): readonly Problem[] =>
    !Object.hasOwn(input, field) || allowed.some((one) => one === input[field])
      ? []
      : [problem(place, field, 'invalid-value', `must be one of ${allowed.join(', ')}`)]
  return [
    ...(fact.type === 'date' ? [] : [problem(place, 'fact', 'invalid-type', 'must name a date')]),
    ...relationProblems(input, place, op === 'age' ? relations.slice(0, 4) : relations),
    ...numberProblems(input, 'value', place),
    ...oneOf('unit', ['year', 'month', 'day']),
    ...oneOf('reached', ['birthday', 'dayAfter']),
  ]
}

const relationProblems = (input: Fields, place: Place, allowed: readonly string[]): readonly Problem[] =>
  allowed.some((one) => one === input['rel'])
    ? []
    : [problem(place, 'rel', 'invalid-value', `must be one of ${allowed.join(' ')}`)]

const termProblems = (fact: Fact | FactField, input: Fields, field: string, place: Place): readonly Problem[] => {
  const term = input[field]
  if (fact.type !== 'date') return numberProblems(input, field, place)
  return typeof term === 'string' && isDate(term) ? [] : [problem(place, field, 'invalid-date', 'must be a day')]
}

/** A whole number, or a parameter that the ruleset knows. */
function numberProblems(input: Fields, field: string, place: Place): readonly Problem[] {
  const term = input[field]
  if (typeof term === 'number')
    return Number.isSafeInteger(term) && Math.abs(term) <= 1_000_000
      ? []
      : [problem(place, field, 'invalid-value', 'must be a whole number')]
  if (!isFields(term) || Object.keys(term).join() !== 'parameter' || typeof term['parameter'] !== 'string')
    return [problem(place, field, 'invalid-type', 'must be a whole number or the name of a parameter')]
  return place.words.parameters.has(term['parameter'])
    ? []
    : [problem(place, field, 'unknown-code', 'not a parameter of the ruleset')]
}
