import { at, parts, type Pointer } from '../pointer.ts'
import { type ChildFile, childFile } from '../records/index.ts'
import { namesOf } from './reading/path-names.ts'
import type { Beside } from './reading/fact.ts'
import type { Seen } from './reading/reading.ts'

type Draft = Record<string, unknown>

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && !Array.isArray(value)

const inside = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Draft)[name] : undefined

/** Puts into a draft what the file has at a path; of an object whose value is withheld only that it is there. */
function put(draft: Draft, file: ChildFile, path: Pointer, withheld: boolean): void {
  const names = namesOf(path)
  let here = draft
  let there: unknown = file
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] ?? ''
    there = inside(there, name)
    const isLast = i === names.length - 1
    const found = Object.hasOwn(here, name) ? here[name] : undefined
    const bare = !isLast || (withheld && isDraft(there))
    const next = bare ? (isDraft(found) ? found : {}) : there
    set(here, name, next)
    if (isDraft(next)) here = next
  }
}

/** Lists whose keys are ids that somebody gave. */
const keyed: ReadonlySet<string> = new Set([
  'guardians',
  'contacts',
  'visits',
  'incidents',
  'measurements',
  'screenings',
  'attendance',
  'illnesses',
  'conditions',
])

const blanks = new Map<string, Draft>()

/** What stands in a part of a file of which nothing is known, by its place; `*` stands for any id. */
function blankAt(place: readonly string[]): Draft {
  const key = place.join('/')
  const known = blanks.get(key)
  if (known) return known
  const draft = place.reduceRight<Draft>((inner, name) => ({ [name]: inner }), {})
  const made = at(childFile({ ...draft, id: '-', name: '-' }), `/${key}`)
  const blank = isDraft(made) ? made : {}
  blanks.set(key, blank)
  return blank
}

const blankFile = childFile({ id: '-', name: '-' })

/** Sets a field even where the name has a meaning of its own. */
function set(target: Draft, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true })
  else target[name] = value
}

/** The draft laid over a part of which nothing is known. Facts ask fields by name, so the rest is inherited, not copied. */
function over(blank: Draft, draft: Draft, place: readonly string[]): Draft {
  const out = Object.create(blank) as Draft
  const ids = keyed.has(place.at(-1) ?? '')
  for (const name of Object.keys(draft)) {
    const value = draft[name]
    if (!isDraft(value)) set(out, name, value)
    else {
      const inner = [...place, ids ? '*' : name]
      set(out, name, over(blankAt(inner), value, inner))
    }
  }
  return out
}

/** The draft of a file that knows only what stands at the paths. */
export function excerptDraft(file: ChildFile, seen: readonly Seen[]): Record<string, unknown> {
  const draft: Draft = {}
  for (const { document, path, withheld = false } of seen) if (document === 'file') put(draft, file, path, withheld)
  return draft
}

/** A file that knows only what stands at the paths. */
export const restricted = (file: ChildFile, seen: readonly Seen[]): ChildFile =>
  // A draft laid over a blank file is a file.
  over(blankFile, { ...excerptDraft(file, seen), id: file.id }, []) as unknown as ChildFile

/** What stands beside the file, but only where it was seen. */
export function restrictedBeside(beside: Beside, seen: readonly Seen[]): Beside {
  const names = new Set(seen.flatMap(({ document, path }) => (document === 'beside' ? parts(path).slice(0, 1) : [])))
  return Object.fromEntries(Object.entries(beside).filter(([name]) => names.has(name)))
}
