import { type Outcome, ok, refuse } from '../problem.ts'

/**
 * How long a search may go on. With `iterations` the same seed gives the same bytes everywhere. With `milliseconds` the number of
 * iterations is measured first and then kept to, and the answer says it: asked for again as `iterations` it gives the same bytes.
 */
export type Budget = {
  readonly seed: number
  /** Ends the search early; the best so far is the answer. */
  readonly signal?: { readonly aborted: boolean }
  /** Told now and then how far the search is; `cost` never rises. */
  readonly onProgress?: (progress: { readonly share: number; readonly cost: number }) => void
} & ({ readonly iterations: number } | { readonly milliseconds: number })

const isWhole = (value: unknown, least: number): boolean => Number.isSafeInteger(value) && Number(value) >= least

/**
 * Whether a budget makes sense.
 * @returns Ok: the same budget. Err `invalid`: a seed, iterations or milliseconds that are no whole numbers from 0.
 */
export function checkBudget(budget: Budget): Outcome<Budget> {
  if (!Number.isSafeInteger(budget.seed)) return refuse('/seed', 'invalid-value', 'must be a whole number')
  if ('iterations' in budget)
    return isWhole(budget.iterations, 0)
      ? ok(budget)
      : refuse('/iterations', 'invalid-value', 'must be a whole number from 0')
  return isWhole(budget.milliseconds, 0)
    ? ok(budget)
    : refuse('/milliseconds', 'invalid-value', 'must be a whole number from 0')
}

/** Iterations of a budget; where it is a time, as many as fit in it at the speed of a trial that runs that many iterations. */
export function iterationsOf(budget: Budget, trial: (iterations: number) => void): number {
  if ('iterations' in budget) return budget.iterations
  let tried = 256
  for (;;) {
    const began = performance.now()
    trial(tried)
    const took = performance.now() - began
    if (took * 20 >= budget.milliseconds || tried >= 1 << 22) {
      const left = Math.max(0, budget.milliseconds - took * 2)
      return Math.max(1, Math.floor((left * tried) / Math.max(took, 0.01)))
    }
    tried *= 2
  }
}

/** Lets others run when some milliseconds have passed since the last time, so that a page stays alive. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < 15) return undefined
    return new Promise((resolve) => {
      const channel = new MessageChannel()
      const goOn = (): void => {
        channel.port1.close()
        last = performance.now()
        resolve()
      }
      Object.assign(channel.port1, { onmessage: goOn })
      channel.port2.postMessage(0)
    })
  }
}
