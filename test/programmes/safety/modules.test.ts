import { describe, expect, it } from 'vitest'
import { ageOn, codeLists } from '../../../src/index.ts'
import { lessonFaults, modulesAt, type PlannedLesson, safetyModules, vettingOn } from '../../../src/programmes/index.ts'

const ages = Array.from({ length: 18 }, (_, age) => age)
const born = (age: number) => `${2026 - age}-03-26` as `${number}-${number}-${number}`
const asOf = '2026-09-15'

describe('safetyModules', () => {
  it('has one module on rights, body and whom to tell for every age from 3 to 17, and none for younger', () => {
    for (const age of ages) {
      const found = modulesAt(born(age), asOf).filter(
        ({ module, fit }) => module.startsWith('rights-') && fit === 'fits',
      )
      expect(found, String(age)).toHaveLength(age < 3 ? 0 : 1)
    }
  })
  it('teaches children under six by drama, film or drill alone', () => {
    for (const { id, ages: span, forms } of safetyModules)
      if (span.to < 6)
        expect(
          forms.every((form) => form === 'drama' || form === 'video' || form === 'drill'),
          id,
        ).toBe(true)
  })
  it('has ids of its own, topics of the code list, and says where each row comes from without calling a proposal law', () => {
    expect(new Set(safetyModules.map(({ id }) => id)).size).toBe(safetyModules.length)
    for (const { topic, source, ages: span } of safetyModules) {
      expect(codeLists.safetyTopics.rows.map(({ key }) => key)).toContain(topic)
      expect(['known', 'proposal']).toContain(source.standing)
      expect(source.kind).not.toBe('law')
      expect(span.from).toBeLessThanOrEqual(span.to)
    }
  })
})

describe('modulesAt', () => {
  it('follows the completed years on the day, and takes an unknown age for no answer', () => {
    for (const age of ages)
      for (const { module, fit } of modulesAt(born(age), asOf)) {
        const span = safetyModules.find(({ id }) => id === module)?.ages ?? { from: 0, to: 0 }
        const years = ageOn(born(age), asOf)
        expect(fit).toBe(years < span.from ? 'tooYoung' : years > span.to ? 'tooOld' : 'fits')
      }
    expect(new Set(modulesAt('notCollected', asOf).map(({ fit }) => fit))).toEqual(new Set(['ageUnknown']))
  })
  it('opens a module on the birthday', () => {
    const fit = (on: `${number}-${number}-${number}`) =>
      modulesAt('2020-09-15', on).find(({ module }) => module === 'rights-6')?.fit
    expect([fit('2026-09-14'), fit('2026-09-15')]).toEqual(['tooYoung', 'fits'])
  })
})

describe('lessonFaults', () => {
  const lesson: PlannedLesson = {
    module: 'rights-9',
    form: 'lecture',
    minutes: 40,
    ages: { from: 9, to: 11 },
    on: asOf,
  }
  it.each([
    [{}, []],
    [{ module: 'nothing' }, ['unknownModule']],
    [{ ages: { from: 8, to: 12 }, minutes: 20 }, ['tooYoung', 'tooOld']],
    [{ minutes: 41 }, ['lectureTooLong']],
    [{ form: 'drill' }, ['formNotForModule']],
    [{ module: 'fire-3', ages: { from: 5, to: 6 }, minutes: 10 }, ['noLectureBelowAge']],
    [{ module: 'fire-3', ages: { from: 6, to: 8 }, minutes: 20 }, []],
    [{ module: 'fire-3', ages: { from: 6, to: 8 }, minutes: 21 }, ['lectureTooLong']],
    [{ module: 'fire-3', form: 'drama', ages: { from: 3, to: 5 }, minutes: 45 }, []],
  ] as const)('finds in %j %j', (change, faults) => {
    expect(lessonFaults({ ...lesson, ...change })).toEqual(faults)
  })
})

describe('vettingOn', () => {
  const check = { outcome: 'clear', on: '2026-03-01', authority: 'none', reference: 'none' } as const
  it.each([
    [check, '2026-03-01', 'yes', 'clear'],
    [check, '2027-02-28', 'yes', 'clear'],
    [check, '2027-03-01', 'no', 'lapsed'],
    [check, '2026-02-28', 'no', 'checkLater'],
    [{ ...check, outcome: 'hit' }, '2026-03-01', 'no', 'recordFound'],
    [{ ...check, outcome: 'notCollected' }, '2026-03-01', 'unknown', 'notKnown'],
    [{ ...check, on: 'contested' }, '2026-03-01', 'unknown', 'notKnown'],
    ['none', '2026-03-01', 'no', 'noCheck'],
    ['contested', '2026-03-01', 'unknown', 'notKnown'],
  ] as const)('answers for %j on %s: %s, %s', (of, on, answer, because) => {
    expect(vettingOn(of, on)).toEqual({ answer, because })
  })
})
