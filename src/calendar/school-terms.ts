import type { Source } from '../source.ts'
import type { SchoolTerm } from './layers.ts'

const source: Source = {
  title:
    'General pattern of terms: autumn from 1 September to January, spring from after the Lantern Festival to early July',
  kind: 'practice',
  standing: 'known',
}

/**
 * The terms of the school year 2026-27 as an example: a pattern that many counties follow, set by none. Dates of terms are
 * decided by province and county; put those of the county in their place.
 */
export const schoolTerms: readonly SchoolTerm[] = [
  {
    id: '2026-autumn',
    label: 'Example: school year 2026-27, autumn term (2026-2027学年第一学期)',
    from: '2026-09-01',
    to: '2027-01-23',
    standing: 'known',
    source,
  },
  {
    id: '2027-spring',
    label: 'Example: school year 2026-27, spring term (2026-2027学年第二学期)',
    from: '2027-02-22',
    to: '2027-07-10',
    standing: 'known',
    source,
  },
]
