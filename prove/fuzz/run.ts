import { inspect } from 'node:util'
import type { FuzzClass } from './class.ts'
import { diceOf } from './dice.ts'
import { documents, rules } from './documents.ts'
import { canary } from './mutation.ts'
import { cells, rows, workbooks } from './sheets.ts'
import { cursors, journalBytes, sealedBytes } from './stores.ts'

/** Every class; their shares make a million. */
export const classes: readonly FuzzClass[] = [
  cells,
  rows,
  workbooks,
  documents,
  rules,
  cursors,
  sealedBytes,
  journalBytes,
]

/** What went wrong with one input: enough to make it again. */
export interface Failure {
  readonly name: string
  readonly place: number
  readonly what: string
}

/** How a class went. */
export interface Tally {
  readonly name: string
  readonly inputs: number
  /** Inputs of which something was said. */
  readonly answered: number
  readonly milliseconds: number
  readonly slowest: number
  readonly failures: readonly Failure[]
}

/** The longest that one input may take, unless something else is said. */
const patience = 5000
const mostFailures = 20
const words = /雪豹|CANARY|7351984/

const isSilent = (said: unknown): boolean =>
  said === undefined || (Array.isArray(said) && said.every((one) => isSilent(one)))

/** Puts so many inputs of a class through its doors. `tell` hears of every input before it is tried. */
export async function fuzz(
  { name, prepare }: FuzzClass,
  {
    seed,
    from = 0,
    to,
    mostMilliseconds = patience,
  }: { readonly seed: number; readonly from?: number; readonly to: number; readonly mostMilliseconds?: number },
  tell: (place: number) => void = () => undefined,
): Promise<Tally> {
  const attempt = await prepare()
  const failures: Failure[] = []
  const started = performance.now()
  let [answered, slowest] = [0, 0]
  for (let place = from; place < to && failures.length < mostFailures; place++) {
    tell(place)
    const fail = (what: string) => failures.push({ name, place, what })
    const begun = performance.now()
    try {
      const answer = attempt(diceOf(seed, name, place))
      const said = answer instanceof Promise ? ((await answer) as unknown) : answer
      if (!isSilent(said)) {
        answered++
        const shown = JSON.stringify(said) + (place % 64 === 0 ? inspect(said, { depth: 12, showHidden: true }) : '')
        if (words.test(shown)) fail(`told: ${words.exec(shown)?.[0] ?? ''} in ${shown.slice(0, 300)}`)
      }
    } catch (error) {
      fail(`threw: ${error instanceof Error ? (error.stack ?? '').slice(0, 700) : inspect(error)}`)
    }
    const taken = performance.now() - begun
    slowest = Math.max(slowest, taken)
    if (taken > mostMilliseconds) fail(`took ${Math.round(taken)} ms`)
  }
  return { name, inputs: to - from, answered, milliseconds: performance.now() - started, slowest, failures }
}

/** Whether the guard itself works: a door that repeats what it was given is found out. */
export const tellsOnATeller = async (): Promise<boolean> => {
  const teller: FuzzClass = {
    name: 'a door that repeats its input',
    share: 1,
    prepare: () => Promise.resolve(() => [{ code: 'invalid-value', path: `/custom/${canary}`, message: 'is wrong' }]),
  }
  return (await fuzz(teller, { seed: 1, to: 1 })).failures.length === 1
}
