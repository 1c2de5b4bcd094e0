import type { PlainDate } from '../../date.ts'
import { type Outcome, type Problem, settle } from '../../problem.ts'
import { pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { ours } from '../defaults/sources.ts'
import { windows } from '../reading/windows.ts'
import type { RuleDocument } from '../ruleset/rule.ts'

type Given = RuleDocument['parameters'][number]

const isLaterThan = (parameter: Given, from: PlainDate): boolean => parameter.values.every((value) => value.from < from)

/**
 * The rules with other values of parameters from a day on, to keep the alarm budget or to suit a county. Only what is marked as a proposal may move;
 * what comes from the law, a guideline or an instrument stays as it is. The new values are proposals themselves. Compile what comes of it.
 * @returns Ok: the document. Err `not-allowed`, `not-entitled`: the value in force is no proposal. Err `invalid`: there is no such parameter, or it already
 * has a value from that day or later.
 * @example
 * ```ts
 * import { defaultRules, moveParameters } from 'childfile/risk'
 * moveParameters(defaultRules, { 'contact.moderateDays': 45 }, '2026-10-01').isOk() // => true
 * moveParameters(defaultRules, { 'age.alone': 14 }, '2026-10-01').match(() => '', ([problem]) => problem.code) // => 'not-entitled'
 * ```
 */
export function moveParameters(
  document: RuleDocument,
  moves: Readonly<Record<string, number>>,
  from: PlainDate,
): Outcome<RuleDocument> {
  const problems: Problem[] = []
  const own = new Map(document.parameters.map((parameter) => [parameter.id, parameter]))
  for (const window of windows)
    if (!own.has(window.id) && Object.hasOwn(moves, window.id))
      own.set(window.id, { ...window, values: [...window.values] })
  for (const [at, id] of Object.keys(moves).entries()) {
    const found = own.get(id)
    const [first, ...rest] = found?.values ?? []
    if (!found || !first) {
      problems.push({
        kind: 'invalid',
        path: pointer(at),
        code: 'unknown-code',
        message: 'not a parameter of the rules',
      })
      continue
    }
    const { standing } = parameterOn({ ...found, values: [first, ...rest] }, from)
    if (standing !== 'proposal')
      problems.push({
        kind: 'not-allowed',
        path: pointer(at),
        code: 'not-entitled',
        message: 'only a proposal may move',
      })
    else if (!isLaterThan(found, from))
      problems.push({
        kind: 'invalid',
        path: pointer(at),
        code: 'inconsistent',
        message: 'has a value from that day or later',
      })
  }
  const parameters = [...own.values()].map((parameter): Given => {
    const value = Object.hasOwn(moves, parameter.id) ? moves[parameter.id] : undefined
    return value === undefined
      ? parameter
      : { ...parameter, values: [...parameter.values, { from, value, standing: 'proposal', source: ours }] }
  })
  return settle({ ...document, parameters }, problems)
}
