import { addDays, type PlainDate } from 'childfile'
import type { ClosureRecord, SurrogateMatch } from 'childfile/programmes'
import { between, happens, later } from '../world.ts'
import type { Consents } from './consents.ts'
import { contacts } from './contacts.ts'
import type { Desk } from './desk.ts'
import type { Screening } from './screening.ts'

/** What people do when a match has come to a new state. */
export interface Life {
  readonly reached: (match: SurrogateMatch, on: PlainDate) => void
  readonly meet: (match: SurrogateMatch, on: PlainDate) => void
  readonly goOn: (match: SurrogateMatch, on: PlainDate) => void
  readonly close: (match: SurrogateMatch, on: PlainDate, withRecord: boolean) => void
}

const latest = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)

/** Who withdrew from a match that is closing. */
const endOf = ({ moves }: SurrogateMatch, guardians: ReadonlySet<string>): 'guardianWithdrew' | 'volunteerWithdrew' => {
  const last = moves.at(-1)?.because
  return last !== undefined && 'event' in last && guardians.has(last.event) ? 'guardianWithdrew' : 'volunteerWithdrew'
}

export function life(desk: Desk, { check }: Screening, { ask, askByPhone, askGuardian }: Consents): Life {
  const { world, absences, circles, chance: c, write, workerOf, supervisorOf, stateOf } = desk
  const { calendar } = world.ground
  const keepUp = contacts(desk)

  const meet: Life['meet'] = ({ id: match, child }, on) =>
    world.at(on, (day) => {
      if (stateOf(match) !== 'approved') return
      const by = workerOf(child)
      const isThere = !absences.absent(by.id, day) && happens(c, 97)
      write({ kind: 'firstMeeting', on: day, by, match, workerPresent: isThere ? by.id : 'nobody' })
    })

  const close: Life['close'] = (match, on, withRecord) => {
    const closure: ClosureRecord = {
      child: 'heard',
      guardian: 'heard',
      volunteer: happens(c, 80) ? 'heard' : { notHeard: 'unreachable' },
      laterContact: 'none',
      matchAgain: 'wished',
    }
    write({
      kind: 'closed',
      on,
      by: workerOf(match.child),
      match: match.id,
      reason: endOf(match, circles.guardiansNo),
      ...(withRecord ? { closure } : {}),
    })
  }

  const goOn: Life['goOn'] = (match, on) => {
    const { id, child, volunteer, pausedBecause, breaches } = match
    const resume = (day: PlainDate): void => {
      if (stateOf(id) === 'paused') write({ kind: 'resumed', on: day, by: workerOf(child), match: id })
    }
    if (pausedBecause === 'breach')
      world.at(later(calendar, on, between(c, 5, 12)), (day) => {
        for (const { event: breach } of breaches.filter(({ settled }) => !settled))
          write({ kind: 'breachSettled', on: day, by: supervisorOf(child), match: id, breach })
        world.at(later(calendar, day, 1), resume)
      })
    else if (pausedBecause === 'clearance') check(volunteer, later(calendar, on, between(c, 3, 15)), resume)
    else if (pausedBecause === 'consent') {
      world.at(later(calendar, on, 3), (day) => askByPhone(match, day))
      askGuardian(match, later(calendar, on, 5))
      world.at(later(calendar, on, 9), resume)
    } else if (pausedBecause === 'person') world.at(later(calendar, on, between(c, 7, 21)), resume)
  }

  function approve({ id, child }: SurrogateMatch, on: PlainDate): void {
    // Now and then whoever proposed it would also approve it; the programme does not let them.
    const same = happens(c, 2)
    world.at(later(calendar, on, between(c, 1, 4)), (day) => {
      const by = same ? ({ id: workerOf(child).id, role: 'supervisor' } as const) : supervisorOf(child)
      if (stateOf(id) === 'consented') write({ kind: 'approved', on: day, by, match: id })
    })
  }

  return {
    meet,
    goOn,
    close,
    reached(match, on) {
      const { state, volunteer } = match
      if (state === 'staged') ask(match, on)
      if (state === 'consented') approve(match, on)
      if (state === 'approved') meet(match, later(calendar, latest(on, match.from), between(c, 2, 8)))
      if (state === 'active') {
        keepUp(match, on)
        const lapsesOn = circles.volunteers.get(volunteer)?.clearance.lapsesOn
        if (lapsesOn !== undefined)
          check(volunteer, later(calendar, latest(addDays(lapsesOn, between(c, -30, 6)), addDays(on, 1)), 0))
      }
      if (state === 'paused') goOn(match, on)
      if (state === 'closing') {
        const withRecord = happens(c, 90)
        world.at(later(calendar, on, between(c, 2, 6)), (day) => close(match, day, withRecord))
      }
    },
  }
}
