import { z } from 'zod'
import type { Calendar } from '../../calendar/index.ts'
import { addDays, epochDay, PlainDate } from '../../date.ts'
import { SessionId, WorkerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { type Outcome, parse } from '../../problem.ts'
import { codeLists } from '../../records/index.ts'
import { timetableRules } from '../../schedule/index.ts'

const absent = ['notCollected', 'contested'] as const

/** A session as planned, with who is there for children who want to tell something. */
export const PlannedSensitive = z
  .strictObject({
    session: SessionId,
    on: PlainDate,
    topic: z.enum(codeLists.safetyTopics.rows.map(({ key }) => key)),
    namedPerson: z
      .union([WorkerId, z.enum(['none', ...absent])])
      .describe('Whom the children are told that they can turn to'),
    present: z.enum(['yes', 'no', ...absent]).describe('Whether this person is there'),
    away: z
      .union([z.array(PlainDate).max(366), z.enum(absent)])
      .describe('Days on which this person is not free; empty: asked, none'),
  })
  .describe('A session as planned')
export type PlannedSensitive = Immutable<z.infer<typeof PlannedSensitive>>

/** What speaks against a plan of sensitive sessions. */
export type SensitiveFault =
  | 'noNamedPerson'
  | 'namedPersonNotPresent'
  | 'presenceUnknown'
  | 'namedPersonNotFree'
  | 'freeDaysUnknown'
  | 'lastBeforeDaysOff'
  | 'calendarProvisional'

/** A fault, the session that it is about, and the day. */
export interface SensitiveFinding {
  readonly path: Pointer
  readonly session: SessionId
  readonly code: SensitiveFault
  readonly on: PlainDate
}

/**
 * What speaks against a plan: after a sensitive topic a named person is there, is free on the next days, and these days are school
 * days, so that no child has to wait over a holiday. Topics and days are those of the timetable, proposals that `timetableRules` gives.
 * Sessions on other topics pass. Where the notice of the year is not out yet, the answer says that the days may change.
 * @returns Ok: the findings by session as given, empty if nothing speaks against it. Err `invalid`: a plan that cannot be read.
 * @example
 * ```ts
 * import { SessionId, WorkerId } from 'childfile'
 * import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
 * import { sensitivePlanFindings } from 'childfile/programmes'
 * const calendar = compileCalendar({
 *   national: nationalHolidays, terms: schoolTerms, from: '2026-01-01', to: '2027-01-01',
 * })._unsafeUnwrap()
 * const lesson = { session: SessionId.parse('s1'), topic: 'sexualAbuse', namedPerson: WorkerId.parse('w1'), present: 'yes', away: [] } as const
 * sensitivePlanFindings([{ ...lesson, on: '2026-10-12' }], calendar).unwrapOr([]) // => []
 * const friday = sensitivePlanFindings([{ ...lesson, on: '2026-09-30' }], calendar).unwrapOr([])
 * friday.map(({ code, on }) => [code, on]) // => [["lastBeforeDaysOff", "2026-10-01"], ["lastBeforeDaysOff", "2026-10-02"]]
 * ```
 */
export function sensitivePlanFindings(
  plan: readonly PlannedSensitive[],
  calendar: Calendar,
): Outcome<readonly SensitiveFinding[]> {
  return parse(z.array(PlannedSensitive).max(100_000), plan).map((read) =>
    read.flatMap((planned, at) => {
      const rules = timetableRules(planned.on)
      return rules.sensitiveTopics.includes(planned.topic)
        ? findingsOf(planned, at, rules.schooldaysAfter, calendar)
        : []
    }),
  )
}

function findingsOf(
  planned: PlannedSensitive,
  at: number,
  daysAfter: number,
  calendar: Calendar,
): readonly SensitiveFinding[] {
  const { session, on, namedPerson, present, away } = planned
  const finding = (field: string, code: SensitiveFault, day: PlainDate = on): SensitiveFinding => ({
    path: pointer(at, field),
    session,
    code,
    on: day,
  })
  const days = Array.from({ length: daysAfter }, (_, i) => addDays(on, i + 1))
  const nobody = namedPerson === 'none' || namedPerson === 'notCollected' || namedPerson === 'contested'
  const person = nobody
    ? [finding('namedPerson', 'noNamedPerson')]
    : [
        ...(present === 'no'
          ? [finding('present', 'namedPersonNotPresent')]
          : present === 'yes'
            ? []
            : [finding('present', 'presenceUnknown')]),
        ...(typeof away === 'string'
          ? [finding('away', 'freeDaysUnknown')]
          : days.filter((day) => away.includes(day)).map((day) => finding('away', 'namedPersonNotFree', day))),
      ]
  const off = days.flatMap((day): readonly SensitiveFinding[] => {
    if (!calendar.allows('schoolday', epochDay(day))) return [finding('on', 'lastBeforeDaysOff', day)]
    return calendar.knows('schoolday', epochDay(day)) ? [] : [finding('on', 'calendarProvisional', day)]
  })
  return [...person, ...off]
}
