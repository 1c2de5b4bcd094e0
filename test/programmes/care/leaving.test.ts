import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childFile } from '../../../src/index.ts'
import { type LeavingEventInput, leavingActions, leavings, turningSixteen } from '../../../src/programmes/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { dutySets, happenings, leavingSpan, plainLeavings, promised, written } from './leaving-model.ts'
import { day } from './plan-model.ts'

type Answers = typeof leavings
const found = (answers: Answers, ...asked: Parameters<Answers>) => answers(...asked)._unsafeUnwrap()
const outline = ({ children, refused }: ReturnType<typeof found>) => ({
  children: Object.values(children).map(({ duties, ...one }) => ({
    ...one,
    duties: duties.map(({ about }) => about.id),
  })),
  refused: refused.map(({ event }) => event),
})
const anything = fc.tuple(happenings, dutySets, fc.nat(leavingSpan + 40))
const lateness = ['notDue', 'dueSoon', 'due', 'overdue', 'breached']

const laws: readonly Law<Answers>[] = [
  {
    name: 'comes to what the events come to one by one, by hand, on any day',
    holds: (answers) => {
      everywhere(
        anything,
        ([all, duties, n]) => {
          expect(outline(found(answers, written(all), { asOf: day(n), duties }))).toEqual(plainLeavings(all, n, duties))
        },
        300,
      )
    },
  },
  {
    name: 'comes to the same in any order of writing, and twice the same event counts once',
    holds: (answers) => {
      everywhere(
        happenings.chain((all) => {
          const events = written(all)
          return fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          )
        }),
        ([events, shuffled]) => {
          const asOf = day(leavingSpan)
          expect(JSON.stringify(found(answers, shuffled, { asOf }))).toBe(
            JSON.stringify(found(answers, events, { asOf })),
          )
        },
        60,
      )
    },
  },
  {
    name: 'is settled by what was done and reported alone, and lateness only grows while nobody does anything',
    holds: (answers) => {
      everywhere(anything, ([all, duties, n]) => {
        const events = written(all).filter(({ on }) => on <= day(n))
        const before = found(answers, events, { asOf: day(n), duties })
        const after = found(answers, events, { asOf: day(n + 300), duties })
        for (const [child, { state, followUps, duties: open }] of Object.entries(before.children)) {
          const later = after.children[child]
          if (state === 'settled')
            expect([open.length, followUps.filter(({ doneOn }) => doneOn === 'none')]).toEqual([0, []])
          expect(later?.state).toBe(state)
          for (const [i, { status }] of followUps.entries()) {
            const next = later?.followUps[i]?.status ?? 'notDue'
            expect(status === 'done' ? next === 'done' : lateness.indexOf(next) >= lateness.indexOf(status)).toBe(true)
          }
        }
      })
    },
  },
]

type Settings = Parameters<Answers>[1]
const as =
  (
    change: (event: LeavingEventInput) => LeavingEventInput | undefined,
    settings: (all: Settings) => Settings = (all) => all,
  ): Answers =>
  (history, all) =>
    leavings(
      history.flatMap((event) => change(event) ?? []),
      settings(all),
    )
const model = laws[0]?.name ?? ''
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'takes the word of who sent a child for that of who received it',
    killedBy: model,
    broken: as((event) =>
      event.kind === 'followedUp' && event.what === 'acknowledgement'
        ? { ...event, by: { ...event.by, role: 'receivingArea' } }
        : event,
    ),
  },
  {
    name: 'lets one person alone call a registration an error',
    killedBy: model,
    broken: as((event) =>
      event.kind === 'followedUp' && event.what === 'secondPerson'
        ? { ...event, by: { ...event.by, id: 'w9' } }
        : event,
    ),
  },
  {
    name: 'settles while a duty to report is open',
    killedBy: model,
    broken: as(
      (event) => event,
      ({ asOf }) => ({ asOf }),
    ),
  },
  {
    name: 'forgets that a child came back',
    killedBy: model,
    broken: as((event) => (event.kind === 'cameBack' ? undefined : event)),
  },
  {
    name: 'looks ahead',
    killedBy: model,
    broken: as(
      (event) => event,
      (all) => ({ ...all, asOf: day(leavingSpan + 60) }),
    ),
  },
  {
    name: 'counts days from the day on which it is asked',
    killedBy: model,
    broken: (history, all) =>
      leavings(history, all).map((one) => ({
        ...one,
        children: Object.fromEntries(
          Object.entries(one.children).map(([child, stands]) => [child, { ...stands, on: all.asOf }]),
        ),
      })),
  },
  { name: 'does not look at the place within the day', killedBy: model, broken: as((event) => ({ ...event, nth: 0 })) },
  {
    name: 'hides what it refused',
    killedBy: model,
    broken: (history, all) => leavings(history, all).map((one) => ({ ...one, refused: [] })),
  },
  {
    name: 'follows the order of writing',
    killedBy: laws[1]?.name ?? '',
    broken: (history, all) =>
      leavings(
        history.map((event, i) => ({ ...event, nth: i, id: `e${String(i)}` })),
        all,
      ),
  },
  {
    name: 'settles by silence',
    killedBy: laws[2]?.name ?? '',
    broken: (history, all) =>
      leavings(history, all).map((one) => ({
        ...one,
        children: Object.fromEntries(
          Object.entries(one.children).map(([child, stands]) => [
            child,
            {
              ...stands,
              state: stands.followUps.some(({ status }) => status === 'breached') ? ('settled' as const) : stands.state,
            },
          ]),
        ),
      })),
  },
]

lawSuite('leavings', leavings, laws, mutants)

describe('leavings, each reason', () => {
  it.each(Object.entries(promised))(
    '%s has the follow-ups that are promised, and is settled by them',
    (reason, wanted) => {
      const by = { id: 'w1', role: 'worker' } as const
      const left = { id: 'e0', kind: 'left', on: day(0), by, child: 'c1', reason } as LeavingEventInput
      const done = wanted.map(
        ([what], i): LeavingEventInput => ({
          id: `f${i}`,
          kind: 'followedUp',
          on: day(i + 1),
          by:
            what === 'acknowledgement'
              ? { id: 'a1', role: 'receivingArea' }
              : what === 'secondPerson'
                ? { id: 's1', role: 'supervisor' }
                : by,
          child: 'c1',
          what,
        }),
      )
      const state = (history: readonly LeavingEventInput[]) =>
        leavings(history, { asOf: day(200) })
          .map(({ children }) => children['c1']?.state)
          .unwrapOr(undefined)
      expect(state([left, ...done])).toBe('settled')
      for (const [i] of done.entries()) expect(state([left, ...done.toSpliced(i, 1)])).toBe('followed')
    },
  )
})

describe('leavingActions', () => {
  it('offers exactly what the history would take now', () => {
    const roles = ['worker', 'supervisor', 'receivingArea', 'carer'] as const
    const kindOf = { leave: 'left', comeBack: 'cameBack', follow: 'followedUp' } as const
    everywhere(
      fc.tuple(happenings, fc.constantFrom(...roles), fc.constantFrom('c1', 'c2')),
      ([all, role, child]) => {
        const asOf = day(leavingSpan)
        const history = written(all)
        const offered = leavingActions(leavings(history, { asOf })._unsafeUnwrap(), child, { role }).map(({ on }) => on)
        for (const [move, kind] of Object.entries(kindOf)) {
          // Somebody else than who wrote down the leaving, so that whoever may vouch at all may vouch for it.
          const head = { id: 'next', kind, on: asOf, nth: 9, by: { id: 'w9', role }, child }
          const whats = move === 'follow' ? ['visit', 'acknowledgement', 'secondPerson'] : [undefined]
          const isTaken = whats.some((what) => {
            const event = {
              ...head,
              ...(what ? { what } : {}),
              ...(move === 'leave' ? { reason: 'died' } : {}),
            } as LeavingEventInput
            return leavings([...history, event], { asOf })
              .map(({ refused }) => refused.every(({ event: id }) => id !== 'next'))
              .unwrapOr(false)
          })
          expect([role, move, offered.includes(move as never)]).toEqual([role, move, isTaken])
        }
      },
      80,
    )
  })
})

describe('turningSixteen', () => {
  it('lists each child on the register whose sixteenth birthday is at most sixty days ahead, by day', () => {
    const births = fc.array(fc.tuple(fc.nat(1200), fc.boolean()), { maxLength: 6 })
    everywhere(fc.tuple(births, fc.nat(400)), ([all, n]) => {
      const born = (months: number) =>
        new Date(Date.UTC(2009, 11, 1 + months)).toISOString().slice(0, 10) as `${number}-${number}-${number}`
      const files = all.map(([m, gone], i) =>
        childFile({
          id: `c${i}`,
          name: '李小花',
          birthDate: born(m),
          ...(gone ? { register: { registerState: 'exited' } } : {}),
        }),
      )
      const listed = turningSixteen(files, day(n))
      const wanted = all.flatMap(([m, gone], i) => {
        const birthday = `${Number(born(m).slice(0, 4)) + 16}${born(m).slice(4)}`
        return !gone && birthday >= day(n) && birthday <= day(n + 60) ? [{ child: `c${i}`, on: birthday }] : []
      })
      expect(listed).toEqual(wanted.sort((a, b) => (`${a.on} ${a.child}` < `${b.on} ${b.child}` ? -1 : 1)))
    })
  })
  it('says nothing of a child whose birth date is not known, and tries those born on 29 February', () => {
    const [unknown, leap] = [
      childFile({ id: 'c1', name: '李小花' }),
      childFile({ id: 'c2', name: '李军', birthDate: '2012-02-29' }),
    ]
    expect(turningSixteen([unknown, leap], '2028-02-28')).toEqual([{ child: 'c2', on: '2028-02-29' }])
    expect(turningSixteen([leap], '2028-03-01')).toEqual([])
  })
})
