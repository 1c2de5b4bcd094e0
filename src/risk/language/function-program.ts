import { type EpochDay, type PlainDate, plainDate } from '../../date.ts'
import type { View } from '../reading/fact.ts'
import type { Reading } from '../reading/reading.ts'
import { always, meet } from '../reading/span.ts'
import type { Expression } from './expression.ts'
import { type Answered, functionKey } from './rule-function.ts'
import { described, lackingOf, type Program, readingOf, type Scope } from './program.ts'
import { no, type Truth, unknown, yes } from './truth.ts'

/** The whole answer of a reading; undefined where anything of it is open. */
function answered(reading: Reading, isDate: boolean): Answered | undefined {
  switch (reading.kind) {
    case 'value':
      return reading.value
    case 'codes':
      return reading.inWords ? undefined : [...reading.codes].sort((a, b) => (a < b ? -1 : 1))
    case 'quantity':
      if (reading.least !== reading.most) return undefined
      return isDate ? (plainDate(reading.least as EpochDay) satisfies PlainDate) : reading.least
    default:
      return undefined
  }
}

/** Asks a registered function. It is strict: with anything open the answer is unknown, so more knowledge never turns an answer. */
export function functionProgram(expression: Extract<Expression, { op: 'fn' }>, scope: Scope): Program {
  const { judge } = scope.function(functionKey(expression))
  const { args = null } = expression
  const asked = expression.facts.map((name) => ({
    name,
    fact: scope.fact(name),
    slot: scope.slot(name),
    isDate: described(scope, name).type === 'date',
  }))
  const readings = (view: View): readonly Reading[] => asked.map(({ fact, slot }) => readingOf(view, fact, slot))
  const answersOn = (view: View): Readonly<Record<string, Answered>> | undefined => {
    const answers: Record<string, Answered> = {}
    for (const { name, fact, slot, isDate } of asked) {
      const answer = answered(readingOf(view, fact, slot), isDate)
      if (answer === undefined) return undefined
      answers[name] = answer
    }
    return answers
  }
  const truth = (view: View): Truth => {
    const answers = answersOn(view)
    if (!answers) return unknown
    try {
      return judge(answers, args) ? yes : no
    } catch {
      return unknown
    }
  }
  return {
    truth,
    span: (view) => readings(view).reduce((span, reading) => meet(span, reading.span), always),
    seen: (view) =>
      truth(view) === unknown
        ? []
        : readings(view).flatMap((reading) => [...reading.seen('least'), ...reading.seen('most')]),
    lacking: (view) => {
      if (truth(view) !== unknown) return []
      const whole = answersOn(view) !== undefined
      return asked.flatMap(({ name, fact, slot }) => {
        const reading = readingOf(view, fact, slot)
        const unclear = whole
          ? reading.seen('least').map(({ document, path }) => ({ document, path, why: 'inWords' as const }))
          : reading.wanted()
        return lackingOf(unclear, name, fact.label)
      })
    },
  }
}
