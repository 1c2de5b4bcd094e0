import type { Expression } from '../language/expression.ts'
import type { Rule } from '../ruleset/rule.ts'
import { all, any, example, from as fromAge, is, number, parameter, rule } from './build.ts'
import { gad, kessler, ours, phq, psc } from './sources.ts'

/** The latest screening with one of the instruments reaches the cut-off. */
const reaches = (instruments: readonly string[], id: string): Expression =>
  all({ op: 'in', fact: 'each.instrument', set: instruments }, number('each.total', '>=', parameter(id)))

const someScreening = (...of: readonly Expression[]): Expression => ({
  op: 'some',
  in: 'screenings',
  where: any(...of),
})

const phqs = ['PHQ-9', 'PHQ-A']
const teenager = { birthDate: '2012-05-01' } as const

/** Rules about the mind. A screening is never a diagnosis. */
export const mindRules: readonly Rule[] = [
  rule({
    id: 'mind.self-harm',
    domain: 'mind',
    tier: 4,
    when: is('mind.selfHarm', 'yes'),
    actions: ['keep-company', 'see-child', 'clinic-mind'],
    source: [phq, ours],
    says: { zh: '孩子有自伤或自杀的言行', en: 'the child has spoken of or done self-harm' },
    rationale: {
      zh: '当天就需要有人陪伴并转介专业机构，不作诊断',
      en: 'somebody stays with the child the same day and a professional is called; nothing is diagnosed',
    },
    examples: {
      fires: [
        example({ health: { mind: { selfHarm: 'yes' } } }),
        example({ screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-01', answers: { '9': 1 } } } }),
        example({ visits: { v1: { on: '2026-09-10', emergencies: { selfHarmTalk: 'seen' } } } }),
      ],
      not: [
        example({
          visits: {
            v1: { on: '2026-09-10', childSeen: 'yes', spokenAlone: 'yes', emergencies: { selfHarmTalk: 'notSeen' } },
          },
        }),
        example({ screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-01', answers: { '9': 0 } } } }),
      ],
      unknown: [
        example({}),
        example({
          visits: {
            v1: {
              on: '2026-09-10',
              childSeen: 'yes',
              spokenAlone: 'carerPresent',
              emergencies: { selfHarmTalk: 'notSeen' },
            },
          },
        }),
      ],
    },
  }),
  rule({
    id: 'mind.screen-severe',
    domain: 'mind',
    tier: 3,
    when: someScreening(reaches(phqs, 'phq.severe'), reaches(['GAD-7'], 'gad.severe')),
    appliesTo: fromAge('mind.screenFromAge'),
    actions: ['clinic-mind', 'follow-up-talk'],
    source: [phq, gad],
    says: { zh: '心理筛查得分明显偏高，需要专业人员评估', en: 'a screening came out high: a professional should look' },
    rationale: {
      zh: '筛查不是诊断，只说明需要专业评估',
      en: 'a screening is no diagnosis: it says that a professional should look',
    },
    dataGap: 'ignore',
    examples: {
      fires: [
        example({ ...teenager, screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-01', total: 16 } } }),
        example({
          ...teenager,
          screenings: {
            s1: {
              instrument: 'GAD-7',
              on: '2026-09-01',
              answers: { '1': 3, '2': 3, '3': 3, '4': 3, '5': 3, '6': 'notAnswered' },
            },
          },
        }),
      ],
      not: [
        example({ ...teenager, screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-01', total: 14 } } }),
        example({ birthDate: '2018-05-01', screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-01', total: 16 } } }),
        example({
          ...teenager,
          screenings: {
            s1: { instrument: 'PHQ-A', on: '2026-07-01', total: 16 },
            s2: { instrument: 'PHQ-A', on: '2026-09-01', total: 6 },
          },
        }),
      ],
      unknown: [
        example(teenager),
        example({ ...teenager, screenings: { s1: { instrument: 'PHQ-A', on: '2025-09-01', total: 16 } } }),
      ],
    },
  }),
  rule({
    id: 'mind.screen-above',
    domain: 'mind',
    tier: 2,
    when: someScreening(
      reaches(phqs, 'phq.cutOff'),
      reaches(['GAD-7'], 'gad.cutOff'),
      reaches(['K6'], 'kessler.cutOff'),
      reaches(['PSC-17'], 'psc.cutOff'),
    ),
    appliesTo: fromAge('mind.screenFromAge'),
    actions: ['follow-up-talk'],
    source: [phq, gad, kessler, psc],
    says: {
      zh: '心理筛查得分高于界值，需要再谈一谈',
      en: 'a screening came out above its cut-off: somebody should talk again',
    },
    rationale: {
      zh: '高于界值只说明需要复谈或复测',
      en: 'above a cut-off means to talk and to repeat, no more',
    },
    dataGap: 'ignore',
    examples: {
      fires: [example({ ...teenager, screenings: { s1: { instrument: 'PHQ-9', on: '2026-09-01', total: 12 } } })],
      not: [example({ ...teenager, screenings: { s1: { instrument: 'PSC-17', on: '2026-09-01', total: 9 } } })],
      unknown: [example(teenager)],
    },
  }),
  rule({
    id: 'mind.untreated',
    domain: 'mind',
    tier: 2,
    when: { op: 'some', in: 'mind.conditions', where: all(is('each.status', 'active'), is('each.treated', 'no')) },
    actions: ['clinic-mind'],
    source: [ours],
    says: { zh: '登记的心理疾病没有得到治疗', en: 'an illness of the mind on record is not treated' },
    rationale: { zh: '帮助孩子和家庭得到治疗', en: 'child and family are helped to treatment' },
    dataGap: 'ignore',
    examples: {
      fires: [example({ health: { mind: { conditions: { e1: { status: 'active', treated: 'no' } } } } })],
      not: [
        example({ health: { mind: 'none' } }),
        example({ health: { mind: { conditions: { e1: { status: 'active', treated: 'yes' } } } } }),
      ],
      unknown: [example({})],
    },
  }),
  rule({
    id: 'mind.low-mood',
    domain: 'mind',
    tier: 1,
    when: number('mind.mood', '<=', parameter('mind.lowMood')),
    actions: ['follow-up-talk'],
    source: [ours],
    says: { zh: '孩子说最近心情很不好', en: 'the child said that it has been feeling very low' },
    rationale: { zh: '孩子自己的话值得有人再问一问', en: 'the own word of a child is worth asking about' },
    dataGap: 'ignore',
    examples: {
      fires: [example({ visits: { v1: { on: '2026-09-10', mood: 1 } } })],
      not: [example({ visits: { v1: { on: '2026-09-10', mood: 3 } } })],
      unknown: [example({ visits: { v1: { on: '2026-05-10', mood: 1 } } })],
    },
  }),
]
