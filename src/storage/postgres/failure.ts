/**
 * What a failure before COMMIT says, where nothing was written. `again`: the transaction lost against another one and may win the
 * next time. `busy`: others hold what is needed, the connection was lost, or the server is on its way down or up.
 */
export type Meaning = 'again' | 'busy' | 'full' | 'read-only' | 'unknown'

const meanings: Readonly<Record<string, Meaning>> = {
  '40001': 'again', // serialization_failure
  '40P01': 'again', // deadlock_detected
  '55P03': 'busy', // lock_not_available
  '57014': 'busy', // query_canceled
  '53300': 'busy', // too_many_connections
  '53100': 'full', // disk_full
  '25006': 'read-only', // read_only_sql_transaction
}

/** Codes with which the server ends a connection. */
const lost = /^(08...|57P0[1-5]|25P0[34])$/

/** Error codes of PostgreSQL begin with a class of two places, which the codes of operating systems do not. */
const fromServer = /^(?:\d[0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/

/** An error of the engine without anything from a row: its own message and detail may quote what it was given. */
export class PostgresFailure extends Error {
  readonly code: string
  readonly meaning: Meaning
  /** Whether the connection is of no more use. */
  readonly ended: boolean

  /** `atCommit`: nobody can say what became of the transaction, unless the server says that it lost against another one. */
  constructor(code: string, atCommit = false) {
    const answered = fromServer.test(code)
    super(answered ? `PostgreSQL failed with SQLSTATE ${code}` : 'the connection to PostgreSQL failed')
    const meaning = meanings[code] ?? 'unknown'
    const sure = !atCommit || meaning === 'again'
    this.code = code
    this.ended = !sure || !answered || lost.test(code)
    this.meaning = !sure ? 'unknown' : this.ended ? 'busy' : meaning
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code)
    ? error.code
    : 'failed'

/** The answer to one statement; what it fails with is a `PostgresFailure`. */
export async function answered<T>(asking: () => Promise<T>, atCommit = false): Promise<T> {
  try {
    return await asking()
  } catch (error) {
    throw new PostgresFailure(codeOf(error), atCommit)
  }
}

/** What a call rejects with: a failure of the engine, or an error that says nothing of what was thrown by somebody else. */
export const failure = (error: unknown): Error =>
  error instanceof PostgresFailure ? error : Object.assign(new Error('the store failed'), { code: 'failed' })

/** Enough for a dozen processes that lose to each other on one partition. */
const attempts = 25

/** Longer each time, up to a fiftieth of a second. */
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.min(attempt, 20))
  })

/** Does the work again for as long as it loses against others, 25 times at most. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !(error instanceof PostgresFailure) || error.meaning !== 'again') throw error
      await pause(attempt)
    }
  }
}
