import { pair, verify } from '../src/pairing/index.ts'
import { type AssignmentProblem, assignSparse, verifyAssignment } from '../src/solver/index.ts'
import { county } from '../test/pairing/county.ts'
import { families, planted, problemOf, stream } from '../test/solver/assignment/instances.ts'
import { hungarian } from '../test/solver/assignment/oracle.ts'

// How fast the plain exact method is: in milliseconds on this machine, and as a ratio to the Hungarian method as it is taught
// (test/solver/assignment/oracle.ts), which is the peer that needs no package. Run: node bench/assignment.ts

/** The median and the least of some runs, in milliseconds. */
function time(runs: number, work: () => unknown): { readonly median: number; readonly least: number } {
  const took = Array.from({ length: runs }, () => {
    const begin = performance.now()
    work()
    return performance.now() - begin
  }).sort((a, b) => a - b)
  return { median: took[Math.floor(runs / 2)] ?? 0, least: took[0] ?? 0 }
}

/** A county without the paperwork: clustered homes, some seats for each volunteer, five tiers, every pair within reach allowed. */
function clustered(children: number, volunteers: number, seatsEach: number, reach: number): AssignmentProblem {
  const draw = stream(7)
  const towns = Array.from({ length: 8 }, () => [draw(), draw()] as const)
  const home = () => {
    const [x, y] = towns[Math.floor(draw() * 8)] ?? [0, 0]
    return [x + (draw() - 0.5) * 0.3, y + (draw() - 0.5) * 0.3] as const
  }
  const kids = Array.from({ length: children }, home)
  const adults = Array.from({ length: volunteers }, home)
  const seats = adults.map(() => 1 + Math.floor(draw() * seatsEach))
  const step =
    Math.min(
      children,
      seats.reduce((sum, own) => sum + own, 0),
    ) *
      9999 +
    1
  return problemOf(
    seats,
    kids.map(([x, y]) => ({
      leave: step * (1 + Math.floor(draw() * 5)),
      edges: adults.flatMap(([a, b], j) => {
        const far = Math.hypot(x - a, y - b)
        return far < reach ? [[j, Math.min(9999, Math.floor(5000 * far + 3000 * draw()))] as const] : []
      }),
    })),
  )
}

const row = (...cells: readonly (string | number)[]): void => {
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(34) : String(cell).padStart(12))).join(''))
}
const shown = (ms: number): string => ms.toFixed(ms < 10 ? 2 : 0)

row('one to one, every pair', 'size', 'ms median', 'ms least', 'Hungarian', 'ratio')
for (const name of ['uniform', 'low range', 'four values', 'geometric', 'two costs', 'fixed cost', 'Machol and Wien'])
  for (const size of [100, 300]) {
    const problem = families[name]?.(size, 1)
    if (!problem) continue
    const ours = time(5, () => assignSparse(problem))
    const taught = time(3, () => hungarian(problem))
    row(
      name,
      size,
      shown(ours.median),
      shown(ours.least),
      shown(taught.median),
      (taught.median / ours.median).toFixed(1),
    )
  }

row('\nseats, tiers, children left over', 'pairs', 'ms median', 'ms least', 'verify ms')
for (const [children, volunteers, each, reach] of [
  [2700, 640, 2, 9],
  [2700, 640, 2, 0.3],
  [2500, 600, 5, 9],
] as const) {
  const problem = clustered(children, volunteers, each, reach)
  const ours = time(5, () => assignSparse(problem))
  const answer = assignSparse(problem)
  const check = time(3, () => answer.map((found) => verifyAssignment(problem, found)))
  row(`${children} x ${volunteers}`, problem.target.length, shown(ours.median), shown(ours.least), shown(check.median))
}
for (const [rows, targets] of [
  [5000, 1200],
  [20_000, 5000],
] as const) {
  const { problem, optimum } = planted(rows, targets, 20, 5)
  let cost = 0
  const ours = time(1, () => assignSparse(problem).map((found) => (cost = found.cost)))
  row(
    `${rows} x ${targets}, planted`,
    problem.target.length,
    shown(ours.median),
    '',
    cost === optimum ? 'optimum' : 'WRONG',
  )
}

row('\na county, from records to a plan', 'pairs', 'ms median', 'ms least', 'verify ms')
for (const seed of [1, 2]) {
  const problem = county(2700, 640, seed, 93, 2)
  const ours = time(5, () => pair(problem))
  const plan = pair(problem)
  const check = time(3, () => plan.map((found) => verify(problem, found)))
  const paired = plan.match(
    (found) => found.totals.paired,
    () => -1,
  )
  row(`2700 x 640, made up ${seed}`, paired, shown(ours.median), shown(ours.least), shown(check.median))
}
console.log(`\nNode ${process.version}; other work on the machine moves milliseconds, hardly ratios.`)
