import type { Names } from './tables.ts'

/** Greater than every key. */
export const afterAllKeys = '\u007f'

const at = (table: string, place: string) =>
  `${table}.subject = ${place}.subject AND ${table}.kind = ${place}.kind AND ${table}.id = ${place}.id`
const asked = (n: number) =>
  `unnest($${n}::text[], $${n + 1}::text[], $${n + 2}::text[]) WITH ORDINALITY AS asked (subject, kind, id, place)`
const logColumns = 'l.seq, l.hash, l.id AS act, l.fingerprint, l.note, l.erased'
const pastColumns = 'p.subject, p.kind, p.id, p.revision, p.digest, p.body'

/** The most writes of a commit, and so the most that an entry of the log has. */
export const batchWrites = 10_000

/**
 * Every statement, for tables of these names. Lists go in as arrays, so that the number of statements of a commit does not grow
 * with its writes. Rows are looked up in a lateral query with a limit, bodies in a query for each row, and a page takes its range in
 * a query of its own: so no engine, whatever it thinks of the size of the tables, reads one from end to end.
 */
export function statements({ meta, head, row, entry, log, past, erased }: Names) {
  /** The row of each place. */
  const rowAt = (place: string) =>
    `JOIN LATERAL (SELECT * FROM ${row} o WHERE o.partition = $1 AND ${at('o', place)} LIMIT 1) r ON true`
  /** What is answered of a row, with its body. */
  const rowColumns = `r.subject, r.kind, r.id, r.revision, r.keys,
    (SELECT p.body FROM ${past} p WHERE p.partition = $1 AND p.seq = r.seq AND ${at('p', 'r')}) AS body`

  /** $1 partition, $2 seq of the new entry, then from `$n` on: hash, commit id, fingerprint, note, erased subject. */
  const link = (n: number) => `logged AS (
      INSERT INTO ${log} (partition, seq, hash, id, fingerprint, note, erased)
      VALUES ($1, $2, $${n}, $${n + 1}, $${n + 2}, $${n + 3}, $${n + 4}))
    UPDATE ${head} SET seq = $2, hash = $${n} WHERE partition = $1`

  /** $1 partition, $2 seq, $3 bodies in one piece, $4-$12 rows, $13-$17 new index keys. */
  const rows = `given AS (
      SELECT * FROM unnest($4::text[], $5::text[], $6::text[], $7::integer[], $8::boolean[], $9::text[], $10::text[], $11::integer[], $12::integer[])
      AS g (subject, kind, id, revision, live, keys, digest, start, length)
    ), logged_bodies AS (
      INSERT INTO ${past} (partition, seq, subject, kind, id, revision, digest, body)
      SELECT $1::text, $2::bigint, subject, kind, id, revision, digest, CASE WHEN live THEN substr($3::bytea, start, length) END FROM given
    ), present AS (
      INSERT INTO ${row} (partition, subject, kind, id, revision, live, keys, seq)
      SELECT $1::text, subject, kind, id, revision, live, keys, $2::bigint FROM given
      ON CONFLICT (partition, subject, kind, id)
      DO UPDATE SET revision = excluded.revision, live = excluded.live, keys = excluded.keys, seq = excluded.seq
    ), found_by AS (
      INSERT INTO ${entry} (partition, name, key, subject, kind, id)
      SELECT $1::text, e.name, e.key, e.subject, e.kind, e.id
      FROM unnest($13::text[], $14::text[], $15::text[], $16::text[], $17::text[]) AS e (name, key, subject, kind, id))`

  /** What has to be known before anything is written: $1 partition, $2 commit id, $3 subjects. */
  const standing = `SELECT 'format' AS part, 0 AS place, format AS number, '' AS one, '' AS two, '' AS three FROM ${meta}
    UNION ALL SELECT 'act', 0, seq, hash, fingerprint, '' FROM ${log} WHERE partition = $1 AND id = $2
    UNION ALL SELECT 'erased', 0, 0, '', '', '' FROM ${erased} WHERE partition = $1 AND subject = ANY ($3::text[])`

  return {
    partitions: `SELECT partition FROM ${head} WHERE partition > $1 ORDER BY partition LIMIT $2`,
    lockHead: `SELECT seq, hash FROM ${head} WHERE partition = $1 FOR UPDATE`,
    addHead: `INSERT INTO ${head} (partition, seq, hash) VALUES ($1, 0, '') ON CONFLICT DO NOTHING`,
    act: `SELECT seq, hash, fingerprint FROM ${log} WHERE partition = $1 AND id = $2`,

    beforeCommit: `${standing}
    UNION ALL SELECT 'row', asked.place, r.revision, r.keys, '', ''
      FROM ${asked(4)} ${rowAt('asked')}`,
    beforeErasure: `${standing}
    UNION ALL SELECT 'row', 0, 0, r.keys, r.kind, r.id FROM ${row} r WHERE r.partition = $1 AND r.subject = $4`,

    dropKeys: `DELETE FROM ${entry} e USING unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        AS g (name, key, subject, kind, id)
      WHERE e.partition = $1 AND e.name = g.name AND e.key = g.key AND e.subject = g.subject AND e.kind = g.kind AND e.id = g.id`,
    addRows: `WITH ${rows} SELECT 1 AS added`,
    addRowsAndLink: `WITH ${rows}, ${link(18)}`,
    eraseAndLink: `WITH gone AS (
      DELETE FROM ${row} WHERE partition = $1 AND subject = $7
    ), emptied AS (
      UPDATE ${past} SET body = NULL WHERE partition = $1 AND subject = $7 AND body IS NOT NULL
    ), standing AS (
      INSERT INTO ${erased} (partition, subject) VALUES ($1, $7) ON CONFLICT DO NOTHING
    ), ${link(3)}`,

    get: `SELECT asked.place, ${rowColumns} FROM ${asked(2)} ${rowAt('asked')}`,
    pageOfRows: `SELECT '' AS key, ${rowColumns} FROM (
        SELECT subject, kind, id, revision, keys, seq FROM ${row}
        WHERE partition = $1 AND (subject, kind, id) > ($2, $3, $4) AND subject < $5 AND live
        ORDER BY subject, kind, id LIMIT $6) r
      ORDER BY r.subject, r.kind, r.id`,
    pageOfKeys: `SELECT e.key, ${rowColumns} FROM (
        SELECT key, subject, kind, id FROM ${entry}
        WHERE partition = $1 AND name = $2 AND (key, subject, kind, id) > ($3, $4, $5, $6) AND key < $7
        ORDER BY key, subject, kind, id LIMIT $8) e
      ${rowAt('e')} ORDER BY e.key, e.subject, e.kind, e.id`,

    log: `SELECT ${logColumns}, ${pastColumns} FROM (
        SELECT * FROM ${log} WHERE partition = $1 AND seq > $2 AND ($4::text IS NULL OR id = $4) ORDER BY seq LIMIT $3) l
      LEFT JOIN LATERAL (
        SELECT * FROM ${past} WHERE partition = $1 AND seq = l.seq ORDER BY subject, kind, id LIMIT ${batchWrites}) p ON true
      ORDER BY l.seq, p.subject, p.kind, p.id`,
    logOfRow: `SELECT ${logColumns}, ${pastColumns} FROM ${past} p JOIN ${log} l ON l.partition = $1 AND l.seq = p.seq
      WHERE p.partition = $1 AND p.seq > $2 AND ($4::text IS NULL OR l.id = $4) AND p.subject = $5 AND p.kind = $6 AND p.id = $7
      ORDER BY p.seq LIMIT $3`,

    vacuum: (full: boolean) => `VACUUM ${full ? '(FULL) ' : ''}${row}, ${entry}, ${past}`,
  } as const
}

export type Statements = ReturnType<typeof statements>
