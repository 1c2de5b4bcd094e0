/**
 * What sealing costs beside WebCrypto alone, over a ledger that keeps nothing, so that no store is measured. Keys are at hand on both sides.
 *
 * The peer does by `crypto.subtle` what the format demands of a batch and nothing else: one AES-256-GCM call for each body and one
 * for the note of the commit, each under a vector drawn for it and with associated data of the length that ours have; one HMAC-SHA-256
 * over each body and one over their list (the fingerprint); one over each secret key (the blind index). Everything of a batch is
 * in flight at once, batches one after another. It has one key where we have one for each subject; its associated data, its texts for
 * HMACs and its keys are made beforehand; it writes no header, checks nothing and asks no keyring. Opening is one
 * decryption for each body, each with a vector of its own.
 * `sealed` is by WebCrypto too, as in a browser; `sealed by Node` by `node:crypto`, as keyrings in files are. `ciphers alone` is the peer
 * without the HMACs. The bar is a rate of 0.80 of the peer, which is its cost plus 25 %.
 *
 * Rounds alternate, the first to go changing; ratios are of rates within a round, and the median counts.
 * Run with: node bench/sealed.ts [rounds] [first words of a contest]
 */
import { meaning } from '../src/storage/commit/intent.ts'
import { genesis } from '../src/storage/driver-rules.ts'
import {
  audited,
  type Change,
  type Draft,
  type Keyring,
  type Ledger,
  type LedgerRow,
  type SealedLedger,
  memoryKeyring,
  memoryMasterKeys,
  openMemory,
  sealed,
} from '../src/storage/index.ts'
import { nodeAes256Gcm } from '../src/storage/node.ts'

const rounds = Number(process.argv[2] ?? 41)
/** Only contests whose names begin so, if given. */
const only = process.argv[3] ?? ''
const partition = '520526'
const rowsOfSubject = 10
const fields = Array.from({ length: 60 }, (_, n) => [`field${n}`, `某县 value ${n}`])
const body = new TextEncoder().encode(`[1,${JSON.stringify(Object.fromEntries(fields))}]`)
const note = new Uint8Array(60)
const { subtle } = globalThis.crypto
const bar = 0.8

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** Rates of the contestants in bodies per second; ratios are to the first one named. */
async function compare(name: string, bodies: number, contestants: Readonly<Record<string, () => Promise<unknown>>>) {
  if (!name.startsWith(only)) return
  const rates = new Map<string, number[]>(Object.keys(contestants).map((one) => [one, []]))
  for (const run of Object.values(contestants)) await run()
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(contestants)
    if (round % 2 === 1) order.reverse()
    for (const [one, run] of order) rates.get(one)?.push(bodies / (await seconds(run)))
  }
  const [[peer, first] = ['', []]] = rates
  const line = [...rates].map(([one, list]) => {
    const ratio = median(list.map((rate, n) => rate / (first[n] ?? 1)))
    const verdict = one.startsWith('sealed') ? (ratio >= bar ? ', bar kept' : ', BELOW THE BAR') : ''
    return `${one} ${Math.round(median(list))}/s${one === peer ? '' : ` (${ratio.toFixed(2)}x${verdict})`}`
  })
  console.log(`${name.padEnd(16)} ${line.join('   ')}`)
}

/** The peer's keys and texts. */
const cipherKey = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const macKey = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
const additionalData = new Uint8Array(88)
const fingerprinted = new Uint8Array(17 + body.length)
const secretText = new Uint8Array(45)
const encrypt = (plain: Uint8Array<ArrayBuffer>) => {
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(12))
  return subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, cipherKey, plain)
}
const mac = (text: Uint8Array<ArrayBuffer>) => subtle.sign('HMAC', macKey, text)

const peerBatch = (size: number) => {
  const list = new Uint8Array(110 * size + 60)
  return () => {
    const work: Promise<unknown>[] = [encrypt(note), mac(list)]
    for (let n = 0; n < size; n++) work.push(encrypt(body), mac(fingerprinted), mac(secretText))
    return Promise.all(work)
  }
}
const cipherBatch = (size: number) => () => {
  const work: Promise<unknown>[] = [encrypt(note)]
  for (let n = 0; n < size; n++) work.push(encrypt(body))
  return Promise.all(work)
}

const subjectOf = (row: number) => `child-${Math.floor(row / rowsOfSubject)}`
const changes = (batch: number, size: number): readonly Change[] =>
  Array.from({ length: size }, (_, i) => {
    const row = batch * size + i
    const keys = { division: [`5205261${row % 30}`], 'secret.idNumber:file': [`52052620150915${row}`] }
    return { subject: subjectOf(row), kind: 'file', id: `v${row}`, expect: 0, body, keys }
  })

const provider = (await memoryMasterKeys())._unsafeUnwrap()
const keyring = async () => (await memoryKeyring(provider))._unsafeUnwrap()
const sealsWith = nodeAes256Gcm
/** As keyrings in files are: the same cipher by `node:crypto`. */
const nodeKeyring = async () => (await memoryKeyring(provider, { sealsWith }))._unsafeUnwrap()

/** A ledger that takes everything and keeps nothing but the last draft, and shows the rows that it is given. */
async function hollow(rows: readonly LedgerRow[] = []) {
  const taken: { draft?: Draft } = {}
  const ledger: Ledger = {
    ...audited(await openMemory()),
    page: () => Promise.resolve({ rows }),
    commit: (draft) => {
      taken.draft = draft
      return Promise.resolve({ outcome: 'written', head: genesis, repeated: false })
    },
  }
  return { ledger, taken }
}

type Batch = () => Promise<unknown>
const times = async (count: number, batch: (n: number) => Promise<unknown>) => {
  for (let n = 0; n < count; n++) await batch(n)
}
const timesOf = (size: number) => Math.max(1, Math.ceil(500 / size))

for (const size of [1, 64, 1000]) {
  const count = timesOf(size)
  const { ledger } = await hollow()
  const layers = { web: sealed(ledger, await keyring()), node: sealed(ledger, await nodeKeyring()) }
  const batches = Array.from({ length: count }, (_, n) => ({
    partition,
    id: `c${n}`,
    note,
    checks: [],
    writes: changes(n, size).map((change) => ({ ...change, version: 1 })),
  }))
  const seal = (layer: SealedLedger) => async (n: number) => {
    const meant = batches[n]!
    const digest = await layer.seal.digest(partition, 'write')
    return layer.commit({ ...meant, fingerprint: meaning(digest, meant) })
  }
  const [peer, ciphers]: Batch[] = [peerBatch(size), cipherBatch(size)]
  await compare(`seal ${size} at once`, count * size, {
    'WebCrypto alone': () => times(count, peer!),
    sealed: () => times(count, seal(layers.web)),
    'sealed by Node': () => times(count, seal(layers.node)),
    'ciphers alone': () => times(count, ciphers!),
  })
}

for (const size of [1, 64, 1000]) {
  const count = timesOf(size)
  const opening = async (keys: Keyring) => {
    const { ledger, taken } = await hollow()
    const draft = { partition, id: 'c', fingerprint: 'f', note, checks: [], writes: changes(0, size) }
    await sealed(ledger, keys).commit(draft)
    const rows = taken.draft!.writes.map(({ expect, ...write }): LedgerRow => ({ ...write, revision: expect + 1 }))
    const layer = sealed((await hollow(rows)).ledger, keys)
    return async () => {
      const page = await layer.page({ partition, index: null, limit: size })
      if (page.rows.length !== size || page.rows.some((row) => row.unopened)) throw new Error('a body did not open')
    }
  }
  const [open, openByNode] = [await opening(await keyring()), await opening(await nodeKeyring())]
  const encrypted = await Promise.all(
    Array.from({ length: size }, async () => {
      const iv = globalThis.crypto.getRandomValues(new Uint8Array(12))
      return { iv, bytes: await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, cipherKey, body) }
    }),
  )
  const decrypt = () =>
    Promise.all(
      encrypted.map(({ iv, bytes }) => subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, cipherKey, bytes)),
    )
  await compare(`open ${size} at once`, count * size, {
    'WebCrypto alone': () => times(count, decrypt),
    sealed: () => times(count, open),
    'sealed by Node': () => times(count, openByNode),
  })
}

/** What stays outside the bar: keys that are made or unwrapped. */
const count = 2000
const wide = await hollow()
const alone = (n: number): Draft => {
  const [write] = changes(n * rowsOfSubject, 1)
  return { partition, id: `c${n}`, fingerprint: 'f', note, checks: [], writes: [write!] }
}
const all: Draft = { ...alone(0), writes: Array.from({ length: count }, (_, n) => alone(n).writes[0]!) }
const thin = (await memoryKeyring(provider, { keysAtHand: 1 }))._unsafeUnwrap()
await sealed(wide.ledger, thin).commit(all)
const rows = wide.taken.draft!.writes.map(({ expect, ...write }): LedgerRow => ({ ...write, revision: expect + 1 }))
const cold = sealed((await hollow(rows)).ledger, thin)
await compare('keys', count, {
  'ciphers alone': cipherBatch(count),
  'a new key for each body': async () => sealed(wide.ledger, await keyring()).commit(all),
  'a key unwrapped for each body': () => cold.page({ partition, index: null, limit: count }),
})
console.log(
  `${body.length} bytes a body, ${rowsOfSubject} bodies to a key; ${rounds} rounds; node ${process.version}; bar ${bar}x`,
)
