import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import {
  ChildId,
  codeLists,
  daysBetween,
  type Incident,
  Instant,
  type PlainDate,
  tierNames,
} from '../../../src/index.ts'
import { mayBeCause } from '../../../src/privacy/index.ts'
import {
  type PersonalWorkList,
  type WorkItem,
  workFeed,
  workKinds,
  workList,
  type WorkLists,
} from '../../../src/programmes/index.ts'
import { toICalendar } from '../../../src/schedule/ical.ts'
import { everywhere, type Law, lawSuite, type Mutant } from '../law-suite.ts'
import { day } from './plan-model.ts'
import { causes } from './world.ts'

const asOf = day(20)
const routes = { w1: ['v2', 'v1'] }
const typed = ['低保户，留守儿童，三级', '牙疼', 'none'] as const
const some: fc.Arbitrary<WorkItem> = fc.record({
  id: fc.constantFrom(...'a b c d e f g h i j k l m n o p q r s t'.split(' ')),
  what: fc.oneof(fc.constant('homeVisit' as const), fc.constantFrom(...workKinds.map(({ key }) => key))),
  owner: fc.constantFrom<WorkItem['owner']>(
    'none',
    { role: 'childDirector', id: 'w1' },
    { role: 'childDirector', id: 'w1' },
    { role: 'supervisor', id: 's1' },
    { role: 'supervisor', id: 'w1' },
    { role: 'teacher', id: 't1' },
    { role: 'counsellor', id: 'p1' },
  ),
  due: fc.integer({ min: 10, max: 30 }).map(day),
  children: fc.subarray(['c1', 'c2'].map((id) => ChildId.parse(id))),
  household: fc.constantFrom('none', 'home.a', 'home.b'),
  village: fc.constantFrom('v1', 'v2', 'v3', 'none'),
  school: fc.constant('none' as const),
  words: fc.constantFrom(...typed),
  about: fc.oneof(
    fc.constant([]),
    fc.array(
      causes.map((possibleCauses) => ({ possibleCauses })),
      { maxLength: 1 },
    ),
  ),
})
const all = fc.array(some, { maxLength: 25, size: 'max' })

type Answers = (items: readonly WorkItem[], days?: number) => WorkLists
const real: Answers = (items, days) => workList(items, { asOf, routes, ...(days === undefined ? {} : { days }) })

const roleOf = {
  childDirector: 'worker',
  supervisor: 'supervisor',
  teacher: 'teacher',
  counsellor: 'counsellor',
} as const
const isKept = ({ owner, about = [] }: WorkItem): boolean =>
  owner !== 'none' &&
  about.some((matter: Pick<Incident, 'possibleCauses'>) =>
    mayBeCause(matter, { role: roleOf[owner.role], relation: 'ownCase', person: owner.id }),
  )
const shown = ({ lists }: WorkLists) =>
  lists.flatMap(({ person, atOnce, villages }) =>
    [...atOnce, ...villages.flatMap(({ lines }) => lines)].map((line) => ({ person, line })),
  )
const who = ({ owner }: WorkItem): string => (owner === 'none' ? 'none' : `${owner.role} ${owner.id}`)

const laws: readonly Law<Answers>[] = [
  {
    name: 'has each thing that is due before the last day once: with its owner, with nobody, or kept apart',
    holds: (answers) => {
      let lines = 0
      everywhere(fc.tuple(all, fc.integer({ min: 1, max: 14 })), ([items, days]) => {
        const found = answers(items, days)
        const due = items.filter((one) => daysBetween(asOf, one.due) < days)
        for (const kept of [false, true]) {
          const ids = new Set(due.filter((one) => isKept(one) === kept).map(({ id }) => id))
          const here = kept
            ? found.kept.map(({ id }) => id)
            : [...shown(found).map(({ line }) => line.id), ...found.unowned.map(({ id }) => id)]
          expect(here.sort()).toEqual([...ids].sort())
        }
        for (const { person, line } of shown(found)) {
          const same = due.filter((one) => one.id === line.id && !isKept(one))
          const first = same.map((one) => one.due).sort()[0]
          expect(line.due).toBe(first)
          expect(same.filter((one) => one.due === first).map(who)).toContain(`${person.role} ${person.id}`)
        }
        lines += shown(found).length
      })
      expect(lines).toBeGreaterThan(400)
    },
  },
  {
    name: 'has reports first, then the villages by the way, in each what is late first, and counts what is late',
    holds: (answers) => {
      everywhere(all, (items) => {
        for (const { person, overdue, atOnce, villages } of answers(items).lists) {
          expect(atOnce.every(({ what }) => what === 'report')).toBe(true)
          const lines = villages.flatMap((village) => village.lines)
          expect(lines.some(({ what }) => what === 'report')).toBe(false)
          const way = person.id === 'w1' ? ['v2', 'v1', 'v3', 'none'] : ['v1', 'v2', 'v3', 'none']
          const places = villages.map(({ village }) => way.indexOf(village))
          expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
          for (const own of [atOnce, ...villages.map((village) => village.lines)]) {
            const late = own.map(({ daysLate }) => daysLate)
            expect(late).toEqual(late.toSorted((a, b) => b - a))
            const ahead = own.filter(({ daysLate }) => daysLate === 0).map(({ due }) => due)
            expect(ahead).toEqual(ahead.toSorted())
            for (const { due, daysLate } of own) expect(daysLate).toBe(Math.max(0, daysBetween(due, asOf)))
          }
          expect(overdue).toBe([...atOnce, ...lines].filter(({ due }) => due < asOf).length)
        }
      })
    },
  },
  {
    name: 'is equal to the byte, for each owner, without what rests on a matter of which the owner may be the cause',
    holds: (answers) => {
      everywhere(all, (items) => {
        expect(JSON.stringify(answers(items).lists)).toBe(
          JSON.stringify(answers(items.filter((one) => !isKept(one))).lists),
        )
      })
    },
  },
  {
    name: 'shows no school and nobody without a list words that somebody typed about a matter, and no matter to anybody',
    holds: (answers) => {
      everywhere(all, (items) => {
        const found = answers(items)
        for (const { person, line } of shown(found)) {
          if (person.role === 'teacher') expect(line.words).toBe('none')
          expect(Object.keys(line)).not.toContain('about')
        }
        expect(JSON.stringify([found.lists, found.unowned])).not.toContain('possibleCauses')
      })
    },
  },
  {
    name: 'is the same in any order of things',
    holds: (answers) => {
      everywhere(
        all.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray([...items], { minLength: items.length })),
        ),
        ([items, shuffled]) => {
          expect(JSON.stringify(answers(shuffled))).toBe(JSON.stringify(answers(items)))
        },
        60,
      )
    },
  },
]
const [once, order, blind, quiet, same] = laws.map(({ name }) => name)
const each =
  (change: (list: PersonalWorkList) => Partial<PersonalWorkList>): Answers =>
  (items, days) => {
    const found = real(items, days)
    return { ...found, lists: found.lists.map((list) => ({ ...list, ...change(list) })) }
  }
const mutants: readonly Mutant<Answers>[] = [
  {
    name: 'leaves out what is overdue',
    killedBy: once ?? '',
    broken: (items, days) =>
      real(
        items.filter(({ due }) => due >= asOf),
        days,
      ),
  },
  {
    name: 'leaves out what nobody has',
    killedBy: once ?? '',
    broken: (items, days) => ({ ...real(items, days), unowned: [] }),
  },
  { name: 'has the last day too', killedBy: once ?? '', broken: (items, days = 7) => real(items, days + 1) },
  {
    name: 'loses what is kept apart',
    killedBy: once ?? '',
    broken: (items, days) => ({ ...real(items, days), kept: [] }),
  },
  {
    name: 'puts reports on the way',
    killedBy: order ?? '',
    broken: each(({ atOnce, villages }) => ({
      atOnce: [],
      villages: [...villages, { village: 'none', lines: atOnce }],
    })),
  },
  { name: 'does not know the way', killedBy: order ?? '', broken: (items) => workList(items, { asOf }) },
  {
    name: 'puts what is late last',
    killedBy: order ?? '',
    broken: each(({ villages }) => ({
      villages: villages.map(({ village, lines }) => ({ village, lines: lines.toReversed() })),
    })),
  },
  {
    name: 'counts what is due today as late',
    killedBy: order ?? '',
    broken: each(({ atOnce, villages }) => ({
      overdue: [...atOnce, ...villages.flatMap(({ lines }) => lines)].filter(({ due }) => due <= asOf).length,
    })),
  },
  {
    name: 'puts on the list what rests on a matter of its owner',
    killedBy: blind ?? '',
    broken: (items, days) =>
      real(
        items.map((one) => ({ ...one, about: [] })),
        days,
      ),
  },
  {
    name: 'shows a school what somebody typed',
    killedBy: quiet ?? '',
    broken: (items, days) => {
      const found = real(
        items.map((one) =>
          one.owner !== 'none' && one.owner.role === 'teacher'
            ? { ...one, owner: { ...one.owner, role: 'counsellor' as const } }
            : one,
        ),
        days,
      )
      return {
        ...found,
        lists: found.lists.map((list) =>
          list.person.id === 't1' ? { ...list, person: { role: 'teacher' as const, id: 't1' } } : list,
        ),
      }
    },
  },
  {
    name: 'follows the order of things',
    killedBy: same ?? '',
    broken: (items, days) => ({
      ...real(items, days),
      unowned: real(items, days).unowned.toSorted(
        (a, b) => items.findIndex(({ id }) => id === a.id) - items.findIndex(({ id }) => id === b.id),
      ),
    }),
  },
]
lawSuite('workList', real, laws, mutants)

const stamp = Instant.parse('2026-09-14T08:30:00+08:00')
interface Read {
  readonly uid: string
  readonly title: string
  readonly on: string
  readonly isWholeDay: boolean
  readonly extra: readonly string[]
}
const expected = new Set([
  'uid',
  'sequence',
  'dtstamp',
  'dtstart',
  'dtend',
  'summary',
  'class',
  'x-microsoft-cdo-alldayevent',
  'x-microsoft-msncalendar-alldayevent',
])
/** What another program reads in the calendar of a person. */
async function read(
  feed: ReturnType<typeof workFeed>,
): Promise<{ readonly text: string; readonly events: readonly Read[] }> {
  const { workers } = (await toICalendar({ duties: feed.duties }, { language: 'zh', stamp }))._unsafeUnwrap()
  expect(workers.length).toBeLessThanOrEqual(1)
  const text = workers[0]?.text ?? ''
  if (text === '') return { text, events: [] }
  const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      title: event.summary,
      on: event.startDate.toString(),
      isWholeDay: event.startDate.isDate,
      extra: component
        .getAllProperties()
        .map(({ name }) => name)
        .filter((name) => !expected.has(name)),
    }
  })
  return { text: text.replaceAll('\r\n ', '').replaceAll(/^UID:.*$/gmu, ''), events }
}
const titleOf = { homeVisit: '走访', parentContact: '电话联系', review: '整理资料' } as const
const feedOf = new Map<string, keyof typeof titleOf | 'none'>(workKinds.map(({ key, feed }) => [key, feed]))

type Feed = typeof workFeed
/** A line as a day that somebody could cross off: title, day, and whom it serves. */
const plainDays = (list: PersonalWorkList): readonly string[] => {
  const lines = [...list.atOnce, ...list.villages.flatMap((village) => village.lines)]
  const days = lines.flatMap(({ id, what, due, household, children }) => {
    const kind = feedOf.get(what) ?? 'none'
    if (kind === 'none') return []
    const whom = kind === 'homeVisit' ? (household === 'none' ? id : household) : [...children].sort().join(' ')
    return [`${titleOf[kind]} ${due < asOf ? asOf : due} ${due} ${whom}`]
  })
  return [...new Set(days)].map((line) => line.split(' ').slice(0, 2).join(' ')).sort()
}
const forbidden = [
  '留守',
  '低保',
  '牙疼',
  '孤儿',
  'c1',
  'c2',
  'v1',
  'v2',
  'v3',
  'home',
  ...tierNames.map(({ zh }) => zh),
  ...codeLists.hardships.rows.map(({ zh }) => zh),
]

async function readsAsTheList(feed: Feed, items: readonly WorkItem[]): Promise<number> {
  let count = 0
  for (const list of real(items).lists) {
    const { text, events } = await read(feed(list))
    expect(events.map(({ title, on }) => `${title} ${on}`).sort()).toEqual(plainDays(list))
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    for (const { isWholeDay, extra } of events) expect([isWholeDay, extra]).toEqual([true, []])
    for (const word of forbidden) expect(text).not.toContain(word)
    count += events.length
  }
  return count
}
const lessThan =
  (feed: Feed, keep: (what: string) => boolean): Feed =>
  (list) =>
    feed({
      ...list,
      atOnce: list.atOnce.filter(({ what }) => keep(what)),
      villages: list.villages.map(({ village, lines }) => ({ village, lines: lines.filter(({ what }) => keep(what)) })),
    })
const feedMutants: readonly (readonly [name: string, broken: Feed])[] = [
  [
    'leaves out what is late',
    (list) => ({ ...workFeed(list), duties: workFeed(list).duties.filter(({ due }) => due >= asOf) }),
  ],
  [
    'puts what is late on days that are over',
    (list) => ({ ...workFeed(list), duties: workFeed(list).duties.map((one) => ({ ...one, on: one.due })) }),
  ],
  [
    'writes down a talk',
    (list) =>
      workFeed({
        ...list,
        villages: list.villages.map(({ village, lines }) => ({
          village,
          lines: lines.map((line) => (line.what === 'talk' ? { ...line, what: 'review' as const } : line)),
        })),
      }),
  ],
  ['forgets visits', lessThan(workFeed, (what) => what !== 'homeVisit')],
  [
    'has one entry for two visits',
    (list) => ({ ...workFeed(list), duties: workFeed(list).duties.map((one) => ({ ...one, household: 'home.a' })) }),
  ],
  [
    'says whom it is about',
    (list) => ({
      ...workFeed(list),
      duties: workFeed(list).duties.map((one) => ({
        ...one,
        kind: 'review' as const,
        children: [{ id: ChildId.parse(one.household === 'none' ? 'x' : one.household) }],
      })),
    }),
  ],
]

describe('workFeed', () => {
  const settings = { seed: 20260915, numRuns: 60, endOnFailure: true }
  it('reads in another program as the list: each day that somebody could cross off once, and nothing else', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(all, async (items) => {
        count += await readsAsTheList(workFeed, items)
      }),
      settings,
    )
    expect(count).toBeGreaterThan(200)
  })
  it.each(feedMutants)('rejects one that %s', async (_, broken) => {
    const checked = fc.assert(
      fc.asyncProperty(all, async (items) => {
        await readsAsTheList(broken, items)
      }),
      settings,
    )
    await expect(checked).rejects.toThrow()
  })
  it('lists all that is in no calendar: talks, reviews of talks and reports', () => {
    everywhere(all, (items) => {
      for (const list of real(items).lists) {
        const lines = [...list.atOnce, ...list.villages.flatMap((village) => village.lines)]
        const secret = lines.filter(({ what }) => ['report', 'talk', 'talkReview'].includes(what))
        expect(
          workFeed(list)
            .leftOut.map(({ id, why }) => `${id} ${why}`)
            .sort(),
        ).toEqual(secret.map(({ id }) => `${id} confidential`).sort())
      }
    })
  })
  it('keeps the name of an entry on the next day, so that nobody has it twice', async () => {
    const item = (due: PlainDate): WorkItem => ({
      id: 'a',
      what: 'homeVisit',
      owner: { role: 'childDirector', id: 'w1' },
      due,
      children: [ChildId.parse('c1')],
      household: 'home.a',
      village: 'v1',
      school: 'none',
      words: 'none',
    })
    const uids = async (on: PlainDate) => {
      const { lists } = workList([item(day(18)), { ...item(day(22)), id: 'b' }], { asOf: on })
      return (await read(workFeed(lists[0]!))).events.map(({ uid }) => uid)
    }
    expect((await uids(day(21))).toSorted()).toEqual((await uids(day(20))).toSorted())
    expect(new Set(await uids(day(20))).size).toBe(2)
  })
  it('makes no calendar for somebody who is no worker by id', () => {
    const { lists } = workList(
      [
        {
          id: 'a',
          what: 'review',
          owner: { role: 'teacher', id: '李 老师' },
          due: asOf,
          children: [],
          household: 'none',
          village: 'none',
          school: 'none',
          words: 'none',
        },
      ],
      { asOf },
    )
    expect(lists.map(workFeed)).toEqual([{ duties: [], leftOut: [{ id: 'a', what: 'review', why: 'noWorker' }] }])
  })
})
