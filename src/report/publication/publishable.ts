import { canonicalJson } from '../../canonical.ts'
import type { PlainDate } from '../../date.ts'
import { invalid, type Outcome, parse, type Problem, settle } from '../../problem.ts'
import { smallestGroup } from '../county-report.ts'
import { CountOf, Publication } from './publication.ts'
import { rounded } from './rounding.ts'

/** What is to be printed, and what was printed before. */
export interface Publishing {
  readonly asOf: PlainDate
  /** Fields of each table. Every count, row, column and total of it is kept near to the true one. */
  readonly tables: readonly (readonly string[])[]
  /** Everything that was printed of these children before, as it was given by `publishable`. */
  readonly before?: readonly Publication[]
  /** Counts and changes of fewer children than this are told to nobody, at least 2; `smallestGroup` if not given. */
  readonly least?: number
}

/**
 * Counts that may be printed month after month: neither a count of 1 to `least` - 1 children nor a change by so few can be worked out
 * from anything that was printed, of any table, row, column, total, or sum and difference of these, by somebody who knows this rule.
 *
 * Each combination of values is rounded to a multiple of `least` less than `least` away, in such a way that the sums stay near to the
 * true ones, and what was printed before stays where it still fits. Tables are added up from the rounded counts, so they agree with each
 * other. Why it holds: had the true counts been the printed ones, the very same would have been printed; nobody can rule out that world,
 * and in it every count, sum and change is a multiple of `least`. It does not hold against somebody who knows true counts from elsewhere.
 *
 * Same counts in any order, same bytes. Cost: see `docs/report.md`.
 * @returns Ok: the counts. Err `invalid`: counts that are none, a table without fields or with one twice, a field that a count does not
 * have; `inconsistent` for something printed before in another way, because exact counts let every later change be told; `duplicate`
 * for a day that was printed already or lies before the last.
 * @source controlled rounding: Cox 1987, JASA 82; `least` of 5 is our own default
 * @example
 * ```ts
 * import { publishable } from 'childfile/report'
 * const counts = (n: number) => [{ values: { township: '甲镇' }, count: n }, { values: { township: '乙镇' }, count: 3 }]
 * const tables = [['township']]
 * const september = publishable(counts(12), { asOf: '2026-09-30', tables })._unsafeUnwrap()
 * september.counts // => [{ values: { township: '乙镇' }, count: 5 }, { values: { township: '甲镇' }, count: 10 }]
 * const october = publishable(counts(13), { asOf: '2026-10-31', tables, before: [september] })._unsafeUnwrap()
 * october.counts // => [{ values: { township: '乙镇' }, count: 5 }, { values: { township: '甲镇' }, count: 10 }]
 * ```
 */
export function publishable(
  counts: readonly CountOf[],
  { asOf, tables, before = [], least = smallestGroup }: Publishing,
): Outcome<Publication> {
  const fields = [...new Set(tables.flat())]
  const blank: Publication = { format: 'childfile/publication', version: 1, asOf, least, fields, counts: [] }
  return parse(Publication, blank)
    .andThen(() => parse(CountOf.array(), counts))
    .andThen(() => parse(Publication.array(), before))
    .andThen(() =>
      settle(undefined, [
        ...wrongTables(tables),
        ...wrongCounts(counts, fields),
        ...wrongBefore(before, { asOf, least }),
      ]),
    )
    .map(() => {
      const cells = cellsOf(counts, fields)
      const last = [...before].sort((a, b) => (a.asOf < b.asOf ? -1 : 1)).at(-1)
      const printed =
        last && last.fields.join('\u0000') === fields.join('\u0000') ? cellsOf(last.counts, fields) : undefined
      const keys = [...cells.keys()].sort((a, b) => (a < b ? -1 : 1))
      const sums = sumsOf(tables)
      const value = rounded({
        counts: keys.map((key) => cells.get(key)?.count ?? 0),
        sums: numbered(keys.map((key) => sums.map((names, n) => sumKey(n, names, cells.get(key)?.values ?? {})))),
        base: least,
        start: keys.map((key) => printed && (printed.get(key)?.count ?? 0)),
      })
      return {
        ...blank,
        counts: keys.flatMap((key, i) => {
          const values = cells.get(key)?.values
          const count = value[i] ?? 0
          return values && count > 0 ? [{ values, count }] : []
        }),
      }
    })
}

function wrongTables(tables: Publishing['tables']): readonly Problem[] {
  if (tables.length === 0) return [invalid('/tables', 'too-small', 'names at least one table')]
  return tables.flatMap((names, n) => [
    ...(names.length === 0 ? [invalid(`/tables/${n}`, 'too-small', 'a table has at least one field')] : []),
    ...(new Set(names).size < names.length
      ? [invalid(`/tables/${n}`, 'duplicate', 'a field stands once in a table')]
      : []),
  ])
}

const wrongCounts = (counts: readonly CountOf[], fields: readonly string[]): readonly Problem[] =>
  counts.flatMap(({ values }, n) =>
    fields.every((field) => Object.hasOwn(values, field))
      ? []
      : [invalid(`/counts/${n}/values`, 'missing-field', 'has a value for each field of the tables')],
  )

/** What was printed otherwise is not in blocks, and then the proof does not hold. */
function wrongBefore(
  before: readonly Publication[],
  { asOf, least }: { asOf: PlainDate; least: number },
): readonly Problem[] {
  const days = before.map((one) => one.asOf)
  return before.flatMap((one, n) => [
    ...(one.least === least && one.counts.every(({ count }) => count % least === 0)
      ? []
      : [invalid(`/before/${n}`, 'inconsistent', 'was printed by another rule: every count is a multiple of least')]),
    ...(one.asOf >= asOf || days.indexOf(one.asOf) < n
      ? [invalid(`/before/${n}/asOf`, 'duplicate', 'each day is printed once, in order')]
      : []),
  ])
}

/** Counts by combination of values; those of one combination together. */
function cellsOf(counts: readonly CountOf[], fields: readonly string[]): ReadonlyMap<string, CountOf> {
  const found = new Map<string, CountOf>()
  for (const { values, count } of counts) {
    const own = Object.fromEntries(fields.map((field) => [field, values[field] ?? '']))
    const key = canonicalJson(fields.map((field) => own[field]))
    found.set(key, { values: own, count: count + (found.get(key)?.count ?? 0) })
  }
  return found
}

/** Every set of fields over which some table has a count or a total, the grand total too. */
function sumsOf(tables: Publishing['tables']): readonly (readonly string[])[] {
  const all = tables.flatMap((names) =>
    names.reduce<readonly (readonly string[])[]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]),
  )
  return [...new Map(all.map((names) => [canonicalJson([...names].sort((a, b) => (a < b ? -1 : 1))), names])).values()]
}

const sumKey = (n: number, names: readonly string[], values: Readonly<Record<string, string>>): string =>
  canonicalJson([n, ...names.map((name) => values[name] ?? '')])

/** Names as numbers, in order of their first mention. */
function numbered(names: readonly (readonly string[])[]): readonly (readonly number[])[] {
  const numbers = new Map<string, number>()
  return names.map((row) =>
    row.map((name) => {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      return number
    }),
  )
}
