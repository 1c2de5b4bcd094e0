import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import type { AidEntryId, ChildId, NeedId } from '../../id.ts'
import type { LotBalance, NeedBalance } from '../ledger.ts'
import { allows } from '../record/restriction.ts'
import { equalShares } from './equal-shares.ts'

/** All that the rule looks at of a need. There is no place in it for a trait, a tier or a hardship. */
export type AskingNeed = Pick<
  NeedBalance,
  | 'need'
  | 'child'
  | 'kind'
  | 'what'
  | 'quantity'
  | 'notedOn'
  | 'neededBy'
  | 'division'
  | 'state'
  | 'waiting'
  | 'delivered'
>

/** All that the rule looks at of a lot. There is no place in it for a giver. */
export type GivingLot = Pick<LotBalance, 'lot' | 'what' | 'remaining' | 'restriction' | 'barred'>

/** One allocation that the rule proposes; people decide. */
export interface ProposedAllocation {
  readonly lot: AidEntryId
  readonly need: NeedId
  readonly quantity: number
  /** What a person has to look at before it is entered. */
  readonly toCheck: readonly ('interest' | 'restriction')[]
}

/**
 * Why a need gets what it gets. `met`: all of it. `shared`: no more can be given without taking from one who has as little: whoever
 * can be served from the same lots has as much, or one unit less or more. `interested`: what there is, comes from givers with an interest in the child. `restricted`: it was
 * given for something else. `nothing-in-stock`: there is no such thing.
 */
export type ShareReason = 'met' | 'shared' | 'interested' | 'restricted' | 'nothing-in-stock'

/** What the rule says of one need. */
export interface ShareAnswer {
  readonly need: NeedId
  readonly asked: number
  readonly had: number
  readonly gets: number
  readonly because: ShareReason
  /** By what the odd units went where they could not be shared equally, in this order. */
  readonly order: {
    readonly neededBy: NeedBalance['neededBy']
    readonly notedOn: NeedBalance['notedOn']
    readonly draw: string
  }
}

/** What the rule proposes, in order of needs. */
export interface AllocationPlan {
  readonly proposed: readonly ProposedAllocation[]
  /** In order of the ids of needs: the order of the list says nothing. */
  readonly answers: readonly ShareAnswer[]
}

/**
 * Proposes who gets what, by one rule for all: equal shares. Among needs for the same thing nobody gets a second before each who can has a
 * first; nobody gets more if that takes from one who has less; as much is given as can be, restricted lots first. Units that cannot be
 * shared equally go to the need that is due sooner, then to the one written down earlier, then by a draw that anybody can repeat: the
 * digest of `draw` and the id of the need. Children are not ranked, and nothing is read of them but the need, the place for restrictions
 * and the interests of givers. Same input in any order, same bytes.
 * @source 慈善法 art. 59 (open, fair, impartial), 40 and 56; the rule itself is our own proposal
 * @example
 * ```ts
 * import { AidEvent, aidLedger, proposeAllocations } from 'childfile/aid'
 * const entry = { on: '2026-09-15', by: 'w1', role: 'treasurer' }
 * const gift = AidEvent.parse({
 *   ...entry, kind: 'gift', id: 'g1', what: 'money', quantity: 50001, valueFen: 50001, giver: 'd1', voluntary: 'yes', restriction: 'none',
 *   recipient: { id: 'r1', kind: 'charity', occasion: 'ordinary' }, receipt: { number: 'P-1', handler: '张三', on: '2026-09-15' },
 * })
 * const need = (n: number) => AidEvent.parse({
 *   ...entry, kind: 'need', id: `e${n}`, need: `n${n}`, child: `c${n}`, needKind: 'health', what: 'money', quantity: 40000,
 *   neededBy: n === 2 ? '2026-10-01' : 'none', division: 'notCollected',
 * })
 * const ledger = aidLedger([gift, need(1), need(2)])._unsafeUnwrap()
 * proposeAllocations(ledger, { draw: '2026-09' }).answers.map(({ gets }) => gets) // => [25000, 25001]
 * ```
 */
export function proposeAllocations(
  { needs, lots }: { readonly needs: readonly AskingNeed[]; readonly lots: readonly GivingLot[] },
  { draw }: { readonly draw: string },
): AllocationPlan {
  const groups = new Map<string, { needs: AskingNeed[]; lots: GivingLot[] }>()
  const groupOf = (what: AskingNeed['what']) => {
    const key = canonicalJson(what)
    const group = groups.get(key) ?? { needs: [], lots: [] }
    groups.set(key, group)
    return group
  }
  for (const need of needs) if (need.state === 'open') groupOf(need.what).needs.push(need)
  for (const lot of lots) if (lot.remaining > 0) groupOf(lot.what).lots.push(lot)
  const plans = [...groups.values()].map((group) => shareOut(group.needs, group.lots, draw))
  return {
    proposed: plans.flatMap(({ proposed }) => proposed).sort((a, b) => text(a.need, b.need) || text(a.lot, b.lot)),
    answers: plans.flatMap(({ answers }) => answers).sort((a, b) => text(a.need, b.need)),
  }
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const bars = ({ barred }: GivingLot, child: ChildId): boolean => barred.includes(child)

function shareOut(asking: readonly AskingNeed[], giving: readonly GivingLot[], draw: string): AllocationPlan {
  const drawn = new Map(asking.map(({ need }) => [need, digestText(`${draw}/${need}`)]))
  const due = ({ neededBy }: AskingNeed): string => (neededBy === 'none' ? '9999-99-99' : neededBy)
  const needs = [...asking].sort(
    (a, b) =>
      text(due(a), due(b)) || text(a.notedOn, b.notedOn) || text(drawn.get(a.need) ?? '', drawn.get(b.need) ?? ''),
  )
  const lots = [...giving].sort(
    (a, b) => Number(a.restriction === 'none') - Number(b.restriction === 'none') || text(a.lot, b.lot),
  )
  const reach = needs.map((need) =>
    lots.flatMap((lot, at) => (allows(lot.restriction, need) && !bars(lot, need.child) ? [at] : [])),
  )
  const had = needs.map(({ waiting, delivered }) => waiting + delivered)
  const shares = equalShares({
    asks: needs.map(({ quantity }) => quantity),
    has: had,
    free: lots.map(({ remaining }) => remaining),
    reach,
  })
  const because = (need: AskingNeed, at: number): ShareReason => {
    if ((shares.has[at] ?? 0) >= need.quantity) return 'met'
    if ((reach[at] ?? []).length > 0) return 'shared'
    if (lots.some((lot) => allows(lot.restriction, need))) return 'interested'
    return lots.length > 0 ? 'restricted' : 'nothing-in-stock'
  }
  return {
    proposed: needs.flatMap(({ need }, at) =>
      [...(shares.given[at] ?? [])].flatMap(([lotAt, quantity]): readonly ProposedAllocation[] => {
        const lot = lots[lotAt]
        if (!lot || quantity === 0) return []
        const words = lot.restriction !== 'none' && lot.restriction.words !== undefined
        return [{ lot: lot.lot, need, quantity, toCheck: words ? ['interest', 'restriction'] : ['interest'] }]
      }),
    ),
    answers: needs.map((need, at) => ({
      need: need.need,
      asked: need.quantity,
      had: had[at] ?? 0,
      gets: (shares.has[at] ?? 0) - (had[at] ?? 0),
      because: because(need, at),
      order: { neededBy: need.neededBy, notedOn: need.notedOn, draw: drawn.get(need.need) ?? '' },
    })),
  }
}
