import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/canonical.ts'
import { pair, type PairingPlan, type PairingProblem, verify } from '../../src/pairing/index.ts'
import { again } from '../../src/pairing/proof/again.ts'
import { stream } from '../solver/assignment/instances.ts'
import { agreement, child, county, problemOf, type term, unlisted, unlocked, villageCode, volunteer } from './county.ts'
import { bestWorth, type Worth } from './oracle.ts'

const planOf = (problem: PairingProblem): PairingPlan => pair(problem)._unsafeUnwrap()
const mates = (plan: PairingPlan) => Object.fromEntries(plan.pairs.map((entry) => [entry.child, entry.volunteer]))

const worthOf = (plan: PairingPlan): Worth => {
  const paired = (tier: number): number => plan.pairs.filter((entry) => entry.tier === tier).length
  return [paired(4), paired(3), paired(2), paired(1), paired(0), 0 - plan.totals.cost]
}

const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const draw = stream(seed)
  return list
    .map((item) => [draw(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}

describe('pair', () => {
  it('is as good as the best of all choices: tiers first, then cost', () => {
    let pairs = 0
    for (let seed = 1; seed <= 250; seed++) {
      const problem = unlocked(county(1 + (seed % 8), 1 + (seed % 5), seed, 2, 4, 0.5))
      const plan = planOf(problem)
      pairs += plan.pairs.length
      expect(worthOf(plan), `seed ${seed}`).toEqual(bestWorth(problem))
    }
    expect(pairs).toBeGreaterThan(200)
  })

  it('proves itself for every county and every setting', () => {
    const setting = fc.record(
      {
        clearance: fc.constantFrom('wholeTerm', 'atStartThenRenew'),
        present: fc.constantFrom('hold', 'prefer'),
        checkMonths: fc.integer({ min: 1, max: 12 }),
        ageFrom: fc.integer({ min: 18, max: 40 }),
        ageTo: fc.integer({ min: 50, max: 80 }),
        sameSexFrom: fc.integer({ min: 0, max: 18 }),
        seats: fc.integer({ min: 1, max: 3 }),
        distanceKm: fc.integer({ min: 1, max: 60 }),
      },
      { requiredKeys: [] },
    )
    const weights = fc.record(
      { distance: fc.nat(100), interests: fc.nat(100), continuity: fc.nat(100), language: fc.nat(3) },
      { requiredKeys: [] },
    )
    const size = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(2))
    fc.assert(
      fc.property(
        size,
        setting,
        weights,
        fc.boolean(),
        ([children, volunteers, seed, trouble], settings, by, listed) => {
          const made = county(children, volunteers, seed, 5, 6, trouble / 2)
          const problem = { ...(listed ? made : unlisted(made)), settings, weights: by }
          expect(verify(problem, planOf(problem))).toEqual([])
        },
      ),
      { numRuns: 250 },
    )
  })

  it('proves itself for a whole county', () => {
    const problem = county(2700, 640, 1, 93, 2)
    const plan = planOf(problem)
    expect(plan.totals.paired).toBeGreaterThan(300)
    expect(verify(problem, plan)).toEqual([])
  })

  it('gives the same bytes for the same problem in any order', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = county(40, 25, seed, 4, 5, 0.6)
      const turned: PairingProblem = {
        ...problem,
        children: shuffled(problem.children, seed),
        volunteers: shuffled(problem.volunteers, seed + 1),
        villages: shuffled(problem.villages, seed + 2),
        present: shuffled(problem.present ?? [], seed + 3),
        locked: shuffled(problem.locked ?? [], seed + 4),
        forbidden: shuffled(problem.forbidden ?? [], seed + 5),
        teachers: shuffled(problem.teachers ?? [], seed + 6),
      }
      expect(JSON.stringify(planOf(turned)), `seed ${seed}`).toBe(JSON.stringify(planOf(problem)))
    }
  })

  it('does not see political status, notes, ethnicity, household registration, nor the work and status of parents', () => {
    const problem = county(60, 40, 5, 4, 5, 0.4)
    const other: PairingProblem = {
      ...problem,
      volunteers: problem.volunteers.map((one, i) => ({
        ...one,
        politicalStatus: i % 2 === 0 ? ('partyMember' as const) : ('masses' as const),
        note: 'gave a great deal of money',
      })),
      children: problem.children.map((entry) => ({
        ...entry,
        file: {
          ...entry.file,
          ethnicity: 'miao' as const,
          hukouNature: 'urban' as const,
          health: { ...entry.file.health, status: 'disabled' as never },
          livelihood: { ...entry.file.livelihood, hardship: ['subsistence' as never] },
          father: { ...entry.file.father, workKind: 'factory' as const },
          mother: { ...entry.file.mother, status: 'imprisoned' as const },
        },
      })),
    }
    expect(JSON.stringify(planOf(other))).toBe(JSON.stringify(planOf(problem)))
  })

  it('reads an occupation for conflicts of interest only', () => {
    const base = county(60, 40, 6, 4, 5, 0.4)
    const as = (occupation: string): string => {
      const volunteers = base.volunteers.map((one) => ({ ...one, occupation }))
      return JSON.stringify(planOf({ ...base, teachers: [], volunteers }))
    }
    expect(as('企业主')).toBe(as('农民'))
    expect(as('企业主')).not.toBe(as('教师'))
  })

  it('never leaves a child without in favour of one of a lower tier', () => {
    let waiting = 0
    for (let seed = 1; seed <= 40; seed++) {
      const problem = unlocked(county(50, 25, seed, 3, 5, 0.3))
      const plan = planOf(problem)
      const { children, volunteers, cost } = again(problem)
      const now: Record<string, string> = mates(plan)
      for (const child of children.filter(({ entry }) => !now[entry.file.id])) {
        // Everybody whose seat the child could come to, by others moving on.
        const group = [child]
        const seen = new Set<string>()
        for (const member of group)
          for (const volunteer of volunteers) {
            const { id } = volunteer.helper.volunteer
            if (seen.has(id) || cost(member, volunteer) === undefined) continue
            seen.add(id)
            const holders = children.filter(({ entry }) => now[entry.file.id] === id)
            expect(holders.length).toBe(volunteer.seats)
            for (const holder of holders) {
              expect(holder.entry.tier).toBeGreaterThanOrEqual(child.entry.tier)
              group.push(holder)
              waiting++
            }
          }
      }
    }
    expect(waiting).toBeGreaterThan(1000)
  })

  it('loses no child of any tier and not a yuan of cost when a seat is added', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const problem = unlocked(county(30, 20, seed, 3, 5, 0.3))
      const more = volunteer('W1', { division: villageCode(1), sex: 'male' })
      const [before, after] = [
        worthOf(planOf(problem)),
        worthOf(planOf({ ...problem, volunteers: [...problem.volunteers, more] })),
      ]
      for (let tier = 0; tier < 5; tier++) expect(after[tier]).toBeGreaterThanOrEqual(before[tier]!)
      if (before.slice(0, 5).join() === after.slice(0, 5).join()) expect(after[5]).toBeGreaterThanOrEqual(before[5])
    }
  })

  it('puts every child in the plan once, in order of ids, as plain data without names', () => {
    const problem = county(50, 30, 8, 4, 5)
    const plan = planOf(problem)
    const ids = problem.children.map((entry) => String(entry.file.id)).sort((a, b) => (a < b ? -1 : 1))
    const told = [...plan.pairs, ...plan.waiting].map((entry) => String(entry.child)).sort((a, b) => (a < b ? -1 : 1))
    expect(told).toEqual(ids)
    expect(JSON.parse(canonicalJson(plan))).toEqual(plan)
    for (const word of ['child c', 'volunteer ', 'carer', 'director 1', '1380000'])
      expect(JSON.stringify(plan)).not.toContain(word)
  })

  it('breaks ties by who has waited longest, then by id', () => {
    const since = (id: string, waitingSince?: typeof term.from | '2026-01-05') =>
      child(id, 2, {}, waitingSince ? { waitingSince } : {})
    const one = [volunteer('V1')]
    expect(mates(planOf(problemOf([since('c1'), since('c2')], one)))).toEqual({ c1: 'V1' })
    expect(mates(planOf(problemOf([since('c1'), since('c2', '2026-09-15')], one)))).toEqual({ c2: 'V1' })
    expect(mates(planOf(problemOf([since('c1', '2026-09-15'), since('c2', '2026-01-05')], one)))).toEqual({ c2: 'V1' })
    const ended = agreement('a1', 'c2', 'V9', { state: 'ended', endReason: 'term', to: '2026-02-01' })
    const plan = planOf(problemOf([since('c1'), since('c2')], one, { present: [ended] }))
    expect(mates(plan)).toEqual({ c2: 'V1' })
    expect(planOf(problemOf([since('c2')], [], { present: [ended] })).waiting[0]?.since).toBe('2026-02-01')
  })

  it('answers an empty problem', () => {
    const plan = planOf(problemOf([], []))
    expect(plan.totals).toEqual({ paired: 0, waiting: 0, byTier: [], cost: 0 })
    expect(verify(problemOf([], []), plan)).toEqual([])
  })

  it('refuses what cannot be read, naming field and rule, and never a value', () => {
    const good = problemOf([child('c1')], [volunteer('V1')])
    const told = (change: object): string[] =>
      pair({ ...good, ...change }).match(
        () => [],
        (problems) => problems.map((problem) => `${problem.path} ${problem.code}`),
      )
    const lock = { child: 'c1', volunteer: 'V1', author: 'w1', reason: 'x' }
    expect(told({})).toEqual([])
    expect(told({ term: { from: '2026-09-15', to: '2026-09-15' } })).toEqual(['/term/to inconsistent'])
    expect(told({ children: [child('c1'), child('c1')] })).toEqual(['/children/1/file/id duplicate'])
    expect(told({ volunteers: [volunteer('V1'), volunteer('V1')] })).toEqual(['/volunteers/1/id duplicate'])
    expect(told({ children: [{ ...child('c1'), tier: 5 }] })).toEqual(['/children/0/tier invalid-value'])
    expect(told({ locked: [{ ...lock, child: 'c9' }] })).toEqual(['/locked/0/child inconsistent'])
    expect(told({ locked: [{ ...lock, volunteer: 'V9' }] })).toEqual(['/locked/0/volunteer inconsistent'])
    expect(told({ locked: [lock, lock] })).toEqual(['/locked/1/child duplicate'])
    expect(told({ locked: [lock], forbidden: [lock] })).toEqual(['/locked/0 inconsistent'])
    expect(told({ locked: [{ child: 'c1', volunteer: 'V1' }] })).toEqual([
      '/locked/0/author missing-field',
      '/locked/0/reason missing-field',
    ])
    expect(told({ settings: { seats: 4 } })).toEqual(['/settings/seats too-large'])
    expect(told({ settings: { checkMonths: 13 } })).toEqual(['/settings/checkMonths too-large'])
    expect(told({ weights: { distance: -1 } })).toEqual(['/weights/distance too-small'])
    expect(told({ weights: { politicalStatus: 1 } })).toEqual(['/weights unknown-field'])
    expect(told({ donations: [] })).toEqual([' unknown-field'])
  })

  it('never throws, and repeats nothing that was put in', () => {
    const good = problemOf([child('c1')], [volunteer('V1')])
    const canary = '廿卅卌-CANARY-510623'
    const key = fc.constantFrom('term', 'children', 'volunteers', 'villages', 'present', 'locked', 'settings', canary)
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true }), key, (value, at) => {
        for (const input of [
          value,
          { ...good, [at]: value },
          { ...good, children: [value, canary, { file: { name: canary } }] },
        ]) {
          const shown = pair(input as PairingProblem).match(
            () => '',
            (problems) => JSON.stringify(problems),
          )
          expect(shown).not.toContain('CANARY')
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('decisions of people', () => {
  const locked = (who: string, whom: string) => ({
    child: who,
    volunteer: whom,
    author: 'w1',
    reason: 'know each other',
  })

  it('stand as long as the hard rules allow them, and cost others their seat', () => {
    const kids = [child('c1', 0), child('c2', 4)]
    const lock = [locked('c1', 'V1')] as unknown as NonNullable<PairingProblem['locked']>
    const plan = planOf(problemOf(kids, [volunteer('V1')], { locked: lock }))
    expect(mates(plan)).toEqual({ c1: 'V1' })
    expect(plan.pairs[0]?.fixed).toBe('locked')
    expect(plan.locks).toEqual([{ ...lock[0], stands: true, because: [] }])
    expect(verify(problemOf(kids, [volunteer('V1')], { locked: lock }), plan)).toEqual([])
  })

  it('do not stand against a hard rule, and the plan says which', () => {
    const lock = [locked('c1', 'V1')] as unknown as NonNullable<PairingProblem['locked']>
    const lapsed = volunteer('V1', { trainedOn: 'none' })
    const plan = planOf(problemOf([child('c1')], [lapsed, volunteer('V2')], { locked: lock }))
    expect(mates(plan)).toEqual({ c1: 'V2' })
    expect(plan.locks[0]).toMatchObject({ stands: false, because: [{ rule: 'trained', verdict: 'no' }] })
  })

  it('do not exceed the seats: the riskier child is first', () => {
    const kids = [child('c1', 1), child('c2', 3)]
    const locks = [locked('c1', 'V1'), locked('c2', 'V1')] as unknown as NonNullable<PairingProblem['locked']>
    const plan = planOf(problemOf(kids, [volunteer('V1')], { locked: locks }))
    expect(mates(plan)).toEqual({ c2: 'V1' })
    expect(plan.locks.map((lock) => lock.because)).toEqual([[{ rule: 'capacity', verdict: 'no' }], []])
  })

  it('give back the optimal plan when all its pairs are locked', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const problem = unlocked(county(30, 20, seed, 3, 5, 0.3))
      const plan = planOf(problem)
      const all = {
        ...problem,
        locked: plan.pairs.map((entry) => ({ ...locked('', ''), child: entry.child, volunteer: entry.volunteer })),
      }
      expect(mates(planOf(all))).toEqual(mates(plan))
    }
  })
})

describe('present matches', () => {
  const present = [agreement('a1', 'c1', 'V1')]

  it('go on where the rules and the seats allow it, even with a volunteer who fits less', () => {
    const far = volunteer('V1', { division: villageCode(3), availability: 'none', languages: 'none' })
    const plan = planOf(problemOf([child('c1')], [far, volunteer('V2')], { present }))
    expect(plan.pairs[0]).toMatchObject({ volunteer: 'V1', continues: true })
    expect(plan.discontinued).toEqual([])
  })

  it('are listed with the reason where they end', () => {
    const because = (problem: PairingProblem) => planOf(problem).discontinued.map((match) => match.because)
    const lapsed = volunteer('V1', {
      check: { outcome: 'clear', on: '2025-09-01', authority: 'none', reference: 'none' },
    })
    expect(because(problemOf([child('c1')], [lapsed], { present }))).toEqual([
      { kind: 'rules', rules: [{ rule: 'check-live', verdict: 'no' }] },
    ])
    expect(because(problemOf([child('c1')], [volunteer('V2')], { present }))).toEqual([{ kind: 'notOffered' }])
    expect(because(problemOf([child('c1', 1), child('c2', 3)], [volunteer('V1')], { present }))).toEqual([
      { kind: 'released' },
    ])
    const moved = problemOf([child('c1', 1), child('c2', 3)], [volunteer('V1'), volunteer('V2', { notWith: ['c2'] })], {
      present,
    })
    expect(because(moved)).toEqual([{ kind: 'moved', to: 'V2' }])
  })

  it('are not given up for a riskier child when they are held', () => {
    const problem = problemOf([child('c1', 1), child('c2', 4)], [volunteer('V1')], {
      present,
      settings: { present: 'hold' },
    })
    const plan = planOf(problem)
    expect(plan.pairs).toMatchObject([{ child: 'c1', fixed: 'held', continues: true }])
    expect(plan.waiting).toMatchObject([{ child: 'c2' }])
    expect(verify(problem, plan)).toEqual([])
  })

  it('hold a seat for a child who is not in the problem, and so does one whose state is not known', () => {
    const seats = (change: Parameters<typeof agreement>[3]) =>
      planOf(problemOf([child('c1')], [volunteer('V1')], { present: [agreement('a1', 'c9', 'V1', change)] })).pairs
        .length
    expect(seats({})).toBe(0)
    expect(seats({ state: 'notCollected' })).toBe(0)
    expect(seats({ state: 'proposed' })).toBe(0)
    expect(seats({ role: 'substitute' })).toBe(0)
    expect(seats({ to: '2026-09-15' })).toBe(1)
    expect(seats({ to: '2026-09-16' })).toBe(0)
    expect(seats({ state: 'ended', endReason: 'term' })).toBe(1)
  })
})

describe('a waiting child', () => {
  const because = (problem: PairingProblem) => planOf(problem).waiting.map((entry) => entry.because)

  it('waits for a reason', () => {
    expect(because(problemOf([child('c1', 2, { consents: 'none' })], [volunteer('V1')]))).toEqual([
      { kind: 'notEligible', rules: [{ rule: 'consent', verdict: 'no' }] },
    ])
    const unfit = [volunteer('V1', { division: villageCode(7) }), volunteer('V2', { check: 'notCollected' })]
    expect(because(problemOf([child('c1')], unfit))).toEqual([
      {
        kind: 'noVolunteer',
        rules: [
          { rule: 'check-clear', no: 0, unknown: 1 },
          { rule: 'check-live', no: 0, unknown: 1 },
          { rule: 'distance', no: 1, unknown: 0 },
        ],
      },
    ])
    expect(because(problemOf([child('c1'), child('c2')], [volunteer('V1')]))).toEqual([{ kind: 'seats' }])
    expect(because(problemOf([child('c1', 3), child('c2', 1)], [volunteer('V1')]))).toEqual([
      { kind: 'outPrioritised', by: 3 },
    ])
  })

  it('is looked after by the class teacher, else the child director, never by somebody named as a possible cause', () => {
    const fallback = (change: Parameters<typeof child>[2]) =>
      planOf(problemOf([child('c1', 2, { consents: 'none', ...change })], [])).waiting[0]?.fallback
    const workers = { classTeacher: { id: 't1' }, childDirector: { id: 'd1' } }
    expect(fallback({ workers })).toEqual({ role: 'classTeacher', worker: 't1' })
    expect(fallback({ workers: { childDirector: { id: 'd1' } } })).toEqual({ role: 'childDirector', worker: 'd1' })
    expect(fallback({})).toEqual({ role: 'childDirector', worker: 'notCollected' })
    const incidents = { i1: { possibleCauses: [{ role: 'worker' as const, id: 't1' }] } }
    expect(fallback({ workers, incidents })).toEqual({ role: 'childDirector', worker: 'd1' })
  })
})

describe('the counts', () => {
  it('tell what each rule costs in seats, by sex', () => {
    const plan = planOf(
      problemOf(
        [child('c1')],
        [
          volunteer('V1', { capacity: 5 }),
          volunteer('V2', { capacity: 2, sex: 'male', trainedOn: 'none' }),
          volunteer('V3', { sex: 'male', trainedOn: 'none', agreementUntil: '2026-01-01' }),
          volunteer('V4', { sex: 'notCollected' }),
        ],
        { present: [agreement('a1', 'c9', 'V4')] },
      ),
    )
    const none = { male: 0, female: 0, unknown: 0 }
    expect(plan.seats).toEqual({
      offered: { male: 3, female: 5, unknown: 1 },
      overCap: { ...none, female: 3 },
      held: { ...none, unknown: 1 },
      open: { ...none, female: 2 },
    })
    const rule = (code: string) => plan.rules.find((entry) => entry.rule === code)
    expect(rule('trained')).toMatchObject({ no: 2, seats: { ...none, male: 3 }, seatsAlone: { ...none, male: 2 } })
    expect(rule('agreement')).toMatchObject({ no: 1, seats: { ...none, male: 1 }, seatsAlone: none })
    expect(rule('capacity')).toMatchObject({ no: 1 })
  })

  it('agree with judging every pair by itself', () => {
    const problem = unlocked(county(40, 30, 3, 6, 6, 0.6))
    const plan = planOf(problem)
    const { children, volunteers, cost } = again(problem)
    const fit = children.filter(({ obstacles }) => obstacles.length === 0)
    const able = volunteers.filter(({ helps }) => helps)
    const allowed = fit.flatMap((one) => able.filter((other) => cost(one, other) !== undefined)).length
    const distance = plan.rules.find((entry) => entry.rule === 'distance')!
    const excluded = plan.rules
      .filter((entry) => entry.of === 'pair')
      .reduce((sum, entry) => sum + entry.no + entry.unknown, 0)
    expect(allowed).toBeGreaterThan(50)
    expect(distance.no).toBeLessThan(fit.length * able.length - allowed)
    expect(excluded).toBeGreaterThanOrEqual(fit.length * able.length - allowed)
    for (const code of ['on-register', 'child-refuses', 'consent', 'child-place'])
      for (const verdict of ['no', 'unknown'] as const)
        expect(plan.rules.find((entry) => entry.rule === code)?.[verdict], code).toBe(
          children.filter(({ obstacles }) => obstacles.includes(`${code} ${verdict}`)).length,
        )
    expect(Object.values(plan.seats.open).reduce((a, b) => a + b)).toBe(able.reduce((sum, { seats }) => sum + seats, 0))
  })
})
