import { type Field, isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { disclose, type Relation, type View, type Withheld } from '../../privacy/index.ts'
import type { ChildFile } from '../../records/index.ts'

/** Which parent is told something, and on which day. */
export interface ParentAsked {
  readonly parent: 'father' | 'mother'
  /** `family` for the parent; any other sees nothing. */
  readonly relation: Relation
  readonly asOf: PlainDate
}

/**
 * All that the work with parents ever reads of a file: what `disclose` lets this parent see. A matter is not in it, so that nothing that is
 * made from it can depend on one.
 */
export const parentView = (file: ChildFile, { parent, relation, asOf }: ParentAsked): View<'access'> =>
  disclose(file, { purpose: 'access', role: parent, relation, asOf })

/** A value that may be shown and is known, else undefined. */
export const shown = <T>(value: T): Exclude<T, Withheld | 'notCollected' | 'contested'> | undefined =>
  value === 'withheld' || !isKnown(value) ? undefined : (value as Exclude<T, Withheld | 'notCollected' | 'contested'>)

/** The entries of a section by id, none if it is withheld or there are none. */
export function entriesOf<E>(
  section: Readonly<Record<string, E>> | Withheld | 'none' | 'notCollected' | 'contested',
): readonly (readonly [id: string, entry: Exclude<E, Withheld>])[] {
  if (typeof section === 'string') return []
  return Object.entries(section)
    .flatMap(([id, entry]) => (entry === 'withheld' ? [] : [[id, entry as Exclude<E, Withheld>] as const]))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The day of an entry if it is shown, known and not later than the day asked. */
export const dayBy = (on: Field<PlainDate> | Withheld, asOf: PlainDate): PlainDate | undefined => {
  const day = shown(on)
  return day !== undefined && day <= asOf ? day : undefined
}
