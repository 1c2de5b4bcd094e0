import type { ChildId, ReceivedId } from '../../id.ts'
import { Fen } from '../../money.ts'
import type { Outcome } from '../../problem.ts'
import type { Received } from '../../records/index.ts'
import { aidLedger } from '../ledger.ts'
import type { AidEvent } from '../record/aid-event.ts'

/**
 * What a child received, for the file: one record for each delivery that stands, less what came back, by the id of the delivery.
 * @returns Ok: the records. Err `invalid`: as `aidLedger`.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { receivedBy } from 'childfile/aid'
 * receivedBy([], ChildId.parse('c1')).unwrapOr({ d1: 'none' } as never) // => {}
 * ```
 */
export function receivedBy(
  events: readonly AidEvent[],
  child: ChildId,
): Outcome<Readonly<Record<ReceivedId, Received>>> {
  return aidLedger(events).map(({ allocations, lots, refused }) => {
    const taken = new Set<string>(refused.map(({ entry }) => entry))
    for (const event of events) if (event.kind === 'counter' && !taken.has(event.id)) taken.add(event.entry)
    const entered = [...new Map(events.map((event) => [event.id, event])).values()].filter(({ id }) => !taken.has(id))
    const own = new Map(allocations.filter((one) => one.child === child).map((one) => [one.allocation, one]))
    const whatOf = new Map(lots.map(({ lot, what }) => [lot, what]))
    const back = new Map<string, number>()
    for (const event of entered)
      if (event.kind === 'return') back.set(event.delivery, (back.get(event.delivery) ?? 0) + event.quantity)
    const found = entered.flatMap((event): readonly (readonly [string, Received])[] => {
      if (event.kind !== 'delivery') return []
      const allocation = own.get(event.allocation)
      const what = allocation && whatOf.get(allocation.lot)
      const quantity = event.quantity - (back.get(event.id) ?? 0)
      if (allocation === undefined || what === undefined || quantity === 0) return []
      const money = what === 'money'
      const record: Received = {
        on: event.on,
        kind: money ? 'money' : 'goods',
        item: money ? 'notCollected' : what.item,
        quantity,
        unit: money ? '分' : what.unit,
        value: money ? Fen.parse(quantity) : 'notCollected',
        from: allocation.lot,
        need: allocation.need,
        signedBy: event.signature === 'none' ? 'none' : event.signature.name,
      }
      return [[event.id, record]]
    })
    return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
