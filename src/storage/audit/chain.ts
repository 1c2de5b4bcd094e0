import { type Digest, hex, utf8 } from '../../digest.ts'
import type { Address, Head, Key } from '../driver.ts'
import { compareAddresses } from '../driver-rules.ts'

/** What one link of the chain covers. Of a body it covers the digest, so that bodies can go and the chain still verifies. */
interface Content {
  readonly partition: Key
  readonly id: Key
  readonly fingerprint: string
  readonly note: Uint8Array
  readonly erased?: Key
  readonly writes: readonly (Address & { readonly revision: number; readonly digest: string })[]
}

/** Each use of the digest begins with a name of its own, so that no text of one use can pass for a text of another. */
type Use = 'body' | 'note' | 'content' | 'link' | 'anchor' | 'fingerprint' | 'cursor'

const mark = (use: Use): Uint8Array => utf8(`childfile/${use}/1\n`)
const marks: ReadonlyMap<Use, Uint8Array> = new Map((['body', 'note'] as const).map((use) => [use, mark(use)]))

/** The digest of bytes in one use, in hexadecimal. */
function digestBytes(digest: Digest, use: Use, bytes: Uint8Array): string {
  const start = marks.get(use) ?? mark(use)
  const all = new Uint8Array(start.length + bytes.length)
  all.set(start)
  all.set(bytes, start.length)
  return hex(digest.hash(all))
}

/** A list of texts, whole numbers, nulls and lists: JSON writes it in one way only, and no two lists alike. */
type Plain = string | number | null | readonly Plain[]

/** The digest of a list in one use, in hexadecimal. */
export const digestList = (digest: Digest, use: Use, list: readonly Plain[]): string =>
  digestBytes(digest, use, utf8(JSON.stringify(list)))

/** The digest of a body as it is logged; empty for a tombstone. */
export const bodyDigest = (digest: Digest, body: Uint8Array | null): string =>
  body === null ? '' : digestBytes(digest, 'body', body)

/** The function that links a commit to the head before it. Everything that costs is done before it is called. */
export function linkOf(digest: Digest, content: Content): (head: Head) => string {
  const writes = [...content.writes].sort(compareAddresses)
  const digested = digestList(digest, 'content', [
    digest.id,
    content.partition,
    content.id,
    content.fingerprint,
    digestBytes(digest, 'note', content.note),
    content.erased ?? null,
    writes.map((write) => [write.subject, write.kind, write.id, write.revision, write.digest]),
  ])
  return (head) => digestList(digest, 'link', [head.seq + 1, head.hash, digested])
}
