import type { PlainDate } from '../../date.ts'
import type { ChildId, VolunteerId } from '../../id.ts'
import type { Compiled } from '../graph/compile.ts'
import type { Renewal } from '../pairing-plan.ts'
import type { Match } from './matches.ts'

/**
 * What lapses within the term and which seats hang on it: record checks, volunteer agreements, consents, and the guardian's
 * agreement to a helper of the other sex for a child that comes of the age. In order of the day, then of what and who.
 */
export function renewalsOf({ seen }: Compiled, matches: readonly Match[]): readonly Renewal[] {
  const { from, to } = seen.term
  const found = new Map<string, Renewal>()
  const due = (what: Renewal['what'], who: ChildId | VolunteerId, before: PlainDate | undefined, match: Match) => {
    if (!before || before <= from || before >= to) return
    const key = `${before} ${what} ${who}`
    const pair = { child: match.child.id, volunteer: match.volunteer.id }
    found.set(key, { what, before, who, keeps: [...(found.get(key)?.keeps ?? []), pair] })
  }
  for (const match of matches) {
    const { child, volunteer } = match
    due('check', volunteer.id, volunteer.checkLapsesOn, match)
    due('agreement', volunteer.id, volunteer.agreementEndsOn, match)
    due('consent', child.id, child.consent.until === 'none' ? undefined : child.consent.until, match)
    const otherSex = !child.otherSexAgreed && (child.sex === undefined || child.sex !== volunteer.sex)
    if (otherSex) due('otherSex', child.id, child.sameSexOn, match)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, renewal]) => renewal)
}
