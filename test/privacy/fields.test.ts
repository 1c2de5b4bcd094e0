import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hex, jsonSchema, type Pointer, utf8 } from '../../src/index.ts'
import { disclosures, fieldMark, grantOf, type PurposeTerms, purposes, purposeTerms } from '../../src/privacy/index.ts'
import { keyedDigest } from '../../src/privacy/release/keyed-digest.ts'
import { markedPaths, relations, roles } from './scene.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly $ref?: string
}

/** Every leaf of a JSON Schema: `*` for ids of entries and for places in lists. */
function leaves(schema: Schema, path: string): readonly string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const below = [
    ...inner.flatMap((one) => leaves(one, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => leaves(one, `${path}/${key}`)),
    ...(typeof schema.additionalProperties === 'object' ? leaves(schema.additionalProperties, `${path}/*`) : []),
    ...(schema.items ? leaves(schema.items, `${path}/*`) : []),
  ]
  return below.length === 0
    ? [path]
    : [...new Set(below)].filter((one) => one !== path || inner.length === below.length)
}

const all = leaves(jsonSchema('ChildFile') as Schema, '').map((path) => path.replaceAll('*', 'e1') as Pointer)

describe('fieldMark', () => {
  it('has a word on every field of the JSON Schema of a file', () => {
    expect(all.length).toBeGreaterThan(300)
    expect(all.filter((path) => !fieldMark(path))).toEqual([])
  })
  it('has a word on nothing else', () => {
    for (const path of ['/nowhere', '/health/hivStatus', '/father/nothing', '/visits/v1/nothing', ''] as const)
      expect(fieldMark(path)).toBeUndefined()
    for (const path of markedPaths())
      expect(all.some((leaf) => `${leaf}/`.startsWith(`${path.replaceAll('*', 'e1')}/`))).toBe(true)
  })
  it('seals matters of protection, mental health and free words about people', () => {
    for (const path of [
      '/incidents/i1/words',
      '/incidents/i1/reporter',
      '/health/mind/note',
      '/screenings/s1/total',
      '/notes/n1/words',
    ] as const)
      expect(fieldMark(path)?.class).toBe('sealed')
  })
})

describe('disclosures', () => {
  it('name each field once, and none below another', () => {
    for (const purpose of purposes) {
      const row: readonly string[] = disclosures[purpose]
      for (const path of row)
        expect(row.filter((other) => other === path || other.startsWith(`${path}/`))).toEqual([path])
    }
  })
  it('let no section through whole in which single entries are kept from somebody', () => {
    for (const purpose of purposes)
      for (const path of ['/incidents', '/incidents/*', '/preferences', '/preferences/*', '/visits', '/visits/*'])
        expect(disclosures[purpose]).not.toContain(path)
  })
})

describe('purposeTerms', () => {
  it('except only what the purpose has', () => {
    for (const purpose of purposes) {
      const { grants }: PurposeTerms = purposeTerms[purpose]
      for (const { except = [] } of grants)
        for (const path of except)
          expect(disclosures[purpose].some((one) => one === path || one.startsWith(`${path}/`))).toBe(true)
    }
  })
  it('name who may look: every other combination of purpose, role and relation may not', () => {
    const named = purposes.flatMap((purpose) =>
      roles.flatMap((role) =>
        relations.flatMap((relation) => (grantOf(purpose, role, relation) ? [`${purpose} ${role} ${relation}`] : [])),
      ),
    )
    expect(named.length).toBe(73)
    for (const purpose of ['care', 'visit', 'protection', 'counselling'])
      for (const role of [
        'father',
        'mother',
        'guardian',
        'delegate',
        'member',
        'helper',
        'donor',
        'public',
        'organiser',
      ])
        expect(named.filter((one) => one.startsWith(`${purpose} ${role} `))).toEqual([])
  })
})

describe('keyedDigest', () => {
  it('is HMAC-SHA-256 for keys of every length', () => {
    for (const length of [0, 1, 16, 63, 64, 65, 200]) {
      const key = Uint8Array.from({ length }, (_, n) => (n * 7) % 256)
      const message = utf8(`message ${length}`)
      expect(hex(keyedDigest(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'))
    }
  })
})
