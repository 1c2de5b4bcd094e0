import type { PlainDate } from '../../date.ts'
import type { Parameter } from '../../policy.ts'
import { ageOn, type ChildFile, reachesAgeOn } from '../../records/index.ts'
import { isKnown } from '../../absent.ts'

/** Ages at which a consent has to be asked for again. */
export interface ConsentAges {
  /** From here on the child's own word is needed. */
  readonly ownWord: number
  /** From here on nobody else can consent. */
  readonly alone: number
}

/** The ages of consent, with their standing. */
export const consentAges: Parameter<ConsentAges> = {
  id: 'consent.ages',
  unit: 'years',
  en: 'ages at which consent is asked for again: the own word, and alone',
  zh: '重新征得同意的年龄：本人意愿、本人单独同意',
  values: [
    {
      from: '2021-11-01',
      value: { ownWord: 14, alone: 18 },
      standing: 'proposal',
      source: {
        title: '个人信息保护法',
        section: 'art. 31: below 14 a parent or other guardian consents; asking again at 14 and 18 is our own default',
        kind: 'law',
        standing: 'proposal',
      },
    },
  ],
}

/** In what part of life a child is on a day: below the first age, between, or of age. */
export type Stage = 'underOwnWord' | 'ownWord' | 'alone'

/** The stages that a child may be in on a day; all of them where the birth date is not known. */
export function stagesOn(file: Pick<ChildFile, 'birthDate'>, asOf: PlainDate, ages: ConsentAges): readonly Stage[] {
  if (!isKnown(file.birthDate)) return ['underOwnWord', 'ownWord', 'alone']
  const age = ageOn(file.birthDate, asOf)
  return [age >= ages.alone ? 'alone' : age >= ages.ownWord ? 'ownWord' : 'underOwnWord']
}

/** The first day of a stage. */
export const stageBegins = (birthDate: PlainDate, stage: Stage, ages: ConsentAges): PlainDate =>
  stage === 'underOwnWord' ? birthDate : reachesAgeOn(birthDate, ages[stage])
