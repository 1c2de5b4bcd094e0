import { z } from 'zod'

/** Days of the week, Monday first (ISO 8601). */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
/** A day of the week. */
export type Weekday = (typeof weekdays)[number]

/** Parts of a day in which a volunteer or an expert can be asked to come. */
export const dayParts = ['morning', 'afternoon', 'evening'] as const
/** A part of a day. */
export type DayPart = (typeof dayParts)[number]

/** One of the 21 slots of a week, `wed-evening`. */
export type WeekSlot = `${Weekday}-${DayPart}`

/** The 21 slots in order; the index is the bit in a mask of availability. */
export const weekSlots: readonly WeekSlot[] = weekdays.flatMap((day) =>
  dayParts.map((part): WeekSlot => `${day}-${part}`),
)

export const WeekSlot: z.ZodType<WeekSlot, WeekSlot> = z
  .enum(weekSlots as [WeekSlot, ...WeekSlot[]])
  .describe('One of the 21 slots of a week: weekday and morning, afternoon or evening')

/** The slots as a mask of 21 bits: bit i stands for `weekSlots[i]`. */
export const slotMask = (slots: readonly WeekSlot[]): number =>
  slots.reduce((mask, slot) => mask | (1 << weekSlots.indexOf(slot)), 0)

/** The slots of a mask, in order of the week. */
export const slotsOf = (mask: number): readonly WeekSlot[] => weekSlots.filter((_, i) => (mask & (1 << i)) !== 0)
