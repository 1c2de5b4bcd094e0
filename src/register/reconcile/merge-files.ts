import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import type { ChildId } from '../../id.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { err, invalid, type Outcome, parse, type Problem, settle } from '../../problem.ts'
import { ChildFile, type Claim } from '../records.ts'
import { growing, isKeyed, type Keyed, own } from './fields.ts'

/** Why a file must stay as it is: an open duty, an incident, a proceeding. Kept by the caller. */
export interface Hold {
  readonly child: string
  /** Whether the hold is over; one that is not stops a merge. */
  readonly released?: boolean
}

/** What people decided about two files of one child. */
export interface MergeChoices {
  /** The id that stays; the other becomes an alias. */
  readonly keep: string
  /** For fields or whole sections in which the files differ, by pointer: the id of the file that is right. A field goes before its section. */
  readonly choices?: Readonly<Record<`/${string}`, string>>
  readonly holds?: readonly Hold[]
  /** Who decided: at least two people, by their ids. */
  readonly approvedBy: readonly string[]
}

/** Two files as one, with everything that is needed to take them apart again. */
export interface Merge {
  readonly file: ChildFile
  /** Ids under which the child was filed before; whoever refers to them means `file`. */
  readonly alias: readonly ChildId[]
  /** Fields in which the files differ and nobody chose; the claims of both stand in the file. */
  readonly contested: readonly Pointer[]
  /** Entries of the two files that had one id and different contents: both are kept, the second under `new`. */
  readonly renamed: readonly { readonly old: Pointer; readonly new: Pointer }[]
  readonly approvedBy: readonly string[]
  /** The two files as they were, the one that keeps its id first. */
  readonly before: readonly [kept: ChildFile, other: ChildFile]
}

/** The two files that a merge was made of, and what was written since. */
export interface Unmerged {
  readonly files: readonly [kept: ChildFile, other: ChildFile]
  /** Where the file that was given differs from the merged one: for people to say to which child it belongs. */
  readonly since: readonly Pointer[]
}

const absent = 'notCollected'

/** A merge on its way. */
interface Joining {
  readonly kept: ChildFile
  readonly other: ChildFile
  readonly choices: Readonly<Record<string, string>>
  readonly claims: Record<string, readonly Claim[]>
  readonly contested: Pointer[]
  readonly renamed: { readonly old: Pointer; readonly new: Pointer }[]
}

/**
 * Two files of one child as one. Dated entries and lists by id are united, nothing of either is lost; a slow field that only one file
 * knows is taken from it; one that both know differently goes by choice, and without a choice it is contested, with the claims of both.
 * The name that gives way becomes one of the other names. A file under hold is not merged, nor on one person's word.
 * Which of the two comes first makes no difference.
 * @returns Ok: the merge, with both files as they were. Err `not-allowed`: `under-hold`, or `needs-missing` if fewer than two people
 * decided. Err `invalid`: the two have one id, `keep` or a choice names another file, or a contested field has to have a value.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { mergeFiles } from 'childfile/register'
 * const one = childFile({ id: 'c1', name: '李小花', schooling: { class: '1班' }, visits: { v1: { on: '2026-09-01' } } })
 * const other = childFile({ id: 'c2', name: '李小花', schooling: { class: '2班' }, visits: { v2: { on: '2026-10-01' } } })
 * const merged = mergeFiles(one, other, { keep: 'c1', approvedBy: ['w1', 'w2'] })
 * merged.map(({ file, alias, contested }) => [Object.keys(file.visits), alias, contested]).unwrapOr([]) // => [["v1", "v2"], ["c2"], ["/schooling/class"]]
 * ```
 */
export function mergeFiles(left: ChildFile, right: ChildFile, choices: MergeChoices): Outcome<Merge> {
  const [kept, other] = choices.keep === right.id ? [right, left] : [left, right]
  const problems = problemsOf(kept, other, choices)
  const [first, ...rest] = problems
  if (first !== undefined) return err([first, ...rest])
  const joining: Joining = { kept, other, choices: choices.choices ?? {}, claims: {}, contested: [], renamed: [] }
  const apart = new Set(['id', 'name', 'otherNames', 'claims'])
  const joined = Object.fromEntries(
    Object.keys({ ...other, ...kept })
      .filter((key) => !apart.has(key))
      .map((key) => [key, joinField(joining, pointer(key), Reflect.get(kept, key), Reflect.get(other, key))]),
  )
  const file = { ...kept, ...joined, ...namesOf(joining), claims: joining.claims } as ChildFile
  // The file itself, not what the schema read of it: reading leaves out an entry whose id is `__proto__`.
  return parse(ChildFile, file).map(
    (): Merge => ({
      file,
      alias: [other.id],
      contested: joining.contested,
      renamed: joining.renamed,
      approvedBy: [...new Set(choices.approvedBy)],
      before: [kept, other],
    }),
  )
}

function problemsOf(kept: ChildFile, other: ChildFile, choices: MergeChoices): readonly Problem[] {
  const ids = new Set<string>([kept.id, other.id])
  const { holds = [], approvedBy, keep } = choices
  const refused: Problem[] = []
  if (ids.size < 2) refused.push(invalid('', 'duplicate', 'a file cannot be merged with itself'))
  if (!ids.has(keep)) refused.push(invalid('/keep', 'invalid-value', 'must be the id of one of the two files'))
  for (const id of new Set(Object.values(choices.choices ?? {})))
    if (!ids.has(id)) refused.push(invalid('/choices', 'invalid-value', 'must be the id of one of the two files'))
  if (holds.some(({ child, released }) => released !== true && ids.has(child)))
    refused.push({
      kind: 'not-allowed',
      path: '/holds',
      code: 'under-hold',
      message: 'a file under hold stays as it is',
    })
  if (new Set(approvedBy).size < 2)
    refused.push({
      kind: 'not-allowed',
      path: '/approvedBy',
      code: 'needs-missing',
      message: 'two people have to decide',
    })
  return refused
}

function joinField(joining: Joining, path: Pointer, kept: unknown, other: unknown): unknown {
  if (kept === undefined || kept === absent) return withClaims(joining, path, other ?? absent, joining.other)
  if (other === undefined || other === absent) return withClaims(joining, path, kept, joining.kept)
  if (path.endsWith('/recordedOn')) return later(kept, other)
  if (isKeyed(kept) && isKeyed(other)) return joinKeyed(joining, path, kept, other)
  if (kept !== 'contested' && canonicalJson(kept) === canonicalJson(other)) return kept
  const chosen = chosenAt(joining, path)
  if (chosen !== undefined)
    return chosen === joining.kept.id
      ? withClaims(joining, path, kept, joining.kept)
      : withClaims(joining, path, other, joining.other)
  return contestedAt(joining, path, kept, other)
}

const later = (a: unknown, b: unknown): unknown =>
  typeof a === 'string' && typeof b === 'string' && a !== 'contested' && (b === 'contested' || a < b) ? b : a

/** The value; if it is contested, with its claims. */
function withClaims(joining: Joining, path: Pointer, value: unknown, from: ChildFile): unknown {
  const claims = claimsAt(from, path)
  if (value === 'contested' && claims.length > 0) joining.claims[path] = claims
  if (isKeyed(value)) carryClaims(joining, from, path, path)
  return value
}

/** Takes over the claims that stand behind fields within a part of a file. */
function carryClaims(joining: Joining, from: ChildFile, path: Pointer, to: Pointer): void {
  for (const [inner, claims] of Object.entries(from.claims as Readonly<Record<string, readonly Claim[]>>))
    if (inner.startsWith(`${path}/`)) joining.claims[`${to}${inner.slice(path.length)}`] = claims
}

const claimsAt = (file: ChildFile, path: Pointer): readonly Claim[] => {
  const claims: Readonly<Record<string, readonly Claim[]>> = file.claims
  return claims[path] ?? []
}

/** The file that somebody chose for the field, or for a section around it. */
function chosenAt({ choices }: Joining, path: Pointer): string | undefined {
  for (let here: string = path; here !== ''; here = here.slice(0, here.lastIndexOf('/')))
    if (Object.hasOwn(choices, here)) return choices[here]
  return undefined
}

function contestedAt(joining: Joining, path: Pointer, kept: unknown, other: unknown): unknown {
  const claimOf = (value: unknown, file: ChildFile): readonly Claim[] =>
    value === 'contested'
      ? claimsAt(file, path)
      : [{ value: value as Claim['value'], source: file.id, on: file.recordedOn }]
  const claims = new Map(
    [...claimOf(other, joining.other), ...claimOf(kept, joining.kept)].map((claim) => [canonicalJson(claim), claim]),
  )
  const inOrder = [...claims].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, claim]) => claim)
  if (inOrder.length > 1) joining.claims[path] = inOrder
  joining.contested.push(path)
  return 'contested'
}

/** Lists by id, in which entries of both files stand side by side. */
const lists: ReadonlySet<string> = new Set([
  ...growing.map((section) => pointer(section)),
  '/household/members',
  '/guardians',
  '/emergencyContacts',
  '/health/illnesses',
  '/health/stays',
  '/health/allergies',
  '/health/medicines',
  '/health/mind/conditions',
])

function joinKeyed(joining: Joining, path: Pointer, kept: Keyed, other: Keyed): Keyed {
  if (lists.has(path)) return joinLists(joining, path, kept, other)
  const keys = [...new Set([...Object.keys(kept), ...Object.keys(other)])]
  const joined = Object.fromEntries(
    keys.map((key) => [key, joinField(joining, `${path}${pointer(key)}`, own(kept, key), own(other, key))]),
  )
  // The age of a carer is counted from the day on which it was written down.
  return path === '/delegate' ? { ...joined, ...agedAs(joining, kept, other) } : joined
}

/** Of the two ages of a carer the one that was written down later, with its day; a chosen one goes before. */
function agedAs(joining: Joining, kept: Keyed, other: Keyed): Keyed {
  const chosen = chosenAt(joining, '/delegate/age')
  const said = [kept, other].filter(({ age }) => typeof age === 'number')
  const [one, two] = said
  if (one === undefined) return {}
  const day = ({ recordedOn }: Keyed): string => (typeof recordedOn === 'string' ? recordedOn : '')
  const same = two === undefined || day(one) === day(two)
  if (same && chosen === undefined) return two === undefined ? { age: one['age'], recordedOn: one['recordedOn'] } : {}
  const right =
    chosen === undefined ? (day(one) > day(two ?? one) ? one : (two ?? one)) : chosen === joining.kept.id ? kept : other
  forget(joining, '/delegate/age')
  return { age: right['age'], recordedOn: right['recordedOn'] }
}

function forget(joining: Joining, path: Pointer): void {
  const at = joining.contested.indexOf(path)
  if (at >= 0) joining.contested.splice(at, 1)
  Reflect.deleteProperty(joining.claims, path)
}

function joinLists(joining: Joining, path: Pointer, kept: Keyed, other: Keyed): Keyed {
  const joined = new Map(Object.entries(kept))
  carryClaims(joining, joining.kept, path, path)
  for (const [id, entry] of Object.entries(other)) {
    const old: Pointer = `${path}${pointer(id)}`
    const same = own(kept, id)
    if (same === undefined) {
      joined.set(id, entry)
      carryClaims(joining, joining.other, old, old)
    } else if (canonicalJson(same) !== canonicalJson(entry)) {
      const renamed = `${id.slice(0, 50)}~${digestText(canonicalJson(entry)).slice(0, 12)}`
      const moved: Pointer = `${path}${pointer(renamed)}`
      joined.set(renamed, entry)
      carryClaims(joining, joining.other, old, moved)
      joining.renamed.push({ old, new: moved })
    }
  }
  return Object.fromEntries(joined)
}

/** The name that stays, and the other one among the other names. */
function namesOf(joining: Joining): Keyed {
  const { kept, other } = joining
  const [stays, gives] = chosenAt(joining, '/name') === other.id ? [other.name, kept.name] : [kept.name, other.name]
  const listed = [kept.otherNames, other.otherNames].flatMap((names) => (typeof names === 'string' ? [] : names))
  const names = [...new Set([...listed, gives])].filter((name) => name !== stays).sort((a, b) => (a < b ? -1 : 1))
  if (names.length > 0) return { name: stays, otherNames: names }
  const [first, second] = [kept.otherNames, other.otherNames]
  return { name: stays, otherNames: first === absent ? second : first }
}

/**
 * Takes a merge apart: the two files to the byte as they were, and where the file was written on since.
 * @returns Ok: both files. Err `invalid`: `inconsistent` if the file is not the one that was merged.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { mergeFiles, unmerge } from 'childfile/register'
 * const one = childFile({ id: 'c1', name: '李小花' })
 * const other = childFile({ id: 'c2', name: '李晓花' })
 * const merged = mergeFiles(one, other, { keep: 'c1', approvedBy: ['w1', 'w2'] })
 * merged.andThen((merge) => unmerge(merge)).map(({ files }) => files.map(({ name }) => name)).unwrapOr([]) // => ["李小花", "李晓花"]
 * ```
 */
export function unmerge({ file, before }: Merge, now: ChildFile = file): Outcome<Unmerged> {
  const problems = now.id === file.id ? [] : [invalid('/id', 'inconsistent', 'is not the file that the merge made')]
  return settle({ files: before, since: changedSince(file, now, '') }, problems)
}

/** Where two files differ, down to fields and entries. */
function changedSince(before: unknown, now: unknown, path: Pointer): readonly Pointer[] {
  if (!isKeyed(before) || !isKeyed(now) || path.split('/').length > 3)
    return canonicalJson(before ?? null) === canonicalJson(now ?? null) ? [] : [path]
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((key) => changedSince(own(before, key), own(now, key), `${path}${pointer(key)}`))
}
