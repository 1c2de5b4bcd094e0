import { addDays, type ChildFile, type ChildId, epochDay, isKnown, type PlainDate } from 'childfile'
import { consentFor } from 'childfile/privacy'
import {
  type Asking,
  type ClassList,
  type ClassView,
  classView,
  type Membership,
  memberships,
  type SeatEvent,
  wishesOf,
} from 'childfile/programmes'
import { valueOf } from '../../walk/progress.ts'
import { consentedByPhone } from '../consent-by-phone.ts'
import { between, byText, happens, inOrder, weekday, type World } from '../world.ts'
import { type Group, openGroups, room } from './groups.ts'

/** Who is asked to join what, and who joins. Children with a file alone: the paperwork names no others. */
export interface Invitations {
  /** Once a week each class teacher looks at the class and asks some. */
  readonly day: (on: PlainDate) => void
  /** The views of all class teachers. */
  readonly views: (asOf: PlainDate) => readonly ClassView[]
  readonly memberships: () => readonly Membership[]
}

interface SchoolClass {
  readonly school: string
  readonly grade: number
  readonly pupils: readonly ChildFile[]
  readonly askings: Record<string, Asking>
  readonly lifted: ClassList['lifted'][number][]
}

/** The classes by their place in the week: a fifth of them is asked on each day of it. */
function classesOf(world: World): readonly SchoolClass[] {
  const classes = Map.groupBy(
    inOrder([...world.files.values()], ({ id }) => id).filter(
      ({ schooling }) => isKnown(schooling.school) && typeof schooling.grade === 'number',
    ),
    ({ schooling }) => `${schooling.school} ${String(schooling.grade)}`,
  )
  return inOrder([...classes], ([key]) => key).map(([key, pupils]) => {
    const [school = '', grade = ''] = key.split(' ')
    return { school, grade: Number(grade), pupils, askings: {}, lifted: [] }
  })
}

export function invitationsOf(world: World): Invitations {
  const { calendar, from } = world.ground
  const c = world.chance('activities')
  const groups = openGroups(world)
  const classes = classesOf(world)
  const seats: Record<string, SeatEvent> = {}
  const taken = new Map<string, number>()
  let number = 0
  const nextId = (): string => `q-${String((number += 1)).padStart(5, '0')}`
  const takenIn = (group: string): number => taken.get(group) ?? 0

  function viewOf({ school, grade, pupils, askings, lifted }: SchoolClass, on: PlainDate): ClassView {
    const own = [...groups.values()].filter(
      (group) => group.school === school && group.grades.from <= grade && group.grades.to >= grade && group.to > on,
    )
    const list = {
      since: from,
      pupils: pupils.map(({ id }) => id),
      groups: own.map(({ id, activity, seats: all, from: first, to }) => ({
        id,
        activity,
        free: all - takenIn(id),
        from: first,
        to,
      })),
      askings,
      lifted,
      wishes: pupils.flatMap(wishesOf),
    }
    return valueOf(classView(list, on), 'look at a class')
  }

  function note(of: SchoolClass, asking: Asking): void {
    const id = nextId()
    of.askings[id] = asking
    world.diary.note('askings', asking.child, { id, asking })
  }

  function sit(kind: SeatEvent['kind'], child: ChildId, group: Group, on: PlainDate): void {
    const id = nextId()
    seats[id] = { on, child, group: group.id, kind }
    taken.set(group.id, takenIn(group.id) + (kind === 'joined' ? 1 : -1))
    world.diary.note('seats', child, { id, seat: seats[id] })
  }

  function answerOf(isOwnWish: boolean): Asking['answer'] {
    const lot = c.below(100)
    if (lot < (isOwnWish ? 80 : 58)) return 'yes'
    if (lot < 76) return 'no'
    return lot < 86 ? 'noAnswerYet' : { cannot: [(['transport', 'chores', 'fee'] as const)[c.below(3)] ?? 'other'] }
  }

  /** A seat needs a guardian's consent to activities that holds; without it the seat waits. */
  function join(of: SchoolClass, child: ChildId, group: Group, on: PlainDate): void {
    const file = world.files.get(child)
    if (file === undefined || takenIn(group.id) >= group.seats) return
    if (consentFor(file, { purpose: 'activity', asOf: on }).answer !== 'yes') {
      world.refuse(room, 'noConsent', {
        zh: '没有有效的活动同意，位置保留',
        en: 'no consent to activities that holds: the seat waits',
      })
      note(of, { child, group: group.id, on, answer: { cannot: ['permission'] } })
      askParents(of, child, on)
      return
    }
    const joinedOn = addDays(on, 1)
    sit('joined', child, group, joinedOn)
    if (happens(c, 7)) world.at(addDays(joinedOn, between(c, 14, 50)), (day) => sit('left', child, group, day))
  }

  /** A parent is rung; with a yes on the file nothing stands in the way any more. */
  function askParents(of: SchoolClass, child: ChildId, on: PlainDate): void {
    if (!happens(c, 60)) return
    world.at(addDays(on, between(c, 4, 15)), (day) => {
      world.write(child, (file) => consentedByPhone(file, 'activity', day, 'willing'))
      of.lifted.push({ child, hindrance: 'permission', on: day })
    })
  }

  function ask(of: SchoolClass, on: PlainDate): void {
    for (const { child, groups: offered } of viewOf(of, on).askNext.slice(0, 6)) {
      const wanted = offered[0]
      const group = wanted && groups.get(wanted.group)
      if (wanted === undefined || group === undefined) continue
      const answer = answerOf(wanted.wish !== 'none')
      note(of, { child, group: group.id, on, answer })
      if (answer === 'yes') join(of, child, group, on)
      else if (typeof answer === 'object' && happens(c, 45))
        world.at(addDays(on, between(c, 10, 25)), (day) => {
          for (const hindrance of answer.cannot) of.lifted.push({ child, hindrance, on: day })
        })
    }
  }

  return {
    day(on) {
      if (!calendar.allows('schoolday', epochDay(on))) return
      classes.forEach((of, n) => {
        if (n % 5 === weekday(on)) ask(of, on)
      })
    },
    views: (asOf) => classes.map((of) => viewOf(of, asOf)),
    memberships: () =>
      [...valueOf(memberships(seats), 'read who was in which group')].sort((a, b) => byText(a.child, b.child)),
  }
}
