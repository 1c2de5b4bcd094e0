import type { CellTest } from '../backend/cell-test.ts'
import type { Expression } from '../language/expression.ts'
import { no, not, type Truth, unknown, yes } from '../language/truth.ts'

/** One thing that a rule asks, and the test over cells that answers it. */
export interface Leaf {
  readonly expression: Expression
  /** The column that it looks at. */
  readonly column: number
}

/** A condition whose leaves are numbered in their order. */
export type Question =
  | { readonly op: 'and' | 'or'; readonly of: readonly Question[] }
  | { readonly op: 'not'; readonly of: Question }
  | { readonly op: 'leaf'; readonly leaf: number }

/** The condition as a question; its leaves are added to those that are there. The test was made from the condition, so both have one shape. */
export function questionOf(expression: Expression, test: CellTest, leaves: Leaf[]): Question {
  if ((expression.op === 'and' || expression.op === 'or') && (test.op === 'and' || test.op === 'or'))
    return {
      op: expression.op,
      of: expression.of.flatMap((part, i) => {
        const inner = test.of[i]
        return inner ? [questionOf(part, inner, leaves)] : []
      }),
    }
  if (expression.op === 'not' && test.op === 'not') return { op: 'not', of: questionOf(expression.of, test.of, leaves) }
  if (!('column' in test)) throw new Error('a test was made from another condition')
  leaves.push({ expression, column: test.column })
  return { op: 'leaf', leaf: leaves.length - 1 }
}

/** The truths of so many leaves, told by a walk in one number. */
export function truthsIn(told: number, leaves: number): readonly Truth[] {
  const found: Truth[] = []
  let rest = told
  for (let i = 0; i < leaves; i += 1) {
    found.unshift((rest % 3) as Truth)
    rest = Math.floor(rest / 3)
  }
  return found
}

/** How the question comes out if its leaves do as told. */
export function answerTo(question: Question, truths: readonly Truth[]): Truth {
  switch (question.op) {
    case 'leaf':
      return truths[question.leaf] ?? unknown
    case 'not':
      return not(answerTo(question.of, truths))
    default: {
      const deciding = question.op === 'and' ? no : yes
      let found: Truth = not(deciding)
      for (const part of question.of) {
        const one = answerTo(part, truths)
        if (one === deciding) return deciding
        if (one === unknown) found = unknown
      }
      return found
    }
  }
}

/** The leaves of the witness that a definite answer rests on, as `seen` of a program. */
export function witnessOf(question: Question, truths: readonly Truth[]): readonly number[] {
  if (question.op === 'leaf') return truths[question.leaf] === unknown ? [] : [question.leaf]
  if (question.op === 'not') return witnessOf(question.of, truths)
  const found = answerTo(question, truths)
  if (found === unknown) return []
  const deciding = question.op === 'and' ? no : yes
  const witness = found === deciding ? question.of.find((part) => answerTo(part, truths) === deciding) : undefined
  return (witness ? [witness] : question.of).flatMap((part) => witnessOf(part, truths))
}

/** The open leaves that keep the answer open, as `lacking` of a program. */
export function openLeaves(question: Question, truths: readonly Truth[]): readonly number[] {
  if (question.op === 'leaf') return truths[question.leaf] === unknown ? [question.leaf] : []
  if (question.op === 'not') return openLeaves(question.of, truths)
  return answerTo(question, truths) === unknown ? question.of.flatMap((part) => openLeaves(part, truths)) : []
}
