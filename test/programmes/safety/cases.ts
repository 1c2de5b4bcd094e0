import fc from 'fast-check'
import { compileCalendar, nationalHolidays, schoolTerms } from '../../../src/calendar/index.ts'
import { addDays, ChildId, type PlainDate } from '../../../src/index.ts'

/** A day within so many days from the first. */
export const date = (from: PlainDate, days: number): fc.Arbitrary<PlainDate> =>
  fc.integer({ min: 0, max: days }).map((n) => addDays(from, n))

/** The same entries, typed in in another order. */
export const shuffledRecord = <T>(record: Readonly<Record<string, T>>): fc.Arbitrary<Readonly<Record<string, T>>> => {
  const entries = Object.entries(record)
  return fc.shuffledSubarray(entries, { minLength: entries.length }).map((shuffled) => Object.fromEntries(shuffled))
}

/** The same list in another order. */
export const shuffledList = <T>(list: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length })

/** Entries under ids e0, e1, ... */
export const underIds = <T>(list: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(list.map((one, i) => [`e${i}`, one]))

export const childIds = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => ChildId.parse(id))
export const anyChild: fc.Arbitrary<ChildId> = fc.constantFrom(...childIds)

/** The year 2026 with the example terms of autumn and spring. */
export const calendar = compileCalendar({
  national: nationalHolidays,
  terms: schoolTerms,
  from: '2026-01-01',
  to: '2028-01-01',
})._unsafeUnwrap()
