import { canonicalJson } from '../../canonical.ts'
import { type Digest, hex, sha256, utf8 } from '../../digest.ts'
import { ok, type Outcome, refuse } from '../../problem.ts'
import { keyedDigest } from './keyed-digest.ts'

/** A secret of the exporting office and the purpose of the export. */
export interface PseudonymKey {
  /** At least 16 bytes, kept apart from the export. */
  readonly key: Uint8Array
  /** Names what the export is for: the same child has another pseudonym for another purpose. */
  readonly purpose: string
  /**
   * Names the one export: the same child has another pseudonym in another export, for the same purpose too. It need not be secret.
   * Giving two exports one salt on purpose is how to follow children from one to the other.
   */
  readonly salt?: string
  /** SHA-256 if not given. */
  readonly digest?: Digest
}

const leastBytes = 16

/**
 * A function that gives ids their pseudonyms: 32 hexadecimal digits, the same for the same id, key, purpose and salt. Without
 * the key nobody can tell whose they are, nor that two of them for two purposes or in two exports are of one child.
 * @returns Ok: the function. Err `invalid` `too-small`: the key has fewer than 16 bytes, or the purpose has no name.
 * @example
 * ```ts
 * import { pseudonyms } from 'childfile/privacy'
 * const key = new Uint8Array(32).fill(7)
 * const study = pseudonyms({ key, purpose: 'study-2026' })
 * const report = pseudonyms({ key, purpose: 'report-2026' })
 * study.isOk() && report.isOk() && study.value('c1') === report.value('c1') // => false
 * pseudonyms({ key: new Uint8Array(4), purpose: 'study-2026' }).isErr() // => true
 * ```
 */
export function pseudonyms({
  key,
  purpose,
  salt = '',
  digest = sha256,
}: PseudonymKey): Outcome<(id: string) => string> {
  if (key.length < leastBytes) return refuse('/key', 'too-small', `must have at least ${leastBytes} bytes`)
  if (purpose === '') return refuse('/purpose', 'too-small', 'must have a name')
  return ok((id) => hex(keyedDigest(key, utf8(canonicalJson(['pseudonym', purpose, salt, id])), digest)).slice(0, 32))
}
