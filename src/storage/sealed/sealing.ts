import { isSecretIndex } from '../collection/key.ts'
import { versionOf } from '../collection/envelope.ts'
import type { Commit, Key, Keys } from '../driver.ts'
import { repeatOf } from '../driver-rules.ts'
import type { Change, Draft, Ledger } from '../ledger.ts'
import type { Bytes } from './ciphers/cipher.ts'
import type { CipherKey } from './ciphers/cipher-key.ts'
import type { KeyAccess } from './keys/keyring.ts'
import type { PartitionRoot } from './keys/partition-root.ts'
import { sealIn } from './sealed-bytes.ts'
import { vectors } from './vectors.ts'

/** The largest version that has a place in front of sealed bytes; inside them the version is whole. */
const mostSchema = 0xffffffff

/** The note of a commit, sealed with the partition's key. */
export const sealNote = (
  { partition, id, note }: Pick<Draft, 'partition' | 'id' | 'note'>,
  key: CipherKey,
  vector: Bytes = vectors(1)(),
): Promise<Uint8Array> => sealIn({ of: 'note', partition, id }, { key, schema: 0, vector }, note)

/** The body of a row, sealed with its subject's key for the revision that it will have. */
export const sealBody = (
  partition: Key,
  { subject, kind, id, expect }: Change,
  body: Uint8Array,
  key: CipherKey,
  vector: Bytes,
): Promise<Uint8Array> =>
  sealIn(
    { of: 'body', partition, subject, kind, id, revision: expect + 1 },
    { key, schema: Math.min(versionOf(body), mostSchema), vector },
    body,
  )

/** Keys whose secret ones nobody without the partition's key can make or read. */
function blinded(root: PartitionRoot, keys: Keys): Keys {
  const indexes = Object.entries(keys)
  return indexes.some(([index]) => isSecretIndex(index))
    ? Object.fromEntries(
        indexes.map(([index, list]) => [
          index,
          isSecretIndex(index) ? list.map((key) => root.blind(index, key)) : list,
        ]),
      )
    : keys
}

/** A draft of which the store may see everything; undefined if the key of one of its subjects was destroyed. */
export async function sealDraft(access: KeyAccess, draft: Draft): Promise<Draft | undefined> {
  const { partition } = draft
  const seals = new Map<Key, number>()
  for (const { subject, body } of draft.writes) if (body) seals.set(subject, (seals.get(subject) ?? 0) + 1)
  const { note, root, subjects } = await access.sealing(partition, [...seals])
  const keys = new Map([...seals.keys()].map((subject, n) => [subject, subjects[n] ?? 'key-destroyed']))
  if (subjects.includes('key-destroyed')) return undefined
  const vector = vectors(draft.writes.length + 1)
  // What the cipher does on other threads is begun first; digests are made here meanwhile, and if one fails, nobody waits.
  const sealing = Promise.all([
    sealNote(draft, note, vector()),
    ...draft.writes.map((change) => {
      const key = keys.get(change.subject)
      return change.body && key && key !== 'key-destroyed'
        ? sealBody(partition, change, change.body, key, vector())
        : null
    }),
  ])
  sealing.catch(() => undefined)
  const blind = draft.writes.map((change) => blinded(root, change.keys))
  const [sealedNote, ...bodies] = await sealing
  const writes = draft.writes.map((change, n) => ({ ...change, body: bodies[n] ?? null, keys: blind[n] ?? {} }))
  return { ...draft, note: sealedNote, writes }
}

/** The answer to a commit for a subject whose key was destroyed: what it was answered before, else that the subject is gone. */
export async function answerAfterErasure(ledger: Ledger, draft: Draft): Promise<Commit> {
  const [entry] = await ledger.log({ partition: draft.partition, after: 0, limit: 1, commit: draft.id })
  return repeatOf({ ...draft, link: () => '' }, entry) ?? { outcome: 'refused', why: 'subject-erased' }
}
