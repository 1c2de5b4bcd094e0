import {
  ageOn,
  type ChildFile,
  epochDay,
  isKnown,
  plainDate,
  addDays,
  type PlainDate,
  type Session,
  SessionId,
  WorkerId,
} from 'childfile'
import {
  type Drill,
  type DrillStanding,
  drillStanding,
  lessonFaults,
  modulesAt,
  type ModuleSession,
  safetyModules,
  type SafetyForm,
  type SafetyReach,
  safetyReach,
  sensitivePlanFindings,
  vettingOn,
} from 'childfile/programmes'
import type { Words } from 'childfile/report'
import type { Timetable } from 'childfile/schedule'
import { valueOf } from '../../walk/progress.ts'
import { inWords } from '../words.ts'
import { between, happens, inOrder, later, type World } from '../world.ts'
import type { Disclosures } from './disclosures.ts'

const room: Words = { zh: '安全教育', en: 'safety and rights' }

/** Safety education through the term. */
export interface Lessons {
  readonly day: (on: PlainDate) => void
  /** Of each module and school, whom it reached. */
  readonly reaches: (asOf: PlainDate) => readonly { readonly module: string; readonly reach: SafetyReach }[]
  readonly drills: (asOf: PlainDate) => readonly DrillStanding[]
}

type Placement = Timetable['placements'][number]

const formOf = ({ form }: Session): SafetyForm =>
  form === 'drama' || form === 'drill' || form === 'video' ? form : 'lecture'

const emptying: Readonly<Record<string, Drill['kind']>> = {
  evacuation: 'evacuation',
  fire: 'fire',
  earthquake: 'earthquake',
}

/** The day of the record check of a team: one kind of team has to renew in the middle of the term. */
const checkedOn = (team: string): PlainDate => (team.startsWith('dramaTroupe') ? '2025-11-20' : '2026-03-02')

/** Topics of rights and of help-seeking: every school is asked about them. */
export const rights: ReadonlySet<string> = new Set(['sexualAbuse', 'rights'])

const gradeOf = ({ schooling }: ChildFile): number | 'kindergarten' | 'notCollected' =>
  typeof schooling.grade === 'number'
    ? schooling.grade
    : schooling.status === 'kindergarten'
      ? 'kindergarten'
      : 'notCollected'

const moduleFor = ({ birthDate }: ChildFile, topic: string, on: PlainDate): string | undefined =>
  isKnown(birthDate)
    ? modulesAt(birthDate, on).find(
        ({ module, fit }) => fit === 'fits' && safetyModules.some((one) => one.id === module && one.topic === topic),
      )?.module
    : undefined

export function lessonsOf(world: World, disclosures: Disclosures): Lessons {
  const { ground } = world
  const { calendar, from } = ground
  const c = world.chance('safety')
  const sessions = new Map<string, Session>(ground.sessions.map((one) => [one.id, one]))
  const placements = Map.groupBy(
    inOrder(ground.placements, ({ session, part, number }) => `${session} ${part} ${String(number).padStart(3, '0')}`),
    ({ on }) => on,
  )
  const pupils = Map.groupBy(
    inOrder([...world.files.values()], ({ id }) => id),
    ({ schooling }) => (isKnown(schooling.school) ? schooling.school : ''),
  )
  const renewed = new Map<string, PlainDate>()
  const held = new Map<string, ModuleSession[]>()
  const taught = new Set<string>()
  const drills = new Map<string, Record<string, Drill>>()

  /** Whether whoever is invited may be with children that day; a check that lapsed is renewed for the next time. */
  function isVetted({ team }: Placement, on: PlainDate): boolean {
    if (team === 'none') return true
    const check = { outcome: 'clear', on: renewed.get(team) ?? checkedOn(team), authority: 'none', reference: 'none' }
    const { answer, because } = vettingOn({ ...check, outcome: 'clear' }, on)
    if (answer === 'yes') return true
    world.refuse(room, because, {
      zh: '受邀人员的查询已过期',
      en: `an invited expert's record check: ${inWords([because]).en}`,
    })
    world.at(later(calendar, on, 4), (day) => {
      renewed.set(team, day)
    })
    return false
  }

  function schooldaysAfter(on: PlainDate, days: number): PlainDate {
    let day = on
    for (let n = 0; n < days; n += 1) day = plainDate(calendar.next('schoolday', epochDay(addDays(day, 1))))
    return day
  }

  function meeting(placement: Placement, on: PlainDate): void {
    const session = sessions.get(placement.session)
    const topic = session?.safetyTopic
    if (session?.kind !== 'safety' || typeof topic !== 'string' || topic === 'none' || !isKnown(topic)) return
    const putOff = (): void => world.at(schooldaysAfter(on, between(c, 4, 7)), (day) => meeting(placement, day))
    if (!isVetted(placement, on)) {
      putOff()
      return
    }
    const namedPerson = WorkerId.parse('class-teacher')
    const present = happens(c, 94) ? 'yes' : 'no'
    const plan = { session: session.id, on, topic, namedPerson, present, away: [] } as const
    const found = valueOf(sensitivePlanFindings([plan], calendar), 'look at a sensitive session')
    // Days whose notice is not out may change: no reason to put a lesson off.
    const finding = found.find(({ code }) => code !== 'calendarProvisional')
    if (finding !== undefined) {
      world.refuse(room, finding.code, {
        zh: `敏感课题：${inWords([finding.code]).zh}`,
        en: `sensitive topic: ${inWords([finding.code]).en}`,
      })
      putOff()
      return
    }
    if (happens(c, 2)) {
      world.refuse(room, 'declined', { zh: '受邀人员不能到场', en: 'the expert could not come' })
      putOff()
      return
    }
    hold(placement, session, topic, on)
  }

  function hold(placement: Placement, session: Session, topic: string, on: PlainDate): void {
    const school = isKnown(session.school) ? session.school : ''
    const grades = new Set(placement.groups.map(({ grade }) => grade))
    const there = (pupils.get(school) ?? []).filter((file) => {
      const grade = gradeOf(file)
      return grade !== 'notCollected' && grades.has(grade)
    })
    const kind = emptying[topic]
    if (kind !== undefined && session.form === 'drill') {
      const id = `d-${placement.session}-${placement.part}-${on}`
      const drill = { on, kind, seconds: between(c, 85, 205) }
      drills.set(school, { ...drills.get(school), [id]: drill })
      world.diary.note('drills', 'county', { school, id, drill })
    }
    // One lesson for each age that is there: a module is for an age, and the form has to fit it.
    for (const [module, ofModule] of Map.groupBy(there, (file) => moduleFor(file, topic, on)))
      if (module !== undefined) teach(placement, { session, school, module, on }, ofModule)
  }

  interface Lesson {
    readonly session: Session
    readonly school: string
    readonly module: string
    readonly on: PlainDate
  }

  function teach(placement: Placement, { session, school, module, on }: Lesson, there: readonly ChildFile[]): void {
    const ages = there.flatMap(({ birthDate }) => (isKnown(birthDate) ? [ageOn(birthDate, on)] : []))
    const lesson = { module, minutes: 20, ages: { from: Math.min(...ages), to: Math.max(...ages) }, on }
    const [fault] = lessonFaults({ ...lesson, form: formOf(session) })
    if (fault !== undefined) {
      const forms = safetyModules.find(({ id }) => id === module)?.forms ?? []
      if (forms.every((form) => lessonFaults({ ...lesson, form }).length > 0)) {
        world.refuse(room, fault, {
          zh: `课型不合年龄：${inWords([fault]).zh}`,
          en: `no form suits the age: ${inWords([fault]).en}`,
        })
        return
      }
      world.refuse(room, fault, {
        zh: `课型不合年龄，改用其他形式：${inWords([fault]).zh}`,
        en: `form does not suit the age, another was taken: ${inWords([fault]).en}`,
      })
    }
    const id = SessionId.parse(`${placement.session}-${placement.part}-${placement.number}-${module}`)
    const attendance = there.map(({ id: child }, n) => {
      const lot = c.below(100)
      const state = lot < 92 ? 'present' : lot < 94 ? 'late' : lot < 98 ? 'excused' : 'unexcused'
      world.diary.note('lessons', child, { session: id, module, school, on, state })
      return [`a${n}`, { child, state }] as const
    })
    const grades = [...new Set(placement.groups.map(({ grade }) => grade))]
    const key = `${school}\n${module}`
    const made = { session: id, on, state: 'held', grades, attendance: Object.fromEntries(attendance) } as const
    held.set(key, [...(held.get(key) ?? []), made])
    taught.add(module)
    if (safetyModules.some((one) => one.id === module && one.sensitive))
      disclosures.held(
        id,
        there.map((file) => file.id),
        on,
      )
  }

  return {
    day(on) {
      for (const placement of placements.get(on) ?? []) meeting(placement, on)
    },
    reaches: (asOf) =>
      [...pupils].flatMap(([school, those]) => {
        const own = those.map((file) => ({
          id: file.id,
          birthDate: file.birthDate,
          grade: gradeOf(file),
          since: 'notCollected' as const,
        }))
        // A module that no school of the county held is not asked for; one that another school held is missed here.
        const modules =
          school === '' ? [] : safetyModules.filter(({ id, topic }) => taught.has(id) || rights.has(topic))
        return modules.map(({ id: module }) => {
          const made = held.get(`${school}\n${module}`) ?? []
          const reach = valueOf(safetyReach({ module, pupils: own, sessions: made }, asOf), 'count who was reached')
          return { module, reach }
        })
      }),
    drills: (asOf) =>
      ground.schools.map(({ id, name }) => {
        const stage = name.includes('幼儿园') ? 'kindergarten' : name.includes('中学') ? 'secondary' : 'primary'
        const school = { id, stage, drills: drills.get(name) ?? {} } as const
        return valueOf(drillStanding(school, { from, asOf, calendar }), 'count the drills')
      }),
  }
}
