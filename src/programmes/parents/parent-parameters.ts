import type { Parameter } from '../../policy.ts'
import type { Source } from '../../source.ts'

const own: Source = { title: 'childfile defaults for parents', kind: 'proposal', standing: 'proposal' }

const number = (id: string, unit: string, en: string, zh: string, value: number): Parameter<number> => ({
  id: `parents.${id}`,
  unit,
  en,
  zh,
  values: [{ from: '2021-06-01', value, standing: 'proposal', source: own }],
})

/** The numbers of the work with parents, dated and with their standing. None of them is law; the week between two calls is. */
export const parentParameters = {
  planDays: number('planDays', 'days', 'days ahead for which calls are planned', '通话计划天数', 28),
  renewLeadDays: number('renewLeadDays', 'days', 'days before an end on which a parent is asked', '到期前提醒天数', 60),
} as const
