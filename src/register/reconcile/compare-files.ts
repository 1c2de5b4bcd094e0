import { canonicalJson } from '../../canonical.ts'
import type { Pointer } from '../../pointer.ts'
import { parts, pointer } from '../../pointer.ts'
import { nameMatch, nameParts } from '../duplicates/names.ts'
import type { ChildFile, Claim } from '../records.ts'
import { fieldGroups, growing, isKeyed, type Keyed, own, sectionOf } from './fields.ts'
import {
  type Blank,
  type Change,
  type ChangeKind,
  type Comparison,
  hasLeft,
  type Reading,
  type Replacement,
} from './reconciliation.ts'

const absent = 'notCollected'

const equal = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b))

/** A comparison on its way. */
interface Weighing {
  readonly stored: ChildFile
  readonly reading: Reading
  readonly changes: Change[]
  readonly blanks: Blank[]
}

/**
 * What a row says otherwise than a file. Fields of which the row says nothing are never a change; of those that the sheet has a column
 * for they are blanks. What is dated or said by somebody only grows.
 */
export function compareFiles(stored: ChildFile, reading: Reading): Comparison {
  const weighing: Weighing = { stored, reading, changes: [], blanks: [] }
  const back = hasLeft(stored) && reading.file.register.registerState === 'registered'
  for (const { section, keys } of fieldGroups) {
    const [old, now] = [sectionOf(stored, section), sectionOf(reading.file, section)]
    if (old === now) continue
    const path: Pointer = section === undefined ? '' : pointer(section)
    fields(
      weighing,
      path,
      section === 'register' && back ? keys.filter((key) => key === 'claimed' || key === 'reportedOn') : keys,
      old,
      now,
    )
    if (section === 'register' && back) returned(weighing)
  }
  for (const key of growing) grown(weighing, key)
  const after: Keyed = reading.file.custom ?? {}
  const before: Keyed = stored.custom ?? {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    field(weighing, pointer('custom', key), own(before, key) ?? absent, own(after, key) ?? absent)
  return { changes: weighing.changes, blanks: weighing.blanks }
}

function fields(weighing: Weighing, path: Pointer, keys: readonly string[], old: Keyed, now: Keyed): void {
  const taken = new Set<string>()
  if (reachedOtherwise(weighing, path, old, now))
    for (const key of ['phone', 'otherPhones', 'verifiedOn', 'answeredOn']) taken.add(key)
  if (path === '/schooling' && schooledOtherwise(weighing, old, now))
    for (const key of ['school', 'status']) taken.add(key)
  for (const key of keys) {
    const [before, after] = [own(old, key), own(now, key)]
    if (before !== after && key !== 'recordedOn' && !taken.has(key))
      field(weighing, `${path}${pointer(key)}`, before, after)
  }
}

/** Telephones change together; what was found out about the old number does not hold for the new one. */
function reachedOtherwise(weighing: Weighing, path: Pointer, old: Keyed, now: Keyed): boolean {
  if (!('otherPhones' in now) || now['phone'] === absent || now['phone'] === 'contested') return false
  const main = equal(old['phone'], now['phone'])
  if (main && equal(old['otherPhones'], now['otherPhones'])) return true
  if (old['phone'] === 'contested' || old['otherPhones'] === 'contested') return false
  const along = main ? [] : ['otherPhones', 'verifiedOn', 'answeredOn']
  const key = main ? 'otherPhones' : 'phone'
  const kind = main && now['otherPhones'] === absent ? 'removed' : undefined
  change(weighing, `${path}/${key}`, old[key], now[key], replaced(path, along, old, now), kind)
  return true
}

/** School and state of schooling come out of one cell: another school is another state, even an unknown one. */
function schooledOtherwise(weighing: Weighing, old: Keyed, now: Keyed): boolean {
  const [before, school] = [old['school'], now['school']]
  if (school === absent || school === 'contested' || before === 'contested' || equal(before, school)) return false
  change(weighing, '/schooling/school', before, school, replaced('/schooling', ['status'], old, now))
  return true
}

const replaced = (path: Pointer, keys: readonly string[], old: Keyed, now: Keyed): readonly Replacement[] =>
  keys.flatMap((key) =>
    equal(old[key], now[key]) ? [] : [{ pointer: `${path}/${key}` as Pointer, old: old[key], new: now[key] }],
  )

function field(weighing: Weighing, path: Pointer, old: unknown, now: unknown): void {
  if (now === undefined || old === now) return
  if (now === absent) {
    const { reading } = weighing
    if (!reading.has(path)) return
    const because = reading.unreadable(path) ? 'unreadable' : 'blank'
    weighing.blanks.push({ pointer: path, known: old, because, source: reading.place })
    return
  }
  if (old === 'contested' || now === 'contested') contest(weighing, path, old, now)
  else if (isKeyed(old) && isKeyed(now)) keyed(weighing, path, old, now)
  else if (!equal(old, now))
    change(weighing, path, old, now, [], isKeyed(old) && !isPerson(path) ? 'removed' : undefined)
}

const isPerson = (path: Pointer): boolean => path === '/delegate'

function keyed(weighing: Weighing, path: Pointer, old: Keyed, now: Keyed): void {
  if (isPerson(path) && isAnother(old['name'], now['name'])) {
    change(weighing, path, old, now, [])
    return
  }
  const keys = Object.keys(now)
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(now, key))
  const come = keys.filter((key) => !Object.hasOwn(old, key))
  if (gone.length === 0 && come.length === 0) {
    fields(weighing, path, keys, old, now)
    return
  }
  // Entries of a list by id: those that stay keep everything that is known of them.
  const kept = Object.fromEntries(keys.map((key) => [key, Object.hasOwn(old, key) ? old[key] : now[key]]))
  change(weighing, path, old, kept, [], gone.length > 0 ? 'removed' : 'changed')
}

/** Whether two names are those of two people; a name that sounds like the other is a way of writing it. */
function isAnother(old: unknown, now: unknown): boolean {
  if (typeof old !== 'string' || typeof now !== 'string') return false
  if ([old, now].some((name) => name === absent || name === 'contested')) return false
  const match = nameMatch(nameParts(old), nameParts(now))
  return match === undefined || match === 'surnameChanged'
}

const identityFields: ReadonlySet<Pointer> = new Set([
  '/name',
  '/sex',
  '/birthDate',
  '/idType',
  '/idNumber',
  '/childNo',
])
const exitFields: ReadonlySet<Pointer> = new Set([
  '/register/registerState',
  '/register/exitOn',
  '/register/exitReason',
])

function kindOf({ reading }: Weighing, path: Pointer, old: unknown): ChangeKind {
  if (exitFields.has(path) && hasLeft(reading.file)) return 'exit'
  if (old === absent || old === undefined) return 'filled'
  if (identityFields.has(path)) return 'identity'
  return path === '/residenceDivision' ? 'moved' : 'changed'
}

function change(
  weighing: Weighing,
  path: Pointer,
  old: unknown,
  now: unknown,
  also: readonly Replacement[],
  kind: ChangeKind = kindOf(weighing, path, old),
): void {
  const { reading } = weighing
  weighing.changes.push({
    kind,
    pointer: path,
    old: old ?? absent,
    new: now,
    source: reading.place,
    also: [...also, ...recorded(weighing, path)],
  })
}

/**
 * The day of writing down of the section in which something changes. The age of a carer is counted from that day, so there it moves only
 * with the age.
 */
function recorded({ stored, reading }: Weighing, path: Pointer): readonly Replacement[] {
  const [first = '', second] = parts(path)
  if (first === 'delegate' && path !== '/delegate/age') return []
  const inside = second !== undefined && isKeyed(Reflect.get(stored, first)) && first !== 'claims'
  const section = inside ? pointer(first) : ''
  const old = (inside ? sectionOf(stored, first as keyof ChildFile) : (stored as Keyed))['recordedOn']
  const now = (inside ? sectionOf(reading.file, first as keyof ChildFile) : (reading.file as Keyed))['recordedOn']
  if (typeof old !== 'string' || typeof now !== 'string' || now === absent) return []
  return old !== absent && old >= now ? [] : [{ pointer: `${section}/recordedOn`, old, new: now }]
}

function contest(weighing: Weighing, path: Pointer, old: unknown, now: unknown): void {
  const { stored, reading } = weighing
  const place = pointer('claims', path)
  const before = claimsAt(stored, path)
  if (now !== 'contested') {
    const also = before.length === 0 ? [] : [{ pointer: place, old: before, new: absent }]
    change(weighing, path, old, now, also, 'settled')
    return
  }
  const claims = claimsAt(reading.file, path)
  const fileSays: readonly Claim[] =
    old === 'contested' || old === absent || old === undefined
      ? before
      : [{ value: old as Claim['value'], source: 'file', on: stored.recordedOn }]
  const others = fileSays.filter((one) => !claims.some(({ value }) => equal(value, one.value)))
  if (old === 'contested' && claims.every(({ value }) => before.some((one) => equal(one.value, value)))) return
  change(
    weighing,
    path,
    old,
    now,
    [{ pointer: place, old: before.length === 0 ? absent : before, new: [...claims, ...others] }],
    'contested',
  )
}

const claimsAt = (file: ChildFile, path: Pointer): readonly Claim[] => {
  const claims: Readonly<Record<string, readonly Claim[]>> = file.claims
  return claims[path] ?? []
}

/** Entries that the file does not have. One that it has stands as it is, whenever the sheet says it again. */
function grown(weighing: Weighing, section: (typeof growing)[number]): void {
  const old: unknown = weighing.stored[section]
  const now: unknown = weighing.reading.file[section]
  if (!isKeyed(now)) return
  if (!isKeyed(old)) {
    if (Object.keys(now).length > 0) change(weighing, pointer(section), old, now, [], 'added')
    return
  }
  for (const [id, entry] of Object.entries(now)) {
    const known = own(old, id)
    const path = pointer(section, id)
    if (known === undefined) change(weighing, path, absent, entry, [], 'added')
    else if (section === 'measurements' && isKeyed(known) && isKeyed(entry))
      fields(weighing, path, Object.keys(entry), known, entry)
  }
}

/** Leaving the register becomes an earlier period; nothing of it is lost. */
function returned(weighing: Weighing): void {
  const { stored, reading } = weighing
  const { register } = stored
  const period = {
    enteredOn: register.reportedOn,
    exitOn: register.exitOn,
    exitReason: register.exitReason,
    division: stored.residenceDivision,
  }
  const periods = [...(typeof register.periods === 'string' ? [] : register.periods), period]
  change(
    weighing,
    '/register/registerState',
    register.registerState,
    'registered',
    [
      { pointer: '/register/periods', old: register.periods, new: periods },
      ...replaced('/register', ['exitOn', 'exitReason'], register, reading.file.register),
    ],
    'back',
  )
}
