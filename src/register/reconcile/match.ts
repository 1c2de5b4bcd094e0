import { isKnown } from '../../absent.ts'
import { isSameChild } from '../duplicates/same-child.ts'
import type { ChildFile } from '../records.ts'
import type { MatchedBy } from './reconciliation.ts'

/** A file and a row of one child, by their places. */
export interface Match {
  readonly stored: number
  readonly read: number
  readonly by: MatchedBy
}

/** Files and rows with one identity that are not one child beyond doubt. */
export interface Doubt {
  readonly stored: readonly number[]
  readonly read: number
  readonly why: 'otherName' | 'several' | 'twice'
}

/** Which rows mean which files. */
export interface Matching {
  readonly matches: readonly Match[]
  readonly doubts: readonly Doubt[]
}

const told = (value: string): string | undefined => (isKnown(value) && value !== 'none' ? value : undefined)

const numberOf = (file: ChildFile): string | undefined => told(file.idNumber)
const personOf = (file: ChildFile): string =>
  JSON.stringify([file.name, file.birthDate, file.sex, file.residenceDivision])

/** Whether a row says nothing else than a file; both by their places. */
export type SaysSame = (stored: number, read: number) => boolean

interface Tier {
  readonly by: MatchedBy
  /** The identity of a row, if it has one of this kind and is identified by no better one. */
  readonly row: (file: ChildFile) => string | undefined
  readonly file: (file: ChildFile) => string | undefined
  readonly fits: (stored: ChildFile, read: ChildFile) => boolean
}

const sameNumber = (a: ChildFile, b: ChildFile): boolean => {
  const [x, y] = [numberOf(a), numberOf(b)]
  return x === undefined || y === undefined || x === y
}

/**
 * The identity rule of the register, in order: the identity number, the number of the child, and for rows that have neither name, birth
 * date, sex and village. Last the id of the file, which remembers the identity under which it was first read.
 */
const tiers: readonly Tier[] = [
  { by: 'idNumber', row: numberOf, file: numberOf, fits: isSameChild },
  { by: 'number', row: (file) => told(file.childNo), file: (file) => told(file.childNo), fits: isSameChild },
  {
    by: 'person',
    row: (file) => (numberOf(file) === undefined && told(file.childNo) === undefined ? personOf(file) : undefined),
    file: personOf,
    fits: () => true,
  },
  { by: 'id', row: ({ id }) => id, file: ({ id }) => id, fits: (a, b) => sameNumber(a, b) && isSameChild(a, b) },
]

/**
 * Rows and files of one child. A match needs exactly one row and one file of the identity, after those that say the same have been put
 * together; whatever is left over is a doubt. The order of rows and files changes nothing.
 */
export function matchFiles(stored: readonly ChildFile[], read: readonly ChildFile[], saysSame: SaysSame): Matching {
  const freeFiles = new Set(stored.keys())
  const freeRows = new Set(read.keys())
  const matches: Match[] = []
  const doubts = new Map<number, Doubt>()
  const all = tiers.map((tier) => grouped(stored, new Set(stored.keys()), tier.file))
  const join = (file: number, row: number, by: MatchedBy): void => {
    freeFiles.delete(file)
    freeRows.delete(row)
    doubts.delete(row)
    matches.push({ stored: file, read: row, by })
  }
  /** Rows of an identity whose files other rows of the sheet are already: the child stands in the sheet more than once. */
  const twice = (tier: Tier, rows: readonly number[], held: readonly number[]): void => {
    if (tier.by === 'id') return
    for (const row of rows) {
      const same = held.filter((at) => fits(tier, stored[at], read[row]))
      if (same.length > 0 && !doubts.has(row)) doubts.set(row, { stored: same, read: row, why: 'twice' })
    }
  }
  for (const [nth, tier] of tiers.entries()) {
    const files = grouped(stored, freeFiles, tier.file)
    for (const [key, rows] of grouped(read, freeRows, tier.row)) {
      const held = files.get(key) ?? []
      if (held.length === 0) {
        twice(tier, rows, all[nth]?.get(key) ?? [])
        continue
      }
      const pairs = alike(stored, held, read, rows, saysSame)
      for (const [file, row] of pairs) join(file, row, tier.by)
      const leftFiles = held.filter((at) => freeFiles.has(at))
      const leftRows = rows.filter((at) => freeRows.has(at))
      const [file] = leftFiles
      const [row] = leftRows
      if (row === undefined) continue
      if (file === undefined) {
        twice(tier, leftRows, held)
        continue
      }
      const single = leftFiles.length === 1 && leftRows.length === 1
      if (single && fits(tier, stored[file], read[row])) join(file, row, tier.by)
      else if (tier.by !== 'id')
        for (const one of leftRows)
          if (!doubts.has(one)) doubts.set(one, { stored: leftFiles, read: one, why: single ? 'otherName' : 'several' })
    }
  }
  return {
    matches,
    doubts: [...doubts.values()].map((doubt) =>
      doubt.why === 'twice' ? doubt : { ...doubt, stored: doubt.stored.filter((at) => freeFiles.has(at)) },
    ),
  }
}

const fits = (tier: Tier, file: ChildFile | undefined, row: ChildFile | undefined): boolean =>
  file !== undefined && row !== undefined && tier.fits(file, row)

function grouped(
  files: readonly ChildFile[],
  free: ReadonlySet<number>,
  key: (file: ChildFile) => string | undefined,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>()
  for (const at of free) {
    const file = files[at]
    const name = file === undefined ? undefined : key(file)
    if (name === undefined) continue
    const members = groups.get(name)
    if (members) members.push(at)
    else groups.set(name, [at])
  }
  return groups
}

/** Of several files and rows with one identity, those that say the same; rows that fit fewest files choose first. */
function alike(
  stored: readonly ChildFile[],
  files: readonly number[],
  read: readonly ChildFile[],
  rows: readonly number[],
  saysSame: SaysSame,
): readonly (readonly [file: number, row: number])[] {
  if (files.length === 1 && rows.length === 1) return []
  const held = inOrder(stored, files)
  const options = inOrder(read, rows).map((row) => ({ row, fit: held.filter((file) => saysSame(file, row)) }))
  const taken = new Set<number>()
  return options
    .sort((a, b) => a.fit.length - b.fit.length)
    .flatMap(({ row, fit }): readonly (readonly [number, number])[] => {
      const file = fit.find((at) => !taken.has(at))
      if (file === undefined) return []
      taken.add(file)
      return [[file, row]]
    })
}

const inOrder = (files: readonly ChildFile[], places: readonly number[]): readonly number[] => {
  const id = (at: number): string => files[at]?.id ?? ''
  return [...places].sort((a, b) => (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0))
}
