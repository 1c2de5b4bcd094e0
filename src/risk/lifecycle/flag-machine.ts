import type { Machine } from '../../lifecycle.ts'
import type { Tier } from '../../policy.ts'

/** Where a flag stands. `cleared`: it is over, by a definite no or a person. `superseded`: its rule is no longer in use. */
export type FlagState = 'raised' | 'acknowledged' | 'inAction' | 'suppressed' | 'cleared' | 'superseded'

/** What moves a flag. The last five are found by the rules themselves, never typed by a person. */
export type FlagMove =
  | 'acknowledge'
  | 'act'
  | 'suppress'
  | 'unsuppress'
  | 'clear'
  | 'notFired'
  | 'worsen'
  | 'expire'
  | 'retire'

const people = ['worker', 'supervisor'] as const
const open = ['raised', 'acknowledged', 'inAction'] as const

const common: Machine<FlagState, FlagMove>['moves'] = [
  { from: 'raised', on: 'acknowledge', to: 'acknowledged', by: people, needs: [] },
  { from: ['raised', 'acknowledged'], on: 'act', to: 'inAction', by: people, needs: [] },
]

const ordinary: Machine<FlagState, FlagMove> = {
  first: 'raised',
  moves: [
    ...common,
    { from: open, on: 'suppress', to: 'suppressed', by: people, needs: ['reason', 'until', 'approvals'] },
    { from: 'suppressed', on: 'unsuppress', to: 'raised', by: people, needs: [] },
    { from: 'suppressed', on: 'worsen', to: 'raised', by: ['rules'], needs: [] },
    { from: 'suppressed', on: 'expire', to: 'raised', by: ['rules'], needs: [] },
    { from: [...open, 'suppressed'], on: 'clear', to: 'cleared', by: people, needs: ['reason'] },
    { from: [...open, 'suppressed'], on: 'notFired', to: 'cleared', by: ['rules'], needs: ['autoClear'] },
    { from: [...open, 'suppressed'], on: 'retire', to: 'superseded', by: ['rules'], needs: [] },
  ],
}

const critical: Machine<FlagState, FlagMove> = {
  first: 'raised',
  moves: [...common, { from: open, on: 'clear', to: 'cleared', by: ['supervisor'], needs: ['reason'] }],
}

/**
 * The life of a flag as a machine, for `step` and `availableActions`. A critical flag cannot be put aside, does not go out by itself, not even
 * with its rule, and only a supervisor clears it, with a reason. No flag is ever cleared by something unknown.
 * @example
 * ```ts
 * import { availableActions } from 'childfile'
 * import { flagMachine } from 'childfile/risk'
 * const worker = { role: 'worker', has: [] }
 * availableActions(flagMachine(4), 'raised', worker).map(({ on }) => on) // => ['acknowledge', 'act']
 * availableActions(flagMachine(2), 'inAction', worker).map(({ on }) => on) // => ['suppress', 'clear']
 * ```
 */
export const flagMachine = (tier: Tier): Machine<FlagState, FlagMove> => (tier === 4 ? critical : ordinary)
