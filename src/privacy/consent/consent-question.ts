import { some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildFile, Code, codeLists, Consent } from '../../records/index.ts'
import type { ConsentAges } from './consent-gates.ts'

/** For what a consent is given. */
export type ConsentPurpose = Code<typeof codeLists.consentPurposes>

/** A category of data that a notice may list. */
export type DataCategory = Code<typeof codeLists.dataCategories>

/** Which consent is asked for, and on which day. */
export interface ConsentQuestion {
  readonly purpose: ConsentPurpose
  /** Left out: whether there is a consent for the purpose, whatever the data. */
  readonly category?: DataCategory
  readonly asOf: PlainDate
  /** Other ages than those of `consentAges`. */
  readonly ages?: ConsentAges
}

/** The consents on file with their ids, in order of ids. */
export const consentsOf = (file: Pick<ChildFile, 'consents'>): readonly (readonly [string, Consent])[] =>
  Object.entries(some(file.consents) ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
