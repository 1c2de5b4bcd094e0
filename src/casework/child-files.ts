import { z } from 'zod'
import { canonicalJson } from '../canonical.ts'
import { pointer, parts } from '../pointer.ts'
import { err, ok, type Outcome, type OutcomeAsync, type Problem, ResultAsync, settle } from '../problem.ts'
import { type ChildFile, eventKinds, type FileRow, fileRows, joinRows, parseFile } from '../records/index.ts'
import {
  type Collection,
  collection,
  commit,
  compartment,
  type Key,
  type Ledger,
  type Receipt,
  type Staged,
  type SubjectDocuments,
} from '../storage/index.ts'

/** A file as it stands in a store, with the revision of each of its rows, so that it can be written back. */
export interface StoredFile {
  readonly file: ChildFile
  /** By `kind/id`. */
  readonly revisions: Readonly<Record<string, number>>
}

/** What is to be saved: a new file, or a changed one with what it was read as. */
export interface SavedFile {
  readonly file: ChildFile
  readonly before?: StoredFile
}

/** One act of saving. The same id with the same files is the same act: a retry. */
export interface Saving {
  readonly partition: Key
  readonly id: Key
  /** Who, for what purpose, when: plain data that is kept for ever, so nothing personal belongs in it. */
  readonly note: unknown
  readonly files: readonly SavedFile[]
}

/** The files of a county in a store: each one child, many rows, written whole or not at all. */
export interface ChildFiles {
  /**
   * Writes the rows that are new or changed and removes those that are gone; all files or none.
   * @returns Ok: the link in the chain. Err `invalid`: what the schema says, under `/files/n`. Err `conflict`: somebody was
   * faster. Err `storage`: nothing was written unless the outcome is unknown; then try again with the same id.
   */
  readonly save: (saving: Saving) => OutcomeAsync<Receipt>
  /** @returns Err `not-found`: no such file. Err `storage`: `unavailable`, `corrupt`, `newer-format`. */
  readonly read: (partition: Key, id: Key) => OutcomeAsync<StoredFile>
  /** File after file in order of ids, one in memory at a time; a file that cannot be read is an Err and stops nothing. */
  readonly each: (partition: Key) => AsyncGenerator<Outcome<StoredFile>, void, undefined>
}

const kinds = ['file', ...eventKinds] as const
export type Kind = (typeof kinds)[number]
export type RowCollections = Record<Kind, Collection<z.output<typeof RowDocument>, 'division'>>

/** Rows are judged as part of their file, by its schema; below that they are plain data. */
const RowDocument = z.record(z.string(), z.json())

/**
 * Keeps files in a ledger.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { childFiles } from 'childfile/casework'
 * import { audited, openMemory } from 'childfile/storage'
 * const files = childFiles(audited(await openMemory()))
 * const file = childFile({ id: 'c1', name: '李小花', contacts: { k1: { on: '2026-09-01', channel: 'phone' } } })
 * await files.save({ partition: '520526', id: 'import-1', note: { actor: 'worker-3' }, files: [{ file }] })
 * const stored = await files.read('520526', 'c1')
 * stored.isOk() && stored.value.file.contacts // => file.contacts
 * ```
 */
export function childFiles(ledger: Ledger): ChildFiles {
  const rows = rowCollections(ledger)
  const subjects = compartment(ledger, rows)

  const save = ({ partition, id, note, files }: Saving): OutcomeAsync<Receipt> => {
    const judged = settle(
      undefined,
      files.flatMap(({ file }, n) => schemaProblems(file, n)),
    )
    const writes = (): readonly Outcome<Staged>[] => files.flatMap((saved) => writesOf(rows, saved))
    return new ResultAsync(Promise.resolve(judged)).andThen(() =>
      commit(ledger, { partition, id, note, writes: writes() }),
    )
  }

  return {
    save,
    read: (partition, id) => subjects.read(partition, id).andThen(stored),
    async *each(partition) {
      for await (const found of subjects.each(partition)) {
        const file = found.andThen(stored)
        if (file.isOk() || file.error[0].kind !== 'not-found') yield file
      }
    },
  }
}

/** A collection for each kind of row of a file. */
export const rowCollections = (ledger: Ledger): RowCollections =>
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      collection(ledger, { kind, schema: RowDocument, version: 1, keys: { division: divisionOf } }),
    ]),
  ) as RowCollections

/** The division where the child lives, as an index of the slow sections; empty where it is not known. */
const divisionOf = (document: Readonly<Record<string, unknown>>): readonly Key[] => {
  const division = document['residenceDivision']
  return typeof division === 'string' && /^\d+$/.test(division) ? [division] : []
}

const schemaProblems = (file: ChildFile, n: number): readonly Problem[] =>
  parseFile(file).match(
    () => [],
    (problems) => problems.map((problem) => ({ ...problem, path: pointer('files', n, ...parts(problem.path)) })),
  )

const nameOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind}/${id}`

/** The rows that differ from what was read, and removals of those that are no longer there. */
export function writesOf(rows: RowCollections, { file, before }: SavedFile): readonly Outcome<Staged>[] {
  const was = new Map((before ? fileRows(before.file) : []).map((row) => [nameOf(row), canonicalJson(row.document)]))
  const now = fileRows(file)
  const gone = before ? fileRows(before.file).filter((row) => !now.some((other) => nameOf(other) === nameOf(row))) : []
  const expect = (row: FileRow): number => before?.revisions[nameOf(row)] ?? 0
  return [
    ...now
      .filter((row) => was.get(nameOf(row)) !== canonicalJson(row.document))
      .map((row) =>
        rows[row.kind].put({
          subject: file.id,
          id: row.id,
          expect: expect(row),
          document: row.document as z.output<typeof RowDocument>,
        }),
      ),
    ...gone.map((row) => rows[row.kind].remove({ subject: file.id, id: row.id, expect: expect(row) })),
  ]
}

type Found = SubjectDocuments<RowCollections>

/** The file that rows of a subject make. */
export function stored({ documents, unreadable }: Found): Outcome<StoredFile> {
  const [broken] = unreadable
  if (broken) return err(broken.problems)
  const all = kinds.flatMap((kind) => documents[kind])
  const file = joinRows(all.map(({ kind, id, document }) => ({ kind: kind as Kind, id, document })))
  return file
    ? ok({ file, revisions: Object.fromEntries(all.map((row) => [nameOf(row), row.revision])) })
    : err([{ kind: 'not-found', path: '', code: 'not-found', message: 'there is no such file' }])
}
