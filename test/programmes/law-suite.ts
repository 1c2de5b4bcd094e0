import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** Something that must hold of a subject, whatever is put in its place. */
export interface Law<F> {
  readonly name: string
  readonly holds: (subject: F) => void
}

/** The subject with one thing broken on purpose, and the law that has to find it. */
export interface Mutant<F> {
  readonly name: string
  readonly killedBy: string
  readonly broken: F
}

/** Looks at so many generated values, and stops at the first that speaks against it. */
export const everywhere = <T>(values: fc.Arbitrary<T>, holds: (value: T) => void, numRuns = 150): void =>
  fc.assert(fc.property(values, holds), { numRuns, seed: 20260915, endOnFailure: true })

const isRefused = <F>({ holds }: Law<F>, subject: F): boolean => {
  try {
    holds(subject)
    return false
  } catch {
    return true
  }
}

/** Each law holds of the subject, and each mutant breaks the law that is named with it. */
export function lawSuite<F>(name: string, subject: F, laws: readonly Law<F>[], mutants: readonly Mutant<F>[]): void {
  describe(name, () => {
    it.each(laws.map((law) => [law.name, law] as const))('%s', (_, law) => {
      law.holds(subject)
    })
    it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('rejects one that %s', (_, mutant) => {
      const law = laws.find((one) => one.name === mutant.killedBy)
      expect(law, mutant.killedBy).toBeDefined()
      expect(law && isRefused(law, mutant.broken)).toBe(true)
    })
  })
}
