// The same store in a PostgreSQL database. Any pool will do that has `connect`, `query` and `release`; here node-postgres with the address from
// DATABASE_URL. Everything above the driver is as in the other examples.
import pg from 'pg'
import { childFile } from 'childfile'
import { childFiles } from 'childfile/casework'
import { audited, verify } from 'childfile/storage'
import { nodeSha256 } from 'childfile/storage/node'
import { openPostgres } from 'childfile/storage/postgres'

const connectionString = process.env['DATABASE_URL']
if (connectionString === undefined) throw new Error('say where the database is: DATABASE_URL=postgres://user@host/name')

const pool = new pg.Pool({ connectionString, max: 8 })
// Without these two node-postgres ends the process when the server closes a connection at the wrong moment.
pool.on('error', () => undefined)
pool.on('connect', (client) => client.on('error', () => undefined))

// The tables are made by the first opening; the schema of the database has to be there.
const driver = await openPostgres(pool, { prefix: 'example' })
const files = childFiles(audited(driver, nodeSha256))
const partition = '520526'

// The id of a commit is made by the caller: the same id again is a retry, never a second import.
const imported = ['c1', 'c2', 'c3'].map((id) => ({ file: childFile({ id, name: '李小花' }) }))
const act = { partition, id: 'import-2026-09', note: { actor: 'import' }, files: imported }
console.log('first time', (await files.save(act))._unsafeUnwrap().repeated ? 'repeated' : 'written')
console.log('again', (await files.save(act))._unsafeUnwrap().repeated ? 'repeated' : 'written')

// Two people open the same file; the second one to save is told, and nothing of the first is lost.
const mine = (await files.read(partition, 'c1'))._unsafeUnwrap()
const theirs = (await files.read(partition, 'c1'))._unsafeUnwrap()
const change = (id: string, before: typeof mine, childNo: string) =>
  files.save({ partition, id, note: {}, files: [{ file: childFile({ ...before.file, childNo }), before }] })
console.log('mine', (await change('edit-1', mine, '17')).isOk() ? 'written' : 'refused')
const late = await change('edit-2', theirs, '18')
console.log('theirs', late.isErr() ? late.error[0].code : 'written')

let count = 0
for await (const stored of files.each(partition)) if (stored.isOk()) count += 1
console.log('files', count)
const { head, faults } = (await verify(driver, partition))._unsafeUnwrap()
console.log('commits', head.seq, 'faults', faults.length)

await driver.close()
await pool.end()

// Prints:
//   first time written
//   again repeated
//   mine written
//   theirs conflict
//   files 3
//   commits 2 faults 0
