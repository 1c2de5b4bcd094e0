import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aidActions,
  type AidEvent,
  aidLedger,
  aidStatement,
  GiverId,
  giverView,
  participation,
  publicView,
  traceOf,
} from '../../src/aid/index.ts'
import { addDays, type PlainDate } from '../../src/index.ts'
import { allocation, anyHistory, approval, delivery, entries, gift, need, ofKind } from './histories.ts'

const days = ['2026-08-31', '2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04'] as const

describe('aidStatement', () => {
  it('balances for any days: closing = opening + received - allocated - given back - lost - spent; statements join up', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...days), fc.constantFrom(...days), (events, a, b) => {
        const [from, asOf] = a <= b ? [a, b] : [b, a]
        const rows = aidStatement(events, { from, asOf })._unsafeUnwrap()
        const { lots } = aidLedger(events, { asOf })._unsafeUnwrap()
        for (const row of rows) {
          const { opening, received, allocated, givenBack, lost, spent, closing } = row
          expect(opening + received - allocated - givenBack - lost - spent).toBe(closing)
          expect(closing).toBe(
            lots
              .filter(({ what }) => JSON.stringify(what) === JSON.stringify(row.what))
              .reduce((sum, { remaining }) => sum + remaining, 0),
          )
          const next = aidStatement(events, { from: addDays(asOf, 1), asOf: '2026-09-30' })._unsafeUnwrap()
          expect(next.find(({ what }) => JSON.stringify(what) === JSON.stringify(row.what))?.opening ?? 0).toBe(closing)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('is that of one gift with what was bought with it, if asked', () => {
    const bought = {
      kind: 'purchase',
      id: 'p1',
      on: '2026-09-02',
      by: 'w1',
      role: 'treasurer',
      lot: 'g1',
      fen: 30_000,
      quantity: 3,
      invoice: 'F1',
      what: { item: '棉衣', size: '140', unit: '件' },
    }
    const events = entries(gift('g1', { what: 'money', quantity: 50_000 }), gift('g2'), bought)
    const rows = aidStatement(events, { from: '2026-09-01', asOf: '2026-09-30', gift: 'g1' as never })._unsafeUnwrap()
    expect(rows.map(({ received, spent, closing }) => [received, spent, closing])).toEqual([
      [50_000, 30_000, 20_000],
      [3, 0, 3],
    ])
  })
})

describe('traceOf', () => {
  it('leads from every allocation to a gift in the books, never forward in time, with receipt or note', () => {
    let traced = 0
    fc.assert(
      fc.property(anyHistory, (events) => {
        const ledger = aidLedger(events)._unsafeUnwrap()
        for (const { allocation: id, lot } of ledger.allocations) {
          const { steps, receipt } = traceOf(events, id)._unsafeUnwrap()
          const on = steps.map((step) => step.on)
          expect(on).toEqual([...on].sort((a, b) => (a > b ? -1 : 1)))
          expect(steps.at(-1)?.entry).toBe(ledger.lots.find((one) => one.lot === lot)?.gift)
          expect('number' in receipt || 'noted' in receipt).toBe(true)
          traced++
        }
        for (const { entry } of ledger.refused) expect(traceOf(events, entry).isErr()).toBe(true)
      }),
      { numRuns: 300 },
    )
    expect(traced).toBeGreaterThan(100)
  })
})

/** One gift of coats given to so many children, one each, one child a day. */
const givenTo = (count: number): readonly AidEvent[] =>
  entries(
    gift('g1', { quantity: 40 }),
    ...Array.from({ length: count }, (_, n) => {
      const on = addDays('2026-09-02', n)
      const signature = { capacity: 'mother', name: 'CANARY', on }
      return [
        need(`n${n}`, { child: `CANARY${n}`, quantity: 2 }),
        allocation(`a${n}`, 'g1', `n${n}`, { on }),
        approval(`v${n}`, `a${n}`, { on }),
        delivery(`d${n}`, `a${n}`, { on, signature }),
      ]
    }).flat(),
  )
const giver = GiverId.parse('d1')

describe('giverView and publicView', () => {
  it('tell of children and amounts in whole blocks only, on every day and from day to day', () => {
    const events = givenTo(17)
    const seen: (readonly number[])[] = []
    for (let n = 0; n < 20; n++) {
      const asOf: PlainDate = addDays('2026-09-01', n)
      const own = giverView(events, giver, { asOf })._unsafeUnwrap()
      const [row] = publicView(events, { asOf })._unsafeUnwrap().rows
      for (const told of [...own, ...(row ? [row] : [])]) {
        expect(told.childrenAtLeast % 5).toBe(0)
        expect(told.usedAtLeast % 5).toBe(0)
        expect(told.childrenAtLeast).toBeLessThanOrEqual(n)
        seen.push([told.childrenAtLeast, told.usedAtLeast])
      }
    }
    expect(new Set(seen.map(String))).toEqual(new Set(['0,0', '5,5', '10,10', '15,15']))
  })
  it('are the same to the byte for counts within a block: one child more or less shows nothing', () => {
    const views = (count: number) => {
      const asOf = '2026-12-01'
      return JSON.stringify([
        giverView(givenTo(count), giver, { asOf })._unsafeUnwrap(),
        publicView(givenTo(count), { asOf })._unsafeUnwrap(),
      ])
    }
    for (const block of [
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9],
      [10, 11],
    ])
      expect(new Set(block.map(views)).size).toBe(1)
    expect(views(4)).not.toBe(views(5))
  })
  it('hold no child, need, allocation, delivery, place or name of a signer, and the public one no giver', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const asOf = '2026-12-01'
        const own = JSON.stringify(giverView(events, giver, { asOf })._unsafeUnwrap())
        const open = JSON.stringify(publicView(events, { asOf })._unsafeUnwrap())
        for (const view of [own, open]) expect(view).not.toMatch(/"[acnv]\d|"d[03-9]|520526|王某/)
        expect(open).not.toMatch(/"d[12]"|"g\d"|张三/)
        for (const { giver: from, id } of ofKind(events, 'gift'))
          if (from !== giver) expect(own).not.toContain(`"${id}"`)
      }),
      { numRuns: 200 },
    )
  })
  it('name no thing of which fewer came than a block', () => {
    const chair = gift('g9', { what: { item: '轮椅', size: 'none', unit: '台' }, quantity: 1 })
    const view = publicView(entries(gift('g1'), chair), { asOf: '2026-12-01' })._unsafeUnwrap()
    expect(view.otherThings).toBe('yes')
    expect(JSON.stringify(view)).not.toContain('轮椅')
  })
})

describe('participation', () => {
  const known = (id: string, who: string, giverKind: string) => ({
    kind: 'giver',
    id,
    on: '2026-09-01',
    by: 'w1',
    role: 'worker',
    giver: who,
    giverKind,
    name: '某支部',
  })
  it('adds up to all gifts in the books, in the order of the list, without amounts or names', () => {
    fc.assert(
      fc.property(anyHistory, fc.boolean(), (events, both) => {
        const all = [
          ...events,
          ...entries(known('q1', 'd1', 'partyBranch'), ...(both ? [known('q2', 'd2', 'firm')] : [])),
        ]
        const rows = participation(all, { asOf: '2026-09-30' })._unsafeUnwrap()
        const { lots } = aidLedger(all)._unsafeUnwrap()
        expect(rows.reduce((sum, { gifts }) => sum + gifts, 0)).toBe(
          lots.filter(({ lot, gift: of }) => lot === of).length,
        )
        expect(rows.map(({ kind }) => kind)).toEqual(
          participation([], { asOf: '2026-09-30' })
            ._unsafeUnwrap()
            .map(({ kind }) => kind),
        )
        expect(JSON.stringify(rows)).not.toMatch(/某支部|"d1"/)
        expect([...new Set(rows.flatMap((row) => Object.keys(row)))]).toEqual(['kind', 'givers', 'gifts'])
      }),
      { numRuns: 100 },
    )
  })
})

describe('aidActions', () => {
  it('shows what the machine allows as things stand, and what is missing', () => {
    const ledger = aidLedger(entries(gift('g1'), need('n1'), allocation('a1', 'g1', 'n1')))._unsafeUnwrap()
    const treasurer = { role: 'treasurer', has: [] }
    expect(aidActions(ledger, 'a1', { role: 'supervisor', has: ['not-the-proposer'] })).toEqual([
      { on: 'approve', missing: ['interest-checked'] },
      { on: 'release', missing: [] },
    ])
    expect(aidActions(ledger, 'g1', treasurer).find(({ on }) => on === 'purchase')?.missing).toEqual([
      'money',
      'invoice',
    ])
    expect(aidActions(ledger, 'n1', treasurer)).toEqual([])
    expect(aidActions(ledger, 'x9', treasurer)).toEqual([])
  })
})
