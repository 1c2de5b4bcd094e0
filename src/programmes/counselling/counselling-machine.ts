import type { Machine } from '../../lifecycle.ts'

/** Where a course of counselling stands. `reviewDue`: the supervisor has to look; sessions may go on meanwhile. */
export type CounsellingState = 'opened' | 'agreed' | 'running' | 'reviewDue' | 'referred' | 'closed'

/** What moves a course of counselling. `noGain` is found by the rule, never typed by a person. */
export type CounsellingMove = 'agree' | 'book' | 'plan' | 'hold' | 'noGain' | 'review' | 'refer' | 'close'

/** What every session needs on its day. */
const session = ['consent-or-danger', 'child-does-not-refuse', 'qualified', 'supervised', 'not-the-helper', 'plan']
const live = ['opened', 'agreed', 'running', 'reviewDue'] as const

/**
 * A course of counselling: agreed to, planned, held in sessions, looked at by the supervisor where it brings no gain, referred or closed.
 * @source 精神卫生法 art. 23; counselling practice (known)
 */
export const counsellingMachine: Machine<CounsellingState, CounsellingMove> = {
  first: 'opened',
  moves: [
    {
      from: 'opened',
      on: 'agree',
      to: 'agreed',
      by: ['rule'],
      needs: ['consent-or-danger', 'child-heard', 'child-does-not-refuse'],
    },
    ...(['agreed', 'running', 'reviewDue'] as const).map((state) => ({
      from: state,
      on: 'book' as const,
      to: state,
      by: ['counsellor', 'worker', 'supervisor'],
      needs: session.filter((need) => need !== 'plan'),
    })),
    {
      from: ['agreed', 'running'],
      on: 'plan',
      to: 'running',
      by: ['counsellor'],
      needs: session.filter((need) => need !== 'plan').concat('own-course'),
    },
    { from: 'running', on: 'hold', to: 'running', by: ['counsellor'], needs: [...session, 'own-course'] },
    { from: 'reviewDue', on: 'hold', to: 'reviewDue', by: ['counsellor'], needs: [...session, 'own-course'] },
    { from: 'running', on: 'noGain', to: 'reviewDue', by: ['rule'], needs: [] },
    { from: 'reviewDue', on: 'review', to: 'running', by: ['supervisor'], needs: ['not-the-counsellor'] },
    { from: live, on: 'refer', to: 'referred', by: ['counsellor', 'supervisor'], needs: [] },
    { from: live, on: 'close', to: 'closed', by: ['counsellor', 'supervisor', 'child', 'guardian'], needs: [] },
  ],
}

/** Where companionship stands. */
export type CompanionshipState = 'opened' | 'running' | 'closed'

/** What moves companionship. */
export type CompanionshipMove = 'agree' | 'hold' | 'close'

/** A lay companion's talks: agreed to, held, closed. It has no plan, no instrument and no sessions of counselling. */
export const companionshipMachine: Machine<CompanionshipState, CompanionshipMove> = {
  first: 'opened',
  moves: [
    {
      from: 'opened',
      on: 'agree',
      to: 'running',
      by: ['rule'],
      needs: ['consent-or-danger', 'child-heard', 'child-does-not-refuse'],
    },
    {
      from: 'running',
      on: 'hold',
      to: 'running',
      by: ['helper'],
      needs: ['consent-or-danger', 'child-does-not-refuse', 'own-course'],
    },
    {
      from: ['opened', 'running'],
      on: 'close',
      to: 'closed',
      by: ['helper', 'worker', 'supervisor', 'child', 'guardian'],
      needs: [],
    },
  ],
}
