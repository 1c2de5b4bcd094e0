import { describe, expectTypeOf, it } from 'vitest'
import type { Coded, CodedSet, Field } from '../src/absent.ts'
import type { Calendar } from '../src/calendar/calendar.ts'
import type { PlainDate } from '../src/date.ts'
import type { ChildId, ContactId, VisitId } from '../src/id.ts'
import type { Machine } from '../src/lifecycle.ts'
import type { Pointer } from '../src/pointer.ts'
import type { Tier } from '../src/policy.ts'
import type { Outcome, Problem } from '../src/problem.ts'
import type { ChildFile, Volunteer } from '../src/records/index.ts'
import type { Commit, Driver } from '../src/storage/driver.ts'
import type { Ledger } from '../src/storage/ledger.ts'
import type { WeekSlot } from '../src/week.ts'

declare const file: ChildFile
declare const text: string

describe('ids and dates', () => {
  it('do not take each other, nor any string', () => {
    expectTypeOf<ChildId>().not.toExtend<VisitId>()
    expectTypeOf<string>().not.toExtend<ChildId>()
    expectTypeOf<string>().not.toExtend<PlainDate>()
    expectTypeOf<'2026-09-15'>().toExtend<PlainDate>()
    expectTypeOf<'today'>().not.toExtend<PlainDate>()
  })
  it('index dated entries by their own id only', () => {
    expectTypeOf<ContactId>().toExtend<keyof ChildFile['contacts']>()
    expectTypeOf<ChildId>().not.toExtend<keyof ChildFile['contacts']>()
  })
})

describe('a field', () => {
  it('is never a boolean, null or missing', () => {
    expectTypeOf<boolean>().not.toExtend<Field<'yes' | 'no'>>()
    expectTypeOf<null>().not.toExtend<Field<string>>()
    expectTypeOf<undefined>().not.toExtend<Field<string>>()
    expectTypeOf<ChildFile>().toHaveProperty('birthDate').toEqualTypeOf<Field<PlainDate>>()
  })
  it('knows none, other words and why there is no value', () => {
    expectTypeOf<'none'>().toExtend<Coded<'a'>>()
    expectTypeOf<{ other: string }>().toExtend<Coded<'a'>>()
    expectTypeOf<'b'>().not.toExtend<Coded<'a'>>()
    expectTypeOf<readonly 'a'[]>().toExtend<CodedSet<'a'>>()
  })
  it('cannot be read with a boolean habit', () => {
    // @ts-expect-error a yes-no answer is not a boolean
    expectTypeOf(file.schooling.boarding === true).toBeBoolean()
  })
})

describe('a file', () => {
  it('is read-only all the way down', () => {
    // @ts-expect-error records are read-only
    file.name = text
    // @ts-expect-error sections too
    file.father.name = text
  })
  it('has an id that is not a volunteer id', () => {
    expectTypeOf<ChildFile['id']>().not.toExtend<Volunteer['id']>()
  })
})

describe('a problem', () => {
  it('carries a path and a code in every kind', () => {
    expectTypeOf<Problem['path']>().toEqualTypeOf<Pointer>()
    expectTypeOf<Problem['code']>().toExtend<string>()
    expectTypeOf<Outcome<number>>().not.toBeAny()
  })
})

describe('storage', () => {
  it('keeps a bare driver and an audited ledger apart', () => {
    expectTypeOf<Driver>().not.toExtend<Ledger>()
    expectTypeOf<Ledger>().not.toExtend<Driver>()
  })
  it('tells written, conflict, refused and busy apart', () => {
    expectTypeOf<Commit['outcome']>().toEqualTypeOf<'written' | 'conflict' | 'refused' | 'busy'>()
  })
})

describe('the rest of the ground', () => {
  it('has five tiers, 21 slots, a calendar that says how far it knows, and machines as data', () => {
    expectTypeOf<Tier>().toEqualTypeOf<0 | 1 | 2 | 3 | 4>()
    expectTypeOf<'wed-evening'>().toExtend<WeekSlot>()
    expectTypeOf<'wed-night'>().not.toExtend<WeekSlot>()
    expectTypeOf<Calendar>().toHaveProperty('knownThrough')
    const match = {
      first: 'proposed',
      moves: [{ from: 'proposed', on: 'consent', to: 'active', by: ['worker'], needs: ['guardian', 'child'] }],
    } as const satisfies Machine<'proposed' | 'active', 'consent'>
    expectTypeOf(match.first).toEqualTypeOf<'proposed'>()
  })
})
