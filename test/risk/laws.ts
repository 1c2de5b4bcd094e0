import fc from 'fast-check'

/** A property that the library has to have, and that a broken one has to lack. */
export interface Law {
  /** Fails the test with the smallest counterexample if the property does not hold. */
  readonly holds: (runs: number) => void
  /** Whether a counterexample is found. */
  readonly breaks: (runs: number) => boolean
}

/** A law over generated arguments; the predicate says whether it holds for them. */
export function law<A extends readonly [unknown, ...unknown[]]>(
  ...given: [...arbitraries: { [K in keyof A]: fc.Arbitrary<A[K]> }, predicate: (...args: A) => boolean]
): Law {
  const arbitraries = given.slice(0, -1) as unknown as fc.Arbitrary<unknown>[]
  const predicate = given.at(-1) as unknown as (...args: unknown[]) => boolean
  const property = fc.property(fc.tuple(...arbitraries), (args) => predicate(...args))
  return {
    holds: (numRuns) => {
      fc.assert(property, { numRuns })
    },
    breaks: (numRuns) => fc.check(property, { numRuns, seed: 20260915, endOnFailure: true }).failed,
  }
}
