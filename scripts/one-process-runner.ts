import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ProtocolLine } from '../test/mutants/every-mutant.ts'
import type { Met } from '../test/mutants/mutation.ts'
import { rooms } from './mutated-rooms.ts'

interface Coverage {
  readonly tests: readonly { readonly name: string; readonly milliseconds: number }[]
  readonly coverage: { readonly static: Met; readonly perTest: Readonly<Record<string, Met>> }
}

/** Milliseconds in which a mutant has to come to an end with one test, and in which the suites do before the first mutant. */
const patience = 60_000
const firstPatience = 1_200_000
const place = process.env['MUTANTS_PLACE'] ?? ''
const protocol = `${place}/protocol.ndjson`
const covered = `${place}/coverage.json`

const lines = (): readonly ProtocolLine[] =>
  readFileSync(protocol, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ProtocolLine]))

/** Kills a run that has written nothing for too long; answers whether it did. */
const watched = (run: ChildProcess): Promise<boolean> =>
  new Promise((done) => {
    let hung = false
    const before = statSync(protocol).size
    const watch = setInterval(() => {
      const { size, mtimeMs } = statSync(protocol)
      if (run.pid === undefined || Date.now() - mtimeMs < (size === before ? firstPatience : patience)) return
      hung = true
      process.kill(-run.pid, 'SIGKILL')
    }, 1000)
    run.on('exit', () => {
      clearInterval(watch)
      done(hung)
    })
  })

/**
 * A test runner of Stryker that starts one process for all mutants in place of one for each: while Stryker makes its dry run the suites run
 * once over the source and then, test by test, over every mutant that the test meets; what Stryker asks afterwards has been found already.
 */
class OneProcessRunner {
  private readonly killed = new Map<string, string>()
  private readonly hung = new Set<string>()
  private tests = 0

  capabilities() {
    return { reloadEnvironment: true }
  }

  async dryRun() {
    mkdirSync(place, { recursive: true })
    writeFileSync(protocol, '')
    const room = rooms[process.env['MUTATED_ROOM'] ?? '']
    const suites = globSync([...(room?.suites ?? [])], { exclude: [...(room?.without ?? [])] })
    for (let again = true; again; ) {
      writeFileSync(protocol, readFileSync(protocol))
      const run = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '-c', 'vitest.mutants.config.ts'], {
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          MUTATED_SUITES: JSON.stringify(suites.map((suite) => resolve(suite)).sort((a, b) => (a < b ? -1 : 1))),
          MUTANTS_PROTOCOL: protocol,
          MUTANTS_COVERAGE: covered,
          MUTANTS_HUNG: [...this.hung].join(','),
        },
      })
      again = await watched(run)
      const last = lines().at(-1)?.begun
      if (again && last === undefined) return { status: 'error', errorMessage: 'the suites do not come to an end' }
      if (again && last !== undefined) this.hung.add(last)
    }
    for (const { killed, test } of lines()) if (killed !== undefined) this.killed.set(killed, test)
    const { tests, coverage } = JSON.parse(readFileSync(covered, 'utf8')) as Coverage
    this.tests = tests.length
    const unfit = new Set(lines().flatMap(({ unfit, test }) => (unfit ? [test] : [])))
    console.error(`tests that cannot be run twice: ${[...unfit].join(' | ') || 'none'}`)
    return {
      status: 'complete',
      mutantCoverage: coverage,
      tests: tests.map(({ name, milliseconds }) => ({ id: name, name, status: 0, timeSpentMs: milliseconds })),
    }
  }

  mutantRun({ activeMutant: { id } }: { readonly activeMutant: { readonly id: string } }) {
    const killedBy = this.killed.get(id)
    if (this.hung.has(id)) return Promise.resolve({ status: 'timeout' })
    return Promise.resolve(
      killedBy === undefined
        ? { status: 'survived', nrOfTests: this.tests }
        : { status: 'killed', killedBy: [killedBy], failureMessage: '', nrOfTests: 1 },
    )
  }
}

/** How Stryker finds the runner. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'one-process', injectableClass: OneProcessRunner }]
