import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Digest } from '../../src/digest.ts'
import type { Outcome, Problem } from '../../src/problem.ts'
import { text } from '../../src/problem-text.ts'
import {
  audited,
  collection,
  type Commit,
  commit,
  type Driver,
  erase,
  type Intent,
  type Ledger,
  openMemory,
  type Receipt,
  type Staged,
  verify,
} from '../../src/storage/index.ts'

const county = '520526'
const canary = 'CANARY-廿卅卌'
let driver: Driver
let ledger: Ledger
beforeEach(async () => {
  driver = await openMemory()
  ledger = audited(driver)
})

/** A law of ledgers that are not sealed: a sealed one has a keyed digest of its own. */
const plainly: (name: string, law: () => Promise<void>) => unknown =
  'seal' in audited(await openMemory()) ? () => undefined : it

const Name = z.strictObject({ name: z.string().max(20) })
const filesIn = (of: Ledger) => collection(of, { kind: 'file', schema: Name, version: 1, keys: { all: () => ['x'] } })
const visitsIn = (of: Ledger) => collection(of, { kind: 'visit', schema: z.strictObject({ n: z.int() }), version: 1 })
const file = (subject: string, name = 'n', expectNow = 0) =>
  filesIn(ledger).put({ subject, id: subject, expect: expectNow, document: { name } })
const visit = (subject: string, id: string, n = 0, expectNow = 0) =>
  visitsIn(ledger).put({ subject, id, expect: expectNow, document: { n } })
const intent = (id: string, writes: readonly Outcome<Staged>[], more: Partial<Intent> = {}): Intent => ({
  partition: county,
  id,
  note: { actor: 'worker-1' },
  writes,
  ...more,
})
const write = async (id: string, ...writes: readonly Outcome<Staged>[]): Promise<Receipt> =>
  (await commit(ledger, intent(id, writes)))._unsafeUnwrap()
const problems = async (attempt: ReturnType<typeof commit>): Promise<readonly Problem[]> => {
  const found = (await attempt)._unsafeUnwrapErr()
  const shown = JSON.stringify(found) + found.map((problem) => text(problem, 'zh') + text(problem, 'en')).join()
  expect(shown).not.toContain('CANARY')
  return found
}
const brief = async (attempt: ReturnType<typeof commit>) =>
  (await problems(attempt)).map(({ path, code }) => `${path} ${code}`)
const rows = async () =>
  (await driver.page({ partition: county, index: null, limit: 99 })).rows.map(
    ({ kind, id, revision }) => `${kind} ${id} ${revision}`,
  )

/** The ledger, whose commits and erasures are answered by something else first. */
const answering = (answer: (real: () => Promise<Commit>) => Promise<Commit>): Ledger => ({
  ...ledger,
  commit: (draft) => answer(() => ledger.commit(draft)),
  erase: (removal) => answer(() => ledger.erase(removal)),
})

describe('commit', () => {
  it('writes documents of several kinds at once, in one entry of the log', async () => {
    const receipt = await write('c1', file('s1'), visit('s1', 'v1'), visit('s1', 'v2'))
    expect(receipt.repeated).toBe(false)
    const [entry] = await driver.log({ partition: county, after: 0, limit: 9 })
    expect(entry?.head).toEqual(receipt.head)
    expect(entry?.writes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['file s1', 'visit v1', 'visit v2'])
    expect((await verify(driver, county))._unsafeUnwrap()).toEqual({ head: receipt.head, faults: [] })
  })
  it('writes all or nothing, and names every problem of every write by its place', async () => {
    const bad = filesIn(ledger).put({ subject: 's 2', id: canary, document: { name: 'x' } })
    const wrong = filesIn(ledger).put({
      subject: 's3',
      id: 's3',
      document: { name: canary.repeat(9), more: 1 } as never,
    })
    const found = await brief(commit(ledger, intent('c1', [file('s1'), bad, wrong])))
    expect(found).toEqual([
      '/writes/1/subject bad-key',
      '/writes/1/id bad-key',
      '/writes/2/document/name too-large',
      '/writes/2/document unknown-field',
    ])
    expect(await rows()).toEqual([])
  })
  it('refuses ids, notes and checks that cannot be kept, all at once', async () => {
    const checks = [{ subject: 's', kind: '', id: 'x', expect: -1 }]
    const found = await brief(commit(ledger, { partition: canary, id: '', note: { at: 1n }, writes: [], checks }))
    expect(found).toEqual([
      '/partition bad-key',
      '/id bad-key',
      '/note invalid-type',
      '/checks/0/kind bad-key',
      '/checks/0/expect invalid-value',
    ])
  })
  it('refuses a document that is written twice', async () => {
    const found = await brief(
      commit(ledger, intent('c1', [file('s1'), visit('s1', 'v1'), file('s1', 'again'), visit('s1', 'v1', 1, 1)])),
    )
    expect(found).toEqual(['/writes/2 duplicate', '/writes/3 duplicate'])
  })
  it('says where somebody was faster, and which revision is there, whatever the order of the writes', async () => {
    await write('c1', file('s1'), file('s2'))
    await write('c2', file('s2', 'b', 1))
    const checks = [{ subject: 's1', kind: 'file', id: 's1', expect: 3 }]
    const stale = [file('s2', 'c', 1), visit('s1', 'v1'), file('s1', 'c')]
    const found = await problems(commit(ledger, intent('c3', stale, { checks })))
    expect(found).toEqual([
      {
        kind: 'conflict',
        path: '/checks/0',
        code: 'conflict',
        message: expect.any(String) as string,
        expected: 3,
        found: 1,
      },
      {
        kind: 'conflict',
        path: '/writes/2',
        code: 'conflict',
        message: expect.any(String) as string,
        expected: 0,
        found: 1,
      },
      {
        kind: 'conflict',
        path: '/writes/0',
        code: 'conflict',
        message: expect.any(String) as string,
        expected: 1,
        found: 2,
      },
    ])
    const turned = await problems(commit(ledger, intent('c3', [...stale].reverse(), { checks })))
    expect(turned.map(({ path }) => path)).toEqual(['/checks/0', '/writes/0', '/writes/2'])
    expect(await rows()).toEqual(['file s1 1', 'file s2 2'])
  })
  it('checks rows that it does not write', async () => {
    await write('c1', file('s1'))
    const checks = [{ subject: 's1', kind: 'file', id: 's1', expect: 1 }]
    expect((await commit(ledger, intent('c2', [visit('s1', 'v1')], { checks }))).isOk()).toBe(true)
    await write('c3', file('s1', 'b', 1))
    expect(await brief(commit(ledger, intent('c4', [visit('s1', 'v2')], { checks })))).toEqual(['/checks/0 conflict'])
  })
  it('may have no writes, for something that is to be on record', async () => {
    expect((await write('c1')).head.seq).toBe(1)
  })
})

describe('a commit id', () => {
  it('with the same writes is a retry: the same answer, in any order of writes, with any note, whatever happened since', async () => {
    const writes = [file('s1'), visit('s1', 'v1'), visit('s2', 'v1')]
    const first = await write('c1', ...writes)
    await write('c2', file('s1', 'b', 1))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(writes, { minLength: 3 }), fc.jsonValue(), async (shuffled, note) => {
        fc.pre(!JSON.stringify(note).includes('__proto__'))
        expect((await commit(ledger, intent('c1', shuffled, { note })))._unsafeUnwrap()).toEqual({
          ...first,
          repeated: true,
        })
      }),
      { numRuns: 30 },
    )
    expect(await rows()).toEqual(['file s1 2', 'visit v1 1', 'visit v1 1'])
  })
  it('with other writes, revisions, checks or an erasure is refused', async () => {
    const writes = [file('s1'), visit('s1', 'v1')]
    await write('c1', ...writes)
    const others: readonly Intent[] = [
      intent('c1', []),
      intent('c1', writes.slice(0, 1)),
      intent('c1', [file('s1', 'other'), visit('s1', 'v1')]),
      intent('c1', [file('s1', 'n', 1), visit('s1', 'v1')]),
      intent('c1', [filesIn(ledger).remove({ subject: 's1', id: 's1', expect: 1 })]),
      intent('c1', writes, { checks: [{ subject: 's9', kind: 'file', id: 's9', expect: 0 }] }),
    ]
    for (const other of others) expect(await brief(commit(ledger, other))).toEqual([' commit-id-reused'])
    expect(await brief(erase(ledger, { partition: county, id: 'c1', note: {}, subject: 's1' }))).toEqual([
      ' commit-id-reused',
    ])
    expect((await commit(ledger, { ...intent('c1', [file('s1', 'other')]), partition: '520527' })).isOk()).toBe(true)
    expect(await rows()).toEqual(['file s1 1', 'visit v1 1'])
  })
  plainly('is of a meaning that only the holder of a key can try to guess, if the digest is keyed', async () => {
    const keyed = (key: string): Digest => ({
      id: 'hmac',
      hash: (bytes) => createHmac('sha256', key).update(bytes).digest(),
    })
    await commit(ledger, intent('c1', [file('s1')]), keyed('a'))
    expect((await commit(ledger, intent('c1', [file('s1')]), keyed('a')))._unsafeUnwrap().repeated).toBe(true)
    expect(await brief(commit(ledger, intent('c1', [file('s1')]), keyed('b')))).toEqual([' commit-id-reused'])
    const [entry] = await driver.log({ partition: county, after: 0, limit: 1 })
    await commit(audited(driver), { ...intent('c1', [file('s1')]), partition: 'plain' })
    const [plain] = await driver.log({ partition: 'plain', after: 0, limit: 1 })
    expect(entry?.fingerprint).not.toBe(plain?.fingerprint)
  })
})

describe('a store that is busy', () => {
  it('is tried five times in all, and then it is said that nothing was written', async () => {
    for (const [refusals, succeeds] of [
      [0, true],
      [4, true],
      [5, false],
      [99, false],
    ] as const) {
      let left: number = refusals
      let calls = 0
      const busy = answering((real) => (calls++, left-- > 0 ? Promise.resolve({ outcome: 'busy' }) : real()))
      const answer = await commit(busy, intent(`c${refusals}`, [file(`s${refusals}`)]))
      expect([answer.isOk(), calls]).toEqual([succeeds, Math.min(refusals + 1, 5)])
      if (answer.isErr())
        expect(answer.error).toMatchObject([{ kind: 'storage', code: 'busy', outcome: 'not-written', retry: true }])
    }
  })
})

describe('an answer that was lost', () => {
  it('is unknown, worth another try, and settled by the same id, written or not', async () => {
    for (const reaches of [true, false]) {
      let fails = true
      const losing = answering(async (real) => {
        if (reaches || !fails) await real()
        if (fails) throw Object.assign(new Error(canary), { code: 'SQLITE_1034' })
        return real()
      })
      const lost = intent(`c-${reaches}`, [file(`s-${reaches}`)])
      expect(await problems(commit(losing, lost))).toMatchObject([
        { kind: 'storage', code: 'outcome-unknown', outcome: 'unknown', retry: true, engineCode: 'SQLITE_1034' },
      ])
      fails = false
      expect((await commit(ledger, lost))._unsafeUnwrap().repeated).toBe(reaches)
      const removal = { partition: county, id: `e-${reaches}`, note: {}, subject: `s-${reaches}` }
      fails = true
      expect(await brief(erase(losing, removal))).toEqual([' outcome-unknown'])
      expect((await erase(ledger, removal))._unsafeUnwrap().repeated).toBe(reaches)
    }
  })
})

describe('a refusal', () => {
  it('is told by its code, as final, with nothing written', async () => {
    for (const why of [
      'full',
      'read-only',
      'newer-format',
      'subject-erased',
      'too-large',
      'commit-id-reused',
    ] as const) {
      const refusing = answering(() => Promise.resolve({ outcome: 'refused', why }))
      const expected = [{ kind: 'storage', path: '', code: why, outcome: 'not-written', retry: false, engineCode: '' }]
      expect(await problems(commit(refusing, intent('c1', [file('s1')])))).toMatchObject(expected)
      expect(await problems(erase(refusing, { partition: county, id: 'c1', note: {}, subject: 's1' }))).toMatchObject(
        expected,
      )
    }
  })
  it('of a document that is too large says which', async () => {
    const small: Ledger = {
      ...answering(() => Promise.resolve({ outcome: 'refused', why: 'too-large' })),
      guarantees: { ...ledger.guarantees, bodyBytes: 100 },
    }
    const notes = collection(small, { kind: 'note', schema: z.string(), version: 1 })
    const note = (length: number) => notes.put({ subject: 's1', id: `n${length}`, document: 'x'.repeat(length) })
    expect(await brief(commit(small, intent('c1', [note(94), note(97), note(93)])))).toEqual([
      '/writes/1/document too-large',
    ])
    expect(await brief(commit(small, intent('c1', [note(93), note(94)])))).toEqual([' too-large'])
  })
  it('of a write over what cannot be read says that the store is unavailable', async () => {
    const failing: Ledger = { ...ledger, get: () => Promise.reject(new Error(canary)) }
    expect(await brief(commit(failing, intent('c1', [file('s1', 'n', 1)])))).toEqual([' unavailable'])
  })
  it('is a problem even if a store names no reason for a conflict', async () => {
    expect(
      await brief(
        commit(
          answering(() => Promise.resolve({ outcome: 'conflict', at: [] })),
          intent('c1', []),
        ),
      ),
    ).toEqual([' corrupt'])
  })
})

describe('erase', () => {
  it('takes away everything of a subject and nothing of others, once and for all', async () => {
    await write('c1', file('s1', canary), visit('s1', 'v1'), file('s2'))
    const removal = { partition: county, id: 'e1', note: { by: ['lead', 'deputy'] }, subject: 's1' }
    const erased = (await erase(ledger, removal))._unsafeUnwrap()
    expect(erased.head.seq).toBe(2)
    expect((await erase(ledger, { ...removal, note: 'another clock' }))._unsafeUnwrap()).toEqual({
      ...erased,
      repeated: true,
    })
    expect(await rows()).toEqual(['file s2 1'])
    expect(
      JSON.stringify(await driver.log({ partition: county, after: 0, limit: 9 }), (_, item: unknown) =>
        item instanceof Uint8Array ? new TextDecoder().decode(item) : item,
      ),
    ).not.toContain('CANARY')
    expect(await brief(commit(ledger, intent('c2', [file('s2', 'b', 1), visit('s1', 'v2')])))).toEqual([
      ' subject-erased',
    ])
    expect((await verify(driver, county))._unsafeUnwrap().faults).toEqual([])
  })
  it('refuses subjects, ids and notes that cannot be kept', async () => {
    expect(await brief(erase(ledger, { partition: ' ', id: '', note: Number.NaN, subject: canary }))).toEqual([
      '/partition bad-key',
      '/id bad-key',
      '/note not-finite',
      '/subject bad-key',
    ])
  })
})
