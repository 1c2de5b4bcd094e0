import { describe, expect, it } from 'vitest'
import { type Casework, openCasework, type Session } from '../../src/casework/index.ts'
import type { Purpose } from '../../src/privacy/index.ts'
import { ok } from '../../src/problem.ts'
import type { Open } from './county.ts'
import { laws } from './session-laws.ts'

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

/** A session with one thing broken on purpose, and the law that has to find it. */
const mutants: readonly (readonly [name: string, law: RegExp, broken: Broken])[] = [
  [
    'shows files past the view',
    /what belongs to the purpose/,
    (_, { files }) => ({ file: (id) => files.read('520526', id).map(({ file }) => file as never) }),
  ],
  [
    'reads without a note',
    /notes every reading/,
    (_, { files }) => ({ file: (id) => files.read('520526', id).map(({ file }) => file as never) }),
  ],
  [
    'notes twice',
    /notes every reading/,
    (session) => ({ file: (id) => session.file(id).andThen(() => session.file(id)) }),
  ],
  [
    'counts one too many',
    /fills pages/,
    (session) => ({ count: (query) => session.count(query).map((count) => count + 1) }),
  ],
  [
    'ends pages early',
    /fills pages/,
    (session) => ({ page: (query) => session.page(query).map(({ views }) => ({ views: views.slice(0, 1) })) }),
  ],
  [
    'has a next page that is empty',
    /fills pages/,
    (session) => ({ page: (query) => session.page(query).map((page) => ({ next: 'x', ...page })) }),
  ],
  [
    'answers revisions',
    /what belongs to the purpose/,
    (session) => ({ file: (id) => session.file(id).map((view) => ({ ...view, revision: 1 })) }),
  ],
  [
    'erases on one word',
    /on the word of two/,
    (session) => ({ erase: (id, ground) => session.erase(id, ground).map(() => ({ state: 'accepted' })) }),
  ],
  [
    'forgets the first of the past',
    /tells the past/,
    (session) => ({ history: (id) => session.history(id).map((past) => past.slice(1)) }),
  ],
  [
    'tells of every commit',
    /tells the past/,
    (session) => ({ history: (id) => session.history(id).map((past) => past.flatMap((one) => [one, one])) }),
  ],
  [
    'hands over nothing and says so of all',
    /exactly one other/,
    () => ({ handOver: () => openedOk({ children: ['c1', 'c3'] }) }),
  ],
  ['shows an empty log', /log for auditors/, (session) => ({ log: (query) => session.log(query).map(() => []) })],
  ['opens the log to all', /log for auditors/, () => ({ log: () => openedOk([]) })],
  [
    'copies without readers',
    /a parent a copy/,
    (session) => ({ copy: (id) => session.copy(id).map((copy) => ({ ...copy, reads: [] })) }),
  ],
  ['swallows reports', /takes a report/, () => ({ report: () => openedOk(undefined) })],
  [
    'says that it changed and did not',
    /changes what was seen/,
    (session) => ({ change: (id, _, edit) => session.file(id).andThen((view) => edit(view)) }),
  ],
]

const openedOk = <T>(value: T) =>
  openCasework({ driver: {} as never, keys: 'unsealed', clock: () => '2026-09-15T08:00:00Z' }).andThen(() => ok(value))

describe('the laws of a session', () => {
  it.each(mutants)('find one that %s', async (_, name, broken) => {
    const law = laws.find((one) => name.test(one.name))
    await expect(law?.holds(opening(broken)) ?? Promise.resolve()).rejects.toThrow()
  })
})
