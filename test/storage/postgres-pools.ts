import type pg from 'pg'
import type { PostgresPool, PostgresResult } from '../../src/storage/postgres.ts'

type Query = (text: string, values?: unknown[]) => Promise<PostgresResult>

/** A pool where something lies between the driver and each statement; `client` is missing where the pool itself is asked. */
export function between(
  pool: pg.Pool,
  ask: (query: Query, text: string, values: unknown[] | undefined, client?: pg.PoolClient) => Promise<PostgresResult>,
  released: (error: Error | boolean | undefined) => void = () => undefined,
): PostgresPool {
  return {
    query: (text, values) => ask((...asked) => pool.query(...asked), text, values),
    connect: async () => {
      const client = await pool.connect()
      return {
        query: (text, values) => ask((...asked) => client.query(...asked), text, values, client),
        release: (error) => {
          released(error)
          client.release(error)
        },
        on: (event, listener) => client.on(event, listener),
        removeListener: (event, listener) => client.removeListener(event, listener),
      }
    },
  }
}

/** A pool and the first word of every statement that was asked. */
export function counted(pool: pg.Pool): readonly [PostgresPool, string[]] {
  const asked: string[] = []
  return [
    between(pool, (query, text, values) => {
      asked.push(/\w+/.exec(text)?.[0] ?? '')
      return query(text, values)
    }),
    asked,
  ]
}

/** A pool that answers the statements that match with an error of this code instead of asking them. */
export const failing = (pool: pg.Pool, code: string, matches: RegExp, times = Infinity): PostgresPool => {
  let left = times
  return between(pool, (query, text, values) =>
    matches.test(text) && left-- > 0
      ? Promise.reject(Object.assign(new Error('made up'), { code }))
      : query(text, values),
  )
}

/**
 * How a connection is lost: before the statement leaves, on its way, after the server has carried it out, or because the server
 * ends the connection.
 */
export const losses = ['before', 'on the way', 'after', 'killed'] as const
export type Loss = (typeof losses)[number]

const cut = (client: pg.PoolClient): void => {
  const { connection } = client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }
  connection.stream.destroy()
}

const processOf = (client: pg.PoolClient): number => (client as unknown as { readonly processID: number }).processID

/**
 * A pool that loses a connection once, at the n-th statement of its transactions. `lost` is the statement that it was, if any;
 * `over` waits until the server has noticed and what it was about to do is done or undone.
 */
export function losing(pool: pg.Pool, admin: pg.Pool, n: number, loss: Loss) {
  const state: { lost?: string; process?: number } = {}
  let count = 0
  const lossy = between(pool, async (query, text, values, client) => {
    if (!client || count++ !== n) return query(text, values)
    state.lost = text
    state.process = processOf(client)
    if (loss === 'before') cut(client)
    // Waits until the connection is gone.
    if (loss === 'killed') await admin.query('SELECT pg_terminate_backend($1, 5000)', [state.process])
    const answer = query(text, values)
    if (loss === 'on the way') cut(client)
    if (loss !== 'after') return answer
    await answer
    cut(client)
    throw new Error('Connection terminated')
  })
  const over = async () => {
    for (;;) {
      const { rows } = await admin.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [state.process ?? 0])
      if (rows.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  return { lossy, state, over }
}

/** A pool whose connections may be ended by the server at any moment, also between being made and being handed out. */
export const robust = (pool: pg.Pool): pg.Pool =>
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
