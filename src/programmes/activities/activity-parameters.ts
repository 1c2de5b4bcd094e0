import type { Parameter } from '../../policy.ts'
import type { Code, codeLists } from '../../records/index.ts'
import type { Source } from '../../source.ts'

/** An activity of the code list. */
export type ActivityCode = Code<typeof codeLists.activities>

const from = '2021-06-01'
const proposal: Source = { title: 'Proposed rules of activities', kind: 'proposal', standing: 'proposal' }
const labour: Source = {
  title: '未成年人保护法',
  section: 'art. 31: labour that suits the age; the hours are a proposal',
  kind: 'proposal',
  standing: 'proposal',
}
const own = <T>(value: T, source: Source = proposal): Parameter<T>['values'] => [
  { from, value, standing: 'proposal', source },
]

/** Numbers of activities, all of them proposals. */
export const activityParameters = {
  caps: {
    id: 'activities.caps',
    unit: 'children, and children per adult',
    en: 'most children of an activity, and how many of them one adult may look after',
    zh: '活动人数上限与成人配比',
    values: own<Readonly<Partial<Record<ActivityCode, { readonly children: number; readonly perAdult: number }>>>>({
      modelAircraft: { children: 20, perAdult: 10 },
      planting: { children: 30, perAdult: 10 },
      reading: { children: 40, perAdult: 20 },
      calligraphy: { children: 25, perAdult: 15 },
      painting: { children: 25, perAdult: 15 },
      calligraphyPainting: { children: 25, perAdult: 15 },
      literaryEvening: { children: 200, perAdult: 20 },
      singingContest: { children: 100, perAdult: 20 },
      singing: { children: 100, perAdult: 20 },
      campusGreening: { children: 40, perAdult: 10 },
      martyrFamilyVisit: { children: 20, perAdult: 8 },
      helpElderlyDisabled: { children: 15, perAdult: 5 },
    }),
  },
  otherCap: {
    id: 'activities.otherCap',
    unit: 'children, and children per adult',
    en: 'the same for activities that are not in the table',
    zh: '其他活动人数上限与成人配比',
    values: own({ children: 30, perAdult: 10 }),
  },
  serviceMinutes: {
    id: 'activities.serviceMinutes',
    unit: 'minutes a day by completed years, from that age on',
    en: 'longest service to others on one day by age; younger than the first: none',
    zh: '志愿服务每日最长时间',
    values: own(
      [
        { fromAge: 8, minutes: 60 },
        { fromAge: 12, minutes: 90 },
        { fromAge: 16, minutes: 120 },
      ] as const,
      labour,
    ),
  },
  serviceHours: {
    id: 'activities.serviceHours',
    unit: 'minutes after midnight',
    en: 'between which hours children serve',
    zh: '志愿服务时段',
    values: own({ from: 480, to: 1080 }, labour),
  },
  outingAdults: {
    id: 'activities.outingAdults',
    unit: 'adults',
    en: 'adults at least outside the school and in any service',
    zh: '校外活动最少成人数',
    values: own(2),
  },
  askAgainDays: {
    id: 'activities.askAgainDays',
    unit: 'days',
    en: 'days of rest after a no before a child is asked about something else',
    zh: '拒绝后再次询问间隔',
    values: own(30),
  },
} as const satisfies Readonly<Record<string, Parameter<unknown>>>
