import { canonicalJson } from '../../canonical.ts'
import type { PlainDate } from '../../date.ts'
import { digestText } from '../../digest.ts'
import { pointer } from '../../pointer.ts'
import { invalid, type Outcome, type Problem, settle } from '../../problem.ts'
import type { ChildFile } from '../../records/index.ts'
import { anonymity } from './anonymity.ts'
import {
  type AlikeGroup,
  alikeGroups,
  type Candidate,
  type ReleaseGroup,
  leftOut,
  parted,
  type Way,
  waysUpTo,
} from './grouping.ts'
import { type PseudonymKey, pseudonyms } from './pseudonym.ts'
import { type ReleasedFieldId, releasedFields } from './released-field.ts'

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
   * `refuse`, if not given: no row at all while a group is too small. `suppress`: leave out children in groups that are too small.
   * `generalise`: make values coarser until at most `suppressAtMost` of a thousand children have to be left out. The first is what
   * happens unasked because the others change what the export says: one who it counts, the other what it can tell apart.
   */
  readonly by?: 'refuse' | 'suppress' | 'generalise'
  /** Per thousand, from 0 to 1000; 50 if not given. */
  readonly suppressAtMost?: number
}

/** What an export lost on the way. */
export interface ReleaseLoss {
  /** Children who are left out. */
  readonly suppressed: number
  /** How many steps coarser each field is, of how many. */
  readonly levels: Readonly<Record<string, { readonly level: number; readonly of: number }>>
}

/** An export. Only `rows` is for whoever receives it; the rest is for the office. */
export interface Released {
  /** `refused`: some group is too small, and there is no row. */
  readonly answer: 'released' | 'refused'
  /** Rows under pseudonyms, in order of these. */
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** Of the smallest group; 0 if there is no row. */
  readonly smallest: number
  /** Groups of fewer than k, whose children are in no row; smallest first. */
  readonly tooSmall: readonly ReleaseGroup[]
  /** A warning for each group that has one value only in something that the export is about. */
  readonly alike: readonly AlikeGroup[]
  readonly loss: ReleaseLoss
}

const usualK = 5
const usualSuppression = 50

/**
 * Files as rows under pseudonyms in which no child stands in a group of fewer than k. Of all ways to make values coarser the one with
 * the fewest steps is taken that leaves out few enough children, the fewest left out among those, the first in order of `tells`
 * among those. Fields are codes, bands and divisions: no free words, whatever stands in a file. Without a `salt` the pseudonyms hang
 * on the whole export: the same export has the same again, any other has others. Same files in any order, same rows. Cost: files times
 * the number of ways, which is the product of the levels.
 * @returns Ok: the rows, what was lost and what to beware of. Err `invalid`: k below 2, a share that is none, a key that is too short,
 * a field or a child given twice, `unknown-code` for a field that exports do not have.
 * @source Samarati 2001, generalisation and suppression over the lattice of levels; k of 5 is our own default
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { pseudonymised } from 'childfile/privacy'
 * const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, n) => childFile({ id, name: '李', sex: n < 5 ? 'female' : 'male' }))
 * const key = new Uint8Array(32).fill(7)
 * const release = { key, purpose: 'study', asOf: '2026-09-15', tells: ['sex'], about: [] } as const
 * pseudonymised(files, release).map(({ rows, tooSmall }) => [rows.length, tooSmall]).unwrapOr([]) // => [0, [{ values: { sex: 'male' }, count: 1 }]]
 * pseudonymised(files, { ...release, by: 'suppress' }).map(({ rows, loss }) => [rows.length, loss.suppressed]).unwrapOr([]) // => [5, 1]
 * ```
 */
export function pseudonymised(files: readonly ChildFile[], release: Release): Outcome<Released> {
  const { tells, about, k = usualK, by = 'refuse', suppressAtMost = usualSuppression, asOf } = release
  return settle(undefined, wrongRelease(files, release))
    .andThen(() => pseudonyms({ ...release, salt: release.salt ?? saltOf(files, release) }))
    .map((pseudonym) => {
      const children = files.map(
        (file): Candidate => ({
          pseudonym: pseudonym(file.id),
          tells: tells.map((id) => releasedFields[id].levels(file, asOf)),
          about: finest(file, about, asOf),
        }),
      )
      const heights = tells.map((_, n) => (children[0]?.tells[n]?.length ?? 1) - 1)
      const finestWay = tells.map(() => 0)
      const rated = (by === 'generalise' ? waysUpTo(heights) : [finestWay]).map(
        (way): Rated => ({ way, steps: sum(way), left: leftOut(children, way, k) }),
      )
      const enough = rated.filter(({ left }) => left * 1000 <= suppressAtMost * files.length)
      const best = enough.reduce((a, b) => (better(b, a) ? b : a), enough[0] ?? rated[0])
      return released(children, { by, tells, about, heights, way: best?.way ?? finestWay, k })
    })
}

function wrongRelease(files: readonly ChildFile[], release: Release): readonly Problem[] {
  const { tells, about, k = usualK, suppressAtMost = usualSuppression } = release
  const ids = new Set<string>()
  return [
    ...(Number.isInteger(k) && k >= 2 ? [] : [invalid('/k', 'too-small', 'must be a whole number from 2 on')]),
    ...(suppressAtMost >= 0 && suppressAtMost <= 1000
      ? []
      : [invalid('/suppressAtMost', 'invalid-value', 'must be from 0 to 1000')]),
    ...Object.entries({ tells, about }).flatMap(([list, fields]) =>
      fields.flatMap((id, n) =>
        Object.hasOwn(releasedFields, id)
          ? []
          : [invalid(pointer(list, n), 'unknown-code', 'is no field that an export can have; free words never are')],
      ),
    ),
    ...(new Set([...tells, ...about]).size < tells.length + about.length
      ? [invalid('/about', 'duplicate', 'a field stands once in an export')]
      : []),
    // A child counted twice would make a group look larger than it is.
    ...files.flatMap(({ id }, n) => {
      if (ids.has(id)) return [invalid(pointer(n), 'duplicate', 'a child stands once in an export')]
      ids.add(id)
      return []
    }),
  ]
}

/** What sets one export apart from every other: all that it says of whom. */
const saltOf = (files: readonly ChildFile[], { tells, about, k = usualK, by = 'refuse', asOf }: Release): string => {
  const rows = files
    .map((file) => canonicalJson([file.id, finest(file, [...tells, ...about], asOf)]))
    .sort((a, b) => (a < b ? -1 : 1))
  return digestText(canonicalJson([asOf, tells, about, k, by, rows]))
}

const finest = (file: ChildFile, ids: readonly ReleasedFieldId[], asOf: PlainDate): Readonly<Record<string, string>> =>
  Object.fromEntries(ids.map((id) => [id, releasedFields[id].levels(file, asOf)[0] ?? '*']))

interface Rated {
  readonly way: Way
  readonly steps: number
  readonly left: number
}

const sum = (numbers: Way): number => numbers.reduce((total, n) => total + n, 0)

const better = (a: Rated, b: Rated | undefined): boolean =>
  b === undefined || a.steps < b.steps || (a.steps === b.steps && a.left < b.left)

interface Chosen {
  readonly by: 'refuse' | 'suppress' | 'generalise'
  readonly tells: readonly ReleasedFieldId[]
  readonly about: readonly ReleasedFieldId[]
  readonly heights: Way
  readonly way: Way
  readonly k: number
}

function released(children: readonly Candidate[], { by, tells, about, heights, way, k }: Chosen): Released {
  const valuesOf = (child: Candidate): Readonly<Record<string, string>> =>
    Object.fromEntries(tells.map((id, n) => [id, child.tells[n]?.[way[n] ?? 0] ?? '*']))
  const { large, small } = parted(children, way, k)
  const refused = by === 'refuse' && small.length > 0
  const rows = (refused ? [] : large)
    .map(
      (child): Readonly<Record<string, string>> => ({
        pseudonym: child.pseudonym,
        ...valuesOf(child),
        ...child.about,
      }),
    )
    .sort((a, b) => ((a['pseudonym'] ?? '') < (b['pseudonym'] ?? '') ? -1 : 1))
  return {
    answer: refused ? 'refused' : 'released',
    rows,
    smallest: anonymity(rows, tells).smallest,
    tooSmall: anonymity(small.map(valuesOf), tells).groups,
    alike: alikeGroups(rows, tells, about),
    loss: {
      suppressed: children.length - rows.length,
      levels: Object.fromEntries(tells.map((id, n) => [id, { level: way[n] ?? 0, of: heights[n] ?? 0 }])),
    },
  }
}
