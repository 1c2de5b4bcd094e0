import { z } from 'zod'

/**
 * A day of the civil calendar, `YYYY-MM-DD`. The type lets a literal through and keeps any other string out; the schema also
 * knows which days exist. Days are those of China Standard Time; no time zone is ever applied.
 */
export type PlainDate = `${number}-${number}-${number}`
export const PlainDate: z.ZodType<PlainDate, PlainDate> = z.iso
  .date()
  .describe('A calendar day, YYYY-MM-DD') as unknown as z.ZodType<PlainDate, PlainDate>

/** A moment with its offset from UTC, ISO 8601 (`2026-09-15T08:30:00+08:00`). A local time without a zone is refused. */
export const Instant = z.iso.datetime({ offset: true }).describe('A moment, ISO 8601 with offset').brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

/** Whole days since 1970-01-01: the form in which solvers, calendars and sweeps count. */
export const EpochDay = z.int().describe('Days since 1970-01-01').brand<'EpochDay'>()
export type EpochDay = z.infer<typeof EpochDay>

/** A half-open span of days: `from` belongs to it, `to` does not. */
export const Window = z
  .strictObject({ from: PlainDate.describe('First day'), to: PlainDate.describe('First day after the end') })
  .describe('A half-open span of days')
export type Window = Readonly<z.infer<typeof Window>>
