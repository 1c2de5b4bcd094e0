import type { Immutable } from '../../immutable.ts'
import type { Digest } from '../../digest.ts'
import { err, ok, type Outcome, type OutcomeAsync, type Problems, ResultAsync, settle } from '../../problem.ts'
import { digestList } from '../audit/chain.ts'
import { reading, storeProblem } from '../audit/store-problem.ts'
import { commit } from './commit.ts'
import type { Key, Position } from '../driver.ts'
import type { Ledger, LedgerPage, LedgerRow } from '../ledger.ts'
import type { BodyRow, Rewriting, Rewritten, Staged, Unreadable } from '../collection/document.ts'
import type { DocumentReader } from '../collection/document-reader.ts'
import type { DocumentWriter } from '../collection/document-writer.ts'
import { versionOf } from '../collection/envelope.ts'
import { keyProblems } from '../collection/key.ts'

interface Shelf<T, Written> {
  readonly kind: Key
  readonly version: number
  readonly digest: Digest
  readonly reader: DocumentReader<T>
  readonly writer: DocumentWriter<Written>
}

const rowsAtOnce = 500
const bytesOfTag = 16
/** How often a page is read again because others wrote to it. */
const attempts = 20

/** What is to be done on one page. */
interface Work {
  readonly writes: readonly Outcome<Staged>[]
  /** Tells this work from any other. */
  readonly places: readonly (readonly [Key, Key, number])[]
  readonly newer: number
  readonly unreadable: readonly Unreadable[]
}

/** A page that is done. */
interface Page extends Work, Pick<LedgerPage, 'next'> {
  readonly rewritten: number
}

const isOfKind =
  (kind: Key) =>
  (row: LedgerRow): row is LedgerRow & BodyRow =>
    row.kind === kind && row.body !== null

/** Rewrites old documents page by page. A page is one commit, whose id comes from the rows that it writes. */
export function documentRewriting<T, Written>(
  ledger: Ledger,
  { kind, version, digest, reader, writer }: Shelf<T, Written>,
): (rewriting: Rewriting) => OutcomeAsync<Rewritten> {
  const workOn = ({ rows }: LedgerPage): Work => {
    const writes: Outcome<Staged>[] = []
    const places: (readonly [Key, Key, number])[] = []
    const unreadable: Unreadable[] = []
    let newer = 0
    for (const row of rows.filter(isOfKind(kind))) {
      const { subject, id, revision } = row
      const leave = (problems: Problems): void => void unreadable.push({ subject, kind, id, revision, problems })
      const written = row.unopened === undefined ? versionOf(row.body) : 0
      if (written === version) continue
      if (written > version) {
        newer += 1
        continue
      }
      // What was read is what the schema gave; it takes it as input too, because schemas do not transform.
      const put = reader
        .read(row)
        .andThen(({ document }) =>
          writer.put({ subject, id, expect: revision, document: document as unknown as Immutable<Written> }),
        )
      if (put.isErr()) leave(put.error)
      else {
        writes.push(put)
        places.push([subject, id, revision])
      }
    }
    return { writes, places, newer, unreadable }
  }

  /** One page, read again for as long as others are faster. */
  const page = async (act: Rewriting, after: Position | undefined): Promise<Outcome<Page>> => {
    const { partition, note } = act
    const limit = Math.min(rowsAtOnce, ledger.guarantees.batchWrites)
    for (let left = attempts; left > 0; left--) {
      const read = await reading(() => ledger.page({ partition, index: null, limit, ...(after ? { after } : {}) }))
      if (read.isErr()) return err(read.error)
      const { next } = read.value
      const work = workOn(read.value)
      const done = { ...work, rewritten: 0, ...(next ? { next } : {}) }
      if (work.writes.length === 0) return ok(done)
      const tag = digestList(digest, 'fingerprint', ['rewrite', partition, kind, version, work.places])
      const id = `${act.id}~${tag.slice(0, bytesOfTag)}`
      const written = await commit(ledger, { partition, id, note, writes: work.writes }, digest)
      // What was repeated was done by another program that did the same.
      if (written.isOk()) return ok({ ...done, rewritten: written.value.repeated ? 0 : work.writes.length })
      if (written.error.some(({ kind: of, code }) => of !== 'conflict' && code !== 'subject-erased'))
        return err(written.error)
    }
    return err([storeProblem('busy')])
  }

  const all = async (act: Rewriting): Promise<Outcome<Rewritten>> => {
    let [rewritten, newer] = [0, 0]
    const unreadable: Unreadable[] = []
    for (let after: Position | undefined; ; ) {
      const done = await page(act, after)
      if (done.isErr()) return err(done.error)
      rewritten += done.value.rewritten
      newer += done.value.newer
      unreadable.push(...done.value.unreadable)
      after = done.value.next
      if (!after) return ok({ rewritten, newer, unreadable })
    }
  }

  return (act) => {
    const wrong = keyProblems([
      ['/partition', act.partition],
      // Room for what tells its commits apart.
      ['/id', `${act.id}${act.id === '' ? '' : '~'.repeat(bytesOfTag + 1)}`],
    ])
    return new ResultAsync(Promise.resolve(settle(undefined, wrong))).andThen(() => new ResultAsync(all(act)))
  }
}
