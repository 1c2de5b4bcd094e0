import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as Key from '../../src/storage/collection/key.ts'
import type * as Random from '../../src/storage/random.ts'
import type * as Cipher from '../../src/storage/sealed/ciphers/cipher-key.ts'
import type * as Chest from '../../src/storage/sealed/keys/key-access.ts'
import type * as Root from '../../src/storage/sealed/keys/partition-root.ts'
import type * as Opening from '../../src/storage/sealed/opening.ts'
import type * as Bytes from '../../src/storage/sealed/sealed-bytes.ts'
import type * as Sealing from '../../src/storage/sealed/sealing.ts'
import { laws } from './sealed-laws.ts'
import type { Room } from './sealed-scene.ts'

const sealedFolder = '../../src/storage/sealed'
const paths = {
  random: '../../src/storage/random.ts',
  key: '../../src/storage/collection/key.ts',
  cipher: `${sealedFolder}/ciphers/cipher-key.ts`,
  chest: `${sealedFolder}/keys/key-access.ts`,
  root: `${sealedFolder}/keys/partition-root.ts`,
  opening: `${sealedFolder}/opening.ts`,
  bytes: `${sealedFolder}/sealed-bytes.ts`,
  sealing: `${sealedFolder}/sealing.ts`,
} as const

/** The storage room with one module broken. */
async function broken<M extends object>(module: keyof typeof paths, breaking: (real: M) => Partial<M>): Promise<Room> {
  vi.resetModules()
  vi.doMock(paths[module], async (original) => {
    const real = await original<M>()
    return { ...real, ...breaking(real) }
  })
  return import('../../src/storage/index.ts')
}

afterEach(() => {
  for (const path of Object.values(paths)) vi.doUnmock(path)
  vi.resetModules()
})

/** Bodies and notes bound to their place but for a part of it. */
const place = (change: (place: Bytes.Place) => Bytes.Place) =>
  broken<typeof Bytes>('bytes', (real) => ({
    sealIn: (at, ...rest) => real.sealIn(change(at), ...rest),
    openIn: (at, ...rest) => real.openIn(change(at), ...rest),
  }))

const nothing = new Uint8Array()

const mutants: readonly (readonly [what: string, make: () => Promise<Room>, caughtBy: RegExp])[] = [
  [
    'binds nothing to its place',
    () =>
      broken<typeof Cipher>('cipher', (real) => ({
        cipherKey: async (...given) => {
          const key = await real.cipherKey(...given)
          return {
            ...key,
            seal: (plain, vector) => key.seal(plain, vector, nothing),
            open: (sealed, vector) => key.open(sealed, vector, nothing),
          }
        },
      })),
    /any place but its own/,
  ],
  ...(
    [
      ['the id', { id: 'x' }],
      ['the kind', { kind: 'x' }],
      ['the revision', { revision: 0 }],
    ] as const
  ).map(
    ([what, part]) =>
      [
        `forgets ${what} in what bodies are bound to`,
        () => place((at) => (at.of === 'body' ? { ...at, ...part } : at)),
        /any place but its own/,
      ] as const,
  ),
  [
    'forgets which commit a note belongs to',
    () => place((at) => (at.of === 'note' ? { ...at, id: 'x' } : at)),
    /of the past/,
  ],
  [
    'seals under a vector that never changes',
    () =>
      broken<typeof Random>('random', (real) => ({
        randomBytes: (count) => (count % 12 === 0 ? new Uint8Array(count) : real.randomBytes(count)),
      })),
    /another vector each time/,
  ],
  [
    'destroys no key',
    () =>
      broken<typeof Chest>('chest', (real) => ({
        keyChest: (...given) => {
          const chest = real.keyChest(...given)
          return { ...chest, access: { ...chest.access, destroy: () => Promise.resolve() } }
        },
      })),
    /erases for ever/,
  ],
  [
    'makes secret keys without the key of the partition',
    () =>
      broken<typeof Root>('root', (real) => ({
        partitionRoot: (key) => ({ ...real.partitionRoot(key), blind: real.partitionRoot(new Uint8Array(32)).blind }),
      })),
    /nowhere else/,
  ],
  [
    'makes secret keys alike in all indexes',
    () =>
      broken<typeof Root>('root', (real) => ({
        partitionRoot: (key) => {
          const root = real.partitionRoot(key)
          return { ...root, blind: (_, text) => root.blind('x', text) }
        },
      })),
    /nowhere else/,
  ],
  [
    'keeps secret keys as they are',
    () => broken<typeof Key>('key', () => ({ isSecretIndex: () => false })),
    /keeps no byte/,
  ],
  [
    'makes fingerprints without a key',
    () =>
      broken<typeof Root>('root', (real) => ({
        partitionRoot: (key) => ({ ...real.partitionRoot(key), digest: real.partitionRoot(new Uint8Array(32)).digest }),
      })),
    /keeps no digest/,
  ],
  [
    'shows what lies open as if it had been sealed',
    () =>
      broken<typeof Opening>('opening', (real) => ({
        openRows: async (access, partition, rows) => {
          const opened = await real.openRows(access, partition, rows)
          return opened.map((row, n) => (row.unopened === 'not-sealed' ? rows[n]! : row))
        },
      })),
    /lies open/,
  ],
  [
    'leaves notes open',
    () =>
      broken<typeof Sealing>('sealing', (real) => ({
        sealDraft: async (access, draft) => {
          const sealed = await real.sealDraft(access, draft)
          return sealed && { ...sealed, note: draft.note }
        },
      })),
    /keeps no byte/,
  ],
  [
    'takes a body for opened when it was not',
    () =>
      broken<typeof Cipher>('cipher', (real) => ({
        cipherKey: async (...given) => {
          const key = await real.cipherKey(...given)
          return {
            ...key,
            open: async (...sealed) => (await key.open(...sealed)) ?? encode('[3,{"seen":""}]'),
          }
        },
      })),
    /any bit changed/,
  ],
]

const encode = (text: string) => new TextEncoder().encode(text)

describe('the laws of sealed ledgers', () => {
  it.each(mutants)('find a room that %s', async (_, make, caughtBy) => {
    const room = await make()
    const found: string[] = []
    for (const law of laws)
      try {
        await law.run(room)
      } catch {
        found.push(law.name)
      }
    expect(
      found.some((name) => caughtBy.test(name)),
      found.join(', '),
    ).toBe(true)
  })
  it('find nothing in a room that is whole', async () => {
    const room = await broken<typeof Random>('random', () => ({}))
    for (const law of laws) await law.run(room)
  })
})
