import type { AidEvent, AidEventOf, Restriction, What } from '../record/aid-event.ts'
import { compiled, lotMachine, needMachine } from '../record/machines.ts'
import { giftRefusal } from '../record/recipient-rules.ts'
import type { RefusalReason } from '../record/refusals.ts'
import { add, amount, type Book } from './book.ts'
import { lotState, needState } from './standing.ts'

const mayLot = compiled(lotMachine)
const mayNeed = compiled(needMachine)

/** The row of an accepted lot, or -1. */
export function lotAt(book: Book, id: string): number {
  const row = book.at.get(id) ?? -1
  const kind = book.rows[row]?.kind
  return book.accepted[row] === 1 && book.gone[row] === 0 && (kind === 'gift' || kind === 'purchase') ? row : -1
}

/** What a lot consists of. */
export function whatOf(event: AidEvent | undefined): What | undefined {
  return event?.kind === 'gift' || event?.kind === 'purchase' || event?.kind === 'need' ? event.what : undefined
}

/** Whether two are the same money or thing. */
export const sameWhat = (a: What | undefined, b: What | undefined): boolean =>
  a === b ||
  (typeof a === 'object' && typeof b === 'object' && a.item === b.item && a.size === b.size && a.unit === b.unit)

/** What the giver of a lot said, as it stands; things bought stay under what was said of the money. */
export function restrictionOf(book: Book, lot: number): Restriction {
  const own = book.restrictions.get(lot)
  if (own !== undefined) return own
  const event = book.rows[lot]
  if (event?.kind === 'gift') return event.restriction
  return event?.kind === 'purchase' ? restrictionOf(book, book.upon[lot] ?? -1) : 'none'
}

/** The key of the giver of a lot; undefined for an anonymous one. */
export function giverOf(book: Book, lot: number): string | undefined {
  const gift = book.rows[book.other[lot] ?? -1]
  return gift?.kind === 'gift' && gift.giver !== 'anonymous' ? `giver ${gift.giver}` : undefined
}

/** Whether a party has an interest in a child on a day. */
export const tied = (book: Book, party: string | undefined, child: string, on: string): boolean =>
  party !== undefined &&
  book.ties.size > 0 &&
  (book.ties.get(party) ?? []).some((tie) => tie.child === child && tie.from <= on && on < tie.to)

export function writeNeed(book: Book, row: number, event: AidEventOf<'need'>): RefusalReason | undefined {
  if (book.needAt.has(event.need)) return 'need-repeated'
  const last = book.lastNeedOf.get(event.child) ?? -1
  if (event.besides === undefined)
    for (let at = last; at >= 0; at = book.needBefore[at] ?? -1) {
      const other = book.rows[at]
      if (other?.kind !== 'need' || other.needKind !== event.needKind || !sameWhat(other.what, event.what)) continue
      const state = needState(book, at, other.quantity)
      if (state === 'open' || state === 'promised') return 'need-repeated'
    }
  book.needAt.set(event.need, row)
  book.needBefore[row] = last
  book.lastNeedOf.set(event.child, row)
  return undefined
}

export function writeNeedDropped(book: Book, event: AidEventOf<'needDropped'>): RefusalReason | undefined {
  const row = book.needAt.get(event.need) ?? -1
  const need = book.rows[row]
  if (need?.kind !== 'need') return 'unknown-entry'
  const may = mayNeed(needState(book, row, need.quantity), 'drop', event.role)
  if (may !== 'yes') return may
  if (amount(book.waiting, row) > 0) return 'wrong-state'
  book.gone[row] = 1
  book.droppedNeeds.add(row)
  return undefined
}

export function writeGift(book: Book, row: number, event: AidEventOf<'gift'>): RefusalReason | undefined {
  const refusal = giftRefusal(event)
  if (refusal !== undefined) return refusal
  const giver = `giver ${event.giver}`
  if (namesTied(book, event.giver === 'anonymous' ? undefined : giver, event.restriction, event.on)) return 'interested'
  if ('number' in event.receipt) {
    const known = book.receipts.get(event.receipt.number)
    if (known && known.gifts.size > 0 && known.giver !== giver) return 'receipt-reused'
    const gifts = known && known.gifts.size > 0 ? known.gifts : new Set<number>()
    book.receipts.set(event.receipt.number, { giver, gifts: gifts.add(row) })
  }
  book.free[row] = event.quantity
  book.other[row] = row
  return undefined
}

const namesTied = (book: Book, giver: string | undefined, restriction: Restriction, on: string): boolean =>
  restriction !== 'none' && (restriction.children ?? []).some((child) => tied(book, giver, child, on))

export function writeUseChanged(book: Book, event: AidEventOf<'useChanged'>): RefusalReason | undefined {
  const lot = lotAt(book, event.lot)
  if (lot < 0) return 'unknown-entry'
  const may = mayLot(lotState(book, lot), 'changeUse', event.role)
  if (may !== 'yes') return may
  if (event.giverConsents !== 'yes') return 'giver-not-asked'
  if (namesTied(book, giverOf(book, lot), event.restriction, event.on)) return 'interested'
  book.restrictions.set(lot, event.restriction)
  return undefined
}

export function writePurchase(book: Book, row: number, event: AidEventOf<'purchase'>): RefusalReason | undefined {
  const lot = lotAt(book, event.lot)
  if (lot < 0) return 'unknown-entry'
  const may = mayLot(lotState(book, lot), 'purchase', event.role)
  if (may === 'not-your-part') return may
  if (whatOf(book.rows[lot]) !== 'money' || event.what === 'money') return 'does-not-fit'
  if (may !== 'yes' || event.fen > amount(book.free, lot)) return 'short-stock'
  add(book.free, lot, -event.fen)
  add(book.spent, lot, event.fen)
  book.free[row] = event.quantity
  book.upon[row] = lot
  book.other[row] = book.other[lot] ?? -1
  return undefined
}

export function writeOut(book: Book, row: number, event: AidEventOf<'givenBack' | 'loss'>): RefusalReason | undefined {
  const lot = lotAt(book, event.lot)
  if (lot < 0) return 'unknown-entry'
  const may = mayLot(lotState(book, lot), event.kind === 'loss' ? 'writeOff' : 'giveBack', event.role)
  if (may === 'not-your-part') return may
  if (event.kind === 'givenBack' && book.rows[lot]?.kind !== 'gift') return 'does-not-fit'
  if (event.kind === 'loss' && event.witness === event.by) return 'same-person'
  if (may !== 'yes' || event.quantity > amount(book.free, lot)) return 'short-stock'
  add(book.free, lot, -event.quantity)
  add(event.kind === 'loss' ? book.lost : book.back, lot, event.quantity)
  book.upon[row] = lot
  return undefined
}
