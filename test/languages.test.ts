import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { doors } from '../scripts/doors.ts'

const root = new URL('../', import.meta.url)
const isChinese = /[\u3400-\u9fff]/
const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{[\w.]+\}/g)].map(([place]) => place).sort(order)
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What is wrong with a pair of words. */
function faultOf(zh: unknown, en: unknown): string | undefined {
  if (typeof zh !== typeof en) return 'one language only'
  if (typeof zh !== 'string' || typeof en !== 'string') return undefined
  if (zh.trim() === '' || en.trim() === '') return 'an empty text'
  // Abbreviations such as PHQ-9 are the same in both.
  if (!isChinese.test(zh) && zh !== en) return `no Chinese in "${zh}"`
  if (places(zh).join() !== places(en).join()) return `other places in "${zh}" than in "${en}"`
  return undefined
}

/** Pairs of words that can be reached from a value. */
function faultsIn(value: unknown, at: string, seen = new Set<unknown>()): readonly string[] {
  if (typeof value !== 'object' || value === null || seen.has(value) || '_zod' in value) return []
  seen.add(value)
  const tree = value as Readonly<Record<string, unknown>>
  const fault = 'zh' in tree || 'en' in tree ? faultOf(tree['zh'], tree['en']) : undefined
  const inner = Object.entries(tree).flatMap(([key, one]) => faultsIn(one, `${at}/${key}`, seen))
  return fault === undefined ? inner : [`${at}: ${fault}`, ...inner]
}

/** Object literals of a file that name one language and not the other. */
function lonely(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023)
  const found: string[] = []
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const names = node.properties.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : []))
      const spread = node.properties.some((property) => ts.isSpreadAssignment(property))
      if (names.includes('zh') !== names.includes('en') && !spread)
        found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`)
    }
    ts.forEachChild(node, look)
  }
  look(source)
  return found
}

const files = ['src', 'examples/10-field-notebook', 'examples/county'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
)
/** The paper of the office is Chinese and nothing else. */
const chinesePaper = ['src/register/paper/official-table.ts', 'src/register/paper/template.ts']

describe('words in Chinese and English', () => {
  it('are both there in whatever leaves by a door, with the same places to fill in', async () => {
    const found: string[] = []
    for (const { specifier, source } of doors) {
      const names = (await import(/* @vite-ignore */ new URL(source, root).href)) as object
      found.push(...Object.entries(names).flatMap(([name, value]) => faultsIn(value, `${specifier} ${name}`)))
    }
    expect(found).toEqual([])
  })
  it('are both written wherever one is', () => {
    expect(
      files
        .filter((file) => !chinesePaper.includes(file))
        .flatMap((file) => lonely(file, readFileSync(new URL(file, root), 'utf8'))),
    ).toEqual([])
  })
  it('would be missed', () => {
    expect(faultsIn({ a: { zh: '走访', en: '' } }, 'x')).toEqual(['x/a: an empty text'])
    expect(faultsIn([{ zh: '走访' }], 'x')).toEqual(['x/0: one language only'])
    expect(faultsIn({ zh: '{days}天', en: '{months} days' }, 'x')).toHaveLength(1)
    expect(faultsIn({ zh: 'visit', en: 'a visit' }, 'x')).toHaveLength(1)
    expect(lonely('x.ts', "const a = { key: 'b', zh: '走访' }")).toEqual(['x.ts:1'])
    expect(lonely('x.ts', "const a = { key: 'b', zh: '走访', en: 'visit' }")).toEqual([])
  })
})
