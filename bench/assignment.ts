import { pair, verify } from '../src/pairing/index.ts'
import { type AssignmentProblem, assignDense, assignSparse, verifyAssignment } from '../src/solver/index.ts'
import { county } from '../test/pairing/county.ts'
import { planted, problemOf, stream } from '../test/solver/assignment/instances.ts'
import { hungarian } from '../test/solver/assignment/oracle.ts'
import { type FullFamily, fullFamilies, matrix, never, sparse } from './peers/instances.ts'
import { jonkerVolgenant } from './peers/jonker-volgenant.ts'

// How fast assignments are found: in milliseconds on this machine, and how many times as long each peer takes for the same matrix in
// the same run. Peers: Jonker and Volgenant (bench/peers), the Hungarian method as it is taught (test/solver/assignment/oracle.ts), and
// npm munkres if it is installed. bench/peers/run.ts holds ours against C++ and Python. Run: node bench/assignment.ts

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

const munkres = await peer()
const families1 = Object.keys(fullFamilies) as FullFamily[]
row('one to one, every pair', 'size', 'first ms', 'best ms', 'JV', 'Hungarian', 'munkres')
for (const size of [200, 500, 1000]) for (const family of families1) compare(family, size)
for (const size of [2000, 4000])
  for (const family of ['uniform', 'low range', 'geometric'] as const) compare(family, size)

/** Ours, and how many times as long each peer took; the first run of a size and family is told apart from the best. */
function compare(family: FullFamily, size: number): void {
  const cost = matrix(size, family)
  const dense = { rows: size, columns: size, cost, seats: new Int32Array(size).fill(1), leave: never(cost) }
  const first = time(1, () => assignDense(dense))
  const ours = time(3, () => assignDense(dense))
  const lines = Array.from({ length: size }, (_, i) => Array.from(cost.subarray(i * size, (i + 1) * size)))
  const times = (work: () => unknown) => `${(time(2, work).least / ours.least).toFixed(1)}x`
  const found = assignDense(dense).match(
    (answer) => answer.cost,
    () => -1,
  )
  if (found !== jonkerVolgenant(size, cost)) throw new Error(`${family} ${size}: not the optimum`)
  row(
    family,
    size,
    shown(first.least),
    shown(ours.least),
    times(() => jonkerVolgenant(size, cost)),
    size > 500
      ? ''
      : times(() =>
          hungarian(
            problemOf(
              Array.from({ length: size }, () => 1),
              lines.map((line) => ({ edges: line.map((own, j) => [j, own] as const), leave: 1_000_000_000 })),
            ),
          ),
        ),
    munkres ? times(() => munkres(lines)) : '',
  )
}

/** The package of that name if it is installed. */
async function peer(): Promise<((costs: number[][]) => unknown) | undefined> {
  const name = 'munkres'
  const found = (await import(name).catch(() => undefined)) as { munkres?: (costs: number[][]) => unknown } | undefined
  if (!found?.munkres) console.log('npm munkres: not installed, left out')
  return found?.munkres
}

row('\nsparse, seats for six in ten', 'edges', 'first ms', 'best ms', 'MB in all')
for (const [rows, targets] of [
  [2000, 400],
  [20_000, 4000],
  [100_000, 20_000],
] as const) {
  const problem = sparse(rows, targets, 20)
  const first = time(1, () => assignSparse(problem))
  const ours = time(2, () => assignSparse(problem))
  row(
    `${rows} x ${targets}`,
    problem.target.length,
    shown(first.least),
    shown(ours.least),
    shown(process.memoryUsage().rss / 1e6),
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
