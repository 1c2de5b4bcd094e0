import type { ChildId } from '../../id.ts'
import type { AidEventOf, Restriction } from './aid-event.ts'
import type { NeedKind } from './parties.ts'

/** What a restriction looks at of a need. */
export interface Asked {
  readonly kind: NeedKind
  readonly division: AidEventOf<'need'>['division']
  readonly child: ChildId
}

/** Whether what the giver said lets a need have it, words apart; a division that is not known is none of those named. */
export const allows = (restriction: Restriction, { kind, division, child }: Asked): boolean =>
  restriction === 'none' ||
  ((restriction.kinds?.includes(kind) ?? true) &&
    (restriction.divisions?.some((one) => division.startsWith(one)) ?? true) &&
    (restriction.children?.includes(child) ?? true))
