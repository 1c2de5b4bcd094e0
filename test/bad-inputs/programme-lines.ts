import { inspect } from 'node:util'
import { type CareState, nextDue, cadence } from '../../src/cadence/index.ts'
import { compileCalendar, nationalHolidays } from '../../src/calendar/index.ts'
import { openCasework } from '../../src/casework/index.ts'
import { ChildFile, childFile, type Outcome, parse } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import { pseudonymised, releasedFields } from '../../src/privacy/index.ts'
import { crossCheck } from '../../src/risk/index.ts'
import { child, county, partition, session } from '../casework/county.ts'
import { canary, type Line } from './line.ts'

const here = (more: object = {}) => county(openCasework, [child('c1', { name: canary, ...more })])
const asOf = '2026-09-15'

/** Who acts for what, with anything at all in place of what the types ask for. */
const opened = (at: Awaited<ReturnType<typeof here>>, options: object) =>
  at.casework.session({
    partition,
    actor: { id: 'w3', role: 'worker' },
    purpose: 'care',
    relation: { to: 'ownCase' },
    ...options,
  } as never)

const refused = ['not-allowed not-entitled']

/** What was said, and whether it is to the byte what is said of a child that never was. */
async function asIfNobody(answer: Outcome<unknown>): Promise<readonly string[]> {
  const at = await here()
  const nobody = await session(at, 'w3', 'worker', 'care', { to: 'ownCase' }).file('nobody')
  const same = inspect(answer, { depth: 9 }) === inspect(nobody, { depth: 9 })
  return [answer.isErr() ? answer.error[0].code : 'ok', same ? 'as for nobody' : 'told']
}

const rows = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    childFile({
      id: `c${n}`,
      name: canary,
      sex: n < count - 3 ? 'female' : 'male',
      notes: { n1: { on: asOf, words: canary } },
    }),
  )
const release = {
  key: new Uint8Array(32).fill(7),
  purpose: 'study',
  asOf,
  tells: ['sex'],
  about: [],
  by: 'suppress',
} as const

/** 61 to 70 and 86 to 89: who acts, how people belong together, when things happen, what leaves the house. */
export const programmeLines: readonly Line[] = [
  ...[undefined, {}, { id: '', role: 'worker' }, { id: canary, role: canary }].map(
    (actor): Line => ({
      n: 61,
      input: 'no actor',
      door: 'casework',
      says: refused,
      run: async () => opened(await here(), { actor }).file('c1'),
    }),
  ),
  ...[undefined, '', canary].map(
    (purpose): Line => ({
      n: 62,
      input: 'no purpose',
      door: 'casework',
      says: refused,
      run: async () => opened(await here(), { purpose }).file('c1'),
    }),
  ),
  {
    n: 63,
    input: 'an actor who has nothing to do with the child',
    door: 'casework',
    says: ['not-found', 'as for nobody'],
    run: async () => asIfNobody(await session(await here(), 'w9', 'worker', 'care', { to: 'ownCase' }).file('c1')),
  },
  {
    n: 64,
    input: 'a worker who gave the case away',
    door: 'casework',
    says: ['not-found', 'as for nobody'],
    run: async () => {
      const at = await here()
      const boss = session(at, 's1', 'supervisor', 'care', { to: 'area', divisions: ['520526'] })
      const order = { as: 'childDirector', from: 'w3', to: { id: 'w9', name: '九' }, reason: 'leaves' } as const
      ;(await boss.handOver(order))._unsafeUnwrap()
      return asIfNobody(await session(at, 'w3', 'worker', 'care', { to: 'ownCase' }).file('c1'))
    },
  },
  {
    n: 65,
    input: 'a child that is its own carer',
    door: 'risk, over all files, with the place and the tier',
    says: ['cross.carer-is-child c1 /delegate none'],
    run: () => {
      const birthDate = '2016-03-26'
      const file = childFile({ id: 'c1', name: canary, birthDate, delegate: { name: canary, birthDate } })
      return crossCheck([file], { asOf }).map((one) => `${one.rule} ${one.child} ${one.path} ${one.carerFile}`)
    },
  },
  {
    n: 66,
    input: 'two children who care for each other',
    door: 'risk, over all files',
    says: ['c1 c2', 'c2 c1'],
    run: () => {
      const born = { c1: '2012-03-26', c2: '2013-04-27' } as const
      const file = (id: 'c1' | 'c2', other: 'c1' | 'c2') =>
        childFile({ id, name: id, birthDate: born[id], delegate: { name: other, birthDate: born[other] } })
      return crossCheck([file('c1', 'c2'), file('c2', 'c1')], { asOf }).map((one) => `${one.child} ${one.carerFile}`)
    },
  },
  {
    n: 67,
    input: 'a sibling in another partition',
    door: 'casework',
    says: ['not-found', 'as for nobody'],
    run: async () => asIfNobody(await opened(await here(), { partition: '520527' }).file('c1')),
  },
  {
    n: 68,
    input: 'a visit before the file was opened: children are visited before they are registered',
    door: 'records',
    says: ['ok'],
    run: () =>
      parse(ChildFile, childFile({ id: 'c1', name: canary, recordedOn: asOf, visits: { v1: { on: '2025-01-01' } } })),
  },
  {
    n: 69,
    input: 'a visit for a case that is closed: somebody may still look after a child that left',
    door: 'casework',
    says: ['ok'],
    run: async () => {
      const at = await here({ register: { registerState: 'exited', exitOn: '2026-01-01' } })
      return session(at, 'w3', 'worker', 'care', { to: 'ownCase' }).change('c1', 'seen', (view) => ok(view))
    },
  },
  {
    n: 69,
    input: 'an incident written through a view that does not show incidents',
    door: 'casework',
    says: ['invalid unknown-field'],
    run: async () =>
      session(await here(), 'w3', 'worker', 'care', { to: 'ownCase' }).change('c1', canary, (view) =>
        ok({ ...view, incidents: { i1: { words: canary } } } as never),
      ),
  },
  {
    n: 70,
    input: 'a duty that was due before today',
    door: 'cadence, which says so',
    says: ['breached'],
    run: () => {
      const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })
      const state = { startedOn: '2026-03-02', lastOn: '2026-03-02', asOf } as CareState
      return [nextDue(cadence.of(4).homeVisit, state, calendar._unsafeUnwrap()).status]
    },
  },
  {
    n: 86,
    input: 'a group of fewer than five',
    door: 'pseudonymised, which leaves it out',
    says: ['20', '3'],
    run: () => {
      const found = pseudonymised(rows(23), release)._unsafeUnwrap()
      return [String(found.rows.length), String(found.loss.suppressed)]
    },
  },
  {
    n: 86,
    input: 'groups of one',
    door: 'pseudonymised',
    says: ['invalid too-small /k'],
    run: () => pseudonymised(rows(9), { ...release, k: 1 }),
  },
  {
    n: 87,
    input: 'free words in an export',
    door: 'pseudonymised, which has no such field',
    says: [],
    run: () =>
      Object.keys(releasedFields).filter((id) => /note|words|name|address|phone|id/i.test(id) && id !== 'guardianship'),
  },
  {
    n: 87,
    input: 'a field that exports do not have',
    door: 'pseudonymised',
    says: ['invalid unknown-code /about/0'],
    run: () => pseudonymised(rows(9), { ...release, about: ['notes' as never] }),
  },
  {
    n: 87,
    input: 'a field called like what every object has',
    door: 'pseudonymised',
    says: ['invalid unknown-code /tells/0'],
    run: () => pseudonymised(rows(9), { ...release, tells: ['constructor' as never] }),
  },
  {
    n: 88,
    input: 'a file in a log: nothing in the house writes one, and what casework keeps has no place for it',
    door: 'casework',
    says: ['ok'],
    run: async () => session(await here(), 'w3', 'worker', 'care', { to: 'ownCase' }).file('c1'),
  },
  {
    n: 89,
    input: 'a problem that somebody looks at in every way',
    door: 'records',
    says: ['invalid too-large /name', 'invalid invalid-value /sex', 'invalid unknown-field'],
    run: () => parse(ChildFile, { ...childFile({ id: 'c1', name: canary.repeat(9) }), sex: canary, [canary]: canary }),
  },
  {
    n: 89,
    input: 'an edit that throws with a value in its hands',
    door: 'casework',
    says: ['invalid invalid-value'],
    run: async () =>
      session(await here(), 'w3', 'worker', 'care', { to: 'ownCase' }).change('c1', 'because', () => {
        throw new Error(canary)
      }),
  },
]
