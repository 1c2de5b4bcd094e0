import type { ChildId } from '../../id.ts'
import { type Pointer, parts, pointer } from '../../pointer.ts'
import { invalid, type Outcome, type Problem, settle } from '../../problem.ts'
import type { ChildFile } from '../records.ts'
import { compareFiles } from './compare-files.ts'
import { put, without } from './fields.ts'
import {
  type Candidate,
  type Change,
  type ChangeKind,
  changeKinds,
  type Reconciled,
  type Reconciliation,
  type RowPlace,
  type WithoutRow,
} from './reconciliation.ts'

/** What people decided of one row; it goes before what they decided by kind. */
export interface RowChoice extends RowPlace {
  /** Fields whose changes are accepted, all of them, or none. If not said, the kinds decide. */
  readonly fields?: 'all' | 'none' | readonly Pointer[]
  /** Who the row is: a new child, or the child of this file. Answers a question, and may name any file that has no row. */
  readonly as?: 'new' | (string & {})
}

/** What people accept: by kind of change for all rows, by row where they looked closer. */
export interface Choices {
  /** Kinds that are accepted everywhere; `new`: files for new children. Questions are never answered by a kind. */
  readonly kinds?: 'all' | readonly (ChangeKind | 'new')[]
  readonly rows?: readonly RowChoice[]
}

/** A file to save: what it becomes, what it was read from, and each change with its source. */
export interface AcceptedFile {
  readonly file: ChildFile
  /** Missing for a new child. */
  readonly before?: ChildFile
  readonly changes: readonly Change[]
  readonly source: RowPlace
}

/** What follows from the choices, and what is still open. */
export interface Accepted {
  /** In order of their ids; a file in which nothing changes is not among them. */
  readonly files: readonly AcceptedFile[]
  /** Rows of which something was not accepted: a question, a new child, or changes. */
  readonly open: readonly { readonly row: RowPlace; readonly changes: readonly Change[] }[]
}

const place = ({ sheet, row }: RowPlace): string => JSON.stringify([sheet, row])

/**
 * Does what people accepted: the files to save, each change with its old value, its new one and the row that asked for it. What is not
 * accepted stays as it is and comes back as open; blanks, missing children and exits nobody accepted change nothing.
 * @returns Ok: files to save, and what is open. Err `invalid`: `unknown-field` for a kind that does not exist, `invalid-value` for
 * a row that nothing can be decided of or a child that it cannot be, `duplicate` for a row decided twice or a file that two rows claim.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { accept, decodeCsv, readChildren, reconcile } from 'childfile/register'
 * const stored = [childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', sex: 'female', schooling: { class: '1班' } })]
 * const bytes = new TextEncoder().encode('姓名,性别,出生日期,班级\n李小花,女,2016-03-26,3班\n')
 * const register = decodeCsv(bytes).andThen((workbook) => readChildren(workbook, { asOf: '2026-10-15' }))
 * const accepted = register.andThen((read) => accept(reconcile(stored, read), { kinds: ['changed'] }))
 * accepted.map(({ files }) => files.map(({ file, before }) => [before?.schooling.class, file.schooling.class])).unwrapOr([]) // => [["1班", "3班"]]
 * ```
 */
export function accept(reconciliation: Reconciliation, choices: Choices): Outcome<Accepted> {
  const { children } = reconciliation
  const chosen = new Map((choices.rows ?? []).map((choice) => [place(choice), choice]))
  const rowless = new Map(children.flatMap((one) => (isRowless(one) ? [[one.child as string, one.stored]] : [])))
  for (const one of children)
    if (one.kind === 'perhaps') for (const { child, stored } of one.candidates) rowless.set(child, stored)
  const decided = children.flatMap((one) => (isRowless(one) ? [] : [decide(one, chosen.get(place(one.row)), rowless)]))
  const problems = [...problemsOf(choices, decided, children)]
  const kinds = new Set<string>(choices.kinds === 'all' ? [...changeKinds, 'new'] : (choices.kinds ?? []))
  const results = decided.map((one) => resultOf(one, chosen.get(place(one.row)), kinds))
  return settle(
    {
      files: results
        .flatMap(({ file }) => (file === undefined ? [] : [file]))
        .sort((a, b) => (a.file.id < b.file.id ? -1 : a.file.id > b.file.id ? 1 : 0)),
      open: results.flatMap(({ open }) => (open === undefined ? [] : [open])),
    },
    problems,
  )
}

const isRowless = (one: Reconciled): one is WithoutRow =>
  one.kind === 'missing' || one.kind === 'left' || one.kind === 'outside'

/** A row, and the file that it is about: a stored one with its changes, a new one, or none as long as nobody answered. */
interface Decided {
  readonly row: RowPlace
  readonly of?: { readonly stored: ChildFile; readonly changes: readonly Change[] }
  readonly fresh?: ChildFile
  /** Whether somebody said by name who the row is. */
  readonly answered: boolean
  readonly wrong: boolean
}

function decide(
  one: Exclude<Reconciled, WithoutRow>,
  choice: RowChoice | undefined,
  rowless: ReadonlyMap<string, ChildFile>,
): Decided {
  const { row } = one
  const as = choice?.as
  if (one.kind !== 'new' && one.kind !== 'perhaps')
    return { row, of: one, answered: false, wrong: as !== undefined && as !== one.child }
  const fresh: ChildFile = { ...one.read, id: one.child }
  if (as === undefined)
    return one.kind === 'new' ? { row, fresh, answered: false, wrong: false } : { row, answered: false, wrong: false }
  if (as === 'new') return { row, fresh, answered: true, wrong: false }
  const candidate: Candidate | undefined =
    one.kind === 'perhaps' ? one.candidates.find(({ child }) => child === as) : undefined
  if (candidate) return { row, of: candidate, answered: true, wrong: false }
  const stored = rowless.get(as)
  if (stored === undefined) return { row, answered: true, wrong: true }
  const reading = { place: row, file: one.read, has: () => false, unreadable: () => false }
  return { row, of: { stored, changes: compareFiles(stored, reading).changes }, answered: true, wrong: false }
}

interface Result {
  readonly file?: AcceptedFile
  readonly open?: Accepted['open'][number]
}

function resultOf(
  { row, of, fresh, answered }: Decided,
  choice: RowChoice | undefined,
  kinds: ReadonlySet<string>,
): Result {
  if (fresh !== undefined)
    return takesNew(answered, choice?.fields, kinds)
      ? { file: { file: fresh, changes: [], source: row } }
      : { open: { row, changes: [] } }
  if (of === undefined) return { open: { row, changes: [] } }
  const { stored, changes } = of
  const takes = takenBy(choice?.fields, kinds)
  const taken = changes.filter(takes)
  const left = changes.filter((change) => !takes(change))
  const open = left.length === 0 ? {} : { open: { row, changes: left } }
  if (taken.length === 0) return open
  return { ...open, file: { file: applied(stored, taken), before: stored, changes: taken, source: row } }
}

const takesNew = (answered: boolean, fields: RowChoice['fields'], kinds: ReadonlySet<string>): boolean =>
  answered || fields === 'all' || (fields === undefined && kinds.has('new'))

function takenBy(fields: RowChoice['fields'], kinds: ReadonlySet<string>): (change: Change) => boolean {
  if (fields === 'all') return () => true
  if (fields === 'none') return () => false
  if (fields !== undefined) return (change) => fields.includes(change.pointer)
  return (change) => kinds.has(change.kind)
}

/** The file with the changes made, in their order. */
function applied(stored: ChildFile, changes: readonly Change[]): ChildFile {
  let file = stored
  for (const change of changes)
    for (const { pointer: path, new: value } of [change, ...change.also]) {
      const [section] = parts(path)
      file =
        section === 'claims' && value === 'notCollected' ? without(file, parts(path)) : put(file, parts(path), value)
    }
  return file
}

function problemsOf(
  choices: Choices,
  decided: readonly Decided[],
  children: readonly Reconciled[],
): readonly Problem[] {
  const problems: Problem[] = []
  const known = new Set<string>([...changeKinds, 'new'])
  if (choices.kinds !== undefined && choices.kinds !== 'all')
    for (const [i, kind] of choices.kinds.entries())
      if (!known.has(kind)) problems.push(invalid(pointer('kinds', i), 'unknown-field', 'is not a kind of change'))
  const byPlace = new Map(decided.map((one) => [place(one.row), one]))
  const seen = new Set<string>()
  const claimed = new Map<ChildId, number>()
  for (const one of children)
    if (one.kind !== 'new' && one.kind !== 'perhaps' && !isRowless(one)) claimed.set(one.child, 1)
  for (const { of, answered } of decided)
    if (answered && of) claimed.set(of.stored.id, (claimed.get(of.stored.id) ?? 0) + 1)
  for (const [i, choice] of (choices.rows ?? []).entries()) {
    const at = pointer('rows', i)
    const one = byPlace.get(place(choice))
    if (seen.has(place(choice))) problems.push(invalid(at, 'duplicate', 'decides a row that another choice decides'))
    seen.add(place(choice))
    if (one === undefined) problems.push(invalid(at, 'invalid-value', 'names a row of which nothing can be decided'))
    else if (one.wrong)
      problems.push(invalid(pointer('rows', i, 'as'), 'invalid-value', 'names a child that this row cannot be'))
    else if (one.answered && one.of && (claimed.get(one.of.stored.id) ?? 0) > 1)
      problems.push(invalid(pointer('rows', i, 'as'), 'duplicate', 'names a child that another row is'))
  }
  return problems
}
