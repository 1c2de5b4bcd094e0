import { isKnown } from '../absent.ts'
import type { EpochDay, PlainDate } from '../date.ts'
import type { Json } from './language/plain-copy.ts'
import { type Truth, yes } from './language/truth.ts'
import { namesOf } from './reading/path-names.ts'
import type { ChildFile } from '../records/index.ts'
import { at, type Pointer } from '../pointer.ts'
import { restricted, restrictedBeside } from './excerpt.ts'
import { firesOn } from './knock-out.ts'
import type { Beside, View } from './reading/fact.ts'
import { type Seen, seenAt } from './reading/reading.ts'
import { viewOf, type Witness, witnesses } from './evaluation.ts'
import type { CompiledRule, Ruleset } from './ruleset/ruleset.ts'

/** One thing in the file, or beside it, that a flag rests on. */
export interface Evidence {
  readonly document: 'file' | 'beside'
  readonly path: Pointer
  /** What stands at the path; left out where the field also holds what no answer may repeat. */
  readonly value?: Json
  /** The day of the section or the entry. */
  readonly recordedOn?: PlainDate
  /** `trigger`: it raised the flag. `context`: it made the rule apply to this child. */
  readonly role: 'trigger' | 'context'
}

/**
 * The witnesses with everything that facts read of the entries among them: where two parts of a condition look at one entry, what
 * the one shows of it may leave the other in doubt.
 */
function widened(found: readonly Witness[], { file }: View, ruleset: Ruleset): readonly Witness[] {
  const patterns = Object.values(ruleset.facts).flatMap(({ reads }) => reads.filter((path) => path.includes('/*/')))
  const more = patterns.flatMap((pattern): readonly Witness[] => {
    const [list = '', field = ''] = pattern.split('/*/')
    const ids = found.flatMap(({ document, path }) =>
      document === 'file' && path.startsWith(`${list}/`) ? [path.slice(list.length + 1).split('/')[0] ?? ''] : [],
    )
    const paths = [...new Set(ids)].map((id) => `${list}/${id}/${field}` as Pointer)
    return paths
      .filter((path) => isKnown(at(file, path) ?? 'notCollected'))
      .map((path) => ({ ...seenAt(path), role: 'context' }))
  })
  const shown = new Set(found.map(({ document, path }) => `${document}${path}`))
  return [...found, ...more.filter(({ document, path }) => !shown.has(`${document}${path}`))]
}

/** Sections that stand for themselves: what is read in one says nothing of another. */
const partOf = ({ path }: Seen): string => path.split('/', 2)[1] ?? ''

/**
 * Whether the witness can be shown as it is: every leaf asks a fact of its own, every fact rests on one path, no two paths meet, and no fact stands
 * outside the witness, where a path of another might answer it. Then without any of them its leaf is open, and with it the rule.
 */
function isMinimal(one: CompiledRule, view: View, found: readonly Witness[]): boolean {
  if (!one.readOnce) return false
  const paths = [...one.when.seen(view), ...(one.appliesTo?.seen(view) ?? [])]
  return (
    one.alone(view) &&
    paths.length === found.length &&
    found.length === one.asks &&
    new Set(found.map(partOf)).size === found.length &&
    found.every(({ document }) => document === 'file')
  )
}

/** The witnesses without those that can be left out, the last ones tried first. */
function fewest(found: readonly Witness[], enough: (seen: readonly Seen[]) => boolean): readonly Witness[] {
  let kept = found
  for (let i = found.length - 1; i >= 0; i -= 1) {
    const fewer = kept.filter((other) => other !== found[i])
    if (enough(fewer)) kept = fewer
  }
  return kept
}

/** How a rule comes out for a file on a day. */
export type Trial = (file: ChildFile, beside: Beside, day: EpochDay) => Truth

/** By readings, the plainest way. */
const byReadings =
  (one: CompiledRule, ruleset: Ruleset): Trial =>
  (file, beside, day) =>
    one.fires.truth(viewOf(file, beside, day, ruleset))

/** The witnesses that are needed, found out by assessing a file that knows nothing else. */
export function keptByFile(
  one: CompiledRule,
  view: View,
  ruleset: Ruleset,
  found: readonly Witness[],
  trial: Trial = byReadings(one, ruleset),
): readonly Witness[] {
  const { file, beside, day } = view
  if (isMinimal(one, view, found)) return found
  const enough = (seen: readonly Seen[]): boolean =>
    trial(restricted(file, seen), restrictedBeside(beside, seen), day) === yes
  return fewest(enough(found) ? found : widened(found, view, ruleset), enough)
}

/**
 * The evidence of a rule that fires: enough for it to fire on nothing else, and no part of it can be left out. What made the rule
 * apply is tried for leaving out first. Takes one evaluation of the rule for each leaf of the witness.
 */
export function evidenceOf(one: CompiledRule, view: View, ruleset: Ruleset, trial?: Trial): readonly Evidence[] {
  const { file, beside } = view
  const found = witnesses(one, view)
  const told = firesOn(one, view, ruleset)
  const kept = told?.(found) ? fewest(found, told) : keptByFile(one, view, ruleset, found, trial)
  return kept.map((witness) => shown(witness, file, beside))
}

/** A witness as evidence: with what stands at its path. */
export function shown(
  { document, path, recordedOn, withheld, role }: Witness,
  file: ChildFile,
  beside: Beside,
): Evidence {
  const value = withheld ? undefined : jsonAt(document === 'file' ? file : beside, path)
  return {
    document,
    path,
    ...(value === undefined ? {} : { value }),
    ...(recordedOn === undefined ? {} : { recordedOn }),
    role,
  }
}

const isJson = (value: unknown): value is Json => value !== undefined && typeof value !== 'function'

function jsonAt(document: unknown, path: Pointer): Json | undefined {
  let here = document
  for (const name of namesOf(path)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined
    here = (here as Readonly<Record<string, unknown>>)[name]
  }
  return isJson(here) ? here : undefined
}
