import { canonicalJson } from '../canonical.ts'
import { unwalkable } from '../plain-input.ts'
import { type Pointer, parts, pointer } from '../pointer.ts'
import { purposes } from '../privacy/index.ts'
import { type FhirDocument, type FhirFinding, type FhirRule, fhirRules } from './document.ts'
import { elementNames } from './element-names.ts'
import { below, items, leavesOf, type Node, paths, pathsOf } from './engine/node.ts'
import { assessment } from './mapping/assessment.ts'
import { carePlan } from './mapping/care-plan.ts'
import { consent } from './mapping/consent.ts'
import { dose } from './mapping/dose.ts'
import type { Arrived, Arriving, Incoming, Mapping } from './mapping/mapping.ts'
import { observation } from './mapping/observation.ts'
import { patient } from './mapping/patient.ts'
import { person } from './mapping/person.ts'
import { session } from './mapping/session.ts'
import { fhirSystems } from './system.ts'

/**
 * What a Bundle says of children. `left` points at every leaf of the input that is in no document: nothing is dropped in silence.
 * Names that FHIR does not know stand as `*` in pointers.
 */
export interface FhirRead {
  /** One for each Patient, in the order of what they say. */
  readonly children: readonly FhirDocument[]
  readonly findings: readonly FhirFinding[]
  readonly left: readonly Pointer[]
}

const mappings: readonly Mapping[] = [person, consent, observation, dose, carePlan, session, assessment]
const subjects: Readonly<Record<string, string>> = {
  RelatedPerson: 'patient',
  Consent: 'patient',
  Immunization: 'patient',
  Task: 'for',
}
const readTogether = ['Goal', 'Task']

/**
 * Reads a Bundle, one resource or a list of them into parts of files. It takes what it finds: names in parts, numbers with blanks, other
 * units, codes of other systems or plain words, moments for days. What is not in force, not done or entered in error is left alone, a
 * resource goes to no child but the one that it names, and what cannot be read stays where it is and is listed. Nothing is thrown.
 * The order of resources decides nothing.
 * @example
 * ```ts
 * import { fromFhir } from 'childfile/fhir'
 * const name = [{ family: '李', given: ['小花'] }]
 * const { children, findings, left } = fromFhir({ resourceType: 'Patient', name, birthDate: '2016', photo: [{ title: 'x' }] })
 * children[0]?.file // => { name: '李小花' }
 * findings.map(({ field, code }) => [field, code]) // => [['/birthDate', 'partial-date']]
 * left // => ['/birthDate', '/photo/0/title']
 * ```
 */
export function fromFhir(input: unknown): FhirRead {
  try {
    const wrong = unwalkable(input)
    return wrong ? unread('not-plain') : readAll({ value: input, path: '' })
  } catch {
    return unread('not-plain') // a getter or a proxy that throws
  }
}

const finding = (field: Pointer, code: FhirRule): FhirFinding => {
  const [severity, message] = fhirRules[code]
  return { field, code, severity, message }
}
const unread = (code: FhirRule): FhirRead => ({ children: [], findings: [finding('', code)], left: [''] })

/** The resources of the input, those that say the same in the same order. */
function arrivals(root: Node, taken: Set<Pointer>): readonly Arrived[] {
  const isBundle = below(root, 'resourceType')?.value === 'Bundle'
  if (isBundle) takeEnvelope(root, taken)
  const entries = isBundle ? items(below(root, 'entry')) : items(root)
  return entries
    .flatMap((entry): readonly Arrived[] => {
      const node = isBundle ? below(entry, 'resource') : entry
      const type = node && below(node, 'resourceType')?.value
      if (!node || typeof type !== 'string') return []
      const [url, id] = [isBundle ? below(entry, 'fullUrl') : undefined, below(node, 'id')]
      if (url && id && url.value === `urn:uuid:${String(id.value)}`) taken.add(url.path)
      const names = [url?.value, id && `${type}/${String(id.value)}`].filter((name) => typeof name === 'string')
      return [{ node, type, names }]
    })
    .map((one) => [canonicalJson(one.node.value), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, one]) => one)
}

/** Takes what every Bundle of this library has around its entries. */
function takeEnvelope(root: Node, taken: Set<Pointer>): void {
  const meta = below(root, 'meta')
  const marks = meta ? [...items(below(meta, 'security')), ...items(below(meta, 'tag'))] : []
  const known = marks.filter((one) => {
    const [system, code] = [below(one, 'system')?.value, below(one, 'code')?.value]
    return system === fhirSystems.confidentiality
      ? code === 'R'
      : system === `${fhirSystems.code}purpose` && purposes.some((purpose) => purpose === code)
  })
  const type = below(root, 'type')
  for (const path of paths(below(root, 'resourceType'), type?.value === 'collection' ? type : undefined))
    taken.add(path)
  for (const mark of known) for (const path of pathsOf(mark, 'system', 'code')) taken.add(path)
}

/** Resources by the names by which others refer to them; a name that two of them have means neither. */
function directory(arrived: readonly Arrived[]): ReadonlyMap<string, Arrived> {
  const found = new Map<string, Arrived>()
  const several = new Set<string>()
  for (const one of arrived)
    for (const name of new Set(one.names)) {
      if (found.has(name)) several.add(name)
      found.set(name, one)
    }
  for (const name of several) found.delete(name)
  return found
}

/** The references by which a resource may name the child. */
const subjectsOf = ({ node, type }: Arrived): readonly Node[] =>
  type === 'Appointment'
    ? items(below(node, 'participant')).flatMap((one) => items(below(one, 'actor')))
    : items(below(node, subjects[type] ?? 'subject'))

const documentOf = (): Incoming => ({ file: {}, plans: {}, sessions: {}, meetings: {} })

function readAll(root: Node): FhirRead {
  const taken = new Set<Pointer>()
  const findings: FhirFinding[] = []
  const remark = (path: Pointer, rule: FhirRule): void => {
    findings.push(finding(publicPath(path), rule))
  }
  const arrived = arrivals(root, taken)
  if (arrived.length === 0 && below(root, 'resourceType')?.value !== 'Bundle') return unread('not-a-bundle')
  const names = directory(arrived)
  const meant = (reference: Node | undefined): Arrived | undefined => {
    const name = reference && below(reference, 'reference')?.value
    return typeof name === 'string' ? names.get(name) : undefined
  }
  const childOf = (one: Arrived): Arrived | undefined =>
    subjectsOf(one)
      .map(meant)
      .find((found) => found?.type === 'Patient')
  const children = new Map<Arrived, Incoming>()
  const done = new Set<Arrived>()

  /** Lets a mapping read, and keeps what it took if it says that it read. */
  const attempt = (mapping: Mapping, one: Arrived, child: Arrived, into: Incoming): void => {
    const along = new Set<Arrived>()
    const isOfChild = (other: Arrived): boolean => childOf(other) === child && !done.has(other)
    const arriving: Arriving = { into, along, isOfChild, meant, remark, taken: new Set() }
    if (!mapping.in(one, arriving)) return
    for (const path of arriving.taken) taken.add(path)
    for (const other of [one, ...along]) {
      done.add(other)
      const own = other.names.includes(`urn:uuid:${String(below(other.node, 'id')?.value)}`)
      const subject = subjectsOf(other).filter((reference) => meant(reference) === child)
      const head = [below(other.node, 'resourceType'), own ? below(other.node, 'id') : undefined]
      for (const path of paths(...head, ...subject.map((reference) => below(reference, 'reference')))) taken.add(path)
    }
  }

  for (const one of arrived) {
    if (one.type !== 'Patient') continue
    const into = documentOf()
    children.set(one, into)
    attempt(patient, one, one, into)
  }
  for (const one of arrived) {
    const mapping = mappings.find(({ types }) => types.includes(one.type))
    if (!mapping || done.has(one)) continue
    const child = childOf(one)
    const into = child && children.get(child)
    if (child && into) attempt(mapping, one, child, into)
    else remark(one.node.path, 'no-subject')
  }
  for (const one of arrived) if (readTogether.includes(one.type) && !done.has(one)) remark(one.node.path, 'no-record')
  const left = leavesOf(root).flatMap(({ path }) => (taken.has(path) ? [] : [publicPath(path)]))
  return {
    // A reader keeps only what the schema of its field accepts.
    children: inBytes([...children.values()]),
    findings: inBytes(findings),
    left: [...new Set(left)],
  }
}

const inBytes = <T>(list: readonly T[]): readonly T[] =>
  list
    .map((one) => [canonicalJson(one), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, one]) => one)

/** A pointer without names that somebody may have typed. */
const publicPath = (path: Pointer): Pointer =>
  pointer(...parts(path).map((part) => (/^\d+$/.test(part) || elementNames.has(part.replace(/^_/, '')) ? part : '*')))
