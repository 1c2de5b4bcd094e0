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

const marks: Readonly<Record<Use, Uint8Array>> = {
  body: utf8('childfile/body/1\n'),
  note: utf8('childfile/note/1\n'),
  content: utf8('childfile/content/1\n'),
  link: utf8('childfile/link/1\n'),
  anchor: utf8('childfile/anchor/1\n'),
  fingerprint: utf8('childfile/fingerprint/1\n'),
  cursor: utf8('childfile/cursor/1\n'),
}

/** Where a mark and what it marks are laid side by side: for a few kilobytes a new place would cost more than their digest. */
let desk = new Uint8Array(4096)
const largestDesk = 1 << 20

/** A place that begins with a mark and has room for so many bytes behind it. */
function marked(mark: Uint8Array, room: number): Uint8Array {
  const size = mark.length + room
  if (size > desk.length && size <= largestDesk) desk = new Uint8Array(Math.min(2 * size, largestDesk))
  const place = size > desk.length ? new Uint8Array(size) : desk
  place.set(mark)
  return place
}

/** The digest of bytes in one use, in hexadecimal. */
function digestBytes(digest: Digest, use: Use, bytes: Uint8Array): string {
  const mark = marks[use]
  const place = marked(mark, bytes.length)
  place.set(bytes, mark.length)
  return hex(digest.hash(place.subarray(0, mark.length + bytes.length)))
}

/** A list of texts, whole numbers, nulls and lists: JSON writes it in one way only, and no two lists alike. */
type Plain = string | number | null | readonly Plain[]

/** The digest of a list in one use, in hexadecimal. */
export function digestList(digest: Digest, use: Use, list: readonly Plain[]): string {
  const text = JSON.stringify(list)
  const mark = marks[use]
  const place = marked(mark, 3 * text.length) // UTF-8 has at most three bytes for a unit of UTF-16
  const { written } = encoder.encodeInto(text, place.subarray(mark.length))
  return hex(digest.hash(place.subarray(0, mark.length + written)))
}

const encoder = new TextEncoder()

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
