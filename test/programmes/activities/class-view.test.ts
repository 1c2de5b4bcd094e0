import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childFile, codeLists, tierNames } from '../../../src/index.ts'
import { type Asking, type ClassList, classView, type PupilWish, wishesOf } from '../../../src/programmes/index.ts'
import { anyChild, childIds, date, shuffledList, shuffledRecord, underIds } from '../safety/cases.ts'

const asOf = '2026-11-15'
const groupIds = ['g1', 'g2', 'g3', 'g4'] as const
const activity = fc.constantFrom('painting' as const, 'chess' as const, 'reading' as const)
const anyAsking: fc.Arbitrary<Asking> = fc.record({
  child: anyChild,
  group: fc.constantFrom(...groupIds),
  on: date('2026-08-20', 100),
  answer: fc.oneof(
    fc.constantFrom('yes' as const, 'no' as const, 'no' as const, 'noAnswerYet' as const),
    fc
      .uniqueArray(fc.constantFrom('transport' as const, 'fee' as const, 'chores' as const), { minLength: 1 })
      .map((cannot) => ({ cannot })),
  ),
})
const anyWish: fc.Arbitrary<PupilWish> = fc.record({
  child: anyChild,
  activity,
  says: fc.constantFrom('wishes' as const, 'likes' as const, 'refuses' as const, 'dislikes' as const),
  on: date('2026-08-20', 60),
})
const anyList: fc.Arbitrary<ClassList> = fc.record({
  since: fc.constant('2026-09-01' as const),
  pupils: fc.constant(childIds),
  groups: fc.tuple(
    ...groupIds.map((id) =>
      fc.record({
        id: fc.constant(id),
        activity,
        free: fc.nat(2),
        from: date('2026-09-10', 30),
        to: date('2026-11-01', 60),
      }),
    ),
  ),
  askings: fc.array(anyAsking, { maxLength: 10 }).map(underIds),
  lifted: fc.array(
    fc.record({
      child: anyChild,
      hindrance: fc.constantFrom('transport' as const, 'fee' as const),
      on: date('2026-09-01', 90),
    }),
    { maxLength: 4 },
  ),
  wishes: fc.array(anyWish, { maxLength: 10 }),
})
const view = (list: ClassList) => classView(list, asOf)._unsafeUnwrap()

describe('classView', () => {
  it('puts every pupil in exactly one state, by the last word on each group of the term', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const { pupils, counts } = view(list)
        expect(pupils.map(({ child }) => child)).toEqual(childIds)
        expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(childIds.length)
        for (const { child, state } of pupils) {
          const words = groupIds.flatMap((group) => {
            const last = Object.entries(list.askings)
              .filter(([, one]) => one.child === child && one.group === group && one.on >= list.since && one.on <= asOf)
              .toSorted(([a, x], [b, y]) => (x.on < y.on ? -1 : x.on > y.on ? 1 : a < b ? -1 : 1))
              .at(-1)
            return last ? [last] : []
          })
          const latest = words
            .toSorted(([a, x], [b, y]) => (x.on < y.on ? -1 : x.on > y.on ? 1 : a < b ? -1 : 1))
            .at(-1)?.[1].answer
          const answers = words.map(([, { answer }]) => answer)
          const expected =
            answers.length === 0
              ? 'neverAsked'
              : answers.includes('yes')
                ? 'saidYes'
                : answers.some((one) => typeof one === 'object')
                  ? 'cannot'
                  : latest === 'no'
                    ? 'saidNo'
                    : 'noAnswerYet'
          expect(state).toBe(expected)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('respects a no: nobody is asked again about that group or kind, nor about what the child refuses, nor after a yes', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const { askNext, pupils } = view(list)
        for (const { child, groups, because } of askNext) {
          const state = pupils.find((one) => one.child === child)?.state
          expect(state).not.toBe('saidYes')
          expect(because === 'otherWishAfterNo').toBe(state === 'saidNo')
          for (const { group, wish } of groups) {
            const offered = list.groups.find(({ id }) => id === group)
            expect(offered?.free).toBeGreaterThan(0)
            const last = Object.entries(list.askings)
              .filter(([, one]) => one.child === child && one.group === group && one.on >= list.since && one.on <= asOf)
              .toSorted(([a, x], [b, y]) => (x.on < y.on ? -1 : x.on > y.on ? 1 : a < b ? -1 : 1))
              .at(-1)?.[1].answer
            expect(last).not.toBe('no')
            const declined = groupIds.filter((id) => {
              const words = Object.entries(list.askings)
                .filter(([, one]) => one.child === child && one.group === id && one.on >= list.since && one.on <= asOf)
                .toSorted(([a, x], [b, y]) => (x.on < y.on ? -1 : x.on > y.on ? 1 : a < b ? -1 : 1))
              return words.at(-1)?.[1].answer === 'no'
            })
            const kinds = list.groups.filter(({ id }) => declined.some((one) => one === id)).map((one) => one.activity)
            expect(kinds.some((kind) => kind === offered?.activity)).toBe(false)
            const said = list.wishes.filter((one) => one.child === child && one.activity === offered?.activity)
            const day = said
              .map(({ on }) => on)
              .toSorted((a, b) => (a < b ? -1 : 1))
              .at(-1)
            const againstIt = said.some(({ on, says }) => on === day && (says === 'refuses' || says === 'dislikes'))
            expect(againstIt).toBe(false)
            expect(wish).toBe(said.length > 0 ? offered?.activity : 'none')
            if (because === 'otherWishAfterNo') expect(wish).not.toBe('none')
          }
        }
      }),
      { numRuns: 400 },
    )
  })
  it('asks those never asked first, and every one of them for whom a group is open', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const { askNext, pupils } = view(list)
        const order = ['neverAsked', 'hindranceLifted', 'noAnswerYet', 'otherWishAfterNo']
        const ranks = askNext.map(({ because }) => order.indexOf(because))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
        const free = list.groups.some(({ free: seats, to }) => seats > 0 && to > asOf)
        const never = pupils.filter(
          ({ child, state }) => state === 'neverAsked' && !list.wishes.some((wish) => wish.child === child),
        )
        if (free)
          expect(askNext.map(({ child }) => child)).toEqual(expect.arrayContaining(never.map(({ child }) => child)))
      }),
    )
  })
  it('asks again once every hindrance is lifted, and not before', () => {
    const [c1] = childIds
    if (!c1) throw new Error('no child')
    const list: ClassList = {
      since: '2026-09-01',
      pupils: [c1],
      wishes: [],
      lifted: [],
      groups: [{ id: 'g1', activity: 'chess', free: 1, from: '2026-09-10', to: '2027-01-01' }],
      askings: { q1: { child: c1, group: 'g1', on: '2026-09-10', answer: { cannot: ['transport', 'fee'] } } },
    }
    const lift = (...what: readonly ('transport' | 'fee')[]) =>
      view({ ...list, lifted: what.map((hindrance) => ({ child: c1, hindrance, on: '2026-10-01' })) })
    expect([lift(), lift('fee'), lift('fee', 'transport')].map(({ askNext }) => askNext.length)).toEqual([0, 0, 1])
    expect(lift('fee').pupils[0]?.hindrances).toEqual(['transport'])
  })
  it('is the same to the byte in any order', () => {
    const shuffled = anyList.chain((list) =>
      fc.tuple(
        fc.constant(list),
        shuffledRecord(list.askings),
        shuffledList(list.wishes),
        shuffledList(list.groups),
        shuffledList(list.pupils),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([list, askings, wishes, groups, pupils]) => {
        expect(JSON.stringify(view({ ...list, askings, wishes, groups, pupils }))).toBe(JSON.stringify(view(list)))
      }),
    )
  })
})

describe('the class teacher’s view and who has a file', () => {
  const [c1, c2] = childIds
  if (!c1 || !c2) throw new Error('no children')
  const said = { about: 'activity', says: 'wishes', what: 'painting', saidBy: 'child', on: '2026-09-02' } as const
  const list = (wishes: readonly PupilWish[]): ClassList => ({
    since: '2026-09-01',
    pupils: [c1, c2],
    askings: {},
    lifted: [],
    wishes,
    groups: [{ id: 'g1', activity: 'painting', free: 3, from: '2026-09-20', to: '2027-01-10' }],
  })
  const typed = { child: c1, activity: 'painting', says: 'wishes', on: '2026-09-02' } as const
  it('is equal to the byte whether a wish comes from a file or from a classmate without one', () => {
    const file = childFile({ id: 'c1', name: '李小花', preferences: { p1: said } })
    expect(JSON.stringify(view(list(wishesOf(file))))).toBe(JSON.stringify(view(list([typed]))))
  })
  it('is equal to the byte whatever the file holds of hardship, care, health and matters', () => {
    const other = { CANARY: '1' }
    const hard = childFile({
      id: 'c1',
      name: 'CANARY',
      preferences: {
        p1: said,
        p2: { ...said, about: 'wish', what: { other: 'CANARY' } },
        p3: { ...said, what: { other: '低保户' } },
      },
      livelihood: { hardship: ['dibao'] },
      incidents: { i1: { observedOn: '2026-09-01', situations: ['violence'] } },
    } as never)
    const plain = childFile({ id: 'c1', name: '李小花', preferences: { p1: said } })
    const shown = JSON.stringify(view(list(wishesOf(hard))))
    expect(shown).toBe(JSON.stringify(view(list(wishesOf(plain)))))
    for (const word of [
      ...Object.keys(other),
      '低保',
      '留守',
      ...tierNames.map(({ zh }) => zh),
      ...codeLists.hardships.rows.map(({ zh }) => zh),
    ])
      expect(shown).not.toContain(word)
  })
  it('does not tell the school what a child wants kept from teachers, or what others said', () => {
    const of = (change: object) =>
      wishesOf(childFile({ id: 'c1', name: '李小花', preferences: { p1: { ...said, ...change } } })).length
    expect([
      of({}),
      of({ mayBeToldTo: ['teacher'] }),
      of({ mayBeToldTo: ['carer'] }),
      of({ mayBeToldTo: 'none' }),
    ]).toEqual([1, 1, 0, 0])
    expect([of({ saidBy: 'carer' }), of({ on: 'notCollected' }), of({ about: 'fear' }), of({ what: 'none' })]).toEqual([
      0, 0, 0, 0,
    ])
  })
  it('refuses a list that says who has a file', () => {
    const [pupil] = list([]).pupils
    expect(classView({ ...list([]), pupils: [{ id: pupil, file: true }] } as never, asOf).isErr()).toBe(true)
    expect(classView({ ...list([]), leftBehind: ['c1'] } as never, asOf).isErr()).toBe(true)
  })
})
