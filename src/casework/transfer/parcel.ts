import { err, ok, type Outcome } from '../../problem.ts'
import type { Key, Keys, Ledger, LedgerRow, Staged } from '../../storage/index.ts'
import { busy } from '../session/later.ts'

/** Everything that lies with a child, of every kind, also what no session may see: nobody reads it here. */
export async function parcelOf(ledger: Ledger, partition: Key, child: Key): Promise<Outcome<readonly LedgerRow[]>> {
  const rows: LedgerRow[] = []
  try {
    let after: { readonly key: Key; readonly subject: Key; readonly kind: Key; readonly id: Key } | undefined
    do {
      const start = after ? { after } : {}
      // Nothing lies between a key and the same with `!` behind.
      const page = await ledger.page({ partition, index: null, from: child, to: `${child}!`, limit: 500, ...start })
      rows.push(...page.rows)
      after = page.next
    } while (after)
  } catch {
    return unavailable
  }
  return rows.some(({ unopened }) => unopened !== undefined) ? corrupt : ok(rows)
}

const storage = (code: 'unavailable' | 'corrupt', message: string): Outcome<never> =>
  err([
    { kind: 'storage', path: '', code, message, outcome: 'not-written', retry: code === 'unavailable', engineCode: '' },
  ])
const unavailable = storage('unavailable', 'could not be read')
const corrupt = storage('corrupt', 'a row of the file cannot be opened')

export const rowName = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind}/${id}`

const decoder = new TextDecoder()
const versionOf = (body: Uint8Array): number => Number(/^\[(\d+),/.exec(decoder.decode(body.subarray(0, 20)))?.[1] ?? 1)

/** Keys of `secret.` indexes are digests under the keys of one partition. */
const openKeys = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).filter(([name]) => !name.startsWith('secret.')))

/** The row as it is, to be written under other keys. */
export const moved = ({ subject, kind, id, body, keys }: LedgerRow, expect: number): Staged => ({
  subject,
  kind,
  id,
  expect,
  body,
  keys: openKeys(keys),
  version: versionOf(body ?? new Uint8Array()),
})

/** The row's end in its old place. */
export const left = ({ subject, kind, id, revision, body }: LedgerRow): Staged => ({
  subject,
  kind,
  id,
  expect: revision,
  body: null,
  keys: {},
  version: versionOf(body ?? new Uint8Array()),
})

export const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a !== null && b !== null && a.length === b.length && a.every((byte, n) => byte === b[n])

/** How rows stand in a partition, tombstones too. */
export async function standing(
  ledger: Ledger,
  partition: Key,
  rows: readonly LedgerRow[],
): Promise<Outcome<readonly (LedgerRow | undefined)[]>> {
  try {
    return ok(
      await ledger.get(
        partition,
        rows.map(({ subject, kind, id }) => ({ subject, kind, id })),
      ),
    )
  } catch {
    return busy
  }
}
