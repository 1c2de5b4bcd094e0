import { isKnown, some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildFile } from '../child/child-file.ts'
import { type Answer, answer, both, either, not } from './truth.ts'

/** What kind of household a child lives in, derived from people and periods. */
export interface HouseholdStructure {
  readonly withFather: Answer
  readonly withMother: Answer
  readonly withGrandparent: Answer
  /** With another adult of the family or with the delegated carer. */
  readonly withOtherAdult: Answer
  readonly withBrotherOrSister: Answer
  readonly kind: 'bothParents' | 'oneParent' | 'skippedGeneration' | 'otherAdult' | 'noAdult' | 'unknown'
}

const grandparents = new Set([
  'grandparent',
  'paternalGrandfather',
  'paternalGrandmother',
  'maternalGrandfather',
  'maternalGrandmother',
  'greatGrandfather',
  'greatGrandmother',
])
const brothersAndSisters = new Set(['sibling', 'elderBrother', 'youngerBrother', 'elderSister', 'youngerSister'])
const gone = new Set([
  'awayWorking',
  'divorcedAway',
  'dead',
  'missing',
  'lostContact',
  'imprisoned',
  'compulsoryTreatment',
  'whereaboutsUnknown',
])
const home = new Set(['homeCapable', 'homeIncapable'])

type Member = Exclude<ChildFile['household']['members'], string>[keyof Exclude<
  ChildFile['household']['members'],
  string
>]

/**
 * The household of a child on a day. What was not written down stays unknown: no member on record does not mean that nobody
 * lives there.
 * @example
 * ```ts
 * import { childFile, householdStructure } from 'childfile'
 * const file = childFile({
 *   id: 'c1', name: '李小花', father: { status: 'awayWorking' }, mother: { status: 'awayWorking' },
 *   household: { members: { g1: { relation: 'paternalGrandmother', alive: 'yes', livesWith: [{ from: '2020-01-01', to: 'none' }] } } },
 * })
 * householdStructure(file, '2026-09-15').kind // => 'skippedGeneration'
 * ```
 */
export function householdStructure(file: ChildFile, asOf: PlainDate): HouseholdStructure {
  const withFather = withParent(file.household.livesWithFather, file.father.status)
  const withMother = withParent(file.household.livesWithMother, file.mother.status)
  const withGrandparent = either(
    withMember(file, asOf, (relation) => grandparents.has(relation)),
    carerIs(file, (relation) => grandparents.has(relation)),
  )
  const other = (relation: string): boolean => !grandparents.has(relation) && !brothersAndSisters.has(relation)
  const withOtherAdult = either(withMember(file, asOf, other), carerIs(file, other))
  const withBrotherOrSister = withMember(file, asOf, (relation) => brothersAndSisters.has(relation))
  return {
    withFather,
    withMother,
    withGrandparent,
    withOtherAdult,
    withBrotherOrSister,
    kind: kindOf(withFather, withMother, withGrandparent, withOtherAdult),
  }
}

function kindOf(father: Answer, mother: Answer, grandparent: Answer, other: Answer): HouseholdStructure['kind'] {
  if (both(father, mother) === 'yes') return 'bothParents'
  if (either(both(father, not(mother)), both(mother, not(father))) === 'yes') return 'oneParent'
  if (either(father, mother) !== 'no') return 'unknown'
  if (grandparent === 'yes') return 'skippedGeneration'
  if (other === 'yes') return 'otherAdult'
  return either(grandparent, other) === 'no' ? 'noAdult' : 'unknown'
}

function withParent(said: ChildFile['household']['livesWithFather'], status: ChildFile['father']['status']): Answer {
  if (isKnown(said)) return said
  if (typeof status !== 'string') return 'unknown'
  return home.has(status) ? 'yes' : gone.has(status) ? 'no' : 'unknown'
}

/** A delegated carer is taken to live with the child, because that is what the delegation means. */
const carerIs = (file: ChildFile, fits: (relation: string) => boolean): Answer => {
  if (file.delegate === 'none') return 'no'
  if (typeof file.delegate === 'string') return 'unknown'
  const { relation } = file.delegate
  return typeof relation === 'string' && isKnown(relation) ? answer(fits(relation)) : 'unknown'
}

function withMember(file: ChildFile, asOf: PlainDate, fits: (relation: string) => boolean): Answer {
  const { members } = file.household
  if (members === 'none') return 'no'
  if (typeof members === 'string') return 'unknown'
  return either(
    'no',
    ...Object.values(members).map((member) => {
      const relation =
        typeof member.relation === 'string' && isKnown(member.relation) ? answer(fits(member.relation)) : 'unknown'
      return both(relation, livesHere(member, asOf))
    }),
  )
}

function livesHere({ alive, livesWith }: Member, asOf: PlainDate): Answer {
  if (alive === 'no' || livesWith === 'none') return 'no'
  if (typeof livesWith === 'string') return 'unknown'
  return either(
    ...livesWith.map(({ from, to }) =>
      both(
        isKnown(from) ? answer(from <= asOf) : 'unknown',
        to === 'none' ? 'yes' : isKnown(to) ? answer((some(to) ?? asOf) > asOf) : 'unknown',
      ),
    ),
  )
}
