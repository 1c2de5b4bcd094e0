import { type Pointer, pointer } from '../../pointer.ts'
import { fieldMark } from '../../privacy/index.ts'
import type { FhirNotWritten, FhirOmission } from '../document.ts'
import { absence, isAbsence } from './absence.ts'
import type { Line, Match, Way } from './line.ts'
import { inOrder, isTree, type Tree } from './node.ts'

type Building = Record<string, unknown>

/** Where what is not written is kept. */
export type NotWrittenList = FhirNotWritten[]

/** Whether anything was said: not only that nothing was collected. */
export const isSaid = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : isTree(value)
      ? Object.values(value).some(isSaid)
      : value !== undefined && value !== 'notCollected' && value !== 'notChecked'

const isWithheld = (value: unknown): boolean =>
  value === 'withheld' || (isTree(value) && Object.values(value).filter(isSaid).every(isWithheld))

/** Puts a value where the way leads, making what is not there yet. */
function put(target: Building, way: Way, value: unknown, many: boolean): void {
  const [name, match, ...rest] = way
  if (typeof name !== 'string') return
  if (match === undefined) target[name] = value
  else if (typeof match === 'string') {
    const inner = (target[name] ?? {}) as Building
    target[name] = inner
    put(inner, [match, ...rest], value, many)
  } else {
    const list = (target[name] ?? []) as Building[]
    target[name] = list
    const there = many ? undefined : list.find((one) => hasAll(one, match))
    const item = there ?? { ...match }
    if (!there) list.push(item)
    if (rest.length === 0) Object.assign(item, value)
    else put(item, rest, value, many)
  }
}

const hasAll = (item: Building, match: Match): boolean =>
  Object.entries(match).every(([key, value]) => item[key] === value)

function putAbsence(target: Building, { way, as, many }: Line, reason: string): void {
  const last = way.at(-1)
  const said = absence(reason)
  if (typeof last !== 'string' || as.shape === 'complex') put(target, way, said, many === true)
  else if (as.shape === 'list') put(target, way, [said], false)
  else put(target, [...way.slice(0, -1), `_${last}`], said, many === true)
}

/** Puts one field; says why not where it cannot. */
function putField(target: Building, one: Line, value: unknown, record: Tree): FhirOmission | undefined {
  if (one.empty?.(record)) return 'emptyPeriod'
  // An extension that says nothing, or a further item of a list, is as good as none.
  if (value === 'notCollected' && (one.many || one.way.includes('extension'))) return undefined
  const reason = one.as.reasons?.[String(value)]
  if (reason !== undefined || isAbsence(value)) {
    putAbsence(target, one, reason ?? String(value))
    return undefined
  }
  const values: readonly unknown[] = one.many && Array.isArray(value) ? value : [value]
  const written = values.map((item) => one.as.write(item))
  if (written.includes(undefined)) return 'notText'
  for (const item of written) put(target, one.way, item, one.many === true)
  return undefined
}

/**
 * Writes a record by its table onto the fixed parts of a resource. Whatever was said and has no line, or cannot stand in FHIR, is
 * noted; fields in `elsewhere` are somebody else's.
 */
export function write(
  record: Tree,
  lines: readonly Line[],
  notWritten: NotWrittenList,
  {
    at,
    fixed = {},
    elsewhere = [],
  }: { readonly at: Pointer; readonly fixed?: Tree; readonly elsewhere?: readonly string[] },
): Tree {
  const resource: Building = { ...fixed }
  for (const one of lines) {
    const value = record[one.field]
    if (value === undefined) continue
    const why = isWithheld(value) && isSaid(value) ? 'withheld' : putField(resource, one, value, record)
    if (why) notWritten.push({ path: `${at}${pointer(one.field)}`, why })
  }
  const known = new Set([...lines.map(({ field }) => field), ...elsewhere])
  for (const [field, value] of inOrder(record)) if (!known.has(field)) omit(notWritten, `${at}${pointer(field)}`, value)
  return resource
}

/** Notes that something has no place, if anything was said. */
export function omit(notWritten: NotWrittenList, path: Pointer, value: unknown, why: FhirOmission = 'noPlace'): void {
  if (!isSaid(value)) return
  const inFile = path.startsWith('/file/') ? (path.slice('/file'.length) as Pointer) : undefined
  const isSealed = inFile !== undefined && isMatter(inFile)
  notWritten.push({ path, why: isWithheld(value) ? 'withheld' : isSealed ? 'sealed' : why })
}

const matters = ['/incidents', '/notes', '/problems']
const isMatter = (path: Pointer): boolean => matters.includes(path) || fieldMark(path)?.category === 'matter'
