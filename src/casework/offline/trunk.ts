import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import { err, ok, type Outcome, type OutcomeAsync, refuse } from '../../problem.ts'
import { disclose, mayWrite, type Purpose, type View } from '../../privacy/index.ts'
import { type ChildFile, eventKinds, type FileRow, fileRows, joinRows } from '../../records/index.ts'
import { commit, type Key, randomId, type Stored } from '../../storage/index.ts'
import type { Kind, StoredFile } from '../child-files.ts'
import type { CaseShelf } from '../session/case-shelf.ts'
import { later, unsaid } from '../session/later.ts'
import { type Scope, takeCase } from '../session/scope.ts'
import { offlineShelf, type Trunk } from './offline-shelf.ts'

/** A view to be edited offline, and what names the state that it was taken of. */
export interface Checkout<P extends Purpose> {
  readonly view: View<P>
  /** Opaque; good for this person, purpose and child only. It shows no revision. */
  readonly trunk: string
}

const markLength = 32

const markOf = ({ options }: Scope, child: Key, id: Key, secret: string): string => {
  const { partition, actor, purpose } = options
  return digestText(canonicalJson(['trunk', secret, partition, actor.id, actor.role, purpose, child, id])).slice(
    0,
    markLength,
  )
}

/** Writes down what the session has seen of a file and answers the view with a token for it. */
export const checkoutFile = <P extends Purpose>(scope: Scope<P>, child: Key): OutcomeAsync<Checkout<P>> =>
  later(async () => {
    const taken = await takeCase(scope, child, 'file')
    if (taken.isErr()) return err(taken.error)
    const { found, looking } = taken.value
    const right = mayWrite(looking)
    if (right.isErr()) return err(right.error)
    const { partition, actor, purpose } = scope.options
    const id = scope.newId()
    const at = scope.clock()
    const secret = randomId()
    const revisions = { ...found.stored.revisions }
    const document = { at, partition, actor: actor.id, role: actor.role, purpose, secret, revisions }
    const writes = [offlineShelf(scope.ledger).trunks.put({ subject: child, id, document })]
    const intent = { partition, id: scope.newId(), note: { actor: actor.id, at }, writes }
    let written = await commit(scope.ledger, intent)
    for (let left = 3; left > 0 && written.isErr() && written.error[0].code === 'outcome-unknown'; left--)
      written = await commit(scope.ledger, intent)
    if (written.isErr()) return unsaid(written.error)
    return ok({ view: disclose(found.stored.file, looking), trunk: `${markOf(scope, child, id, secret)}${id}` })
  })

/** The trunk that a token names, if it was given to this person, for this purpose and child. */
export async function trunkOf(scope: Scope, child: Key, token: string): Promise<Outcome<Stored<Trunk>>> {
  const wrong = refuse('/trunk', 'bad-cursor', 'must be the trunk that was given with the view')
  const id = token.slice(markLength)
  if (id === '') return wrong
  const found = await offlineShelf(scope.ledger).trunks.get(scope.options.partition, { subject: child, id })
  if (found.isErr()) return found.error[0].kind === 'storage' ? unsaid(found.error) : wrong
  return `${markOf(scope, child, id, found.value.document.secret)}${id}` === token ? ok(found.value) : wrong
}

const kinds: readonly Kind[] = ['file', ...eventKinds]

/**
 * The file as it was at some revisions: rows that did not change since as they are, the others from their past. Rows that are not
 * found are left out; undefined without the row of the slow sections.
 */
export async function fileAt(
  { rows: kept }: Pick<CaseShelf, 'rows'>,
  partition: Key,
  present: StoredFile,
  revisions: Trunk['revisions'],
): Promise<Outcome<ChildFile | undefined>> {
  const rows: FileRow[] = []
  const subject = present.file.id
  const now = new Map(fileRows(present.file).map((row) => [`${row.kind}/${row.id}`, row]))
  for (const [name, revision] of Object.entries(revisions)) {
    const slash = name.indexOf('/')
    const kind = kinds.find((one) => one === name.slice(0, slash))
    const id = name.slice(slash + 1)
    const same = present.revisions[name] === revision ? now.get(name) : undefined
    if (same) rows.push(same)
    if (!kind || same) continue
    const row = await rowAt(kept[kind], { partition, subject, id }, revision)
    if (row.isErr()) return unsaid(row.error)
    if (row.value) rows.push({ kind, id, document: row.value.document })
  }
  return ok(joinRows(rows))
}

async function rowAt(
  rows: CaseShelf['rows'][Kind],
  place: { readonly partition: Key; readonly subject: Key; readonly id: Key },
  revision: number,
): Promise<Outcome<{ readonly document: unknown } | undefined>> {
  const limit = 1000
  let after = 0
  for (;;) {
    const page = await rows.history({ ...place, after, limit })
    if (page.isErr()) return err(page.error)
    const past = page.value.find((one) => one.revision === revision && one.state === 'written')
    if (past?.state === 'written') return ok({ document: past.document })
    after = page.value.at(-1)?.seq ?? after
    if (page.value.length < limit) return ok(undefined)
  }
}
