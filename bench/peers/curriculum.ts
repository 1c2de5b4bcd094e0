/**
 * Curriculum-based timetables of universities as published for the second International Timetabling Competition (track 3), read
 * from `.ectt` files, said in the terms of `MeetingProblem`, and scored from the file alone by the rules called UD2. The files
 * carry no licence for us to ship, so they are read where somebody has put them beside the project.
 * Source of the rules: Di Gaspero, McCollum, Schaerf, The second International Timetabling Competition: curriculum-based course
 * timetabling, 2007; UD2 as in Bonutti et al., Annals of Operations Research 194, 2012.
 */
import { readFileSync } from 'node:fs'
import type { MeetingProblem } from '../../src/solver/index.ts'

interface Course {
  readonly id: string
  readonly teacher: string
  readonly lectures: number
  readonly leastDays: number
  readonly students: number
}

/** What a file says, as it says it; what UD2 does not ask for is left out. */
export interface Curriculum {
  readonly days: number
  readonly periods: number
  readonly courses: readonly Course[]
  readonly rooms: readonly { readonly id: string; readonly seats: number }[]
  readonly curricula: readonly (readonly string[])[]
  readonly unavailable: readonly { readonly course: string; readonly day: number; readonly period: number }[]
}

/** One lecture of a course in its place. */
export interface Lecture {
  readonly course: string
  readonly day: number
  readonly period: number
  readonly room: string
}

export function readCurriculum(path: string): Curriculum {
  const head = new Map<string, number>()
  const sections = new Map<string, string[][]>()
  let rows: string[][] = []
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const words = line.trim().split(/\s+/)
    const [first = ''] = words
    if (first === '' || first === 'END.') continue
    if (first.endsWith(':') && words.length === 1) {
      rows = []
      sections.set(first.slice(0, -1), rows)
    } else if (first.endsWith(':')) head.set(first.slice(0, -1), Number(words[1]))
    else rows.push(words)
  }
  const of = (section: string): readonly string[][] => sections.get(section) ?? []
  return {
    days: head.get('Days') ?? 0,
    periods: head.get('Periods_per_day') ?? 0,
    courses: of('COURSES').map(([id = '', teacher = '', lectures, leastDays, students]) => ({
      id,
      teacher,
      lectures: Number(lectures),
      leastDays: Number(leastDays),
      students: Number(students),
    })),
    rooms: of('ROOMS').map(([id = '', seats]) => ({ id, seats: Number(seats) })),
    curricula: of('CURRICULA').map((words) => words.slice(2)),
    unavailable: of('UNAVAILABILITY_CONSTRAINTS').map(([course = '', day, period]) => ({
      course,
      day: Number(day),
      period: Number(period),
    })),
  }
}

/** What UD2 takes from a timetable, each part worked out from the words of the rules; nothing of the library is used. */
export function scoreCurriculum(file: Curriculum, lectures: readonly Lecture[]) {
  const course = new Map(file.courses.map((one) => [one.id, one]))
  const groups = new Map(file.courses.map(({ id }) => [id, file.curricula.filter((list) => list.includes(id))]))
  const key = ({ day, period }: { readonly day: number; readonly period: number }): string => `${day}.${period}`
  const of = (id: string): readonly Lecture[] => lectures.filter((lecture) => lecture.course === id)
  let [missing, conflicts, unavailable, roomClashes] = [0, 0, 0, 0]
  let [overfull, fewDays, isolated, changedRooms] = [0, 0, 0, 0]
  for (const one of file.courses) {
    const own = of(one.id)
    missing += Math.abs(one.lectures - own.length) + own.length - new Set(own.map(key)).size
    const days = new Set(own.map(({ day }) => day)).size
    fewDays += Math.max(0, one.leastDays - days)
    changedRooms += Math.max(0, new Set(own.map(({ room }) => room)).size - 1)
  }
  lectures.forEach((a, i) => {
    const { students = 0, teacher } = course.get(a.course) ?? {}
    const seats = file.rooms.find(({ id }) => id === a.room)?.seats ?? 0
    overfull += Math.max(0, students - seats)
    if (a.day < 0 || a.day >= file.days || a.period < 0 || a.period >= file.periods) unavailable++
    if (file.unavailable.some((one) => one.course === a.course && key(one) === key(a))) unavailable++
    for (const b of lectures.slice(i + 1)) {
      if (key(a) !== key(b)) continue
      if (a.room === b.room) roomClashes++
      if (a.course === b.course) continue
      const together = groups.get(a.course)?.some((list) => list.includes(b.course)) ?? false
      if (together || teacher === course.get(b.course)?.teacher) conflicts++
    }
  })
  for (const list of file.curricula) {
    const there = lectures.filter((lecture) => list.includes(lecture.course))
    const taken = new Set(there.map(key))
    isolated += there.filter(
      ({ day, period }) => !taken.has(key({ day, period: period - 1 })) && !taken.has(key({ day, period: period + 1 })),
    ).length
  }
  const hard = missing + conflicts + unavailable + roomClashes
  return { hard, cost: overfull + 5 * fewDays + 2 * isolated + changedRooms, overfull, fewDays, isolated, changedRooms }
}

const hour = 60

/**
 * A course is a series, a curriculum a group whose meetings want company, a teacher a group that does not care; a period is an
 * hour, a seat too few is what the room costs.
 */
export function meetingsOf(file: Curriculum): MeetingProblem {
  const { days, periods, courses, rooms, curricula } = file
  const teachers = [...new Set(courses.map(({ teacher }) => teacher))]
  const firstRoom = curricula.length + teachers.length
  const resources = firstRoom + rooms.length
  const groups = courses.map(({ id, teacher }) => [
    ...curricula.flatMap((list, g) => (list.includes(id) ? [g] : [])),
    curricula.length + teachers.indexOf(teacher),
  ])
  const times = courses.map(({ id }) =>
    Array.from({ length: days * periods }, (_, i) => ({ day: Math.floor(i / periods), period: i % periods }))
      .filter((at) => !file.unavailable.some((no) => no.course === id && no.day === at.day && no.period === at.period))
      .map(({ day, period }) => day * 1440 + period * hour),
  )
  const ends = (lists: readonly (readonly unknown[])[]): Int32Array =>
    Int32Array.from([0, ...lists.map((_, i) => lists.slice(0, i + 1).reduce((sum, list) => sum + list.length, 0))])
  const perCourse = (of: (course: Course, c: number) => number): Int32Array => Int32Array.from(courses, of)
  const perLecture = (of: (c: number) => number): Int32Array =>
    Int32Array.from(courses.flatMap(({ lectures }, c) => Array.from({ length: lectures }, () => of(c))))
  const none = (length: number): Int32Array => new Int32Array(length)
  const choices = courses.flatMap(({ students }) =>
    rooms.map(({ seats }, r) => ({ room: firstRoom + r, cost: Math.max(0, students - seats) })),
  )
  return {
    days,
    resources,
    open: new Uint8Array(resources * days).fill(7),
    most: none(resources),
    alone: Uint8Array.from({ length: resources }, (_, resource) => (resource < curricula.length ? 1 : 0)),
    places: 1,
    travel: none(1),
    minutes: perCourse(() => hour),
    place: none(courses.length),
    rhythm: none(courses.length),
    bucket: none(days).fill(-1),
    apart: none(courses.length),
    even: none(courses.length),
    aligned: new Uint8Array(courses.length),
    leastDays: perCourse(({ leastDays }) => leastDays),
    groupStart: ends(groups),
    group: Int32Array.from(groups.flat()),
    series: perLecture((c) => c),
    times: perLecture((c) => c),
    choices: perLecture((c) => c),
    was: perLecture(() => -1),
    wasRoom: perLecture(() => -1),
    wasTeam: perLecture(() => -1),
    timeStart: ends(times),
    time: Int32Array.from(times.flat()),
    timeCost: none(times.flat().length),
    choiceStart: Int32Array.from({ length: courses.length + 1 }, (_, c) => c * rooms.length),
    room: Int32Array.from(choices, ({ room }) => room),
    team: none(choices.length).fill(-1),
    wayOut: none(choices.length),
    wayBack: none(choices.length),
    choiceCost: Int32Array.from(choices, ({ cost }) => cost),
    weights: { sameDay: 0, even: 0, changed: 0, alone: 2, leastDays: 5, rooms: 1 },
  }
}

/** The plan in the terms of the file, where every lecture has a place. */
export function lecturesOf(
  file: Curriculum,
  problem: MeetingProblem,
  plan: { readonly at: Int32Array; readonly room: Int32Array },
): readonly Lecture[] {
  const firstRoom = problem.resources - file.rooms.length
  return [...plan.at].flatMap((at, m) => {
    const course = file.courses[problem.series[m] ?? -1]
    const room = file.rooms[(plan.room[m] ?? -1) - firstRoom]
    if (at < 0 || !course || !room) return []
    return [{ course: course.id, day: Math.floor(at / 1440), period: (at % 1440) / hour, room: room.id }]
  })
}
