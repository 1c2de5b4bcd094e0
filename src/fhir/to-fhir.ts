import { canonicalJson } from '../canonical.ts'
import { digestText } from '../digest.ts'
import { type Pointer, pointer } from '../pointer.ts'
import {
  disclose,
  disclosures,
  fieldMark,
  grantOf,
  type Looking,
  type Purpose,
  purposeTerms,
} from '../privacy/index.ts'
import { type CarePlan, type ChildFile, childFile, type Session } from '../records/index.ts'
import { assess, type AssessOptions } from '../risk/index.ts'
import type { Placement } from '../schedule/index.ts'
import type { FhirNotWritten, FhirOmission } from './document.ts'
import { inOrder, isTree, type Tree } from './engine/node.ts'
import { isSaid, omit } from './engine/writing.ts'
import { assessment } from './mapping/assessment.ts'
import { carePlan } from './mapping/care-plan.ts'
import { consent } from './mapping/consent.ts'
import { dose } from './mapping/dose.ts'
import { inFile, type Mapping, type Outgoing, type Writing } from './mapping/mapping.ts'
import { observation } from './mapping/observation.ts'
import { patient, patientFields } from './mapping/patient.ts'
import { person } from './mapping/person.ts'
import { meetingKey, session } from './mapping/session.ts'
import type { FhirBundle } from './resource.ts'
import { fhirSystems } from './system.ts'

/** Who reads for what on which day, and what stands beside the file. Ids are unique; what is about another child is not written. */
export interface FhirOptions<P extends Purpose = Purpose> extends Looking<P> {
  readonly plans?: readonly CarePlan[]
  /** Sessions that the child is to come to. */
  readonly sessions?: readonly Session[]
  /** When they are; without one only what is proposed or cancelled is written. */
  readonly placements?: readonly Placement[]
  /** By what to assess what may leave. */
  readonly risk?: Pick<AssessOptions, 'calendar' | 'rules'>
}

/** A Bundle, and what was seen and is not in it, in the order of the pointers. */
export interface FhirOut {
  readonly bundle: FhirBundle
  readonly notWritten: readonly FhirNotWritten[]
}

const mappings: readonly Mapping[] = [patient, person, consent, observation, dose, carePlan, session, assessment]
const sections = [
  ...patientFields,
  ...['father', 'mother', 'guardians', 'delegate', 'household', 'emergencyContacts'],
  ...['consents', 'measurements', 'screenings', 'doses'],
]

/** Who reads for these works on the case and may learn of plans and of what calls for attention. */
const casePurposes: readonly Purpose[] = ['care', 'protection']

/**
 * What somebody may know of a child, as a FHIR R4 Bundle. It discloses by itself: only what the named reader may see for the named
 * purpose can be in it, and whoever may be the cause of a matter gets the same bytes with and without it. Matters never leave, not
 * even to those who hold them. Flags and tier are made from what is in reach, never from what is sealed, and go out for `care` and
 * `protection` only, as do plans. What is unknown says so with a reason of absence; nothing turns into a "no".
 * @source FHIR R4 (4.0.1); codes of national health data as public repositories use them (standing `seen`)
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { toFhir } from 'childfile/fhir'
 * const file = childFile({ id: 'c1', name: '李小花', doses: { d1: { vaccine: 'mmr', on: '2017-01-05', number: 1 } }, notes: { n1: { words: '…' } } })
 * const { bundle, notWritten } = toFhir(file, { purpose: 'care', role: 'worker', relation: 'ownCase', asOf: '2026-09-15' })
 * bundle.entry?.map(({ resource }) => resource.resourceType) // => ['Patient', 'Immunization']
 * notWritten // => [{ path: '/file/notes', why: 'sealed' }]
 * ```
 */
export function toFhir(file: ChildFile, options: FhirOptions): FhirOut {
  const { purpose, asOf } = options
  const notWritten: FhirNotWritten[] = []
  const meta = {
    security: [{ system: fhirSystems.confidentiality, code: 'R' }],
    // Nothing that somebody typed is echoed.
    tag: [{ system: `${fhirSystems.code}purpose`, code: isPurpose(purpose) ? purpose : 'unknown' }],
  }
  const empty = { resourceType: 'Bundle', meta, type: 'collection' } as const
  const why = shutOut(options)
  if (why) return { bundle: empty, notWritten: everything(options, why) }
  const view = disclose(file, options) as Tree
  const document = outgoing(file, view, options, notWritten)
  for (const [key, value] of inOrder(view)) if (!sections.includes(key)) omit(notWritten, inFile(key), value)
  const seed = typeof view['id'] === 'string' && view['id'] !== 'withheld' ? view['id'] : canonicalJson(view)
  const writing: Writing = {
    asOf,
    purpose,
    notWritten,
    address: (kind, key) => `urn:uuid:${uuidOf(canonicalJson([seed, kind, key]))}`,
  }
  const emitted = mappings.flatMap((mapping) => mapping.out(document, writing))
  const isKnown = patientFields.some((field) => isSaid(view[field]) && view[field] !== 'withheld')
  const entry = (emitted.length > 1 || isKnown ? emitted : []).map(({ kind, key, resource }) => {
    const fullUrl = writing.address(kind, key)
    const { resourceType, ...rest } = resource
    return { fullUrl, resource: { resourceType, id: fullUrl.slice('urn:uuid:'.length), ...rest } }
  })
  // The tables of the mappings are what the types of the resources describe.
  const bundle = (entry.length > 0 ? { ...empty, entry } : empty) as unknown as FhirBundle
  return { bundle, notWritten: byPath(notWritten) }
}

const isPurpose = (purpose: string): boolean => Object.hasOwn(purposeTerms, purpose)

/** Why somebody gets nothing at all: there is no child in what the purpose is for, or he or she is not entitled to it. */
const shutOut = ({ purpose, role, relation }: FhirOptions): FhirOmission | undefined =>
  !isPurpose(purpose) || purposeTerms[purpose].ground === 'anonymous' || disclosures[purpose].length === 0
    ? 'notForThePurpose'
    : grantOf(purpose, role, relation)
      ? undefined
      : 'withheld'

/** All that there was to write. */
const everything = (
  { plans = [], sessions = [], placements = [], risk }: FhirOptions,
  why: FhirOmission,
): readonly FhirNotWritten[] => {
  const paths: readonly Pointer[] = [
    ...(risk ? (['/assessment'] as const) : []),
    '/file',
    ...placements.map((one) => pointer('meetings', meetingKey(one))),
    ...plans.map(({ id }) => pointer('plans', id)),
    ...sessions.map(({ id }) => pointer('sessions', id)),
  ]
  return byPath(paths.map((path) => ({ path, why })))
}

const byPath = (list: readonly FhirNotWritten[]): readonly FhirNotWritten[] =>
  [...list].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))

const uuidOf = (seed: string): string => {
  const hex = digestText(seed)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

function outgoing(file: ChildFile, view: Tree, options: FhirOptions, notWritten: FhirNotWritten[]): Outgoing {
  const onCase = casePurposes.includes(options.purpose)
  const note = (path: Pointer, why: FhirOmission): void => {
    notWritten.push({ path, why })
  }
  const plans: Record<string, Tree> = {}
  for (const plan of inBytes(options.plans ?? [])) {
    const why = onCase ? (plan.child === file.id ? undefined : 'otherChild') : 'notForThePurpose'
    const again = Object.hasOwn(plans, plan.id) ? 'duplicate' : undefined
    if (why ?? again) note(pointer('plans', plan.id), why ?? 'duplicate')
    else plans[plan.id] = plan
  }
  const sessions: Record<string, Tree> = {}
  for (const one of inBytes(options.sessions ?? []))
    if (Object.hasOwn(sessions, one.id)) note(pointer('sessions', one.id), 'duplicate')
    else sessions[one.id] = one
  const meetings: Record<string, Tree> = {}
  for (const one of inBytes(options.placements ?? [])) {
    const id = meetingKey(one)
    const why = Object.hasOwn(meetings, id) ? 'duplicate' : Object.hasOwn(sessions, one.session) ? undefined : 'noPlace'
    if (why) note(pointer('meetings', id), why)
    else meetings[id] = { ...one, id }
  }
  if (options.risk && !onCase) note('/assessment', 'notForThePurpose')
  const found =
    options.risk && onCase ? assess(unsealed(file, view), { ...options.risk, asOf: options.asOf }) : undefined
  const flags = Object.fromEntries((found?.flags ?? []).map((flag) => [flag.rule, flag]))
  return { file: view, plans, sessions, meetings, ...(found ? { assessment: { ...found, flags } } : {}) }
}

/** In the order of their bytes, so that the order of a list decides nothing. */
const inBytes = <T>(list: readonly T[]): readonly T[] =>
  list
    .map((one) => [canonicalJson(one), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, one]) => one)

/** The file as it is known to the reader, without anything that is sealed: what is assessed. */
function unsealed(file: ChildFile, view: Tree): ChildFile {
  const open = (value: unknown, path: Pointer): unknown => {
    if (value === 'withheld' || fieldMark(path)?.class === 'sealed') return undefined
    if (!isTree(value)) return value
    const kept = inOrder(value).map(([key, item]) => [key, open(item, `${path}${pointer(key)}`)] as const)
    return Object.fromEntries(kept.filter(([, item]) => item !== undefined))
  }
  return childFile({ ...(open(view, '') as object), id: file.id, name: file.name })
}
