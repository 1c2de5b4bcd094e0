import { type Digest, sha256 } from '../../digest.ts'
import type { Driver, Key } from '../driver.ts'
import { compareAddresses, genesis } from '../driver-rules.ts'
import type { Ledger } from '../ledger.ts'
import { bodyDigest, linkOf } from './chain.ts'
import { preparing, storeFault } from './store-problem.ts'

/**
 * The driver under audit: every commit and erasure becomes a link in a chain of its partition, over who (the note), what was
 * meant (the fingerprint) and the digest of every body as it comes to lie in the store. A partition whose chain was begun with another
 * digest is not written to, so that no chain goes on in two.
 * @example
 * ```ts
 * import { audited, openMemory } from 'childfile/storage'
 * const ledger = audited(await openMemory())
 * ledger.audited // => true
 * ```
 */
export function audited(driver: Driver, digest: Digest = sha256): Ledger {
  const begun = new Set<Key>()
  /** Looks at the first link once; it is made before anything is written. */
  const begin = async (partition: Key): Promise<void> => {
    const [first] = await driver.log({ partition, after: 0, limit: 1 })
    if (!first) return
    if (linkOf(digest, { ...first, partition })(genesis) !== first.head.hash)
      throw storeFault('corrupt', { message: otherChain })
    begun.add(partition)
  }
  return {
    audited: true,
    guarantees: driver.guarantees,
    partitions: (after, limit) => driver.partitions(after, limit),
    get: (partition, at) => driver.get(partition, at),
    page: (query) => driver.page(query),
    log: (query) => driver.log(query),
    close: () => driver.close(),
    commit: async (draft) => {
      if (!begun.has(draft.partition)) await preparing(() => begin(draft.partition))
      const writes = draft.writes
        .map((change) => ({ ...change, digest: bodyDigest(digest, change.body) }))
        .sort(compareAddresses)
      const logged = writes.map((write) => ({ ...write, revision: write.expect + 1 }))
      const checks = [...draft.checks].sort(compareAddresses)
      return driver.commit({ ...draft, checks, writes, link: linkOf(digest, { ...draft, writes: logged }) })
    },
    erase: async (removal) => {
      if (!begun.has(removal.partition)) await preparing(() => begin(removal.partition))
      return driver.erase({ ...removal, link: linkOf(digest, { ...removal, erased: removal.subject, writes: [] }) })
    },
  }
}

const otherChain = 'the chain was begun with another digest, or its first entry was changed; nothing was written'
