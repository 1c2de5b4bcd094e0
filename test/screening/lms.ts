import type { GrowthReference, TableIndicator } from '../../src/screening/index.ts'

/** One row of a table, for a scan. */
export interface Row {
  readonly at: number
  readonly l: number
  readonly m: number
  readonly s: number
}

/** The rows of a table one by one, as in print. */
export function rowsOf(
  reference: GrowthReference,
  indicator: TableIndicator,
  sex: 'male' | 'female',
): readonly { readonly axis: string; readonly limited: boolean; readonly rows: readonly Row[] }[] {
  return reference.tables
    .filter((table) => table.indicator === indicator)
    .map((table) => {
      const numbers = table[sex]
      const rows = Array.from({ length: numbers.length / 3 }, (_, i) => ({
        at: (table.from + i) / table.perUnit,
        l: numbers[i * 3]!,
        m: numbers[i * 3 + 1]!,
        s: numbers[i * 3 + 2]!,
      }))
      return { axis: table.axis, limited: table.limited, rows }
    })
}

/** How WHO writes it down: the score of the formula, and beyond 3 SD the distance counted in steps from 2 to 3 SD. */
export function scoreByFormula(y: number, { l, m, s }: Omit<Row, 'at'>, limited: boolean): number {
  const sd = (k: number) => (l === 0 ? m * Math.exp(s * k) : m * (1 + l * s * k) ** (1 / l))
  const z = l === 0 ? Math.log(y / m) / s : ((y / m) ** l - 1) / (l * s)
  if (limited && z > 3) return 3 + (y - sd(3)) / (sd(3) - sd(2))
  if (limited && z < -3) return -3 + (y - sd(-3)) / (sd(-2) - sd(-3))
  return z
}

/** The score by scanning the printed rows for the two neighbours. */
export function scoreByScan(
  reference: GrowthReference,
  indicator: TableIndicator,
  sex: 'male' | 'female',
  at: number,
  value: number,
): number | undefined {
  for (const { axis, limited, rows } of rowsOf(reference, indicator, sex)) {
    const x = axis === 'months' ? at / 30.4375 : at
    const after = rows.findIndex((row) => row.at >= x - 1e-9)
    if (after < 0 || x < rows[0]!.at) continue
    const high = rows[after]!
    const low = rows[Math.max(0, after - 1)]!
    if (after === 0 || Math.abs(high.at - x) < 1e-9) return scoreByFormula(value, high, limited)
    const share = (x - low.at) / (high.at - low.at)
    const mix = (a: number, b: number) => a + share * (b - a)
    return scoreByFormula(value, { l: mix(low.l, high.l), m: mix(low.m, high.m), s: mix(low.s, high.s) }, limited)
  }
  return undefined
}
