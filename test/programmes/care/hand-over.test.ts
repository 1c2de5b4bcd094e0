import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChildId, type ChildFile, childFile, WorkerId } from '../../../src/index.ts'
import { mayBeCause, type Viewer } from '../../../src/privacy/index.ts'
import {
  type CareEventInput,
  type CareProgramme,
  careProgramme,
  handOver,
  type HandOverOrder,
  type WorkItem,
  workKinds,
} from '../../../src/programmes/index.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { goodPlan } from './plan-model.ts'
import { causes, filesOf, today, withoutMatters } from './world.ts'

const [w1, w2, s1] = ['w1', 'w2', 's1'].map((id) => WorkerId.parse(id)) as [WorkerId, WorkerId, WorkerId]
const order = (more: Partial<HandOverOrder> = {}): HandOverOrder => ({
  as: 'childDirector',
  from: w1,
  to: w2,
  by: s1,
  on: today,
  ...more,
})
const successor: Viewer = { role: 'worker', relation: 'ownCase', person: 'w2' }
const hands: Viewer = { role: 'supervisor', relation: 'area', person: 's1' }

/** What lies on the desks of an office: files, what is due, plans of the first and the second child. */
interface Desk {
  readonly files: readonly ChildFile[]
  readonly items: readonly WorkItem[]
  readonly history: readonly CareEventInput[]
  readonly plans: CareProgramme
}
const item = (i: number): fc.Arbitrary<WorkItem> =>
  fc.record({
    id: fc.constant(`item ${i}`),
    what: fc.constantFrom(...workKinds.map(({ key }) => key)),
    owner: fc.constantFrom<WorkItem['owner']>(
      'none',
      { role: 'childDirector', id: 'w1' },
      { role: 'childDirector', id: 'w1' },
      { role: 'childDirector', id: 'w2' },
      { role: 'supervisor', id: 'w1' },
    ),
    due: fc.constantFrom('2026-09-01', '2026-09-16', '2026-10-01'),
    children: fc.subarray(['c1', 'c2', 'c3'].map((id) => ChildId.parse(id))),
    household: fc.constant('none'),
    village: fc.constant('none'),
    school: fc.constant('none' as const),
    words: fc.constant('做事'),
    about: fc.array(
      causes.map((possibleCauses) => ({ possibleCauses })),
      { maxLength: 1 },
    ),
  })
const desks: fc.Arbitrary<Desk> = fc
  .tuple(
    filesOf(3),
    fc.tuple(...Array.from({ length: 8 }, (_, i) => item(i))),
    fc.integer({ min: 4, max: 7 }),
    fc.constantFrom(undefined, 'i1', 'i2'),
  )
  .map(([files, items, far, matter]) => {
    const events = ['c1', 'c2'].flatMap((child, n) => goodPlan(`p${n + 1}`, n * 3, child).slice(0, far))
    const history = events.map((event, i): CareEventInput => {
      const draft = { ...event, id: `e${i}` } as CareEventInput
      return draft.kind === 'opened' && draft.plan === 'p2' && matter ? { ...draft, matter } : draft
    })
    return { files, items, history, plans: careProgramme(history, { asOf: today })._unsafeUnwrap() }
  })

type Answers = typeof handOver
/** The sheet, or nothing where the hand-over is refused. */
const sheetOf = (answers: Answers, desk: Desk, more: Partial<HandOverOrder> = {}) =>
  answers(order(more), desk).match(
    (sheet) => sheet,
    () => undefined,
  )
const directorOf = ({ workers }: ChildFile): string =>
  typeof workers.childDirector === 'string' ? '' : workers.childDirector.id
const own = ({ files }: Desk): readonly string[] =>
  files.filter((file) => directorOf(file) === 'w1').map(({ id }) => id)

const laws: readonly Law<Answers>[] = [
  {
    name: 'moves all cases of the one worker and none of others',
    holds: (answers) => {
      let moved = 0
      everywhere(desks, (desk) => {
        const sheet = sheetOf(answers, desk)
        if (!sheet) return
        expect([...sheet.children].sort()).toEqual([...own(desk)].sort())
        moved += sheet.children.length
        const part = own(desk)
          .slice(0, 1)
          .map((id) => ChildId.parse(id))
        if (part.length > 0) expect(sheetOf(answers, desk, { children: part })?.children).toEqual(part)
        const other = desk.files.find((file) => directorOf(file) !== 'w1')
        if (other) expect(answers(order({ children: [other.id] }), desk).isErr()).toBe(true)
      })
      expect(moved).toBeGreaterThan(60)
    },
  },
  {
    name: 'loses nothing that is open: each thing goes along once, with its new owner, for the children who move',
    holds: (answers) => {
      let went = 0
      everywhere(desks, (desk) => {
        const sheet = sheetOf(answers, desk)
        if (!sheet) return
        const going = new Set<string>(own(desk))
        const wanted = desk.items.flatMap(({ id, owner, children }) => {
          const here = children.filter((child) => going.has(child))
          return owner !== 'none' && owner.role === 'childDirector' && owner.id === 'w1' && here.length > 0
            ? [`${id} ${here.join(' ')}`]
            : []
        })
        const found = [...sheet.open, ...sheet.kept.open]
        expect(found.map(({ id, children }) => `${id} ${children.join(' ')}`).sort()).toEqual(wanted.sort())
        for (const { owner } of found) expect(owner).toEqual({ role: 'childDirector', id: 'w2' })
        went += found.length
      })
      expect(went).toBeGreaterThan(60)
    },
  },
  {
    name: 'hands on each open task once, in a way that the plans take, and what was done stays credited to who did it',
    holds: (answers) => {
      let handed = 0
      everywhere(desks, (desk) => {
        const sheet = sheetOf(answers, desk)
        if (!sheet) return
        const events = [...sheet.handOn, ...sheet.kept.handOn].map((event, i) => ({ ...event, id: `h${i}` }))
        const after = careProgramme([...desk.history, ...events], { asOf: today })._unsafeUnwrap()
        expect(after.refused).toEqual(desk.plans.refused)
        for (const [id, plan] of Object.entries(after.plans))
          for (const [key, task] of Object.entries(plan.tasks)) {
            const before = desk.plans.plans[id]?.tasks[key]
            const goes =
              before?.state === 'open' &&
              before.owner.id === 'w1' &&
              own(desk).includes(plan.child) &&
              plan.state !== 'closed'
            expect([id, key, task.owner.id]).toEqual([id, key, goes ? 'w2' : before?.owner.id])
            expect(task.done).toEqual(before?.done)
            if (goes) handed += 1
          }
      })
      expect(handed).toBeGreaterThan(20)
    },
  },
  {
    name: 'tells a successor nothing that depends on a matter of which successor or supervisor may be the cause',
    holds: (answers) => {
      let kept = 0
      everywhere(
        desks,
        (desk) => {
          const isGone = (incident: Parameters<typeof mayBeCause>[0]): boolean =>
            [successor, hands].some((viewer) => mayBeCause(incident, viewer))
          const sheet = sheetOf(answers, desk)
          if (!sheet) return
          const { kept: apart, ...shown } = sheet
          kept += apart.open.length
          const bare = {
            ...desk,
            files: desk.files.map((file) => withoutMatters(file, isGone)),
            items: desk.items.filter(({ about = [] }) => !about.some(isGone)),
          }
          const less = answers(order(), bare).match(
            (found) => ({ mustBeTold: found.mustBeTold, open: found.open }),
            () => undefined,
          )
          expect(JSON.stringify({ mustBeTold: shown.mustBeTold, open: shown.open })).toBe(JSON.stringify(less))
        },
        250,
      )
      expect(kept).toBeGreaterThan(20)
    },
  },
  {
    name: 'refuses a successor whom a matter names, and tells so only a supervisor whom it does not',
    holds: (answers) => {
      let refused = 0
      everywhere(
        desks,
        (desk) => {
          const named = desk.files.some(
            (file) =>
              own(desk).includes(file.id) &&
              Object.values(file.incidents).some(
                (incident) =>
                  typeof incident.possibleCauses !== 'string' &&
                  mayBeCause(incident, successor) &&
                  !mayBeCause(incident, hands),
              ),
          )
          expect(answers(order(), desk).isErr()).toBe(named)
          if (named) refused += 1
          expect(answers(order({ to: s1 }), desk).isErr()).toBe(true)
          expect(answers(order({ to: w1 }), desk).isErr()).toBe(true)
        },
        250,
      )
      expect(refused).toBeGreaterThan(10)
    },
  },
  {
    name: 'comes to the same for all cases at once and for each alone, in any order of files and items',
    holds: (answers) => {
      everywhere(desks, (desk) => {
        const whole = sheetOf(answers, desk)
        if (!whole) return
        const parts = whole.children.flatMap((id) => sheetOf(answers, desk, { children: [id] }) ?? [])
        expect(parts.flatMap(({ mustBeTold }) => mustBeTold)).toEqual(whole.mustBeTold)
        expect(parts.flatMap(({ handOn }) => handOn.map(({ task, plan }) => `${plan} ${task}`)).sort()).toEqual(
          whole.handOn.map(({ task, plan }) => `${plan} ${task}`).sort(),
        )
        const turned = { ...desk, files: desk.files.toReversed(), items: desk.items.toReversed() }
        expect(JSON.stringify(sheetOf(answers, turned))).toBe(JSON.stringify(whole))
      })
    },
  },
]
const [cases, nothingLost, tasks, untold, refusal, same] = laws.map(({ name }) => name)
type Sheet = NonNullable<ReturnType<typeof sheetOf>>
const saying =
  (change: (sheet: Sheet, asked: HandOverOrder) => Partial<Sheet>): Answers =>
  (asked, input) =>
    handOver(asked, input).map((sheet) => ({ ...sheet, ...change(sheet, asked) }))
const [someDirector] = Object.values(
  childFile({ id: 'c9', name: '李军', workers: { childDirector: { id: w1, name: '王芳' } } }).workers,
).filter((worker) => typeof worker !== 'string')
if (!someDirector) throw new Error('a file without its director')
const dutyOf = (file: ChildFile, id: string): Sheet['mustBeTold'][number] => ({
  child: file.id,
  what: 'reportDuty',
  path: `/incidents/${id}`,
  due: 'none',
})
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'takes cases of others along',
    killedBy: cases ?? '',
    broken: (asked, input) =>
      handOver(asked, {
        ...input,
        files: input.files.map((file) => ({
          ...file,
          workers: { ...file.workers, childDirector: someDirector },
        })),
      }),
  },
  {
    name: 'leaves one case behind',
    killedBy: cases ?? '',
    broken: saying(({ children }) => ({ children: children.slice(1) })),
  },
  {
    name: 'loses what is kept apart',
    killedBy: nothingLost ?? '',
    broken: saying(() => ({ kept: { open: [], handOn: [] } })),
  },
  {
    name: 'drops a visit that serves a child who stays',
    killedBy: nothingLost ?? '',
    broken: (asked, input) =>
      handOver(asked, {
        ...input,
        items: (input.items ?? []).filter(({ children }) =>
          children.every((id) => input.files.some((file) => file.id === id && directorOf(file) === 'w1')),
        ),
      }),
  },
  {
    name: 'keeps the old owner',
    killedBy: nothingLost ?? '',
    broken: saying(({ open }, { from }) => ({
      open: open.map((one) => ({ ...one, owner: { role: 'childDirector', id: from } })),
    })),
  },
  {
    name: 'hands on no tasks',
    killedBy: tasks ?? '',
    broken: saying(({ kept }) => ({ handOn: [], kept: { ...kept, handOn: [] } })),
  },
  {
    name: 'hands every task on twice',
    killedBy: tasks ?? '',
    broken: saying(({ handOn }) => ({ handOn: [...handOn, ...handOn] })),
  },
  {
    name: 'puts what is kept apart with the rest',
    killedBy: untold ?? '',
    broken: saying(({ open, kept }) => ({ open: [...open, ...kept.open] })),
  },
  {
    name: 'tells that there is something that it does not tell',
    killedBy: untold ?? '',
    broken: (asked, input) =>
      handOver(asked, input).map((sheet) => ({
        ...sheet,
        mustBeTold: [
          ...sheet.mustBeTold,
          ...input.files.flatMap((file) => Object.keys(file.incidents).map((id) => dutyOf(file, id))),
        ],
      })),
  },
  {
    name: 'gives children to somebody whom a matter names',
    killedBy: refusal ?? '',
    broken: (asked, input) =>
      handOver(asked, { ...input, files: input.files.map((file) => withoutMatters(file, () => true)) }),
  },
  {
    name: 'follows the order of the files',
    killedBy: same ?? '',
    broken: (asked, input) =>
      handOver(asked, input).map((sheet) => ({
        ...sheet,
        children: input.files.flatMap(({ id }) => (sheet.children.includes(id) ? [id] : [])),
      })),
  },
]
lawSuite('handOver', handOver, laws, mutants)

describe('handOver, worked', () => {
  const workers = { childDirector: { id: 'w1', name: '王芳' }, classTeacher: { id: 't1', name: '李老师' } } as const
  const file = childFile({
    id: 'c1',
    name: '李小花',
    workers,
    health: { allergies: { a1: { substance: 'penicillin' } } },
    visits: {
      v1: { on: '2026-09-10', by: '王芳', childSeen: 'yes', spokenAlone: 'carerPresent', nextOn: '2026-09-20' },
    },
    preferences: { p1: { about: 'person', says: 'refuses', words: '不见', mayBeToldTo: ['worker'] } } as never,
    incidents: {
      i1: { observedOn: '2026-09-14', situations: ['violence'], possibleCauses: [{ role: 'father', id: 'none' }] },
    },
  })
  const plans = careProgramme(
    goodPlan('p1', 0)
      .slice(0, 6)
      .map((event, i) => ({ ...event, id: `e${i}` })),
    { asOf: today, flags: {} },
  )._unsafeUnwrap()
  const flag = { rule: 'contact.silent-month', episode: 1, state: 'inAction', deadline: '2026-09-20' }
  const withFlag = { ...plans, flags: { c1: [flag as never] } }

  it('tells a successor of the duty, the flag, the visit that was promised and what the child refuses', () => {
    const sheet = handOver(order(), { files: [file], plans: withFlag })._unsafeUnwrap()
    expect(sheet.mustBeTold.map(({ what, path, due }) => [what, path, due])).toEqual([
      ['reportDuty', '/incidents/i1', '2026-09-14'],
      ['openFlag', '/flags/contact.silent-month/1', '2026-09-20'],
      ['childRefuses', '/preferences/p1', 'none'],
      ['promisedVisit', '/visits/v1/nextOn', '2026-09-20'],
      ['notSpokenAlone', '/visits', 'none'],
      ['nobodyReachable', '/emergencyContacts', 'none'],
      ['allergy', '/health/allergies/a1', 'none'],
      ['planReview', '/plans/p1', '2026-03-17'],
    ])
    expect(sheet.handOn.map(({ task, owner }) => [task, owner.id])).toEqual([['t1', 'w2']])
  })
  it('tells a class teacher of the allergy and the telephone, and of no flag, plan, visit, report or word', () => {
    const [t1, t2] = [WorkerId.parse('t1'), WorkerId.parse('t2')]
    const words: WorkItem = {
      id: 'a',
      what: 'planTask',
      owner: { role: 'teacher', id: 't1' },
      due: today,
      children: [file.id],
      household: 'none',
      village: 'none',
      school: 'none',
      words: '低保',
    }
    const sheet = handOver(order({ as: 'classTeacher', from: t1, to: t2 }), {
      files: [file],
      plans: withFlag,
      items: [words],
    })._unsafeUnwrap()
    expect(sheet.mustBeTold.map(({ what }) => what)).toEqual(['nobodyReachable', 'allergy'])
    expect(sheet.open.map((one) => one.words)).toEqual(['none'])
  })
  it('is empty for a worker without cases, and leaves nothing behind after the files were changed', () => {
    const done = { ...file, workers: { ...workers, childDirector: { id: w2, name: '赵强' } } } as unknown as ChildFile
    expect(handOver(order(), { files: [done] })._unsafeUnwrap()).toMatchObject({
      children: [],
      open: [],
      handOn: [],
      mustBeTold: [],
    })
  })
})
