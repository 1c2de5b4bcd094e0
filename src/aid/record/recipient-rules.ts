import type { Source } from '../../source.ts'
import type { AidEventOf } from './aid-event.ts'
import type { RecipientKind } from './parties.ts'
import type { RefusalReason } from './refusals.ts'

/** Whether a kind of recipient may take gifts in, and where that is said. */
export interface RecipientRule {
  readonly may: 'yes' | 'no' | 'naturalDisasterOrForeignGiver'
  readonly source: Source
}

const article = (section: string): Source => ({ title: '公益事业捐赠法', section, kind: 'law', standing: 'statute' })
const ours: Source = {
  title: 'not among the recipients of 公益事业捐赠法 art. 10 and 11; may help to hand out (慈善法 art. 74)',
  kind: 'proposal',
  standing: 'proposal',
}

/**
 * Who may take gifts in. A village committee or a township may help to hand gifts out; to take them in is left to those whom the statute names.
 * @source 公益事业捐赠法 art. 10, 11; 慈善法 art. 38, 74
 */
export const recipientRules: Readonly<Record<RecipientKind, RecipientRule>> = {
  charity: { may: 'yes', source: article('art. 10') },
  welfareBody: { may: 'yes', source: article('art. 10') },
  welfareInstitution: { may: 'yes', source: article('art. 10') },
  countyDepartment: { may: 'naturalDisasterOrForeignGiver', source: article('art. 11') },
  township: { may: 'no', source: ours },
  villageCommittee: { may: 'no', source: ours },
  person: { may: 'no', source: ours },
}

/** Why a gift may not be taken in, by what it says itself; undefined if it may. */
export function giftRefusal({ recipient, voluntary, receipt, giver }: AidEventOf<'gift'>): RefusalReason | undefined {
  const { may } = recipientRules[recipient.kind]
  if (may === 'no') return 'recipient-not-entitled'
  if (may !== 'yes' && recipient.occasion === 'ordinary') return 'only-disaster-or-foreign'
  if (voluntary !== 'yes') return 'not-voluntary'
  const noted = 'without' in receipt && receipt.without === 'anonymous'
  return noted === (giver === 'anonymous') ? undefined : 'no-receipt'
}
