import { type Actor, type AvailableAction, availableActions } from '../lifecycle.ts'
import type { AidLedger } from './ledger.ts'
import {
  allocationMachine,
  type AllocationMove,
  lotMachine,
  type LotMove,
  needMachine,
  type NeedMove,
} from './record/machines.ts'

/** What may be done next with something in the books, and what is still missing for it. */
export type AidAction = Pick<AvailableAction<string, AllocationMove | LotMove | NeedMove>, 'on' | 'missing'>

/**
 * What somebody may do next with a lot, an allocation or a need: an app shows these and no others. What the books themselves know (whether
 * it is money, a gift as given, whether something is set aside) is added to what the actor brings. Nothing for an id that is not in the books.
 * @example
 * ```ts
 * import { aidActions, AidEvent, aidLedger } from 'childfile/aid'
 * const need = AidEvent.parse({
 *   kind: 'need', id: 'e1', on: '2026-09-15', by: 'w1', role: 'worker', need: 'n1', child: 'c1', needKind: 'health', what: 'money',
 *   quantity: 40000, neededBy: 'none', division: 'notCollected',
 * })
 * const ledger = aidLedger([need])._unsafeUnwrap()
 * aidActions(ledger, 'n1', { role: 'worker', has: [] }) // => [{ on: 'allocate', missing: ['interest-checked'] }, { on: 'drop', missing: [] }]
 * ```
 */
export function aidActions({ lots, allocations, needs }: AidLedger, id: string, actor: Actor): readonly AidAction[] {
  const lot = lots.find((one) => one.lot === id)
  if (lot)
    return shown(
      availableActions(
        lotMachine,
        lot.state,
        knowing(actor, { money: lot.what === 'money', 'as-given': lot.gift === lot.lot }),
      ),
    )
  const allocation = allocations.find((one) => one.allocation === id)
  if (allocation) return shown(availableActions(allocationMachine, allocation.state, actor))
  const need = needs.find((one) => one.need === id)
  return need
    ? shown(availableActions(needMachine, need.state, knowing(actor, { 'nothing-set-aside': need.waiting === 0 })))
    : []
}

const knowing = ({ role, has }: Actor, facts: Readonly<Record<string, boolean>>): Actor => ({
  role,
  has: [...has, ...Object.keys(facts).filter((fact) => facts[fact] === true)],
})

const shown = (
  actions: readonly AvailableAction<string, AllocationMove | LotMove | NeedMove>[],
): readonly AidAction[] => actions.map(({ on, missing }) => ({ on, missing }))
