import type { View } from '../reading/fact.ts'
import type { Reading } from '../reading/reading.ts'
import type { Row } from '../scan/cell.ts'
import { wholeLeast, wholeMost } from './bars.ts'
import type { Column, Plan } from './plan.ts'

/** The cells of one column: codes, truths, bits with a mark for what is open, or two bounds. */
export interface Cells {
  readonly codes: Uint8Array
  readonly bits: Int32Array
  readonly least: Int32Array | Float64Array
  readonly most: Int32Array | Float64Array
}

const none = { codes: new Uint8Array(0), bits: new Int32Array(0), least: new Int32Array(0), most: new Int32Array(0) }

/** Room for so many children in a column. */
export function cellsOf(column: Column, count: number): Cells {
  switch (column.kind) {
    case 'code':
    case 'truth':
      return { ...none, codes: new Uint8Array(count) }
    case 'codes':
      return { ...none, codes: new Uint8Array(count), bits: new Int32Array(count) }
    case 'round':
      return { ...none, least: new Int32Array(count), most: new Int32Array(count) }
    case 'bounds': {
      const Bounds = column.whole ? Int32Array : Float64Array
      return { ...none, least: new Bounds(count), most: new Bounds(count) }
    }
  }
}

const clamped = (bound: number): number => (bound < wholeLeast ? wholeLeast : bound > wholeMost ? wholeMost : bound)

function codeOf(codes: readonly string[], reading: Reading): number {
  if (reading.kind !== 'value') return 0
  const at = codes.indexOf(reading.value)
  return at < 0 ? codes.length + 1 : at + 1
}

/** Puts the cell of one child into its place in a column. */
export function copyCell(column: Column, row: Row, at: number, cell: Cells, i: number): void {
  switch (column.kind) {
    case 'truth':
    case 'code':
      cell.codes[i] = row.codes[at] ?? 0
      return
    case 'codes':
      cell.codes[i] = row.codes[at] ?? 0
      cell.bits[i] = row.bits[at] ?? 0
      return
    case 'bounds': {
      const [least, most] = [row.least[at] ?? 0, row.most[at] ?? 0]
      cell.least[i] = column.whole ? clamped(least) : least
      cell.most[i] = column.whole ? clamped(most) : most
      return
    }
    case 'round':
      return
  }
}

/** Reads one child into place `i`, by the readings of its facts: the plainest way. What the facts say holds for the day of the view; counts of flags are filled in later. */
export function readIn(
  plan: Plan,
  view: View,
  read: (fact: string) => Reading,
  cells: readonly Cells[],
  i: number,
): void {
  plan.columns.forEach((column, at) => {
    const cell = cells[at]
    if (!cell) return
    switch (column.kind) {
      case 'truth':
        cell.codes[i] = column.program.truth(view)
        return
      case 'code':
        cell.codes[i] = codeOf(column.codes, read(column.fact))
        return
      case 'codes': {
        const reading = read(column.fact)
        const known = reading.kind === 'codes'
        const said = known ? reading.codes : []
        cell.bits[i] = column.codes.reduce((all, code, bit) => (said.includes(code) ? all | (1 << bit) : all), 0)
        cell.codes[i] = known && !reading.inWords ? 0 : 1
        return
      }
      case 'bounds': {
        const reading = read(column.fact)
        const [least, most] = reading.kind === 'quantity' ? [reading.least, reading.most] : [-Infinity, Infinity]
        cell.least[i] = column.whole ? clamped(least) : least
        cell.most[i] = column.whole ? clamped(most) : most
        return
      }
      case 'round':
        return
    }
  })
}
