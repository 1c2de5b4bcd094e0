import { anonymity } from './anonymity.ts'

/** A child of an export before it is decided how coarse the values are. */
export interface Candidate {
  readonly pseudonym: string
  /** Values by field and level, the finest first. */
  readonly tells: readonly (readonly string[])[]
  readonly about: Readonly<Record<string, string>>
}

/** A level for each field. */
export type Way = readonly number[]

/** A group of equal values. */
export interface ReleaseGroup {
  readonly values: Readonly<Record<string, string>>
  readonly count: number
}

/** A group that has one value only in some of what the export is about: who knows a child to be in it knows that of the child. */
export interface AlikeGroup extends ReleaseGroup {
  /** The fields in which all are alike. */
  readonly about: readonly string[]
}

const groupOf = (child: Candidate, way: Way): string =>
  way.map((level, n) => child.tells[n]?.[level] ?? '*').join('\u0000')

/** How many children stand in each group. */
function sizes(children: readonly Candidate[], way: Way): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const child of children) found.set(groupOf(child, way), (found.get(groupOf(child, way)) ?? 0) + 1)
  return found
}

/** How many children stand in groups of fewer than k. */
export const leftOut = (children: readonly Candidate[], way: Way, k: number): number =>
  [...sizes(children, way).values()].reduce((total, count) => total + (count < k ? count : 0), 0)

/** The children in groups of k and more, and those in smaller ones. */
export function parted(
  children: readonly Candidate[],
  way: Way,
  k: number,
): { readonly large: readonly Candidate[]; readonly small: readonly Candidate[] } {
  const size = sizes(children, way)
  const large = (child: Candidate): boolean => (size.get(groupOf(child, way)) ?? 0) >= k
  return { large: children.filter(large), small: children.filter((child) => !large(child)) }
}

/** Every choice of a level for each field, in order. */
export const waysUpTo = (heights: Way): readonly Way[] =>
  heights.reduce<readonly Way[]>(
    (ways, height) => ways.flatMap((way) => Array.from({ length: height + 1 }, (_, level) => [...way, level])),
    [[]],
  )

/** That nothing is written down of anybody in a group tells nothing of them. */
const silent: ReadonlySet<string> = new Set(['notCollected', 'contested'])

/**
 * The groups that are alike in a field, each field by itself: a group may be mixed in one and alike in another.
 * @source Machanavajjhala et al. 2007, l-diversity; here l = 1
 */
export function alikeGroups(
  rows: readonly Readonly<Record<string, string>>[],
  tells: readonly string[],
  about: readonly string[],
): readonly AlikeGroup[] {
  const key = (values: Readonly<Record<string, string>>): string => tells.map((id) => values[id]).join('\u0000')
  const seen = new Map<string, Map<string, Set<string>>>()
  for (const row of rows) {
    const fields = seen.get(key(row)) ?? new Map<string, Set<string>>()
    seen.set(key(row), fields)
    for (const id of about) fields.set(id, (fields.get(id) ?? new Set()).add(row[id] ?? '*'))
  }
  return anonymity(rows, tells).groups.flatMap(({ values, count }) => {
    const alike = about.filter((id) => {
      const [first, second] = seen.get(key(values))?.get(id) ?? []
      return first !== undefined && second === undefined && !silent.has(first)
    })
    return alike.length === 0 ? [] : [{ values, count, about: alike }]
  })
}
