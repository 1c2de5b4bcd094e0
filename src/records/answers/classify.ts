import { isKnown } from '../../absent.ts'
import { addMonths, type PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import type { Pointer } from '../../pointer.ts'
import type { Source } from '../../source.ts'
import type { ChildFile } from '../child/child-file.ts'
import { ageOn, type Reached } from './age.ts'
import { type Answer, answer, both, either, not } from './truth.ts'

/** A definition of "left-behind child", as data. */
export interface Definition {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly source: Source
  /** The child must be younger than this. */
  readonly under: number
  readonly reached: Reached
  /** Whether the household registration must be rural. A unified resident household does not say: unknown. */
  readonly hukou: 'rural' | 'any'
  /**
   * `bothAway`: both are away, or one is away and the other cannot care. `oneAway`: one or both are away. `bothGone`: neither is
   * there to care, for whatever reason.
   */
  readonly parents: 'bothAway' | 'oneAway' | 'bothGone'
  /** A parent counts as away only after so many months; 0 asks for no duration. */
  readonly months: number
}

/** The definitions that are in use; counts made with two of them must never be mixed. */
export const definitions = {
  mca2016: {
    id: 'mca2016',
    zh: '民政部2016年口径：不满16周岁农村户籍，父母双方外出务工或一方外出务工另一方无监护能力',
    en: 'register of 2016: under 16, rural household, both parents away working or one away and the other not able to care',
    source: { title: '国发〔2016〕13号', kind: 'guideline', standing: 'known' },
    under: 16,
    reached: 'birthday',
    hukou: 'rural',
    parents: 'bothAway',
    months: 0,
  },
  oneParent: {
    id: 'oneParent',
    zh: '父母一方或双方外出，不满18周岁',
    en: 'one or both parents away, under 18',
    source: { title: 'usage of researchers and of the women’s federation', kind: 'practice', standing: 'seen' },
    under: 18,
    reached: 'birthday',
    hukou: 'any',
    parents: 'oneAway',
    months: 0,
  },
  sixMonths: {
    id: 'sixMonths',
    zh: '父母一方或双方外出六个月以上，不满18周岁',
    en: 'one or both parents away for six months or more, under 18',
    source: { title: 'usage of researchers and of the women’s federation', kind: 'practice', standing: 'seen' },
    under: 18,
    reached: 'birthday',
    hukou: 'any',
    parents: 'oneAway',
    months: 6,
  },
  zhejiang2016: {
    id: 'zhejiang2016',
    zh: '浙江省2016年口径：不满16周岁，父母因务工或其他原因不能监护',
    en: 'Zhejiang 2016: under 16, parents away for work or other reasons, whatever the household',
    source: { title: '浙江省未成年人保护条例', section: '45', kind: 'law', standing: 'statute' },
    under: 16,
    reached: 'birthday',
    hukou: 'any',
    parents: 'bothGone',
    months: 0,
  },
} as const satisfies Record<string, Definition>

/** Id of a definition of the table. */
export type DefinitionId = keyof typeof definitions

/** One test of a definition and how it came out. */
export interface Reason {
  readonly test: 'age' | 'hukou' | 'parents'
  readonly answer: Answer
  /** The fields that were read. */
  readonly paths: readonly Pointer[]
  readonly zh: string
  readonly en: string
}

/** The answer of a definition, and the tests that led to it. */
export interface Classification {
  readonly definition: string
  readonly leftBehind: Answer
  readonly because: readonly Reason[]
}

/**
 * Whether a child is left behind on a day, under a definition of the table or one's own. Turns to `no` exactly on the day on
 * which the age is reached. `unknown` when the answer hangs on something that nobody wrote down.
 * @example
 * ```ts
 * import { childFile, classify } from 'childfile'
 * const file = childFile({
 *   id: 'c1', name: '李小花', birthDate: '2016-03-26', hukouNature: 'rural',
 *   father: { status: 'awayWorking' }, mother: { status: 'homeIncapable' },
 * })
 * classify(file, 'mca2016', '2026-09-15').leftBehind // => 'yes'
 * classify(childFile({ id: 'c2', name: '王小明' }), 'mca2016', '2026-09-15').leftBehind // => 'unknown'
 * ```
 */
export function classify(file: ChildFile, definition: DefinitionId | Definition, asOf: PlainDate): Classification {
  const rule: Definition = typeof definition === 'string' ? definitions[definition] : definition
  const because: readonly Reason[] = [
    {
      test: 'age',
      answer: isKnown(file.birthDate) ? answer(ageOn(file.birthDate, asOf, rule.reached) < rule.under) : 'unknown',
      paths: ['/birthDate'],
      zh: `不满${rule.under}周岁`,
      en: `under ${rule.under}`,
    },
    ...(rule.hukou === 'rural'
      ? [
          {
            test: 'hukou',
            answer: isRural(file),
            paths: ['/hukouNature'],
            zh: '农村户籍',
            en: 'rural household',
          } as const,
        ]
      : []),
    {
      test: 'parents',
      answer: parentsTest(file, rule, asOf),
      paths: ['/father/status', '/mother/status'],
      ...parentsText[rule.parents],
    },
  ]
  return { definition: rule.id, leftBehind: both(...because.map((reason) => reason.answer)), because }
}

const parentsText = {
  bothAway: {
    zh: '父母双方外出，或一方外出另一方无监护能力',
    en: 'both parents away, or one away and the other not able to care',
  },
  oneAway: { zh: '父母一方或双方外出', en: 'one or both parents away' },
  bothGone: { zh: '父母双方均不能在身边监护', en: 'neither parent is there to care' },
} as const

const isRural = (file: ChildFile): Answer =>
  file.hukouNature === 'rural' ? 'yes' : file.hukouNature === 'urban' ? 'no' : 'unknown'

type Parent = Immutable<ChildFile['father']>

/** Whether a parent is away working, and whether he or she is not there to care for whatever reason. */
const presence: Readonly<Record<string, { readonly away: Answer; readonly gone: Answer }>> = {
  awayWorking: { away: 'yes', gone: 'yes' },
  divorcedAway: { away: 'yes', gone: 'yes' },
  homeCapable: { away: 'no', gone: 'no' },
  homeIncapable: { away: 'no', gone: 'yes' },
  dead: { away: 'no', gone: 'yes' },
  missing: { away: 'no', gone: 'yes' },
  imprisoned: { away: 'no', gone: 'yes' },
  compulsoryTreatment: { away: 'no', gone: 'yes' },
  lostContact: { away: 'unknown', gone: 'yes' },
  whereaboutsUnknown: { away: 'unknown', gone: 'yes' },
  none: { away: 'no', gone: 'yes' },
}

const presenceOf = (parent: Parent): { readonly away: Answer; readonly gone: Answer } =>
  (typeof parent.status === 'string' ? presence[parent.status] : undefined) ?? { away: 'unknown', gone: 'unknown' }

function isAway(parent: Parent, months: number, asOf: PlainDate): Answer {
  const { away } = presenceOf(parent)
  if (months === 0 || away !== 'yes') return away
  if (typeof parent.away === 'string') return 'unknown'
  const open = parent.away.filter(
    (period) => !isKnown(period.returnedOn) || period.returnedOn === 'none' || period.returnedOn > asOf,
  )
  return either(
    'no',
    ...open.map(({ leftOn }) => (isKnown(leftOn) ? answer(addMonths(leftOn, months) <= asOf) : 'unknown')),
  )
}

function parentsTest(file: ChildFile, rule: Definition, asOf: PlainDate): Answer {
  const father = isAway(file.father, rule.months, asOf)
  const mother = isAway(file.mother, rule.months, asOf)
  const [fatherGone, motherGone] = [presenceOf(file.father).gone, presenceOf(file.mother).gone]
  switch (rule.parents) {
    case 'bothAway':
      return either(both(father, motherGone), both(mother, fatherGone))
    case 'oneAway':
      return either(father, mother)
    case 'bothGone':
      return both(fatherGone, motherGone, either(not(dead(file.father)), not(dead(file.mother))))
  }
}

const dead = (parent: Parent): Answer =>
  isKnown(parent.status) ? answer(parent.status === 'dead' || parent.status === 'missing') : 'unknown'
