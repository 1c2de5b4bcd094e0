import { pair, type PairingPlan, revise, verify } from '../src/pairing/index.ts'
import { county, volunteer } from '../test/pairing/county.ts'

// From records to a plan: in milliseconds on this machine, and what a check and a revision cost beside it. Run: node bench/pairing.ts

/** The least of some runs, in milliseconds. */
function least(runs: number, work: () => unknown): number {
  const took = Array.from({ length: runs }, () => {
    const begin = performance.now()
    work()
    return performance.now() - begin
  })
  return Math.min(...took)
}

const row = (...cells: readonly (string | number)[]): void => {
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(34) : String(cell).padStart(12))).join(''))
}

row('a county', 'pairs', 'pair ms', 'verify : pair', 'revise : pair')
for (const seed of [1, 2]) {
  const problem = county(2700, 640, seed, 93, 2)
  const plan: PairingPlan = pair(problem).unwrapOr(undefined as never)
  const ms = least(4, () => pair(problem))
  const check = least(2, () => verify(problem, plan))
  const change = { kind: 'putVolunteer', volunteer: volunteer('N1', { capacity: 2 }) } as const
  const again = least(3, () => revise(problem, plan, [change]))
  row(
    `2700 x 640, made up ${seed}`,
    plan.totals.paired,
    ms.toFixed(0),
    (check / ms).toFixed(1),
    (again / ms).toFixed(1),
  )
}
for (const seed of [1, 2]) {
  const made = county(400, 160, seed, 12, 4, 0.2)
  const ids = made.children.map(({ file }) => file.id)
  const siblings = Array.from({ length: 30 }, (_, k) =>
    [ids[3 * k] ?? ids[0], ids[3 * k + 1] ?? ids[1]].flatMap((id) => id ?? []),
  )
  const alone = least(3, () => pair(made))
  const together = least(1, () => pair({ ...made, siblings }))
  const told = pair({ ...made, siblings }).match(
    (plan) => `${plan.siblings?.searched} gap ${plan.siblings?.gap}`,
    () => 'refused',
  )
  row(`400 x 160, 30 pairs of siblings ${seed}`, told, alone.toFixed(0), `${(together / alone).toFixed(1)}x as long`)
}
console.log(`\nNode ${process.version}; other work on the machine moves milliseconds, hardly ratios.`)
