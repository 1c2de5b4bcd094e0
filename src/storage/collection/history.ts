import { type OutcomeAsync, ResultAsync, settle } from '../../problem.ts'
import { reading, unopenedProblem } from '../audit/store-problem.ts'
import type { Key } from '../driver.ts'
import type { Ledger, LedgerEntry, LedgerWrite } from '../ledger.ts'
import type { HistoryQuery, Past } from './document.ts'
import type { DocumentReader } from './document-reader.ts'
import { keyProblems, revisionProblems } from './key.ts'
import { limitProblems } from './pages.ts'

/** The revisions of a document, from the log. */
export const documentHistory =
  <T>(ledger: Ledger, { kind, reader }: { readonly kind: Key; readonly reader: DocumentReader<T> }) =>
  ({ partition, subject, id, after = 0, limit = 100 }: HistoryQuery): OutcomeAsync<readonly Past<T>[]> => {
    const of = { subject, kind, id }
    const wrong = [
      ...keyProblems([
        ['/partition', partition],
        ['/subject', subject],
        ['/id', id],
      ]),
      ...revisionProblems('/after', after),
      ...limitProblems(limit),
    ]
    return new ResultAsync(Promise.resolve(settle(undefined, wrong)))
      .andThen(() => reading(() => ledger.log({ partition, after, limit, of })))
      .map((entries) => entries.flatMap((entry) => entry.writes.map((write) => pastOf(reader, entry, write))))
  }

function pastOf<T>(
  reader: DocumentReader<T>,
  { head, id, note, unopened: unopenedNote }: LedgerEntry,
  { revision, digest, body, unopened }: LedgerWrite,
): Past<T> {
  const past = { seq: head.seq, commit: id, note: noteOf(note), revision }
  if (unopenedNote) return { ...past, state: 'unreadable', problems: [unopenedProblem(unopenedNote)] }
  if (body === null) return { ...past, state: digest === '' ? 'removed' : 'erased' }
  return reader.document({ body, ...(unopened ? { unopened } : {}) }).match<Past<T>>(
    (document) => ({ ...past, state: 'written', document }),
    (problems) => ({ ...past, state: 'unreadable', problems }),
  )
}

/** The note that `commit` wrote; undefined for one that something else wrote in another form. */
function noteOf(note: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(note)) as unknown
  } catch {
    return undefined
  }
}
