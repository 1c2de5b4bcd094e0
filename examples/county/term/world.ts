import {
  type Agreement,
  type AidEntry,
  addDays,
  type ChildFile,
  type EpochDay,
  epochDay,
  isKnown,
  PlainDate,
  plainDate,
  type Session,
  type Village,
  type Volunteer,
  WorkerId,
} from 'childfile'
import type { Calendar } from 'childfile/calendar'
import type { PairingPlan } from 'childfile/pairing'
import type { Words } from 'childfile/report'
import type { School, Timetable, VisitList } from 'childfile/schedule'
import { type Chance, chance } from '../month-two/chance.ts'
import type { Risk } from '../walk/assess.ts'
import { type Diary, diary, type DiaryPage } from './diary.ts'

/** Where a term begins: files, people and plans as the walk left them, and where it is kept. */
export interface TermGround {
  readonly seed: number
  readonly from: PlainDate
  /** First day after the term. */
  readonly to: PlainDate
  readonly calendar: Calendar
  readonly children: Risk['children']
  readonly volunteers: readonly Volunteer[]
  readonly villages: readonly Village[]
  readonly agreements: readonly Agreement[]
  readonly sessions: readonly Session[]
  readonly aid: readonly AidEntry[]
  readonly pairs: PairingPlan['pairs']
  readonly schools: readonly School[]
  readonly placements: Timetable['placements']
  readonly duties: VisitList
  /** Keeps changed files, each with what it was read as; all or none. */
  readonly save: (on: PlainDate, files: readonly ChangedFile[]) => Promise<unknown>
  /** Keeps what happened since the last time. */
  readonly keep: (on: PlainDate, pages: readonly DiaryPage[]) => Promise<unknown>
}

/** A file and what it was before. */
export interface ChangedFile {
  readonly file: ChildFile
  readonly before: ChildFile
}

/** Something that a room did not take, how often, and why. */
export interface Refused extends Words {
  readonly room: Words
  readonly code: string
  readonly count: number
}

/** The county while the term runs. Everything that happens is decided by the seed; each room has a stream of its own. */
export interface World {
  readonly ground: TermGround
  readonly files: ReadonlyMap<string, ChildFile>
  readonly diary: Diary
  readonly chance: (room: string) => Chance
  /** Changes a file; it is assessed on the same evening. A routine entry is kept later than others. */
  readonly write: (child: string, change: (file: ChildFile) => ChildFile, routine?: 'routine') => void
  /** What is to happen on a later day; what would lie after the term does not happen. */
  readonly at: (on: PlainDate, act: (on: PlainDate) => void) => void
  /** Lets everything happen that was put down for the day, in the order in which it was. */
  readonly happen: (on: PlainDate) => void
  readonly refuse: (room: Words, code: string, words: Words) => void
  readonly refused: () => readonly Refused[]
  /** Ids of files that changed since the last call. */
  readonly touched: () => readonly string[]
  /** Files that are to be kept now, with what they were before: of a month those with more than routine entries, else all. */
  readonly unsaved: (of: 'month' | 'all') => readonly ChangedFile[]
}

/** Whether something of so many in a hundred happens. */
export const happens = (c: Chance, inHundred: number): boolean => c.below(1000) < inHundred * 10

/** So many days from `least` to `most`. */
export const between = (c: Chance, least: number, most: number): number => least + c.below(most - least + 1)

/** The day so many days later, or the first workday after it. */
export const later = (calendar: Calendar, on: PlainDate, days: number): PlainDate =>
  plainDate(calendar.next('workday', epochDay(addDays(on, days))))

/** The first day of the month of a day. */
export const monthOf = (on: PlainDate): PlainDate => PlainDate.parse(`${on.slice(0, 8)}01`)

/** Monday is 0. */
export const weekday = (on: PlainDate): number => (epochDay(on) + 3) % 7

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Things in order of their ids. */
export const inOrder = <T>(things: readonly T[], idOf: (thing: T) => string): readonly T[] =>
  [...things].sort((a, b) => byText(idOf(a), idOf(b)))

/** Who visits a child: the child director of the village, or nobody. */
export const directorOf = ({ residenceDivision: village }: Pick<ChildFile, 'residenceDivision'>): WorkerId | 'none' =>
  isKnown(village) ? WorkerId.parse(`director-${village}`) : 'none'

/** Who supervises a worker: somebody of the township. */
export const supervisorOf = (worker: string): string => `supervisor-${worker.replace('director-', '').slice(0, 9)}`

/** First day and first day after the end of the term that runs on a day, or of the next one; undefined if the calendar knows none. */
export function termAround(
  calendar: Calendar,
  asOf: PlainDate,
): { readonly from: PlainDate; readonly to: PlainDate } | undefined {
  let first = epochDay(asOf)
  while (calendar.termOn(first) === undefined) {
    if (first >= calendar.to) return undefined
    first = (first + 1) as EpochDay
  }
  let last = first
  while (calendar.termOn(last) === calendar.termOn(first)) last = (last + 1) as EpochDay
  return { from: plainDate(first), to: plainDate(last) }
}

/** A number for a text, to give each room its own stream. */
const seedOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5)

/** The county on the first day. */
export function worldOf(ground: TermGround): World {
  const files = new Map<string, ChildFile>(ground.children.map(({ file }) => [file.id, file]))
  const streams = new Map<string, Chance>()
  const agenda = new Map<PlainDate, ((on: PlainDate) => void)[]>()
  const refused = new Map<string, Refused>()
  const touched = new Set<string>()
  const before = new Map<string, ChildFile>()
  const moreThanRoutine = new Set<string>()
  return {
    ground,
    files,
    diary: diary(),
    at(on, act) {
      if (on >= ground.to) return
      const acts = agenda.get(on)
      if (acts) acts.push(act)
      else agenda.set(on, [act])
    },
    chance(room) {
      const stream = streams.get(room) ?? chance(ground.seed ^ seedOf(room))
      streams.set(room, stream)
      return stream
    },
    write(child, change, routine) {
      const file = files.get(child)
      const next = file && change(file)
      if (file === undefined || next === undefined || next === file) return
      if (!before.has(child)) before.set(child, file)
      files.set(child, next)
      touched.add(child)
      if (routine === undefined) moreThanRoutine.add(child)
    },
    happen(on) {
      // An act may put down another one for the same day: the list grows while it is read.
      for (const act of agenda.get(on) ?? []) act(on)
      agenda.delete(on)
    },
    refuse(room, code, words) {
      const key = `${room.en} ${code} ${words.en}`
      refused.set(key, { room, code, ...words, count: (refused.get(key)?.count ?? 0) + 1 })
    },
    refused: () =>
      [...refused.values()].sort(
        (a, b) => byText(a.room.en, b.room.en) || b.count - a.count || byText(a.code + a.en, b.code + b.en),
      ),
    touched() {
      const ids = [...touched].sort(byText)
      touched.clear()
      return ids
    },
    unsaved(of) {
      const found = [...before].flatMap(([id, was]) => {
        const file = files.get(id)
        if (file === undefined || (of === 'month' && !moreThanRoutine.has(id))) return []
        before.delete(id)
        return [{ file, before: was }]
      })
      moreThanRoutine.clear()
      return inOrder(found, ({ file }) => file.id)
    },
  }
}
