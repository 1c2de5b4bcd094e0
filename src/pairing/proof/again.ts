import { metresBetween } from '../../place.ts'
import type { ChildToPair, PairingProblem } from '../pairing-problem.ts'
import { softTerms } from '../rules/soft-terms.ts'
import { settingsOn } from '../settings.ts'
import { childObstacles } from './child-again.ts'
import { helperSide, pairJudge } from './pair-again.ts'
import { canHelp, keptOut, seatsAgain } from './volunteer-again.ts'

type Volunteer = PairingProblem['volunteers'][number]

/** The problem judged a second time, from the raw records: what is allowed, what it costs, how many seats there are. */
export function again(problem: PairingProblem) {
  const settings = settingsOn(problem.settings, problem.term.from)
  const weights = softTerms.map(({ code, weight }) => problem.weights?.[code] ?? weight)
  const inside = new Set<string>(problem.children.map(({ file }) => file.id))
  const out = keptOut(problem)
  const places = new Map(
    problem.villages.flatMap(({ code, longitude, latitude }) =>
      typeof longitude === 'number' && typeof latitude === 'number' ? [[String(code), { longitude, latitude }]] : [],
    ),
  )
  const measured = new Map<string, number>()
  /** The distance of the two villages; undefined if one of them is not on the map. */
  const metres = (entry: ChildToPair, volunteer: Volunteer): number | undefined => {
    const { residenceDivision: here } = entry.file
    const key = `${here} ${volunteer.division}`
    const known = measured.get(key)
    if (known !== undefined) return known
    const [a, b] = [places.get(here), places.get(volunteer.division)]
    if (!a || !b) return undefined
    const found = metresBetween(a, b)
    measured.set(key, found)
    return found
  }
  const children = problem.children
    .map((entry) => ({
      entry,
      obstacles: childObstacles(problem, entry, places.has(entry.file.residenceDivision)),
      judge: pairJudge(problem, entry, settings),
    }))
    .sort((a, b) => (a.entry.file.id < b.entry.file.id ? -1 : 1))
  const volunteers = problem.volunteers
    .map((volunteer) => {
      const seats = seatsAgain(problem, volunteer, settings.seats, inside)
      const helps = seats > 0 && places.has(volunteer.division) && canHelp(problem, volunteer, settings, out)
      return { helper: helperSide(problem, volunteer), seats: helps ? seats : 0, helps }
    })
    .sort((a, b) => (a.helper.volunteer.id < b.helper.volunteer.id ? -1 : 1))

  /** What the pair costs; undefined if a rule forbids it. */
  const cost = (
    child: (typeof children)[number],
    { helper, helps }: (typeof volunteers)[number],
  ): number | undefined => {
    const far = metres(child.entry, helper.volunteer)
    if (!helps || child.obstacles.length > 0 || far === undefined || far > settings.distanceKm * 1000) return undefined
    return child.judge.allows(helper) ? child.judge.cost(helper, far, weights) : undefined
  }
  return { settings, children, volunteers, cost }
}

/** A problem judged a second time. */
export type Again = ReturnType<typeof again>
