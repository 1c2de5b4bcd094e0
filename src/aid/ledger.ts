import type { PlainDate } from '../date.ts'
import type { AidEntryId, ChildId, NeedId } from '../id.ts'
import { err, type NotAllowedCode, type Outcome, ok } from '../problem.ts'
import { amount, type Book } from './book/book.ts'
import { inOrder } from './book/order.ts'
import { allocationState, lotState, needState } from './book/standing.ts'
import { giverOf, restrictionOf, tied, whatOf } from './book/supplies.ts'
import { type Written, writeBook } from './book/write.ts'
import type { AidEvent, AidEventOf, Restriction, What } from './record/aid-event.ts'
import type { AllocationState, LotState, NeedState } from './record/machines.ts'
import type { NeedKind } from './record/parties.ts'
import { type Refusal, refusalReasons } from './record/refusals.ts'

/**
 * What became of a lot: a gift, or things bought with one. In units; for money in fen. At every instant
 * `received = remaining + allocated + givenBack + lost + spent` and `allocated = waiting + delivered`, and none is negative.
 */
export interface LotBalance {
  readonly lot: AidEntryId
  /** The gift from which it comes: itself, or the money that it was bought with. */
  readonly gift: AidEntryId
  readonly what: What
  readonly restriction: Restriction
  readonly state: LotState
  readonly received: number
  readonly remaining: number
  readonly allocated: number
  /** Set aside, not handed over. */
  readonly waiting: number
  /** Handed over and not come back. */
  readonly delivered: number
  readonly givenBack: number
  readonly lost: number
  /** Fen for which other things were bought. */
  readonly spent: number
  /** Children in whom the giver has an interest on the last day of the books; they get nothing of it. */
  readonly barred: readonly ChildId[]
}

/** How an allocation stands. */
export interface AllocationBalance {
  readonly allocation: AidEntryId
  readonly lot: AidEntryId
  readonly need: NeedId
  readonly child: ChildId
  readonly state: AllocationState
  readonly waiting: number
  readonly delivered: number
}

/** How a need stands; `waiting + delivered` is never more than `quantity`. */
export interface NeedBalance {
  readonly need: NeedId
  readonly child: ChildId
  readonly kind: NeedKind
  readonly what: What
  readonly quantity: number
  readonly notedOn: PlainDate
  readonly neededBy: PlainDate | 'none'
  readonly division: AidEventOf<'need'>['division']
  readonly state: NeedState
  readonly waiting: number
  readonly delivered: number
}

/** Something that became known after the fact; a person has to look. */
export interface AidFinding {
  readonly code: 'interest-found-later'
  readonly allocation: AidEntryId
}

/** The books of aid: what there is, for whom, and what is not counted and why. No giver is in it. */
export interface AidLedger {
  readonly lots: readonly LotBalance[]
  readonly allocations: readonly AllocationBalance[]
  readonly needs: readonly NeedBalance[]
  readonly refused: readonly Refusal[]
  readonly findings: readonly AidFinding[]
}

/**
 * The books of aid after a history, or on a day of it (that day among them). Same entries in any order, same books. An entry that cannot
 * be counted is never counted in part: it is listed with its reason, stays in the history, and counts as soon as the reason is gone.
 * Cost: linear in the entries, n log n if they do not come in order.
 * @returns Ok: the books. Err `invalid` `duplicate`: two different entries have the same id.
 * @source 慈善法 art. 54 (everything is registered), 42, 56; 公益事业捐赠法 art. 16
 * @example
 * ```ts
 * import { aidLedger, readAidEvents } from 'childfile/aid'
 * const entry = { on: '2026-09-15', by: 'w1', role: 'treasurer' }
 * const gift = {
 *   ...entry, kind: 'gift', id: 'g1', what: 'money', quantity: 50000, valueFen: 50000, giver: 'd1', voluntary: 'yes', restriction: 'none',
 *   recipient: { id: 'r1', kind: 'charity', occasion: 'ordinary' }, receipt: { number: 'P-1', handler: '张三', on: '2026-09-15' },
 * }
 * const ledger = readAidEvents([gift, { ...gift, id: 'g2', voluntary: 'notCollected' }]).andThen((events) => aidLedger(events))
 * ledger.map(({ lots }) => lots.map(({ lot, remaining }) => [lot, remaining])).unwrapOr([]) // => [['g1', 50000]]
 * ledger.map(({ refused }) => refused).unwrapOr([]) // => [{ entry: 'g2', reason: 'not-voluntary' }]
 * ```
 */
export const aidLedger = (
  events: readonly AidEvent[],
  { asOf }: { readonly asOf?: PlainDate } = {},
): Outcome<AidLedger> => inOrder(events, asOf).map((rows) => ledgerOf(writeBook(rows)))

/**
 * The books with one entry more, if it can be counted and takes nothing away from what was counted before.
 * @returns Ok: the books with it. Err `not-allowed`: why it cannot be counted, with the field; `wrong-state` with path `/on` if it comes so
 * late that entries counted before would no longer be. Err `invalid` `duplicate`: there is another entry with its id.
 * @example
 * ```ts
 * import { admit, readAidEvents } from 'childfile/aid'
 * const lost = { kind: 'loss', id: 'e1', on: '2026-09-15', by: 'w1', role: 'treasurer', lot: 'g1', quantity: 1, reason: '发霉', witness: 'w2' }
 * const [entry] = readAidEvents([lost]).unwrapOr([])
 * const outcome = entry && admit([], entry)
 * outcome?.match(() => '', ([problem]) => problem.message) // => 'the entry that it names is not in the books by that day'
 * ```
 */
export function admit(events: readonly AidEvent[], entry: AidEvent): Outcome<AidLedger> {
  return aidLedger(events).andThen((before) =>
    aidLedger([...events, entry]).andThen((after) => {
      const own = after.refused.find((refusal) => refusal.entry === entry.id)
      if (own) {
        const { code, path, en } = refusalReasons[own.reason]
        return forbid(code, path, en)
      }
      const known = new Set(before.refused.map((refusal) => refusal.entry))
      return after.refused.some((refusal) => !known.has(refusal.entry))
        ? forbid('wrong-state', '/on', 'comes too late: entries counted before would no longer be')
        : ok(after)
    }),
  )
}

const forbid = (code: NotAllowedCode, path: '' | `/${string}`, message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path, code, message }])

function ledgerOf({ book, refused }: Written): AidLedger {
  const lots: LotBalance[] = []
  const allocations: AllocationBalance[] = []
  const needs: NeedBalance[] = []
  const findings: AidFinding[] = []
  const { rows } = book
  for (let row = 0; row < rows.length; row++) {
    const event = rows[row]
    if (event === undefined || book.accepted[row] !== 1) continue
    if (event.kind === 'need') {
      if (book.gone[row] === 0 || isDropped(book, row)) needs.push(needOf(book, row, event))
    } else if (book.gone[row] === 1) continue
    else if (event.kind === 'gift' || event.kind === 'purchase') lots.push(lotOf(book, row, event))
    else if (event.kind === 'allocation') {
      const balance = allocationOf(book, row, event)
      if (balance) allocations.push(balance)
      if (balance && foundLater(book, row, balance.child))
        findings.push({ code: 'interest-found-later', allocation: event.id })
    }
  }
  return {
    lots,
    allocations,
    needs,
    refused: refused.flatMap(([row, reason]) => {
      const entry = rows[row]?.id
      return entry === undefined ? [] : [{ entry, reason }]
    }),
    findings,
  }
}

/** A need that was dropped is told; one that was written by mistake and taken back is not. */
const isDropped = (book: Book, row: number): boolean => book.droppedNeeds.has(row)

const needOf = (book: Book, row: number, event: AidEventOf<'need'>): NeedBalance => ({
  need: event.need,
  child: event.child,
  kind: event.needKind,
  what: event.what,
  quantity: event.quantity,
  notedOn: event.on,
  neededBy: event.neededBy,
  division: event.division,
  state: needState(book, row, event.quantity),
  waiting: amount(book.waiting, row),
  delivered: amount(book.handed, row),
})

function lotOf(book: Book, row: number, event: AidEventOf<'gift' | 'purchase'>): LotBalance {
  const gift = book.rows[book.other[row] ?? row]?.id ?? event.id
  const waiting = amount(book.waiting, row)
  const delivered = amount(book.handed, row)
  return {
    lot: event.id,
    gift,
    what: whatOf(event) ?? 'money',
    restriction: restrictionOf(book, row),
    state: lotState(book, row),
    received: event.quantity,
    remaining: amount(book.free, row),
    allocated: waiting + delivered,
    waiting,
    delivered,
    givenBack: amount(book.back, row),
    lost: amount(book.lost, row),
    spent: amount(book.spent, row),
    barred: barredFrom(book, row),
  }
}

const nobody: readonly ChildId[] = []

function barredFrom(book: Book, row: number): readonly ChildId[] {
  if (book.ties.size === 0) return nobody
  const giver = giverOf(book, row)
  const last = book.rows.at(-1)?.on ?? ''
  const children = giver === undefined ? [] : (book.ties.get(giver) ?? []).map(({ child }) => child)
  return [...new Set(children)].filter((child) => tied(book, giver, child, last)).sort((a, b) => (a < b ? -1 : 1))
}

function allocationOf(book: Book, row: number, event: AidEventOf<'allocation'>): AllocationBalance | undefined {
  const need = book.rows[book.other[row] ?? -1]
  if (need?.kind !== 'need') return undefined
  return {
    allocation: event.id,
    lot: event.lot,
    need: event.need,
    child: need.child,
    state: allocationState(book, row),
    waiting: amount(book.waiting, row),
    delivered: amount(book.handed, row),
  }
}

/** An interest that was written down after the allocation, of the giver or of who wrote it. */
function foundLater(book: Book, row: number, child: ChildId): boolean {
  if (book.ties.size === 0) return false
  const event = book.rows[row]
  const parties = [giverOf(book, book.upon[row] ?? -1), event && `worker ${event.by}`]
  return parties.some(
    (party) =>
      party !== undefined && (book.ties.get(party) ?? []).some((tie) => tie.child === child && tie.to === '9999-12-31'),
  )
}
