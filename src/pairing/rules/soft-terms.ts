import type { ChildFacts } from '../facts/child-facts.ts'
import type { VolunteerFacts } from '../facts/volunteer-facts.ts'
import type { PairingWeights, TermCode } from '../settings.ts'

/** What makes one allowed pair better than another: a value from 0 (best) to 9999, times a weight. */
export interface SoftTerm {
  readonly code: TermCode
  /** Weight by default. */
  readonly weight: number
  readonly zh: string
  readonly en: string
  /** What is measured, and how the value follows from it. */
  readonly measure: { readonly zh: string; readonly en: string }
}

/** All soft terms, in order. Their values and default weights are our own [proposal]. */
export const softTerms: readonly SoftTerm[] = [
  {
    code: 'distance',
    weight: 4,
    zh: '距离',
    en: 'distance',
    measure: { zh: '两村距离（米）；达到上限为 9999', en: 'metres between the villages; 9999 at the limit' },
  },
  {
    code: 'interests',
    weight: 2,
    zh: '共同兴趣',
    en: 'shared interests',
    measure: {
      zh: '志愿者能满足的儿童爱好数：0 项 9999，1 项 3333，2 项 1111，3 项以上 0；志愿者特长未知 5000；儿童爱好未知 0',
      en: 'interests of the child that the volunteer can answer: none 9999, one 3333, two 1111, more 0; skills unknown 5000; interests unknown 0',
    },
  },
  {
    code: 'availability',
    weight: 2,
    zh: '共同时间',
    en: 'time in common',
    measure: {
      zh: '共同的空闲时段数：0 段 9999，1 段 3333，2 段 1111，3 段以上 0；志愿者时间未知 5000',
      en: 'slots of the week in common: none 9999, one 3333, two 1111, more 0; slots of the volunteer unknown 5000',
    },
  },
  {
    code: 'language',
    weight: 2,
    zh: '共同语言',
    en: 'language in common',
    measure: {
      zh: '共同语言数：有 0，无 9999；志愿者语言未知 5000；儿童语言未知 0',
      en: 'languages in common: any 0, none 9999; languages of the volunteer unknown 5000; of the child unknown 0',
    },
  },
  {
    code: 'continuity',
    weight: 20,
    zh: '延续现有结对',
    en: 'goes on with the present match',
    measure: {
      zh: '与现有结对人继续 0；换人 9999；没有现有结对 0',
      en: 'with the present helper 0; with another one 9999; without a present match 0',
    },
  },
]

/** Weights in force, in order of the terms. */
export type Weights = readonly number[]

/** The weights set, and the defaults of the terms for the rest. */
export const weightsOf = (set: PairingWeights | undefined): Weights =>
  softTerms.map(({ code, weight }) => set?.[code] ?? weight)

/** Greatest value of a term. */
const most = 9999
const unknownValue = 5000
const byCount = [most, 3333, 1111, 0] as const

/** What was measured for each term, in order; -1 where a fact of the volunteer is missing, -2 where one of the child is. */
export type Measures = readonly [
  metres: number,
  interests: number,
  slots: number,
  languages: number,
  continuity: number,
]

/** What the terms measure of a pair. `continues`: 1 with the present helper, 0 with another one, -2 without a present match. */
export const measuresOf = (
  child: ChildFacts,
  volunteer: VolunteerFacts,
  metres: number,
  continues: number,
): Measures => [
  metres,
  shared(child.wanted, volunteer.skills),
  volunteer.free === undefined ? -1 : bits(child.free & volunteer.free),
  shared(child.languages, volunteer.languages),
  continues,
]

function shared(wanted: readonly string[] | undefined, offered: readonly string[] | undefined): number {
  if (!wanted) return -2
  if (!offered) return -1
  let both = 0
  for (const item of wanted) if (offered.includes(item)) both++
  return both
}

function bits(mask: number): number {
  let rest = mask
  let number = 0
  for (; rest !== 0; rest &= rest - 1) number++
  return number
}

/** The value of each term from what was measured, 0 to 9999. `limit`: greatest distance in metres. */
export const valuesOf = (measures: Measures, limit: number): Measures => [
  Math.min(most, Math.floor((measures[0] * most) / limit)),
  counted(measures[1]),
  counted(measures[2]),
  measures[3] === -2 ? 0 : measures[3] === -1 ? unknownValue : measures[3] > 0 ? 0 : most,
  measures[4] === 0 ? most : 0,
]

const counted = (number: number): number =>
  number === -2 ? 0 : number === -1 ? unknownValue : (byCount[Math.min(3, number)] ?? 0)

/** The cost of a pair: values times weights, a whole number. */
export function costOf(values: Measures, weights: Weights): number {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += (values[k] ?? 0) * (weights[k] ?? 0)
  return sum
}
