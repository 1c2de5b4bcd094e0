import type { Answer } from '../../records/index.ts'
import type { RuleCode } from './hard-rules.ts'

/** A rule that was not met, or that could not be judged. */
export interface RuleFailure {
  readonly rule: RuleCode
  readonly verdict: 'no' | 'unknown'
}

/** Failures against a list of at most 15 rules as bits: bit i for a no to rule i, bit 15 + i for an unknown. */
export type Failures = number

const half = 15
const noBits = (1 << half) - 1

/** The failure of the rule at a place of its list; 0 if it is met. */
export const failure = (at: number, met: Answer): Failures =>
  met === 'yes' ? 0 : met === 'no' ? 1 << at : 1 << (at + half)

/** Both failures together: for one rule, no wins over unknown. */
export const together = (a: Failures, b: Failures): Failures => (a | b) & ~(((a | b) & noBits) << half)

/** The failures by rule, in order of the list. */
export const failuresOf = (rules: readonly RuleCode[], failures: Failures): readonly RuleFailure[] =>
  rules.flatMap((rule, at): readonly RuleFailure[] => {
    if ((failures & (1 << at)) !== 0) return [{ rule, verdict: 'no' }]
    return (failures & (1 << (at + half))) === 0 ? [] : [{ rule, verdict: 'unknown' }]
  })

/** Whether the rule at a place of its list is the only one that failed. */
export const failedAlone = (failures: Failures, at: number): boolean =>
  failures === 1 << at || failures === 1 << (at + half)

/** How often each rule of a list said no, and how often it could not be judged. */
export interface Tally {
  readonly no: Int32Array
  readonly unknown: Int32Array
}

/** A tally of nothing yet. */
export const emptyTally = (rules: readonly RuleCode[]): Tally => ({
  no: new Int32Array(rules.length),
  unknown: new Int32Array(rules.length),
})

/** Counts the failures in, `times` over. */
export function count(tally: Tally, failures: Failures, times = 1): void {
  if (failures === 0) return
  for (let at = 0; at < tally.no.length; at++) {
    if ((failures & (1 << at)) !== 0) tally.no[at] = (tally.no[at] ?? 0) + times
    if ((failures & (1 << (at + half))) !== 0) tally.unknown[at] = (tally.unknown[at] ?? 0) + times
  }
}
