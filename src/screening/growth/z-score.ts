import { daysPerMonth, type GrowthReference, type GrowthTable, type TableIndicator } from './reference.ts'

/** A value to look up. `at` is the age in days, or the length or height in cm where the indicator is for that. */
export interface Lookup {
  readonly sex: 'male' | 'female'
  readonly at: number
  /** In the unit of the table: kg, cm, kg/m2. */
  readonly value: number
}

/** The row of a table that stands at or before a place on its axis, as a fraction; -1 where the table does not reach. */
export function placeIn(table: GrowthTable, at: number): number {
  const place = (table.axis === 'months' ? at / daysPerMonth : at) * table.perUnit - table.from
  return place >= 0 && place <= table.male.length / 3 - 1 ? place : -1
}

/** The table of a reference that reaches the place; the first of several. */
export const tableAt = (reference: GrowthReference, indicator: TableIndicator, at: number): GrowthTable | undefined =>
  reference.tables.find((table) => table.indicator === indicator && placeIn(table, at) >= 0)

/** The value that has a score of `z` standard deviations under L, M and S. */
export const valueOf = (l: number, m: number, s: number, z: number): number =>
  l === 0 ? m * Math.exp(s * z) : m * Math.pow(1 + l * s * z, 1 / l)

/** The score of a value under L, M and S. */
export function scoreOf(value: number, l: number, m: number, s: number, limited: boolean): number {
  const z = l === 0 ? Math.log(value / m) / s : (Math.pow(value / m, l) - 1) / (l * s)
  if (!limited || (z <= 3 && z >= -3)) return z
  if (z > 3) {
    const third = valueOf(l, m, s, 3)
    return 3 + (value - third) / (third - valueOf(l, m, s, 2))
  }
  const third = valueOf(l, m, s, -3)
  return -3 + (value - third) / (valueOf(l, m, s, -2) - third)
}

/** The score of a value in rows of L, M and S at a fraction of a row. */
function scoreAt(rows: ArrayLike<number>, place: number, value: number, limited: boolean): number {
  const row = Math.floor(place)
  const rest = place - row
  const i = row * 3
  const l = rows[i] ?? 0
  const m = rows[i + 1] ?? 0
  const s = rows[i + 2] ?? 0
  if (rest === 0) return scoreOf(value, l, m, s, limited)
  return scoreOf(
    value,
    l + rest * ((rows[i + 3] ?? 0) - l),
    m + rest * ((rows[i + 4] ?? 0) - m),
    s + rest * ((rows[i + 5] ?? 0) - s),
    limited,
  )
}

/**
 * How many standard deviations a value lies from the median of its age and sex, not rounded; undefined outside the tables or for a
 * value that is not above zero.
 * @source WHO Child Growth Standards: Methods and development, 2006, section 7.1 (LMS, and the restriction beyond 3 SD)
 * @example
 * ```ts
 * import { whoGrowth, zScore } from 'childfile/screening'
 * zScore(whoGrowth, 'weightForAge', { sex: 'female', at: 1522, value: 17 })?.toFixed(2) // => '0.24'
 * ```
 */
export function zScore(
  reference: GrowthReference,
  indicator: TableIndicator,
  { sex, at, value }: Lookup,
): number | undefined {
  const table = tableAt(reference, indicator, at)
  return table && value > 0 ? scoreAt(table[sex], placeIn(table, at), value, table.limited) : undefined
}

/** Columns of the same length to look up: `female` is 1 for a girl and 0 for a boy. */
export interface LookupColumns {
  readonly female: ArrayLike<number>
  readonly at: ArrayLike<number>
  readonly value: ArrayLike<number>
}

/**
 * The scores of columns, row by row as `zScore` gives them; NaN where it gives none. Columns of different length are read to the end of
 * the shortest.
 * @example
 * ```ts
 * import { whoGrowth, zScores } from 'childfile/screening'
 * const columns = { female: [1, 0], at: [1522, 9000], value: [17, 17] }
 * Array.from(zScores(whoGrowth, 'weightForAge', columns), (z) => z.toFixed(2)) // => ['0.24', 'NaN']
 * ```
 */
export function zScores(reference: GrowthReference, indicator: TableIndicator, columns: LookupColumns): Float64Array {
  const { female, at, value } = columns
  const tables = reference.tables
    .filter((table) => table.indicator === indicator)
    .map(({ axis, from, perUnit, limited, male, female: girls }) => ({
      unit: axis === 'months' ? daysPerMonth : 1,
      from,
      perUnit,
      limited,
      last: male.length / 3 - 1,
      male,
      girls,
    }))
  const out = new Float64Array(Math.min(female.length, at.length, value.length)).fill(Number.NaN)
  for (let row = 0; row < out.length; row++) {
    const measured = value[row] ?? 0
    const where = at[row] ?? Number.NaN
    if (!(measured > 0)) continue
    for (const table of tables) {
      const place = (where / table.unit) * table.perUnit - table.from
      if (!(place >= 0 && place <= table.last)) continue
      out[row] = scoreAt(female[row] === 1 ? table.girls : table.male, place, measured, table.limited)
      break
    }
  }
  return out
}

/**
 * The value that lies `z` standard deviations from the median, for growth charts; undefined outside the tables. Beyond 3 SD it follows
 * the restriction of the table.
 * @example
 * ```ts
 * import { valueAtZ, whoGrowth } from 'childfile/screening'
 * valueAtZ(whoGrowth, 'heightForAge', { sex: 'male', at: 0, z: 0 }) // => 49.8842
 * ```
 */
export function valueAtZ(
  reference: GrowthReference,
  indicator: TableIndicator,
  { sex, at, z }: { readonly sex: 'male' | 'female'; readonly at: number; readonly z: number },
): number | undefined {
  const table = tableAt(reference, indicator, at)
  if (!table) return undefined
  const place = placeIn(table, at)
  const rows = table[sex]
  const i = Math.floor(place) * 3
  const rest = place - Math.floor(place)
  const mix = (column: number): number => {
    const low = rows[i + column] ?? 0
    return rest === 0 ? low : low + rest * ((rows[i + 3 + column] ?? 0) - low)
  }
  const [l, m, s] = [mix(0), mix(1), mix(2)]
  if (!table.limited || (z <= 3 && z >= -3)) return valueOf(l, m, s, z)
  const side = z > 0 ? 1 : -1
  const third = valueOf(l, m, s, 3 * side)
  return third + (z - 3 * side) * side * (third - valueOf(l, m, s, 2 * side))
}
