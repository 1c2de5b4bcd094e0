import { addDays, ChildId, IncidentId, type PlainDate, SessionId, WorkerId } from 'childfile'
import { type Disclosure, disclosureWatch, type HeldSession } from 'childfile/programmes'
import { stopWith, valueOf } from '../../walk/progress.ts'
import { between, byText, happens, type World } from '../world.ts'

/** What children tell after a lesson on rights and the body, and what is done about it. */
export interface Disclosures {
  /** A lesson was held: somebody listens in the days after it. */
  readonly held: (session: string, children: readonly string[], on: PlainDate) => void
  /** What the watch says is not followed gets its incident and its first action. */
  readonly evening: (on: PlainDate) => void
  readonly sessions: () => readonly HeldSession[]
}

/** Who looks at the watch: somebody appointed, never a worker of the case. */
const officer = { role: 'protectionOfficer', relation: 'appointed', person: 'protection-1' } as const

export function disclosuresOf(world: World): Disclosures {
  const c = world.chance('disclosures')
  const sessions = new Map<string, HeldSession>()
  const open = new Set<string>()

  function put(session: string, id: string, disclosure: Disclosure): void {
    const held = sessions.get(session)
    if (held === undefined) return
    sessions.set(session, { ...held, disclosures: { ...held.disclosures, [id]: disclosure } })
    world.diary.note('disclosures', disclosure.child, { session, id, disclosure })
  }

  /** The incident on the child's file, where it opens the duty to report. */
  function follow(session: string, id: string, told: Disclosure, on: PlainDate): void {
    const incident = IncidentId.parse(`told-${id}`)
    world.write(told.child, (file) => ({
      ...file,
      incidents: {
        ...file.incidents,
        [incident]: {
          observedOn: told.on,
          situations: 'notCollected',
          emergencies: 'notCollected',
          words: 'none',
          fromVisit: 'none',
          reporter: 'notCollected',
          possibleCauses: told.possibleCauses,
          reports: 'none',
          closedOn: 'none',
        },
      },
    }))
    put(session, id, { ...told, incident, firstAction: { on, by: WorkerId.parse(officer.person) } })
  }

  return {
    sessions: () => [...sessions.values()],
    held(session, children, on) {
      sessions.set(session, { session: SessionId.parse(session), on, disclosures: {} })
      for (const child of children) {
        if (c.below(1500) !== 0) continue
        world.at(addDays(on, between(c, 0, 10)), (day) => {
          const to = WorkerId.parse('class-teacher')
          const told = { on: day, child: ChildId.parse(child), to, possibleCauses: 'notCollected' } as const
          put(session, `${session}-${child}`.slice(-60), { ...told, incident: 'none', firstAction: 'none' })
          open.add(session)
        })
      }
    },
    evening(on) {
      for (const session of [...open].sort(byText)) {
        const held = sessions.get(session)
        if (held === undefined) continue
        for (const { path, state } of valueOf(disclosureWatch(held, { asOf: on, viewer: officer }), 'watch')
          .disclosures) {
          const id = path.split('/').at(-1) ?? ''
          const told = held.disclosures[id]
          if (told === undefined) throw stopWith('A disclosure that is watched is nowhere written down.')
          // Most are followed on the day; what is late is followed when the watch shows that it is late.
          if (state === 'overdue' || (state === 'open' && happens(c, 85))) follow(session, id, told, on)
        }
        const after = sessions.get(session) ?? held
        if (valueOf(disclosureWatch(after, { asOf: on, viewer: officer }), 'watch').open === 0) open.delete(session)
      }
    },
  }
}
