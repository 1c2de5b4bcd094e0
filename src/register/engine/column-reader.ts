import type { Cell } from '../workbook/workbook.ts'
import type { Reading } from '../records.ts'
import type { Heading } from './heading.ts'
import type { Sheet } from './sheet.ts'
import type { PlainDate } from '../../date.ts'

/** Reads the cells of one column at its place. */
export interface ColumnReader {
  readonly name: string
  readonly position: number
  /** Whether only a record has something in it. */
  readonly marks: boolean
  readonly read: (cell: Cell) => Reading<unknown>
}

/** How many different wordings of one column are remembered while a workbook is read. */
const remembered = 20_000

/** The columns under a heading as readers, and what a row says before any cell is read. */
export function readersOf(
  sheet: Pick<Sheet<unknown>, 'columns' | 'marks'>,
  heading: Heading,
  options: { readonly asOf: PlainDate; readonly defaults?: Readonly<Record<string, Cell>> },
): { readonly readers: readonly ColumnReader[]; readonly blank: Readonly<Record<string, unknown>> } {
  const defaults = options.defaults ?? {}
  const blank: Record<string, unknown> = {}
  const readers: ColumnReader[] = []
  for (const [name, column] of Object.entries(sheet.columns)) {
    const given = Object.hasOwn(defaults, name) ? defaults[name] : undefined
    blank[name] = given === undefined ? 'notCollected' : column.kind.read(given, options.asOf).value
    const position = heading.at.get(name)
    if (position === undefined) continue
    const read = (cell: Cell): Reading<unknown> => column.kind.read(cell, options.asOf)
    readers.push({
      name,
      position,
      marks: sheet.marks.includes(name),
      read: column.kind.repeats ? remembering(read) : read,
    })
  }
  return { readers: readers.sort((a, b) => a.position - b.position), blank }
}

/** The same reader, which works out equal cells once; it forgets with the workbook. */
function remembering(read: (cell: Cell) => Reading<unknown>): (cell: Cell) => Reading<unknown> {
  const known = new Map<Cell, Reading<unknown>>()
  return (cell) => {
    const before = known.get(cell)
    if (before) return before
    const reading = read(cell)
    if (known.size < remembered) known.set(cell, reading)
    return reading
  }
}
