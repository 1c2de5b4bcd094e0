import { compare, no, not, type Truth, truthOf, unknown, yes } from '../language/truth.ts'
import type { CellTest } from './cell-test.ts'
import type { Cells } from './cells.ts'
import type { RuleCode } from './code.ts'

type Test = (cells: readonly Cells[], bars: Float64Array, i: number) => Truth

const cellAt = (cells: readonly Cells[], column: number): Cells => {
  const found = cells[column]
  if (!found) throw new Error('a column of the plan is missing')
  return found
}

const bounds = (cells: readonly Cells[], column: number, i: number): readonly [number, number] => {
  const { least, most } = cellAt(cells, column)
  return [least[i] ?? 0, most[i] ?? 0]
}

function testOf(test: CellTest): Test {
  switch (test.op) {
    case 'and':
    case 'or': {
      const parts = test.of.map(testOf)
      const deciding = test.op === 'and' ? no : yes
      return (cells, bars, i) => {
        let found: Truth = not(deciding)
        for (const part of parts) {
          const one = part(cells, bars, i)
          if (one === deciding) return deciding
          if (one === unknown) found = unknown
        }
        return found
      }
    }
    case 'not': {
      const part = testOf(test.of)
      return (cells, bars, i) => not(part(cells, bars, i))
    }
    case 'table': {
      const { column, truths } = test
      return (cells, _, i) => truths[cellAt(cells, column).codes[i] ?? 0] as Truth
    }
    case 'truth':
      return (cells, _, i) => cellAt(cells, test.column).codes[i] as Truth
    case 'mask':
      return (cells, _, i) => {
        const { bits, codes } = cellAt(cells, test.column)
        return truthOf(((bits[i] ?? 0) & test.mask) !== 0, codes[i] !== 0)
      }
    case 'empty':
      return (cells, _, i) => (cellAt(cells, test.column).codes[i] === 0 ? yes : no)
    case 'compare':
      return (cells, bars, i) => {
        const [least, most] = bounds(cells, test.column, i)
        return compare(test.rel, least, most, bars[test.bar] ?? 0)
      }
    case 'between':
      return (cells, bars, i) => {
        const [least, most] = bounds(cells, test.column, i)
        const [from, to] = [bars[test.least] ?? 0, bars[test.most] ?? 0]
        return truthOf(least >= from && most <= to, most >= from && least <= to)
      }
    case 'oneOf':
      return (cells, _, i) => {
        const [least, most] = bounds(cells, test.column, i)
        const surely = least === most && test.set.includes(least)
        return truthOf(
          surely,
          test.set.some((one) => least <= one && one <= most),
        )
      }
    case 'exact':
      return (cells, _, i) => {
        const [least, most] = bounds(cells, test.column, i)
        return least === most ? yes : no
      }
  }
}

/** A test over cells by closures: the plain form of the code that `emit` writes, for where no code was written. */
export function interpreted(test: CellTest): RuleCode {
  const judge = testOf(test)
  return (cells, bars, count, out) => {
    for (let i = 0; i < count; i += 1) out[i] = judge(cells, bars, i)
  }
}
