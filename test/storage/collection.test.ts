import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { canonicalJson } from '../../src/canonical.ts'
import { PlainDate } from '../../src/date.ts'
import { utf8 } from '../../src/digest.ts'
import type { Outcome, OutcomeAsync } from '../../src/problem.ts'
import { audited, collection, commit, erase, type Ledger, openMemory, type Staged } from '../../src/storage/index.ts'

const county = '520526'
const canary = '廿卅卌-CANARY'
const day = (text: string) => PlainDate.parse(text)

const Visit = z.strictObject({ on: PlainDate, place: z.string().max(30), mood: z.int().exactOptional() })
const visitsIn = (ledger: Ledger, digest?: Parameters<typeof audited>[1]) =>
  collection(ledger, {
    kind: 'visit',
    schema: Visit,
    version: 1,
    keys: {
      on: (visit) => [visit.on],
      place: (visit) => [visit.place],
      mood: ({ mood }) => (mood === undefined ? [] : [`m${mood}`]),
    },
    ...(digest ? { digest } : {}),
  })
const notesIn = (ledger: Ledger) => collection(ledger, { kind: 'note', schema: z.json(), version: 1 })

let ledger: Ledger
let count = 0
beforeEach(async () => {
  ledger = audited(await openMemory())
  count = 0
})
const write = async (...writes: readonly Outcome<Staged>[]) =>
  (await commit(ledger, { partition: county, id: `w${count++}`, note: { actor: 'a' }, writes }))._unsafeUnwrap()
const brief = async (outcome: OutcomeAsync<unknown> | Outcome<unknown>) => {
  const problems = (await outcome)._unsafeUnwrapErr()
  expect(JSON.stringify(problems)).not.toContain('CANARY')
  return problems.map(({ path, code }) => `${path} ${code}`)
}
const visit = (subject: string, id: string, on = '2026-09-15', place = 'home', expectNow = 0) =>
  visitsIn(ledger).put({ subject, id, expect: expectNow, document: { on: day(on), place } })

describe('put', () => {
  it('says what the schema says, by path and without a value', async () => {
    const document = { on: canary, place: canary.repeat(9), more: canary } as never
    const found = await brief(visitsIn(ledger).put({ subject: 's', id: 'v', document }))
    expect(found).toEqual(['/document/on invalid-date', '/document/place too-large', '/document unknown-field'])
  })
  it('refuses ids and kinds that cannot be keys, and revisions that cannot be', async () => {
    const document = { on: day('2026-09-15'), place: 'home' }
    for (const bad of ['', ' ', 'a b', '王小明', 'x'.repeat(201), 'tab\t', 'é', '\u007f', 'a\u0000'])
      for (const [field, put] of [
        ['subject', { subject: bad, id: 'v', document }],
        ['id', { subject: 's', id: bad, document }],
      ] as const)
        expect(await brief(visitsIn(ledger).put(put))).toEqual([`/${field} bad-key`])
    for (const expectNow of [-1, 1.5, 2 ** 53, Number.NaN])
      expect(await brief(visitsIn(ledger).put({ subject: 's', id: 'v', document, expect: expectNow }))).toEqual([
        '/expect invalid-value',
      ])
    const nameless = collection(ledger, { kind: '访视', schema: Visit, version: 1 })
    expect(await brief(nameless.put({ subject: 's', id: 'v', document }))).toEqual(['/kind bad-key'])
    expect(await brief(nameless.remove({ subject: '', id: '', expect: -1 }))).toEqual([
      '/kind bad-key',
      '/subject bad-key',
      '/id bad-key',
      '/expect invalid-value',
    ])
    for (const good of ['!', '~', 'x'.repeat(200), '__proto__', '../../x', "';--"])
      expect(visitsIn(ledger).put({ subject: good, id: good, document }).isOk()).toBe(true)
  })
  it('refuses index keys that cannot be keys, and functions that fail to make them', async () => {
    expect(await brief(visit('s', 'v', '2026-09-15', '水城'))).toEqual(['/document bad-key'])
    expect(await brief(visit('s', 'v', '2026-09-15', ''))).toEqual(['/document bad-key'])
    const failing = collection(ledger, {
      kind: 'visit',
      schema: Visit,
      version: 1,
      keys: {
        throws: () => {
          throw new Error(canary)
        },
        wrong: () => 'text' as never,
        ['x'.repeat(200)]: () => ['k'],
        fine: () => ['k'],
      },
    })
    const found = await brief(
      failing.put({ subject: 's', id: 'v', document: { on: day('2026-09-15'), place: 'home' } }),
    )
    expect(found).toEqual(['/document bad-key', '/document bad-key', '/document bad-key'])
  })
  it('refuses data of which something would be lost, and throws at nothing', async () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 1)
    const throwing = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error(canary)
      },
    })
    const anything = collection(ledger, { kind: 'any', schema: z.any(), version: 1 })
    const bad: readonly (readonly [unknown, string])[] = [
      [Number.NaN, 'not-finite'],
      [{ a: Number.POSITIVE_INFINITY }, 'not-finite'],
      [1n, 'invalid-type'],
      [{ a: undefined, b: [undefined] }, 'invalid-type'],
      [new Array(3), 'invalid-type'],
      [new Date(0), 'invalid-type'],
      [new Map(), 'invalid-type'],
      [new URL('https://example.org'), 'invalid-type'],
      [{ toJSON: () => 'x' }, 'invalid-type'],
      [Symbol('x'), 'invalid-type'],
      [undefined, 'invalid-type'],
      [circle, 'too-large'],
      [deep, 'too-large'],
      ['\ud800', 'invalid-format'],
      [{ '\udc00': 1 }, 'invalid-value'],
      [JSON.parse('{"a":{"__proto__":{"x":1}}}'), 'invalid-value'],
      [throwing, 'invalid-type'],
      [
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error(canary)
            },
          },
        ),
        'invalid-type',
      ],
    ]
    for (const [document, code] of bad)
      expect(await brief(anything.put({ subject: 's', id: 'v', document: document as never }))).toEqual([
        `/document ${code}`,
      ])
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSparseArray: true,
          withNullPrototype: true,
        }),
        (document) => {
          anything.put({ subject: 's', id: 'v', document: document as never })
          visitsIn(ledger).put({ subject: 's', id: 'v', document: document as never })
        },
      ),
    )
  })
  it('writes the same bytes and keys for the same data, whatever the order of its fields', () => {
    const reverse = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reverse)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, item]) => [key, reverse(item)]),
            )
          : value
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        const put = (one: unknown) => notesIn(ledger).put({ subject: 's', id: 'n', document: one as never })
        expect(put(reverse(document))).toEqual(put(document))
      }),
    )
    const keyed = collection(ledger, {
      kind: 'k',
      schema: z.array(z.string()),
      version: 1,
      keys: { all: (list) => list },
    })
    const keys = (document: readonly string[]) =>
      keyed.put({ subject: 's', id: 'n', document: [...document] })._unsafeUnwrap().keys
    expect(keys(['b', 'a', 'b'])).toEqual({ 'all:k': ['a', 'b'] })
    expect(keys([])).toEqual({})
  })
})

describe('a document', () => {
  it('comes back as it was written', async () => {
    const notes = notesIn(ledger)
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const text = canonicalJson(value)
        fc.pre(!text.includes('"__proto__"'))
        const id = `n${count}`
        await write(notes.put({ subject: 's', id, document: value as never }))
        const stored = (await notes.get(county, { subject: 's', id }))._unsafeUnwrap()
        expect(canonicalJson(stored.document)).toBe(text)
        expect([stored.subject, stored.kind, stored.id, stored.revision]).toEqual(['s', 'note', id, 1])
      }),
      { numRuns: 60 },
    )
  })
  it('is not found, in the same words, if it never was, was removed, or its subject was erased', async () => {
    const visits = visitsIn(ledger)
    await write(visit('s1', 'v1'), visit('s1', 'v2'), visit('s2', 'v1'))
    await write(visits.remove({ subject: 's1', id: 'v1', expect: 1 }))
    await erase(ledger, { partition: county, id: 'e1', note: {}, subject: 's2' })
    const asked = [
      ['s1', 'v1'],
      ['s2', 'v1'],
      ['s3', 'v1'],
      ['s1', 'v9'],
    ] as const
    const answers = await Promise.all(asked.map(([subject, id]) => visits.get(county, { subject, id })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer._unsafeUnwrapErr()))).size).toBe(1)
    expect(answers[0]?._unsafeUnwrapErr()[0].kind).toBe('not-found')
    const many = await visits.many(
      county,
      [...asked, ['s1', 'v2'] as const].map(([subject, id]) => ({ subject, id })),
    )
    expect(many._unsafeUnwrap().map((one) => one?.id)).toEqual([undefined, undefined, undefined, undefined, 'v2'])
    expect(await brief(visits.get('', { subject: ' ', id: '' }))).toEqual([
      '/partition bad-key',
      '/subject bad-key',
      '/id bad-key',
    ])
    expect((await visits.many(county, []))._unsafeUnwrap()).toEqual([])
    expect(
      await brief(
        visits.many(
          county,
          Array.from({ length: 1001 }, () => ({ subject: 's', id: 'v' })),
        ),
      ),
    ).toEqual(['/limit too-large'])
  })
  it('that cannot be understood is a problem of its own and holds nothing else up', async () => {
    await write(visit('s1', 'a'), visit('s1', 'c'), visit('s1', 'd'))
    const bodies = ['', '{"on":1}', '[0,{}]', '[1]', '[1.5,{}]', '["1",{}]', 'not json', '[1,{}', '\ufffd']
    const bad = [...bodies.map(utf8), Uint8Array.of(0x5b, 0x31, 0x2c, 0xff, 0x5d)]
    const writes = bad.map((body, n) => ({
      subject: 's1',
      kind: 'visit',
      id: `b${n}`,
      expect: 0,
      body,
      keys: { 'on:visit': ['2026-09-15'] },
    }))
    await ledger.commit({ partition: county, id: 'x', fingerprint: 'f', note: utf8('no json'), checks: [], writes })
    const visits = visitsIn(ledger)
    for (const { id } of writes) expect(await brief(visits.get(county, { subject: 's1', id }))).toEqual([' corrupt'])
    for (const index of [undefined, 'on'] as const) {
      const page = (await visits.page({ partition: county, ...(index ? { index } : {}) }))._unsafeUnwrap()
      expect(page.documents.map(({ id }) => id)).toEqual(['a', 'c', 'd'])
      expect(page.unreadable.map(({ id, revision }) => [id, revision])).toEqual(writes.map(({ id }) => [id, 1]))
      expect(page.unreadable[0]?.problems[0]).toMatchObject({ kind: 'storage', code: 'corrupt', retry: false })
    }
    expect(
      await brief(
        visits.many(
          county,
          ['a', 'b0', 'b1'].map((id) => ({ subject: 's1', id })),
        ),
      ),
    ).toEqual(['/1 corrupt', '/2 corrupt'])
    const past = (await visits.history({ partition: county, subject: 's1', id: 'b0' }))._unsafeUnwrap()
    expect(past).toMatchObject([{ revision: 1, state: 'unreadable', note: undefined }])
  })
})

describe('an older version of a document', () => {
  const V3 = z.strictObject({ days: z.array(PlainDate) })
  const version1 = () => collection(ledger, { kind: 'visit', schema: z.strictObject({ on: z.string() }), version: 1 })
  const lifts = {
    1: (old: unknown) => ({ day: (old as { on: string }).on }),
    2: (old: unknown) => ({ days: [(old as { day: string }).day] }),
  }
  const version3 = (lift: Record<number, (old: unknown) => unknown> = lifts) =>
    collection(ledger, { kind: 'visit', schema: V3, version: 3, lift })
  const read = (lift?: Record<number, (old: unknown) => unknown>) =>
    version3(lift).get(county, { subject: 's', id: 'v' })

  it('is lifted step by step when it is read, and written anew in the present version', async () => {
    await write(version1().put({ subject: 's', id: 'v', document: { on: '2026-09-15' } }))
    const stored = (await read())._unsafeUnwrap()
    expect(stored.document).toEqual({ days: ['2026-09-15'] })
    await write(version3().put({ subject: 's', id: 'v', expect: stored.revision, document: stored.document }))
    expect((await read({}))._unsafeUnwrap().document).toEqual({ days: ['2026-09-15'] })
    const past = (await version3().history({ partition: county, subject: 's', id: 'v' }))._unsafeUnwrap()
    expect(past.map((one) => (one.state === 'written' ? one.document : one.state))).toEqual([
      { days: ['2026-09-15'] },
      { days: ['2026-09-15'] },
    ])
  })
  it('is a problem if a lift is missing, fails, or makes what the schema does not take; the value is not shown', async () => {
    await write(version1().put({ subject: 's', id: 'v', document: { on: canary } }))
    expect(await brief(read({ 1: lifts[1] }))).toEqual([' corrupt'])
    expect(await brief(read({ 2: lifts[2] }))).toEqual([' corrupt'])
    expect(
      await brief(
        read({
          ...lifts,
          2: () => {
            throw new Error(canary)
          },
        }),
      ),
    ).toEqual([' corrupt'])
    expect(await brief(read())).toEqual([' corrupt', '/days/0 invalid-date'])
  })
  it('is safe from a program that does not know the newer one: it neither reads it nor writes over it', async () => {
    await write(version3().put({ subject: 's', id: 'v', document: { days: [day('2026-09-15')] } }))
    const old = version1()
    expect(await brief(old.get(county, { subject: 's', id: 'v' }))).toEqual([' newer-format'])
    const blind = old.put({ subject: 's', id: 'v', expect: 1, document: { on: 'x' } })
    const intent = { partition: county, id: 'blind', note: {}, writes: [visit('s2', 'v1'), blind] }
    expect(await brief(commit(ledger, intent))).toEqual(['/writes/1 newer-format'])
    expect(
      await brief(commit(ledger, { ...intent, writes: [old.remove({ subject: 's', id: 'v', expect: 1 })] })),
    ).toEqual(['/writes/0 newer-format'])
    expect((await read())._unsafeUnwrap().revision).toBe(1)
    await write(version3().remove({ subject: 's', id: 'v', expect: 1 }))
    expect(
      (
        await commit(ledger, {
          ...intent,
          writes: [old.put({ subject: 's', id: 'v', expect: 2, document: { on: 'x' } })],
        })
      ).isOk(),
    ).toBe(true)
  })
})

describe('page', () => {
  const places = ['home', 'home!', 'hom', 'school', 'School', 'a%', 'a_b', '~', '}']
  const fill = async () => {
    const made = Array.from({ length: 40 }, (_, n) => ({
      subject: `s${(n * 7) % 9}`,
      id: `v${n}`,
      on: `2026-09-${10 + (n % 20)}`,
      place: places[n % 9] ?? '',
    }))
    await write(
      ...made.map(({ subject, id, on, place }) => visit(subject, id, on, place)),
      ...made.map(({ subject, id }) => notesIn(ledger).put({ subject, id, document: 'x' })),
    )
    return made
  }
  const all = async (query: Omit<Parameters<ReturnType<typeof visitsIn>['page']>[0], 'partition'>) => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = (
        await visitsIn(ledger).page({ partition: county, ...query, ...(after ? { after } : {}) })
      )._unsafeUnwrap()
      expect(page.documents.length).toBeLessThanOrEqual(query.limit ?? 100)
      ids.push(...page.documents.map(({ id }) => id))
      after = page.next
    } while (after)
    return ids
  }
  it('gives what a plain filter and sort give, for every wish, with every limit', async () => {
    const made = await fill()
    const key = fc.constantFrom(...places, 'ho', 'a', 'sch', '~~', 'zz')
    const where = fc.oneof(
      fc.record({ is: key }),
      fc.record({ startsWith: key }),
      fc.record({ from: key, to: key }, { requiredKeys: [] }),
    )
    const by = fc.constantFrom('place', 'subject')
    await fc.assert(
      fc.asyncProperty(where, by, fc.integer({ min: 1, max: 50 }), async (wish, order, limit) => {
        const wanted =
          order === 'subject'
            ? { ...Object.fromEntries(Object.entries(wish).map(([name, text]) => [name, `s${text}`])) }
            : wish
        const fits = (text: string) => {
          if ('is' in wanted) return text === wanted.is
          if ('startsWith' in wanted) return text.startsWith(wanted.startsWith)
          const { from, to } = wanted
          return (from === undefined || text >= from) && (to === undefined || text < to)
        }
        const keyOf = (one: (typeof made)[number]) => (order === 'subject' ? one.subject : one.place)
        const text = (one: (typeof made)[number]) => `${keyOf(one)} ${one.subject} ${one.id}`
        const expected = made
          .filter((one) => fits(keyOf(one)))
          .sort((a, b) => (text(a) < text(b) ? -1 : 1))
          .map(({ id }) => id)
        expect(await all({ ...(order === 'place' ? { index: 'place' } : {}), where: wanted, limit })).toEqual(expected)
      }),
      { numRuns: 150 },
    )
    expect(await all({ where: { is: 's3' }, limit: 1 })).toHaveLength(
      made.filter(({ subject }) => subject === 's3').length,
    )
  })
  it('takes only the cursor that the page before gave, for the same query', async () => {
    await fill()
    const visits = visitsIn(ledger)
    const query = { partition: county, index: 'on', where: { from: '2026-09-11', to: '2026-09-20' }, limit: 5 } as const
    const after = (await visits.page(query))._unsafeUnwrap().next ?? ''
    expect((await visits.page({ ...query, after, limit: 7 })).isOk()).toBe(true)
    const others = [
      visits.page({ ...query, after, partition: '520527' }),
      visits.page({ ...query, after, index: 'place' }),
      visits.page({ ...query, after, where: { from: '2026-09-11' } }),
      visits.page({ ...query, after, where: { from: '2026-09-12', to: '2026-09-20' } }),
      visits.page({ partition: county, limit: 5, after }),
      notesIn(ledger).page({ partition: county, after }),
      // A sealed ledger has a keyed digest of its own, whatever is given.
      ...('seal' in ledger
        ? []
        : [visitsIn(ledger, { id: 'k', hash: (bytes) => createHmac('sha256', 'k').update(bytes).digest() })]
      ).map((keyed) => keyed.page({ ...query, after })),
    ]
    for (const other of others) expect(await brief(other)).toEqual(['/after bad-cursor'])
    const bySubject = (await visits.page({ partition: county, limit: 5 }))._unsafeUnwrap().next ?? ''
    expect((await visits.page({ partition: county, after: bySubject })).isOk()).toBe(true)
    expect(await brief(notesIn(ledger).page({ partition: county, after: bySubject }))).toEqual(['/after bad-cursor'])
    for (const wrong of [
      '',
      'x',
      after.toUpperCase(),
      `${after}0`,
      ` ${after}`,
      after.slice(0, 32),
      7 as never,
      null as never,
    ])
      expect(await brief(visits.page({ ...query, after: wrong }))).toEqual(['/after bad-cursor'])
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: after.length - 1 }),
        fc.constantFrom(...'0123456789abcdef'.split('')),
        async (place, digit) => {
          fc.pre(after[place] !== digit)
          const tampered = after.slice(0, place) + digit + after.slice(place + 1)
          expect(await brief(visits.page({ ...query, after: tampered }))).toEqual(['/after bad-cursor'])
        },
      ),
    )
  })
  it('holds to a limit from 1 to 1000, to keys, and to the indexes of the collection', async () => {
    const visits = visitsIn(ledger)
    const page = (query: object) => brief(visits.page({ partition: county, ...query }))
    for (const limit of [0, -1, 1.5, Number.NaN, '10']) expect(await page({ limit })).toEqual(['/limit too-small'])
    expect(await page({ limit: 1001 })).toEqual(['/limit too-large'])
    expect(await page({ where: { is: '四' } })).toEqual(['/where/is bad-key'])
    expect(await page({ where: { startsWith: '' } })).toEqual(['/where/startsWith bad-key'])
    expect(await page({ where: { from: ' ', to: '' } })).toEqual(['/where/from bad-key', '/where/to bad-key'])
    expect(await page({ index: 'due;--' })).toEqual(['/index invalid-value'])
    expect(await page({ index: 'toString' })).toEqual(['/index invalid-value'])
  })
  it('answers for a secret index by single keys only', async () => {
    const people = collection(ledger, {
      kind: 'p',
      schema: z.strictObject({ no: z.string() }),
      version: 1,
      keys: { 'secret.no': ({ no }) => [no] },
    })
    await write(people.put({ subject: 's', id: '1', document: { no: '520526201001010011' } }))
    const found = await people.page({ partition: county, index: 'secret.no', where: { is: '520526201001010011' } })
    expect(found._unsafeUnwrap().documents).toHaveLength(1)
    for (const where of [{ startsWith: '520526' }, {}, undefined])
      expect(await brief(people.page({ partition: county, index: 'secret.no', where: where as never }))).toEqual([
        '/where invalid-value',
      ])
  })
})

describe('history', () => {
  it('tells every revision with its commit and its note, page by page', async () => {
    const visits = visitsIn(ledger)
    await write(visit('s1', 'v1', '2026-09-01'), visit('s1', 'other'))
    await write(visit('s1', 'other', '2026-09-01', 'home', 1))
    await write(visit('s1', 'v1', '2026-09-02', 'home', 1))
    await write(visits.remove({ subject: 's1', id: 'v1', expect: 2 }))
    await write(visit('s1', 'v1', '2026-09-03', 'home', 3))
    const of = { partition: county, subject: 's1', id: 'v1' }
    const past = (await visits.history(of))._unsafeUnwrap()
    const told = past.map((one) => [
      one.seq,
      one.commit,
      one.revision,
      one.state === 'written' ? one.document.on : one.state,
    ])
    expect(told).toEqual([
      [1, 'w0', 1, '2026-09-01'],
      [3, 'w2', 2, '2026-09-02'],
      [4, 'w3', 3, 'removed'],
      [5, 'w4', 4, '2026-09-03'],
    ])
    expect(past[0]?.note).toEqual({ actor: 'a' })
    expect((await visits.history({ ...of, after: 1, limit: 2 }))._unsafeUnwrap()).toEqual(past.slice(1, 3))
    expect((await visits.history({ ...of, id: 'none' }))._unsafeUnwrap()).toEqual([])
    await erase(ledger, { partition: county, id: 'e', note: {}, subject: 's1' })
    const after = (await visits.history(of))._unsafeUnwrap()
    expect(after.map(({ state }) => state)).toEqual(['erased', 'erased', 'removed', 'erased'])
    expect(await brief(visits.history({ ...of, after: -1, limit: 0 }))).toEqual([
      '/after invalid-value',
      '/limit too-small',
    ])
  })
})

describe('a store that cannot be read', () => {
  it('is unavailable, worth another try, and shows the code of the engine and nothing else', async () => {
    const fails = () => Promise.reject(Object.assign(new Error(canary), { code: 'SQLITE_778' }))
    const failing: Ledger = { ...ledger, get: fails, page: fails, log: fails }
    const visits = visitsIn(failing)
    const at = { subject: 's', id: 'v' }
    for (const read of [
      visits.get(county, at),
      visits.many(county, [at]),
      visits.page({ partition: county }),
      visits.history({ partition: county, ...at }),
    ]) {
      const [problem] = (await read)._unsafeUnwrapErr()
      expect(problem).toMatchObject({
        kind: 'storage',
        code: 'unavailable',
        retry: true,
        engineCode: 'SQLITE_778',
        outcome: 'not-written',
      })
      expect(JSON.stringify(problem)).not.toContain('CANARY')
    }
    const talking: Ledger = { ...ledger, get: () => Promise.reject(Object.assign(new Error('x'), { code: canary })) }
    const [problem] = (await visitsIn(talking).get(county, at))._unsafeUnwrapErr()
    expect(problem).toMatchObject({ code: 'unavailable', engineCode: '' })
  })
})

describe('rewrite', () => {
  const one = () =>
    collection(ledger, { kind: 'visit', schema: z.strictObject({ on: z.string(), n: z.int() }), version: 1 })
  const Lifted = z.strictObject({ days: z.array(PlainDate), n: z.int() })
  const lift = {
    1: (old: unknown) => {
      const { on, n } = old as { on: string; n: number }
      if (n === 13) throw new Error(canary)
      return { day: on, n }
    },
    2: (old: unknown) => {
      const { day: on, n } = old as { day: string; n: number }
      return { days: [on], n }
    },
  }
  const three = (over = ledger) =>
    collection(over, { kind: 'visit', schema: Lifted, version: 3, lift, keys: { day: ({ days }) => days } })
  const four = () => collection(ledger, { kind: 'visit', schema: z.json(), version: 4 })
  const act = { partition: county, id: 'lift-3', note: { actor: 'lead-1' } }
  const all = 603

  const fill = async () => {
    for (let from = 0; from < all; from += 300)
      await write(
        ...Array.from({ length: Math.min(300, all - from) }, (_, n) => from + n).flatMap((n) => [
          one().put({ subject: `s${n}`, id: 'v', document: { on: '2026-09-15', n } }),
          notesIn(ledger).put({ subject: `s${n}`, id: 'n', document: 'kept' }),
        ]),
      )
    await write(
      three().put({ subject: 's5x', id: 'v', document: { days: [day('2026-09-16')], n: 5 } }),
      four().put({ subject: 's6x', id: 'v', document: 'from the future' }),
    )
    await write(one().remove({ subject: 's7', id: 'v', expect: 1 }))
  }
  /** Every row, as it is read, with its revision. */
  const rows = async () => {
    const found: (readonly [string, string, number, unknown])[] = []
    for (let after: string | undefined; ; ) {
      const query = { partition: county, limit: 1000, ...(after ? { after } : {}) }
      const page = (await three().page(query))._unsafeUnwrap()
      for (const { subject, revision, document } of page.documents) found.push([subject, 'read', revision, document])
      for (const { subject, revision, problems } of page.unreadable)
        found.push([subject, problems[0].code, revision, undefined])
      after = page.next
      if (!after) return found
    }
  }

  it('changes nothing that is read: lifting at reading and reading what was rewritten is the same', async () => {
    await fill()
    const before = await rows()
    const done = (await three().rewrite(act))._unsafeUnwrap()
    expect([done.rewritten, done.newer]).toEqual([all - 2, 1])
    expect(done.unreadable.map(({ subject, problems }) => [subject, problems[0].code])).toEqual([['s13', 'corrupt']])
    expect(JSON.stringify(done)).not.toContain('CANARY')
    const still = new Set(['s13', 's5x', 's6x'])
    expect(await rows()).toEqual(
      before.map(([subject, state, revision, document]) => [
        subject,
        state,
        still.has(subject) ? revision : revision + 1,
        document,
      ]),
    )
    const indexed = await three().page({ partition: county, index: 'day', where: { is: '2026-09-15' }, limit: 1000 })
    expect(indexed._unsafeUnwrap().documents).toHaveLength(all - 2)
    expect((await four().get(county, { subject: 's6x', id: 'v' }))._unsafeUnwrap().document).toBe('from the future')
    expect((await three().rewrite(act))._unsafeUnwrap()).toMatchObject({ rewritten: 0, newer: 1 })
  })
  it('comes to the same end wherever it is stopped and started again, and with two at once', async () => {
    await fill()
    await three().rewrite(act)
    const expected = await rows()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('before', 'after', 'never'), { maxLength: 4 }), async (stops) => {
        ledger = audited(await openMemory())
        await fill()
        const whole = ledger
        const left = [...stops]
        const stopped: Ledger = {
          ...whole,
          commit: async (draft) => {
            const stop = left.shift() ?? 'never'
            if (stop === 'before') throw new Error('stopped')
            const answer = await whole.commit(draft)
            if (stop === 'after') throw new Error('stopped')
            return answer
          },
        }
        const until = async (): Promise<number> => {
          const done = await three(stopped).rewrite(act)
          return done.isOk() ? done.value.rewritten : until()
        }
        const counts = await Promise.all([until(), until()])
        expect(counts[0] + counts[1]).toBeLessThanOrEqual(all - 2)
        expect(await rows()).toEqual(expected)
      }),
      { numRuns: 4 },
    )
  })
  it('leaves what somebody writes meanwhile as it was written', async () => {
    await fill()
    const whole = ledger
    let isFirst = true
    const meddled: Ledger = {
      ...whole,
      commit: async (draft) => {
        if (isFirst) {
          isFirst = false
          await write(three().put({ subject: 's1', id: 'v', expect: 1, document: { days: [], n: 99 } }))
          await erase(whole, { partition: county, id: 'gone', note: {}, subject: 's10' })
        }
        return whole.commit(draft)
      },
    }
    expect((await three(meddled).rewrite(act))._unsafeUnwrap().rewritten).toBe(all - 4)
    expect((await three().get(county, { subject: 's1', id: 'v' }))._unsafeUnwrap()).toMatchObject({
      revision: 2,
      document: { n: 99 },
    })
    expect(await brief(three().get(county, { subject: 's10', id: 'v' }))).toEqual([' not-found'])
  })
  it('refuses an id that leaves no room for its parts, and what cannot be a note', async () => {
    await fill()
    expect(await brief(three().rewrite({ ...act, id: 'x'.repeat(190) }))).toEqual(['/id bad-key'])
    expect(await brief(three().rewrite({ ...act, id: '' }))).toEqual(['/id bad-key'])
    expect(await brief(three().rewrite({ ...act, partition: '' }))).toEqual(['/partition bad-key'])
    expect(await brief(three().rewrite({ ...act, note: 1n }))).toEqual(['/note invalid-type'])
  })
})

describe('lifts', () => {
  it('compose: lifted at once or version by version, a document comes out the same', async () => {
    const steps = {
      1: (old: unknown) => ({ ...(old as object), b: [(old as { a: string }).a] }),
      2: (old: unknown) => ({ ...(old as object), c: (old as { b: readonly string[] }).b.length }),
      3: (old: unknown) => ({ ...(old as object), d: true }),
    }
    const at = (version: number) => collection(ledger, { kind: 'k', schema: z.json(), version, lift: steps })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 4 }), async (a, middle) => {
        const id = `k${count}`
        await write(at(1).put({ subject: 's', id, document: { a } }))
        const atOnce = (await at(4).get(county, { subject: 's', id }))._unsafeUnwrap()
        const half = (await at(middle).get(county, { subject: 's', id }))._unsafeUnwrap()
        await write(at(middle).put({ subject: 's', id, expect: 1, document: half.document }))
        const inTwo = (await at(4).get(county, { subject: 's', id }))._unsafeUnwrap()
        expect(canonicalJson(inTwo.document)).toBe(canonicalJson(atOnce.document))
      }),
      { numRuns: 40 },
    )
  })
})
