import { preparing, storeFault } from '../audit/store-problem.ts'
import { isSecretIndex } from '../collection/key.ts'
import type { Key, PageQuery } from '../driver.ts'
import { type Draft, type Ledger, type Removal, type SealedLedger, sealOf } from '../ledger.ts'
import { randomBytes } from '../random.ts'
import { finishIn } from './erasures.ts'
import { keyBytes } from './ciphers/cipher.ts'
import type { Keyring } from './keys/keyring.ts'
import { type PartitionRoot, partitionRoot } from './keys/partition-root.ts'
import { openEntries, openRows } from './opening.ts'
import { resealDraft } from './reseal.ts'
import { looksSealed, sealBytes } from './sealed-bytes.ts'
import { answerAfterErasure, sealDraft, sealNote } from './sealing.ts'

/**
 * A ledger that shows the store nothing: bodies lie encrypted under a key of their subject, notes under the partition's, keys of
 * `secret.` indexes and fingerprints as keyed digests. Addresses, revisions, lengths, times of writing and the keys of other
 * indexes stay visible. What does not open is never shown, and a store that is partly unsealed is not written to.
 * @source AES-256-GCM, NIST SP 800-38D
 * @example
 * ```ts
 * import { z } from 'zod'
 * import { audited, collection, commit, memoryKeyring, memoryMasterKeys, openMemory, sealed } from 'childfile/storage'
 * const keyring = await memoryMasterKeys().andThen((keys) => memoryKeyring(keys))
 * if (keyring.isErr()) throw new Error('no WebCrypto here')
 * const driver = await openMemory()
 * const ledger = sealed(audited(driver), keyring.value)
 * const files = collection(ledger, {
 *   kind: 'file',
 *   schema: z.strictObject({ name: z.string(), idNumber: z.string() }),
 *   version: 1,
 *   keys: { 'secret.idNumber': (file) => [file.idNumber] },
 * })
 * const document = { name: '王小明', idNumber: '520526201509150018' }
 * const writes = [files.put({ subject: 'child-1', id: 'child-1', document })]
 * await commit(ledger, { partition: '520526', id: 'commit-1', note: { actor: 'worker-3' }, writes })
 * const where = { is: '520526201509150018' }
 * const found = await files.page({ partition: '520526', index: 'secret.idNumber', where })
 * found.isOk() && found.value.documents.map((file) => file.document.name) // => ['王小明']
 * const [row] = (await driver.page({ partition: '520526', index: null, limit: 1 })).rows
 * new TextDecoder().decode(row?.body ?? undefined).includes('王小明') // => false
 * ```
 */
export function sealed(ledger: Ledger & { readonly seal?: never }, keyring: Keyring): SealedLedger {
  const { access } = keyring
  const twice = sealOf(ledger) !== undefined
  const uniform = new Set<Key>()
  let finished: Promise<unknown> | undefined

  /** Before the first call of all: what an earlier run left unfinished. It does not stand in the way of what is asked. */
  const start = async (): Promise<void> => {
    if (twice) throw storeFault('unavailable', { message: 'the ledger is sealed already', retry: false })
    finished ??= finishIn(ledger, access).catch(() => (finished = undefined))
    await finished
  }

  /** Nothing sealed is put beside what lies open. */
  const startWriting = async (partition: Key): Promise<void> => {
    await start()
    if (uniform.has(partition)) return
    const [row] = (await ledger.page({ partition, index: null, limit: 1 })).rows
    if (row?.body && !looksSealed(row.body))
      throw storeFault('corrupt', { message: 'the store holds documents that are not sealed; nothing was written' })
    uniform.add(partition)
  }

  const rootForReading = async (partition: Key): Promise<PartitionRoot> =>
    (await access.root(partition, false)) ?? partitionRoot(randomBytes(keyBytes))

  const page = async ({ from, to, ...query }: PageQuery) => {
    await start()
    if (query.index === null || !isSecretIndex(query.index))
      return ledger.page({ ...query, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
    if (from === undefined || to !== `${from}!`)
      throw storeFault('unavailable', { message: 'a secret index answers for single keys only', retry: false })
    const key = (await rootForReading(query.partition)).blind(query.index, from)
    return ledger.page({ ...query, from: key, to: `${key}!` })
  }

  const commit = async (draft: Draft) => {
    const ready = await preparing(async () => {
      await startWriting(draft.partition)
      return sealDraft(access, draft)
    })
    return ready ? ledger.commit(ready) : preparing(() => answerAfterErasure(ledger, draft))
  }

  const erase = async (removal: Removal) => {
    const { partition, subject, id } = removal
    const note = await preparing(async () => {
      await startWriting(partition)
      const keys = await access.sealing(partition, [])
      const sealedNote = await sealNote(removal, keys.note)
      await access.erasing(partition, subject, id)
      return sealedNote
    })
    const answer = await ledger.erase({ ...removal, note })
    if (answer.outcome !== 'written') {
      await access.erasing(partition, subject, undefined).catch(() => undefined)
      return answer
    }
    try {
      await access.destroy(partition, subject)
    } catch (error) {
      finished = undefined
      throw error
    }
    return answer
  }

  return {
    audited: true,
    guarantees: { ...ledger.guarantees, bodyBytes: ledger.guarantees.bodyBytes - sealBytes },
    partitions: (after, limit) => ledger.partitions(after, limit),
    get: async (partition, at) => {
      await start()
      const rows = await ledger.get(partition, at)
      const opened = await openRows(
        access,
        partition,
        rows.flatMap((row) => (row ? [row] : [])),
      )
      let next = 0
      return rows.map((row) => row && opened[next++])
    },
    page: async (query) => {
      const { rows, ...more } = await page(query)
      return { ...more, rows: await openRows(access, query.partition, rows) }
    },
    log: async (query) => {
      await start()
      return openEntries(access, query.partition, await ledger.log(query))
    },
    commit,
    erase,
    close: () => ledger.close(),
    seal: {
      digest: async (partition, use) => {
        const root = await (use === 'write' ? access.root(partition, true) : rootForReading(partition))
        return (root ?? partitionRoot(randomBytes(keyBytes))).digest
      },
      reseal: async (act) => {
        const draft = await preparing(async () => {
          await startWriting(act.partition)
          return resealDraft(ledger, access, act)
        })
        return draft && { commit: await ledger.commit(draft), rows: draft.writes.length }
      },
      finishErasures: () => finishIn(ledger, access),
    },
  }
}
