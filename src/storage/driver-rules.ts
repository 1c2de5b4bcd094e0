import type { Act, Address, Batch, Commit, Conflict, Guarantees, Head } from './driver.ts'

/** The head of a partition before its first commit. */
export const genesis: Head = { seq: 0, hash: '' }

/** One text for an address. Keys have no blank, so texts are equal and in order exactly as the addresses are. */
export const addressText = (at: Address): string => `${at.subject} ${at.kind} ${at.id}`

/** Order of code units, which for keys is the order of bytes. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Order of addresses: subject, kind, id. */
export const compareAddresses = (a: Address, b: Address): number =>
  compareText(a.subject, b.subject) || compareText(a.kind, b.kind) || compareText(a.id, b.id)

/** The answer to an act whose commit id was used before; undefined for a new id. */
export function repeatOf(
  act: Act,
  before: { readonly head: Head; readonly fingerprint: string } | undefined,
): Commit | undefined {
  if (!before) return undefined
  return before.fingerprint === act.fingerprint
    ? { outcome: 'written', head: before.head, repeated: true }
    : { outcome: 'refused', why: 'commit-id-reused' }
}

/** Whether a batch has more than the driver takes. */
export const exceeds = (batch: Batch, most: Guarantees): boolean =>
  batch.writes.length > most.batchWrites ||
  batch.writes.some(({ body }) => body !== null && body.length > most.bodyBytes)

/** Every check and write whose row is not at the revision expected, and every write of a row that is written twice. */
export function conflictsOf(batch: Batch, revisionOf: (at: Address) => number): readonly Conflict[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const write of batch.writes) {
    const text = addressText(write)
    if (seen.has(text)) twice.add(text)
    seen.add(text)
  }
  const found: Conflict[] = []
  const compare = ({ subject, kind, id, expect }: Conflict | Batch['checks'][number], again: boolean) => {
    const revision = revisionOf({ subject, kind, id })
    if (again || revision !== expect) found.push({ subject, kind, id, expect, found: revision })
  }
  for (const check of batch.checks) compare(check, false)
  for (const write of batch.writes) compare(write, twice.has(addressText(write)))
  return found
}
