import { type Field, isKnown, type Other } from '../../absent.ts'
import { type EpochDay, epochDay, type PlainDate } from '../../date.ts'
import type { Pointer } from '../../pointer.ts'
import { always, type Span } from './span.ts'

/** A sentence or a name in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** Why a fact is unknown. `inWords`: what is written fits no code, or is not precise enough. `stale`: written down too long ago. `later`: written down after the day asked. */
export type Why = 'notCollected' | 'contested' | 'inWords' | 'stale' | 'later'

/** Something that was read: where, and when it was written down. */
export interface Seen {
  readonly document: 'file' | 'beside'
  readonly path: Pointer
  readonly recordedOn?: PlainDate
  /** The field also holds what no answer may repeat, such as the status of a parent: the path is named, the value is not. */
  readonly withheld?: true
}

/** Something that would have to be known; the fact is named where it is not the one that was read. */
export interface Wanted {
  readonly document?: 'file' | 'beside'
  readonly path: Pointer
  readonly why: Why
  readonly fact?: string
  readonly label?: Words
}

/** Something that would have to be known, and the fact that it would answer. */
export interface Lacking {
  readonly document: 'file' | 'beside'
  readonly fact: string
  readonly label: Words
  readonly path: Pointer
  readonly why: Why
}

interface Readable {
  /** Over which days the reading stays the same if nothing new is written down. */
  readonly span: Span
  /** What was read to arrive at it; for a quantity, what the lower or the upper bound rests on. */
  readonly seen: (bound: 'least' | 'most') => readonly Seen[]
  /** What would have to be known to say more. */
  readonly wanted: () => readonly Wanted[]
}

/** A yes, a no, or a code. */
export interface ValueReading extends Readable {
  readonly kind: 'value'
  readonly value: string
}

/** Several codes at once. `inWords`: something else is written in words, which nobody can decide by machine. */
export interface CodesReading extends Readable {
  readonly kind: 'codes'
  readonly codes: readonly string[]
  readonly inWords: boolean
}

/** A number or a day (as days since 1970-01-01) between two bounds, both included; infinite where nobody knows. */
export interface QuantityReading extends Readable {
  readonly kind: 'quantity'
  readonly least: number
  readonly most: number
}

/**
 * The entries of a list, in an order that does not depend on the order in which they were written. What is seen of it is that the
 * entries are there.
 */
export interface ListReading extends Readable {
  readonly kind: 'list'
  readonly elements: readonly Element[]
}

export interface UnknownReading extends Readable {
  readonly kind: 'unknown'
}

/** What a file says of a fact on a day. */
export type Reading = ValueReading | CodesReading | QuantityReading | ListReading | UnknownReading

/** An entry of a list: the readings of its fields. */
export type Element = Readonly<Record<string, Reading>>

const nothing = (): readonly never[] => []

export const seenAt = (path: Pointer, recordedOn?: PlainDate): Seen =>
  recordedOn === undefined ? { document: 'file', path } : { document: 'file', path, recordedOn }

/** That an entry or an object is there, whatever it holds. */
export const presenceOf = (path: Pointer, recordedOn?: PlainDate): Seen => ({
  ...seenAt(path, recordedOn),
  withheld: true,
})

export const unknownReading = (span: Span, wanted: () => readonly Wanted[]): UnknownReading => ({
  kind: 'unknown',
  span,
  seen: nothing,
  wanted,
})

export const unknownAt = (span: Span, path: Pointer, why: Why): UnknownReading =>
  unknownReading(span, () => [{ path, why }])

export const valueReading = (value: string, span: Span, seen: () => readonly Seen[]): ValueReading => ({
  kind: 'value',
  value,
  span,
  seen,
  wanted: nothing,
})

export const quantity = (value: number, span: Span, seen: () => readonly Seen[]): QuantityReading => ({
  kind: 'quantity',
  least: value,
  most: value,
  span,
  seen,
  wanted: nothing,
})

export const listReading = (elements: readonly Element[], span: Span, seen: () => readonly Seen[]): ListReading => ({
  kind: 'list',
  elements,
  span,
  seen,
  wanted: nothing,
})

/** How a section of the file stands on a day: usable, written down too long ago, or only later. */
export interface Section {
  readonly span: Span
  readonly why?: 'stale' | 'later'
  readonly recordedOn?: PlainDate
}

/**
 * The section that was written down on `recordedOn` and can be used for so many days. A section that does not say when it was
 * written is taken at its word.
 */
export function section(day: EpochDay, recordedOn: Field<PlainDate>, validDays: number): Section {
  if (!isKnown(recordedOn)) return { span: always }
  const from = epochDay(recordedOn)
  const until = from + validDays + 1
  if (day < from) return { span: { from: -Infinity, until: from }, why: 'later', recordedOn }
  if (day >= until) return { span: { from: until, until: Infinity }, why: 'stale', recordedOn }
  return { span: { from, until }, recordedOn }
}

/** Why a value of a section cannot be used: of a section of a later day nothing is told, not even that a value is missing. */
export const unusable = (part: Section, path: Pointer, value: unknown): UnknownReading =>
  part.why === 'later' || (value !== 'notCollected' && value !== 'contested')
    ? unknownAt(part.span, path, part.why ?? 'notCollected')
    : unknownAt(always, path, value)

/** A yes, a no or a code as it stands in a section. */
export function coded(part: Section, path: Pointer, value: Field<string | Other>): Reading {
  if (!isKnown(value) || part.why) return unusable(part, path, value)
  if (typeof value === 'object') return unknownAt(part.span, path, 'inWords')
  return valueReading(value, part.span, () => [seenAt(path, part.recordedOn)])
}

/** A set of codes as it stands in a section. `none` is the empty set. */
export function codedSet(part: Section, path: Pointer, value: Field<'none' | readonly (string | Other)[]>): Reading {
  if (!isKnown(value) || part.why) return unusable(part, path, value)
  const said = value === 'none' ? [] : value
  const inWords = said.some((one) => typeof one === 'object')
  return {
    kind: 'codes',
    codes: said.flatMap((one) => (typeof one === 'string' ? [one] : [])),
    inWords,
    span: part.span,
    seen: () => [seenAt(path, part.recordedOn)],
    wanted: () => (inWords ? [{ path, why: 'inWords' }] : []),
  }
}

/** A number as it stands in a section. */
export function numeric(part: Section, path: Pointer, value: Field<number>): Reading {
  if (!isKnown(value) || part.why) return unusable(part, path, value)
  return quantity(value, part.span, () => [seenAt(path, part.recordedOn)])
}
