import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { doors } from './scripts/doors.ts'

/** The suites of one room in one process, over the room and over every mutant of it: `npm run mutants -- <room>`. */
export default defineConfig({
  resolve: {
    alias: doors.map(({ specifier, source }) => ({
      find: new RegExp(`^${specifier}$`),
      replacement: fileURLToPath(new URL(source, import.meta.url)),
    })),
  },
  test: {
    include: ['test/mutants/every-mutant.ts'],
    runner: './test/mutants/keeping-runner.ts',
    setupFiles: ['./test/mutants/seed.ts'],
    pool: 'forks',
    testTimeout: 3_600_000,
    isolate: false,
    maxWorkers: 1,
  },
})
