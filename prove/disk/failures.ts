import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Proof } from '../proof.ts'
import { type CallFault, eventsOf, launched, shimmed, within } from './shim/shim.ts'
import { type Engine, faultsLeft, toldBy } from './store.ts'

const [EIO, EMFILE, ENOSPC, EDQUOT] = [5, 24, 28, 122] as const

/** What is made to fail, and how it reads. */
const kinds: readonly (readonly [string, Omit<CallFault, 'n'>])[] = [
  ['open EMFILE', { kind: 'open', errno: EMFILE, how: 'once' }],
  ['write EIO', { kind: 'write', errno: EIO, how: 'once' }],
  ['write ENOSPC', { kind: 'write', errno: ENOSPC, how: 'once' }],
  ['write EDQUOT', { kind: 'write', errno: EDQUOT, how: 'once' }],
  ['write done and EIO', { kind: 'write', errno: EIO, how: 'after' }],
  ['half a write', { kind: 'write', errno: EIO, how: 'short' }],
  ['flush EIO', { kind: 'sync', errno: EIO, how: 'once' }],
  ['flush done and EIO', { kind: 'sync', errno: EIO, how: 'after' }],
  ['truncate EIO', { kind: 'truncate', errno: EIO, how: 'once' }],
  ['rename EIO', { kind: 'rename', errno: EIO, how: 'once' }],
  ['rename done and EIO', { kind: 'rename', errno: EIO, how: 'after' }],
  ['link EIO', { kind: 'link', errno: EIO, how: 'once' }],
  ['unlink EIO', { kind: 'unlink', errno: EIO, how: 'once' }],
  ['every write ENOSPC', { kind: 'write', errno: ENOSPC, how: 'always' }],
  ['every write EIO', { kind: 'write', errno: EIO, how: 'always' }],
  ['every flush EIO', { kind: 'sync', errno: EIO, how: 'always' }],
]

interface Ran {
  readonly name: string
  readonly n: number
  readonly fired: number
  readonly acknowledged: number
  readonly unknown: number
  readonly repeated: number
  readonly refused: number
  readonly faults: readonly string[]
}

/** What is wrong with what a writer said, whatever lies on the disk. */
function saidWrong(lines: readonly string[], acts: number, isLasting: boolean): readonly string[] {
  const wrong: string[] = []
  const unsure = new Set<string>()
  const refused = new Set<string>()
  for (const line of lines) {
    const [what, id = '', , , , more] = line.split(' ')
    if (what === 'unknown') unsure.add(id)
    if (what === 'refused') refused.add(id)
    if (what === 'written' && more === 'repeated' && refused.has(id) && !unsure.has(id))
      wrong.push('refused, and was written')
    if (what === 'unpoisoned') wrong.push('a journal went on after a failure')
    if (line.includes('uncoded')) wrong.push('a failure without a code')
  }
  const written = lines.filter((line) => line.startsWith('written')).length
  if (!isLasting && (written !== acts || lines.at(-1) !== 'end')) wrong.push(`${acts - written} acts were not settled`)
  return wrong
}

const run = (engine: Engine, name: string, fault: CallFault, acts: number): Promise<Ran> =>
  within(async (folder) => {
    const [store, record] = [join(folder, 'store'), join(folder, 'record')]
    mkdirSync(store)
    const asked = { engine, folder: store, writer: 'w', from: 0, to: acts, reopens: 29 }
    const { lines, wrong } = await launched('writer.ts', asked, {
      environment: shimmed({ folder: store, record, fault }),
    })
    const told = toldBy(lines)
    const left = await faultsLeft(engine, store, told)
    const count = (what: string) => lines.filter((line) => line.startsWith(what)).length
    return {
      name,
      n: fault.n,
      fired: eventsOf(readFileSync(record)).filter(({ kind }) => kind === 'F').length,
      acknowledged: told.acknowledged.size,
      unknown: count('unknown'),
      repeated: lines.filter((line) => line.endsWith(' repeated')).length,
      refused: count('refused'),
      faults: [
        ...saidWrong(lines, acts, fault.how === 'always'),
        ...left.filter((one) => told.acknowledged.size > 0 || one !== 'the file is gone'),
        ...(wrong === '' ? [] : [wrong.slice(0, 200)]),
      ],
    }
  })

/** Runs `work` on all, two at a time. */
async function twoAtOnce<T, U>(all: readonly T[], work: (one: T) => Promise<U>): Promise<readonly U[]> {
  const waiting = [...all.entries()]
  const results: U[] = []
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all([lane(), lane()])
  return results
}

/** The first call of a kind fails, a later one, one later still, as long as there are so many. */
async function ofKind(engine: Engine, name: string, fault: Omit<CallFault, 'n'>, ns: readonly number[], acts: number) {
  const runs: Ran[] = []
  for (const n of ns) {
    const ran = await run(engine, name, { ...fault, n }, acts)
    runs.push(ran)
    if (ran.fired === 0) break
  }
  return runs
}

async function failing(engine: Engine, ns: readonly number[], acts: number): Promise<Answer> {
  const runs = (await twoAtOnce(kinds, ([name, fault]) => ofKind(engine, name, fault, ns, acts))).flat()
  const fired = runs.filter((one) => one.fired > 0)
  const broken = runs.filter((one) => one.faults.length > 0)
  const sum = (of: (one: Ran) => number) => fired.reduce((total, one) => total + of(one), 0)
  const unreached = kinds.flatMap(([name]) => {
    const reached = new Set(fired.filter((one) => one.name === name).map(({ n }) => n))
    const never = ns.filter((n) => !reached.has(n))
    return never.length === 0 ? [] : [`${name} ${never.join(' ')}`]
  })
  // A kind that never comes to fail shows nothing. SQLite neither renames nor links; a journal is cut after another failure only.
  const idle = kinds
    .filter(([name]) => !fired.some((one) => one.name === name))
    .map(([name]) => name)
    .filter((name) => !(engine === 'journal' ? /^truncate/ : /^(rename|link)/).test(name))
  return {
    held: broken.length === 0 && idle.length === 0,
    says: [
      `${fired.length} runs of ${acts} acts in which the n-th call failed, n = ${ns.join(' ')}; ${sum((one) => one.fired)} failures`,
      `${sum((one) => one.acknowledged)} acts acknowledged and none of them lost, ${sum((one) => one.refused)} refusals`,
      `${sum((one) => one.unknown)} unknown outcomes, ${sum((one) => one.repeated)} of which had been written`,
      `never reached: ${unreached.join('; ')}`,
      ...broken.map(({ name, n, faults }) => `${name} n=${n}: ${faults.join(', ')}`),
      ...idle.map((name) => `no run in which ${name} came`),
    ].join('; '),
  }
}

export const proofs = (ns: readonly number[] = [1, 2, 3, 7, 20, 55, 120], acts = 130): readonly Proof[] => [
  {
    name: 'SQLite: whichever call fails, nothing acknowledged is lost and what is unknown is settled by its id',
    run: () => failing('sqlite', ns, acts),
  },
  {
    name: 'the journal: whichever call fails, nothing acknowledged is lost and it is not used on',
    run: () => failing('journal', ns, acts),
  },
]
