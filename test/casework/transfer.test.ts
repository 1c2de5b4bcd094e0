import { describe, expect, it } from 'vitest'
import { type Casework, openCasework, type Session } from '../../src/casework/index.ts'
import type { Purpose } from '../../src/privacy/index.ts'
import { ok } from '../../src/problem.ts'
import { type Batch, type Driver, memoryKeyring, memoryMasterKeys } from '../../src/storage/index.ts'
import type { Open } from './county.ts'
import { laws } from './transfer-laws.ts'

describe('a transfer', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(openCasework), 30_000)
})

const sealedCasework: Open = (options) =>
  memoryMasterKeys()
    .andThen(memoryKeyring)
    .andThen((keys) => openCasework({ ...options, keys }))
const quick = laws.filter(({ name }) => !/wherever it is cut|while it moves/.test(name))
describe('a transfer over sealed documents', () => {
  it.each(quick.map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(sealedCasework))
})

type Broken = (session: Session<Purpose>, casework: Casework) => Partial<Session<Purpose>>
const opening =
  (broken: Broken): Open =>
  (options) =>
    openCasework(options).map((casework) => ({
      ...casework,
      session: ((given: Parameters<Casework['session']>[0]) => {
        const session = casework.session(given)
        return { ...session, ...broken(session, casework) }
      }) as unknown as Casework['session'],
    }))
/** A store that lets some writes of what moves fall under the table. */
const dropping =
  (drops: (batch: Batch, write: Batch['writes'][number]) => boolean): Open =>
  (options) => {
    const { driver } = options
    const leaky: Driver = {
      ...driver,
      commit: (batch) => driver.commit({ ...batch, writes: batch.writes.filter((one) => !drops(batch, one)) }),
    }
    return openCasework({ ...options, driver: leaky })
  }
const moves = (batch: Batch): boolean => batch.writes.some(({ kind }) => kind === 'transfer')
const openedOk = <T>(value: T) =>
  openCasework({ driver: {} as never, keys: 'unsealed', clock: () => '2026-09-15T08:00:00Z' }).andThen(() => ok(value))
const taking = { as: 'childDirector', id: 'x1', name: '新', division: '520527100200' } as const

const mutants: readonly (readonly [name: string, law: RegExp, open: Open])[] = [
  [
    'leaves incidents behind',
    /all that lies/,
    dropping(({ partition }, { kind }) => partition === '520527' && kind === 'incidents'),
  ],
  ['forgets holds', /all that lies/, dropping(({ partition }, { kind }) => partition === '520527' && kind === 'hold')],
  [
    'keeps the file at both places',
    /all that lies/,
    dropping((batch, { body, kind }) => moves(batch) && body === null && kind === 'file'),
  ],
  [
    'keeps entries at the old place',
    /leaves a stub/,
    dropping(({ partition }, { body, kind }) => partition === '520526' && body === null && kind !== 'file'),
  ],
  [
    'waits for no answer',
    /responsible until/,
    opening((session, casework) => ({
      offer: (id, offer) =>
        session.offer(id, offer).andThen((made) =>
          casework
            .session({
              partition: offer.to,
              actor: { id: 'r1', role: 'supervisor' },
              purpose: 'care',
              relation: { to: 'area', divisions: [offer.to] },
            })
            .accept(offer.id, taking)
            .map(() => made),
        ),
    })),
  ],
  [
    'accepts in words',
    /all that lies/,
    opening((session) => ({ accept: () => session.transfers().map(([one]) => one as never) })),
  ],
  [
    'declines in words',
    /responsible until/,
    opening((session) => ({ decline: () => session.transfers().map(([one]) => one as never) })),
  ],
  ['forgets where it went', /leaves a stub/, opening(() => ({ transfers: () => openedOk([]) }))],
  [
    'offers to anybody who asks',
    /by those who may/,
    opening((session) => ({ accept: (id, charge) => session.accept(id, charge).orElse(() => openedOk({} as never)) })),
  ],
]
describe('the laws of transfers', () => {
  it.each(mutants)('find one that %s', async (_, name, open) => {
    const found = laws.find((one) => name.test(one.name))
    await expect(found?.holds(open) ?? Promise.resolve()).rejects.toThrow()
  })
})
