import { assignDense, assignSparse, type AssignmentProblem, verifyAssignment } from '../src/solver/index.ts'
import { fullFamilies, type FullFamily, matrix, never } from '../bench/peers/instances.ts'
import { jonkerVolgenant } from '../bench/peers/jonker-volgenant.ts'
import { stream } from '../test/solver/assignment/instances.ts'
import type { Proof } from './proof.ts'

/** A sparse problem of any size with an optimum known by construction: costs made from prices, tight on a planted assignment. */
function plantedAt(rows: number, targets: number, each: number, seed: number) {
  const draw = stream(seed)
  const below = (n: number): number => Math.floor(draw() * n)
  const seats = Int32Array.from({ length: targets }, () => 1 + below(5))
  const price = Float64Array.from({ length: targets }, (_, j) => (j % 4 === 0 ? 0 : below(5000)))
  const target = new Int32Array(rows * each)
  const cost = new Int32Array(rows * each)
  const leave = new Int32Array(rows)
  let optimum = 0
  let at = 0
  let left = 0
  // Targets with a price are filled by the first rows, so that each of them is full.
  const next = (): number => {
    while (at < targets && (left === 0 || price[at] === 0)) {
      at++
      left = seats[at] ?? 0
    }
    return at < targets && left-- > 0 ? at : -1
  }
  left = seats[0] ?? 0
  for (let i = 0; i < rows; i++) {
    const paid = 10_000 + below(5000)
    const own = next()
    optimum += own < 0 ? paid : paid - (price[own] ?? 0)
    leave[i] = own < 0 ? paid : paid + below(3000)
    for (let k = 0; k < each; k++) {
      const j = own >= 0 && k === 0 ? own : below(targets)
      target[i * each + k] = j
      const slack = (own >= 0 && k === 0) || draw() < 0.1 ? 0 : below(3000)
      cost[i * each + k] = paid - (price[j] ?? 0) + slack
    }
  }
  const start = Int32Array.from({ length: rows + 1 }, (_, i) => i * each)
  const problem: AssignmentProblem = { seats, start, target, cost, leave }
  return { problem, optimum, full: at >= targets }
}

const reaches = (rows: number, targets: number, each: number): Proof => ({
  name: `assignSparse reaches a planted optimum of ${rows} rows and ${targets} targets and proves it`,
  run: () => {
    const { problem, optimum, full } = plantedAt(rows, targets, each, rows)
    if (!full) return Promise.resolve({ held: false, says: 'the instance is not what it should be' })
    const begin = performance.now()
    const answer = assignSparse(problem)
    const seconds = (performance.now() - begin) / 1000
    return Promise.resolve(
      answer.match(
        (found) => {
          const problems = verifyAssignment(problem, found)
          const memory = Math.round(process.memoryUsage().rss / 1e6)
          return {
            held: found.cost === optimum && problems.length === 0,
            says: `${seconds.toFixed(1)} s, ${memory} MB in all`,
          }
        },
        () => ({ held: false, says: 'refused' }),
      ),
    )
  },
})

const agrees: Proof = {
  name: 'assignDense agrees with Jonker and Volgenant on every family at 700 and 1500',
  run: () => {
    const wrong = (Object.keys(fullFamilies) as FullFamily[]).flatMap((family) =>
      [700, 1500].filter((size) => {
        const cost = matrix(size, family)
        const dense = { rows: size, columns: size, cost, seats: new Int32Array(size).fill(1), leave: never(cost) }
        return assignDense(dense).match(
          (found) => found.cost !== jonkerVolgenant(size, cost),
          () => true,
        )
      }),
    )
    return Promise.resolve({ held: wrong.length === 0, says: '' })
  },
}

/** What is too large for the suites: optima known by construction at county, province and country size. */
export const proofs: readonly Proof[] = [agrees, reaches(100_000, 20_000, 20), reaches(1_000_000, 200_000, 20)]
