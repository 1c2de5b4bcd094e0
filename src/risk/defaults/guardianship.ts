import type { Rule } from '../ruleset/rule.ts'
import { all, any, example, from as fromAge, is, not, rule, under } from './build.ts'
import { emergencyList, form2016, minorsLaw } from './sources.ts'

const bothAway = { father: { status: 'awayWorking' }, mother: { status: 'awayWorking' } } as const
const seen = { childSeen: 'yes', spokenAlone: 'yes' } as const
/** Rules about who cares for the child, and how. */
export const guardianshipRules: readonly Rule[] = [
  rule({
    id: 'guardianship.no-carer',
    domain: 'guardianship',
    tier: 4,
    when: any(
      all(is('parents.home', 'no'), is('care.carer', 'no'), not(is('guardian.onRecord', 'yes'))),
      is('care.unguarded', 'yes'),
    ),
    actions: ['see-child', 'arrange-carer', 'report-civil-affairs'],
    source: [minorsLaw(22), form2016],
    says: { zh: '目前没有人照护孩子', en: 'nobody is caring for the child at present' },
    rationale: {
      zh: '父母不能履行监护职责时应当委托有照护能力的人；无人照护时必须立即落实',
      en: 'parents who cannot care must delegate to somebody who can; where there is nobody, one has to be found at once',
    },
    examples: {
      fires: [
        example({ ...bothAway, delegate: 'none', care: { guardianshipType: 'fair' } }),
        example({ care: { guardianshipType: 'unguarded' } }),
      ],
      not: [
        example({ ...bothAway, delegate: { relation: 'maternalGrandmother' }, care: { guardianshipType: 'good' } }),
        example({ father: { status: 'homeCapable' }, delegate: 'none', care: { guardianshipType: 'good' } }),
      ],
      unknown: [example(bothAway)],
    },
  }),
  rule({
    id: 'guardianship.unattended-under-8',
    domain: 'guardianship',
    tier: 4,
    when: all(is('emergency.unattended', 'yes'), under('age.unattended')),
    actions: ['see-child', 'arrange-carer', 'report-civil-affairs'],
    source: [minorsLaw(21)],
    says: {
      zh: '孩子不满{age.unattended}周岁，发现处于无人看护状态',
      en: 'the child is under {age.unattended} and was found unattended',
    },
    rationale: {
      zh: '法律规定不得使未满八周岁的未成年人处于无人看护状态',
      en: 'the law says that a child under eight may not be left unattended',
    },
    examples: {
      fires: [
        example({ birthDate: '2020-01-10', visits: { v1: { on: '2026-09-10', emergencies: { unattended: 'seen' } } } }),
      ],
      not: [
        example({ birthDate: '2014-01-10', visits: { v1: { on: '2026-09-10', emergencies: { unattended: 'seen' } } } }),
        example({
          birthDate: '2020-01-10',
          visits: { v1: { on: '2026-09-10', ...seen, emergencies: { unattended: 'notSeen' } } },
        }),
      ],
      unknown: [
        example({ birthDate: '2020-01-10' }),
        example({
          birthDate: '2020-01-10',
          visits: { v1: { on: '2026-09-10', childSeen: 'no', emergencies: { unattended: 'notSeen' } } },
        }),
      ],
    },
  }),
  rule({
    id: 'guardianship.alone-under-16',
    domain: 'guardianship',
    tier: 4,
    when: all(is('emergency.livingAlone', 'yes'), under('age.alone')),
    actions: ['see-child', 'arrange-carer', 'report-civil-affairs'],
    source: [minorsLaw(21)],
    says: { zh: '孩子不满{age.alone}周岁，单独生活', en: 'the child is under {age.alone} and lives alone' },
    rationale: {
      zh: '法律规定未满十六周岁的未成年人不得脱离监护单独生活',
      en: 'the law says that a child under sixteen may not live alone, out of guardianship',
    },
    examples: {
      fires: [
        example({ birthDate: '2012-05-01', care: { livesAlone: 'yes' } }),
        example({ birthDate: '2010-09-15', care: { livesAlone: 'yes' } }),
      ],
      not: [
        example({ birthDate: '2012-05-01', care: { recordedOn: '2026-09-01', livesAlone: 'no' } }),
        example({ birthDate: '2010-09-14', care: { livesAlone: 'yes' } }),
      ],
      unknown: [example({ birthDate: '2012-05-01', care: { recordedOn: '2025-01-01', livesAlone: 'no' } })],
    },
  }),
  rule({
    id: 'guardianship.rating-poor',
    domain: 'guardianship',
    tier: 2,
    when: is('care.rating', 'poor'),
    actions: ['see-child', 'improve-care'],
    source: [form2016],
    says: { zh: '监护情况评估为“差”', en: 'care was rated as poor' },
    rationale: {
      zh: '登记表的评估等级；无人监护等更重的情形另有规则',
      en: 'the grade of the register form; heavier situations have rules of their own',
    },
    examples: {
      fires: [example({ care: { guardianshipRating: 'poor' } })],
      not: [example({ care: { guardianshipRating: 'fair' } })],
      unknown: [example({})],
    },
  }),
  rule({
    id: 'guardianship.improper-care',
    domain: 'guardianship',
    tier: 2,
    when: {
      op: 'in',
      fact: 'care.improper',
      set: [
        'abets',
        'cult',
        'substances',
        'truancy',
        'internet',
        'harmfulMaterial',
        'unfitPlaces',
        'childLabour',
        'earlyMarriage',
        'property',
        'otherHarm',
      ],
    },
    actions: ['see-child', 'improve-care'],
    source: [minorsLaw(17)],
    says: { zh: '登记有不当监护情形', en: 'something improper in the care is on record' },
    rationale: {
      zh: '法律列举了监护人不得实施的行为；虐待、遗弃、家庭暴力另有强制报告规则',
      en: 'the law lists what guardians must not do; abuse, abandonment and violence have a rule of their own',
    },
    examples: {
      fires: [example({ care: { improperCare: ['internet'] } })],
      not: [example({ care: { improperCare: 'none' } }), example({ care: { improperCare: ['abuse'] } })],
      unknown: [example({}), example({ care: { improperCare: [{ other: '经常饮酒' }] } })],
    },
  }),
  rule({
    id: 'guardianship.unattended-from-8',
    domain: 'guardianship',
    tier: 2,
    when: all(is('emergency.unattended', 'yes'), fromAge('age.unattended')),
    actions: ['see-child', 'improve-care'],
    source: [emergencyList],
    says: { zh: '走访发现孩子无人看护', en: 'the child was found unattended on a visit' },
    rationale: {
      zh: '年满八周岁后法律不再一律禁止，但需要了解原因',
      en: 'from eight on the law does not forbid it in every case, but somebody should ask why',
    },
    examples: {
      fires: [
        example({ birthDate: '2014-01-10', visits: { v1: { on: '2026-09-10', emergencies: { unattended: 'seen' } } } }),
      ],
      not: [
        example({ birthDate: '2020-01-10', visits: { v1: { on: '2026-09-10', emergencies: { unattended: 'seen' } } } }),
      ],
      unknown: [example({ birthDate: '2014-01-10' })],
    },
  }),
]
