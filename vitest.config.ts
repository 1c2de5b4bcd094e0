import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { doors } from './scripts/doors.ts'
import { mutants } from './test/mutants/patching.ts'

/** Suites that run those of plain stores again over sealed ones put another storage room in the place of the first: each in a world of its own. */
const apart = ['test/storage/sealed-*.test.ts']

export default defineConfig({
  plugins: [mutants()],
  resolve: {
    alias: doors.map(({ specifier, source }) => ({
      find: new RegExp(`^${specifier}$`),
      replacement: fileURLToPath(new URL(source, import.meta.url)),
    })),
  },
  test: {
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          isolate: false,
          typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
        },
      },
      { extends: true, test: { name: 'sealed', include: apart } },
    ],
  },
})
