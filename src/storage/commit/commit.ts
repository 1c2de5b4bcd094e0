import { type Digest, sha256 } from '../../digest.ts'
import { err, ok, type Outcome, type OutcomeAsync, ResultAsync, settle } from '../../problem.ts'
import { digestList } from '../audit/chain.ts'
import { reading, storeProblem } from '../audit/store-problem.ts'
import type { Key } from '../driver.ts'
import { type Ledger, sealOf } from '../ledger.ts'
import { looksSealed } from '../sealed/sealed-bytes.ts'
import { draftOf, type ErasureIntent, type Intent, meaning, noteBytes, unknownVersions } from './intent.ts'
import { keyProblems } from '../collection/key.ts'
import { attempt, type Receipt } from './receipt.ts'

/**
 * Writes documents of any kinds in one commit.
 * @returns Ok: its link in the chain. Err `invalid`: the problems of each write under `/writes/n`, `duplicate` for a document
 * that is written twice. Err `conflict`: where somebody was faster, with the revision found. Err `storage`: `busy`,
 * `outcome-unknown` (try again with the same id), `commit-id-reused`, `subject-erased`, `newer-format` (also for a document
 * that a newer version wrote), `too-large`, `full`, `read-only`, `unavailable`; nothing was written unless it is unknown.
 * @example
 * ```ts
 * import { audited, commit, openMemory } from 'childfile/storage'
 * const ledger = audited(await openMemory())
 * const opened = { partition: '520526~access', id: 'read-1', note: { actor: 'worker-3', of: 'child-1' }, writes: [] }
 * const first = await commit(ledger, opened)
 * const again = await commit(ledger, opened)
 * first.isOk() && first.value.head.seq // => 1
 * again.isOk() && [again.value.head.seq, again.value.repeated] // => [1, true]
 * ```
 */
export const commit = (ledger: Ledger, intent: Intent, digest: Digest = sha256): OutcomeAsync<Receipt> =>
  new ResultAsync(Promise.resolve(draftOf(intent)))
    .andThen((meant) => unknownVersions(ledger, meant).andThen((problems) => settle(meant, problems)))
    .andThen((meant) =>
      fingerprints(ledger, intent.partition, digest).map((keyed) => ({ ...meant, fingerprint: meaning(keyed, meant) })),
    )
    .andThen((draft) => attempt(() => ledger.commit(draft), { ...draft, bodyBytes: ledger.guarantees.bodyBytes }))

/**
 * Erases a subject: its documents, their keys and their past, in one link of the chain. Nothing of it is left but the places
 * and digests of what was written, so that the chain still holds; the subject takes no more writes.
 * @returns Ok: its link in the chain. Err as for `commit`; after `outcome-unknown` try again with the same id until it is known.
 * @example
 * ```ts
 * import { audited, erase, openMemory } from 'childfile/storage'
 * const ledger = audited(await openMemory())
 * const erased = await erase(ledger, { partition: '520526', id: 'e1', note: { actor: 'lead-1' }, subject: 'child-1' })
 * erased.isOk() && erased.value.repeated // => false
 * ```
 */
export const erase = (ledger: Ledger, intent: ErasureIntent, digest: Digest = sha256): OutcomeAsync<Receipt> => {
  const { partition, id, subject } = intent
  const ready = noteBytes(intent, keyProblems([['/subject', subject]]))
  return new ResultAsync(Promise.resolve(ready)).andThen((note) =>
    fingerprints(ledger, partition, digest).andThen((keyed) => {
      const fingerprint = digestList(keyed, 'fingerprint', ['erase', partition, subject])
      const work = () => ledger.erase({ partition, id, note, subject, fingerprint })
      return attempt(work, { writes: [], checks: [], bodyBytes: 0 })
    }),
  )
}

/**
 * The digest for fingerprints, which stay after an erasure. A sealed ledger has one under the partition's key, whatever was given:
 * nobody can forget it. Without a seal nothing open is put into a store whose documents are sealed.
 */
const fingerprints = (ledger: Ledger, partition: Key, digest: Digest): OutcomeAsync<Digest> => {
  const seal = sealOf(ledger)
  if (seal) return reading(() => seal.digest(partition, 'write'))
  const known = unsealed.get(ledger) ?? new Set()
  if (known.has(partition)) return new ResultAsync(Promise.resolve(ok(digest)))
  return reading(() => ledger.page({ partition, index: null, limit: 1 })).andThen(
    ({ rows: [row] }): Outcome<Digest> => {
      if (row?.body && looksSealed(row.body)) return err([storeProblem('corrupt', { message: sealedStore })])
      if (row) unsealed.set(ledger, known.add(partition))
      return ok(digest)
    },
  )
}

/** Partitions in which something was seen to lie open; one look is enough. */
const unsealed = new WeakMap<Ledger, Set<Key>>()

const sealedStore = 'the documents of the store are sealed: open it with its keys; nothing was written'
