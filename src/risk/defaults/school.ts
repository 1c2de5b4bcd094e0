import type { Rule } from '../ruleset/rule.ts'
import { all, any, example, from as fromAge, is, number, parameter, rule, under } from './build.ts'
import { compulsoryEducation, delinquencyLaw, minorsLaw, ours } from './sources.ts'

const absent = { on: '2026-09-05', session: 'none', state: 'unexcused' } as const

const seriousBehaviours = [
  'brawling',
  'weapons',
  'assault',
  'theft',
  'obscenity',
  'prostitution',
  'drugs',
  'heavyGambling',
  'otherSerious',
]
const firstSigns = [
  'smokingDrinking',
  'truancy',
  'nightAway',
  'internet',
  'badCompany',
  'unfitPlaces',
  'gambling',
  'harmfulMaterial',
  'otherBad',
]

/** Rules about school and about behaviour that calls for help. */
export const schoolRules: readonly Rule[] = [
  rule({
    id: 'school.not-in-school',
    domain: 'school',
    tier: 3,
    when: any(
      all(is('school.state', 'droppedOut'), under('school.dropoutUnder')),
      all(
        { op: 'in', fact: 'school.state', set: ['notAtSchool', 'notEntered'] },
        fromAge('school.fromAge'),
        under('school.toAge'),
      ),
    ),
    actions: ['back-to-school', 'teacher-visit', 'call-parents'],
    source: [minorsLaw(28), minorsLaw(83), compulsoryEducation],
    says: { zh: '孩子在义务教育年龄没有在校', en: 'the child is of compulsory school age and not at school' },
    rationale: {
      zh: '学校登记并劝返，无效的由教育行政部门处理；不是紧急情形',
      en: 'the school registers and persuades, then the education bureau acts; it is no emergency',
    },
    examples: {
      fires: [
        example({ birthDate: '2013-05-01', schooling: { status: 'droppedOut' } }),
        example({ birthDate: '2018-05-01', schooling: { status: 'notEntered' } }),
      ],
      not: [
        example({ birthDate: '2013-05-01', schooling: { status: 'primary' } }),
        example({ birthDate: '2021-05-01', schooling: { status: 'notEntered' } }),
        example({ birthDate: '2011-05-01', schooling: { status: 'notAtSchool' } }),
      ],
      unknown: [example({ birthDate: '2013-05-01' }), example({ schooling: { status: 'droppedOut' } })],
    },
  }),
  rule({
    id: 'school.absence',
    domain: 'school',
    tier: 2,
    when: any(
      number('absence.longestDays', '>=', parameter('absence.longestDays')),
      number('absence.totalDays', '>=', parameter('absence.totalDays')),
    ),
    actions: ['teacher-visit'],
    source: [ours],
    says: { zh: '近期无故缺课较多', en: 'the child has lately missed school without excuse' },
    rationale: {
      zh: '连续缺课往往早于辍学，需要了解原因',
      en: 'absence often comes before dropping out: somebody should ask why',
    },
    dataGap: 'ignore',
    examples: {
      fires: [example({ attendance: { a1: { ...absent, days: 3 } } })],
      not: [
        example({ attendance: { a1: { ...absent, days: 2 } } }),
        example({ attendance: { a1: { ...absent, state: 'excused', days: 9 } } }),
      ],
      unknown: [example({}), example({ attendance: { a1: absent } })],
    },
  }),
  rule({
    id: 'conduct.serious',
    domain: 'conduct',
    tier: 2,
    when: { op: 'in', fact: 'conduct.behaviours', set: seriousBehaviours },
    actions: ['follow-up-talk', 'case-conference'],
    source: [delinquencyLaw(38), ours],
    says: { zh: '登记的行为需要专业帮助', en: 'behaviour on record calls for professional help' },
    rationale: {
      zh: '重在帮助和矫治，不给孩子贴标签',
      en: 'the point is help, not a label',
    },
    dataGap: 'ignore',
    examples: {
      fires: [example({ conduct: { behaviours: ['theft'] } })],
      not: [example({ conduct: { behaviours: ['internet'] } }), example({ conduct: { behaviours: 'none' } })],
      unknown: [example({})],
    },
  }),
  rule({
    id: 'conduct.first-signs',
    domain: 'conduct',
    tier: 1,
    when: { op: 'in', fact: 'conduct.behaviours', set: firstSigns },
    actions: ['follow-up-talk'],
    source: [delinquencyLaw(28), ours],
    says: { zh: '登记的行为值得有人关心', en: 'behaviour on record deserves attention' },
    rationale: { zh: '早一点有人过问，孩子更容易回来', en: 'it helps when somebody asks early' },
    dataGap: 'ignore',
    examples: {
      fires: [example({ conduct: { behaviours: ['nightAway'] } })],
      not: [example({ conduct: { behaviours: ['theft'] } }), example({ conduct: { behaviours: 'none' } })],
      unknown: [example({ conduct: { behaviours: [{ other: '其他' }] } })],
    },
  }),
]
