import type { Element, ListReading } from '../reading/reading.ts'
import type { Fact, View } from '../reading/fact.ts'
import { always, join, meet, type Span } from '../reading/span.ts'
import type { Expression } from './expression.ts'
import { leafProgram, valueOf } from './leaves.ts'
import { functionProgram } from './function-program.ts'
import { lackingOf, type Program, readingOf, type Scope } from './program.ts'
import { compare, no, not, type Relation, type Truth, unknown, yes } from './truth.ts'

/** `and` is decided by its first false part, `or` by its first true one; else all parts count. */
export function junction(parts: readonly Program[], deciding: Truth): Program {
  const truth = (view: View, each?: Element): Truth => {
    let found: Truth = not(deciding)
    for (const part of parts) {
      const one = part.truth(view, each)
      if (one === deciding) return deciding
      if (one === unknown) found = unknown
    }
    return found
  }
  return {
    truth,
    span: (view, each) => junctionSpan(parts, deciding, view, each),
    seen: (view, each) => {
      const found = truth(view, each)
      if (found === unknown) return []
      const witness = found === deciding ? parts.find((part) => part.truth(view, each) === deciding) : undefined
      return (witness ? [witness] : parts).flatMap((part) => part.seen(view, each))
    },
    lacking: (view, each) => (truth(view, each) === unknown ? parts.flatMap((part) => part.lacking(view, each)) : []),
  }
}

/** One deciding part is enough for the answer to stay; without one, every part has to stay. */
function junctionSpan(parts: readonly Program[], deciding: Truth, view: View, each?: Element): Span {
  const decisive = parts.filter((part) => part.truth(view, each) === deciding)
  const [first, ...rest] = decisive.map((part) => part.span(view, each))
  if (first) return rest.reduce(join, first)
  return parts.reduce((span, part) => meet(span, part.span(view, each)), always)
}

const negation = (part: Program): Program => ({ ...part, truth: (view, each) => not(part.truth(view, each)) })

/** A condition over the entries of a list; unknown where nobody kept the list. */
function overList(fact: Fact, slot: number, over: (list: ListReading) => Program): Program {
  const list = (view: View): ListReading | undefined => {
    const reading = readingOf(view, fact, slot)
    return reading.kind === 'list' ? reading : undefined
  }
  return {
    truth: (view) => {
      const found = list(view)
      return found ? over(found).truth(view) : unknown
    },
    span: (view) => {
      const reading = readingOf(view, fact, slot)
      return reading.kind === 'list' ? meet(reading.span, over(reading).span(view)) : reading.span
    },
    seen: (view) => {
      const found = list(view)
      return found && over(found).truth(view) !== unknown ? [...over(found).seen(view), ...found.seen('least')] : []
    },
    lacking: (view) => {
      const reading = readingOf(view, fact, slot)
      if (reading.kind === 'list') return over(reading).lacking(view)
      return lackingOf(reading.wanted(), fact.name, fact.label)
    },
  }
}

/** The condition with an entry filled in for `each`. */
const onEntry = (where: Program, each: Element): Program => ({
  truth: (view) => where.truth(view, each),
  span: (view) => where.span(view, each),
  seen: (view) => where.seen(view, each),
  lacking: (view) => where.lacking(view, each),
})

/** How many entries meet the condition lies between those that surely do and those that may. */
function counted(parts: readonly Program[], rel: Relation, bar: (view: View) => number): Program {
  const truth = (view: View): Truth => {
    const truths = parts.map((part) => part.truth(view))
    const surely = truths.filter((one) => one === yes).length
    return compare(rel, surely, surely + truths.filter((one) => one === unknown).length, bar(view))
  }
  return {
    truth,
    span: (view) => parts.reduce((span, part) => meet(span, part.span(view)), always),
    seen: (view) => (truth(view) === unknown ? [] : parts.flatMap((part) => part.seen(view))),
    lacking: (view) => (truth(view) === unknown ? parts.flatMap((part) => part.lacking(view)) : []),
  }
}

/**
 * Compiles a condition that was checked, by closures: the plainest exact way, against which faster ones are held.
 * `protective` is false inside an odd number of negations.
 */
export function program(expression: Expression, scope: Scope, protective = true): Program {
  const compiled = (inner: Expression, side = protective): Program => program(inner, scope, side)
  switch (expression.op) {
    case 'and':
    case 'or':
      return junction(
        expression.of.map((part) => compiled(part)),
        expression.op === 'and' ? no : yes,
      )
    case 'not':
      return negation(compiled(expression.of, !protective))
    case 'some':
    case 'every': {
      const fact = scope.fact(expression.in)
      const where = program(expression.where, { ...scope, each: fact }, protective)
      const deciding = expression.op === 'some' ? yes : no
      return overList(fact, scope.slot(expression.in), ({ elements }) =>
        junction(
          elements.map((each) => onEntry(where, each)),
          deciding,
        ),
      )
    }
    case 'count': {
      const { rel, value } = expression
      const fact = scope.fact(expression.in)
      const fewer = rel === '<' || rel === '<='
      const where = program(expression.where, { ...scope, each: fact }, fewer ? !protective : protective)
      const bar = valueOf(value, scope)
      return overList(fact, scope.slot(expression.in), ({ elements }) =>
        counted(
          elements.map((each) => onEntry(where, each)),
          rel,
          bar,
        ),
      )
    }
    case 'fn':
      return functionProgram(expression, scope)
    default:
      return leafProgram(expression, scope, protective)
  }
}
