import {
  type ChildFile,
  epochDay,
  Instant,
  isKnown,
  SchoolId,
  type Session,
  type VisitId,
  WorkerId,
  weekSlots,
} from 'childfile'
import {
  type ExpertTeam,
  type GradeGroup,
  householdKey,
  planTimetable,
  type School,
  scoreTimetable,
  type Timetable,
  type TimetableProblem,
  travelTable,
  type VisitList,
  type VisitedChild,
  visitList,
} from 'childfile/schedule'
import { toICalendar } from 'childfile/schedule/ical'
import type { Risk } from './assess.ts'
import type { Output } from './output.ts'
import { term } from './pair.ts'
import { type Line, valueOf, valueOfAsync } from './progress.ts'
import type { County } from './read.ts'
import { inWords, titleOf } from './words.ts'

export interface Plan {
  readonly schools: readonly School[]
  readonly timetable: Timetable
  readonly visits: VisitList
  readonly sessionsAsked: number
  readonly summary: readonly Line[]
}

/** Lessons in which safety sessions may lie, and the hours after class for groups. Our own assumption, to be replaced by the schools'. */
const periods: School['periods'] = [
  { from: 8 * 60 + 30, to: 11 * 60 + 30, for: 'safety' },
  { from: 14 * 60, to: 16 * 60 },
  { from: 16 * 60 + 10, to: 18 * 60 + 10, for: 'activity' },
]

/** Two teams of each kind of expert, free on workdays; also an assumption. */
const teams: readonly ExpertTeam[] = (['police', 'fireBrigade', 'hospital', 'dramaTroupe'] as const).flatMap((kind) =>
  [1, 2].map(
    (n): ExpertTeam => ({
      id: `${kind}-${n}`,
      kind,
      availability: weekSlots.filter((slot) => !/^s|evening/.test(slot)),
    }),
  ),
)

const gradesOf = (name: string): readonly GradeGroup['grade'][] =>
  name.includes('幼儿园') ? ['kindergarten'] : name.includes('中学') ? [7, 8, 9] : [1, 2, 3, 4, 5, 6]

const gradeOf = ({ schooling }: ChildFile): GradeGroup['grade'] | undefined =>
  typeof schooling.grade === 'number'
    ? schooling.grade
    : typeof schooling.school === 'string' && schooling.school.includes('幼儿园')
      ? 'kindergarten'
      : undefined

/** Sessions are for whole grades, and the paperwork does not say how large they are: so many at least. An assumption. */
const classmates = 40

/** The schools of the sessions. A grade holds those of its pupils who have a file, and their classmates. */
function schoolsOf(county: County, risk: Risk): readonly School[] {
  const pupils = new Map<string, number>()
  for (const { file } of risk.children) {
    const key = `${file.schooling.school} ${gradeOf(file) ?? ''}`
    pupils.set(key, (pupils.get(key) ?? 0) + 1)
  }
  const names = [...new Set(county.sessions.flatMap(({ school }) => (isKnown(school) ? [school] : [])))].sort((a, b) =>
    a < b ? -1 : 1,
  )
  return names.map((name, i) => ({
    id: SchoolId.parse(`school-${String(i + 1).padStart(3, '0')}`),
    name,
    place: placeOf(name, county),
    groups: gradesOf(name).map((grade) => ({
      grade,
      children: Math.max(classmates, pupils.get(`${name} ${grade}`) ?? 0),
    })),
    periods,
  }))
}

/** Schools lie in their township's first village, for want of a better place. */
const placeOf = (school: string, { villages }: County): string =>
  villages.find(({ township }) => school.startsWith(township))?.code ?? villages[0]?.code ?? 'nowhere'

export async function planTerm(county: County, risk: Risk, output: Output, language: 'zh' | 'en'): Promise<Plan> {
  const schools = schoolsOf(county, risk)
  const places = [...new Set(schools.map(({ place }) => place))].flatMap((id) => {
    const village = county.villages.find(({ code }) => code === id)
    return village && isKnown(village.longitude) && isKnown(village.latitude)
      ? [{ id, longitude: village.longitude, latitude: village.latitude }]
      : []
  })
  const problem: TimetableProblem = {
    sessions: county.sessions,
    schools,
    teams,
    travel: travelTable(places, { detourPercent: 150, kilometresPerHour: 35, fixedMinutes: 5 }),
    calendar: risk.calendar,
  }
  const timetable = valueOf(planTimetable(problem), 'plan the timetable')
  valueOf(scoreTimetable(problem, timetable), 'check the timetable')
  const visits = valueOf(
    visitList({
      children: risk.children.map(({ file, assessment }) => visitedChild(file, assessment.tier, risk.asOf)),
      calendar: risk.calendar,
      asOf: risk.asOf,
      from: term.from,
      to: term.to,
    }),
    'plan the visits',
  )
  const calendars = await valueOfAsync(
    toICalendar(
      { timetable: { sessions: county.sessions, schools, placements: timetable.placements } },
      { language, stamp: Instant.parse(`${risk.asOf}T08:00:00+08:00`) },
    ),
    'write the calendars',
  )
  for (const { id, text } of calendars.schools) await output.write(`calendars/${id}.ics`, text)
  const where = await writePlan({ county, schools, timetable, visits, output })
  const asked = timetable.placements.length + timetable.unplaced.length
  return {
    schools,
    timetable,
    visits,
    sessionsAsked: asked,
    summary: [
      ['sessions with a day and an hour', `${timetable.placements.length} of ${asked}`, where],
      ['calendars of schools', calendars.schools.length, output.pathOf('calendars')],
      [
        'duties planned (visits, talks, reviews)',
        visits.weeks.reduce((sum, { duties }) => sum + duties.length, 0),
        where,
      ],
      ['duties for which there are no hands', visits.open.length, where],
    ],
  }
}

function visitedChild(file: ChildFile, tier: VisitedChild['tier'], asOf: VisitedChild['startedOn']): VisitedChild {
  const days = (Object.keys(file.visits) as VisitId[]).flatMap((id) => {
    const on = file.visits[id]?.on
    return on !== undefined && isKnown(on) && on <= asOf ? [on] : []
  })
  const last = days.sort((a, b) => epochDay(b) - epochDay(a))[0]
  const village = isKnown(file.residenceDivision) ? file.residenceDivision : 'notCollected'
  return {
    id: file.id,
    tier,
    household: householdKey(file),
    village,
    worker: village === 'notCollected' ? 'none' : WorkerId.parse(`director-${village}`),
    startedOn: last ?? asOf,
    last: last === undefined ? {} : { homeVisit: last },
  }
}

interface Written {
  readonly county: County
  readonly schools: readonly School[]
  readonly timetable: Timetable
  readonly visits: VisitList
  readonly output: Output
}

const titleIn = (session: Session | undefined): string => (session ? titleOf(session) : '')

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

async function writePlan({ county, timetable, visits, output }: Written): Promise<string> {
  const session = new Map(county.sessions.map((one) => [one.id, one]))
  return output.sheets('term-plan.xlsx', {
    课程安排: [
      ['日期', '时间', '学校', '内容', '场次编号', '第几次', '专家组', '学生数'],
      ...timetable.placements.map((one) => [
        one.on,
        clock(one.start),
        session.get(one.session)?.school ?? '',
        titleIn(session.get(one.session)),
        one.session,
        one.number,
        one.team === 'none' ? '' : one.team,
        one.children,
      ]),
    ],
    未能排定: [
      ['内容', '场次编号', '第几次', '原因'],
      ...timetable.unplaced.map((one) => [
        titleIn(session.get(one.session)),
        one.session,
        one.number,
        one.reasons.map(({ constraint, slots }) => `${inWords(constraint)}（${slots}）`).join('；'),
      ]),
    ],
    每周任务: [
      ['周一', '儿童主任', '日期', '任务', '儿童编号', '分钟', '晚于期限'],
      ...visits.weeks.flatMap(({ worker, monday, duties }) =>
        duties.map((duty) => [
          monday,
          worker,
          duty.on,
          inWords(duty.kind),
          duty.children.map(({ id }) => id).join(' '),
          duty.minutes,
          duty.late ? '是' : '',
        ]),
      ),
    ],
    人手不足: [
      ['儿童主任', '任务', '儿童编号', '到期', '原因'],
      ...visits.open.map((duty) => [
        duty.worker,
        inWords(duty.kind),
        duty.children.map(({ id }) => id).join(' '),
        duty.due,
        inWords(duty.why),
      ]),
    ],
  })
}
