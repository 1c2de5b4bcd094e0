import type { AidEvent, AidEventOf } from '../../src/aid/index.ts'
import { canonicalJson } from '../../src/index.ts'
import { ofKind } from './histories.ts'

/**
 * The books as one would keep them on paper: a list of the entries that count, and sums over it, worked out anew for every question.
 * Nothing is shared with the room but the form of an entry.
 */
export class PlainBooks {
  readonly counted: AidEvent[] = []
  readonly all: readonly AidEvent[]
  constructor(all: readonly AidEvent[]) {
    this.all = all
  }

  private live<K extends AidEvent['kind']>(kind: K): readonly AidEventOf<K>[] {
    const taken = new Set(ofKind(this.counted, 'counter').map(({ entry }) => entry))
    return ofKind(this.counted, kind).filter(({ id }) => !taken.has(id))
  }

  lots = () => [...this.live('gift'), ...this.live('purchase')]
  allocations = () => this.live('allocation')
  needs = () => this.live('need')

  handed = (allocation: string): number =>
    sum(this.live('delivery').filter((one) => one.allocation === allocation)) - this.cameBack(allocation)
  private cameBack(allocation: string): number {
    const own = new Set(
      ofKind(this.counted, 'delivery')
        .filter((one) => one.allocation === allocation)
        .map(({ id }) => id),
    )
    return sum(this.live('return').filter(({ delivery }) => own.has(delivery)))
  }
  stands = ({ id, quantity }: AidEventOf<'allocation'>): number => quantity - this.cameBack(id)

  free(lot: string): number {
    const own = this.lots().find(({ id }) => id === lot)
    if (!own) return 0
    return (
      own.quantity -
      total(
        this.allocations()
          .filter((one) => one.lot === lot)
          .map(this.stands),
      ) -
      total(
        this.live('purchase')
          .filter((one) => one.lot === lot)
          .map(({ fen }) => fen),
      ) -
      sum(this.live('loss').filter((one) => one.lot === lot)) -
      sum(this.live('givenBack').filter((one) => one.lot === lot))
    )
  }
  taken = (need: string): number =>
    total(
      this.allocations()
        .filter((one) => one.need === need)
        .map(this.stands),
    )
  met = (need: string): number =>
    total(
      this.allocations()
        .filter((one) => one.need === need)
        .map(({ id }) => this.handed(id)),
    )
  dropped = (need: string): boolean => this.live('needDropped').some((one) => one.need === need)

  private giver(lot: string): string {
    const own = this.lots().find(({ id }) => id === lot)
    return own?.kind === 'purchase' ? this.giver(own.lot) : (own?.giver ?? '')
  }
  private tied(who: string, child: string, on: string): boolean {
    return ofKind(this.all, 'tie').some((tie) => {
      const end = ofKind(this.all, 'counter')
        .filter(({ entry }) => entry === tie.id)
        .map((one) => one.on)
        .sort(by)[0]
      const party = 'giver' in tie.party ? tie.party.giver : tie.party.worker
      return party === who && tie.child === child && tie.on <= on && (end === undefined || on < end)
    })
  }
  private restriction(lot: string): AidEventOf<'gift'>['restriction'] {
    const own = this.lots().find(({ id }) => id === lot)
    return own?.kind === 'purchase' ? this.restriction(own.lot) : (own?.restriction ?? 'none')
  }

  /** Whether an entry can be counted now. */
  fits(e: AidEvent): boolean {
    const office = e.role !== 'worker'
    switch (e.kind) {
      case 'gift':
        return (
          e.voluntary === 'yes' &&
          !this.live('gift').some((one) => same(one.receipt, e.receipt) && one.giver !== e.giver) &&
          !(e.restriction !== 'none' && (e.restriction.children ?? []).some((c) => this.tied(e.giver, c, e.on)))
        )
      case 'need':
        return (
          !this.needs().some(({ need }) => need === e.need) &&
          !this.needs().some(
            (one) =>
              one.child === e.child &&
              same(one.what, e.what) &&
              !this.dropped(one.need) &&
              this.met(one.need) < one.quantity,
          )
        )
      case 'purchase':
        return (
          office && this.lots().some(({ id, what }) => id === e.lot && what === 'money') && e.fen <= this.free(e.lot)
        )
      case 'allocation': {
        const lot = this.lots().find(({ id }) => id === e.lot)
        const need = this.needs().find((one) => one.need === e.need)
        const restriction = this.restriction(e.lot)
        return (
          lot !== undefined &&
          need !== undefined &&
          !this.dropped(e.need) &&
          e.interest === 'none' &&
          same(lot.what, need.what) &&
          (restriction === 'none' || restriction.children?.includes(need.child) === true) &&
          !this.tied(this.giver(e.lot), need.child, e.on) &&
          !this.tied(e.by, need.child, e.on) &&
          this.taken(e.need) + e.quantity <= need.quantity &&
          e.quantity <= this.free(e.lot)
        )
      }
      case 'approval': {
        const own = this.allocations().find(({ id }) => id === e.allocation)
        const child = this.needs().find(({ need }) => need === own?.need)?.child ?? ''
        return (
          own !== undefined &&
          e.role !== 'treasurer' &&
          own.by !== e.by &&
          !this.live('approval').some(({ allocation }) => allocation === own.id) &&
          this.stands(own) > 0 &&
          !this.tied(this.giver(own.lot), child, e.on) &&
          !this.tied(e.by, child, e.on)
        )
      }
      case 'delivery': {
        const own = this.allocations().find(({ id }) => id === e.allocation)
        if (!own || e.signature === 'none' || e.signature.on > e.on) return false
        const money = this.lots().find(({ id }) => id === own.lot)?.what === 'money'
        return (
          this.live('approval').some(({ allocation }) => allocation === own.id) &&
          (!money || e.witness !== 'none') &&
          e.quantity <= this.stands(own) - this.handed(own.id)
        )
      }
      case 'return': {
        const own = this.live('delivery').find(({ id }) => id === e.delivery)
        return (
          own !== undefined &&
          e.quantity <= own.quantity - sum(this.live('return').filter(({ delivery }) => delivery === own.id))
        )
      }
      case 'loss':
        return office && e.quantity <= this.free(e.lot)
      case 'givenBack':
        return office && this.live('gift').some(({ id }) => id === e.lot) && e.quantity <= this.free(e.lot)
      case 'needDropped': {
        const need = this.needs().find((one) => one.need === e.need)
        if (!need || this.dropped(e.need)) return false
        return this.taken(e.need) === this.met(e.need) && this.met(e.need) < need.quantity
      }
      case 'counter':
        return this.canUndo(e)
      default:
        return true
    }
  }

  private canUndo({ entry }: AidEventOf<'counter'>): boolean {
    const e = this.counted.find(({ id }) => id === entry)
    if (!e || ofKind(this.counted, 'counter').some((one) => one.entry === entry)) return false
    const standing = (allocation: string) => this.allocations().find(({ id }) => id === allocation)
    switch (e.kind) {
      case 'gift':
      case 'purchase':
        return (
          this.free(e.id) === e.quantity &&
          !this.allocations().some(({ lot }) => lot === e.id) &&
          !this.live('purchase').some(({ lot }) => lot === e.id)
        )
      case 'need':
        return !this.dropped(e.need) && !this.allocations().some(({ need }) => need === e.need)
      case 'allocation':
        return !this.live('delivery').some(({ allocation }) => allocation === e.id)
      case 'approval':
        return standing(e.allocation) !== undefined && this.handed(e.allocation) === 0
      case 'delivery':
        return standing(e.allocation) !== undefined && !this.live('return').some(({ delivery }) => delivery === e.id)
      case 'return': {
        const delivery = this.live('delivery').find(({ id }) => id === e.delivery)
        const own = standing(delivery?.allocation ?? '')
        const need = this.needs().find((one) => one.need === own?.need)
        return (
          own !== undefined &&
          need !== undefined &&
          !this.dropped(need.need) &&
          e.quantity <= this.free(own.lot) &&
          this.taken(need.need) + e.quantity <= need.quantity
        )
      }
      default:
        return e.kind === 'tie' || e.kind === 'loss' || e.kind === 'givenBack'
    }
  }
}

const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const total = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0)
const sum = (list: readonly { readonly quantity: number }[]): number => total(list.map(({ quantity }) => quantity))
const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

const order: readonly (readonly AidEvent['kind'][])[] = [
  ['giver', 'tie'],
  ['need', 'gift'],
  ['useChanged'],
  ['purchase'],
  ['allocation'],
  ['approval'],
  ['delivery'],
  ['return'],
  ['counter'],
  ['needDropped', 'loss', 'givenBack'],
]
const place = ({ kind }: AidEvent): number => order.findIndex((kinds) => kinds.includes(kind))

/** The books after a history, and the ids of what is not counted. */
export function plainBooks(events: readonly AidEvent[]): { books: PlainBooks; refused: readonly string[] } {
  const books = new PlainBooks(events)
  const refused: string[] = []
  for (const day of [...new Set(events.map(({ on }) => on))].sort(by)) {
    let open = events.filter(({ on }) => on === day).sort((a, b) => place(a) - place(b) || by(a.id, b.id))
    for (let before = -1; before !== open.length; ) {
      before = open.length
      open = open.filter((event) => !(books.fits(event) && books.counted.push(event)))
    }
    refused.push(...open.map(({ id }) => id))
  }
  return { books, refused }
}
