import type { ChildFile } from 'childfile'
import type { SurrogateEventInput } from 'childfile/programmes'
import type { Words } from 'childfile/report'
import type { Chance } from '../../month-two/chance.ts'
import type { Absences } from '../office/absences.ts'
import { directorOf, supervisorOf, type World } from '../world.ts'
import { type Circles, circles } from './circles.ts'

export const room: Words = { zh: '代理家长', en: 'surrogate parents' }

/** An event before it has its id. */
export type Draft = SurrogateEventInput extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never

/** Where the papers of the programme are written: everybody who works on it has this before them. */
export interface Desk {
  readonly world: World
  readonly absences: Absences
  readonly circles: Circles
  readonly chance: Chance
  readonly write: (draft: Draft) => void
  readonly nextMatch: () => string
  readonly fileOf: (child: string) => ChildFile | undefined
  readonly workerOf: (child: string) => { readonly id: string; readonly role: 'worker' }
  readonly supervisorOf: (child: string) => { readonly id: string; readonly role: 'supervisor' }
  /** Where a match stood on the last evening. */
  readonly stateOf: (match: string) => string | undefined
}

export const office = { id: 'office', role: 'worker' } as const
export const head = { id: 'head', role: 'supervisor' } as const

/** Whom an event is about, so that it is kept there: the child of a match, else the volunteer. */
const subjectOf = (event: SurrogateEventInput, childOf: ReadonlyMap<string, string>): string =>
  'child' in event ? event.child : 'match' in event ? (childOf.get(event.match) ?? event.match) : event.volunteer

export function deskOf(world: World, absences: Absences): Desk {
  const all = circles()
  const childOf = new Map<string, string>()
  let events = 0
  let matches = 0
  const workerOf: Desk['workerOf'] = (child) => {
    const file = world.files.get(child)
    return { id: file ? directorOf(file) : 'none', role: 'worker' }
  }
  return {
    world,
    absences,
    circles: all,
    chance: world.chance('surrogate'),
    write(draft) {
      events += 1
      const event: SurrogateEventInput = { ...draft, id: `e-${String(events).padStart(6, '0')}` }
      if (event.kind === 'proposed') childOf.set(event.match, event.child)
      all.add(event)
      world.diary.note('surrogate', subjectOf(event, childOf), event)
    },
    nextMatch() {
      matches += 1
      return `m-${String(matches).padStart(5, '0')}`
    },
    fileOf: (child) => world.files.get(child),
    workerOf,
    supervisorOf: (child) => ({ id: supervisorOf(workerOf(child).id), role: 'supervisor' }),
    stateOf: (match) => all.matches.get(match)?.state,
  }
}
