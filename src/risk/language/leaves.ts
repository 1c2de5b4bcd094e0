import { type PlainDate, epochDay } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import { type AgeUnit, ageGate } from '../facts/birth.ts'
import type { CodesReading, Element, QuantityReading, Reading } from '../reading/reading.ts'
import type { View } from '../reading/fact.ts'
import { between as spanBetween, meet } from '../reading/span.ts'
import type { Expression, NumberTerm } from './expression.ts'
import { described, eachField, lackingIn, type Program, readingOf, type Scope } from './program.ts'
import { compare, deciding, no, not, type Relation, type Truth, truthOf, unknown, yes } from './truth.ts'

type Bound = 'least' | 'most'

/** How a leaf judges a reading. `bounds`: what a definite answer rests on. `turns`: days on which the answer may turn. */
interface Judge {
  readonly truth: (reading: Reading, view: View) => Truth
  readonly bounds?: (reading: QuantityReading, view: View) => readonly Bound[]
  readonly turns?: (reading: QuantityReading, view: View) => readonly number[]
}

/** How a name is read: a fact from the view, a field of an entry from the entry. */
function reader(name: string, scope: Scope): (view: View, each?: Element) => Reading {
  const field = eachField(name)
  if (field === undefined) {
    const [fact, slot] = [scope.fact(name), scope.slot(name)]
    return (view) => readingOf(view, fact, slot)
  }
  return (_, each) => {
    const reading = each?.[field]
    if (reading === undefined) throw new Error('a field of an entry was read outside of a list')
    return reading
  }
}

function leaf(name: string, scope: Scope, judge: Judge): Program {
  const read = reader(name, scope)
  const { label } = described(scope, name)
  return {
    truth: (view, each) => judge.truth(read(view, each), view),
    span: (view, each) => {
      const reading = read(view, each)
      if (reading.kind !== 'quantity' || !judge.turns) return reading.span
      return meet(reading.span, spanBetween(view.day, judge.turns(reading, view)))
    },
    seen: (view, each) => {
      const reading = read(view, each)
      if (judge.truth(reading, view) === unknown) return []
      const bounds = reading.kind === 'quantity' && judge.bounds ? judge.bounds(reading, view) : (['least'] as const)
      return bounds.flatMap((bound) => reading.seen(bound))
    },
    lacking: (view, each) => {
      const reading = read(view, each)
      return judge.truth(reading, view) === unknown ? lackingIn(reading, name, label) : []
    },
  }
}

type Value = (view: View) => number

/** A number, a parameter or a day as a number of the day asked. */
export function valueOf(term: string | NumberTerm, scope: Scope): Value {
  if (typeof term === 'object') {
    const parameter = scope.parameter(term.parameter)
    return (view) => parameterOn(parameter, view.asOf).value
  }
  const value = typeof term === 'number' ? term : epochDay(term as PlainDate)
  return () => value
}

const isQuantity = (reading: Reading): reading is QuantityReading => reading.kind === 'quantity'

/** A yes-or-no, a code or a word is the value, or is not. */
const equals = (value: string, is: Truth): Judge => ({
  truth: (reading) => (reading.kind !== 'value' ? unknown : reading.value === value ? is : not(is)),
})

const quantityIs = (rel: Relation, bar: Value): Judge => ({
  truth: (reading, view) => (isQuantity(reading) ? compare(rel, reading.least, reading.most, bar(view)) : unknown),
  bounds: (reading, view) => deciding(rel, reading.least, reading.most, bar(view)),
})

const other = (bound: Bound): Bound => (bound === 'least' ? 'most' : 'least')

/** Days since a date grow by one each day; the answer can turn on the day of the bar and on the day after it. */
const daysSinceIs = (rel: Relation, bar: Value): Judge => ({
  truth: (reading, view) =>
    isQuantity(reading) ? compare(rel, view.day - reading.most, view.day - reading.least, bar(view)) : unknown,
  bounds: (reading, view) => deciding(rel, view.day - reading.most, view.day - reading.least, bar(view)).map(other),
  turns: (reading, view) => [reading.least, reading.most].flatMap((date) => [date + bar(view), date + bar(view) + 1]),
})

/** Whether an age has been reached: the latest possible birth says that it surely has, the earliest that it may have. */
function ageIs(rel: Relation, bar: Value, unit: AgeUnit, later: 0 | 1): Judge {
  const gate = (birth: number, view: View): number =>
    ageGate(birth, bar(view) + (rel === '>' || rel === '<=' ? 1 : 0), unit, later)
  const reached = (reading: QuantityReading, view: View): Truth =>
    truthOf(view.day >= gate(reading.most, view), view.day >= gate(reading.least, view))
  const upwards = rel === '>' || rel === '>='
  return {
    truth: (reading, view) =>
      isQuantity(reading) ? (upwards ? reached(reading, view) : not(reached(reading, view))) : unknown,
    bounds: (reading, view) => [reached(reading, view) === yes ? 'most' : 'least'],
    turns: (reading, view) => [gate(reading.least, view), gate(reading.most, view)],
  }
}

const isBetween = (least: Value, most: Value): Judge => ({
  truth: (reading, view) => {
    if (!isQuantity(reading)) return unknown
    const [from, to] = [least(view), most(view)]
    return truthOf(reading.least >= from && reading.most <= to, reading.most >= from && reading.least <= to)
  },
  bounds: (reading, view) =>
    reading.most < least(view) ? ['most'] : reading.least > most(view) ? ['least'] : ['least', 'most'],
})

/** Of several codes one in the set is enough; what is written in words may be any of them. */
const holds = (reading: CodesReading, set: ReadonlySet<string | number>): Truth =>
  reading.codes.some((code) => set.has(code)) ? yes : reading.inWords ? unknown : no

const isIn = (members: readonly (string | number)[]): Judge => {
  const set = new Set(members)
  const numbers = members.filter((member) => typeof member === 'number')
  return {
    truth: (reading) => {
      if (reading.kind === 'value') return set.has(reading.value) ? yes : no
      if (reading.kind === 'codes') return holds(reading, set)
      if (!isQuantity(reading)) return unknown
      const { least, most } = reading
      return truthOf(
        least === most && set.has(least),
        numbers.some((member) => least <= member && member <= most),
      )
    },
    bounds: () => ['least', 'most'],
  }
}

/** A division lies in another if its code begins with the other's; a code that is shorter leaves it open. */
const liesWithin = (set: readonly string[]): Judge => ({
  truth: (reading) =>
    reading.kind !== 'value'
      ? unknown
      : truthOf(
          set.some((one) => reading.value.startsWith(one)),
          set.some((one) => one.startsWith(reading.value)),
        ),
})

/** Known is what has one answer. */
const isKnownFact: Judge = {
  truth: (reading) => {
    if (isQuantity(reading)) return reading.least === reading.most ? yes : no
    if (reading.kind === 'codes') return reading.inWords ? no : yes
    return reading.kind === 'unknown' ? no : yes
  },
}

type Leaf = Extract<Expression, { op: 'cmp' | 'between' | 'in' | 'known' | 'daysSince' | 'age' | 'within' }>

/** `protective` is false inside an odd number of negations: there the other day is the one that protects. */
export function leafProgram(expression: Leaf, scope: Scope, protective: boolean): Program {
  const name = expression.fact ?? 'child.birthDate'
  const judged = (judge: Judge): Program => leaf(name, scope, judge)
  switch (expression.op) {
    case 'cmp': {
      const { rel, value } = expression
      const isDate = described(scope, name).type === 'date'
      return judged(
        typeof value === 'string' && !isDate
          ? equals(value, rel === '==' ? yes : no)
          : quantityIs(rel, valueOf(value, scope)),
      )
    }
    case 'between':
      return judged(isBetween(valueOf(expression.least, scope), valueOf(expression.most, scope)))
    case 'in':
      return judged(isIn(expression.set))
    case 'known':
      return judged(isKnownFact)
    case 'within':
      return judged(liesWithin(expression.set))
    case 'daysSince':
      return judged(daysSinceIs(expression.rel, valueOf(expression.value, scope)))
    case 'age': {
      const longer = expression.rel === '<' || expression.rel === '<='
      const reached = expression.reached ?? (longer === protective ? 'dayAfter' : 'birthday')
      const { rel, value, unit } = expression
      return judged(ageIs(rel, valueOf(value, scope), unit ?? 'year', reached === 'dayAfter' ? 1 : 0))
    }
  }
}
