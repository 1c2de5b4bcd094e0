import { describe, expect, it } from 'vitest'
import { type Casework, openCasework, type Session } from '../../src/casework/index.ts'
import type { Purpose } from '../../src/privacy/index.ts'
import { ok } from '../../src/problem.ts'
import { memoryKeyring, memoryMasterKeys } from '../../src/storage/index.ts'
import type { Open } from './county.ts'
import { laws } from './offline-laws.ts'

describe('a session that merges', () => {
  it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(openCasework), 20_000)
})

const sealedCasework: Open = (options) =>
  memoryMasterKeys()
    .andThen(memoryKeyring)
    .andThen((keys) => openCasework({ ...options, keys }))
describe('a session that merges over sealed documents', () => {
  it.each(laws.slice(1).map((law) => [law.name, law] as const))('%s', (_, law) => law.holds(sealedCasework))
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

let fresh = 0
const mutants: readonly (readonly [name: string, law: RegExp, broken: Broken])[] = [
  [
    'judges by the present',
    /plain model|what the device saw/,
    (session) => ({
      merge: (id, delivery) => session.checkout(id).andThen(({ trunk }) => session.merge(id, { ...delivery, trunk })),
    }),
  ],
  [
    'merges every delivery anew',
    /delivery once/,
    (session) => ({ merge: (id, delivery) => session.merge(id, { ...delivery, id: `fresh-${++fresh}` }) }),
  ],
  [
    'takes any trunk',
    /no trunk but/,
    (session) => ({
      merge: (id, delivery) =>
        session
          .merge(id, delivery)
          .orElse(() => session.checkout(id).andThen(({ trunk }) => session.merge(id, { ...delivery, trunk }))),
    }),
  ],
  ['hides conflicts', /both words/, () => ({ conflicts: () => openedOk([]) })],
  [
    'tells of every conflict',
    /tells nobody/,
    (session) => ({ conflicts: (id) => session.conflicts(id).map((all) => [...all, ...all]) }),
  ],
  ['shows no stranded edits', /revoked/, () => ({ stranded: () => openedOk([]) })],
  [
    'forgets what it refused',
    /in silence/,
    (session) => ({ merge: (id, d) => session.merge(id, d).map((done) => ({ ...done, refused: [] })) }),
  ],
  ['settles and does not', /both words/, (session) => ({ settle: (id) => session.file(id) })],
  [
    'merges sound deliveries only as a whole',
    /in silence/,
    (session) => ({ merge: (id, delivery) => session.merge(id, { ...delivery, edits: delivery.edits.slice(0, 1) }) }),
  ],
  [
    'reviews and takes nothing',
    /revoked/,
    (session) => ({ review: (id, review) => session.review(id, { ...review, decision: 'setAside' }) }),
  ],
]
const openedOk = <T>(value: T) =>
  openCasework({ driver: {} as never, keys: 'unsealed', clock: () => '2026-09-15T08:00:00Z' }).andThen(() => ok(value))

describe('the laws of merging', () => {
  it.each(mutants)('find one that %s', async (_, name, broken) => {
    const found = laws.filter((one) => name.test(one.name))
    expect(found.length).toBeGreaterThan(0)
    for (const law of found.slice(-1)) await expect(law.holds(opening(broken))).rejects.toThrow()
  })
})
