import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChildId } from '../../src/id.ts'
import { explainPair, pair, pairingParameters, type PairingProblem, softTerms } from '../../src/pairing/index.ts'
import { costOf, measuresOf, valuesOf } from '../../src/pairing/rules/soft-terms.ts'
import { agreement, child, county, problemOf, villageCode, volunteer } from './county.ts'

type Child = Parameters<typeof child>

const valueOf = (
  code: string,
  file: NonNullable<Child[2]>,
  change: NonNullable<Parameters<typeof volunteer>[1]>,
  extras: NonNullable<Child[3]> = {},
  problem: Partial<PairingProblem> = {},
): readonly [measure: unknown, value: number | undefined] => {
  const made = problemOf([child('c1', 2, file, extras)], [volunteer('V1', change)], problem)
  const plan = pair(made)._unsafeUnwrap()
  const term = explainPair(made, plan, ChildId.parse('c1'))
    ._unsafeUnwrap()
    .terms.find((one) => one.code === code)
  return [term?.measure, term?.value]
}

const likes = (...what: readonly string[]) => ({
  preferences: Object.fromEntries(
    what.map((one, i) => [`p${i}`, { about: 'activity', says: 'likes', what: one, saidBy: 'child', on: '2026-05-01' }]),
  ) as never,
})

describe('a soft term', () => {
  it('is a whole number from 0 to 9999, whatever is measured', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.nat(200_000),
          fc.integer({ min: -2, max: 9 }),
          fc.integer({ min: -1, max: 21 }),
          fc.integer({ min: -2, max: 9 }),
          fc.constantFrom(-2, 0, 1),
        ),
        fc.integer({ min: 1000, max: 200_000 }),
        (measures, limit) => {
          for (const value of valuesOf(measures, limit)) {
            expect(Number.isInteger(value)).toBe(true)
            expect(value).toBeGreaterThanOrEqual(0)
            expect(value).toBeLessThanOrEqual(9999)
          }
        },
      ),
    )
  })

  it('measures the distance between the villages', () => {
    expect(valueOf('distance', {}, { division: villageCode(0) })).toEqual([0, 0])
    expect(valueOf('distance', {}, { division: villageCode(2) })).toEqual([10_000, 4999])
  })

  it('counts interests that the volunteer can answer', () => {
    const skills = ['reading', 'sports', 'music']
    expect(valueOf('interests', {}, { skills })).toEqual(['notCollected', 0])
    expect(valueOf('interests', likes('painting'), { skills })).toEqual([0, 9999])
    expect(valueOf('interests', likes('painting', 'reading'), { skills })).toEqual([1, 3333])
    expect(valueOf('interests', likes('football', 'singing'), { skills })).toEqual([2, 1111])
    expect(valueOf('interests', likes('basketball', 'singing', 'reading', 'chess'), { skills })).toEqual([3, 0])
    expect(valueOf('interests', likes('reading'), { skills: 'notCollected' })).toEqual(['notCollected', 5000])
    expect(valueOf('interests', likes('reading'), { skills: 'none' })).toEqual([0, 9999])
    const later = {
      preferences: {
        p1: { about: 'activity', says: 'likes', what: 'reading', on: '2026-01-01' },
        p2: { about: 'activity', says: 'dislikes', what: 'reading', on: '2026-02-01' },
      },
    } as never
    expect(valueOf('interests', later, { skills })).toEqual(['notCollected', 0])
  })

  it('counts slots of the week in common', () => {
    const availability = ['wed-evening', 'sat-morning', 'sun-morning', 'mon-morning']
    expect(valueOf('availability', { schooling: { status: 'primary', boarding: 'no' } }, { availability })).toEqual([
      3, 0,
    ])
    expect(valueOf('availability', { schooling: { status: 'primary', boarding: 'yes' } }, { availability })).toEqual([
      2, 1111,
    ])
    expect(valueOf('availability', { schooling: { status: 'primary' } }, { availability })).toEqual([2, 1111])
    expect(valueOf('availability', { schooling: { status: 'notEntered' } }, { availability })).toEqual([4, 0])
    expect(valueOf('availability', {}, { availability }, { free: ['tue-evening'] })).toEqual([0, 9999])
    expect(valueOf('availability', {}, { availability }, { free: ['sat-morning'] })).toEqual([1, 3333])
    expect(valueOf('availability', {}, { availability: 'notCollected' })).toEqual(['notCollected', 5000])
    expect(valueOf('availability', {}, { availability: 'none' })).toEqual([0, 9999])
  })

  it('asks for a language in common', () => {
    const languages = ['mandarin', 'yi']
    expect(valueOf('language', {}, { languages })).toEqual(['notCollected', 0])
    expect(valueOf('language', {}, { languages }, { languages: ['yi', 'miao'] })).toEqual([1, 0])
    expect(valueOf('language', {}, { languages }, { languages: ['miao', 'zhuang'] })).toEqual([0, 9999])
    expect(valueOf('language', {}, { languages: 'notCollected' }, { languages: ['miao', 'yi'] })).toEqual([
      'notCollected',
      5000,
    ])
  })

  it('prefers the present helper', () => {
    const present = (whom: string) => ({ present: [agreement('a1', 'c1', whom)] })
    expect(valueOf('continuity', {}, {})).toEqual(['none', 0])
    expect(valueOf('continuity', {}, {}, {}, present('V1'))).toEqual([1, 0])
    expect(valueOf('continuity', {}, {}, {}, present('V9'))).toEqual([0, 9999])
  })

  it('counts as much as its weight says', () => {
    const problem = county(30, 20, 4, 3, 5, 0.2)
    const weights = { distance: 0, interests: 0, availability: 0, language: 0, continuity: 0 }
    expect(pair({ ...problem, weights })._unsafeUnwrap().totals.cost).toBe(0)
    expect(costOf([1, 2, 3, 4, 5], [1, 10, 100, 0, 2])).toBe(331)
    for (const { code, weight, zh, en, measure } of softTerms) {
      expect(weight, code).toBeGreaterThan(0)
      for (const words of [zh, en, measure.zh, measure.en]) expect(words.length).toBeGreaterThan(1)
    }
  })

  it('does not move a present match for all the comfort of the other terms together', () => {
    const [continuity, rest] = [
      softTerms.find((one) => one.code === 'continuity')!,
      softTerms.filter((one) => one.code !== 'continuity'),
    ]
    expect(continuity.weight).toBeGreaterThan(rest.reduce((sum, one) => sum + one.weight, 0))
    expect(typeof measuresOf).toBe('function')
  })
})

describe('the parameters of the hard rules', () => {
  it('say that none of them is law for volunteers', () => {
    for (const { values } of Object.values(pairingParameters))
      for (const { standing, source } of values) {
        expect(standing).not.toBe('statute')
        expect(source.standing).toBe(standing)
      }
  })
})
