import { addDays, ageOn, type ChildFile, isKnown, type PlainDate } from 'childfile'
import { consentFor } from 'childfile/privacy'
import {
  type CounsellingCourse,
  type CounsellingEventInput,
  counsellingProgramme,
  type CounsellingProgramme,
} from 'childfile/programmes'
import type { Words } from 'childfile/report'
import { valueOf } from '../../walk/progress.ts'
import { consentedByPhone } from '../consent-by-phone.ts'
import type { Flags } from '../flags.ts'
import type { Circles } from '../helpers/circles.ts'
import { inWords } from '../words.ts'
import { between, directorOf, happens, inOrder, later, type World } from '../world.ts'

const room: Words = { zh: '心理辅导', en: 'counselling' }

/** Counselling through the term. */
export interface Talks {
  readonly evening: (on: PlainDate) => void
  readonly programme: (on: PlainDate) => CounsellingProgramme
}

/** Counsellors of the county; the proof of the third holds only from the middle of the term on. */
const counsellors = ['p-1', 'p-2', 'p-3'] as const

type Draft = CounsellingEventInput extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never

/** One course as people live it. */
interface Course {
  readonly id: string
  readonly counsellor: string
  readonly file: ChildFile
}

export function talksOf(world: World, flags: Flags, circles: Circles): Talks {
  const { calendar, from } = world.ground
  const c = world.chance('counselling')
  const common: CounsellingEventInput[] = []
  const histories = new Map<string, { readonly child: string; readonly events: CounsellingEventInput[] }>()
  const courses = new Map<string, CounsellingCourse>()
  const told = new Set<string>()
  const changed = new Set<string>()
  const head = { id: 'head', role: 'supervisor' } as const
  let number = 0
  const nextId = (): string => `k-${String((number += 1)).padStart(5, '0')}`

  for (const [n, counsellor] of counsellors.entries()) {
    const since = n === 2 ? addDays(from, 48) : '2022-01-01'
    const proof = {
      title: '心理咨询师',
      authority: '省心理学会',
      reference: `证-${n + 1}`,
      from: since,
      to: 'none',
    } as const
    const both: readonly CounsellingEventInput[] = [
      { id: nextId(), kind: 'qualified', on: from, by: head, counsellor, ...proof },
      { id: nextId(), kind: 'supervised', on: from, by: head, counsellor, supervisor: 'head', from, to: 'none' },
    ]
    common.push(...both)
    for (const event of both) world.diary.note('counselling', counsellor, event)
  }

  function write({ id, file }: Course, draft: Draft): void {
    const event: CounsellingEventInput = { ...draft, id: nextId() }
    const history = histories.get(id) ?? { child: file.id, events: [] }
    histories.set(id, history)
    history.events.push(event)
    changed.add(id)
    world.diary.note('counselling', file.id, event)
  }

  /** A course for a child with a grave flag, or about whom somebody worries: asked, agreed, planned, and then every second week. */
  function open(file: ChildFile, on: PlainDate): void {
    const course = { id: `course-${file.id}`, counsellor: counsellors[c.below(3)] ?? 'p-1', file }
    const { id, counsellor } = course
    const by = { id: directorOf(file), role: 'worker' } as const
    write(course, { kind: 'opened', of: 'counselling', on, by, course: id, child: file.id, counsellor })
    const says = happens(c, 92) ? 'willing' : 'unwilling'
    world.at(later(calendar, on, between(c, 1, 5)), (day) =>
      write(course, { kind: 'childAnswered', on: day, by, course: id, says }),
    )
    const isReached = happens(c, 80)
    world.at(later(calendar, on, between(c, 6, 9)), (day) => {
      if (courses.get(id)?.state !== 'opened') return
      consent(course, day, isReached)
      book(course, later(calendar, day, between(c, 3, 8)), { mood: between(c, 1, 3), nth: 1, tries: 1 })
    })
  }

  /** Where the file has no consent a parent is asked; some are not reached, and then nothing begins. */
  function consent(course: Course, on: PlainDate, isReached: boolean): void {
    const { id, file } = course
    const found = (): string | undefined => {
      const now = world.files.get(file.id)
      const because = now && consentFor(now, { purpose: 'counselling', asOf: on }).because
      return because?.find(({ answer }) => answer === 'yes')?.consent
    }
    if (found() === undefined && isReached)
      world.write(file.id, (now) => consentedByPhone(now, 'counselling', on, 'notCollected'))
    const given = found()
    if (given === undefined) {
      world.refuse(room, 'noConsent', { zh: '没有有效的监护人同意', en: 'no consent of a guardian that holds' })
      return
    }
    const consents = world.files.get(file.id)?.consents
    const [, paper] = Object.entries(typeof consents === 'object' ? consents : {}).find(([key]) => key === given) ?? []
    const capacity = paper?.capacity === 'mother' || paper?.capacity === 'father' ? paper.capacity : 'guardian'
    const by = { id: directorOf(file), role: 'worker' } as const
    write(course, { kind: 'guardianConsented', on, by, course: id, capacity, until: addDays(on, 365) })
  }

  interface Sitting {
    readonly mood: number
    readonly nth: number
    readonly tries: number
  }

  const live: ReadonlySet<string | undefined> = new Set(['agreed', 'running', 'reviewDue'])

  /** A session is booked on the evening before, for a course that is agreed to and not over. */
  function book(course: Course, on: PlainDate, sitting: Sitting): void {
    const { id, file } = course
    world.at(addDays(on, -1), (day) => {
      if (!live.has(courses.get(id)?.state)) {
        // Not agreed yet: two weeks later somebody asks again, twice at most.
        if (courses.get(id)?.state === 'opened' && sitting.tries < 3) {
          consent(course, day, happens(c, 50))
          book(course, later(calendar, on, 14), { ...sitting, tries: sitting.tries + 1 })
        }
        return
      }
      const by = { id: directorOf(file), role: 'worker' } as const
      const session = `${id}-${sitting.nth}`.slice(-60)
      write(course, { kind: 'booked', on: day, by, course: id, session, for: on })
      world.at(on, (today) => sit(course, today, sitting))
    })
  }

  function sit(course: Course, on: PlainDate, sitting: Sitting): void {
    const { id, counsellor, file } = course
    const found = courses.get(id)
    // What was booked and refused is not held: the next day is looked for.
    if (found === undefined || !found.booked.some(({ for: day }) => day === on)) {
      book(course, later(calendar, on, 14), { ...sitting, tries: sitting.tries + 1 })
      return
    }
    const by = { id: counsellor, role: 'counsellor' } as const
    const { mood, nth } = sitting
    if (nth === 1)
      write(course, { kind: 'planned', on, by, course: id, goal: '睡得好一点', instrument: 'GAD-7', tier: 2 })
    const felt = Math.max(1, Math.min(5, mood + (happens(c, 50) ? 1 : 0) - (happens(c, 18) ? 1 : 0)))
    const said = happens(c, 94) ? ({ scale: 'faces', value: felt } as const) : ('didNotSay' as const)
    write(course, {
      kind: 'held',
      on,
      by,
      course: id,
      mood: said,
      pressure: { scale: 'zeroToTen', value: 11 - 2 * felt },
    })
    if (nth === 1 || nth % 4 === 0) {
      const age = isKnown(file.birthDate) ? ageOn(file.birthDate, on) : 12
      const worry = (n: number): number => Math.max(0, Math.min(3, 4 - felt + c.below(2) - (n % 2)))
      const answers = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [String(n + 1), worry(n)]))
      write(course, { kind: 'measured', on, by, course: id, instrument: 'GAD-7', answers, age })
    }
    const isOver = nth >= 6 && happens(c, 45)
    if (isOver)
      world.at(later(calendar, on, 1), (day) =>
        write(course, { kind: 'closed', on: day, by, course: id, reason: 'goalReached' }),
      )
    else book(course, later(calendar, on, 14), { mood: felt, nth: nth + 1, tries: 1 })
  }

  /** A supervisor looks at courses that brought no gain. */
  function review(course: CounsellingCourse, on: PlainDate): void {
    const history = histories.get(course.id)
    const file = history && world.files.get(history.child)
    if (file === undefined) return
    world.at(later(calendar, on, between(c, 2, 6)), (day) => {
      const of = { id: course.id, counsellor: course.counsellor, file }
      if (courses.get(course.id)?.state === 'reviewDue')
        write(of, { kind: 'reviewed', on: day, by: head, course: course.id, outcome: 'goOn' })
    })
  }

  for (const file of inOrder([...world.files.values()], ({ id }) => id)) {
    const isOld = isKnown(file.birthDate) && ageOn(file.birthDate, from) >= 11 && ageOn(file.birthDate, from) < 18
    if (isOld && (flags.tierOf(file.id) >= 3 ? happens(c, 60) : happens(c, 4)))
      world.at(later(calendar, from, between(c, 3, 40)), (on) => open(file, on))
  }

  const agreementsOf = (child: string) => [...circles.matches.values()].filter((match) => match.child === child)

  return {
    evening(on) {
      for (const id of inOrder([...changed], String)) {
        const { child, events } = histories.get(id) ?? { child: '', events: [] }
        const programme = valueOf(
          counsellingProgramme([...common, ...events], { asOf: on, agreements: agreementsOf(child) }),
          'fold a course of counselling',
        )
        for (const course of Object.values(programme.courses)) {
          if (course.of !== 'counselling') continue
          if (course.state === 'reviewDue' && courses.get(id)?.state !== 'reviewDue') review(course, on)
          courses.set(id, course)
        }
        for (const { event, code, missing } of programme.refused) {
          if (told.has(event)) continue
          told.add(event)
          const lacks = inWords(missing.length > 0 ? missing : [code])
          world.refuse(room, code, { zh: `缺少：${lacks.zh}`, en: `without ${lacks.en}` })
        }
      }
      changed.clear()
    },
    programme: (asOf) =>
      valueOf(
        counsellingProgramme([...common, ...[...histories.values()].flatMap(({ events }) => events)], {
          asOf,
          agreements: [...circles.matches.values()],
        }),
        'fold all counselling',
      ),
  }
}
