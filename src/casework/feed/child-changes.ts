import { canonicalJson } from '../../canonical.ts'
import type { Instant } from '../../date.ts'
import { err, ok, type Outcome } from '../../problem.ts'
import { disclosePast, type Purpose, type View } from '../../privacy/index.ts'
import { type Agreement, type FileRow, joinRows } from '../../records/index.ts'
import type { Key, Past } from '../../storage/index.ts'
import type { AccessAct } from '../session/access-log.ts'
import type { Case, ErasureRequest } from '../session/case-shelf.ts'
import { markId, mergeShelf } from '../merge/merge-shelf.ts'
import { unsaid } from '../session/later.ts'
import { instantOf, pastOf, placeOf, rowsEver } from '../session/past.ts'
import { dayOf, openCase, type Scope } from '../session/scope.ts'

/** What became of a file in a commit: it looks like this now, or it is gone for the session. */
export type FileChange<P extends Purpose> =
  | { readonly id: string; readonly state: 'changed'; readonly view: View<P> }
  | { readonly id: string; readonly state: 'gone' }

/** What a session may know of the commits that touched a child. */
export interface ChildChanges<P extends Purpose> {
  /** By place in the log. */
  readonly at: ReadonlyMap<number, FileChange<P>>
  /** Whether the erasure itself is to be told. */
  readonly tellsErasure: boolean
}

const nothing = <P extends Purpose>(tellsErasure = false): ChildChanges<P> => ({ at: new Map(), tellsErasure })
const shows: ReadonlySet<AccessAct> = new Set<AccessAct>([
  'file',
  'page',
  'history',
  'export',
  'change',
  'changes',
  'breakGlass',
])

/** When the file was shown to the actor for the purpose. That it is gone is told to nobody who never saw it. */
async function shownAt({ options, log }: Scope, child: Key): Promise<Outcome<readonly Instant[]>> {
  const { partition, actor, purpose } = options
  const entries = await log.read(partition, { child, actor: actor.id })
  return entries.map((all) =>
    all
      .filter((entry) => entry.purpose === purpose && entry.role === actor.role && shows.has(entry.act))
      .map((entry) => entry.at),
  )
}

/**
 * Of a file that was erased, or whose erasure two persons approved: gone where it was approved, so that nobody can tell whether
 * something stood against it; for those who knew of that and went on looking, gone where it was erased.
 */
async function gone<P extends Purpose>(scope: Scope, id: Key): Promise<Outcome<ChildChanges<P>>> {
  const shown = await shownAt(scope, id)
  if (shown.isErr()) return unsaid(shown.error)
  if (shown.value.length === 0) return ok(nothing())
  const merged = await mergedAt(scope, id)
  if (merged !== undefined) return ok({ at: new Map([[merged, { id, state: 'gone' }]]), tellsErasure: false })
  const requests = await scope.shelf.requests.history({
    partition: scope.options.partition,
    subject: id,
    id: 'request',
    limit: 1000,
  })
  if (requests.isErr()) return requests.error[0].kind === 'invalid' ? ok(nothing()) : unsaid(requests.error)
  const approved = requests.value.find(({ revision }) => revision > 1)
  if (!approved) return ok(nothing(true))
  const at = instantOf(approved.note)
  if (at !== 'notCollected' && shown.value.some((one) => Date.parse(one) > Date.parse(at))) return ok(nothing(true))
  return ok({ at: new Map([[approved.seq, { id, state: 'gone' }]]), tellsErasure: false })
}

/** Where the file went into another one, if it did and still is there. */
async function mergedAt({ ledger, options }: Scope, subject: Key): Promise<number | undefined> {
  const { marks } = mergeShelf(ledger)
  const past = await marks.history({ partition: options.partition, subject, id: markId, limit: 1000 })
  const last = past.isOk() ? past.value.at(-1) : undefined
  return last?.state === 'written' ? last.seq : undefined
}

interface Written {
  readonly seq: number
  readonly apply: () => void
}

/** The present of a past: rows, agreements and request as they stood while commits are gone through. */
class Standing {
  readonly rows = new Map<string, FileRow>()
  readonly agreements = new Map<string, Agreement>()
  request: ErasureRequest | undefined
}

/** Everything that was written of a child, in order, each with how it changes the standing. */
async function writings(
  scope: Scope,
  found: Case,
  places: ReadonlySet<string>,
  standing: Standing,
): Promise<Outcome<readonly Written[]>> {
  const { shelf, options } = scope
  const subject = found.stored.file.id
  const all: Written[] = []
  const add = <T>(past: readonly Past<T>[], set: (document: T | undefined) => void): void => {
    for (const one of past)
      all.push({ seq: one.seq, apply: () => set(one.state === 'written' ? (one.document as T) : undefined) })
  }
  const seen = [...places].flatMap((place) => placeOf(place) ?? [])
  const rows = new Map([...rowsEver(found), ...seen].map((place) => [`${place.kind}/${place.id}`, place]))
  for (const [name, place] of rows) {
    const past = await pastOf(scope, subject, place)
    if (past.isErr()) return unsaid(past.error)
    add(past.value, (document) => {
      if (document === undefined) standing.rows.delete(name)
      else standing.rows.set(name, { ...place, document })
    })
  }
  const matched = [...places].flatMap((place) => (place.startsWith('agreement/') ? [place.slice(10)] : []))
  for (const id of new Set([...found.agreements.map((one): string => one.id), ...matched])) {
    const past = await shelf.agreements.history({ partition: options.partition, subject, id, limit: 1000 })
    if (past.isErr()) return unsaid(past.error)
    add<Agreement>(past.value, (document) => {
      if (document === undefined) standing.agreements.delete(id)
      else standing.agreements.set(id, document)
    })
  }
  if (found.request) {
    const past = await shelf.requests.history({
      partition: options.partition,
      subject,
      id: found.request.id,
      limit: 1000,
    })
    if (past.isErr()) return unsaid(past.error)
    add<ErasureRequest>(past.value, (document) => {
      standing.request = document
    })
  }
  return ok(all.sort((a, b) => a.seq - b.seq))
}

/**
 * What a session may know of the commits that touched a child, as of today. `places` are rows (`kind/id`) that are known to have been
 * there. Cost: linear in all that was ever written of the child.
 */
export async function childChanges<P extends Purpose>(
  scope: Scope<P>,
  id: Key,
  places: ReadonlySet<string>,
): Promise<Outcome<ChildChanges<P>>> {
  const asOf = dayOf(scope.clock())
  const read = await scope.shelf.read(scope.options.partition, id)
  if (read.isErr()) {
    const [{ code }] = read.error
    return code === 'not-found' ? gone(scope, id) : code === 'unavailable' ? unsaid(read.error) : ok(nothing())
  }
  const found = read.value
  const now = openCase(scope, found, asOf)
  if (!now && found.request?.document.state === 'held') return gone(scope, id)
  const standing = new Standing()
  const written = await writings(scope, found, places, standing)
  if (written.isErr()) return err(written.error)
  const at = new Map<number, FileChange<P>>()
  let before: { readonly text: string; readonly state: string } | undefined
  let closed: number | undefined
  for (const seq of new Set(written.value.map((one) => one.seq))) {
    for (const one of written.value) if (one.seq === seq) one.apply()
    const file = joinRows([...standing.rows.values()])
    const past: Case | undefined = file && {
      ...found,
      stored: { file, revisions: {} },
      agreements: [...standing.agreements.values()],
      request: found.request && standing.request && { ...found.request, document: standing.request },
    }
    const open = past && openCase(scope, past, asOf)
    if (!open) {
      if (before) closed = seq
      if (before && now) at.set(seq, { id, state: 'gone' })
      before = undefined
      continue
    }
    const view = now && disclosePast(open.found.stored.file, found.stored.file, now.looking)
    const after = { text: view === undefined ? '' : canonicalJson(view), state: standing.request?.state ?? '' }
    // That an erasure was approved and the file is kept is worth telling those who may know it.
    const kept = after.state === 'held' && before?.state !== 'held'
    if (view !== undefined && (kept || before?.text !== after.text)) at.set(seq, { id, state: 'changed', view })
    before = after
  }
  if (now || closed === undefined || before) return ok({ at, tellsErasure: false })
  const shown = await shownAt(scope, id)
  if (shown.isErr()) return unsaid(shown.error)
  return ok(
    shown.value.length === 0 ? nothing() : { at: new Map([[closed, { id, state: 'gone' }]]), tellsErasure: false },
  )
}
