import { readFileSync } from 'node:fs'

interface Exports {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
}

const packageJson = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Exports

/** The doors of the package: import specifier and source file, `childfile/risk` and `src/risk/index.ts`. */
export const doors: readonly { readonly specifier: string; readonly built: string; readonly source: string }[] =
  Object.entries(packageJson.exports).flatMap(([door, target]) => {
    if (typeof target === 'string') return []
    const built = target.default.replace('./dist/', '').replace(/\.js$/, '')
    return [{ specifier: door.replace(/^\./, 'childfile'), built, source: `src/${built}.ts` }]
  })
