import type { PlainDate } from '../../date.ts'
import { type Answer, answer } from '../../records/index.ts'
import type { ChildFacts } from '../facts/child-facts.ts'
import type { VolunteerFacts } from '../facts/volunteer-facts.ts'
import { type Failures, failure } from './failures.ts'
import { type PairRule, pairRules } from './hard-rules.ts'

const place = (rule: PairRule): number => pairRules.indexOf(rule)
const sameSex = place('same-sex')
const conflict = place('conflict-of-interest')
const language = place('language')
const notWith = place('not-with')

/** The failure of one rule about a pair. */
export const pairFailure = (rule: PairRule, met: Answer): Failures => failure(place(rule), met)

/** Too far from each other. */
export const tooFar: Failures = pairFailure('distance', 'no')

/** What stands against the two as they are: sex, occupation, language. What is on record between them comes from `ties`. */
export const pairFailures = (child: ChildFacts, volunteer: VolunteerFacts, on: PlainDate): Failures =>
  failure(sameSex, sexFits(child, volunteer, on)) |
  failure(conflict, postFits(child, volunteer)) |
  failure(language, canTalk(child, volunteer)) |
  (volunteer.notWith === 'contested' ? failure(notWith, 'unknown') : 0)

function sexFits(child: ChildFacts, volunteer: VolunteerFacts, on: PlainDate): Answer {
  if (child.otherSexAgreed || (child.sameSexOn !== undefined && child.sameSexOn > on)) return 'yes'
  if (!child.sex || !volunteer.sex) return 'unknown'
  return child.sex === volunteer.sex ? 'yes' : child.sameSexOn === undefined ? 'unknown' : 'no'
}

function postFits(
  { school, division, unknownWorkers }: ChildFacts,
  { post, schools, division: home }: VolunteerFacts,
): Answer {
  if ((post === 'teacher' || schools.length > 0) && school.attends !== 'no') {
    if (schools.length === 0 || (school.id === undefined && school.name === undefined)) return 'unknown'
    if (schools.some((at) => at === school.id || at === school.name)) return 'no'
  }
  const unclear =
    (post === 'villageWorker' && division === home && unknownWorkers.village) ||
    (post === 'townshipWorker' && division?.slice(0, 9) === home?.slice(0, 9) && unknownWorkers.township) ||
    (post === 'counsellor' && unknownWorkers.counsellor)
  return unclear ? 'unknown' : 'yes'
}

/** A child who speaks one language only needs somebody who speaks it; otherwise language is a soft term. */
function canTalk(child: ChildFacts, volunteer: VolunteerFacts): Answer {
  const [only, ...more] = child.languages ?? []
  if (only === undefined || more.length > 0) return 'yes'
  return volunteer.languages ? answer(volunteer.languages.includes(only)) : 'unknown'
}
