import type { z } from 'zod'
import type { Pointer } from '../../pointer.ts'
import type { FhirRule } from '../document.ts'
import { absenceIn } from './absence.ts'
import type { Reading } from './codec.ts'
import type { Line, Match, Way } from './line.ts'
import { below, isTree, items, type Node, paths, type Tree } from './node.ts'

/** What has been read, and what there is to say about it. */
export interface Report {
  readonly taken: Set<Pointer>
  readonly remark: (path: Pointer, rule: FhirRule) => void
}

/** Schemas of the fields of a record. */
export type Fields = Readonly<Record<string, z.core.$ZodType>>

/** By these an item of a list is known, and many systems leave them out. */
const oftenLeftOut = ['use', 'rank', 'preferred']

/** An element that may hold a value: the object that it is in, and its name; without a name the object itself. */
interface Slot {
  readonly holder: Node
  readonly name?: string
  readonly took: readonly Pointer[]
}

function slotsAt(node: Node, way: Way, took: readonly Pointer[] = []): readonly Slot[] {
  const [name, match, ...rest] = way
  if (typeof name !== 'string') return [{ holder: node, took }]
  if (match === undefined) return [{ holder: node, name, took }]
  const inner = below(node, name)
  if (!inner) return []
  if (typeof match === 'string') return slotsAt(inner, [match, ...rest], took)
  const list = items(inner).filter(({ value }) => isTree(value))
  const fits = (item: Node, lenient: boolean): boolean =>
    Object.entries(match).every(([key, value]) => {
      const given = below(item, key)?.value
      return given === value || (lenient && given === undefined && oftenLeftOut.includes(key))
    })
  const exact = list.filter((item) => fits(item, false))
  const loose = list.filter((item) => !exact.includes(item) && fits(item, true))
  return [...exact, ...loose].flatMap((item) => {
    const known = [...took, ...knownBy(item, match)]
    return rest.length === 0 ? [{ holder: item, took: known }] : slotsAt(item, rest, known)
  })
}

const knownBy = (item: Node, match: Match): readonly Pointer[] =>
  Object.keys(match).flatMap((key) => paths(below(item, key)))

function readSlot({ holder, name }: Slot, { as }: Line): Reading | undefined {
  const valueNode = name === undefined ? holder : below(holder, name)
  const absentNode = as.shape === 'primitive' && name !== undefined ? below(holder, `_${name}`) : valueNode
  const listed = as.shape === 'list' && absentNode ? items(absentNode)[0] : absentNode
  const absent = absenceIn(listed, as.reasons)
  if (absent) return absent
  return valueNode ? as.read(valueNode) : undefined
}

const accepts = (schema: z.core.$ZodType | undefined, value: unknown): boolean =>
  schema !== undefined && (schema as z.ZodType).safeParse(value).success

/** Reads the fields of a record by its table. What does not fit the schema of its field is remarked on and left where it is. */
export function read(node: Node, lines: readonly Line[], fields: Fields, report: Report): Tree {
  const record: Record<string, unknown> = {}
  for (const one of lines) {
    const value = one.many ? readMany(node, one, fields, report) : readOne(node, one, fields, report)
    if (value !== undefined && value !== 'notCollected') record[one.field] = value
  }
  return record
}

function readOne(node: Node, one: Line, fields: Fields, report: Report): unknown {
  for (const slot of slotsAt(node, one.way)) {
    const found = readSlot(slot, one)
    const where = slot.name === undefined ? slot.holder.path : (below(slot.holder, slot.name)?.path ?? slot.holder.path)
    if (!found) continue
    if ('rule' in found) {
      report.remark(where, found.rule)
      continue
    }
    if (found.took.some((path) => report.taken.has(path))) continue
    if (!accepts(fields[one.field], found.value)) {
      // A reason that the record has no word for is as good as none.
      if (!found.absent) report.remark(where, 'does-not-fit')
      continue
    }
    for (const rule of found.remarks ?? []) report.remark(where, rule)
    for (const path of [...found.took, ...slot.took]) report.taken.add(path)
    return found.value
  }
  return undefined
}

function readMany(node: Node, one: Line, fields: Fields, report: Report): unknown {
  const values: unknown[] = []
  const took: Pointer[] = []
  for (const slot of slotsAt(node, one.way)) {
    const found = readSlot(slot, one)
    if (!found) continue
    if ('rule' in found) {
      report.remark(slot.holder.path, found.rule)
      continue
    }
    if (found.took.length === 0 || found.took.some((path) => report.taken.has(path))) continue
    if (found.absent) {
      if (values.length > 0 || !accepts(fields[one.field], found.value)) continue
      for (const path of [...found.took, ...slot.took]) report.taken.add(path)
      return found.value
    }
    if (!accepts(fields[one.field], [found.value])) {
      report.remark(slot.holder.path, 'does-not-fit')
      continue
    }
    for (const rule of found.remarks ?? []) report.remark(slot.holder.path, rule)
    values.push(found.value)
    took.push(...found.took, ...slot.took)
  }
  if (values.length === 0) return undefined
  for (const path of took) report.taken.add(path)
  return values
}

/** Takes the leaves that stand in the template, with the same value. */
export function takeSame(node: Node, template: unknown, report: Report): void {
  if (isTree(template) && isTree(node.value))
    for (const [key, value] of Object.entries(template)) {
      const inner = below(node, key)
      if (inner) takeSame(inner, value, report)
    }
  else if (Array.isArray(template) && Array.isArray(node.value))
    for (const [n, inner] of items(node).entries()) takeSame(inner, template[n], report)
  else if (node.value === template) report.taken.add(node.path)
}
