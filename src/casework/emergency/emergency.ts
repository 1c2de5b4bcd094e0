import { z } from 'zod'
import { dayOf, EpochMinute, epochMinute, instant } from '../../calendar/index.ts'
import { addDays, Instant, PlainDate, plainDate } from '../../date.ts'
import { type Parameter, parameterOn } from '../../policy.ts'

/** What somebody else found when looking back: it was needed, was not, or was a pretext. */
export const findingOutcomes = ['needed', 'notNeeded', 'misused'] as const
/** What somebody else found when looking back on an emergency. */
export type FindingOutcome = (typeof findingOutcomes)[number]

/** A broken glass as it is kept: the notice to the second person and the review in one. */
export const EmergencyRow = z.strictObject({
  child: z.string(),
  actor: z.string(),
  role: z.string(),
  /** The second person. */
  told: z.string(),
  reason: z.string().min(1).max(500),
  at: Instant,
  /** First moment at which the file is closed again. */
  until: Instant,
  /** Last day of the review. */
  dueOn: PlainDate,
  finding: z.union([
    z.literal('none'),
    z.strictObject({ by: z.string(), at: Instant, outcome: z.enum(findingOutcomes), words: z.string().max(500) }),
  ]),
})
export type EmergencyRow = z.infer<typeof EmergencyRow>

const source = { title: 'our own default', kind: 'proposal', standing: 'proposal' } as const

/** How long a file stays open after the glass was broken. */
export const emergencyHours: Parameter<number> = {
  id: 'emergency.hours',
  unit: 'hours',
  en: 'how long a broken glass opens a file',
  zh: '紧急查阅的有效时间',
  values: [{ from: '2024-01-01', value: 24, standing: 'proposal', source }],
}

/** Within how many days somebody else looks back on it. */
export const emergencyReviewDays: Parameter<number> = {
  id: 'emergency.reviewDays',
  unit: 'days',
  en: 'days until a broken glass has been reviewed',
  zh: '紧急查阅的复核期限',
  values: [{ from: '2024-01-01', value: 3, standing: 'proposal', source }],
}

/** Until when a glass that is broken now opens the file, and the last day of its review. */
export function termsAt(at: Instant): { readonly until: Instant; readonly dueOn: PlainDate } {
  const minute = epochMinute(at)
  const today = plainDate(dayOf(minute))
  const minutes = parameterOn(emergencyHours, today).value * 60
  return {
    until: instant(EpochMinute.parse(minute + minutes)),
    dueOn: addDays(today, parameterOn(emergencyReviewDays, today).value),
  }
}

/** Whether it still opens the file at a moment. */
export const isOpenAt = ({ at, until }: EmergencyRow, now: Instant): boolean =>
  Date.parse(at) <= Date.parse(now) && Date.parse(now) < Date.parse(until)
