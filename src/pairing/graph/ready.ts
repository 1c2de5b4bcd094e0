import { ok, type Outcome } from '../../problem.ts'
import { bottleneck } from '../../solver/index.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import { type Compiled, compile } from './compile.ts'
import { keepTogether } from './siblings.ts'
import { withEdges } from './subproblem.ts'
import { tooLarge } from './too-large.ts'

/**
 * A problem made ready for the solver: siblings placed, and dear pairs put aside where the dearest is to cost as little as possible.
 * @returns Ok: the problem made ready. Err `invalid`: the problem cannot be read, or is so large that costs would pass 2^53.
 */
export const ready = (problem: PairingProblem): Outcome<Compiled> =>
  compile(problem).andThen(keepTogether).andThen(fair)

/** Only pairs up to the cost that the dearest has at least, if that comes before the sum. */
function fair(compiled: Compiled): Outcome<Compiled> {
  if (compiled.settings.fairness === 'total') return ok(compiled)
  const { solvable } = compiled
  const dearest = bottleneck(solvable)
  if (dearest.isErr()) return tooLarge()
  const limit = dearest.value
  return ok({ ...compiled, dearest: limit, choice: withEdges(solvable, (_, e) => (solvable.cost[e] ?? 0) <= limit) })
}
