import { openCasework } from 'childfile/casework'
import { nodeSha256 } from 'childfile/storage/node'
import { openSqlite } from 'childfile/storage/sqlite'
import type { Output } from '../walk/output.ts'
import { stopWith, valueOf, valueOfAsync } from '../walk/progress.ts'
import { october } from './october.ts'

const partition = '520526'

/** What became of files that were there twice. */
export interface MergedTwice {
  readonly merged: number
  /** Merges that were taken back, both files being again what they were, to the byte. */
  readonly exact: number
  readonly waiting: number
}

/**
 * Two people say of each pair that it is one child: the file that was there first keeps its id. Of the last pair they find out that they
 * were wrong, and both files come back as they were.
 */
export async function mergeTwice(
  pairs: readonly { readonly kept: string; readonly other: string }[],
  output: Output,
): Promise<MergedTwice> {
  const driver = await openSqlite(output.pathOf('county.db'))
  const casework = await valueOfAsync(
    openCasework({ driver, keys: 'unsealed', clock: () => `${october}T09:00:00+08:00`, digest: nodeSha256 }),
    'open the store for casework',
  )
  const supervisor = (id: string) =>
    casework.session({
      partition,
      actor: { id, role: 'supervisor' },
      purpose: 'care',
      relation: { to: 'area', divisions: [partition] },
    })
  const both = [supervisor('S01'), supervisor('S02')]
  const bytesOf = async (ids: readonly string[]): Promise<string> =>
    JSON.stringify(
      await Promise.all(ids.map((id) => valueOfAsync(casework.files.read(partition, id), 'read a file back'))).then(
        (read) => read.map(({ file }) => file),
      ),
    )
  const last = pairs.at(-1)
  const before = last === undefined ? '' : await bytesOf([last.kept, last.other])
  for (const { kept, other } of pairs)
    for (const one of both)
      valueOf(await one.mergeFiles(kept, { with: other, keep: kept, reason: 'filed twice' }), 'ask for a merge')
  const settled = await valueOfAsync(casework.settleMerges(partition), 'carry out the merges')
  const merged = settled.filter(({ became }) => became === 'merged')
  const wrong = merged.find(({ kept, other }) => kept === last?.kept && other === last.other)
  let exact = 0
  if (last && wrong) {
    for (const one of both)
      valueOf(await one.unmergeFiles(last.other, { merge: wrong.id, reason: 'two children' }), 'ask to take it back')
    const back = await valueOfAsync(casework.settleMerges(partition), 'take a merge back')
    if ((await bytesOf([last.kept, last.other])) !== before) throw stopWith('A merge was not taken back exactly.')
    exact = back.filter(({ became }) => became === 'undone').length
  }
  await casework.close()
  return { merged: merged.length, exact, waiting: settled.length - merged.length }
}
