import type { Rule } from '../ruleset/rule.ts'
import type { Expression } from '../language/expression.ts'
import { all, any, example, is, parameter, rule } from './build.ts'
import { minorsLaw, ours, practice } from './sources.ts'

const delegate = { relation: 'paternalGrandmother' } as const
const away = { father: { status: 'awayWorking' }, mother: { status: 'awayWorking' }, delegate } as const
const both = { channel: 'video', withChild: 'yes', withDelegate: 'yes' } as const
const lost = { status: 'lostContact' } as const

const silence = (fact: string, id: string): Expression => ({ op: 'daysSince', fact, rel: '>', value: parameter(id) })

/** Both are owed the contact, the child and the carer. */
const silent = (id: string): Expression =>
  any(silence('contact.childLastOn', id), all(is('carer.delegated', 'yes'), silence('contact.delegateLastOn', id)))

/** Contact is owed by a parent who is away; not where a parent is at home and able to care. */
const owed = all(is('parents.home', 'no'), is('parents.away', 'yes'))

/** Rules about the parents' being in touch. */
export const contactRules: readonly Rule[] = [
  rule({
    id: 'contact.silent-week',
    domain: 'contact',
    tier: 1,
    when: silent('contact.watchDays'),
    appliesTo: owed,
    actions: ['call-parents'],
    source: [minorsLaw(23)],
    says: {
      zh: '超过{contact.watchDays}天没有父母与孩子或照护人联系的记录',
      en: 'for more than {contact.watchDays} days no contact of a parent with the child or the carer is on record',
    },
    rationale: {
      zh: '法律要求父母至少每周与孩子和照护人联系和交流一次',
      en: 'the law asks the parents to be in touch with child and carer at least once a week',
    },
    examples: {
      fires: [
        example({ ...away, contacts: { k1: { on: '2026-09-07', ...both } } }),
        example({
          ...away,
          contacts: {
            k1: { on: '2026-09-14', withChild: 'yes', withDelegate: 'no' },
            k2: { on: '2026-09-01', ...both },
          },
        }),
      ],
      not: [
        example({ ...away, contacts: { k1: { on: '2026-09-08', ...both } } }),
        example({ ...away, mother: { status: 'homeCapable' }, contacts: { k1: { on: '2026-01-08', ...both } } }),
        example({ father: { status: 'dead' }, mother: lost, delegate }),
      ],
      unknown: [example({ ...away, contacts: { k1: { on: '2026-09-14', channel: 'phone' } } }), example(away)],
    },
  }),
  rule({
    id: 'contact.silent-month',
    domain: 'contact',
    tier: 2,
    when: silent('contact.moderateDays'),
    appliesTo: owed,
    actions: ['call-parents', 'follow-up-talk', 'report-lost-parent'],
    source: [minorsLaw(23), ours],
    says: {
      zh: '超过{contact.moderateDays}天没有父母与孩子或照护人联系的记录',
      en: 'for more than {contact.moderateDays} days no contact of a parent with the child or the carer is on record',
    },
    rationale: {
      zh: '长时间没有联系时需要找到父母；下落不明的应帮助照护人报警，法定期限从受理之日起算',
      en: 'after a long silence the parents have to be found; if nobody knows where they are, the carer is helped to report, as terms run from that day',
    },
    examples: {
      fires: [example({ ...away, contacts: { k1: { on: '2026-08-15', ...both } } })],
      not: [example({ ...away, contacts: { k1: { on: '2026-08-16', ...both } } })],
      unknown: [example({ ...away, contacts: { k1: { on: '2026-09-14', channel: 'phone' } } })],
    },
  }),
  rule({
    id: 'contact.parents-lost',
    domain: 'contact',
    tier: 3,
    when: any(
      all(is('father.presence', 'lost'), { op: 'in', fact: 'mother.presence', set: ['lost', 'gone'] }),
      all(is('mother.presence', 'lost'), { op: 'in', fact: 'father.presence', set: ['lost', 'gone'] }),
    ),
    actions: ['report-lost-parent', 'report-civil-affairs', 'see-child'],
    source: [ours, practice('de-facto unattended children: six months from the day the police took the report')],
    says: { zh: '父母的下落均不清楚', en: 'nobody knows where the parents are' },
    rationale: {
      zh: '父母均失联时可能符合事实无人抚养的条件，期限从公安机关受理之日起算，应尽早报案',
      en: 'a child of lost parents may be entitled to support; the term runs from the report to the police, so it should be made early',
    },
    examples: {
      fires: [
        example({ father: lost, mother: { status: 'whereaboutsUnknown' } }),
        example({ father: { status: 'dead' }, mother: lost }),
      ],
      not: [
        example({ father: lost, mother: { status: 'awayWorking' } }),
        example({ father: { status: 'dead' }, mother: { status: 'dead' } }),
      ],
      unknown: [example({ father: lost })],
    },
  }),
  rule({
    id: 'contact.one-parent-lost',
    domain: 'contact',
    tier: 1,
    when: any(is('father.presence', 'lost'), is('mother.presence', 'lost')),
    actions: ['report-lost-parent'],
    source: [ours],
    says: { zh: '父母一方下落不清楚', en: 'nobody knows where one of the parents is' },
    rationale: {
      zh: '尽早报案有助于孩子以后享受应有的保障',
      en: 'an early report helps the child to what it may be entitled to later',
    },
    examples: {
      fires: [example({ father: lost, mother: { status: 'awayWorking' } })],
      not: [example({ father: { status: 'awayWorking' }, mother: { status: 'homeIncapable' } })],
      unknown: [example({ father: { status: 'awayWorking' } })],
    },
  }),
]
