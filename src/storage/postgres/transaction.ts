import type { Commit } from '../driver.ts'
import { again, answered, PostgresFailure } from './failure.ts'
import type { PostgresClient, PostgresPool } from './pool.ts'

/** Asks one statement of a transaction. */
export type Ask = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>

const ignore = (): void => undefined

/** Lets an attempt begin when it is its turn; calling what it gives lets the next one follow. */
export type Enter = () => Promise<() => void>

/** What is done in a transaction; `pass` lets the next one begin before this one has ended. */
export type Work = (ask: Ask, pass: () => void) => Promise<Commit>

/** Whether the answer is one that has to be committed. */
const isNew = (answer: Commit): boolean => answer.outcome === 'written' && !answer.repeated

/**
 * One transaction, at the isolation that the database has as its default, begun anew while it loses against others. What is not
 * newly written is rolled back.
 * @returns What the work answers; `busy` if the connection was lost before COMMIT was sent. Rejects with the engine's failure
 * where it has an answer of its own or where COMMIT was sent without an answer, and with whatever else the work throws.
 */
export async function transact(pool: PostgresPool, enter: Enter, work: Work): Promise<Commit> {
  try {
    return await again(() => inTurn(pool, enter, work))
  } catch (error) {
    if (error instanceof PostgresFailure && (error.meaning === 'busy' || error.meaning === 'again'))
      return { outcome: 'busy' }
    throw error
  }
}

async function inTurn(pool: PostgresPool, enter: Enter, work: Work): Promise<Commit> {
  const pass = await enter()
  try {
    return await attempt(pool, (ask) => work(ask, pass))
  } finally {
    pass()
  }
}

async function attempt(pool: PostgresPool, work: (ask: Ask) => Promise<Commit>): Promise<Commit> {
  const client = await answered(() => pool.connect())
  client.on?.('error', ignore)
  const ask: Ask = async (text, values) => (await answered(() => client.query(text, [...values]))).rows
  try {
    await ask('BEGIN', [])
    const answer = await work(ask)
    if (isNew(answer)) await commit(client)
    else await end(client, undefined)
    return answer
  } catch (error) {
    await end(client, error)
    throw error
  }
}

async function commit(client: PostgresClient): Promise<void> {
  const { command } = await answered(() => client.query('COMMIT'), true)
  if (command === 'ROLLBACK') throw new PostgresFailure('40001')
  finish(client, undefined)
}

/** Rolls back and gives the connection back, or throws it away where it is of no more use. */
async function end(client: PostgresClient, error: unknown): Promise<void> {
  if (error instanceof PostgresFailure && error.ended) {
    finish(client, error)
    return
  }
  try {
    await client.query('ROLLBACK')
    finish(client, undefined)
  } catch {
    finish(client, new Error('the connection is in an unknown state'))
  }
}

function finish(client: PostgresClient, error: Error | undefined): void {
  client.removeListener?.('error', ignore)
  client.release(error)
}
