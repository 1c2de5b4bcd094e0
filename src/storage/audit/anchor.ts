import { type Digest, sha256 } from '../../digest.ts'
import type { OutcomeAsync } from '../../problem.ts'
import type { Driver, Head, Key } from '../driver.ts'
import { genesis } from '../driver-rules.ts'
import { digestList } from './chain.ts'
import { reading } from './store-problem.ts'

/** The end of the chain of one partition. */
export interface AnchoredHead extends Head {
  readonly partition: Key
}

/** The ends of all chains at one time. Kept outside the store, it proves later that nothing up to there was cut off or rewritten. */
export interface Anchor {
  /** Id of the digest. */
  readonly digest: string
  /** In order of partitions. */
  readonly heads: readonly AnchoredHead[]
  /** Digest of the heads: the one line to print, sign or send. */
  readonly hash: string
}

/** The digest of a list of heads. */
export const anchorHash = (digest: Digest, heads: readonly AnchoredHead[]): string =>
  digestList(digest, 'anchor', [digest.id, heads.map(({ partition, seq, hash }) => [partition, seq, hash])])

/**
 * The ends of all chains of a store, to be kept where the store's keepers cannot reach. Costs some dozen reads per partition,
 * whatever the length of the chains. Takes the driver itself, because that is what is audited.
 * @returns Ok: the anchor. Err `storage`: `unavailable`.
 * @example
 * ```ts
 * import { anchor, openMemory } from 'childfile/storage'
 * const driver = await openMemory()
 * const kept = await anchor(driver)
 * kept.isOk() && kept.value.heads // => []
 * ```
 */
export const anchor = (driver: Driver, digest: Digest = sha256): OutcomeAsync<Anchor> =>
  reading(async () => {
    const heads: AnchoredHead[] = []
    for (;;) {
      const partitions = await driver.partitions(heads.at(-1)?.partition, 1000)
      if (partitions.length === 0) return { digest: digest.id, heads, hash: anchorHash(digest, heads) }
      for (const partition of partitions) {
        const { seq, hash } = await headOf(driver, partition)
        heads.push({ partition, seq, hash })
      }
    }
  })

/** Finds the last entry with strides that double while there is something ahead and halve when there is nothing. */
async function headOf(driver: Driver, partition: Key): Promise<Head> {
  const next = async (after: number) => (await driver.log({ partition, after, limit: 1 }))[0]?.head
  let last: Head = genesis
  let stride = 1
  for (;;) {
    const ahead = await next(last.seq + stride - 1)
    if (ahead) {
      last = ahead
      stride *= 2
    } else if (stride === 1) return last
    else stride /= 2
  }
}
