export interface MutatedRoom {
  /** What is mutated. */
  readonly sources: readonly string[]
  /** What has to find it. */
  readonly suites: readonly string[]
  /** Suites of the room that say nothing of its source: those that break it themselves, and those that need a server. */
  readonly without: readonly string[]
  /** Share of mutants that has to be found, in per cent. */
  readonly bar: number
}

const mutantSuites = '**/*mutants.test.ts'
const room = (name: string, bar: number): MutatedRoom => ({
  sources: [`src/${name}/**/*.ts`, '!src/**/generated/**'],
  suites: [`test/${name}/**/*.test.ts`],
  without: [mutantSuites],
  bar,
})

/** The rooms that `npm run mutants -- <room>` takes. */
export const rooms: Readonly<Record<string, MutatedRoom>> = {
  records: { ...room('records', 85), suites: ['test/records/**/*.test.ts', 'test/records-reading/**/*.test.ts'] },
  register: room('register', 85),
  risk: room('risk', 85),
  pairing: room('pairing', 85),
  calendar: room('calendar', 85),
  aid: room('aid', 85),
  privacy: room('privacy', 90),
  casework: room('casework', 90),
  'storage/sealed': { ...room('storage/sealed', 90), suites: ['test/storage/sealed*.test.ts'] },
  screening: room('screening', 90),
}
