import { epochDay, isDate } from '../../date.ts'
import { invalid, type Problem, parse } from '../../problem.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { ChildFile, childFile } from '../../records/index.ts'
import { inForce, viewOf } from '../evaluation.ts'
import { no, unknown, yes } from '../language/truth.ts'
import type { Beside } from '../reading/fact.ts'
import type { RuleExample } from './rule.ts'
import type { CompiledRule, Ruleset } from './ruleset.ts'

const expected = { fires: yes, not: no, unknown } as const

/** Examples of rules that do not come out as they say, or whose child cannot be read; of the rules of some rounds only. */
export const exampleProblems = (
  ruleset: Ruleset,
  rounds: readonly CompiledRule['round'][] = [1, 2],
): readonly Problem[] =>
  ruleset.document.rules.flatMap((rule, i) => {
    const one = ruleset.rules.find((compiled) => compiled.rule === rule)
    if (!one || !rounds.includes(one.round)) return []
    return (['fires', 'not', 'unknown'] as const).flatMap((kind) =>
      rule.examples[kind].flatMap((example, j) =>
        exampleProblem(ruleset, one, example, kind, pointer('rules', i, 'examples', kind, j)),
      ),
    )
  })

function exampleProblem(
  ruleset: Ruleset,
  one: CompiledRule,
  example: RuleExample,
  kind: keyof typeof expected,
  path: Pointer,
): readonly Problem[] {
  const draft: unknown = example.file
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft))
    return [invalid(`${path}/file`, 'invalid-type', 'must be the parts of a file that are known')]
  const read = parse(ChildFile, childFile({ ...draft, id: 'example', name: '例' }))
  if (read.isErr())
    return read.error.map((problem) => invalid(`${path}/file${problem.path}`, 'invalid-value', problem.message))
  const { beside = {} } = example
  if (!isBeside(beside)) return [invalid(`${path}/beside`, 'invalid-type', 'must be facts with their values')]
  if (!inForce(one, epochDay(example.asOf)))
    return [invalid(`${path}/asOf`, 'inconsistent', 'the rule is not in force on this day')]
  const truth = one.fires.truth(viewOf(read.value, beside, epochDay(example.asOf), ruleset))
  return truth === expected[kind]
    ? []
    : [
        invalid(
          path,
          'inconsistent',
          `the example comes out as ${truth === yes ? 'fires' : truth === no ? 'not' : 'unknown'}`,
        ),
      ]
}

const isBeside = (value: unknown): value is Beside =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (entry: unknown) =>
      typeof entry === 'object' &&
      entry !== null &&
      'value' in entry &&
      (entry.value === 'yes' || entry.value === 'no' || typeof entry.value === 'number') &&
      (!('on' in entry) || (typeof entry.on === 'string' && isDate(entry.on))),
  )
