import type { PlainDate } from '../../date.ts'
import { parts } from '../../pointer.ts'
import type { Columns } from './sheet.ts'

/** The same record while it is made. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] }

type Section = Readonly<Record<string, unknown>>

/** The same plain data. Engines keep objects that they parsed in a form that is quick to copy and small. */
export const compact = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const withDate = (section: Section, asOf: PlainDate): Section =>
  'recordedOn' in section ? compact({ ...section, recordedOn: asOf }) : section

/** The blank record and those of its sections that columns go to, written down on a day. */
const datedSections = (source: Section, names: ReadonlyMap<string, unknown>, asOf: PlainDate) => ({
  asOf,
  record: withDateShallow(source, asOf),
  sections: new Map([...names.keys()].map((name) => [name, withDate(source[name] as Section, asOf)])),
})

const withDateShallow = (record: Section, asOf: PlainDate): Section =>
  'recordedOn' in record ? { ...record, recordedOn: asOf } : record

/**
 * Compiles the pointers of columns into a function that puts a row's values into a blank record. A section in which something is
 * known is a copy that says when it was written down; all others are shared between the records and frozen.
 */
export function placing<T extends Section>(
  columns: Columns,
  blank: T,
): (values: Readonly<Record<string, unknown>>, asOf: PlainDate) => Writable<T> {
  const top: (readonly [key: string, name: string])[] = []
  const sections = new Map<string, (readonly [key: string, name: string])[]>()
  for (const [name, { pointer }] of Object.entries(columns)) {
    const [first, second] = pointer === undefined ? [] : parts(pointer)
    if (first === undefined) continue
    if (second === undefined) top.push([first, name])
    else sections.set(first, [...(sections.get(first) ?? []), [second, name]])
  }
  const source: Section = blank
  for (const value of Object.values(source)) if (typeof value === 'object') Object.freeze(value)

  let dated = datedSections(source, sections, '0000-01-01')
  return (values, asOf) => {
    if (dated.asOf !== asOf) dated = datedSections(source, sections, asOf)
    const record: Record<string, unknown> = { ...dated.record }
    for (const [key, name] of top) {
      const value = values[name]
      if (value !== 'notCollected') record[key] = value
    }
    for (const [section, fields] of sections) {
      let copy: Record<string, unknown> | undefined
      for (const [key, name] of fields) {
        const value = values[name]
        if (value === 'notCollected') continue
        copy ??= { ...dated.sections.get(section) }
        copy[key] = value
      }
      if (copy) record[section] = copy
    }
    return record as Writable<T>
  }
}
