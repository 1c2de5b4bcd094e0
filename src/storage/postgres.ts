import type { Driver } from './driver.ts'
import { durability, establish } from './postgres/establish.ts'
import { failure } from './postgres/failure.ts'
import type { PostgresPool } from './postgres/pool.ts'
import { postgresDriver } from './postgres/postgres-driver.ts'
import { statements } from './postgres/statements.ts'
import { type Names, namesOf } from './postgres/tables.ts'

export type { PostgresClient, PostgresPool, PostgresResult } from './postgres/pool.ts'

export interface PostgresOptions {
  /** What the names of the tables begin with; `childfile_` if not given. 1 to 40 of a-z, 0-9 and `_`. */
  readonly prefix?: string
  /** The schema of the tables, made if it is not there; the first of the connection's search path if not given. As `prefix`. */
  readonly schema?: string
  /**
   * What is done with the tables after each erasure: `plain` gives the place of what was deleted free for other rows, `full`
   * writes the tables anew and keeps everybody out meanwhile. The database decides for itself when, if not given.
   */
  readonly vacuumAfterErase?: 'plain' | 'full'
}

/**
 * A store in a PostgreSQL database, open to many processes. The pool stays yours: the driver never ends it, and closing the driver
 * waits for its calls alone. A commit takes one connection and at most six round trips, two more for the first of a partition and
 * one for each 16 MiB of bodies; commits of one partition queue up, those of different ones do not.
 * `durable` is `power` where the settings fsync, full_page_writes and synchronous_commit of the server allow to say so.
 * @returns The driver; rejects for a name that is none (`bad-name`) and with the code of the engine where the tables cannot be read
 * or made. A store of a newer layout opens, refuses every commit as `newer-format` and can not be read.
 * @example
 * ```ts
 * import { openPostgres } from 'childfile/storage/postgres'
 * const nowhere = { connect: () => Promise.reject(new Error()), query: () => Promise.reject(new Error()) }
 * const opened = openPostgres(nowhere, { prefix: 'x"; DROP TABLE children; --' })
 * await opened.catch((error: { code: string }) => error.code) // => 'bad-name'
 * ```
 */
export async function openPostgres(pool: PostgresPool, options: PostgresOptions = {}): Promise<Driver> {
  const names = namesOf(options.prefix ?? 'childfile_', options.schema)
  if (!names) throw Object.assign(new Error('a prefix or schema is 1 to 40 of a-z, 0-9 and _'), { code: 'bad-name' })
  try {
    return await open(pool, names, options)
  } catch (error) {
    throw failure(error)
  }
}

async function open(pool: PostgresPool, names: Names, { vacuumAfterErase }: PostgresOptions): Promise<Driver> {
  const format = await establish(pool, names)
  const durable = await durability(pool)
  return postgresDriver({ pool, sql: statements(names), durable, format, vacuum: vacuumAfterErase })
}
