import { err, ok, type Outcome, type OutcomeAsync, ResultAsync, settle } from '../../problem.ts'
import { missing, reading } from '../audit/store-problem.ts'
import type { Key, Position } from '../driver.ts'
import type { Ledger, LedgerRow } from '../ledger.ts'
import type { BodyRow, Stored, Unreadable } from './document.ts'
import { keyProblems } from './key.ts'
import { type Bounds, boundsOf, type Where } from './where.ts'

/** Collections by names of the caller's choice. */
export type Kinds = Readonly<
  Record<string, { readonly kind: Key; readonly read: (row: BodyRow) => Outcome<Stored<unknown>> }>
>

/** The documents of one subject, by the names of the collections, each list in order of ids. */
export interface SubjectDocuments<K extends Kinds> {
  readonly subject: Key
  readonly documents: {
    readonly [Name in keyof K]: K[Name]['read'] extends (row: BodyRow) => Outcome<infer Document>
      ? readonly Document[]
      : never
  }
  readonly unreadable: readonly Unreadable[]
}

/** All that is kept about subjects. */
export interface Compartment<K extends Kinds> {
  /**
   * Everything about one subject, in one walk over its rows.
   * @returns Err `not-found`: there is nothing of these kinds. Err `invalid` `bad-key`. Err `storage`: `unavailable`.
   */
  readonly read: (partition: Key, subject: Key) => OutcomeAsync<SubjectDocuments<K>>
  /**
   * Subject after subject in order, in one walk over the partition; no more than one subject and a page of rows is held at a
   * time. What others write meanwhile may be seen or not. Ends after the first Err.
   */
  readonly each: (partition: Key, where?: Where) => AsyncGenerator<Outcome<SubjectDocuments<K>>, void, undefined>
}

const rowsAtOnce = 500

/**
 * Reads documents of several kinds by their subject: a file with its visits and contacts. Kinds that are not named are passed over.
 * @example
 * ```ts
 * import { z } from 'zod'
 * import { audited, collection, commit, compartment, openMemory } from 'childfile/storage'
 * const ledger = audited(await openMemory())
 * const files = collection(ledger, { kind: 'file', schema: z.strictObject({ name: z.string() }), version: 1 })
 * const visits = collection(ledger, { kind: 'visit', schema: z.strictObject({ on: z.iso.date() }), version: 1 })
 * const writes = [
 *   files.put({ subject: 'child-1', id: 'child-1', document: { name: '王小明' } }),
 *   visits.put({ subject: 'child-1', id: 'v1', document: { on: '2026-09-15' } }),
 * ]
 * await commit(ledger, { partition: '520526', id: 'commit-1', note: { actor: 'worker-3' }, writes })
 * const child = await compartment(ledger, { files, visits }).read('520526', 'child-1')
 * child.isOk() && child.value.documents.visits.map((visit) => visit.document.on) // => ['2026-09-15']
 * ```
 */
export function compartment<const K extends Kinds>(ledger: Ledger, kinds: K): Compartment<K> {
  const readers: Kinds = kinds
  const named = Object.entries(readers)
  const readerOf = new Map(named.map(([, reader]) => [reader.kind, reader]))

  /** Undefined if there is nothing of these kinds. */
  const documentsOf = (subject: Key, rows: readonly LedgerRow[]): SubjectDocuments<K> | undefined => {
    const read: Stored<unknown>[] = []
    const unreadable: Unreadable[] = []
    for (const row of rows) {
      const { kind, id, revision, body } = row
      const reader = readerOf.get(kind)
      if (body === null || !reader) continue
      const document = reader.read({ ...row, subject, body })
      if (document.isOk()) read.push(document.value)
      else unreadable.push({ subject, kind, id, revision, problems: document.error })
    }
    if (read.length + unreadable.length === 0) return undefined
    const documents = Object.fromEntries(
      named.map(([name, { kind }]) => [name, read.filter((document) => document.kind === kind)]),
    )
    return { subject, documents: documents as unknown as SubjectDocuments<K>['documents'], unreadable }
  }

  /** The rows of one subject after another; a page may begin and end inside a subject. */
  async function* subjects(
    partition: Key,
    bounds: Bounds,
  ): AsyncGenerator<Outcome<readonly LedgerRow[]>, void, undefined> {
    let rows: LedgerRow[] = []
    let after: Position | undefined
    do {
      const start = after
      const query = { partition, index: null, limit: rowsAtOnce, ...bounds, ...(start ? { after: start } : {}) }
      const page = await reading(() => ledger.page(query))
      if (page.isErr()) {
        yield err(page.error)
        return
      }
      for (const row of page.value.rows) {
        if (rows[0] && rows[0].subject !== row.subject) {
          yield ok(rows)
          rows = []
        }
        rows.push(row)
      }
      after = page.value.next
    } while (after)
    if (rows.length > 0) yield ok(rows)
  }

  async function* each(partition: Key, where: Where = {}): ReturnType<Compartment<K>['each']> {
    const bounds = settle(undefined, keyProblems([['/partition', partition]])).andThen(() => boundsOf(where))
    if (bounds.isErr()) {
      yield err(bounds.error)
      return
    }
    for await (const rows of subjects(partition, bounds.value)) {
      if (rows.isErr()) yield err(rows.error)
      else {
        const documents = documentsOf(rows.value[0]?.subject ?? '', rows.value)
        if (documents) yield ok(documents)
      }
    }
  }

  const read = async (partition: Key, subject: Key): Promise<Outcome<SubjectDocuments<K>>> => {
    const keys = keyProblems([
      ['/partition', partition],
      ['/subject', subject],
    ])
    const checked = settle(undefined, keys)
    if (checked.isErr()) return err(checked.error)
    for await (const one of each(partition, { is: subject })) return one
    return missing
  }

  return { each, read: (partition, subject) => new ResultAsync(read(partition, subject)) }
}
