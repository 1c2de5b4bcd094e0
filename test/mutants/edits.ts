import { caseworkEdits } from './edits-of-casework.ts'
import { pairingEdits } from './edits-of-pairing.ts'
import { privacyEdits } from './edits-of-privacy.ts'
import { recordEdits } from './edits-of-records.ts'

/** One place of the source broken on purpose, and the law that has to find it. */
export interface Edit {
  readonly name: string
  /** Path from src. */
  readonly file: string
  /** Stands in the file once. */
  readonly from: string
  readonly to: string
  readonly law: string
}

/** Every way of hurting a child that is tried on the laws. */
export const edits: readonly Edit[] = [...recordEdits, ...privacyEdits, ...pairingEdits, ...caseworkEdits]
