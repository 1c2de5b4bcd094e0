import { z } from 'zod'
import type { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { type Parameter, parameterOn } from '../../policy.ts'
import { codeLists } from '../../records/index.ts'
import type { Source } from '../../source.ts'

const SafetyTopic = z.enum(codeLists.safetyTopics.rows.map(({ key }) => key))

const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)

/** A part of every year in which a danger is greatest, from `from` up to, but without, `to`; it may run over the new year. */
export const TopicSeason = z
  .strictObject({
    topic: SafetyTopic,
    from: monthDay.describe('First day, MM-DD'),
    to: monthDay.describe('First day after the end, MM-DD'),
  })
  .describe('When a danger is greatest')
export type TopicSeason = Immutable<z.infer<typeof TopicSeason>>

const weight = z.int().min(0).max(10_000)

/** What the soft constraints cost; 0 switches one off. */
export const TimetableWeights = z.strictObject({
  spread: weight.describe('For each day by which two meetings of a series lie closer than evenly spread'),
  sameDay: weight.describe('For each further session of a group of children on one day'),
  season: weight.describe('For each week by which a topic comes after its season began'),
  changed: weight.describe('For each meeting of the published plan that is moved'),
})
export type TimetableWeights = Immutable<z.infer<typeof TimetableWeights>>

/** Numbers of the timetable that are nobody's law. */
export const TimetableRules = z
  .strictObject({
    startEvery: z.int().min(5).max(120).describe('Minutes between two possible beginnings within a period'),
    apartDays: z
      .int()
      .min(1)
      .max(366)
      .describe('Days at least between two meetings of a series that is no drill and no club'),
    schooldaysAfter: z.int().min(0).max(7).describe('Days after a sensitive session that must be school days'),
    sensitiveTopics: z.array(SafetyTopic).describe('Topics after which children may have something to say'),
    seasons: z.array(TopicSeason).describe('When a danger is greatest'),
    weights: TimetableWeights,
  })
  .describe('Numbers of the timetable')
export type TimetableRules = Immutable<z.infer<typeof TimetableRules>>

const { startEvery, apartDays, schooldaysAfter, sensitiveTopics, seasons } = TimetableRules.shape
const { spread, sameDay, season, changed } = TimetableWeights.shape

/** Some of the rules in place of the proposed ones. */
export const TimetableRuleChanges = z.strictObject({
  startEvery: startEvery.exactOptional(),
  apartDays: apartDays.exactOptional(),
  schooldaysAfter: schooldaysAfter.exactOptional(),
  sensitiveTopics: sensitiveTopics.exactOptional(),
  seasons: seasons.exactOptional(),
  weights: z
    .strictObject({
      spread: spread.exactOptional(),
      sameDay: sameDay.exactOptional(),
      season: season.exactOptional(),
      changed: changed.exactOptional(),
    })
    .exactOptional(),
})
export type TimetableRuleChanges = Immutable<z.infer<typeof TimetableRuleChanges>>

const proposal: Source = { title: 'Proposed rules of the timetable', kind: 'proposal', standing: 'proposal' }
const from = '2026-01-01'

/** The proposed rules as dated parameters. None of them is law. */
export const timetableParameters: {
  readonly [K in keyof TimetableRules]: Parameter<TimetableRules[K]>
} = {
  startEvery: {
    id: 'timetable.startEvery',
    unit: 'minutes',
    en: 'grid of beginnings within a period',
    zh: '开始时间间隔',
    values: [{ from, value: 10, standing: 'proposal', source: proposal }],
  },
  apartDays: {
    id: 'timetable.apartDays',
    unit: 'days',
    en: 'days at least between two meetings of a series',
    zh: '同一系列两次之间最少天数',
    values: [{ from, value: 14, standing: 'proposal', source: proposal }],
  },
  schooldaysAfter: {
    id: 'timetable.schooldaysAfter',
    unit: 'days',
    en: 'school days that follow a sensitive session, so that a disclosure can be answered',
    zh: '敏感主题之后须连续上学的天数',
    values: [{ from, value: 2, standing: 'proposal', source: proposal }],
  },
  sensitiveTopics: {
    id: 'timetable.sensitiveTopics',
    unit: 'codes',
    en: 'topics after which children may disclose harm',
    zh: '敏感主题',
    values: [{ from, value: ['sexualAbuse', 'bullying', 'lifeEducation'], standing: 'proposal', source: proposal }],
  },
  seasons: {
    id: 'timetable.seasons',
    unit: 'days of the year',
    en: 'when a danger is greatest: drowning May to September, fire in winter, trafficking before the Spring Festival',
    zh: '各主题高发期',
    values: [
      {
        from,
        value: [
          { topic: 'drowning', from: '05-01', to: '10-01' },
          { topic: 'fire', from: '11-01', to: '03-01' },
          { topic: 'trafficking', from: '01-01', to: '03-01' },
        ],
        standing: 'known',
        source: { title: 'Peaks of accidents by season, in general use', kind: 'practice', standing: 'known' },
      },
    ],
  },
  weights: {
    id: 'timetable.weights',
    unit: 'points',
    en: 'what the soft constraints cost',
    zh: '软约束权重',
    values: [
      {
        from,
        value: { spread: 1, sameDay: 10, season: 7, changed: 50 },
        standing: 'proposal',
        source: proposal,
      },
    ],
  },
}

/**
 * The proposed rules as they stood on a day, some of them replaced.
 * @example
 * ```ts
 * import { timetableRules } from 'childfile/schedule'
 * const rules = timetableRules('2026-09-01', { apartDays: 7, weights: { season: 0 } })
 * rules.schooldaysAfter // => 2
 * rules.weights // => { spread: 1, sameDay: 10, season: 0, changed: 50 }
 * ```
 */
export function timetableRules(on: PlainDate, changes: TimetableRuleChanges = {}): TimetableRules {
  const value = <K extends keyof TimetableRules>(key: K): TimetableRules[K] =>
    parameterOn(timetableParameters[key], on).value
  return {
    startEvery: changes.startEvery ?? value('startEvery'),
    apartDays: changes.apartDays ?? value('apartDays'),
    schooldaysAfter: changes.schooldaysAfter ?? value('schooldaysAfter'),
    sensitiveTopics: changes.sensitiveTopics ?? value('sensitiveTopics'),
    seasons: changes.seasons ?? value('seasons'),
    weights: { ...value('weights'), ...changes.weights },
  }
}
