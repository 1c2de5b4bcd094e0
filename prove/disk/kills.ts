import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rolling } from '../../test/storage/journal-scene.ts'
import type { Answer, Proof } from '../proof.ts'
import { partitionOf } from './acts.ts'
import { launched, within } from './shim/shim.ts'
import { faultsLeft, openStore, toldBy } from './store.ts'
import { history } from '../../src/testing/driver-contract/scene.ts'

const endless = 1_000_000

/** Two writers of one SQLite store are killed again and again, each at a moment of its own. */
const kills = (seed: number, rounds: number, isHasty: boolean): Promise<Answer> =>
  within(async (folder) => {
    const roll = rolling(seed)
    const store = join(folder, 'store')
    mkdirSync(store)
    const lines: string[] = []
    const faults = new Set<string>()
    let [killed, unanswered] = [0, 0]
    const names = ['a', 'b']
    const next = new Map(names.map((writer) => [writer, 0]))
    for (let round = 0; round < rounds && faults.size === 0; round++) {
      const ended = await Promise.all(
        names.map((writer) => {
          const milliseconds = roll(200)
          const asked = { engine: 'sqlite', folder: store, writer, from: next.get(writer) ?? 0, to: endless, isHasty }
          return launched('writer.ts', asked, {
            atFirstLine: (child) => setTimeout(() => child.kill('SIGKILL'), milliseconds),
          })
        }),
      )
      for (const { lines: said, wrong, code } of ended) {
        if (wrong !== '' || code !== null)
          throw new Error(`a writer ended by itself: ${said.at(-1) ?? ''} ${wrong.slice(0, 300)}`)
        killed++
        lines.push(...said)
      }
      for (const fault of await faultsLeft('sqlite', store, toldBy(lines))) faults.add(fault)
      unanswered += await goOn(store, lines, next)
    }
    const { acknowledged } = toldBy(lines)
    return {
      held: faults.size === 0 && acknowledged.size > rounds,
      says: [
        `seed ${seed}, ${killed} kills, ${acknowledged.size} acts acknowledged, ${unanswered} written without an answer`,
        ...faults,
      ].join(', '),
    }
  })

/** Where each writer goes on: after its last act that is written. Says how many were written that nobody was told of. */
async function goOn(store: string, lines: readonly string[], next: Map<string, number>): Promise<number> {
  const { acknowledged } = toldBy(lines)
  const driver = await openStore('sqlite', store)
  let unanswered = 0
  for (const [writer, from] of next)
    for (let n = from; ; n++) {
      const act = { writer, n }
      const ids = [`c-${writer}-${n}`, `e-${writer}-${n}`]
      const found = await Promise.all(
        ids.map((commit) => driver.log({ partition: partitionOf(act), after: 0, limit: 1, commit })),
      )
      next.set(writer, n)
      if (found.flat().length === 0) break
      if (!ids.some((id) => acknowledged.has(id))) unanswered++
    }
  await driver.close()
  return unanswered
}

/** Two processes raise one counter, each as often. */
const counted = (times: number): Promise<Answer> =>
  within(async (folder) => {
    const asked = { folder, times }
    const ended = await Promise.all(
      ['a', 'b'].map((writer) => launched('counter.ts', { ...asked, writer }, { milliseconds: 300_000 })),
    )
    const wrong = ended.flatMap(({ wrong, code }) => (code === 0 ? [] : [wrong.slice(0, 300)]))
    const driver = await openStore('sqlite', folder)
    const [row] = await driver.get('p', [{ subject: 'counter', kind: 'file', id: '1' }])
    const entries = await history(driver, 'p', 500)
    await driver.close()
    const count = Number(new TextDecoder().decode(row?.body ?? undefined))
    const whole = entries.every(({ head }, n) => head.seq === n + 1)
    const of = (writer: string) => entries.filter(({ id }) => id.startsWith(writer)).length
    const isShared = of('a') === times && of('b') === times
    const others = ended.map(({ lines }) => lines.at(-1) ?? '').join(', ')
    return {
      held: wrong.length === 0 && count === 2 * times && row?.revision === 2 * times && whole && isShared,
      says: [`${2 * times} times raised by two processes, the counter stands at ${count}`, others, ...wrong].join(', '),
    }
  })

/** A second process comes to a journal that another one has open. */
const refused = (): Promise<Answer> =>
  within(async (folder) => {
    const asked = { engine: 'journal', folder, from: 0, to: 40 }
    const others: Promise<{ readonly lines: readonly string[]; readonly code: number | null }>[] = []
    const first = await launched(
      'writer.ts',
      { ...asked, writer: 'a', pause: 50 },
      {
        atFirstLine: () => {
          for (const writer of ['b', 'c']) others.push(launched('writer.ts', { ...asked, writer }))
        },
      },
    )
    const second = await Promise.all(others)
    const isRefused = second.every(({ lines, code }) => code === 3 && lines.every((line) => line === 'unopened busy'))
    const then = await launched('writer.ts', { ...asked, writer: 'd' })
    const faults = await faultsLeft('journal', folder, toldBy([...first.lines, ...then.lines]))
    const written = toldBy([...first.lines, ...then.lines]).acknowledged.size
    return {
      held: isRefused && faults.length === 0 && written === 80,
      says: [
        `two that came second were refused ${second.flatMap(({ lines }) => lines).length} times; ${written} acts of the others`,
        ...faults,
      ].join(', '),
    }
  })

export const proofs = (rounds = 25, times = 3000): readonly Proof[] => [
  {
    name: 'SQLite: two writers that are killed again and again lose nothing that was acknowledged, and leave nothing by halves',
    run: () => kills(21, rounds, false),
  },
  {
    name: 'SQLite: a writer that acknowledges before it commits is found out by killing it',
    run: async () => {
      const { held, says } = await kills(22, rounds, true)
      return { held: !held && says.includes('is lost'), says }
    },
  },
  { name: 'SQLite: two processes raise one counter and no step is lost', run: () => counted(times) },
  { name: 'the journal: a second process is refused while it is open, and takes over when it is closed', run: refused },
]
