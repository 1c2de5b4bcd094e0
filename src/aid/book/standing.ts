import type { AllocationState, LotState, NeedState } from '../record/machines.ts'
import { amount, type Book } from './book.ts'

/** How an allocation stands, from its amounts. */
export function allocationState(book: Book, row: number): AllocationState {
  const handed = amount(book.handed, row) > 0
  if (amount(book.waiting, row) > 0)
    return handed ? 'partlyDelivered' : book.approved[row] === 1 ? 'approved' : 'proposed'
  return handed ? 'delivered' : 'released'
}

/** How a need stands, from its amounts; a need that was taken back is as dropped. */
export function needState(book: Book, row: number, quantity: number): NeedState {
  const handed = amount(book.handed, row)
  if (handed >= quantity) return 'met'
  if (book.gone[row] === 1) return 'dropped'
  return handed + amount(book.waiting, row) >= quantity ? 'promised' : 'open'
}

/** How a lot stands, from its amounts. */
export const lotState = (book: Book, row: number): LotState => (amount(book.free, row) > 0 ? 'inStock' : 'usedUp')
