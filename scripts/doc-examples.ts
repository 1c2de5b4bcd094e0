import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import ts from 'typescript'

/** A block of code in a document or a doc comment. */
export interface Example {
  readonly file: string
  readonly line: number
  readonly code: string
}

const root = new URL('../', import.meta.url)
const block = /^([ \t]*(?:\* ?)?)```ts\n([\s\S]*?)^\1```/gm

const filesUnder = (folder: string, ending: string): readonly string[] =>
  existsSync(new URL(folder, root))
    ? readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith(ending))
        .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
        .sort((a, b) => (a < b ? -1 : 1))
    : []

/** Every `ts` block of the README, the documents and the doc comments of src. */
export function examples(): readonly Example[] {
  const files = ['README.md', ...filesUnder('docs', '.md'), ...filesUnder('src', '.ts')]
  return files.flatMap((file) => {
    const text = readFileSync(new URL(file, root), 'utf8')
    return [...text.matchAll(block)].map((match) => {
      const margin = match[1] ?? ''
      const code = (match[2] ?? '')
        .split('\n')
        .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line.trimStart().replace(/^\* ?/, '')))
        .join('\n')
      return { file, line: text.slice(0, match.index).split('\n').length, code }
    })
  })
}

/** The code with every `// => value` turned into a check that the value is the one that is shown. */
export function checked(code: string): string {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2023, true)
  const imports: string[] = []
  const body: string[] = []
  for (const statement of source.statements) {
    const text = code.slice(statement.getStart(source), statement.end)
    const shown = shownAfter(code, statement.end)
    if (ts.isImportDeclaration(statement)) imports.push(text)
    else if (shown === undefined) body.push(text)
    else if (ts.isExpressionStatement(statement))
      body.push(`same(${statement.expression.getText(source)}, () => (${shown}))`)
    else if (ts.isVariableStatement(statement) && statement.declarationList.declarations[0])
      body.push(text, `same(${statement.declarationList.declarations[0].name.getText(source)}, () => (${shown}))`)
    else throw new Error(`a value is shown after something that has none: ${text.slice(0, 40)}`)
  }
  return [
    "import { expect } from 'vitest'",
    ...imports,
    'const same = (found: unknown, shown: () => unknown): void => { expect(found).toEqual(shown()) }',
    ...body,
    'void same',
    'export {}',
    '',
  ].join('\n')
}

function shownAfter(code: string, end: number): string | undefined {
  const comment = (ts.getTrailingCommentRanges(code, end) ?? []).map(({ pos, end: stop }) => code.slice(pos, stop))[0]
  return comment?.startsWith('// => ') ? comment.slice('// => '.length) : undefined
}

/** Writes the examples as programs into a folder, and says which program stands for which example. */
export function writeExamples(folder: URL): readonly (Example & { readonly program: string })[] {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return examples().map((example) => {
    const program = new URL(`${example.file.replaceAll(/[/.]/g, '_')}_${example.line}.ts`, folder)
    writeFileSync(program, checked(example.code))
    return { ...example, program: program.href }
  })
}
