import type pg from 'pg'
import { utf8 } from '../../src/digest.ts'
import type { Driver, Key } from '../../src/storage/index.ts'
import { openPostgres, type PostgresOptions, type PostgresPool } from '../../src/storage/postgres.ts'
import type { Harness } from '../../src/testing/index.ts'
import type { Server } from './postgres-server.ts'

const kept = ['head', 'row', 'entry', 'log', 'past', 'erased'] as const

/** Every value that the tables hold for a partition, read past the driver. */
export async function rawTables(pool: pg.Pool, schema: string, partition: Key): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = []
  for (const table of kept) {
    const { rows } = await pool.query<Record<string, unknown>>(
      `SELECT * FROM "${schema}"."childfile_${table}" WHERE partition = $1`,
      [partition],
    )
    for (const value of rows.flatMap((row) => Object.values(row)))
      if (value !== null) found.push(value instanceof Uint8Array ? value : utf8(JSON.stringify(value)))
  }
  return found
}

let schemas = 0

/** The name of a schema that no other store of this server has. */
export const newSchema = (): string => `store_${process.pid}_${schemas++}`

/** A harness over a schema of its own; `wrap` stands for what lies between the driver and its pool. */
export function postgresHarness(
  server: Server,
  { wrap = (pool) => pool, config = {}, options = {} }: Partial<Between> = {},
): Harness {
  const schema = newSchema()
  const opened: (readonly [Driver, pg.Pool])[] = []
  const admin = server.pool({ max: 1 })
  const next = async () => {
    const pool = server.pool({ max: 4, ...config })
    const driver = await openPostgres(wrap(pool), { schema, ...options })
    opened.push([driver, pool])
    return driver
  }
  return {
    open: next,
    reopen: next,
    second: next,
    raw: (partition) => rawTables(admin, schema, partition),
    destroy: async () => {
      for (const [driver, pool] of opened) {
        await driver.close()
        await pool.end()
      }
      await admin.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
      await admin.end()
    },
  }
}

interface Between {
  readonly wrap: (pool: pg.Pool) => PostgresPool
  readonly config: pg.PoolConfig
  readonly options: PostgresOptions
}
