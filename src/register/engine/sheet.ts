import type { PlainDate } from '../../date.ts'
import type { Pointer } from '../../pointer.ts'
import type { FindingCode } from '../../finding.ts'
import type { Kind } from './kind.ts'

/** One column of a paper form: its heading, what else it is called, where its value goes, how its cells are read and written. */
export interface Column<V = unknown> {
  /** Heading in the words of the paperwork, as it is written. */
  readonly zh: string
  readonly en: string
  /** Other headings for it; under a group heading the group is left out. */
  readonly also?: readonly string[]
  /** Key of the group that it stands under (父亲情况); heading and group together name it. */
  readonly group?: string
  /** Whether the other headings of four signs or more name it without its group, too. */
  readonly alone?: true
  /** Whether the heading alone could be that of several people (姓名, 联系电话), so that a strange group above it makes it strange. */
  readonly personal?: true
  readonly kind: Kind<V>
  /** Where the value goes in the record; a column without one is placed by the sheet itself. */
  readonly pointer?: Pointer
  /** Written only if some record holds something for it. */
  readonly optional?: true
  /** Name under which findings speak of it, if not its own. */
  readonly field?: string
}

/** The columns of a form by their published names, in the order in which they are written. */
export type Columns = Readonly<Record<string, Column>>

/** The values of a row by column; what the sheet does not have is `notCollected`. */
export type Values<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends { readonly kind: Kind<infer V> } ? V | 'notCollected' : never
}

/** One row while it is read. */
export interface RowReader<K extends string = string> {
  readonly asOf: PlainDate
  /** Whether the sheet has the column, or the caller a default for it. */
  readonly has: (column: K) => boolean
  /** Whether the column has already been found fault with in this row. */
  readonly faulty: (column: K) => boolean
  readonly report: (code: FindingCode, column: K) => void
}

/** Who a row is about, in the order of how far it can be trusted; ids are made from it and from nothing else. */
export type Identity =
  | { readonly by: 'idNumber'; readonly idNumber: string }
  | { readonly by: 'number'; readonly number: string }
  | {
      readonly by: 'person'
      readonly name: string
      readonly birthDate: string
      readonly sex: string
      readonly village: string
    }

/** A record that the others changed, by its place among the records, and what only they showed. */
export interface Settled<T> {
  readonly at: number
  readonly record: T
  readonly findings: readonly { readonly code: FindingCode; readonly column: string }[]
}

/** Ids for records that bring none along. */
export interface Naming<T> {
  /** Who a record is about. */
  identity(record: T): Identity
  /** The record with an id. */
  named(record: T, id: string): T
  idOf(record: T): string
}

/** A heading over several columns, or in front of their names: 父亲情况, 委托监护责任确认书. */
export interface Group {
  /** Matches the heading without signs and spaces. */
  readonly words: RegExp
  /** Of two columns that could be the same, the one whose heading has these words is meant. */
  readonly strong?: RegExp
}

/** A paper form as data: its columns, and what makes a record of a row and a row of a record. */
export interface Sheet<T> {
  readonly id: string
  /** Name of the sheet when written. */
  readonly name: string
  readonly columns: Columns
  readonly groups?: Readonly<Record<string, Group>>
  /** Columns without which a row of words is not a heading of this sheet; the first of them is looked for when it is repeated. */
  readonly needs: readonly string[]
  /** Columns that only a record has something in: a row with one of them is never taken for a note. */
  readonly marks: readonly string[]
  /** The record of a row, or undefined if it cannot become one; what stands out is reported. */
  read(values: Readonly<Record<string, unknown>>, row: RowReader): T | undefined
  /** What shows only when all rows are together, numbers that stand on two rows; the records that change by it. */
  settle?(records: readonly T[], asOf: PlainDate): readonly Settled<T>[]
  readonly ids?: Naming<T>
  /** The values of a record that the columns' pointers do not give, by column. */
  write(record: T): Readonly<Record<string, unknown>>
  /** The parts of a record that columns without pointer carry; `ok` says which columns read back as they were. */
  carried(record: T, ok: (column: string) => boolean): readonly Pointer[]
  /** The record with nothing in it that is not known. */
  spare(record: T): unknown
  /** The day as of which a record was written down, where it says so. */
  recordedOn(record: T): PlainDate | undefined
}

/** A form with the types of its columns: what `sheetOf` makes a sheet of. */
export interface Form<T, C extends Columns>
  extends Omit<Sheet<T>, 'columns' | 'needs' | 'marks' | 'read' | 'write' | 'carried'> {
  readonly columns: C
  readonly needs: readonly (keyof C & string)[]
  readonly marks: readonly (keyof C & string)[]
  read(values: Values<C>, row: RowReader<keyof C & string>): T | undefined
  write(record: T): Partial<Values<C>>
  carried(record: T, ok: (column: keyof C & string) => boolean): readonly Pointer[]
}

/** A sheet of a form whose columns are known to the compiler. */
export const sheetOf = <T, const C extends Columns>(form: Form<T, C>): Sheet<T> => form
