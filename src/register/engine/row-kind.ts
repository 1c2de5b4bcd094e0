import { squash } from '../records.ts'
import type { Cell } from '../workbook/workbook.ts'
import type { Heading } from './heading.ts'

const totals = /^(?:合计|总计|小计|共计|累计|本页|本村|本镇|全县|全镇|全村)|(?:合计|总计|小计|共计)[:：]?\d*人?$/
const signature =
  /^(?:填表|填报|制表|审核|审批|复核|负责|经办|联系|单位|盖章|签字|签名|日期|备注|说明|填写说明|填表说明|注|附|附件|续表|第[\d一二三四五六七八九十]+页|共[\d一二三四五六七八九十]+页)[^:：]{0,12}[:：）)页]/
const place = /(?:省|市|州|县|区|乡|镇|村|社区|街道|居委会|村委会|小学|中学|学校|幼儿园|[年班]级?)$/

/** What a cell says; callers may hand in anything, and an object says nothing. */
const words = (cell: Cell | undefined): string =>
  cell === undefined || typeof cell === 'object' ? '' : (squash(String(cell)) ?? '')

/** What a row without anything that says who the child is can be, besides a record that lacks a name. */
export interface RowShape {
  /** Cells that hold something, the serial number left out. */
  readonly filled: number
  /** Whether there is something in a column that only a record has: an identity number, a date of birth. */
  readonly identified: boolean
  readonly name: Cell
}

const startsWithTotal = (row: readonly Cell[]): boolean =>
  row
    .filter((cell) => cell !== '')
    .slice(0, 3)
    .some((cell) => totals.test(words(cell)))

/**
 * Whether a row below a heading is a note: a subtotal, a signature, an explanation, the name of a village over its rows. A row
 * that is identified never is.
 */
export function isNote(row: readonly Cell[], heading: Heading, shape: RowShape): boolean {
  const few = shape.filled * 3 < heading.at.size
  if (!few) return !shape.identified && (totals.test(words(shape.name)) || startsWithTotal(row))
  const cells = row.map(words).filter((cell) => cell !== '')
  if (signature.test(cells[0] ?? '') || signature.test(words(shape.name))) return true
  if (shape.identified) return false
  if (startsWithTotal(row) || totals.test(words(shape.name)) || cells.some((cell) => signature.test(cell))) return true
  const name = words(shape.name)
  return shape.filled <= 2 && (name === '' || place.test(name) || name.length > 20)
}

/** The kinds of the rows above the first heading: the first that says something is the title. */
export const aboveHeading = (
  rows: readonly (readonly Cell[])[],
  count: number,
): readonly ('title' | 'note' | 'blank')[] => {
  const isBlank = (row: readonly Cell[]): boolean => row.every((cell) => words(cell) === '')
  const title = rows.findIndex((row, i) => i < count && !isBlank(row))
  return rows.slice(0, count).map((row, i) => (isBlank(row) ? 'blank' : i === title ? 'title' : 'note'))
}
