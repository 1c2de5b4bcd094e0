import type { Source } from '../../source.ts'

/** Hard: never broken by a plan. Medium: as few as can be. Soft: as cheap as can be. */
export type ConstraintLevel = 'hard' | 'medium' | 'soft'

/** A named rule of the timetable with its standing. */
export interface TimetableConstraint {
  readonly id: string
  readonly level: ConstraintLevel
  readonly zh: string
  readonly en: string
  readonly source: Source
}

const own: Source = { title: 'Nobody and nothing can be in two places', kind: 'practice', standing: 'known' }
const asked: Source = { title: 'What the session, the school or the expert said', kind: 'practice', standing: 'known' }
const proposal: Source = { title: 'Proposed rules of the timetable', kind: 'proposal', standing: 'proposal' }
const drills: Source = {
  title: '教基一厅〔2014〕2号 (guide to evacuation drills): at least monthly in schools, quarterly in kindergartens',
  kind: 'guideline',
  standing: 'seen',
}
const protection = '中华人民共和国未成年人保护法 (Law on the Protection of Minors, 2020 revision)'

/**
 * The rules of the timetable in the order in which reasons are given: a beginning that several rules forbid is counted under the
 * first of them.
 */
export const timetableConstraints = [
  { id: 'known', level: 'hard', zh: '场次须在计划之内且不重复', en: 'a meeting of the problem, once', source: own },
  { id: 'pin', level: 'hard', zh: '已固定的安排不得改变', en: 'what is pinned stays', source: asked },
  {
    id: 'window',
    level: 'hard',
    zh: '须在规定的起止日期内',
    en: 'within the first and last day of the session',
    source: asked,
  },
  {
    id: 'schoolday',
    level: 'hard',
    zh: '只能安排在上学日；节假日、休息日及寒暑假不得集体授课',
    en: 'on school days only; no collective lessons on holidays, rest days and in vacations',
    source: { title: protection, section: '33', kind: 'law', standing: 'statute' },
  },
  {
    id: 'weekday',
    level: 'hard',
    zh: '须在专家可到的星期',
    en: 'on weekdays on which the expert can come',
    source: asked,
  },
  {
    id: 'disclosure',
    level: 'hard',
    zh: '防性侵、防欺凌、生命教育之后须有上学日，以便回应求助',
    en: 'sexual harm, bullying and life education are followed by school days, so that disclosures can be answered',
    source: proposal,
  },
  { id: 'period', level: 'hard', zh: '须在学校可用时段内', en: "within one of the school's periods", source: asked },
  { id: 'length', level: 'hard', zh: '时长须与计划一致', en: 'as long as the session is', source: asked },
  {
    id: 'audience',
    level: 'hard',
    zh: '年级范围内的学生都要覆盖，人数多时分批',
    en: 'for the groups of its part; safety education reaches every group, in parts if need be',
    source: proposal,
  },
  {
    id: 'capacity',
    level: 'hard',
    zh: '人数不得超过容量',
    en: 'no more children than the session and the room hold',
    source: asked,
  },
  {
    id: 'interval',
    level: 'hard',
    zh: '演练每月（幼儿园每季度）至多一次；其他系列须有间隔',
    en: 'drills at most once a month, in kindergartens once a quarter; other series some days apart',
    source: drills,
  },
  {
    id: 'weekly',
    level: 'hard',
    zh: '兴趣小组每周同一天同一时间',
    en: 'clubs once a week, on one weekday at one time',
    source: proposal,
  },
  { id: 'group', level: 'hard', zh: '同一年级不得同时参加两场', en: 'no grade in two sessions at once', source: own },
  {
    id: 'venue',
    level: 'hard',
    zh: '场地须合适且不冲突',
    en: 'in a room of the school that suits, one session at a time',
    source: own,
  },
  {
    id: 'team',
    level: 'hard',
    zh: '须有合适的专家且不冲突',
    en: 'with a team of the right kind, in one session at a time',
    source: own,
  },
  {
    id: 'travel',
    level: 'hard',
    zh: '专家两校之间须有路途时间',
    en: 'time for the team to travel between two schools',
    source: own,
  },
  {
    id: 'availability',
    level: 'hard',
    zh: '须在专家可用时段内',
    en: 'when the team is available, with the way from its base and back',
    source: asked,
  },
  {
    id: 'load',
    level: 'hard',
    zh: '专家半天内场次有限',
    en: 'no more sessions in one part of a day than the team takes',
    source: asked,
  },
  { id: 'placed', level: 'medium', zh: '每一场都要排上', en: 'every meeting is placed', source: proposal },
  {
    id: 'spread',
    level: 'soft',
    zh: '同一系列均匀分布',
    en: 'meetings of a series are spread evenly',
    source: proposal,
  },
  { id: 'sameDay', level: 'soft', zh: '同一年级一天不要多场', en: 'one session a day for a grade', source: proposal },
  {
    id: 'season',
    level: 'soft',
    zh: '高发期之前或之初开展',
    en: 'a topic comes before its season or early in it',
    source: { title: 'Peaks of accidents by season, in general use', kind: 'practice', standing: 'known' },
  },
  { id: 'changed', level: 'soft', zh: '已公布的安排尽量不变', en: 'what was published stays', source: proposal },
] as const satisfies readonly TimetableConstraint[]

/** The id of a rule of the timetable. */
export type ConstraintId = (typeof timetableConstraints)[number]['id']
