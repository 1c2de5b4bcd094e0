import type * as icalGenerator from 'ical-generator'
import { z } from 'zod'
import { minuteAt } from '../calendar/index.ts'
import { addDays, epochDay, Instant, PlainDate } from '../date.ts'
import { type SchoolId, WorkerId } from '../id.ts'
import { all, errAsync, invalid, type OutcomeAsync, parse, type Problems, ResultAsync } from '../problem.ts'
import { Session } from '../records/index.ts'
import {
  type Feed,
  type FeedDuty,
  type FeedLanguage,
  type LeftOutOfFeed,
  schoolFeeds,
  workerFeeds,
} from './feed/feed.ts'
import { Placement, School } from './timetable/timetable-problem.ts'
import { DutyKind } from './visits/visit-problem.ts'

export type { FeedDuty, FeedLanguage, LeftOutOfFeed }

/** What goes into calendars: a timetable with its sessions and schools, and what workers have to do. */
export interface CalendarInput {
  readonly timetable?: {
    readonly sessions: readonly Session[]
    readonly schools: readonly School[]
    readonly placements: readonly Placement[]
  }
  /** Planned duties, as `visitList` gives them. */
  readonly duties?: readonly FeedDuty[]
}

/** How calendars are written. */
export interface CalendarOptions {
  readonly language: FeedLanguage
  /** DTSTAMP of every entry: when the plan was made. */
  readonly stamp: Instant
  /** SEQUENCE of every entry, to be raised with each publication; 0 if left out. */
  readonly sequence?: number
}

/** A calendar file in the text form of RFC 5545. */
export interface CalendarFile<Id extends string> {
  readonly id: Id
  readonly text: string
}

/** One file for each school, one for each worker, and what is in none of them. */
export interface CalendarFiles {
  readonly schools: readonly CalendarFile<SchoolId>[]
  readonly workers: readonly CalendarFile<WorkerId>[]
  readonly leftOut: readonly LeftOutOfFeed[]
}

const Input = z.object({
  timetable: z
    .object({ sessions: z.array(Session), schools: z.array(School), placements: z.array(Placement) })
    .exactOptional(),
  duties: z
    .array(
      z.object({
        kind: DutyKind,
        worker: z.union([WorkerId, z.literal('none')]),
        household: z.string(),
        due: PlainDate,
        on: PlainDate,
        children: z.array(z.object({ id: z.string() })),
      }),
    )
    .exactOptional(),
})

const Options = z.strictObject({
  language: z.enum(['zh', 'en']),
  stamp: Instant,
  sequence: z.int().min(0).max(2_147_483_647).exactOptional(),
})

/**
 * Timetable and duties as iCalendar files (RFC 5545): one for each school with its sessions, one for each worker with days on which
 * there is something to do. Needs the package `ical-generator`, version 11.
 *
 * Nothing in a file tells of a child: no name, no id, no tier, no hardship, no village. Titles come from code lists, never from
 * free words; a visit is just a visit. Counselling and talks with one child are in no file and are listed in `leftOut`. The one
 * thing that somebody typed is the name of the school.
 *
 * Times are those of Asia/Shanghai, eight hours ahead of UTC without summer time since 1991, and written in UTC. Duties are
 * entries of a whole day. An entry keeps its UID when it is moved: it depends on the meeting alone, or on the duty and its due day.
 * Lines end in CRLF, the last one too, and are folded before 75 octets. The same input gives the same bytes.
 * @returns Ok: the files, schools in the order given, workers by id. Err `invalid`: a part cannot be read; `missing-package` if
 * `ical-generator` is not installed.
 * @example
 * ```ts
 * import { Instant, WorkerId } from 'childfile'
 * import { toICalendar } from 'childfile/schedule/ical'
 * const visit = { kind: 'homeVisit', worker: WorkerId.parse('w1'), household: 'home.a', due: '2026-09-17', on: '2026-09-17', children: [] } as const
 * const stamp = Instant.parse('2026-09-14T08:00:00+08:00')
 * const files = await toICalendar({ duties: [visit] }, { language: 'zh', stamp })
 * files.map(({ workers }) => workers.map(({ text }) => text.split('\r\n').find((line) => line.startsWith('SUMMARY')))).unwrapOr([]) // => ['SUMMARY:走访']
 * ```
 */
export function toICalendar(input: CalendarInput, options: CalendarOptions): OutcomeAsync<CalendarFiles> {
  const read = all([parse(Input, input), parse(Options, options)])
  if (read.isErr()) return errAsync(read.error)
  const [{ timetable, duties = [] }, settings] = read.value
  return generator().map((make) => {
    const { sessions, schools, placements } = timetable ?? { sessions: [], schools: [], placements: [] }
    const { feeds, leftOut } = schoolFeeds(sessions, schools, placements, settings.language)
    return {
      schools: feeds.map((feed) => ({ id: feed.id, text: written(feed, 'atSchool', settings, make) })),
      workers: workerFeeds(duties, settings.language).map((feed) => ({
        id: feed.id,
        text: written(feed, 'ofWorker', settings, make),
      })),
      leftOut,
    }
  })
}

type Generator = typeof icalGenerator

const missing: Problems = [
  invalid('', 'missing-package', 'install ical-generator, version 11, to write iCalendar files'),
]

const generator = (): OutcomeAsync<Generator> => ResultAsync.fromPromise(import('ical-generator'), () => missing)

function written(
  { name, events }: Feed<string>,
  whose: 'atSchool' | 'ofWorker',
  { language, stamp, sequence = 0 }: z.infer<typeof Options>,
  { ICalCalendar, ICalEventClass }: Generator,
): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'childfile', product: 'schedule', language: language === 'zh' ? 'ZH' : 'EN' },
    name: escaped(name),
    // Only a hint for display: all times are in UTC.
    x: { 'X-WR-TIMEZONE': 'Asia/Shanghai' },
  })
  for (const { uid, title, on, time } of events) {
    const whole = time === 'none'
    const from = minuteAt(epochDay(on), whole ? 0 : time.start)
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(stamp),
      start: whole ? midnight(on) : new Date(from * 60_000),
      end: whole ? midnight(addDays(on, 1)) : new Date((from + time.minutes) * 60_000),
      allDay: whole,
      summary: title,
      ...(whose === 'atSchool' ? { location: oneLine(name) } : { class: ICalEventClass.PRIVATE }),
    })
  }
  // The generator ends the last line without CRLF.
  return `${calendar.toString()}\r\n`
}

/** A day that is written as a date: its parts are taken in UTC. */
const midnight = (on: PlainDate): Date => new Date(epochDay(on) * 86_400_000)

const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()

/** The generator writes the name of a calendar as it is. */
const escaped = (text: string): string => oneLine(text).replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
