import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Machine, SessionId, WorkerId } from '../../../src/index.ts'
import {
  type Invitation,
  type InvitationEvent,
  invitationLifecycle,
  type InvitationMove,
  invitationStanding,
  type InvitationState,
  vettingOn,
} from '../../../src/programmes/index.ts'
import { replay } from '../../../src/programmes/keyed-history.ts'
import { date, shuffledRecord } from './cases.ts'

const session = SessionId.parse('s1')
const sessionOn = '2026-10-12'
const clear = { outcome: 'clear', on: '2026-03-01', authority: 'none', reference: 'none' } as const
const checks = [
  clear,
  { ...clear, on: '2025-03-01' as const },
  { ...clear, outcome: 'hit' as const },
  'none',
  'notCollected',
] as const

const anyEvent: fc.Arbitrary<InvitationEvent> = fc
  .record({
    kind: fc.constantFrom<InvitationMove[]>(
      'send',
      'accept',
      'decline',
      'substitute',
      'hold',
      'thank',
      'cancel',
      'send',
      'accept',
      'hold',
    ),
    on: date('2026-09-20', 40),
    role: fc.constantFrom<InvitationEvent['role'][]>('worker', 'worker', 'teacher', 'expert'),
    check: fc.constantFrom(clear, clear, ...checks),
    expert: fc.constantFrom(WorkerId.parse('x1'), WorkerId.parse('x2')),
  })
  .map(({ kind, on, role, check, expert }): InvitationEvent => {
    if (kind === 'send' || kind === 'substitute') return { kind, on, role, check, expert }
    return kind === 'cancel' ? { kind, on, role, reason: 'rain' } : { kind, on, role }
  })
const anyHistory = fc
  .array(anyEvent, { maxLength: 9 })
  .map((events) => Object.fromEntries(events.map((event, i) => [`e${i}`, event])))
const invitation = (history: Invitation['history']): Invitation => ({
  session,
  sessionOn,
  expertKind: 'police',
  history,
})
const standing = (history: Invitation['history'], asOf: `${number}-${number}-${number}` = '2026-11-30') =>
  invitationStanding(invitation(history), { asOf, role: 'worker' })._unsafeUnwrap()

/** The same rules as plain sentences, one event after the other. */
function oracle(history: Invitation['history']): { state: InvitationState; expert: string } {
  const order = ['send', 'accept', 'decline', 'substitute', 'cancel', 'hold', 'thank']
  const events = Object.entries(history).toSorted(([a, x], [b, y]) =>
    x.on !== y.on ? (x.on < y.on ? -1 : 1) : order.indexOf(x.kind) - order.indexOf(y.kind) || (a < b ? -1 : 1),
  )
  let state: InvitationState = 'planned'
  let expert = 'none'
  let vetted = false
  for (const [, event] of events) {
    const staff = event.role !== 'expert'
    const fit = 'check' in event && vettingOn(event.check, sessionOn).answer === 'yes'
    const may = (states: readonly InvitationState[]): boolean => states.includes(state)
    if (event.kind === 'send' && may(['planned']) && staff && fit) [state, expert, vetted] = ['sent', event.expert, fit]
    else if (event.kind === 'substitute' && may(['sent', 'accepted', 'declined']) && staff && fit)
      [state, expert, vetted] = ['sent', event.expert, fit]
    else if (event.kind === 'accept' && may(['sent'])) state = 'accepted'
    else if (event.kind === 'decline' && may(['sent', 'accepted'])) state = 'declined'
    else if (event.kind === 'cancel' && staff && may(['planned', 'sent', 'accepted', 'declined'])) state = 'cancelled'
    else if (event.kind === 'hold' && staff && may(['accepted']) && vetted && event.on >= sessionOn) state = 'held'
    else if (event.kind === 'thank' && staff && may(['held'])) state = 'thanked'
  }
  return { state, expert }
}

describe('invitationStanding', () => {
  it('is what the rules say one after the other', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { state, expert } = standing(history)
        expect({ state, expert }).toEqual(oracle(history))
      }),
      { numRuns: 1500 },
    )
  })
  it('is the same whatever the order in which events were typed in', () => {
    fc.assert(
      fc.property(
        anyHistory.chain((history) => fc.tuple(fc.constant(history), shuffledRecord(history))),
        ([history, shuffled]) => {
          expect(JSON.stringify(standing(shuffled))).toBe(JSON.stringify(standing(history)))
        },
      ),
    )
  })
  it('counts each event or sets it aside, and later events change no earlier day', () => {
    fc.assert(
      fc.property(anyHistory, anyEvent, (history, late) => {
        const asOf = addDays(late.on, -1)
        expect(standing({ ...history, late }, asOf)).toEqual(standing(history, asOf))
        const all = standing(history)
        for (const { path } of all.setAside) expect(Object.keys(history)).toContain(path.split('/').at(-1))
      }),
    )
  })
  it('lets nobody be asked, come or be thanked without a check that holds on the day', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { state, vetting } = standing(history)
        if (['sent', 'accepted', 'held', 'thanked'].includes(state))
          expect(vetting).toEqual({ answer: 'yes', because: 'clear' })
      }),
    )
  })
  it('says what may be done next: what misses nothing can be done and leads there', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { next } = standing(history)
        for (const { on: kind, to, missing } of next) {
          if (missing.length > 0 || kind === 'send' || kind === 'substitute') continue
          const event: InvitationEvent =
            kind === 'cancel'
              ? { kind, on: '2026-11-30', role: 'worker', reason: 'rain' }
              : { kind, on: '2026-11-30', role: 'worker' }
          expect(standing({ ...history, zz: event }).state).toBe(to)
        }
      }),
    )
  })
  it('rejects a machine that forgets the record check', () => {
    const careless: Machine<InvitationState, InvitationMove> = {
      ...invitationLifecycle,
      moves: invitationLifecycle.moves.map((move) => ({
        ...move,
        needs: move.needs.filter((need) => need !== 'vetted'),
      })),
    }
    const history = {
      e1: { kind: 'send', on: '2026-09-20', role: 'worker', expert: WorkerId.parse('x1'), check: 'none' },
    } as const
    expect(replay(careless, history, '2026-11-30', () => []).state).not.toBe(oracle(history).state)
  })

  const sent = { kind: 'send', on: '2026-09-20', role: 'worker', expert: WorkerId.parse('x1'), check: clear } as const
  const accepted = { kind: 'accept', on: '2026-09-22', role: 'expert' } as const
  const held = { kind: 'hold', on: sessionOn, role: 'worker' } as const
  it.each([
    ['an answer after seven days', { e1: sent }, '2026-09-28', ['reply']],
    ['nothing on the seventh day', { e1: sent }, '2026-09-27', []],
    ['an answer and somebody for the day', { e1: sent }, '2026-10-12', ['reply', 'nobodyForTheDay']],
    ['whether it was held', { e1: sent, e2: accepted }, '2026-10-13', ['notSaidWhetherHeld']],
    ['thanks', { e1: sent, e2: accepted, e3: held }, '2026-10-20', ['thanks']],
    [
      'nothing once thanked',
      { e1: sent, e2: accepted, e3: held, e4: { kind: 'thank', on: '2026-10-14', role: 'worker' } },
      '2026-12-01',
      [],
    ],
  ] as const)('says that %s is late', (_, history, asOf, late) => {
    expect(standing(history, asOf).late).toEqual(late)
  })
})
