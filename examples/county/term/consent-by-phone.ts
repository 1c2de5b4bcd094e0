import { addDays, type ChildFile, ConsentId, isKnown, type PlainDate } from 'childfile'

type Consents = Exclude<ChildFile['consents'], string>
type Purpose = 'pairing' | 'activity' | 'counselling'

/** The id of a consent that was given on a day. */
export const consentId = (purpose: Purpose, on: PlainDate): ConsentId => ConsentId.parse(`${purpose}-${on}`)

/** The file after two workers asked a parent on the telephone, and the parent said yes. */
export function consentedByPhone(
  file: ChildFile,
  purpose: Purpose,
  on: PlainDate,
  childAnswer: Consents[ConsentId]['childAnswer'],
): ChildFile {
  const consent: Consents[ConsentId] = {
    giver: isKnown(file.father.name) ? file.father.name : file.mother.name,
    capacity: file.father.status === 'dead' || file.father.status === 'imprisoned' ? 'mother' : 'father',
    form: 'phoneTwoWorkers',
    purposes: [purpose],
    categories: 'notCollected',
    noticeVersion: '2026-09',
    on,
    until: addDays(on, 365),
    withdrawnOn: 'notCollected',
    childAnswer,
    evidence: 'none',
  }
  const before = typeof file.consents === 'object' ? file.consents : {}
  return { ...file, consents: { ...before, [consentId(purpose, on)]: consent } }
}
