import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Screening } from '../../src/index.ts'
import {
  type Answers,
  bandOf,
  type Instrument,
  instruments,
  readInstrument,
  reliableChange,
  type Respondent,
  type Score,
  score,
  screeningNotice,
} from '../../src/screening/index.ts'
import { all, answersOf, byHand, cases, faults } from './instruments.ts'

const scored = (instrument: Instrument, answers: Answers, respondent: Respondent = {}): Score =>
  score(instrument, answers, respondent)._unsafeUnwrap()
const every = (instrument: Instrument, answer: number): Answers =>
  Object.fromEntries(instrument.items.map((item) => [item, answer]))
const phq = instruments['PHQ-A']
const k10 = instruments.K10

describe('instruments', () => {
  it.each(all.map((one) => [one.id, one] as const))('%s is well formed and survives JSON', (_, instrument) => {
    expect(readInstrument(instrument)._unsafeUnwrap()).toEqual(instrument)
    expect(readInstrument(JSON.parse(JSON.stringify(instrument))).isOk()).toBe(true)
  })
  it('holds no wording of items, and names no illness as found', () => {
    for (const one of all) expect(one.texts).toBeUndefined()
    const words = JSON.stringify(all.map(({ bandSets }) => bandSets.map(({ bands }) => bands.map(({ text }) => text))))
    expect(words).not.toMatch(/depress|anxiety disorder|diagnos|抑郁症|诊断|患有/i)
    expect(screeningNotice.zh).toContain('不是诊断')
  })
  it('says of every number where it comes from, and presents none as law', () => {
    for (const one of all)
      for (const { source } of [
        ...one.bandSets,
        ...one.subscales,
        ...one.critical,
        ...one.reliability,
        one.ages,
        one.licence,
      ])
        expect(['seen', 'known', 'proposal']).toContain(source.standing)
  })
  /** Published: number of items, range of the total, cut-off for an adult or for the age it was made for. */
  it.each([
    ['PHQ-9', 9, 0, 27, 10, 30],
    ['PHQ-9', 9, 0, 27, 11, 14],
    ['PHQ-A', 9, 0, 27, 11, 14],
    ['PHQ-2', 2, 0, 6, 3, 15],
    ['GAD-7', 7, 0, 21, 10, 15],
    ['K6', 6, 0, 24, 13, 15],
    ['K10', 10, 10, 50, 22, 30],
    ['PSC-17', 17, 0, 34, 15, 8],
    ['SRQ-20', 20, 0, 20, 7, 40],
    ['WHO-5', 5, 0, 100, 50, 15],
  ] as const)(
    '%s has %d items and totals from %d to %d, cut-off %d at the age of %d',
    (id, items, least, most, cutOff, age) => {
      const instrument = instruments[id]
      const { codings, bandSets } = instrument
      expect(instrument.items).toHaveLength(items)
      expect(scored(instrument, every(instrument, codings[0]!.least), { age, coding: codings[0]!.id }).total).toBe(
        least,
      )
      expect(scored(instrument, every(instrument, codings[0]!.most), { age, coding: codings[0]!.id }).total).toBe(most)
      const used = scored(instrument, {}, { age }).bandSets
      expect(bandSets.find((set) => set.id === used[0])?.cutOff).toBe(cutOff)
    },
  )
})

describe('score', () => {
  it('is what trying every answer to the missing items gives: bounds, cut-off, signs; and plain sums without a gap', () => {
    fc.assert(
      fc.property(cases(), ({ instrument, answers, age }) => {
        const found = scored(instrument, answers, { age, coding: instrument.codings[0]!.id })
        expect(faults(instrument, answers, age, found)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
  it('is told from sums with a gap as zero, from a cut-off that an estimate reaches, and from a shifted band', () => {
    const answers = { 1: 3, 2: 3, 3: 2, 4: 2, 5: 'notAnswered', 6: 0, 7: 0, 8: 0 } as const
    const right = scored(phq, answers, { age: 14 })
    expect(faults(phq, answers, 14, right)).toEqual([])
    expect(faults(phq, answers, 14, { ...right, most: right.least })).toContain('most')
    expect(faults(phq, answers, 14, { ...right, reached: 'yes' })).toContain('reached')
    expect(faults(phq, answers, 14, { ...right, signs: [{ sign: 'selfHarm', item: '9', answer: 'no' }] })).toContain(
      'signs',
    )
    const whole = every(phq, 1)
    expect(faults(phq, whole, 14, { ...scored(phq, whole, { age: 14 }), band: 'moderate' })).toContain('total or band')
    expect(faults(phq, whole, 14, { ...scored(phq, whole, { age: 14 }), total: 10 })).toContain('out of bounds')
  })
  it('never takes back what was certain when another answer becomes known', () => {
    fc.assert(
      fc.property(cases(4), fc.integer({ min: 0, max: 3 }), ({ instrument, answers, age }, pick) => {
        const coding = instrument.codings[0]!
        const before = scored(instrument, answers, { age, coding: coding.id })
        const [gap] = before.missing
        fc.pre(gap !== undefined)
        const after = scored(
          instrument,
          { ...answers, [gap]: coding.least + (pick % (coding.most - coding.least + 1)) },
          { age, coding: coding.id },
        )
        expect(after.least).toBeGreaterThanOrEqual(before.least)
        expect(after.most).toBeLessThanOrEqual(before.most)
        if (before.reached !== 'unknown') expect(after.reached).toBe(before.reached)
        before.signs.forEach(({ answer }, i) => {
          if (answer !== 'unknown') expect(after.signs[i]!.answer).toBe(answer)
        })
        for (const [id, part] of Object.entries(before.subscales))
          if (part.reached !== 'unknown') expect(after.subscales[id]!.reached).toBe(part.reached)
      }),
    )
  })
  it('rises with every answer, and does not depend on the order in which answers are given', () => {
    fc.assert(
      fc.property(cases(0), fc.nat(), ({ instrument, answers, age }, at) => {
        const coding = instrument.codings[0]!
        const item = instrument.items[at % instrument.items.length]!
        fc.pre((answers[item] as number) < coding.most)
        const one = scored(instrument, answers, { age, coding: coding.id })
        const more = scored(
          instrument,
          { ...answers, [item]: (answers[item] as number) + 1 },
          { age, coding: coding.id },
        )
        expect(more.total).toBe((one.total as number) + instrument.times)
        const shuffled = Object.fromEntries(Object.entries(answers).reverse())
        expect(scored(instrument, shuffled, { age, coding: coding.id })).toEqual(one)
        expect(JSON.parse(JSON.stringify(one))).toEqual(one)
      }),
    )
  })

  it('fills in up to two answers of the PHQ with the mean, rounded half up, and says so', () => {
    const seven = { 1: 2, 2: 2, 3: 1, 4: 1, 5: 1, 6: 1, 7: 2 } as const
    expect(scored(phq, seven, { age: 14 })).toMatchObject({
      total: 13,
      least: 10,
      most: 16,
      prorated: true,
      band: 'moderate',
    })
    expect(scored(phq, seven, { age: 14 }).reached).toBe('unknown')
    const six = { 1: 2, 2: 2, 3: 1, 4: 1, 5: 1, 6: 1 } as const
    expect(scored(phq, six, { age: 14 })).toMatchObject({
      total: 'unknown',
      band: 'unknown',
      notes: ['tooManyMissing'],
    })
  })
  it('counts blanks of the PSC-17 as none up to three, and gives no total from four on', () => {
    const psc = instruments['PSC-17']
    const without = (...gone: readonly string[]): Answers =>
      Object.fromEntries(psc.items.filter((item) => !gone.includes(item)).map((item) => [item, 1]))
    expect(scored(psc, without('1', '2', '3'), { age: 8 })).toMatchObject({
      total: 14,
      notes: ['blanksAsZero'],
      reached: 'unknown',
    })
    expect(scored(psc, without('1', '2', '3', '4'), { age: 8 }).total).toBe('unknown')
    const internal = scored(psc, { ...every(psc, 0), 2: 2, 6: 2, 9: 1 }, { age: 8 })
    expect(internal.subscales).toMatchObject({
      internalising: { total: 5, reached: 'yes' },
      attention: { total: 0, reached: 'no' },
      externalising: { total: 0, reached: 'no' },
    })
  })
  it('gives each item of the PSC-17 to the part that its published form names', () => {
    const psc = instruments['PSC-17']
    const partOf = (item: string): string =>
      Object.entries(scored(psc, { ...every(psc, 0), [item]: 2 }, { age: 8 }).subscales)
        .filter(([, { total }]) => total === 2)
        .map(([id]) => id[0])
        .join()
    expect(psc.items.map(partOf).join('')).toBe('aiaeeiaeieieaeiea')
  })
  it('gives no total of GAD-7, K6, K10, SRQ-20, WHO-5 and PHQ-2 with a single gap, for no source says how', () => {
    for (const id of ['GAD-7', 'K6', 'K10', 'SRQ-20', 'WHO-5', 'PHQ-2'] as const) {
      const { codings, items } = instruments[id]
      const answers = Object.fromEntries(items.slice(1).map((item) => [item, codings[0]!.most]))
      expect(scored(instruments[id], answers, { age: 17, coding: codings[0]!.id }).total, id).toBe('unknown')
    }
  })
  it('makes a danger sign of item 9 whatever the total and the age', () => {
    const one = { ...every(phq, 0), 9: 1 }
    for (const respondent of [{ age: 14 }, { age: 7 }, {}])
      expect(scored(phq, one, respondent).signs).toEqual([{ sign: 'selfHarm', item: '9', answer: 'yes' }])
    expect(scored(phq, { 1: 0 }, { age: 14 }).signs).toEqual([{ sign: 'selfHarm', item: '9', answer: 'unknown' }])
    expect(scored(instruments['SRQ-20'], { 17: 1 }, { age: 60 }).signs[0]!.answer).toBe('yes')
  })
  it('has no band and no cut-off for an age that the instrument was not made for', () => {
    expect(scored(phq, every(phq, 2), { age: 10 })).toMatchObject({
      total: 18,
      band: 'unknown',
      reached: 'unknown',
      ageFits: 'no',
    })
    expect(scored(phq, every(phq, 2), { birthDate: '2015-09-02', on: '2026-09-01' })).toMatchObject({ ageFits: 'no' })
    expect(scored(phq, every(phq, 2), { birthDate: '2015-09-01', on: '2026-09-01' })).toMatchObject({
      ageFits: 'yes',
      reached: 'yes',
    })
  })
  it('without an age tells what holds at every age: 10 on the PHQ-9 is past the cut-off of adults only', () => {
    const nine = instruments['PHQ-9']
    const ten = { ...every(nine, 1), 1: 2 }
    expect(scored(nine, ten)).toMatchObject({ total: 10, band: 'moderate', reached: 'unknown', notes: ['ageUnknown'] })
    expect(scored(nine, ten, { age: 30 }).reached).toBe('yes')
    expect(scored(nine, ten, { age: 15 }).reached).toBe('no')
    expect(scored(nine, every(nine, 2)).reached).toBe('yes')
  })
  it('reads both codings of the K10, by the answers where they tell', () => {
    const answers = { ...every(k10, 2), 1: 5 }
    expect(scored(k10, answers, { age: 30 })).toMatchObject({ coding: '1-5', total: 23, band: 'high', reached: 'yes' })
    const american = { ...every(k10, 1), 1: 0, 2: 4 }
    expect(scored(k10, american, { age: 30 })).toMatchObject({ coding: '0-4', total: 12, band: 'high', reached: 'yes' })
    expect(scored(k10, every(k10, 2), { age: 30 })).toMatchObject({
      coding: 'unknown',
      total: 'unknown',
      least: 20,
      most: 30,
      reached: 'unknown',
      notes: ['codingNeeded'],
    })
    expect(scored(k10, every(k10, 4), { age: 30 })).toMatchObject({ coding: 'unknown', reached: 'yes' })
  })
  it('agrees between the codings once each is named', () => {
    fc.assert(
      fc.property(answersOf(k10, 0), (answers) => {
        const shifted = Object.fromEntries(
          Object.entries(answers).map(([item, answer]) => [item, (answer as number) - 1]),
        )
        const [one, other] = [
          scored(k10, answers, { age: 30, coding: '1-5' }),
          scored(k10, shifted, { age: 30, coding: '0-4' }),
        ]
        expect([other.band, other.reached]).toEqual([one.band, one.reached])
        expect(other.total).toBe((one.total as number) - 10)
      }),
    )
  })
  it('reads WHO-5 downwards: 50 and below calls for a look, 52 does not', () => {
    const who = instruments['WHO-5']
    expect(scored(who, { 1: 3, 2: 3, 3: 2, 4: 2, 5: 2 }, { age: 14 })).toMatchObject({
      total: 48,
      reached: 'yes',
      band: 'low',
    })
    expect(scored(who, { 1: 3, 2: 3, 3: 3, 4: 2, 5: 2 }, { age: 14 })).toMatchObject({
      total: 52,
      reached: 'no',
      band: 'ordinary',
    })
    expect(scored(who, every(who, 1), { age: 14 })).toMatchObject({ total: 20, band: 'veryLow' })
  })
  it('notes when somebody else answered than the instrument is for', () => {
    expect(
      scored(instruments['PSC-17'], every(instruments['PSC-17'], 0), { age: 8, informant: 'teacher' }).notes,
    ).toEqual(['otherInformant'])
    for (const informant of ['parent', 'notCollected', { other: 'aunt' }])
      expect(scored(instruments['PSC-17'], every(instruments['PSC-17'], 0), { age: 8, informant }).notes).toEqual([])
  })
  it('names item and rule of an answer that cannot be, and repeats no key that somebody typed', () => {
    const problems = score(phq, { 1: 4, 2: -1, 3: 1.5, Zhang: 1 })._unsafeUnwrapErr()
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['/answers/1', 'too-large'],
      ['/answers/2', 'too-small'],
      ['/answers/3', 'invalid-value'],
      ['/answers/*', 'unknown-field'],
    ])
    expect(JSON.stringify(problems)).not.toContain('Zhang')
    expect(score(k10, { 1: 0, 2: 5 })._unsafeUnwrapErr()[0]).toMatchObject({ path: '/answers', code: 'inconsistent' })
    expect(score(phq, {}, { coding: '1-4' })._unsafeUnwrapErr()[0]).toMatchObject({ path: '/coding' })
    expect(score(phq, { 1: Number.NaN })._unsafeUnwrapErr()[0]).toMatchObject({ code: 'invalid-value' })
  })
})

const row = (change: Partial<Screening>): Screening => ({
  instrument: 'PHQ-A',
  on: '2026-09-01',
  answers: 'notCollected',
  total: 'notCollected',
  coding: 'notCollected',
  informant: 'child',
  ...change,
})
const banded = (change: Partial<Screening>, birthDate: '2012-05-01' | '1980-01-01' = '2012-05-01'): Score => {
  const found = bandOf(row(change), { birthDate })._unsafeUnwrap()
  if (found.answer === 'unknown') throw new Error(found.why)
  return found.score
}

describe('bandOf', () => {
  it('reads answers as score does', () => {
    fc.assert(
      fc.property(answersOf(phq), (answers) => {
        fc.pre(Object.keys(answers).length > 0)
        const { notes, ...rest } = banded({ answers })
        const direct = scored(phq, answers, { birthDate: '2012-05-01', on: '2026-09-01', informant: 'child' })
        expect({ notes, ...rest }).toEqual(direct)
      }),
    )
  })
  it('reads a total alone: band, cut-off, and what it leaves for item 9', () => {
    expect(banded({ total: 16 })).toMatchObject({
      total: 16,
      band: 'moderatelySevere',
      reached: 'yes',
      notes: ['totalOnly'],
    })
    const sign = (total: number) => banded({ total }).signs[0]!.answer
    expect([0, 1, 24, 25].map(sign)).toEqual(['no', 'unknown', 'unknown', 'yes'])
  })
  it('closes a gap with the total if that can be right, and lets answers count if it cannot', () => {
    const answers = { ...every(phq, 1), 5: 'notAnswered' } as const
    expect(banded({ answers, total: 10 })).toMatchObject({ total: 10, prorated: false, notes: [] })
    expect(banded({ answers, total: 20 })).toMatchObject({
      total: 9,
      prorated: true,
      notes: ['prorated', 'totalDiffers'],
    })
    expect(banded({ answers: every(phq, 1), total: 8 })).toMatchObject({ total: 9, notes: ['totalDiffers'] })
  })
  it('takes the coding of a K10 total from the total where it can be only one', () => {
    const ten = { instrument: 'K10', informant: 'carer' } as const
    expect(banded({ ...ten, total: 45 }, '1980-01-01')).toMatchObject({ coding: '1-5', band: 'veryHigh' })
    expect(banded({ ...ten, total: 4 }, '1980-01-01')).toMatchObject({ coding: '0-4', band: 'low', total: 4 })
    expect(banded({ ...ten, total: 25 }, '1980-01-01')).toMatchObject({
      coding: 'unknown',
      least: 25,
      most: 35,
      reached: 'yes',
    })
    expect(banded({ ...ten, total: 25, coding: '0-4' }, '1980-01-01')).toMatchObject({ total: 25, band: 'veryHigh' })
  })
  it('says why it cannot tell', () => {
    expect(bandOf(row({ instrument: 'SDQ', total: 12 }))._unsafeUnwrap()).toEqual({
      answer: 'unknown',
      why: 'instrumentUnknown',
    })
    expect(bandOf(row({ instrument: 'constructor', total: 1 }))._unsafeUnwrap()).toMatchObject({ answer: 'unknown' })
    expect(bandOf(row({}))._unsafeUnwrap()).toEqual({ answer: 'unknown', why: 'notCollected' })
    expect(bandOf(row({ total: 'contested' }))._unsafeUnwrap()).toEqual({ answer: 'unknown', why: 'contested' })
  })
  it('refuses a total that the instrument cannot have', () => {
    for (const total of [-1, 28, 1.5])
      expect(bandOf(row({ total }))._unsafeUnwrapErr()[0]).toMatchObject({ path: '/total', code: 'invalid-value' })
    expect(bandOf(row({ instrument: 'WHO-5', total: 50 })).isErr()).toBe(true)
  })
  it('knows the instruments that it is given', () => {
    const own = readInstrument({
      ...instruments['GAD-7'],
      id: 'county-1',
      texts: { 1: { zh: '紧张', en: 'nervous' } },
    })._unsafeUnwrap()
    const found = bandOf(row({ instrument: 'county-1', total: 10 }), {
      birthDate: '2012-05-01',
      instruments: { 'county-1': own },
    })
    expect(found._unsafeUnwrap()).toMatchObject({ answer: 'known', score: { band: 'moderate' } })
  })
})

describe('readInstrument', () => {
  const gad = instruments['GAD-7']
  it.each([
    ['an item twice', { items: ['1', '1'] }, '/items', 'duplicate'],
    [
      'bands out of order',
      { bandSets: [{ ...gad.bandSets[0], bands: [...gad.bandSets[0]!.bands].reverse() }] },
      '/bandSets/0/bands',
      'inconsistent',
    ],
    [
      'codings of different width',
      { codings: [...gad.codings, { id: '1-5', least: 1, most: 5 }] },
      '/codings/1',
      'inconsistent',
    ],
    [
      'a sign in an item that is not there',
      { critical: [{ item: '8', from: 1, sign: 'selfHarm', source: gad.licence.source }] },
      '/critical/0/item',
      'inconsistent',
    ],
    ['an unknown informant', { informants: ['neighbour'] }, '/informants/0', 'invalid-value'],
  ] as const)('refuses %s', (_, change, path, code) => {
    expect(readInstrument({ ...gad, ...change })._unsafeUnwrapErr()).toMatchObject([{ path, code }])
  })
})

describe('reliableChange', () => {
  const gad = instruments['GAD-7']
  const total = (sum: number): Score =>
    scored(gad, Object.fromEntries(gad.items.map((item, i) => [item, Math.min(3, Math.max(0, sum - i * 3))])), {
      age: 15,
    })
  it('of the GAD-7 needs 6 points, as published (5.59)', () => {
    expect(reliableChange(gad, total(14), total(8))).toMatchObject({
      answer: 'better',
      difference: -6,
      needed: 6,
      index: -2.11,
    })
    expect(reliableChange(gad, total(14), total(9)).answer).toBe('withinChance')
    expect(reliableChange(gad, total(5), total(15)).answer).toBe('worse')
  })
  it.each([
    ['PHQ-9', 6],
    ['PSC-17', 6],
  ] as const)('of %s needs %d points', (id, needed) => {
    const zero = scored(instruments[id], every(instruments[id], 0), { age: 15 })
    expect(reliableChange(instruments[id], zero, zero)).toMatchObject({ answer: 'withinChance', needed })
  })
  it('mirrors itself, and is what the index past 1.96 says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 21 }), fc.integer({ min: 0, max: 21 }), (a, b) => {
        const there = reliableChange(gad, total(a), total(b))
        const back = reliableChange(gad, total(b), total(a))
        expect(there.difference).toBe(-(back.difference ?? 0) + 0)
        const exact = (b - a) / (5.59 * Math.sqrt(2) * Math.sqrt(1 - 0.87))
        expect(there.answer).toBe(Math.abs(exact) <= 1.96 ? 'withinChance' : b > a ? 'worse' : 'better')
      }),
    )
  })
  it('turns round where high is good', () => {
    const who = instruments['WHO-5']
    const parameters = { ...gad.reliability[0]!, standardDeviation: 20 }
    const [low, high] = [scored(who, every(who, 1), { age: 15 }), scored(who, every(who, 4), { age: 15 })]
    expect(reliableChange(who, low, high, parameters).answer).toBe('better')
    expect(reliableChange(who, high, low, parameters).answer).toBe('worse')
  })
  it('says why it cannot tell', () => {
    const gap = scored(phq, { 1: 1 }, { age: 14 })
    const whole = scored(phq, every(phq, 1), { age: 14 })
    expect(reliableChange(phq, gap, whole)).toEqual({ answer: 'unknown', why: 'noTotal' })
    expect(reliableChange(phq, total(3), whole)).toEqual({ answer: 'unknown', why: 'differentKinds' })
    const filled = scored(phq, { ...every(phq, 1), 9: 'notAnswered' }, { age: 14 })
    expect(reliableChange(phq, filled, whole)).toEqual({ answer: 'unknown', why: 'filledIn' })
    const k6 = scored(instruments.K6, every(instruments.K6, 0), { age: 14 })
    expect(reliableChange(instruments.K6, k6, k6)).toMatchObject({ answer: 'unknown', why: 'noParameters' })
  })
})

describe('byHand', () => {
  it('adds up', () => {
    expect(byHand(phq, every(phq, 1), 14)).toEqual({ total: 9, band: 'mild', reached: 'no' })
  })
})
