// A storage adapter of one's own, held to the contract that all drivers of the library keep. The adapter lies in `06-own-adapter/`; this
// program lets `driverContract` judge it, and then uses it like any other store.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childFile } from 'childfile'
import { childFiles } from 'childfile/casework'
import { audited, verify } from 'childfile/storage'
import { driverContract, type Harness } from 'childfile/testing'
import { openFolder } from './06-own-adapter/folder-driver.ts'

/** How the contract comes to a new store, to the same store again, and to the bytes behind it. */
async function harness(): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'childfile-folder-'))
  const reopen = () => openFolder(folder)
  return {
    open: reopen,
    reopen,
    raw: async () => Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file)))),
    destroy: () => rm(folder, { recursive: true }),
  }
}

const answers: string[] = []
for (const one of driverContract) {
  const tested = await harness()
  const answer = await one.run(tested).catch((error: unknown) => (error instanceof Error ? error.message : 'broken'))
  if (answer !== 'held') console.log(one.id, one.name, '-', answer)
  answers.push(answer)
  await tested.destroy()
}
const broken = answers.filter((answer) => answer !== 'held' && answer !== 'not promised')
console.log(broken.length === 0 ? 'every promise of the contract is kept' : `${broken.length} promises are broken`)

// Above a driver everything is the same: the chain, the collections, the files of children.
const folder = await mkdtemp(join(tmpdir(), 'childfile-folder-'))
const driver = await openFolder(folder)
const files = childFiles(audited(driver))
const file = childFile({ id: 'c1', name: '李小花' })
await files.save({ partition: '520526', id: 'import-1', note: { actor: 'import' }, files: [{ file }] })
const stored = (await files.read('520526', 'c1'))._unsafeUnwrap()
console.log(stored.file.name)
const { head, faults } = (await verify(driver, '520526'))._unsafeUnwrap()
console.log('commits', head.seq, 'faults', faults.length)
await driver.close()
await rm(folder, { recursive: true })

// Prints:
//   C21 what one handle writes the other one sees, in rows, indexes, log, commit ids and erasures - not promised
//   C22 two handles that write at once lose no update and leave no gap - not promised
//   C41 all pages of a walk are of one moment - not promised
//   every promise of the contract is kept
//   李小花
//   commits 1 faults 0
