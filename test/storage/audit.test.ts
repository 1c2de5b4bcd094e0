import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Digest, sha256, utf8 } from '../../src/digest.ts'
import { linkOf } from '../../src/storage/audit/chain.ts'
import {
  type Anchor,
  anchor,
  audited,
  type Driver,
  type Fault,
  type Ledger,
  type LogEntry,
  verify,
  type VerifyOptions,
} from '../../src/storage/index.ts'
import { type MemoryPartition, memoryOver, type MemoryState } from '../../src/storage/memory.ts'
import { at, county, numbers } from '../../src/testing/driver-contract/scene.ts'

/** This suite runs again with a seal in every ledger. What it says of bytes in the store does not hold there. */
const isSealed = 'seal' in audited(memoryOver(new Map()))
/** Laws about bytes as they were put in: sealed bytes are other bytes at each time, so over a sealed ledger there is nothing to ask. */
const plainly: (name: string, law: () => Promise<void>) => unknown = isSealed ? () => undefined : it

const put = (
  ledger: Ledger,
  id: string,
  writes: readonly (readonly [string, number, string | null])[],
  partition = county,
) =>
  ledger.commit({
    partition,
    id,
    fingerprint: `f-${id}`,
    note: utf8(`n-${id}`),
    checks: [],
    writes: writes.map(([subject, expect, body]) => ({
      ...at(subject),
      expect,
      body: body === null ? null : utf8(body),
      keys: {},
    })),
  })
const removal = (id: string, subject: string) => ({
  partition: county,
  id,
  fingerprint: `f-${id}`,
  note: utf8(`n-${id}`),
  subject,
})

/** Six commits and an erasure: s1 and s2 rewritten, s3 removed, s4 erased. */
async function store(digest?: Digest) {
  const state: MemoryState = new Map()
  const driver = memoryOver(state)
  const ledger = audited(driver, digest)
  await put(ledger, 'c1', [
    ['s2', 0, 'b2'],
    ['s1', 0, 'b1'],
  ])
  await put(ledger, 'c2', [
    ['s3', 0, 'b3'],
    ['s4', 0, 'b4'],
  ])
  await put(ledger, 'c3', [['s1', 1, 'b1 again']])
  await put(ledger, 'c4', [['s3', 1, null]])
  await ledger.erase(removal('e5', 's4'))
  await put(ledger, 'c6', [])
  await put(ledger, 'c7', [['s2', 1, 'b2 again']])
  return { driver, ledger, part: state.get(county)! }
}

const faultsOf = async (driver: Driver, options?: VerifyOptions): Promise<readonly Fault[]> =>
  (await verify(driver, county, options))._unsafeUnwrap().faults
const codes = async (driver: Driver, options?: VerifyOptions) =>
  (await faultsOf(driver, options)).map(({ code, seq }) => `${code} ${seq}`)

/** Changes what the store keeps, past the driver. */
const change = (part: MemoryPartition, place: number, to: Partial<LogEntry>) => {
  part.log[place] = { ...part.log[place]!, ...to }
}
const changeRow = (part: MemoryPartition, subject: string, to: { revision?: number; body?: Uint8Array }) => {
  const text = `${subject} file 1`
  part.rows.set(text, { ...part.rows.get(text)!, ...to })
  part.ordered.clear()
}

describe('verify', () => {
  it('finds nothing wrong in a store that nobody touched, whatever was written', async () => {
    const act = fc.record({
      subject: fc.constantFrom('s1', 's2', 's3'),
      what: fc.constantFrom('put', 'put', 'put', 'remove', 'erase', 'empty'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const driver = memoryOver(new Map())
        const ledger = audited(driver)
        let written = 0
        for (const [n, { subject, what }] of acts.entries()) {
          const [row] = await ledger.get(county, [at(subject)])
          const writes =
            what === 'empty' ? [] : [[subject, row?.revision ?? 0, what === 'remove' ? null : `b${n}`] as const]
          const answer = await (what === 'erase'
            ? ledger.erase(removal(`e${n}`, subject))
            : put(ledger, `c${n}`, writes))
          if (answer.outcome === 'written') written++
        }
        const kept = (await anchor(driver))._unsafeUnwrap()
        const { head, faults } = (await verify(driver, county, { anchor: kept }))._unsafeUnwrap()
        expect(faults).toEqual([])
        expect(head.seq).toBe(written)
        expect(kept.heads).toEqual(written > 0 ? [{ partition: county, ...head }] : [])
      }),
      { numRuns: 60 },
    )
  })
  it('finds every single change of an entry', async () => {
    const changes: readonly ((entry: LogEntry) => Partial<LogEntry>)[] = [
      (entry) => ({ id: `${entry.id}x` }),
      (entry) => ({ fingerprint: `${entry.fingerprint}x` }),
      (entry) => ({ note: Uint8Array.from(entry.note, (byte, n) => (n === 0 ? byte ^ 1 : byte)) }),
      (entry) => ({ note: new Uint8Array([...entry.note, 0]) }),
      (entry) => ({
        head: { ...entry.head, hash: entry.head.hash.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
      }),
      (entry) => ({ head: { ...entry.head, seq: entry.head.seq + 1 } }),
      (entry) => (entry.erased === undefined ? { erased: 's9' } : { erased: `${entry.erased}x` }),
      ({ writes }) => ({ writes: [...writes, { ...at('s9'), revision: 1, digest: '', body: null }] }),
      ({ writes }) => ({
        writes: writes.length > 0 ? writes.slice(1) : [{ ...at('s9'), revision: 1, digest: '', body: null }],
      }),
    ]
    for (const place of numbers(7))
      for (const [n, make] of changes.entries()) {
        const { driver, part } = await store()
        change(part, place, make(part.log[place]!))
        expect((await faultsOf(driver)).length, `change ${n} of entry ${place + 1}`).toBeGreaterThan(0)
      }
  })
  it('finds every single change of a logged write and says where', async () => {
    for (const place of numbers(7)) {
      const { writes } = (await store()).part.log[place]!
      for (const index of writes.keys())
        for (const field of ['subject', 'kind', 'id', 'revision', 'digest', 'body'] as const) {
          const { driver, part } = await store()
          const list = part.log[place]!.writes.map((write, n) => {
            if (n !== index) return write
            if (field === 'revision') return { ...write, revision: write.revision + 1 }
            if (field === 'body')
              return { ...write, body: write.body && Uint8Array.from(write.body, (byte) => byte ^ 1) }
            return { ...write, [field]: `${write[field]}x` }
          })
          change(part, place, { writes: list })
          const faults = await faultsOf(driver)
          if (field === 'body' && writes[index]!.body === null) expect(faults).toEqual([])
          else
            expect(
              faults.some(({ seq }) => seq === place + 1 || seq > place + 1),
              `${field} of entry ${place + 1}`,
            ).toBe(true)
        }
    }
  })
  it('finds an entry that was taken out, doubled or moved', async () => {
    for (const place of numbers(6)) {
      const gone = await store()
      gone.part.log.splice(place, 1)
      expect(await codes(gone.driver)).toContain(`gap ${place + 2}`)
      const doubled = await store()
      doubled.part.log.splice(place, 0, doubled.part.log[place]!)
      expect(await codes(doubled.driver)).toContain(`gap ${place + 1}`)
      const moved = await store()
      const [one, two] = moved.part.log.slice(place, place + 2)
      moved.part.log.splice(
        place,
        2,
        { ...two!, head: { ...two!.head, seq: place + 1 } },
        { ...one!, head: { ...one!.head, seq: place + 2 } },
      )
      expect(await codes(moved.driver)).toEqual(
        expect.arrayContaining([`link-broken ${place + 1}`, `link-broken ${place + 2}`]),
      )
    }
  })
  it('does not mind the order in which a driver gives the writes of an entry', async () => {
    const { driver } = await store()
    const other: Driver = {
      ...driver,
      log: async (query) =>
        (await driver.log(query)).map((entry) => ({ ...entry, writes: [...entry.writes].reverse() })),
    }
    expect(await codes(other)).toEqual([])
  })
  it('comes to an end over a log that goes round in circles', async () => {
    const { driver, part } = await store()
    const round: Driver = { ...driver, log: () => Promise.resolve([...part.log].reverse()) }
    expect((await faultsOf(round)).length).toBeGreaterThan(0)
  })
  it('needs an anchor to find a chain that was cut short, and finds it with one', async () => {
    for (const left of numbers(7)) {
      const { driver, part } = await store()
      const kept = (await anchor(driver))._unsafeUnwrap()
      part.log.splice(left)
      part.head = part.log.at(-1)?.head ?? { seq: 0, hash: '' }
      const logged = new Map(part.log.flatMap(({ writes }) => writes.map((write) => [write.subject, write])))
      part.rows.clear()
      for (const [subject, { kind, id, revision, body }] of logged)
        part.rows.set(`${subject} file 1`, { subject, kind, id, revision, body, keys: {} })
      part.ordered.clear()
      // Without the erasure that excused it, entry 2 lacks a body.
      expect(await codes(driver)).toEqual(left >= 2 && left < 5 ? ['body-missing 2', 'row-missing 2'] : [])
      expect(await codes(driver, { anchor: kept })).toContain('truncated 7')
    }
  })
  it('needs an anchor to find a chain that was written anew by one who knows how, and finds it with one', async () => {
    const { driver } = await store()
    const kept = (await anchor(driver))._unsafeUnwrap()
    const forged = memoryOver(new Map())
    for (const n of numbers(9)) await put(audited(forged), `x${n}`, [[`s${n}`, 0, 'forged']])
    expect(await codes(forged)).toEqual([])
    expect(await codes(forged, { anchor: kept })).toEqual(['rewritten 7'])
  })
  it('finds a row that was rolled back, changed, taken out or put in', async () => {
    const back = await store()
    changeRow(back.part, 's1', { revision: 1, body: utf8('b1') })
    expect(await codes(back.driver)).toEqual(['row-changed 3'])
    const bytes = await store()
    changeRow(bytes.part, 's2', { body: utf8('b2 agaim') })
    expect(await codes(bytes.driver)).toEqual(['row-changed 7'])
    const count = await store()
    changeRow(count.part, 's1', { revision: 1 })
    expect(await codes(count.driver)).toEqual(['row-changed 3'])
    const gone = await store()
    gone.part.rows.delete('s1 file 1')
    expect(await codes(gone.driver)).toEqual(['row-missing 3'])
    const added = await store()
    added.part.rows.set('s4 file 1', { ...at('s4'), revision: 1, body: utf8('b4'), keys: {} })
    expect(await faultsOf(added.driver)).toEqual([{ code: 'row-unlogged', seq: 0, at: at('s4') }])
  })
  plainly('holds after an erasure, and only an erasure excuses a missing body', async () => {
    const { driver, part } = await store()
    expect(part.log[1]?.writes.map(({ body }) => body && new TextDecoder().decode(body))).toEqual(['b3', null])
    expect(await codes(driver)).toEqual([])
    change(part, 0, { writes: part.log[0]!.writes.map((write) => ({ ...write, body: null })) })
    expect(await codes(driver)).toEqual(['body-missing 1', 'body-missing 1'])
  })
  plainly('finds what came back of an erased subject, as from an old copy of the store', async () => {
    const { driver, part } = await store()
    change(part, 1, {
      writes: part.log[1]!.writes.map((write) => ({ ...write, body: utf8(`b${write.subject.slice(1)}`) })),
    })
    expect(await faultsOf(driver)).toEqual([{ code: 'erased-remains', seq: 2, at: at('s4') }])
  })
  it('finds revisions that a driver let through out of turn', async () => {
    const { driver, part, ledger } = await store()
    changeRow(part, 's1', { revision: 1 })
    await put(ledger, 'c8', [['s1', 1, 'lost update']])
    expect(await codes(driver)).toEqual(['revision-broken 8'])
  })
  it('is not misled by what others write while it reads', async () => {
    const { driver, ledger } = await store()
    let turn = 0
    const busy: Driver = {
      ...driver,
      page: async (query) => {
        const n = turn++
        if (n === 0)
          await put(ledger, 'd1', [
            ['s1', 2, 'new'],
            ['s8', 0, 'new'],
          ])
        if (n === 0) await put(ledger, 'd2', [['s2', 2, null]])
        const page = await driver.page(query)
        await ledger.erase(removal(`d3-${n}`, 's8'))
        return page
      },
    }
    expect(await codes(busy)).toEqual([])
    expect((await verify(busy, county))._unsafeUnwrap().head.seq).toBeGreaterThan(9)
  })
  it('says that the store is unavailable, and nothing that its error said', async () => {
    const { driver } = await store()
    const failing: Driver = {
      ...driver,
      log: () => Promise.reject(Object.assign(new Error('王小明'), { code: 'SQLITE_10' })),
    }
    for (const read of [verify(failing, county), anchor(failing)]) {
      const problems = (await read)._unsafeUnwrapErr()
      expect(problems).toEqual([
        expect.objectContaining({ kind: 'storage', code: 'unavailable', engineCode: 'SQLITE_10', retry: true }),
      ])
      expect(JSON.stringify(problems)).not.toContain('王')
    }
  })
})

describe('the audit', () => {
  plainly('writes the same chain whatever the order of the writes', async () => {
    const writes = numbers(12).map((n) => [`s${n}`, 0, `b${n}`] as const)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(writes, { minLength: 12 }), async (shuffled) => {
        const answers = await Promise.all(
          [writes, shuffled].map((list) => put(audited(memoryOver(new Map())), 'c1', list)),
        )
        expect(answers[1]).toEqual(answers[0])
      }),
      { numRuns: 20 },
    )
  })
  it('tells texts apart however they are cut into fields', () => {
    const head = { seq: 0, hash: '' }
    const text = fc.string({ maxLength: 4 })
    const content = fc.record({
      partition: text,
      id: text,
      fingerprint: text,
      note: fc.uint8Array({ maxLength: 3 }),
      writes: fc.array(fc.record({ subject: text, kind: text, id: text, revision: fc.nat(2), digest: text }), {
        maxLength: 2,
      }),
    })
    fc.assert(
      fc.property(content, content, (one, two) => {
        const sorted = [one, two].map((c) =>
          JSON.stringify({ ...c, note: [...c.note], writes: c.writes.map((w) => JSON.stringify(w)).sort() }),
        )
        expect(linkOf(sha256, one)(head) === linkOf(sha256, two)(head)).toBe(sorted[0] === sorted[1])
      }),
    )
    const c = { partition: 'p', id: 'ab', fingerprint: 'c', note: utf8(''), writes: [] }
    expect(linkOf(sha256, { ...c, id: 'a', fingerprint: 'bc' })(head)).not.toBe(linkOf(sha256, c)(head))
    expect(linkOf(sha256, { ...c, erased: 's' })(head)).not.toBe(linkOf(sha256, c)(head))
    expect(linkOf(sha256, c)({ seq: 1, hash: 'x' })).not.toBe(linkOf(sha256, c)({ seq: 2, hash: 'x' }))
    expect(linkOf(sha256, c)({ seq: 1, hash: '2' })).not.toBe(linkOf(sha256, c)({ seq: 12, hash: '' }))
  })
  plainly('takes another digest in place of its own, and says which one it was', async () => {
    const native: Digest = { id: 'sha-256', hash: (bytes) => createHash('sha256').update(bytes).digest() }
    const keyed: Digest = { id: 'hmac-sha-256', hash: (bytes) => createHmac('sha256', 'key').update(bytes).digest() }
    const plain = (await anchor((await store()).driver))._unsafeUnwrap()
    expect((await anchor((await store(native)).driver, native))._unsafeUnwrap()).toEqual(plain)
    const { driver } = await store(keyed)
    expect(await codes(driver, { digest: keyed })).toEqual([])
    expect((await faultsOf(driver)).length).toBeGreaterThan(0)
    expect(await codes(driver, { digest: keyed, anchor: plain })).toEqual(['anchor-broken 0'])
  })
})

describe('an anchor', () => {
  it('has the head of every partition, whatever the lengths of their chains, for a few reads each', async () => {
    const state: MemoryState = new Map()
    const driver = memoryOver(state)
    const lengths = [1, 2, 3, 4, 7, 8, 9, 100]
    for (const length of lengths) for (const n of numbers(length)) await put(audited(driver), `c${n}`, [], `p${length}`)
    let reads = 0
    const counted: Driver = { ...driver, log: (query) => (reads++, driver.log(query)) }
    const { heads } = (await anchor(counted))._unsafeUnwrap()
    const expected = lengths.map((length) => ({ partition: `p${length}`, ...state.get(`p${length}`)!.head }))
    expect(heads).toEqual(expected.sort((a, b) => (a.partition < b.partition ? -1 : 1)))
    expect(reads).toBeLessThan(100)
  })
  it('that was changed is not believed', async () => {
    const { driver } = await store()
    const kept = (await anchor(driver))._unsafeUnwrap()
    const changed: readonly Anchor[] = [
      { ...kept, heads: [] },
      { ...kept, heads: kept.heads.map((head) => ({ ...head, seq: 6 })) },
      { ...kept, hash: kept.hash.replace(/^./, 'x') },
      { ...kept, digest: 'sm3' },
    ]
    for (const one of changed) expect(await codes(driver, { anchor: one })).toEqual(['anchor-broken 0'])
    expect(await codes(driver, { anchor: JSON.parse(JSON.stringify(kept)) as Anchor })).toEqual([])
  })
})
