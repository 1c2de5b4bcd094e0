import { expect } from 'vitest'
import { accessPartition } from '../../src/casework/index.ts'
import { childFile, type Outcome, pointer } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import type { Role } from '../../src/privacy/index.ts'
import type { Driver } from '../../src/storage/index.ts'
import {
  child,
  type County,
  county,
  everything,
  incident,
  type Open,
  partition,
  rightful,
  said,
  session,
  sessionsOf,
} from './county.ts'

export interface LawOfCasework {
  readonly name: string
  readonly holds: (open: Open) => Promise<void>
}
const law = (name: string, holds: (open: Open) => Promise<void>): LawOfCasework => ({ name, holds })
const value = <T>(outcome: Outcome<T>): T => outcome._unsafeUnwrap()
const code = (outcome: Outcome<unknown>): string =>
  outcome.match(
    () => 'ok',
    ([problem]) => problem.code,
  )

const own = (here: County, id = 'w3') => session(here, id, 'worker', 'care', { to: 'ownCase' })
const officer = (here: County, id = 'p1') =>
  session(here, id, 'protectionOfficer', 'protection', { to: 'appointed', children: ['c1', 'c2'], by: 'boss' })
const area = (here: County, id = 's1') => session(here, id, 'supervisor', 'care', { to: 'area', divisions: ['520526'] })
const auditor = (here: County) => session(here, 'au', 'auditor', 'audit', { to: 'none' })

const rename = (name: string) => (view: object) => ok({ ...view, name } as never)
const exited = { register: { registerState: 'exited', exitOn: '2020-01-01' } }

/** Words that stand in files of whom a session knows nothing, and words that hardly anybody may see. */
const sealedWords = ['INCIDENT', 'REPORTER', 'MIND-', 'CARE-']

const people: readonly (readonly [string, Role, string])[] = [
  ['w3', 'worker', 'worker'],
  ['s1', 'supervisor', 'worker'],
  ['p1', 'protectionOfficer', 'worker'],
  ['f1', 'father', 'father'],
  ['v1', 'helper', 'volunteer'],
  ['t1', 'teacher', 'worker'],
]

export const laws: readonly LawOfCasework[] = [
  law('shows nothing to those who are not named, on any path, and says of every child the same', async (open) => {
    const here = await county(open, [child('c1'), child('c3', { workers: {} })])
    const gone = await county(open, [])
    for (const role of ['donor', 'public', 'delegate', 'member', 'statistician', 'organiser'] as const)
      for (const [n, one] of sessionsOf(here, 'x1', role).entries()) {
        if (n % 5 !== 0) continue
        const words = JSON.stringify([
          said(await one.file('c3')),
          said(await one.history('c3')),
          said(await one.page()),
        ])
        for (const secret of ['NAME', 'ADDRESS', 'NOTE', 'GIVER', ...sealedWords]) expect(words).not.toContain(secret)
      }
    const stranger = own(here, 'w8')
    const nobody = own(gone, 'w8')
    expect(await everything(stranger, 'c1')).toBe(await everything(nobody, 'c1'))
    expect(said(await own(here).file('c3'))).toEqual(said(await own(here).file('nowhere')))
    expect(said(await own(here).file('a b'))).toEqual(said(await own(here).file('nowhere')))
  }),
  law('shows what belongs to the purpose and no more', async (open) => {
    const here = await county(open, [
      child('c1', { incidents: { i1: incident('father', 'none') } }),
      child('c3', { workers: {} }),
    ])
    const seen = JSON.stringify([
      said(await own(here).file('c1')),
      said(await own(here).page()),
      said(await own(here).history('c1')),
    ])
    expect(seen).toContain('NAME-c1')
    for (const hidden of [...sealedWords, 'VISIT-c1', 'c3', 'revision', '"seq"', 'hash'])
      expect(seen).not.toContain(hidden)
    const matter = JSON.stringify(said(await officer(here).file('c1')))
    expect(matter).toContain('INCIDENT')
    expect(matter).not.toContain('REPORTER')
  }),
  law('never lets a possible cause tell a matter, on any path', async (open) => {
    for (const [id, role, cause] of people)
      for (const file of [child('c1'), child('c1', exited)]) {
        const more = childFile({
          ...file,
          incidents: { i1: incident(cause, role === 'father' ? 'none' : id) },
        } as never)
        const count = rightful(await county(open, []), id, role).length
        for (let n = 0; n < count; n++) {
          const [without, withIt] = [await county(open, [file, child('c2')]), await county(open, [more, child('c2')])]
          const ask = async (here: County) => {
            const one = rightful(here, id, role)[n]
            if (!one) throw new Error('no session')
            const first = await everything(one, 'c1')
            // Two persons erase; what happens then tells nothing either.
            const second = said(await area(here, id === 's1' ? 's2' : 's1').erase('c1', 'withdrawn'))
            return [first, JSON.stringify(second), await everything(one, 'c1')]
          }
          expect(await ask(withIt)).toEqual(await ask(without))
        }
      }
  }),
  law('notes every reading before it is answered: one entry for a file, one for a page', async (open) => {
    const order: string[] = []
    const watch = (driver: Driver): Driver => ({
      ...driver,
      commit: async (batch) => {
        const done = await driver.commit(batch)
        if (batch.partition === accessPartition(partition)) order.push('noted')
        return done
      },
    })
    const here = await county(open, [child('c1'), child('c2')], watch)
    for (const read of [
      async () => void value(await own(here).file('c1')),
      async () => void value(await own(here).page({ limit: 1 })),
      async () => void value(await own(here).count()),
      async () => void value(await own(here).history('c1')),
      () => own(here).file('nowhere'),
    ]) {
      order.length = 0
      await read()
      order.push('answered')
      expect(order).toEqual(['noted', 'answered'])
    }
    const entries = value(await auditor(here).log())
    expect(entries.slice(0, 5).map(({ act, children, actor, purpose }) => [act, children, actor, purpose])).toEqual([
      ['file', ['c1'], 'w3', 'care'],
      ['page', ['c1'], 'w3', 'care'],
      ['count', [], 'w3', 'care'],
      ['history', ['c1'], 'w3', 'care'],
      ['file', [], 'w3', 'care'],
    ])
    expect(value(await auditor(here).log({ child: 'c1' })).length).toBe(3)
  }),
  law('shows nothing that cannot be noted', async (open) => {
    let broken = false
    const breaks = (driver: Driver): Driver => ({
      ...driver,
      commit: (batch) =>
        broken && batch.partition === accessPartition(partition)
          ? Promise.resolve({ outcome: 'refused', why: 'full' })
          : driver.commit(batch),
    })
    const here = await county(open, [child('c1')], breaks)
    broken = true
    for (const words of [await everything(own(here), 'c1'), await everything(officer(here), 'c1')]) {
      expect(words).not.toContain('"ok"')
      expect(words).not.toMatch(/NAME|ADDRESS|NEW/)
    }
  }),
  law('fills pages with what may be seen, and cursors name nobody else', async (open) => {
    const mine = (n: number) => n % 3 === 0
    const files = Array.from({ length: 20 }, (_, n) =>
      child(`k${String(n).padStart(2, '0')}`, mine(n) ? {} : { workers: { childDirector: { id: 'w4', name: '四' } } }),
    )
    const here = await county(open, files)
    const ids: string[] = []
    let after: string | undefined
    for (;;) {
      const page = value(await own(here).page({ limit: 2, ...(after === undefined ? {} : { after }) }))
      const shown = page.views.map((view) => String(view.id))
      ids.push(...shown)
      if (page.next !== undefined) {
        expect(shown.length).toBe(2)
        expect(Buffer.from(page.next.slice(32), 'hex').toString()).toBe(shown.at(-1))
        expect(code(await own(here, 'w4').page({ after: page.next }))).toBe('bad-cursor')
      }
      after = page.next
      if (after === undefined) break
    }
    expect(ids).toEqual(files.filter((_, n) => mine(n)).map(({ id }) => id))
    expect(value(await own(here).page({ limit: 7 })).next).toBeUndefined()
    expect(value(await own(here).count())).toBe(7)
    for (const limit of [0, 1.5, 1001])
      expect(['too-small', 'too-large']).toContain(code(await own(here).page({ limit })))
    expect(value(await own(here).count({ division: '520526113' }))).toBe(7)
    expect(value(await own(here).count({ division: '5205261132051' }))).toBe(0)
  }),
  law('holds every footing against the files', async (open) => {
    const here = await county(open, [child('c1'), child('c3', { residenceDivision: '520527', workers: {} })])
    const helper = () => session(here, 'v1', 'helper', 'support', { to: 'helper' })
    expect(code(await helper().file('c1'))).toBe('ok')
    expect(code(await session(here, 'v2', 'helper', 'support', { to: 'helper' }).file('c1'))).toBe('not-found')
    here.on('2026-12-31')
    expect(code(await helper().file('c1'))).toBe('not-found')
    here.on('2026-09-15')
    expect(code(await area(here).file('c3'))).toBe('not-found')
    expect(code(await session(here, 'w3', 'teacher', 'teaching', { to: 'ownCase' }).file('c1'))).toBe('not-found')
    const self = session(here, 'p1', 'protectionOfficer', 'protection', { to: 'appointed', children: ['c1'], by: 'p1' })
    expect(code(await self.file('c1'))).toBe('not-found')
    expect(code(await session(here, 'm', 'mother', 'access', { to: 'family', children: ['c3'] }).file('c1'))).toBe(
      'not-found',
    )
  }),
  law('changes what was seen and keeps the rest, also when others are faster', async (open) => {
    const here = await county(open, [child('c1', { incidents: { i1: incident('father', 'none') } })])
    let calls = 0
    const changed = await own(here).change('c1', 'spelling', (view) => {
      calls += 1
      return ok({ ...view, name: `NEW-${calls}` } as typeof view)
    })
    expect(value(changed).name).toBe('NEW-1')
    const stored = value(await here.casework.files.read(partition, 'c1')).file
    const before = child('c1', { incidents: { i1: incident('father', 'none') } })
    expect(stored).toEqual(JSON.parse(JSON.stringify({ ...before, name: 'NEW-1' })))
    const both = await Promise.all([
      own(here).change('c1', 'a', (view) => ok({ ...view, childNo: 'A' } as typeof view)),
      own(here).change('c1', 'b', (view) => ok({ ...view, otherNames: ['B'] } as typeof view)),
    ])
    expect(both.map(code)).toEqual(['ok', 'ok'])
    const after = value(await here.casework.files.read(partition, 'c1')).file
    expect([after.childNo, after.otherNames]).toEqual(['A', ['B']])
  }),
  law('gives up after some attempts and names no revision', async (open) => {
    let racing = false
    const races = (driver: Driver): Driver => ({
      ...driver,
      commit: (batch) =>
        racing && batch.partition === partition
          ? Promise.resolve({
              outcome: 'conflict',
              at: batch.writes.slice(0, 1).map((write) => ({ ...write, found: 77 })),
            })
          : driver.commit(batch),
    })
    const here = await county(open, [child('c1')], races)
    racing = true
    const refused = await own(here).change('c1', 'x', rename('NEW'))
    expect(code(refused)).toBe('busy')
    expect(JSON.stringify(said(refused))).not.toMatch(/77|expected|found/)
  }),
  law('writes once, though the answer was lost', async (open) => {
    let lost = 0
    const forgets = (driver: Driver): Driver => ({
      ...driver,
      commit: async (batch) => {
        const done = await driver.commit(batch)
        if (batch.partition === partition && lost-- > 0) throw new Error('lost')
        return done
      },
    })
    const here = await county(open, [child('c1')], forgets)
    lost = 1
    expect(code(await own(here).change('c1', 'x', rename('NEW')))).toBe('ok')
    expect(value(await here.casework.files.read(partition, 'c1')).revisions[pointer('file', 'c1').slice(1)]).toBe(2)
  }),
  law('lets nobody write without the right, nor what is not shown', async (open) => {
    const here = await county(open, [child('c1')])
    const helper = session(here, 'v1', 'helper', 'support', { to: 'helper' })
    expect(code(await helper.change('c1', 'x', rename('NEW')))).toBe('not-entitled')
    const adds = (view: object) => ok({ ...view, incidents: {} } as never)
    expect(code(await own(here).change('c1', 'x', adds))).toBe('unknown-field')
    const throws = () => {
      throw new Error('NAME')
    }
    expect(JSON.stringify(said(await own(here).change('c1', 'x', throws)))).not.toContain('NAME')
  }),
  law('takes a report from everybody who works with the child, and shows it to those appointed', async (open) => {
    const here = await county(open, [child('c1')])
    const helper = session(here, 'v1', 'helper', 'support', { to: 'helper' })
    const report = { words: 'REPORTED', reporter: 'V1-NAME', situations: ['violence'] } as const
    const answer = await helper.report('c1', report)
    expect(said(answer)).toEqual({ ok: undefined })
    expect(JSON.stringify(said(await own(here).file('c1')))).not.toContain('REPORTED')
    const seen = JSON.stringify(said(await officer(here).file('c1')))
    expect(seen).toContain('REPORTED')
    expect(seen).not.toContain('V1-NAME')
    expect(code(await session(here, 'v2', 'helper', 'support', { to: 'helper' }).report('c1', report))).toBe(
      'not-found',
    )
    const close = (view: object) =>
      ok({ ...view, incidents: mapped((view as { incidents: object }).incidents, { closedOn: '2026-09-15' }) } as never)
    expect(code(await officer(here).change('c1', 'closed', close))).toBe('needs-missing')
  }),
  law('tells the past as far as it may be seen today', async (open) => {
    const here = await county(open, [child('c1')])
    value(await own(here).change('c1', 'a', rename('ONE')))
    value(await session(here, 'v1', 'helper', 'support', { to: 'helper' }).report('c1', { words: 'REPORTED' }))
    value(await own(here).change('c1', 'b', (view) => ok({ ...view, contacts: { k1: { on: '2026-09-14' } } } as never)))
    value(await own(here).change('c1', 'c', (view) => ok({ ...view, contacts: {} } as never)))
    const past = value(await own(here).history('c1'))
    expect(past.map(({ view }) => [view.name, Object.keys(view.contacts)])).toEqual([
      ['NAME-c1', []],
      ['ONE', []],
      ['ONE', ['k1']],
      ['ONE', []],
    ])
    expect(past.at(-1)?.view).toEqual(value(await own(here).file('c1')))
    expect(JSON.stringify(past)).not.toMatch(/REPORTED|"seq"|revision/)
    const helper = () => session(here, 'v1', 'helper', 'support', { to: 'helper' })
    expect(JSON.stringify(value(await helper().history('c1')))).toContain('ONE')
    const withdrawn = (view: { consents: unknown }) =>
      ok({ ...view, consents: mapped(view.consents as object, { withdrawnOn: '2026-09-15' }) } as never)
    value(await own(here).change('c1', 'withdrawn', withdrawn as never))
    expect(code(await helper().history('c1'))).toBe('not-found')
    expect(code(await helper().file('c1'))).toBe('not-found')
  }),
  law('erases on the word of two, and never under a matter, a hold or on the register', async (open) => {
    const free = child('c1', exited)
    const here = await county(open, [free, child('c2')])
    expect(code(await own(here).erase('c2', 'withdrawn'))).toBe('wrong-state')
    expect(value(await own(here).erase('c1', 'withdrawn')).state).toBe('requested')
    expect(value(await own(here).erase('c1', 'withdrawn')).state).toBe('requested')
    expect(code(await own(here).file('c1'))).toBe('ok')
    expect(value(await area(here).erase('c1', 'withdrawn')).state).toBe('accepted')
    expect(code(await own(here).file('c1'))).toBe('not-found')
    expect(code(await here.casework.files.read(partition, 'c1'))).toBe('not-found')
    expect(code(await officer(here).file('c1'))).toBe('not-found')
    expect(value(await auditor(here).log({ child: 'c1' })).length).toBeGreaterThan(0)

    for (const obstacle of ['incident', 'hold'] as const) {
      const other = await county(open, [
        obstacle === 'incident' ? child('c1', { ...exited, incidents: { i1: incident('father', 'none') } }) : free,
      ])
      const hold =
        obstacle === 'hold' ? value(await officer(other).hold('c1', { ground: 'proceedings', to: 'none' })) : ''
      expect(code(await officer(other, 'p2').erase('c1', 'withdrawn'))).toBe('under-hold')
      expect(value(await own(other).erase('c1', 'withdrawn')).state).toBe('requested')
      expect(value(await area(other).erase('c1', 'withdrawn')).state).toBe('accepted')
      expect(code(await own(other).file('c1'))).toBe('not-found')
      expect(code(await other.casework.files.read(partition, 'c1'))).toBe('ok')
      expect(code(await officer(other).file('c1'))).toBe('ok')
      expect(value(await other.casework.settle(partition))).toBe(0)
      if (obstacle === 'hold') {
        expect(code(await officer(other).release('c1', hold))).toBe('not-entitled')
        expect(code(await officer(other, 'p2').release('c1', hold))).toBe('ok')
        expect(value(await other.casework.settle(partition))).toBe(1)
        expect(code(await other.casework.files.read(partition, 'c1'))).toBe('not-found')
      }
    }
  }),
  law('hands over every case of a worker to exactly one other', async (open) => {
    const by = (id: string) => ({ workers: { childDirector: { id, name: id } } })
    const here = await county(open, [
      child('c1', by('w3')),
      child('c2', by('w4')),
      child('c3', by('w3')),
      child('c4', by('w5')),
    ])
    const order = { as: 'childDirector', from: 'w3', to: { id: 'w4', name: '四' }, reason: 'leaves' } as const
    expect(code(await own(here).handOver(order))).toBe('not-entitled')
    expect(code(await area(here, 'w4').handOver(order))).toBe('not-entitled')
    expect(code(await area(here).handOver({ ...order, children: ['c1', 'c2'] }))).toBe('not-found')
    expect(value(await area(here).handOver(order)).children).toEqual(['c1', 'c3'])
    const owners: string[] = []
    for await (const one of here.casework.files.each(partition)) {
      const { workers } = value(one).file
      const ids = Object.values(workers).flatMap((worker) => (typeof worker === 'string' ? [] : [String(worker.id)]))
      owners.push(ids.join())
    }
    expect(owners).toEqual(['w4', 'w4', 'w4', 'w5'])
    expect(value(await own(here).count())).toBe(0)
    expect(value(await own(here, 'w4').count())).toBe(3)
    expect(value(await area(here).handOver(order)).children).toEqual([])
    const named = await county(open, [child('c1', { ...by('w3'), incidents: { i1: incident('worker', 'w4') } })])
    expect(code(await area(named).handOver(order))).toBe('not-entitled')
  }),
  law('keeps the log for auditors and matters out of it', async (open) => {
    const here = await county(open, [child('c1')])
    value(await own(here).file('c1'))
    value(await officer(here).file('c1'))
    value(await own(here).report('c1', { words: 'x' }))
    for (const one of [own(here), area(here), officer(here)]) expect(code(await one.log())).toBe('not-entitled')
    const seen = value(await auditor(here).log())
    expect(seen.map(({ act, purpose }) => [act, purpose])).toEqual(
      [
        ['file', 'care'],
        ['log', 'audit'],
      ].slice(0, seen.length),
    )
    const appointed = session(here, 'au', 'auditor', 'audit', { to: 'appointed', children: [], by: 'boss' })
    expect(value(await appointed.log()).map(({ act }) => act)).toContain('report')
    expect(value(await appointed.log({ actor: 'p1' })).map(({ approvedBy }) => approvedBy)).toEqual(['boss'])
  }),
  law('gives a parent a copy with who has read it, and nothing of a matter', async (open) => {
    const here = await county(open, [child('c1', { incidents: { i1: incident('father', 'none') } })])
    value(await own(here).file('c1'))
    value(await officer(here).file('c1'))
    const mother = session(here, 'm1', 'mother', 'access', { to: 'family', children: ['c1'] })
    const copy = value(await mother.copy('c1'))
    expect(copy.reads.map(({ role, purpose }) => [role, purpose])).toEqual(
      [
        ['mother', 'access'],
        ['worker', 'care'],
      ].reverse(),
    )
    const words = JSON.stringify(copy)
    expect(words).toContain('NAME-c1')
    expect(words).not.toMatch(/INCIDENT|REPORTER|NOTE-|VISIT-|ADDRESS|13812345678|w3|p1/)
    expect(code(await own(here).copy('c1'))).toBe('not-entitled')
  }),
]

const mapped = (entries: object, more: object): object =>
  Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, { ...(entry as object), ...more }]))
