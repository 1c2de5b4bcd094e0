import type { ChildFile, PlainDate } from 'childfile'
import { type ChildFiles, childFiles, countyRecords, type StoredFile, sharedSubject } from 'childfile/casework'
import { audited, commit, type Ledger, verify } from 'childfile/storage'
import { nodeSha256 } from 'childfile/storage/node'
import { openSqlite } from 'childfile/storage/sqlite'
import { type DiaryPage, diaryPages } from '../term/diary.ts'
import type { Output } from './output.ts'
import { type Line, stopWith, valueOf, valueOfAsync } from './progress.ts'
import type { County } from './read.ts'

const partition = '520526'
const filesAtOnce = 200

/** The store: everything that follows reads from it, not from the paperwork. */
export interface Store {
  readonly files: () => AsyncGenerator<ChildFile>
  /** Saves files with what each was read as, all or none; somebody who was faster is a conflict. Answers the number of the commit. */
  readonly change: (
    id: string,
    asOf: PlainDate,
    files: readonly { readonly file: ChildFile; readonly before?: ChildFile }[],
  ) => Promise<number>
  /** Keeps pages of the diary of a term; the same id with the same pages is a retry. */
  readonly keepPages: (id: string, asOf: PlainDate, pages: readonly DiaryPage[]) => Promise<void>
  /** The diary as it was kept. */
  readonly pages: () => AsyncGenerator<DiaryPage>
  /** Looks through the whole chain once more; answers its length. */
  readonly proved: () => Promise<number>
  readonly close: () => Promise<void>
  readonly summary: readonly Line[]
}

/** Keeps all records in one SQLite file. Commit ids come from the contents, so that a second run of the same act is a retry. */
export async function keepCounty(county: County, output: Output): Promise<Store> {
  for (const ending of ['', '-wal', '-shm']) await output.remove(`county.db${ending}`)
  const path = output.pathOf('county.db')
  const driver = await openSqlite(path).catch(() => {
    throw stopWith(`${path} cannot be opened. Is it in use by another program, or the folder not writable?`)
  })
  const ledger = audited(driver, nodeSha256)
  const store = childFiles(ledger)
  const note = { actor: 'import', purpose: 'register', asOf: county.asOf }
  for (let start = 0; start < county.files.length; start += filesAtOnce) {
    const files = county.files.slice(start, start + filesAtOnce).map((file) => ({ file }))
    await valueOfAsync(
      store.save({ partition, id: `import-${county.asOf}-${start}`, note, files }),
      'keep the files of children',
    )
  }
  await keepRecords(ledger, county, note)
  const proved = async (): Promise<number> => {
    const { head, faults } = valueOf(await verify(driver, partition), 'verify the store')
    if (faults.length > 0) throw stopWith(`${path} does not verify: its history was changed.`)
    return head.seq
  }
  const commits = await proved()
  return {
    files: () => filesOf(store),
    change: (id, asOf, files) => changed(store, { id, asOf, files }),
    keepPages: (id, asOf, pages) => keptPages(ledger, { id, asOf, pages }),
    pages: () => pagesOf(ledger),
    proved,
    close: () => driver.close(),
    summary: [['commits in the chain, verified', commits, path]],
  }
}

interface Changed {
  readonly id: string
  readonly asOf: PlainDate
  readonly files: readonly { readonly file: ChildFile; readonly before?: ChildFile }[]
}

async function changed(store: ChildFiles, { id, asOf, files }: Changed): Promise<number> {
  const read = async (before: ChildFile): Promise<StoredFile> =>
    valueOfAsync(store.read(partition, before.id), 'read a file back')
  const saved = []
  for (const { file, before } of files)
    saved.push(before === undefined ? { file } : { file, before: await read(before) })
  const note = { actor: 'import', purpose: 'register', asOf }
  const receipt = await valueOfAsync(
    store.save({ partition, id: `${id}-${asOf}`, note, files: saved }),
    'save the changes',
  )
  return receipt.head.seq
}

interface Kept {
  readonly id: string
  readonly asOf: PlainDate
  readonly pages: readonly DiaryPage[]
}

async function keptPages(ledger: Ledger, { id, asOf, pages }: Kept): Promise<void> {
  const diary = diaryPages(ledger)
  const writes = pages.map((page) => {
    const document = { ...page, events: page.events.map((event) => ({ ...event })) }
    return diary.put({ subject: page.subject, id: `${page.room}-${page.kept}`, document })
  })
  const note = { actor: 'office', purpose: 'term', asOf }
  await valueOfAsync(commit(ledger, { partition, id, note, writes }), 'keep what happened')
}

async function* pagesOf(ledger: Ledger): AsyncGenerator<DiaryPage> {
  const diary = diaryPages(ledger)
  let cursor: string | undefined
  do {
    const page = await valueOfAsync(
      diary.page({ partition, ...(cursor === undefined ? {} : { after: cursor }) }),
      'read the diary back',
    )
    for (const { document } of page.documents) yield document
    cursor = page.next
  } while (cursor !== undefined)
}

async function* filesOf(store: ChildFiles): AsyncGenerator<ChildFile> {
  for await (const stored of store.each(partition)) yield valueOf(stored, 'read a file back').file
}

async function keepRecords(
  ledger: Ledger,
  { volunteers, agreements, sessions, aid, villages, asOf }: County,
  note: unknown,
): Promise<void> {
  const records = countyRecords(ledger)
  const writes = [
    ...villages.map((document) => records.villages.put({ subject: sharedSubject, id: document.code, document })),
    ...volunteers.map((document) => records.volunteers.put({ subject: document.id, id: document.id, document })),
    ...agreements.map((document) => records.agreements.put({ subject: document.child, id: document.id, document })),
    ...sessions.map((document) => records.sessions.put({ subject: sharedSubject, id: document.id, document })),
    ...aid.map((document) => records.aid.put({ subject: sharedSubject, id: document.id, document })),
  ]
  for (let start = 0; start < writes.length; start += 1000)
    await valueOfAsync(
      commit(ledger, { partition, id: `records-${asOf}-${start}`, note, writes: writes.slice(start, start + 1000) }),
      'keep volunteers, sessions and aid',
    )
}
