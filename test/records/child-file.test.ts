import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  ChildFile,
  childFile,
  childFileWith,
  fileRows,
  joinRows,
  jsonSchema,
  parse,
  recordNames,
} from '../../src/index.ts'
import { shapeOf } from '../../src/records/file/shape.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'

const blank = childFile({ id: 'c1', name: '李小花' })
const shuffled = <T>(items: readonly T[], seed: number): T[] =>
  items
    .map((item, i) => ({ item, key: (i * 7919 + seed * 104729) % 1009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)

describe('childFile', () => {
  it('makes a file that the schema accepts, from id and name alone', () => {
    expect(parse(ChildFile, blank)._unsafeUnwrap()).toEqual(blank)
    expect(blank.birthDate).toBe('notCollected')
    expect(blank.delegate).toBe('notCollected')
    expect(blank.contacts).toEqual({})
  })
  it('changes nothing that is given and fills what a given section lacks', () => {
    const file = childFile({
      id: 'c1',
      name: '李小花',
      delegate: { phone: '13800000000', relation: { other: '干妈' } },
      visits: { v1: { on: '2026-09-01', situations: { violence: 'seen' } } },
      health: { illnesses: 'none', allergies: { a1: { substance: 'egg' } } },
    })
    expect(parse(ChildFile, file).isOk()).toBe(true)
    expect(file).toMatchObject({
      delegate: { phone: '13800000000', relation: { other: '干妈' }, name: 'notCollected' },
      visits: { v1: { situations: { violence: 'seen', abandoned: 'notChecked' }, mood: 'notCollected' } },
      health: { illnesses: 'none', allergies: { a1: { substance: 'egg', severity: 'notCollected' } } },
    })
  })
  it('keeps what the schema does not know, so that parse can name it', () => {
    const file = childFile({ id: 'c1', name: 'x', ...({ nickname: 1 } as object) })
    expect(
      parse(ChildFile, file)
        ._unsafeUnwrapErr()
        .map((p) => p.code),
    ).toEqual(['unknown-field'])
  })
  it('is filled already: filling a file again changes nothing', () => {
    fc.assert(
      fc.property(anyChildFile(), (file) => {
        expect(childFile(file)).toEqual(file)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the arbitrary of files', () => {
  it('makes files that the schema accepts', () => {
    fc.assert(
      fc.property(anyChildFile(), (file) => {
        expect(parse(ChildFile, file).isOk()).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

describe('fileRows and joinRows', () => {
  it('undo each other, whatever the order of the rows', () => {
    fc.assert(
      fc.property(anyChildFile(), fc.nat(1000), (file, seed) => {
        const rows = fileRows(file)
        expect(joinRows(shuffled(rows, seed))).toEqual(file)
        expect(joinRows(JSON.parse(JSON.stringify(rows)) as typeof rows)).toEqual(JSON.parse(JSON.stringify(file)))
      }),
      { numRuns: 100 },
    )
  })
  it('keep one row for the slow sections and one for each dated entry', () => {
    const file = childFile({
      id: 'c1',
      name: 'x',
      contacts: { k2: { on: '2026-09-02' }, k1: { on: '2026-09-01' } },
      incidents: { i1: { observedOn: '2026-09-01' } },
    })
    expect(fileRows(file).map((row) => [row.kind, row.id])).toEqual([
      ['file', 'c1'],
      ['contacts', 'k1'],
      ['contacts', 'k2'],
      ['incidents', 'i1'],
    ])
    expect(joinRows(fileRows(file).slice(1))).toBeUndefined()
  })
  it('say nothing of an incident in the row of the slow sections', () => {
    fc.assert(
      fc.property(anyChildFile(), (file) => {
        expect(fileRows({ ...file, incidents: {} })[0]).toEqual(fileRows(file)[0])
      }),
      { numRuns: 50 },
    )
  })
  it('leave out what was never collected', () => {
    expect(fileRows(blank)).toEqual([{ kind: 'file', id: 'c1', document: { id: 'c1', name: '李小花' } }])
  })
})

describe('shapeOf', () => {
  const Doc = z.strictObject({
    a: z.enum(['x', 'notCollected']),
    list: z.array(z.strictObject({ b: z.enum(['y', 'notCollected']) })),
    either: z.union([z.strictObject({ c: z.enum(['z', 'notCollected']) }), z.enum(['none', 'notCollected'])]),
  })
  const { fill, spare } = shapeOf(Doc)
  it('keeps an object apart from its absence', () => {
    const there = { a: 'x', list: [{ b: 'notCollected' }], either: { c: 'notCollected' } }
    expect(spare(there)).toEqual({ a: 'x', list: [{}], either: {} })
    expect(fill(spare(there))).toEqual(there)
    expect(fill({ list: [] })).toEqual({ a: 'notCollected', list: [], either: 'notCollected' })
  })
})

describe('childFileWith', () => {
  it('judges the custom fields by their own schema', () => {
    const Bus = childFileWith(z.strictObject({ line: z.string() }))
    expect(
      parse(Bus, { ...blank, custom: { line: '7' } })
        .map((file) => file.custom.line)
        ._unsafeUnwrap(),
    ).toBe('7')
    expect(parse(Bus, { ...blank, custom: { line: 7 } })._unsafeUnwrapErr()[0].path).toBe('/custom/line')
    expect(parse(Bus, blank).isErr()).toBe(true)
  })
})

describe('jsonSchema', () => {
  it('exists for every record and describes every field', () => {
    const bare: string[] = []
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      const { properties } = node as { properties?: Record<string, { description?: string }> }
      for (const [key, field] of Object.entries(properties ?? {})) if (!describes(field)) bare.push(`${path}/${key}`)
      for (const [key, inner] of Object.entries(node)) walk(inner, key === 'properties' ? path : `${path}/${key}`)
    }
    for (const name of recordNames) walk(jsonSchema(name), name)
    expect(bare).toEqual([])
  })
})

const describes = (field: object): boolean =>
  'description' in field ||
  '$ref' in field ||
  ('anyOf' in field && (field.anyOf as object[]).some((option) => describes(option)))
