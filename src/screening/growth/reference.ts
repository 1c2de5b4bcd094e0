import { z } from 'zod'
import type { Immutable } from '../../immutable.ts'
import { type Outcome, parse, refuse, ok } from '../../problem.ts'
import { pointer } from '../../pointer.ts'
import { Source } from '../../source.ts'

/** What is compared with a growth table. Length is taken lying, height standing. */
export const TableIndicator = z
  .enum([
    'weightForAge',
    'heightForAge',
    'bmiForAge',
    'weightForLength',
    'weightForHeight',
    'headForAge',
    'armForAge',
    'tricepsForAge',
    'subscapularForAge',
  ])
  .describe('What the table is of')
export type TableIndicator = z.infer<typeof TableIndicator>

/**
 * One table of L, M and S over an axis with equal steps. `male` and `female` hold L, M and S by turns, row by row. Between two rows
 * L, M and S are interpolated linearly; outside the rows there is no answer.
 */
export interface GrowthTable {
  readonly indicator: TableIndicator
  /** Age in days, age in months of 30.4375 days, or length or height in cm. */
  readonly axis: 'days' | 'months' | 'cm'
  /** First row, in rows per unit of the axis. */
  readonly from: number
  /** Rows per day, month or centimetre. */
  readonly perUnit: number
  /** Whether scores beyond 3 SD grow by the distance from 2 to 3 SD, as WHO does for what depends on weight or on soft tissue. */
  readonly limited: boolean
  /** Scores outside are taken for mistakes of measuring or writing. */
  readonly plausible: { readonly least: number; readonly most: number }
  readonly male: ArrayLike<number>
  readonly female: ArrayLike<number>
}

/** A growth reference: tables and where they come from. For one indicator the first table that reaches the age is taken. */
export interface GrowthReference {
  readonly id: string
  readonly source: Source
  /** Weight is held against length or height below this age in days; from it on the body mass index stands for both. */
  readonly weightForHeightUntilDays: number
  readonly tables: readonly GrowthTable[]
}

/** Days of a month, as WHO counts age in months. */
export const daysPerMonth = 30.4375

const Rows = z.array(z.number()).min(6).describe('L, M and S by turns')

/** The plain form in which a caller hands in a reference of its own. */
const GrowthReferenceInput = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9.-]{1,40}$/),
  source: Source,
  weightForHeightUntilDays: z.int().min(0),
  tables: z
    .array(
      z.strictObject({
        indicator: TableIndicator,
        axis: z.enum(['days', 'months', 'cm']),
        from: z.int().min(0),
        perUnit: z.int().min(1).max(1000),
        limited: z.boolean(),
        plausible: z.strictObject({ least: z.number(), most: z.number() }),
        male: Rows,
        female: Rows,
      }),
    )
    .min(1),
})

/** A growth reference as plain data, for `readGrowthReference`. */
export type GrowthReferenceInput = Immutable<z.infer<typeof GrowthReferenceInput>>

/** Whether L, M and S can be computed with: a median above zero, a spread above zero, and 3 SD on either side above zero. */
const usable = (rows: readonly number[]): boolean =>
  rows.length % 3 === 0 &&
  rows.every((value, at) => {
    if (at % 3 !== 2) return at % 3 === 0 || value > 0
    const l = rows[at - 2] ?? 0
    return value > 0 && 1 + l * value * 3 > 0 && 1 - l * value * 3 > 0
  })

/**
 * Reads a growth reference of one's own, such as a national one, for `growth` and `zScore`.
 * @returns Ok: the reference. Err `invalid`: a field that is missing or wrong, `inconsistent` where rows are not threes of L, M and S that
 * can be computed with, or where the sexes have different numbers of rows.
 * @example
 * ```ts
 * import { readGrowthReference, zScore } from 'childfile/screening'
 * const reference = readGrowthReference({
 *   id: 'county.head', source: { title: 'county survey', kind: 'practice', standing: 'proposal' },
 *   weightForHeightUntilDays: 1857,
 *   tables: [{ indicator: 'headForAge', axis: 'months', from: 0, perUnit: 1, limited: false, plausible: { least: -5, most: 5 },
 *     male: [1, 34, 0.04, 1, 37, 0.04], female: [1, 33, 0.04, 1, 36, 0.04] }],
 * })._unsafeUnwrap()
 * zScore(reference, 'headForAge', { sex: 'female', at: 0, value: 33 }) // => 0
 * ```
 */
export function readGrowthReference(input: unknown): Outcome<GrowthReference> {
  return parse(GrowthReferenceInput, input).andThen((reference): Outcome<GrowthReference> => {
    for (const [at, { male, female }] of reference.tables.entries())
      if (!usable(male) || !usable(female) || male.length !== female.length)
        return refuse(
          pointer('tables', at),
          'inconsistent',
          'rows must be as many L, M and S for each sex, with M, S and 3 SD above zero',
        )
    return ok({
      ...reference,
      tables: reference.tables.map((table) => ({
        ...table,
        male: Float64Array.from(table.male),
        female: Float64Array.from(table.female),
      })),
    })
  })
}
