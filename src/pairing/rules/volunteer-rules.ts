import { answer } from '../../records/index.ts'
import type { VolunteerFacts } from '../facts/volunteer-facts.ts'
import { type Failures, failure } from './failures.ts'

/** What stands against the volunteer for any child; the order is that of `volunteerRules`. `placed`: the village is on the map. */
export const volunteerFailures = (volunteer: VolunteerFacts, seats: number, placed: boolean): Failures =>
  failure(0, volunteer.checkClear) |
  failure(1, volunteer.checkLive) |
  failure(2, volunteer.trained) |
  failure(3, volunteer.ageFits) |
  failure(4, volunteer.agreementRuns) |
  failure(5, volunteer.noConcern) |
  failure(6, volunteer.kinKnown) |
  failure(7, volunteer.post ? 'yes' : 'unknown') |
  failure(8, volunteer.offers === undefined ? 'unknown' : answer(seats > 0)) |
  failure(9, placed ? 'yes' : 'unknown')
