import { type AgeUnit, ageGate } from '../facts/birth.ts'
import type { Relation } from '../language/truth.ts'
import type { Row } from '../scan/cell.ts'
import type { CellTest } from './cell-test.ts'
import type { Plan } from './plan.ts'

/**
 * Tests over the cells of one child, written out as numbers, so that all rules of all rulesets run through one small loop. Each instruction is
 * five numbers: what to do, and four operands. A leaf puts a truth, and the first day on which it may turn, on top of those that are
 * there; `and` and `or` take two and leave one.
 */
export interface Tape {
  readonly code: Int32Array
  /** Where each test begins, and behind the last one where the tape ends. */
  readonly starts: Int32Array
  /** Truths by code, one table after the other. */
  readonly tables: Uint8Array
  /** Numbers that are looked for, one set after the other. */
  readonly sets: Float64Array
}

/** What a tape runs over: the row, the bars of the day and the numbers behind them. */
export interface Bench {
  readonly row: Row
  bars: Float64Array
  values: Float64Array
  /** Truths and days that wait for their turn; the answer is left in the first place. */
  readonly truths: Uint8Array
  readonly ends: Float64Array
}

const width = 5
const andOp = 0
const orOp = 1
const notOp = 2
const tableOp = 3
const truthOp = 4
const maskOp = 5
const emptyOp = 6
const compareOp = 7
const betweenOp = 8
const oneOfOp = 9
const exactOp = 10 // the default of the loop

/** As in the order of `relations`. */
export const relationNumbers: Readonly<Record<Relation, number>> = {
  '<': 0,
  '<=': 1,
  '>': 2,
  '>=': 3,
  '==': 4,
  '!=': 5,
}

const plainTurns = 0
const dayTurns = 1
/** Behind it stand the ages: unit, then whether the day after counts, then whether the age itself has to be passed. */
const ageTurns = 2
const units: readonly AgeUnit[] = ['year', 'month', 'day']
/** Days of each that there are at least. */
const shortest = [365, 28, 1]

function turnsOf(plan: Plan, bar: number): number {
  const as = plan.bars[bar]?.as
  if (as === undefined || as === 'plain') return plainTurns
  return as === 'daysSince' ? dayTurns : ageTurns + units.indexOf(as.unit) * 4 + as.later * 2 + (as.above ? 1 : 0)
}

/** The tests of a plan as a tape. */
export function tapeOf(plan: Plan): Tape {
  const code: number[] = []
  const tables: number[] = []
  const sets: number[] = []
  const put = (op: number, a = 0, b = 0, c = 0, d = 0): void => {
    code.push(op, a, b, c, d)
  }
  const write = (test: CellTest): void => {
    switch (test.op) {
      case 'and':
      case 'or':
        test.of.forEach((part, i) => {
          write(part)
          if (i > 0) put(test.op === 'and' ? andOp : orOp)
        })
        return
      case 'not':
        write(test.of)
        put(notOp)
        return
      case 'table':
        put(tableOp, test.column, tables.length)
        tables.push(...test.truths)
        return
      case 'truth':
        put(truthOp, test.column)
        return
      case 'mask':
        put(maskOp, test.column, test.mask)
        return
      case 'empty':
        put(emptyOp, test.column)
        return
      case 'compare':
        put(compareOp, test.column, test.bar, relationNumbers[test.rel], turnsOf(plan, test.bar))
        return
      case 'between':
        put(betweenOp, test.column, test.least, test.most)
        return
      case 'oneOf':
        put(oneOfOp, test.column, sets.length, test.set.length)
        sets.push(...test.set)
        return
      case 'exact':
        put(exactOp, test.column)
        return
    }
  }
  const starts = plan.tests.map((test) => {
    const start = code.length
    write(test)
    return start
  })
  return {
    code: Int32Array.from(code),
    starts: Int32Array.from([...starts, code.length]),
    tables: Uint8Array.from(tables),
    sets: Float64Array.from(sets),
  }
}

/** A bench for a plan: never more wait than there are instructions. */
export const benchOf = (plan: Plan, tape: Tape, row: Row): Bench => ({
  row,
  bars: new Float64Array(plan.bars.length),
  values: new Float64Array(plan.bars.length),
  truths: new Uint8Array(tape.code.length / width + 1),
  ends: new Float64Array(tape.code.length / width + 1),
})

/** How a quantity between two bounds compares with a bar. */
export function compared(relation: number, least: number, most: number, bar: number): number {
  switch (relation) {
    case 0:
      return most < bar ? 2 : least < bar ? 1 : 0
    case 1:
      return most <= bar ? 2 : least <= bar ? 1 : 0
    case 2:
      return least > bar ? 2 : most > bar ? 1 : 0
    case 3:
      return least >= bar ? 2 : most >= bar ? 1 : 0
    case 4:
      return least === bar && most === bar ? 2 : least <= bar && bar <= most ? 1 : 0
    default:
      return least === bar && most === bar ? 0 : least <= bar && bar <= most ? 1 : 2
  }
}

const sooner = (today: number, end: number, turn: number): number => (turn > today && turn < end ? turn : end)

/**
 * The earliest day after today of those on which a comparison may turn. Days since a day grow by one each day: the answer can turn on the day
 * of the bar and on the day after it. An age is reached once, and whoever was born on or before the bar has reached it.
 */
function turned(
  kind: number,
  today: number,
  cap: number,
  end: number,
  least: number,
  most: number,
  bar: number,
  value: number,
): number {
  if (kind === dayTurns) {
    const first = sooner(today, sooner(today, end, least + value), least + value + 1)
    return least === most ? first : sooner(today, sooner(today, first, most + value), most + value + 1)
  }
  if (most <= bar) return end
  const age = kind - ageTurns
  const unit = units[age >> 2] ?? 'year'
  const later = age & 2 ? 1 : 0
  const full = value + (age & 1)
  // Whoever cannot have reached it before the cap need not be reckoned to the day.
  if (least + full * (shortest[age >> 2] ?? 0) >= cap) return end < cap ? end : cap
  const last = sooner(today, end, ageGate(most, full, unit, later))
  return least === most || least <= bar ? last : sooner(today, last, ageGate(least, full, unit, later))
}

/** Whether a quantity between two bounds is one of so many numbers of a list. */
export function isOneOf(sets: ArrayLike<number>, from: number, count: number, least: number, most: number): number {
  let may = 0
  for (let i = from; i < from + count; i += 1) {
    const one = sets[i] ?? 0
    if (least === one && most === one) return 2
    if (least <= one && one <= most) may = 1
  }
  return may
}

/**
 * Runs some tests of the tape, and leaves how each comes out and the day on which it may turn in its place. Any day from the first on which one of
 * them turns stands for all later ones, from the cap on too. Says that first day.
 */
export function runTapes(
  tape: Tape,
  tests: readonly number[],
  bench: Bench,
  today: number,
  cap: number,
  outTruths: Uint8Array,
  outEnds: Float64Array,
): number {
  const { code, starts, tables } = tape
  const { truths, ends } = bench
  const { codes, until } = bench.row
  let first = cap
  for (const test of tests) {
    const start = starts[test] ?? 0
    let end: number
    if (code[start] === tableOp && starts[test + 1] === start + width) {
      // Most rules look at one code and no more.
      const column = code[start + 1] ?? 0
      outTruths[test] = tables[(code[start + 2] ?? 0) + (codes[column] ?? 0)] ?? 0
      end = until[column] ?? 0
    } else {
      runTape(tape, test, bench, today, first)
      outTruths[test] = truths[0] ?? 0
      end = ends[0] ?? 0
    }
    outEnds[test] = end
    if (end < first) first = end
  }
  return first
}

/**
 * Runs one test of the tape. The truth is left in the first place of `truths`, the day on which it may turn in that of `ends`; any day from the
 * cap on stands for all of them.
 */
export function runTape(tape: Tape, test: number, bench: Bench, today: number, cap: number): void {
  const { code, starts, tables, sets } = tape
  const { row, bars, values, truths, ends } = bench
  const { codes, bits, least, most, until } = row
  const stop = starts[test + 1] ?? 0
  let top = -1
  for (let i = starts[test] ?? 0; i < stop; i += width) {
    const op = code[i] ?? 0
    if (op === andOp || op === orOp) {
      // One deciding part is enough for the answer to stay, the longest that does; without one, every part has to stay.
      const deciding = op === andOp ? 0 : 2
      const right = truths[top] ?? 0
      const rightEnd = ends[top] ?? 0
      top -= 1
      const left = truths[top] ?? 0
      const leftEnd = ends[top] ?? 0
      if (left === deciding) {
        if (right === deciding && rightEnd > leftEnd) ends[top] = rightEnd
      } else if (right === deciding) {
        truths[top] = deciding
        ends[top] = rightEnd
      } else {
        if (right === 1) truths[top] = 1
        if (rightEnd < leftEnd) ends[top] = rightEnd
      }
      continue
    }
    if (op === notOp) {
      truths[top] = 2 - (truths[top] ?? 0)
      continue
    }
    const column = code[i + 1] ?? 0
    let end = until[column] ?? 0
    let truth: number
    switch (op) {
      case tableOp:
        truth = tables[(code[i + 2] ?? 0) + (codes[column] ?? 0)] ?? 0
        break
      case truthOp:
        truth = codes[column] ?? 0
        break
      case maskOp:
        truth = ((bits[column] ?? 0) & (code[i + 2] ?? 0)) !== 0 ? 2 : (codes[column] ?? 0) !== 0 ? 1 : 0
        break
      case emptyOp:
        truth = (codes[column] ?? 0) === 0 ? 2 : 0
        break
      case compareOp: {
        const low = least[column] ?? 0
        const high = most[column] ?? 0
        const at = code[i + 2] ?? 0
        const bar = bars[at] ?? 0
        const kind = code[i + 4] ?? 0
        truth = compared(code[i + 3] ?? 0, low, high, bar)
        if (kind !== plainTurns) end = turned(kind, today, cap, end, low, high, bar, values[at] ?? 0)
        break
      }
      case betweenOp: {
        const low = least[column] ?? 0
        const high = most[column] ?? 0
        const from = bars[code[i + 2] ?? 0] ?? 0
        const to = bars[code[i + 3] ?? 0] ?? 0
        truth = low >= from && high <= to ? 2 : high >= from && low <= to ? 1 : 0
        break
      }
      case oneOfOp:
        truth = isOneOf(sets, code[i + 2] ?? 0, code[i + 3] ?? 0, least[column] ?? 0, most[column] ?? 0)
        break
      default:
        truth = (least[column] ?? 0) === (most[column] ?? 0) ? 2 : 0
    }
    top += 1
    truths[top] = truth
    ends[top] = end
  }
}
