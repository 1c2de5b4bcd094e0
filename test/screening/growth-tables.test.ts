import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type GrowthReference,
  percentile,
  readGrowthReference,
  type TableIndicator,
  valueAtZ,
  whoGrowth,
  zScore,
  zScores,
} from '../../src/screening/index.ts'
import { rowsOf, scoreByFormula, scoreByScan } from './lms.ts'

/** Digests of the published tables, as scripts/growth-tables.ts prints them: the rows of boys, an empty line, the rows of girls. */
const digests: readonly (readonly [TableIndicator, axis: string, digest: string])[] = [
  ['weightForAge', 'days', '9ae11fa975c9b0c833b06dc0ff034a28e86a65f6efa825c7f115f500f9543a79'],
  ['weightForAge', 'months', '3a7af0132d2ff82201738df4a7418f2367bed883c8705946d70083b9d1e5a064'],
  ['heightForAge', 'days', '976625448877e4a73b8bccaaeba9a5f12948dbe83cf80d1451eb3abbe49d4695'],
  ['heightForAge', 'months', 'b97ea5102701c6297a21803a1eaccb2507e41f8fb2de9a72c90ac284e174d01e'],
  ['bmiForAge', 'days', 'd6fe75508e0f3600f0329f1001e4867a0a36a734c297a1efd2e3ec7395c9f8d3'],
  ['bmiForAge', 'months', '97b09b5c2202f7f63e4d437b91d732057cb1eac619bf8fc813ac940db82537e7'],
  ['headForAge', 'days', 'a5f7de330546e48a571a898309dd46eb8068a5aad4e76033351ac60cd565522e'],
  ['armForAge', 'days', '60625d7e8b85b5bbd3e3b37177f50e178dace310ce4d462d608eb7c9fbdc0fc0'],
  ['weightForLength', 'cm', 'addde1f2c50fff0f43794188b290892517a9d6665cf097f92362ce14b34e68b1'],
  ['weightForHeight', 'cm', '70cc6cb43cadfd53e21f560f54c94f953d2a495cffc9ede51e4497161cb919cd'],
]
const digestOf = (reference: GrowthReference, indicator: TableIndicator, axis: string): string => {
  const text = (['male', 'female'] as const).map((sex) =>
    rowsOf(reference, indicator, sex)
      .filter((table) => table.axis === axis)
      .flatMap(({ rows }) => rows.map(({ l, m, s }) => `${l},${m},${s}`))
      .join('\n'),
  )
  return createHash('sha256').update(text.join('\n\n')).digest('hex')
}

/** A place in some table of WHO. */
const places = fc.constantFrom(...whoGrowth.tables).chain((table) =>
  fc.record({
    table: fc.constant(table),
    sex: fc.constantFrom('male', 'female'),
    at: fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((share) => (table.from + share * (table.male.length / 3 - 1)) / table.perUnit)
      .map((at) => (table.axis === 'days' ? Math.round(at) : table.axis === 'months' ? at * 30.4375 : at)),
  }),
)

describe('whoGrowth', () => {
  it.each(digests)('holds %s by %s exactly as published', (indicator, axis, digest) => {
    expect(digestOf(whoGrowth, indicator, axis)).toBe(digest)
  })
  it('would not pass with one number changed in its last decimal', () => {
    const [first] = whoGrowth.tables
    const male = Float64Array.from(first!.male)
    male[4000] = male[4000]! + 0.0001
    expect(digestOf({ ...whoGrowth, tables: [{ ...first!, male }] }, 'weightForAge', 'days')).not.toBe(digests[0]![2])
  })
  it('reaches every day from birth to 228 months without a gap', () => {
    for (let day = 0; day <= 6939; day++) {
      expect(zScore(whoGrowth, 'heightForAge', { sex: 'female', at: day, value: 100 })).toBeDefined()
      expect(zScore(whoGrowth, 'bmiForAge', { sex: 'male', at: day, value: 16 })).toBeDefined()
    }
    expect(zScore(whoGrowth, 'heightForAge', { sex: 'female', at: 6940, value: 160 })).toBeUndefined()
    expect(zScore(whoGrowth, 'weightForAge', { sex: 'female', at: 3653, value: 30 })).toBeUndefined()
    expect(zScore(whoGrowth, 'armForAge', { sex: 'female', at: 90, value: 13 })).toBeUndefined()
  })
  it('joins the standards of 2006 and the reference of 2007 at month 61 without a step of 0.2 SD', () => {
    const step = (indicator: TableIndicator, sex: 'male' | 'female', z: number): number => {
      const value = valueAtZ(whoGrowth, indicator, { sex, at: 1856, z })!
      return Math.abs(zScore(whoGrowth, indicator, { sex, at: 1857, value })! - z)
    }
    const steps = (['weightForAge', 'heightForAge', 'bmiForAge'] as const).flatMap((indicator) =>
      (['male', 'female'] as const).flatMap((sex) => [-3, -2, -1, 0, 1, 2].map((z) => step(indicator, sex, z))),
    )
    expect(Math.max(...steps)).toBeLessThan(0.2)
    expect(step('heightForAge', 'male', -2)).toBeLessThan(0.05)
  })
})

describe('zScore', () => {
  it('equals the formula on rows found by a scan', () => {
    fc.assert(
      fc.property(places, fc.double({ min: -5, max: 5, noNaN: true }), ({ table, sex, at }, z) => {
        const value = valueAtZ(whoGrowth, table.indicator, { sex, at, z })!
        const found = zScore(whoGrowth, table.indicator, { sex, at, value })!
        expect(found).toBeCloseTo(scoreByScan(whoGrowth, table.indicator, sex, at, value)!, 6)
        expect(found).toBeCloseTo(z, 6)
      }),
    )
  })
  it('rises with the value and has no step at 3 SD', () => {
    fc.assert(
      fc.property(places, fc.double({ min: -5, max: 5, noNaN: true }), ({ table, sex, at }, z) => {
        const value = (score: number) => valueAtZ(whoGrowth, table.indicator, { sex, at, z: score })!
        const score = (of: number) => zScore(whoGrowth, table.indicator, { sex, at, value: of })!
        expect(score(value(z) * 1.001)).toBeGreaterThan(score(value(z)))
        for (const edge of [3, -3]) expect(score(value(edge) * 1.000001)).toBeCloseTo(score(value(edge) * 0.999999), 3)
      }),
    )
  })
  it('is 0 at the median and not limited for height and head', () => {
    for (const { indicator, axis, limited } of whoGrowth.tables)
      for (const sex of ['male', 'female'] as const)
        for (const { at, m } of rowsOf(whoGrowth, indicator, sex)
          .find((table) => table.axis === axis)!
          .rows.slice(0, 40)) {
          const place = axis === 'months' ? at * 30.4375 : at
          expect(zScore(whoGrowth, indicator, { sex, at: place, value: m })).toBeCloseTo(0, 9)
          expect(limited).toBe(!['heightForAge', 'headForAge'].includes(indicator))
        }
  })
  it('hits the values that WHO prints for -4 to 4 SD from 5 to 19 years', () => {
    const [, ...lines] = readFileSync(new URL('../data/growth/5-19.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
    for (const line of lines) {
      const [indicator, sex, month, ...values] = line.split(',')
      values.forEach((value, i) => {
        const at = { sex: sex as 'male' | 'female', at: Number(month) * 30.4375, z: i - 4 }
        expect(Math.abs(valueAtZ(whoGrowth, indicator as TableIndicator, at)! - Number(value))).toBeLessThan(0.0011)
      })
    }
  })
  /** From the tests of AnthStat, the reference implementation that the tables came with. */
  it.each([
    ['bmiForAge', 61.25, 15, 'female', -0.16744085028872915],
    ['bmiForAge', 61.5, 15, 'female', -0.1671289054811777],
    ['bmiForAge', 61.75, 15, 'female', -0.16681768091548],
    ['bmiForAge', 228, 14, 'male', -4.091681184402694],
    ['bmiForAge', 228, 48, 'male', 5.152118235939073],
    ['heightForAge', 61, 111, 'female', 0.29297216591791],
    ['heightForAge', 228, 177, 'male', 0.06258995346449],
    ['weightForAge', 61, 19, 'female', 0.27612384686525],
    ['weightForAge', 120, 32, 'male', 0.16195602651114],
  ] as const)(
    'gives %s at %d months and %d for a %s as another implementation does',
    (indicator, month, value, sex, z) => {
      expect(zScore(whoGrowth, indicator, { sex, at: month * 30.4375, value })).toBeCloseTo(z, 8)
    },
  )
  it('gives nothing for what cannot be measured', () => {
    for (const value of [0, -1, Number.NaN])
      expect(zScore(whoGrowth, 'weightForAge', { sex: 'male', at: 100, value })).toBeUndefined()
    expect(zScore(whoGrowth, 'weightForAge', { sex: 'male', at: Number.NaN, value: 5 })).toBeUndefined()
    expect(zScore(whoGrowth, 'tricepsForAge', { sex: 'male', at: 100, value: 5 })).toBeUndefined()
  })
})

describe('zScores', () => {
  it('gives row by row what zScore gives', () => {
    const row = fc.record({
      female: fc.constantFrom(0, 1),
      at: fc.integer({ min: -10, max: 7000 }),
      value: fc.double({ min: -1, max: 90, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(row),
        fc.constantFrom<TableIndicator>('weightForAge', 'bmiForAge', 'armForAge'),
        (rows, indicator) => {
          const found = zScores(whoGrowth, indicator, {
            female: rows.map(({ female }) => female),
            at: rows.map(({ at }) => at),
            value: rows.map(({ value }) => value),
          })
          const expected = rows.map(
            ({ female, at, value }) =>
              zScore(whoGrowth, indicator, { sex: female === 1 ? 'female' : 'male', at, value }) ?? Number.NaN,
          )
          expect(Array.from(found)).toEqual(expected)
        },
      ),
    )
  })
})

describe('the formula', () => {
  it('is told from one without the restriction, and from one that never limits the lower end', () => {
    const row = { l: -1, m: 16, s: 0.1 }
    expect(scoreByFormula(30, row, true)).not.toBeCloseTo(scoreByFormula(30, row, false), 2)
    expect(scoreByFormula(10, row, true)).not.toBeCloseTo(scoreByFormula(10, row, false), 2)
  })
})

describe('readGrowthReference', () => {
  const plain = {
    id: 'county.2026',
    source: { title: 'county survey', kind: 'practice', standing: 'proposal' },
    weightForHeightUntilDays: 0,
    tables: [
      {
        indicator: 'headForAge',
        axis: 'days',
        from: 10,
        perUnit: 1,
        limited: false,
        plausible: { least: -5, most: 5 },
        male: [1, 34, 0.04, 1, 36, 0.04],
        female: [0, 33, 0.04, 0, 35, 0.04],
      },
    ],
  } as const
  it('reads a reference that interpolates between its own rows', () => {
    const reference = readGrowthReference(plain)._unsafeUnwrap()
    expect(zScore(reference, 'headForAge', { sex: 'male', at: 10.5, value: 35 })).toBeCloseTo(0, 12)
    expect(zScore(reference, 'headForAge', { sex: 'female', at: 10, value: 33 * Math.exp(0.08) })).toBeCloseTo(2, 9)
    expect(zScore(reference, 'headForAge', { sex: 'male', at: 12, value: 35 })).toBeUndefined()
  })
  it.each([
    ['rows that are not threes', { male: [1, 34, 0.04, 1, 36, 0.04, 1] }],
    ['a median of none', { male: [1, 0, 0.04, 1, 36, 0.04] }],
    ['a spread of none', { female: [1, 34, 0, 1, 36, 0.04] }],
    ['a skewness that has no value at 3 SD', { female: [-9, 34, 0.04, -9, 36, 0.04] }],
    ['sexes of different length', { female: [1, 34, 0.04, 1, 36, 0.04, 1, 37, 0.04] }],
  ])('refuses %s', (_, change) => {
    const problems = readGrowthReference({ ...plain, tables: [{ ...plain.tables[0], ...change }] })._unsafeUnwrapErr()
    expect(problems).toMatchObject([{ kind: 'invalid', code: 'inconsistent', path: '/tables/0' }])
  })
  it('names the field of anything else', () => {
    expect(readGrowthReference({ ...plain, tables: [] })._unsafeUnwrapErr()[0].path).toBe('/tables')
    expect(readGrowthReference(undefined).isErr()).toBe(true)
  })
})

describe('percentile', () => {
  it.each([
    [0, 50],
    [1, 84.1],
    [-1, 15.9],
    [2, 97.7],
    [-3, 0.1],
    [1.881, 97],
    [9, 99.9],
    [-9, 0.1],
  ])('of %d is %d', (z, share) => {
    expect(percentile(z)).toBe(share)
  })
  it('rises with the score', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (z, more) => {
          expect(percentile(z + more)).toBeGreaterThanOrEqual(percentile(z))
        },
      ),
    )
  })
})
