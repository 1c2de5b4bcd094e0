import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'tsup'
import { type Browser, launch, type Tab } from './chromium.ts'
import type { PageProof } from './indexed-db-page.ts'
import type { Answer, Proof } from './proof.ts'

/** The page's program as one file for browsers. */
async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'childfile-page-'))
  try {
    await build({
      config: false,
      entry: { page: 'prove/indexed-db-page.ts' },
      outDir: folder,
      format: ['iife'],
      platform: 'browser',
      target: 'es2023',
      noExternal: [/./],
      silent: true,
    })
    return readFileSync(join(folder, 'page.global.js'), 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const worker = `importScripts('/page.js')
onmessage = async ({ data: [name, ...given] }) => postMessage(await proof[name](...given))`

/** Serves the page, so that it has an origin, and hears what it tells. */
interface Stage {
  readonly url: string
  /** Commits that the page told of. */
  readonly told: Set<number>
  close(): void
}

async function stage(): Promise<Stage> {
  const told = new Set<number>()
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><meta charset="utf-8"><script src="/page.js"></script>'],
    '/page.js': ['text/javascript', await bundled()],
    '/worker.js': ['text/javascript', worker],
  }
  const server = createServer(({ url = '' }, response) => {
    const number = /^\/written\/(\d+)$/.exec(url)?.[1]
    if (number !== undefined) told.add(Number(number))
    const [type, text] = files[url] ?? ['text/plain', '']
    response.setHeader('content-type', type).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    told,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Calls what the page has under `proof`. */
const ask = <Name extends keyof PageProof>(
  tab: Tab,
  name: Name,
  given: Parameters<PageProof[Name]>,
  seconds = 300,
): Promise<Awaited<ReturnType<PageProof[Name]>>> => tab.evaluate(`proof.${name}(...${JSON.stringify(given)})`, seconds)

const askWorker = <T>(tab: Tab, name: keyof PageProof, given: readonly unknown[], seconds = 300): Promise<T> =>
  tab.evaluate(
    `new Promise((resolve, reject) => {
      const worker = new Worker('/worker.js')
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = ({ message }) => reject(new Error(message))
      worker.postMessage(${JSON.stringify([name, ...given])})
    })`,
    seconds,
  )

/** Runs with a stage and a browser, and takes both away. */
async function on(run: (browser: Browser, stage: Stage) => Promise<Answer>): Promise<Answer> {
  const built = await stage()
  const browser = await launch()
  try {
    return await run(browser, built)
  } finally {
    await browser.close()
    built.close()
  }
}

/** What IndexedDB does not promise: pages of one moment, and files without residue. */
const notPromised = ['C41', 'C52']

const judged = (answers: Awaited<ReturnType<PageProof['contract']>>): Answer => {
  const wrong = answers.filter(([id, answer]) => answer !== (notPromised.includes(id) ? 'not promised' : 'held'))
  const says = `${answers.length - wrong.length} of ${answers.length} cases as promised`
  return { held: wrong.length === 0 && answers.length >= 50, says: [says, ...wrong.map(String)].join('; ') }
}

const contractInWindow = () =>
  on(async (browser, { url }) => judged(await ask(await browser.page(url), 'contract', [])))

const contractInWorker = () =>
  on(async (browser, { url }) => judged(await askWorker(await browser.page(url), 'contract', [])))

const model = () =>
  on(async (browser, { url }) => ({ held: true, says: await ask(await browser.page(url), 'model', [100, 1]) }))

/** Several tabs raise one counter, all at once. */
const raise = (carefully: boolean, judge: (lost: number, gapless: boolean, conflicts: number) => boolean) =>
  on(async (browser, { url }) => {
    const names = ['a', 'b', 'c']
    const times = 100
    const opened = await Promise.all(names.map(() => browser.page(url)))
    const conflicts = await Promise.all(
      opened.map((tab, n) => ask(tab, 'race', ['race', names[n] ?? '', times, carefully])),
    )
    const [tab] = opened
    if (!tab) return { held: false, says: 'no tab' }
    const { counter, gapless } = await ask(tab, 'raced', ['race'])
    const lost = names.length * times - counter
    const total = conflicts.reduce((sum, count) => sum + count, 0)
    return {
      held: judge(lost, gapless, total),
      says: `${names.length * times} updates by ${names.length} tabs, ${lost} lost, ${total} conflicts`,
    }
  })

const tabs = () => raise(true, (lost, gapless, conflicts) => lost === 0 && gapless && conflicts > 0)

const tabsCareless = () => raise(false, (lost, gapless) => lost > 0 && gapless)

interface Killed {
  readonly kills: number
  readonly told: number
  readonly lost: number
  readonly ahead: number
  /** How often the browser said that it had emptied the store, and how often it was empty without a word. */
  readonly emptied: number
  readonly silent: number
  readonly broken: readonly string[]
}

/**
 * Kills the browser in the middle of writing, time after time, and looks after each kill at what is there. On a `fresh` profile each
 * time, or on one that has to survive them all.
 */
async function kills(
  rounds: number,
  { fresh, hasty }: { readonly fresh: boolean; readonly hasty: boolean },
): Promise<Killed> {
  const built = await stage()
  const broken: string[] = []
  let [told, lost, ahead, emptied, silent] = [0, 0, 0, 0, 0]
  let profile = mkdtempSync(join(tmpdir(), 'childfile-profile-'))
  const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  try {
    for (let round = 0, there = 0; round < rounds; round++) {
      if (fresh && round > 0) {
        remove()
        profile = mkdtempSync(join(tmpdir(), 'childfile-profile-'))
        there = 0
      }
      const browser = await launch({ profile })
      const tab = await browser.page(built.url)
      const begin = await ask(tab, 'begun', ['store'])
      if (begin.emptied) emptied += 1
      else if (begin.count < there) silent += 1
      built.told.clear()
      await tab.evaluate(`void proof.commitForEver('store', ${begin.count}, ${hasty})`)
      const enough = 3 + ((round * 7) % 11)
      for (let waits = 0; built.told.size < enough && waits < 2000; waits++) await pause(5)
      await pause(round % 4)
      await browser.kill()
      if (built.told.size < enough) broken.push('nothing was told')
      const after = await launch({ profile })
      const page = await after.page(built.url)
      const again = await ask(page, 'begun', ['store'])
      const found = await ask(page, 'written', ['store'])
      await after.close()
      const end = Math.max(begin.count, ...[...built.told].map((n) => n + 1))
      broken.push(...found.broken)
      told += built.told.size
      if (again.emptied) emptied += 1
      else lost += Math.max(0, end - found.count)
      ahead += Math.max(0, found.count - end)
      there = found.count
    }
  } finally {
    built.close()
    remove()
  }
  return { kills: rounds, told, lost, ahead, emptied, silent, broken }
}

const tally = (found: Killed): string =>
  `${found.kills} kills, ${found.told} told, ${found.lost} lost, ${found.ahead} there and not told, emptied by the browser ${found.emptied} times with a word and ${found.silent} times without, ${found.broken.length} broken ${found.broken.join(' ')}`

const killed = async (): Promise<Answer> => {
  const found = await kills(10, { fresh: true, hasty: false })
  const whole = found.lost === 0 && found.emptied === 0 && found.broken.length === 0
  return { held: whole && found.told > 30, says: tally(found) }
}

const killedHasty = async (): Promise<Answer> => {
  const found = await kills(4, { fresh: true, hasty: true })
  return { held: found.lost > 0 && found.broken.length === 0, says: tally(found) }
}

const killedAgain = async (): Promise<Answer> => {
  const found = await kills(15, { fresh: false, hasty: false })
  return { held: found.lost === 0 && found.silent === 0 && found.broken.length === 0, says: tally(found) }
}

/** Writes, closes the browser, turns a byte over in the middle of each log of the database, and opens again. */
const damaged = async (): Promise<Answer> => {
  const built = await stage()
  const profile = mkdtempSync(join(tmpdir(), 'childfile-profile-'))
  try {
    const browser = await launch({ profile })
    await ask(await browser.page(built.url), 'race', ['store', 'a', 30, true])
    await browser.close()
    const folder = join(profile, 'Default', 'IndexedDB')
    const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'))
    for (const name of logs) {
      const bytes = readFileSync(join(folder, name))
      bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1)
      writeFileSync(join(folder, name), bytes)
    }
    const after = await launch({ profile })
    const { count, emptied } = await ask(await after.page(built.url), 'begun', ['store'])
    await after.close()
    return {
      held: logs.length > 0 && emptied && count === 0,
      says: `${count} commits, ${emptied ? 'told' : 'not told'}`,
    }
  } finally {
    built.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

const overtaken = () =>
  on(async (browser, { url }) => {
    const found = await ask(await browser.page(url), 'overtaken', ['county'])
    const expected: typeof found = {
      blocked: 'blocked',
      overtakenDriver: 'superseded',
      underWay: 'written',
      kept: 2,
      given: 'superseded',
      refused: { outcome: 'refused', why: 'newer-format' },
      reading: 'newer-format',
    }
    return { held: JSON.stringify(found) === JSON.stringify(expected), says: JSON.stringify(found) }
  })

const full = () =>
  on(async (browser, { url }) => {
    const tab = await browser.page(url)
    await tab.room(12_000_000)
    const { last, count, rows, entries } = await ask(tab, 'fill', ['county'])
    await tab.room()
    const later = await ask(tab, 'resume', ['county', count])
    return {
      held: last === 'full' && count > 0 && rows === count && entries === count && later === 'written',
      says: `${count} bodies of 1 MB in 12 MB, then ${last}; ${rows} rows, ${entries} entries; with more room ${later}`,
    }
  })

const speed = () =>
  on(async (browser, { url }) => {
    const found = await ask(await browser.page(url), 'speed', ['county'])
    const figures = Object.entries(found).map(([name, value]) => `${name} ${value}`)
    return { held: found.singleCommits > 0, says: figures.join(', ') }
  })

export const proofs: readonly Proof[] = [
  { name: 'IndexedDB in Chromium keeps the driver contract in a window', run: contractInWindow },
  { name: 'IndexedDB in Chromium keeps the driver contract in a worker', run: contractInWorker },
  { name: 'IndexedDB in Chromium answers series of calls as memory does', run: model },
  { name: 'tabs that write at once lose no update', run: tabs },
  { name: 'the tabs find a driver that compares revisions outside the transaction', run: tabsCareless },
  {
    name: 'killing Chromium in the middle of commits loses nothing that was acknowledged, and halves nothing',
    run: killed,
  },
  { name: 'the kills find a writer that acknowledges too early', run: killedHasty },
  { name: 'after kill upon kill nothing is lost without a word', run: killedAgain },
  { name: 'a store that Chromium finds damaged and empties is told as emptied', run: damaged },
  {
    name: 'a newer layout in another tab is given way to, and a tab that holds on blocks nobody for long',
    run: overtaken,
  },
  { name: 'an origin without room refuses what does not fit and keeps what it has', run: full },
  { name: 'IndexedDB in Chromium, per second', run: speed },
]
