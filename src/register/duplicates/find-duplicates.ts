import type { ChildFile } from '../records.ts'
import { compare, type Entry, entryOf, type Part } from './evidence.ts'
import { type NameParts, nameParts } from './names.ts'

/** Why two files are thought to be about one child. */
export type DuplicateKind =
  | 'same-id'
  | 'homophone'
  | 'no-id'
  | 'day-month'
  | 'digit-slip'
  | 'two-villages'
  | 'surname-changed'

/** Two files that are probably about one child, for a person to decide. `left` and `right` are ids of files. */
export interface Duplicate {
  readonly left: string
  readonly right: string
  /** 0 to 100: the points of the parts, cut off at both ends. */
  readonly score: number
  readonly kind: DuplicateKind
  readonly parts: readonly Part[]
}

/** Points from which two files are shown. */
const threshold = 55

/** Files with one key that are all compared with each other; in larger groups each only with so many after it. */
const group = 60

/**
 * Pairs of files that are probably about one child: same number, homophone names, number missing, day and month swapped, a
 * slipped digit, filed in two villages, surname changed. Twins, namesakes, cousins, siblings and two children with one number are
 * not joined: names that do not meet are never joined. With `against`, each file is compared with those instead of with each
 * other; a file is never a duplicate of the file with its own id. Nothing is merged: a person decides.
 *
 * The answer is in order of the ids, the same for any order of the files. Time grows a little faster than the number of files:
 * only files that share a key (number; sound of the name with date of birth, parent, telephone or village) are compared.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { findDuplicates } from 'childfile/register'
 * const parents = { father: { name: '田涛辉' }, mother: { name: '武欣玲' } }
 * const one = childFile({ id: 'c1', name: '田玮天', birthDate: '2013-07-25', ...parents })
 * const other = childFile({ id: 'c2', name: '田伟天', birthDate: '2013-07-25', ...parents })
 * findDuplicates([one, other]).map(({ left, right, kind }) => `${left} ${right} ${kind}`) // => ["c1 c2 homophone"]
 * ```
 */
export function findDuplicates(files: readonly ChildFile[], against?: readonly ChildFile[]): readonly Duplicate[] {
  const known = new Map<string, NameParts>()
  const parts = (name: string): NameParts => {
    const before = known.get(name)
    if (before) return before
    const made = nameParts(name)
    known.set(name, made)
    return made
  }
  const left = files.map((file) => entryOf(file, parts)).sort(byId)
  const right = against?.map((file) => entryOf(file, parts)).sort(byId) ?? []
  const all = [...left, ...right]
  const pairs = candidates(all, against === undefined ? undefined : left.length)
  return pairs.flatMap(([a, b]) => judged(all[a], all[b])).sort(byIds)
}

const byId = (a: Entry, b: Entry): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const byIds = (a: Duplicate, b: Duplicate): number =>
  a.left !== b.left ? (a.left < b.left ? -1 : 1) : a.right < b.right ? -1 : a.right > b.right ? 1 : 0

/** Keys of which two files about one child share at least one. */
function keysOf(entry: Entry): readonly string[] {
  const { name, births, idNumber, father, mother, village } = entry
  const sound = name.plainSound
  return [
    ...(idNumber === undefined ? [] : [`i${idNumber}`]),
    ...births.flatMap((birth) => [`b${sound}|${birth}`, `g${name.plainGiven}|${birth}`]),
    ...(father === undefined ? [] : [`p${sound}|${father.plainSound}`]),
    ...(mother === undefined ? [] : [`p${sound}|${mother.plainSound}`]),
    ...[...entry.parentPhones, ...entry.carerPhones].map((phone) => `t${sound}|${phone}`),
    ...(village === undefined ? [] : [`v${sound}|${village}`]),
  ]
}

/** Pairs that share a key; with a border, only those with one on each side of it. */
function candidates(entries: readonly Entry[], border: number | undefined): readonly (readonly [number, number])[] {
  const groups = new Map<string, number[]>()
  for (const [i, entry] of entries.entries())
    for (const key of keysOf(entry)) {
      const members = groups.get(key)
      if (members) members.push(i)
      else groups.set(key, [i])
    }
  const seen = new Set<number>()
  const pairs: (readonly [number, number])[] = []
  for (const members of groups.values()) {
    if (members.length < 2) continue
    const others = border === undefined ? members : members.filter((b) => b >= border)
    for (const [at, a] of members.entries()) {
      if (border !== undefined && a >= border) break
      for (const b of border === undefined ? others.slice(at + 1, at + group) : others.slice(0, group)) {
        const pair = a * entries.length + b
        if (a === b || seen.has(pair)) continue
        seen.add(pair)
        pairs.push([a, b])
      }
    }
  }
  return pairs
}

function judged(a: Entry | undefined, b: Entry | undefined): readonly Duplicate[] {
  if (a === undefined || b === undefined || a.id === b.id) return []
  const parts = compare(a, b)
  if (parts === undefined) return []
  const points = parts.reduce((sum, part) => sum + part.points, 0)
  if (points < threshold) return []
  return [{ left: a.id, right: b.id, score: Math.min(100, points), kind: kindOf(parts), parts }]
}

function kindOf(parts: readonly Part[]): DuplicateKind {
  const says = (field: string): Part['says'] => parts.find((part) => part.field === field)?.says ?? 'missing'
  if (says('name') === 'surnameChanged') return 'surname-changed'
  if (says('idNumber') === 'equal') return 'same-id'
  if (says('birthDate') === 'swapped') return 'day-month'
  if (says('birthDate') === 'oneDigit' || says('idNumber') === 'oneDigit') return 'digit-slip'
  if (says('name') !== 'equal') return 'homophone'
  return says('village') === 'different' ? 'two-villages' : 'no-id'
}
