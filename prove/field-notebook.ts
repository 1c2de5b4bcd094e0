import { createServer } from 'node:http'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { childFile } from 'childfile'
import { type Casework, openCasework } from 'childfile/casework'
import { openMemory } from 'childfile/storage'
import type { Bag } from '../examples/10-field-notebook/bag.ts'
import { builtPage } from '../examples/10-field-notebook/build.ts'
import { packed, taken } from '../examples/10-field-notebook/office.ts'
import { faultsOf } from './accessibility.ts'
import { type Browser, launch, type Tab } from './chromium.ts'
import type { Answer, Proof } from './proof.ts'

const partition = '520526'
const passphrase = '小井寨 竹林 七月'

/** The office: two children of one worker, and one of somebody else. */
async function office(): Promise<Casework> {
  const clock = () => '2026-09-15T08:00:00+08:00'
  const casework = (await openCasework({ driver: await openMemory(), keys: 'unsealed', clock }))._unsafeUnwrap()
  const mine = { childDirector: { id: 'w3', name: '张三' } }
  const files = [
    childFile({
      id: 'c1',
      name: '李小花',
      birthDate: '2016-03-26',
      residenceAddress: '小井寨村三组',
      delegate: { name: '李奶奶', relation: 'paternalGrandmother', phone: '13400000001' },
      emergencyContacts: { e1: { name: '王婶', relation: 'neighbour', phone: '13400000002', order: 1 } },
      health: { allergies: { a1: { substance: 'peanut', reaction: 'none', severity: 'severe' } } },
      workers: mine,
    }),
    childFile({ id: 'c2', name: '王小明', workers: mine }),
    childFile({ id: 'c3', name: '陈晨', workers: { childDirector: { id: 'w9', name: '李四' } } }),
  ]
  const saving = { partition, id: 'import-1', note: {}, files: files.map((file) => ({ file })) }
  ;(await casework.files.save(saving))._unsafeUnwrap()
  return casework
}

const sessionOf = (casework: Casework) =>
  casework.session({
    partition,
    actor: { id: 'w3', role: 'worker' },
    purpose: 'visit',
    relation: { to: 'ownCase' },
  })

const types: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' }

/** Everything that a walk with the notebook needs; `offline` takes the server away for good. */
interface Stage {
  readonly browser: Browser
  readonly tab: Tab
  readonly casework: Casework
  readonly bag: Bag
  readonly downloads: string
  readonly offline: () => void
}

async function on(run: (stage: Stage) => Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'childfile-notebook-'))
  const downloads = mkdtempSync(join(tmpdir(), 'childfile-returns-'))
  await builtPage(folder)
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1)
    if (!readdirSync(folder).includes(name)) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', types[name.split('.').at(-1) ?? ''] ?? 'text/plain')
    response.end(readFileSync(join(folder, name)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const offline = (): void => {
    server.closeAllConnections()
    server.close()
  }
  const casework = await office()
  const bag = await packed(sessionOf(casework), '张三', ['c1', 'c2', 'c3', 'c9'])
  const browser = await launch()
  try {
    const tab = await browser.page(`http://127.0.0.1:${port}/`)
    // Whatever a policy forbids is written down from the first line of the page on.
    await tab.command('Page.addScriptToEvaluateOnNewDocument', {
      source:
        "window.forbidden = []; addEventListener('securitypolicyviolation', (event) => forbidden.push(event.violatedDirective + ' ' + event.blockedURI))",
    })
    await tab.command('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads })
    await tab.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await reload(tab)
    return await run({ browser, tab, casework, bag, downloads, offline })
  } finally {
    await browser.close()
    offline()
    for (const made of [folder, downloads]) rmSync(made, { recursive: true, force: true })
  }
}

/** Waits until an expression in the page holds. */
async function until(tab: Tab, expression: string): Promise<void> {
  for (let left = 200; left > 0; left--) {
    if (await tab.evaluate<boolean>(`Boolean(${expression})`).catch(() => false)) return
    await pause(50)
  }
  throw new Error(`this never held in the page: ${expression}`)
}

async function reload(tab: Tab): Promise<void> {
  await tab.evaluate('window.old = true')
  await tab.command('Page.reload')
  await until(tab, "!window.old && document.querySelector('#passphrase')")
}

const q = (selector: string): string => `document.querySelector(${JSON.stringify(selector)})`
const click = async (tab: Tab, selector: string): Promise<void> => {
  await until(tab, q(selector))
  await tab.evaluate(`${q(selector)}.click()`)
}
const write = (tab: Tab, selector: string, value: string): Promise<void> =>
  tab.evaluate(`void (${q(selector)}.value = ${JSON.stringify(value)})`)
const news = (tab: Tab): Promise<string> => tab.evaluate(`${q('#news')}.textContent`)

async function unlock(tab: Tab, with_: string = passphrase): Promise<void> {
  await write(tab, '#passphrase', with_)
  await click(tab, '#open')
}

/** Chooses a file in the page, as a person would. */
async function load(tab: Tab, content: string): Promise<void> {
  await until(tab, q('#bag'))
  await tab.evaluate(`{
    const chosen = new DataTransfer()
    chosen.items.add(new File([${JSON.stringify(content)}], 'bag.json', { type: 'application/json' }))
    const input = ${q('#bag')}
    input.files = chosen.files
    input.dispatchEvent(new Event('change'))
  }`)
  await until(tab, `${q('#news')}.textContent !== ''`)
}

/** Writes down a visit to the first child. */
async function visit(tab: Tab): Promise<void> {
  await click(tab, '.children button')
  await until(tab, q('#visit'))
  await click(tab, 'input[name=childSeen][value=yes]')
  await click(tab, 'input[name=spokenAlone][value=yes]')
  await click(tab, 'input[name="situations.violence"][value=notSeen]')
  await click(tab, 'input[name=mood][value="2"]')
  await write(tab, '#words', '灶台边有积水')
  await click(tab, '#save')
  await until(tab, `${q('#news')}.textContent !== ''`)
}

/** What was downloaded, once it is whole. */
async function brought(folder: string): Promise<unknown> {
  for (let left = 200; left > 0; left--) {
    const name = readdirSync(folder).find((one) => one.endsWith('.json'))
    if (name !== undefined) return JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown
    await pause(50)
  }
  throw new Error('nothing was downloaded')
}

const way = () =>
  on(async ({ tab, casework, bag, downloads, offline }) => {
    const found: string[] = []
    const expect = (law: string, holds: boolean): void => {
      if (!holds) found.push(law)
    }
    expect('own cases only', bag.entries.map(({ view }) => view.id).join() === 'c1,c2')
    await unlock(tab)
    await load(tab, JSON.stringify(bag))
    expect('two children', (await tab.evaluate<number>("document.querySelectorAll('.children li').length")) === 2)

    offline()
    await visit(tab)
    expect('saved', (await news(tab)) === '已保存在本机。')
    await reload(tab)
    await unlock(tab, 'somebody else 1')
    await until(tab, `${q('#news')}.textContent !== ''`)
    expect('refused', (await news(tab)) === '口令不对。')
    await unlock(tab)
    await until(tab, q('.children li span'))
    expect(
      'kept without a network',
      (await tab.evaluate<string>(`${q('.children li span')}.textContent`)).includes('1'),
    )

    // Meanwhile somebody in the office writes another visit down.
    const session = sessionOf(casework)
    const before = (await casework.files.read(partition, 'c1'))._unsafeUnwrap()
    const call = { on: '2026-09-14', words: '学校来电' } as const
    const later = childFile({ ...before.file, visits: { ...before.file.visits, v0: call } })
    const change = { partition, id: 'call-1', note: {}, files: [{ file: later, before }] }
    expect('changed meanwhile', (await casework.files.save(change)).isOk())
    await click(tab, '#hand-over')
    const edits = await brought(downloads)
    const first = (await taken(session, edits))._unsafeUnwrap()
    const again = (await taken(session, edits))._unsafeUnwrap()
    const merged = first.map(({ answer }) => answer.map((one) => one.merged.length).unwrapOr(-1))
    expect('one visit merged', JSON.stringify(merged) === '[1]')
    expect(
      'nothing in conflict',
      first.every(({ answer }) => answer.map((one) => one.conflicts.length).unwrapOr(1) === 0),
    )
    expect(
      'a retry is a retry',
      again.every(({ answer }) => answer.isOk()),
    )
    const { file } = (await casework.files.read(partition, 'c1'))._unsafeUnwrap()
    const written = Object.values(file.visits)
    expect('both visits stand', written.length === 2)
    const own = written.find(({ words }) => words === '灶台边有积水')
    expect('as written down', own?.situations.violence === 'notSeen' && own.mood === 2 && own.by === '张三')
    expect('not checked stays not checked', own?.situations.abandoned === 'notChecked')

    await click(tab, '#empty')
    await click(tab, '#empty-yes')
    await until(tab, `${q('#news')}.textContent !== '' && !${q('.children')}`)
    const forbidden = await tab.evaluate<readonly string[]>('forbidden')
    expect(`nothing that the policy forbids: ${forbidden.join(', ')}`, forbidden.length === 0)
    return {
      held: found.length === 0,
      says: found.length === 0 ? 'taken along, visited, merged, emptied' : found.join('; '),
    }
  })

/** Everything that lies in the databases of the page, as text. */
const everything = `(async () => {
  const asked = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error) })
  const found = []
  const look = (value) => {
    if (value instanceof Uint8Array) found.push(new TextDecoder().decode(value))
    else if (value instanceof ArrayBuffer) look(new Uint8Array(value))
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) look(inner)
    else found.push(String(value))
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name))
    for (const store of database.objectStoreNames) look(await asked(database.transaction(store).objectStore(store).getAll()))
    database.close()
  }
  return found.join(' ')
})()`

const sealed = () =>
  on(async ({ tab, bag }) => {
    await unlock(tab)
    await load(tab, JSON.stringify(bag))
    await visit(tab)
    const kept = await tab.evaluate<string>(everything)
    const told = ['李小花', '灶台', '13400000001', passphrase].filter((word) => kept.includes(word))
    return {
      held: told.length === 0 && kept.includes('c1') && kept.length > 1000,
      says: told.length === 0 ? `${kept.length} characters lie there, none of a child` : `found ${told.join(', ')}`,
    }
  })

const prints = () =>
  on(async ({ tab, bag }) => {
    await unlock(tab)
    await load(tab, JSON.stringify(bag))
    await visit(tab)
    const text = Buffer.from(await tab.pdf()).toString('latin1')
    const pages = (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text)
    const a4 = Math.abs(Number(box?.[1]) - 595) < 2 && Math.abs(Number(box?.[2]) - 842) < 2
    return { held: a4 && pages === 1, says: `${pages} pages of ${box?.[1]} x ${box?.[2]} points` }
  })

const accessible = () =>
  on(async ({ tab, bag }) => {
    const found: string[] = []
    let looks = 0
    const look = async (where: string): Promise<void> => {
      for (const language of ['zh', 'en']) {
        found.push(...(await faultsOf(tab)).map((fault) => `${where} ${language}: ${fault}`))
        looks += 1
        await click(tab, '#language')
      }
    }
    await look('lock')
    await unlock(tab)
    await until(tab, q('#bag'))
    await look('empty')
    await load(tab, 'no bag at all')
    await load(tab, JSON.stringify(bag))
    await look('list')
    await click(tab, '#empty')
    await look('question')
    await click(tab, '.children button')
    await until(tab, q('#visit'))
    await look('child')
    await tab.width(320, 'phone')
    const width = await tab.evaluate<number>('document.documentElement.scrollWidth')
    if (width > 320) found.push(`${width} wide in 320`)
    return { held: found.length === 0, says: found.length === 0 ? `${looks} looks` : found.join('; ') }
  })

export const proofs: readonly Proof[] = [
  {
    name: 'the field notebook goes the whole way: bag, visit without a network, merge, erasure, under a strict policy',
    run: way,
  },
  { name: 'what the field notebook keeps can be read by nobody without the passphrase', run: sealed },
  { name: 'the field notebook prints a child on one page of A4', run: prints },
  { name: 'axe finds nothing in the field notebook, in Chinese and in English', run: accessible },
]
