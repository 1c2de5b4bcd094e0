import type { Parameter } from '../../policy.ts'
import type { Source } from '../../source.ts'

const own: Source = { title: 'childfile defaults for counselling', kind: 'proposal', standing: 'proposal' }

/** The numbers of counselling, dated and with their standing. None of them is law. */
export const counsellingParameters = {
  sessionsBeforeReview: {
    id: 'counselling.sessionsBeforeReview',
    unit: 'sessions',
    en: 'sessions without a reliable gain before a review or a referral',
    zh: '未见可靠改善时复核或转介前的会谈次数',
    values: [{ from: '2021-06-01', value: 6, standing: own.standing, source: own }],
  },
} as const satisfies Readonly<Record<string, Parameter<number>>>

/** How a child says how it is: a face that it points at, or a number. The higher, the better the mood; the more the pressure. */
export const ownWordScales = [
  { key: 'faces', least: 1, most: 5, zh: '五张表情', en: 'five faces' },
  { key: 'zeroToTen', least: 0, most: 10, zh: '0到10', en: '0 to 10' },
] as const

/** Why a course is to be looked at by the supervisor. */
export const reviewReasons = [
  { key: 'notMeasured', zh: '尚无前后两次可比较的量表结果', en: 'no two results that can be compared' },
  { key: 'withinChance', zh: '变化未超出测量误差', en: 'the change is within what chance makes' },
  { key: 'worse', zh: '结果比开始时差，超出测量误差', en: 'the result is worse by more than chance' },
] as const

/** Key of a reason for a review. */
export type ReviewReason = (typeof reviewReasons)[number]['key']

/** What is said where somebody should see more than a counsellor can. */
export const referralNotice = {
  zh: '建议监护人带孩子到医疗机构进一步了解情况；心理辅导不作医学结论。',
  en: 'The guardian is advised to see a hospital with the child; counselling makes no medical finding.',
} as const
