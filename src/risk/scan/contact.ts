import { isKnown } from '../../absent.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { type Asked, BoundsCell, cellAs, later, notCollected } from './cell.ts'
import type { Now } from './now.ts'
import { Around } from './part.ts'
import type { Scanner } from './scanner.ts'

type Contact = Now['file']['contacts'][keyof Now['file']['contacts']]

/** When somebody was last in touch, contact by contact. */
class LastContact {
  readonly #cell: BoundsCell
  readonly #who: 'withChild' | 'withDelegate'
  #surely = -Infinity
  #perhaps = -Infinity
  constructor(asked: Asked, who: 'withChild' | 'withDelegate') {
    this.#cell = cellAs(BoundsCell, asked)
    this.#who = who
  }

  reset(): void {
    this.#surely = -Infinity
    this.#perhaps = -Infinity
  }

  /** A contact on or before the day asked; a day that nobody knows is infinite. */
  add(contact: Contact, day: number): void {
    const answer = this.#who === 'withChild' ? contact.withChild : contact.withDelegate
    if (answer === 'yes' && day !== Infinity && day > this.#surely) this.#surely = day
    if (answer !== 'no' && day > this.#perhaps) this.#perhaps = day
  }

  /** `first` is the day of the first contact, infinite where none has a day. */
  close(first: number, { from, until }: Around): void {
    this.#cell.set(this.#surely, this.#perhaps === -Infinity ? first : this.#perhaps, from, until)
  }

  none({ from, until }: Around, why: number): void {
    this.#cell.unknown(from, until, why)
  }
}

/** When a parent was last in touch with the child and with the carer. */
export const contactScanner: Scanner = (asked, now) => {
  const lasts = asked.map(
    (one) => new LastContact(one, one.fact === 'contact.childLastOn' ? 'withChild' : 'withDelegate'),
  )
  const around = new Around()
  return () => {
    around.reset()
    for (const last of lasts) last.reset()
    let first = Infinity
    let any = false
    let why = notCollected
    for (const contact of Object.values(now.file.contacts)) {
      let day = Infinity
      if (isKnown(contact.on)) {
        day = dayOfDate(contact.on)
        around.turn(day, now.day)
        if (day > now.day) {
          why = later
          continue
        }
        if (day < first) first = day
      }
      any = true
      for (const last of lasts) last.add(contact, day)
    }
    for (const last of lasts) {
      if (any) last.close(first, around)
      else last.none(around, why)
    }
  }
}
