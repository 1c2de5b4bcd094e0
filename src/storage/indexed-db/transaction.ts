import type {
  Cursor,
  Database,
  EngineKey,
  EngineRequest,
  Factory,
  KeyRange,
  KeyRanges,
  Store,
  Transaction,
} from './engine.ts'
import { EngineFailure, failureOf } from './failure.ts'
import { type StoreName, storeNames } from './layout.ts'

/** The stores, inside one transaction. */
export type Stores = Readonly<Record<StoreName, Store>>

/** What a request answers. Inside a transaction nothing else may be awaited, or the engine ends it. */
export const answerOf = <T>(request: EngineRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(failureOf(request.error)))
  })

/** Visits what a cursor comes to, one after the other. */
export const eachOf = (request: EngineRequest<Cursor | null>, visit: (cursor: Cursor) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => {
      const cursor = request.result
      if (!cursor) {
        resolve()
        return
      }
      try {
        visit(cursor)
        cursor.continue()
      } catch (error) {
        reject(error instanceof Error ? error : new Error('a visit failed'))
      }
    })
    request.addEventListener('error', () => reject(failureOf(request.error)))
  })

/** The keys from `lower` to `upper`, the upper end out; undefined if there cannot be any. */
export type Between = (lower: EngineKey, upper: EngineKey, lowerOpen?: boolean) => KeyRange | undefined

export const betweenOf =
  (factory: Factory, ranges: KeyRanges): Between =>
  (lower, upper, lowerOpen = false) =>
    factory.cmp(lower, upper) < 0 ? ranges.bound(lower, upper, lowerOpen, true) : undefined

function endOf(transaction: Transaction): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () =>
      reject(transaction.error ? failureOf(transaction.error) : new EngineFailure('AbortError')),
    )
  })
  end.catch(() => undefined)
  return end
}

/**
 * Does the work in one transaction over all stores and answers when the transaction is through; for writing that is when the engine
 * has handed it to the disk. Rejects when it was undone. The work begins before this returns.
 */
export async function within<T>(
  database: Database,
  mode: 'readonly' | 'readwrite',
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const transaction = begin(database, mode)
  const end = endOf(transaction)
  let answer: T
  try {
    answer = await work(storesOf(transaction))
  } catch (error) {
    throw await undone(transaction, end, error)
  }
  await end
  return answer
}

function begin(database: Database, mode: 'readonly' | 'readwrite'): Transaction {
  try {
    return database.transaction(
      [...storeNames],
      mode,
      ...(mode === 'readwrite' ? [{ durability: 'strict' } as const] : []),
    )
  } catch (error) {
    throw failureOf(error)
  }
}

const storesOf = (transaction: Transaction): Stores =>
  Object.fromEntries(storeNames.map((name) => [name, transaction.objectStore(name)])) as Stores

/**
 * Undoes what the engine has not undone yet, and says why. Where the engine ended the transaction, what it says of that is the cause:
 * requests only say that it was ended.
 */
async function undone(transaction: Transaction, end: Promise<void>, error: unknown): Promise<EngineFailure> {
  const byEngine = error instanceof EngineFailure || !aborted(transaction)
  try {
    await end
  } catch (reason) {
    if (byEngine) return failureOf(reason)
  }
  return failureOf(error)
}

/** Whether the transaction was still there to be ended. */
function aborted(transaction: Transaction): boolean {
  try {
    transaction.abort()
    return true
  } catch {
    return false
  }
}
