import { isKnown } from '../../absent.ts'
import {
  addMonths,
  civil,
  daysFromCivil,
  daysInMonth,
  type EpochDay,
  epochDay,
  isDate,
  type PlainDate,
} from '../../date.ts'
import { pointer } from '../../pointer.ts'
import type { ChildFile } from '../../records/index.ts'
import type { Fact } from '../reading/fact.ts'
import { presenceOf, quantity, type Reading, seenAt, unknownAt, valueReading } from '../reading/reading.ts'
import { always } from '../reading/span.ts'

/** In what an age is counted. */
export type AgeUnit = 'year' | 'month' | 'day'

/** No age beyond this is ever reached, in years. */
const oldest = 200

/**
 * The first day on which somebody born on `birth` has completed so many units, `later` days after it. Where the month is too short,
 * the day after its last one counts, as for those born on 29 February.
 */
export function ageGate(birth: number, age: number, unit: AgeUnit, later: 0 | 1): number {
  if (!Number.isFinite(birth)) return birth
  if (unit === 'day') return birth + age + later
  if (age < 0) return -Infinity
  const months = unit === 'year' ? age * 12 : age
  if (months > oldest * 12) return Infinity
  const { year, month, day } = civil(birth as EpochDay)
  const total = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1]
  const last = daysInMonth(toYear, toMonth)
  return daysFromCivil(toYear, toMonth, day > last ? last + 1 : day) + later
}

/** The first and the last day on which somebody can have been born who had completed so many years on a day. */
export function bornBetween(age: number, on: PlainDate): { readonly least: number; readonly most: number } {
  const day = epochDay(on)
  const reached = (birth: number, years: number): boolean => ageGate(birth, years, 'year', 0) <= day
  let most: number = epochDay(addMonths(on, -12 * age)) - 1
  while (reached(most + 1, age)) most += 1
  let least: number = epochDay(addMonths(on, -12 * (age + 1))) - 1
  while (reached(least, age + 1)) least += 1
  return { least, most }
}

/** The birth date, or its earliest and latest believable value while two are contested. */
export function birthReading(file: ChildFile): Reading {
  const { birthDate } = file
  if (isKnown(birthDate)) return quantity(epochDay(birthDate), always, () => [seenAt('/birthDate')])
  const said = birthDate === 'contested' ? claimedBirths(file) : undefined
  if (!said) return unknownAt(always, '/birthDate', birthDate)
  return {
    kind: 'quantity',
    least: Math.min(...said),
    most: Math.max(...said),
    span: always,
    seen: () => [seenAt('/birthDate'), presenceOf(pointer('claims', '/birthDate'))],
    wanted: () => [{ path: '/birthDate', why: birthDate }],
  }
}

/** The days that stand behind a contested birth date, if all of them are days. */
function claimedBirths({ claims }: ChildFile): readonly number[] | undefined {
  const said = Object.hasOwn(claims, '/birthDate') ? (claims['/birthDate'] ?? []) : []
  const days = said.flatMap(({ value }) => (typeof value === 'string' && isDate(value) ? [epochDay(value)] : []))
  return days.length > 0 && days.length === said.length ? days : undefined
}

/** Whether the child was certainly younger than so many years on a day. */
export function surelyUnder(file: ChildFile, years: number, day: number): boolean {
  const birth = birthReading(file)
  return birth.kind === 'quantity' && day < ageGate(birth.least, years, 'year', 0)
}

export const birthFacts: readonly Fact[] = [
  {
    name: 'child.birthDate',
    type: 'date',
    label: { zh: '出生日期', en: 'date of birth' },
    reads: ['/birthDate', '/claims/~1birthDate'],
    read: (view) => birthReading(view.file),
  },
  {
    name: 'child.division',
    type: 'division',
    label: { zh: '现居住地区划', en: 'division where the child lives' },
    reads: ['/residenceDivision'],
    read: ({ file: { residenceDivision } }) => {
      const path = '/residenceDivision'
      if (!isKnown(residenceDivision)) return unknownAt(always, path, residenceDivision)
      return valueReading(residenceDivision, always, () => [seenAt(path)])
    },
  },
]
