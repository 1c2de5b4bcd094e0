import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Code } from '../../src/risk/backend/code.ts'
import { emit } from '../../src/risk/backend/emit.ts'
import { cellsOf, readIn } from '../../src/risk/backend/cells.ts'
import { deskOf } from '../../src/risk/backend/desk.ts'
import { readerOf, verdictsOf } from '../../src/risk/backend/verdicts.ts'
import { withCode } from '../../src/risk/backend/with-code.ts'
import { viewOf } from '../../src/risk/evaluation.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import { type Ends, kleeneTable, type TruthLetter } from '../../src/risk/language/kleene-table.ts'
import {
  type Cell,
  cellConditions,
  cellFacts,
  completed,
  type Fault,
  fileWith,
  plainTruth,
  type Table,
  tables,
} from './plain-logic.ts'
import { type Law, law } from './laws.ts'
import type { Ruleset } from '../../src/risk/ruleset/ruleset.ts'
import { rulesetOf, today, truthOn } from './rulesets.ts'

type Evaluator = (node: Expression, table: Table) => TruthLetter

const interpreter: Evaluator = (node, table) =>
  (['F', 'U', 'T'] as const)[truthOn(rulesetOf(node, cellFacts), fileWith(table), today)]

/** By cells, one child at a time: interpreted, or by the code that is written for the rule. */
const byCells = (node: Expression, table: Table, coded?: (rules: Ruleset) => Ruleset): TruthLetter => {
  const rules = rulesetOf(node, cellFacts)
  const ready = coded ? coded(rules) : rules
  const cells = ready.plan.columns.map((column) => cellsOf(column, 1))
  readIn(ready.plan, view(table, ready), readerOf(ready, view(table, ready)), cells, 0)
  const [truths] = verdictsOf(ready, cells, 1, today)
  return (['F', 'U', 'T'] as const)[truths?.[0] as 0 | 1 | 2]
}

const view = (table: Table, rules: Ruleset) => viewOf(fileWith(table), {}, today, rules)

/** At a desk, as an assessment does. */
const byDesk = (node: Expression, table: Table): TruthLetter => {
  const desk = deskOf(rulesetOf(node, cellFacts))
  desk.read(fileWith(table), {}, today)
  return (['F', 'U', 'T'] as const)[desk.judge()[0] as 0 | 1 | 2]
}

const backends: Readonly<Record<string, (node: Expression, table: Table) => Promise<TruthLetter>>> = {
  'by readings': (node, table) => Promise.resolve(interpreter(node, table)),
  'by cells': (node, table) => Promise.resolve(byCells(node, table)),
  'at a desk': (node, table) => Promise.resolve(byDesk(node, table)),
  'by written code': async (node, table) => {
    const text = emit(rulesetOf(node, cellFacts))
    const module: unknown = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`)
    return byCells(node, table, (rules) => withCode(rules, (module as { readonly code: Code }).code)._unsafeUnwrap())
  },
}

const not = (of: Expression): Expression => ({ op: 'not', of })

const choices = fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 })
const chooser = (list: readonly number[]) => {
  let next = 0
  return (many: number): number => (list[next++ % list.length] ?? 0) % many
}

const reversed = (node: Expression): Expression => {
  switch (node.op) {
    case 'and':
    case 'or':
      return { ...node, of: [...node.of].reverse().map(reversed) }
    case 'not':
      return { ...node, of: reversed(node.of) }
    default:
      return node
  }
}

/** The laws of the logic, for any evaluator: each is a property that has to hold. */
const laws: Readonly<Record<string, (evaluate: Evaluator) => Law>> = {
  'agrees with the logic written apart from the library': (evaluate) =>
    law(cellConditions, tables, (node, table) => evaluate(node, table) === plainTruth(node, table)),
  'a definite answer stays when everything unknown becomes known': (evaluate) =>
    law(cellConditions, tables, choices, (node, table, list) => {
      const before = evaluate(node, table)
      return before === 'U' || evaluate(node, completed(table, chooser(list))) === before
    }),
  'where everything is known nothing is unknown': (evaluate) =>
    law(
      cellConditions,
      tables,
      choices,
      (node, table, list) => evaluate(node, completed(table, chooser(list))) !== 'U',
    ),
  'not not is nothing, and not turns and into or': (evaluate) =>
    law(cellConditions, cellConditions, tables, (a, b, table) => {
      const both = evaluate(not({ op: 'and', of: [a, b] }), table)
      return (
        evaluate(not(not(a)), table) === evaluate(a, table) &&
        both === evaluate({ op: 'or', of: [not(a), not(b)] }, table)
      )
    }),
  'no entry meets it is the same as every entry fails it': (evaluate) =>
    law(cellConditions, tables, (where, table) => {
      const some: Expression = { op: 'some', in: 'xs', where }
      return evaluate(not(some), table) === evaluate({ op: 'every', in: 'xs', where: not(where) }, table)
    }),
  'some is a count of at least one, every a count of failures of none': (evaluate) =>
    law(cellConditions, tables, (where, table) => {
      const count = (of: Expression, rel: '>=' | '==', value: number): Expression => ({
        op: 'count',
        in: 'xs',
        where: of,
        rel,
        value,
      })
      return (
        evaluate({ op: 'some', in: 'xs', where }, table) === evaluate(count(where, '>=', 1), table) &&
        evaluate({ op: 'every', in: 'xs', where }, table) === evaluate(count(not(where), '==', 0), table)
      )
    }),
  'the order of parts does not matter': (evaluate) =>
    law(cellConditions, tables, (node, table) => evaluate(node, table) === evaluate(reversed(node), table)),
  'a condition survives being written down and read': (evaluate) =>
    law(
      cellConditions,
      tables,
      (node, table) => evaluate(JSON.parse(JSON.stringify(node)) as Expression, table) === evaluate(node, table),
    ),
}

describe('the interpreter', () => {
  it.each(Object.keys(laws))('%s', (name) => {
    laws[name]!(interpreter).holds(400)
  })
})

describe('the laws of the logic', () => {
  const faults: readonly Fault[] = [
    'unknown is false',
    'not unknown is true',
    'lists drop unknowns',
    'count ignores unknowns',
    'missing list is empty',
    'bounds are taken by the middle',
  ]
  it('hold for the logic written apart from the library', () => {
    for (const one of Object.values(laws)) one((node, table) => plainTruth(node, table)).holds(200)
  })
  it.each(faults)('reject an evaluator in which %s, even without the other evaluator', (fault) => {
    const broken: Evaluator = (node, table) => plainTruth(node, table, new Set([fault]))
    const found = Object.entries(laws).filter(([name, one]) => !name.startsWith('agrees') && one(broken).breaks(2000))
    expect(found.map(([name]) => name)).not.toEqual([])
    expect(laws['agrees with the logic written apart from the library']!(broken).breaks(2000)).toBe(true)
  })
})

describe('the conformance table', () => {
  const letters = { F: 'no', T: 'yes' } as const
  const cells = (given: Readonly<Record<string, TruthLetter>>): Record<string, Cell> =>
    Object.fromEntries(
      Object.entries(given).flatMap(([name, letter]) => (letter === 'U' ? [] : [[name, letters[letter]]])),
    )
  const is = (fact: string): Expression => ({ op: 'cmp', fact, rel: '==', value: 'yes' })
  const list = (entries: readonly TruthLetter[] | 'none'): Table =>
    entries === 'none'
      ? { cells: {} }
      : { cells: {}, list: Object.fromEntries(entries.map((letter, i) => [`e${i}`, cells({ p: letter })])) }
  const ends = ([least, most]: Ends): Table => ({
    cells: { a: [least === 'none' ? null : least, most === 'none' ? null : most] },
  })

  describe.each(Object.entries(backends))('%s', (_, evaluate) => {
    it('holds for not, and, or', async () => {
      for (const [a, answer] of kleeneTable.not)
        expect(await evaluate(not(is('p')), { cells: cells({ p: a }) })).toBe(answer)
      for (const op of ['and', 'or'] as const)
        for (const [a, b, answer] of kleeneTable[op])
          expect(await evaluate({ op, of: [is('p'), is('q')] }, { cells: cells({ p: a, q: b }) })).toBe(answer)
    })
    it('holds for some, every, count', async () => {
      for (const op of ['some', 'every'] as const)
        for (const [entries, answer] of kleeneTable[op])
          expect(await evaluate({ op, in: 'xs', where: is('each.p') }, list(entries))).toBe(answer)
      for (const [entries, rel, value, answer] of kleeneTable.count)
        expect(await evaluate({ op: 'count', in: 'xs', where: is('each.p'), rel, value }, list(entries))).toBe(answer)
    })
    it('holds for cmp, between, in', async () => {
      for (const [range, rel, value, answer] of kleeneTable.cmp)
        expect(await evaluate({ op: 'cmp', fact: 'a', rel, value }, ends(range))).toBe(answer)
      for (const [range, least, most, answer] of kleeneTable.between)
        expect(await evaluate({ op: 'between', fact: 'a', least, most }, ends(range))).toBe(answer)
      for (const [value, set, answer] of kleeneTable.in)
        expect(await evaluate({ op: 'in', fact: 'p', set }, { cells: value === 'none' ? {} : { p: value } })).toBe(
          answer,
        )
    })
  })
  it('has every row of not, and, or', () => {
    expect(kleeneTable.not).toHaveLength(3)
    expect(new Set(kleeneTable.and.map(([a, b]) => a + b)).size).toBe(9)
    expect(new Set(kleeneTable.or.map(([a, b]) => a + b)).size).toBe(9)
  })
  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(kleeneTable))).toEqual(kleeneTable)
  })
})

describe('known', () => {
  it('is never unknown', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(interpreter({ op: 'known', fact: 'a' }, table)).toBe(
          typeof table.cells['a'] === 'number' ||
            (Array.isArray(table.cells['a']) &&
              table.cells['a'][0] !== null &&
              table.cells['a'][0] === table.cells['a'][1])
            ? 'T'
            : 'F',
        )
      }),
    )
  })
})
