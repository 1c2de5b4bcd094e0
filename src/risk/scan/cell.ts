import type { Reading, Why } from '../reading/reading.ts'

/**
 * The cells of one child, column by column: codes, bits, two bounds, and the days over which each stays as it is. What a column does
 * not use stays as it is.
 */
export interface Row {
  readonly codes: Uint8Array
  readonly bits: Int32Array
  readonly least: Float64Array
  readonly most: Float64Array
  readonly from: Float64Array
  readonly until: Float64Array
  /** Why nobody knows, as one of the numbers below; told of cells in which something is open. */
  readonly why: Uint8Array
}

/** Ask the reading: why nobody knows, or where it would stand, is not told by a number. */
export const askReading = 0
/** The number of a reason; its place in `whys`. */
export const notCollected = 1
export const contested = 2
export const inWords = 3
export const stale = 4
export const later = 5
export const whys: readonly Why[] = ['notCollected', 'notCollected', 'contested', 'inWords', 'stale', 'later']
/** Added to the number of a reason where the fact would be answered in the second of its places. */
export const elsewhere = 8
/** The number for a fact that rests on two places, by the reasons of both; 0 where one of them is known. */
export const ofBoth = (first: number, second: number): number => 16 + first * 8 + second
/** There are fewer numbers than this. */
export const whyLimit = 64

export const rowOf = (columns: number): Row => ({
  codes: new Uint8Array(columns),
  bits: new Int32Array(columns),
  least: new Float64Array(columns),
  most: new Float64Array(columns),
  from: new Float64Array(columns).fill(-Infinity),
  until: new Float64Array(columns).fill(Infinity),
  why: new Uint8Array(columns),
})

/** One column of a row. */
export abstract class Cell {
  protected readonly row: Row
  protected readonly at: number
  constructor(row: Row, at: number) {
    this.row = row
    this.at = at
  }

  /** Over which days it stays as it is. */
  over(from: number, until: number): void {
    this.row.from[this.at] = from
    this.row.until[this.at] = until
  }

  /** If nobody knows, the fact would be answered in the second of its places. */
  elsewhere(): void {
    const why = this.row.why[this.at] ?? askReading
    if (why !== askReading) this.row.why[this.at] = why + elsewhere
  }

  /** Nobody knows, and why. */
  abstract unknown(from: number, until: number, why: number): void
}

/** A column that holds what a fact says. */
export abstract class FactCell extends Cell {
  /** What a reading says. */
  abstract readIn(reading: Reading): void
}

/** A yes, a no or a code: 0 is unknown, then the codes in their order, then any other answer. */
export class CodeCell extends FactCell {
  readonly #numbers: ReadonlyMap<string, number>
  readonly #other: number
  constructor(row: Row, at: number, codes: readonly string[]) {
    super(row, at)
    const numbers = new Map(codes.map((code, i) => [code, i + 1]))
    this.#numbers = numbers.set('notCollected', -notCollected).set('contested', -contested)
    this.#other = codes.length + 1
  }

  /** The number of an answer; where there is none the number of the reason, negative. */
  numberOf(answer: string): number {
    return this.#numbers.get(answer) ?? this.#other
  }

  set(number: number, from: number, until: number): void {
    this.row.codes[this.at] = number
    this.row.why[this.at] = askReading
    this.over(from, until)
  }

  unknown(from: number, until: number, why: number): void {
    this.set(0, from, until)
    this.row.why[this.at] = why
  }

  readIn(reading: Reading): void {
    const { from, until } = reading.span
    this.set(reading.kind === 'value' ? this.numberOf(reading.value) : 0, from, until)
  }
}

/** A truth that was worked out from the file: 0 no, 1 unknown, 2 yes. */
export class TruthCell extends Cell {
  set(truth: number, from: number, until: number): void {
    this.row.codes[this.at] = truth
    this.row.why[this.at] = askReading
    this.over(from, until)
  }

  unknown(from: number, until: number, why: number): void {
    this.set(1, from, until)
    this.row.why[this.at] = why
  }
}

/** A set of codes, one bit for each, and a mark where something is open. */
export class CodesCell extends FactCell {
  readonly #bits: ReadonlyMap<string, number>
  constructor(row: Row, at: number, codes: readonly string[]) {
    super(row, at)
    this.#bits = new Map(codes.map((code, bit) => [code, 1 << bit]))
  }

  bitOf(code: string): number {
    return this.#bits.get(code) ?? 0
  }

  set(bits: number, open: 0 | 1, from: number, until: number): void {
    this.row.bits[this.at] = bits
    this.row.codes[this.at] = open
    this.row.why[this.at] = inWords
    this.over(from, until)
  }

  unknown(from: number, until: number, why: number): void {
    this.set(0, 1, from, until)
    this.row.why[this.at] = why
  }

  readIn(reading: Reading): void {
    const { from, until } = reading.span
    if (reading.kind !== 'codes') this.unknown(from, until, askReading)
    else {
      const bits = reading.codes.reduce((all, code) => all | this.bitOf(code), 0)
      this.set(bits, reading.inWords ? 1 : 0, from, until)
      this.row.why[this.at] = askReading
    }
  }
}

/** A number or a day between two bounds. */
export class BoundsCell extends FactCell {
  set(least: number, most: number, from: number, until: number): void {
    this.row.least[this.at] = least
    this.row.most[this.at] = most
    this.row.why[this.at] = askReading
    this.over(from, until)
  }

  unknown(from: number, until: number, why: number): void {
    this.set(-Infinity, Infinity, from, until)
    this.row.why[this.at] = why
  }

  readIn(reading: Reading): void {
    const { from, until } = reading.span
    if (reading.kind === 'quantity') this.set(reading.least, reading.most, from, until)
    else this.unknown(from, until, askReading)
  }
}

/** A fact that is asked, and where its cell is. */
export interface Asked {
  readonly fact: string
  readonly cell: FactCell
}

/** The cell as one of a kind; a fact of a type has a cell of that kind. */
export function cellAs<T extends FactCell>(kind: abstract new (...given: never[]) => T, { cell }: Asked): T {
  if (cell instanceof kind) return cell
  throw new Error('a fact was given a cell of another kind')
}
