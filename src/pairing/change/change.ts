import type { ChildId, VolunteerId } from '../../id.ts'
import { pointer } from '../../pointer.ts'
import { invalid, type Outcome, type Problem, settle } from '../../problem.ts'
import type { ChildToPair, PairDecision, PairingProblem } from '../pairing-problem.ts'

/** One change of a problem. Who goes takes decisions and sibling groups along that name him or her. */
export type PairingChange =
  | { readonly kind: 'putChild'; readonly child: ChildToPair }
  | { readonly kind: 'removeChild'; readonly child: ChildId }
  | { readonly kind: 'putVolunteer'; readonly volunteer: PairingProblem['volunteers'][number] }
  | { readonly kind: 'removeVolunteer'; readonly volunteer: VolunteerId }
  | ({ readonly kind: 'lock' | 'forbid' } & PairDecision)
  | { readonly kind: 'unlock' | 'allow'; readonly child: ChildId; readonly volunteer: VolunteerId }
  | { readonly kind: 'concern'; readonly volunteer: VolunteerId }
  | { readonly kind: 'set'; readonly settings: Exclude<PairingProblem['settings'], undefined> }

/**
 * The problem after changes, one after the other. `put` replaces whoever has the same id, or adds; a lock replaces the child's lock.
 * @returns Ok: the problem. Err `invalid`: a change of no known kind. Err `not-found`: it takes away what is not there.
 */
export function changed(problem: PairingProblem, changes: readonly PairingChange[]): Outcome<PairingProblem> {
  if (!Array.isArray(changes)) return settle(problem, [invalid('/changes', 'invalid-type', 'must be an array')])
  const problems: Problem[] = []
  let now = problem
  changes.forEach((change: PairingChange, i) => {
    const next = apply(now, change)
    if (next === 'unknown')
      problems.push(invalid(pointer('changes', i, 'kind'), 'invalid-value', 'is no kind of change'))
    else if (next === undefined)
      problems.push({
        kind: 'not-found',
        path: pointer('changes', i),
        code: 'not-found',
        message: 'what is to be taken away is not there',
      })
    else now = next
  })
  return settle(now, problems)
}

type Pair = { readonly child: ChildId; readonly volunteer: VolunteerId }
const same = (a: Pair, b: Pair): boolean => a.child === b.child && a.volunteer === b.volunteer

function apply(problem: PairingProblem, change: PairingChange): PairingProblem | undefined | 'unknown' {
  const { children, volunteers, locked = [], forbidden = [], concerns = [], settings } = problem
  switch (change.kind) {
    case 'putChild': {
      const { child } = change
      return { ...problem, children: put(children, child, (entry) => entry.file.id === child.file.id) }
    }
    case 'putVolunteer': {
      const { volunteer } = change
      return { ...problem, volunteers: put(volunteers, volunteer, ({ id }) => id === volunteer.id) }
    }
    case 'removeChild': {
      const rest = children.filter(({ file }) => file.id !== change.child)
      return rest.length === children.length ? undefined : withoutChild({ ...problem, children: rest }, change.child)
    }
    case 'removeVolunteer': {
      const rest = volunteers.filter(({ id }) => id !== change.volunteer)
      const locks = locked.filter(({ volunteer }) => volunteer !== change.volunteer)
      return rest.length === volunteers.length ? undefined : { ...problem, volunteers: rest, locked: locks }
    }
    case 'lock':
      return { ...problem, locked: put(locked, decision(change), ({ child }) => child === change.child) }
    case 'forbid':
      return { ...problem, forbidden: put(forbidden, decision(change), (entry) => same(entry, change)) }
    case 'unlock': {
      const rest = locked.filter((entry) => !same(entry, change))
      return rest.length === locked.length ? undefined : { ...problem, locked: rest }
    }
    case 'allow': {
      const rest = forbidden.filter((entry) => !same(entry, change))
      return rest.length === forbidden.length ? undefined : { ...problem, forbidden: rest }
    }
    case 'concern':
      return concernAbout(problem, concerns, change.volunteer)
    case 'set':
      return { ...problem, settings: { ...settings, ...change.settings } }
    default:
      return 'unknown'
  }
}

/** A concern about one volunteer says nothing of the others: where nobody looked, that stays so, and it is written in the record. */
function concernAbout(problem: PairingProblem, concerns: readonly VolunteerId[], who: VolunteerId) {
  if (!problem.volunteers.some(({ id }) => id === who)) return undefined
  if (problem.concerns) return { ...problem, concerns: [...concerns.filter((id) => id !== who), who] }
  const volunteers = problem.volunteers.map((one) => (one.id === who ? { ...one, underConcern: 'yes' as const } : one))
  return { ...problem, volunteers }
}

const decision = ({ child, volunteer, author, reason }: PairDecision): PairDecision => ({
  child,
  volunteer,
  author,
  reason,
})

const put = <T>(list: readonly T[], item: T, isIt: (entry: T) => boolean): readonly T[] =>
  list.some(isIt) ? list.map((entry) => (isIt(entry) ? item : entry)) : [...list, item]

function withoutChild(problem: PairingProblem, child: ChildId): PairingProblem {
  const { locked = [], siblings } = problem
  const groups = siblings?.map((group) => group.filter((id) => id !== child)).filter((group) => group.length > 1)
  return { ...problem, locked: locked.filter((entry) => entry.child !== child), ...(groups && { siblings: groups }) }
}
