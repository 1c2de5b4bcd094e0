import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssignmentProblem, exchanges, hallGroup } from '../../../src/solver/index.ts'
import { problemOf, rowsOf, smallProblem, solved } from './instances.ts'
import { bruteForce } from './oracle.ts'

const never = 1_000_000

/** The same problem with one row bound to the targets that pass. */
const bound = (problem: AssignmentProblem, row: number, passes: (target: number) => boolean) =>
  problemOf(
    [...problem.seats],
    rowsOf(problem).map((r, i) => (i === row ? { leave: never, edges: r.edges.filter(([j]) => passes(j)) } : r)),
  )

const costOf = (problem: AssignmentProblem, of: Int32Array): number => {
  const free = [...problem.seats]
  return rowsOf(problem).reduce((sum, row, i) => {
    if (of[i] === -1) return sum + row.leave
    expect(--free[of[i]!]!).toBeGreaterThanOrEqual(0)
    return sum + Math.min(...row.edges.filter(([j]) => j === of[i]).map(([, c]) => c))
  }, 0)
}

describe('exchanges', () => {
  it('costs what the best assignment with that seat costs more, and gives one', () => {
    fc.assert(
      fc.property(smallProblem(5, 4), (problem) => {
        const now = solved(problem)
        for (let row = 0; row < problem.leave.length; row++)
          for (const target of ['any', ...problem.seats.keys()] as const) {
            const bounded = bound(problem, row, (j) => (target === 'any' ? j !== now.of[row] : j === target))
            const best = bruteForce(bounded).cost
            const [answer] = exchanges(problem, now, row, [target])._unsafeUnwrap()
            if (best >= never) {
              expect(answer).toBe('none')
              continue
            }
            if (answer === undefined || answer === 'none') throw new Error('there is an exchange')
            expect(answer.extra).toBe(best - now.cost)
            expect(costOf(problem, answer.of)).toBe(best)
            if (target !== 'any') expect(answer.of[row]).toBe(target)
            else expect([-1, now.of[row]]).not.toContain(answer.of[row])
          }
      }),
      { numRuns: 400 },
    )
  })

  it('refuses an assignment that does not prove itself', () => {
    const one = problemOf([1], [{ leave: 9, edges: [[0, 3] as const] }])
    const codes = (cost: number, row: number) =>
      exchanges(one, { of: Int32Array.of(0), price: Float64Array.of(0), cost }, row, ['any']).match(
        () => [],
        (problems) => problems.map((p) => p.path),
      )
    expect(codes(4, 0)).toEqual(['/cost'])
    expect(codes(3, 1)).toEqual(['/row'])
    expect(codes(3, 0)).toEqual([])
  })
})

describe('hallGroup', () => {
  it('is more rows than seats, with every target of every row among its own', () => {
    let found = 0
    fc.assert(
      fc.property(smallProblem(7, 4), (problem) => {
        const { of } = solved(problem)
        for (let row = 0; row < of.length; row++) {
          const group = hallGroup(problem, of, row)
          if (!group) continue
          found++
          const targets = new Set(group.targets)
          for (const i of group.rows) for (const [j] of rowsOf(problem)[i]!.edges) expect(targets.has(j)).toBe(true)
          expect([...targets].reduce((sum, j) => sum + problem.seats[j]!, 0)).toBe(group.seats)
          expect(group.rows.length).toBe(group.seats + 1)
          expect(group.rows[0]).toBe(row)
        }
      }),
      { numRuns: 800 },
    )
    expect(found).toBeGreaterThan(100)
  })

  it('is missing exactly when the row could be seated beside all who are', () => {
    fc.assert(
      fc.property(smallProblem(6, 4), (problem) => {
        const { of } = solved(problem)
        for (let row = 0; row < of.length; row++) {
          if (of[row] !== -1) continue
          const beside = problemOf(
            [...problem.seats],
            rowsOf(problem).map((r, i) => ({
              leave: of[i] !== -1 || i === row ? 1 : 0,
              edges: r.edges.map(([j]) => [j, 0] as const),
            })),
          )
          expect(hallGroup(problem, of, row) === undefined).toBe(bruteForce(beside).cost === 0)
        }
      }),
      { numRuns: 500 },
    )
  })
})
