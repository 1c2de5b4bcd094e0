import fc from 'fast-check'
import { expect } from 'vitest'
import { forwardTransfers, type Transfer } from '../../src/casework/index.ts'
import type { Outcome } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import type { Role } from '../../src/privacy/index.ts'
import { type Driver, verify } from '../../src/storage/index.ts'
import { child, type County, county, incident, type Open, partition, said } from './county.ts'

export interface TransferLaw {
  readonly name: string
  readonly holds: (open: Open) => Promise<void>
}
const law = (name: string, holds: (open: Open) => Promise<void>): TransferLaw => ({ name, holds })
const value = <T>(outcome: Outcome<T>): T => outcome._unsafeUnwrap()
const code = (outcome: Outcome<unknown>): string =>
  outcome.match(
    () => 'ok',
    ([problem]) => problem.code,
  )

const there = '520527'
const charge = { as: 'childDirector', id: 'x1', name: '新', division: '520527100200' } as const
const offer = { id: 't1', to: there, reason: 'the family moved' }

const as = (here: County, at: string, id: string, role: Role, divisions: readonly string[] = [at]) =>
  here.casework.session({ partition: at, actor: { id, role }, purpose: 'care', relation: { to: 'area', divisions } })
const sender = (here: County, id = 's1') => as(here, partition, id, 'supervisor')
const receiver = (here: County, id = 'r1') => as(here, there, id, 'supervisor')
const worker = (here: County, at: string, id: string) =>
  here.casework.session({ partition: at, actor: { id, role: 'worker' }, purpose: 'care', relation: { to: 'ownCase' } })
const officer = (here: County, at: string) =>
  here.casework.session({
    partition: at,
    actor: { id: 'p1', role: 'protectionOfficer' },
    purpose: 'protection',
    relation: { to: 'appointed', children: ['c1'], by: 'boss' },
  })
const forward = async (here: County, at: string) =>
  forwardTransfers({ ledger: here.casework.ledger, clock: () => '2026-09-15T08:00:00+08:00' }, at)

/** A county with a child of whom everything is known that there can be, and another that has a child of its own. */
async function two(open: Open, more: object = {}, wrap = (driver: Driver): Driver => driver): Promise<County> {
  const matter = { incidents: { i1: incident('worker', 'w3') }, ...more }
  const here = await county(open, [child('c1', matter), child('c2')], wrap)
  const files = [{ file: child('n1', { workers: {} }) }]
  value(await here.casework.files.save({ partition: there, id: 'import', note: {}, files }))
  value(await officer(here, partition).hold('c1', { ground: 'proceedings', to: 'none' }))
  value(await worker(here, partition, 'w3').change('c1', 'x', (view) => ok({ ...view, childNo: 'n7' } as never)))
  return here
}

/** Everything of a child in a partition: kind, id and body, without revisions. */
async function rows(driver: Driver, at: string): Promise<readonly string[]> {
  const page = await driver.page({ partition: at, index: null, from: 'c1', to: 'c1!', limit: 1000 })
  return page.rows
    .filter(({ kind }) => !['trunk', 'offer', 'file'].includes(kind))
    .map(({ kind, id, body }) => `${kind}/${id} ${new TextDecoder().decode(body ?? new Uint8Array())}`)
}
const stateOf = async (here: County, at: string): Promise<Transfer['state'] | undefined> =>
  value(await (at === there ? receiver(here) : sender(here)).transfers()).find(({ id }) => id === 't1')?.state
const lives = async (here: County, at: string) => (await here.casework.files.read(at, 'c1')).isOk()

export const laws: readonly TransferLaw[] = [
  law('moves a file with all that lies with it, also what neither session may see', async (open) => {
    const here = await two(open)
    const before = await here.casework.files.read(partition, 'c1')
    expect(value(await sender(here).offer('c1', offer)).state).toBe('offered')
    expect([await lives(here, partition), await lives(here, there)]).toEqual([true, false])
    const listed = value(await receiver(here).transfers())
    expect(listed.map(({ id, child: of, from, state }) => [id, of, from, state])).toEqual([
      ['t1', 'c1', partition, 'offered'],
    ])
    const done = value(await receiver(here).accept('t1', charge))
    expect(done.state).toBe('arrived')
    expect([await lives(here, partition), await lives(here, there)]).toEqual([false, true])
    const [was, is] = [value(before).file, value(await here.casework.files.read(there, 'c1')).file]
    expect(is).toEqual({
      ...was,
      residenceDivision: charge.division,
      workers: { ...is.workers },
    })
    expect(is.workers).toMatchObject({ childDirector: { id: 'x1' }, supervisor: 'notCollected' })
    expect(value(await officer(here, there).holds('c1')).map(({ ground }) => ground)).toEqual(['proceedings'])
    expect(JSON.stringify(value(await officer(here, there).file('c1')))).toContain('INCIDENT')
    expect(value(await worker(here, there, 'x1').file('c1')).childNo).toBe('n7')
    expect(code(await worker(here, there, 'w3').file('c1'))).toBe('not-found')
    for (const at of [partition, there]) expect(value(await verify(here.driver, at)).faults).toEqual([])
  }),
  law('leaves a stub that says where and when, and nothing else', async (open) => {
    const here = await two(open)
    value(await sender(here).offer('c1', offer))
    value(await receiver(here).accept('t1', charge))
    const [stub] = value(await sender(here).transfers())
    expect(stub).toMatchObject({ child: 'c1', to: there, state: 'closed', offeredBy: 's1', answeredBy: 'r1' })
    expect(stub?.doneAt).toMatch(/^2026-09-15T/)
    expect(said(await sender(here).file('c1'))).toEqual(said(await sender(here).file('nowhere')))
    expect(JSON.stringify(stub)).not.toMatch(/NAME|INCIDENT|revision|arrived/)
    expect(await rows(here.driver, partition)).toEqual([])
  }),
  law('leaves the sender responsible until the answer, and after a no', async (open) => {
    const here = await two(open)
    value(await sender(here).offer('c1', offer))
    value(await worker(here, partition, 'w3').change('c1', 'x', (view) => ok({ ...view, childNo: 'still' } as never)))
    expect(value(await receiver(here).decline('t1', 'not here')).state).toBe('declined')
    expect(await stateOf(here, partition)).toBe('declined')
    expect(code(await receiver(here).accept('t1', charge))).toBe('wrong-state')
    expect([await lives(here, partition), await lives(here, there)]).toEqual([true, false])
    value(await sender(here).offer('c1', { ...offer, id: 't2' }))
    expect(value(await sender(here).withdraw('t2', 'error')).state).toBe('withdrawn')
    expect(code(await receiver(here).accept('t2', charge))).toBe('wrong-state')
    value(await sender(here).offer('c1', { ...offer, id: 't3' }))
    expect(value(await receiver(here).accept('t3', charge)).state).toBe('arrived')
    expect(value(await worker(here, there, 'x1').file('c1')).childNo).toBe('still')
    expect(code(await sender(here).withdraw('t3', 'late'))).toBe('wrong-state')
  }),
  law('is offered, accepted and declined by those who may, once, to one county at a time', async (open) => {
    const here = await two(open)
    expect(code(await worker(here, partition, 'w3').offer('c1', offer))).toBe('not-entitled')
    expect(code(await sender(here).offer('nowhere', offer))).toBe('not-found')
    for (const to of [partition, '999999', `${partition}~access`])
      expect(code(await sender(here).offer('c1', { ...offer, to }))).toBe('invalid-value')
    const first = value(await sender(here).offer('c1', offer))
    expect(value(await sender(here).offer('c1', offer))).toEqual(first)
    expect(code(await sender(here).offer('c1', { ...offer, reason: 'another' }))).toBe('duplicate')
    expect(code(await sender(here).offer('c1', { ...offer, id: 't2' }))).toBe('wrong-state')
    expect(code(await worker(here, there, 'x1').accept('t1', charge))).toBe('not-entitled')
    expect(code(await receiver(here).accept('t9', charge))).toBe('not-found')
    expect(code(await sender(here).accept('t1', charge))).toBe('not-found')
    expect(code(await receiver(here).accept('t1', { ...charge, division: 'x' }))).not.toBe('ok')
    expect(value(await receiver(here).accept('t1', charge)).state).toBe('arrived')
    expect(value(await receiver(here).accept('t1', charge)).state).toBe('arrived')
    expect(value(await as(here, partition, 's8', 'supervisor', ['33']).transfers())).toEqual([])
  }),
  law('ends the same wherever it is cut, before a commit or after it, and goes on from there', async (open) => {
    /** Moves with a cut at the nth commit of a file's partition; everything after it fails, as when the power goes. */
    const moveWith = async (cut: number, after: boolean): Promise<{ end: unknown; commits: number }> => {
      let left = Number.POSITIVE_INFINITY
      const down = (): boolean => left < 0
      let commits = 0
      const inner: Driver[] = []
      const here = await two(open, {}, (driver) => {
        inner.push(driver)
        return {
          ...driver,
          commit: async (batch) => {
            if (batch.partition.endsWith('~access')) return driver.commit(batch)
            if (left < 0) throw new Error('down')
            left -= 1
            commits += 1
            if (left < 0 && !after) throw new Error('cut')
            const done = await driver.commit(batch)
            if (left < 0) throw new Error('cut')
            return done
          },
        }
      })
      commits = 0
      left = cut
      await sender(here).offer('c1', offer)
      if (!down()) await receiver(here).accept('t1', charge)
      expect([await lives(here, partition), await lives(here, there)]).toContain(true)
      // Up again: what a person began, the person says again; the rest goes on by itself.
      left = Number.POSITIVE_INFINITY
      const counted = commits
      if ((await stateOf(here, partition)) === undefined) value(await sender(here).offer('c1', offer))
      for (const at of [partition, there]) value(await forward(here, at))
      if ((await stateOf(here, there)) === 'offered') value(await receiver(here).accept('t1', charge))
      value(await forward(here, partition))
      const file = value(await here.casework.files.read(there, 'c1')).file
      const ends = [await stateOf(here, partition), await stateOf(here, there)]
      expect(ends).toEqual(['closed', 'arrived'])
      expect(await lives(here, partition)).toBe(false)
      expect(await rows(here.driver, partition)).toEqual([])
      for (const at of [partition, there]) expect(value(await verify(here.driver, at)).faults).toEqual([])
      const log = await here.driver.log({ partition: there, after: 0, limit: 1000 })
      const landed = log.filter(({ writes }) => writes.some(({ kind, subject }) => kind === 'file' && subject === 'c1'))
      expect(landed).toHaveLength(1)
      return { end: [file, (await rows(here.driver, there)).map((row) => row.split(' ')[0])], commits: counted }
    }
    const whole = await moveWith(Number.POSITIVE_INFINITY, true)
    expect(whole.commits).toBeGreaterThan(4)
    for (let cut = 0; cut < whole.commits; cut++)
      for (const after of [true, false]) {
        const { end } = await moveWith(cut, after)
        expect([cut, after, end]).toEqual([cut, after, whole.end])
      }
  }),
  law('loses no report and no word that comes while it moves', async (open) => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 6 }), fc.boolean(), async (at, both) => {
        let watching = -1
        let act: (() => Promise<void>) | undefined
        const here = await two(open, {}, (driver) => ({
          ...driver,
          commit: async (batch) => {
            if (!batch.partition.endsWith('~access') && watching >= 0 && watching-- === 0 && act) {
              const now = act
              act = undefined
              await now()
            }
            return driver.commit(batch)
          },
        }))
        value(await sender(here).offer('c1', offer))
        const told = { yes: false }
        act = async () => {
          const mine = worker(here, partition, 'w3')
          told.yes = (await mine.report('c1', { words: 'WHILE' })).isOk()
          const renamed = await mine.change('c1', 'x', (view) => ok({ ...view, childNo: 'late' } as never))
          if (both && renamed.isOk())
            await worker(here, there, 'x1').change('c1', 'x', (view) => ok({ ...view, childNo: 'there' } as never))
        }
        watching = at
        await receiver(here).accept('t1', charge)
        for (const place of [partition, there]) value(await forward(here, place))
        expect([await lives(here, partition), await lives(here, there)]).toEqual([false, true])
        const seen = JSON.stringify(value(await here.casework.files.read(there, 'c1')).file)
        expect(seen.includes('WHILE')).toBe(told.yes)
        const open2 = value(await worker(here, there, 'x1').conflicts('c1'))
        const words = seen + JSON.stringify(open2)
        if (told.yes) expect(words).toContain('late')
      }),
      {
        numRuns: 20,
        examples: [
          [0, false],
          [1, true],
          [2, false],
          [2, true],
          [3, true],
        ],
      },
    )
  }),
  law('sends on what a late device brings to the old place', async (open) => {
    const here = await two(open)
    const w3 = worker(here, partition, 'w3')
    const { trunk } = value(await w3.checkout('c1'))
    value(await sender(here).offer('c1', offer))
    value(await receiver(here).accept('t1', charge))
    // The revisions of the new place are others, also where the numbers are the same.
    value(await worker(here, there, 'x1').change('c1', 'x', (view) => ok({ ...view, childNo: 'there' } as never)))
    const edits = [
      { at: '/visits/k9', said: { on: '2026-09-01', words: 'LATE' } },
      { at: '/childNo', said: 'n8' },
    ] as const
    expect(code(await w3.merge('c1', { id: 'm', trunk, edits }))).toBe('not-found')
    expect(await lives(here, partition)).toBe(false)
    value(await forward(here, partition))
    const [waiting] = value(await receiver(here).stranded('c1'))
    expect(waiting?.edits.map(({ at }) => at)).toEqual(['/visits/k9', '/childNo'])
    const review = { id: waiting?.id ?? '', decision: 'take', reason: 'was there' } as const
    const taken = value(await receiver(here).review('c1', review))
    expect([taken?.merged, taken?.conflicts]).toEqual([['/visits/k9'], ['/childNo']])
  }),
  law('never brings an erased child back', async (open) => {
    const free = { register: { registerState: 'exited', exitOn: '2020-01-01' }, incidents: {} }
    const here = await county(open, [child('c1', free), child('c2')])
    value(await here.casework.files.save({ partition: there, id: 'i', note: {}, files: [{ file: child('n1') }] }))
    value(await sender(here).offer('c1', offer))
    value(await worker(here, partition, 'w3').erase('c1', 'withdrawn'))
    value(await sender(here).erase('c1', 'withdrawn'))
    await receiver(here).accept('t1', charge)
    for (const at of [partition, there]) await forward(here, at)
    expect([await lives(here, partition), await lives(here, there)]).toEqual([false, false])
    expect([await stateOf(here, partition), await stateOf(here, there)]).toEqual(['lapsed', 'lapsed'])
    expect(await rows(here.driver, there)).toEqual([])
  }),
  law('tells a possible cause nothing of a matter on the way', async (open) => {
    const words: string[] = []
    for (const matter of [false, true]) {
      const more = matter ? { incidents: { i1: incident('worker', 's1'), i2: incident('worker', 'r1') } } : {}
      const here = await county(open, [child('c1', { incidents: {}, ...more })])
      value(await here.casework.files.save({ partition: there, id: 'i', note: {}, files: [{ file: child('n1') }] }))
      const answers = [
        said(await sender(here).offer('c1', offer)),
        said(await receiver(here).transfers()),
        said(await receiver(here).accept('t1', { ...charge, id: 'r1' })),
        said(await sender(here).transfers()),
        said(await receiver(here).file('c1')),
        said(await receiver(here).history('c1')),
      ]
      words.push(JSON.stringify(answers))
      if (matter) expect(Object.keys(value(await here.casework.files.read(there, 'c1')).file.incidents)).toHaveLength(2)
    }
    expect(words[1]).toBe(words[0])
    const here = await two(open, { incidents: { i1: incident('worker', 'x1') } })
    value(await sender(here).offer('c1', offer))
    expect(code(await receiver(here).accept('t1', charge))).toBe('not-entitled')
    expect(value(await receiver(here).accept('t1', { ...charge, id: 'x2' })).state).toBe('arrived')
  }),
  law('tells both logs what happened', async (open) => {
    const here = await two(open)
    value(await sender(here).offer('c1', offer))
    value(await receiver(here).accept('t1', charge))
    for (const [at, who] of [
      [partition, 's1'],
      [there, 'r1'],
    ] as const) {
      const auditor = here.casework.session({
        partition: at,
        actor: { id: 'au', role: 'auditor' },
        purpose: 'audit',
        relation: { to: 'none' },
      })
      const entries = value(await auditor.log({ child: 'c1' }))
      expect(entries.some(({ act, actor }) => act === 'handOver' && actor === who)).toBe(true)
      const log = await here.casework.ledger.log({ partition: at, after: 0, limit: 1000 })
      const notes = log.map(({ note }) => new TextDecoder().decode(note)).filter((note) => note.includes('t1'))
      expect(notes.length).toBeGreaterThan(1)
    }
  }),
  law('takes a child back that went away', async (open) => {
    const here = await two(open)
    value(await sender(here).offer('c1', offer))
    value(await receiver(here).accept('t1', charge))
    value(await receiver(here).offer('c1', { id: 'back', to: partition, reason: 'came back' }))
    const home = { as: 'childDirector', id: 'w4', name: '李四', division: '520526113205' } as const
    expect(value(await sender(here).accept('back', home)).state).toBe('arrived')
    for (const at of [partition, there]) value(await forward(here, at))
    expect([await lives(here, partition), await lives(here, there)]).toEqual([true, false])
    expect(value(await worker(here, partition, 'w4').file('c1')).childNo).toBe('n7')
    value(await sender(here).offer('c1', { ...offer, id: 'again' }))
    expect(value(await receiver(here).accept('again', charge)).state).toBe('arrived')
    expect([await lives(here, partition), await lives(here, there)]).toEqual([false, true])
  }),
]
