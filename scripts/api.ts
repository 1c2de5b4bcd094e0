import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { doors } from './doors.ts'

/** The public names of one door, each with its declaration; last the types that stand behind them and have no door of their own. */
export interface DoorApi {
  readonly specifier: string
  /** In Markdown, as it is kept in `test/api`. */
  readonly text: string
}

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)

/** Longer types, such as those of the code lists and of whole records, are told by their beginning and a digest of the rest. */
const longest = 2000

const shortened = (text: string): string =>
  text.length <= longest
    ? text
    : `${text.slice(0, text.lastIndexOf('\n', longest / 2))}\n  ... ${text.length} characters in all, sha256 ${createHash('sha256').update(text).digest('hex')}`

const byText = (a: string, b: string): number => (a < b ? -1 : 1)
const literalMember = /^\s*(?:readonly )?(?:[\w$]+|"[^"]*"|'[^']*'): "[^"]*";$/

/** Codes in the order of the alphabet: the compiler lists the words of a union as it happens to meet them. */
function inOrder(text: string): string {
  const unions = text.replaceAll(/"[^"\n]*"(?: \| "[^"\n]*")+/g, (words) => words.split(' | ').sort(byText).join(' | '))
  const lines: string[] = []
  let members: string[] = []
  for (const line of unions.split('\n')) {
    if (literalMember.test(line)) members.push(line)
    else {
      lines.push(...members.sort(byText), line)
      members = []
    }
  }
  return [...lines, ...members.sort(byText)].join('\n')
}

/** A declaration without comments, and without the numbers that the build gives to namesakes. */
function printed(declaration: ts.Declaration): string {
  const list = ts.isVariableDeclaration(declaration) ? declaration.parent : undefined
  const node = list && ts.isVariableDeclarationList(list) ? list.parent : declaration
  const text = printer
    .printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile())
    .replace(/^(?:export )?(?:declare )?/, '')
    .replaceAll(/\b(\w+)\$\d+\b/g, '$1')
    .replaceAll(/^ +/gm, (spaces) => ' '.repeat(spaces.length / 2))
  return shortened(inOrder(text))
}

/** What every door lets out, read from the types as they are built. Needs a fresh build. */
export function api(): readonly DoorApi[] {
  const program = ts.createProgram({
    rootNames: doors.map(({ built }) => `${dist}${built}.d.ts`),
    options: {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      skipLibCheck: true,
      noLib: true,
      types: [],
    },
  })
  const checker = program.getTypeChecker()
  const own = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const exportsOf = (built: string): readonly ts.Symbol[] => {
    const file = program.getSourceFile(`${dist}${built}.d.ts`)
    const symbol = file && checker.getSymbolAtLocation(file)
    if (!symbol) throw new Error(`${built}.d.ts is not built`)
    return checker.getExportsOfModule(symbol).toSorted(byName)
  }
  const told = doors.map(({ specifier, built }) => ({ specifier, names: exportsOf(built) }))
  const withDoor = new Set(told.flatMap(({ names }) => names.map(own)))

  /** Types of the package without a door that a declaration speaks of, and those that they speak of. */
  const behind = (declarations: readonly ts.Declaration[], seen: Set<ts.Symbol>): void => {
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        const found = checker.getSymbolAtLocation(node)
        const symbol = found && own(found)
        const made = symbol?.declarations ?? []
        const ours = made.some(
          (one) => one.getSourceFile().fileName.startsWith(dist) && one.parent.kind === ts.SyntaxKind.SourceFile,
        )
        if (symbol && ours && !withDoor.has(symbol) && !seen.has(symbol)) {
          seen.add(symbol)
          behind(made, seen)
        }
      }
      ts.forEachChild(node, visit)
    }
    declarations.forEach(visit)
  }
  const block = (name: string, declarations: readonly ts.Declaration[]): string =>
    `### ${name}\n\n\`\`\`ts\n${[...new Set(declarations.map(printed))].join('\n')}\n\`\`\`\n`

  return told.map(({ specifier, names }) => {
    const seen = new Set<ts.Symbol>()
    const blocks = names.map((symbol) => {
      const declarations = own(symbol).declarations ?? []
      behind(declarations, seen)
      return block(symbol.name, declarations)
    })
    const hidden = [...seen]
      .map((symbol) => ({ name: symbol.name.replace(/\$\d+$/, ''), declarations: symbol.declarations ?? [] }))
      .map(({ name, declarations }) => ({ name, text: block(name, declarations) }))
      .sort((a, b) => (a.text < b.text ? -1 : 1))
    const rest = hidden.length === 0 ? [] : ['## Behind them\n', ...hidden.map(({ text }) => text)]
    return { specifier, text: [`# ${specifier}\n`, ...blocks, ...rest].join('\n') }
  })
}

/** The file in which the names of a door are kept, in `test/api`. */
export const apiFile = (specifier: string): string => `${specifier.replace('childfile/', '').replaceAll('/', '-')}.md`
