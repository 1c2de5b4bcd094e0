import type { Rule } from '../ruleset/rule.ts'
import { all, any, example, is, not, parameter, rule } from './build.ts'
import { civilCode, minorsLaw, ours, practice } from './sources.ts'

const carerIs = (rel: '<' | '>=', id: string) =>
  ({ op: 'age', fact: 'carer.birthDate', rel, value: parameter(id) }) as const

const delegated = is('carer.delegated', 'yes')

/** Rules about the delegated carer and the act of delegation. */
export const delegationRules: readonly Rule[] = [
  rule({
    id: 'guardianship.carer-under-16',
    domain: 'guardianship',
    tier: 4,
    when: carerIs('<', 'carer.minimumAge'),
    appliesTo: delegated,
    actions: ['see-child', 'arrange-carer', 'open-carer-file'],
    source: [minorsLaw(22), civilCode],
    says: {
      zh: '照护人不满{carer.minimumAge}周岁，本人也是需要照护的孩子',
      en: 'the carer is under {carer.minimumAge} and is a child who needs care too',
    },
    rationale: {
      zh: '受委托人应当是有完全民事行为能力和照护能力的成年人',
      en: 'a delegated carer has to be an adult of full capacity who is able to care',
    },
    examples: {
      fires: [example({ delegate: { relation: 'elderBrother', birthDate: '2011-03-01' } })],
      not: [example({ delegate: { birthDate: '1960-03-01' } }), example({ delegate: 'none' })],
      unknown: [example({ delegate: { relation: 'elderSister' } })],
    },
  }),
  rule({
    id: 'guardianship.carer-16-17',
    domain: 'guardianship',
    tier: 4,
    when: all(carerIs('>=', 'carer.minimumAge'), carerIs('<', 'carer.fullAge'), is('carer.selfSupporting', 'no')),
    appliesTo: delegated,
    actions: ['see-child', 'arrange-carer'],
    source: [minorsLaw(22), civilCode],
    says: {
      zh: '照护人年满{carer.minimumAge}周岁、不满{carer.fullAge}周岁，且不以自己的劳动收入为主要生活来源',
      en: 'the carer is between {carer.minimumAge} and {carer.fullAge} and does not live on own labour',
    },
    rationale: {
      zh: '以自己的劳动收入为主要生活来源的，视为完全民事行为能力人；否则不能受托',
      en: 'only somebody who lives on own labour counts as of full capacity before eighteen',
    },
    examples: {
      fires: [example({ delegate: { birthDate: '2009-12-01', selfSupporting: 'no' } })],
      not: [
        example({ delegate: { birthDate: '2009-12-01', selfSupporting: 'yes' } }),
        example({ delegate: { birthDate: '1975-12-01' } }),
      ],
      unknown: [example({ delegate: { recordedOn: '2026-09-01', age: 17 } })],
    },
  }),
  rule({
    id: 'guardianship.carer-excluded',
    domain: 'guardianship',
    tier: 4,
    when: is('carer.excluded', 'yes'),
    appliesTo: delegated,
    actions: ['see-child', 'review-delegation', 'report-government'],
    source: [minorsLaw(22)],
    says: { zh: '照护人有法律规定的不得受托情形', en: 'the law does not allow this carer to be chosen' },
    rationale: {
      zh: '有法定情形的人不得作为被委托人，无论其他条件如何',
      en: 'grounds of the law exclude a carer whatever else is good',
    },
    examples: {
      fires: [example({ delegate: { exclusions: ['vices'] } })],
      not: [example({ delegate: { exclusions: 'none' } })],
      unknown: [example({ delegate: { relation: 'neighbour' } })],
    },
  }),
  rule({
    id: 'guardianship.no-notice',
    domain: 'guardianship',
    tier: 2,
    when: any(
      is('delegation.noticeToVillage', 'no'),
      all(
        is('delegation.noticeToSchool', 'no'),
        not({ op: 'in', fact: 'school.state', set: ['notEntered', 'droppedOut', 'notAtSchool', 'none'] }),
      ),
    ),
    appliesTo: delegated,
    actions: ['file-notice'],
    source: [minorsLaw(23)],
    says: {
      zh: '委托照护情况尚未书面告知学校或村（居）委会',
      en: 'school or committee has not been told of the delegated care in writing',
    },
    rationale: {
      zh: '法律要求父母将委托照护情况书面告知学校、幼儿园和实际居住地的村（居）委会',
      en: 'the law asks the parents to tell the school and the committee in writing who cares for the child',
    },
    examples: {
      fires: [
        example({ delegate: {}, delegation: { noticeToVillageOn: 'none' } }),
        example({ delegate: {}, delegation: { noticeToSchoolOn: 'none' }, schooling: { status: 'primary' } }),
      ],
      not: [
        example({ delegate: {}, delegation: { noticeToVillageOn: '2026-03-01', noticeToSchoolOn: '2026-03-01' } }),
        example({
          delegate: {},
          delegation: { noticeToVillageOn: '2026-03-01', noticeToSchoolOn: 'none' },
          schooling: { status: 'notEntered' },
        }),
      ],
      unknown: [example({ delegate: {}, delegation: { noticeToSchoolOn: '2026-03-01' } })],
    },
  }),
  rule({
    id: 'guardianship.no-agreement',
    domain: 'guardianship',
    tier: 1,
    when: is('delegation.agreement', 'no'),
    appliesTo: delegated,
    actions: ['sign-agreement'],
    source: [practice('委托监护责任确认书')],
    says: { zh: '尚未签订委托照护协议', en: 'no agreement on the delegated care has been signed' },
    rationale: {
      zh: '协议不是法律要求，是各地的做法，用来说清谁负责什么',
      en: 'the agreement is practice, not law: it says who answers for what',
    },
    examples: {
      fires: [example({ delegate: {}, delegation: { agreement: 'no' } })],
      not: [example({ delegate: {}, delegation: { agreement: 'yes' } })],
      unknown: [example({ delegate: {} })],
    },
  }),
  rule({
    id: 'guardianship.child-not-heard',
    domain: 'guardianship',
    tier: 1,
    when: is('delegation.childHeard', 'no'),
    appliesTo: delegated,
    actions: ['hear-child'],
    source: [minorsLaw(22)],
    says: { zh: '确定照护人时没有听取孩子的意见', en: 'the child was not heard when the carer was chosen' },
    rationale: {
      zh: '法律要求听取有表达意愿能力的未成年人的意见',
      en: 'the law asks that a child who can say so is heard',
    },
    dataGap: 'ignore',
    examples: {
      fires: [example({ delegate: {}, delegation: { childHeard: 'no' } })],
      not: [example({ delegate: {}, delegation: { childHeard: 'yes' } })],
      unknown: [example({ delegate: {} })],
    },
  }),
  rule({
    id: 'guardianship.carer-frail',
    domain: 'guardianship',
    tier: 1,
    when: any(
      is('carer.health', 'grave'),
      all(carerIs('>=', 'carer.frailAge'), { op: 'in', fact: 'carer.health', set: ['weak', 'chronic'] }),
    ),
    appliesTo: delegated,
    actions: ['backup-carer'],
    source: [ours],
    says: { zh: '照护人的健康或年龄可能需要后备照护', en: 'health or age of the carer may call for a substitute' },
    rationale: {
      zh: '年龄本身不是提示理由，与健康状况一起考虑',
      en: 'age alone is no reason: it counts together with health',
    },
    examples: {
      fires: [
        example({ delegate: { birthDate: '1950-01-01', health: 'chronic' } }),
        example({ delegate: { health: 'grave' } }),
      ],
      not: [
        example({ delegate: { birthDate: '1950-01-01', health: 'healthy' } }),
        example({ delegate: { birthDate: '1975-01-01', health: 'weak' } }),
      ],
      unknown: [example({ delegate: { birthDate: '1950-01-01' } })],
    },
  }),
]
