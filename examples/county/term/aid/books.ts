import type { ChildId, PlainDate } from 'childfile'
import { type AidEvent, type AidLedger, aidLedger, readAidEvents, receivedBy, refusalReasons } from 'childfile/aid'
import type { Words } from 'childfile/report'
import { stopWith, valueOf } from '../../walk/progress.ts'
import { bookFaults } from '../checks.ts'
import { inOrder, type World } from '../world.ts'

export const room: Words = { zh: '捐赠账', en: 'aid' }

/** An entry before it is read; the id may be given. */
export type Entry = Readonly<Record<string, unknown>> & { readonly kind: AidEvent['kind']; readonly on: PlainDate }

/** The books of aid, proved every evening. */
export interface Books {
  /** Answers the id of the entry. */
  readonly write: (entry: Entry) => string
  /** As they stood on the last evening. */
  readonly ledger: () => AidLedger
  /** Closes the day: what was written is counted or refused, and the books are proved. */
  readonly evening: (on: PlainDate) => void
  /** Writes into the files of children what they received since the last time. */
  readonly intoFiles: () => void
}

export const treasurer = { by: 'treasurer', role: 'treasurer' } as const

export function booksOf(world: World): Books {
  const events: AidEvent[] = []
  const shared: AidEvent[] = []
  const own = new Map<ChildId, AidEvent[]>()
  const told = new Set<string>()
  const served = new Set<ChildId>()
  let fresh: AidEvent[] = []
  let ledger = valueOf(aidLedger([]), 'open the books')
  let number = 0

  /** The child on whose need an entry rests; nobody's for what was given to the county. */
  const childOf = new Map<string, ChildId>()
  function subjectOf(event: AidEvent): ChildId | undefined {
    const on =
      event.kind === 'need'
        ? event.child
        : event.kind === 'allocation'
          ? childOf.get(event.need)
          : 'allocation' in event
            ? childOf.get(event.allocation)
            : 'delivery' in event
              ? childOf.get(event.delivery)
              : undefined
    if (on !== undefined) childOf.set(event.kind === 'need' ? event.need : event.id, on)
    return on
  }

  return {
    ledger: () => ledger,
    write(entry) {
      number += 1
      const id = typeof entry['id'] === 'string' ? entry['id'] : `x-${String(number).padStart(5, '0')}`
      for (const event of valueOf(readAidEvents([{ ...entry, id }]), 'read an entry of the books')) {
        fresh.push(event)
        const child = subjectOf(event)
        if (child !== undefined && (event.kind === 'delivery' || event.kind === 'return')) served.add(child)
        if (child === undefined) shared.push(event)
        else own.set(child, [...(own.get(child) ?? []), event])
        world.diary.note('aid', child ?? 'county', event)
      }
      return id
    },
    evening(on) {
      if (fresh.length === 0) return
      events.push(...fresh)
      fresh = []
      ledger = valueOf(aidLedger(events, { asOf: on }), 'balance the books')
      const [fault] = bookFaults(ledger)
      if (fault !== undefined) throw stopWith(`On ${on} the books of aid do not balance: ${fault}.`)
      for (const { entry, reason } of ledger.refused) {
        if (told.has(entry)) continue
        told.add(entry)
        world.refuse(room, reason, { zh: refusalReasons[reason].zh, en: refusalReasons[reason].en })
      }
    },
    intoFiles() {
      // What a child received rests on its own entries and on the gifts; what others received changes nothing in it.
      for (const child of inOrder([...served], String)) {
        const received = valueOf(receivedBy([...shared, ...(own.get(child) ?? [])], child), 'write what was received')
        world.write(child, (file) => ({ ...file, received }))
      }
      served.clear()
    },
  }
}
