import fc from 'fast-check'
import type { FollowUpKind, LeavingEventInput, LeavingReason } from '../../../src/programmes/index.ts'
import type { ReportDuty } from '../../../src/risk/index.ts'
import { day } from './plan-model.ts'

/** Something that happened on the nth day. */
export interface Happened {
  readonly n: number
  readonly place: number
  readonly child: 'c1' | 'c2'
  readonly who: string
  readonly role: 'worker' | 'supervisor' | 'receivingArea'
  readonly what: 'left' | 'cameBack' | FollowUpKind
  readonly reason: LeavingReason
}

/** What has to be done after leaving, and within how many days, as it is promised. */
export const promised: Readonly<Record<LeavingReason, readonly (readonly [FollowUpKind, number])[]>> = {
  parentReturned: [
    ['visit', 30],
    ['call', 90],
    ['secondCall', 180],
  ],
  movedWithParents: [
    ['call', 30],
    ['schoolPlace', 30],
    ['acknowledgement', 60],
  ],
  reachedAge: [
    ['visit', 30],
    ['call', 90],
    ['servicesUntil18', 14],
  ],
  died: [['causeReviewed', 7]],
  adopted: [['acknowledgement', 30]],
  movedAway: [
    ['call', 30],
    ['schoolPlace', 30],
    ['acknowledgement', 15],
  ],
  registeredInError: [['secondPerson', 7]],
}
const reasons = Object.keys(promised) as readonly LeavingReason[]
export const leavingSpan = 200

const happened = fc.record({
  n: fc.nat(leavingSpan),
  place: fc.nat(1),
  child: fc.constantFrom('c1' as const, 'c2' as const),
  who: fc.constantFrom('w1', 'w2'),
  role: fc.constantFrom('worker' as const, 'worker' as const, 'supervisor' as const, 'receivingArea' as const),
  what: fc.constantFrom<Happened['what']>(
    'left',
    'left',
    'left',
    'cameBack',
    'visit',
    'call',
    'secondCall',
    'schoolPlace',
    'acknowledgement',
    'servicesUntil18',
    'causeReviewed',
    'secondPerson',
  ),
  reason: fc.constantFrom(...reasons),
})

/** A leaving after which everything is done by whoever may vouch for it, now and then too late. */
const goodLeaving = fc
  .record({
    n: fc.nat(40),
    reason: fc.constantFrom(...reasons),
    late: fc.nat(20),
    child: fc.constantFrom('c1' as const, 'c2' as const),
  })
  .map(({ n, reason, late, child }): readonly Happened[] => [
    { n, place: 0, child, who: 'w1', role: 'worker', what: 'left', reason },
    ...promised[reason].map(
      ([what, within]): Happened => ({
        n: Math.min(leavingSpan, n + within - 5 + late),
        place: 0,
        child,
        who: what === 'acknowledgement' ? 'a1' : what === 'secondPerson' ? 'w2' : 'w1',
        role: what === 'acknowledgement' ? 'receivingArea' : 'worker',
        what,
        reason,
      }),
    ),
  ])

/** Leavings as they go, cut and disturbed. */
export const happenings: fc.Arbitrary<readonly Happened[]> = fc
  .tuple(
    goodLeaving.chain((all) => fc.subarray([...all], { minLength: all.length - 1 })),
    fc.array(happened, { maxLength: 8 }),
  )
  .map(([good, more]) => [...good, ...more])

/** As a program writes them down. */
export const written = (all: readonly Happened[]): readonly LeavingEventInput[] =>
  all.map(({ n, place, child, who, role, what, reason }, i) => {
    const head = { id: `e${String(i).padStart(2, '0')}`, on: day(n), nth: place, by: { id: who, role }, child }
    if (what === 'left') return { kind: 'left', ...head, reason }
    return what === 'cameBack' ? { kind: 'cameBack', ...head } : { kind: 'followedUp', ...head, what }
  })

/** Duties of two children, some of them reported. */
export const dutySets: fc.Arbitrary<readonly ReportDuty[]> = fc
  .array(fc.record({ child: fc.constantFrom('c1', 'c2'), state: fc.constantFrom('open', 'sendAgain', 'reported') }), {
    maxLength: 2,
  })
  .map(
    (all) =>
      all.map((one, i) => ({ ...one, about: { kind: 'incident', id: `i${i}` } })) as unknown as readonly ReportDuty[],
  )

/** How a child stands by the plainest reckoning in numbers of days. */
interface Plain {
  state: 'onRegister' | 'followed'
  n: number
  who: string
  reason: LeavingReason
  done: Map<FollowUpKind, number>
}

const statusOn = (due: number, n: number): string =>
  n > due + 7 ? 'breached' : n > due ? 'overdue' : n === due ? 'due' : n >= due - 7 ? 'dueSoon' : 'notDue'

/** What the happenings come to on the nth day, one after the other, by hand. */
export function plainLeavings(all: readonly Happened[], n: number, duties: readonly ReportDuty[]) {
  const children = new Map<string, Plain>()
  const refused: string[] = []
  const rank = ({ what }: Happened): number => (what === 'left' ? 0 : what === 'cameBack' ? 2 : 1)
  const events = all
    .map((one, i) => ({ one, i }))
    .filter(({ one }) => one.n <= n)
    .sort((a, b) => a.one.n - b.one.n || a.one.place - b.one.place || rank(a.one) - rank(b.one) || a.i - b.i)
  for (const { one, i } of events) {
    const found = children.get(one.child)
    const isOffice = one.role !== 'receivingArea'
    const isAway = found?.state === 'followed'
    const mayVouch =
      one.what === 'acknowledgement' ? !isOffice : isOffice && (one.what !== 'secondPerson' || one.who !== found?.who)
    if (one.what === 'left' && isOffice && !isAway)
      children.set(one.child, { state: 'followed', n: one.n, who: one.who, reason: one.reason, done: new Map() })
    else if (one.what === 'cameBack' && isOffice && isAway) found.state = 'onRegister'
    else if (one.what !== 'left' && one.what !== 'cameBack' && isAway && mayVouch) {
      if (!found.done.has(one.what)) found.done.set(one.what, one.n)
    } else refused.push(`e${String(i).padStart(2, '0')}`)
  }
  const stands = [...children].map(([child, { state, n: from, who, reason, done }]) => {
    const open = duties.filter((duty) => duty.child === child && duty.state !== 'reported').map(({ about }) => about.id)
    const wanted = state === 'onRegister' ? [] : promised[reason]
    const followUps = wanted.map(([what, within]) => {
      const doneOn = done.get(what)
      return {
        what,
        due: day(from + within),
        doneOn: doneOn === undefined ? 'none' : day(doneOn),
        status: doneOn === undefined ? statusOn(from + within, n) : 'done',
      }
    })
    const isSettled = state === 'followed' && open.length === 0 && followUps.every(({ status }) => status === 'done')
    return { child, state: isSettled ? 'settled' : state, on: day(from), reason, by: who, followUps, duties: open }
  })
  return { children: stands.sort((a, b) => (a.child < b.child ? -1 : 1)), refused }
}
