import { type Field, isKnown, type Other } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { askReading, type CodeCell, type CodesCell, contested, inWords, later, notCollected, stale } from './cell.ts'

const usable = askReading

/** Whether anything stands in a list by id. */
export function hasEntries(list: object): boolean {
  for (const id in list) if (Object.hasOwn(list, id)) return true
  return false
}

/** A section of the file on the day asked: usable, written down only later, or too long ago; what `section` says, in numbers. */
export class Part {
  from = -Infinity
  until = Infinity
  #state = usable
  /** The date that was entered last, and its day: sections of many files are of one day. */
  #date: PlainDate | undefined
  #on = 0

  get isUsable(): boolean {
    return this.#state === usable
  }

  get isLater(): boolean {
    return this.#state === later
  }

  /** Why what stands in it cannot be used: too old, or only later. */
  get why(): number {
    return this.#state
  }

  enter(recordedOn: Field<PlainDate>, day: number, validDays: number): void {
    this.from = -Infinity
    this.until = Infinity
    this.#state = usable
    if (!isKnown(recordedOn)) return
    if (recordedOn !== this.#date) {
      this.#date = recordedOn
      this.#on = dayOfDate(recordedOn)
    }
    const on = this.#on
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

  /** Why a field of one answer is open. */
  whyNot(value: Field<string | Other>): number {
    if (this.#state === later || isKnown(value)) return this.#state === usable ? inWords : this.#state
    return value === 'contested' ? contested : notCollected
  }

  /** That a field is absent, where nothing else hides it. */
  absent(cell: { unknown(from: number, until: number, why: number): void }, value: unknown): void {
    this.#open(cell, value === 'contested' ? contested : notCollected)
  }

  #open(cell: { unknown(from: number, until: number, why: number): void }, why: number): void {
    if (this.#state === later) cell.unknown(this.from, this.until, later)
    else cell.unknown(-Infinity, Infinity, why)
  }

  /** A yes, a no or a code as it stands in the section. */
  code(cell: CodeCell, value: Field<string | Other>): void {
    if (typeof value === 'object') {
      cell.unknown(this.from, this.until, this.#state === usable ? inWords : this.#state)
      return
    }
    const number = cell.numberOf(value)
    if (number < 0) this.#open(cell, -number)
    else if (this.#state === usable) cell.set(number, this.from, this.until)
    else cell.unknown(this.from, this.until, this.#state)
  }

  /** A set of codes as it stands in the section. */
  codes(cell: CodesCell, value: Field<'none' | readonly (string | Other)[]>): void {
    if (value === 'notCollected' || value === 'contested') {
      this.absent(cell, value)
      return
    }
    if (this.#state !== usable) {
      cell.unknown(this.from, this.until, this.#state)
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
