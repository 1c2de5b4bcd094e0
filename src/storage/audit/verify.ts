import { type Digest, sha256 } from '../../digest.ts'
import type { OutcomeAsync } from '../../problem.ts'
import type { Driver, Head, Key } from '../driver.ts'
import { type Anchor, anchorHash } from './anchor.ts'
import { chainCheck } from './chain-check.ts'
import type { Fault } from './fault.ts'
import { rowFaults } from './row-check.ts'
import { reading } from './store-problem.ts'

/** How far a chain was verified, and what does not hold. */
export interface Verification {
  /** The last entry that was verified. */
  readonly head: Head
  /** Empty if everything holds. */
  readonly faults: readonly Fault[]
}

/** What a chain is verified against. */
export interface VerifyOptions {
  /** An earlier anchor, without which a chain that was cut short cannot be told from one that never was longer. */
  readonly anchor?: Anchor
  /** The digest that `audited` was given. */
  readonly digest?: Digest
}

/** An entry may hold thousands of bodies. */
const entriesAtOnce = 20

/**
 * Whether a partition's chain holds from its first entry on, whether the bodies are those that were logged, and whether the
 * rows of today are those that were logged last. Index keys and the bodies of tombstones are not covered. Takes the driver
 * itself: a sealed ledger shows other bytes than those that are chained. Reads the whole partition; memory grows with its rows.
 * @returns Ok: what was found. Err `storage`: `unavailable`.
 * @example
 * ```ts
 * import { openMemory, verify } from 'childfile/storage'
 * const driver = await openMemory()
 * const found = await verify(driver, '520526')
 * found.isOk() && found.value.faults // => []
 * ```
 */
export const verify = (driver: Driver, partition: Key, options: VerifyOptions = {}): OutcomeAsync<Verification> =>
  reading(async () => {
    const digest = options.digest ?? sha256
    const broken = options.anchor !== undefined && !isWhole(options.anchor, digest)
    const anchored = broken ? undefined : options.anchor?.heads.find((head) => head.partition === partition)
    const chain = chainCheck(partition, digest, anchored)
    let after = 0
    const follow = async () => {
      for (;;) {
        const entries = await driver.log({ partition, after, limit: entriesAtOnce })
        for (const entry of entries) chain.add(entry)
        const furthest = Math.max(after, ...entries.map((entry) => entry.head.seq))
        if (furthest === after) return
        after = furthest
      }
    }
    await follow()
    const { seq } = chain.head()
    const rows = await rowFaults(driver, partition, digest, chain.last())
    await follow()
    // What was written while rows were read is left to the next verification.
    const settled = rows.filter(({ at }) => at === undefined || !chain.touchedAfter(seq, at))
    const faults: readonly Fault[] = [...chain.faults(), ...settled]
    return { head: chain.head(), faults: broken ? [{ code: 'anchor-broken', seq: 0 }, ...faults] : faults }
  })

const isWhole = (anchor: Anchor, digest: Digest): boolean =>
  anchor.digest === digest.id && anchor.hash === anchorHash(digest, anchor.heads)
