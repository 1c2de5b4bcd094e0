import { z } from 'zod'
import { PlainDate } from '../date.ts'
import { type Pointer, pointer } from '../pointer.ts'
import { type Parameter, parameterOn, type Tier } from '../policy.ts'
import { err, invalid, type Outcome, ok, parse, type Problem } from '../problem.ts'
import { Source, Standing } from '../source.ts'
import { type CadencePlan, CadenceRule, type CareKind, careKinds, contradictions, roughDays } from './cadence-rule.ts'
import { type CadenceRules, proposedRules } from './proposals.ts'

/** The rules of one tier by kind of care. */
export type CareRules = Readonly<Record<CareKind, CadenceRule>>

/** How often each kind of care is owed at each tier. `on` is the day asked; without it the newest values hold. */
export interface Cadence {
  /** Every rule with its values in time, their standing and their sources. */
  readonly rules: CadenceRules
  /** The rules of a tier. */
  of(tier: Tier, on?: PlainDate): CareRules
  /** The rules of one kind by tier, as `dueInBulk` takes them. */
  plan(kind: CareKind, on?: PlainDate): CadencePlan
}

/** The proposed cadence: every value in it has the standing of a proposal, none is law. */
export const cadence: Cadence = /* @__PURE__ */ cadenceOf(proposedRules)

function cadenceOf(rules: CadenceRules): Cadence {
  const rule = (kind: CareKind, tier: Tier, on: PlainDate = '9999-12-31'): CadenceRule =>
    parameterOn(rules[kind][tier], on).value
  return {
    rules,
    of: (tier, on) => ({
      homeVisit: rule('homeVisit', tier, on),
      parentContact: rule('parentContact', tier, on),
      review: rule('review', tier, on),
      counselling: rule('counselling', tier, on),
      healthCheck: rule('healthCheck', tier, on),
      agreementRenewal: rule('agreementRenewal', tier, on),
    }),
    plan: (kind, on) => ({
      0: rule(kind, 0, on),
      1: rule(kind, 1, on),
      2: rule(kind, 2, on),
      3: rule(kind, 3, on),
      4: rule(kind, 4, on),
    }),
  }
}

const Change = z.strictObject({
  id: z.string().min(1).max(80),
  unit: z.string().max(40),
  en: z.string().max(200),
  zh: z.string().max(200),
  values: z.array(z.strictObject({ from: PlainDate, value: CadenceRule, standing: Standing, source: Source })).min(1),
})

/**
 * The proposed cadence with some rules replaced. A replaced rule brings its own values in time and their standing.
 * @returns Ok: the cadence. Err `invalid`: a rule cannot be read or contradicts itself, is given twice, belongs to no care kind,
 * has values out of order or of several kinds or tiers; or a stricter tier would have longer intervals than a milder one.
 * @example
 * ```ts
 * import { cadence, compileCadence } from 'childfile/cadence'
 * const source = { title: 'Measures of the county', kind: 'guideline', standing: 'seen' } as const
 * const value = { ...cadence.of(0).homeVisit, every: { months: 2 } }
 * const change = { ...cadence.rules.homeVisit[0], values: [{ from: '2026-09-01', value, standing: 'seen', source }] } as const
 * const own = compileCadence([change])
 * own.map((c) => c.of(0).homeVisit.every).unwrapOr({ days: 1 }) // => { months: 2 }
 * own.map((c) => c.of(4).homeVisit.every).unwrapOr({ days: 1 }) // => { weeks: 1 }
 * ```
 */
export function compileCadence(changes: readonly Parameter<CadenceRule>[]): Outcome<Cadence> {
  return parse(z.array(Change), changes).andThen((read): Outcome<Cadence> => {
    let rules = proposedRules
    const problems: Problem[] = []
    const seen = new Set<string>()
    for (const [i, { values, ...rest }] of read.entries()) {
      const [first, ...later] = values
      if (!first) continue
      const { kind, tier } = first.value
      problems.push(...valueProblems(values, pointer(i, 'values')))
      if (!isCareKind(kind)) {
        problems.push(invalid(pointer(i, 'values', 0, 'value', 'kind'), 'unknown-code', 'is not a kind of care'))
        continue
      }
      if (seen.has(`${kind} ${tier}`)) problems.push(invalid(pointer(i), 'duplicate', 'the rule is given twice'))
      seen.add(`${kind} ${tier}`)
      rules = { ...rules, [kind]: { ...rules[kind], [tier]: { ...rest, values: [first, ...later] } } }
    }
    problems.push(...careKinds.flatMap(({ key }) => orderProblems(rules, key)))
    const [first, ...rest] = problems
    return first ? err([first, ...rest]) : ok(cadenceOf(rules))
  })
}

const isCareKind = (kind: string): kind is CareKind => careKinds.some(({ key }) => key === kind)

type Values = readonly { readonly from: PlainDate; readonly value: CadenceRule }[]

const valueProblems = (values: Values, path: Pointer): readonly Problem[] =>
  values.flatMap(({ from, value }, k) => {
    const before = values[k - 1]
    const here: Pointer = `${path}${pointer(k)}`
    return [
      ...contradictions(value, `${here}/value`),
      ...(before && before.from >= from
        ? [invalid(`${here}/from`, 'inconsistent', 'values must be in order of time')]
        : []),
      ...(before && (before.value.kind !== value.kind || before.value.tier !== value.tier)
        ? [invalid(`${here}/value`, 'inconsistent', 'all values must be of one kind and tier')]
        : []),
    ]
  })

/** A stricter tier is never served less often, on any day on which a value begins. */
function orderProblems(rules: CadenceRules, kind: CareKind): readonly Problem[] {
  const days = Object.values(rules[kind]).flatMap(({ values }) => values.map(({ from }) => from))
  const compiled = cadenceOf(rules)
  const wrong = [...new Set(days)].some((day) => {
    const plan = Object.values(compiled.plan(kind, day))
    return plan.some((rule, tier) => {
      const milder = plan[tier - 1]
      return milder !== undefined && roughDays(rule.every) > roughDays(milder.every)
    })
  })
  return wrong ? [invalid('', 'inconsistent', 'a stricter tier must not have longer intervals than a milder one')] : []
}
