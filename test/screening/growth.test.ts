import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Measurement } from '../../src/index.ts'
import {
  armBand,
  type Growth,
  growth,
  growthBands,
  type Grown,
  readGrowthReference,
  whoGrowth,
  zScore,
} from '../../src/screening/index.ts'

const born = '2020-03-01'
const nothing: Measurement = {
  on: 'notCollected',
  heightCm: 'notCollected',
  posture: 'notCollected',
  weightKg: 'notCollected',
  headCm: 'notCollected',
  armMm: 'notCollected',
  oedema: 'notCollected',
}
const girl: Grown = { sex: 'female', birthDate: born }
const boy: Grown = { sex: 'male', birthDate: born }
const grown = (child: Grown, days: number, measured: Partial<Measurement>): Growth =>
  growth(child, { ...nothing, on: addDays(born, days), ...measured })._unsafeUnwrap()
const z = (found: Growth, indicator: keyof Growth['scores']): number | string => {
  const score = found.scores[indicator]
  return score.answer === 'known' ? score.z : score.why
}

const survey = readFileSync(new URL('../data/growth/survey.csv', import.meta.url), 'utf8')
const [heading = '', ...lines] = survey.trim().split('\n')
const columns = heading.split(',')
const cases = lines.map((line) => {
  const cells = line.split(',')
  return (column: string): string => cells[columns.indexOf(column)] ?? ''
})
const number = (text: string, factor = 1): number | 'notCollected' =>
  text === '' ? 'notCollected' : Number(text) * factor
const published = [
  ['weightForAge', 'zWeight'],
  ['heightForAge', 'zHeight'],
  ['weightForHeight', 'zWeightForHeight'],
  ['bmiForAge', 'zBmi'],
  ['headForAge', 'zHead'],
  ['armForAge', 'zArm'],
] as const

/** Every score of the survey that differs from the published one, and how many were held against each other. */
function heldAgainst(score: typeof grown): { readonly differ: readonly string[]; readonly compared: number } {
  const differ: string[] = []
  let compared = 0
  cases.forEach((cell, row) => {
    const found = score(cell('sex') === 'female' ? girl : boy, Number(cell('ageDays')), {
      heightCm: number(cell('heightCm')),
      weightKg: number(cell('weightKg')),
      headCm: number(cell('headCm')),
      armMm: number(cell('armCm'), 10),
      posture: cell('measure') === 'h' ? 'standing' : cell('measure') === 'l' ? 'lying' : 'notCollected',
      oedema: cell('oedema') === 'y' ? 'yes' : 'no',
    })
    for (const [indicator, column] of published) {
      const answer = found.scores[indicator]
      const expected = cell(column)
      if (expected !== '') compared += 1
      const same = answer.answer === 'known' ? expected !== '' && answer.z === Number(expected) : expected === ''
      if (!same) differ.push(`${row + 1} ${indicator} ${z(found, indicator)} ${expected}`)
    }
  })
  return { differ, compared }
}

describe('growth', () => {
  it('gives every z-score of the survey of WHO to two decimals, and none where WHO gives none', () => {
    const { differ, compared } = heldAgainst(grown)
    expect(differ).toEqual([])
    expect(compared).toBe(2439)
  })
  it('would be told from one without the correction of 0.7 cm, without oedema, or a day off', () => {
    const without = (drop: Partial<Measurement>, days = 0): number =>
      heldAgainst((child, age, measured) => grown(child, Math.max(0, age + days), { ...measured, ...drop })).differ
        .length
    expect(without({ posture: 'notCollected' })).toBeGreaterThan(20)
    expect(without({ oedema: 'no' })).toBeGreaterThan(10)
    expect(without({}, 1)).toBeGreaterThan(100)
  })

  it.each([
    ['a girl of 1522 days and 17.33 kg', girl, 1522, { weightKg: 17.33 }, 'weightForAge'],
    ['a boy of 987 days and 72.86 cm lying', boy, 987, { heightCm: 72.86, posture: 'lying' }, 'heightForAge'],
  ] as const)('of %s agrees with the formula', (_, child, days, measured, indicator) => {
    const value = 'weightKg' in measured ? measured.weightKg : measured.heightCm - 0.7
    const exact = zScore(whoGrowth, indicator, { sex: child.sex === 'female' ? 'female' : 'male', at: days, value })!
    expect(z(grown(child, days, measured), indicator)).toBeCloseTo(exact, 1)
  })
  it('takes 72.86 cm lying at 987 days for a mistake: -6.09 SD, no band, measure again', () => {
    const found = grown(boy, 987, { heightCm: 72.86, posture: 'lying' })
    expect(found.scores.heightForAge).toMatchObject({ z: -6.09, band: 'implausible' })
    expect(found.notes).toEqual(['lyingMadeHeight', 'measureAgain'])
  })
  it('says standing is not credible below nine months and takes the child as lying', () => {
    expect(grown(boy, 273, { heightCm: 70, posture: 'standing' }).notes).toEqual(['standingNotCredible'])
    expect(grown(boy, 274, { heightCm: 70, posture: 'standing' }).notes).toEqual(['standingMadeLength'])
    expect(z(grown(boy, 273, { heightCm: 70, posture: 'standing' }), 'heightForAge')).toBe(
      z(grown(boy, 273, { heightCm: 70, posture: 'lying' }), 'heightForAge'),
    )
  })
  it('asks for length up to 730 days and for height from 731 on', () => {
    const notes = (days: number, posture: 'lying' | 'standing') => grown(girl, days, { heightCm: 86, posture }).notes
    expect([notes(730, 'standing'), notes(731, 'standing')]).toEqual([['standingMadeLength'], []])
    expect([notes(730, 'lying'), notes(731, 'lying')]).toEqual([[], ['lyingMadeHeight']])
  })
  it('holds lying plus 0.7 cm and standing to be the same, on either side of 731 days', () => {
    for (const days of [400, 730, 731, 1500])
      expect(z(grown(girl, days, { heightCm: 80.7, posture: 'lying' }), 'heightForAge')).toBe(
        z(grown(girl, days, { heightCm: 80, posture: 'standing' }), 'heightForAge'),
      )
  })
  it('holds weight against height up to the last day before month 61, then body mass index stands alone', () => {
    const measured = { heightCm: 108, posture: 'standing', weightKg: 18 } as const
    expect(z(grown(girl, 1856, measured), 'weightForHeight')).toBeTypeOf('number')
    expect(z(grown(girl, 1857, measured), 'weightForHeight')).toBe('outsideTables')
    expect(z(grown(girl, 1857, measured), 'bmiForAge')).toBeTypeOf('number')
  })
  it('calls a band by the limits of WHO, strictly beyond them', () => {
    const bmi = (days: number, value: number) =>
      grown(girl, days, { heightCm: 100, posture: 'standing', weightKg: value, oedema: 'no' }).scores.bmiForAge
    expect(bmi(3652, 19)).toMatchObject({ band: 'ordinary' })
    expect(bmi(3652, 19.1)).toMatchObject({ band: 'overweight' })
    expect(bmi(3652, 22.7)).toMatchObject({ band: 'obese' })
    expect(bmi(3652, 13.4)).toMatchObject({ band: 'thin' })
    expect(bmi(3652, 12.3)).toMatchObject({ band: 'severelyThin' })
    expect(bmi(1200, 17.1)).toMatchObject({ band: 'possibleOverweight' })
  })
  it('has a band for every plausible score of every indicator', () => {
    for (const { indicator, bands } of growthBands) {
      expect(
        bands.filter(({ below, above }) => below === undefined && above === undefined),
        indicator,
      ).toHaveLength(1)
      for (const { text } of bands) expect(text.zh !== '' && text.en !== '').toBe(true)
    }
  })

  it('answers unknown and names the fields where something is missing', () => {
    expect(grown(girl, 500, {}).scores.bmiForAge).toEqual({
      answer: 'unknown',
      why: 'notCollected',
      missing: ['/weightKg', '/heightCm'],
    })
    expect(growth(girl, { ...nothing, weightKg: 9 })._unsafeUnwrap().scores.weightForAge).toMatchObject({
      missing: ['/on'],
    })
    expect(z(grown({ ...girl, sex: 'unspecified' }, 500, { weightKg: 9 }), 'weightForAge')).toBe('sexUnknown')
    expect(z(grown({ ...girl, birthDate: 'contested' }, 500, { weightKg: 9 }), 'weightForAge')).toBe('contested')
    expect(z(grown(girl, 8000, { heightCm: 160 }), 'heightForAge')).toBe('outsideTables')
  })
  it('refuses a measurement before birth', () => {
    expect(growth(girl, { ...nothing, on: '2019-01-01' })._unsafeUnwrapErr()).toMatchObject([
      { kind: 'invalid', path: '/on', code: 'inconsistent' },
    ])
  })
  it('survives JSON, leaves its input alone, and never answers with more than what was measured', () => {
    const value = fc.option(fc.double({ min: 1, max: 150, noNaN: true }), { nil: 'notCollected' as const })
    fc.assert(
      fc.property(
        fc.record({
          days: fc.integer({ min: 0, max: 7200 }),
          weightKg: value,
          heightCm: value,
          headCm: value,
          armMm: value,
          posture: fc.constantFrom('lying', 'standing', 'notCollected'),
          oedema: fc.constantFrom('yes', 'no', 'notCollected'),
          sex: fc.constantFrom('male', 'female', 'unknown', 'contested'),
        }),
        ({ days, sex, ...measured }) => {
          const child = Object.freeze({ ...girl, sex })
          const found = grown(child, days, Object.freeze(measured))
          expect(JSON.parse(JSON.stringify(found))).toEqual(found)
          for (const score of Object.values(found.scores)) {
            if (score.answer === 'unknown') continue
            expect(Number.isFinite(score.z) && !Object.is(score.z, -0)).toBe(true)
            expect(Math.round(score.z * 100) / 100).toBe(score.z)
          }
          if (measured.weightKg === 'notCollected' || measured.oedema === 'yes')
            expect(found.scores.weightForAge.answer).toBe('unknown')
        },
      ),
    )
  })
})

describe('acute', () => {
  const seen = { heightCm: 85, posture: 'standing', weightKg: 11.5, armMm: 145, oedema: 'no' } as const
  it('is no only when every sign that applies was looked for', () => {
    expect(grown(boy, 900, seen).acute).toEqual({ severe: 'no', moderate: 'no', because: [] })
    for (const field of ['heightCm', 'weightKg', 'armMm', 'oedema'] as const)
      expect(grown(boy, 900, { ...seen, [field]: 'notCollected' }).acute).toMatchObject({
        severe: 'unknown',
        moderate: 'unknown',
      })
  })
  it('is yes with a single sign, whatever else is missing', () => {
    expect(grown(boy, 900, { armMm: 114 }).acute).toEqual({ severe: 'yes', moderate: 'yes', because: ['arm'] })
    expect(grown(boy, 900, { oedema: 'yes' }).acute).toEqual({ severe: 'yes', moderate: 'yes', because: ['oedema'] })
    expect(grown(boy, 900, { ...seen, weightKg: 9.2 }).acute).toMatchObject({
      moderate: 'yes',
      because: ['weightForHeight'],
    })
    expect(grown(boy, 900, { ...seen, weightKg: 8.4 }).acute).toMatchObject({
      severe: 'yes',
      because: ['weightForHeight'],
    })
  })
  it('never hangs on a score that is too far out', () => {
    expect(grown(boy, 900, { ...seen, weightKg: 5 }).acute.severe).toBe('unknown')
  })
  it('goes by body mass index from month 61 on, without the arm', () => {
    const tall = { heightCm: 130, posture: 'standing', oedema: 'no' } as const
    expect(grown(boy, 3500, { ...tall, weightKg: 20 }).acute).toMatchObject({ severe: 'yes', because: ['bmiForAge'] })
    expect(grown(boy, 3500, { ...tall, weightKg: 26 }).acute).toEqual({ severe: 'no', moderate: 'no', because: [] })
  })
})

describe('armBand', () => {
  const at = (months: string, armMm: number) =>
    armBand(armMm, { birthDate: '2024-01-15', on: months as `${number}-${number}-${number}` })
  it('goes by 115 and 125 mm from 6 to 59 whole months', () => {
    expect([114, 115, 124, 125].map((armMm) => at('2026-01-15', armMm))).toEqual([
      'severe',
      'moderate',
      'moderate',
      'ordinary',
    ])
    expect(at('2024-07-14', 100)).toBe('notApplicable')
    expect(at('2024-07-15', 100)).toBe('severe')
    expect(at('2029-01-14', 100)).toBe('severe')
    expect(at('2029-01-15', 100)).toBe('notApplicable')
  })
})

describe('another reference', () => {
  it('takes the place of that of WHO in every score', () => {
    const reference = readGrowthReference({
      id: 'county',
      source: { title: 'county survey', kind: 'practice', standing: 'proposal' },
      weightForHeightUntilDays: 0,
      tables: [
        {
          indicator: 'weightForAge',
          axis: 'months',
          from: 0,
          perUnit: 1,
          limited: false,
          plausible: { least: -5, most: 5 },
          male: [1, 10, 0.1, 1, 11, 0.1],
          female: [1, 10, 0.1, 1, 11, 0.1],
        },
      ],
    })._unsafeUnwrap()
    const found = growth(girl, { ...nothing, on: addDays(born, 0), weightKg: 12 }, { reference })._unsafeUnwrap()
    expect(found.reference).toBe('county')
    expect(found.scores.weightForAge).toMatchObject({ z: 2 })
    expect(z(found, 'heightForAge')).toBe('notCollected')
  })
})
