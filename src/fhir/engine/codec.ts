import { addDays, epochDay, isDate, type PlainDate } from '../../date.ts'
import type { Pointer } from '../../pointer.ts'
import type { FhirRule } from '../document.ts'
import { type Node, paths } from './node.ts'

/** What was read, from which leaves, with what remarks; or the rule that was broken. */
export type Reading =
  | {
      readonly value: unknown
      readonly took: readonly Pointer[]
      readonly remarks?: readonly FhirRule[]
      readonly absent?: true
    }
  | { readonly rule: FhirRule }

/** How a value of a record stands in FHIR, in both directions. What is written comes back the same. */
export interface Codec {
  /** A primitive says why it is absent in a sibling with an underscore, an object in itself, a list in its only item. */
  readonly shape: 'primitive' | 'complex' | 'list'
  /** Values that are written as a reason of absence of their own. */
  readonly reasons?: Readonly<Record<string, string>>
  /** Undefined: cannot stand in FHIR. */
  readonly write: (value: unknown) => unknown
  /** Undefined: nothing is said. */
  readonly read: (node: Node) => Reading | undefined
}

/** What FHIR allows as a string. */
export const isFhirText = (value: unknown): value is string =>
  typeof value === 'string' && /^[ \r\n\t\S]+$/.test(value) && value.trim() !== ''

/** Free text. */
export const text: Codec = {
  shape: 'primitive',
  write: (value) => (isFhirText(value) ? value : undefined),
  read: (node) => (isFhirText(node.value) ? { value: node.value, took: paths(node) } : { rule: 'wrong-type' }),
}

/** A whole number that is not negative. */
export const whole: Codec = {
  shape: 'primitive',
  write: (value) => (typeof value === 'number' && value <= 2_147_483_647 ? value : undefined),
  read: (node) =>
    Number.isSafeInteger(node.value) ? { value: node.value, took: paths(node) } : { rule: 'wrong-type' },
}

/** Keys under the codes of a value set. */
export const coded = (
  codes: Readonly<Record<string, string>>,
  reasons: Readonly<Record<string, string>> = {},
): Codec => ({
  shape: 'primitive',
  reasons,
  write: (value) => codes[String(value)],
  read: (node) => {
    const found = Object.entries(codes).find(([, code]) => code === node.value)
    return found ? { value: found[0], took: paths(node) } : { rule: 'unknown-code' }
  },
})

const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/
const partial = /^\d{4}(?:-\d{2})?$/
const chinaMinutes = 480

/** The day of a date or moment, in China Standard Time, with the minute of the day where there is one. */
export function momentOf(
  value: unknown,
): { readonly on: PlainDate; readonly minute?: number } | { readonly rule: FhirRule } {
  if (typeof value !== 'string') return { rule: 'wrong-type' }
  const [, date, hours, minutes, offset] = moment.exec(value) ?? []
  if (date === undefined) {
    if (day.test(value) && isDate(value)) return { on: value }
    return { rule: partial.test(value) ? 'partial-date' : 'not-a-date' }
  }
  const clock = Number(hours) * 60 + Number(minutes)
  if (!isDate(date) || clock >= 1440) return { rule: 'not-a-date' }
  const sign = offset?.startsWith('-') ? -1 : 1
  const [hoursOff = 0, minutesOff = 0] = offset && offset !== 'Z' ? offset.slice(1).split(':').map(Number) : []
  const shift = offset === undefined ? chinaMinutes : sign * (hoursOff * 60 + minutesOff)
  const total = epochDay(date) * 1440 + clock - shift + chinaMinutes
  const minute = ((total % 1440) + 1440) % 1440
  return { on: addDays('1970-01-01', (total - minute) / 1440), minute }
}

const isFhirDay = (value: unknown): value is PlainDate =>
  typeof value === 'string' && isDate(value) && !value.startsWith('0000')

const dateShifted = (days: number): Codec => ({
  shape: 'primitive',
  write: (value) => (isFhirDay(value) ? addDays(value, days) : undefined),
  read: (node) => {
    const read = momentOf(node.value)
    if ('rule' in read) return read
    const value = addDays(read.on, -days)
    // The time of day is in no record, so that the leaf stays listed.
    return read.minute === undefined ? { value, took: paths(node) } : { value, took: [], remarks: ['time-dropped'] }
  },
})

/** A day. */
export const date: Codec = dateShifted(0)

/** The first day after something; FHIR names the last day of a period. */
export const dayAfter: Codec = dateShifted(-1)

/** `YYYY-MM-DDThh:mm:00+08:00`, of a day and a minute of the day, which may lie on later days. */
export function instantText(on: PlainDate, minute: number): string {
  const past = Math.floor(minute / 1440)
  const two = (n: number): string => String(n).padStart(2, '0')
  const left = minute - past * 1440
  return `${addDays(on, past)}T${two(Math.floor(left / 60))}:${two(left % 60)}:00+08:00`
}
