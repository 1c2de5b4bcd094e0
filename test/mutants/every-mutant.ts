import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { kept, type KeptTest, mutation } from './mutation.ts'

/** One line of the protocol: a mutant is begun with a test, was found by it, or a test cannot be run twice. */
export interface ProtocolLine {
  readonly begun?: string
  readonly killed?: string
  readonly unfit?: true
  readonly test: string
}

const setting = (name: string): string => process.env[name] ?? ''
const protocol = setting('MUTANTS_PROTOCOL')
const note = (line: ProtocolLine): void => appendFileSync(protocol, `${JSON.stringify(line)}\n`)
const until = Number(setting('MUTANTS_UNTIL')) || Infinity

for (const suite of JSON.parse(setting('MUTATED_SUITES')) as readonly string[]) await import(/* @vite-ignore */ suite)

const passes = async ({ run }: KeptTest): Promise<boolean> =>
  run().then(
    () => true,
    () => false,
  )

/** What earlier runs of the same protocol have settled: `hung` was begun and never came to an end. */
function settled(): { readonly killed: Set<string>; readonly begun: Set<string> } {
  const lines = readFileSync(protocol, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ProtocolLine]))
  return {
    killed: new Set(lines.flatMap(({ killed }) => killed ?? [])),
    begun: new Set(lines.flatMap(({ begun, test }) => (begun === undefined ? [] : [`${begun} ${test}`]))),
  }
}

describe('every mutant', () => {
  it('is asked of every test that meets it, the quick ones first', async () => {
    const coverage = mutation.mutantCoverage ?? { static: {}, perTest: {} }
    const tests = kept.map(({ name, milliseconds }) => ({ name, milliseconds }))
    writeFileSync(setting('MUTANTS_COVERAGE'), JSON.stringify({ tests, coverage }))
    const { killed, begun } = settled()
    for (const hung of setting('MUTANTS_HUNG').split(',')) killed.add(hung)
    for (const test of [...kept].sort((a, b) => a.milliseconds - b.milliseconds)) {
      const met = Object.entries(coverage.perTest[test.name] ?? {}).filter(
        ([id]) => !killed.has(id) && !begun.has(`${id} ${test.name}`) && !(id in coverage.static),
      )
      if (met.length === 0 || Date.now() > until) continue
      if (!(await passes(test))) {
        note({ unfit: true, test: test.name })
        continue
      }
      for (const [id, times] of met) {
        if (Date.now() > until) break
        note({ begun: id, test: test.name })
        Object.assign(mutation, { activeMutant: id, hitCount: 0, hitLimit: times * 100 + 1000 })
        const found = !(await passes(test))
        Object.assign(mutation, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
        if (!found) continue
        killed.add(id)
        note({ killed: id, test: test.name })
      }
      if (!(await passes(test))) note({ unfit: true, test: test.name })
    }
    expect(kept.length).toBeGreaterThan(0)
  })
})
