import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Calendar, compileCalendar, nationalHolidays, schoolTerms } from '../../../src/calendar/index.ts'
import { addDays, childFile, daysBetween, epochDay, type PlainDate, weekSlots } from '../../../src/index.ts'
import { callPlan, type CallPlan, type CallTimes } from '../../../src/programmes/index.ts'

const calendar = compileCalendar({
  national: nationalHolidays,
  terms: schoolTerms,
  from: '2026-01-01',
  to: '2027-01-01',
})._unsafeUnwrap()
const start: PlainDate = '2026-09-01'
const day = (n: number): PlainDate => addDays(start, n)

type Contacts = Readonly<
  Record<string, { readonly on: PlainDate | 'notCollected'; readonly withChild: string; readonly withDelegate: string }>
>
type Planning = (contacts: Contacts, asOf: PlainDate, times: CallTimes, of?: Calendar) => CallPlan

const plan: Planning = (contacts, asOf, times, of = calendar) =>
  callPlan(
    childFile({
      id: 'c1',
      name: '李小花',
      mother: { status: 'awayWorking' },
      schooling: { status: 'primary' },
      contacts,
    } as never),
    { parent: 'mother', relation: 'family', asOf },
    times,
    of,
  )._unsafeUnwrap()

const talked = fc.constantFrom('yes', 'no', 'notCollected')
const contact = fc.record({
  on: fc.oneof(fc.nat(45).map(day), fc.constant('notCollected' as const)),
  withChild: talked,
  withDelegate: talked,
})
const contacts = fc
  .array(contact, { maxLength: 6 })
  .map((all): Contacts => Object.fromEntries(all.map((one, i) => [`k${i}`, one])))
const slots = fc.subarray([...weekSlots], { maxLength: 12 })
const times = fc.record({ parent: slots, child: slots, carer: slots })

const weekday = (on: PlainDate): string =>
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][(epochDay(on) + 3) % 7] ?? ''

/** By hand: whether a time suits somebody. */
function suits(free: readonly string[], on: PlainDate, part: string, atSchool: boolean): boolean {
  const { holiday, makeUp, schoolday } = calendar.flags(epochDay(on))
  if (makeUp && part !== 'evening') return false
  if (atSchool && schoolday && part !== 'evening') return false
  return free.includes(`${weekday(on)}-${part}`) || (holiday && !makeUp && free.includes(`sun-${part}`))
}

function keeps(planning: Planning): void {
  fc.assert(
    fc.property(contacts, fc.nat(60), times, (given, n, free) => {
      const asOf = day(n)
      const { lines, standing, owed } = planning(given, asOf, free)
      expect([standing, owed, lines.map((line) => line.with)]).toEqual(['statute', 'yes', ['child', 'carer']])
      for (const line of lines) {
        const field = line.with === 'child' ? 'withChild' : 'withDelegate'
        const sure = Object.values(given).flatMap(({ on, [field]: said }) =>
          on !== 'notCollected' && on <= asOf && said === 'yes' ? [on] : [],
        )
        const last = sure.reduce<PlainDate | 'notOnRecord'>(
          (a, b) => (a === 'notOnRecord' || b > a ? b : a),
          'notOnRecord',
        )
        expect(line.last).toBe(last)
        expect(line.by).toBe(last === 'notOnRecord' ? asOf : addDays(last, 7))
        const maybe = Object.values(given).some(
          ({ on, [field]: said }) =>
            on !== 'notCollected' && on <= asOf && said === 'notCollected' && (last === 'notOnRecord' || on > last),
        )
        if (line.status === 'breached') expect(last !== 'notOnRecord' && daysBetween(last, asOf) > 7).toBe(true)
        if (last !== 'notOnRecord' && daysBetween(last, asOf) > 7)
          expect(line.status).toBe(maybe ? line.status : 'breached')
        if (last === 'notOnRecord') expect(line.status).toBe('unknown')
        const other = line.with === 'child' ? free.child : free.carer
        const fits = (on: PlainDate, part: string): boolean =>
          suits(free.parent, on, part, false) && suits(other, on, part, line.with === 'child')
        const anyOn = (on: PlainDate): boolean => ['morning', 'afternoon', 'evening'].some((part) => fits(on, part))
        let [by, first] = [line.by, last === asOf ? addDays(asOf, 1) : asOf]
        for (const call of line.calls) {
          expect(fits(call.on, call.part)).toBe(true)
          expect(call.on >= first && call.on < addDays(asOf, 28)).toBe(true)
          expect(call.late).toBe(call.on > by)
          // Nobody could have called later and still in time, or, if late, earlier.
          for (let on = first; on < addDays(asOf, 28); on = addDays(on, 1))
            if (on !== call.on && anyOn(on)) expect(call.late ? on > call.on : on < call.on || on > by).toBe(true)
          by = addDays(call.on, 7)
          first = addDays(call.on, 1)
        }
        for (let on = first; on < addDays(asOf, 28); on = addDays(on, 1)) expect(anyOn(on)).toBe(false)
      }
    }),
    { numRuns: 120, seed: 7 },
  )
}

describe('callPlan', () => {
  it('knows the last call of each, when the next is due, and proposes the latest time in the week that suits both', () =>
    keeps(plan))
  const broken: Readonly<Record<string, Planning>> = {
    'takes a contact with the carer for one with the child': (given, ...rest) =>
      plan(
        Object.fromEntries(Object.entries(given).map(([id, one]) => [id, { ...one, withChild: one.withDelegate }])),
        ...rest,
      ),
    'takes unknown for yes': (given, ...rest) =>
      plan(
        Object.fromEntries(
          Object.entries(given).map(([id, one]) => [id, { ...one, withChild: one.withChild === 'no' ? 'no' : 'yes' }]),
        ),
        ...rest,
      ),
    'takes unknown for no': (given, ...rest) => {
      const made = plan(given, ...rest)
      return {
        ...made,
        lines: made.lines.map((line) => ({ ...line, status: line.status === 'unknown' ? 'breached' : line.status })),
      }
    },
    'counts a day too many': (...given) => {
      const made = plan(...given)
      return { ...made, lines: made.lines.map((line) => ({ ...line, by: addDays(line.by, 1) })) }
    },
    'rings at school': (given, asOf, free) => {
      const noTerms = compileCalendar({
        national: nationalHolidays,
        terms: [],
        from: '2026-01-01',
        to: '2027-01-01',
      })._unsafeUnwrap()
      const weekends: Calendar = {
        ...noTerms,
        knows: () => true,
        flags: (at) => ({ ...calendar.flags(at), schoolday: false }),
      }
      return plan(given, asOf, free, weekends)
    },
    'knows no make-up day': (given, asOf, free) =>
      plan(given, asOf, free, { ...calendar, flags: (at) => ({ ...calendar.flags(at), makeUp: false }) }),
    'does not ask the other': (given, asOf, free) => plan(given, asOf, { ...free, child: [...weekSlots] }),
    'plans no further than one call': (...given) => {
      const made = plan(...given)
      return { ...made, lines: made.lines.map((line) => ({ ...line, calls: line.calls.slice(0, 1) })) }
    },
  }
  it.each(Object.entries(broken))('law: one that %s is found', (_, planning) => {
    expect(() => keeps(planning)).toThrow()
  })

  const both = { parent: ['sun-evening'], child: ['sun-evening'] } as const
  it('leaves it open where a later contact may have been with the child', () => {
    const given = {
      k1: { on: '2026-09-06', withChild: 'yes', withDelegate: 'yes' },
      k2: { on: '2026-09-13', withChild: 'notCollected', withDelegate: 'no' },
    } as const
    const [child, carer] = plan(given, '2026-09-16', both).lines
    expect([child?.last, child?.perhaps, child?.status]).toEqual(['2026-09-06', '2026-09-13', 'unknown'])
    expect([carer?.last, carer?.perhaps, carer?.status]).toEqual(['2026-09-06', 'none', 'breached'])
  })
  it('counts days with the parents as contact with the child, not with the carer', () => {
    const withParents = [{ from: '2026-09-10', to: '2026-09-14' }] as const
    const at = (asOf: PlainDate) =>
      plan({}, asOf, { ...both, withParents }).lines.map(({ last, by, status }) => [last, by, status])
    expect(at('2026-09-11')).toEqual([
      ['2026-09-11', '2026-09-18', 'together'],
      ['notOnRecord', '2026-09-11', 'unknown'],
    ])
    expect(at('2026-09-21')).toEqual([
      ['2026-09-13', '2026-09-20', 'breached'],
      ['notOnRecord', '2026-09-21', 'unknown'],
    ])
  })
  it('is not paused by holidays', () => {
    const given = { k1: { on: '2026-09-27', withChild: 'yes', withDelegate: 'yes' } } as const
    expect(plan(given, '2026-10-05', both).lines[0]?.status).toBe('breached')
  })
  it('says that a day may have to move while its notice has not been published', () => {
    const dec = { k1: { on: '2026-12-27', withChild: 'yes', withDelegate: 'yes' } } as const
    const short = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2028-01-01' })._unsafeUnwrap()
    expect(plan(dec, '2026-12-28', both, short).lines[0]?.calls[0]?.provisional).toBe(
      !short.knows('workday', epochDay('2027-01-03')),
    )
  })
})
