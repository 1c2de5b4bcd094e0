import fc from 'fast-check'

/** One seed for every property while a room is mutated, and no search for the smallest case: only whether there is one. */
export const seed = 20260915

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed, endOnFailure: true })
