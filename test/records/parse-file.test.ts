import { stripTypeScriptTypes } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkCode } from '../../scripts/check-code.ts'
import { parse } from '../../src/problem.ts'
import { ChildFile, childFile, parseFile } from '../../src/records/index.ts'
import { fitsAsItIs } from '../../src/records/generated/child-file.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'

const code = (schema: z.ZodType): string => checkCode(schema, 'fitsAsItIs', 'Written from the schema of the file')
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

type Place = readonly [holder: Record<string, unknown>, key: string]

/** Every place in plain data that can be changed. */
const placesIn = (value: unknown): readonly Place[] =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).flatMap((key) => {
        const holder = value as Record<string, unknown>
        return [[holder, key] as const, ...placesIn(holder[key])]
      })
    : []

/** The schemas that a schema is made of. */
function partsOf(schema: z.core.$ZodType, found = new Set<z.core.$ZodType>()): ReadonlySet<z.core.$ZodType> {
  if (found.has(schema)) return found
  found.add(schema)
  const { def } = (schema as z.core.$ZodTypes)._zod
  const parts =
    def.type === 'object'
      ? Object.values(def.shape)
      : def.type === 'union'
        ? def.options
        : def.type === 'array'
          ? [def.element]
          : def.type === 'record'
            ? [def.keyType, def.valueType]
            : []
  for (const part of parts) partsOf(part, found)
  return found
}

type Check = (x: unknown) => boolean

/** The check of a schema, run from its text. */
const checkOf = async (text: string): Promise<Check> => {
  const plain = stripTypeScriptTypes(text)
  const module: unknown = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(plain)}`)
  return (module as { readonly fitsAsItIs: Check }).fitsAsItIs
}

const lengths = [0, 1, 12, 13, 20, 21, 24, 25, 40, 41, 50, 51, 64, 65, 72, 73, 100, 101, 200, 201, 2000, 2001]
const lines: readonly unknown[] = [
  ...lengths.map((length) => 'a'.repeat(length)),
  ...[
    0, 0.4, 0.5, 0.9, 1, 1.5, 5, 6, 9, 10, 12, 13, 19, 20, 29, 30, 50, 70, 71, 130, 131, 200, 201, 230, 231, 366, 367,
  ],
  ...[500, 501, -1, 2 ** 53 - 1, 2 ** 53, 1e300, null, true, [], {}, ['zzz'], { other: 'x' }, { other: '' }],
  ...['zzz', 'none', 'contested', 'notCollected', 'yes', 'no', '2026-02-29', '2024-02-29', '52052611', '13800000000'],
]

const odd = fc.oneof(
  fc.constantFrom(null, true, '', ' ', 'none', 'notCollected', 'contested', 'yes', -1, 0, 0.5, 1, 2 ** 53, 1e300),
  fc.constantFrom('2026-02-29', '2024-02-29', '2026-13-01', '2026-09-15T08:00:00+08:00', '13800000000', '52052611'),
  fc.constantFrom([], [[]], {}, { other: '' }, { other: 'x' }, ['none'], [{ other: 'x' }]),
  fc.integer({ min: 1, max: 2001 }).map((length) => '字'.repeat(length)),
  fc.integer({ min: 49, max: 51 }).map((length) => '𠮷'.repeat(length)),
  fc.jsonValue(),
)

/** One to three changes: another value, a key more, a key less. */
const changed = fc
  .tuple(
    anyChildFile(),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('put', 'put', 'put', 'add', 'drop'), odd), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([file, changes]) => {
    const json = throughJson(file)
    for (const [n, way, value] of changes) {
      const places = placesIn(json)
      const [holder, key] = places[n % places.length]!
      if (way === 'drop' && !Array.isArray(holder)) Reflect.deleteProperty(holder, key)
      else holder[way === 'add' && !Array.isArray(holder) ? 'more' : key] = value
    }
    return throughJson(json)
  })

describe('the check of a file', () => {
  it('stands as it is written from the schema', async () => {
    await expect(code(ChildFile)).toMatchFileSnapshot('../../src/records/generated/child-file.ts')
  })
  it('knows every file that can be written down, but for one with a key `__proto__`, which is read the slow way', () => {
    fc.assert(
      fc.property(anyChildFile(), (file) => {
        const text = JSON.stringify(file)
        return fitsAsItIs(JSON.parse(text)) === !text.includes('"__proto__":')
      }),
      { numRuns: 150 },
    )
  })
  it('draws each line where the schema draws it, in every part of a file', async () => {
    const parts = [...partsOf(ChildFile)].filter((part) => (part as z.core.$ZodTypes)._zod.def.type !== 'optional')
    const texts = new Map(parts.map((part) => [code(part as z.ZodType), part as z.ZodType]))
    expect(texts.size).toBeGreaterThan(150)
    for (const [text, schema] of texts) {
      const fits = await checkOf(text)
      const wrong = lines.filter((value) => fits(value) !== schema.safeParse(value).success)
      expect(wrong).toEqual([])
    }
  })
  it('is written for nothing that it would not check', () => {
    const beyond: Readonly<Record<string, z.ZodType>> = {
      'a refined text': z.string().refine((text) => text !== 'x'),
      'a trimmed text': z.string().trim(),
      'a default': z.string().default('x'),
      'a transform': z.string().transform(Number),
      'a multiple': z.number().multipleOf(3),
      'a float': z.float32(),
      'a date': z.date(),
      anything: z.any(),
      'a refined list': z.array(z.string()).refine((list) => list.length > 1),
      'a refined object': z.strictObject({ a: z.string() }).refine(({ a }) => a !== 'x'),
      'a refined record': z.record(z.string(), z.string()).refine((entries) => Object.keys(entries).length > 1),
      'a refined union': z.union([z.string(), z.number()]).refine((value) => value !== 'x'),
      'a refined code': z.enum(['a', 'b']).refine((value) => value !== 'a'),
      'a refined literal among others': z.union([z.literal('a').refine(() => false), z.string()]),
      'a refined yes or no': z.boolean().refine((value) => value),
      'a field that may be null': z.strictObject({ a: z.string().nullable() }),
      'an address': z.url(),
    }
    const written = Object.entries(beyond).filter(([, schema]) => {
      try {
        return code(schema).length > 0
      } catch {
        return false
      }
    })
    expect(written.map(([name]) => name)).toEqual([])
  })
})

describe('parseFile', () => {
  it('answers as the schema does, whatever is changed in a file', () => {
    let wrong = 0
    fc.assert(
      fc.property(changed, (json) => {
        const wanted = parse(ChildFile, json)
        if (wanted.isErr()) wrong += 1
        expect(parseFile(json)).toEqual(wanted)
      }),
      { numRuns: 400 },
    )
    expect(wrong).toBeGreaterThan(100)
  })
  it('leaves to the schema what is nested too deep, too long, or named as no field may be', () => {
    const claims = (value: unknown): unknown => {
      const two = [0, 1].map(() => ({ value, source: 'notCollected', on: 'notCollected' }))
      return { ...childFile({ id: 'c1', name: '李小花' }), claims: { '/name': two } }
    }
    const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)
    for (const levels of [1, 38, 39, 40, 41, 58, 59, 60, 61, 62, 63, 64, 5000])
      expect(parseFile(claims(deep(levels)))).toEqual(parse(ChildFile, claims(deep(levels))))
    const proto = claims(JSON.parse('{"__proto__": 1}'))
    expect(parseFile(proto)).toEqual(parse(ChildFile, proto))
    expect(fitsAsItIs(proto)).toBe(false)
    expect(fitsAsItIs(claims(Array.from({ length: 20_000 }, () => 1)))).toBe(false)
    expect(fitsAsItIs(claims('x'))).toBe(true)
  })
  it('answers a file that fits without a copy', () => {
    const json = throughJson(childFile({ id: 'c1', name: '李小花' }))
    expect(parseFile(json)._unsafeUnwrap()).toBe(json)
  })
  it('refuses what only looks like a file', () => {
    const file = childFile({ id: 'c1', name: '李小花' })
    expect(fitsAsItIs(Object.assign(Object.create({}), file))).toBe(false)
    expect(fitsAsItIs(Object.create(file))).toBe(false)
    expect(parseFile(undefined).isErr()).toBe(true)
    const throwing = {
      get id(): string {
        throw new Error('looked at')
      },
    }
    expect(parseFile(throwing)).toEqual(parse(ChildFile, throwing))
  })
})
