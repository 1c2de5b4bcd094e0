import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asBuilt, plainSchema } from '../../scripts/as-built.ts'
import { ChildFile, childFile } from '../../src/index.ts'
import { anyChildFile } from '../../src/testing/arbitraries.ts'

const { module } = asBuilt(new URL('../../src/', import.meta.url), ChildFile)
const built = (text: string, path = '/src/risk/rule.ts'): string => module(text, path)

describe('asBuilt', () => {
  it('marks what is called at the top of a module as free of side effects, and leaves plain values and functions', () => {
    expect(built('export const A = z.string().min(1)\n')).toBe(
      'export const A = /* @__PURE__ */ (() => (z.string().min(1)))()\n',
    )
    expect(built('const { fill } = shapeOf(A)\n')).toBe('const fill = /* @__PURE__ */ (() => ((shapeOf(A)).fill))()\n')
    for (const plain of ["const a = ['x', { b: -1 }] as const\n", 'export const f = () => g()\n', 'const a = b\n'])
      expect(built(plain)).toBe(plain)
  })

  it('refuses a module that does something when it is loaded, but for the command', () => {
    expect(() => built('register(a)\n')).toThrow('does something')
    expect(built('await run()\n', '/src/cli/main.ts')).toBe('await run()\n')
  })

  it('takes zod by its names, modules as what they become, and loads none for its types', () => {
    expect(built("import { z } from 'zod'\nimport { a } from '../date.ts'\nexport { type B } from './b.ts'\n")).toBe(
      "import * as z from 'zod'\nimport { a } from '../date.js'\n\n",
    )
    expect(built("const read = () => import('./b.ts')\n")).toBe("const read = () => import('./b.js')\n")
  })

  it('takes one list of codes from its file, and all of them where all are asked for', () => {
    const text = (use: string) =>
      `import { codeLists, type Visit } from '../records/index.ts'\nconst f = () => ${use}\n`
    expect(built(text('keysOf(codeLists.situations)'))).toBe(
      "import { situations as codeListOf_situations } from '../records/codes/safety.js'\n\nconst f = () => keysOf(codeListOf_situations)\n",
    )
    expect(built(text('Object.keys(codeLists)'))).toContain('codeLists, type Visit')
    expect(() => built(text('codeLists.nowhere'))).toThrow('not there')
  })
})

/** A file with fields left out here and there, all the way down. */
const partly = (value: unknown, chance: () => boolean): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([key]) => key === 'id' || key === 'name' || chance())
          .map(([key, inner]) => [key, partly(inner, chance)]),
      )
    : value

describe('plainSchema', () => {
  it('fills up a file as the schema does', async () => {
    const place = new URL('../../dist/index.js', import.meta.url).href
    const package_ = (await import(place)) as { readonly childFile: typeof childFile }
    fc.assert(
      fc.property(anyChildFile(), fc.array(fc.boolean(), { minLength: 40 }), (file, coins) => {
        let tossed = 0
        // A boundary: a file in parts is a draft.
        const draft = partly(file, () => coins[tossed++ % coins.length] ?? true) as Parameters<typeof childFile>[0]
        expect(package_.childFile(draft)).toEqual(childFile(draft))
      }),
      { numRuns: 60 },
    )
    expect(package_.childFile({ id: 'c', name: 'n' })).toEqual(childFile({ id: 'c', name: 'n' }))
  })
  it('says each part once', () => {
    const { before, name } = plainSchema(ChildFile)
    const parts = before.trim().split('\n')
    expect(parts.at(-1)?.startsWith(`const ${name} = `)).toBe(true)
    expect(new Set(parts.map((part) => part.replace(/^const \w+ = /, ''))).size).toBe(parts.length)
  })
})
