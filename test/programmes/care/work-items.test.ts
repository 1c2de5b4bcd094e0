import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChildFile, childFile } from '../../../src/index.ts'
import { mayBeCause, type Viewer } from '../../../src/privacy/index.ts'
import {
  careDue,
  careProgramme,
  type DueParts,
  knownDuties,
  leavings,
  type WorkItem,
  type WorkPerson,
  workItems,
  workList,
} from '../../../src/programmes/index.ts'
import { type FlagRecord, reportDuties } from '../../../src/risk/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { happenings, written } from './leaving-model.ts'
import { day, flag, histories } from './plan-model.ts'
import { filesOf, withoutMatters } from './world.ts'

const asOf = day(45)
const states = ['raised', 'acknowledged', 'inAction', 'cleared'] as const
const flagsOf = (child: string) =>
  fc
    .subarray(['contact.silent-month', 'health.untreated', 'care.weak-carer'])
    .chain((rules) =>
      fc.tuple(
        ...rules.map((rule) =>
          fc.constantFrom(...states).map((state): FlagRecord => ({ ...flag(rule, 'none'), state })),
        ),
      ),
    )
    .map((records) => [child, records] as const)
const visit = fc.record({
  kind: fc.constantFrom('homeVisit', 'parentContact', 'review'),
  worker: fc.constantFrom('w1', 'w2', 'none'),
  household: fc.constantFrom('home.a', 'home.b'),
  village: fc.constantFrom('520526100202', 'notCollected'),
  due: fc.nat(60).map(day),
  children: fc.subarray([{ id: 'c1' }, { id: 'c2' }], { minLength: 1 }),
})
const need = fc.record({
  child: fc.constantFrom('c1', 'c2', 'c9'),
  neededBy: fc.constantFrom<unknown>('none', day(40), day(50)),
  state: fc.constantFrom('open', 'partlyMet', 'met', 'dropped'),
})

/** All parts of the programmes as they stand on a day. */
const worlds: fc.Arbitrary<DueParts> = fc
  .record({
    files: filesOf(2),
    history: histories,
    happened: happenings,
    flags: fc.tuple(flagsOf('c1'), flagsOf('c2')),
    visits: fc.array(visit, { maxLength: 3 }),
    needs: fc.array(need, { maxLength: 3 }),
    drafter: fc.constantFrom(undefined, { id: 's1', role: 'supervisor' } as const),
    lent: fc.integer({ min: 40, max: 50 }),
  })
  .map(({ files, history, happened, flags, visits, needs, drafter, lent }) => {
    const events = history.map((event) => (event.kind === 'opened' && drafter ? { ...event, by: drafter } : event))
    const care = careDue(careProgramme(events, { asOf })._unsafeUnwrap())
    const [task] = care.filter(({ what }) => what === 'task')
    const helper = { id: 'v1', role: 'volunteer' } as const
    // What a volunteer owes, late or not.
    const owed = task
      ? [{ ...task, task: 'tv' as never, owner: helper, due: day(lent), daysLate: Math.max(0, 45 - lent) }]
      : []
    return {
      asOf,
      files,
      care: [...care, ...owed],
      leavings: leavings(written(happened), { asOf })._unsafeUnwrap(),
      flags: Object.fromEntries(flags),
      visits: visits as unknown as NonNullable<DueParts['visits']>,
      aid: needs.map((one, i) => ({ ...one, need: `n${i}` })) as unknown as NonNullable<DueParts['aid']>,
    }
  })

type Answers = typeof workItems
const post = (file: ChildFile, key: 'childDirector' | 'supervisor'): WorkPerson | 'none' => {
  const worker = file.workers[key]
  return typeof worker === 'string' ? 'none' : { role: key, id: worker.id }
}
/** The director, else the supervisor, else nobody. */
const incharge = (file: ChildFile): WorkPerson | 'none' =>
  post(file, 'childDirector') === 'none' ? post(file, 'supervisor') : post(file, 'childDirector')
const said = (owner: WorkItem['owner']): string => (owner === 'none' ? 'none' : `${owner.role} ${owner.id}`)
const notBy = (id: string, ...people: readonly (WorkPerson | 'none')[]): WorkPerson | 'none' =>
  people.find((one) => one !== 'none' && one.id !== id) ?? 'none'

/** What is due of everything but reports, and whose it is: thing, owner and day. */
function plainItems({
  files,
  flags = {},
  visits = [],
  aid = [],
  care = [],
  leavings: left,
}: DueParts): readonly string[] {
  const fileOf = (id: string): ChildFile | undefined => files.find((file) => file.id === id)
  const lines: string[] = []
  const add = (id: string, owner: WorkItem['owner'], due: string): number =>
    lines.push(`${id} | ${said(owner)} | ${due}`)
  for (const [child, records] of Object.entries(flags))
    for (const { rule, episode, state, deadline } of records) {
      const file = fileOf(child)
      if (file && (state === 'raised' || state === 'acknowledged'))
        add(`flag ${child} ${rule} ${episode}`, incharge(file), deadline)
    }
  for (const { kind, worker, household, due, children } of visits)
    add(
      `${kind} ${household} ${children
        .map(({ id }) => id)
        .sort()
        .join('+')} ${due}`,
      worker === 'none' ? 'none' : { role: 'childDirector', id: worker },
      due,
    )
  for (const { need: id, child, neededBy, state } of aid) {
    const file = fileOf(child)
    if (file && neededBy !== 'none' && state !== 'met' && state !== 'dropped')
      add(`need ${id}`, incharge(file), neededBy)
  }
  for (const { plan, task, child, what, owner, due, daysLate, author } of care) {
    const file = fileOf(child)
    if (!file) continue
    const holder: WorkItem['owner'] = {
      role: owner.role === 'worker' ? 'childDirector' : (owner.role as WorkPerson['role']),
      id: owner.id,
    }
    if (what === 'approval') add(`approval ${plan}`, notBy(author, post(file, 'supervisor')), due)
    else if (what === 'review') add(`review ${plan}`, holder, due)
    else if (owner.role !== 'volunteer' && owner.role !== 'guardian') add(`task ${plan} ${task}`, holder, due)
    else if (daysLate > 0) add(`task ${plan} ${task}`, incharge(file), due)
  }
  for (const { child, by, followUps } of Object.values(left?.children ?? {})) {
    const file = fileOf(child)
    if (!file) continue
    for (const { what, due, status } of followUps) {
      if (status === 'done') continue
      const owner =
        what === 'acknowledgement'
          ? post(file, 'supervisor')
          : what === 'secondPerson'
            ? notBy(by, incharge(file), post(file, 'supervisor'))
            : incharge(file)
      add(`left ${child} ${what}`, owner, due)
    }
  }
  return lines.sort()
}

const viewerOf = ({ role, id }: WorkPerson): Viewer => ({
  role: role === 'childDirector' ? 'worker' : role,
  relation: 'ownCase',
  person: id,
})
const reportKey = (
  child: string,
  { about }: { readonly about: { readonly kind: string; readonly id: string } },
): string => `report ${child} ${about.kind} ${about.id}`

const laws: readonly Law<Answers>[] = [
  {
    name: 'has each thing that is due once, with the one who owes it and its day',
    holds: (answers) => {
      let found = 0
      everywhere(worlds, (world) => {
        const items = answers(world).filter(({ what }) => what !== 'report')
        expect(items.map(({ id, owner, due }) => `${id} | ${said(owner)} | ${due}`).sort()).toEqual(plainItems(world))
        found += items.length
      })
      expect(found).toBeGreaterThan(400)
    },
  },
  {
    name: 'has every open duty to report once, with nobody who may not know of it',
    holds: (answers) => {
      let told = 0
      everywhere(worlds, (world) => {
        const items = answers(world).filter(({ what }) => what === 'report')
        const all = world.files.flatMap((file) =>
          [
            ...reportDuties(file, { asOf }),
            ...['childDirector' as const, 'supervisor' as const].flatMap((key) => {
              const person = post(file, key)
              return person === 'none' ? [] : knownDuties(file, { asOf, viewer: viewerOf(person) })
            }),
          ]
            .filter(({ state }) => state !== 'reported')
            .map((duty) => reportKey(file.id, duty)),
        )
        expect([...new Set(items.map(({ id }) => id))].sort()).toEqual([...new Set(all)].sort())
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
        const { lists } = workList(items, { asOf, days: 400 })
        for (const { person, atOnce } of lists)
          for (const { id, children } of atOnce) {
            const file = world.files.find((one) => one.id === children[0])
            const known = file
              ? knownDuties(file, { asOf, viewer: viewerOf(person) }).map((duty) => reportKey(file.id, duty))
              : []
            expect(known).toContain(id)
            told += 1
          }
      })
      expect(told).toBeGreaterThan(20)
    },
  },
  {
    name: 'makes lists that are equal to the byte with and without a matter of which their owner may be the cause',
    holds: (answers) => {
      let differ = 0
      everywhere(worlds, (world) => {
        for (const person of [
          { role: 'childDirector', id: 'w1' },
          { role: 'supervisor', id: 's1' },
        ] as const) {
          const isGone = (incident: Parameters<typeof mayBeCause>[0]): boolean => mayBeCause(incident, viewerOf(person))
          const files = world.files.map((file) => withoutMatters(file, isGone))
          const listOf = (given: DueParts): string =>
            JSON.stringify(
              workList(answers(given), { asOf, days: 400 }).lists.filter(
                (list) => list.person.role === person.role && list.person.id === person.id,
              ),
            )
          // Plans and flags are given as far as this person may know of them: here they rest on no matter.
          const whole = { ...world, care: world.care?.filter(({ matters }) => matters.length === 0) ?? [] }
          if (JSON.stringify(files) !== JSON.stringify(world.files)) differ += 1
          expect(listOf(whole)).toBe(listOf({ ...whole, files }))
        }
      })
      expect(differ).toBeGreaterThan(60)
    },
  },
  {
    name: 'is the same in any order of its parts',
    holds: (answers) => {
      everywhere(
        worlds,
        (world) => {
          const turned = {
            ...world,
            files: world.files.toReversed(),
            care: world.care?.toReversed() ?? [],
            visits: world.visits?.toReversed() ?? [],
            aid: world.aid?.toReversed() ?? [],
          }
          const sorted = (items: readonly WorkItem[]) => items.map((one) => JSON.stringify(one)).sort()
          expect(sorted(answers(turned))).toEqual(sorted(answers(world)))
          expect(JSON.stringify(workList(answers(turned), { asOf }))).toBe(
            JSON.stringify(workList(answers(world), { asOf })),
          )
        },
        40,
      )
    },
  },
]
const [each, reported, blind, ordered] = laws.map(({ name }) => name)
const giving =
  (change: (parts: DueParts) => Partial<DueParts>): Answers =>
  (parts) =>
    workItems({ ...parts, ...change(parts) })
const saying =
  (change: (item: WorkItem, parts: DueParts) => Partial<WorkItem>): Answers =>
  (parts) =>
    workItems(parts).map((one) => ({ ...one, ...change(one, parts) }))
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'forgets flags that somebody has only acknowledged',
    killedBy: each ?? '',
    broken: giving(({ flags = {} }) => ({
      flags: Object.fromEntries(
        Object.entries(flags).map(([id, all]) => [id, all.filter(({ state }) => state !== 'acknowledged')]),
      ),
    })),
  },
  {
    name: 'never lets go of a flag that is in action',
    killedBy: each ?? '',
    broken: giving(({ flags = {} }) => ({
      flags: Object.fromEntries(
        Object.entries(flags).map(([id, all]) => [id, all.map((one) => ({ ...one, state: 'raised' as const }))]),
      ),
    })),
  },
  {
    name: 'asks who drafted a plan to approve it',
    killedBy: each ?? '',
    broken: giving(({ care = [] }) => ({ care: care.map((one) => ({ ...one, author: 'nobody' })) })),
  },
  {
    name: 'puts what volunteers owe on a list before it is late',
    killedBy: each ?? '',
    broken: giving(({ care = [] }) => ({ care: care.map((one) => ({ ...one, daysLate: 1 })) })),
  },
  {
    name: 'forgets what is owed after leaving',
    killedBy: each ?? '',
    broken: giving(() => ({ leavings: { asOf, children: {}, refused: [] } })),
  },
  {
    name: 'drops what nobody owns',
    killedBy: each ?? '',
    broken: (parts) => workItems(parts).filter(({ owner }) => owner !== 'none'),
  },
  {
    name: 'drops a report that the director must not know of',
    killedBy: reported ?? '',
    broken: (parts) =>
      workItems(parts).filter(
        ({ owner, what }) => what !== 'report' || owner === 'none' || owner.role === 'childDirector',
      ),
  },
  {
    name: 'gives every report to the director',
    killedBy: reported ?? '',
    broken: saying(({ what, children }, { files }) => {
      const file = files.find(({ id }) => id === children[0])
      return what === 'report' && file ? { owner: incharge(file), about: [] } : {}
    }),
  },
  {
    name: 'rings with the matter in mind whoever reads the list',
    killedBy: blind ?? '',
    broken: saying(({ what, children }, { files }) => {
      const matters = files.find(({ id }) => id === children[0])?.incidents ?? {}
      return what === 'report' ? {} : { words: `${Object.keys(matters).length}` }
    }),
  },
  {
    name: 'follows the order of its parts',
    killedBy: ordered ?? '',
    broken: (parts) =>
      workItems(parts).map((one, i) => (i === 0 ? { ...one, village: parts.files[0]?.id ?? '' } : one)),
  },
]
lawSuite('workItems', workItems, laws, mutants)

describe('workItems, worked', () => {
  const workers = {
    childDirector: { id: 'w1', name: '王芳' },
    supervisor: { id: 's1', name: '孙丽' },
    classTeacher: { id: 't1', name: '李老师' },
  }
  const file = childFile({ id: 'c1', name: '李小花', workers, residenceDivision: '520526100202' })
  const items = (parts: Partial<DueParts>) => workItems({ asOf, files: [file], ...parts })
  const outline = (all: readonly WorkItem[]) =>
    all.map(({ what, owner, due, children }) => [what, said(owner), due, ...children])

  it('asks a worker for support, and to remind a volunteer only of what is late', () => {
    const call = {
      match: 'a1',
      child: 'c1',
      volunteer: 'v1',
      what: 'call',
      owedBy: 'volunteer',
      due: day(40),
      status: 'overdue',
      standing: 'seen',
    }
    const [meeting, support] = [
      { ...call, what: 'meeting', status: 'due', due: day(45) },
      { ...call, what: 'support', owedBy: 'worker', due: day(44) },
    ]
    const surrogate = { due: [call, meeting, support], overdue: [call] } as never
    expect(outline(items({ surrogate }))).toEqual([
      ['remind', 'childDirector w1', day(40), 'c1'],
      ['support', 'childDirector w1', day(44), 'c1'],
    ])
  })
  it('names no child of a talk, and gives a review to the supervisor of that day', () => {
    const supervision = [
      { counsellor: 'p1', supervisor: 's8', from: day(0), to: day(20) },
      { counsellor: 'p1', supervisor: 's9', from: day(20), to: 'none' },
    ]
    const programme = {
      asOf,
      standing: { supervision, proofs: [], helpers: [] },
      courses: { k1: { of: 'counselling', counsellor: 'p1' } },
      refused: [],
    }
    const due = [
      { course: 'k1', what: 'session', owedBy: 'p1', due: day(46), status: 'dueSoon' },
      { course: 'k1', what: 'review', owedBy: 'supervisor', due: day(47), status: 'dueSoon' },
    ]
    expect(outline(items({ counselling: { programme, due } as never }))).toEqual([
      ['talk', 'counsellor p1', day(46)],
      ['talkReview', 'supervisor s9', day(47)],
    ])
  })
  it('asks each teacher once to invite the pupils of the class whom a lesson has not reached', () => {
    const pupil = (child: string, teacher: string) => ({
      child,
      teacher,
      state: 'notReached',
      next: { session: 'm1', on: day(50) },
    })
    const pupils = [pupil('c1', 't1'), pupil('c7', 't1'), pupil('c8', 't2'), { ...pupil('c9', 't2'), next: 'none' }]
    const teachers = Object.fromEntries(pupils.map(({ child, teacher }) => [child, teacher]))
    expect(outline(items({ safety: [{ reach: { pupils } as never, teachers }] }))).toEqual([
      ['lesson', 'teacher t1', day(50), 'c1', 'c7'],
      ['lesson', 'teacher t2', day(50), 'c8'],
    ])
  })
  it('owes the next drill, or the one that was missed last where there is no next', () => {
    const period = (n: number) => ({ from: day(n), due: day(n + 28) })
    const drills = {
      standings: [
        { school: 'A', next: period(31), overdue: [period(0)] },
        { school: 'B', next: 'none', overdue: [period(-60), period(0)] },
      ] as never,
      persons: { A: 't5' },
    }
    expect(outline(items({ drills }))).toEqual([
      ['drill', 'none', day(28)],
      ['drill', 'teacher t5', day(59)],
    ])
  })
  it('gives what rests on a matter that the director may not know of to the supervisor, and keeps from both what neither may know', () => {
    const incident = (ids: readonly string[]) => ({
      observedOn: '2026-04-01',
      situations: ['violence'],
      possibleCauses: ids.map((id) => ({ role: 'worker', id })),
    })
    const grave = (ids: readonly string[]) => childFile({ ...file, incidents: { i1: incident(ids) } } as never)
    const lists = (ids: readonly string[]) => {
      const { lists: found, kept, unowned } = workList(workItems({ asOf, files: [grave(ids)] }), { asOf })
      return [found.map(({ person }) => person.id), kept.length, unowned.length]
    }
    expect(lists(['w9'])).toEqual([['w1'], 0, 0])
    expect(lists(['w1'])).toEqual([['s1'], 0, 0])
    expect(lists(['w1', 's1'])).toEqual([[], 1, 0])
  })
})
