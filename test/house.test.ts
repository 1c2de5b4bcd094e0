import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { breaches, type House, type Law } from './house/laws.ts'

const src = new URL('../src/', import.meta.url)
const house: House = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(new URL(file, src), 'utf8')]),
)

describe('the house', () => {
  it('keeps its laws', () => {
    expect(breaches(house)).toEqual([])
  })
})

/** One planted breach for each law: file, text, and what else has to stand in the house. */
const planted: readonly (readonly [law: Law, files: Readonly<Record<string, string>>])[] = [
  [
    'floor',
    {
      'records/up.ts': "import type { A } from '../risk/index.ts'\nexport type B = A\n",
      'risk/index.ts': 'export {}\n',
    },
  ],
  ['floor', { 'risk/side.ts': "import type { A } from '../pairing/index.ts'\nexport type B = A\n" }],
  ['floor', { 'up-ground.ts': "import { childFile } from './records/index.ts'\nexport const b = childFile\n" }],
  ['door', { 'risk/window.ts': "import { ageOn } from '../records/answers/age.ts'\nexport const b = ageOn\n" }],
  [
    'circle',
    {
      'risk/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
      'risk/b.ts': "import { a } from './a.ts'\nexport const b = a\n",
    },
  ],
  ['export-all', { 'risk/all.ts': "export * from './facts.ts'\n" }],
  ['node', { 'records/disk.ts': "import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n" }],
  ['node', { 'storage/memory-disk.ts': "export const a = () => import('node:fs')\n" }],
  ['database-client', { 'storage/client.ts': "import type { Pool } from 'pg'\nexport type A = Pool\n" }],
  ['clock', { 'cadence/now.ts': 'export const now = () => new Date()\n' }],
  ['clock', { 'risk/now.ts': 'export const now = () => Date.now()\n' }],
  ['clock', { 'solver/hurry.ts': 'export const now = () => performance.now()\n' }],
  ['randomness', { 'pairing/luck.ts': 'export const luck = () => Math.random()\n' }],
  ['randomness', { 'storage/luck.ts': 'export const luck = () => crypto.getRandomValues(new Uint8Array(1))\n' }],
  ['locale', { 'register/sorted.ts': 'export const before = (a: string, b: string) => a.localeCompare(b)\n' }],
  ['locale', { 'report/number.ts': "export const shown = (n: number) => n.toLocaleString('zh')\n" }],
  ['environment', { 'report/where.ts': "export const where = () => process.env['HOME']\n" }],
  ['log', { 'register/loud.ts': "export const loud = () => console.log('x')\n" }],
  ['neverthrow', { 'risk/result.ts': "import { ok } from 'neverthrow'\nexport const a = ok\n" }],
  ['date-fns', { 'cadence/days.ts': "import { addDays } from 'date-fns'\nexport const a = addDays\n" }],
  ['power', { 'solver/square.ts': 'export const square = (n: number) => n ** 2\n' }],
  ['power', { 'solver/near.ts': 'export const near = (n: number) => n < Number.EPSILON\n' }],
  ['any', { 'risk/loose.ts': 'export const loose = (x: unknown) => x as any\n' }],
  ['default-export', { 'risk/one.ts': 'export default function one() {}\n' }],
  ['todo', { 'risk/later.ts': '// TODO\nexport const a = 1\n' }],
  ['name', { 'risk/rule-helpers.ts': 'export const a = 1\n' }],
  ['name', { 'risk/CamelCase.ts': 'export const a = 1\n' }],
  ['name', { 'attic/box.ts': 'export const a = 1\n' }],
  ['size', { 'risk/long.ts': `export function a() {}\n${'//\n'.repeat(330)}` }],
  ['size', Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`risk/many/f${i}.ts`, 'export const a = 1\n']))],
  ['doc', { 'fhir/index.ts': "export { bare } from './bare.ts'\n", 'fhir/bare.ts': 'export const bare = 1\n' }],
]

describe('the check of the laws', () => {
  it.each(planted)('catches a planted breach of %s', (law, files) => {
    const found = breaches(new Map(Object.entries(files)))
    expect(found.map((one) => one.law)).toContain(law)
  })
  it('has a planted breach for every law', () => {
    const laws: Readonly<Record<Law, true>> = {
      floor: true,
      door: true,
      circle: true,
      'export-all': true,
      node: true,
      'database-client': true,
      clock: true,
      randomness: true,
      locale: true,
      environment: true,
      log: true,
      neverthrow: true,
      'date-fns': true,
      power: true,
      any: true,
      'default-export': true,
      todo: true,
      name: true,
      size: true,
      doc: true,
    }
    expect([...new Set(planted.map(([law]) => law))].sort((a, b) => (a < b ? -1 : 1))).toEqual(
      Object.keys(laws).sort((a, b) => (a < b ? -1 : 1)),
    )
  })
})
