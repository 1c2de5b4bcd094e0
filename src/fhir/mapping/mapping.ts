import type { z } from 'zod'
import type { PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { Purpose } from '../../privacy/index.ts'
import { digestText } from '../../digest.ts'
import { canonicalJson } from '../../canonical.ts'
import { below, isTree, items, type Node, pathsOf, type Tree } from '../engine/node.ts'
import type { Fields, Report } from '../engine/reading.ts'
import type { NotWrittenList } from '../engine/writing.ts'
import { idSystem } from '../system.ts'

/** Everything about one child that may go out: what was disclosed of the file, and what stands beside it. */
export interface Outgoing {
  readonly file: Tree
  readonly plans: Readonly<Record<string, Tree>>
  readonly sessions: Readonly<Record<string, Tree>>
  readonly meetings: Readonly<Record<string, Tree>>
  readonly assessment?: Tree
}

/** A resource on its way out, under a kind and key that make its address. */
export interface Emitted {
  readonly kind: string
  readonly key: string
  readonly resource: Tree
}

/** What writers share. */
export interface Writing {
  readonly asOf: PlainDate
  readonly purpose: Purpose
  readonly notWritten: NotWrittenList
  /** The address of the resource of a kind and key. */
  readonly address: (kind: string, key: string) => string
}

/** What has been read about one child so far. */
export interface Incoming {
  readonly file: Record<string, unknown>
  readonly plans: Record<string, Tree>
  readonly sessions: Record<string, Tree>
  readonly meetings: Record<string, Tree>
  assessment?: Tree
}

/** A resource on its way in. */
export interface Arrived {
  readonly node: Node
  readonly type: string
  /** Every name by which others refer to it. */
  readonly names: readonly string[]
}

/** What readers share. What a reader takes counts only if it answers true. */
export interface Arriving extends Report {
  readonly into: Incoming
  /** Other resources that were read together with this one. */
  readonly along: Set<Arrived>
  readonly isOfChild: (arrived: Arrived) => boolean
  /** The resource that a reference means. */
  readonly meant: (reference: Node | undefined) => Arrived | undefined
}

/** One or several kinds of resources: how they go out and come in. A reader answers false if it left the resource alone. */
export interface Mapping {
  readonly types: readonly string[]
  readonly out: (document: Outgoing, writing: Writing) => readonly Emitted[]
  readonly in: (arrived: Arrived, arriving: Arriving) => boolean
}

/** A reference by address. */
export const reference = (address: string): Tree => ({ reference: address })

/** A reference to the child. */
export const toChild = (writing: Writing): Tree => reference(writing.address('child', ''))

/** An identifier of one of the library's kinds. */
export const identifier = (kind: string, value: string): Tree => ({ system: idSystem(kind), value })

/** The identifier of a kind that a resource carries. */
export function identifierOf(
  node: Node,
  kind: string,
): { readonly value: string; readonly took: readonly Pointer[] } | undefined {
  for (const one of items(below(node, 'identifier'))) {
    const value = below(one, 'value')?.value
    if (below(one, 'system')?.value === idSystem(kind) && typeof value === 'string')
      return { value, took: pathsOf(one, 'system', 'value') }
  }
  return undefined
}

const keyShape = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/

/**
 * The key of a record: the identifier that the resource carries, else one made of what stands in it, so that the order of a Bundle
 * decides nothing.
 */
export function keyOf(node: Node, kind: string, report: Report): string {
  const own = identifierOf(node, kind)
  if (own && keyShape.test(own.value)) {
    for (const path of own.took) report.taken.add(path)
    return own.value
  }
  return `fhir-${digestText(canonicalJson(node.value)).slice(0, 24)}`
}

/** Whether the status is one of those that mean what the record means; else it is remarked on and the resource left alone. */
export function inForce(node: Node, report: Report, accepted: readonly string[], field = 'status'): boolean {
  const status = below(node, field)
  if (status && accepted.includes(String(status.value))) {
    report.taken.add(status.path)
    return true
  }
  report.remark(status?.path ?? node.path, 'not-in-force')
  return false
}

type Def = Partial<{
  readonly options: readonly z.core.$ZodType[]
  readonly shape: Fields
  readonly valueType: z.core.$ZodType
}>

/** The fields of the object that a schema holds, inside unions and records. */
export function fieldsOf(schema: z.core.$ZodType): Fields {
  const def = schema._zod.def as Def
  if (def.shape) return def.shape
  if (def.valueType) return fieldsOf(def.valueType)
  for (const option of def.options ?? []) {
    const inner = fieldsOf(option)
    if (Object.keys(inner).length > 0) return inner
  }
  return {}
}

/**
 * Puts an entry under its key, or adds what it says to what stands there. Whatever says otherwise than an earlier resource is
 * remarked on and left.
 */
export function enter(
  section: Record<string, unknown>,
  key: string,
  entry: Tree,
  node: Node,
  report: Pick<Report, 'remark'>,
): boolean {
  const there = Object.hasOwn(section, key) ? section[key] : undefined
  const earlier = isTree(there) ? there : {}
  const clash = Object.keys(entry).some(
    (field) => Object.hasOwn(earlier, field) && canonicalJson(earlier[field]) !== canonicalJson(entry[field]),
  )
  if (clash) {
    report.remark(node.path, 'duplicate')
    return false
  }
  section[key] = { ...earlier, ...entry }
  return true
}

/** As `enter`, where two resources never speak of one entry. */
export function enterOnce(...asked: Parameters<typeof enter>): boolean {
  const [section, key, , node, report] = asked
  if (!Object.hasOwn(section, key)) return enter(...asked)
  report.remark(node.path, 'duplicate')
  return false
}

/** The entries of a section, made where there is none yet. */
export function sectionOf(target: Record<string, unknown>, name: string): Record<string, unknown> {
  const there = target[name]
  if (typeof there === 'object' && there !== null) return there as Record<string, unknown>
  const made: Record<string, unknown> = {}
  target[name] = made
  return made
}

/** The pointer of an entry of the file. */
export const inFile = (...parts: readonly string[]): Pointer => pointer('file', ...parts)
