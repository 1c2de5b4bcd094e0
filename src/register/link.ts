import { isKnown } from '../absent.ts'
import { canonicalJson } from '../canonical.ts'
import { digestText } from '../digest.ts'
import type { AttendanceId, ChildId, ConsentId, ReceivedId, VisitId } from '../id.ts'
import { finding } from './engine/read-sheet.ts'
import type { FindingCode } from '../finding.ts'
import type { Register, RegisterRow } from './engine/register.ts'
import { type Attendance, type ChildFile, nameText, type Received, type Volunteer } from './records.ts'
import type { ConsentEntry } from './sheets/consents.ts'
import type { ChildReference, Linked, Referring } from './sheets/referring.ts'
import type { VisitEntry } from './sheets/visits.ts'

/** Children of a register by identity number, by number on paper and by name. */
interface Children {
  readonly byIdNumber: ReadonlyMap<string, readonly ChildFile[]>
  readonly bySerial: ReadonlyMap<string, readonly ChildFile[]>
  readonly byName: ReadonlyMap<string, readonly ChildFile[]>
}

/** A number on paper as it is compared: 007 and 7 are one. */
const serialKey = (serial: string): string => serial.replace(/^0+(?=\d)/, '').replace(/\.0$/, '')
const nameKey = (name: string): string => nameText(name) ?? name

function childrenOf({ rows }: Register<ChildFile>): Children {
  const byIdNumber = new Map<string, ChildFile[]>()
  const bySerial = new Map<string, ChildFile[]>()
  const byName = new Map<string, ChildFile[]>()
  const put = (map: Map<string, ChildFile[]>, key: string, file: ChildFile): void => {
    const others = map.get(key)
    if (others) others.push(file)
    else map.set(key, [file])
  }
  for (const { record, serial } of rows) {
    if (record === undefined) continue
    put(byName, nameKey(record.name), record)
    if (isKnown(record.idNumber) && record.idNumber !== 'none') put(byIdNumber, record.idNumber, record)
    if (serial !== undefined) put(bySerial, serialKey(serial), record)
  }
  return { byIdNumber, bySerial, byName }
}

type Found = { readonly child: ChildId } | { readonly code: FindingCode }

/**
 * The one child that number and name together mean. A number alone, or a name that several have, is never enough. An identity number goes
 * before the number on paper, which on another sheet is often that of its own row; a child of another identity number is never meant.
 */
function childFor(reference: ChildReference, children: Children): Found {
  const all = children.byName.get(nameKey(reference.name)) ?? []
  const { idNumber } = reference
  const identified = idNumber === undefined ? undefined : children.byIdNumber.get(idNumber)
  if (identified !== undefined) {
    const both = identified.filter((file) => all.includes(file))
    return both.length === 0 ? { code: 'other-child' } : single(both)
  }
  const named = idNumber === undefined ? all : all.filter((file) => !isKnown(file.idNumber) || file.idNumber === 'none')
  if (reference.serial === 'notCollected') return single(named)
  const numbered = children.bySerial.get(serialKey(reference.serial))
  if (numbered === undefined) return { code: 'unknown-child' }
  const both = numbered.filter((file) => named.includes(file))
  return both.length === 0 ? { code: 'other-child' } : single(both)
}

const single = (files: readonly ChildFile[]): Found => {
  const [only] = files
  if (only === undefined) return { code: 'unknown-child' }
  return files.length === 1 ? { child: only.id } : { code: 'ambiguous-child' }
}

/**
 * Finds the files that the rows of another sheet mean: consents, visits, pairs. Number and name must both be those of one child of the
 * register: the identity number, or where the sheet or the register has none the number on paper; a name alone counts where the sheet
 * gives no number and only one child has it. What fits no child, or several, or two different ones, becomes a reject with a finding:
 * nothing is guessed.
 * @example
 * ```ts
 * import { decodeCsv, linkChildren, readChildren, readConsents } from 'childfile/register'
 * const workbook = (text: string) => decodeCsv(new TextEncoder().encode(text))
 * const asOf = '2026-09-15'
 * const children = workbook('序号,姓名,出生日期\n1,李小花,2016-03-26\n').andThen((read) => readChildren(read, { asOf }))
 * const consents = workbook('序号,儿童姓名,同意事项\n1,李小花,建档\n1,王小明,建档\n').andThen((read) => readConsents(read, { asOf }))
 * const linked = children.andThen((register) => consents.map((rows) => linkChildren(register, rows)))
 * linked.map(({ rows }) => rows.flatMap((row) => (row.kind === 'reject' ? row.findings.map(({ code }) => code) : []))).unwrapOr([]) // => ["not-stated", "other-child"]
 * ```
 */
export function linkChildren<E>(children: Register<ChildFile>, rows: Register<Referring<E>>): Register<Linked<E>> {
  const known = childrenOf(children)
  return {
    rows: rows.rows.map((row): RegisterRow<Linked<E>> => {
      const { record, ...rest } = row
      if (record === undefined) return rest
      const found = childFor(record.child, known)
      if ('child' in found) return { ...rest, record: { child: found.child, entry: record.entry } }
      return {
        ...rest,
        kind: 'reject',
        findings: [...row.findings, finding(found.code, 'name', row.sheet, row.row - 1)],
      }
    }),
  }
}

/**
 * Volunteers with the files of the children whom they must not be matched with, in place of the numbers on paper. A number that fits
 * no child, or several, stays as written and is a finding: an exclusion is never dropped.
 * @example
 * ```ts
 * import { decodeCsv, linkVolunteers, readChildren, readVolunteers, recordsOf } from 'childfile/register'
 * const workbook = (text: string) => decodeCsv(new TextEncoder().encode(text))
 * const options = { asOf: '2026-09-15', childId: () => 'child-7' } as const
 * const children = workbook('序号,姓名,出生日期\n7,李小花,2016-03-26\n').andThen((read) => readChildren(read, options))
 * const volunteers = workbook('编号,姓名,不宜结对儿童编号\nV1,袁心慧,7\n').andThen((read) => readVolunteers(read, options))
 * const linked = children.andThen((register) => volunteers.map((rows) => linkVolunteers(register, rows)))
 * linked.map((register) => recordsOf(register).map((volunteer) => volunteer.notWith)).unwrapOr([]) // => [["child-7"]]
 * ```
 */
export function linkVolunteers(children: Register<ChildFile>, volunteers: Register<Volunteer>): Register<Volunteer> {
  const { bySerial } = childrenOf(children)
  const ids = new Set(children.rows.flatMap(({ record }) => (record ? [record.id] : [])))
  return {
    rows: volunteers.rows.map((row) => {
      const { record } = row
      if (record === undefined || typeof record.notWith === 'string') return row
      const found = record.notWith.map((number) =>
        ids.has(number) ? [number] : (bySerial.get(serialKey(number)) ?? []).map(({ id }) => id),
      )
      const notWith = record.notWith.map((number, i) => (found[i]?.length === 1 ? (found[i][0] ?? number) : number))
      const lost = found.find((those) => those.length !== 1)
      const code = lost === undefined ? undefined : lost.length === 0 ? 'unknown-child' : 'ambiguous-child'
      const findings =
        code === undefined ? row.findings : [...row.findings, finding(code, 'notWith', row.sheet, row.row - 1)]
      return { ...row, record: { ...record, notWith }, findings }
    }),
  }
}

const idOf = (prefix: string, entry: unknown): string => `${prefix}-${digestText(canonicalJson(entry)).slice(0, 24)}`

/** Entries by child, under ids made of their contents: the same row twice is one entry. */
function byChild<E>(register: Register<Linked<E>>, prefix: string): ReadonlyMap<ChildId, Readonly<Record<string, E>>> {
  const entries = new Map<ChildId, Record<string, E>>()
  for (const { record } of register.rows) {
    if (record === undefined) continue
    const those = entries.get(record.child) ?? {}
    those[idOf(prefix, record.entry)] = record.entry
    entries.set(record.child, those)
  }
  return entries
}

/**
 * The files with the visits of a linked sheet. Visits that a file has already stay; reading the same sheet twice adds nothing.
 * @example
 * ```ts
 * import { withVisits } from 'childfile/register'
 * withVisits([], { rows: [] }) // => []
 * ```
 */
export function withVisits(files: readonly ChildFile[], visits: Register<Linked<VisitEntry>>): readonly ChildFile[] {
  const entries = byChild(visits, 'v')
  return files.map((file) => {
    const more: Readonly<Record<VisitId, VisitEntry>> | undefined = entries.get(file.id)
    return more === undefined ? file : { ...file, visits: { ...file.visits, ...more } }
  })
}

/**
 * The files with the consents of a linked sheet. Consents that a file has already stay; reading the same sheet twice adds nothing.
 * @example
 * ```ts
 * import { withConsents } from 'childfile/register'
 * withConsents([], { rows: [] }) // => []
 * ```
 */
export function withConsents(
  files: readonly ChildFile[],
  consents: Register<Linked<ConsentEntry>>,
): readonly ChildFile[] {
  const entries = byChild(consents, 's')
  return files.map((file) => {
    const more: Readonly<Record<ConsentId, ConsentEntry>> | undefined = entries.get(file.id)
    if (more === undefined) return file
    return { ...file, consents: typeof file.consents === 'string' ? more : { ...file.consents, ...more } }
  })
}

/**
 * The files with what a linked sheet says of taking part and of absence. What a file has already stays; reading the same sheet twice adds
 * nothing.
 * @example
 * ```ts
 * import { withAttendance } from 'childfile/register'
 * withAttendance([], { rows: [] }) // => []
 * ```
 */
export function withAttendance(
  files: readonly ChildFile[],
  attendance: Register<Linked<Attendance>>,
): readonly ChildFile[] {
  const entries = byChild(attendance, 't')
  return files.map((file) => {
    const more: Readonly<Record<AttendanceId, Attendance>> | undefined = entries.get(file.id)
    return more === undefined ? file : { ...file, attendance: { ...file.attendance, ...more } }
  })
}

/**
 * The files with what a linked sheet says was handed over. What a file has already stays; reading the same sheet twice adds nothing.
 * @example
 * ```ts
 * import { withReceived } from 'childfile/register'
 * withReceived([], { rows: [] }) // => []
 * ```
 */
export function withReceived(
  files: readonly ChildFile[],
  deliveries: Register<Linked<Received>>,
): readonly ChildFile[] {
  const entries = byChild(deliveries, 'g')
  return files.map((file) => {
    const more: Readonly<Record<ReceivedId, Received>> | undefined = entries.get(file.id)
    return more === undefined ? file : { ...file, received: { ...file.received, ...more } }
  })
}
