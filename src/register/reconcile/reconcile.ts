import { canonicalJson } from '../../canonical.ts'
import type { ChildId } from '../../id.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { compare, entryOf, type Part } from '../duplicates/evidence.ts'
import { findDuplicates } from '../duplicates/find-duplicates.ts'
import type { Register, RegisterRow } from '../engine/register.ts'
import type { Columns } from '../engine/sheet.ts'
import type { ChildFile } from '../records.ts'
import { childColumns } from '../sheets/child/columns/child-columns.ts'
import { compareFiles } from './compare-files.ts'
import { saidIn } from './fields.ts'
import { type Doubt, matchFiles, type Match } from './match.ts'
import {
  type Candidate,
  hasLeft,
  type Matched,
  type MoveScope,
  type Reading,
  type Reconciled,
  type ReconcileOptions,
  type Reconciliation,
} from './reconciliation.ts'

/** Points from which evidence makes a question: name, birth date and both parents are enough, name and birth date are not. */
const likely = 75

/**
 * Puts a newly read register beside the stored files of its children: what is the same, what changed and from what to what, who is new,
 * who is missing, who is back, who moved. It answers and changes nothing; `accept` does what people decide.
 *
 * A row means the file that has the identity of the row: its identity number, else its child number, else its name, birth date, sex and
 * village, else the id of the file; a number counts only if the names meet. An identity that was added or corrected is a question with
 * candidates. A missing row is a question and never an exit. A blank cell never takes the place of anything, and fields for which
 * the sheet has no column are not looked at. The order of rows and files changes nothing; time grows with their number.
 * @example
 * ```ts
 * import { decodeCsv, readChildren, reconcile, recordsOf } from 'childfile/register'
 * const month = (rows: string, asOf: '2026-09-15' | '2026-10-15') =>
 *   decodeCsv(new TextEncoder().encode(`姓名,出生日期,班级\n${rows}`)).andThen((workbook) => readChildren(workbook, { asOf }))
 * const september = month('李小花,2016-03-26,1班\n王小明,2015-01-02,2班\n', '2026-09-15').map(recordsOf).unwrapOr([])
 * const october = month('李小花,2016-03-26,3班\n赵一,2017-05-06,1班\n', '2026-10-15')
 * const found = october.map((register) => reconcile(september, register).children).unwrapOr([])
 * found.map(({ kind }) => kind).sort((a, b) => (a < b ? -1 : 1)) // => ["changed", "missing", "new"]
 * found.flatMap((one) => (one.kind === 'changed' ? one.changes.map(({ pointer, old, new: now }) => [pointer, old, now]) : [])) // => [["/schooling/class", "1班", "3班"]]
 * ```
 */
export function reconcile(
  stored: readonly ChildFile[],
  register: Register<ChildFile>,
  options: ReconcileOptions = {},
): Reconciliation {
  const files = [...stored].sort(byId)
  const readings = readingsOf(register, options)
  const { matches, doubts } = matchFiles(
    files,
    readings.map(({ file }) => file),
    (at, row) => {
      const [file, reading] = [files[at], readings[row]]
      return file !== undefined && reading !== undefined && compareFiles(file, reading).changes.length === 0
    },
  )
  const doubted = new Map(doubts.map((doubt) => [doubt.read, doubt]))
  const held = new Set(matches.map((match) => match.stored))
  const placed = new Set(matches.map((match) => match.read))
  const joined = matches.flatMap((match) => matched(match, files, readings, options))
  const freeFiles = files.filter((_, i) => !held.has(i))
  const freeRows = readings.flatMap((reading, i) => (placed.has(i) ? [] : [{ reading, doubt: doubted.get(i) }]))
  const evidence = evidenceFor(
    freeRows.map(({ reading }) => reading.file),
    freeFiles,
    options.likely ?? likely,
  )
  const asked = new Set<string>()
  const taken = new Set<string>([
    ...files.map(({ id }) => id),
    ...matches.flatMap(({ read }) => readings[read]?.file.id ?? []),
  ])
  const rows = freeRows.map(({ reading, doubt }, i): Reconciled => {
    const candidates = candidatesOf(reading, doubt, evidence[i] ?? [], files, freeFiles)
    for (const { child } of candidates) asked.add(child)
    const child = freeId(reading.file.id, taken)
    const row = reading.place
    return candidates.length === 0
      ? { kind: 'new', child, row, read: reading.file }
      : { kind: 'perhaps', child, row, read: reading.file, candidates }
  })
  const rest = freeFiles
    .filter(({ id }) => !asked.has(id))
    .map((file): Reconciled => ({ kind: withoutRow(file, options), child: file.id, stored: file }))
  return {
    children: [...joined, ...rows, ...rest].sort((a, b) => (a.child < b.child ? -1 : a.child > b.child ? 1 : 0)),
    rejects: register.rows.flatMap(({ kind, sheet, row }) => (kind === 'reject' ? [{ sheet, row }] : [])),
  }
}

const byId = (a: ChildFile, b: ChildFile): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const nothing: ReadonlySet<Pointer> = new Set()

/** Rows that became records, in an order that their contents give, each with what its heading has columns for. */
function readingsOf({ rows }: Register<ChildFile>, { columns }: ReconcileOptions): readonly Reading[] {
  const under = new Map<string, Set<Pointer>>()
  const headingOf = ({ sheet, heading }: RegisterRow<ChildFile>): string => JSON.stringify([sheet, heading ?? []])
  const given = columns === undefined ? undefined : new Set(columns)
  for (const row of rows) {
    if (given !== undefined || row.record === undefined) continue
    const key = headingOf(row)
    const said = under.get(key) ?? new Set()
    under.set(key, said)
    saidIn(row.record, said)
  }
  const readings = rows.flatMap((row): readonly Reading[] => {
    const { record, findings, sheet, row: number } = row
    if (record === undefined) return []
    const said = given ?? under.get(headingOf(row))
    const faulty =
      findings.length === 0
        ? nothing
        : new Set(findings.flatMap(({ severity, field }) => (severity === 'error' ? [pointerOf(field)] : [])))
    return [
      {
        place: { sheet, row: number },
        file: record,
        has: (path) => said?.has(path) === true,
        unreadable: (path) => faulty.has(path),
      },
    ]
  })
  const text = new Map<Reading, string>()
  const ids = new Set(readings.map(({ file }) => file.id))
  if (ids.size < readings.length) for (const one of readings) text.set(one, canonicalJson(one.file))
  const contents = (one: Reading): string => text.get(one) ?? ''
  return readings.sort(
    (a, b) => byId(a.file, b.file) || (contents(a) < contents(b) ? -1 : contents(a) > contents(b) ? 1 : 0),
  )
}

const elsewhere: Readonly<Record<string, Pointer>> = {
  residence: '/residenceAddress',
  school: '/schooling/school',
  grade: '/schooling/grade',
  schooling: '/schooling/status',
}

/** Where the value of a published field stands in a file. */
function pointerOf(field: string): Pointer {
  const columns: Columns = childColumns
  return columns[field]?.pointer ?? elsewhere[field] ?? pointer(...field.split('.'))
}

function matched(
  match: Match,
  files: readonly ChildFile[],
  readings: readonly Reading[],
  { missingBefore = [] }: ReconcileOptions,
): readonly Matched[] {
  const [stored, reading] = [files[match.stored], readings[match.read]]
  if (stored === undefined || reading === undefined) return []
  const comparison = compareFiles(stored, reading)
  const { changes } = comparison
  const scope = scopeOf(stored, reading.file)
  const back = changes.some(({ kind }) => kind === 'back') || missingBefore.includes(stored.id)
  const kind = back ? 'back' : scope !== undefined ? 'moved' : changes.length > 0 ? 'changed' : 'same'
  const plain = { kind, child: stored.id, by: match.by, row: reading.place, ...comparison, stored } as const
  return [scope === undefined ? plain : { ...plain, scope }]
}

/** The widest border between two divisions; undefined if either is unknown or one lies within the other. */
function scopeOf(stored: ChildFile, read: ChildFile): MoveScope | undefined {
  const [from, to] = [stored.residenceDivision, read.residenceDivision]
  if (!/^\d/.test(from) || !/^\d/.test(to)) return undefined
  const length = Math.min(from.length, to.length)
  const crossed = (digits: number): boolean =>
    from.slice(0, Math.min(digits, length)) !== to.slice(0, Math.min(digits, length))
  return crossed(6) ? 'county' : crossed(9) ? 'township' : crossed(12) ? 'village' : undefined
}

/** Files that names, dates and people speak for, the identity number left out; for each row. */
function evidenceFor(
  rows: readonly ChildFile[],
  files: readonly ChildFile[],
  from: number,
): readonly (readonly { readonly stored: string; readonly score: number }[])[] {
  if (rows.length === 0 || files.length === 0) return []
  // Here ids only tell rows from files: a row may bear the id of another child's file.
  const idOf = (i: number): ChildId => `row-${String(i).padStart(9, '0')}` as ChildId
  const plain = (file: ChildFile, id: ChildId): ChildFile => ({ ...file, id, idNumber: 'notCollected' })
  const found = findDuplicates(
    rows.map((file, i) => plain(file, idOf(i))),
    files.map((file) => plain(file, `file-${file.id}` as ChildId)),
  )
  const by = new Map<string, { readonly stored: string; readonly score: number }[]>()
  for (const { left, right, score } of found)
    if (score >= from) by.set(left, [...(by.get(left) ?? []), { stored: right.slice('file-'.length), score }])
  return rows.map((_, i) => by.get(idOf(i)) ?? [])
}

function candidatesOf(
  reading: Reading,
  doubt: Doubt | undefined,
  evidence: readonly { readonly stored: string; readonly score: number }[],
  files: readonly ChildFile[],
  free: readonly ChildFile[],
): readonly Candidate[] {
  const scores = new Map(evidence.map(({ stored, score }) => [stored, score]))
  const doubtful = new Map((doubt?.stored ?? []).map((at) => [files[at]?.id ?? '', doubt?.why ?? 'several']))
  return (doubt?.why === 'twice' ? files : free)
    .flatMap((stored): readonly Candidate[] => {
      const why = doubtful.get(stored.id) ?? (scores.has(stored.id) ? 'evidence' : undefined)
      if (why === undefined) return []
      const parts: readonly Part[] = compare(entryOf(stored), entryOf(reading.file)) ?? []
      return [
        { child: stored.id, why, score: scores.get(stored.id) ?? 0, parts, stored, ...compareFiles(stored, reading) },
      ]
    })
    .sort((a, b) => b.score - a.score || (a.child < b.child ? -1 : 1))
}

/** An id that nobody has: that of the row, or the same with a number behind it. */
function freeId(wanted: ChildId, taken: Set<string>): ChildId {
  let id: string = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted.slice(0, 58)}-${n}`
  taken.add(id)
  return id as ChildId
}

function withoutRow(file: ChildFile, { covers }: ReconcileOptions): 'missing' | 'left' | 'outside' {
  if (hasLeft(file)) return 'left'
  const lives = file.residenceDivision
  const covered = covers === undefined || !/^\d/.test(lives) || covers.some((one) => lives.startsWith(one))
  return covered ? 'missing' : 'outside'
}
