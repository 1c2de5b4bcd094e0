import ts from 'typescript'

/** Rooms by floor; a file at the top of src is ground. */
export const floors: Readonly<Record<string, number>> = {
  records: 1,
  calendar: 1,
  solver: 1,
  storage: 1,
  privacy: 2,
  cadence: 2,
  screening: 2,
  register: 2,
  risk: 3,
  pairing: 3,
  schedule: 3,
  aid: 3,
  casework: 3,
  programmes: 4,
  report: 5,
  fhir: 5,
  testing: 5,
  cli: 6,
}

/** Files of src by path from src, `risk/assess.ts`. */
export type House = ReadonlyMap<string, string>

export interface Breach {
  readonly law: Law
  readonly file: string
  readonly what: string
}

export type Law =
  | 'floor'
  | 'door'
  | 'circle'
  | 'export-all'
  | 'node'
  | 'database-client'
  | 'clock'
  | 'randomness'
  | 'locale'
  | 'environment'
  | 'log'
  | 'neverthrow'
  | 'date-fns'
  | 'power'
  | 'any'
  | 'default-export'
  | 'todo'
  | 'name'
  | 'size'
  | 'doc'

interface Import {
  readonly from: string
  readonly to: string
}

const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '')
const floorOf = (file: string): number =>
  file === 'index.ts' ? 7 : roomOf(file) === '' ? 0 : (floors[roomOf(file)] ?? -1)

const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)

const resolve = (from: string, specifier: string): string => {
  const path = [...from.split('/').slice(0, -1), ...specifier.split('/')]
  const out: string[] = []
  for (const part of path) {
    if (part === '..') out.pop()
    else if (part !== '.') out.push(part)
  }
  return out.join('/')
}

function specifiersOf(source: ts.SourceFile): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      found.push(node.moduleSpecifier.text)
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteral(node.arguments[0])
    )
      found.push(node.arguments[0].text)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      found.push(node.argument.literal.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Every breach of the floor laws and habits in the house. */
export function breaches(house: House): readonly Breach[] {
  const sources = new Map([...house].map(([file, text]) => [file, parse(file, text)]))
  const imports: Import[] = [...sources].flatMap(([from, source]) =>
    specifiersOf(source)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => ({ from, to: resolve(from, specifier) })),
  )
  return [
    ...imports.flatMap(importBreaches),
    ...circles(imports),
    ...[...sources].flatMap(([file, source]) => [
      ...packageBreaches(file, source),
      ...textBreaches(file, source),
      ...nameBreaches(file, source),
    ]),
    ...folderBreaches([...house.keys()]),
    ...docBreaches(sources),
  ]
}

function importBreaches({ from, to }: Import): readonly Breach[] {
  const [here, there] = [roomOf(from), roomOf(to)]
  if (from === 'index.ts' || here === there)
    return from === 'index.ts' && there !== '' && !to.endsWith('/index.ts') ? [breach('door', from, to)] : []
  return [
    ...(floorOf(to) >= floorOf(from) ? [breach('floor', from, `imports ${to}`)] : []),
    ...(there !== '' && to !== `${there}/index.ts` ? [breach('door', from, `enters by ${to}`)] : []),
  ]
}

const breach = (law: Law, file: string, what: string): Breach => ({ law, file, what })

/** Files that import each other in a circle, types included. */
function circles(imports: readonly Import[]): readonly Breach[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to])
  const state = new Map<string, 'open' | 'done'>()
  const found: Breach[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push(breach('circle', file, [...path.slice(path.indexOf(file)), file].join(' -> ')))
      return
    }
    state.set(file, 'open')
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    state.set(file, 'done')
  }
  for (const file of next.keys()) visit(file, [])
  return found
}

const nodeAllowed = (file: string): boolean =>
  ['storage/journal.ts', 'storage/sqlite.ts', 'storage/file-keys.ts', 'storage/node.ts'].includes(file) ||
  file.startsWith('cli/')

function packageBreaches(file: string, source: ts.SourceFile): readonly Breach[] {
  return specifiersOf(source).flatMap((specifier) => [
    ...(specifier.startsWith('node:') && !nodeAllowed(file) ? [breach('node', file, specifier)] : []),
    ...(/^(pg|postgres|better-sqlite3|mysql2?|idb|mongodb)(\/|$)/.test(specifier)
      ? [breach('database-client', file, specifier)]
      : []),
    ...(specifier === 'neverthrow' && file !== 'problem.ts' ? [breach('neverthrow', file, specifier)] : []),
    ...(specifier.startsWith('date-fns') && file !== 'date.ts' ? [breach('date-fns', file, specifier)] : []),
  ])
}

/** Above this floor a program may know the hour. */
const pure = (file: string): boolean => floorOf(file) <= 5 && file !== 'index.ts'

const forbidden: readonly (readonly [Law, (node: ts.Node, text: string) => boolean, (file: string) => boolean])[] = [
  ['clock', (node, text) => ts.isNewExpression(node) && text === 'new Date()', pure],
  ['clock', (node, text) => ts.isPropertyAccessExpression(node) && /^Date\.now$/.test(text), pure],
  [
    'clock',
    (node, text) => ts.isPropertyAccessExpression(node) && /^performance\.now$/.test(text),
    (file) => pure(file) && file !== 'solver/budget.ts',
  ],
  ['clock', (node, text) => ts.isCallExpression(node) && /^Date\(\)/.test(text), pure],
  [
    'randomness',
    (node, text) =>
      ts.isPropertyAccessExpression(node) && /(^Math\.random|getRandomValues|randomUUID|randomBytes)$/.test(text),
    (file) => pure(file) && file !== 'storage/random.ts',
  ],
  [
    'locale',
    (node, text) => ts.isPropertyAccessExpression(node) && /(^Intl\.|\.localeCompare$|\.toLocale\w*$)/.test(text),
    pure,
  ],
  [
    'environment',
    (node, text) => ts.isPropertyAccessExpression(node) && /^process\.(env|argv|cwd|platform)$/.test(text),
    (file) => pure(file) && !nodeAllowed(file),
  ],
  ['log', (node, text) => ts.isPropertyAccessExpression(node) && /^console\.\w+$/.test(text), pure],
  [
    'power',
    (node) => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken,
    (file) => roomOf(file) === 'solver',
  ],
  [
    'power',
    (node, text) => ts.isPropertyAccessExpression(node) && /^(Math\.pow|Number\.EPSILON)$/.test(text),
    (file) => roomOf(file) === 'solver',
  ],
  ['any', (node) => node.kind === ts.SyntaxKind.AnyKeyword, () => true],
  ['export-all', (node) => ts.isExportDeclaration(node) && node.exportClause === undefined, () => true],
  [
    'default-export',
    (node) =>
      ts.isExportAssignment(node) ||
      (ts.canHaveModifiers(node) &&
        (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
    () => true,
  ],
]

function textBreaches(file: string, source: ts.SourceFile): readonly Breach[] {
  const found: Breach[] = []
  const visit = (node: ts.Node): void => {
    const text = node.getText(source)
    for (const [law, matches, applies] of forbidden)
      if (applies(file) && matches(node, text)) found.push(breach(law, file, text.slice(0, 60)))
    ts.forEachChild(node, visit)
  }
  visit(source)
  if (/\b(TODO|FIXME|XXX)\b/.test(source.text)) found.push(breach('todo', file, 'a note of work left'))
  return found
}

const badName = /(^|-)(util|utils|helper|helpers|manager|service|misc|common)(-|\.|$)/
const kernel = (file: string): boolean => roomOf(file) === 'solver'
const dataOnly = (source: ts.SourceFile): boolean =>
  source.statements.every(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isVariableStatement(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement),
  )

function nameBreaches(file: string, source: ts.SourceFile): readonly Breach[] {
  const base = file.split('/').at(-1) ?? ''
  const lines = source.text.split('\n').length
  return [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(base) && !badName.test(base) ? [] : [breach('name', file, 'file name')]),
    ...(floorOf(file) < 0 ? [breach('name', file, 'a room that is not in the plan')] : []),
    ...(lines > (kernel(file) ? 450 : 320) && !(dataOnly(source) && lines <= 1200) && !file.includes('/generated/')
      ? [breach('size', file, `${lines} lines`)]
      : []),
  ]
}

function folderBreaches(files: readonly string[]): readonly Breach[] {
  const count = new Map<string, number>()
  for (const file of files.filter((path) => path.includes('/'))) {
    const folder = file.slice(0, file.lastIndexOf('/'))
    count.set(folder, (count.get(folder) ?? 0) + 1)
  }
  return [...count].filter(([, n]) => n > 12).map(([folder, n]) => breach('size', folder, `${n} files`))
}

/** Every exported declaration that leaves a room by its index has a doc comment. */
function docBreaches(sources: ReadonlyMap<string, ts.SourceFile>): readonly Breach[] {
  const out: Breach[] = []
  for (const [file, source] of sources) {
    if (!/(^|\/)index\.ts$/.test(file)) continue
    for (const statement of source.statements) {
      if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause))
        continue
      const target =
        statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
          ? sources.get(resolve(file, statement.moduleSpecifier.text))
          : undefined
      if (!target || /(^|\/)index\.ts$/.test(target.fileName)) continue
      for (const { name, propertyName } of statement.exportClause.elements)
        if (!documented(target, (propertyName ?? name).text))
          out.push(breach('doc', target.fileName, (propertyName ?? name).text))
    }
  }
  return out
}

function documented(source: ts.SourceFile, name: string): boolean {
  const declarations = source.statements.filter((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.some((d) => d.name.getText(source) === name)
    if (
      ts.isFunctionDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement)
    )
      return statement.name?.text === name
    return false
  })
  return declarations.length === 0 || declarations.some((statement) => ts.getJSDocCommentsAndTags(statement).length > 0)
}
