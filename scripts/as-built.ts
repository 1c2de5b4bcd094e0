import { readFileSync } from 'node:fs'
import ts from 'typescript'

/**
 * What the build changes in the text of a module so that a bundler can leave out what its caller does not use. What a module does is
 * not changed: the built doors are held to the names and answers of their sources by tests.
 */
export interface AsBuilt {
  /** The text of a module of `src`, in TypeScript still. */
  readonly module: (text: string, path: string) => string
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

const parsed = (text: string, path: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)

const edited = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((left, { from, to, text: put }) => left.slice(0, from) + put + left.slice(to), text)

/** Whether a bundler sees by itself that a value is made without calling anything. */
function isPlain(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node))
    return isPlain(node.expression)
  if (ts.isPrefixUnaryExpression(node)) return isPlain(node.operand)
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPlain)
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every(
      (property) =>
        ts.isShorthandPropertyAssignment(property) ||
        ts.isMethodDeclaration(property) ||
        (ts.isPropertyAssignment(property) &&
          !ts.isComputedPropertyName(property.name) &&
          isPlain(property.initializer)),
    )
  return (
    ts.isLiteralExpression(node) ||
    ts.isIdentifier(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  )
}

const pure = (value: string): string => `/* @__PURE__ */ (() => (${value}))()`

/**
 * Values at the top of a module, marked as made without side effects: a schema that nobody asks for is left out, and what it is made of
 * with it. A module that does something when it is loaded is an error: but for the command, the house has none.
 */
function withPureValues(text: string, path: string): string {
  if (path.endsWith('/cli/main.ts')) return text
  const file = parsed(text, path)
  const edits: Edit[] = []
  for (const statement of file.statements) {
    if (ts.isExpressionStatement(statement)) throw new Error(`${path} does something when it is loaded`)
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || isPlain(initializer)) continue
      const [value, start] = [initializer.getText(file), initializer.getStart(file)]
      if (ts.isIdentifier(name)) edits.push({ from: start, to: initializer.end, text: pure(value) })
      else {
        const [only, ...others] = ts.isObjectBindingPattern(name) ? name.elements : []
        if (!only || others.length > 0) continue
        const property = (only.propertyName ?? only.name).getText(file)
        const text = `${only.name.getText(file)} = ${pure(`(${value}).${property}`)}`
        edits.push({ from: name.getStart(file), to: initializer.end, text })
      }
    }
  }
  return edited(text, edits)
}

/** Imports and exports of types alone, marked as such: at run time nothing of them is left, nor is a module loaded for them. */
function withoutTypes(text: string, path: string): string {
  const edits = parsed(text, path).statements.flatMap((statement): readonly Edit[] => {
    const importing = ts.isImportDeclaration(statement)
    if (!importing && !ts.isExportDeclaration(statement)) return []
    const names = importing ? statement.importClause?.namedBindings : statement.exportClause
    if (!names || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return []
    if (importing && statement.importClause?.name) return []
    const typed = names.elements.every(({ isTypeOnly }) => isTypeOnly)
    return typed ? [{ from: statement.getStart(), to: statement.end, text: '' }] : []
  })
  return edited(text, edits)
}

const codesFolder = 'records/codes/'

/** The file in which each list of codes stands, by the name of the list. */
function listPlaces(src: URL): ReadonlyMap<string, string> {
  const path = `${codesFolder}code-lists.ts`
  const file = parsed(readFileSync(new URL(path, src), 'utf8'), path)
  return new Map(
    file.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
      const names = importClause?.namedBindings
      if (!names || !ts.isNamedImports(names) || !ts.isStringLiteral(moduleSpecifier)) return []
      const from = codesFolder + moduleSpecifier.text.replace('./', '')
      return names.elements.map(({ name }) => [name.text, from] as const)
    }),
  )
}

/** `codeLists.situations`, taken from the file of the list: who asks for one list does not carry all seventy. */
function withSingleLists(text: string, path: string, places: ReadonlyMap<string, string>): string {
  const found = /\{([^}]*\bcodeLists\b[^}]*)\} from '([./]+)records\/index\.ts'/.exec(text)
  if (!found) return text
  const [, names = '', up = ''] = found
  const file = parsed(text, path)
  const edits: Edit[] = []
  const asked = new Set<string>()
  const whole: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    if (
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'codeLists'
    ) {
      asked.add(node.name.text)
      edits.push({ from: node.getStart(file), to: node.end, text: `codeListOf_${node.name.text}` })
    } else if (ts.isIdentifier(node) && node.text === 'codeLists') whole.push(node)
    else ts.forEachChild(node, visit)
  }
  visit(file)
  if (whole.length > 0 || asked.size === 0) return text
  const others = names.split(',').filter((name) => name.trim() !== '' && name.trim() !== 'codeLists')
  const imports = [...asked].map((name) => {
    const from = places.get(name)
    if (from === undefined) throw new Error(`${path} asks for a list of codes that is not there`)
    return `import { ${name} as codeListOf_${name} } from '${up}${from}'\n`
  })
  const left = `{${others.join(',')}} from '${up}records/index.ts'`
  return imports.join('') + edited(text, edits).replace(found[0], left)
}

interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly options?: readonly Schema[]
  readonly valueType?: Schema
  readonly element?: Schema
  readonly entries?: Readonly<Record<string, string>>
}
interface Schema {
  readonly _zod: { readonly def: Definition }
}

/**
 * What `shapeOf` reads of a schema, as plain objects, each different one once: constants to put before, and the name of the last. So a file
 * is filled up without the schema, and without zod.
 */
export function plainSchema(schema: unknown): { readonly before: string; readonly name: string } {
  const known = new Map<string, string>()
  const nameOf = ({ _zod: { def } }: Schema): string => {
    const blank = ['notCollected', 'notChecked'].find((key) => def.entries && key in def.entries)
    const fields = Object.entries(def.shape ?? {}).map(([key, inner]) => `${JSON.stringify(key)}: ${nameOf(inner)}`)
    const parts = [
      `type: '${def.type}'`,
      def.shape && `shape: { ${fields.join(', ')} }`,
      def.options && `options: [${def.options.map(nameOf).join(', ')}]`,
      def.valueType && `valueType: ${nameOf(def.valueType)}`,
      def.element && `element: ${nameOf(def.element)}`,
      blank !== undefined && `entries: { ${blank}: '${blank}' }`,
    ]
    const text = `{ _zod: { def: { ${parts.filter((part) => part).join(', ')} } } }`
    const name = known.get(text) ?? `schema${known.size}`
    known.set(text, name)
    return name
  }
  // A boundary: a schema of zod says what it is made of.
  const name = nameOf(schema as Schema)
  return { before: [...known].map(([text, name]) => `const ${name} = ${text}\n`).join(''), name }
}

/** What the build makes of the modules of a source folder whose file of a child has this schema. */
export function asBuilt(src: URL, childFile: unknown): AsBuilt {
  const places = listPlaces(src)
  const { before, name } = plainSchema(childFile)
  const shaped = (text: string, path: string): string => {
    if (!path.endsWith('/records/file/draft.ts')) return text
    if (!text.includes('= shapeOf(ChildFile)')) throw new Error(`${path} fills a file up in another way`)
    return (
      before +
      text
        .replace('= shapeOf(ChildFile)', `= shapeOf(${name})`)
        .replace(/^import \{ ChildFile \}/m, 'import type { ChildFile }')
    )
  }
  return {
    module: (text, path) =>
      withoutTypes(withPureValues(withSingleLists(shaped(text, path), path, places), path), path)
        // One object that holds all of zod with its messages in fifty languages, which no bundler takes apart; of a namespace it takes the names asked for.
        .replace(/^import \{ z \} from 'zod'$/m, "import * as z from 'zod'")
        .replace(/(\bfrom |\bimport\()'(\.[^']*)\.ts'/g, "$1'$2.js'"),
  }
}
