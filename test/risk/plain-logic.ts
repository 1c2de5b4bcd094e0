import fc from 'fast-check'
import { type ChildFile, childFile } from '../../src/records/index.ts'
import { kleeneTable, type TruthLetter } from '../../src/risk/language/kleene-table.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import type { Relation } from '../../src/risk/language/truth.ts'
import type { Catalogue, Fact, FactField, View } from '../../src/risk/reading/fact.ts'
import {
  type Element,
  listReading,
  type Reading,
  seenAt,
  unknownAt,
  valueReading,
} from '../../src/risk/reading/reading.ts'
import { always } from '../../src/risk/reading/span.ts'
import { catalogue } from '../../src/risk/facts/catalogue.ts'

/** A made-up child for whom every fact is one cell: a number, two ends of a number, a word, or nothing. */
export type Cell = number | readonly [number | null, number | null] | string
export type Row = Readonly<Record<string, Cell>>
export interface Table {
  readonly cells: Row
  /** Missing: nobody kept the list. */
  readonly list?: Readonly<Record<string, Row>>
}

export const numbers = ['a', 'b', 'c'] as const
export const words = ['p', 'q', 'r'] as const

const readCell = (cell: Cell | undefined, path: `/${string}`): Reading => {
  if (cell === undefined) return unknownAt(always, path, 'notCollected')
  if (typeof cell === 'string') return valueReading(cell, always, () => [seenAt(path)])
  const [least, most] = typeof cell === 'number' ? [cell, cell] : [cell[0] ?? -Infinity, cell[1] ?? Infinity]
  return {
    kind: 'quantity',
    least,
    most,
    span: always,
    seen: () => [seenAt(path)],
    wanted: () => (least === most ? [] : [{ path, why: 'contested' }]),
  }
}

const tableOf = (view: View): Table => ({ cells: {}, ...(view.file.custom as Partial<Table> | undefined) })

const fields: Readonly<Record<string, FactField>> = Object.fromEntries(
  [...numbers, ...words].map((name) => [
    name,
    { type: name < 'p' ? 'number' : 'yesNo', label: { zh: name, en: name } },
  ]),
)

/** Facts over the cells of a made-up child. */
export const cellFacts: Catalogue = catalogue([
  ...Object.entries(fields).map(
    ([name, { type, label }]): Fact => ({
      name,
      type,
      label,
      reads: [],
      read: (view) => readCell(tableOf(view).cells[name], `/custom/cells/${name}`),
    }),
  ),
  {
    name: 'xs',
    type: 'list',
    label: { zh: '列', en: 'list' },
    reads: [],
    fields,
    read: (view) => {
      const { list } = tableOf(view)
      if (!list) return unknownAt(always, '/custom/list', 'notCollected')
      const entries = Object.entries(list).sort(([x], [y]) => (x < y ? -1 : 1))
      const elements = entries.map(
        ([id, row]): Element =>
          Object.fromEntries(
            Object.keys(fields).map((field) => [field, readCell(row[field], `/custom/list/${id}/${field}`)]),
          ),
      )
      return listReading(elements, always, () => (elements.length === 0 ? [seenAt('/custom/list')] : []))
    },
  },
])

export const fileWith = (table: Table): ChildFile =>
  childFile({ id: 'c1', name: '-', custom: JSON.parse(JSON.stringify(table)) as Record<string, never> })

/** Faults that an evaluator may have; the suite has to find each of them. */
export type Fault =
  | 'unknown is false'
  | 'not unknown is true'
  | 'lists drop unknowns'
  | 'count ignores unknowns'
  | 'missing list is empty'
  | 'bounds are taken by the middle'

type Letter = TruthLetter

const fromTable = (rows: readonly (readonly Letter[])[], ...given: readonly Letter[]): Letter => {
  const row = rows.find((one) => given.every((letter, i) => one[i] === letter))
  if (!row) throw new Error('not in the table')
  return row[given.length]!
}
const fold = (op: 'and' | 'or', letters: readonly Letter[]): Letter =>
  letters.reduce((all, one) => fromTable(kleeneTable[op], all, one), op === 'and' ? 'T' : 'F')

const holds = (x: number, rel: Relation, y: number): boolean =>
  ({ '<': x < y, '<=': x <= y, '>': x > y, '>=': x >= y, '==': x === y, '!=': x !== y })[rel]

/** Values that a number can have, in half steps: quantities need not be whole. */
const possible = (cell: Cell | undefined): readonly number[] => {
  const [least, most] =
    cell === undefined
      ? [-9, 9]
      : typeof cell === 'number'
        ? [cell, cell]
        : [Number(cell[0] ?? -9), Number(cell[1] ?? 9)]
  return Array.from({ length: (most - least) * 2 + 1 }, (_, i) => least + i / 2)
}

const letterOf = (truths: readonly boolean[]): Letter =>
  truths.every(Boolean) ? 'T' : truths.some(Boolean) ? 'U' : 'F'

/** The same logic, written apart from the library: by enumerating what a number can be, and by the published table. */
export function plainTruth(
  node: Expression,
  table: Table,
  faults: ReadonlySet<Fault> = new Set(),
  row = table.cells,
): Letter {
  const go = (inner: Expression, on = row): Letter => plainTruth(inner, table, faults, on)
  const cell = (name: string): Cell | undefined => (name.startsWith('each.') ? row[name.slice(5)] : table.cells[name])
  const leaf = (letter: Letter): Letter => (letter === 'U' && faults.has('unknown is false') ? 'F' : letter)
  const middle = (values: readonly number[]): readonly number[] =>
    faults.has('bounds are taken by the middle') && values.length > 1 ? [values[values.length >> 1]!] : values
  switch (node.op) {
    case 'and':
    case 'or':
      return fold(
        node.op,
        node.of.map((part) => go(part)),
      )
    case 'not': {
      const inner = go(node.of)
      return inner === 'U' && faults.has('not unknown is true') ? 'T' : fromTable(kleeneTable.not, inner)
    }
    case 'cmp': {
      const { rel, value } = node
      if (typeof value === 'number')
        return leaf(letterOf(middle(possible(cell(node.fact))).map((x) => holds(x, rel, value))))
      const said = cell(node.fact)
      return leaf(said === undefined ? 'U' : (said === value) === (rel === '==') ? 'T' : 'F')
    }
    case 'between':
      return leaf(
        letterOf(middle(possible(cell(node.fact))).map((x) => Number(node.least) <= x && x <= Number(node.most))),
      )
    case 'in': {
      const said = cell(node.fact)
      if (typeof said === 'string') return node.set.includes(said) ? 'T' : 'F'
      return leaf(
        said === undefined && node.set.some((one) => typeof one === 'string')
          ? 'U'
          : letterOf(possible(said).map((x) => node.set.includes(x))),
      )
    }
    case 'some':
    case 'every':
    case 'count': {
      const list = table.list ?? (faults.has('missing list is empty') ? {} : undefined)
      if (!list) return 'U'
      const all = Object.values(list).map((entry) => go(node.where, entry))
      const letters = faults.has('lists drop unknowns') ? all.filter((one) => one !== 'U') : all
      if (node.op !== 'count') return fold(node.op === 'some' ? 'or' : 'and', letters)
      const surely = letters.filter((one) => one === 'T').length
      const perhaps = faults.has('count ignores unknowns') ? 0 : letters.filter((one) => one === 'U').length
      return letterOf(
        Array.from({ length: perhaps + 1 }, (_, more) => holds(surely + more, node.rel, Number(node.value))),
      )
    }
    default:
      throw new Error('not an operation of this test')
  }
}

const small = fc.integer({ min: -3, max: 3 })
const numberCell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 3, arbitrary: small },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.option(small), fc.option(small))
      .map(([x, y]): Cell => (x !== null && y !== null && x > y ? [y, x] : [x, y])),
  },
)
const wordCell: fc.Arbitrary<Cell> = fc.constantFrom('yes', 'no')

const rows = fc.record(
  Object.fromEntries([
    ...numbers.map((name) => [name, numberCell]),
    ...words.map((name) => [name, wordCell]),
  ]) as Record<string, fc.Arbitrary<Cell>>,
  { requiredKeys: [] },
) as fc.Arbitrary<Row>

export const tables: fc.Arbitrary<Table> = fc.record(
  { cells: rows, list: fc.dictionary(fc.constantFrom('x', 'y', 'z'), rows, { maxKeys: 3, noNullPrototype: true }) },
  { requiredKeys: ['cells'] },
)

const relation = fc.constantFrom('<', '<=', '>', '>=', '==', '!=')

const leaves = (prefix: string): fc.Arbitrary<Expression> => {
  const number = fc.constantFrom(...numbers).map((name) => `${prefix}${name}`)
  const word = fc.constantFrom(...words).map((name) => `${prefix}${name}`)
  return fc.oneof(
    fc.tuple(number, relation, small).map(([fact, rel, value]): Expression => ({ op: 'cmp', fact, rel, value })),
    fc
      .tuple(word, fc.constantFrom('==', '!='), fc.constantFrom('yes', 'no'))
      .map(([fact, rel, value]): Expression => ({ op: 'cmp', fact, rel, value })),
    fc
      .tuple(number, small, fc.nat(3))
      .map(([fact, least, more]): Expression => ({ op: 'between', fact, least, most: least + more })),
    fc
      .tuple(number, fc.uniqueArray(small, { minLength: 1, maxLength: 3 }))
      .map(([fact, set]): Expression => ({ op: 'in', fact, set })),
    fc.tuple(word, fc.constantFrom('yes', 'no')).map(([fact, one]): Expression => ({ op: 'in', fact, set: [one] })),
  )
}

const junctions = (node: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .tuple(fc.constantFrom('and', 'or'), fc.array(node, { minLength: 1, maxLength: 3 }))
    .map(([op, of]): Expression => ({ op, of }))

const inner: fc.Arbitrary<Expression> = fc.oneof(leaves('each.'), junctions(fc.oneof(leaves('each.'), leaves(''))))

const quantified: fc.Arbitrary<Expression> = fc.oneof(
  fc.tuple(fc.constantFrom('some', 'every'), inner).map(([op, where]): Expression => ({ op, in: 'xs', where })),
  fc
    .tuple(inner, relation, fc.nat(3))
    .map(([where, rel, value]): Expression => ({ op: 'count', in: 'xs', where, rel, value })),
)

export const cellConditions: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'cells' },
    { weight: 2, arbitrary: leaves('') },
    { weight: 1, arbitrary: quantified },
    { weight: 2, arbitrary: junctions(tie('node')) },
    { weight: 1, arbitrary: tie('node').map((of): Expression => ({ op: 'not', of })) },
  ),
})).node

/** The table with everything unknown made known; what was known stays. */
export function completed(table: Table, choose: (many: number) => number): Table {
  const fill = (row: Row): Row => ({
    ...Object.fromEntries(
      numbers.map((name) => {
        const values = possible(row[name])
        return [name, values[choose(values.length)]!]
      }),
    ),
    ...Object.fromEntries(words.map((name) => [name, row[name] ?? (choose(2) === 0 ? 'yes' : 'no')])),
  })
  const list = table.list ?? (choose(2) === 0 ? {} : { x: {}, y: {} })
  return {
    cells: fill(table.cells),
    list: Object.fromEntries(Object.entries(list).map(([id, row]) => [id, fill(row)])),
  }
}
