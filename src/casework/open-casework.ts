import { Instant } from '../date.ts'
import type { Digest } from '../digest.ts'
import { ok, type OutcomeAsync, refuse } from '../problem.ts'
import type { Purpose } from '../privacy/index.ts'
import { audited, type Driver, type Key, type Keyring, type Ledger, randomId, sealed } from '../storage/index.ts'
import { type ChildFiles, childFiles } from './child-files.ts'
import { emergencyShelf } from './emergency/emergency-shelf.ts'
import { accessLog } from './session/access-log.ts'
import type { SessionOptions } from './session/actor.ts'
import { caseShelf } from './session/case-shelf.ts'
import { settleErasures } from './erasure/erasing.ts'
import { idNow } from './merge/merge-shelf.ts'
import { type SettledMerge, settleMerges } from './merge/settling.ts'
import type { RecordCollection } from './merge/touched.ts'
import { later } from './session/later.ts'
import { type Session, sessionOver } from './session/session.ts'

/** What casework stands on. */
export interface CaseworkOptions {
  readonly driver: Driver
  /** Documents are sealed, unless somebody writes down that they are not. */
  readonly keys: Keyring | 'unsealed'
  /** The moment, with its offset. */
  readonly clock: () => string
  /** Of the chain; SHA-256 if not given. A store goes on with the one that it was begun with. */
  readonly digest?: Digest
  /** Ids that are unique for ever; 128 random bits if not given. */
  readonly uuid?: () => string
}

/** One store, and a session for each request. */
export interface Casework {
  readonly session: <P extends Purpose>(options: SessionOptions<P>) => Session<P>
  /** For imports and programs of the house, past every session: no access log, no limits. */
  readonly files: ChildFiles
  readonly ledger: Ledger
  /**
   * Carries out erasures that two persons approved while something stood against them that is gone now. For a nightly run.
   * @returns Ok: how many. Err `storage`.
   */
  readonly settle: (partition: Key) => OutcomeAsync<number>
  /**
   * Carries out merges that two persons approved, and takes back those of which two persons want that, where nothing stands against it;
   * sends on what was still written under an id that gave way. For a nightly run: it says why the others wait, so it is for no session.
   * Everything with a field `child` follows, in whatever collection; of records with a secret index the collection has to be given.
   * Cost: for each merge one walk over the partition.
   * @returns Ok: what became of each. Err `storage`.
   */
  readonly settleMerges: (
    partition: Key,
    options?: { readonly collections?: readonly RecordCollection[] },
  ) => OutcomeAsync<readonly SettledMerge[]>
  /** The id under which a child is filed now, whatever id an old paper bears; an id that no merge touched is itself. */
  readonly childIdNow: (partition: Key, id: Key) => Promise<Key>
  readonly close: () => Promise<void>
}

/**
 * Opens a store for casework.
 * @returns Ok: the casework. Err `invalid` `invalid-date`: the clock does not give a moment with an offset.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { openCasework } from 'childfile/casework'
 * import { openMemory } from 'childfile/storage'
 * const opened = await openCasework({ driver: await openMemory(), keys: 'unsealed', clock: () => '2026-09-15T08:00:00+08:00' })
 * const casework = opened._unsafeUnwrap()
 * const file = childFile({ id: 'c1', name: '李小花', workers: { childDirector: { id: 'w3', name: '张三' } } })
 * await casework.files.save({ partition: '520526', id: 'import-1', note: {}, files: [{ file }] })
 * const session = casework.session({
 *   partition: '520526',
 *   actor: { id: 'w3', role: 'worker' },
 *   purpose: 'visit',
 *   relation: { to: 'ownCase' },
 * })
 * const view = await session.file('c1')
 * view.map(({ name }) => name).unwrapOr('') // => '李小花'
 * ```
 */
export const openCasework = ({ driver, keys, clock, digest, uuid }: CaseworkOptions): OutcomeAsync<Casework> =>
  later(() => {
    const opened = Instant.safeParse(clock())
    if (!opened.success) return Promise.resolve(refuse('/clock', 'invalid-date', 'must give a moment with its offset'))
    const now = (): Instant => {
      const read = Instant.safeParse(clock())
      return read.success ? read.data : opened.data
    }
    const chained = audited(driver, digest)
    const ledger: Ledger = keys === 'unsealed' ? chained : sealed(chained, keys)
    const newId = uuid ?? randomId
    const shelf = caseShelf(ledger)
    const log = accessLog(ledger, newId)
    const emergencies = emergencyShelf(ledger)
    return Promise.resolve(
      ok({
        session: <P extends Purpose>(options: SessionOptions<P>) =>
          sessionOver({ options, ledger, shelf, log, emergencies, clock: now, newId }),
        files: childFiles(ledger),
        ledger,
        settle: (partition) => settleErasures({ ledger, shelf, clock: now, newId }, partition),
        settleMerges: (partition, { collections = [] } = {}) =>
          settleMerges({ ledger, shelf, clock: now, newId, collections }, partition),
        childIdNow: (partition, id) => idNow(ledger, partition, id),
        close: () => ledger.close(),
      }),
    )
  })
