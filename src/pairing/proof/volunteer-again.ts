import { addDays, addMonths, type PlainDate } from '../../date.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import type { SettingsInForce } from '../settings.ts'
import { absent, entries, isDate } from './child-again.ts'

type Volunteer = PairingProblem['volunteers'][number]

/** The day on which the record check is too old, and the first day after the volunteer agreement. */
export const lapses = ({ check, agreementUntil }: Volunteer, months: number) => ({
  check: typeof check === 'object' && isDate(check.on) ? addMonths(check.on, months) : undefined,
  agreement: isDate(agreementUntil) ? addDays(agreementUntil, 1) : undefined,
})

/** Volunteers whom a safeguarding matter keeps out: open concerns, matches ended for it, open incidents that name them. */
export function keptOut(problem: PairingProblem): ReadonlySet<string> {
  const out = new Set<string>(problem.concerns ?? [])
  for (const match of problem.present ?? []) if (match.endReason === 'safeguarding') out.add(match.volunteer)
  for (const { file } of problem.children)
    for (const incident of entries(file.incidents))
      if (!isDate(incident.closedOn) && typeof incident.possibleCauses !== 'string')
        for (const cause of incident.possibleCauses) if (cause.role === 'volunteer') out.add(cause.id)
  return out
}

/** Seats that can be given anew: offered, up to the cap, less those that children outside the problem or substitutes hold. */
export function seatsAgain(
  problem: PairingProblem,
  volunteer: Volunteer,
  cap: number,
  inside: ReadonlySet<string>,
): number {
  const held = (problem.present ?? []).filter(
    (match) =>
      match.volunteer === volunteer.id &&
      match.state !== 'ended' &&
      !(isDate(match.to) && match.to <= problem.term.from) &&
      !(match.role === 'primary' && inside.has(match.child)),
  )
  const offers = typeof volunteer.capacity === 'number' ? volunteer.capacity : 0
  return Math.max(0, Math.min(offers, cap) - held.length)
}

/** Whether the volunteer can be anybody's helper in the term. Written from the rules, apart from the code that pairs. */
export function canHelp(
  problem: PairingProblem,
  volunteer: Volunteer,
  settings: SettingsInForce,
  out: ReadonlySet<string>,
): boolean {
  const { from, to } = problem.term
  const { id, check, trainedOn, birthDate, underConcern, kinOfChild, occupation } = volunteer
  if (typeof check !== 'object' || check.outcome !== 'clear' || !isDate(check.on) || check.on > from) return false
  const { check: checkLapse, agreement } = lapses(volunteer, settings.checkMonths)
  const needed = settings.clearance === 'wholeTerm' ? to : addDays(from, 1)
  if (!checkLapse || checkLapse < needed || !agreement || agreement < needed) return false
  if (!isDate(trainedOn) || trainedOn > from) return false
  if (!isDate(birthDate) || !ageBetween(birthDate, from, settings.ageFrom, settings.ageTo)) return false
  if (out.has(id) || underConcern === 'yes' || underConcern === 'contested') return false
  if (underConcern !== 'no' && !problem.concerns) return false
  const listed = problem.kin?.some((kin) => kin.volunteer === id) ?? false
  if (kinOfChild === 'contested' || (kinOfChild === 'yes' && !listed)) return false
  if (kinOfChild === 'notCollected' && !problem.kin) return false
  return !absent(occupation) && typeof volunteer.capacity === 'number'
}

/** Whether the completed years of age are in the range: birthdays as digits of the date, which order as the days do. */
function ageBetween(birthDate: PlainDate, on: PlainDate, least: number, most: number): boolean {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (on.slice(5) < birthDate.slice(5) ? 1 : 0)
  return years >= least && years <= most
}
