import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import type { ChildId } from '../../id.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { invalid, type Outcome, settle } from '../../problem.ts'
import type { ChildFile, Volunteer } from '../records.ts'
import type { Merge } from './merge-files.ts'

/** A record that lies with a child: an agreement, a need, a care plan, a report duty, a place in a group. */
export interface OfChild {
  readonly id: string
  readonly child: string
}

/**
 * Records beside the files that name children. `byChild`: records with a field `child`, by what they are (agreements, needs, care plans,
 * duties, enrolments, aid for a child). Volunteers name those whom they must not be matched with; files name brothers and sisters.
 */
export interface ChildLinks {
  readonly byChild?: Readonly<Record<string, readonly OfChild[]>>
  readonly volunteers?: readonly Volunteer[]
  readonly files?: readonly ChildFile[]
}

/** A record put in the place of another. `after` is missing where the record says the same as one that the child has already. */
export interface Repointed<T> {
  readonly before: T
  readonly after?: T
}

/** What follows from a merge for everything that names the child that gave way. */
export interface Followed<L extends ChildLinks = ChildLinks> {
  /** All records as they are now, in their order. */
  readonly links: L
  /** By pointer into the links that were given: what was put in the place of what. */
  readonly changed: Readonly<Record<`/${string}`, Repointed<unknown>>>
  /** Two records of one kind had one id and say different things: the one that moved got another. */
  readonly renamed: readonly { readonly kind: string; readonly old: string; readonly new: string }[]
  /** Children who now have several agreements in force as the first helper: people have to end all but one. */
  readonly helpers: readonly string[]
  readonly merge: Pick<Merge, 'alias'> & { readonly kept: ChildId }
}

/** Records as they were before a merge, and what people still have to say. */
export interface Unfollowed<L extends ChildLinks = ChildLinks> {
  readonly links: L
  /** Records that were written on since, or are new and name the child that stayed: to which of the two do they belong? */
  readonly since: readonly Pointer[]
}

const isKept = (merge: Merge): ChildId => merge.file.id

/**
 * Lets everything that names the child that gave way name the one that stays: agreements, needs, care plans, duties, exclusions of
 * volunteers, brothers and sisters. Nothing is lost: of two records with one id that say the same one goes, of two that do not the one that
 * moved gets another id. Keep what is returned beside the merge; `unfollowMerge` takes it back to the byte.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { followMerge, mergeFiles } from 'childfile/register'
 * const one = childFile({ id: 'c1', name: '李小花' })
 * const other = childFile({ id: 'c2', name: '李晓花' })
 * const links = { byChild: { duties: [{ id: 'd1', child: 'c2', state: 'open' }] } }
 * const followed = mergeFiles(one, other, { keep: 'c1', approvedBy: ['w1', 'w2'] }).map((merge) => followMerge(merge, links))
 * followed.map((made) => made.links.byChild.duties[0]?.child).unwrapOr(undefined) // => "c1"
 * ```
 */
export function followMerge<L extends ChildLinks>(merge: Merge, links: L): Followed<L> {
  const kept = isKept(merge)
  const gone = new Set<string>(merge.alias)
  const changed: Record<`/${string}`, Repointed<unknown>> = {}
  const renamed: { readonly kind: string; readonly old: string; readonly new: string }[] = []
  const byChild = Object.fromEntries(
    Object.entries(links.byChild ?? {}).map(([kind, records]) => {
      const theirs = new Map(records.filter(({ child }) => child === kept).map((one) => [one.id, canonicalJson(one)]))
      const now = records.flatMap((before, i): readonly OfChild[] => {
        if (!gone.has(before.child)) return [before]
        const at = pointer('byChild', kind, i) as `/${string}`
        const moved = { ...before, child: kept }
        const same = theirs.get(before.id)
        if (same === canonicalJson(moved)) {
          changed[at] = { before }
          return []
        }
        const id =
          same === undefined ? before.id : `${before.id.slice(0, 50)}~${digestText(canonicalJson(before)).slice(0, 12)}`
        if (id !== before.id) renamed.push({ kind, old: before.id, new: id })
        const after = { ...moved, id }
        changed[at] = { before, after }
        return [after]
      })
      return [kind, now]
    }),
  )
  const put = <T>(section: 'volunteers' | 'files', records: readonly T[] | undefined, change: (one: T) => T) =>
    records?.map((before, i) => {
      const after = change(before)
      if (after !== before) changed[pointer(section, i) as `/${string}`] = { before, after }
      return after
    })
  const volunteers = put('volunteers', links.volunteers, (one) => withoutAlias(one, gone, kept))
  const files = put('files', links.files, (one) => siblings(one, gone, kept))
  return {
    links: {
      ...links,
      ...(links.byChild === undefined ? {} : { byChild }),
      ...(volunteers === undefined ? {} : { volunteers }),
      ...(files === undefined ? {} : { files }),
    },
    changed,
    renamed,
    helpers: severalHelpers(Object.values(byChild).flat(), kept),
    merge: { alias: merge.alias, kept },
  }
}

function withoutAlias(volunteer: Volunteer, gone: ReadonlySet<string>, kept: ChildId): Volunteer {
  const { notWith } = volunteer
  if (typeof notWith === 'string' || !notWith.some((child) => gone.has(child))) return volunteer
  return { ...volunteer, notWith: [...new Set(notWith.map((child) => (gone.has(child) ? kept : child)))] }
}

function siblings(file: ChildFile, gone: ReadonlySet<string>, kept: ChildId): ChildFile {
  const { members } = file.household
  if (typeof members === 'string' || !Object.values(members).some((one) => gone.has(one.file))) return file
  const now = Object.fromEntries(
    Object.entries(members).map(([id, one]) => [id, gone.has(one.file) ? { ...one, file: kept } : one]),
  )
  return { ...file, household: { ...file.household, members: now } }
}

/** The child, if it now has more than one first helper. */
function severalHelpers(records: readonly OfChild[], kept: ChildId): readonly string[] {
  const inForce = records.filter(
    (one) => one.child === kept && 'role' in one && one.role === 'primary' && 'state' in one && one.state === 'active',
  )
  return inForce.length > 1 ? [kept] : []
}

/**
 * Takes back what `followMerge` did. Records that nobody touched since are to the byte as they were; those that were written on, and new
 * ones of the child that stayed, are left as they are and named: for people to say to which child they belong.
 * @returns Ok: the records. Err `invalid`: `inconsistent` if a kind of record that followed the merge is missing.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { followMerge, mergeFiles, unfollowMerge } from 'childfile/register'
 * const files = [childFile({ id: 'c1', name: '李小花' }), childFile({ id: 'c2', name: '李晓花' })] as const
 * const links = { byChild: { duties: [{ id: 'd1', child: 'c2' }] } }
 * const followed = mergeFiles(...files, { keep: 'c1', approvedBy: ['w1', 'w2'] }).map((merge) => followMerge(merge, links))
 * followed.andThen((made) => unfollowMerge(made)).map((back) => back.links).unwrapOr(undefined) // => { byChild: { duties: [{ id: "d1", child: "c2" }] } }
 * ```
 */
export function unfollowMerge<L extends ChildLinks>(
  followed: Followed<L>,
  now: L = followed.links,
): Outcome<Unfollowed<L>> {
  const { changed, links, merge } = followed
  const since: Pointer[] = []
  const kinds = Object.keys(links.byChild ?? {})
  const lost = kinds.filter((kind) => now.byChild?.[kind] === undefined)
  const back = <T extends { readonly id: string }>(
    at: readonly (string | number)[],
    old: readonly T[],
    current: readonly T[],
    names: (one: T) => boolean,
  ): readonly T[] => {
    const undo = new Map<string, Repointed<T>>()
    const dropped: (readonly [place: number, before: T])[] = []
    for (const [path, one] of Object.entries(changed)) {
      if (!path.startsWith(`${pointer(...at)}/`)) continue
      const { before, after } = one as Repointed<T>
      const place = Number(path.slice(pointer(...at).length + 1))
      if (after === undefined) dropped.push([place, before])
      else undo.set(after.id, { before, after })
    }
    const was = new Set(old.map((one) => canonicalJson(one)))
    const restored = current.map((one, i): T => {
      const text = canonicalJson(one)
      const change = undo.get(one.id)
      if (change?.after !== undefined && canonicalJson(change.after) === text) return change.before
      if (!was.has(text) && (change !== undefined || names(one))) since.push(pointer(...at, i))
      return one
    })
    for (const [place, before] of dropped) restored.splice(Math.min(place, restored.length), 0, before)
    return restored
  }
  const byChild = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      back(
        ['byChild', kind],
        links.byChild?.[kind] ?? [],
        now.byChild?.[kind] ?? [],
        ({ child }) => child === merge.kept,
      ),
    ]),
  )
  const volunteers = back(['volunteers'], links.volunteers ?? [], now.volunteers ?? [], ({ notWith }) =>
    typeof notWith === 'string' ? false : notWith.includes(merge.kept),
  )
  const files = back(['files'], links.files ?? [], now.files ?? [], ({ household: { members } }) =>
    typeof members === 'string' ? false : Object.values(members).some(({ file }) => file === merge.kept),
  )
  const problems = lost.map((kind) =>
    invalid(pointer('byChild', kind), 'inconsistent', 'followed the merge and is missing'),
  )
  return settle(
    {
      links: {
        ...now,
        ...(now.byChild === undefined ? {} : { byChild: { ...now.byChild, ...byChild } }),
        ...(now.volunteers === undefined ? {} : { volunteers }),
        ...(now.files === undefined ? {} : { files }),
      },
      since,
    },
    problems,
  )
}

/**
 * The id under which a child is filed now, through all merges in their order: old papers and links may bear any id that it ever had.
 * @example
 * ```ts
 * import { childIdNow } from 'childfile/register'
 * childIdNow('c3', [{ alias: ['c3'], file: { id: 'c2' } }, { alias: ['c2'], file: { id: 'c1' } }]) // => "c1"
 * ```
 */
export const childIdNow = (
  id: string,
  merges: readonly { readonly alias: readonly string[]; readonly file: { readonly id: string } }[],
): string => merges.reduce((here, { alias, file }) => (alias.includes(here) ? file.id : here), id)
