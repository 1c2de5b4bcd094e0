import type { Parameter } from '../../policy.ts'
import type { Source } from '../../source.ts'

const from = '2021-06-01'
const proposal: Source = { title: 'Proposed rules of safety education', kind: 'proposal', standing: 'proposal' }
const drillGuide: Source = {
  title: '中小学幼儿园应急疏散演练指南 教基一厅〔2014〕2号',
  section: 'rhythm of drills; time targets as schools print them',
  kind: 'guideline',
  standing: 'seen',
}
const own = <T>(value: T): Parameter<T>['values'] => [{ from, value, standing: 'proposal', source: proposal }]

/** Numbers of safety education with the standing of each. None is presented as law that has not been read in the statute. */
export const safetyParameters = {
  checkMonths: {
    id: 'safety.checkMonths',
    unit: 'months',
    en: 'how long the record check of an invited expert holds: the yearly rhythm of staff, taken over for guests',
    zh: '受邀人员违法犯罪查询的有效月数',
    values: [
      {
        from,
        value: 12,
        standing: 'known',
        source: { title: '未成年人保护法', section: 'art. 62 speaks of staff', kind: 'practice', standing: 'known' },
      },
    ],
  },
  replyDays: {
    id: 'safety.replyDays',
    unit: 'days',
    en: 'days after an invitation within which an answer is expected',
    zh: '邀请答复期限',
    values: own(7),
  },
  thanksDays: {
    id: 'safety.thanksDays',
    unit: 'days',
    en: 'days after a session within which thanks are said',
    zh: '致谢期限',
    values: own(7),
  },
  rehearsals: {
    id: 'safety.rehearsals',
    unit: 'rehearsals',
    en: 'rehearsals held on days before the show',
    zh: '演出前排练次数',
    values: own(2),
  },
  watchDays: {
    id: 'safety.watchDays',
    unit: 'days',
    en: 'days after a sensitive session in which disclosures are looked for',
    zh: '敏感主题后的跟进天数',
    values: own(14),
  },
  lectureMinutes: {
    id: 'safety.lectureMinutes',
    unit: 'minutes by completed years, from that age on',
    en: 'longest lecture by age; younger than the first: no lecture',
    zh: '各年龄讲座最长时间',
    values: own([
      { fromAge: 6, minutes: 20 },
      { fromAge: 9, minutes: 40 },
    ] as const),
  },
  drillMonths: {
    id: 'safety.drillMonths',
    unit: 'months per drill in term',
    en: 'rhythm of evacuation drills: schools monthly, kindergartens quarterly',
    zh: '应急疏散演练频次',
    values: [{ from, value: { kindergarten: 3, primary: 1, secondary: 1 }, standing: 'seen', source: drillGuide }],
  },
  drillSeconds: {
    id: 'safety.drillSeconds',
    unit: 'seconds',
    en: 'time within which a low building is left; none for kindergartens',
    zh: '疏散用时目标',
    values: [{ from, value: { primary: 180, secondary: 120 }, standing: 'seen', source: drillGuide }],
  },
  smallGroup: {
    id: 'safety.smallGroup',
    unit: 'children',
    en: 'below so many pairs a gain is called small evidence',
    zh: '小样本界限',
    values: own(20),
  },
} as const satisfies Readonly<Record<string, Parameter<unknown>>>
