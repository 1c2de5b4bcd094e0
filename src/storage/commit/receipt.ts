import { type Pointer, pointer } from '../../pointer.ts'
import { err, ok, type Outcome, type OutcomeAsync, type Problem, ResultAsync } from '../../problem.ts'
import { problemOf, storeProblem } from '../audit/store-problem.ts'
import type { Check, Commit, Conflict, Head } from '../driver.ts'
import { addressText } from '../driver-rules.ts'
import type { Staged } from '../collection/document.ts'

/** The answer to a commit. */
export interface Receipt {
  /** The link of this commit. */
  readonly head: Head
  /** Whether it had been written before, by this very commit. */
  readonly repeated: boolean
}

/** Each attempt waits inside the engine for as long as the engine was told to. */
const attempts = 5

/** What was attempted, as the caller gave it, so that answers can point at it. */
interface Attempted {
  readonly writes: readonly Staged[]
  readonly checks: readonly Check[]
  /** The most bytes of a body. */
  readonly bodyBytes: number
}

/** Tries until the store is not busy, and turns its answer into an outcome. */
export const attempt = (work: () => Promise<Commit>, attempted: Attempted): OutcomeAsync<Receipt> =>
  new ResultAsync(
    (async (): Promise<Outcome<Receipt>> => {
      try {
        for (let left = attempts; left > 0; left--) {
          const answer = await work()
          if (answer.outcome !== 'busy') return receiptOf(answer, attempted)
        }
        return err([storeProblem('busy')])
      } catch (error) {
        return err([problemOf(error, 'outcome-unknown')])
      }
    })(),
  )

function receiptOf(answer: Exclude<Commit, { outcome: 'busy' }>, attempted: Attempted): Outcome<Receipt> {
  switch (answer.outcome) {
    case 'written':
      return ok({ head: { seq: answer.head.seq, hash: answer.head.hash }, repeated: answer.repeated })
    case 'conflict': {
      const [first, ...rest] = answer.at.map((at) => conflict(at, attempted))
      return err([first ?? storeProblem('corrupt', { message: 'the store names no row of its conflict' }), ...rest])
    }
    case 'refused': {
      const large = attempted.writes.findIndex(({ body }) => body !== null && body.length > attempted.bodyBytes)
      const path: Pointer = answer.why === 'too-large' && large >= 0 ? pointer('writes', large, 'document') : ''
      return err([storeProblem(answer.why, { path })])
    }
  }
}

function conflict(at: Conflict, { writes, checks }: Attempted): Problem {
  const same = (other: Check) => addressText(other) === addressText(at) && other.expect === at.expect
  const write = writes.findIndex(same)
  return {
    kind: 'conflict',
    path: write >= 0 ? pointer('writes', write) : pointer('checks', checks.findIndex(same)),
    code: 'conflict',
    message: 'the document stands at another revision',
    expected: at.expect,
    found: at.found,
  }
}
