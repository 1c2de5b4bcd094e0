import { canonicalJson } from '../../../canonical.ts'
import { addDays, daysBetween, type PlainDate } from '../../../date.ts'
import { mayBeCause, type Viewer } from '../../../privacy/index.ts'
import { staffRole, type WorkItem, type WorkPerson, type WorkRole, workKinds } from './work-item.ts'

/** One line of a list. `daysLate` is the owner's lateness, never a mark on a child. */
export interface WorkLine extends Omit<WorkItem, 'owner' | 'about'> {
  readonly daysLate: number
}

/** The lines of one village, what is late first. */
export interface WorkVillage {
  /** Division code; `none` for what lies in no village. */
  readonly village: string
  readonly lines: readonly WorkLine[]
}

/** What one person has to do, in the order in which it is best done. */
export interface PersonalWorkList {
  readonly person: WorkPerson
  readonly asOf: PlainDate
  /** First day after the list. */
  readonly to: PlainDate
  readonly overdue: number
  /** Reports: before everything else, whatever the way. */
  readonly atOnce: readonly WorkLine[]
  /** By the way through the villages. */
  readonly villages: readonly WorkVillage[]
}

/** Who must do what in the days ahead. */
export interface WorkLists {
  /** Directors, supervisors, teachers, counsellors; within a role by id. Everybody gets the own list and no other. */
  readonly lists: readonly PersonalWorkList[]
  /** What nobody has: somebody must be found for it. */
  readonly unowned: readonly WorkLine[]
  /** What must not stand on its owner's list, for those appointed to matters. Shown to nobody else. */
  readonly kept: readonly WorkItem[]
}

/** The days and the ways of the lists. */
export interface WorkListSettings {
  readonly asOf: PlainDate
  /** How many days ahead; 7 if left out. What is overdue is always on the list. */
  readonly days?: number
  /** The way of each person through the villages, by id; villages that are not on it come after it, by code. */
  readonly routes?: Readonly<Record<string, readonly string[]>>
}

const roles: readonly WorkRole[] = ['childDirector', 'supervisor', 'teacher', 'counsellor']
const kindPlace = new Map<string, number>(workKinds.map(({ key }, at) => [key, at]))

const isKept = ({ about = [], owner }: WorkItem): boolean => {
  if (owner === 'none') return false
  const viewer: Viewer = { role: staffRole[owner.role], relation: 'ownCase', person: owner.id }
  return about.some((matter) => mayBeCause(matter, viewer))
}

function lineOf({ owner, about, ...rest }: WorkItem, asOf: PlainDate): WorkLine {
  // Nothing of a matter is told on a line; words that could name a hardship stand on no list for a school.
  const isBare = about !== undefined && about.length > 0 && owner === 'none'
  const words = isBare || (owner !== 'none' && owner.role === 'teacher') ? 'none' : rest.words
  return { ...rest, words, daysLate: Math.max(0, daysBetween(rest.due, asOf)) }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Late before not late, the latest first; then by day, kind and id. */
const inOrder = (a: WorkLine, b: WorkLine): number =>
  b.daysLate - a.daysLate ||
  byText(a.due, b.due) ||
  (kindPlace.get(a.what) ?? 0) - (kindPlace.get(b.what) ?? 0) ||
  byText(a.id, b.id)

function personal(
  person: WorkPerson,
  lines: readonly WorkLine[],
  span: { readonly asOf: PlainDate; readonly to: PlainDate },
  route: readonly string[],
): PersonalWorkList {
  const place = (village: string): string => {
    const at = route.indexOf(village)
    return village === 'none' ? '2' : at < 0 ? `1 ${village}` : `0 ${String(at).padStart(6, '0')}`
  }
  const way = lines.filter(({ what }) => what !== 'report')
  return {
    person,
    ...span,
    overdue: lines.filter(({ daysLate }) => daysLate > 0).length,
    atOnce: lines.filter(({ what }) => what === 'report').sort(inOrder),
    villages: [...Map.groupBy(way, ({ village }) => village)]
      .sort(([a], [b]) => byText(place(a), place(b)))
      .map(([village, own]) => ({ village, lines: [...own].sort(inOrder) })),
  }
}

/**
 * Who must do what in the days ahead: one list for each person, reports first, then by the way through the villages, in each village what is late
 * first, with whom to ring now and how late it is. Each thing stands on one list: the owner's, or among what nobody has. What rests on a
 * matter of which its owner may be the cause is kept from that list, which is equal to the byte without it. Words that somebody typed stand on
 * no teacher's list: they could name a hardship. The order of items decides nothing; of two with one id the one that is due first counts.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { workList } from 'childfile/programmes'
 * const item = (id: string, village: string, due: '2026-09-10' | '2026-09-18') => ({
 *   id, what: 'homeVisit', owner: { role: 'childDirector', id: 'w1' }, due, children: [ChildId.parse('c1')],
 *   household: 'home.a', village, school: 'none', words: 'none',
 * } as const)
 * const items = [item('a', 'v1', '2026-09-18'), item('b', 'v2', '2026-09-18'), item('c', 'v2', '2026-09-10')]
 * const { lists } = workList(items, { asOf: '2026-09-15', routes: { w1: ['v2', 'v1'] } })
 * lists.flatMap(({ villages }) => villages.flatMap(({ lines }) => lines.map(({ id, daysLate }) => [id, daysLate]))) // => [['c', 5], ['b', 0], ['a', 0]]
 * ```
 */
export function workList(items: readonly WorkItem[], { asOf, days = 7, routes = {} }: WorkListSettings): WorkLists {
  const to = addDays(asOf, days)
  const due = items.filter((item) => item.due < to)
  const kept = once(due.filter(isKept))
  const open = once(due.filter((item) => !isKept(item)))
  const people = Map.groupBy(open, ({ owner }) =>
    owner === 'none' ? 'none' : `${roles.indexOf(owner.role)} ${owner.id}`,
  )
  return {
    lists: [...people]
      .sort(([a], [b]) => byText(a, b))
      .flatMap(([, own]): readonly PersonalWorkList[] => {
        const owner = own[0]?.owner ?? 'none'
        if (owner === 'none') return []
        const route = Object.hasOwn(routes, owner.id) ? (routes[owner.id] ?? []) : []
        return [
          personal(
            owner,
            own.map((item) => lineOf(item, asOf)),
            { asOf, to },
            route,
          ),
        ]
      }),
    unowned: (people.get('none') ?? []).map((item) => lineOf(item, asOf)).sort(inOrder),
    kept,
  }
}

/** Each id once: what is due first counts, then what comes first in its text. */
function once(items: readonly WorkItem[]): readonly WorkItem[] {
  const byId = new Map<string, WorkItem>()
  for (const item of items) {
    const before = byId.get(item.id)
    if (!before || keyOf(item) < keyOf(before)) byId.set(item.id, item)
  }
  return [...byId.values()].sort((a, b) => byText(a.due, b.due) || byText(a.id, b.id))
}

const keyOf = (item: WorkItem): string => `${item.due} ${canonicalJson(item)}`
