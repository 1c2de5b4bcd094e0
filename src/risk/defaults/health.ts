import { codeLists } from '../../records/index.ts'
import type { Expression } from '../language/expression.ts'
import type { Rule } from '../ruleset/rule.ts'
import { all, any, example, is, not, number, parameter, rule } from './build.ts'
import { insurance, malnutrition, ours, practice } from './sources.ts'

const untreated: Expression = {
  op: 'some',
  in: 'health.illnesses',
  where: all(is('each.status', 'active'), is('each.treated', 'no')),
}

const small: Expression = all(
  { op: 'age', unit: 'month', rel: '>=', value: parameter('growth.fromMonths') },
  { op: 'age', unit: 'month', rel: '<', value: parameter('growth.toMonths') },
)

const toddler = { birthDate: '2024-03-01' } as const
const ill = { e1: { what: 'heartDisease', status: 'active', treated: 'no' } } as const

/** Rules about health, and about what the child is entitled to. */
export const healthRules: readonly Rule[] = [
  rule({
    id: 'health.grave-untreated',
    domain: 'health',
    tier: 3,
    when: all(is('health.state', 'grave'), untreated),
    actions: ['clinic', 'call-parents'],
    source: [ours],
    says: { zh: '孩子患有重病，没有得到治疗', en: 'the child is gravely ill and not treated' },
    rationale: { zh: '重病不能等', en: 'a grave illness cannot wait' },
    examples: {
      fires: [example({ health: { status: 'grave', illnesses: ill } })],
      not: [
        example({ health: { status: 'grave', illnesses: { e1: { status: 'active', treated: 'yes' } } } }),
        example({ health: { status: 'healthy' } }),
      ],
      unknown: [example({ health: { status: 'grave' } })],
    },
  }),
  rule({
    id: 'health.untreated',
    domain: 'health',
    tier: 2,
    when: untreated,
    actions: ['clinic'],
    source: [ours],
    says: { zh: '登记的疾病没有得到治疗', en: 'an illness on record is not treated' },
    rationale: { zh: '帮助孩子和家庭得到治疗', en: 'child and family are helped to treatment' },
    examples: {
      fires: [example({ health: { illnesses: ill } })],
      not: [
        example({ health: { illnesses: 'none' } }),
        example({ health: { illnesses: { e1: { status: 'resolved' } } } }),
      ],
      unknown: [example({}), example({ health: { illnesses: { e1: { status: 'active' } } } })],
    },
  }),
  rule({
    id: 'health.severe-malnutrition',
    domain: 'health',
    tier: 3,
    when: any(
      all(small, number('growth.armMm', '<', parameter('growth.severeMm'))),
      all(small, is('growth.oedema', 'yes')),
      all({ op: 'known', fact: 'growth.severe' }, is('growth.severe', 'yes')),
    ),
    actions: ['clinic', 'call-parents'],
    source: [malnutrition],
    says: {
      zh: '体格测量显示重度营养不良的可能，需要就医',
      en: 'measurements point to severe malnutrition: a doctor should look',
    },
    rationale: {
      zh: '上臂围界值只用于6至59月龄，其他年龄按生长标准计算',
      en: 'arm circumference is read from 6 to 59 months only; other ages go by the growth standards',
    },
    dataGap: 'ignore',
    examples: {
      fires: [
        example({ ...toddler, measurements: { m1: { on: '2026-09-01', armMm: 112, oedema: 'no' } } }),
        example({ birthDate: '2014-03-01' }, { 'growth.severe': { value: 'yes', on: '2026-09-01' } }),
      ],
      not: [
        example({ ...toddler, measurements: { m1: { on: '2026-09-01', armMm: 140, oedema: 'no' } } }),
        example({ birthDate: '2014-03-01', measurements: { m1: { on: '2026-09-01', armMm: 112 } } }),
      ],
      unknown: [example(toddler)],
    },
  }),
  rule({
    id: 'health.moderate-malnutrition',
    domain: 'health',
    tier: 2,
    when: all(
      number('growth.armMm', '>=', parameter('growth.severeMm')),
      number('growth.armMm', '<', parameter('growth.moderateMm')),
    ),
    appliesTo: small,
    actions: ['clinic'],
    source: [malnutrition],
    says: { zh: '上臂围偏小，需要营养指导', en: 'the arm circumference is small: advice on feeding is needed' },
    rationale: { zh: '中度急性营养不良的界值', en: 'the cut-off of moderate acute malnutrition' },
    dataGap: 'ignore',
    examples: {
      fires: [example({ ...toddler, measurements: { m1: { on: '2026-09-01', armMm: 120 } } })],
      not: [example({ ...toddler, measurements: { m1: { on: '2026-09-01', armMm: 125 } } })],
      unknown: [example(toddler)],
    },
  }),
  rule({
    id: 'health.doses-overdue',
    domain: 'health',
    tier: 1,
    when: number('doses.overdueDays', '>', parameter('doses.graceDays')),
    appliesTo: { op: 'known', fact: 'doses.overdueDays' },
    actions: ['book-doses'],
    source: [ours],
    says: { zh: '有国家免疫规划疫苗逾期未种', en: 'a dose of the national programme is overdue' },
    rationale: { zh: '帮助预约补种', en: 'the family is helped to book the dose' },
    dataGap: 'ignore',
    examples: {
      fires: [example({}, { 'doses.overdueDays': { value: 45, on: '2026-09-01' } })],
      not: [example({}, { 'doses.overdueDays': { value: 0, on: '2026-09-01' } }), example({})],
      unknown: [],
    },
  }),
  rule({
    id: 'entitlement.no-insurance',
    domain: 'entitlement',
    tier: 1,
    when: not({ op: 'in', fact: 'health.insurance', set: codeLists.medicalInsurances.rows.map(({ key }) => key) }),
    actions: ['apply-insurance'],
    source: [insurance],
    says: { zh: '孩子没有医疗保险', en: 'the child has no medical insurance' },
    rationale: { zh: '这是应当提供的服务，不是对孩子的评价', en: 'a service that is owed, nothing about the child' },
    dataGap: 'ignore',
    examples: {
      fires: [example({ health: { medicalInsurance: 'none' } })],
      not: [example({ health: { medicalInsurance: ['resident'] } })],
      unknown: [example({})],
    },
  }),
  rule({
    id: 'entitlement.no-certificate',
    domain: 'entitlement',
    tier: 1,
    when: all({ op: 'in', fact: 'disability.level', set: ['1', '2'] }, is('disability.certified', 'no')),
    actions: ['apply-certificate'],
    source: [practice('certificate of disability')],
    says: { zh: '重度残疾，尚未办理残疾人证', en: 'a severe disability without a certificate' },
    rationale: { zh: '这是应当提供的服务，不是对孩子的评价', en: 'a service that is owed, nothing about the child' },
    dataGap: 'ignore',
    examples: {
      fires: [example({ health: { disability: { level: '1', certNo: 'none' } } })],
      not: [
        example({ health: { disability: 'none' } }),
        example({ health: { disability: { level: '4', certNo: 'none' } } }),
      ],
      unknown: [example({})],
    },
  }),
]
