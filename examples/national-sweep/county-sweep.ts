/**
 * The sweep of one county, part by part. A part is one commit: totals so far, the last child, and the tiers that changed. Whoever
 * dies leaves whole parts behind, and whoever comes next goes on after them.
 */
import type { ChildFile, Outcome, PlainDate } from 'childfile'
import { type Casework, sharedSubject } from 'childfile/casework'
import type { Calendar } from 'childfile/calendar'
import { mergeTotals, type SweepTotals, type SweptBits, sweep as sweepFiles, totalsOf } from 'childfile/risk'
import { commit, type Key, type Ledger } from 'childfile/storage'
import { type ChildTier, lastCommit, type Progress, sweepRecords } from './sweep-record.ts'

/** One county on one day. Tasks of one sweep share its name. */
export interface Task {
  readonly partition: Key
  readonly sweep: string
  readonly asOf: PlainDate
}

export interface SweepOptions {
  readonly calendar: Calendar
  /** Files in one part and one commit; 1 to 1000. */
  readonly filesAtOnce: number
}

/** `overtaken`: somebody else moved the record on, so that this worker has nothing to say about the county any more. */
export type Swept = { readonly state: 'done'; readonly progress: Progress } | { readonly state: 'overtaken' }

interface Standing {
  readonly revision: number
  readonly progress: Progress
}

const begun = (asOf: PlainDate): Standing => ({
  revision: 0,
  progress: { asOf, state: 'running', parts: 0, after: '', totals: kept(mergeTotals([])), changed: 0 },
})

/** Totals as plain, writable data. */
const kept = (totals: SweepTotals): Progress['totals'] => structuredClone(totals) as Progress['totals']

/** Where the sweep of a county stands. */
export async function standingOf(ledger: Ledger, { partition, sweep, asOf }: Task): Promise<Standing> {
  const found = await sweepRecords(ledger).progress.get(partition, { subject: sharedSubject, id: sweep })
  if (found.isOk()) return { revision: found.value.revision, progress: found.value.document as Progress }
  if (found.error[0].kind === 'not-found') return begun(asOf)
  throw new Error(`the record of the sweep cannot be read: ${found.error[0].code}`)
}

/** Files after a child, in order of ids. A store that cannot be read, or a file whose key is missing, stops the county. */
async function* filesAfter(casework: Pick<Casework, 'files'>, partition: Key, after: string) {
  for await (const stored of casework.files.each(partition)) {
    if (stored.isErr()) throw new Error(`a file cannot be read: ${stored.error[0].code}`)
    const { file } = stored.value
    if (file.id > after) yield file
  }
}

/** Parts of so many files; the last one, which may be empty, says so. */
async function* partsOf(files: AsyncIterable<ChildFile>, filesAtOnce: number) {
  let part: ChildFile[] = []
  for await (const file of files) {
    part.push(file)
    if (part.length < filesAtOnce) continue
    yield { files: part, isLast: false }
    part = []
  }
  yield { files: part, isLast: true }
}

const attempts = 10

/**
 * Sweeps what is left of a county. Safe to be called by any number of workers at once, and again after each of them was stopped at
 * any moment: a part is written over the revision of the record that was read, so it is written by one of them and counted once.
 */
export async function sweepCounty(
  casework: Pick<Casework, 'files' | 'ledger'>,
  task: Task,
  options: SweepOptions,
): Promise<Swept> {
  for (let left = attempts; left > 0; left--) {
    let standing = await standingOf(casework.ledger, task)
    if (standing.progress.state === 'done') return { state: 'done', progress: standing.progress }
    const files = filesAfter(casework, task.partition, standing.progress.after)
    let isStale = false
    for await (const part of partsOf(files, options.filesAtOnce)) {
      const next = await writePart(casework.ledger, task, standing, part, options)
      if (next === 'stale') {
        const now = await standingOf(casework.ledger, task)
        if (now.revision !== standing.revision) return { state: 'overtaken' }
        isStale = true
        break
      }
      standing = next
    }
    if (!isStale) return { state: 'done', progress: standing.progress }
  }
  throw new Error('others keep writing to the children of a part')
}

interface Part {
  readonly files: readonly ChildFile[]
  readonly isLast: boolean
}

/** Writes one part; `stale` if something that it stands on was written by somebody else meanwhile. */
async function writePart(
  ledger: Ledger,
  task: Task,
  { revision, progress }: Standing,
  { files, isLast }: Part,
  { calendar }: SweepOptions,
): Promise<Standing | 'stale'> {
  const { partition, sweep, asOf } = task
  const outcomes: Outcome<SweptBits>[] = []
  for await (const one of sweepFiles(files, { asOf, calendar, mode: 'bits' })) outcomes.push(one)
  const swept = outcomes.flatMap((one) => (one.isOk() ? [one.value] : []))
  const { tiers, progress: records } = sweepRecords(ledger)
  const changes = await changedTiers(ledger, task, swept)
  const next: Progress = {
    asOf,
    state: isLast ? 'done' : 'running',
    parts: progress.parts + 1,
    after: files.at(-1)?.id ?? progress.after,
    totals: kept(mergeTotals([progress.totals, await totalsOf(outcomes)])),
    changed: progress.changed + changes.length,
  }
  const intent = {
    partition,
    id: isLast ? lastCommit(sweep) : `${sweep}~${next.parts}`,
    note: { program: 'national-sweep', sweep, part: next.parts },
    writes: [
      records.put({ subject: sharedSubject, id: sweep, expect: revision, document: next }),
      ...changes.map(({ child, expect, document }) => tiers.put({ subject: child, id: '1', expect, document })),
    ],
  }
  for (let left = attempts, isMine = false; left > 0; left--) {
    const written = await commit(ledger, intent)
    // The same part by somebody else is as good, but then somebody else is at work.
    if (written.isOk()) return written.value.repeated && !isMine ? 'stale' : { revision: revision + 1, progress: next }
    const [problem] = written.error
    if (problem.kind === 'conflict' || stale.has(problem.code)) return 'stale'
    if (problem.code !== 'outcome-unknown') throw new Error(`a part cannot be written: ${problem.code}`)
    // The answer was lost: the same id tells what became of it.
    isMine = true
  }
  throw new Error('nobody knows whether a part was written')
}

const stale: ReadonlySet<string> = new Set(['commit-id-reused', 'subject-erased'])

/** Children whose tier is another than the one that is kept, with the revision to write over. A later day is left alone. */
async function changedTiers(ledger: Ledger, { partition, sweep, asOf }: Task, swept: readonly SweptBits[]) {
  const { tiers } = sweepRecords(ledger)
  const places = swept.map(({ child }) => ({ subject: child, id: '1' }))
  const found = await tiers.many(partition, places)
  if (found.isErr()) throw new Error(`the tiers cannot be read: ${found.error[0].code}`)
  return swept.flatMap(({ child, tier, tierUpper }, n) => {
    const before = found.value[n]
    const was = before?.document
    if (was && (was.asOf > asOf || (was.tier === tier && was.tierUpper === tierUpper))) return []
    const document: ChildTier = { tier, tierUpper, asOf, sweep }
    return [{ child, expect: before?.revision ?? 0, document }]
  })
}
