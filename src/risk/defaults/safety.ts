import { codeLists } from '../../records/index.ts'
import type { Rule } from '../ruleset/rule.ts'
import { example, is, rule } from './build.ts'
import { emergencyList, minorsLaw, ours, reportOpinion } from './sources.ts'

const visited = { childSeen: 'yes', spokenAlone: 'yes' } as const

/** What must be reported is reported at once: no hours, no working days. */
const atOnce = { days: 0, from: 'raised', kind: 'elapsed' } as const

type SituationKey = (typeof codeLists.situations.rows)[number]['key']

const names = {
  privateInjury: 'private-injury',
  assaultUnder14: 'assault-under-14',
  pregnancyFrom14: 'pregnancy-from-14',
  violence: 'violence',
  unnaturalHarm: 'unnatural-harm',
  abandoned: 'abandoned',
  missingOrTrafficked: 'missing-or-trafficked',
  organisedBegging: 'organised-begging',
  otherSevereHarm: 'other-severe-harm',
} as const satisfies Record<SituationKey, string>

/**
 * One rule for each of the nine situations: each has its own evidence and its own gap, so that what was seen of one is not hidden
 * behind another, and what nobody looked for is asked for by name. They are flags, not duties: an incident has one report duty.
 */
const reportRules: readonly Rule[] = codeLists.situations.rows.map(({ key, code, zh, en }) =>
  rule({
    id: `safety.${names[key]}`,
    domain: 'safety',
    tier: 4,
    when: is(`situation.${key}`, 'yes'),
    deadline: atOnce,
    actions: ['report-police', 'see-child', 'keep-company'],
    source: [minorsLaw(11), reportOpinion(Number(code))],
    says: { zh: `强制报告情形（${code}）：${zh}`, en: `situation of mandatory report (${code}): ${en}` },
    rationale: {
      zh: '发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险情形的，应当立即报告',
      en: 'whoever finds that a child is harmed, seems to be harmed or is in danger has to report at once',
    },
    examples: {
      fires: [
        example({ visits: { v1: { on: '2026-09-10', situations: { [key]: 'seen' } } } }),
        example({ incidents: { i1: { observedOn: '2026-03-10', situations: [key], closedOn: 'none' } } }),
      ],
      not: [example({ visits: { v1: { on: '2026-09-10', ...visited, situations: { [key]: 'notSeen' } } } })],
      unknown: [
        example({}),
        example({ visits: { v1: { on: '2026-09-10', childSeen: 'no', situations: { [key]: 'notSeen' } } } }),
        example({ visits: { v1: { on: '2026-03-10', ...visited, situations: { [key]: 'notSeen' } } } }),
      ],
    },
  }),
)

type Emergency = 'runaway' | 'illegalWork' | 'familyCatastrophe'

const emergencyRule = (
  key: Emergency,
  name: string,
  actions: Rule['actions'],
  says: Rule['says'],
  source: Rule['source'],
): Rule =>
  rule({
    id: `safety.${name}`,
    domain: 'safety',
    tier: 4,
    when: is(`emergency.${key}`, 'yes'),
    actions,
    source,
    says,
    rationale: {
      zh: '紧急情形不计分、不等待，直接作为紧急提示',
      en: 'emergencies pass by every score: they are critical as they stand',
    },
    examples: {
      fires: [example({ visits: { v1: { on: '2026-09-10', emergencies: { [key]: 'seen' } } } })],
      not: [example({ visits: { v1: { on: '2026-09-10', ...visited, emergencies: { [key]: 'notSeen' } } } })],
      unknown: [example({ visits: { v1: { on: '2026-09-10', ...visited } } })],
    },
  })

/** Rules about the safety of the child. */
export const safetyRules: readonly Rule[] = [
  ...reportRules,
  rule({
    id: 'safety.abuse-in-care',
    domain: 'safety',
    tier: 4,
    when: { op: 'in', fact: 'care.improper', set: ['abuse'] },
    deadline: atOnce,
    actions: ['report-police', 'see-child', 'keep-company'],
    source: [minorsLaw(11), minorsLaw(17)],
    says: {
      zh: '登记有虐待、遗弃、非法送养或家庭暴力情形',
      en: 'abuse, abandonment, unlawful placing out or domestic violence is on record',
    },
    rationale: {
      zh: '此类情形应当立即报告，不因家庭意愿而改变',
      en: 'such matters are reported at once, whatever the family wishes',
    },
    examples: {
      fires: [example({ care: { improperCare: ['abuse', 'internet'] } })],
      not: [example({ care: { improperCare: ['internet'] } }), example({ care: { improperCare: 'none' } })],
      unknown: [example({})],
    },
  }),
  emergencyRule(
    'runaway',
    'runaway',
    ['report-police', 'call-parents', 'see-child'],
    { zh: '孩子离家出走或流浪', en: 'the child has run away or lives in the street' },
    [emergencyList],
  ),
  emergencyRule(
    'illegalWork',
    'illegal-work',
    ['report-police', 'see-child', 'back-to-school'],
    { zh: '孩子被非法雇用', en: 'the child is illegally employed' },
    [emergencyList],
  ),
  emergencyRule(
    'familyCatastrophe',
    'family-catastrophe',
    ['see-child', 'arrange-carer', 'report-civil-affairs'],
    { zh: '家庭突遭变故', en: 'the family has met with a catastrophe' },
    [emergencyList],
  ),
  rule({
    id: 'safety.home-hazard',
    domain: 'safety',
    tier: 3,
    when: is('home.seriousHazard', 'yes'),
    appliesTo: { op: 'known', fact: 'home.seriousHazard' },
    actions: ['remove-hazard', 'call-parents'],
    source: [ours],
    says: { zh: '住处存在严重安全隐患', en: 'there is a serious hazard where the child lives' },
    rationale: {
      zh: '溺水、火灾、燃气、危房、地质灾害隐患需要尽快排除',
      en: 'water, fire, gas, an unsafe house or a landslide cannot wait',
    },
    dataGap: 'ignore',
    examples: {
      fires: [example({}, { 'home.seriousHazard': { value: 'yes', on: '2026-09-01' } })],
      not: [example({}, { 'home.seriousHazard': { value: 'no', on: '2026-09-01' } }), example({})],
      unknown: [],
    },
  }),
]
