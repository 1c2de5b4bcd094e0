import { addDays, addMonths, type ChildFile, isKnown, type PlainDate, WorkerId } from 'childfile'
import { householdKey, type PlannedDuty, type VisitedChild, visitList } from 'childfile/schedule'
import { valueOf } from '../../walk/progress.ts'
import type { Flags } from '../flags.ts'
import { directorOf, inOrder, later, supervisorOf, type World } from '../world.ts'
import type { Absences } from './absences.ts'
import type { Contacts } from './contacts.ts'
import type { Visits } from './visits.ts'

type Last = Partial<Record<PlannedDuty['kind'], PlainDate>>

/** What is planned for the month, and what of it was done. */
export interface Duties {
  readonly day: (on: PlainDate) => void
  /** When which duty was last done for a child. */
  readonly last: (child: string) => Last
  /** What stands on the lists from a day on and was not done. */
  readonly ahead: (on: PlainDate, to: PlainDate) => readonly PlannedDuty[]
}

/** Most duties that were put off which a worker makes good on one day. */
const madeGoodADay = 4

const byDay = (duties: readonly PlannedDuty[]): ReadonlyMap<PlainDate, readonly PlannedDuty[]> =>
  Map.groupBy(
    inOrder(duties, ({ worker, kind, children }) => `${worker} ${kind} ${children[0]?.id ?? ''}`),
    ({ on }) => on,
  )

const lastVisit = ({ visits }: ChildFile, until: PlainDate): PlainDate | undefined =>
  Object.values(visits)
    .flatMap(({ on }) => (isKnown(on) && on <= until ? [on] : []))
    .sort((a, b) => (a < b ? 1 : -1))[0]

export function dutiesOf(
  world: World,
  flags: Flags,
  { absences, contacts, visits }: { readonly absences: Absences; readonly contacts: Contacts; readonly visits: Visits },
): Duties {
  const { ground } = world
  const { calendar } = ground
  const last = new Map<string, Last>(
    [...world.files.values()].map((file) => {
      const on = lastVisit(file, ground.from)
      return [file.id, on === undefined ? {} : { homeVisit: on }]
    }),
  )
  const madeGood = new Map<string, number>()
  let duties = byDay(ground.duties.weeks.flatMap((week) => week.duties))

  /** The list of the month is made from what has happened: who was seen when, and how grave it is now. */
  function list(from: PlainDate): void {
    const to = addMonths(from, 1)
    const children = [...world.files.values()].map((file): VisitedChild => {
      const done = last.get(file.id) ?? {}
      return {
        id: file.id,
        tier: flags.tierOf(file.id),
        household: householdKey(file),
        village: isKnown(file.residenceDivision) ? file.residenceDivision : 'notCollected',
        worker: directorOf(file),
        startedOn: done.homeVisit ?? ground.from,
        last: done,
      }
    })
    const made = valueOf(
      visitList({ children, calendar, asOf: from, from, to: to < ground.to ? to : ground.to }),
      'make the list of the month',
    )
    duties = byDay(made.weeks.flatMap((week) => week.duties))
  }

  function begin(duty: PlannedDuty, on: PlainDate): void {
    const { worker, tier } = duty
    if (worker === 'none') return
    if (!absences.absent(worker, on)) {
      finish(duty, worker, on)
      return
    }
    // What is critical is done by the supervisor on the same day; the rest waits until the worker is back.
    if (tier === 4) {
      finish(duty, WorkerId.parse(supervisorOf(worker)), on)
      return
    }
    world.at(roomFor(worker, on), (day) => finish(duty, worker, day))
  }

  function roomFor(worker: string, on: PlainDate): PlainDate {
    let day = later(calendar, absences.back(worker, on), 0)
    while ((madeGood.get(`${worker} ${day}`) ?? 0) >= madeGoodADay)
      day = later(calendar, absences.back(worker, addDays(day, 1)), 0)
    madeGood.set(`${worker} ${day}`, (madeGood.get(`${worker} ${day}`) ?? 0) + 1)
    return day
  }

  function finish({ kind, children }: PlannedDuty, worker: WorkerId, on: PlainDate): void {
    for (const { id } of children) {
      if (kind === 'homeVisit') visits.visit(id, worker, on)
      else if (kind === 'parentContact') contacts.ring(id, on)
      else visits.tend(id, on)
      last.set(id, { ...last.get(id), [kind]: on })
    }
  }

  return {
    last: (child) => last.get(child) ?? {},
    ahead: (on, to) => [...duties].flatMap(([day, those]) => (day >= on && day < to ? those : [])),
    day(on) {
      if (on.endsWith('-01') && on > ground.from) list(on)
      for (const duty of duties.get(on) ?? []) begin(duty, on)
    },
  }
}
