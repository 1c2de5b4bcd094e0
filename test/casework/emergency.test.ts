import { describe, expect, it } from 'vitest'
import { type Casework, openCasework, type Session } from '../../src/casework/index.ts'
import { type Outcome, ResultAsync } from '../../src/problem.ts'
import type { Purpose } from '../../src/privacy/index.ts'
import { memoryKeyring, memoryMasterKeys } from '../../src/storage/index.ts'
import type { Open } from './county.ts'
import { emergencyLaws } from './emergency-laws.ts'
import { feedLaws } from './feed-laws.ts'

type Given = Parameters<Casework['session']>[0]
type Broken = (session: Session<Purpose>, given: Given, casework: Casework) => Partial<Session<Purpose>>

const opening =
  (broken: Broken): Open =>
  (options) =>
    openCasework(options).map((casework) => ({
      ...casework,
      session: ((given: Given) => {
        const session = casework.session(given)
        return { ...session, ...broken(session, given, casework) }
      }) as unknown as Casework['session'],
    }))

const later = <T>(work: () => Promise<Outcome<T>>) => new ResultAsync(work())
const as = (casework: Casework, given: Given, more: Partial<Given>) => casework.session<Purpose>({ ...given, ...more })

describe('an emergency', () => {
  it.each(emergencyLaws.map((one) => [one.name, one] as const))('%s', (_, one) => one.holds(openCasework))
})
describe('the feed of changes', () => {
  it.each(feedLaws.map((one) => [one.name, one] as const))('%s', (_, one) => one.holds(openCasework))
})

const sealedCasework: Open = (options) =>
  memoryMasterKeys()
    .andThen(memoryKeyring)
    .andThen((keys) => openCasework({ ...options, keys }))
describe('emergencies and the feed over sealed documents', () => {
  const some = [...emergencyLaws, ...feedLaws].filter(({ name }) => !/resumes from any|ends where/.test(name))
  it.each(some.map((one) => [one.name, one] as const))('%s', (_, one) => one.holds(sealedCasework))
})

/** A session with one thing broken on purpose, and the law that has to find it. */
const mutants: readonly (readonly [name: string, law: RegExp, broken: Broken])[] = [
  [
    'opens every file to whoever rescues',
    /the one file/,
    (session, given, casework) => ({
      file: (id) =>
        given.relation.to === 'emergency'
          ? session.breakGlass(id, { reason: 'x', told: 'anybody' }).map(({ view }) => view)
          : as(casework, given, {}).file(id),
    }),
  ],
  [
    'takes an empty reason',
    /a reason and for somebody else/,
    (session) => ({ breakGlass: (id, call) => session.breakGlass(id, { ...call, reason: call.reason.trim() || 'x' }) }),
  ],
  [
    'tells nobody else',
    /a reason and for somebody else/,
    (session) => ({
      breakGlass: (id, call) => session.breakGlass(id, { ...call, told: call.told === 'd1' ? 's1' : call.told }),
    }),
  ],
  [
    'shows first and writes then',
    /before anything is shown/,
    (session, given, casework) => ({
      breakGlass: (id, call) =>
        later(async () => {
          const done = await session.breakGlass(id, call)
          if (done.isOk() || done.error[0].kind !== 'storage') return done
          return (await casework.files.read(given.partition, id)).map(({ file }) => ({ view: file }) as never)
        }),
    }),
  ],
  [
    'lets those in who had to do with the child',
    /nor for anybody who had to do/,
    (_, given, casework) => ({
      breakGlass: (id, call) =>
        as(casework, given, { actor: { ...given.actor, id: `${given.actor.id}x` } }).breakGlass(id, call),
    }),
  ],
  [
    'shows reviews to who broke the glass',
    /neither to who broke the glass/,
    (_, given, casework) => ({
      reviews: (query) => as(casework, given, { actor: { ...given.actor, id: 'somebody' } }).reviews(query),
    }),
  ],
  [
    'lets the actor close the own review',
    /reviewed by somebody else/,
    (_, given, casework) => ({
      closeReview: (id, finding) =>
        as(casework, given, { actor: { ...given.actor, id: 'somebody' } }).closeReview(id, finding),
    }),
  ],
  [
    'never calls a review overdue',
    /shown as overdue/,
    (session) => ({
      reviews: (query) =>
        session
          .reviews(query)
          .map((all) => all.map((one) => ({ ...one, state: one.state === 'closed' ? 'closed' : 'open' }))),
    }),
  ],
  [
    'skips a commit',
    /no commit/,
    (session) => ({
      changes: (query) => session.changes(query).map((page) => ({ ...page, commits: page.commits.slice(1) })),
    }),
  ],
  [
    'tears a commit apart',
    /whole commits/,
    (session) => ({
      changes: (query) =>
        session.changes(query).map((page) => ({
          ...page,
          commits: page.commits.flatMap(({ at, files }) => files.map((file) => ({ at, files: [file] }))),
        })),
    }),
  ],
  [
    'begins anew at every page',
    /resumes from any cursor/,
    (session) => ({ changes: ({ limit = 100 } = {}) => session.changes({ limit }) }),
  ],
  [
    'takes cursors of others',
    /cursor of another/,
    (session) => ({
      changes: (query) => session.changes(query).orElse(() => session.changes()),
    }),
  ],
  [
    'forgets what is gone',
    /tells who saw a file that it is gone/,
    (session) => ({
      changes: (query) =>
        session.changes(query).map((page) => ({
          ...page,
          commits: page.commits
            .map(({ at, files }) => ({ at, files: files.filter(({ state }) => state !== 'gone') }))
            .filter(({ files }) => files.length > 0),
        })),
    }),
  ],
  [
    'gives short pages',
    /fills pages/,
    (session) => ({
      changes: (query) => session.changes({ ...query, limit: Math.max(1, (query?.limit ?? 100) - 1) }),
    }),
  ],
  [
    'tells of commits in which nothing was seen',
    /nothing of what the session may not see/,
    (session) => ({
      changes: (query) =>
        session
          .changes(query)
          .map((page) => ({ ...page, commits: [...page.commits, { at: 'notCollected' as const, files: [] }] })),
    }),
  ],
]

describe('the laws of emergencies and of the feed', () => {
  it.each(mutants)('find one that %s', async (_, name, broken) => {
    const found = [...emergencyLaws, ...feedLaws].find((one) => name.test(one.name))
    expect(found).toBeDefined()
    await expect(found?.holds(opening(broken)) ?? Promise.resolve()).rejects.toThrow()
  })
})
