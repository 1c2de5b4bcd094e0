/**
 * Keyrings in the database, one for each county, so that workers on many machines have them. In earnest they belong into another
 * database than the store, with other backups: an old copy of both, with the master key, can read what was erased since.
 */
import { type KeyProvider, type Keyring, type KeyStore, openKeyring } from 'childfile/storage'
import type pg from 'pg'

const table =
  'CREATE TABLE IF NOT EXISTS county_keys (county text PRIMARY KEY, generation bigint NOT NULL, bytes bytea NOT NULL)'

/**
 * The place of one keyring. A save counts only over the generation that was loaded: of two programs that hold the same keyring one
 * is told so and has to open it again, and neither writes over keys of the other.
 */
function keyStore(pool: pg.Pool, county: string): KeyStore {
  let generation = 0
  return {
    async load() {
      await pool.query(table).catch((error: unknown) => {
        // Two that make the table at once: one of them has made it.
        if (!(error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '42P07')))
          throw error
      })
      const { rows } = await pool.query<{ generation: string; bytes: Buffer }>(
        'SELECT generation, bytes FROM county_keys WHERE county = $1',
        [county],
      )
      generation = Number(rows[0]?.generation ?? 0)
      return rows[0] && new Uint8Array(rows[0].bytes)
    },
    async save(bytes) {
      const { rowCount } =
        generation === 0
          ? await pool.query('INSERT INTO county_keys VALUES ($1, 1, $2) ON CONFLICT DO NOTHING', [county, bytes])
          : await pool.query(
              'UPDATE county_keys SET generation = $3, bytes = $2 WHERE county = $1 AND generation = $4',
              [county, bytes, generation + 1, generation],
            )
      if (rowCount !== 1)
        throw Object.assign(new Error('the keyring was changed by another program'), { code: 'stale' })
      generation += 1
    },
    close: () => Promise.resolve(),
  }
}

/** The keyring of a county, as it is now. */
export async function countyKeyring(pool: pg.Pool, county: string, provider: KeyProvider): Promise<Keyring> {
  const opened = await openKeyring(keyStore(pool, county), provider)
  if (opened.isErr()) throw new Error(`the keyring cannot be opened: ${opened.error[0].code}`)
  return opened.value
}
