import { known, some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { Outcome } from '../../problem.ts'
import type { AssignmentProblem } from '../../solver/index.ts'
import { childFacts } from '../facts/child-facts.ts'
import { tiesOf } from '../facts/ties.ts'
import { listsOf, volunteerFacts } from '../facts/volunteer-facts.ts'
import { type PairingProblem, readProblem, type SeenProblem } from '../pairing-problem.ts'
import { childFailures } from '../rules/child-rules.ts'
import type { Failures, Tally } from '../rules/failures.ts'
import { weightsOf } from '../rules/soft-terms.ts'
import { volunteerFailures } from '../rules/volunteer-rules.ts'
import { type SettingsInForce, settingsOn } from '../settings.ts'
import { candidates, type Ground } from './candidates.ts'
import { type Decisions, decide } from './decisions.ts'
import type { Place } from '../../place.ts'
import { isPresent, type Seats, seatsOf } from './seats.ts'

/** A problem made ready: facts in order of ids, what the rules say of them, and the numbers for the solver. */
export interface Compiled {
  readonly seen: SeenProblem
  readonly settings: SettingsInForce
  readonly ground: Ground
  readonly childFailures: readonly Failures[]
  readonly volunteerFailures: readonly Failures[]
  readonly seats: readonly Seats[]
  /** Pairs that the solver does not decide, and what became of each lock. */
  readonly decisions: Decisions
  /** The children that the solver pairs, by number: those who have waited longest first, then by id. */
  readonly rows: Int32Array
  /** All allowed pairs of those rows. */
  readonly solvable: AssignmentProblem
  /** The pairs that the solver may choose among: fewer where the dearest pair is to cost as little as possible. */
  readonly choice: AssignmentProblem
  /** How siblings were kept together, if anybody has any. */
  readonly together?: Together
  /** What the dearest pair can cost at least, if that comes before the sum. */
  readonly dearest?: number
  /** By tier, the cost of leaving a child without a pair. */
  readonly leave: readonly number[]
  readonly tally: Tally
}

/** How siblings were kept together. */
export interface Together {
  /** By number of the child; -1: the group goes without. */
  readonly groups: readonly { readonly children: readonly number[]; readonly volunteer: number }[]
  readonly bound: number
  readonly exhausted: boolean
  readonly price: Float64Array
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

/** @returns Ok: the problem made ready. Err `invalid`: the problem cannot be read. */
export const compile = (problem: PairingProblem): Outcome<Compiled> => readProblem(problem).map(compiled)

function compiled(seen: SeenProblem): Compiled {
  const { from } = seen.term
  const settings = settingsOn(seen.settings, from)
  const ground = groundOf(seen, settings)
  const { children, volunteers } = ground
  const seats = seatsOf(seen, volunteers, settings.seats)
  const ofChild = children.map((child, i) => childFailures(child, (ground.childVillage[i] ?? -1) >= 0))
  const ofVolunteer = volunteers.map((volunteer, i) =>
    volunteerFailures(volunteer, seats[i]?.open ?? 0, (ground.volunteerVillage[i] ?? -1) >= 0),
  )
  const left = Int32Array.from(seats, (seat, i) => (ofVolunteer[i] === 0 ? seat.open : 0))
  const decisions = decide(seen, settings, ground, ofChild, ofVolunteer, left)
  const taken = new Set(decisions.fixed.map(({ child }) => child))
  const rows = Int32Array.from(children.keys())
    .filter((child) => ofChild[child] === 0 && !taken.has(child))
    .sort((a, b) => longerWait(children[a]?.waitingSince, children[b]?.waitingSince) || a - b)
  const eligible = Uint8Array.from(ofVolunteer, (failures) => (failures === 0 ? 1 : 0))
  const { start, target, cost, tally } = candidates(ground, rows, eligible)
  const leave = leaveCosts(rows.length, left, cost)
  const solvable = {
    seats: left,
    start,
    target,
    cost,
    leave: Float64Array.from(rows, (child) => leave[children[child]?.tier ?? 0] ?? 0),
  }
  return {
    seen,
    settings,
    ground,
    childFailures: ofChild,
    volunteerFailures: ofVolunteer,
    seats,
    decisions,
    rows,
    solvable,
    choice: solvable,
    leave,
    tally,
  }
}

const longerWait = (a: PlainDate | undefined, b: PlainDate | undefined): number =>
  a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1

/**
 * What leaving a child of each tier costs: so much that one child more of a tier outweighs all soft terms together. Equal steps
 * are enough for strict priority, because the sets of children who can be paired at the same time form a matroid.
 * @source Edmonds, Matroids and the greedy algorithm, 1971
 */
function leaveCosts(rows: number, seats: Int32Array, cost: Int32Array): readonly number[] {
  const pairs = Math.min(
    rows,
    seats.reduce((sum, number) => sum + number, 0),
  )
  const step = pairs * cost.reduce((most, value) => Math.max(most, value), 0) + 1
  return [step, 2 * step, 3 * step, 4 * step, 5 * step]
}

function groundOf(seen: SeenProblem, settings: SettingsInForce): Ground {
  const { from } = seen.term
  const lists = listsOf(seen)
  const lastEnd = lastEnds(seen)
  const children = seen.children
    .map((entry) => childFacts(entry, from, settings.sameSexFrom, lastEnd.get(entry.file.id)))
    .sort(byId)
  const volunteers = seen.volunteers.map((entry) => volunteerFacts(entry, lists, settings, seen.term)).sort(byId)
  const villages = new Map<string, number>()
  const places: Place[] = []
  for (const { code, longitude, latitude } of [...seen.villages].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const [east, north] = [known(longitude), known(latitude)]
    if (east === undefined || north === undefined) continue
    villages.set(code, places.length)
    places.push({ longitude: east, latitude: north })
  }
  const village = ({ division }: { readonly division: string | undefined }): number =>
    (division === undefined ? undefined : villages.get(division)) ?? -1
  const at = new Map<string, number>(volunteers.map(({ id }, i) => [id, i]))
  const present = new Map<string, number[]>()
  for (const match of seen.present ?? [])
    if (isPresent(match, from))
      present.set(match.child, [...(present.get(match.child) ?? []), at.get(match.volunteer) ?? -1])
  return {
    on: from,
    limitMetres: settings.distanceKm * 1000,
    weights: weightsOf(seen.weights),
    children,
    volunteers,
    ties: tiesOf(seen, children, volunteers),
    places,
    childVillage: Int32Array.from(children, village),
    volunteerVillage: Int32Array.from(volunteers, village),
    present: children.map(({ id }) => present.get(id) ?? []),
  }
}

/** The day on which the last agreement of each child ended. */
function lastEnds(seen: SeenProblem): ReadonlyMap<string, PlainDate> {
  const ends = new Map<string, PlainDate>()
  for (const { child, state, to } of seen.present ?? []) {
    const end = state === 'ended' ? some(to) : undefined
    const before = ends.get(child)
    if (end && (!before || end > before)) ends.set(child, end)
  }
  return ends
}
