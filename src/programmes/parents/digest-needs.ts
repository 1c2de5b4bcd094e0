import { addDays, type PlainDate, type Window } from '../../date.ts'
import type { Pointer } from '../../pointer.ts'
import { pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import type { View } from '../../privacy/index.ts'
import type { Standing } from '../../source.ts'
import type { CallPlan } from './call-plan.ts'
import { parentParameters } from './parent-parameters.ts'
import { entriesOf, type ParentAsked, shown } from './parent-view.ts'

/** Everything that a parent can be asked for, in the order in which it is asked. */
export const parentNeeds = {
  call: { zh: '请与孩子和照料人通话', en: 'Please talk with your child and with the carer', standing: 'statute' },
  signAgreement: { zh: '请签订委托照护协议', en: 'Please sign an agreement on care', standing: 'known' },
  renewAgreement: {
    zh: '委托照护协议即将到期，请续签',
    en: 'The agreement on care ends; please renew it',
    standing: 'known',
  },
  tellAgreement: {
    zh: '请告诉我们是否签过委托照护协议',
    en: 'Please tell us whether there is an agreement on care',
    standing: 'known',
  },
  hearChild: {
    zh: '委托照护前请听取孩子的意见',
    en: 'Please hear your child on who cares for it',
    standing: 'statute',
  },
  giveNoticeToSchool: {
    zh: '请书面告知学校（幼儿园）孩子由谁照护',
    en: 'Please tell the school in writing who cares for your child',
    standing: 'statute',
  },
  tellNoticeToSchool: {
    zh: '请告诉我们是否已书面告知学校（幼儿园）',
    en: 'Please tell us whether the school was told in writing',
    standing: 'statute',
  },
  giveNoticeToVillage: {
    zh: '请书面告知村（居）委会孩子由谁照护',
    en: 'Please tell the committee in writing who cares for your child',
    standing: 'statute',
  },
  tellNoticeToVillage: {
    zh: '请告诉我们是否已书面告知村（居）委会',
    en: 'Please tell us whether the committee was told in writing',
    standing: 'statute',
  },
  renewConsent: {
    zh: '您签的同意书即将到期，请重新确认',
    en: 'Your consent ends; please say whether it goes on',
    standing: 'statute',
  },
  givePhone: { zh: '请留下您的电话', en: 'Please leave us your telephone number', standing: 'proposal' },
  tellWorkplace: { zh: '请告诉我们您的务工地', en: 'Please tell us where you work', standing: 'proposal' },
  bringBack: {
    zh: '请按时送孩子返回，并告诉我们',
    en: 'Please bring your child back in time and tell us',
    standing: 'proposal',
  },
} as const satisfies Record<string, { readonly zh: string; readonly en: string; readonly standing: Standing }>

/** Something that is asked of a parent. */
export interface DigestNeed {
  readonly code: keyof typeof parentNeeds
  /** Where the file says so; empty for calls and reunions. */
  readonly path: Pointer
  readonly by: PlainDate | 'none'
  readonly standing: Standing
}

interface Given {
  readonly asked: ParentAsked
  readonly calls: CallPlan
  readonly reunions: readonly Window[]
}

/** What is asked of a parent. Unknown is asked for, never taken for a no. */
export function needsOf(view: View<'access'>, { asked, calls, reunions }: Given): readonly DigestNeed[] {
  const { parent, asOf } = asked
  const soon = addDays(asOf, parameterOn(parentParameters.renewLeadDays, asOf).value)
  const need = (code: DigestNeed['code'], path: Pointer, by: PlainDate | 'none' = 'none'): DigestNeed => ({
    code,
    path,
    by,
    standing: parentNeeds[code].standing,
  })
  const { delegation } = view
  const self = view[parent]
  const by = calls.lines
    .map((line) => line.by)
    .reduce<PlainDate | 'none'>((a, b) => (a === 'none' || b < a ? b : a), 'none')
  return [
    ...(calls.owed === 'no' || calls.lines.length === 0 ? [] : [need('call', '', by)]),
    ...(delegation === 'withheld' ? [] : delegationNeeds(delegation, soon, need)),
    ...entriesOf(view.consents).flatMap(([id, { capacity, until, withdrawnOn }]) => {
      const end = shown(until)
      const withdrawn = shown(withdrawnOn)
      const ends = end !== undefined && end !== 'none' && end > asOf && end <= soon
      const stands = withdrawn === undefined || withdrawn === 'none' || withdrawn > asOf
      return capacity === parent && ends && stands ? [need('renewConsent', pointer('consents', id, 'until'), end)] : []
    }),
    ...(self === 'withheld'
      ? []
      : [
          ...(self.phone === 'notCollected' || self.phone === 'none'
            ? [need('givePhone', pointer(parent, 'phone'))]
            : []),
          ...(self.workplace === 'notCollected' ? [need('tellWorkplace', pointer(parent, 'workplace'))] : []),
        ]),
    ...reunions.map(({ to }) => need('bringBack', '', to)),
  ]
}

type Delegation = Exclude<View<'access'>['delegation'], 'withheld'>
type Need = (code: DigestNeed['code'], path: Pointer, by?: PlainDate | 'none') => DigestNeed

function delegationNeeds(delegation: Delegation, soon: PlainDate, need: Need): readonly DigestNeed[] {
  const { agreement, agreementUntil, childHeard, noticeToSchoolOn, noticeToVillageOn } = delegation
  const until = shown(agreementUntil)
  const ends = agreement === 'yes' && until !== undefined && until !== 'none' && until <= soon
  return [
    ...(agreement === 'no' ? [need('signAgreement', '/delegation/agreement')] : []),
    ...(ends ? [need('renewAgreement', '/delegation/agreementUntil', until)] : []),
    ...(agreement === 'notCollected' ? [need('tellAgreement', '/delegation/agreement')] : []),
    ...(childHeard === 'no' ? [need('hearChild', '/delegation/childHeard')] : []),
    ...(noticeToSchoolOn === 'none' ? [need('giveNoticeToSchool', '/delegation/noticeToSchoolOn')] : []),
    ...(noticeToSchoolOn === 'notCollected' ? [need('tellNoticeToSchool', '/delegation/noticeToSchoolOn')] : []),
    ...(noticeToVillageOn === 'none' ? [need('giveNoticeToVillage', '/delegation/noticeToVillageOn')] : []),
    ...(noticeToVillageOn === 'notCollected' ? [need('tellNoticeToVillage', '/delegation/noticeToVillageOn')] : []),
  ]
}
