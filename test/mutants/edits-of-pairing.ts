import type { Edit } from './edits.ts'

/** Who may help whom. */
export const pairingEdits: readonly Edit[] = [
  {
    name: 'clearance ignored',
    file: 'pairing/rules/volunteer-rules.ts',
    from: 'failure(0, volunteer.checkClear)',
    to: "failure(0, 'yes')",
    law: 'nobody helps without a clear record check',
  },
  {
    name: 'a record check of which nobody knows read as clear',
    file: 'pairing/facts/volunteer-facts.ts',
    from: "typeof check === 'string' || !isKnown(check.outcome) ? 'unknown'",
    to: "typeof check === 'string' || !isKnown(check.outcome) ? 'yes'",
    law: 'nobody helps without a clear record check',
  },
  {
    name: 'expired clearance',
    file: 'pairing/rules/volunteer-rules.ts',
    from: 'failure(1, volunteer.checkLive)',
    to: "failure(1, 'yes')",
    law: 'nobody helps on a record check that has lapsed',
  },
  {
    name: 'clearance good for a day more',
    file: 'pairing/facts/volunteer-facts.ts',
    from: 'lapsesOn > term.from',
    to: 'lapsesOn >= term.from',
    law: 'nobody helps on a record check that has lapsed',
  },
  {
    name: 'concern about a volunteer ignored',
    file: 'pairing/facts/volunteer-facts.ts',
    from: "underConcern === 'yes' || blocked.has(id)",
    to: 'blocked.has(id)',
    law: 'nobody helps who is under concern',
  },
  {
    name: 'kin paired',
    file: 'pairing/facts/ties.ts',
    from: "between(child, volunteer, pairFailure('kin', 'no'))",
    to: "between(child, volunteer, pairFailure('kin', 'yes'))",
    law: 'kin and staff of the case are no helpers',
  },
  {
    name: 'counsellor as helper',
    file: 'pairing/facts/ties.ts',
    from: 'const same = [...byId(id), ...byNumber(idNumber)',
    to: 'const same = [...byNumber(idNumber)',
    law: 'kin and staff of the case are no helpers',
  },
  {
    name: 'mother paired under another name',
    file: 'pairing/facts/ties.ts',
    from: ', ...phones.flatMap(byPhone)]',
    to: ', ...phones.flatMap(() => [])]',
    law: 'kin and staff of the case are no helpers',
  },
  {
    name: 'possible cause paired',
    file: 'pairing/facts/ties.ts',
    from: "pairFailure('possible-cause', 'no')",
    to: "pairFailure('possible-cause', 'yes')",
    law: 'who may have been the cause of a matter never helps that child again',
  },
  {
    name: "paired against a child's no",
    file: 'pairing/rules/child-rules.ts',
    from: "answer(child.said.child !== 'no')",
    to: "'yes'",
    law: "no child is paired against its no or without a guardian's yes",
  },
  {
    name: 'paired without consent',
    file: 'pairing/rules/child-rules.ts',
    from: 'failure(3, child.consent.live)',
    to: "failure(3, 'yes')",
    law: "no child is paired against its no or without a guardian's yes",
  },
]
