import { z } from 'zod'
import { civil, epochDay, PlainDate } from '../date.ts'
import type { Immutable } from '../immutable.ts'
import { type Pointer, pointer } from '../pointer.ts'
import { invalid, type Problem } from '../problem.ts'
import { Source, Standing } from '../source.ts'

const Id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/)
  .describe('1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first')
const Label = z.string().min(1).max(80)

/** A day that a notice names: a day off, or a weekend day that is worked instead (调休). */
export const HolidayDay = z
  .strictObject({
    date: PlainDate,
    name: Label.describe('Name of the holiday that it belongs to'),
    off: z.boolean().describe('true: a day off; false: a working day, whatever the weekday'),
  })
  .describe('A day that a notice names')
export type HolidayDay = Immutable<z.infer<typeof HolidayDay>>

/** A school term of one place. Terms are set by province and county; none is national. */
export const SchoolTerm = z
  .strictObject({
    id: Id,
    label: Label.describe('For people: place, school year, term'),
    division: z
      .string()
      .regex(/^\d{2,12}$/)
      .exactOptional()
      .describe('Division code, or the beginning of one, that the term holds for'),
    from: PlainDate.describe('First school day'),
    to: PlainDate.describe('First day after the end'),
    standing: Standing,
    source: Source.exactOptional(),
    days: z.array(HolidayDay).exactOptional().describe('Days off and make-up days of the schools alone'),
  })
  .describe('A school term')
export type SchoolTerm = Immutable<z.infer<typeof SchoolTerm>>

/** A day set locally: an extra holiday of an ethnic area, a closure after a flood, a day made up. */
export const LocalDay = HolidayDay.extend({
  for: z.enum(['everyone', 'schools']).exactOptional().describe('Whom it concerns; everyone if not said'),
}).describe('A day set locally')
export type LocalDay = Immutable<z.infer<typeof LocalDay>>

/** Days that one authority set for its area. */
export const LocalLayer = z
  .strictObject({ id: Id, label: Label.exactOptional(), days: z.array(LocalDay) })
  .describe('Days set by one local authority')
export type LocalLayer = Immutable<z.infer<typeof LocalLayer>>

/** What a calendar is made from. */
export const CalendarLayers = z
  .strictObject({
    national: z.array(HolidayDay).describe('National days off and make-up workdays of one or more years'),
    terms: z.array(SchoolTerm).exactOptional().describe('Terms of one place, in any order, not overlapping'),
    local: z
      .array(LocalLayer)
      .exactOptional()
      .describe('From broad to narrow: of two layers that name a day, the later wins'),
    from: PlainDate.describe('First day of the tables'),
    to: PlainDate.describe('First day after the tables'),
  })
  .describe('What a calendar is made from')
export type CalendarLayers = Immutable<z.infer<typeof CalendarLayers>>

const longestDays = 366 * 400

/** What contradicts itself in the layers of a calendar; each part has been read on its own before. */
export function contradictions(layers: CalendarLayers): readonly Problem[] {
  const { national, terms = [], local = [], from, to } = layers
  return [
    ...(from < to ? [] : [inconsistent('/to', 'must be later than the first day')]),
    ...(epochDay(to) - epochDay(from) > longestDays
      ? [invalid('/to', 'too-large', 'at most 400 years of tables')]
      : []),
    ...daysInConflict(national, '/national'),
    ...gaps(national),
    ...repeated(terms, '/terms'),
    ...terms.flatMap(termProblems),
    ...overlaps(terms),
    ...repeated(local, '/local'),
    ...local.flatMap((layer, i) => daysInConflict(layer.days, pointer('local', i, 'days'))),
  ]
}

const inconsistent = (path: Pointer, message: string): Problem => invalid(path, 'inconsistent', message)

/** A day that one layer names both off and worked. For one layer, the same word twice does no harm. */
function daysInConflict(days: readonly (HolidayDay & { readonly for?: string })[], path: Pointer): readonly Problem[] {
  const seen = new Map<string, boolean>()
  return days.flatMap((day, i) => {
    const key = `${day.for ?? 'everyone'} ${day.date}`
    const before = seen.get(key)
    seen.set(key, day.off)
    return before === undefined || before === day.off
      ? []
      : [inconsistent(`${path}${pointer(i)}`, 'the day is named both off and worked')]
  })
}

/** Years for which a notice was loaded, in order. A day in the last week of December belongs to the notice of the next year. */
export function yearsOf(national: readonly HolidayDay[]): readonly number[] {
  const dated = national.map(({ date }) => civil(epochDay(date)))
  const own = dated.filter(({ month, day }) => month < 12 || day < lastWeekOfDecember)
  return [...new Set(own.map(({ year }) => year))].sort((a, b) => a - b)
}

/** First day of December that the notice of the next year may still change. */
export const lastWeekOfDecember = 25

const gaps = (national: readonly HolidayDay[]): readonly Problem[] =>
  yearsOf(national).some((year, i, years) => i > 0 && year !== (years[i - 1] ?? 0) + 1)
    ? [inconsistent('/national', 'years of holidays must follow each other without a gap')]
    : []

function repeated(named: readonly { readonly id: string }[], path: Pointer): readonly Problem[] {
  const seen = new Set<string>()
  return named.flatMap(({ id }, i) => {
    const again = seen.has(id)
    seen.add(id)
    return again ? [invalid(`${path}${pointer(i, 'id')}`, 'duplicate', 'the id is taken')] : []
  })
}

function termProblems(term: SchoolTerm, i: number): readonly Problem[] {
  const path = pointer('terms', i)
  const days = term.days ?? []
  return [
    ...(term.from < term.to ? [] : [inconsistent(`${path}/to`, 'must be later than the first school day')]),
    ...daysInConflict(days, `${path}/days`),
    ...days.flatMap((day, k) =>
      day.date >= term.from && day.date < term.to
        ? []
        : [inconsistent(`${path}/days${pointer(k, 'date')}`, 'must lie in the term')],
    ),
  ]
}

function overlaps(terms: readonly SchoolTerm[]): readonly Problem[] {
  const order = terms
    .map((term, i) => ({ ...term, i }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.i - b.i))
  return order.flatMap((term, k) => {
    const before = order[k - 1]
    return before && before.to > term.from ? [inconsistent(pointer('terms', term.i), 'terms must not overlap')] : []
  })
}
