import type { CadenceRule } from '../../cadence/index.ts'
import type { Parameter } from '../../policy.ts'
import type { Source } from '../../source.ts'

/** What a surrogate parent promises. A breach of any of them pauses the match. */
export const agreementTerms = [
  { key: 'noNight', zh: '不带儿童在外过夜，不留宿', en: 'no night together' },
  { key: 'noCash', zh: '不给现金，不收钱物', en: 'no cash, in either direction' },
  { key: 'noTripWithoutLeave', zh: '未经同意不带出本乡镇', en: 'no trip beyond the township without leave' },
  { key: 'noPhotosPosted', zh: '不在网上发布儿童照片', en: 'no photographs posted' },
  { key: 'noVanishingChats', zh: '不使用阅后即焚的聊天', en: 'no chats that vanish' },
] as const

/** Key of a term of the agreement. */
export type AgreementTerm = (typeof agreementTerms)[number]['key']

const own: Source = { title: 'childfile defaults for surrogate parents', kind: 'proposal', standing: 'proposal' }
const mentoring: Source = { title: 'MENTOR, Elements of Effective Practice', kind: 'practice', standing: 'known' }
const shahe: Source = {
  title: '沙河市爱心代理妈妈: a call a month, a meeting a quarter (heb.hebei.com.cn, 2013-06-29)',
  kind: 'practice',
  standing: 'seen',
}

const number = (id: string, unit: string, en: string, zh: string, value: number, source = own): Parameter<number> => ({
  id: `surrogate.${id}`,
  unit,
  en,
  zh,
  values: [{ from: '2021-06-01', value, standing: source.standing, source }],
})

/** The numbers of the surrogate-parent programme, dated and with their standing. None of them is law. */
export const surrogateParameters = {
  references: number('references', 'references', 'good references before a volunteer is accepted', '推荐人数', 2),
  trainingHours: number(
    'trainingHours',
    'hours',
    'training before a volunteer is accepted',
    '岗前培训时数',
    2,
    mentoring,
  ),
  renewalLeadDays: number(
    'renewalLeadDays',
    'days',
    'days before a lapse on which renewal begins',
    '到期前续查天数',
    30,
  ),
  greetingListedDays: number(
    'greetingListedDays',
    'days',
    'days a missed greeting stays listed',
    '问候逾期列示天数',
    31,
  ),
  firstMonthContacts: number(
    'firstMonthContacts',
    'contacts',
    'support contacts in the first month',
    '首月支持联系次数',
    2,
    mentoring,
  ),
} as const

const rule = (
  kind: string,
  zh: string,
  en: string,
  source: Source,
  terms: Pick<CadenceRule, 'every' | 'grace' | 'breachAfterDays'>,
): Parameter<CadenceRule> => ({
  id: `surrogate.${kind}`,
  unit: 'rule',
  en,
  zh,
  values: [
    {
      from: '2021-06-01',
      standing: source.standing,
      source,
      value: {
        kind,
        tier: 0,
        anchor: 'completion',
        dayRule: 'any',
        adjust: 'none',
        monthEnd: 'clamp',
        pause: 'never',
        ...terms,
      },
    },
  ],
})

/** How often a match owes what, as rules of cadence. A greeting has its day from the birthday, the festival or the term. */
export const surrogateCadence = {
  call: rule('surrogateCall', '每月通话', 'a call a month', shahe, {
    every: { months: 1 },
    grace: { before: 7, after: 0 },
    breachAfterDays: 14,
  }),
  meeting: rule('surrogateMeeting', '每季度见面', 'a meeting a quarter', shahe, {
    every: { months: 3 },
    grace: { before: 14, after: 0 },
    breachAfterDays: 30,
  }),
  firstMonthSupport: rule('surrogateFirstSupport', '首月支持联系', 'support in the first month', mentoring, {
    every: { days: 14 },
    grace: { before: 7, after: 0 },
    breachAfterDays: 7,
  }),
  support: rule('surrogateSupport', '每月支持联系', 'support once a month', mentoring, {
    every: { months: 1 },
    grace: { before: 7, after: 0 },
    breachAfterDays: 14,
  }),
  greeting: rule('surrogateGreeting', '生日、节日和开学问候', 'a greeting on the day', own, {
    every: { months: 12 },
    grace: { before: 3, after: 7 },
    breachAfterDays: 14,
  }),
} as const
