import type { Engine, OpenRequest, VersionChange } from '../../src/storage/indexed-db/engine.ts'

/** An object with some of its methods replaced; all others are called on the object itself. */
function over<T extends object>(target: T, methods: Readonly<Record<string, (...given: never[]) => unknown>>): T {
  return new Proxy(target, {
    get(_, name) {
      if (typeof name === 'string' && Object.hasOwn(methods, name)) return methods[name]
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function'
        ? (...given: unknown[]): unknown => Reflect.apply(value as () => unknown, target, given)
        : value
    },
  })
}

/** What the engine in memory can do beyond IndexedDB: end a transaction with an error of its own. */
interface Abortable {
  _abort(name: string | null): void
}

export interface Watched {
  readonly request: string
  readonly given: readonly unknown[]
  readonly result: unknown
  readonly transaction: Abortable
}

const requests = ['get', 'getAll', 'getAllKeys', 'put', 'delete', 'openCursor', 'update', 'continue']

const listens = (value: unknown): value is { addEventListener(type: string, listener: () => void): void } =>
  typeof value === 'object' && value !== null && 'addEventListener' in value

type Method = (...given: unknown[]) => unknown

/** An engine that tells of every request made of a store or an index of it, before (`result` undefined) and after it is made. */
export function watching(engine: Engine, tell: (watched: Watched) => void): Engine {
  const watch = <T extends object>(target: T, transaction: Abortable): T => {
    const method = (name: string): Method => {
      const call = (given: readonly unknown[]): unknown =>
        Reflect.apply(Reflect.get(target, name) as Method, target, given)
      if (name === 'index') return (...given) => watch(call(given) as object, transaction)
      return (...given) => {
        tell({ request: name, given, result: undefined, transaction })
        const result = call(given)
        tell({ request: name, given, result, transaction })
        return name === 'openCursor' ? answering(result as object, (cursor) => watch(cursor, transaction)) : result
      }
    }
    return over(target, Object.fromEntries([...requests, 'index'].map((name) => [name, method(name)])))
  }
  return {
    ...engine,
    indexedDB: overDatabase(engine, (database) =>
      over(database, {
        transaction: (...given: never[]) => {
          const transaction = Reflect.apply(Reflect.get(database, 'transaction') as Method, database, given) as object
          return over(transaction, {
            objectStore: (name: string) =>
              watch((transaction as { objectStore(of: string): object }).objectStore(name), transaction as Abortable),
          })
        },
      }),
    ),
  }
}

/** A request whose result is replaced. */
function answering(request: object, change: (result: object) => object): object {
  return new Proxy(over(request, {}), {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      return name === 'result' && typeof value === 'object' && value !== null ? change(value) : value
    },
  })
}

/** A factory whose opened databases are replaced. */
const overDatabase = ({ indexedDB }: Engine, change: (database: object) => object): Engine['indexedDB'] =>
  over(indexedDB, {
    open: (...given: never[]) =>
      answering(Reflect.apply(Reflect.get(indexedDB, 'open') as Method, indexedDB, given) as object, change),
  })

/** Ends the transaction in which the `nth` request is made, before it is made or when it has succeeded. Says how often it did. */
export function failing(engine: Engine, nth: number, when: 'before' | 'after', name: string | null) {
  const counted = { requests: 0, fired: 0 }
  const state = { armed: false }
  const fail = (transaction: Abortable) => {
    counted.fired += 1
    transaction._abort(name)
  }
  const watched = watching(engine, ({ result, transaction }) => {
    if (!state.armed) return
    if (result === undefined) {
      counted.requests += 1
      if (counted.requests === nth && when === 'before') fail(transaction)
    } else if (counted.requests === nth && when === 'after' && listens(result)) {
      const once = { done: false }
      result.addEventListener('success', () => {
        if (!once.done) fail(transaction)
        once.done = true
      })
    }
  })
  return { engine: watched, counted, arm: (on: boolean) => void (state.armed = on) }
}

/** A request to open a database whose upgrade comes with this event. */
export const upgrading = (request: OpenRequest, event: VersionChange): OpenRequest =>
  over(request, {
    addEventListener: (type: string, listener: (event: VersionChange) => void) => {
      request.addEventListener(type, type === 'upgradeneeded' ? () => listener(event) : listener)
    },
  })

/** An engine that tells of every transaction with what it was asked for. */
export const beginning = (engine: Engine, tell: (given: readonly unknown[]) => void): Engine => ({
  ...engine,
  indexedDB: overDatabase(engine, (database) =>
    over(database, {
      transaction: (...given: never[]) => {
        tell(given)
        return Reflect.apply(Reflect.get(database, 'transaction') as Method, database, given)
      },
    }),
  ),
})

/** An engine whose transactions tell, when they are through, that something unknown went wrong. */
export function losing(engine: Engine): { readonly engine: Engine; loses: boolean } {
  const state = { engine, loses: false }
  const factory = overDatabase(engine, (database) =>
    over(database, {
      transaction: (...given: never[]) => {
        const transaction = Reflect.apply(Reflect.get(database, 'transaction') as Method, database, given) as {
          addEventListener(type: string, listener: () => void): void
        }
        if (!state.loses) return transaction
        const lost = over(transaction, {
          addEventListener: (type: string, listener: () => void) => {
            if (type === 'abort') transaction.addEventListener('complete', listener)
          },
        })
        return new Proxy(lost, {
          get: (target, name) =>
            name === 'error' ? new DOMException('a value', 'UnknownError') : (Reflect.get(target, name) as unknown),
        })
      },
    }),
  )
  return Object.assign(state, { engine: { ...engine, indexedDB: factory } })
}
