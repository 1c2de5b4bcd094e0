import { isKnown, some } from '../../absent.ts'
import type { SeenProblem } from '../pairing-problem.ts'
import { type Failures, together } from '../rules/failures.ts'
import { pairFailure } from '../rules/pair-rules.ts'
import type { ChildFacts } from './child-facts.ts'
import type { VolunteerFacts } from './volunteer-facts.ts'

/** For each child the volunteers with whom something is on record that stands against the pair, by their number. */
export type Ties = readonly ReadonlyMap<number, Failures>[]

const withdrew: readonly string[] = ['volunteerWithdrew', 'childWithdrew', 'guardianWithdrew', 'safeguarding']

/** What is on record between children and volunteers: family, work, decisions, earlier matches, incidents. */
export function tiesOf(
  seen: SeenProblem,
  children: readonly ChildFacts[],
  volunteers: readonly VolunteerFacts[],
): Ties {
  const ties = children.map(() => new Map<number, Failures>())
  const childAt = new Map<string, number>(children.map(({ id }, i) => [id, i]))
  const volunteerAt = new Map<string, number>(volunteers.map(({ id }, i) => [id, i]))
  const tie = (child: number | undefined, volunteer: number | undefined, failures: Failures) => {
    const of = child === undefined ? undefined : ties[child]
    if (of && volunteer !== undefined) of.set(volunteer, together(of.get(volunteer) ?? 0, failures))
  }
  const between = (child: string, volunteer: string, failures: Failures) => {
    tie(childAt.get(child), volunteerAt.get(volunteer), failures)
  }

  for (const { child, volunteer } of seen.kin ?? []) between(child, volunteer, pairFailure('kin', 'no'))
  for (const { child, volunteer } of seen.forbidden ?? []) between(child, volunteer, pairFailure('forbidden', 'no'))
  for (const { child, volunteer, state, endReason } of seen.present ?? []) {
    if (state !== 'ended') continue
    if (!isKnown(endReason)) between(child, volunteer, pairFailure('ended-before', 'unknown'))
    else if (typeof endReason === 'string' && withdrew.includes(endReason))
      between(child, volunteer, pairFailure('ended-before', 'no'))
  }
  for (const { id, notWith } of volunteers)
    if (notWith !== 'contested') for (const child of notWith) between(child, id, pairFailure('not-with', 'no'))
  for (const { file } of seen.children)
    for (const { possibleCauses } of Object.values(file.incidents))
      for (const { role, id } of some(possibleCauses) ?? [])
        if (role === 'volunteer') between(file.id, id, pairFailure('possible-cause', 'no'))
  samePeople(children, volunteers, tie)
  return ties
}

/** Volunteers who are somebody named in a file, by id, identity number or telephone, or who may be, by name. */
function samePeople(
  children: readonly ChildFacts[],
  volunteers: readonly VolunteerFacts[],
  tie: (child: number, volunteer: number, failures: Failures) => void,
): void {
  const by = (key: (volunteer: VolunteerFacts) => string | undefined) => {
    const found = new Map<string, number[]>()
    volunteers.forEach((volunteer, v) => {
      const value = key(volunteer)
      if (value !== undefined) found.set(value, [...(found.get(value) ?? []), v])
    })
    return (value: string | undefined): readonly number[] => (value === undefined ? [] : (found.get(value) ?? []))
  }
  const byId = by(({ id }) => id)
  const byName = by(({ name }) => name)
  const byNumber = by(({ idNumber }) => idNumber)
  const byPhone = by(({ phone }) => phone)
  children.forEach(({ people }, child) => {
    for (const { as, id, name, idNumber, phones } of people) {
      const rule = as === 'family' ? 'kin' : 'conflict-of-interest'
      const same = [...byId(id), ...byNumber(idNumber), ...phones.flatMap(byPhone)]
      for (const volunteer of same) tie(child, volunteer, pairFailure(rule, 'no'))
      for (const volunteer of byName(name)) {
        const other = volunteers[volunteer]?.idNumber
        const namesake = idNumber !== undefined && other !== undefined && idNumber !== other
        if (!namesake) tie(child, volunteer, pairFailure(rule, 'unknown'))
      }
    }
  })
}
