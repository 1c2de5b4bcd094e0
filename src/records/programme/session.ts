import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import { SessionId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { weekdays } from '../../week.ts'
import { activities } from '../codes/activities.ts'
import { coded, codedOnly, field, fieldOrNone } from '../codes/code-list.ts'
import { expertKinds, sessionForms, sessionKinds, sessionStates } from '../codes/programme.ts'
import { safetyTopics } from '../codes/safety.ts'
import { Line } from '../child/text.ts'

/** Grades that a session is for; `kindergarten` stands alone. */
export const Grades = z.union([
  z.literal('kindergarten'),
  z.strictObject({
    from: z.int().min(1).max(12).describe('First grade'),
    to: z.int().min(1).max(12).describe('Last grade'),
  }),
])

/** A session or a series of sessions: counselling, safety lecture, drama, drill, activity. It names no child. */
export const Session = z
  .strictObject({
    id: SessionId,
    kind: coded(sessionKinds),
    safetyTopic: coded(safetyTopics).describe('None for activities'),
    activity: coded(activities).describe('None for safety education'),
    form: coded(sessionForms),
    school: field(Line),
    grades: fieldOrNone(Grades).describe('None: open to all grades'),
    minutes: field(z.int().min(1).max(600)).describe('Length in minutes'),
    capacity: field(z.int().min(1).max(5000)).describe('Places'),
    expert: coded(expertKinds).describe('Who is to be invited; none if nobody'),
    expertDays: fieldOrNone(z.array(z.enum(weekdays)).min(1)).describe('Weekdays on which the expert can come'),
    from: field(PlainDate).describe('First day on which it may be held'),
    to: field(PlainDate).describe('Last day on which it may be held'),
    repeats: field(z.int().min(1).max(366)).describe('How often it is held'),
    state: codedOnly(sessionStates),
  })
  .describe('A session or series')
export type Session = Immutable<z.infer<typeof Session>>
