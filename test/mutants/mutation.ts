/** How often mutants were met, by id. */
export type Met = Readonly<Record<string, number>>

/** What the mutated source talks to, under the name that Stryker gives it. */
export interface Mutation {
  activeMutant: string | undefined
  currentTestId: string | undefined
  hitCount: number | undefined
  hitLimit: number | undefined
  readonly mutantCoverage?: { readonly static: Met; readonly perTest: Readonly<Record<string, Met>> }
}

/** A test that passed, to be run again. */
export interface KeptTest {
  readonly name: string
  readonly milliseconds: number
  readonly run: () => Promise<void>
}

interface Shared {
  __stryker__?: Mutation
  keptTests?: KeptTest[]
}
const shared = globalThis as Shared

export const mutation: Mutation = (shared.__stryker__ ??= {
  activeMutant: undefined,
  currentTestId: undefined,
  hitCount: undefined,
  hitLimit: undefined,
})

/** The tests of the room that passed, in the order in which they ran. */
export const kept: KeptTest[] = (shared.keptTests ??= [])
