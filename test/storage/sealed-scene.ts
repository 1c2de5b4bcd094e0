import { z } from 'zod'
import type { Outcome, OutcomeAsync } from '../../src/problem.ts'
import type * as Storage from '../../src/storage/index.ts'
import type { Driver, Key, Keyring, KeyStore, MasterKeys, SealedLedger } from '../../src/storage/index.ts'
import { type MemoryState, memoryOver } from '../../src/storage/memory.ts'
import { rawMemory } from './harness.ts'

export type Room = typeof Storage

export const county = '520526'
export const other = '520527'

/** Plain data of which every text is a canary. */
export const Visit = z.strictObject({ seen: z.string(), idNumber: z.string(), division: z.string() })
export type Visit = z.infer<typeof Visit>

/** Where a keyring is kept, in bytes that can be copied. `fail` makes the save with this number fail, before or after it took hold. */
export interface Kept extends KeyStore {
  bytes: Uint8Array | undefined
  saves: number
  fail: { readonly at: number; readonly when: 'before' | 'after' } | undefined
}

export function kept(bytes?: Uint8Array): Kept {
  const store: Kept = {
    bytes,
    saves: 0,
    fail: undefined,
    load: () => Promise.resolve(store.bytes),
    save: (now) => {
      store.saves++
      const failing = store.fail?.at === store.saves
      if (!failing || store.fail?.when === 'after') store.bytes = now.slice()
      return failing ? Promise.reject(new Error('CANARY of a disk')) : Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
  return store
}

/** A county's store in memory with a keyring whose bytes are at hand. */
export interface Scene {
  readonly room: Room
  readonly state: MemoryState
  readonly driver: Driver
  readonly keys: Kept
  readonly provider: MasterKeys
  readonly keyring: Keyring
  readonly ledger: SealedLedger
}

export async function scene(room: Room, options?: Storage.KeyringOptions): Promise<Scene> {
  const state: MemoryState = new Map()
  const provider = (await room.memoryMasterKeys())._unsafeUnwrap()
  return reopened({ room, state, provider, keys: kept() }, options)
}

/** The same store and the same bytes of keys, as another process would find them. */
export async function reopened(
  at: Pick<Scene, 'room' | 'state' | 'provider' | 'keys'>,
  options?: Storage.KeyringOptions,
): Promise<Scene> {
  const { room, state, provider } = at
  const keys = kept(at.keys.bytes?.slice())
  const keyring = (await room.openKeyring(keys, provider, options))._unsafeUnwrap()
  const driver = memoryOver(state)
  return { room, state, driver, keys, provider, keyring, ledger: room.sealed(room.audited(driver), keyring) }
}

/** A room and a ledger in it, sealed or not. */
interface Open {
  readonly room: Room
  readonly ledger: Storage.Ledger
}

export const visitsIn = ({ room, ledger }: Open) =>
  room.collection(ledger, {
    kind: 'visit',
    schema: Visit,
    version: 3,
    keys: { division: (visit) => [visit.division], 'secret.idNumber': (visit) => [visit.idNumber] },
  })

let count = 0
/** A commit id that was never used. */
export const newId = (): Key => `c${count++}`

export const visit = (seen: string, idNumber = '520526201509150018'): Visit => ({
  seen,
  idNumber,
  division: '520526101',
})

interface Written {
  readonly subject?: Key
  readonly id?: Key
  readonly expect?: number
  readonly document?: Visit
  readonly partition?: Key
  readonly note?: unknown
}

export async function write(at: Open, written: Written = {}) {
  const { subject = 's1', id = 'v1', expect = 0, document = visit('seen'), partition = county, note = {} } = written
  const writes = [visitsIn(at).put({ subject, id, expect, document })]
  return (await at.room.commit(at.ledger, { partition, id: newId(), note, writes }))._unsafeUnwrap()
}

export const read = (at: Open, subject = 's1', id = 'v1', partition = county) =>
  visitsIn(at).get(partition, { subject, id })

/** The codes of problems; throws if there are none, and if one of them says too much. */
export async function codes(outcome: Outcome<unknown> | OutcomeAsync<unknown>) {
  const problems = (await outcome)._unsafeUnwrapErr()
  if (JSON.stringify(problems).includes('CANARY')) throw new Error('a problem holds a value')
  return problems.map(({ code }) => code)
}

/** A copy of a store, as a backup is one. */
export const copyOf = (state: MemoryState): MemoryState => structuredClone(state)

/** Every byte of the store and of the keyring. */
export const rawBytes = ({ state, keys }: Pick<Scene, 'state' | 'keys'>): readonly Uint8Array[] => [
  ...[...state.keys()].flatMap((partition) => [...rawMemory(state, partition)]),
  ...[...state.values()].flatMap(({ log }) =>
    log.map(({ fingerprint, writes, id }) => new TextEncoder().encode(JSON.stringify([fingerprint, writes, id]))),
  ),
  keys.bytes ?? new Uint8Array(),
]

/** Whether bytes hold a text, as UTF-8, as UTF-16 or in hexadecimal. */
export const holds = (bytes: readonly Uint8Array[], text: string): boolean => {
  const utf8 = Buffer.from(text, 'utf8')
  const forms = [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(utf8.toString('base64').slice(0, -4)),
  ]
  return bytes.some((part) => forms.some((form) => form.length > 0 && Buffer.from(part).includes(form)))
}

/** The row of memory at an address, to be changed past the driver. */
export const rowText = (subject = 's1', id = 'v1', kind = 'visit') => `${subject} ${kind} ${id}`
export function tamper(state: MemoryState, text: string, body: Uint8Array, partition = county): void {
  const part = state.get(partition)!
  part.rows.set(text, { ...part.rows.get(text)!, body })
  part.ordered.clear()
}
export const bodyAt = (state: MemoryState, text: string, partition = county): Uint8Array =>
  state.get(partition)!.rows.get(text)!.body!
