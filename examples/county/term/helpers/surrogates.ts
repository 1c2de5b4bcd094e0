import { addDays, IncidentId, type PlainDate } from 'childfile'
import { incidentOf, type SurrogateMatch, type SurrogateProgramme } from 'childfile/programmes'
import type { Absences } from '../office/absences.ts'
import { between, later, type World } from '../world.ts'
import type { Circles } from './circles.ts'
import { allTerms, consents, heardBefore } from './consents.ts'
import { deskOf } from './desk.ts'
import { life } from './life.ts'
import { missing } from './missing.ts'
import { screening } from './screening.ts'

/** The surrogate-parent programme of the county. */
export interface Surrogates {
  readonly circles: Circles
  /** Children whose match came to an end or to a no, to be paired anew. */
  readonly lost: ReadonlySet<string>
  /** A pair that the papers of the county name: where nothing is missing it goes on, else it is proposed like any other. */
  readonly takeOver: (child: string, volunteer: string, on: PlainDate) => void
  readonly propose: (child: string, volunteer: string, on: PlainDate) => void
  /** Folds what happened on the day, and puts down what people do next. */
  readonly settle: (on: PlainDate) => void
}

/** Everybody who was asked to help, from the first papers to the end of the term. */
export function surrogates(world: World, absences: Absences): Surrogates {
  const { ground } = world
  const { calendar, from } = ground
  const to = addDays(ground.to, 1)
  const desk = deskOf(world, absences)
  const { circles, chance: c, write, workerOf, supervisorOf } = desk
  const people = screening(desk)
  const asked = consents(desk)
  const lives = life(desk, people, asked)
  const again = missing(desk, people, asked, lives)
  const waiting = new Map<string, { readonly child: string; readonly from: PlainDate }[]>()
  const lost = new Set<string>()
  const seen = new Map<string, SurrogateMatch['state']>()

  function proposeWaiting(volunteer: string, on: PlainDate): void {
    for (const { child, from: since } of waiting.get(volunteer) ?? [])
      world.at(later(calendar, on, between(c, 0, 8)), (day) => {
        const begins = since > day ? since : day
        const match = desk.nextMatch()
        write({
          kind: 'proposed',
          on: day,
          by: workerOf(child),
          match,
          child,
          volunteer,
          role: 'primary',
          from: begins,
          to,
        })
      })
    waiting.delete(volunteer)
  }

  const propose: Surrogates['propose'] = (child, volunteer, on) => {
    waiting.set(volunteer, [...(waiting.get(volunteer) ?? []), { child, from: on > from ? on : from }])
    if (circles.volunteers.get(volunteer)?.state === 'ready') proposeWaiting(volunteer, on)
    else people.enter(volunteer, on)
  }

  /** A safeguarding concern becomes an incident on the child's file, where it opens the duty to report. */
  function concerned(duty: SurrogateProgramme['duties'][number]): void {
    const { child, event } = duty.concern
    const id = IncidentId.parse(`concern-${event}`)
    if (child === undefined || world.files.get(child)?.incidents[id] !== undefined) return
    const { observedOn, possibleCauses } = incidentOf(duty)
    world.write(child, (file) => ({
      ...file,
      incidents: {
        ...file.incidents,
        [id]: {
          observedOn,
          situations: 'notCollected',
          emergencies: 'notCollected',
          words: 'none',
          fromVisit: 'none',
          reporter: 'notCollected',
          possibleCauses,
          reports: 'none',
          closedOn: 'none',
        },
      },
    }))
  }

  function moved(match: SurrogateMatch, on: PlainDate): void {
    if (seen.get(match.id) === match.state) return
    seen.set(match.id, match.state)
    if (match.state === 'active') lost.delete(match.child)
    if (match.state === 'ended') lost.add(match.child)
    lives.reached(match, on)
  }

  return {
    circles,
    lost,
    propose,
    takeOver(child, volunteer, on) {
      if (!people.isScreened(volunteer, on) || !heardBefore(world.files.get(child), on)) {
        propose(child, volunteer, on)
        return
      }
      people.enter(volunteer, on)
      const match = desk.nextMatch()
      const by = workerOf(child)
      write({ kind: 'proposed', on, by, match, child, volunteer, role: 'primary', from: on, to })
      write({ kind: 'childAnswered', on, by, match, says: 'willing' })
      asked.answered(match, child, on)
      write({ kind: 'volunteerAgreed', on, by, match, terms: allTerms })
      write({ kind: 'approved', on, by: supervisorOf(child), match })
      write({ kind: 'firstMeeting', on, by, match, workerPresent: by.id })
    },
    settle(on) {
      for (const { programme, refused } of circles.settle(on)) {
        for (const { id, state } of Object.values(programme.volunteers)) if (state === 'ready') proposeWaiting(id, on)
        for (const match of Object.values(programme.matches)) moved(match, on)
        for (const one of refused) again(one, on)
        for (const duty of programme.duties) concerned(duty)
      }
    },
  }
}
