import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assignment, type AssignmentProblem, verifyAssignment } from '../../../src/solver/index.ts'
import { families, problemOf, rowsOf, smallProblem, solved } from './instances.ts'
import { bruteForce } from './oracle.ts'

/** By definition: seats respected, edges used, the claimed cost true and least, the prices what a further seat saves. */
function rightByDefinition(problem: AssignmentProblem, { of, price, cost }: Assignment): boolean {
  const rows = rowsOf(problem)
  const free = [...problem.seats]
  let sum = 0
  for (const [i, row] of rows.entries()) {
    if (of[i] === -1) sum += row.leave
    else {
      const costs = row.edges.filter(([j]) => j === of[i]).map(([, c]) => c)
      if (costs.length === 0 || --free[of[i]!]! < 0) return false
      sum += Math.min(...costs)
    }
  }
  const least = bruteForce(problem).cost
  const saving = free.map((_, j) => {
    const more = [...problem.seats]
    more[j]!++
    return least - bruteForce(problem, more).cost
  })
  return sum === cost && cost === least && saving.every((s, j) => s === price[j])
}

const accepts = (problem: AssignmentProblem, a: Assignment): boolean => verifyAssignment(problem, a).length === 0

describe('verifyAssignment', () => {
  it('accepts exactly what is right by definition, whatever is changed', () => {
    const change = fc.record({
      of: fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -1, max: 3 })), { maxLength: 2 }),
      swap: fc.option(fc.tuple(fc.nat(5), fc.nat(5))),
      price: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: -3, max: 3 })), { maxLength: 2 }),
      cost: fc.constantFrom(0, 0, 0, 1, -1),
    })
    let right = 0
    let wrong = 0
    fc.assert(
      fc.property(smallProblem(5, 4), change, (problem, by) => {
        const answer = solved(problem)
        const of = answer.of.slice()
        const price = answer.price.slice()
        for (const [i, j] of by.of) if (i < of.length && j < price.length) of[i] = j
        if (by.swap && by.swap[0] < of.length && by.swap[1] < of.length)
          [of[by.swap[0]], of[by.swap[1]]] = [of[by.swap[1]]!, of[by.swap[0]]!]
        for (const [j, d] of by.price) if (j < price.length) price[j]! += d
        const changed = { of, price, cost: answer.cost + by.cost }
        const expected = rightByDefinition(problem, changed)
        if (expected) right++
        else wrong++
        expect(accepts(problem, changed)).toBe(expected)
      }),
      { numRuns: 3000 },
    )
    expect(Math.min(right, wrong)).toBeGreaterThan(100)
  })

  it('rejects every mutant of a proved answer, in every family', () => {
    for (const [name, family] of Object.entries(families)) {
      const problem = family(20, 3)
      const { of, price, cost } = solved(problem)
      const mutants: Assignment[] = [
        { of, price, cost: cost + 1 },
        { of, price, cost: cost - 1 },
        ...[...price.keys()].flatMap((j) => [1, -1].map((d) => ({ of, price: price.with(j, price[j]! + d), cost }))),
        ...[...of.keys()]
          .filter((i) => of[i]! >= 0 && problem.leave[i]! > 0)
          .map((i) => ({ of: of.with(i, -1), price, cost })),
      ]
      for (const mutant of mutants) expect(accepts(problem, mutant), name).toBe(false)
    }
  })

  it('sees one row too many at a target and a seat that no edge leads to', () => {
    const two = problemOf(
      [1, 1],
      [
        { leave: 9, edges: [[0, 3] as const] },
        { leave: 9, edges: [[0, 4] as const] },
      ],
    )
    const price = Float64Array.of(5, 0)
    expect(accepts(two, { of: Int32Array.of(0, -1), price, cost: 12 })).toBe(true)
    expect(accepts(two, { of: Int32Array.of(0, 0), price, cost: 7 })).toBe(false)
    expect(accepts(two, { of: Int32Array.of(0, 1), price, cost: 12 })).toBe(false)
  })

  it('rejects a solver that takes the nearest free seat', () => {
    const greedy = (problem: AssignmentProblem): Assignment => {
      const free = [...problem.seats]
      let cost = 0
      const of = Int32Array.from(rowsOf(problem), (row) => {
        const [best] = row.edges.filter(([j]) => free[j]! > 0).sort(([, a], [, b]) => a - b)
        if (!best || best[1] > row.leave) {
          cost += row.leave
          return -1
        }
        free[best[0]]!--
        cost += best[1]
        return best[0]
      })
      return { of, price: new Float64Array(problem.seats.length), cost }
    }
    for (const name of ['uniform', 'geometric', 'low range', 'Machol and Wien', 'towns, few seats, tiers']) {
      const problem = families[name]!(15, 4)
      expect(accepts(problem, greedy(problem)), name).toBe(false)
      expect(accepts(problem, solved(problem)), name).toBe(true)
    }
  })

  it('does not throw at an answer that is none', () => {
    const one = problemOf([1], [{ leave: 9, edges: [[0, 3] as const] }])
    const good = solved(one)
    const broken: unknown[] = [
      undefined,
      {},
      { ...good, of: [0] },
      { ...good, of: Int32Array.of() },
      { ...good, of: Int32Array.of(7) },
      { ...good, price: Float64Array.of(Number.NaN) },
      { ...good, price: Float64Array.of(0.5) },
      { ...good, cost: '3' },
    ]
    for (const answer of broken) expect(accepts(one, answer as Assignment)).toBe(false)
    expect(accepts(undefined as never, good)).toBe(false)
  })
})
