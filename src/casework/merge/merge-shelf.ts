import { z } from 'zod'
import { Instant } from '../../date.ts'
import type { Pointer } from '../../pointer.ts'
import { type OutcomeAsync } from '../../problem.ts'
import { collection, type Key, type Ledger, type Stored } from '../../storage/index.ts'
import { later } from '../session/later.ts'

/**
 * How far a merge is. `requested`: a second person has to approve it. `approved`: two persons have; it is carried out when nothing stands
 * against it. `merged`: done. `undoRequested`, `undoApproved`: the same for taking it back. `undone`: the files are two again.
 */
export const mergeStates = ['requested', 'approved', 'merged', 'undoRequested', 'undoApproved', 'undone'] as const
/** A state of a merge. */
export type MergeState = (typeof mergeStates)[number]

const none = z.literal('none')
const Path = z.string().regex(/^\//) as unknown as z.ZodType<Pointer & `/${string}`, Pointer & `/${string}`>

/** Who wanted a merge or its end, and who approved it. */
const Decision = z.strictObject({
  reason: z.string().min(1).max(500),
  requestedBy: z.string(),
  requestedAt: Instant,
  approvedBy: z.union([z.string(), none]),
})

/** A merge as it lies with the child that keeps its id. */
export const MergeRow = z.strictObject({
  other: z.string(),
  choices: z.record(Path, z.string()),
  state: z.enum(mergeStates),
  merge: Decision,
  undo: z.union([Decision, none]),
  /** Place among the merges of the child; 0 before it is carried out. */
  nth: z.int().min(0),
  /** How many rows of steps there are. */
  pages: z.int().min(0),
  /** Rows of the child as the merge left them, by `kind/id`. */
  revisions: z.record(z.string(), z.int()),
})
export type MergeRow = z.infer<typeof MergeRow>
/** A merge that was read. */
export type StoredMerge = Stored<MergeRow>

const Place = z.strictObject({ subject: z.string(), kind: z.string(), id: z.string() })
/** The bytes of a row, as text, with its index keys. */
const Kept = z.strictObject({ text: z.string(), keys: z.record(z.string(), z.array(z.string())) })

/** What a merge did to one row: its bytes before and after; none where there is no row. */
export const MergeStep = Place.extend({
  before: z.union([Kept, none]),
  after: z.union([Kept, none]),
  /** The row of the other child that was moved here. */
  from: z.union([Place, none]),
})
export type MergeStep = z.infer<typeof MergeStep>

/** Merges in a ledger. All of it lies with children and goes with them. */
export const mergeShelf = (ledger: Ledger) => ({
  merges: collection(ledger, {
    kind: 'merge',
    schema: MergeRow,
    version: 1,
    keys: { state: ({ state }) => [state] },
  }),
  steps: collection(ledger, { kind: 'mergeStep', schema: z.strictObject({ steps: z.array(MergeStep) }), version: 1 }),
  /** Lies with the child that gave way: which file it is in now. */
  marks: collection(ledger, {
    kind: 'mergedInto',
    schema: z.strictObject({ child: z.string(), merge: z.string() }),
    version: 1,
  }),
})

/** The id of the one mark that a child can have. */
export const markId: Key = 'mergedInto'

/** Merges on one another that are followed at most; a child is hardly ever filed a third time. */
const mostMerges = 100

/** The id under which a child is filed now: old papers may bear any id that it ever had. */
export async function idNow(ledger: Ledger, partition: Key, id: Key): Promise<Key> {
  const { marks } = mergeShelf(ledger)
  let here = id
  for (let left = mostMerges; left > 0; left--) {
    const mark = await marks.get(partition, { subject: here, id: markId })
    if (mark.isErr()) return here
    here = mark.value.document.child
  }
  return here
}

/** The merges of a child that stand, and those that wait to be taken back. */
export const standingMerges: ReadonlySet<MergeState> = new Set<MergeState>(['merged', 'undoRequested', 'undoApproved'])

/** Every merge that lies with a child. */
export const mergesUnder = (ledger: Ledger, partition: Key, child: Key): OutcomeAsync<readonly StoredMerge[]> =>
  later(async () => {
    const page = await mergeShelf(ledger).merges.page({ partition, where: { is: child }, limit: 1000 })
    return page.map(({ documents }) => documents)
  })

/** Every id that went into a child's file, through all merges that stand. */
export const aliasesOf = (ledger: Ledger, partition: Key, child: Key): OutcomeAsync<readonly Key[]> =>
  later(async () => {
    const found = await mergesUnder(ledger, partition, child)
    return found.asyncAndThen((merges) =>
      later(async () => {
        const aliases: Key[] = []
        for (const { document } of merges) {
          if (!standingMerges.has(document.state)) continue
          const further = await aliasesOf(ledger, partition, document.other)
          if (further.isErr()) return further
          aliases.push(document.other, ...further.value)
        }
        return found.map(() => aliases)
      }),
    )
  })
