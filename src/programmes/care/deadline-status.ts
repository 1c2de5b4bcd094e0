import { type DueStatus, statusOn } from '../../cadence/index.ts'
import { addDays, type PlainDate } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import { careParameters } from './care-parameters.ts'

/** How a deadline stands on a day: near, due, late, or so late that the supervisor is shown it. */
export function deadlineStatus(due: PlainDate, asOf: PlainDate): DueStatus {
  const soon = parameterOn(careParameters.soonDays, asOf).value
  const bears = parameterOn(careParameters.breachDays, asOf).value
  const span = { windowStart: addDays(due, -soon), windowEnd: due, breachFrom: addDays(due, bears + 1) }
  return statusOn({ due, ...span, waits: [] }, asOf)
}
