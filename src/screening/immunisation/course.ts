import type { PlainDate } from '../../date.ts'
import type { DoseFinding, LoggedDose } from './dose-log.ts'
import type { Course, CourseVersion, DoseRule } from './programme.ts'
import { after } from './span.ts'

/** The version of a course in force on a day; before all, the first. */
const versionOn = ({ versions }: Course, day: PlainDate): CourseVersion =>
  versions.reduce((last, next) => (next.from !== undefined && next.from > day ? last : next), versions[0])

const later = (a: PlainDate, b: PlainDate | undefined): PlainDate => (b !== undefined && b > a ? b : a)

/** When a dose falls due, by the version in force on that day. */
export interface Scheduled {
  readonly rule: DoseRule
  readonly from: PlainDate
  readonly before: PlainDate | undefined
  /** Whether the child was born under a version that does not hold any more. */
  readonly transition: boolean
}

/**
 * When a dose falls due. A version holds for what falls due while it is in force: what would have fallen due later goes by the next one, at
 * the earliest on its first day.
 */
export function scheduled(course: Course, at: number, birthDate: PlainDate): Scheduled {
  const { versions } = course
  const days = versions.map(({ from, doses }) => later(after(birthDate, doses[at]?.age ?? {}), from))
  const own = days.findIndex((day, i) => {
    const next = versions[i + 1]?.from
    return next === undefined || day < next
  })
  const { doses } = versions[own] ?? versions[0]
  const rule = doses[at]
  const limit = doses.slice(at).find(({ before }) => before !== undefined)?.before
  const last = versions.at(-1)?.from
  return {
    rule: rule ?? { age: {}, give: [], source: course.source },
    from: days[own] ?? birthDate,
    before: limit && after(birthDate, limit),
    transition: versions.length > 1 && last !== undefined && birthDate < last,
  }
}

/** The doses of a course with the records that fill them. */
export interface Filled {
  readonly slots: readonly (LoggedDose | undefined)[]
  /** For each dose, the first day that the interval to the dose before allows, if that one is recorded. */
  readonly notBefore: readonly (PlainDate | undefined)[]
  readonly findings: readonly DoseFinding[]
  readonly used: readonly LoggedDose[]
  /** Whether a record without a day could not be placed. */
  readonly unplaced: boolean
}

const accepts = (rule: DoseRule | undefined, { vaccine }: LoggedDose): boolean =>
  rule !== undefined && (rule.accepts ?? rule.give).includes(vaccine)

/** The least day of a dose; `alike` says whether it and all before were of the vaccine that may come earlier. */
function leastDay({ age, countsFrom, earlier }: DoseRule, birthDate: PlainDate, alike: boolean): PlainDate {
  return after(birthDate, earlier && alike ? earlier.age : (countsFrom ?? age))
}

/**
 * Gives recorded doses to the doses of a course, in order of their days: each to the first place after the last one that takes its vaccine,
 * or to the place of its number if that is later. What comes too early counts for none.
 */
function fill(course: Course, logged: readonly LoggedDose[], birthDate: PlainDate): Filled {
  const count = Math.max(...course.versions.map(({ doses }) => doses.length))
  const own = new Set(
    course.versions.flatMap(({ doses }) => doses.flatMap(({ give, accepts: also = [] }) => [...give, ...also])),
  )
  const used = logged.filter(({ vaccine }) => own.has(vaccine))
  const slots: (LoggedDose | undefined)[] = Array.from({ length: count }, () => undefined)
  const findings: DoseFinding[] = []
  let next = 0
  for (const one of used) {
    const { on, number = 1, id, inWords } = one
    if (on === undefined) continue
    const { doses } = versionOn(course, on)
    const at = doses.findIndex((rule, place) => place >= Math.max(next, number - 1) && accepts(rule, one))
    const rule = doses[at]
    if (!rule) {
      findings.push({ code: 'surplus', record: id })
      continue
    }
    const before = slots[at - 1]?.on
    const alike = [...slots.slice(0, at), one].every((slot) => slot?.vaccine === rule.earlier?.allOf)
    if (!inWords && on < leastDay(rule, birthDate, alike)) findings.push({ code: 'tooYoung', record: id })
    else if (before !== undefined && rule.interval && on < after(before, rule.interval))
      findings.push({ code: 'intervalTooShort', record: id })
    else {
      slots[at] = one
      next = at + 1
    }
  }
  let unplaced = false
  for (const one of used) {
    if (one.on !== undefined) continue
    const at = (one.number ?? 0) - 1
    if (slots[at] === undefined && accepts(course.versions.at(-1)?.doses[at], one)) slots[at] = one
    else unplaced = true
  }
  return {
    slots,
    notBefore: slots.map((_, at) => {
      const before = slots[at - 1]?.on
      const { interval } = scheduled(course, at, birthDate).rule
      return before !== undefined && interval ? after(before, interval) : undefined
    }),
    findings,
    used,
    unplaced,
  }
}

/** A course that a child follows, with its doses. */
export interface Followed {
  readonly course: Course
  readonly filled: Filled
  /** Whether doses of another course that stands for it count as well. */
  readonly mixed: boolean
}

/** Which of the courses that stand for each other a child follows: that of its first dose that counts, or the usual one. */
export function follow(
  courses: readonly [Course, ...Course[]],
  logged: readonly LoggedDose[],
  birthDate: PlainDate,
): Followed {
  const tried = courses.map((course) => ({ course, filled: fill(course, logged, birthDate) }))
  const begun = tried.filter(({ filled }) => filled.unplaced || filled.slots.some((slot) => slot !== undefined))
  const firstDay = ({ filled }: (typeof tried)[number]): string =>
    filled.slots.reduce((day, slot) => (slot?.on !== undefined && slot.on < day ? slot.on : day), '~')
  const [usual] = courses
  const own = begun.reduce<(typeof tried)[number] | undefined>(
    (first, next) => (first && firstDay(first) <= firstDay(next) ? first : next),
    undefined,
  )
  const { course, filled } = own ?? { course: usual, filled: fill(usual, logged, birthDate) }
  const findings = tried.flatMap((one) => one.filled.findings)
  return {
    course,
    filled: { ...filled, findings, used: tried.flatMap((one) => one.filled.used) },
    mixed: begun.length > 1,
  }
}
