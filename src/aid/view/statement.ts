import { canonicalJson } from '../../canonical.ts'
import { addDays, type PlainDate } from '../../date.ts'
import type { AidEntryId } from '../../id.ts'
import { all, type Outcome } from '../../problem.ts'
import { aidLedger, type LotBalance } from '../ledger.ts'
import type { AidEvent, What } from '../record/aid-event.ts'

/**
 * One fund, or one kind of thing, over some days. `closing = opening + received - allocated - givenBack - lost - spent`; these five are
 * changes within the days, negative where corrections took back more than was entered.
 */
export interface StatementRow {
  readonly what: What
  readonly opening: number
  readonly received: number
  readonly allocated: number
  readonly givenBack: number
  readonly lost: number
  readonly spent: number
  readonly closing: number
  /** On the last day: set aside and not handed over. */
  readonly waiting: number
  /** On the last day: handed over since ever. */
  readonly delivered: number
}

/** The days of a statement, both among them, and whether it is of one gift alone with all that was bought with it. */
export interface StatementAsked {
  readonly from: PlainDate
  readonly asOf: PlainDate
  readonly gift?: AidEntryId
}

/**
 * The statement of every fund and thing at a date: money first, then things in order of item, size and unit. In units; money in fen. What
 * was not counted has no part in it.
 * @returns Ok: the rows. Err `invalid`: as `aidLedger`.
 * @source 慈善法 art. 54; 公益事业捐赠法 art. 16, 19
 * @example
 * ```ts
 * import { aidStatement } from 'childfile/aid'
 * aidStatement([], { from: '2026-09-01', asOf: '2026-09-30' }).unwrapOr([]) // => []
 * ```
 */
export function aidStatement(
  events: readonly AidEvent[],
  { from, asOf, gift }: StatementAsked,
): Outcome<readonly StatementRow[]> {
  const own = (lots: readonly LotBalance[]) => lots.filter((lot) => gift === undefined || lot.gift === gift)
  return all([aidLedger(events, { asOf: addDays(from, -1) }), aidLedger(events, { asOf })]).map(([before, after]) => {
    const [opening, closing] = [byWhat(own(before.lots)), byWhat(own(after.lots))]
    return [...new Set([...opening.keys(), ...closing.keys()])].sort(text).flatMap((key) => {
      const [a, b] = [opening.get(key), closing.get(key)]
      const what = (b ?? a)?.what
      return what === undefined ? [] : [rowOf(what, a ?? nothing, b ?? nothing)]
    })
  })
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Sums = Pick<
  LotBalance,
  'received' | 'remaining' | 'allocated' | 'givenBack' | 'lost' | 'spent' | 'waiting' | 'delivered'
>
const nothing: Sums = {
  received: 0,
  remaining: 0,
  allocated: 0,
  givenBack: 0,
  lost: 0,
  spent: 0,
  waiting: 0,
  delivered: 0,
}

/** Sums by thing; money has the first key. */
function byWhat(lots: readonly LotBalance[]): ReadonlyMap<string, Sums & { readonly what: What }> {
  const found = new Map<string, Sums & { readonly what: What }>()
  for (const lot of lots) {
    const key = canonicalJson(lot.what)
    const sums = found.get(key) ?? nothing
    found.set(key, {
      what: lot.what,
      received: sums.received + lot.received,
      remaining: sums.remaining + lot.remaining,
      allocated: sums.allocated + lot.allocated,
      givenBack: sums.givenBack + lot.givenBack,
      lost: sums.lost + lot.lost,
      spent: sums.spent + lot.spent,
      waiting: sums.waiting + lot.waiting,
      delivered: sums.delivered + lot.delivered,
    })
  }
  return found
}

const rowOf = (what: What, before: Sums, after: Sums): StatementRow => ({
  what,
  opening: before.remaining,
  received: after.received - before.received,
  allocated: after.allocated - before.allocated,
  givenBack: after.givenBack - before.givenBack,
  lost: after.lost - before.lost,
  spent: after.spent - before.spent,
  closing: after.remaining,
  waiting: after.waiting,
  delivered: after.delivered,
})
