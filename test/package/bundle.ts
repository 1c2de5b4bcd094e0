import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'esbuild'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface PackageJson {
  readonly files: readonly string[]
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
}

export const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as PackageJson

/** Packages that a caller installs only where he needs them. */
export const optional: readonly string[] = Object.entries(manifest.peerDependenciesMeta)
  .filter(([, { optional }]) => optional)
  .map(([name]) => name)
  .sort((a, b) => (a < b ? -1 : 1))

/** Node's own modules stay outside, and are left out where nothing of them is used. */
const outside: Plugin = {
  name: 'outside',
  setup(building) {
    building.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }))
  },
}

export interface Bundle {
  readonly text: string
  /** Kilobytes of 1,000 bytes that a browser fetches, compressed. */
  readonly kilobytes: number
  /** Built modules of which something is left in it, without `dist/` and `.js`; `zod` and other packages by name. */
  readonly modules: readonly string[]
}

const named = (file: string): string =>
  /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.replace(/^dist\//, '').replace(/\.js$/, '')

/** What a bundler makes of a module for the browser: by the doors of the package as it is built, minified, with all that it needs. */
export async function bundle(contents: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    external: [...optional],
    // By the doors, not by the paths that the repository's own TypeScript knows.
    tsconfigRaw: '{}',
    write: false,
    metafile: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [outside],
  })
  const text = outputFiles[0]?.text ?? ''
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file, { bytesInOutput }]) => file !== '<stdin>' && bytesInOutput > 0)
    .map(([file]) => named(file))
  return { text, kilobytes: gzipSync(text, { level: 9 }).length / 1000, modules: [...new Set(modules)] }
}
