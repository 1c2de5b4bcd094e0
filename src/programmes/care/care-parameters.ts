import type { Code, codeLists } from '../../records/index.ts'
import type { Parameter } from '../../policy.ts'
import type { Source, Standing } from '../../source.ts'

const from = '2021-06-01'
const proposal: Source = { title: 'childfile defaults for care plans', kind: 'proposal', standing: 'proposal' }
const caseManagement: Source = {
  title: 'Child protection minimum standards and inter-agency guidelines for case management',
  section: 'caseload; supervision',
  kind: 'guideline',
  standing: 'known',
}
const own = <T>(value: T): Parameter<T>['values'] => [{ from, value, standing: 'proposal', source: proposal }]
const known = <T>(value: T): Parameter<T>['values'] => [{ from, value, standing: 'known', source: caseManagement }]

/** Why a child leaves the register. */
export type LeavingReason = Code<typeof codeLists.exitReasons>

/** What has to be done after a child has left. */
export type FollowUpKind =
  | 'visit'
  | 'call'
  | 'secondCall'
  | 'schoolPlace'
  | 'acknowledgement'
  | 'servicesUntil18'
  | 'causeReviewed'
  | 'secondPerson'

const followUps: Readonly<Record<LeavingReason, Readonly<Partial<Record<FollowUpKind, number>>>>> = {
  parentReturned: { visit: 30, call: 90, secondCall: 180 },
  movedWithParents: { schoolPlace: 30, call: 30, acknowledgement: 60 },
  reachedAge: { servicesUntil18: 14, visit: 30, call: 90 },
  died: { causeReviewed: 7 },
  adopted: { acknowledgement: 30 },
  movedAway: { acknowledgement: 15, schoolPlace: 30, call: 30 },
  registeredInError: { secondPerson: 7 },
}

/** The numbers of care plans, caseloads, visits and leaving, dated and with their standing. None of them is law. */
export const careParameters = {
  approvalDays: {
    id: 'care.approvalDays',
    unit: 'days',
    en: 'days after opening within which a plan is approved by somebody else',
    zh: '方案拟定后由他人审定的期限',
    values: own(7),
  },
  soonDays: {
    id: 'care.soonDays',
    unit: 'days',
    en: 'days before a deadline from which it is shown as near',
    zh: '到期前提示天数',
    values: own(7),
  },
  breachDays: {
    id: 'care.breachDays',
    unit: 'days',
    en: 'days of lateness that are borne before the supervisor is shown it as breached',
    zh: '逾期多少天后提请督导',
    values: own(7),
  },
  caseWeights: {
    id: 'care.caseWeights',
    unit: 'half points by tier, 0 to 4',
    en: 'how much work a child of a tier is in a caseload',
    zh: '各等级儿童的工作量权重（半分）',
    values: own([1, 2, 4, 6, 8] as const),
  },
  caseCeiling: {
    id: 'care.caseCeiling',
    unit: 'half points of a full post',
    en: 'the most that a full post bears, weighed',
    zh: '全职岗位加权工作量上限（半分）',
    values: own(50),
  },
  casesPerWorker: {
    id: 'care.casesPerWorker',
    unit: 'children of a full post',
    en: 'the most open cases of a full post, unweighed',
    zh: '全职岗位在办个案上限',
    values: known(25),
  },
  workersPerSupervisor: {
    id: 'care.workersPerSupervisor',
    unit: 'workers',
    en: 'the most workers of one supervisor',
    zh: '每名督导员督导人数上限',
    values: known(6),
  },
  householdsPerDay: {
    id: 'care.householdsPerDay',
    unit: 'households',
    en: 'more households visited on one day by one worker are shown to the supervisor',
    zh: '一人一天走访户数的提示值',
    values: own(8),
  },
  sameWords: {
    id: 'care.sameWords',
    unit: 'visits',
    en: 'so many visits of a worker with the same words are shown to the supervisor',
    zh: '同一走访记录文字重复次数的提示值',
    values: own(3),
  },
  fineInARow: {
    id: 'care.fineInARow',
    unit: 'visits',
    en: 'so many visits of a worker without a single thing seen are shown to the supervisor',
    zh: '连续“一切正常”走访次数的提示值',
    values: own(12),
  },
  neverAlone: {
    id: 'care.neverAlone',
    unit: 'visits',
    en: 'so many visits to a child in a row without a talk alone are shown to the supervisor',
    zh: '连续未与儿童单独交谈次数的提示值',
    values: own(3),
  },
  followUps: {
    id: 'care.followUps',
    unit: 'days after leaving, by reason',
    en: 'what is done after a child has left, and by when',
    zh: '退出后的回访事项与期限',
    values: own(followUps),
  },
  sixteenNoticeDays: {
    id: 'care.sixteenNoticeDays',
    unit: 'days',
    en: 'days before the sixteenth birthday on which leaving is prepared',
    zh: '满16周岁前的准备天数',
    values: own(60),
  },
  emergencyNumbers: {
    id: 'care.emergencyNumbers',
    unit: 'telephone numbers',
    en: 'numbers that can always be rung: police, ambulance, hotline for minors',
    zh: '随时可拨打的电话：公安、急救、未成年人保护热线',
    values: [
      {
        from,
        value: ['110', '120', '12345'] as const,
        standing: 'known' satisfies Standing,
        source: { title: 'Public telephone numbers', kind: 'practice', standing: 'known' },
      },
    ],
  },
} as const satisfies Readonly<Record<string, Parameter<unknown>>>
