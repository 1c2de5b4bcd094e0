/**
 * A published table of L, M and S in a small text. Each column holds whole numbers (L and M in ten-thousandths, S in
 * hundred-thousandths) as second differences: a letter for a difference of -26 to 25, `number;` for a larger one, `*number;` for so
 * many zeros in a row. White space means nothing.
 */
export interface PackedTable {
  /** First point of the axis, in rows per unit of it. */
  readonly from: number
  /** Rows per day, month or centimetre. */
  readonly perUnit: number
  /** Rows for each sex. */
  readonly rows: number
  readonly male: PackedColumns
  readonly female: PackedColumns
}

/** Columns L, M and S of one sex, packed. */
export interface PackedColumns {
  readonly l: string
  readonly m: string
  readonly s: string
}

/** Letters of the packed form, in order of the difference that they stand for; `A` is none. */
export const packedLetters = 'zyxwvutsrqponmlkjihgfedcbaABCDEFGHIJKLMNOPQRSTUVWXYZ'
const zero = packedLetters.indexOf('A')
const valueOfLetter: ReadonlyMap<string, number> = new Map(Array.from(packedLetters, (letter, i) => [letter, i - zero]))

/** Whole numbers from their packed second differences. */
function unpackColumn(text: string): readonly number[] {
  const out: number[] = []
  let value = 0
  let slope = 0
  const take = (difference: number): void => {
    slope += difference
    value += slope
    out.push(value)
  }
  for (const [token] of text.replaceAll('\n', '').matchAll(/[A-Za-z]|\*?-?\d+;/g)) {
    const letter = valueOfLetter.get(token)
    if (letter !== undefined) take(letter)
    else if (token.startsWith('*')) for (let left = Number(token.slice(1, -1)); left > 0; left--) take(0)
    else take(Number(token.slice(0, -1)))
  }
  return out
}

/** L, M and S by turns, row by row, as the published decimals. */
export function unpackRows({ l, m, s }: PackedColumns): Float64Array {
  const columns = [unpackColumn(l), unpackColumn(m), unpackColumn(s)]
  const scales = [10_000, 10_000, 100_000]
  const rows = columns[0]?.length ?? 0
  const out = new Float64Array(rows * 3)
  columns.forEach((column, at) => {
    column.forEach((value, row) => {
      out[row * 3 + at] = value / (scales[at] ?? 1)
    })
  })
  return out
}
