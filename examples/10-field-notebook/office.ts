// The two ends in the office: files are checked out for a worker, and what was written down is merged.
import { type ChildId, type Outcome, parse, type Pointer } from 'childfile'
import type { Merged, Session } from 'childfile/casework'
import { randomId } from 'childfile/storage'
import type { Bag } from './bag.ts'
import { type BagEntry, Return } from './bag.ts'

/** A bag with the files of these children, as far as the session may see and write them; the others are left out. */
export async function packed(session: Session<'visit'>, worker: string, children: readonly string[]): Promise<Bag> {
  const entries: BagEntry[] = []
  for (const child of children) {
    const checkout = await session.checkout(child)
    // What is not there and what is not for the worker is answered alike, and not taken along.
    if (checkout.isOk()) entries.push(JSON.parse(JSON.stringify(checkout.value)) as BagEntry)
  }
  return { format: 'childfile-bag/1', id: `bag-${randomId()}`, worker, entries }
}

/** What became of the edits of one child. */
export interface Taken {
  readonly child: ChildId
  readonly answer: Outcome<Merged<'visit'>>
}

/** Merges what came back, child by child. The same return again changes nothing. */
export async function taken(session: Session<'visit'>, brought: unknown): Promise<Outcome<readonly Taken[]>> {
  const read = parse(Return, brought)
  if (read.isErr()) return read.map(() => [])
  const answers: Taken[] = []
  for (const { child, id, trunk, edits } of read.value.deliveries) {
    const said = edits.map(({ at, said }) => ({ at: at as Pointer, said }))
    answers.push({ child, answer: await session.merge(child, { id, trunk, edits: said }) })
  }
  return read.map(() => answers)
}
