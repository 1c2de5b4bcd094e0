import { reading } from '../audit/store-problem.ts'
import type { OutcomeAsync } from '../../problem.ts'
import type { Ledger, SealedLedger } from '../ledger.ts'
import type { KeyAccess } from './keys/keyring.ts'

/** Destroys the keys of every subject whose erasure stands in the log and whose keys are still there. */
export async function finishIn(ledger: Ledger, access: KeyAccess): Promise<number> {
  let count = 0
  for (const { partition, subject, commit } of access.unfinished()) {
    const [entry] = await ledger.log({ partition, after: 0, limit: 1, commit })
    if (entry?.erased !== subject) continue
    await access.destroy(partition, subject)
    count += 1
  }
  return count
}

/**
 * Finishes erasures that were cut off between the store and the keyring. A sealed ledger does this before its first call; ask for
 * it by name to be sure that nothing is left, as after a crash.
 * @returns Ok: how many were finished now. Err `storage`: `unavailable`, some may still be unfinished.
 * @example
 * ```ts
 * import { audited, finishErasures, memoryKeyring, memoryMasterKeys, openMemory, sealed } from 'childfile/storage'
 * const driver = await openMemory()
 * const keyring = await memoryMasterKeys().andThen((keys) => memoryKeyring(keys))
 * const finished = await keyring.asyncAndThen((keys) => finishErasures(sealed(audited(driver), keys)))
 * finished.isOk() && finished.value // => 0
 * ```
 */
export const finishErasures = (ledger: SealedLedger): OutcomeAsync<number> =>
  reading(() => ledger.seal.finishErasures())
