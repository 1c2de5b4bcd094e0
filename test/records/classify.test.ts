import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  ageOn,
  type Answer,
  ChildFile,
  childFile,
  classify,
  codeLists,
  type Definition,
  type DefinitionId,
  definitions,
  type FileDraft,
  type PlainDate,
  plainDate,
  reachesAgeOn,
} from '../../src/index.ts'
import type { EpochDay } from '../../src/date.ts'
import { both, either, not } from '../../src/records/index.ts'
import { valuesOf } from '../../src/testing/arbitraries.ts'

const date = fc.integer({ min: 12000, max: 21500 }).map((n) => plainDate(n as EpochDay))
const answers = fc.constantFrom<Answer>('yes', 'no', 'unknown')
const file = (draft: Partial<FileDraft>) => childFile({ id: 'c1', name: '李小花', ...draft })

describe('ageOn', () => {
  it('is the number of birthdays that have come', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 9000 }), (born, days) => {
        const now = addDays(born, days)
        let count = 0
        while (addMonths(born, 12 * (count + 1)) <= now) count++
        // A birth on 29 February is clamped to 28 February by addMonths, one day before the protective side.
        const leap = born.endsWith('02-29')
        expect(count - ageOn(born, now)).toBeGreaterThanOrEqual(0)
        expect(count - ageOn(born, now)).toBeLessThanOrEqual(leap && now.endsWith('02-28') ? 1 : 0)
      }),
    )
  })
  it('is reached exactly on the day that reachesAgeOn names, the day after where the gate says so', () => {
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom('birthday' as const, 'dayAfter' as const),
        (born, age, reached) => {
          const day = reachesAgeOn(born, age, reached)
          expect(ageOn(born, day, reached)).toBe(age)
          expect(ageOn(born, addDays(day, -1), reached)).toBe(age - 1)
        },
      ),
    )
  })
  it.each([
    ['2012-02-29', 14, 'birthday', '2026-03-01'],
    ['2012-02-29', 14, 'dayAfter', '2026-03-02'],
    ['2008-02-29', 18, 'birthday', '2026-03-01'],
    ['2008-02-29', 16, 'birthday', '2024-02-29'],
    ['2010-12-31', 14, 'dayAfter', '2025-01-01'],
  ] as const)('%s reaches %i (%s) on %s', (born, age, reached, day) => {
    expect(reachesAgeOn(born, age, reached)).toBe(day)
  })
})

describe('three-valued answers', () => {
  it('follow De Morgan and keep unknown', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(not(both(a, b))).toBe(either(not(a), not(b)))
        expect(not(not(a))).toBe(a)
        expect(both(a, 'unknown')).toBe(a === 'no' ? 'no' : 'unknown')
        expect(either(a, 'unknown')).toBe(a === 'yes' ? 'yes' : 'unknown')
      }),
    )
  })
})

describe('classify', () => {
  const asOf = '2026-09-15'
  const away = {
    father: { status: 'awayWorking' },
    mother: { status: 'awayWorking' },
    hukouNature: 'rural',
    birthDate: '2014-05-01',
  } as const
  const is = (draft: Partial<FileDraft>, definition: DefinitionId | Definition, on: PlainDate = asOf) =>
    classify(file({ ...away, ...draft }), definition, on).leftBehind

  it('turns to no exactly on the birthday that ends childhood', () => {
    fc.assert(
      fc.property(date, (birthDate) => {
        for (const [definition, age] of [
          ['mca2016', 16],
          ['oneParent', 18],
        ] as const) {
          const day = reachesAgeOn(birthDate, age)
          expect(is({ birthDate }, definition, addDays(day, -1))).toBe('yes')
          expect(is({ birthDate }, definition, day)).toBe('no')
        }
      }),
    )
  })
  it('counts from the day after where the definition says so', () => {
    const own: Definition = { ...definitions.mca2016, id: 'own', reached: 'dayAfter' }
    expect(is({ birthDate: '2010-09-15' }, own)).toBe('yes')
    expect(is({ birthDate: '2010-09-15' }, 'mca2016')).toBe('no')
  })
  it.each([
    [{}, 'yes', 'yes'],
    [{ mother: { status: 'homeCapable' } }, 'no', 'yes'],
    [{ mother: { status: 'homeIncapable' } }, 'yes', 'yes'],
    [{ mother: { status: 'dead' } }, 'yes', 'yes'],
    [{ father: { status: 'imprisoned' } }, 'yes', 'yes'],
    [{ father: { status: 'imprisoned' }, mother: { status: 'dead' } }, 'no', 'no'],
    [{ father: { status: 'divorcedAway' } }, 'yes', 'yes'],
    [{ mother: {} }, 'unknown', 'yes'],
    [{ father: {}, mother: { status: 'homeCapable' } }, 'no', 'unknown'],
    [{ hukouNature: 'resident' }, 'unknown', 'yes'],
    [{ hukouNature: 'notCollected' }, 'unknown', 'yes'],
    [{ hukouNature: 'urban' }, 'no', 'yes'],
    [{ birthDate: 'notCollected' }, 'unknown', 'unknown'],
    [{ birthDate: 'contested', hukouNature: 'urban' }, 'no', 'unknown'],
  ] as const)('%j: %s in the register, %s for one parent', (draft, mca, one) => {
    expect(is(draft, 'mca2016')).toBe(mca)
    expect(is(draft, 'oneParent')).toBe(one)
  })
  it('counts months only where the definition asks, and does not know without a date', () => {
    const left = (leftOn: PlainDate | 'notCollected') =>
      ({
        father: { status: 'awayWorking', away: [{ leftOn, returnedOn: 'none' }] },
        mother: { status: 'homeCapable' },
      }) as const
    expect(is(left('2026-03-15'), 'sixMonths')).toBe('yes')
    expect(is(left('2026-03-16'), 'sixMonths')).toBe('no')
    expect(is(left('notCollected'), 'sixMonths')).toBe('unknown')
    expect(is({ mother: { status: 'homeCapable' } }, 'sixMonths')).toBe('unknown')
    expect(is(left('2026-09-01'), 'oneParent')).toBe('yes')
  })
  it('knows no rural test in Zhejiang, and no orphans', () => {
    expect(is({ hukouNature: 'urban', mother: { status: 'imprisoned' } }, 'zhejiang2016')).toBe('yes')
    expect(is({ father: { status: 'dead' }, mother: { status: 'dead' } }, 'zhejiang2016')).toBe('no')
  })

  const status = valuesOf(ChildFile.shape.father.shape.status)
  const hukou = valuesOf(ChildFile.shape.hukouNature)
  const known = (list: { rows: readonly { key: string }[] }) => list.rows.map(({ key }) => key)
  it('never changes a definite answer when something unknown becomes known', () => {
    const fills = fc.record({
      father: fc.constantFrom(...known(codeLists.parentStatuses)),
      mother: fc.constantFrom(...known(codeLists.parentStatuses)),
      hukou: fc.constantFrom('rural', 'urban'),
      birthDate: date,
    })
    fc.assert(
      fc.property(
        status,
        status,
        hukou,
        fc.oneof(date, fc.constant('notCollected' as const)),
        fills,
        (father, mother, hukouNature, birthDate, fill) => {
          const before = file({ father: { status: father }, mother: { status: mother }, hukouNature, birthDate })
          const ask = <T>(value: T, better: unknown) =>
            value === 'notCollected' || value === 'contested' ? (better as T) : value
          const after = file({
            father: { status: ask(father, fill.father) },
            mother: { status: ask(mother, fill.mother) },
            hukouNature: ask(hukouNature, fill.hukou),
            birthDate: ask(birthDate, fill.birthDate),
          })
          for (const id of ['mca2016', 'oneParent', 'zhejiang2016'] as const) {
            const first = classify(before, id, asOf).leftBehind
            if (first !== 'unknown') expect(classify(after, id, asOf).leftBehind).toBe(first)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('gives a reason for each test, and the answer is their conjunction', () => {
    fc.assert(
      fc.property(status, status, hukou, (father, mother, hukouNature) => {
        const found = classify(
          file({ father: { status: father }, mother: { status: mother }, hukouNature }),
          'mca2016',
          asOf,
        )
        expect(found.because.map((reason) => reason.test)).toEqual(['age', 'hukou', 'parents'])
        expect(both(...found.because.map((reason) => reason.answer))).toBe(found.leftBehind)
      }),
    )
  })
})
