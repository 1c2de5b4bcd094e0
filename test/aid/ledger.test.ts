import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AidEvent, type AidLedger, aidLedger, allocationMachine } from '../../src/aid/index.ts'
import { step } from '../../src/index.ts'
import { anyHistory } from './histories.ts'
import { plainBooks } from './plain-books.ts'

const ledgerOf = (events: readonly AidEvent[], asOf?: `${number}-${number}-${number}`): AidLedger =>
  aidLedger(events, asOf === undefined ? {} : { asOf })._unsafeUnwrap()
const days = ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04'] as const
const shuffled = anyHistory.chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
  ),
)
const total = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0)

describe('aidLedger', () => {
  it('counts what books kept by hand count, with the same balances, on every day', () => {
    let counted = 0
    fc.assert(
      fc.property(anyHistory, (events) => {
        for (const asOf of days) {
          const { books, refused } = plainBooks(events.filter(({ on }) => on <= asOf))
          const ledger = ledgerOf(events, asOf)
          expect(ledger.refused.map(({ entry }) => entry)).toEqual(refused)
          expect(new Map(ledger.lots.map((lot) => [lot.lot, lot.remaining]))).toEqual(
            new Map(books.lots().map(({ id }) => [id, books.free(id)])),
          )
          expect(new Map(ledger.allocations.map((one) => [one.allocation, [one.delivered, one.waiting]]))).toEqual(
            new Map(
              books
                .allocations()
                .map((one) => [one.id, [books.handed(one.id), books.stands(one) - books.handed(one.id)]]),
            ),
          )
          expect(new Map(ledger.needs.map((one) => [one.need, [one.delivered, one.waiting]]))).toEqual(
            new Map(books.needs().map(({ need }) => [need, [books.met(need), books.taken(need) - books.met(need)]])),
          )
          counted += ledger.allocations.filter(({ delivered }) => delivered > 0).length
        }
      }),
      { numRuns: 1500 },
    )
    expect(counted).toBeGreaterThan(300)
  })

  it('conserves: received = remaining + allocated + given back + lost + spent, per lot, at every instant, never negative', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        for (const asOf of days)
          for (const lot of ledgerOf(events, asOf).lots) {
            const { received, remaining, allocated, waiting, delivered, givenBack, lost, spent } = lot
            expect(remaining + allocated + givenBack + lost + spent).toBe(received)
            expect(waiting + delivered).toBe(allocated)
            for (const one of [remaining, waiting, delivered, givenBack, lost, spent]) {
              expect(one).toBeGreaterThanOrEqual(0)
              expect(Number.isSafeInteger(one)).toBe(true)
            }
          }
      }),
      { numRuns: 500 },
    )
  })

  it('gives no need twice, and has lots, allocations and needs agree', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const { lots, allocations, needs } = ledgerOf(events)
        for (const { need, quantity, waiting, delivered } of needs) {
          const own = allocations.filter((one) => one.need === need)
          expect(waiting).toBe(total(own.map((one) => one.waiting)))
          expect(delivered).toBe(total(own.map((one) => one.delivered)))
          expect(waiting + delivered).toBeLessThanOrEqual(quantity)
        }
        for (const { lot, allocated } of lots) {
          const own = allocations.filter((one) => one.lot === lot)
          expect(allocated).toBe(total(own.map((one) => one.waiting + one.delivered)))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is the same for the same entries in any order, and given twice', () => {
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        expect(ledgerOf(other)).toEqual(ledgerOf(events))
        expect(ledgerOf([...other, ...events.slice(0, 5)])).toEqual(ledgerOf(events))
      }),
      { numRuns: 300 },
    )
  })

  it('moves allocations only as the machine lets them', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const { refused } = ledgerOf(events)
        const out = new Set<string>(refused.map(({ entry }) => entry))
        const movers = events.filter(
          ({ kind, id }) => !out.has(id) && (kind === 'approval' || kind === 'delivery' || kind === 'return'),
        )
        for (const { role, kind } of movers) {
          const on = kind === 'approval' ? 'approve' : kind === 'delivery' ? 'deliver' : 'return'
          const from = kind === 'approval' ? 'proposed' : kind === 'delivery' ? 'approved' : 'delivered'
          const has = ['not-the-proposer', 'interest-checked', 'signature']
          expect(step(allocationMachine, from, on, { role, has }).isOk()).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('takes nothing twice under one id: two different entries with the same id are no history', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const [first] = events
        if (!first) return
        const forged: AidEvent = { ...first, by: 'w7' as never }
        expect(aidLedger([...events, forged]).isErr()).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})
