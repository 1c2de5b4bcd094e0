/**
 * Ours beside LEMON's network simplex (C++) and scipy's linear_sum_assignment (Python), on the same instances in one run, in
 * processor time (ours with every thread of the process: compiling and collecting garbage count). Where a
 * peer is not installed (Debian: liblemon-dev and g++, python3-scipy) it says so. Run: node bench/peers/run.ts
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AssignmentProblem, assignSparse } from '../../src/solver/index.ts'
import { countyOfPairs, full, sparse } from './instances.ts'

const folder = mkdtempSync(join(tmpdir(), 'peers-'))
const path = (file: string): string => new URL(file, import.meta.url).pathname
const binary = join(folder, 'network-simplex')

const compiled = spawnSync('g++', ['-O3', '-o', binary, path('network-simplex.cpp'), '-llemon'], { encoding: 'utf8' })
/** Several Pythons may be there; the one of the system is where the package of scipy lies. */
const python = ['python3', '/usr/bin/python3'].find((one) => spawnSync(one, ['-c', 'import scipy']).status === 0)
if (compiled.status !== 0) console.log('LEMON network simplex: not installed here (liblemon-dev and g++), left out')
if (python === undefined) console.log('scipy: not installed here (python3-scipy), left out')

function write(problem: AssignmentProblem): string {
  const { start, target, cost, seats, leave } = problem
  const head = Int32Array.of(leave.length, seats.length, target.length)
  const file = join(folder, 'instance')
  const parts = [head, start, target, Int32Array.from(cost), seats, Int32Array.from(leave)]
  writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))))
  return file
}

const instances: readonly (readonly [name: string, problem: () => AssignmentProblem])[] = [
  ['every pair, 1000, uniform', () => full(1000, 'uniform')],
  ['every pair, 2000, uniform', () => full(2000, 'uniform')],
  ['every pair, 1000, i x j', () => full(1000, 'i x j')],
  ['county 2500 x 600, every pair', () => countyOfPairs(2500, 600)],
  ['sparse 100000 x 20000, 20 each', () => sparse(100_000, 20_000, 20)],
]
for (const [name, make] of instances) {
  const problem = make()
  const took = Array.from({ length: 3 }, () => {
    const begin = process.cpuUsage()
    const cost = assignSparse(problem).match(
      (found) => found.cost,
      () => -1,
    )
    const { user, system } = process.cpuUsage(begin)
    return { ms: (user + system) / 1000, cost }
  })
  const least = Math.min(...took.map(({ ms }) => ms))
  console.log(`\n${name}\nours  first ${took[0]?.ms.toFixed(0)} ms, best ${least.toFixed(0)} ms, cost ${took[0]?.cost}`)
  const file = write(problem)
  if (compiled.status === 0) console.log(spawnSync(binary, [file], { encoding: 'utf8' }).stdout.trim())
  if (python !== undefined)
    console.log(spawnSync(python, [path('linear_sum_assignment.py'), file], { encoding: 'utf8' }).stdout.trim())
}
rmSync(folder, { recursive: true })
