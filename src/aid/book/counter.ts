import type { AidEvent, AidEventOf } from '../record/aid-event.ts'
import type { RefusalReason } from '../record/refusals.ts'
import { add, amount, type Book } from './book.ts'
import { handOver, takeIn } from './movements.ts'

type Target<K extends AidEvent['kind']> = AidEventOf<K>

/** Takes an entry back whole, unless later entries rest on it. */
export function writeCounter(book: Book, row: number, event: AidEventOf<'counter'>): RefusalReason | undefined {
  const at = book.at.get(event.entry) ?? -1
  const target = book.rows[at]
  if (target === undefined || book.accepted[at] !== 1) return 'unknown-entry'
  if (book.gone[at] === 1) return target.kind === 'need' ? 'wrong-state' : 'already-countered'
  const refusal = (book.resting[at] ?? 0) > 0 ? 'built-on' : undo(book, at, target)
  if (refusal !== undefined) return refusal
  rest(book, at, -1)
  book.gone[at] = 1
  book.upon[row] = at
  return undefined
}

/** Counts an entry among those that rest on its lot, its need, its allocation, its delivery; or no longer. */
export function rest(book: Book, row: number, by: 1 | -1): void {
  const kind = book.rows[row]?.kind
  if (kind !== 'purchase' && kind !== 'allocation' && kind !== 'delivery' && kind !== 'return') return
  const upon = book.upon[row] ?? -1
  book.resting[upon] = (book.resting[upon] ?? 0) + by
  if (kind !== 'allocation') return
  const need = book.other[row] ?? -1
  book.resting[need] = (book.resting[need] ?? 0) + by
}

function undo(book: Book, at: number, target: AidEvent): RefusalReason | undefined {
  switch (target.kind) {
    case 'gift':
      return undoGift(book, at, target)
    case 'purchase':
      return undoPurchase(book, at, target)
    case 'need':
      undoNeed(book, target)
      return undefined
    case 'allocation':
      undoAllocation(book, at)
      return undefined
    case 'approval':
      return undoApproval(book, at)
    case 'delivery':
      undoDelivery(book, at, target)
      return undefined
    case 'return':
      return undoReturn(book, at, target)
    case 'givenBack':
    case 'loss': {
      const lot = book.upon[at] ?? -1
      add(target.kind === 'loss' ? book.lost : book.back, lot, -target.quantity)
      add(book.free, lot, target.quantity)
      return undefined
    }
    case 'tie':
      return undefined // the ties were read with their ends before the first entry
    case 'giver':
    case 'needDropped':
    case 'useChanged':
    case 'counter':
      return 'not-counterable'
  }
}

/** Its id is free again for what is right. */
function undoNeed(book: Book, { need }: Target<'need'>): void {
  book.needAt.delete(need)
}

function undoGift(book: Book, at: number, gift: Target<'gift'>): RefusalReason | undefined {
  if (amount(book.free, at) !== gift.quantity) return 'built-on'
  book.free[at] = 0
  if ('number' in gift.receipt) book.receipts.get(gift.receipt.number)?.gifts.delete(at)
  return undefined
}

function undoPurchase(book: Book, at: number, purchase: Target<'purchase'>): RefusalReason | undefined {
  if (amount(book.free, at) !== purchase.quantity) return 'built-on'
  const lot = book.upon[at] ?? -1
  book.free[at] = 0
  add(book.spent, lot, -purchase.fen)
  add(book.free, lot, purchase.fen)
  return undefined
}

function undoAllocation(book: Book, at: number): void {
  const left = amount(book.waiting, at)
  const lot = book.upon[at] ?? -1
  add(book.free, lot, left)
  for (const row of [at, lot, book.other[at] ?? -1]) add(book.waiting, row, -left)
}

function undoApproval(book: Book, at: number): RefusalReason | undefined {
  const allocation = book.upon[at] ?? -1
  if (book.gone[allocation] === 1) return 'wrong-state'
  if (amount(book.handed, allocation) > 0) return 'built-on'
  book.approved[allocation] = 0
  return undefined
}

function undoDelivery(book: Book, at: number, { quantity }: Target<'delivery'>): void {
  handOver(book, book.upon[at] ?? -1, -quantity)
}

function undoReturn(book: Book, at: number, { quantity }: Target<'return'>): RefusalReason | undefined {
  const delivery = book.upon[at] ?? -1
  const allocation = book.upon[delivery] ?? -1
  const lot = book.upon[allocation] ?? -1
  const need = book.other[allocation] ?? -1
  const noted = book.rows[need]
  if (noted?.kind !== 'need') return 'unknown-entry'
  if (book.gone[need] === 1) return 'built-on'
  if (quantity > amount(book.free, lot)) return 'built-on'
  if (amount(book.waiting, need) + amount(book.handed, need) + quantity > noted.quantity) return 'over-need'
  takeIn(book, delivery, -quantity)
  return undefined
}
