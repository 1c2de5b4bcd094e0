import { err, invalid, type Outcome } from '../../problem.ts'

/** An outcome that says that the problem is too large. */
export const tooLarge = (): Outcome<never> =>
  err([invalid('/children', 'too-large', 'so many children that costs would pass 2^53')])
