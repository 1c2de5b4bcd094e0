import fc from 'fast-check'
import { expect } from 'vitest'
import { type Casework, countyRecords, editsBetween, type Session } from '../../src/casework/index.ts'
import { childFile } from '../../src/index.ts'
import { ok } from '../../src/problem.ts'
import { grantOf, type Purpose, purposes, type Role } from '../../src/privacy/index.ts'
import { commit, type Driver, openMemory } from '../../src/storage/index.ts'
import { child, footings, incident, type Open, partition, said } from './county.ts'

type Given = Parameters<Casework['session']>[0]

/** A store with a clock and ids that hang on the step alone, so that what one world does more moves nothing in the other. */
export interface World {
  readonly casework: Casework
  readonly driver: Driver
  readonly begin: (step: string, day?: string) => void
}

export async function world(open: Open, more: object): Promise<World> {
  const driver = await openMemory()
  let step = 'start'
  let n = 0
  let moment = '2026-09-01T08:00:00+08:00'
  let minutes = 0
  const casework = (
    await open({ driver, keys: 'unsealed', clock: () => moment, uuid: () => `${step}-${++n}` })
  )._unsafeUnwrap()
  const files = [child('c1', more), child('c2'), child('c3', { workers: {} })]
  ;(
    await casework.files.save({ partition, id: 'import', note: {}, files: files.map((file) => ({ file })) })
  )._unsafeUnwrap()
  const agreement = {
    id: 'a1',
    child: 'c1',
    volunteer: 'v1',
    role: 'primary',
    state: 'active',
    from: '2026-01-01',
    to: '2026-12-31',
    endReason: 'none',
    supportedBy: 'none',
    note: 'none',
  } as never
  const { agreements } = countyRecords(casework.ledger)
  const writes = [agreements.put({ subject: 'c1', id: 'a1', document: agreement })]
  ;(await commit(casework.ledger, { partition, id: 'match', note: {}, writes }))._unsafeUnwrap()
  return {
    casework,
    driver,
    begin: (name, day = moment.slice(0, 10)) => {
      step = name
      n = 0
      minutes += 1
      const two = (count: number) => String(count).padStart(2, '0')
      moment = `${day}T${two(8 + Math.floor(minutes / 60))}:${two(minutes % 60)}:00+08:00`
    },
  }
}

/** Somebody of whom a matter speaks. */
export interface Suspect {
  readonly id: string
  readonly role: Role
  /** As what the matter names the person. */
  readonly cause: string
  readonly named: string
}
const suspect = (id: string, role: Role, cause: string, named = id): Suspect => ({ id, role, cause, named })

/** One of every role that has any purpose at all. */
export const suspects: readonly Suspect[] = [
  suspect('w3', 'worker', 'worker'),
  suspect('s1', 'supervisor', 'worker'),
  suspect('p1', 'protectionOfficer', 'worker'),
  suspect('au', 'auditor', 'worker'),
  suspect('v1', 'helper', 'volunteer'),
  suspect('f1', 'father', 'father', 'none'),
  suspect('m1', 'mother', 'mother', 'none'),
  suspect('g1', 'guardian', 'guardian', 'none'),
  suspect('d1', 'delegate', 'delegate', 'none'),
  suspect('o1', 'member', 'member', 'none'),
  suspect('k1', 'child', 'other'),
  suspect('t1', 'teacher', 'worker'),
  suspect('y1', 'counsellor', 'worker'),
  suspect('x1', 'doctor', 'worker'),
  suspect('r1', 'organiser', 'worker'),
  suspect('b1', 'authority', 'worker'),
  suspect('z1', 'statistician', 'worker'),
  suspect('e1', 'donor', 'other'),
  suspect('q1', 'public', 'other'),
]

const session = ({ casework }: World, id: string, role: Role, purpose: Purpose, relation: Given['relation']) =>
  casework.session<Purpose>({ partition, actor: { id, role }, purpose, relation })

const worker = (here: World, id = 'w3') => session(here, id, 'worker', 'care', { to: 'ownCase' })
const area = (here: World, id = 's7') => session(here, id, 'supervisor', 'care', { to: 'area', divisions: ['520526'] })
const officer = (here: World, id = 'p7') =>
  session(here, id, 'protectionOfficer', 'protection', { to: 'appointed', children: ['c1', 'c2'], by: 'boss' })
const helper = (here: World) => session(here, 'v1', 'helper', 'support', { to: 'helper' })
const glass = (here: World) => session(here, 'x7', 'doctor', 'rescue', { to: 'emergency' })
const set = (more: object) => (view: object) => ok({ ...view, ...more } as never)

/** What others do in both worlds. None of it is done because of the matter. */
const acts = {
  rename: (here: World, n: number) => worker(here).change('c1', 'x', set({ name: `N-${n}` })),
  contact: (here: World, n: number) =>
    worker(here).change('c1', 'x', (view) =>
      ok({ ...view, contacts: { [`k${n}`]: { on: '2026-08-01', channel: 'phone' } } } as never),
    ),
  other: (here: World, n: number) => area(here).change('c2', 'x', set({ name: `O-${n}` })),
  report: (here: World, n: number) =>
    helper(here).report('c1', { words: `R-${n}`, possibleCauses: [{ role: 'father', id: 'none' }] as never }),
  hold: (here: World) => officer(here).hold('c1', { ground: 'complaint', to: 'none' }),
  release: async (here: World) => {
    const [first] = (await officer(here).holds('c1')).unwrapOr([])
    await officer(here, 'p8').release('c1', first?.id ?? 'none')
  },
  exit: (here: World) =>
    worker(here).change('c1', 'x', set({ register: { registerState: 'exited', exitOn: '2026-09-01' } })),
  ask: (here: World) => worker(here, 'w3').erase('c1', 'withdrawn'),
  approve: (here: World) => area(here, 's8').erase('c1', 'withdrawn'),
  handOver: (here: World) =>
    area(here).handOver({ as: 'childDirector', from: 'w3', to: { id: 'w9', name: '九' }, reason: 'x' }),
  back: (here: World) =>
    area(here).handOver({ as: 'childDirector', from: 'w9', to: { id: 'w3', name: '张三' }, reason: 'x' }),
  glass: (here: World) => glass(here).breakGlass('c1', { reason: 'found', told: 's1' }),
  settle: (here: World) => here.casework.settle(partition),
  wish: (here: World) => area(here).mergeFiles('c1', { with: 'c2', keep: 'c1', reason: 'one child' }),
  looked: (here: World) => worker(here).page(),
  offline: async (here: World, n: number) => {
    const out = await worker(here).checkout('c1')
    if (out.isErr()) return
    const edits = editsBetween(out.value.view, { ...out.value.view, name: `OFF-${n}` })
    await worker(here).change('c1', 'x', set({ name: `ON-${n}` }))
    await worker(here).merge('c1', { id: `off-${n}`, trunk: out.value.trunk, edits })
  },
} as const
export type Act = keyof typeof acts

/** How the matter comes into the one world. */
const matters = {
  imported: async (here: World, { cause, named }: Suspect) => {
    const before = await here.casework.files.read(partition, 'c1')
    if (before.isErr()) return
    const file = childFile({
      ...before.value.file,
      incidents: { ...before.value.file.incidents, zz: incident(cause, named) },
    } as never)
    await here.casework.files.save({ partition, id: 'matter', note: {}, files: [{ file, before: before.value }] })
  },
  reported: async (here: World, { cause, named }: Suspect) => {
    await helper(here).report('c1', { words: 'INCIDENT', possibleCauses: [{ role: cause, id: named }] as never })
  },
  held: async (here: World, { cause, named }: Suspect) => {
    const one = officer(here)
    await helper(here).report('c1', { words: 'INCIDENT', possibleCauses: [{ role: cause, id: named }] as never })
    const stored = await here.casework.files.read(partition, 'c1')
    const id = stored.map(
      ({ file }) => Object.entries(file.incidents).find(([, { words }]) => words === 'INCIDENT')?.[0],
    )
    await one.hold('c1', { ground: 'authority', to: 'none', matter: id.unwrapOr(undefined) ?? 'none' })
  },
} as const
export type Matter = keyof typeof matters

/**
 * Every output of a session. A method that is added to `Session` has to be listed here; the test fails until it is. Those that write
 * come last.
 */
export const outputs: {
  readonly [Name in keyof Session<Purpose>]: (one: Session<Purpose>, id: string) => Promise<unknown>
} = {
  file: async (one, id) => said(await one.file(id)),
  page: async (one) => said(await one.page({ limit: 2 })),
  each: async (one) => {
    const views: unknown[] = []
    for await (const view of one.each({ limit: 1 })) views.push(said(view))
    return views
  },
  count: async (one) => [said(await one.count()), said(await one.count({ division: '520526' }))],
  history: async (one, id) => said(await one.history(id)),
  changes: async (one) => {
    const first = await one.changes({ limit: 2 })
    const after = first.map(({ next }) => next).unwrapOr('')
    return [said(first), said(await one.changes({ after })), said(await one.changes())]
  },
  copy: async (one, id) => said(await one.copy(id)),
  holds: async (one, id) => said(await one.holds(id)),
  conflicts: async (one, id) => said(await one.conflicts(id)),
  stranded: async (one, id) => said(await one.stranded(id)),
  reviews: async (one) => said(await one.reviews()),
  log: async (one, id) => [said(await one.log()), said(await one.log({ child: id }))],
  // The first half of a trunk is a random mark.
  checkout: async (one, id) => said((await one.checkout(id)).map((out) => ({ ...out, trunk: out.trunk.slice(32) }))),
  breakGlass: async (one, id) => [
    said(await one.breakGlass(id, { reason: 'found', told: 's9' })),
    said(await one.file(id)),
    said(await one.page()),
  ],
  closeReview: async (one) => {
    const [review] = (await one.reviews()).unwrapOr([])
    return said(await one.closeReview(review?.id ?? 'none', { outcome: 'needed', words: '' }))
  },
  merge: async (one, id) => {
    const out = await one.checkout(id)
    if (out.isErr()) return said(out)
    const edits = editsBetween(out.value.view, { ...out.value.view, name: 'OFFLINE' })
    return said(await one.merge(id, { id: 'delivery', trunk: out.value.trunk, edits }))
  },
  settle: async (one, id) => {
    const [first] = (await one.conflicts(id)).unwrapOr([])
    return said(await one.settle(id, { conflict: first?.id ?? 'none', reason: 'x', to: { said: 'SETTLED' } }))
  },
  review: async (one, id) => {
    const [first] = (await one.stranded(id)).unwrapOr([])
    return said(await one.review(id, { id: first?.id ?? 'none', decision: 'take', reason: 'x' }))
  },
  change: async (one, id) => said(await one.change(id, 'x', set({ name: 'NEW' }))),
  report: async (one, id) => said(await one.report(id, { words: 'REPORTED' })),
  hold: async (one, id) => [
    said(await one.hold(id, { ground: 'review', to: 'none' })),
    said(await one.hold(id, { ground: 'review', to: 'none', matter: 'zz' })),
  ],
  release: async (one, id) => {
    const all = (await one.holds(id)).unwrapOr([])
    return [said(await one.release(id, all[0]?.id ?? 'none')), all.length]
  },
  transfers: async (one) => said(await one.transfers()),
  offer: async (one, id) => [
    said(await one.offer(id, { id: 'transfer', to: '520527', reason: 'moves' })),
    said(await one.transfers()),
  ],
  accept: async (one) =>
    said(await one.accept('transfer', { as: 'childDirector', to: { id: 'w9', name: '九' } } as never)),
  decline: async (one) => said(await one.decline('transfer', 'x')),
  withdraw: async (one) => said(await one.withdraw('transfer', 'x')),
  handOver: async (one) =>
    said(await one.handOver({ as: 'childDirector', from: 'w3', to: { id: 'w8', name: '八' }, reason: 'x' })),
  merges: async (one, id) => said(await one.merges(id)),
  mergeFiles: async (one, id) => [
    said(await one.mergeFiles(id, { with: 'c2', keep: id, reason: 'x' })),
    said(await one.mergeFiles('c2', { with: id, keep: 'c2', reason: 'x' })),
    said(await one.merges(id)),
  ],
  unmergeFiles: async (one, id) => {
    const [first] = (await one.merges(id)).unwrapOr([])
    return said(await one.unmergeFiles(id, { merge: first?.id ?? 'none', reason: 'x' }))
  },
  erase: async (one, id) => said(await one.erase(id, 'withdrawn')),
}
const names = Object.keys(outputs) as readonly (keyof Session<Purpose>)[]

/** A history, with the place at which the matter comes into one of the worlds. */
export interface Story {
  readonly steps: readonly Act[]
  readonly at: number
  readonly matter: Matter
  readonly exited: boolean
}

export const stories: fc.Arbitrary<Story> = fc.record({
  steps: fc.array(fc.constantFrom(...(Object.keys(acts) as Act[])), { maxLength: 10 }),
  at: fc.nat({ max: 10 }),
  matter: fc.constantFrom(...(Object.keys(matters) as Matter[])),
  exited: fc.boolean(),
})

/** Every session that somebody could have and to which the purpose is open. */
export const rights = ({ role }: Suspect): readonly Pick<Given, 'purpose' | 'relation'>[] =>
  purposes.flatMap((purpose) =>
    footings.filter(({ to }) => grantOf(purpose, role, to)).map((relation) => ({ purpose, relation })),
  )

const exited = { register: { registerState: 'exited', exitOn: '2020-01-01' } }

/** What a session of the suspect answers in a world with or without the matter, output by output, early and late. */
async function answers(
  open: Open,
  who: Suspect,
  right: Pick<Given, 'purpose' | 'relation'>,
  story: Story,
  withMatter: boolean,
): Promise<readonly (readonly [string, string])[]> {
  const here = await world(open, story.exited ? exited : {})
  const one = () => session(here, who.id, who.role, right.purpose, right.relation)
  const found: (readonly [string, string])[] = []
  const ask = async (name: keyof Session<Purpose>, when: string) => {
    here.begin(`${when}-${name}`)
    found.push([`${name} ${when}`, JSON.stringify(await outputs[name](one(), 'c1'))])
  }
  const matter = async () => {
    here.begin('matter')
    if (withMatter) await matters[story.matter](here, who)
  }
  for (const [n, step] of story.steps.entries()) {
    if (n === story.at) await matter()
    if (n === 2) for (const name of ['file', 'page', 'changes'] as const) await ask(name, 'early')
    here.begin(`step-${n}`, n > 5 ? '2026-09-02' : undefined)
    await acts[step](here, n)
  }
  if (story.at >= story.steps.length) await matter()
  for (const name of names) await ask(name, 'late')
  for (const name of ['file', 'count', 'history', 'changes', 'reviews'] as const) await ask(name, 'last')
  return found
}

/** Throws at the first output by which the suspect could tell the matter. */
export async function tellsNothing(
  open: Open,
  who: Suspect,
  right: Pick<Given, 'purpose' | 'relation'>,
  story: Story,
): Promise<void> {
  const without = await answers(open, who, right, story, false)
  const withIt = new Map(await answers(open, who, right, story, true))
  for (const [name, bytes] of without)
    expect(`${name} ${withIt.get(name) ?? ''}`, `${who.role} ${right.purpose} ${right.relation.to}`).toBe(
      `${name} ${bytes}`,
    )
}
