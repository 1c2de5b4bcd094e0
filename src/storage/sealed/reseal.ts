import { type OutcomeAsync, ok, type Outcome, ResultAsync, err } from '../../problem.ts'
import { digestList } from '../audit/chain.ts'
import { storeFault } from '../audit/store-problem.ts'
import { isKey, keyProblems } from '../collection/key.ts'
import { type ErasureIntent, noteBytes } from '../commit/intent.ts'
import { attempt } from '../commit/receipt.ts'
import type { Commit, Position } from '../driver.ts'
import { genesis } from '../driver-rules.ts'
import type { Draft, Ledger, LedgerRow, Resealing, SealedLedger } from '../ledger.ts'
import type { KeyAccess } from './keys/keyring.ts'
import { openRows } from './opening.ts'
import { keyIdIn } from './sealed-bytes.ts'
import { vectors } from './vectors.ts'
import { sealBody, sealNote } from './sealing.ts'

const rowsAtOnce = 500

/** Up to so many rows of a subject that are not sealed with this key. */
async function staleRows(
  ledger: Ledger,
  access: KeyAccess,
  { partition, subject }: Pick<Resealing, 'partition' | 'subject'>,
  keyId: string,
): Promise<readonly LedgerRow[]> {
  const most = Math.min(rowsAtOnce, ledger.guarantees.batchWrites)
  const stale: LedgerRow[] = []
  let after: Position | undefined
  do {
    const bounds = { partition, index: null, from: subject, to: `${subject}!`, limit: rowsAtOnce }
    const page = await ledger.page({ ...bounds, ...(after ? { after } : {}) })
    for (const row of page.rows) {
      const key = row.body && keyIdIn(row.body, access.knows)
      if (key && !('id' in key && key.id === keyId)) stale.push(row)
    }
    after = page.next
  } while (after && stale.length < most)
  return stale.slice(0, most)
}

/**
 * A commit that writes rows of a subject anew under its key of now, with the keys that they have; undefined if there are none
 * under older ones. Its id and meaning come from the rows, so that one whose answer was lost is not written twice.
 */
export async function resealDraft(ledger: Ledger, access: KeyAccess, act: Resealing): Promise<Draft | undefined> {
  const { partition, subject } = act
  const any = await ledger.page({ partition, index: null, from: subject, to: `${subject}!`, limit: 1 })
  if (any.rows.length === 0) return undefined
  const [now] = (await access.sealing(partition, [[subject, 0]])).subjects
  if (!now || now === 'key-destroyed') throw storeFault('subject-erased')
  const stale = await staleRows(ledger, access, act, now.id)
  if (stale.length === 0) return undefined
  const rows = await openRows(access, partition, stale)
  if (rows.some((row) => row.unopened !== undefined))
    throw storeFault('corrupt', { message: 'a document of the subject does not open' })
  const { note, root, subjects } = await access.sealing(partition, [[subject, rows.length]])
  const [key] = subjects
  if (!key || key === 'key-destroyed') throw storeFault('subject-erased')
  const places = rows.map(({ kind, id, revision }) => [kind, id, revision])
  const fingerprint = digestList(root.digest, 'fingerprint', ['reseal', partition, subject, places])
  const id = `${act.id}~${fingerprint.slice(0, 16)}`
  if (!isKey(id)) throw storeFault('too-large', { path: '/id', message: 'the id leaves no room for its parts' })
  const vector = vectors(rows.length)
  const writes = await Promise.all(
    rows.map(async ({ kind, id: of, revision, body, keys }) => {
      const change = { subject, kind, id: of, expect: revision, body, keys }
      return { ...change, body: body && (await sealBody(partition, change, body, key, vector())) }
    }),
  )
  return {
    partition,
    id,
    fingerprint,
    note: await sealNote({ partition, id, note: act.note }, note),
    checks: [],
    writes,
  }
}

/**
 * Writes the documents of a subject that lie under older keys anew under its key of now, 500 in a commit; their revisions go up by
 * one, what they say stays. The past in the log stays under the keys it was sealed with.
 * @returns Ok: how many documents were sealed anew. Err `invalid`: `bad-key`, a note that cannot be kept. Err `storage`: as for
 * `commit`, `corrupt` if one does not open; try again with the same id, what was done stays done.
 * @example
 * ```ts
 * import { audited, memoryKeyring, memoryMasterKeys, openMemory, reseal, sealed } from 'childfile/storage'
 * const driver = await openMemory()
 * const keyring = await memoryMasterKeys().andThen((keys) => memoryKeyring(keys))
 * const act = { partition: '520526', subject: 'child-1', id: 'reseal-1', note: { actor: 'lead-1' } }
 * const done = await keyring.asyncAndThen((keys) => reseal(sealed(audited(driver), keys), act))
 * done.isOk() && done.value // => 0
 * ```
 */
export const reseal = (ledger: SealedLedger, intent: ErasureIntent): OutcomeAsync<number> => {
  const { partition, subject, id } = intent
  const ready = noteBytes(intent, keyProblems([['/subject', subject]]))
  const all = async (note: Uint8Array): Promise<Outcome<number>> => {
    for (let total = 0; ; ) {
      let rows = 0
      const one = async (): Promise<Commit> => {
        const answer = await ledger.seal.reseal({ partition, subject, id, note })
        rows = answer?.rows ?? 0
        // Somebody was faster: what is stale now is read again.
        return answer?.commit.outcome === 'conflict' ? { outcome: 'busy' } : (answer?.commit ?? nothingStale)
      }
      const receipt = await attempt(one, { writes: [], checks: [], bodyBytes: 0 })
      if (receipt.isErr()) return err(receipt.error)
      if (rows === 0) return ok(total)
      total += rows
    }
  }
  return new ResultAsync(Promise.resolve(ready)).andThen((note) => new ResultAsync(all(note)))
}

const nothingStale: Commit = { outcome: 'written', head: genesis, repeated: true }
