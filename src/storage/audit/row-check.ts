import type { Digest } from '../../digest.ts'
import type { Driver, Key, Position } from '../driver.ts'
import { addressText } from '../driver-rules.ts'
import { bodyDigest } from './chain.ts'
import type { LoggedRows } from './chain-check.ts'
import type { Fault } from './fault.ts'

const rowsAtOnce = 500

/** Where the present rows of a partition are not those that were logged last. */
export async function rowFaults(
  driver: Driver,
  partition: Key,
  digest: Digest,
  logged: LoggedRows,
): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  const present = new Set<string>()
  let after: Position | undefined
  do {
    const page = await driver.page({ partition, index: null, limit: rowsAtOnce, ...(after ? { after } : {}) })
    for (const { subject, kind, id, revision, body } of page.rows) {
      const at = { subject, kind, id }
      const text = addressText(at)
      const last = logged.get(subject)?.get(text)
      present.add(text)
      if (!last) faults.push({ code: 'row-unlogged', seq: 0, at })
      else if (last.revision !== revision || last.digest !== bodyDigest(digest, body))
        faults.push({ code: 'row-changed', seq: last.seq, at })
    }
    after = page.next
  } while (after)
  for (const rows of logged.values())
    for (const [text, { subject, kind, id, seq, digest: of }] of rows)
      if (of !== '' && !present.has(text)) faults.push({ code: 'row-missing', seq, at: { subject, kind, id } })
  return faults
}
