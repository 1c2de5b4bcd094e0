import { canonicalJson } from '../../canonical.ts'
import { type Expression, ownFacts } from '../language/expression.ts'
import { program } from '../language/connectives.ts'
import { described, type Program, type Scope } from '../language/program.ts'
import { type Relation, type Truth, unknown } from '../language/truth.ts'
import type { Fact } from '../reading/fact.ts'
import type { Bar, CellTest } from './cell-test.ts'

/** What one column holds of each child. `codes`: bits and whether anything is open. `round`: counted from the rules before. */
export type Column =
  | { readonly kind: 'code'; readonly fact: string; readonly codes: readonly string[] }
  | { readonly kind: 'codes'; readonly fact: string; readonly codes: readonly string[] }
  | { readonly kind: 'bounds'; readonly fact: string; readonly whole: boolean }
  | { readonly kind: 'round'; readonly fact: string }
  | {
      readonly kind: 'truth'
      readonly key: string
      readonly program: Program
      /** The list over whose entries a condition runs. */
      readonly list?: string
      /** `some` or `every` over entries of which only codes are asked. */
      readonly entries?: EntriesPlan
    }

/** A condition on each entry of a list, over columns for its fields, which are named `each.` and the field. */
export interface EntriesPlan {
  readonly op: 'some' | 'every'
  readonly list: string
  readonly plan: Plan
}

/** How the rules of a ruleset are worked out from cells. The order of rules is that of the ruleset. */
export interface Plan {
  readonly columns: readonly Column[]
  readonly bars: readonly Bar[]
  readonly tests: readonly CellTest[]
}

/** Bits of a signed whole number that are free for codes. */
const mostCodes = 30

const yesNo = ['no', 'yes']

/** Facts that say how the rules of the first round come out. */
export const isOfRounds = (fact: string): boolean => fact.startsWith('flags.')

const mirrored: Readonly<Record<Relation, Relation>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}

/** The condition on entries as a plan of its own, where nothing but codes of the entries is asked. */
function entriesOf(expression: Expression, scope: Scope): EntriesPlan | undefined {
  if (expression.op !== 'some' && expression.op !== 'every') return undefined
  const plan = planOf([[expression.where]], { ...scope, each: scope.fact(expression.in) })
  const simple = plan.columns.every((column) => column.kind === 'code' && column.fact.startsWith('each.'))
  return simple ? { op: expression.op, list: expression.in, plan } : undefined
}

/** Turns the conditions of rules, each with what it applies to, into tests over cells. */
export function planOf(conditions: readonly (readonly Expression[])[], scope: Scope): Plan {
  const columns: Column[] = []
  const bars: Bar[] = []
  const at = new Map<string, number>()
  const place = <T>(list: T[], key: string, item: () => T): number => {
    const known = at.get(key)
    if (known !== undefined) return known
    list.push(item())
    at.set(key, list.length - 1)
    return list.length - 1
  }
  const barOf = (bar: Bar): number => place(bars, `bar ${canonicalJson(bar)}`, () => bar)

  /** Whatever has no faster form is worked out when the child is read in. */
  const worked = (expression: Expression, protective: boolean): CellTest => {
    const key = `truth ${canonicalJson(expression)} ${String(protective)}`
    const column = place(columns, key, () => {
      const entries = entriesOf(expression, scope)
      const worked = { kind: 'truth' as const, key, program: program(expression, scope, protective) }
      const over = 'in' in expression ? { ...worked, list: expression.in } : worked
      return entries ? { ...over, entries } : over
    })
    return { op: 'truth', column }
  }

  const columnOf = (name: string, { type, codes = [] }: Pick<Fact, 'type' | 'codes'>): number | undefined => {
    const key = `fact ${name}`
    if (isOfRounds(name)) return place(columns, key, () => ({ kind: 'round' as const, fact: name }))
    if (type === 'number' || type === 'date')
      return place(columns, key, () => ({ kind: 'bounds' as const, fact: name, whole: type === 'date' }))
    if (type === 'yesNo') return place(columns, key, () => ({ kind: 'code' as const, fact: name, codes: yesNo }))
    if (type === 'code' && codes.length < 250)
      return place(columns, key, () => ({ kind: 'code' as const, fact: name, codes }))
    if (type === 'codes' && codes.length <= mostCodes)
      return place(columns, key, () => ({ kind: 'codes' as const, fact: name, codes }))
    return undefined
  }

  /** The truth by code: unknown, then each code, then any other answer. */
  const tableOf = (column: number, codes: readonly string[], truth: (code: string | undefined) => Truth): CellTest => ({
    op: 'table',
    column,
    truths: [unknown, ...codes.map(truth), truth(undefined)],
  })

  const leaf = (expression: Expression, protective: boolean): CellTest => {
    const [name] = ownFacts(expression)
    const column = name === undefined ? undefined : columnOf(name, described(scope, name))
    const found = column === undefined ? undefined : columns[column]
    if (column === undefined || !found) return worked(expression, protective)
    const isQuantity = found.kind === 'bounds' || found.kind === 'round'
    switch (expression.op) {
      case 'cmp': {
        const { rel, value } = expression
        if (isQuantity) return { op: 'compare', column, rel, bar: barOf({ term: value, as: 'plain' }) }
        if (found.kind !== 'code' || typeof value !== 'string' || !found.codes.includes(value)) break
        return tableOf(column, found.codes, (code) => ((code === value) === (rel === '==') ? 2 : 0))
      }
      case 'between':
        if (!isQuantity) break
        return {
          op: 'between',
          column,
          least: barOf({ term: expression.least, as: 'plain' }),
          most: barOf({ term: expression.most, as: 'plain' }),
        }
      case 'in': {
        const { set } = expression
        if (isQuantity) return { op: 'oneOf', column, set: set.filter((one) => typeof one === 'number') }
        // A code that the column does not know has no number in it.
        if (found.kind === 'truth') break
        if (!set.every((one) => found.codes.some((code) => code === one))) break
        if (found.kind === 'code')
          return tableOf(column, found.codes, (code) => (code !== undefined && set.includes(code) ? 2 : 0))
        const bits = found.codes.map((code, bit) => (set.includes(code) ? 1 << bit : 0))
        return { op: 'mask', column, mask: bits.reduce((all, bit) => all | bit, 0) }
      }
      case 'known':
        if (isQuantity) return { op: 'exact', column }
        if (found.kind === 'codes') return { op: 'empty', column }
        if (found.kind !== 'code') break
        return { op: 'table', column, truths: [0, ...found.codes.map(() => 2), 2] }
      case 'daysSince': {
        if (!isQuantity) break
        const bar = barOf({ term: expression.value, as: 'daysSince' })
        return { op: 'compare', column, rel: mirrored[expression.rel], bar }
      }
      case 'age': {
        if (!isQuantity) break
        const { rel, value, unit = 'year' } = expression
        const longer = rel === '<' || rel === '<='
        const reached = expression.reached ?? (longer === protective ? 'dayAfter' : 'birthday')
        const above = rel === '>' || rel === '<='
        const bar = barOf({ term: value, as: { unit, later: reached === 'dayAfter' ? 1 : 0, above } })
        return { op: 'compare', column, rel: longer ? '>' : '<=', bar }
      }
      default:
        break
    }
    return worked(expression, protective)
  }

  const test = (expression: Expression, protective = true): CellTest => {
    switch (expression.op) {
      case 'and':
      case 'or':
        return { op: expression.op, of: expression.of.map((part) => test(part, protective)) }
      case 'not':
        return { op: 'not', of: test(expression.of, !protective) }
      case 'some':
      case 'every':
      case 'count':
      case 'within':
      case 'fn':
        return worked(expression, protective)
      default:
        return leaf(expression, protective)
    }
  }

  const tests = conditions.map((parts): CellTest => {
    const [first, ...rest] = parts.map((part) => test(part))
    if (!first) throw new Error('a rule was planned without a condition')
    return rest.length === 0 ? first : { op: 'and', of: [first, ...rest] }
  })
  return { columns, bars, tests }
}
