import { canonicalJson } from '../../canonical.ts'
import { type Pointer, parts, pointer } from '../../pointer.ts'
import { eventKinds } from '../../records/index.ts'

/** What somebody says of a part of a file: what stands there, or that the entry is gone. */
export type Said = { readonly said: unknown } | { readonly gone: true }

/** One thing that was done to a view offline. What a device does not name stays as it is. */
export type OfflineEdit = { readonly at: Pointer } & Said

/** The parts of a view that are merged as one each, by pointer. */
export type Units = ReadonlyMap<Pointer, unknown>

type Tree = Readonly<Record<string, unknown>>

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const gone: Said = { gone: true }
export const saidAt = (units: Units, at: Pointer): Said => (units.has(at) ? { said: units.get(at) } : gone)
export const sameSaid = (a: Said, b: Said): boolean => canonicalJson(a) === canonicalJson(b)

/** Sections of entries with ids: each entry is one unit, the statement of one person at one time. */
const keyed: ReadonlySet<string> = new Set([
  ...eventKinds,
  'guardians',
  'consents',
  'preferences',
  'emergencyContacts',
  'problems',
  'custom',
])
/** Sections whose fields are units of their own; of the rest each is one: a state hangs together with its day and its reason. */
const sections: ReadonlySet<string> = new Set([
  'household',
  'father',
  'mother',
  'schooling',
  'health',
  'livelihood',
  'workers',
])
const keyedInside: ReadonlySet<string> = new Set([
  '/household/members',
  '/health/illnesses',
  '/health/stays',
  '/health/allergies',
  '/health/medicines',
])
/** Never merged: who the child is to the store, and what was said of contested fields. */
const fixed: ReadonlySet<string> = new Set(['id', 'claims'])

/** Whether entries with ids of their own lie under the pointer. */
export const holdsEntries = (at: Pointer): boolean => keyedInside.has(at) || keyed.has(at.slice(1))

/** Of how many parts the pointer of a unit is. It hangs on the pointer alone, never on what stands there. */
function depthOf(path: readonly string[]): number {
  const [first = '', second = ''] = path
  if (keyed.has(first)) return 2
  if (!sections.has(first)) return 1
  return keyedInside.has(pointer(first, second)) ? 3 : 2
}

/** The edit as one of a unit: what was said of a field of a visit is said of that visit. */
export function unitEdit(edit: OfflineEdit): OfflineEdit | undefined {
  const path = parts(edit.at)
  const depth = depthOf(path)
  const at = pointer(...path.slice(0, depth))
  const inner = path.slice(depth)
  if (path.length === 0 || fixed.has(path[0] ?? '') || (sections.has(path[0] ?? '') && path.length === 1))
    return undefined
  if (inner.length === 0) return edit
  if ('gone' in edit) return undefined
  return { at, said: inner.reduceRight<unknown>((said, part) => ({ [part]: said }), edit.said) }
}

/** The value without what was withheld of it. */
const open = (value: unknown): unknown =>
  isTree(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, inner]) => inner !== 'withheld')
          .map(([key, inner]) => [key, open(inner)]),
      )
    : value

/** The units of a view or a file. */
export function unitsOf(view: object): Units {
  const found = new Map<Pointer, unknown>()
  const put = (value: unknown, ...path: readonly string[]): void => {
    if (value === 'withheld' || value === undefined) return
    const at = pointer(...path)
    const inside = holdsEntries(at) || (path.length === 1 && sections.has(path[0] ?? ''))
    if (inside && isTree(value)) for (const key of Object.keys(value)) put(value[key], ...path, key)
    else found.set(at, open(value))
  }
  for (const [key, value] of Object.entries(view)) if (!fixed.has(key)) put(value, key)
  return found
}

/** What is said over what stood there: fields that are not named stay. Lists and single values are taken whole. */
export const over = (value: unknown, said: unknown): unknown => {
  if (!isTree(value) || !isTree(said)) return said
  const out: Record<string, unknown> = { ...value }
  for (const key of Object.keys(said)) out[key] = over(value[key], said[key])
  return out
}

/** The file or view with a unit as somebody says. A word over a section counts while no entries stand there. */
export function withUnit<T extends object>(file: T, at: Pointer, said: Said): T {
  const set = (here: unknown, [part, ...rest]: readonly string[]): unknown => {
    if (part === undefined) return 'said' in said ? over(here, said.said) : here
    const out: Record<string, unknown> = isTree(here) ? { ...here } : {}
    if (rest.length === 0 && 'gone' in said) Reflect.deleteProperty(out, part)
    else out[part] = set(out[part], rest)
    return out
  }
  const standing = parts(at).reduce<unknown>((here, part) => (isTree(here) ? here[part] : undefined), file)
  const filled = isTree(standing) && Object.keys(standing).length > 0
  if (holdsEntries(at) && filled) return file
  return set(file, parts(at)) as T
}

/**
 * What was done to a view on a device, as edits that name only what changed. A field or entry that the device does not know of is
 * not an edit; an entry that was taken out of its section is one.
 * @example
 * ```ts
 * import { editsBetween } from 'childfile/casework'
 * const seen = { id: 'c1', name: '李小花', contacts: { k1: { on: '2026-09-01' } } }
 * const edited = { id: 'c1', name: '李小华', contacts: { k1: { on: '2026-09-01' }, k2: { on: '2026-09-08' } } }
 * editsBetween(seen, edited) // => [{ at: '/name', said: '李小华' }, { at: '/contacts/k2', said: { on: '2026-09-08' } }]
 * ```
 */
export function editsBetween(seen: object, edited: object): readonly OfflineEdit[] {
  const [before, after] = [unitsOf(seen), unitsOf(edited)]
  const said = [...after].filter(([at, value]) => !sameSaid(saidAt(before, at), { said: value }))
  const taken = [...before.keys()].filter((at) => {
    const above = parts(at).slice(0, -1)
    const section = above.reduce<unknown>((here, part) => (isTree(here) ? here[part] : undefined), edited)
    const there = section !== undefined && section !== 'withheld'
    return !after.has(at) && holdsEntries(pointer(...above)) && there && !withheldAt(edited, at)
  })
  return [...said.map(([at, value]) => ({ at, said: value })), ...taken.map((at) => ({ at, gone: true }) as const)]
}

const withheldAt = (view: object, at: Pointer): boolean =>
  parts(at).reduce<unknown>((here, part) => (isTree(here) ? here[part] : undefined), view) === 'withheld'
