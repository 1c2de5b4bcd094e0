import { type Field, isKnown } from '../../absent.ts'
import { daysBetween, type PlainDate } from '../../date.ts'
import { type Outcome, ok, refuse } from '../../problem.ts'
import { type Answer, answer, both, type ChildFile, type Dose } from '../../records/index.ts'
import type { Wording } from '../wording.ts'
import { china2021 } from './china-2021.ts'
import { follow } from './course.ts'
import { type DoseFinding, doseLog, type LoggedDose } from './dose-log.ts'
import { type DueDose, dueDoses, undatedDoses } from './due-dose.ts'
import type { Course, ImmunisationProgramme } from './programme.ts'

/** What a child has had, and what is due. Always to be looked at by a health professional. */
export interface ImmunisationList {
  readonly programme: string
  readonly asOf: PlainDate
  /** In the order of the programme. */
  readonly doses: readonly DueDose[]
  readonly findings: readonly DoseFinding[]
  /** Days by which the longest overdue dose is overdue, 0 if none is; unknown if one may be. The risk fact `doses.overdueDays`. */
  readonly overdueDays: number | 'unknown'
  /** The child was born before the programme: its first doses went by an older schedule. */
  readonly earlierSchedule: boolean
  readonly review: Wording
}

/** What is known of a child's doses. A file has all of it but `asOf` and `cardSeenOn`. */
export interface Immunised {
  readonly birthDate: ChildFile['birthDate']
  readonly sex?: ChildFile['sex']
  readonly doses: Readonly<Record<string, Dose>>
  readonly asOf: PlainDate
  /** Day on which all doses of the vaccination card were copied. Without it, what is not recorded is unknown. */
  readonly cardSeenOn?: Field<PlainDate>
  /** How many days a look at the card holds; 30 [proposal]. */
  readonly cardDays?: number
  readonly programme?: ImmunisationProgramme
}

/** How long a look at the card holds, if nobody says. */
const defaultCardDays = 30

const review: Wording = {
  zh: '本清单仅供核对，须由接种单位的专业人员确认。',
  en: 'This list is for checking only; a health professional of the vaccination unit has to confirm it.',
}

/**
 * Where each dose of a programme stands for a child: done, due, overdue, too early, not for this child, or unknown.
 *
 * No record never means "not given": a dose without a record is unknown unless `cardSeenOn` says that the whole card was copied on or
 * after the day on which the dose was scheduled, and not longer than `cardDays` ago. A dose counts if it was given at the least age and
 * after the least interval; what does not count is in `findings`. A schedule that changed holds for what falls due from that day on.
 * Order of the records does not matter. Doses after `asOf` are left out.
 * @returns Ok: the list. Err `invalid`: `inconsistent` where the child is not yet born.
 * @source 国家免疫规划疫苗儿童免疫程序及说明（2021年版） and its later changes, as far as seen
 * @example
 * ```ts
 * import { immunisationDue } from 'childfile/screening'
 * const doses = { d1: { vaccine: 'hepB', on: '2026-01-10', number: 1, place: 'notCollected' } } as const
 * const list = immunisationDue({ birthDate: '2026-01-10', doses, asOf: '2026-02-20' })._unsafeUnwrap()
 * const hepB = list.doses.filter((dose) => dose.course === 'hepB').map((dose) => [dose.number, dose.status, dose.because])
 * hepB // => [[1, 'done', 'recorded'], [2, 'unknown', 'cardNotSeen'], [3, 'tooEarly', 'ageNotReached']]
 * const seen = immunisationDue({ birthDate: '2026-01-10', doses, asOf: '2026-02-20', cardSeenOn: '2026-02-20' })._unsafeUnwrap()
 * seen.doses.filter((dose) => dose.status === 'due').map((dose) => dose.course) // => ['hepB', 'bcg']
 * ```
 */
export function immunisationDue(child: Immunised): Outcome<ImmunisationList> {
  const { birthDate, asOf, programme = china2021 } = child
  const groups = groupsOf(programme)
  const listed = (doses: readonly DueDose[], findings: readonly DoseFinding[]): Outcome<ImmunisationList> =>
    ok({
      programme: programme.id,
      asOf,
      doses,
      findings,
      overdueDays: overdueDays(doses, asOf),
      earlierSchedule: isKnown(birthDate) && birthDate < programme.bornFrom,
      review,
    })
  if (!isKnown(birthDate))
    return listed(
      groups.flatMap(([course]) => undatedDoses(course)),
      [],
    )
  if (asOf < birthDate) return refuse('/birthDate', 'inconsistent', 'must not be after the day asked')

  const log = doseLog(child.doses, { birthDate, asOf, others: programme.others })
  const findings = [...log.findings, ...tooClose(log.doses, programme.live)]
  const card = cardDay(child)
  const doses = groups.flatMap((courses) => {
    const { course, filled, mixed } = follow(courses, log.doses, birthDate)
    const applies = appliesTo(course, birthDate, child.sex)
    findings.push(
      ...(applies === 'no' ? filled.used.map(({ id }) => ({ code: 'surplus', record: id }) as const) : filled.findings),
    )
    return dueDoses({ course, filled, birthDate, asOf, card, applies, mixed, unclear: log.unnamed || filled.unplaced })
  })
  return listed(doses, inOrder(findings))
}

/** The courses that stand for each other, in the order of the programme. */
function groupsOf({ courses }: ImmunisationProgramme): readonly (readonly [Course, ...Course[]])[] {
  const groups = new Map<string, readonly [Course, ...Course[]]>()
  for (const course of courses) {
    const others = groups.get(course.group)
    groups.set(course.group, others ? [...others, course] : [course])
  }
  return [...groups.values()]
}

/** The day on which the card was seen, if that still holds. */
function cardDay({ cardSeenOn = 'notCollected', cardDays = defaultCardDays, asOf }: Immunised): PlainDate | undefined {
  if (!isKnown(cardSeenOn) || cardSeenOn > asOf) return undefined
  return daysBetween(cardSeenOn, asOf) <= cardDays ? cardSeenOn : undefined
}

/** Whether a course is for the child. */
function appliesTo(course: Course, birthDate: PlainDate, sex: Immunised['sex'] = 'notCollected'): Answer {
  const born = answer(course.bornFrom === undefined || birthDate >= course.bornFrom)
  const named = sex === 'male' || sex === 'female'
  return both(born, course.sex === undefined ? 'yes' : named ? answer(sex === course.sex) : 'unknown')
}

/** The later of two injected live vaccines that were given on different days without the time between them. */
function tooClose(
  doses: readonly LoggedDose[],
  { vaccines, apartDays }: ImmunisationProgramme['live'],
): readonly DoseFinding[] {
  const live = doses.filter(({ vaccine, on }) => on !== undefined && vaccines.includes(vaccine))
  return live.flatMap(({ id, on = '1970-01-01', vaccine }, at): readonly DoseFinding[] => {
    const before = live.slice(0, at).some((other) => {
      const days = daysBetween(other.on ?? on, on)
      return other.vaccine !== vaccine && days > 0 && days < apartDays
    })
    return before ? [{ code: 'liveTooClose', record: id }] : []
  })
}

function overdueDays(doses: readonly DueDose[], asOf: PlainDate): number | 'unknown' {
  const late = doses.flatMap(({ status, before }) =>
    status === 'overdue' && before ? [daysBetween(before, asOf) + 1] : [],
  )
  if (late.length > 0) return Math.max(...late)
  return doses.some(
    ({ status, ifNotGiven }) => status === 'unknown' && (ifNotGiven === undefined || ifNotGiven === 'overdue'),
  )
    ? 'unknown'
    : 0
}

/** Findings without repetition, by record and code. */
const inOrder = (findings: readonly DoseFinding[]): readonly DoseFinding[] =>
  [...new Map(findings.map((one) => [`${one.record} ${one.code}`, one])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
