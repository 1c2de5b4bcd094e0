import type { z } from 'zod'
import { ChildFile } from './child-file.ts'

type Scalar = string | number | boolean | null | undefined

/** The same shape with any part left out, all the way down. */
export type Partially<T> = T extends Scalar
  ? T
  : T extends readonly (infer E)[]
    ? readonly Partially<E>[]
    : { readonly [K in keyof T]?: Partially<T[K]> }

/** What a file can be made from: id and name, and as much of the rest as is known. Ids and numbers are plain text here. */
export type FileDraft = Partially<z.input<typeof ChildFile>> & { readonly id: string; readonly name: string }

type Fill = (draft: unknown) => unknown
type Schema = z.core.$ZodType
type Def = { type: string } & Partial<{
  options: Schema[]
  innerType: Schema
  shape: Record<string, Schema>
  valueType: Schema
  element: Schema
  entries: Record<string, string>
}>

/** What stands where nothing was said. */
const blankOf = (def: Def): string | undefined =>
  ['notCollected', 'notChecked'].find((key) => def.entries && key in def.entries)

const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Compiles a schema into a function that puts `notCollected`, empty sections and empty records where nothing is given. */
export function filler(schema: Schema): Fill {
  const def = defOf(schema)
  if (def.shape) return fillObject(def.shape)
  if (def.type === 'record' && def.valueType) return fillRecord(filler(def.valueType))
  if (def.type === 'array' && def.element) {
    const element = filler(def.element)
    return (draft) => (Array.isArray(draft) ? draft.map(element) : draft)
  }
  if (def.options) return fillUnion(def.options)
  const blank = blankOf(def)
  return blank === undefined ? (draft) => draft : (draft) => draft ?? blank
}

function fillObject(shape: Record<string, Schema>): Fill {
  const fields = Object.entries(shape).map(
    ([key, inner]) => [key, defOf(inner).type === 'optional', filler(inner)] as const,
  )
  return (draft) => {
    if (draft !== undefined && !isRecord(draft)) return draft
    const out: Record<string, unknown> = {}
    for (const [key, optional, fill] of fields) {
      const given = draft?.[key]
      if (given !== undefined || !optional) out[key] = fill(given)
    }
    return draft ? keepRest(draft, out) : out
  }
}

/** Fields that the schema does not know stay, so that `parse` can name them. */
function keepRest(draft: Record<string, unknown>, out: Record<string, unknown>): Record<string, unknown> {
  for (const key of Object.keys(draft))
    if (!Object.hasOwn(out, key))
      Object.defineProperty(out, key, { value: draft[key], enumerable: true, writable: true, configurable: true })
  return out
}

const fillRecord =
  (fill: Fill): Fill =>
  (draft) =>
    isRecord(draft)
      ? Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, fill(value)]))
      : (draft ?? {})

function fillUnion(options: readonly Schema[]): Fill {
  const flat = options.flatMap((option) => defOf(option).options ?? [option])
  const blank = flat.map((option) => blankOf(defOf(option))).find((key) => key !== undefined)
  const inner = flat.find((option) => defOf(option).shape ?? defOf(option).type === 'record')
  const list = flat.find((option) => defOf(option).type === 'array')
  const fill = inner && filler(inner)
  const fillList = list && filler(list)
  return (draft) => {
    if (draft === undefined) return blank
    if (Array.isArray(draft)) return fillList ? fillList(draft) : draft
    return isRecord(draft) && fill ? fill(draft) : draft
  }
}

const fill = filler(ChildFile)

/**
 * The file of a child from what is known; everything else is `notCollected`, dated entries are empty. It fills and does not
 * judge: for data from outside say `parse(ChildFile, childFile(draft))`; every store judges again when it writes.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', father: { status: 'awayWorking' } })
 * file.mother.status // => 'notCollected'
 * ```
 */
export const childFile = (draft: FileDraft): ChildFile => fill(draft) as ChildFile
