import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ratiosOf, ratioTable } from '../../scripts/bench-report.ts'

const read = (bench: string, text: string) =>
  ratiosOf(bench, text)?.map(({ what, peer, times }) => [what, peer, Number(times.toFixed(2))])

describe('ratiosOf', () => {
  it('reads rates beside the first one named', () => {
    expect(
      read('storage', 'append 600       raw 900/s   memory 1800/s (2.00x)   chained 700/s (0.78x)\n3 rounds; node v24'),
    ).toEqual([
      ['append 600: memory', 'raw', 2],
      ['append 600: chained', 'raw', 0.78],
    ])
    expect(read('sealed', 'put 1 kB         raw AES 900/s   sealed 810/s (0.90x, bar kept)')).toEqual([
      ['put 1 kB: sealed', 'raw AES', 0.9],
    ])
  })
  it('turns time beside a peer into times as fast', () => {
    expect(read('aid', '| loop by hand, in order | 100 | 1.00 |\n| aidLedger, in order | 133 | 1.33 |')).toEqual([
      ['aidLedger, in order', 'a loop by hand', 0.75],
    ])
    expect(
      read('register', '100,000 rows of CSV     peer    900 ms   childfile   1800 ms   ratio 2.00 (bar 3)'),
    ).toEqual([['100,000 rows of CSV', 'csv-parse, splitting alone', 0.5]])
  })
  it('reads what the console prints as a table', () => {
    const table =
      "│ 0       │ 'zod alone'              │ '60.11'     │ '1.00'           │\n│ 2       │ 'parseFile'              │ '8.68'      │ '6.92'           │"
    expect(read('parse-file', table)).toEqual([['parseFile', 'zod', 6.92]])
    const rules =
      "│ 0 │ 'ten rules by hand, with reasons' │ '2.00' │ '1.00' │ '' │\n│ 3 │ 'ten rules, assess, all reasons' │ '8.00' │ '4.00' │ '1.30' │"
    expect(read('risk', rules)).toEqual([['ten rules, assess, all reasons', 'ten rules by hand', 0.25]])
  })
  it('reads the peers of assignment, whichever were there', () => {
    const lines =
      'one to one, every pair            size    first ms     best ms          JV   Hungarian     munkres\nuniform                            200        3.10        2.05        1.2x        4.0x        0.5x\nlow range                         4000         310         205        1.1x                    8.6x'
    expect(read('assignment', lines)).toEqual([
      ['uniform, 200 x 200', 'Jonker-Volgenant', 1.2],
      ['uniform, 200 x 200', 'Hungarian', 4],
      ['uniform, 200 x 200', 'munkres', 0.5],
      ['low range, 4000 x 4000', 'Jonker-Volgenant', 1.1],
      ['low range, 4000 x 4000', 'munkres', 8.6],
    ])
  })
  it('tells a bench with a peer that says nothing from one without a peer', () => {
    expect(ratiosOf('aid', 'nothing')).toBe(undefined)
    expect(ratiosOf('cadence', 'nothing')).toEqual([])
  })
  it('knows only benches that are there', () => {
    const benches = readdirSync(new URL('../../bench/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''))
    for (const bench of ['storage', 'journal', 'sealed', 'postgres', 'register', 'aid', 'screening', 'parse-file'])
      expect(benches).toContain(bench)
  })
})

describe('ratioTable', () => {
  it('shows two digits where they say something', () => {
    const row = { bench: 'aid', what: 'books', peer: 'a loop' }
    expect(
      ratioTable([{ ...row, times: 0.5 }])
        .split('\n')
        .at(-1),
    ).toBe('| aid | books | a loop | 0.50 |')
    expect(
      ratioTable([{ ...row, times: 41.2 }])
        .split('\n')
        .at(-1),
    ).toBe('| aid | books | a loop | 41 |')
  })
})
