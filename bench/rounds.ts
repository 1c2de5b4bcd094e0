/**
 * Rounds of visits against published ones: Solomon's instances, where somebody has put them beside the project (they carry no
 * licence, so they are not shipped). Two conventions that must not be mixed: the shortest way with ways cut to a tenth, and the
 * fewest vehicles, then the shortest way.
 * Run with: node bench/rounds.ts [iterations] [seeds] [folder with r101.txt ...]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RoundsProblem, routeVisits, verifyRounds } from '../src/solver/index.ts'

const iterations = Number(process.argv[2] ?? 1_500_000)
const seeds = Array.from({ length: Number(process.argv[3] ?? 5) }, (_, i) => i + 1)
const folder = process.argv[4] ?? join('..', 'shared', 'data', 'solomon')

/** Shortest ways with ways cut to a tenth, from the literature on exact methods. */
const shortest: Readonly<Record<string, number>> = {
  c101: 827.3,
  c201: 589.1,
  r101: 1637.7,
  r105: 1355.3,
  r109: 1146.9,
  r201: 1143.2,
  rc101: 1619.8,
  rc204: 783.5,
}

interface Instance {
  readonly name: string
  readonly vehicles: number
  readonly capacity: number
  /** Number, x, y, demand, ready, due, service; the depot first. */
  readonly rows: readonly (readonly number[])[]
}

function read(name: string): Instance {
  const lines = readFileSync(join(folder, `${name}.txt`), 'utf8').split(/\r?\n/)
  const numbers = lines.map((line) => line.trim().split(/\s+/).map(Number)).filter((row) => row.every(Number.isFinite))
  const [vehicles = 0, capacity = 0] = numbers.find((row) => row.length === 2) ?? []
  return { name, vehicles, capacity, rows: numbers.filter((row) => row.length >= 7) }
}

function problemOf({ rows, capacity, vehicles }: Instance, convention: 'way' | 'vehicles'): RoundsProblem {
  const scale = convention === 'way' ? 10 : 10_000
  const places = rows.length
  const visits = places - 1
  const rounds = convention === 'way' ? visits : Math.min(visits, vehicles * 2)
  const ways = Int32Array.from({ length: places * places }, (_, way) => {
    const [a, b] = [rows[Math.floor(way / places)] ?? [], rows[way % places] ?? []]
    const [across, up] = [(a[1] ?? 0) - (b[1] ?? 0), (a[2] ?? 0) - (b[2] ?? 0)]
    const length = Math.sqrt(across * across + up * up) * scale
    return convention === 'way' ? Math.floor(length + 1e-8) : Math.round(length)
  })
  const column = (at: number, by: number) => Int32Array.from(rows.slice(1), (row) => (row[at] ?? 0) * by)
  const depot = (at: number) => new Int32Array(rounds).fill((rows[0]?.[at] ?? 0) * scale)
  return {
    places,
    time: ways,
    cost: ways,
    place: Int32Array.from({ length: visits }, (_, v) => v + 1),
    service: column(6, scale),
    windowStart: Int32Array.from({ length: visits + 1 }, (_, v) => v),
    open: column(4, scale),
    close: column(5, scale),
    load: column(3, 1),
    prize: new Float64Array(visits).fill(100_000_000_000),
    from: new Int32Array(rounds),
    to: new Int32Array(rounds),
    begin: depot(4),
    end: depot(5),
    capacity: new Int32Array(rounds).fill(capacity),
    fixed: new Float64Array(rounds),
    fits: new Uint8Array(visits * rounds).fill(1),
  }
}

/** Vehicles and length of the published routes, checked as a plan of ours; undefined where there are none. */
function published(instance: Instance): { readonly used: number; readonly way: number } | undefined {
  const path = join(folder, `${instance.name}.solution.txt`)
  if (!existsSync(path)) return undefined
  const routes = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => /^Route/i.test(line))
    .map((line) =>
      (line.split(':')[1] ?? '')
        .trim()
        .split(/\s+/)
        .map((visit) => Number(visit) - 1),
    )
  const problem = problemOf(instance, 'vehicles')
  const padded = [...routes, ...Array.from({ length: problem.from.length - routes.length }, (): number[] => [])]
  const verdict = verifyRounds(problem, {
    roundStart: Int32Array.from([0, ...padded.map((_, r) => padded.slice(0, r + 1).flat().length)]),
    order: Int32Array.from(routes.flat()),
    begins: new Int32Array(problem.place.length),
    cost: 0,
  })
  const faults = verdict.faults.filter(({ fault }) => fault !== 'wrongTime' && fault !== 'wrongCost')
  if (faults.length > 0 || verdict.made < problem.place.length)
    throw new Error(`${instance.name}: the published routes break a rule`)
  return { used: verdict.used, way: verdict.cost / 10_000 }
}

if (!existsSync(folder)) console.log(`No instances in ${folder}: nothing was measured.`)
else {
  const names = readdirSync(folder)
    .filter((file) => /^(c|r|rc)\d+\.txt$/.test(file))
    .map((file) => file.replace('.txt', ''))
  const gaps: number[] = []
  for (const name of names) {
    const instance = read(name)
    const known = published(instance)
    for (const seed of seeds) {
      const began = process.cpuUsage()
      const way = (await routeVisits(problemOf(instance, 'way'), { seed, iterations }))._unsafeUnwrap()
      const problem = problemOf(instance, 'vehicles')
      const few = (await routeVisits(problem, { seed, iterations }, { fewest: true }))._unsafeUnwrap()
      const { user, system } = process.cpuUsage(began)
      const best = shortest[name]
      const gap = best === undefined ? undefined : (way.cost / 10 / best - 1) * 100
      if (gap !== undefined) gaps.push(gap)
      console.log(
        `${name.padEnd(6)} seed ${seed}   way ${(way.cost / 10).toFixed(1).padStart(7)} (${gap?.toFixed(2) ?? '?'} % over ${best ?? '?'})   ` +
          `vehicles ${verifyRounds(problem, few).used}, ${(few.cost / 10_000).toFixed(2)} (published ${known ? `${known.used}, ${known.way.toFixed(2)}` : 'none'})   ` +
          `${((user + system) / 1e6).toFixed(0)} s of processor`,
      )
    }
  }
  console.log(`mean gap of ways ${(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toFixed(3)} %`)
}
