import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Proof } from '../proof.ts'
import { type Ended, type Launch, launched, within } from './shim/shim.ts'
import { type Engine, faultsLeft, openStore, toldBy } from './store.ts'

const isRoot = process.getuid?.() === 0
const engines: readonly Engine[] = ['sqlite', 'journal']

const write = (engine: Engine, folder: string, from: number, to: number, launch?: Launch): Promise<Ended> =>
  launched('writer.ts', { engine, folder, writer: 'w', from, to, reopens: 29 }, launch)

const nextOf = (lines: readonly string[]): number =>
  Math.max(-1, ...[...toldBy(lines).acknowledged.keys()].map((id) => Number(id.split('-')[2]))) + 1

const codes = (lines: readonly string[]): string => {
  const counts = new Map<string, number>()
  for (const line of lines.filter((one) => /^(refused|unknown|unopened|unclosed)/.test(one))) {
    const words = line.split(' ')
    const text = `${words[0] ?? ''} ${words.at(-1) ?? ''}`
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, times]) => `${text} x${times}`).join(', ')
}

/** Writes until there is no room, makes room, looks whether all is there, and goes on. */
async function filled(engine: Engine, store: string, launch: Launch, makeRoom: () => void): Promise<Answer> {
  const first = await write(engine, store, 0, 100_000, launch)
  const isTold = /^(refused .* full|unknown)/m.test(first.lines.join('\n')) && first.lines.includes('stopped')
  makeRoom()
  const told = toldBy(first.lines)
  const faults = await faultsLeft(engine, store, told)
  const from = nextOf(first.lines)
  const then = await write(engine, store, from, from + 40)
  const after = await faultsLeft(engine, store, toldBy([...first.lines, ...then.lines]))
  const goesOn = toldBy(then.lines).acknowledged.size === 40 && then.lines.at(-1) === 'end'
  return {
    held: isTold && goesOn && told.acknowledged.size > 0 && faults.length + after.length === 0 && first.wrong === '',
    says: [
      `${engine}: ${told.acknowledged.size} acts acknowledged, then ${codes(first.lines)}`,
      goesOn ? 'with room again it goes on' : `it does not go on: ${codes(then.lines)}`,
      ...faults,
      ...after,
      ...(first.wrong === '' ? [] : [first.wrong.slice(0, 200)]),
    ].join(', '),
  }
}

const joined = (answers: readonly Answer[]): Answer => ({
  held: answers.every(({ held }) => held),
  says: answers.map(({ says }) => says).join('; '),
})

/** On a file system of its own that has no more room. */
const fullDisk = (engine: Engine, kibibytes: number): Promise<Answer> =>
  within(async (folder) => {
    const store = join(folder, 'store')
    mkdirSync(store)
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', store], { stdio: 'pipe' })
    try {
      const ballast = join(store, 'ballast')
      writeFileSync(ballast, new Uint8Array((kibibytes * 1024) / 2))
      return await filled(engine, store, {}, () => rmSync(ballast))
    } finally {
      execFileSync('umount', [store])
    }
  })

/** No file may grow beyond a size. */
const limited = (engine: Engine, bytes: number): Promise<Answer> =>
  within((folder) => filled(engine, folder, { launcher: ['prlimit', `--fsize=${bytes}`] }, () => undefined))

const digestOf = (folder: string): string =>
  readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )
    .join('\n')

/** A store in a place where nobody may write: it is told, and not a byte changes. The journal is read all the same. */
async function readOnly(engine: Engine, store: string, made: Ended, launch: Launch): Promise<Answer> {
  const before = digestOf(store)
  const tried = await write(engine, store, nextOf(made.lines), nextOf(made.lines) + 1, launch)
  const isUntouched = digestOf(store) === before
  const isTold =
    engine === 'journal'
      ? tried.lines.filter((line) => line.endsWith(' read-only')).length > 0 && tried.lines.includes('open')
      : tried.lines.every(
          (line) =>
            line.startsWith('unopened SQLITE_') || line.endsWith(' read-only') || /^(open|stopped|end)$/.test(line),
        )
  const isWritten = toldBy(tried.lines).acknowledged.size > 0
  return {
    held: isUntouched && isTold && !isWritten && tried.wrong === '',
    says: [`${engine}: ${codes(tried.lines)}`, ...(isUntouched ? [] : ['bytes changed']), tried.wrong.slice(0, 200)]
      .filter(Boolean)
      .join(', '),
  }
}

/** A folder and files without the right to write, and a user who has no more right than that. */
const readOnlyFolder = (engine: Engine): Promise<Answer> =>
  within(async (folder) => {
    const store = join(folder, 'store')
    mkdirSync(store)
    const made = await write(engine, store, 0, 40)
    chmodSync(folder, 0o755)
    for (const name of readdirSync(store)) chmodSync(join(store, name), 0o444)
    chmodSync(store, 0o555)
    const launcher = isRoot ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : []
    try {
      return await readOnly(engine, store, made, { launcher })
    } finally {
      chmodSync(store, 0o755)
    }
  })

const readOnlyMount = (engine: Engine): Promise<Answer> =>
  within(async (folder) => {
    const [store, seen] = [join(folder, 'store'), join(folder, 'seen')]
    for (const path of [store, seen]) mkdirSync(path)
    const made = await write(engine, store, 0, 40)
    execFileSync('mount', ['--bind', store, seen], { stdio: 'pipe' })
    try {
      execFileSync('mount', ['-o', 'remount,ro,bind', seen], { stdio: 'pipe' })
      const answer = await readOnly(engine, seen, made, {})
      if (engine === 'sqlite') return answer
      const driver = await openStore(engine, seen)
      const count = (await driver.log({ partition: 'p', after: 0, limit: 1000 })).length
      await driver.close()
      return { held: answer.held && count > 0, says: `${answer.says}, ${count} entries read` }
    } finally {
      execFileSync('umount', [seen])
    }
  })

const each = (work: (engine: Engine) => Promise<Answer>) => async (): Promise<Answer> => {
  const answers: Answer[] = []
  for (const engine of engines) answers.push(await work(engine))
  return joined(answers)
}

export const proofs = (kibibytes = 2048, bytes = 500_000): readonly Proof[] => [
  {
    name: 'a disk without room: what was acknowledged stays, and with room again the store goes on (needs root)',
    run: each((engine) => fullDisk(engine, kibibytes)),
  },
  {
    name: 'a file that may not grow on: what was acknowledged stays, and without the limit the store goes on',
    run: each((engine) => limited(engine, bytes)),
  },
  { name: 'a folder without the right to write: it is told, and not a byte changes', run: each(readOnlyFolder) },
  {
    name: 'a file system that is read-only: it is told, and not a byte changes (needs root)',
    run: each(readOnlyMount),
  },
]
