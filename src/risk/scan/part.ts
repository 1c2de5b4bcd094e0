import { type Field, isKnown, type Other } from '../../absent.ts'
import { epochDay, type PlainDate } from '../../date.ts'
import type { CodeCell, CodesCell } from './cell.ts'

const usable = 0
const later = 1
const stale = 2

/** A section of the file on the day asked: usable, written down only later, or too long ago; what `section` says, in numbers. */
export class Part {
  from = -Infinity
  until = Infinity
  #state = usable

  get isUsable(): boolean {
    return this.#state === usable
  }

  get isLater(): boolean {
    return this.#state === later
  }

  enter(recordedOn: Field<PlainDate>, day: number, validDays: number): void {
    this.from = -Infinity
    this.until = Infinity
    this.#state = usable
    if (!isKnown(recordedOn)) return
    const on = epochDay(recordedOn)
    const over = on + validDays + 1
    if (day < on) {
      this.#state = later
      this.until = on
    } else if (day >= over) {
      this.#state = stale
      this.from = over
    } else {
      this.from = on
      this.until = over
    }
  }

  /** That a field is absent, where nothing else hides it. */
  absent(cell: { unknown(from: number, until: number): void }): void {
    if (this.#state === later) cell.unknown(this.from, this.until)
    else cell.unknown(-Infinity, Infinity)
  }

  /** A yes, a no or a code as it stands in the section. */
  code(cell: CodeCell, value: Field<string | Other>): void {
    if (typeof value === 'object') {
      cell.unknown(this.from, this.until)
      return
    }
    const number = cell.numberOf(value)
    if (number < 0) this.absent(cell)
    else cell.set(this.#state === usable ? number : 0, this.from, this.until)
  }

  /** A set of codes as it stands in the section. */
  codes(cell: CodesCell, value: Field<'none' | readonly (string | Other)[]>): void {
    if (value === 'notCollected' || value === 'contested') {
      this.absent(cell)
      return
    }
    if (this.#state !== usable) {
      cell.unknown(this.from, this.until)
      return
    }
    let bits = 0
    let open: 0 | 1 = 0
    if (value !== 'none')
      for (const one of value) {
        if (typeof one === 'string') bits |= cell.bitOf(one)
        else open = 1
      }
    cell.set(bits, open, this.from, this.until)
  }
}

/** The days around the day asked up to the turning days on either side, in numbers. */
export class Around {
  from = -Infinity
  until = Infinity

  reset(): void {
    this.from = -Infinity
    this.until = Infinity
  }

  turn(turn: number, day: number): void {
    if (turn <= day) {
      if (turn > this.from) this.from = turn
    } else if (turn < this.until) this.until = turn
  }
}
