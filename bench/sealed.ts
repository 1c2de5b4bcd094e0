/**
 * What sealing costs: the same bodies written to and read from a store in memory, unsealed and sealed, beside a loop over WebCrypto
 * as somebody would write it by hand, which does nothing but encrypt or decrypt. Rounds alternate; the median counts.
 * Run with: node bench/sealed.ts [rounds]
 */
import {
  audited,
  type Draft,
  type Ledger,
  memoryKeyring,
  memoryMasterKeys,
  openMemory,
  sealed,
} from '../src/storage/index.ts'

const rounds = Number(process.argv[2] ?? 5)
const partition = '520526'
const count = 4000
const rowsOfSubject = 10
const fields = Array.from({ length: 60 }, (_, n) => [`field${n}`, `某县 value ${n}`])
const body = new TextEncoder().encode(`[1,${JSON.stringify(Object.fromEntries(fields))}]`)
const note = new Uint8Array(60)
const { subtle } = globalThis.crypto

const drafts = (size: number): readonly Draft[] =>
  Array.from({ length: count / size }, (_, n) => ({
    partition,
    id: `c${n}`,
    fingerprint: 'f',
    note,
    checks: [],
    writes: Array.from({ length: size }, (_, i) => {
      const row = n * size + i
      const keys = { division: [`5205261${row % 30}`], 'secret.idNumber': [`52052620150915${row}`] }
      return { subject: `s${Math.floor(row / rowsOfSubject)}`, kind: 'file', id: `v${row}`, expect: 0, body, keys }
    }),
  }))

const provider = (await memoryMasterKeys())._unsafeUnwrap()
const keyring = async () => (await memoryKeyring(provider))._unsafeUnwrap()
const plainLedger = async (): Promise<Ledger> => audited(await openMemory())
const sealedLedger = async (): Promise<Ledger> => sealed(audited(await openMemory()), await keyring())

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** Rates of the contestants, one after another in each round, the first to go changing; ratios are to the first one named. */
async function compare(name: string, contestants: Readonly<Record<string, () => Promise<number>>>) {
  const rates = new Map<string, number[]>(Object.keys(contestants).map((one) => [one, []]))
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(contestants)
    if (round % 2 === 1) order.reverse()
    for (const [one, run] of order) rates.get(one)?.push(count / (await run()))
  }
  const [[peer, first] = ['', []]] = rates
  const line = [...rates].map(([one, list]) => {
    const ratio = median(list.map((rate, n) => rate / (first[n] ?? 1)))
    return `${one} ${Math.round(median(list))}/s${one === peer ? '' : ` (${ratio.toFixed(2)}x)`}`
  })
  console.log(`${name.padEnd(20)} ${line.join('   ')}`)
}

/** The peer: one key, a vector each, everything at once or one after another. */
const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const additionalData = new Uint8Array(80)
const encrypt = async () => {
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(12))
  return { iv, bytes: await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, body) }
}
const atOnce = async <T>(size: number, work: (n: number) => Promise<T>): Promise<T[]> => {
  const all: T[] = []
  for (let n = 0; n < count; n += size)
    all.push(...(await Promise.all(Array.from({ length: Math.min(size, count - n) }, (_, i) => work(n + i)))))
  return all
}

const write = async (open: () => Promise<Ledger>, size: number) => {
  const ledger = await open()
  const list = drafts(size)
  return seconds(async () => {
    for (const draft of list) await ledger.commit(draft)
  })
}

for (const size of [1, 100])
  await compare(`write ${size} at once`, {
    'by hand': () => seconds(() => atOnce(size, encrypt)),
    unsealed: () => write(plainLedger, size),
    sealed: () => write(sealedLedger, size),
  })

const encrypted = await atOnce(100, encrypt)
const plain = await plainLedger()
const driver = await openMemory()
const keys = await keyring()
const warm = sealed(audited(driver), keys)
for (const draft of drafts(100)) {
  await plain.commit(draft)
  await warm.commit(draft)
}

const walk = (ledger: Ledger, limit: number) =>
  seconds(async () => {
    let after: Awaited<ReturnType<Ledger['page']>>['next']
    do {
      const page = await ledger.page({ partition, index: null, limit, ...(after ? { after } : {}) })
      if (page.rows.some(({ unopened }) => unopened)) throw new Error('a body did not open')
      after = page.next
    } while (after)
  })
const get = (ledger: Ledger) =>
  seconds(async () => {
    for (let row = 0; row < count; row++)
      await ledger.get(partition, [{ subject: `s${Math.floor(row / rowsOfSubject)}`, kind: 'file', id: `v${row}` }])
  })
const decrypt = (n: number) => {
  const { iv, bytes } = encrypted[n]!
  return subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)
}
const cold = async () => (await memoryKeyring(provider, { keysAtHand: 1 }))._unsafeUnwrap()

await compare('read 1 at once', {
  'by hand': () => seconds(() => atOnce(1, decrypt)),
  unsealed: () => get(plain),
  sealed: () => get(warm),
})
await compare('read 500 at once', {
  'by hand': () => seconds(() => atOnce(500, decrypt)),
  unsealed: () => walk(plain, 500),
  sealed: () => walk(warm, 500),
})

const thin = await cold()
const forgetful = sealed(audited(await openMemory()), thin)
for (const draft of drafts(100)) await forgetful.commit(draft)
await compare('cold keys, 500', {
  'by hand': () => seconds(() => atOnce(500, decrypt)),
  'sealed, each key unwrapped': () => walk(forgetful, 500),
})
console.log(
  `${count} bodies of ${body.length} bytes, ${rowsOfSubject} to a key; ${rounds} rounds; node ${process.version}`,
)
