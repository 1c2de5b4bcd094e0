import { err, errAsync, ok, okAsync, Result, ResultAsync } from 'neverthrow'
import type { z } from 'zod'
import { unwalkable } from './plain-input.ts'
import { type Pointer, pointer } from './pointer.ts'

// Every other file of the library takes these from here.
export { err, errAsync, ok, okAsync, Result, ResultAsync }

/** Codes of input that cannot be read or is not allowed; published, so that programs can branch on them. */
export type InvalidCode =
  | 'invalid-type'
  | 'invalid-value'
  | 'invalid-format'
  | 'invalid-date'
  | 'invalid-id'
  | 'unknown-field'
  | 'missing-field'
  | 'too-small'
  | 'too-large'
  | 'not-finite'
  | 'duplicate'
  | 'inconsistent'
  | 'unknown-op'
  | 'unknown-fact'
  | 'unknown-code'
  | 'newer-format'
  | 'not-a-workbook'
  | 'legacy-workbook'
  | 'encrypted-workbook'
  | 'unreadable-encoding'
  | 'unreadable-csv'
  | 'archive-too-large'
  | 'no-heading'
  | 'missing-package'
  | 'bad-cursor'
  | 'bad-key'

/** Codes of acts that no record decides: somebody is not entitled, or a state does not allow it. */
export type NotAllowedCode = 'not-entitled' | 'wrong-state' | 'needs-missing' | 'under-hold' | 'protected-trait'

/** Codes of a store that refused. */
export type StorageCode =
  | 'unavailable'
  | 'busy'
  | 'full'
  | 'read-only'
  | 'too-large'
  | 'commit-id-reused'
  | 'subject-erased'
  | 'newer-format'
  | 'corrupt'
  | 'outcome-unknown'

/**
 * What went wrong, as data. `path` is a JSON Pointer to the field, `code` the rule, `message` a short English sentence for
 * developers. Neither holds a personal value or a key that somebody typed.
 */
export type Problem =
  | { readonly kind: 'invalid'; readonly path: Pointer; readonly code: InvalidCode; readonly message: string }
  | { readonly kind: 'not-found'; readonly path: Pointer; readonly code: 'not-found'; readonly message: string }
  | { readonly kind: 'not-allowed'; readonly path: Pointer; readonly code: NotAllowedCode; readonly message: string }
  | {
      readonly kind: 'conflict'
      readonly path: Pointer
      readonly code: 'conflict'
      readonly message: string
      readonly expected: number
      readonly found: number
    }
  | {
      readonly kind: 'storage'
      readonly path: Pointer
      readonly code: StorageCode
      readonly message: string
      readonly outcome: 'not-written' | 'unknown'
      readonly retry: boolean
      readonly engineCode: string
    }

/** Every code that a problem can have. */
export type ProblemCode = Problem['code']

/** At least one problem. */
export type Problems = readonly [Problem, ...Problem[]]

/** A value, or the problems that stood in its way. Nothing is thrown at callers. */
export type Outcome<T> = Result<T, Problems>

/** An outcome that has to be awaited. */
export type OutcomeAsync<T> = ResultAsync<T, Problems>

/** A problem of kind `invalid`. */
export const invalid = (path: Pointer, code: InvalidCode, message: string): Problem => ({
  kind: 'invalid',
  path,
  code,
  message,
})

/** An outcome with one problem of kind `invalid`. */
export const refuse = (path: Pointer, code: InvalidCode, message: string): Outcome<never> =>
  err([invalid(path, code, message)])

/** Problems as an outcome: the value if there are none. */
export const settle = <T>(value: T, problems: readonly Problem[]): Outcome<T> => {
  const [first, ...rest] = problems
  return first ? err([first, ...rest]) : ok(value)
}

/**
 * Reads input with a schema. Paths name fields; keys of records are somebody's ids and appear as `*`.
 * @returns Ok: the value. Err `invalid`: one problem for each thing that is wrong, in the order of the schema; the first 1000. One
 * alone for what goes round in circles, is nested deeper than 64 levels, has holes or a field
 * called `__proto__`, or throws when it is looked at.
 * @example
 * ```ts
 * import { parse, PlainDate } from 'childfile'
 * parse(PlainDate, '2026-02-30').isErr() // => true
 * ```
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): Outcome<z.output<S>> {
  try {
    const wrong = unwalkable(input)
    if (wrong) return refuse(publicPath(schema, wrong.path), wrong.code, unwalkableMessages[wrong.code])
    const read = schema.safeParse(input)
    return read.success
      ? ok(read.data)
      : settle<z.output<S>>(undefined as z.output<S>, problemsOf(schema, read.error.issues.slice(0, mostProblems)))
  } catch {
    return refuse('', 'invalid-type', unwalkableMessages['invalid-type']) // a getter or a proxy that throws
  }
}

const mostProblems = 1000
const unwalkableMessages = {
  'invalid-type': 'must be plain data',
  'invalid-value': 'has a field with a name that is not allowed',
  'too-large': 'is nested too deep, goes round in circles, or has too much in it',
} as const

/** The values of several outcomes, or all their problems in order. */
export function all<const R extends readonly Outcome<unknown>[]>(
  outcomes: R,
): Outcome<{ -readonly [K in keyof R]: R[K] extends Outcome<infer T> ? T : never }> {
  const problems = outcomes.flatMap((outcome) => (outcome.isErr() ? outcome.error : []))
  const values = outcomes.flatMap((outcome) => (outcome.isOk() ? [outcome.value] : []))
  return settle(values as { -readonly [K in keyof R]: R[K] extends Outcome<infer T> ? T : never }, problems)
}

type Issue = z.core.$ZodIssue
type Schema = z.core.$ZodType

/** Problems for the issues of a schema, with paths that hold no typed key. */
function problemsOf(schema: Schema, issues: readonly Issue[], above: readonly PropertyKey[] = []): readonly Problem[] {
  return issues.flatMap((issue): readonly Problem[] => {
    const path = [...above, ...issue.path]
    if (issue.code === 'invalid_union') {
      const matching = issue.errors.filter(
        (errors) => errors.length > 0 && errors.every((error) => error.path.length > 0),
      )
      const [only] = matching
      if (only && matching.length === 1) return problemsOf(schema, only, path)
    }
    return [invalid(publicPath(schema, path), ...ruleOf(issue))]
  })
}

function ruleOf(issue: Issue): readonly [InvalidCode, string] {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined && issue.message.includes('received undefined'))
        return ['missing-field', 'the field must be there']
      return issue.message.includes('NaN') || issue.message.includes('Infinity')
        ? ['not-finite', 'must be a finite number']
        : ['invalid-type', `must be of type ${issue.expected}`]
    case 'too_small':
      return ['too-small', `must be at least ${String(issue.minimum)} (${issue.origin})`]
    case 'too_big':
      return ['too-large', `must be at most ${String(issue.maximum)} (${issue.origin})`]
    case 'invalid_format':
      return issue.format === 'date'
        ? ['invalid-date', 'must be a day that exists, YYYY-MM-DD']
        : ['invalid-format', 'has the wrong form']
    case 'unrecognized_keys':
      return ['unknown-field', 'has fields that the schema does not know']
    case 'invalid_key':
      return ['invalid-id', 'has a key of the wrong form']
    default:
      return ['invalid-value', 'is not one of the values allowed here']
  }
}

/** Keeps names of fields and positions, and puts `*` for keys that somebody typed. */
function publicPath(schema: Schema, path: readonly PropertyKey[]): Pointer {
  let here: readonly Schema[] = [schema]
  const out: (string | number)[] = []
  for (const part of path) {
    const inner = here.flatMap(structures)
    const next = inner.flatMap((node) => child(node, part))
    const named = inner.some((node) => node._zod.def.type !== 'record' && child(node, part).length > 0)
    out.push(named && typeof part !== 'symbol' ? part : '*')
    here = next
  }
  return pointer(...out)
}

type Def = { type: string } & Partial<{
  options: Schema[]
  innerType: Schema
  shape: Record<string, Schema>
  valueType: Schema
  element: Schema
  items: Schema[]
}>
const defOf = (schema: Schema): Def => schema._zod.def

/** The objects, records and arrays inside unions and wrappers. */
function structures(schema: Schema): readonly Schema[] {
  const def = defOf(schema)
  if (def.options) return def.options.flatMap(structures)
  return def.innerType ? structures(def.innerType) : [schema]
}

function child(schema: Schema, part: PropertyKey): readonly Schema[] {
  const def = defOf(schema)
  if (def.type === 'object' && def.shape && typeof part === 'string' && Object.hasOwn(def.shape, part))
    return [def.shape[part] as Schema]
  if (def.type === 'record' && def.valueType) return [def.valueType]
  if (def.type === 'array' && def.element && typeof part === 'number') return [def.element]
  if (def.type === 'tuple' && typeof part === 'number') return def.items?.[part] ? [def.items[part]] : []
  return []
}
