import { careColumns } from './care.ts'
import { carerColumns } from './carer.ts'
import { contactColumns } from './contact.ts'
import { healthColumns } from './health.ts'
import { identityColumns } from './identity.ts'
import { livelihoodColumns } from './livelihood.ts'
import { parentsColumns } from './parents.ts'
import { schoolColumns } from './school.ts'
import { stateColumns } from './state.ts'

/** The columns of the register of children, in the order in which they are written. */
export const childColumns = {
  ...identityColumns,
  ...schoolColumns,
  ...healthColumns,
  ...livelihoodColumns,
  ...parentsColumns,
  ...carerColumns,
  ...careColumns,
  ...contactColumns,
  ...stateColumns,
} as const
