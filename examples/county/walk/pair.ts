import type { ChildId } from 'childfile'
import { explainPlan, hardRules, type PairingPlan, type PairingProblem, pair, verify } from 'childfile/pairing'
import type { Risk } from './assess.ts'
import type { Output } from './output.ts'
import { type Line, stopWith, valueOf } from './progress.ts'
import type { County } from './read.ts'
import { inWords } from './words.ts'

export interface Pairs {
  readonly plan: PairingPlan
  readonly ruleText: (code: string) => { readonly zh: string; readonly en: string }
  readonly summary: readonly Line[]
}

/** The term that is planned: the autumn term of 2026-27. */
export const term = { from: '2026-09-21', to: '2027-01-24' } as const

/**
 * Proposes pairs for the term, proves the plan with the independent check, and writes it down with its reasons. Nothing is decided:
 * guardian, child and volunteer are asked next, and somebody else approves.
 *
 * Two things that a sheet cannot say are taken as the county gives them: that no safeguarding concern is open, and that kin of a child are
 * those whom the volunteers' sheet marks.
 */
export async function pairCounty(county: County, risk: Risk, output: Output, language: 'zh' | 'en'): Promise<Pairs> {
  const problem: PairingProblem = {
    term,
    children: risk.children.map(({ file, assessment }) => ({ file, tier: assessment.tier })),
    volunteers: county.volunteers,
    villages: county.villages,
    present: county.agreements,
    concerns: [],
    kin: [],
  }
  const plan = valueOf(pair(problem), 'pair')
  const faults = verify(problem, plan)
  if (faults.length > 0) throw stopWith(`The plan does not stand the independent check: ${faults[0]?.message ?? ''}`)
  const why = valueOf(explainPlan(problem, plan), 'explain the plan')

  const child = new Map(risk.children.map(({ file }) => [file.id, file.name]))
  const volunteer = new Map(county.volunteers.map(({ id, name }) => [id, name]))
  const nameOf = (id: ChildId): string => child.get(id) ?? ''
  const reasons = new Map(why.pairs.map((one) => [one.child, one[language].slice(1).join('；')]))
  const path = await output.sheets('pairing-plan.xlsx', {
    建议结对: [
      ['儿童编号', '儿童', '志愿者编号', '志愿者', '延续现有结对', '先要做的事', '理由'],
      ...plan.pairs.map((one) => [
        one.child,
        nameOf(one.child),
        one.volunteer,
        volunteer.get(one.volunteer) ?? '',
        one.continues ? '是' : '否',
        one.first.map(inWords).join('、'),
        reasons.get(one.child) ?? '',
      ]),
    ],
    等候: [
      ['儿童编号', '儿童', '等候起', '暂由谁负责', '原因'],
      ...plan.waiting.map((one, i) => [
        one.child,
        nameOf(one.child),
        one.since === 'notCollected' ? '' : one.since,
        one.fallback.role === 'classTeacher' ? '班主任' : '儿童主任',
        (why.waiting[i]?.[language] ?? []).slice(1).join('；'),
      ]),
    ],
    现有结对须复核: [
      ['儿童编号', '儿童', '志愿者编号', '原因'],
      ...plan.discontinued.map((one) => [
        one.child,
        nameOf(one.child),
        one.volunteer,
        one.because.kind === 'rules'
          ? one.because.rules.map(({ rule }) => ruleText(rule)[language]).join('；')
          : one.because.kind,
      ]),
    ],
    须续办: [['事项', '何日前', '何人'], ...plan.renewals.map((one) => [inWords(one.what), one.before, one.who])],
  })
  return {
    plan,
    ruleText,
    summary: [
      ['pairs proposed, verified as optimal', plan.totals.paired, path],
      ['  of them present pairs that go on', plan.pairs.filter(({ continues }) => continues).length],
      ['present pairs to look at, with the rule they miss', plan.discontinued.length, path],
      ['children who wait, each with a reason', plan.totals.waiting, path],
    ],
  }
}

const ruleText = (code: string): { readonly zh: string; readonly en: string } =>
  hardRules.find((rule) => rule.code === code) ?? { zh: code, en: code }
