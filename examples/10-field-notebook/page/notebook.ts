// What is kept on the device: one page for each child, sealed, in the IndexedDB store of the library.
import { canonicalJson, digestText, parse, type Visit, VisitId } from 'childfile'
import { editsBetween } from 'childfile/casework'
import { audited, collection, commit, erase, randomId, sealed, type Stored } from 'childfile/storage'
import { openIndexedDb } from 'childfile/storage/indexed-db'
import { z } from 'zod'
import { Bag, Page, type Return } from '../bag.ts'
import { unlocked } from './keys.ts'

/** The page of a child, in which bag it came, and at which revision it was read. */
export interface Kept {
  readonly bag: string
  readonly page: Stored<Page>
}

/** Every act answers whether it was done. */
export interface Notebook {
  /** The children that were taken along, bag by bag. */
  readonly pages: () => Promise<readonly Kept[]>
  readonly load: (bag: unknown) => Promise<boolean>
  readonly write: (kept: Kept, visit: Visit) => Promise<boolean>
  /** What the office merges: what was written down, and nothing of what it has given. */
  readonly returned: (kept: readonly Kept[]) => Return
  /** Erases every page and destroys its key. */
  readonly empty: (kept: readonly Kept[]) => Promise<boolean>
}

const desk = 'desk'
const note = { actor: 'notebook' }
const Cover = z.strictObject({ word: z.literal('open') })

/** Opens the notebook with its passphrase; undefined if this is not it. */
export async function openNotebook(passphrase: string): Promise<Notebook | undefined> {
  const driver = await openIndexedDb('field-notebook')
  const keyring = await unlocked('field-notebook-keys', passphrase)
  if (keyring.isErr()) throw new Error(keyring.error[0].code)
  const ledger = sealed(audited(driver), keyring.value)
  const pages = collection(ledger, { kind: 'page', schema: Page, version: 1 })
  const cover = collection(ledger, { kind: 'cover', schema: Cover, version: 1 })

  // A word that only the right passphrase opens.
  const at = { subject: 'cover', id: 'cover' }
  const opened = await cover.get(desk, at)
  if (opened.isErr() && opened.error[0].kind !== 'not-found') {
    await driver.close()
    return undefined
  }
  if (opened.isErr()) {
    const writes = [cover.put({ ...at, document: { word: 'open' } })]
    const written = await commit(ledger, { partition: desk, id: 'cover', note, writes })
    if (written.isErr()) throw new Error(written.error[0].code)
  }

  return {
    pages: async () => {
      const found: Kept[] = []
      for (const bag of await driver.partitions(undefined, 1000)) {
        if (bag === desk) continue
        const page = await pages.page({ partition: bag, limit: 1000 })
        if (page.isErr()) throw new Error(page.error[0].code)
        found.push(...page.value.documents.map((one) => ({ bag, page: one })))
      }
      return found
    },
    load: async (input) => {
      const read = parse(Bag, input)
      if (read.isErr()) return false
      const { id, worker, entries } = read.value
      const writes = entries.map((entry) =>
        pages.put({ subject: entry.view.id, id: 'page', document: { ...entry, worker, visits: {} } }),
      )
      // Each bag is a partition of its own, so that a child that was erased here can be taken along again.
      return (await commit(ledger, { partition: id, id: 'load', note, writes })).isOk()
    },
    write: async ({ bag, page: { subject, id, revision, document } }, visit) => {
      const visits = { ...document.visits, [VisitId.parse(`v-${randomId()}`)]: visit }
      const writes = [pages.put({ subject, id, expect: revision, document: { ...document, visits } })]
      return (await commit(ledger, { partition: bag, id: randomId(), note, writes })).isOk()
    },
    returned: (kept) => ({ format: 'childfile-return/1', deliveries: kept.flatMap(({ page }) => delivered(page)) }),
    empty: async (kept) => {
      const answers: boolean[] = []
      for (const { bag, page } of kept) {
        const act = { partition: bag, id: `empty-${page.subject}`, note, subject: page.subject }
        answers.push((await erase(ledger, act)).isOk())
      }
      return answers.every(Boolean)
    },
  }
}

/** The edits of one child under an id that the same edits have again, so that a file that is handed over twice is merged once. */
function delivered({ document: { view, trunk, visits } }: Stored<Page>): Return['deliveries'] {
  if (Object.keys(visits).length === 0) return []
  const before = view['visits']
  const edited = { ...view, visits: { ...(typeof before === 'object' ? before : {}), ...visits } }
  const edits = JSON.parse(JSON.stringify(editsBetween(view, edited))) as Return['deliveries'][number]['edits']
  return [{ child: view.id, id: digestText(canonicalJson([trunk, edits])), trunk, edits }]
}
