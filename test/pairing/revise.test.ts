import { describe, expect, it } from 'vitest'
import {
  bottlenecks,
  diffPlans,
  pair,
  type PairingChange,
  type PairingPlan,
  type PairingProblem,
  revise,
  verify,
  whatIf,
} from '../../src/pairing/index.ts'
import { stream } from '../solver/assignment/instances.ts'
import { agreement, child, county, problemOf, unlocked, villageCode, volunteer } from './county.ts'

const planOf = (problem: PairingProblem): PairingPlan => pair(problem)._unsafeUnwrap()

/** A copy without a field. */
const leftOut = <T extends object>(value: T, key: keyof T): T => {
  const copy = { ...value }
  Reflect.deleteProperty(copy, key)
  return copy
}

/** A change that could happen, drawn at random. */
function change(problem: PairingProblem, k: number, draw: () => number): PairingChange {
  const { children, volunteers } = problem
  const one = children[Math.floor(draw() * children.length)]!
  const other = volunteers[Math.floor(draw() * volunteers.length)]!
  const pairing = { child: one.file.id, volunteer: other.id, author: 'w1', reason: 'knows both' }
  const kinds: readonly PairingChange[] = [
    { kind: 'putChild', child: child(`n${k}`, 3, { sex: 'male', residenceDivision: villageCode(k % 3) }) },
    { kind: 'putChild', child: { ...one, tier: 4 } },
    { kind: 'putVolunteer', volunteer: volunteer(`N${k}`, { capacity: 2, division: villageCode(k % 3) }) },
    { kind: 'putVolunteer', volunteer: { ...other, capacity: 3 } },
    { kind: 'concern', volunteer: other.id },
    { kind: 'forbid', ...pairing },
    ...(problem.forbidden?.some((entry) => entry.child === pairing.child && entry.volunteer === pairing.volunteer)
      ? []
      : [{ kind: 'lock' as const, ...pairing }]),
    ...(children.length > 5 ? [{ kind: 'removeChild' as const, child: one.file.id }] : []),
    ...(volunteers.length > 4 ? [{ kind: 'removeVolunteer' as const, volunteer: other.id }] : []),
    { kind: 'set', settings: { distanceKm: 5 + Math.floor(draw() * 20) } },
  ]
  return kinds[Math.floor(draw() * kinds.length)]!
}

describe('revise', () => {
  it('answers byte for byte what pairing anew would, through long chains of changes, and proves itself', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const draw = stream(seed)
      let problem = unlocked(county(30, 16, seed, 3, 5, 0.2))
      let plan = planOf(problem)
      for (let k = 0; k < 25; k++) {
        const wanted = change(problem, k, draw)
        const forbids = wanted.kind === 'forbid' ? [{ ...wanted, kind: 'unlock' as const }] : []
        const locked = problem.locked?.some(
          (lock) => wanted.kind === 'forbid' && lock.child === wanted.child && lock.volunteer === wanted.volunteer,
        )
        const revised = revise(problem, plan, [...(locked ? forbids : []), wanted])._unsafeUnwrap()
        expect(JSON.stringify(revised.plan), `seed ${seed}, ${k} ${wanted.kind}`).toBe(
          JSON.stringify(planOf(revised.problem)),
        )
        expect(revised.difference).toEqual(diffPlans(plan, revised.plan))
        problem = revised.problem
        plan = revised.plan
      }
      expect(verify(problem, plan)).toEqual([])
    }
  })

  it('moves nobody where nothing changes', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = county(30, 16, seed, 3, 5, 0.2)
      const plan = planOf(problem)
      expect(revise(problem, plan, [])._unsafeUnwrap().difference).toEqual({
        moved: [],
        added: [],
        removed: [],
        paired: [],
        cost: 0,
      })
    }
  })

  it('moves only whom it must where present pairs outweigh everything', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const problem = unlocked({ ...county(14, 9, seed, 2, 4, 0), present: [] })
      const plan = planOf(problem)
      const present = plan.pairs.map((entry, i) => agreement(`a${i}`, entry.child, entry.volunteer))
      const [first] = plan.pairs
      if (!first) continue
      const gone = { ...problem, present, volunteers: problem.volunteers.filter(({ id }) => id !== first.volunteer) }
      const held = planOf({ ...gone, settings: { present: 'hold' } })
      for (const entry of plan.pairs.filter(({ volunteer: whom }) => whom !== first.volunteer))
        expect(held.pairs.find((one) => one.child === entry.child)?.volunteer).toBe(entry.volunteer)
    }
  })

  it('refuses what is not there, and repeats nothing that was put in', () => {
    const problem = problemOf([child('c1')], [volunteer('V1')])
    const plan = planOf(problem)
    const told = (changes: unknown): readonly string[] =>
      revise(problem, plan, changes as readonly PairingChange[]).match(
        () => [],
        (problems) => problems.map(({ path, code }) => `${path} ${code}`),
      )
    expect(told([{ kind: 'removeChild', child: 'CANARY' }])).toEqual(['/changes/0 not-found'])
    expect(told([{ kind: 'removeVolunteer', volunteer: 'CANARY' }])).toEqual(['/changes/0 not-found'])
    expect(told([{ kind: 'unlock', child: 'c1', volunteer: 'V1' }])).toEqual(['/changes/0 not-found'])
    expect(told([{ kind: 'allow', child: 'c1', volunteer: 'V1' }])).toEqual(['/changes/0 not-found'])
    expect(told([{ kind: 'concern', volunteer: 'V9' }])).toEqual(['/changes/0 not-found'])
    expect(told([{ kind: 'CANARY' }])).toEqual(['/changes/0/kind invalid-value'])
    expect(told('CANARY')).toEqual(['/changes invalid-type'])
    expect(revise(problem, {} as PairingPlan, []).isErr()).toBe(true)
  })

  it('takes a concern about one volunteer for nothing but that', () => {
    const nobodyLooked = problemOf(
      [child('c1'), child('c2')],
      [volunteer('V1'), volunteer('V2', { underConcern: 'notCollected' })],
    )
    Reflect.deleteProperty(nobodyLooked, 'concerns')
    const plan = planOf(nobodyLooked)
    const after = revise(nobodyLooked, plan, [{ kind: 'concern', volunteer: volunteer('V1').id }])._unsafeUnwrap()
    expect(after.problem.concerns).toBeUndefined()
    expect(after.plan.pairs).toEqual([])
  })
})

describe('whatIf', () => {
  it('tells the totals of the changed problem, and undone those of before', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = unlocked(county(25, 12, seed, 3, 5, 0.2))
      const plan = planOf(problem)
      const more = volunteer('N1', { capacity: 2 })
      const added = whatIf(problem, plan, [{ kind: 'putVolunteer', volunteer: more }])._unsafeUnwrap()
      expect(added.before).toEqual(plan.totals)
      expect(added.after).toEqual(planOf({ ...problem, volunteers: [...problem.volunteers, more] }).totals)
      const undone = whatIf(problem, plan, [
        { kind: 'putVolunteer', volunteer: more },
        { kind: 'removeVolunteer', volunteer: more.id },
      ])._unsafeUnwrap()
      expect(undone.after).toEqual(plan.totals)
      expect(undone.difference.moved).toEqual([])
    }
  })
})

describe('bottlenecks', () => {
  it('says of every seat what one more would really do', () => {
    let gained = 0
    for (let seed = 1; seed <= 14; seed++) {
      const made = unlocked(county(24, 9, seed, 2, 5, 0))
      const problem = { ...made, volunteers: made.volunteers.map((one) => ({ ...one, capacity: 1 })), present: [] }
      const plan = planOf(problem)
      const found = bottlenecks(problem, plan)._unsafeUnwrap()
      for (const { volunteer: id, gains, cost } of found.seats) {
        const volunteers = problem.volunteers.map((one) => (one.id === id ? { ...one, capacity: 2 } : one))
        const after = planOf({ ...problem, volunteers })
        const { paired, cost: more } = diffPlans(plan, after)
        expect(paired, `seed ${seed}`).toEqual(gains === 'none' ? [] : [{ tier: gains, more: 1 }])
        expect(more).toBe(cost)
        if (gains !== 'none') gained++
      }
    }
    expect(gained).toBeGreaterThan(20)
  })

  it('says of every village whom a new volunteer would really bring a helper', () => {
    let gained = 0
    for (let seed = 1; seed <= 14; seed++) {
      const made = unlocked(county(20, 6, seed, 3, 8, 0))
      const problem = { ...made, children: made.children.map((entry) => leftOut(entry, 'languages')), present: [] }
      const plan = planOf(problem)
      const found = bottlenecks(problem, plan)._unsafeUnwrap()
      for (const village of problem.villages)
        for (const sex of ['male', 'female'] as const) {
          const told = found.villages.find((entry) => entry.village === village.code && entry.sex === sex)
          const more = volunteer('N1', { sex, division: village.code, name: 'nobody else' })
          const after = planOf({ ...problem, volunteers: [...problem.volunteers, more] })
          const expected = told ? [{ tier: told.gains, more: 1 }] : []
          expect(diffPlans(plan, after).paired, `seed ${seed}, ${village.code} ${sex}`).toEqual(expected)
          if (told) gained++
        }
    }
    expect(gained).toBeGreaterThan(20)
  })
})
