import { inspect } from 'node:util'
import { type Finding, type Problem, text } from '../../src/index.ts'
import type { Outcome } from '../../src/problem.ts'
import { findingText, type Register } from '../../src/register/index.ts'

/** A text that occurs nowhere else: put into values and typed keys, it must be in no answer. */
export const canary = '雪豹CANARY73519846217雪豹'

/** A bad input, the door that it goes through, and what is said of it. */
export interface Line {
  /** Its place in the list of bad inputs, 1 to 90. */
  readonly n: number
  readonly input: string
  readonly door: string
  /** `kind code path` of each problem, `finding code field` of each finding, `ok`, or what the line itself says in words. */
  readonly says: readonly string[]
  /** What must not be in the answer, if it is not the canary. */
  readonly secret?: string
  readonly run: () => unknown
}

/** What a line says, and every text in which that can be shown. */
export interface Said {
  readonly says: readonly string[]
  readonly shown: readonly string[]
}

const isOutcome = (value: unknown): value is Outcome<unknown> =>
  typeof value === 'object' && value !== null && 'isErr' in value
const isRegister = (value: unknown): value is Register<unknown> =>
  typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows)

const forms = (value: unknown): readonly string[] => [
  JSON.stringify(value),
  String(value),
  inspect(value, { depth: Infinity, showHidden: true, getters: true }),
]

const ofProblems = (problems: readonly Problem[], whole: unknown): Said => ({
  says: problems.map(({ kind, code, path }) => `${kind} ${code}${path === '' ? '' : ` ${path}`}`),
  shown: [...forms(problems), ...forms(whole), ...problems.flatMap((one) => [text(one, 'zh'), text(one, 'en')])],
})

const ofFindings = (findings: readonly Finding[]): Said => ({
  says: findings.map(({ code, field }) => `finding ${code} ${field}`),
  shown: [...forms(findings), ...findings.flatMap((one) => [findingText(one, 'zh'), findingText(one, 'en')])],
})

/** Reads an answer of any door. */
export function saidBy(answer: unknown): Said {
  if (isOutcome(answer)) {
    if (answer.isErr()) return ofProblems(answer.error, answer)
    if (!isRegister(answer.value)) return { says: ['ok'], shown: [] }
    const findings = answer.value.rows.flatMap((row) => row.findings)
    return findings.length === 0 ? { says: ['ok'], shown: [] } : ofFindings(findings)
  }
  return { says: answer as readonly string[], shown: forms(answer) }
}

/** What is written to the console and to the streams of the process while work is done. */
export async function heard<T>(work: () => T): Promise<readonly [Awaited<T>, string]> {
  const out: string[] = []
  const streams = [process.stdout, process.stderr] as const
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const
  const before = {
    writes: streams.map((one) => one.write.bind(one)),
    console: names.map((name) => console[name].bind(console)),
  }
  const hear = (...words: unknown[]) => {
    out.push(words.map((word) => (typeof word === 'string' ? word : inspect(word))).join(' '))
    return true
  }
  for (const stream of streams) stream.write = hear
  for (const name of names) console[name] = hear
  try {
    return [await work(), out.join('\n')]
  } finally {
    for (const [n, stream] of streams.entries()) stream.write = before.writes[n]!
    for (const [n, name] of names.entries()) console[name] = before.console[n]!
  }
}
