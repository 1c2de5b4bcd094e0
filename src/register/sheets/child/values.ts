import type { RowReader, Values } from '../../engine/sheet.ts'
import type { childColumns } from './columns/child-columns.ts'

/** The values of a row of the register of children. */
export type ChildValues = Values<typeof childColumns>

/** A row of that register while it is read. */
export type ChildRow = RowReader<keyof typeof childColumns>

/** The value if there is one; none and not collected are none. */
export const known = <V>(value: V | 'none' | 'notCollected'): V | undefined =>
  value === 'none' || value === 'notCollected' ? undefined : value
