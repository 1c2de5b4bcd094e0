import { addDays, isKnown, type PlainDate, type Volunteer } from 'childfile'
import { vettingOn } from 'childfile/programmes'
import { later } from '../world.ts'
import { type Desk, head, office } from './desk.ts'

/** The way from the sheet of volunteers into the programme. */
export interface Screening {
  /** The papers of a volunteer as the sheet has them, once: nothing that is not there is made up. */
  readonly enter: (volunteer: string, on: PlainDate) => void
  readonly accept: (volunteer: string, on: PlainDate) => void
  /** A record check is asked for and comes back on a day; what waits for it goes on after it. */
  readonly check: (volunteer: string, on: PlainDate, then?: (day: PlainDate) => void) => void
  /** Whether the sheet has a check that holds on the day, and training. */
  readonly isScreened: (volunteer: string, on: PlainDate) => boolean
}

export function screening({ world, write }: Desk): Screening {
  const { calendar, from, volunteers } = world.ground
  const register = new Map<string, Volunteer>(volunteers.map((one) => [one.id, one]))
  const entered = new Set<string>()
  const authority = '县公安局'
  const trainedBy = (volunteer: string, on: PlainDate): PlainDate | undefined => {
    const trained = register.get(volunteer)?.trainedOn
    return trained !== undefined && isKnown(trained) && trained !== 'none' && trained <= on ? trained : undefined
  }
  const accept: Screening['accept'] = (volunteer, on) => write({ kind: 'accepted', on, by: head, volunteer })

  return {
    accept,
    enter(volunteer, on) {
      if (entered.has(volunteer)) return
      entered.add(volunteer)
      write({ kind: 'applied', on: addDays(from, -40), by: office, volunteer })
      write({ kind: 'interviewed', on: addDays(from, -35), by: office, volunteer, outcome: 'suitable' })
      for (const days of [-34, -33])
        write({ kind: 'referenceTaken', on: addDays(from, days), by: office, volunteer, outcome: 'good' })
      const check = register.get(volunteer)?.check
      if (typeof check === 'object' && isKnown(check.outcome) && isKnown(check.on) && check.on <= on) {
        const reference = `查-${volunteer}`
        write({ kind: 'checked', on: check.on, by: office, volunteer, outcome: check.outcome, authority, reference })
      }
      const trained = trainedBy(volunteer, on)
      if (trained !== undefined) write({ kind: 'trained', on: trained, by: office, volunteer, hours: 2 })
      accept(volunteer, on)
    },
    check(volunteer, on, then) {
      world.at(on, (day) => {
        const reference = `查-${volunteer}-${day}`
        write({ kind: 'checked', on: day, by: office, volunteer, outcome: 'clear', authority, reference })
        if (then) world.at(later(calendar, day, 1), then)
      })
    },
    isScreened(volunteer, on) {
      const check = register.get(volunteer)?.check
      const cleared = typeof check === 'object' && vettingOn(check, on).answer === 'yes'
      return cleared && trainedBy(volunteer, on) !== undefined
    },
  }
}
