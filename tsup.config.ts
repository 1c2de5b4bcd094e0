import { defineConfig } from 'tsup'
import { doors } from './scripts/doors.ts'

export default defineConfig({
  entry: { ...Object.fromEntries(doors.map(({ built, source }) => [built, source])), 'cli/main': 'src/cli/main.ts' },
  // The command enters the library by its doors, as others do.
  external: [/^childfile(?:\/|$)/],
  format: ['esm'],
  target: 'node22.13',
  platform: 'node',
  dts: true,
  sourcemap: true,
  clean: true,
  splitting: true,
  treeshake: true,
  tsconfig: 'tsconfig.build.json',
  removeNodeProtocol: false,
})
