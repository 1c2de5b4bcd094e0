import { type PlainDate, epochDay } from 'childfile'
import { proposeAllocations } from 'childfile/aid'
import { between, directorOf, happens, inOrder, later, supervisorOf, weekday, type World } from '../world.ts'
import { type Books, treasurer } from './books.ts'
import { things } from './gifts.ts'

interface Handing {
  readonly allocation: string
  readonly quantity: number
  readonly worker: string
  readonly isMoney: boolean
}

/** Every second Friday it is proposed who gets what, by one rule for all; somebody else approves, and it is handed over against a signature. */
export function sharingOf(world: World, { ledger, write }: Books): { readonly day: (on: PlainDate) => void } {
  const { calendar } = world.ground
  const c = world.chance('sharing')

  function deliver(it: Handing, day: PlainDate, isFirst: boolean): void {
    world.at(day, (on) => {
      const waits = ledger().allocations.find(({ allocation }) => allocation === it.allocation)
      if (waits?.state === 'proposed' && isFirst) {
        deliver(it, later(calendar, on, 5), false)
        return
      }
      if (waits?.state !== 'approved') return
      const signed = !isFirst || happens(c, 96)
      // Now and then money would go into a child's hand; the books do not take that.
      const toAdult = !it.isMoney || !isFirst || happens(c, 92)
      const delivery = write({
        kind: 'delivery',
        on,
        by: it.worker,
        role: 'worker',
        allocation: it.allocation,
        quantity: it.quantity,
        signature: signed ? { capacity: toAdult ? 'delegate' : 'child', name: '签收人', on } : 'none',
        witness: it.isMoney ? supervisorOf(it.worker) : 'none',
      })
      if (!signed || !toAdult) deliver(it, later(calendar, on, 3), false)
      else if (!it.isMoney && happens(c, 3))
        world.at(later(calendar, on, between(c, 2, 6)), (back) =>
          write({
            kind: 'return',
            on: back,
            by: it.worker,
            role: 'worker',
            delivery,
            quantity: it.quantity,
            reason: '不合身',
          }),
        )
    })
  }

  /** What is wanted and not there is bought with given money that may be used for it. */
  function buy(wanted: ReadonlySet<string>, on: PlainDate): void {
    const spent = new Map<string, number>()
    const sizes = Map.groupBy(
      ledger().needs.filter(({ need, state }) => wanted.has(need) && state === 'open'),
      ({ what }) => (what === 'money' ? '' : `${what.item} ${what.size}`),
    )
    for (const [key, needs] of inOrder([...sizes], ([name]) => name)) {
      const what = needs[0]?.what
      const fen = things.find((thing) => typeof what === 'object' && thing.item === what.item)?.fen
      const cost = needs.length * (fen ?? 0)
      const free = ledger().lots.find(
        (lot) => lot.what === 'money' && lot.remaining - (spent.get(lot.lot) ?? 0) >= cost,
      )
      if (what === undefined || fen === undefined || free === undefined) continue
      spent.set(free.lot, (spent.get(free.lot) ?? 0) + cost)
      const invoice = `F-${on}-${key}`
      write({ kind: 'purchase', on, ...treasurer, lot: free.lot, fen: cost, what, quantity: needs.length, invoice })
    }
  }

  function share(on: PlainDate): void {
    const plan = proposeAllocations(ledger(), { draw: on })
    for (const { lot, need, quantity } of plan.proposed) {
      const asked = ledger().needs.find((one) => one.need === need)
      const file = asked && world.files.get(asked.child)
      const director = file === undefined ? 'none' : directorOf(file)
      const worker = director === 'none' ? 'office' : director
      const interest = happens(c, 98) ? 'none' : 'notChecked'
      const restrictionKept = happens(c, 98) ? 'yes' : 'notChecked'
      const allocation = write({ kind: 'allocation', on, ...treasurer, lot, need, quantity, interest, restrictionKept })
      const approve = (day: PlainDate, by: string): void =>
        world.at(day, (today) =>
          write({ kind: 'approval', on: today, by, role: 'supervisor', allocation, interest: 'none' }),
        )
      // Now and then whoever set it aside would also approve it.
      const same = happens(c, 2)
      if (same) approve(later(calendar, on, 1), 'treasurer')
      approve(later(calendar, on, same ? 3 : between(c, 1, 3)), supervisorOf(worker))
      const handing = { allocation, quantity, worker, isMoney: asked?.what === 'money' }
      deliver(handing, later(calendar, on, between(c, 5, 18)), true)
    }
    const without = plan.answers.filter(({ because }) => because === 'nothing-in-stock' || because === 'shared')
    buy(new Set(without.map(({ need }) => need)), on)
  }

  return {
    day(on) {
      const week = Math.floor((epochDay(on) + 3) / 7)
      if (weekday(on) === 4 && week % 2 === 0) share(on)
    },
  }
}
