// Keeps files of children in one SQLite file of which nobody without the keys can read a word, and erases a child by destroying its key. The
// keyring lies in a file of its own, the master key in another; in earnest they lie on different disks.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childFile } from 'childfile'
import { openCasework } from 'childfile/casework'
import { verify } from 'childfile/storage'
import { fileKeyring, fileMasterKeys } from 'childfile/storage/file-keys'
import { openSqlite } from 'childfile/storage/sqlite'

const folder = await mkdtemp(join(tmpdir(), 'childfile-sealed-'))
const partition = '520526'

const master = (await fileMasterKeys(join(folder, 'master.keys')))._unsafeUnwrap()
const keyring = (await fileKeyring(join(folder, 'county.keys'), master))._unsafeUnwrap()
const driver = await openSqlite(join(folder, 'county.db'))
// The clock belongs to the caller; here it stands still.
const clock = () => '2026-09-15T08:00:00+08:00'
const casework = (await openCasework({ driver, keys: keyring, clock }))._unsafeUnwrap()

const file = childFile({
  id: 'c1',
  name: '李小花',
  residenceDivision: '520526100200',
  register: { registerState: 'exited', exitOn: '2026-08-31', exitReason: 'reachedAge' },
  workers: { childDirector: { id: 'w3', name: '张三' } },
})
const imported = await casework.files.save({ partition, id: 'import-1', note: { actor: 'import' }, files: [{ file }] })
console.log('imported:', imported.isOk())

// One actor, one purpose, one footing. Whatever is read is noted in the access log before it is answered.
const session = casework.session({
  partition,
  actor: { id: 'w3', role: 'worker' },
  purpose: 'care',
  relation: { to: 'ownCase' },
})
const view = (await session.file('c1'))._unsafeUnwrap()
console.log('the worker of the case reads', view.name)
const stranger = casework.session({
  partition,
  actor: { id: 'w9', role: 'worker' },
  purpose: 'care',
  relation: { to: 'ownCase' },
})
const refused = await stranger.file('c1')
console.log('somebody else reads', refused.isErr() ? refused.error[0].code : 'everything')

// In no file of the folder the name can be found.
const named = async (): Promise<boolean> => {
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
  return files.some((bytes) => bytes.includes('李小花'))
}
console.log('the name lies in a file:', await named())

// An erasure takes two persons. What is left of the child afterwards, in the file, in its past, in every copy of it, has no key any more.
const supervisor = casework.session({
  partition,
  actor: { id: 's1', role: 'supervisor' },
  purpose: 'care',
  relation: { to: 'area', divisions: ['520526'] },
})
console.log('the worker asks:', (await session.erase('c1', 'purposeFulfilled'))._unsafeUnwrap().state)
console.log('the supervisor approves:', (await supervisor.erase('c1', 'purposeFulfilled'))._unsafeUnwrap().state)
console.log('keys destroyed:', keyring.destroyed(partition).join(' '))

const { faults } = (await verify(driver, partition))._unsafeUnwrap()
console.log('faults in the chain:', faults.length)

await driver.close()
await keyring.close()
await master.close()
await rm(folder, { recursive: true })

// Prints:
//   imported: true
//   the worker of the case reads 李小花
//   somebody else reads not-found
//   the name lies in a file: false
//   the worker asks: requested
//   the supervisor approves: accepted
//   keys destroyed: c1
//   faults in the chain: 0
