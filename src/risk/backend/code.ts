import type { Cells } from './cells.ts'

/** Works out one rule for the children from 0 to `count`: 0 no, 1 unknown, 2 yes. */
export type RuleCode = (cells: readonly Cells[], bars: Float64Array, count: number, out: Uint8Array) => void

/** Rules as code, in the order of the ruleset that `sha256` names. */
export interface Code {
  readonly sha256: string
  readonly rules: readonly RuleCode[]
}
