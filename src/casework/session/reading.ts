import { canonicalJson } from '../../canonical.ts'
import { digestText, hex, utf8 } from '../../digest.ts'
import { err, ok, type Outcome, type OutcomeAsync, refuse } from '../../problem.ts'
import {
  disclose,
  type Purpose,
  type ReadEntry,
  subjectExport,
  type SubjectExport,
  type View,
} from '../../privacy/index.ts'
import type { Key } from '../../storage/index.ts'
import { aliasesOf } from '../merge/merge-shelf.ts'
import type { AccessEntry } from './access-log.ts'
import { later, notEntitled, unsaid } from './later.ts'
import { dayOf, footed, noted, type OpenCase, openCase, type Scope, takeCase } from './scope.ts'

/** Which files, in order of ids. */
export interface FileQuery {
  /** Only children who live in the division; where the purpose may not know that, there are none. */
  readonly division?: string
  /** Cursor of the page before. */
  readonly after?: string
  /** 1 to 1000; 100 if not given. */
  readonly limit?: number
}

/** A page of views: always full unless it is the last, whatever lies between that the session may not see. */
export interface ViewPage<P extends Purpose> {
  readonly views: readonly View<P>[]
  /** There if there is at least one more that the session may see. */
  readonly next?: string
}

/** The view of a file, its reading noted first. */
export const readFile = <P extends Purpose>(scope: Scope<P>, id: Key): OutcomeAsync<View<P>> =>
  later(async () =>
    (await takeCase(scope, id, 'file')).map(({ found, looking }) => disclose(found.stored.file, looking)),
  )

/** A cursor is the last id that was shown, with a check that binds it to the session's question. */
const cursorOf = ({ options }: Scope, division: string | undefined, id: string): string => {
  const { partition, actor, purpose, relation } = options
  const check = digestText(
    canonicalJson(['page', partition, actor.id, actor.role, purpose, relation, division ?? null, id]),
  )
  return `${check.slice(0, 32)}${hex(utf8(id))}`
}

function startOf(scope: Scope, { division, after }: FileQuery): Outcome<Key | undefined> {
  if (after === undefined) return ok(undefined)
  const bad = refuse('/after', 'bad-cursor', 'must be the cursor that the page before gave for the same query')
  if (typeof after !== 'string') return bad
  const id = after.slice(32).replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
  return cursorOf(scope, division, id) === after ? ok(id) : bad
}

/** How many are asked for. */
export function limitOf({ limit = 100 }: Pick<FileQuery, 'limit'>): Outcome<number> {
  if (!Number.isInteger(limit) || limit < 1) return refuse('/limit', 'too-small', 'must be a whole number from 1 on')
  return limit > 1000 ? refuse('/limit', 'too-large', 'must be at most 1000') : ok(limit)
}

/** Whether the session may know that the child lives in the division. */
function livesIn<P extends Purpose>(view: View<P>, division: string | undefined): boolean {
  if (division === undefined) return true
  const shown: unknown = 'residenceDivision' in view ? view.residenceDivision : undefined
  return typeof shown === 'string' && shown !== 'withheld' && shown.startsWith(division)
}

/** Cases that the session may see, one after another, with their views. */
async function* visible<P extends Purpose>(
  given: Scope<P>,
  division: string | undefined,
  after: Key | undefined,
): AsyncGenerator<Outcome<OpenCase<P> & { readonly id: string; readonly view: View<P> }>, void, undefined> {
  const asOf = dayOf(given.clock())
  const ready = await footed(given)
  if (ready.isErr()) {
    yield err(ready.error)
    return
  }
  const scope = ready.value
  for await (const found of scope.shelf.each(scope.options.partition, after)) {
    if (found.isErr()) {
      // A file that nobody can read stops nobody; a store that cannot be read stops everybody.
      if (found.error[0].code === 'unavailable') yield unsaid(found.error)
      continue
    }
    const open = openCase(scope, found.value, asOf)
    if (!open) continue
    const { file } = open.found.stored
    const view = disclose(file, open.looking)
    if (livesIn(view, division)) yield ok({ ...open, id: file.id, view })
  }
}

/** A page of views, noted as one entry. */
export const readPage = <P extends Purpose>(scope: Scope<P>, query: FileQuery): OutcomeAsync<ViewPage<P>> =>
  later(async () => {
    const start = startOf(scope, query)
    const limit = limitOf(query)
    if (start.isErr()) return err(start.error)
    if (limit.isErr()) return err(limit.error)
    const views: View<P>[] = []
    const ids: string[] = []
    let next: string | undefined
    for await (const one of visible(scope, query.division, start.value)) {
      if (one.isErr()) return err(one.error)
      const last = ids.at(-1)
      if (ids.length === limit.value && last !== undefined) {
        next = cursorOf(scope, query.division, last)
        break
      }
      views.push(one.value.view)
      ids.push(one.value.id)
    }
    const note = await noted(scope, 'page', ids)
    return note.map(() => (next === undefined ? { views } : { views, next }))
  })

/** View after view, a page at a time; ends after the first Err. */
export async function* readEach<P extends Purpose>(
  scope: Scope<P>,
  query: FileQuery,
): AsyncGenerator<Outcome<View<P>>, void, undefined> {
  let after = query.after
  do {
    const page: Outcome<ViewPage<P>> = await readPage(scope, { ...query, ...(after === undefined ? {} : { after }) })
    if (page.isErr()) {
      yield err(page.error)
      return
    }
    for (const view of page.value.views) yield ok(view)
    after = page.value.next
  } while (after !== undefined)
}

/** How many files the session may see, noted as one entry. */
export const countFiles = <P extends Purpose>(
  scope: Scope<P>,
  query: Pick<FileQuery, 'division'>,
): OutcomeAsync<number> =>
  later(async () => {
    let count = 0
    for await (const one of visible(scope, query.division, undefined)) {
      if (one.isErr()) return err(one.error)
      count += 1
    }
    return (await noted(scope, 'count', [])).map(() => count)
  })

/** A copy for whom it concerns, with who has read the file. */
export const copyFor = <P extends Purpose>(scope: Scope<P>, id: Key): OutcomeAsync<SubjectExport> =>
  later(async () => {
    if (scope.options.purpose !== 'access') return notEntitled('a copy is given for the purpose of access')
    const taken = await takeCase(scope, id, 'export')
    if (taken.isErr()) return err(taken.error)
    const { partition } = scope.options
    const aliases = await aliasesOf(scope.ledger, partition, id)
    if (aliases.isErr()) return unsaid(aliases.error)
    const entries: AccessEntry[] = []
    for (const child of [id, ...aliases.value]) {
      const found = await scope.log.read(partition, { child })
      if (found.isErr()) return unsaid(found.error)
      entries.push(...found.value)
    }
    const shown = new Set<string>(['file', 'page', 'history', 'export', 'change', 'changes'])
    const reads = [...new Set(entries)]
      .filter(({ act }) => shown.has(act))
      .map(({ at, role, purpose }): ReadEntry => ({ at, role, purpose }))
    const { found, looking } = taken.value
    return subjectExport(found.stored.file, { ...looking, reads })
  })
