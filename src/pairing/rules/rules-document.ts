import { z } from 'zod'
import type { Outcome, Problem } from '../../problem.ts'
import { err, parse } from '../../problem.ts'
import { PairingSettings, PairingWeights } from '../settings.ts'

/** Settings and weights of a programme, as a document of its own. */
export const PairingRules = z
  .strictObject({ settings: PairingSettings.exactOptional(), weights: PairingWeights.exactOptional() })
  .describe('Rules of pairing as a programme sets them')
export type PairingRules = Readonly<z.infer<typeof PairingRules>>

/** Words that speak of what pairing must not look at, in names and values, in English and Chinese. */
const barred =
  /politic|party|league|employer|workunit|work.?unit|\bunit\b|danwei|donat|donor|gift|sponsor|政治|党员|党派|团员|单位|捐|赠|赞助|ethnic|民族|religio|宗教|hukou|户籍|户口/i

/**
 * The rules of a programme for a pairing problem. A document that names political status, the unit somebody works for, donations, or
 * a protected trait, at any depth, is refused as a whole: who gives or belongs is not to decide which child gets a helper.
 * @returns Ok: settings and weights for `pair`. Err `invalid`: a field of the wrong form. Err `not-allowed` `protected-trait`: it names
 * what must not be looked at.
 * @example
 * ```ts
 * import { readPairingRules } from 'childfile/pairing'
 * const told = (document: unknown) => readPairingRules(document).match(() => 'fine', ([problem]) => problem.code)
 * ;[told({ settings: { seats: 3 } }), told({ weights: { donations: 5 } })] // => ['fine', 'protected-trait']
 * ```
 */
export function readPairingRules(document: unknown): Outcome<PairingRules> {
  return isBarred(document) ? err([refused]) : parse(PairingRules, document)
}

/** What cannot be looked through to its end is left to the schema, which refuses it. */
function isBarred(document: unknown): boolean {
  try {
    return names(document, new Set())
  } catch {
    return false
  }
}

const refused: Problem = {
  kind: 'not-allowed',
  path: '',
  code: 'protected-trait',
  message: 'the document names something that pairing must not look at',
}

function names(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value === 'string') return barred.test(value)
  if (typeof value !== 'object' || value === null || seen.has(value)) return false
  seen.add(value)
  return Object.entries(value).some(([key, inner]) => barred.test(key) || names(inner, seen))
}
