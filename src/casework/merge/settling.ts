import { err, ok, type OutcomeAsync, type Outcome } from '../../problem.ts'
import type { Key } from '../../storage/index.ts'
import { later } from '../session/later.ts'
import { carryOut, type CarriedOut } from './carrying-out.ts'
import { sendOn } from './late-rows.ts'
import { mergeShelf, type MergeState, type StoredMerge } from './merge-shelf.ts'
import type { Merger } from './steps.ts'
import { takeBack, type TakenBack, type WrittenSince } from './taking-back.ts'
import type { MergeObstacle } from './waiting.ts'

/** What became of a merge in a run of the house. It tells of matters: never for a session. */
export interface SettledMerge extends CarriedOut {
  readonly id: string
  readonly kept: string
  readonly other: string
  readonly became: 'merged' | 'undone' | 'waits'
  /** Why it waits; none where it does not. */
  readonly because: MergeObstacle | 'none'
  /** Of one that was taken back: what was written after it. */
  readonly since: readonly WrittenSince[]
}

async function inState(merger: Merger, partition: Key, state: MergeState): Promise<Outcome<readonly StoredMerge[]>> {
  const found: StoredMerge[] = []
  let after: string | undefined
  do {
    const start: { readonly after?: string } = after === undefined ? {} : { after }
    const page = await mergeShelf(merger.ledger).merges.page({
      partition,
      index: 'state',
      where: { is: state },
      limit: 500,
      ...start,
    })
    if (page.isErr()) return err(page.error)
    found.push(...page.value.documents)
    after = page.value.next
  } while (after !== undefined)
  return ok(found.sort((a, b) => (a.id < b.id ? -1 : 1)))
}

const nothing: CarriedOut = { contested: [], renamed: [], helpers: false }

function settledAs({ id, subject, document }: StoredMerge, done: CarriedOut | TakenBack | MergeObstacle): SettledMerge {
  const place = { id, kept: subject, other: document.other }
  if (typeof done === 'string') return { ...place, ...nothing, became: 'waits', because: done, since: [] }
  return 'since' in done
    ? { ...place, ...nothing, ...done, became: 'undone', because: 'none' }
    : { ...place, ...done, became: 'merged', because: 'none', since: [] }
}

/** Carries out what two persons approved, first what is to be taken back, latest first; then sends on what came late. */
export const settleMerges = (merger: Merger, partition: Key): OutcomeAsync<readonly SettledMerge[]> =>
  later(async () => {
    const settled: SettledMerge[] = []
    const undo = await inState(merger, partition, 'undoApproved')
    const approved = await inState(merger, partition, 'approved')
    if (undo.isErr()) return err(undo.error)
    if (approved.isErr()) return err(approved.error)
    const latestFirst = [...undo.value].sort((a, b) => b.document.nth - a.document.nth)
    for (const [merges, act] of [
      [latestFirst, takeBack],
      [approved.value, carryOut],
    ] as const)
      for (const one of merges) {
        const done = await act(merger, partition, one)
        if (done.isErr()) return err(done.error)
        settled.push(settledAs(one, done.value))
      }
    for (const state of ['merged', 'undoRequested', 'undoApproved'] as const) {
      const standing = await inState(merger, partition, state)
      if (standing.isErr()) return err(standing.error)
      for (const one of standing.value) {
        const sent = await sendOn(merger, partition, one)
        if (sent.isErr()) return err(sent.error)
      }
    }
    return ok(settled)
  })
