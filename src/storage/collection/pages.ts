import type { Digest } from '../../digest.ts'
import { invalid, ok, type Outcome, type OutcomeAsync, type Problem, ResultAsync, settle } from '../../problem.ts'
import { parts, pointer } from '../../pointer.ts'
import { missing, reading } from '../audit/store-problem.ts'
import type { Key, Position } from '../driver.ts'
import { type Ledger, type LedgerPage, type LedgerRow, sealOf } from '../ledger.ts'
import type { BodyRow, Collection, DocumentPage, Stored, Unreadable } from './document.ts'
import { cursorOf, positionOf, type Walk } from './cursor.ts'
import type { DocumentReader } from './document-reader.ts'
import { indexName, keyProblems } from './key.ts'
import { boundsOf, indexProblems } from './where.ts'

const mostAtOnce = 1000
const usualLimit = 100
/** A walk over rows of all kinds reads at least so many at once. */
const rowsAtOnce = 200

/** One problem if a limit is not a whole number from 1 to 1000. */
export const limitProblems = (limit: number): readonly Problem[] => {
  if (typeof limit === 'number' && limit > mostAtOnce)
    return [invalid('/limit', 'too-large', `must be at most ${mostAtOnce}`)]
  return Number.isInteger(limit) && limit >= 1
    ? []
    : [invalid('/limit', 'too-small', 'must be a whole number from 1 on')]
}

const isLive = (row: LedgerRow | undefined): row is LedgerRow & BodyRow => row !== undefined && row.body !== null

interface Shelf<T> {
  readonly kind: Key
  readonly digest: Digest
  readonly reader: DocumentReader<T>
  readonly indexes: readonly string[]
}

/** The reading half of a collection. */
export function documentPages<T>(
  ledger: Ledger,
  { kind, digest, reader, indexes }: Shelf<T>,
): Pick<Collection<T, string>, 'get' | 'many' | 'page'> {
  const get: Collection<T>['get'] = (partition, { subject, id }) =>
    later(settle({ subject, kind, id }, placeProblems(partition, [{ subject, id }])))
      .andThen((at) => reading(() => ledger.get(partition, [at])))
      .andThen(([row]) => (isLive(row) ? reader.read(row) : missing))

  const many: Collection<T>['many'] = (partition, at) =>
    later(settle(undefined, [...(at.length === 0 ? [] : limitProblems(at.length)), ...placeProblems(partition, at)]))
      .andThen(() =>
        reading(() =>
          ledger.get(
            partition,
            at.map(({ subject, id }) => ({ subject, kind, id })),
          ),
        ),
      )
      .andThen((rows): Outcome<readonly (Stored<T> | undefined)[]> => {
        const read = rows.map((row) => (isLive(row) ? reader.read(row) : ok(undefined)))
        const problems = read.flatMap((one, place) =>
          one.isErr()
            ? one.error.map((problem): Problem => ({ ...problem, path: pointer(place, ...parts(problem.path)) }))
            : [],
        )
        return settle(
          read.map((one) => one.unwrapOr(undefined)),
          problems,
        )
      })

  const page: Collection<T, string>['page'] = ({ partition, index, where = {}, after, limit = usualLimit }) => {
    const bounds = boundsOf(where)
    const wrong = [
      ...keyProblems([['/partition', partition]]),
      ...indexProblems(index, where, indexes),
      ...limitProblems(limit),
      ...problemsOf(bounds),
    ]
    return later(settle(undefined, wrong).andThen(() => bounds))
      .andThen(({ from, to }) => {
        const walk: Walk = {
          partition,
          kind,
          index: index === undefined ? null : indexName(kind, index),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        }
        return cursors(partition).andThen((keyed) => {
          const start = after === undefined ? ok(undefined) : positionOf(keyed, walk, after)
          return start.map((position) => ({ keyed, walk, position }))
        })
      })
      .andThen(({ keyed, walk, position }) =>
        reading(() => rowsOf(ledger, walk, position, limit)).map((rows) => pageOf(keyed, walk, rows)),
      )
  }

  /** What guards cursors: a sealed ledger has a digest of its own. */
  const cursors = (partition: Key): OutcomeAsync<Digest> => {
    const seal = sealOf(ledger)
    return seal ? reading(() => seal.digest(partition, 'read')) : later(ok(digest))
  }

  const pageOf = (keyed: Digest, walk: Walk, { rows, next }: LedgerPage): DocumentPage<T> => {
    const documents: Stored<T>[] = []
    const unreadable: Unreadable[] = []
    for (const row of rows.filter(isLive)) {
      const read = reader.read(row)
      if (read.isOk()) documents.push(read.value)
      else {
        const { subject, id, revision } = row
        unreadable.push({ subject, kind, id, revision, problems: read.error })
      }
    }
    return { documents, unreadable, ...(next ? { next: cursorOf(keyed, walk, next) } : {}) }
  }

  return { get, many, page }
}

const later = <T>(outcome: Outcome<T>): OutcomeAsync<T> => new ResultAsync(Promise.resolve(outcome))

const problemsOf = (outcome: Outcome<unknown>): readonly Problem[] => (outcome.isErr() ? outcome.error : [])

const placeProblems = (partition: Key, at: readonly { readonly subject: Key; readonly id: Key }[]) =>
  keyProblems([
    ['/partition', partition],
    ...at.flatMap(
      ({ subject, id }) =>
        [
          ['/subject', subject],
          ['/id', id],
        ] as const,
    ),
  ])

/** Up to `limit` rows of the walk's kind. An index has one kind only; else rows of other kinds are walked over. */
async function rowsOf(ledger: Ledger, walk: Walk, start: Position | undefined, limit: number): Promise<LedgerPage> {
  const { kind, ...query } = walk
  if (query.index !== null) return ledger.page({ ...query, limit, ...(start ? { after: start } : {}) })
  const rows: LedgerRow[] = []
  let after = start
  for (;;) {
    const page = await ledger.page({ ...query, limit: Math.max(limit, rowsAtOnce), ...(after ? { after } : {}) })
    for (const [place, row] of page.rows.entries()) {
      if (row.kind === kind) rows.push(row)
      const more = page.next !== undefined || place + 1 < page.rows.length
      if (rows.length === limit)
        return more ? { rows, next: { key: '', subject: row.subject, kind: row.kind, id: row.id } } : { rows }
    }
    after = page.next
    if (!after) return { rows }
  }
}
