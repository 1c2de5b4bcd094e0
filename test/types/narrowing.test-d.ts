import { describe, expectTypeOf, it } from 'vitest'
import { isKnown, known, some } from '../../src/absent.ts'
import type { PlainDate } from '../../src/date.ts'
import type { IncidentId } from '../../src/id.ts'
import { all, type Outcome, type Problem } from '../../src/problem.ts'
import type { ChildFile } from '../../src/records/index.ts'
import type { RetentionAnswer, RetentionEnd, Told } from '../../src/privacy/index.ts'
import { classify } from '../../src/records/index.ts'

declare const file: ChildFile
declare const one: Outcome<number>
declare const other: Outcome<'a'>
declare const problem: Problem
declare const retention: RetentionAnswer
declare const told: Told
declare const anyText: string

describe('a field', () => {
  it('is its value behind isKnown, and why there is none before it', () => {
    const { birthDate } = file
    if (isKnown(birthDate)) expectTypeOf(birthDate).toEqualTypeOf<PlainDate>()
    else expectTypeOf(birthDate).toEqualTypeOf<'notCollected' | 'contested'>()
    expectTypeOf(known(birthDate)).toEqualTypeOf<PlainDate | undefined>()
    // @ts-expect-error nobody may know it
    expectTypeOf<typeof birthDate>().toEqualTypeOf<PlainDate>()
  })
  it('keeps none apart from not known', () => {
    const { until } = { until: file.delegation.agreementUntil }
    if (isKnown(until)) expectTypeOf(until).toEqualTypeOf<PlainDate | 'none'>()
    expectTypeOf(some(until)).toEqualTypeOf<PlainDate | undefined>()
  })
})

describe('an outcome', () => {
  it('has its value only once it was asked whether it went well', () => {
    // @ts-expect-error it may have failed
    expectTypeOf(one.value).toBeNumber()
    if (one.isOk()) expectTypeOf(one.value).toEqualTypeOf<number>()
    else expectTypeOf(one.error[0]).toEqualTypeOf<Problem>()
  })
  it('joins with others to the list of their values', () => {
    expectTypeOf(all([one, other])).toEqualTypeOf<Outcome<[number, 'a']>>()
  })
})

describe('a problem', () => {
  it('has revisions in a conflict, and what became of a write in a fault of the store, and nowhere else', () => {
    if (problem.kind === 'conflict') expectTypeOf(problem.expected).toEqualTypeOf<number>()
    if (problem.kind === 'storage') expectTypeOf(problem.outcome).toEqualTypeOf<'not-written' | 'unknown'>()
    if (problem.kind === 'invalid') expectTypeOf(problem).not.toHaveProperty('expected')
    // @ts-expect-error not every problem is a conflict
    expectTypeOf(problem.found).toBeNumber()
  })
  it('has codes of its kind', () => {
    if (problem.kind === 'not-allowed') expectTypeOf<'protected-trait'>().toExtend<typeof problem.code>()
    if (problem.kind === 'not-found') expectTypeOf<'protected-trait'>().not.toExtend<typeof problem.code>()
  })
})

describe('an answer', () => {
  it('tells with its word what else it has', () => {
    if (retention.answer === 'erase') expectTypeOf(retention.end).toEqualTypeOf<RetentionEnd>()
    if (retention.answer === 'unknown') expectTypeOf(retention).not.toHaveProperty('end')
    if (told.who === 'guardian') expectTypeOf(told).toHaveProperty('person')
    else expectTypeOf(told).not.toHaveProperty('person')
  })
  it('of yes, no and unknown is no truth value', () => {
    const { leftBehind } = classify(file, 'mca2016', '2026-09-15')
    expectTypeOf(leftBehind).toEqualTypeOf<'yes' | 'no' | 'unknown'>()
    expectTypeOf(leftBehind).not.toExtend<boolean>()
    // @ts-expect-error there is no such definition
    classify(file, 'mca2017', '2026-09-15')
    // @ts-expect-error a day is written YYYY-MM-DD
    classify(file, 'mca2016', 'today')
  })
  it('is indexed by ids that belong to it', () => {
    // @ts-expect-error a text is no id of an incident
    expectTypeOf(file.incidents[anyText]).toBeObject()
    expectTypeOf<keyof ChildFile['incidents']>().toEqualTypeOf<IncidentId>()
  })
})
