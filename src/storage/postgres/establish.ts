import { answered, PostgresFailure } from './failure.ts'
import type { PostgresPool } from './pool.ts'
import { formatNumber, metaTable, type Names, tables } from './tables.ts'

const missingTable = '42P01'
const missingSchema = '3F000'

/** Codes that say that somebody else is laying out the same tables at this moment. */
const overtaken: ReadonlySet<string> = new Set(['23505', '42P07', '42P06', '42710', 'XX000', '40001', '40P01'])

const attempts = 20

/**
 * Lays out the tables unless they are there, together with others who do the same, and says which layout the store has. Each
 * statement stands by itself and may be run again, so that an opening that was cut off is completed by the next one; where all
 * tables are there nothing is asked but the number.
 */
export async function establish(pool: PostgresPool, names: Names): Promise<number> {
  const ask = (text: string) => answered(() => pool.query(text))
  for (let left = attempts; ; left--) {
    try {
      const found = await layoutIn(ask, names)
      if (found && (found.ready || found.format > formatNumber)) return found.format
      for (const text of metaTable(names)) await ask(text)
      const agreed = await layoutIn(ask, names)
      if (agreed && agreed.format > formatNumber) return agreed.format
      for (const text of tables(names)) await ask(text)
      return formatNumber
    } catch (error) {
      if (left === 1 || !(error instanceof PostgresFailure)) throw error
      if (error.code === missingSchema && names.schema) await addSchema(ask, names.schema)
      else if (!overtaken.has(error.code)) throw error
    }
  }
}

async function addSchema(ask: (text: string) => Promise<unknown>, schema: string): Promise<void> {
  try {
    await ask(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  } catch (error) {
    if (!(error instanceof PostgresFailure && overtaken.has(error.code))) throw error
  }
}

interface Layout {
  readonly format: number
  readonly ready: boolean
}

async function layoutIn(
  ask: (text: string) => Promise<{ readonly rows: readonly unknown[] }>,
  { meta }: Names,
): Promise<Layout | undefined> {
  try {
    const { rows } = await ask(`SELECT format, ready FROM ${meta} WHERE one = 1`)
    const [kept] = rows as readonly { readonly format: unknown; readonly ready: unknown }[]
    return kept && { format: Number(kept.format), ready: Number(kept.ready) === 1 }
  } catch (error) {
    if (error instanceof PostgresFailure && error.code === missingTable) return undefined
    throw error
  }
}

/** What the settings of the server make of an acknowledged commit; where they cannot be read nothing is taken for granted. */
export async function durability(pool: PostgresPool): Promise<'process' | 'power'> {
  const wanted = ['fsync', 'full_page_writes', 'synchronous_commit'].map((name) => `current_setting('${name}', true)`)
  try {
    const { rows } = await pool.query(`SELECT ${wanted.map((text, n) => `${text} AS s${n}`).join(', ')}`)
    const [kept] = rows as readonly Readonly<Record<string, unknown>>[]
    const settings = [kept?.['s0'], kept?.['s1'], kept?.['s2']]
    return settings.every((value) => typeof value === 'string' && value !== 'off') ? 'power' : 'process'
  } catch {
    return 'process'
  }
}
