import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, IncidentId, SessionId, WorkerId } from '../../../src/index.ts'
import { type Disclosure, disclosureWatch, type HeldSession } from '../../../src/programmes/index.ts'
import { mayBeCause, type Viewer } from '../../../src/privacy/index.ts'
import { anyChild, date, shuffledRecord, underIds } from './cases.ts'

const [w1, w3] = [WorkerId.parse('w1'), WorkerId.parse('w3')]
const cause = (id: string) => [{ role: 'worker' as const, id }]
const anyDisclosure: fc.Arbitrary<Disclosure> = fc.record({
  on: date('2026-10-12', 20),
  child: anyChild,
  to: fc.constantFrom(w1, w3),
  possibleCauses: fc.constantFrom<Disclosure['possibleCauses'][]>(
    'none',
    'notCollected',
    cause('w3') as never,
    cause('w9') as never,
  ),
  incident: fc.constantFrom<Disclosure['incident'][]>('none', 'notCollected', IncidentId.parse('i1')),
  firstAction: fc.oneof(
    fc.constant('none' as const),
    fc.record({ on: date('2026-10-10', 24), by: fc.constantFrom(w1, w3) }),
  ),
})
const held = (disclosures: HeldSession['disclosures']): HeldSession => ({
  session: SessionId.parse('s1'),
  on: '2026-10-12',
  disclosures,
})
const anyHeld = fc.array(anyDisclosure, { maxLength: 6 }).map((all) => held(underIds(all)))
const officer: Viewer = { role: 'protectionOfficer', relation: 'appointed', person: 'p1' }
const watch = (session: HeldSession, asOf: `${number}-${number}-${number}`, viewer: Viewer = officer) =>
  disclosureWatch(session, { asOf, viewer })._unsafeUnwrap()

describe('disclosureWatch', () => {
  it('shows somebody who may be the cause what it would show without the matter, equal to the byte', () => {
    let differs = 0
    fc.assert(
      fc.property(anyHeld, anyDisclosure, date('2026-10-12', 40), (session, told, asOf) => {
        const matter = { ...told, possibleCauses: cause('w3') as never }
        const grave = held({ ...session.disclosures, zz: matter })
        const suspected: Viewer = { role: 'worker', relation: 'ownCase', person: 'w3' }
        expect(JSON.stringify(watch(grave, asOf, suspected))).toBe(JSON.stringify(watch(session, asOf, suspected)))
        if (JSON.stringify(watch(grave, asOf)) !== JSON.stringify(watch(session, asOf))) differs++
      }),
    )
    expect(differs).toBeGreaterThan(10)
  })
  it('keeps what nobody wrote a cause for from all but those who hold matters', () => {
    const told = {
      on: '2026-10-13',
      child: 'c1',
      to: 'w1',
      possibleCauses: 'notCollected',
      incident: 'none',
      firstAction: 'none',
    } as never
    const teacher: Viewer = { role: 'teacher', relation: 'ownCase', person: 't1' }
    expect(mayBeCause({ possibleCauses: 'notCollected' }, teacher)).toBe(true)
    expect([
      watch(held({ d1: told }), '2026-10-20', teacher).open,
      watch(held({ d1: told }), '2026-10-20').open,
    ]).toEqual([0, 1])
  })
  it('closes nothing by time: what is open stays open after the days of the watch, until somebody acts', () => {
    fc.assert(
      fc.property(anyHeld, (session) => {
        const [early, late] = [watch(session, '2026-11-05'), watch(session, '2029-01-01')]
        expect(late.disclosures).toEqual(early.disclosures)
        expect(late.open).toBe(early.open)
        expect(late.watching).toBe(false)
      }),
    )
  })
  it('counts a disclosure as followed with an incident and a first action by somebody who is no cause, on or after the day', () => {
    fc.assert(
      fc.property(anyHeld, date('2026-10-12', 40), (session, asOf) => {
        const answer = watch(session, asOf)
        for (const { path, state, missing, on } of answer.disclosures) {
          const told = session.disclosures[path.split('/').at(-1) ?? '']
          if (!told) throw new Error('no such disclosure')
          const action = told.firstAction
          const acted =
            typeof action === 'object' &&
            action.on >= told.on &&
            action.on <= asOf &&
            !(typeof told.possibleCauses === 'object' && told.possibleCauses.some(({ id }) => id === action.by))
          expect(missing.includes('firstAction')).toBe(!acted)
          expect(state).toBe(acted && told.incident === 'i1' ? 'followed' : asOf > on ? 'overdue' : 'open')
        }
        expect(answer.disclosures).toHaveLength(
          Object.values(session.disclosures).filter(({ on }) => on <= asOf).length,
        )
        expect(answer.open).toBe(answer.disclosures.filter(({ state }) => state !== 'followed').length)
      }),
    )
  })
  it('is the same in any order', () => {
    fc.assert(
      fc.property(
        anyHeld.chain((session) => fc.tuple(fc.constant(session), shuffledRecord(session.disclosures))),
        ([session, shuffled]) => {
          expect(JSON.stringify(watch(held(shuffled), '2026-11-01'))).toBe(JSON.stringify(watch(session, '2026-11-01')))
        },
      ),
    )
  })
  it('looks out on the fourteenth day and no longer on the next', () => {
    const day = (n: number) => watch(held({}), addDays('2026-10-12', n)).watching
    expect([day(-1), day(0), day(14), day(15)]).toEqual([false, true, true, false])
  })
})
