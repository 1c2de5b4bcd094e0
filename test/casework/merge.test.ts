import { describe, expect, it } from 'vitest'
import { type Casework, openCasework, type Session } from '../../src/casework/index.ts'
import type { Purpose } from '../../src/privacy/index.ts'
import { type Batch, type Driver, memoryKeyring, memoryMasterKeys, type Row } from '../../src/storage/index.ts'
import { type Open, partition } from './county.ts'
import { laws } from './merge-laws.ts'

describe('mergeFiles', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(openCasework), 60_000)
})

const sealedCasework: Open = (options) =>
  memoryMasterKeys()
    .andThen(memoryKeyring)
    .andThen((keys) => openCasework({ ...options, keys }))
describe('mergeFiles over sealed documents', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(sealedCasework), 60_000)
})

type Broken = (
  session: Session<Purpose>,
  casework: Casework,
  given: Parameters<Casework['session']>[0],
) => Partial<Session<Purpose>>
const opening =
  (broken: Broken): Open =>
  (options) =>
    openCasework(options).map((casework) => ({
      ...casework,
      session: ((given: Parameters<Casework['session']>[0]) => {
        const session = casework.session(given)
        return { ...session, ...broken(session, casework, given) }
      }) as unknown as Casework['session'],
    }))

/** A store that lets some writes of a merge, or of its end, fall under the table. */
const dropping =
  (at: 'merge' | 'undo', drops: (write: Batch['writes'][number]) => boolean): Open =>
  (options) => {
    const { driver } = options
    const isIt = ({ writes }: Batch): boolean =>
      writes.some(({ kind, body }) => kind === 'mergedInto' && (body !== null) === (at === 'merge'))
    const leaky: Driver = {
      ...driver,
      commit: (batch) =>
        driver.commit(isIt(batch) ? { ...batch, writes: batch.writes.filter((one) => !drops(one)) } : batch),
    }
    return openCasework({ ...options, driver: leaky })
  }

/** A store that does not show rows of some kinds. */
const blind =
  (...kinds: readonly string[]): Open =>
  (options) => {
    const { driver } = options
    const sees = (row: Row | undefined): row is Row => row !== undefined && !kinds.includes(row.kind)
    return openCasework({
      ...options,
      driver: {
        ...driver,
        get: async (at, places) => (await driver.get(at, places)).map((row) => (sees(row) ? row : undefined)),
        page: async (query) => {
          const page = await driver.page(query)
          return { ...page, rows: page.rows.filter(sees) }
        },
      },
    })
  }

const mutants: readonly (readonly [name: string, law: RegExp, open: Open])[] = [
  ['forgets volunteers', /everything that names/, dropping('merge', ({ kind }) => kind === 'volunteer')],
  ['forgets brothers and sisters', /everything that names/, dropping('merge', ({ subject }) => /^b\d/.test(subject))],
  [
    'loses agreements on the way',
    /everything that names/,
    dropping('merge', ({ kind, body }) => kind === 'agreement' && body !== null),
  ],
  ['copies needs', /everything that names/, dropping('merge', ({ kind, body }) => kind === 'need' && body === null)],
  ['forgets records of others', /everything that names/, dropping('merge', ({ kind }) => kind === 'call')],
  [
    'leaves entries under the old id',
    /everything that names/,
    dropping('merge', ({ subject, kind, body }) => subject === 'c2' && kind !== 'file' && body === null),
  ],
  [
    'keeps two files',
    /one file with everything/,
    dropping('merge', ({ kind, body }) => kind === 'file' && body === null),
  ],
  ['forgets the old id', /one file with everything/, blind('mergedInto')],
  ['writes no steps', /to the byte, whatever/, dropping('merge', ({ kind }) => kind === 'mergeStep')],
  [
    'keeps the union',
    /to the byte, whatever/,
    dropping('undo', ({ kind, subject }) => kind === 'file' && subject === 'c1'),
  ],
  ['brings no agreement back', /wherever it lies/, dropping('undo', ({ kind }) => kind === 'agreement')],
  [
    'gives entries back as they were',
    /file that the rule names/,
    dropping('undo', ({ subject, kind, body }) => subject === 'c2' && kind === 'contacts' && body !== null),
  ],
  [
    'needs one person',
    /on the word of two/,
    opening((session, casework, given) => ({
      mergeFiles: (id, order) =>
        session.mergeFiles(id, order).andThen(() =>
          casework
            .session({
              ...given,
              actor: { id: 'nobody', role: 'supervisor' },
              relation: { to: 'area', divisions: [partition] },
            })
            .mergeFiles(id, order),
        ),
    })),
  ],
  [
    'does not wait for the house',
    /on the word of two/,
    opening((session, casework) => ({
      mergeFiles: (id, order) =>
        session.mergeFiles(id, order).andThen((answer) => casework.settleMerges(partition).map(() => answer)),
    })),
  ],
  ['does not see holds', /a matter is open/, blind('hold')],
  ['does not see incidents', /a matter is open/, blind('incidents')],
  ['does not see conflicts', /waits for conflicts/, blind('conflict')],
  [
    'erases the one id only',
    /erased as a whole/,
    (options) =>
      openCasework({
        ...options,
        driver: {
          ...options.driver,
          erase: (erasure) =>
            erasure.subject === 'c1'
              ? options.driver.erase(erasure)
              : Promise.resolve({ outcome: 'written', head: { seq: 1, hash: '' }, repeated: true }),
        },
      }),
  ],
]

describe('the laws of a merge', () => {
  it.each(mutants)('find a store that %s', async (_, name, open) => {
    const law = laws.find((one) => name.test(one.name))
    await expect(law?.holds(open) ?? Promise.resolve()).rejects.toThrow()
  })
})
