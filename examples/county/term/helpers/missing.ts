import type { PlainDate } from 'childfile'
import { inWords } from '../words.ts'
import { between, later } from '../world.ts'
import type { Settled } from './circles.ts'
import { allTerms, type Consents } from './consents.ts'
import { type Desk, office, room } from './desk.ts'
import type { Life } from './life.ts'
import type { Screening } from './screening.ts'

type RefusedOne = Settled['refused'][number]

/** What people do when something was refused: they bring what was missing. */
export function missing(desk: Desk, screening: Screening, consents: Consents, life: Life) {
  const { world, circles, chance: c, write, workerOf, supervisorOf } = desk
  const { calendar } = world.ground

  function screenAgain(volunteer: string, lacks: readonly string[], on: PlainDate): void {
    if (circles.volunteers.get(volunteer)?.checks.at(-1)?.outcome === 'hit') {
      world.at(later(calendar, on, 1), (day) => write({ kind: 'declined', on: day, by: office, volunteer }))
      return
    }
    const day = later(calendar, on, between(c, 4, 18))
    if (lacks.includes('training'))
      world.at(day, (today) => write({ kind: 'trained', on: today, by: office, volunteer, hours: 3 }))
    if (lacks.includes('check-live')) screening.check(volunteer, day)
    world.at(later(calendar, day, 2), (today) => screening.accept(volunteer, today))
  }

  return function again({ event, refusal }: RefusedOne, on: PlainDate): void {
    const [what, why] = [inWords([event.kind]), inWords(refusal.missing.length > 0 ? refusal.missing : [refusal.code])]
    world.refuse(room, event.kind, { zh: `${what.zh}，缺少：${why.zh}`, en: `${what.en}, without ${why.en}` })
    const lacks = refusal.missing
    if (event.kind === 'accepted') {
      screenAgain(event.volunteer, lacks, on)
      return
    }
    const match = 'match' in event ? circles.matches.get(event.match) : undefined
    if (match === undefined || match.state === 'ended') return
    const { id, child, volunteer } = match
    const approve = (day: PlainDate): void => write({ kind: 'approved', on: day, by: supervisorOf(child), match: id })
    if (event.kind === 'volunteerAgreed')
      world.at(later(calendar, on, 3), (day) =>
        write({ kind: 'volunteerAgreed', on: day, by: workerOf(child), match: id, terms: allTerms }),
      )
    else if (event.kind === 'closed') world.at(later(calendar, on, 2), (day) => life.close(match, day, true))
    else if (event.kind === 'resumed') life.goOn(match, on)
    else if (event.kind === 'approved' || event.kind === 'firstMeeting') {
      const then = event.kind === 'approved' ? approve : (day: PlainDate) => life.meet(match, day)
      if (lacks.includes('check-live')) screening.check(volunteer, later(calendar, on, 5), then)
      else if (lacks.includes('consent-live')) {
        world.at(later(calendar, on, 2), (day) => consents.askByPhone(match, day))
        consents.askGuardian(match, later(calendar, on, 4))
        world.at(later(calendar, on, 8), then)
      } else if (lacks.includes('worker-present') || lacks.includes('not-the-proposer'))
        world.at(later(calendar, on, between(c, 1, 5)), then)
    }
  }
}
