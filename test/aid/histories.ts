import fc from 'fast-check'
import { type AidEvent, type AidEventOf, readAidEvents } from '../../src/aid/index.ts'

/** Entries from plain data; a mistake in a test shows at once. */
export const entries = (...list: readonly object[]): readonly AidEvent[] => readAidEvents(list)._unsafeUnwrap()

const about = { on: '2026-09-01', by: 'w1', role: 'treasurer' }
const coat = { item: '棉衣', size: '140', unit: '件' }

export const gift = (id: string, more: object = {}) => ({
  kind: 'gift',
  id,
  ...about,
  what: coat,
  quantity: 10,
  valueFen: 120_000,
  giver: 'd1',
  recipient: { id: 'r1', kind: 'charity', occasion: 'ordinary' },
  voluntary: 'yes',
  receipt: { number: `P-${id}`, handler: '张三', on: '2026-09-01' },
  restriction: 'none',
  ...more,
})
export const need = (id: string, more: object = {}) => ({
  kind: 'need',
  id: `e-${id}`,
  ...about,
  need: id,
  child: `c-${id}`,
  needKind: 'clothing',
  what: coat,
  quantity: 1,
  neededBy: 'none',
  division: '520526100200',
  ...more,
})
export const allocation = (id: string, lot: string, ofNeed: string, more: object = {}) => ({
  kind: 'allocation',
  id,
  ...about,
  on: '2026-09-02',
  lot,
  need: ofNeed,
  quantity: 1,
  interest: 'none',
  restrictionKept: 'yes',
  ...more,
})
export const approval = (id: string, of: string, more: object = {}) => ({
  kind: 'approval',
  id,
  ...about,
  on: '2026-09-02',
  by: 'w2',
  role: 'supervisor',
  allocation: of,
  interest: 'none',
  ...more,
})
export const delivery = (id: string, of: string, more: object = {}) => ({
  kind: 'delivery',
  id,
  ...about,
  on: '2026-09-03',
  allocation: of,
  quantity: 1,
  signature: { capacity: 'delegate', name: '戴莹桐', on: '2026-09-03' },
  witness: 'none',
  ...more,
})
export const returned = (id: string, of: string, more: object = {}) => ({
  kind: 'return',
  id,
  ...about,
  on: '2026-09-04',
  delivery: of,
  quantity: 1,
  reason: '尺码不合',
  ...more,
})
export const counter = (id: string, entry: string, more: object = {}) => ({
  kind: 'counter',
  id,
  ...about,
  on: '2026-09-05',
  entry,
  reason: '误录',
  ...more,
})
export const tie = (id: string, giver: string, child: string, more: object = {}) => ({
  kind: 'tie',
  id,
  ...about,
  party: { giver },
  child,
  ...more,
})

const days = ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04']
const some = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const size = some(1, 1, 2, 3, 4)
const stock = some(3, 5, 8)
const mostly = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
const seldom = <T>(usual: T, other: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) })
const shape = {
  on: some(...days),
  by: some('w1', 'w2', 'w3'),
  role: some('treasurer', 'supervisor', 'supervisor', 'worker'),
}
const one = <T extends object>(base: T, more: { readonly [key: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<T> =>
  fc.record({ ...shape, ...more }).map((drawn) => ({ ...base, ...drawn }))

const things = [coat, coat, coat, coat, { ...coat, size: '150' }, 'money']
const earlyOn = some('2026-09-01', '2026-09-01', '2026-09-01', '2026-09-02', '2026-09-03')
const named = (prefix: string, count: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: count - 1 }).map((n) => `${prefix}${n}`)

/** What names no allocation, is for the one of its own number. */
const ownFirst = <T extends { readonly allocation: string }>(entry: T, n: number): T =>
  entry.allocation === '' ? { ...entry, allocation: `a${n}` } : entry

/** A history of a small store: a few gifts, purchases and needs, and many movements, most of them possible, some not. */
export const anyHistory: fc.Arbitrary<readonly AidEvent[]> = fc
  .record({
    gifts: fc.array(
      one(gift('x'), {
        on: earlyOn,
        what: some(coat, coat, ...things),
        quantity: stock,
        giver: some('d1', 'd2'),
        receipt: named('P', 6).map((number) => ({ number, handler: '张三', on: '2026-09-01' })),
        voluntary: seldom('yes', 'notCollected'),
        restriction: seldom<unknown>('none', { children: ['c0', 'c1'] }),
      }),
      { minLength: 3, maxLength: 4 },
    ),
    purchases: fc.array(
      one(
        { kind: 'purchase', id: 'x', ...about, invoice: 'F-1' },
        { lot: named('g', 4), fen: size, what: some(coat), quantity: size },
      ),
      { maxLength: 2 },
    ),
    needs: fc.array(
      one(need('x'), { on: earlyOn, child: named('c', 6), what: some(coat, coat, ...things), quantity: stock }),
      { minLength: 3, maxLength: 4 },
    ),
    allocations: fc.array(
      one(allocation('x', '', ''), {
        by: mostly('w1', some('w2')),
        on: mostly('2026-09-02', some(...days)),
        lot: fc.oneof({ weight: 5, arbitrary: named('g', 4) }, { weight: 1, arbitrary: named('p', 2) }),
        need: named('n', 4),
        quantity: size,
        interest: seldom('none', 'notChecked'),
      }),
      { minLength: 6, maxLength: 8 },
    ),
    approvals: fc.array(
      one(approval('x', ''), {
        by: mostly('w2', some('w1')),
        role: seldom('supervisor', 'treasurer'),
        on: mostly('2026-09-02', some(...days)),
        allocation: mostly('', named('a', 8)),
      }),
      { minLength: 6, maxLength: 8 },
    ),
    deliveries: fc.array(
      one(delivery('x', ''), {
        on: mostly('2026-09-03', some(...days)),
        allocation: mostly('', named('a', 8)),
        quantity: size,
        witness: some('none', 'w9'),
        signature: seldom<unknown>({ capacity: 'mother', name: '王某', on: '2026-09-01' }, 'none'),
      }),
      { minLength: 6, maxLength: 8 },
    ),
    returns: fc.array(
      one(returned('x', ''), { on: some('2026-09-03', '2026-09-04'), delivery: named('d', 6), quantity: size }),
      { maxLength: 4 },
    ),
    losses: fc.array(
      one(
        { kind: 'loss', id: 'x', ...about, reason: '发霉', witness: 'w9' },
        { on: some('2026-09-03', '2026-09-04'), lot: named('g', 4), quantity: size },
      ),
      { maxLength: 2 },
    ),
    back: fc.array(
      one(
        { kind: 'givenBack', id: 'x', ...about, reason: '捐赠人要求' },
        { on: some('2026-09-03', '2026-09-04'), lot: named('g', 4), quantity: size },
      ),
      { maxLength: 2 },
    ),
    drops: fc.array(
      one(
        { kind: 'needDropped', id: 'x', ...about, reason: '已迁出' },
        { on: some('2026-09-03', '2026-09-04'), need: named('n', 4) },
      ),
      {
        maxLength: 1,
      },
    ),
    ties: fc.array(one(tie('x', '', ''), { party: some({ giver: 'd1' }, { worker: 'w1' }), child: named('c', 3) }), {
      maxLength: 1,
    }),
    counters: fc.array(
      one(counter('x', ''), {
        entry: fc.oneof(
          named('g', 4),
          named('a', 8),
          named('d', 8),
          named('r', 4),
          named('v', 8),
          named('p', 2),
          named('d', 8),
          named('a', 8),
          named('v', 8),
          named('e-n', 4),
          named('t', 1),
          named('l', 2),
          named('b', 2),
        ),
      }),
      { maxLength: 4 },
    ),
  })
  .map((drawn) => {
    const as = (prefix: string, list: readonly object[]) => list.map((entry, n) => ({ ...entry, id: `${prefix}${n}` }))
    const within = { g: drawn.gifts.length, n: drawn.needs.length }
    /** The same reference within what there is. */
    const there = <T extends object>(entry: T): T =>
      Object.fromEntries(
        Object.entries(entry).map(([field, value]) => {
          const [, kind, n] = /^([gn])(\d)$/.exec(String(value)) ?? []
          return kind === 'g' || kind === 'n' ? [field, `${kind}${Number(n) % within[kind]}`] : [field, value]
        }),
      ) as T
    return entries(
      ...as('g', drawn.gifts),
      ...as('p', drawn.purchases.map(there)),
      ...drawn.needs.map((entry, n) => ({ ...entry, id: `e-n${n}`, need: `n${n}` })),
      ...as('a', drawn.allocations.map(there)),
      ...as('v', drawn.approvals.map(ownFirst)),
      ...as('d', drawn.deliveries.map(ownFirst)),
      ...as('r', drawn.returns),
      ...as('l', drawn.losses.map(there)),
      ...as('b', drawn.back.map(there)),
      ...as('z', drawn.drops.map(there)),
      ...as('t', drawn.ties),
      ...as('k', drawn.counters),
    )
  })

/** The entries of one kind. */
export const ofKind = <K extends AidEvent['kind']>(events: readonly AidEvent[], kind: K): readonly AidEventOf<K>[] =>
  events.filter((event): event is AidEventOf<K> => event.kind === kind)
