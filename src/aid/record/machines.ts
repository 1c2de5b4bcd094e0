import type { Machine } from '../../lifecycle.ts'

/** How an allocation stands. `released`: nothing of it is set aside or handed over any more. */
export type AllocationState = 'proposed' | 'approved' | 'partlyDelivered' | 'delivered' | 'released'

/** What is done with an allocation. The quantity decides between a part and the last. */
export type AllocationMove = 'approve' | 'deliver' | 'deliverLast' | 'return' | 'returnLast' | 'release'

const hands = ['worker', 'treasurer', 'supervisor'] as const

/** The life of an allocation, as data. */
export const allocationMachine: Machine<AllocationState, AllocationMove> = {
  first: 'proposed',
  moves: [
    {
      from: 'proposed',
      on: 'approve',
      to: 'approved',
      by: ['worker', 'supervisor'],
      needs: ['not-the-proposer', 'interest-checked'],
    },
    { from: ['approved', 'partlyDelivered'], on: 'deliver', to: 'partlyDelivered', by: hands, needs: ['signature'] },
    { from: ['approved', 'partlyDelivered'], on: 'deliverLast', to: 'delivered', by: hands, needs: ['signature'] },
    { from: 'partlyDelivered', on: 'return', to: 'partlyDelivered', by: hands, needs: [] },
    { from: 'delivered', on: 'return', to: 'delivered', by: hands, needs: [] },
    { from: 'partlyDelivered', on: 'returnLast', to: 'approved', by: hands, needs: [] },
    { from: 'delivered', on: 'returnLast', to: 'released', by: hands, needs: [] },
    { from: ['proposed', 'approved'], on: 'release', to: 'released', by: hands, needs: [] },
  ],
}

/** How a need stands: `promised` once something is set aside for all of it, `met` once all of it is handed over. */
export type NeedState = 'open' | 'promised' | 'met' | 'dropped'

/** What is done with a need. */
export type NeedMove = 'allocate' | 'drop'

/** What people may do with a need, as data; `promised` and `met` follow from the quantities. */
export const needMachine: Machine<NeedState, NeedMove> = {
  first: 'open',
  moves: [
    { from: 'open', on: 'allocate', to: 'open', by: hands, needs: ['interest-checked'] },
    { from: 'open', on: 'drop', to: 'dropped', by: hands, needs: ['nothing-set-aside'] },
  ],
}

/** How a lot stands: a gift received, or things bought with one. */
export type LotState = 'inStock' | 'usedUp'

/** What is done with a lot. */
export type LotMove = 'allocate' | 'purchase' | 'giveBack' | 'writeOff' | 'changeUse'

/** What people may do with a lot, as data. */
export const lotMachine: Machine<LotState, LotMove> = {
  first: 'inStock',
  moves: [
    { from: 'inStock', on: 'allocate', to: 'inStock', by: hands, needs: ['interest-checked'] },
    { from: 'inStock', on: 'purchase', to: 'inStock', by: ['treasurer', 'supervisor'], needs: ['money', 'invoice'] },
    { from: 'inStock', on: 'giveBack', to: 'inStock', by: ['treasurer', 'supervisor'], needs: ['as-given'] },
    { from: 'inStock', on: 'writeOff', to: 'inStock', by: ['treasurer', 'supervisor'], needs: ['witness'] },
    {
      from: 'inStock',
      on: 'changeUse',
      to: 'inStock',
      by: ['treasurer', 'supervisor'],
      needs: ['giver-consents'],
    },
  ],
}

/** The moves of a machine by state and event, for a look-up in place of a search. */
export function compiled<S extends string, E extends string>(
  machine: Machine<S, E>,
): (state: S, on: E, role: string) => 'yes' | 'wrong-state' | 'not-your-part' {
  const table = new Map<string, Map<string, Set<string>>>()
  for (const { from, on, by } of machine.moves)
    for (const state of typeof from === 'string' ? [from] : from) {
      const row = table.get(state) ?? new Map<string, Set<string>>()
      table.set(state, row.set(on, new Set([...(row.get(on) ?? []), ...by])))
    }
  return (state, on, role) => {
    const by = table.get(state)?.get(on)
    if (by === undefined) return 'wrong-state'
    return by.has(role) ? 'yes' : 'not-your-part'
  }
}
