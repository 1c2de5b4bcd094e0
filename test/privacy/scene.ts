import fc from 'fast-check'
import { type ChildFile, childFile, Incident, type Pointer, parts, pointer } from '../../src/index.ts'
import { purposes, type Purpose, type Looking, type Relation, type Role } from '../../src/privacy/index.ts'
import { fieldTable } from '../../src/privacy/field/field-table.ts'
import { anyChildFile, valuesOf } from '../../src/testing/arbitraries.ts'

export const asOf = '2026-09-15'

export const roles: readonly Role[] = [
  'child',
  'father',
  'mother',
  'guardian',
  'delegate',
  'member',
  'helper',
  'worker',
  'supervisor',
  'teacher',
  'counsellor',
  'doctor',
  'organiser',
  'protectionOfficer',
  'authority',
  'statistician',
  'donor',
  'auditor',
  'public',
]
export const relations: readonly Relation[] = [
  'ownCase',
  'area',
  'helper',
  'family',
  'self',
  'served',
  'appointed',
  'emergency',
  'none',
]

/** Every way to look at a file. */
export const lookings: readonly Looking[] = purposes.flatMap((purpose) =>
  roles.flatMap((role) => relations.map((relation) => ({ purpose, role, relation, asOf, person: 'w3' }) as const)),
)

export const looking = <P extends Purpose>(purpose: P, role: Role, relation: Relation, person = 'w3'): Looking<P> => ({
  purpose,
  role,
  relation,
  person,
  asOf,
})

/** Sets what a pointer names. */
export function set(document: unknown, path: Pointer, value: unknown): unknown {
  const [first, ...rest] = parts(path)
  if (first === undefined) return value
  const here = typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : {}
  return { ...here, [first]: set(here[first], pointer(...rest), value) }
}

type Node = {
  readonly [key: string]: Node | { readonly class: string; readonly category: string; readonly mask?: string }
}
const isLeaf = (node: Node | Node[string]): boolean => typeof node['class'] === 'string' && 'category' in node

/** The path of every marked field. */
export function markedPaths(node: Node = fieldTable, path: Pointer = ''): readonly Pointer[] {
  return Object.entries(node).flatMap(([key, below]) => {
    const here = `${path}${pointer(key)}` as Pointer
    return isLeaf(below) ? [here] : markedPaths(below as Node, here)
  })
}

const word = (path: Pointer): string => `CANARY(${path})`

/** A file with a canary in every field that could hold one, and an entry in every section. Not one that the schema would take. */
export const canaries: ChildFile = markedPaths().reduce<unknown>(
  (file, path) => {
    if (path === '/claims') return set(file, '/claims', { '/name': [{ value: word(path), source: 'a', on: asOf }] })
    if (path === '/custom') return set(file, '/custom', { field: word(path) })
    if (path === '/incidents/*/possibleCauses')
      return set(file, '/incidents/e1/possibleCauses', [{ role: 'other', id: word(path) }])
    if (path === '/screenings/*') return set(file, '/screenings/e1', { note: word(path) })
    if (path === '/measurements/*') return set(file, '/measurements/e1', { note: word(path) })
    return set(file, path.replaceAll('*', 'e1') as Pointer, word(path))
  },
  childFile({ id: 'c1', name: 'x' }),
) as ChildFile

/** The paths whose canaries a text holds. */
export const found = (text: string): readonly Pointer[] => markedPaths().filter((path) => text.includes(word(path)))

/** Files as the schema takes them, with words and people by whom access hangs. */
export const files = (): fc.Arbitrary<ChildFile> =>
  fc
    .tuple(
      anyChildFile(),
      fc.constantFrom('w3', 'w4', 'notCollected'),
      fc.constantFrom('2016-03-26', '2011-05-01', '2007-01-01'),
    )
    .map(([file, id, birthDate]) =>
      childFile({ ...file, birthDate, workers: { ...file.workers, childDirector: { id, name: '张三' } } }),
    )

/** Incidents that anybody may have caused, on visits that are there or not. */
export const incidents = (): fc.Arbitrary<Incident> =>
  fc
    .tuple(
      valuesOf(Incident),
      fc.constantFrom('father', 'mother', 'delegate', 'guardian', 'member', 'volunteer', 'worker', 'other'),
      fc.constantFrom('w3', 'w4', 'none', 'notCollected'),
      fc.constantFrom('v1', 'none'),
      fc.boolean(),
    )
    .map(
      ([incident, role, id, fromVisit, named]) =>
        ({
          ...incident,
          fromVisit,
          possibleCauses: named ? [{ role, id }] : 'notCollected',
        }) as unknown as Incident,
    )

export const withIncident = (file: ChildFile, id: string, incident: Incident): ChildFile => ({
  ...file,
  incidents: { ...file.incidents, [id]: incident },
})
