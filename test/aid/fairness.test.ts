import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { admit, aidLedger, type AskingNeed, type GivingLot, proposeAllocations } from '../../src/aid/index.ts'
import { equalShares, type Sharing } from '../../src/aid/fairness/equal-shares.ts'
import { allocation, anyHistory, entries, gift, need, tie } from './histories.ts'

/** A few needs and lots; small, so that every way to share can be tried. */
const anySharing: fc.Arbitrary<Sharing> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([needs, lots]) =>
    fc.record({
      asks: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: needs, maxLength: needs }),
      has: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: needs, maxLength: needs }),
      free: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: lots, maxLength: lots }),
      reach: fc.array(fc.subarray([...Array(lots).keys()]), { minLength: needs, maxLength: needs }),
    }),
  )

/** Every vector of what needs can have, by trying every way. */
function everyWay({ asks, has, free, reach }: Sharing): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>()
  const seen = new Set<string>()
  const visit = (now: readonly number[], left: readonly number[]): void => {
    const key = `${now.join()}/${left.join()}`
    if (seen.has(key)) return
    seen.add(key)
    found.set(now.join(), now)
    for (const [i, lots] of reach.entries())
      if (now[i]! < asks[i]!)
        for (const lot of lots) if (left[lot]! > 0) visit(now.with(i, now[i]! + 1), left.with(lot, left[lot]! - 1))
  }
  visit(has, free)
  return [...found.values()]
}

const lexical = (a: readonly number[], b: readonly number[]): number => {
  for (const [i, one] of a.entries()) if (one !== b[i]) return one - b[i]!
  return 0
}
/** Fairest first: whoever has least has most; then the order of the needs. */
const fairest = (ways: readonly (readonly number[])[]): readonly number[] =>
  [...ways].sort(
    (a, b) =>
      lexical(
        [...b].sort((x, y) => x - y),
        [...a].sort((x, y) => x - y),
      ) || lexical(b, a),
  )[0] ?? []

describe('equalShares', () => {
  it('is the fairest of all ways to share, and gives as much as any', () => {
    fc.assert(
      fc.property(anySharing, (sharing) => {
        const ways = everyWay(sharing)
        const { has, free, given } = equalShares(sharing)
        expect(has).toEqual(fairest(ways))
        const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
        expect(sum(has)).toBe(Math.max(...ways.map(sum)))
        for (const [lot, left] of free.entries())
          expect(left + sum(given.map((row) => row.get(lot) ?? 0))).toBe(sharing.free[lot])
        for (const [i, row] of given.entries()) {
          expect(sum([...row.values()])).toBe(has[i]! - sharing.has[i]!)
          for (const [lot, quantity] of row) {
            expect(quantity).toBeGreaterThanOrEqual(0)
            expect(sharing.reach[i]).toContain(lot)
          }
        }
      }),
      { numRuns: 1500 },
    )
  })
  it('is not what whoever comes first would get, nor what the largest asks for', () => {
    const sharing = { asks: [3, 3], has: [0, 0], free: [4], reach: [[0], [0]] }
    expect(equalShares(sharing).has).toEqual([2, 2])
    expect(
      fairest([
        [3, 1],
        [2, 2],
      ]),
    ).toEqual([2, 2])
  })
})

const ledgerOf = (...list: readonly object[]) => aidLedger(entries(...list))._unsafeUnwrap()

describe('proposeAllocations', () => {
  it('proposes only what the books take', () => {
    let taken = 0
    fc.assert(
      fc.property(anyHistory, (events) => {
        let history = events
        const { proposed } = proposeAllocations(aidLedger(events)._unsafeUnwrap(), { draw: '1' })
        for (const [n, { lot, need: of, quantity }] of proposed.entries()) {
          const [next] = entries(allocation(`new${n}`, lot, of, { on: '2026-09-30', by: 'w8', quantity }))
          expect(admit(history, next!).isOk()).toBe(true)
          history = [...history, next!]
          taken++
        }
      }),
      { numRuns: 150 },
    )
    expect(taken).toBeGreaterThan(50)
  })
  it('says the same to the byte when givers, their kinds, their names or their sums elsewhere change', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom('partyBranch', 'firm', 'person'), (events, giverKind) => {
        const base = { on: '2026-09-01', by: 'w1', role: 'worker', kind: 'giver', name: '某' }
        const plan = (list: typeof events) =>
          JSON.stringify(proposeAllocations(aidLedger(list)._unsafeUnwrap(), { draw: '1' }))
        const known = entries(
          { ...base, id: 'q1', giver: 'd1', giverKind },
          { ...base, id: 'q2', giver: 'd2', giverKind },
        )
        expect(plan([...events, ...known])).toBe(plan(events))
        const untied = events.filter(({ kind }) => kind !== 'tie')
        const others = untied.map((event) =>
          event.kind === 'gift' ? ({ ...event, giver: event.giver === 'd1' ? 'x7' : 'x9' } as typeof event) : event,
        )
        expect(plan(others)).toBe(plan(untied))
      }),
      { numRuns: 150 },
    )
  })
  it('has no place for a giver, a trait, a tier or a hardship', () => {
    expectTypeOf<keyof GivingLot>().toEqualTypeOf<'lot' | 'what' | 'remaining' | 'restriction' | 'barred'>()
    expectTypeOf<keyof AskingNeed>().toEqualTypeOf<
      | 'need'
      | 'child'
      | 'kind'
      | 'what'
      | 'quantity'
      | 'notedOn'
      | 'neededBy'
      | 'division'
      | 'state'
      | 'waiting'
      | 'delivered'
    >()
  })
  it('gives nothing to a child in whom the giver has an interest, and says why', () => {
    const tied = ledgerOf(gift('g1'), need('n1'), need('n2'), tie('t1', 'd1', 'c-n1'))
    const { answers } = proposeAllocations(tied, { draw: '1' })
    expect(answers.map(({ gets, because }) => [gets, because])).toEqual([
      [0, 'interested'],
      [1, 'met'],
    ])
  })
  it('keeps what a giver said, uses restricted lots first, and says what a person has to check', () => {
    const only = { kinds: ['clothing'], words: '仅限低保' }
    const ledger = ledgerOf(
      gift('g1'),
      gift('g2', { restriction: only }),
      gift('g3', { restriction: { kinds: ['sport'] } }),
      need('n1'),
    )
    expect(proposeAllocations(ledger, { draw: '1' }).proposed).toEqual([
      { lot: 'g2', need: 'n1', quantity: 1, toCheck: ['interest', 'restriction'] },
    ])
    const elsewhere = ledgerOf(gift('g4', { restriction: { divisions: ['520527'] } }), need('n1'))
    expect(proposeAllocations(elsewhere, { draw: '1' }).answers[0]?.because).toBe('restricted')
    expect(proposeAllocations(ledgerOf(need('n1')), { draw: '1' }).answers[0]?.because).toBe('nothing-in-stock')
  })
  it('lets the odd unit go to who needs it sooner, then to who has waited longer, then by the draw', () => {
    const first = (...needs: readonly object[]) =>
      proposeAllocations(ledgerOf(gift('g1', { quantity: 1 }), ...needs), { draw: '1' }).proposed[0]?.need
    expect(first(need('n1'), need('n2', { neededBy: '2026-11-01' }))).toBe('n2')
    expect(first(need('n1', { on: '2026-09-02' }), need('n2'))).toBe('n2')
    const winners = Array.from({ length: 40 }, (_, draw) => {
      const ledger = ledgerOf(gift('g1', { quantity: 1 }), need('n1'), need('n2'))
      return proposeAllocations(ledger, { draw: String(draw) }).proposed[0]?.need
    })
    expect(new Set(winners)).toEqual(new Set(['n1', 'n2']))
  })
})
