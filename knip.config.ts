import type { KnipConfig } from 'knip'

/** What nobody uses: files, dependencies and exported names that no door, test, example, bench or proof reaches. */
const config: KnipConfig = {
  entry: [
    'examples/*.ts',
    'examples/**/{run,worker,coordinator,main}.ts',
    'bench/*.ts',
    'bench/peers/run.ts',
    'scripts/*.ts',
    // Programs that proofs and tests start as processes of their own.
    'prove/disk/{counter,writer}.ts',
    'test/storage/*-writer.ts',
    'test/**/*.test.ts',
    'test/**/*.test-d.ts',
    // Named in the configuration of `npm run mutants`.
    'test/mutants/{keeping-runner,seed}.ts',
  ],
  project: ['{src,test,examples,bench,prove,scripts}/**/*.ts'],
  // Found by name when they are there: the file that a page is given, the peer that a bench may do without.
  ignoreDependencies: ['axe-core', 'munkres'],
  // Tools of the system, which the proofs look for themselves.
  ignoreBinaries: ['cc', /^g\+\+$/, 'mount', 'umount'],
  ignoreExportsUsedInFile: true,
}

export default config
