import type { AidEvent } from '../record/aid-event.ts'
import type { RefusalReason } from '../record/refusals.ts'
import { type Book, blankBook } from './book.ts'
import { rest, writeCounter } from './counter.ts'
import { writeAllocation, writeApproval, writeDelivery, writeReturn } from './movements.ts'
import { writeGift, writeNeed, writeNeedDropped, writeOut, writePurchase, writeUseChanged } from './supplies.ts'

function writeRow(book: Book, row: number, event: AidEvent): RefusalReason | undefined {
  switch (event.kind) {
    case 'allocation':
      return writeAllocation(book, row, event)
    case 'approval':
      return writeApproval(book, row, event)
    case 'delivery':
      return writeDelivery(book, row, event)
    case 'need':
      return writeNeed(book, row, event)
    case 'gift':
      return writeGift(book, row, event)
    case 'return':
      return writeReturn(book, row, event)
    case 'purchase':
      return writePurchase(book, row, event)
    case 'givenBack':
    case 'loss':
      return writeOut(book, row, event)
    case 'counter':
      return writeCounter(book, row, event)
    case 'needDropped':
      return writeNeedDropped(book, event)
    case 'useChanged':
      return writeUseChanged(book, event)
    case 'giver':
    case 'tie':
      return undefined
  }
}

function accept(book: Book, row: number): void {
  book.accepted[row] = 1
  rest(book, row, 1)
}

/** Books, and what they do not count. */
export interface Written {
  readonly book: Book
  readonly refused: readonly (readonly [row: number, reason: RefusalReason])[]
}

/**
 * Writes the books from entries in their order. An entry that does not fit is tried again after the others of its day, as long as that
 * helps, so that the order of ids within a day decides nothing that has another solution.
 */
export function writeBook(rows: readonly AidEvent[]): Written {
  const book = blankBook(rows)
  const refused: (readonly [number, RefusalReason])[] = []
  let blocked: (readonly [number, RefusalReason])[] = []
  let day = ''
  const settleDay = (): void => {
    for (let before = -1; before !== blocked.length && blocked.length > 0; ) {
      before = blocked.length
      blocked = blocked.flatMap(([row]) => attempt(row))
    }
    refused.push(...blocked)
    blocked = []
  }
  const attempt = (row: number): (readonly [number, RefusalReason])[] => {
    const event = rows[row]
    const reason = event && writeRow(book, row, event)
    if (reason !== undefined) return [[row, reason]]
    accept(book, row)
    return []
  }
  for (let row = 0; row < rows.length; row++) {
    const event = rows[row]
    if (event === undefined) continue
    if (event.on !== day) {
      if (blocked.length > 0) settleDay()
      day = event.on
    }
    book.at.set(event.id, row)
    const reason = writeRow(book, row, event)
    if (reason === undefined) accept(book, row)
    else blocked.push([row, reason])
  }
  if (blocked.length > 0) settleDay()
  return { book, refused }
}
