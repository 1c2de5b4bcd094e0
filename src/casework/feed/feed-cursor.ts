import { canonicalJson } from '../../canonical.ts'
import { type Digest, hex, sha256, utf8 } from '../../digest.ts'
import { ok, type Outcome, refuse } from '../../problem.ts'
import type { Key, Ledger, Seal } from '../../storage/index.ts'
import type { SessionOptions } from '../session/actor.ts'

/** The digest under which cursors are made: of the store's own key if it is sealed; else they are bound but not secret. */
export const cursorDigest = async (ledger: Ledger & { readonly seal?: Seal }, partition: Key): Promise<Digest> =>
  ledger.seal ? ledger.seal.digest(partition, 'read') : sha256

const tagDigits = 32

/** Bytes of a text under a stream that hangs on the tag: the same twice gives the text again. */
function veiled(digest: Digest, tag: string, bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length)
  let block = new Uint8Array()
  for (const [n, byte] of bytes.entries()) {
    if (n % 32 === 0) block = Uint8Array.from(digest.hash(utf8(canonicalJson(['stream', tag, n]))))
    out[n] = byte ^ (block[n % 32] ?? 0)
  }
  return out
}

const tagOf = (digest: Digest, { partition, actor, purpose, relation }: SessionOptions, commit: string): string =>
  hex(digest.hash(utf8(canonicalJson(['changes', partition, actor.id, actor.role, purpose, relation, commit])))).slice(
    0,
    tagDigits,
  )

/**
 * A place in the feed of a session: the commit that was shown last, empty before the first, behind a tag that binds it to the session.
 * It holds nothing of commits that were not shown, neither their number nor their places, so it is the same whether or not there were any.
 * @source synthetic initialisation vector, RFC 5297 section 2.6, over a keyed digest
 */
export function feedCursor(digest: Digest, options: SessionOptions, commit: string): string {
  const tag = tagOf(digest, options, commit)
  return `${tag}${hex(veiled(digest, tag, utf8(commit)))}`
}

/** The commit of a cursor that was made for this session. */
export function commitOf(digest: Digest, options: SessionOptions, cursor: unknown): Outcome<string> {
  const bad = refuse('/after', 'bad-cursor', 'must be a cursor that the feed gave to the same session')
  if (typeof cursor !== 'string' || !/^[0-9a-f]{32}(?:[0-9a-f]{2}){0,200}$/.test(cursor)) return bad
  const tag = cursor.slice(0, tagDigits)
  const bytes = (cursor.slice(tagDigits).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  const commit = String.fromCharCode(...veiled(digest, tag, Uint8Array.from(bytes)))
  return feedCursor(digest, options, commit) === cursor ? ok(commit) : bad
}
