import type { Parameter } from '../../policy.ts'
import type { Source } from '../../source.ts'

const ours: Source = { title: 'childfile defaults', kind: 'proposal', standing: 'proposal' }

const days = (id: string, value: number, zh: string, en: string): Parameter<number> => ({
  id,
  unit: 'days',
  zh,
  en,
  values: [{ from: '2021-06-01', value, standing: 'proposal', source: ours }],
})

/**
 * How long something that was written down can be used. A ruleset may put its own value in place of any of these by defining a
 * parameter of the same id.
 */
export const windows: readonly Parameter<number>[] = [
  days('window.family', 365, '家庭与照护信息的有效天数', 'days for which family and care can be used'),
  days('window.school', 200, '就学信息的有效天数', 'days for which schooling can be used'),
  days('window.health', 365, '健康信息的有效天数', 'days for which health can be used'),
  days(
    'window.notSeen',
    100,
    '走访“未见”结论的有效天数',
    'days for which a "looked for and not seen" of a visit can be used',
  ),
  days('window.screening', 180, '筛查结果的有效天数', 'days for which a screening can be used'),
  days('window.measurement', 180, '体格测量的有效天数', 'days for which a measurement of the body can be used'),
  days('window.mood', 100, '儿童自述心情的有效天数', "days for which the child's own word on mood can be used"),
  days('window.absence', 30, '统计缺课的天数', 'days over which school absence is counted'),
  {
    id: 'visit.tooYoungToTalk',
    unit: 'years',
    zh: '低于此年龄，“年龄太小”可代替单独交谈',
    en: 'below this age "too young to talk" stands in for a talk alone',
    values: [{ from: '2021-06-01', value: 4, standing: 'proposal', source: ours }],
  },
]
