/** Marks a SQLite file as one of ours ("cfil"), and the number of its layout. A greater number is not written to. */
export const applicationId = 0x6366696c
export const formatNumber = 1

/**
 * The tables. A body lies once, in `past`; `row` points at the present one. The writes of one commit have consecutive numbers
 * `n`, so `log` needs no index to find them. Everything that is looked up is led by the partition.
 */
export const tables = `
CREATE TABLE head (
  partition TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE row (
  partition TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  revision INTEGER NOT NULL, live INTEGER NOT NULL, keys TEXT NOT NULL, past INTEGER NOT NULL,
  PRIMARY KEY (partition, subject, kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
  partition TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (partition, name, key, subject, kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE log (
  partition TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL, fingerprint TEXT NOT NULL,
  note BLOB NOT NULL, erased TEXT, first INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (partition, seq), UNIQUE (partition, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE past (
  n INTEGER PRIMARY KEY, partition TEXT NOT NULL, seq INTEGER NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  revision INTEGER NOT NULL, digest TEXT NOT NULL, body BLOB
) STRICT;
CREATE INDEX past_of ON past (partition, subject, kind, id, seq);
CREATE TABLE erased (
  partition TEXT NOT NULL, subject TEXT NOT NULL, purged INTEGER NOT NULL,
  PRIMARY KEY (partition, subject)
) STRICT, WITHOUT ROWID;
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${formatNumber};
`

/** Greater than every key. */
export const afterAllKeys = '\u007f'

const at = 'partition = ? AND subject = ? AND kind = ? AND id = ?'
const rowColumns = 'r.subject, r.kind, r.id, r.revision, r.keys, p.body'
const logColumns = 'seq, hash, id, fingerprint, note, erased, first, count'

/** Every statement. A bound that is open is given as the empty text below and as `afterAllKeys` above. */
export const sql = {
  begin: 'BEGIN IMMEDIATE',
  beginRead: 'BEGIN',
  end: 'COMMIT',
  undo: 'ROLLBACK',
  format: 'PRAGMA user_version',
  vacuum: 'VACUUM',
  truncate: 'PRAGMA wal_checkpoint(TRUNCATE)',

  head: 'SELECT seq, hash FROM head WHERE partition = ?',
  setHead: 'INSERT INTO head VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash',
  partitions: 'SELECT partition FROM head WHERE partition > ? ORDER BY partition LIMIT ?',

  act: 'SELECT seq, hash, fingerprint FROM log WHERE partition = ? AND id = ?',
  isErased: 'SELECT 1 FROM erased WHERE partition = ? AND subject = ?',
  revision: `SELECT revision, keys FROM row WHERE ${at}`,
  lastPast: 'SELECT coalesce(max(n), 0) AS n FROM past',

  setRow: `INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET revision = excluded.revision, live = excluded.live, keys = excluded.keys, past = excluded.past`,
  addKey: 'INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)',
  dropKey: `DELETE FROM entry WHERE partition = ? AND name = ? AND key = ? AND subject = ? AND kind = ? AND id = ?`,
  addPast: 'INSERT INTO past VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  addLog: 'INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',

  get: `SELECT ${rowColumns} FROM row r JOIN past p ON p.n = r.past WHERE r.partition = ? AND r.subject = ? AND r.kind = ? AND r.id = ?`,
  pageOfRows: `SELECT ${rowColumns} FROM row r CROSS JOIN past p ON p.n = r.past
    WHERE r.partition = ? AND (r.subject, r.kind, r.id) > (?, ?, ?) AND r.subject < ? AND r.live = 1
    ORDER BY r.subject, r.kind, r.id LIMIT ?`,
  pageOfKeys: `SELECT ${rowColumns}, e.key FROM entry e
    CROSS JOIN row r ON r.partition = e.partition AND r.subject = e.subject AND r.kind = e.kind AND r.id = e.id
    CROSS JOIN past p ON p.n = r.past
    WHERE e.partition = ? AND e.name = ? AND (e.key, e.subject, e.kind, e.id) > (?, ?, ?, ?) AND e.key < ?
    ORDER BY e.key, e.subject, e.kind, e.id LIMIT ?`,

  log: `SELECT ${logColumns} FROM log WHERE partition = ? AND seq > ? ORDER BY seq LIMIT ?`,
  logOfCommit: `SELECT ${logColumns} FROM log WHERE partition = ? AND id = ? AND seq > ? LIMIT ?`,
  logOfRow: `SELECT ${logColumns.replace(/\w+/g, 'l.$&')} FROM past p CROSS JOIN log l ON l.partition = p.partition AND l.seq = p.seq
    WHERE p.partition = ? AND p.subject = ? AND p.kind = ? AND p.id = ? AND p.seq > ? ORDER BY p.seq LIMIT ?`,
  pastOfEntry: 'SELECT subject, kind, id, revision, digest, body FROM past WHERE n >= ? AND n < ? ORDER BY n',
  pastOfRow: `SELECT subject, kind, id, revision, digest, body FROM past WHERE ${at} AND seq = ?`,

  eraseRows: 'DELETE FROM row WHERE partition = ? AND subject = ?',
  rowsOf: 'SELECT kind, id, keys FROM row WHERE partition = ? AND subject = ?',
  eraseBodies: 'UPDATE past SET body = NULL WHERE partition = ? AND subject = ? AND body IS NOT NULL',
  setErased: 'INSERT INTO erased VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET purged = 0',
  setPurged: 'UPDATE erased SET purged = 1 WHERE partition = ? AND subject = ?',
  unpurged: 'SELECT partition, subject FROM erased WHERE purged = 0',
} as const
