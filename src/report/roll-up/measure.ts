import type { DueStatus } from '../../cadence/index.ts'
import type { OfficialAxis, OfficialClass } from '../../register/index.ts'
import type { Source } from '../../source.ts'
import type { Words } from '../report-input.ts'
import { notCollected, type RollUpRow } from './roll-up-table.ts'

/** How a question is answered for one child, duty or flag. Unknown is never no. */
export type MeasureAnswer = 'yes' | 'no' | 'notCollected' | 'notApplicable'

/** What is measured, in words: what counts, of how many, and when it is not known. */
export interface Measure extends Words {
  readonly id: string
  /** What is counted. */
  readonly of: Words
  readonly numerator: Words
  readonly denominator: Words
  readonly unknown: Words
  readonly source: Source
}

const own: Source = { title: 'childfile definitions of measures', kind: 'proposal', standing: 'proposal' }
const children: Words = { zh: '期末在册儿童', en: 'children on the register at the end' }
const duties: Words = { zh: '职责', en: 'duties' }

/** What is asked at the end of a term, each of a child. */
export const termMeasures = [
  {
    id: 'namedAdult',
    zh: '有固定结对人的儿童',
    en: 'children with a named adult',
    of: children,
    numerator: { zh: '期末当日有结对中的代理家长', en: 'a match with a surrogate parent is active on the last day' },
    denominator: { zh: '期末在册儿童', en: 'children on the register at the end' },
    unknown: { zh: '没有结对记录可查', en: 'no record of matches was given' },
    source: own,
  },
  {
    id: 'askedOwnWord',
    zh: '本人被询问过的儿童',
    en: 'children who were asked in their own word',
    of: children,
    numerator: {
      zh: '本学期有儿童本人说的话：意愿，或走访、谈心时的心情',
      en: 'a word of the child’s own in the term: a wish, or the mood on a visit or in a talk',
    },
    denominator: { zh: '期末在册儿童', en: 'children on the register at the end' },
    unknown: {
      zh: '意愿栏未采集，或不知是谁、何时说的',
      en: 'wishes were not collected, or nobody wrote down who spoke or when',
    },
    source: own,
  },
  {
    id: 'answeredNumber',
    zh: '近90天有人接听电话的档案',
    en: 'files with a number that was answered in the last 90 days',
    of: children,
    numerator: {
      zh: '父母、受委托人或其他监护人的电话在近90天内有人接听',
      en: 'a telephone of a parent, delegate or other guardian was answered in the last 90 days',
    },
    denominator: { zh: '期末在册儿童', en: 'children on the register at the end' },
    unknown: { zh: '至少一人的电话或接听日期未采集', en: 'of somebody the number or the day was not collected' },
    source: own,
  },
  {
    id: 'moodTwice',
    zh: '测过两次心情的儿童',
    en: 'children whose mood was measured twice',
    of: children,
    numerator: {
      zh: '本学期至少两天有本人自评的心情',
      en: 'the mood in the child’s own word stands on at least two days of the term',
    },
    denominator: { zh: '期末在册儿童', en: 'children on the register at the end' },
    unknown: {
      zh: '走访时心情未采集或日期不明，补上后可能达到两次',
      en: 'visits without a mood or a day could make it two',
    },
    source: own,
  },
  {
    id: 'rightsReached',
    zh: '学过权利与求助的儿童',
    en: 'children who were reached on rights and help-seeking',
    of: children,
    numerator: { zh: '到场参加了相应模块', en: 'was present at the module' },
    denominator: { zh: '期末在册且适龄的儿童', en: 'children on the register for whose age it is' },
    unknown: { zh: '没有到场记录，或年龄、年级不明', en: 'attendance, age or grade was not written down' },
    source: own,
  },
  {
    id: 'askedToJoin',
    zh: '被邀请参加至少一项活动的儿童',
    en: 'children who were asked to join at least one activity',
    of: children,
    numerator: { zh: '本学期被问过是否参加，答什么都算', en: 'was asked in the term, whatever the answer' },
    denominator: { zh: '期末在册儿童', en: 'children on the register at the end' },
    unknown: { zh: '不在任何班级名单上', en: 'stands on no list of a class' },
    source: own,
  },
] as const satisfies readonly Measure[]

/** Id of a measure at the end of a term. */
export type TermMeasureId = (typeof termMeasures)[number]['id']

/** What an office measures of itself, month by month. A share says how much of the work was done, of nobody how good he or she is. */
export const officeMeasures = [
  {
    id: 'visitCovered',
    zh: '走访覆盖',
    en: 'coverage by visits',
    of: children,
    numerator: {
      zh: '本期有一次算数的走访：见到儿童，单独谈过或写明原因，并有所见',
      en: 'a visit of the period counts: the child was seen, spoken to alone or why not, and something was observed',
    },
    denominator: { zh: '期末在册儿童', en: 'children on the register at the end' },
    unknown: { zh: '有走访，但日期或是否见到未写明', en: 'a visit of which the day or what was seen is not known' },
    source: own,
  },
  {
    id: 'dutyOverdue',
    zh: '逾期职责',
    en: 'overdue duties',
    of: duties,
    numerator: { zh: '已过宽限期', en: 'past the window' },
    denominator: { zh: '未暂停的职责', en: 'duties that do not wait' },
    unknown: { zh: '不知上次何时完成', en: 'nobody knows when it was last done' },
    source: own,
  },
] as const satisfies readonly Measure[]

const classes: readonly OfficialClass[] = [
  { id: 'yes', zh: '是', en: 'yes' },
  { id: 'no', zh: '否', en: 'no' },
  { id: notCollected, zh: '不明', en: 'not known' },
  { id: 'notApplicable', zh: '不适用', en: 'does not apply' },
]

/**
 * A measure as an axis, so that it is rolled up and published as any other.
 * @example
 * ```ts
 * import { measureAxis, termMeasures } from 'childfile/report'
 * measureAxis(termMeasures[0]).classes.map(({ id }) => id) // => ["yes", "no", "notCollected", "notApplicable"]
 * ```
 */
export const measureAxis = ({ id, zh, en }: Measure): OfficialAxis => ({ id, zh, en, classes })

/** Numerator, denominator and what is not known, apart. */
export interface MeasureTally {
  readonly numerator: number
  /** Those to whom it applies, known or not. */
  readonly denominator: number
  /** Of the denominator; they may be in the numerator or not. */
  readonly unknown: number
  readonly notApplicable: number
  /** Of a thousand: with every unknown a no, rounded down, and with every unknown a yes, rounded up. None of nobody. */
  readonly perMille: { readonly atLeast: number; readonly atMost: number } | 'none'
}

/**
 * Numerator and denominator of a row of the table of a measure. The share is a pair: what is not known could be either.
 * @example
 * ```ts
 * import { measureTally } from 'childfile/report'
 * measureTally({ counts: [6, 2, 2, 5] }) // => { numerator: 6, denominator: 10, unknown: 2, notApplicable: 5, perMille: { atLeast: 600, atMost: 800 } }
 * ```
 */
export function measureTally({ counts }: Pick<RollUpRow, 'counts'>): MeasureTally {
  const [numerator = 0, no = 0, unknown = 0, notApplicable = 0] = counts
  const denominator = numerator + no + unknown
  return {
    numerator,
    denominator,
    unknown,
    notApplicable,
    perMille:
      denominator === 0
        ? 'none'
        : {
            atLeast: Math.floor((numerator * 1000) / denominator),
            atMost: Math.ceil(((numerator + unknown) * 1000) / denominator),
          },
  }
}

/**
 * How a duty answers the measure `dutyOverdue`: one that waits is not asked.
 * @example
 * ```ts
 * import { dutyOverdue } from 'childfile/report'
 * ;(['overdue', 'inGrace', 'paused', 'notCollected'] as const).map(dutyOverdue) // => ["yes", "no", "notApplicable", "notCollected"]
 * ```
 */
export const dutyOverdue = (status: DueStatus | 'notCollected'): MeasureAnswer =>
  status === 'notCollected'
    ? 'notCollected'
    : status === 'paused'
      ? 'notApplicable'
      : status === 'overdue' || status === 'breached'
        ? 'yes'
        : 'no'
