import type { z } from 'zod'

/**
 * A schema compiled into two functions that undo each other: `fill` puts `notCollected`, empty sections and empty records where
 * nothing is given; `spare` leaves out what `fill` would put back.
 */
export interface Shape {
  readonly fill: (draft: unknown) => unknown
  /** Undefined if nothing is left. */
  readonly spare: (value: unknown) => unknown
  /** As `spare`, but an object stays an object. */
  readonly keep: (value: unknown) => unknown
}

type Schema = z.core.$ZodType
type Def = { type: string } & Partial<{
  options: Schema[]
  shape: Record<string, Schema>
  valueType: Schema
  element: Schema
  entries: Record<string, string>
}>

const defOf = (schema: Schema): Def => schema._zod.def

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands where nothing was said. */
const blankOf = (def: Def): string | undefined =>
  ['notCollected', 'notChecked'].find((key) => def.entries && key in def.entries)

/** Sets an own property even where the name has a meaning of its own (`__proto__`). */
const put = (target: Record<string, unknown>, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
}

/** Compiles a schema into a shape. */
export function shapeOf(schema: Schema): Shape {
  const def = defOf(schema)
  if (def.shape) return objectShape(def.shape)
  if (def.type === 'record' && def.valueType) return recordShape(shapeOf(def.valueType))
  if (def.type === 'array' && def.element) return arrayShape(shapeOf(def.element))
  if (def.options) return unionShape(def.options)
  const blank = blankOf(def)
  return {
    fill: (draft) => (draft === undefined ? blank : draft),
    spare: (value) => (value === blank ? undefined : value),
    keep: (value) => value,
  }
}

function objectShape(shape: Record<string, Schema>): Shape {
  const fields = Object.entries(shape).map(([key, inner]) => ({
    key,
    optional: defOf(inner).type === 'optional',
    ...shapeOf(inner),
  }))
  const known = new Set(fields.map(({ key }) => key))
  const fill = (draft: unknown): unknown => {
    if (draft !== undefined && !isRecord(draft)) return draft
    const out: Record<string, unknown> = {}
    for (const field of fields) {
      const given = draft?.[field.key]
      if (given !== undefined || !field.optional) out[field.key] = field.fill(given)
    }
    // Fields that the schema does not know stay, so that `parse` can name them.
    if (draft) for (const key of Object.keys(draft)) if (!known.has(key)) put(out, key, draft[key])
    return out
  }
  const keep = (value: unknown): unknown => {
    if (!isRecord(value)) return value
    const out: Record<string, unknown> = {}
    for (const field of fields) {
      const left = field.spare(value[field.key])
      if (left !== undefined) out[field.key] = left
    }
    for (const key of Object.keys(value)) if (!known.has(key)) put(out, key, value[key])
    return out
  }
  return { fill, keep, spare: (value) => unlessEmpty(keep(value)) }
}

function recordShape(inner: Shape): Shape {
  const each = (value: Record<string, unknown>, change: (item: unknown) => unknown): Record<string, unknown> => {
    const out: Record<string, unknown> = {}
    for (const key of Object.keys(value)) put(out, key, change(value[key]))
    return out
  }
  const keep = (value: unknown): unknown => (isRecord(value) ? each(value, inner.keep) : value)
  return {
    fill: (draft) => (isRecord(draft) ? each(draft, inner.fill) : draft === undefined ? {} : draft),
    keep,
    spare: (value) => unlessEmpty(keep(value)),
  }
}

function arrayShape(inner: Shape): Shape {
  const keep = (value: unknown): unknown => (Array.isArray(value) ? value.map(inner.keep) : value)
  return { fill: (draft) => (Array.isArray(draft) ? draft.map(inner.fill) : draft), keep, spare: keep }
}

function unionShape(options: readonly Schema[]): Shape {
  const flat = options.flatMap((option) => defOf(option).options ?? [option])
  const blank = flat.map((option) => blankOf(defOf(option))).find((key) => key !== undefined)
  const structure = flat.find((option) => defOf(option).shape ?? defOf(option).type === 'record')
  const list = flat.find((option) => defOf(option).type === 'array')
  const object = structure && shapeOf(structure)
  const array = list && shapeOf(list)
  const pick = (value: unknown): Shape | undefined =>
    Array.isArray(value) ? array : isRecord(value) ? object : undefined
  const keep = (value: unknown): unknown => pick(value)?.keep(value) ?? value
  return {
    fill: (draft) => (draft === undefined ? blank : (pick(draft)?.fill(draft) ?? draft)),
    keep,
    spare: (value) => (value === blank ? undefined : keep(value)),
  }
}

const unlessEmpty = (value: unknown): unknown =>
  isRecord(value) && Object.keys(value).length === 0 ? undefined : value
