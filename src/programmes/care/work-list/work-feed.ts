import type { PlainDate } from '../../../date.ts'
import { type ChildId, WorkerId } from '../../../id.ts'
import { type WorkKind, workKinds } from './work-item.ts'
import type { PersonalWorkList, WorkLine } from './work-list.ts'

/** A day in a worker's calendar, as `toICalendar` takes it: that there is something to do, and nothing about whom. */
export interface WorkDay {
  readonly kind: 'homeVisit' | 'parentContact' | 'review'
  readonly worker: WorkerId
  readonly household: string
  readonly due: PlainDate
  readonly on: PlainDate
  readonly children: readonly { readonly id: ChildId }[]
}

/** What goes into the calendar of a person, and which lines go into none. */
export interface WorkFeed {
  readonly duties: readonly WorkDay[]
  readonly leftOut: readonly {
    readonly id: string
    readonly what: WorkKind
    readonly why: 'confidential' | 'noWorker'
  }[]
}

const feeds = new Map<WorkKind, (typeof workKinds)[number]['feed']>(workKinds.map(({ key, feed }) => [key, feed]))

function dayOf(line: WorkLine, kind: WorkDay['kind'], worker: WorkerId, asOf: PlainDate): WorkDay {
  const { household, children, due, id } = line
  return {
    kind,
    worker,
    household: household === 'none' ? `work.${id}` : household,
    due,
    on: due < asOf ? asOf : due,
    children: [...children].sort((a, b) => (a < b ? -1 : 1)).map((child) => ({ id: child })),
  }
}

/**
 * A personal list as days for `toICalendar`: visits, calls and desk work. Talks, counselling and reports are in no calendar, and no word, status or tier
 * of any line is. What is late stands on the day of the list. What an entry would say twice stands once.
 * @example
 * ```ts
 * import { workFeed, workList } from 'childfile/programmes'
 * const item = (id: string, what: 'homeVisit' | 'talk') => ({
 *   id, what, owner: { role: 'counsellor', id: 'p1' }, due: '2026-09-16', children: [], household: 'none', village: 'none', school: 'none', words: 'none',
 * } as const)
 * const { lists } = workList([item('a', 'homeVisit'), item('b', 'talk')], { asOf: '2026-09-15' })
 * lists.map((list) => workFeed(list)).map(({ duties, leftOut }) => [duties[0]?.kind ?? '', leftOut[0]?.why ?? '']) // => [['homeVisit', 'confidential']]
 * ```
 */
export function workFeed({ person, asOf, atOnce, villages }: PersonalWorkList): WorkFeed {
  const worker = WorkerId.safeParse(person.id).data
  const duties = new Map<string, WorkDay>()
  const leftOut: WorkFeed['leftOut'][number][] = []
  for (const line of [...atOnce, ...villages.flatMap(({ lines }) => lines)]) {
    const kind = feeds.get(line.what) ?? 'none'
    if (kind === 'none' || !worker) {
      leftOut.push({ id: line.id, what: line.what, why: kind === 'none' ? 'confidential' : 'noWorker' })
      continue
    }
    const day = dayOf(line, kind, worker, asOf)
    const whom = kind === 'homeVisit' ? day.household : day.children.map(({ id }) => id).join(' ')
    duties.set([kind, whom, day.due].join('|'), day)
  }
  return {
    duties: [...duties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day),
    leftOut,
  }
}
