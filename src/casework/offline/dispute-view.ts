import { canonicalJson } from '../../canonical.ts'
import { at as valueAt, type Pointer } from '../../pointer.ts'
import { disclose, type Looking } from '../../privacy/index.ts'
import { type ChildFile, childFile } from '../../records/index.ts'
import type { Dispute } from './three-way.ts'
import { gone, type Said, withUnit } from './unit.ts'

/** The file with a unit as somebody says, filled like every file. */
export const fileWith = (file: ChildFile, at: Pointer, said: Said): ChildFile => childFile(withUnit(file, at, said))

/** What of something that is said of a unit may be seen; undefined if nothing. */
export function shown(file: ChildFile, looking: Looking, at: Pointer, said: Said): Said | undefined {
  if ('gone' in said) return said
  try {
    const value = valueAt(disclose(fileWith(file, at, said), looking), at)
    return value === undefined || value === 'withheld' ? undefined : { said: value }
  } catch {
    return undefined // what no schema has judged may be anything
  }
}

/** A dispute as somebody may see it: undefined unless it is one of what may be seen. */
export function shownDispute(file: ChildFile, looking: Looking, dispute: Dispute): Dispute | undefined {
  const see = (said: Said): Said | undefined => shown(file, looking, dispute.at, said)
  const seen = new Map<string, Dispute['sides'][number]>()
  for (const { what, by } of dispute.sides) {
    const said = see(what)
    if (!said) continue
    const text = canonicalJson(said)
    const before = seen.get(text)?.by ?? []
    seen.set(text, { what: said, by: [...new Set([...before, ...by])].sort((a, b) => (a < b ? -1 : 1)) })
  }
  const sides = [...seen.values()]
  if (sides.length < 2 || sides.every(({ what }) => 'gone' in what)) return undefined
  return { at: dispute.at, sides, trunk: see(dispute.trunk) ?? gone, held: see(dispute.held) ?? gone }
}
