import { type Digest, sha256 } from '../../digest.ts'
import type { Driver } from '../driver.ts'
import { compareAddresses } from '../driver-rules.ts'
import type { Ledger } from '../ledger.ts'
import { bodyDigest, linkOf } from './chain.ts'

/**
 * The driver under audit: every commit and erasure becomes a link in a chain of its partition, over who (the note), what was
 * meant (the fingerprint) and the digest of every body as it comes to lie in the store.
 * @example
 * ```ts
 * import { audited, openMemory } from 'childfile/storage'
 * const ledger = audited(await openMemory())
 * ledger.audited // => true
 * ```
 */
export function audited(driver: Driver, digest: Digest = sha256): Ledger {
  return {
    audited: true,
    guarantees: driver.guarantees,
    partitions: (after, limit) => driver.partitions(after, limit),
    get: (partition, at) => driver.get(partition, at),
    page: (query) => driver.page(query),
    log: (query) => driver.log(query),
    close: () => driver.close(),
    commit: (draft) => {
      const writes = draft.writes
        .map((change) => ({ ...change, digest: bodyDigest(digest, change.body) }))
        .sort(compareAddresses)
      const logged = writes.map((write) => ({ ...write, revision: write.expect + 1 }))
      const checks = [...draft.checks].sort(compareAddresses)
      return driver.commit({ ...draft, checks, writes, link: linkOf(digest, { ...draft, writes: logged }) })
    },
    erase: (removal) =>
      driver.erase({ ...removal, link: linkOf(digest, { ...removal, erased: removal.subject, writes: [] }) }),
  }
}
