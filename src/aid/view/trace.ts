import type { PlainDate } from '../../date.ts'
import type { AidEntryId } from '../../id.ts'
import { err, type Outcome, ok, type Problem } from '../../problem.ts'
import { aidLedger } from '../ledger.ts'
import type { AidEvent, AidEventOf } from '../record/aid-event.ts'

/** One entry on the way from what a child got back to the gift. */
export interface TraceStep {
  readonly entry: AidEntryId
  readonly kind: 'return' | 'delivery' | 'allocation' | 'purchase' | 'gift'
  readonly on: PlainDate
  readonly quantity: number
}

/** The way from an entry back to the gift, and the gift's receipt or note. */
export interface Trace {
  readonly steps: readonly TraceStep[]
  readonly receipt: AidEventOf<'gift'>['receipt']
}

const absent: Problem = { kind: 'not-found', path: '', code: 'not-found', message: 'no such entry in the books' }

/**
 * From an allocation, delivery or return back to the gift and its receipt.
 * @returns Ok: the way, the entry itself first, the gift last. Err `not-found`: there is no such entry, it is not counted, or it is none of
 * these. Err `invalid`: as `aidLedger`.
 * @example
 * ```ts
 * import { AidEvent, traceOf } from 'childfile/aid'
 * const gift = AidEvent.parse({
 *   kind: 'gift', id: 'g1', on: '2026-09-15', by: 'w1', role: 'treasurer', what: 'money', quantity: 50000, valueFen: 50000, giver: 'd1',
 *   voluntary: 'yes', restriction: 'none', recipient: { id: 'r1', kind: 'charity', occasion: 'ordinary' },
 *   receipt: { number: 'P-1', handler: '张三', on: '2026-09-15' },
 * })
 * traceOf([gift], gift.id).map(({ steps }) => steps).unwrapOr([]) // => [{ entry: 'g1', kind: 'gift', on: '2026-09-15', quantity: 50000 }]
 * ```
 */
export function traceOf(events: readonly AidEvent[], entry: AidEntryId): Outcome<Trace> {
  return aidLedger(events).andThen(({ refused }): Outcome<Trace> => {
    const out = new Set<string>(refused.map((refusal) => refusal.entry))
    const byId = new Map(events.filter(({ id }) => !out.has(id)).map((event) => [event.id, event]))
    const steps: TraceStep[] = []
    for (let at = byId.get(entry); at !== undefined; ) {
      const { kind, id, on } = at
      if (kind !== 'return' && kind !== 'delivery' && kind !== 'allocation' && kind !== 'purchase' && kind !== 'gift')
        break
      steps.push({ entry: id, kind, on, quantity: at.quantity })
      if (kind === 'gift') return ok({ steps, receipt: at.receipt })
      at = byId.get(kind === 'return' ? at.delivery : kind === 'delivery' ? at.allocation : at.lot)
    }
    return err([absent])
  })
}
