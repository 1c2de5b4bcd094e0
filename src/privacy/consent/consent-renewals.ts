import { isKnown } from '../../absent.ts'
import type { PlainDate, Window } from '../../date.ts'
import { parameterOn } from '../../policy.ts'
import type { ChildFile } from '../../records/index.ts'
import { type ConsentAges, consentAges, stageBegins } from './consent-gates.ts'
import { consentsOf } from './consent-question.ts'

/** A consent that stops counting on a day, and why it has to be asked for again. */
export interface ConsentRenewal {
  readonly consent: string
  /** First day on which it no longer counts. */
  readonly on: PlainDate
  readonly because: 'runsOut' | 'ownWord' | 'alone'
}

/**
 * Consents that stop counting within a span of days, by day and id: they run out, or the child turns 14 or 18 and has to be asked
 * anew. Consents that were withdrawn before are left out. Where the birth date is not known, no birthday is foreseen.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { consentRenewals } from 'childfile/privacy'
 * const consent = { capacity: 'mother', purposes: ['file'], on: '2025-03-01', until: 'none' } as const
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2012-10-02', consents: { k1: consent } })
 * consentRenewals(file, { from: '2026-09-01', to: '2026-11-01' }) // => [{ consent: 'k1', on: '2026-10-02', because: 'ownWord' }]
 * ```
 */
export function consentRenewals(
  file: ChildFile,
  { from, to }: Window,
  ages: ConsentAges = parameterOn(consentAges, from).value,
): readonly ConsentRenewal[] {
  const { birthDate } = file
  const gates = isKnown(birthDate)
    ? (['ownWord', 'alone'] as const).map((stage) => ({ on: stageBegins(birthDate, stage, ages), because: stage }))
    : []
  return consentsOf(file)
    .flatMap(([consent, { on, until, withdrawnOn }]) => {
      const ends = [
        ...(isKnown(until) && until !== 'none' ? [{ on: until, because: 'runsOut' as const }] : []),
        ...gates.filter((gate) => isKnown(on) && on < gate.on),
      ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
      const [end] = ends
      const withdrawn = isKnown(withdrawnOn) && withdrawnOn !== 'none' && end !== undefined && withdrawnOn <= end.on
      return end && !withdrawn && end.on >= from && end.on < to ? [{ consent, ...end }] : []
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.consent < b.consent ? -1 : 1))
}
