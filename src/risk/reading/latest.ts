import { type Field, isKnown } from '../../absent.ts'
import { epochDay, type PlainDate } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import type { View } from './fact.ts'
import { quantity, type Reading, seenAt, unknownAt, valueReading } from './reading.ts'
import { between } from './span.ts'

/** A dated entry and what it says in one field. */
export interface Said {
  readonly id: string
  readonly on: Field<PlainDate>
  readonly value: Field<string | number>
}

/**
 * What the latest entry that says anything in the field says, if it is not too old. Entries of one day stand in the order of their
 * ids; an entry without a date comes after all dated ones and is taken at its word.
 */
export function latest(view: View, kind: string, field: string, entries: readonly Said[], window: string): Reading {
  const dated = entries.map((entry) => ({ ...entry, day: isKnown(entry.on) ? epochDay(entry.on) : undefined }))
  const found = dated
    .filter(({ day, value }) => isKnown(value) && (day === undefined || day <= view.day))
    .sort((a, b) => (b.day ?? -Infinity) - (a.day ?? -Infinity) || (a.id < b.id ? -1 : 1))[0]
  const lapse = (found?.day ?? Infinity) + view.days(window) + 1
  const span = between(view.day, [...dated.map(({ day }) => day ?? -Infinity), lapse])
  if (!found) return unknownAt(span, `/${kind}`, 'notCollected')
  if (view.day >= lapse) return unknownAt(span, `/${kind}`, 'stale')
  const seen = () => [seenAt(pointer(kind, found.id, field), isKnown(found.on) ? found.on : undefined)]
  return typeof found.value === 'number' ? quantity(found.value, span, seen) : valueReading(found.value, span, seen)
}
