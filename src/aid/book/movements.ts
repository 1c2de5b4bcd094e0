import type { AidEventOf } from '../record/aid-event.ts'
import { allocationMachine, compiled } from '../record/machines.ts'
import type { RefusalReason } from '../record/refusals.ts'
import { allows } from '../record/restriction.ts'
import { add, amount, type Book } from './book.ts'
import { allocationState, needState } from './standing.ts'
import { giverOf, lotAt, restrictionOf, sameWhat, tied, whatOf } from './supplies.ts'

const may = compiled(allocationMachine)

export function writeAllocation(book: Book, row: number, event: AidEventOf<'allocation'>): RefusalReason | undefined {
  const lot = lotAt(book, event.lot)
  if (lot < 0) return 'unknown-entry'
  const at = book.needAt.get(event.need) ?? -1
  const need = book.rows[at]
  if (need?.kind !== 'need' || book.gone[at] === 1) return 'need-not-open'
  const state = needState(book, at, need.quantity)
  if (state === 'met') return 'need-not-open'
  if (!sameWhat(whatOf(book.rows[lot]), need.what)) return 'does-not-fit'
  const restriction = restrictionOf(book, lot)
  if (!allows(restriction, { kind: need.needKind, division: need.division, child: need.child })) return 'restricted'
  if (restriction !== 'none' && restriction.words !== undefined && event.restrictionKept !== 'yes')
    return 'restriction-not-checked'
  if (tied(book, giverOf(book, lot), need.child, event.on)) return 'interested'
  if (tied(book, `worker ${event.by}`, need.child, event.on)) return 'interested'
  if (event.interest !== 'none') return 'interest-not-checked'
  if (amount(book.waiting, at) + amount(book.handed, at) + event.quantity > need.quantity) return 'over-need'
  if (event.quantity > amount(book.free, lot)) return 'short-stock'
  add(book.free, lot, -event.quantity)
  add(book.waiting, lot, event.quantity)
  add(book.waiting, at, event.quantity)
  book.waiting[row] = event.quantity
  book.upon[row] = lot
  book.other[row] = at
  return undefined
}

/** The row of an allocation that stands, or -1. */
function allocationAt(book: Book, id: string): number {
  const row = book.at.get(id) ?? -1
  return book.accepted[row] === 1 && book.gone[row] === 0 && book.rows[row]?.kind === 'allocation' ? row : -1
}

export function writeApproval(book: Book, row: number, event: AidEventOf<'approval'>): RefusalReason | undefined {
  const at = allocationAt(book, event.allocation)
  const allocation = book.rows[at]
  const need = book.rows[book.other[at] ?? -1]
  if (allocation === undefined || need?.kind !== 'need') return 'unknown-entry'
  const allowed = may(allocationState(book, at), 'approve', event.role)
  if (allowed !== 'yes') return allowed
  if (allocation.by === event.by) return 'same-person'
  if (tied(book, giverOf(book, book.upon[at] ?? -1), need.child, event.on)) return 'interested'
  if (tied(book, `worker ${event.by}`, need.child, event.on)) return 'interested'
  if (event.interest !== 'none') return 'interest-not-checked'
  book.approved[at] = 1
  book.upon[row] = at
  return undefined
}

export function writeDelivery(book: Book, row: number, event: AidEventOf<'delivery'>): RefusalReason | undefined {
  const at = allocationAt(book, event.allocation)
  if (at < 0) return 'unknown-entry'
  const left = amount(book.waiting, at)
  const allowed = may(allocationState(book, at), event.quantity >= left ? 'deliverLast' : 'deliver', event.role)
  if (allowed !== 'yes') return allowed
  if (book.approved[at] !== 1) return 'wrong-state'
  const { signature, witness } = event
  if (signature === 'none' || signature.on > event.on) return 'no-signature'
  const money = whatOf(book.rows[book.upon[at] ?? -1]) === 'money'
  if (money && (signature.capacity === 'child' || witness === 'none')) return 'adult-signs-money'
  if (witness === event.by) return 'same-person'
  if (event.quantity > left) return 'short-stock'
  book.upon[row] = at
  handOver(book, at, event.quantity)
  return undefined
}

/** Moves from set aside to handed over, or back if negative; for lot, allocation and need alike. */
export function handOver(book: Book, allocation: number, quantity: number): void {
  for (const row of [allocation, book.upon[allocation] ?? -1, book.other[allocation] ?? -1]) {
    add(book.waiting, row, -quantity)
    add(book.handed, row, quantity)
  }
}

export function writeReturn(book: Book, row: number, event: AidEventOf<'return'>): RefusalReason | undefined {
  const delivery = book.at.get(event.delivery) ?? -1
  const delivered = book.rows[delivery]
  if (book.accepted[delivery] !== 1 || book.gone[delivery] === 1 || delivered?.kind !== 'delivery')
    return 'unknown-entry'
  const at = book.upon[delivery] ?? -1
  const last = event.quantity >= amount(book.handed, at)
  const allowed = may(allocationState(book, at), last ? 'returnLast' : 'return', event.role)
  if (allowed !== 'yes') return allowed
  if (event.quantity > delivered.quantity - amount(book.back, delivery)) return 'short-stock'
  book.upon[row] = delivery
  takeIn(book, delivery, event.quantity)
  return undefined
}

/** Takes back into stock what was delivered, or undoes that if negative. */
export function takeIn(book: Book, delivery: number, quantity: number): void {
  const at = book.upon[delivery] ?? -1
  const lot = book.upon[at] ?? -1
  for (const row of [at, lot, book.other[at] ?? -1]) add(book.handed, row, -quantity)
  add(book.free, lot, quantity)
  add(book.back, delivery, quantity)
}
