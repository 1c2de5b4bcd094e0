import { canonicalJson } from '../../canonical.ts'
import type { PlainDate } from '../../date.ts'
import type { AidEntryId } from '../../id.ts'
import type { Outcome } from '../../problem.ts'
import { type AidLedger, aidLedger, type LotBalance } from '../ledger.ts'
import { parameterOn } from '../../policy.ts'
import type { AidEvent, AidEventOf, What } from '../record/aid-event.ts'
import type { GiverId } from '../record/parties.ts'
import { disclosureBlocks, type Told, told } from './disclosure.ts'

/** What a giver is told of one gift; no child, no place, no day of a delivery. */
export interface GiftView extends Told {
  readonly gift: AidEntryId
  readonly on: PlainDate
  readonly what: What
  readonly quantity: number
  readonly receipt: AidEventOf<'gift'>['receipt']
}

/**
 * What a giver is told on a day: own gifts, for how many children at least, how much of it at least. Numbers are rounded down to whole blocks
 * (`disclosureBlocks`), so that neither a count nor a change between two days tells of 1 to 4 children. It does not protect against what
 * the giver knows from elsewhere, nor against a gift of which there was only one to give.
 * @returns Ok: own gifts that are in the books, in their order. Err `invalid`: as `aidLedger`.
 * @source 慈善法 art. 42 (the giver may ask), 82 (privacy)
 * @example
 * ```ts
 * import { GiverId, giverView } from 'childfile/aid'
 * giverView([], GiverId.parse('d1'), { asOf: '2026-09-30' }).unwrapOr([]) // => []
 * ```
 */
export const giverView = (
  events: readonly AidEvent[],
  giver: GiverId,
  { asOf }: { readonly asOf: PlainDate },
): Outcome<readonly GiftView[]> =>
  aidLedger(events, { asOf }).map((ledger) => {
    const gifts = new Map(events.map((event) => [event.id, event]))
    const served = childrenBy(ledger, ({ gift }) => gift)
    return ledger.lots.flatMap(({ lot, what, delivered, spent }): readonly GiftView[] => {
      const event = gifts.get(lot)
      if (event?.kind !== 'gift' || event.giver !== giver) return []
      const { id, on, quantity, receipt } = event
      const children = served.get(id)?.size ?? 0
      return [{ gift: id, on, what, quantity, receipt, ...told({ children, used: delivered + spent, what }, asOf) }]
    })
  })

/** Children who hold something, by a key of its lot. */
function childrenBy(
  { lots, allocations }: AidLedger,
  keyOf: (lot: LotBalance) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map(lots.map((lot) => [lot.lot, keyOf(lot)]))
  const found = new Map<string, Set<string>>()
  for (const { lot, child, delivered } of allocations) {
    const key = keys.get(lot)
    if (key === undefined || delivered === 0) continue
    const children = found.get(key) ?? new Set<string>()
    found.set(key, children.add(child))
  }
  return found
}

/** What the public is told of one kind of thing, or of money. */
export interface PublicRow extends Told {
  readonly what: What
  readonly received: number
}

/** What the public is told: no giver, no child, no place. */
export interface PublicView {
  readonly asOf: PlainDate
  /** Money first, then things by item, size and unit. */
  readonly rows: readonly PublicRow[]
  /** Whether there were things of which too few came to name them: a single wheelchair tells of a child. */
  readonly otherThings: 'yes' | 'no'
}

/**
 * What the public is told of gifts on a day. Received is exact, it is about givers; the rest is rounded down to whole blocks as in
 * `giverView`. Things of which fewer than a block came have no row. Things bought count with the money. Givers are not named and not ordered by what they gave.
 * @returns Ok: the view. Err `invalid`: as `aidLedger`.
 * @source 公益事业捐赠法 art. 22; 慈善法 art. 77, 82
 * @example
 * ```ts
 * import { publicView } from 'childfile/aid'
 * publicView([], { asOf: '2026-09-30' }).map(({ rows, otherThings }) => [rows.length, otherThings]).unwrapOr([]) // => [0, 'no']
 * ```
 */
export const publicView = (events: readonly AidEvent[], { asOf }: { readonly asOf: PlainDate }): Outcome<PublicView> =>
  aidLedger(events, { asOf }).map((ledger) => {
    const gifts = new Map(ledger.lots.filter(({ lot, gift }) => lot === gift).map((lot) => [lot.lot, lot]))
    /** Things bought count with the money that paid for them. */
    const keyOf = ({ gift }: LotBalance): string => canonicalJson(gifts.get(gift)?.what ?? '')
    const sums = new Map<string, { readonly what: What; readonly received: number; readonly used: number }>()
    for (const lot of gifts.values()) {
      const sum = sums.get(keyOf(lot)) ?? { what: lot.what, received: 0, used: 0 }
      const used = sum.used + lot.delivered + lot.spent
      sums.set(keyOf(lot), { what: lot.what, received: sum.received + lot.received, used })
    }
    const served = childrenBy(ledger, keyOf)
    const { units } = parameterOn(disclosureBlocks, asOf).value
    const named = ([, { what, received }]: readonly [string, { readonly what: What; readonly received: number }]) =>
      what === 'money' || received >= units
    const entries = [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      asOf,
      rows: entries.filter(named).map(([key, { what, received, used }]) => ({
        what,
        received,
        ...told({ children: served.get(key)?.size ?? 0, used, what }, asOf),
      })),
      otherThings: entries.every(named) ? 'no' : 'yes',
    }
  })
