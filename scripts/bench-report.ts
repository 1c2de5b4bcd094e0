/** How many times as fast as a peer something was, in one run on one machine: 2 is half the time, 0.5 twice the time. */
export interface Ratio {
  readonly bench: string
  readonly what: string
  readonly peer: string
  readonly times: number
}

type Read = readonly [what: string, peer: string, times: number]

const rowsOf = (text: string, pattern: RegExp): readonly (readonly string[])[] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.map((group: string | undefined) => (group ?? '').trim()))

/** Lines such as `append 600   raw 900/s   journal 700/s (0.78x)`: rates beside the first one named. */
const rates = (text: string): readonly Read[] =>
  text.split('\n').flatMap((line) => {
    const peer = / {2,}(\S[^/]*?) \d+\/s(?: {2,}|$)/.exec(` ${line}`)?.[1] ?? 'raw'
    const name = line.split(/ {2,}/)[0]?.replace(/ raw \d.*$/, '') ?? ''
    return rowsOf(line, /(\S[^()]*?) \d+\/s \((\d+\.\d+)x/g).map(
      ([own = '', times]) => [`${name}: ${own.replace(/^.* {2,}/, '')}`, peer, Number(times)] as const,
    )
  })

/** Rows of a table in Markdown whose last cell is time beside a peer. */
const cells = (peer: string, text: string): readonly Read[] =>
  rowsOf(text, /^\| ([^|]+) \|.* \| (\d+\.\d+) \|$/gm)
    .filter(([what]) => what?.includes('by hand') === false)
    .map(([what = '', time]) => [what, peer, 1 / Number(time)] as const)

/** Rows of a table as the console prints it: a quoted first cell, and the number in a column, counted from the first number. */
const printed = (text: string, column: number): readonly (readonly [string, number])[] =>
  rowsOf(text, /^│ *\d+ *│ *'([^']+)' *│(.*)│$/gm).map(([what = '', rest = '']) => [
    what,
    Number((rest.split('│')[column] ?? '').replaceAll(/[' ]/g, '')),
  ])

/** How the ratios of a bench are read from what it prints. A bench that is not named here has no peer. */
const readers: Readonly<Record<string, (text: string) => readonly Read[]>> = {
  storage: rates,
  journal: rates,
  sealed: rates,
  postgres: rates,
  register: (text) =>
    rowsOf(text, /^(.+?) +peer .* ratio (\d+\.\d+)/gm).map(([what = '', time]) => [
      what,
      what.includes('CSV') ? 'csv-parse, splitting alone' : 'hucre, reading alone',
      1 / Number(time),
    ]),
  aid: (text) => cells('a loop by hand', text),
  screening: (text) => cells('by hand', text),
  'parse-file': (text) =>
    printed(text, 1)
      .filter(([what]) => what.startsWith('parse'))
      .map(([what, times]) => [what, 'zod', times]),
  risk: (text) =>
    printed(text, 1)
      .filter(([what]) => what.startsWith('ten rules,') && !what.includes('no reasons'))
      .map(([what, time]) => [what, 'ten rules by hand', 1 / time]),
  enrolment: (text) =>
    rowsOf(text, /^(\d.*?): ours .*?\((\d+\.\d+) x\)/gm).map(([what = '', times]) => [what, 'HiGHS', Number(times)]),
  assignment: (text) =>
    rowsOf(
      text,
      /^([a-z][a-z ,]*?) +(\d+) +[\d.]+ +[\d.]+ +(\d+\.\d+)x(?: +(\d+\.\d+)x)??(?: +(\d+\.\d+)x)?$/gm,
    ).flatMap(([family = '', size = '', jv = '', hungarian = '', munkres = '']) =>
      (
        [
          ['Jonker-Volgenant', jv],
          ['Hungarian', hungarian],
          ['munkres', munkres],
        ] as const
      )
        .filter(([, times]) => times !== '')
        .map(([peer, times]) => [`${family}, ${size} x ${size}`, peer, Number(times)] as const),
    ),
}

/** What a bench printed, as ratios. Undefined if it has a peer and none can be read. */
export function ratiosOf(bench: string, text: string): readonly Ratio[] | undefined {
  const read = readers[bench]
  if (!read) return []
  const found = read(text).filter(([, , times]) => Number.isFinite(times) && times > 0)
  return found.length === 0 ? undefined : found.map(([what, peer, times]) => ({ bench, what, peer, times }))
}

/** Ratios as rows: what, the peer, how many times as fast. */
export function ratioTable(ratios: readonly Ratio[]): string {
  const rows = ratios.map(
    ({ bench, what, peer, times }) => `| ${bench} | ${what} | ${peer} | ${times.toFixed(times < 10 ? 2 : 0)} |`,
  )
  return ['| bench | what | peer | times as fast |', '|--|--|--|--|', ...rows].join('\n')
}
