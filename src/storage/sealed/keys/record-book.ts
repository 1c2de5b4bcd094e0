import { type DataKey, type KeyRecord, type KeyRecords, ownerText, writeRecords } from './key-records.ts'
import type { KeyOwner, KeyStore } from './key-provider.ts'

/** The records of a keyring. What is read in them was saved before. */
export interface RecordBook {
  of(owner: KeyOwner): KeyRecord | undefined
  all(): Iterable<KeyRecord>
  /** Changes records, saves all of them and then shows them. Changes that are asked for at once are saved together. */
  change(work: (records: Map<string, KeyRecord>) => void): Promise<void>
  /** How often something was sealed with a key. */
  sealed(key: DataKey): number
  /** Counts seals before they are made. Counts are saved with every change, with every block of seals, and at the end. */
  count(seals: readonly (readonly [owner: KeyOwner, key: DataKey, seals: number])[]): Promise<void>
  close(): Promise<void>
}

/** So many seals of one key may be uncounted if the process ends without closing the keyring. */
const block = 16_384

interface Change {
  readonly work: (records: Map<string, KeyRecord>) => void
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** The records, and the place where they are saved. */
export function recordBook(store: KeyStore, first: KeyRecords): RecordBook {
  let records = first
  let waiting: Change[] = []
  let saving = false
  let closed = false
  const unsaved = new Map<string, { readonly owner: string; seals: number }>()

  const withCounts = (next: Map<string, KeyRecord>): ReadonlyMap<string, number> => {
    for (const [id, { owner, seals }] of unsaved) {
      const record = next.get(owner)
      if (!record) continue
      const keys = record.keys.map((key) => (key.id === id ? { ...key, sealed: key.sealed + seals } : key))
      next.set(owner, { ...record, keys })
    }
    return new Map([...unsaved].map(([id, { seals }]) => [id, seals]))
  }
  const counted = (saved: ReadonlyMap<string, number>): void => {
    for (const [id, seals] of saved) {
      const count = unsaved.get(id)
      if (!count) continue
      count.seals -= seals
      if (count.seals === 0) unsaved.delete(id)
    }
  }

  const save = async (): Promise<void> => {
    saving = true
    await Promise.resolve()
    while (waiting.length > 0) {
      const changes = waiting
      waiting = []
      try {
        const next = new Map(records)
        for (const { work } of changes) work(next)
        const counts = withCounts(next)
        await store.save(writeRecords(next))
        records = next
        counted(counts)
        for (const { done } of changes) done()
      } catch (error) {
        for (const { failed } of changes) failed(error)
      }
    }
    saving = false
  }

  const change = (work: Change['work']): Promise<void> =>
    new Promise((done, failed) => {
      if (closed) {
        failed(Object.assign(new Error('the keyring is closed'), { code: 'closed' }))
        return
      }
      waiting.push({ work, done, failed })
      if (!saving) void save()
    })

  const nothingElse = (): void => undefined

  return {
    of: (owner) => records.get(ownerText(owner)),
    all: () => records.values(),
    change,
    sealed: ({ id, sealed }) => sealed + (unsaved.get(id)?.seals ?? 0),
    count: async (seals) => {
      let full = false
      for (const [owner, { id }, more] of seals) {
        const count = unsaved.get(id) ?? { owner: ownerText(owner), seals: 0 }
        count.seals += more
        unsaved.set(id, count)
        full ||= count.seals >= block
      }
      if (full) await change(nothingElse)
    },
    close: async () => {
      try {
        if (!closed && unsaved.size > 0) await change(nothingElse)
      } finally {
        closed = true
        await store.close()
      }
    },
  }
}
