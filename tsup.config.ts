import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { defineConfig } from 'tsup'
import { asBuilt } from './scripts/as-built.ts'
import { doors } from './scripts/doors.ts'
import { ChildFile } from './src/index.ts'

interface Build {
  readonly onLoad: (
    where: { readonly filter: RegExp },
    load: (file: { readonly path: string }) => Promise<{ readonly contents: string; readonly loader: 'ts' }>,
  ) => void
}

const { module } = asBuilt(new URL('src/', pathToFileURL(`${process.cwd()}/`)), ChildFile)

const plugin = {
  name: 'as-built',
  setup: ({ onLoad }: Build) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { contents: module(text, path.replaceAll('\\', '/')), loader: 'ts' }
    }),
}

/** Every module stays a file of its own: what a caller does not use, his bundler leaves out. The command enters by the doors, as others do. */
export default defineConfig({
  entry: ['src/**/*.ts'],
  bundle: false,
  format: ['esm'],
  target: 'node22.13',
  platform: 'node',
  dts: { entry: Object.fromEntries(doors.map(({ built, source }) => [built, source])) },
  sourcemap: false,
  clean: true,
  tsconfig: 'tsconfig.build.json',
  removeNodeProtocol: false,
  esbuildOptions: (options) => {
    options.charset = 'utf8'
  },
  esbuildPlugins: [plugin],
})
