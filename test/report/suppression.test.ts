import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suppressed, suppressedList } from '../../src/report/suppression.ts'

const table = (rows: number, columns: number, max: number) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 4 })), {
      minLength: columns,
      maxLength: columns,
    }),
    {
      minLength: rows,
      maxLength: rows,
    },
  )

/** Every table of whole numbers that shows the same counts and has the same totals: what an attacker can work out. */
function* fits(
  shown: readonly (readonly (number | undefined)[])[],
  truth: readonly (readonly number[])[],
): Generator<number[][]> {
  const columns = truth[0]!.length
  const rowTotals = truth.map((row) => row.reduce((a, b) => a + b, 0))
  const columnTotals = truth[0]!.map((_, c) => truth.reduce((sum, row) => sum + row[c]!, 0))
  const guess = truth.map((row) => row.map(() => 0))
  function* fill(place: number): Generator<number[][]> {
    if (place === truth.length * columns) {
      const ok = columnTotals.every((total, c) => guess.reduce((sum, row) => sum + row[c]!, 0) === total)
      if (ok) yield guess.map((row) => [...row])
      return
    }
    const [r, c] = [Math.floor(place / columns), place % columns]
    const left = rowTotals[r]! - guess[r]!.slice(0, c).reduce((a, b) => a + b, 0)
    const known = shown[r]![c]
    const options =
      known !== undefined
        ? [known]
        : c === columns - 1
          ? [left]
          : Array.from({ length: Math.max(0, left + 1) }, (_, i) => i)
    for (const option of options) {
      if (option < 0 || (c === columns - 1 && option !== left)) continue
      guess[r]![c] = option
      yield* fill(place + 1)
    }
  }
  yield* fill(0)
}

const told = (
  shown: readonly (readonly (number | undefined)[])[],
  truth: readonly (readonly number[])[],
  k: number,
): readonly string[] => {
  const seen = new Map<string, Set<number>>()
  for (const fit of fits(shown, truth))
    fit.forEach((row, r) =>
      row.forEach((count, c) => seen.set(`${r},${c}`, (seen.get(`${r},${c}`) ?? new Set()).add(count))),
    )
  return [...seen].flatMap(([cell, values]) => {
    const [r, c] = cell.split(',').map(Number)
    const count = truth[r!]![c!]!
    return count > 0 && count < k && values.size === 1 ? [cell] : []
  })
}

describe('suppressedList', () => {
  it('lets nobody work out a small count from the total, wherever that is possible at all', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 6 }), fc.constantFrom(3, 5), (truth, k) => {
        const shown = suppressedList(truth, k)
        const hidden = truth.filter((_, i) => shown[i] === undefined)
        const small = truth.filter((count) => count > 0 && count < k)
        expect(small.every((count) => !shown.includes(count))).toBe(true)
        expect(hidden.length).toBe(small.length === 1 ? 2 : small.length)
        shown.forEach((count, i) => expect([undefined, truth[i]]).toContain(count))
      }),
    )
  })
  it('hides a zero only where there is nothing else to hide', () => {
    expect(suppressedList([0, 3, 9], 5)).toEqual([0, undefined, undefined])
    expect(suppressedList([0, 3, 0], 5)).toEqual([undefined, undefined, 0])
  })
})

describe('suppressed', () => {
  it('lets nobody work out a small count from the totals, wherever that is possible at all', () => {
    fc.assert(
      fc.property(table(3, 3, 6), fc.constantFrom(3, 5), (truth, k) => {
        const shown = suppressed(truth, k)
        const everything = truth.map((row) => row.map(() => undefined))
        const unavoidable = told(everything, truth, k)
        expect(told(shown, truth, k).filter((cell) => !unavoidable.includes(cell))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
  it('shows every count that it does not hide as it is, and hides nothing where nothing is small', () => {
    fc.assert(
      fc.property(table(4, 5, 60), (truth) => {
        const shown = suppressed(truth, 5)
        shown.forEach((row, r) => row.forEach((count, c) => expect([undefined, truth[r]![c]]).toContain(count)))
        const large = truth.map((row) => row.map((count) => (count === 0 ? 0 : count + 5)))
        expect(suppressed(large, 5)).toEqual(large)
      }),
    )
  })
  it('is not fooled by hiding only the small counts', () => {
    const truth = [
      [12, 3, 20],
      [9, 8, 30],
      [7, 6, 11],
    ]
    const naive = truth.map((row) => row.map((count) => (count < 5 ? undefined : count)))
    expect(told(naive, truth, 5)).toEqual(['0,1'])
    expect(told(suppressed(truth, 5), truth, 5)).toEqual([])
  })
})
