import { ok, type Outcome } from '../../problem.ts'
import { assignTogether } from '../../solver/index.ts'
import type { Compiled } from './compile.ts'
import type { FixedPair } from './decisions.ts'
import { tooLarge } from './too-large.ts'
import { withEdges, withRows } from './subproblem.ts'

/**
 * Places siblings: those who can be paired at all go to one volunteer or wait together. A brother or sister who is locked or held
 * draws the others there. Who waits so is no row any more; a child whom no volunteer may have stays one, so that the reason is told.
 */
export function keepTogether(compiled: Compiled): Outcome<Compiled> {
  const { ground, rows, solvable, decisions, seen } = compiled
  const childAt = new Map<string, number>(ground.children.map(({ id }, at) => [id, at]))
  const rowOf = new Map<number, number>()
  rows.forEach((child, row) => rowOf.set(child, row))
  const decided = new Map(decisions.fixed.map(({ child, volunteer }) => [child, volunteer]))
  const hasPair = (row: number): boolean => (solvable.start[row] ?? 0) < (solvable.start[row + 1] ?? 0)
  const group = new Int32Array(rows.length).fill(-1)
  const drawn = new Map<number, ReadonlySet<number>>()
  const groups = (seen.siblings ?? [])
    .map((ids) => ids.flatMap((id) => childAt.get(id) ?? []).sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .flatMap((children) => {
      const free = children.flatMap((child) => rowOf.get(child) ?? []).filter(hasPair)
      const fixed = new Set(children.flatMap((child) => decided.get(child) ?? []))
      return free.length > 0 && free.length + fixed.size > 1 ? [{ free, fixed }] : []
    })
  if (groups.length === 0) return ok(compiled)
  groups.forEach(({ free, fixed }, which) => {
    for (const row of free) group[row] = which
    if (fixed.size > 0) drawn.set(which, fixed)
  })
  const bound = withEdges(solvable, (row, e) => {
    const to = drawn.get(group[row] ?? -1)
    return !to || (to.size === 1 && to.has(solvable.target[e] ?? -1))
  })
  const found = assignTogether({ ...bound, group }, compiled.settings.branches)
  if (found.isErr()) return tooLarge()
  const { of, price, exhausted } = found.value
  const placed = groups.flatMap(({ free }): readonly FixedPair[] =>
    free.flatMap((row) => {
      const [child, volunteer] = [rows[row] ?? -1, of[row] ?? -1]
      return volunteer < 0 ? [] : [{ child, volunteer, as: 'siblings' }]
    }),
  )
  const seats = solvable.seats.slice()
  for (const { volunteer } of placed) seats[volunteer] = (seats[volunteer] ?? 0) - 1
  const others = Int32Array.from(rows.keys()).filter((row) => (group[row] ?? -1) < 0)
  const rest = withRows(solvable, others, seats)
  return ok({
    ...compiled,
    rows: others.map((row) => rows[row] ?? -1),
    solvable: rest,
    choice: rest,
    decisions: { ...decisions, fixed: [...decisions.fixed, ...placed] },
    together: {
      groups: groups.map(({ free }) => ({
        children: free.map((row) => rows[row] ?? -1).sort((a, b) => a - b),
        volunteer: of[free[0] ?? -1] ?? -1,
      })),
      bound: found.value.bound,
      exhausted,
      price,
    },
  })
}
