import type { Parameter } from '../../policy.ts'
import type { Element, Lacking, Reading, Seen, Wanted, Words } from '../reading/reading.ts'
import type { Fact, FactField, View } from '../reading/fact.ts'
import type { Span } from '../reading/span.ts'
import type { RuleFunction } from './rule-function.ts'
import type { Truth } from './truth.ts'

/** A condition, compiled. `each` is the entry that a quantifier is looking at. */
export interface Program {
  readonly truth: (view: View, each?: Element) => Truth
  /** Over which days around the day of the view the answer stays the same. */
  readonly span: (view: View, each?: Element) => Span
  /** What a definite answer rests on: the leaves of one witness. Nothing while the answer is unknown. */
  readonly seen: (view: View, each?: Element) => readonly Seen[]
  /** The unknown leaves that keep the answer unknown. */
  readonly lacking: (view: View, each?: Element) => readonly Lacking[]
}

/** What a condition is compiled against. */
export interface Scope {
  readonly fact: (name: string) => Fact
  /** The place of a fact in the memory of a view. */
  readonly slot: (name: string) => number
  readonly parameter: (id: string) => Parameter<number>
  /** A registered function by name and version. */
  readonly function: (key: string) => RuleFunction
  /** The list over whose entries the condition runs. */
  readonly each?: Fact
}

const prefix = 'each.'

/** The field of an entry that a name stands for; undefined if it stands for a fact of the file. */
export const eachField = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined

/** The fact or the field of an entry that a name stands for. The name was checked. */
export function described(scope: Scope, name: string): FactField | Fact {
  const field = eachField(name)
  const found = field === undefined ? scope.fact(name) : scope.each?.fields?.[field]
  if (!found) throw new Error('a condition was compiled without being checked')
  return found
}

/** What a reading wants, with the fact that asks for it. */
export const lackingOf = (wanted: readonly Wanted[], fact: string, label: Words): readonly Lacking[] =>
  wanted.map((one) => ({
    document: one.document ?? 'file',
    fact: one.fact ?? fact,
    label: one.label ?? label,
    path: one.path,
    why: one.why,
  }))

/** What would have to be known of a fact for a condition on it to be decided. */
export function lackingIn(reading: Reading, fact: string, label: Words): readonly Lacking[] {
  const wanted = reading.wanted()
  if (wanted.length > 0) return lackingOf(wanted, fact, label)
  // What is known but not precise enough, such as the code of a whole province, has to be written down more precisely.
  const unclear = reading.seen('least').map(({ document, path }) => ({ document, path, why: 'inWords' as const }))
  return lackingOf(unclear, fact, label)
}

/** The reading of a fact, made once for each view. */
export function readingOf(view: View, fact: Fact, slot: number): Reading {
  const known = view.memo[slot]
  if (known !== undefined) return known
  const reading = fact.read(view)
  view.memo[slot] = reading
  return reading
}
