import { canonicalJson } from '../../canonical.ts'
import { hex, sha256, utf8 } from '../../digest.ts'
import type { Identity } from './sheet.ts'

const keyOf = (identity: Identity): string => {
  if (identity.by === 'idNumber') return `idNumber ${identity.idNumber}`
  if (identity.by === 'number') return `number ${identity.number}`
  return JSON.stringify([identity.name, identity.birthDate, identity.sex, identity.village])
}

/**
 * The id of a child by what identifies it best: `c-` and 24 hexadecimal digits of SHA-256 over the identity. The digest is no
 * secret: whoever knows the identity number can work it out, so an id of this kind is a pseudonym and no more.
 */
export const digestId = (identity: Identity): string =>
  `c-${hex(sha256.hash(utf8(`childfile/child/1 ${keyOf(identity)}`)).subarray(0, 12))}`

/**
 * An id for each record. Records with the same identity are told apart by a number behind the id, given in the order of their
 * contents, so that the order of rows and columns changes nothing.
 */
export function idsOf<T>(
  records: readonly T[],
  identity: (record: T) => Identity,
  idOf: (identity: Identity) => string,
): readonly string[] {
  const first = new Map<string, number>()
  const shared = new Map<number, number[]>()
  const ids = records.map((record, i) => {
    const who = identity(record)
    const key = keyOf(who)
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, i)
      return idOf(who)
    }
    const members = shared.get(before)
    if (members) members.push(i)
    else shared.set(before, [before, i])
    return ''
  })
  for (const [at, members] of shared) {
    const id = ids[at] ?? ''
    for (const [rank, member] of inOrder(records, members).entries())
      ids[member] = rank === 0 ? id : `${id}-${rank + 1}`
  }
  return ids
}

function inOrder(records: readonly unknown[], members: readonly number[]): readonly number[] {
  const contents = new Map(members.map((member) => [member, canonicalJson(records[member])]))
  const textOf = (member: number): string => contents.get(member) ?? ''
  return [...members].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
}
