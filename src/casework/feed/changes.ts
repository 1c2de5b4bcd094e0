import type { Instant } from '../../date.ts'
import { err, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import type { Purpose } from '../../privacy/index.ts'
import { type Key, type LedgerEntry, type LogQuery } from '../../storage/index.ts'
import { accessPartition } from '../session/access-log.ts'
import { later, unsaid } from '../session/later.ts'
import { instantOf } from '../session/past.ts'
import { limitOf } from '../session/reading.ts'
import { footed, noted, type Scope } from '../session/scope.ts'
import { childChanges, type ChildChanges, type FileChange } from './child-changes.ts'
import { commitOf, cursorDigest, feedCursor } from './feed-cursor.ts'

/** From where, and how many commits. */
export interface ChangeQuery {
  /** Cursor that the feed gave to the same session; from the beginning if not given. */
  readonly after?: string
  /** 1 to 1000 commits; 100 if not given. */
  readonly limit?: number
}

/** What one commit did to the files that the session may see; all of them, in order of ids. */
export interface SeenCommit<P extends Purpose> {
  /** `notCollected` where the store was filled without a session. */
  readonly at: Instant | 'notCollected'
  readonly files: readonly FileChange<P>[]
}

/** A part of the feed: full unless it is the last. */
export interface ChangePage<P extends Purpose> {
  /** Oldest first. */
  readonly commits: readonly SeenCommit<P>[]
  /** From where to go on, now or another day; always there. */
  readonly next: string
  /** Whether there is at least one more commit that the session may see. */
  readonly more: boolean
}

const atOnce = 200

async function logOf({ ledger }: Scope, query: LogQuery): Promise<Outcome<readonly LedgerEntry[]>> {
  try {
    return ok(await ledger.log(query))
  } catch {
    return err([
      {
        kind: 'storage',
        path: '',
        code: 'unavailable',
        message: 'the store cannot be read',
        outcome: 'not-written',
        retry: true,
        engineCode: '',
      },
    ])
  }
}

function noteOf(note: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(note)) as unknown
  } catch {
    return undefined
  }
}

/** The changes of each child that the log names, looked up once, and again when rows turn up that nobody knew of. */
class Children<P extends Purpose> {
  private readonly known = new Map<Key, { readonly places: Set<string>; changes: ChildChanges<P> | undefined }>()
  private readonly scope: Scope<P>

  constructor(scope: Scope<P>) {
    this.scope = scope
  }

  async of(child: Key, places: readonly string[]): Promise<Outcome<ChildChanges<P>>> {
    const entry = this.known.get(child) ?? { places: new Set<string>(), changes: undefined }
    this.known.set(child, entry)
    const fresh = places.filter((place) => !entry.places.has(place))
    for (const place of fresh) entry.places.add(place)
    if (entry.changes && fresh.length === 0) return ok(entry.changes)
    const changes = await childChanges(this.scope, child, entry.places)
    if (changes.isOk()) entry.changes = changes.value
    return changes
  }
}

async function filesIn<P extends Purpose>(
  children: Children<P>,
  { head, erased, writes }: LedgerEntry,
): Promise<Outcome<readonly FileChange<P>[]>> {
  const subjects = [...new Set([...writes.map(({ subject }) => subject), ...(erased === undefined ? [] : [erased])])]
  const files: FileChange<P>[] = []
  for (const subject of subjects.sort((a, b) => (a < b ? -1 : 1))) {
    const places = writes.filter((write) => write.subject === subject).map(({ kind, id }) => `${kind}/${id}`)
    const changes = await children.of(subject, places)
    if (changes.isErr()) return err(changes.error)
    const change = changes.value.at.get(head.seq)
    if (change) files.push(change)
    else if (erased === subject && changes.value.tellsErasure) files.push({ id: subject, state: 'gone' })
  }
  return ok(files)
}

/** The place in the log after which the feed goes on. */
async function startOf(scope: Scope, after: string | undefined): Promise<Outcome<{ commit: string; seq: number }>> {
  const { partition } = scope.options
  if (after === undefined) return ok({ commit: '', seq: 0 })
  const digest = await cursorDigest(scope.ledger, accessPartition(partition))
  const commit = commitOf(digest, scope.options, after)
  if (commit.isErr()) return err(commit.error)
  if (commit.value === '') return ok({ commit: '', seq: 0 })
  const entries = await logOf(scope, { partition, after: 0, limit: 1, commit: commit.value })
  return entries.map(([entry]) => ({ commit: commit.value, seq: entry?.head.seq ?? 0 }))
}

/**
 * What changed for the session, commit after commit. Judged as of today: what was opened to it since is told, what was closed is gone.
 * Days that pass open and close files without a commit; `page` tells those. Cost: linear in the commits since the last one that was
 * shown, and in all that was ever written of the children they touch.
 */
export const changesFor = <P extends Purpose>(given: Scope<P>, query: ChangeQuery): OutcomeAsync<ChangePage<P>> =>
  later(async () => {
    const { partition } = given.options
    const limit = limitOf(query)
    if (limit.isErr()) return err(limit.error)
    const start = await startOf(given, query.after)
    if (start.isErr()) return err(start.error)
    const ready = await footed(given)
    if (ready.isErr()) return err(ready.error)
    const children = new Children(ready.value)
    const commits: SeenCommit<P>[] = []
    let { commit, seq: after } = start.value
    let more = false
    let entries: readonly LedgerEntry[]
    do {
      const part = await logOf(given, { partition, after, limit: atOnce })
      if (part.isErr()) return err(part.error)
      entries = part.value
      for (const entry of entries) {
        const files = await filesIn(children, entry)
        if (files.isErr()) return err(files.error)
        after = entry.head.seq
        if (files.value.length === 0) continue
        more = commits.length === limit.value
        if (more) break
        commits.push({ at: instantOf(noteOf(entry.note)), files: files.value })
        commit = entry.id
      }
    } while (!more && entries.length === atOnce)
    const shown = commits.flatMap(({ files }) => files.filter(({ state }) => state === 'changed').map(({ id }) => id))
    const note = await noted(given, 'changes', [...new Set(shown)])
    if (note.isErr()) return unsaid(note.error)
    const digest = await cursorDigest(given.ledger, accessPartition(partition))
    return ok({ commits, next: feedCursor(digest, given.options, commit), more })
  })
