// Plans a term in two schools: safety lectures, monthly drills, a club. Who has no free day, no room or no team learns why; what the law
// says about school days is kept, and a session on bullying is followed by two school days. The plan goes out as calendar files.
import { Instant, SchoolId, Session } from 'childfile'
import { compileCalendar, nationalHolidays, schoolTerms } from 'childfile/calendar'
import { planTimetable, scoreTimetable, type TimetableProblem } from 'childfile/schedule'
import { toICalendar } from 'childfile/schedule/ical'

const calendar = compileCalendar({
  national: nationalHolidays,
  terms: schoolTerms,
  from: '2026-09-01',
  to: '2027-03-01',
})._unsafeUnwrap()

const session = (id: string, more: object): Session =>
  Session.parse({
    id,
    kind: 'safety',
    safetyTopic: 'none',
    activity: 'none',
    form: 'lecture',
    school: '龙街镇中心小学',
    grades: { from: 1, to: 6 },
    minutes: 40,
    capacity: 200,
    expert: 'none',
    expertDays: 'none',
    from: '2026-10-08',
    to: '2027-01-15',
    repeats: 1,
    state: 'proposed',
    ...more,
  })

const problem: TimetableProblem = {
  sessions: [
    session('fire', { safetyTopic: 'fire', form: 'drill', minutes: 30, expert: 'fireBrigade', repeats: 4 }),
    session('bullying', { safetyTopic: 'bullying', grades: { from: 4, to: 6 }, expert: 'police' }),
    session('water', { safetyTopic: 'drowning', school: '河边小学', from: '2027-01-09', to: '2027-01-10' }),
    session('chess', { kind: 'activity', activity: 'chess', form: 'group', capacity: 30, repeats: 12 }),
  ],
  schools: [
    {
      id: SchoolId.parse('school-1'),
      name: '龙街镇中心小学',
      place: 'longjie',
      groups: [1, 2, 3, 4, 5, 6].map((grade) => ({ grade, children: 45 })),
      periods: [
        { from: 840, to: 960, for: 'safety' },
        { from: 960, to: 1050, for: 'activity' },
      ],
    },
    {
      id: SchoolId.parse('school-2'),
      name: '河边小学',
      place: 'hebian',
      groups: [1, 2, 3, 4, 5, 6].map((grade) => ({ grade, children: 20 })),
      periods: [{ from: 840, to: 1020 }],
    },
  ],
  teams: [
    { id: 'brigade', kind: 'fireBrigade', availability: ['tue-afternoon', 'wed-afternoon'] },
    { id: 'station', kind: 'police', availability: ['thu-afternoon', 'fri-afternoon'] },
  ],
  // Minutes on the way; `travelTable` estimates them from coordinates.
  travel: {
    places: ['longjie', 'hebian'],
    minutes: [
      [0, 35],
      [35, 0],
    ],
  },
  calendar,
}

const plan = planTimetable(problem)._unsafeUnwrap()
const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
for (const { session, number, on, start, team, children } of plan.placements.slice(0, 6))
  console.log(session, number, on, clock(start), team, children)
console.log('placed', plan.placements.length, 'of', plan.placements.length + plan.unplaced.length)
for (const { session, reasons } of plan.unplaced)
  console.log(session, 'found no place:', reasons.map(({ constraint, slots }) => `${constraint} ${slots}`).join(', '))
console.log('proof', plan.proof)

// Judged again by code that the planning does not use.
const { score } = scoreTimetable(problem, plan)._unsafeUnwrap()
console.log('hard', score.hard, 'medium', score.medium)

const { sessions, schools } = problem
const files = await toICalendar(
  { timetable: { sessions, schools, placements: plan.placements } },
  { language: 'en', stamp: Instant.parse('2026-09-15T08:00:00+08:00') },
)
for (const { id, text } of files._unsafeUnwrap().schools)
  console.log(id, text.split('\r\n').filter((line) => line === 'BEGIN:VEVENT').length, 'events')

// Prints:
//   bullying 1 2026-10-08 14:00 station 135
//   chess 1 2026-10-09 16:00 none 30
//   fire 1 2026-10-13 14:00 brigade 180
//   fire 1 2026-10-13 14:30 brigade 90
//   chess 2 2026-10-16 16:00 none 30
//   chess 3 2026-10-23 16:00 none 30
//   placed 21 of 22
//   water found no place: schoolday 30
//   proof exhausted
//   hard 0 medium -1
//   school-1 21 events
//   school-2 0 events
