import type { PlainDate } from '../../date.ts'
import { invalid, type Outcome, type Problem, settle } from '../../problem.ts'
import type { ChildFile } from '../../records/index.ts'
import { anonymity } from './anonymity.ts'
import { type PseudonymKey, pseudonyms } from './pseudonym.ts'
import { type ReleasedField, type ReleasedFieldId, releasedFields } from './released-field.ts'

/** An export of single children under pseudonyms. */
export interface Release extends PseudonymKey {
  readonly asOf: PlainDate
  /** Fields by which somebody outside could tell a child. */
  readonly tells: readonly ReleasedFieldId[]
  /** What the export is about; it is not made coarser. */
  readonly about: readonly ReleasedFieldId[]
  /** Children that share the values of `tells`, at least 2; 5 if not given. */
  readonly k?: number
  /**
   * `suppress`: leave out children in groups that are too small. `generalise`: make values coarser until at most `suppressAtMost`
   * of a thousand children have to be left out.
   */
  readonly by: 'suppress' | 'generalise'
  /** Per thousand; 50 if not given. */
  readonly suppressAtMost?: number
}

/** What an export lost on the way. */
export interface ReleaseLoss {
  /** Children who are left out. */
  readonly suppressed: number
  /** How many steps coarser each field is, of how many. */
  readonly levels: Readonly<Record<string, { readonly level: number; readonly of: number }>>
  /** Groups that are all alike in what the export is about: who knows a child to be in it knows that of the child. */
  readonly alike: number
}

/** Rows under pseudonyms, in order of these. */
export interface Released {
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** Of the smallest group; 0 if there is no row. */
  readonly smallest: number
  readonly loss: ReleaseLoss
}

const usualK = 5
const usualSuppression = 50

/**
 * Files as rows under pseudonyms in which no child stands in a group of fewer than k. Of all ways to make values coarser the one with
 * the fewest steps is taken that leaves out few enough children, the fewest left out among those, the first in order of `tells`
 * among those. Same files in any order, same rows. Cost: files times the number of ways, which is the product of the levels.
 * @returns Ok: the rows and what was lost. Err `invalid`: k below 2, a key that is too short, a field given twice.
 * @source Samarati 2001, generalisation and suppression over the lattice of levels; k of 5 is our own default
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { pseudonymised } from 'childfile/privacy'
 * const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, n) => childFile({ id, name: '李', sex: n < 5 ? 'female' : 'male' }))
 * const key = new Uint8Array(32).fill(7)
 * const release = { key, purpose: 'study', asOf: '2026-09-15', tells: ['sex'], about: [], by: 'suppress' } as const
 * pseudonymised(files, release).map(({ rows, loss }) => [rows.length, loss.suppressed]).unwrapOr([]) // => [5, 1]
 * ```
 */
export function pseudonymised(files: readonly ChildFile[], release: Release): Outcome<Released> {
  const { tells, about, k = usualK, by, suppressAtMost = usualSuppression, asOf } = release
  const wrong: Problem[] = []
  if (!Number.isInteger(k) || k < 2) wrong.push(invalid('/k', 'too-small', 'must be a whole number from 2 on'))
  if (new Set([...tells, ...about]).size < tells.length + about.length)
    wrong.push(invalid('/about', 'duplicate', 'a field stands once in an export'))
  return settle(undefined, wrong)
    .andThen(() => pseudonyms(release))
    .map((pseudonym) => {
      const children = files.map((file) => ({
        pseudonym: pseudonym(file.id),
        tells: tells.map((id) => levelsOf(releasedFields[id], file, asOf)),
        about: Object.fromEntries(about.map((id) => [id, levelsOf(releasedFields[id], file, asOf)[0] ?? '*'])),
      }))
      const heights = tells.map((id) => levelsOf(releasedFields[id], files[0], asOf).length - 1)
      const ways = by === 'suppress' ? [tells.map(() => 0)] : waysUpTo(heights)
      const rated = ways.map((way) => ({ way, steps: sum(way), left: leftOut(children, way, k) }))
      const enough = rated.filter(({ left }) => left * 1000 <= suppressAtMost * files.length)
      const best = by === 'suppress' ? rated[0] : enough.reduce((a, b) => (better(b, a) ? b : a), enough[0] ?? rated[0])
      return released(children, { tells, heights, way: best?.way ?? [], k, about })
    })
}

interface Child {
  readonly pseudonym: string
  /** Values by field and level. */
  readonly tells: readonly (readonly string[])[]
  readonly about: Readonly<Record<string, string>>
}

type Way = readonly number[]
interface Rated {
  readonly way: Way
  readonly steps: number
  readonly left: number
}

const levelsOf = (field: ReleasedField, file: ChildFile | undefined, asOf: PlainDate): readonly string[] =>
  file ? field.levels(file, asOf) : ['*']

const sum = (numbers: Way): number => numbers.reduce((total, n) => total + n, 0)

const better = (a: Rated, b: Rated | undefined): boolean =>
  b === undefined || a.steps < b.steps || (a.steps === b.steps && a.left < b.left)

/** Every choice of a level for each field, in order. */
const waysUpTo = (heights: Way): readonly Way[] =>
  heights.reduce<readonly Way[]>(
    (ways, height) => ways.flatMap((way) => Array.from({ length: height + 1 }, (_, level) => [...way, level])),
    [[]],
  )

const groupOf = (child: Child, way: Way): string => way.map((level, n) => child.tells[n]?.[level] ?? '*').join('\u0000')

function counts(children: readonly Child[], way: Way): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const child of children) found.set(groupOf(child, way), (found.get(groupOf(child, way)) ?? 0) + 1)
  return found
}

const leftOut = (children: readonly Child[], way: Way, k: number): number =>
  [...counts(children, way).values()].reduce((total, count) => total + (count < k ? count : 0), 0)

interface Chosen {
  readonly tells: readonly ReleasedFieldId[]
  readonly about: readonly ReleasedFieldId[]
  readonly heights: Way
  readonly way: Way
  readonly k: number
}

function released(children: readonly Child[], { tells, about, heights, way, k }: Chosen): Released {
  const size = counts(children, way)
  const rows = children
    .filter((child) => (size.get(groupOf(child, way)) ?? 0) >= k)
    .map(
      (child): Readonly<Record<string, string>> => ({
        pseudonym: child.pseudonym,
        ...Object.fromEntries(tells.map((id, n) => [id, child.tells[n]?.[way[n] ?? 0] ?? '*'])),
        ...child.about,
      }),
    )
    .sort((a, b) => ((a['pseudonym'] ?? '') < (b['pseudonym'] ?? '') ? -1 : 1))
  const { smallest, groups } = anonymity(rows, tells)
  const kinds = anonymity(rows, [...tells, ...about])
  const alike =
    about.length === 0
      ? 0
      : groups.filter(({ values, count }) =>
          kinds.groups.some((kind) => kind.count === count && tells.every((id) => kind.values[id] === values[id])),
        ).length
  return {
    rows,
    smallest,
    loss: {
      suppressed: children.length - rows.length,
      levels: Object.fromEntries(tells.map((id, n) => [id, { level: way[n] ?? 0, of: heights[n] ?? 0 }])),
      alike,
    },
  }
}
