import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lawTables, withTables } from '../scripts/law.ts'

const root = new URL('../', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8')
const markdownUnder = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md'))
const documents = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...markdownUnder('docs'),
  ...markdownUnder('examples'),
].sort((a, b) => (a < b ? -1 : 1))

/** The document without its code, in which a bracket is no link and a hash no heading. */
const prose = (text: string): string =>
  text.replaceAll(/^[ \t]*```[\s\S]*?^[ \t]*```/gm, '').replaceAll(/`[^`\n]*`/g, '``')

const headings = (text: string): readonly { readonly level: number; readonly text: string }[] =>
  [...text.replaceAll(/^[ \t]*```[\s\S]*?^[ \t]*```/gm, '').matchAll(/^(#{1,6}) +(.+)$/gm)].map(
    ([, hashes = '', words = '']) => ({ level: hashes.length, text: words.trim() }),
  )

/** The anchors of a document, as GitHub makes them. */
function anchors(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const heading of headings(text)) {
    const plain = heading.text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const name = plain.replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-')
    let free = name
    for (let n = 1; found.has(free); n++) free = `${name}-${n}`
    found.add(free)
  }
  return found
}

/** Links of a document that lead nowhere. */
function broken(file: string, text: string): readonly string[] {
  return [...prose(text).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return []
    const [path = '', anchor] = link.split('#')
    const target = new URL(path, new URL(file, root))
    if (path !== '' && !existsSync(target)) return [`${file}: ${link}`]
    const there = (): string => (path === '' ? text : readFileSync(target, 'utf8'))
    const isThere = anchor === undefined || anchors(there()).has(decodeURIComponent(anchor))
    return isThere ? [] : [`${file}: ${link}`]
  })
}

describe('documents', () => {
  it.each(documents)('%s leads nowhere that is not there', (file) => {
    expect(broken(file, textOf(file))).toEqual([])
  })
  it('would be caught leading nowhere', () => {
    expect(broken('docs/x.md', '[a](nowhere.md) [b](start.md#no-such-heading) [c](start.md#store)')).toHaveLength(2)
    expect(
      broken('docs/x.md', '# Here it is\n[a](#here-it-is) `[b](nowhere.md)`\n```\n[c](nowhere.md)\n```\n'),
    ).toEqual([])
  })
  it('are each reached from the README', () => {
    const seen = new Set<string>()
    const follow = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      for (const [, link = ''] of prose(textOf(file)).matchAll(/\]\(([^)\s#]+\.md)[^)]*\)/g))
        if (!/^[a-z]+:/.test(link)) follow(new URL(link, new URL(file, root)).href.slice(root.href.length))
    }
    follow('README.md')
    expect(documents.filter((file) => !seen.has(file))).toEqual([])
  })
})

describe('README.zh.md', () => {
  const [english, chinese] = [textOf('README.md'), textOf('README.zh.md')]
  it('has the same sections, tables and lists', () => {
    expect(headings(chinese).map(({ level }) => level)).toEqual(headings(english).map(({ level }) => level))
    const lines = (text: string, start: string): number =>
      text.split('\n').filter((line) => line.startsWith(start)).length
    for (const start of ['|', '- ', '![']) expect(lines(chinese, start)).toBe(lines(english, start))
  })
  it('has the same code and the same doors', () => {
    const blocks = (text: string): readonly string[] => [...text.matchAll(/^```[\s\S]*?^```/gm)].map(([block]) => block)
    expect(blocks(chinese)).toEqual(blocks(english))
    const imports = (text: string): readonly string[] =>
      [...text.matchAll(/`(childfile[^`]*|\/[a-z-]+)`/g)].map(([name]) => name)
    expect(imports(chinese)).toEqual(imports(english))
  })
  it('gives the same figures', () => {
    const figures = (text: string): readonly string[] =>
      text
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => (line.match(/\d[\d.,]*/g) ?? []).map((one) => one.replaceAll(/[.,]$/g, '')).join(' '))
    expect(figures(chinese)).toEqual(figures(english))
  })
})

describe('the README', () => {
  it('names every door', () => {
    const doors = Object.keys((JSON.parse(textOf('package.json')) as { readonly exports: object }).exports)
    const missing = doors
      .filter((door) => door !== './package.json')
      .filter((door) => {
        const last = `/${door.split('/').at(-1) ?? ''}`
        return (
          !textOf('README.md').includes(`\`${door.replace(/^\./, 'childfile')}\``) &&
          !textOf('README.md').includes(`\`${last}\``)
        )
      })
    expect(missing).toEqual([])
  })
  it('shows a picture that is small', () => {
    expect(statSync(new URL('docs/images/report.png', root)).size).toBeLessThan(200_000)
  })
})

describe('docs/adapters.md', () => {
  it('shows the adapter as it is', () => {
    const shown = [...textOf('docs/adapters.md').matchAll(/<!-- from (\S+) -->\n```typescript\n([\s\S]*?)```/g)]
    expect(shown.length).toBeGreaterThan(3)
    for (const [, file = '', block = ''] of shown) expect(textOf(file)).toContain(block)
  })
  it('says how long it is', () => {
    const lines = textOf('examples/06-own-adapter/folder-driver.ts').trimEnd().split('\n').length
    expect(textOf('docs/adapters.md')).toContain(`in ${lines} lines`)
  })
})

describe('the tables of law and sources', () => {
  it.each(['docs/law.md', 'docs/sources.md'])('%s is as scripts/write-law.ts writes it', async (file) => {
    const text = textOf(file)
    expect(withTables(text, await lawTables())).toBe(text)
    expect(text.split('\n').filter((line) => line.startsWith('|')).length).toBeGreaterThan(40)
  })
  it('present as law only what was read in the statute', () => {
    const statute = textOf('docs/law.md')
      .split('\n')
      .filter((line) => line.endsWith('| statute |') && line.startsWith('| `'))
    expect(statute.length).toBeGreaterThan(10)
    expect(statute.filter((line) => line.includes('childfile defaults'))).toEqual([])
  })
})
