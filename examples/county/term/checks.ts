import type { PlainDate } from 'childfile'
import type { AidLedger } from 'childfile/aid'
import type { ScreenedVolunteer, SurrogateMatch } from 'childfile/programmes'
import type { FlagRecord } from 'childfile/risk'

/**
 * What must hold of the matches on every evening, in words for whoever reads the stop; empty if it does: at most one active match for
 * a child, and none without an accepted volunteer whose clearance is live.
 */
export function matchFaults(
  matches: Iterable<SurrogateMatch>,
  volunteers: ReadonlyMap<string, Pick<ScreenedVolunteer, 'state' | 'clearance'>>,
  on: PlainDate,
): readonly string[] {
  const faults: string[] = []
  const taken = new Set<string>()
  for (const { id, child, volunteer, role, state, to, guardianConsent } of matches) {
    if (state !== 'active') continue
    const who = volunteers.get(volunteer)
    const lapsesOn = who?.clearance.lapsesOn
    if (who?.state !== 'ready') faults.push(`match ${id} is active and its volunteer is not accepted`)
    if (lapsesOn === undefined || lapsesOn <= on) faults.push(`match ${id} is active without a live clearance`)
    if (guardianConsent === undefined || (guardianConsent.until !== undefined && guardianConsent.until <= on))
      faults.push(`match ${id} is active without a guardian's consent`)
    if (to <= on) faults.push(`match ${id} is active after its term`)
    if (role === 'primary' && taken.has(child)) faults.push(`match ${id} is the second active match of its child`)
    if (role === 'primary') taken.add(child)
  }
  return faults
}

/** What must hold of the books of aid on every evening; empty if it does: nothing is lost, made or negative, no need is given twice. */
export function bookFaults({ lots, needs }: Pick<AidLedger, 'lots' | 'needs'>): readonly string[] {
  return [
    ...lots.flatMap((lot) => {
      const parts = [lot.remaining, lot.waiting, lot.delivered, lot.givenBack, lot.lost, lot.spent]
      const whole = parts.reduce((sum, part) => sum + part, 0)
      return [
        ...(parts.every((part) => Number.isSafeInteger(part) && part >= 0)
          ? []
          : [`lot ${lot.lot} has a part below 0`]),
        ...(whole === lot.received ? [] : [`lot ${lot.lot} received ${lot.received} and accounts for ${whole}`]),
      ]
    }),
    ...needs.flatMap(({ need, quantity, waiting, delivered }) =>
      waiting + delivered > quantity ? [`need ${need} was given more than it asks for`] : [],
    ),
  ]
}

/** What must hold of the flags of a child on every evening; empty if it does: one open flag of a rule, and a critical one closed by a supervisor alone. */
export function flagFaults(records: readonly FlagRecord[]): readonly string[] {
  const open = records.filter(({ state }) => state !== 'cleared' && state !== 'superseded')
  return [
    ...(new Set(open.map(({ rule }) => rule)).size < open.length ? ['a rule has two open flags'] : []),
    ...records.flatMap(({ rule, tier, closed }) =>
      tier === 4 && closed?.by === 'rules' ? [`${rule} is critical and went out by itself`] : [],
    ),
  ]
}
