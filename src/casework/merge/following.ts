import { err, ok, type Outcome } from '../../problem.ts'
import { type ChildFile, eventKinds, fileRows, joinRows, type Volunteer } from '../../records/index.ts'
import { followMerge, type Followed, type Merge, type OfChild, type Repointed } from '../../register/index.ts'
import type { Key, Ledger, LedgerRow } from '../../storage/index.ts'
import { rowCollections } from '../child-files.ts'
import { countyRecords } from '../county-records.ts'
import {
  type Document,
  documentIn,
  isBlind,
  keptFrom,
  keptOf,
  type Place,
  type RecordCollection,
  rewritten,
  type Touched,
} from './touched.ts'

/** Rows of a file and what the machinery keeps beside it: none of them is a record that names its child. */
const apart: ReadonlySet<string> = new Set([
  'file',
  ...eventKinds,
  'act',
  'hold',
  'erasure',
  'offer',
  'transfer',
  'trunk',
  'conflict',
  'delivery',
  'stranded',
  'merge',
  'mergeStep',
  'mergedInto',
])

/** Whether rows of the kind are records beside files: agreements, needs, care plans, and whatever a caller keeps. */
export const isBeside = (kind: Key): boolean => !apart.has(kind)

/** What names a child, where it lies. */
export interface Naming {
  /** Records with a field `child`, anywhere in the partition, of either child. */
  readonly records: readonly LedgerRow[]
  readonly volunteers: readonly LedgerRow[]
  /** Slow sections of other files with a brother or sister that is the child that gave way. */
  readonly files: readonly LedgerRow[]
}

const decoder = new TextDecoder()

/**
 * Everything outside of the two files that names a child. Cost: one walk over the partition, a page of rows in memory at a time.
 */
export async function namingOf(
  ledger: Ledger,
  partition: Key,
  { kept, other }: { readonly kept: Key; readonly other: Key },
): Promise<Outcome<Naming>> {
  const found = { records: [] as LedgerRow[], volunteers: [] as LedgerRow[], files: [] as LedgerRow[] }
  const [name, stays] = [JSON.stringify(other), JSON.stringify(kept)]
  try {
    let after: { readonly key: Key; readonly subject: Key; readonly kind: Key; readonly id: Key } | undefined
    do {
      const page = await ledger.page({ partition, index: null, limit: 500, ...(after ? { after } : {}) })
      for (const row of page.rows) {
        if (!row.body || row.unopened !== undefined) continue
        const text = decoder.decode(row.body)
        const isTheirs = row.subject === kept || row.subject === other
        if (isBeside(row.kind) && row.kind !== 'volunteer') {
          if (text.includes(name) || (isTheirs && text.includes(stays))) found.records.push(row)
        } else if (!text.includes(name)) continue
        else if (row.kind === 'volunteer') found.volunteers.push(row)
        else if (row.kind === 'file' && !isTheirs) found.files.push(row)
      }
      after = page.next
    } while (after)
  } catch {
    return err([
      {
        kind: 'storage',
        path: '',
        code: 'unavailable',
        message: 'could not be read',
        outcome: 'not-written',
        retry: true,
        engineCode: '',
      },
    ])
  }
  return ok(found)
}

/** What follows from a merge for the rows of a partition. */
export interface Following {
  /** The merged file, with what it said of the child that gave way. */
  readonly file: ChildFile
  readonly touched: readonly Touched[]
  readonly renamed: Followed['renamed']
  readonly helpers: boolean
}

/** Records of one kind that lie with the two children, or of one kind and subject elsewhere. */
interface Group {
  readonly kind: Key
  readonly rows: { readonly row: LedgerRow; readonly document: Document; readonly record: OfChild }[]
}

const placeIn = ({ subject, kind, id }: LedgerRow): Place => ({ subject, kind, id })

/** Whether a row lies with one of the two children. */
const liesWith = ({ file, alias }: Merge, { subject }: LedgerRow): boolean =>
  [file.id, ...alias].some((id) => id === subject)

function groupsOf(rows: readonly LedgerRow[], merge: Merge): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const kept = keptOf(row)
    const document = kept === 'none' ? undefined : documentIn(kept)
    const child = document?.['child']
    if (!document || typeof child !== 'string') continue
    const name = liesWith(merge, row) ? row.kind : `${row.kind} ${row.subject}`
    const group = groups.get(name) ?? { kind: row.kind, rows: [] }
    groups.set(name, group)
    group.rows.push({ row, document, record: { ...document, id: row.id, child } })
  }
  return [...groups.values()]
}

/**
 * Lets everything that names the child that gave way name the one that stays, as `followMerge` of the register does it.
 * @returns Err `storage` `corrupt`: a record has an index of which the store keeps digests only, and no collection makes it anew.
 */
export function following(
  ledger: Ledger,
  merge: Merge,
  { records, volunteers, files }: Naming,
  collections: readonly RecordCollection[],
): Outcome<Following> {
  const county = countyRecords(ledger)
  const groups = groupsOf(records, merge)
  const people = volunteers.flatMap((row) => {
    const read = row.body ? county.volunteers.read({ ...row, body: row.body }) : undefined
    return read?.isOk() ? [{ row, record: read.value.document }] : []
  })
  const siblings = files.flatMap((row) => {
    const kept = keptOf(row)
    const document = kept === 'none' ? undefined : documentIn(kept)
    const file = document && joinRows([{ kind: 'file', id: row.id, document }])
    return file ? [{ row, record: file }] : []
  })
  const followed = followMerge(merge, {
    byChild: Object.fromEntries(groups.map(({ rows }, n) => [`g${n}`, rows.map(({ record }) => record)])),
    volunteers: people.map(({ record }) => record),
    files: [merge.file, ...siblings.map(({ record }) => record)],
  })
  const [file = merge.file, ...nowFiles] = followed.links.files
  const touched: Touched[] = []
  const isLost = (row: Pick<LedgerRow, 'kind' | 'keys'>): boolean =>
    isBlind(row) && !collections.some(({ kind }) => kind === row.kind)
  if (Object.keys(followed.changed).some((path) => isLost(rowAt(path, groups) ?? nothing))) return lost
  for (const [n, group] of groups.entries())
    for (const [i, { row, document }] of group.rows.entries()) {
      const change = followed.changed[`/byChild/g${n}/${i}`] as Repointed<OfChild> | undefined
      const before = keptOf(row)
      if (!change || before === 'none') continue
      const moves = liesWith(merge, row)
      const { after } = change
      if (moves) touched.push({ ...placeIn(row), after: 'none' })
      if (!after) continue
      const id = 'id' in document ? { id: after.id } : {}
      const to = rewritten(before, { ...document, ...id, child: file.id }, [change.before.child, file.id])
      touched.push(
        moves
          ? { subject: file.id, kind: row.kind, id: after.id, after: to, from: placeIn(row) }
          : { ...placeIn(row), after: to },
      )
    }
  for (const [n, { row }] of people.entries()) {
    const put = county.volunteers.put({ ...placeIn(row), document: followed.links.volunteers[n] as Volunteer })
    if (put.isErr()) return err(put.error)
    if (followed.changed[`/volunteers/${n}`]) touched.push({ ...placeIn(row), after: keptFrom(put.value) })
  }
  for (const [n, { row }] of siblings.entries()) {
    const [slow] = nowFiles[n] ? fileRows(nowFiles[n]) : []
    if (!slow || !followed.changed[`/files/${n + 1}`]) continue
    const put = rowCollections(ledger).file.put({ ...placeIn(row), document: slow.document as never })
    if (put.isErr()) return err(put.error)
    touched.push({ ...placeIn(row), after: keptFrom(put.value) })
  }
  const renamed = followed.renamed.map((one) => ({ ...one, kind: groups[Number(one.kind.slice(1))]?.kind ?? '' }))
  return ok({ file, touched, renamed, helpers: followed.helpers.length > 0 })
}

const nothing = { kind: '', keys: {} }

/** The row of which a pointer into the links speaks; undefined for volunteers and files, which have no secret index. */
function rowAt(path: string, groups: readonly Group[]): LedgerRow | undefined {
  const [, section, group = '', n] = path.split('/')
  return section === 'byChild' ? groups[Number(group.slice(1))]?.rows[Number(n)]?.row : undefined
}

const lost: Outcome<never> = err([
  {
    kind: 'storage',
    path: '',
    code: 'corrupt',
    message: 'a record has a secret index: give its collection',
    outcome: 'not-written',
    retry: false,
    engineCode: '',
  },
])
