/** The number of the layout. A store with a greater one is not written to. */
export const formatNumber = 1

/** Where the tables lie: quoted names that go into statements as they are. */
export interface Names {
  readonly meta: string
  readonly head: string
  readonly row: string
  readonly entry: string
  readonly log: string
  readonly past: string
  readonly erased: string
  readonly pastOf: string
  readonly schema?: string
}

const plainName = /^[a-z_][a-z0-9_]{0,39}$/

/** Names for a prefix and a schema; undefined if either is not 1 to 40 of a-z, 0-9 and `_`, not beginning with a digit. */
export function namesOf(prefix: string, schema: string | undefined): Names | undefined {
  if (!plainName.test(prefix) || (schema !== undefined && !plainName.test(schema))) return undefined
  const place = schema === undefined ? '' : `"${schema}".`
  const table = (name: string) => `${place}"${prefix}${name}"`
  return {
    meta: table('meta'),
    head: table('head'),
    row: table('row'),
    entry: table('entry'),
    log: table('log'),
    past: table('past'),
    erased: table('erased'),
    pastOf: `"${prefix}past_of"`,
    ...(schema === undefined ? {} : { schema: `"${schema}"` }),
  }
}

const key = 'text COLLATE "C" NOT NULL'
const address = `subject ${key}, kind ${key}, id ${key}`

/** The table that says which layout the others have, and whether all of them are there (`ready` 1). It has one row. */
export const metaTable = ({ meta }: Names): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS ${meta} (one integer NOT NULL, format integer NOT NULL, ready integer NOT NULL, PRIMARY KEY (one))`,
  `INSERT INTO ${meta} (one, format, ready) VALUES (1, ${formatNumber}, 0) ON CONFLICT DO NOTHING`,
]

/**
 * The tables. A body lies once, in `past`, under the number of the commit that wrote it; `row` knows that number. Every key
 * begins with the partition, so that a partition can lie on one machine of many.
 */
export const tables = ({ meta, head, row, entry, log, past, erased, pastOf }: Names): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS ${head} (partition ${key}, seq bigint NOT NULL, hash text NOT NULL, PRIMARY KEY (partition))`,
  `CREATE TABLE IF NOT EXISTS ${row} (partition ${key}, ${address}, revision integer NOT NULL, live boolean NOT NULL,
    keys text NOT NULL, seq bigint NOT NULL, PRIMARY KEY (partition, subject, kind, id))`,
  `CREATE TABLE IF NOT EXISTS ${entry} (partition ${key}, name ${key}, key ${key}, ${address},
    PRIMARY KEY (partition, name, key, subject, kind, id))`,
  `CREATE TABLE IF NOT EXISTS ${log} (partition ${key}, seq bigint NOT NULL, hash text NOT NULL, id ${key},
    fingerprint text NOT NULL, note bytea NOT NULL, erased text COLLATE "C", PRIMARY KEY (partition, seq), UNIQUE (partition, id))`,
  `CREATE TABLE IF NOT EXISTS ${past} (partition ${key}, seq bigint NOT NULL, ${address}, revision integer NOT NULL,
    digest text NOT NULL, body bytea, PRIMARY KEY (partition, seq, subject, kind, id))`,
  `CREATE INDEX IF NOT EXISTS ${pastOf} ON ${past} (partition, subject, kind, id, seq)`,
  `CREATE TABLE IF NOT EXISTS ${erased} (partition ${key}, subject ${key}, PRIMARY KEY (partition, subject))`,
  `UPDATE ${meta} SET ready = 1`,
]
