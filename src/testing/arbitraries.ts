import fc from 'fast-check'
import type { z } from 'zod'
import { type EpochDay, epochDay, plainDate } from '../date.ts'
import { ChildFile, Volunteer } from '../records/index.ts'

type Schema = z.core.$ZodType
type Def = { type: string; format?: string } & Partial<{
  options: Schema[]
  innerType: Schema
  shape: Record<string, Schema>
  keyType: Schema
  valueType: Schema
  element: Schema
  entries: Record<string, string>
  values: unknown[]
  checks: {
    _zod: {
      def: {
        check: string
        value?: number
        minimum?: number
        maximum?: number
        inclusive?: boolean
        pattern?: RegExp
        format?: string
      }
    }
  }[]
  pattern: RegExp
  getter: () => Schema
}>

const defOf = (schema: Schema): Def => schema._zod.def

/** Bounds and patterns that checks put on a schema. */
function limits(def: Def): { min: number | undefined; max: number | undefined; pattern: RegExp | undefined } {
  const checks = (def.checks ?? []).map(({ _zod }) => _zod.def)
  const value = (...names: string[]): number | undefined => {
    const found = checks.find(({ check }) => names.includes(check))
    return found?.value ?? found?.minimum ?? found?.maximum
  }
  return {
    min: value('greater_than', 'min_length'),
    max: value('less_than', 'max_length'),
    pattern: def.pattern ?? checks.find(({ check }) => check === 'string_format')?.pattern,
  }
}

const days = fc
  .integer({ min: epochDay('2005-01-01'), max: epochDay('2027-12-31') })
  .map((day) => plainDate(day as EpochDay))

/** Names and words as they occur: common and rare characters, the middle dot of minority names, Latin. */
const words = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.string({
      unit: fc.constantFrom(
        '李',
        '王',
        '欧',
        '阳',
        '阿',
        '依',
        '古',
        '丽',
        '·',
        '小',
        '花',
        '军',
        '𬭎',
        '鑫',
        ' ',
        'A',
      ),
      minLength: 1,
      maxLength: 12,
    }),
  },
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
)

function text(def: Def): fc.Arbitrary<string> {
  const { min, max, pattern } = limits(def)
  if (def.format === 'date') return days
  if (def.format === 'datetime') return days.map((day) => `${day}T08:00:00+08:00`)
  if (pattern) return fc.stringMatching(pattern)
  return words.filter((word) => word.length >= (min ?? 0) && word.length <= (max ?? 2000))
}

function number(def: Def): fc.Arbitrary<number> {
  const { min, max } = limits(def)
  const whole = def.format === 'safeint' || (def.checks ?? []).some(({ _zod }) => _zod.def.format === 'safeint')
  return whole
    ? fc.integer({ min: min ?? -1000, max: max ?? 1000 })
    : fc.double({ min: min ?? -1000, max: max ?? 1000, noNaN: true }).map((n) => (Object.is(n, -0) ? 0 : n))
}

/**
 * Values that a schema of the library accepts.
 * @example
 * ```ts
 * import fc from 'fast-check'
 * import { Need } from 'childfile'
 * import { valuesOf } from 'childfile/testing/arbitraries'
 * fc.sample(valuesOf(Need), { numRuns: 20, seed: 1 }).every((need) => Need.safeParse(need).success) // => true
 * ```
 */
export function valuesOf<S extends z.ZodType>(schema: S): fc.Arbitrary<z.output<S>> {
  return arbitrary(schema)
}

function arbitrary(schema: Schema): fc.Arbitrary<never> {
  return any(defOf(schema)) as fc.Arbitrary<never>
}

function any(def: Def): fc.Arbitrary<unknown> {
  if (def.shape) return object(def.shape)
  if (def.options) return fc.oneof(...def.options.map(arbitrary))
  if (def.entries) return fc.constantFrom(...Object.values(def.entries))
  if (def.values) return fc.constantFrom(...def.values)
  if (def.getter) return fc.jsonValue({ maxDepth: 2 })
  if (def.type === 'record' && def.keyType && def.valueType)
    return fc.dictionary(arbitrary(def.keyType), arbitrary(def.valueType), { maxKeys: 3, noNullPrototype: true })
  if (def.type === 'array' && def.element)
    return fc.array(arbitrary(def.element), { minLength: limits(def).min ?? 0, maxLength: 4 })
  if (def.innerType) return arbitrary(def.innerType)
  if (def.type === 'string') return text(def)
  return def.type === 'number' ? number(def) : fc.jsonValue({ maxDepth: 2 })
}

function object(shape: Record<string, Schema>): fc.Arbitrary<unknown> {
  const optional = Object.keys(shape).filter((key) => {
    const field = shape[key]
    return field !== undefined && defOf(field).type === 'optional'
  })
  const fields = Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, arbitrary(field)]))
  return fc.record(fields, {
    requiredKeys: Object.keys(shape).filter((key) => !optional.includes(key)),
    noNullPrototype: true,
  })
}

/** Files of children that the schema accepts, with values missing and contested all over. */
export const anyChildFile = (): fc.Arbitrary<ChildFile> => valuesOf(ChildFile)

/** Volunteers that the schema accepts. */
export const anyVolunteer = (): fc.Arbitrary<Volunteer> => valuesOf(Volunteer)
