import { z } from 'zod'
import type { Calendar } from '../../calendar/index.ts'
import { PlainDate } from '../../date.ts'
import { SchoolId, SessionId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { codeLists, Session } from '../../records/index.ts'
import { weekdays, WeekSlot } from '../../week.ts'
import { TimetableRuleChanges } from './rules.ts'

const Id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/)
  .describe('1 to 64 characters of A-Z a-z 0-9 . _ ~ -, a letter or digit first')
const minute = z.int().min(0).max(1440)

/** A grade, or the kindergarten. */
export const Grade = z
  .union([z.literal('kindergarten'), z.int().min(1).max(12)])
  .describe('Grade 1 to 12, or kindergarten')
export type Grade = z.infer<typeof Grade>

/** The children of one grade of a school. */
export const GradeGroup = z
  .strictObject({ grade: Grade, children: z.int().min(0).max(20_000).describe('How many children') })
  .describe('The children of one grade')
export type GradeGroup = Immutable<z.infer<typeof GradeGroup>>

/** A time of the school day in which sessions may lie, in minutes after midnight, half-open. */
export const SchoolPeriod = z
  .strictObject({
    from: minute.describe('Minutes after midnight'),
    to: minute.describe('Minutes after midnight; the period ends here'),
    days: z.array(z.enum(weekdays)).min(1).exactOptional().describe('Weekdays; every day if not said'),
    for: z.enum(['safety', 'activity']).exactOptional().describe('Kind of sessions; all if not said'),
  })
  .describe('A time of the school day in which sessions may lie')
export type SchoolPeriod = Immutable<z.infer<typeof SchoolPeriod>>

/** A hall, a classroom, a playground. */
export const SchoolVenue = z
  .strictObject({
    id: Id,
    places: z.int().min(1).max(20_000).describe('How many children it holds'),
    forms: z
      .array(z.enum(codeLists.sessionForms.rows.map(({ key }) => key)))
      .min(1)
      .exactOptional()
      .describe('Forms of session that it suits; all if not said'),
  })
  .describe('A hall, a classroom, a playground')
export type SchoolVenue = Immutable<z.infer<typeof SchoolVenue>>

/** A school or kindergarten as the place of sessions. */
export const School = z
  .strictObject({
    id: SchoolId,
    name: z.string().min(1).max(100).describe('Name, as sessions write it'),
    place: Id.describe('Where it is, in the travel table'),
    groups: z.array(GradeGroup).describe('Grades with their children'),
    periods: z.array(SchoolPeriod).min(1).describe('When sessions may be held'),
    venues: z.array(SchoolVenue).min(1).exactOptional().describe('Rooms; without them rooms are no question'),
  })
  .describe('A school or kindergarten')
export type School = Immutable<z.infer<typeof School>>

/** A team of experts that can be invited. The school's own staff is no team. */
export const ExpertTeam = z
  .strictObject({
    id: Id,
    kind: z.enum(codeLists.expertKinds.rows.map(({ key }) => key)).exclude(['school']),
    availability: z
      .array(WeekSlot)
      .min(1)
      .describe('Mornings (to 12:00), afternoons (to 18:00) and evenings of the week'),
    off: z.array(PlainDate).exactOptional().describe('Days on which it cannot come'),
    base: Id.exactOptional().describe('Where each day begins and ends; the way counts within the availability'),
    sessionsPerDayPart: z
      .int()
      .min(1)
      .max(100)
      .exactOptional()
      .describe('Sessions at most that begin in one morning, afternoon or evening'),
  })
  .describe('A team of experts')
export type ExpertTeam = Immutable<z.infer<typeof ExpertTeam>>

/** Minutes on the way between places; the way back may differ. Where a detour is quicker, the direct way counts all the same. */
export const TravelTable = z
  .strictObject({
    places: z.array(Id),
    minutes: z.array(z.array(z.int().min(0).max(1440))).describe('Row: from, column: to'),
  })
  .describe('Minutes on the way between places')
export type TravelTable = Immutable<z.infer<typeof TravelTable>>

const part = z.int().min(1).max(20_000)
const number = z.int().min(1).max(366)
const start = z.int().min(0).max(1439).describe('Minutes after midnight')

/** Part of what is settled about one meeting; what is left out stays free. */
export const SessionPin = z
  .strictObject({
    session: SessionId,
    part: part.exactOptional().describe('Part of the children, from 1; 1 if not said'),
    number: number.exactOptional().describe('Which of the repeats, from 1; 1 if not said'),
    on: PlainDate.exactOptional(),
    start: start.exactOptional(),
    venue: Id.exactOptional(),
    team: Id.exactOptional(),
  })
  .describe('What is settled about one meeting')
export type SessionPin = Immutable<z.infer<typeof SessionPin>>

/** One meeting of a session in its place: day, time, room, team, and the children it is for. */
export const Placement = z
  .strictObject({
    session: SessionId,
    part: part.describe('Part of the children, from 1'),
    number: number.describe('Which of the repeats, from 1'),
    on: PlainDate,
    start,
    minutes: z.int().min(1).max(600),
    venue: Id.describe('Room; none if the school names none'),
    team: Id.describe('Team of experts; none if nobody is invited'),
    groups: z.array(GradeGroup).describe('Grades that it keeps busy, with the children it is for'),
    children: z.int().min(0).describe('How many come, at most'),
  })
  .describe('One meeting in its place')
export type Placement = Immutable<z.infer<typeof Placement>>

export const TimetableData = z.strictObject({
  sessions: z.array(Session),
  schools: z.array(School),
  teams: z.array(ExpertTeam),
  travel: TravelTable,
  rules: TimetableRuleChanges.exactOptional(),
  pins: z.array(SessionPin).exactOptional(),
  previous: z.array(Placement).exactOptional(),
})

/** Sessions to be placed, and what they need. The order of its lists decides nothing. */
export interface TimetableProblem extends Immutable<z.infer<typeof TimetableData>> {
  readonly calendar: Calendar
}

/** Days that the windows of all sessions may span together. */
export const longestSpan = 1100
