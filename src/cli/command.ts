import type { Outcome, OutcomeAsync, PlainDate } from 'childfile'
import { text } from 'childfile'
import type { Terminal } from './terminal.ts'

/** The languages in which the command line speaks. */
export type Language = 'zh' | 'en'

/** A text in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** How a command ends. The numbers are part of the interface and do not change within a major version. */
export const exitCodes = {
  /** Done, and nothing stands out. */
  done: 0,
  /** Done, and something has to be looked at. */
  found: 1,
  /** The command was called wrongly, or its input cannot be read. Nothing was written. */
  usage: 2,
  /** The place refused: no right to write, disk full, store in use. Nothing was written. */
  refused: 3,
  /** A fault of the program. */
  fault: 70,
} as const

/** An end that is no fault of the program: one line, no stack. */
export class Stop extends Error {
  readonly words: Words
  readonly code: 2 | 3
  constructor(words: Words, code: 2 | 3 = exitCodes.usage) {
    super(words.en)
    this.words = words
    this.code = code
  }
}

/** An option of a command; those with a `value` take one, named so in the help. */
export interface OptionForm extends Words {
  readonly value?: string
}

/** What somebody asked for. */
export interface Request {
  /** The file or folder that the command works on. */
  readonly path: string
  /** Values of options by name; a flag that was given is ''. */
  readonly values: Readonly<Record<string, string | undefined>>
  readonly language: Language
  readonly asOf: PlainDate
  readonly terminal: Terminal
}

/** What a command answers: lines for people, data for programs. */
export interface Answer {
  readonly code: 0 | 1
  readonly lines: readonly string[]
  readonly data: unknown
}

/** A command by name, with what its help says. */
export interface Command extends Words {
  readonly argument: string
  readonly options: Readonly<Record<string, OptionForm>>
  /** What the codes 0 and 1 mean here. */
  readonly done: Words
  readonly found: Words
  readonly run: (request: Request) => Promise<Answer>
}

/** The value, or an end in one line that says of what it was asked. */
export function valueOf<T>(outcome: Outcome<T>, of: string): T {
  if (outcome.isOk()) return outcome.value
  const [first] = outcome.error
  const package_ = first.code === 'missing-package' ? `: ${first.message}` : ''
  throw new Stop(
    { zh: `${of}：${text(first, 'zh')}${package_}`, en: `${of}: ${text(first, 'en')}${package_}` },
    first.kind === 'storage' ? exitCodes.refused : exitCodes.usage,
  )
}

/** The same for what takes time. */
export const valueOfAsync = async <T>(outcome: OutcomeAsync<T>, of: string): Promise<T> => valueOf(await outcome, of)
