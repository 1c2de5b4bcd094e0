import type { Outcome, OutcomeAsync, Problems } from 'childfile'
import { text } from 'childfile'

/** An end that is not a fault of the program: said in words, without a stack. */
export class Stop extends Error {}

export const stopWith = (message: string): Stop => new Stop(message)

const inWords = (problems: Problems): string =>
  problems.map((problem) => `  - ${text(problem, 'en')} (${text(problem, 'zh')})`).join('\n')

/** The value, or an end in words that say what was being done. */
export function valueOf<T>(outcome: Outcome<T>, doing: string): T {
  if (outcome.isErr()) throw stopWith(`Could not ${doing}:\n${inWords(outcome.error)}`)
  return outcome.value
}

export const valueOfAsync = async <T>(outcome: OutcomeAsync<T>, doing: string): Promise<T> =>
  valueOf(await outcome, doing)

/** Does a long step and says how long it took; on a terminal the line is rewritten. */
export async function progress<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now()
  const terminal = process.stdout.isTTY
  if (terminal) process.stdout.write(`... ${name}`)
  const result = await work()
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6)
  process.stdout.write(`${terminal ? '\r' : ''}${seconds} s  ${name}\n`)
  return result
}

/** One line of the closing table. */
export type Line = readonly [what: string, count: number | string, where?: string]

export function table(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(([what]) => what.length))
  const counts = Math.max(...lines.map(([, count]) => String(count).length))
  return lines
    .map(([what, count, where = '']) => `${what.padEnd(width)}  ${String(count).padStart(counts)}  ${where}`.trimEnd())
    .join('\n')
}
