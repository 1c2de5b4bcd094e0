import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checked, writeExamples } from '../scripts/doc-examples.ts'

const written = writeExamples(new URL('../node_modules/.doc-examples/', import.meta.url))

describe('every example of README, docs and doc comments', () => {
  it.each(written.map((example) => [`${example.file}:${example.line}`, example] as const))(
    '%s runs and shows what it says',
    async (_, { program }) => {
      await import(/* @vite-ignore */ fileURLToPath(program))
    },
  )
  it('is checked against the value that it shows', () => {
    expect(checked('1 + 1 // => 2')).toContain('same(1 + 1, () => (2))')
    expect(checked('const a = {\n  b: 1,\n} // => { b: 1 }')).toContain('same(a, () => ({ b: 1 }))')
    expect(checked("import { x } from 'y'\nx()")).not.toContain('same(x')
  })
})
