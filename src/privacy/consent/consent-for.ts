import { type Absent, isKnown } from '../../absent.ts'
import { addDays, type PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { type Answer, answer, both, type ChildFile, type Consent, either } from '../../records/index.ts'
import { type ConsentAges, consentAges, type Stage, stageBegins, stagesOn } from './consent-gates.ts'
import { type ConsentPurpose, type ConsentQuestion, consentsOf, type DataCategory } from './consent-question.ts'
import { entitled } from './entitled.ts'

/** What can be wrong with a consent, or not known of it. */
export type ConsentTest =
  | 'purpose'
  | 'category'
  | 'entitled'
  | 'given'
  | 'notRunOut'
  | 'notWithdrawn'
  | 'askedAgain'
  | 'childAgrees'

/** A consent on file and how it fared. */
export interface ConsentReason {
  readonly consent: string
  readonly path: Pointer
  readonly answer: Answer
  /** The tests that came out as `no` or `unknown`; empty if it is in force. */
  readonly because: readonly { readonly test: ConsentTest; readonly answer: Answer }[]
}

/** Whether there is a consent, and what each consent on file has to do with it. */
export interface ConsentAnswer {
  readonly answer: Answer
  readonly because: readonly ConsentReason[]
  /** Whether the child's last word on it is a no; then nobody's consent counts. */
  readonly childRefuses: boolean
}

/** Categories for which a consent has to name them; for the others the purpose says enough. */
const separately: ReadonlySet<DataCategory> = new Set(['health', 'mind', 'livelihood', 'image'])

/**
 * Whether somebody entitled has consented and the consent is in force on the day: given by then, for the purpose and the category,
 * not run out, not withdrawn by then, and given again since the child turned 14 or 18. Either parent, with custody or without, or
 * another guardian in law is entitled; a delegated carer only within a written mandate; the child from 14 on, alone from 18 on. The child's no to a
 * purpose stands, at any age, until a later yes. `unknown` where it hangs on something that nobody wrote down; nothing may be
 * shown on it. Statutory duties and rescue ask nobody and do not come here.
 * @source 个人信息保护法 art. 14-15, 29, 31; 未成年人保护法 art. 72
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { consentFor } from 'childfile/privacy'
 * const consent = { capacity: 'mother', purposes: ['pairing'], on: '2026-03-01', until: '2027-03-01' } as const
 * const file = childFile({ id: 'c1', name: '李小花', birthDate: '2016-03-26', mother: { status: 'awayWorking' }, consents: { k1: consent } })
 * consentFor(file, { purpose: 'pairing', asOf: '2026-09-15' }).answer // => 'yes'
 * consentFor(file, { purpose: 'pairing', asOf: '2027-03-01' }).because[0]?.because // => [{ test: 'notRunOut', answer: 'no' }]
 * ```
 */
export function consentFor(file: ChildFile, question: ConsentQuestion): ConsentAnswer {
  const ages = question.ages ?? parameterOn(consentAges, question.asOf).value
  const consents = consentsOf(file)
  const refuses = childRefuses(consents, question)
  const because = consents.map(([id, consent]): ConsentReason => {
    const tests = testsOf(file, consent, question, ages)
    const left = refuses ? [...tests, { test: 'childAgrees', answer: 'no' } as const] : tests
    const failed = left.filter((test) => test.answer !== 'yes')
    return {
      consent: id,
      path: pointer('consents', id),
      answer: both(...left.map((test) => test.answer)),
      because: failed,
    }
  })
  const onFile = file.consents === 'none' || isKnown(file.consents) ? 'no' : 'unknown'
  return {
    answer: refuses ? 'no' : either(onFile, ...because.map((one) => one.answer)),
    because,
    childRefuses: refuses,
  }
}

type Test = ConsentReason['because'][number]

function testsOf(file: ChildFile, consent: Consent, question: ConsentQuestion, ages: ConsentAges): readonly Test[] {
  const { purpose, category, asOf } = question
  const { on, until, withdrawnOn } = consent
  // Every stage that the child may be in has to allow it; where they differ the age decides, and nobody knows it.
  const stages = stagesOn(file, asOf, ages)
  const overall = (of: (stage: Stage) => Answer): Answer => agreed(stages.map(of))
  return [
    { test: 'purpose', answer: listed(consent.purposes, purpose) },
    { test: 'category', answer: category ? covers(consent.categories, category) : 'yes' },
    { test: 'entitled', answer: overall((stage) => entitled(file, consent, purpose, stage, asOf)) },
    { test: 'given', answer: isKnown(on) ? answer(on <= asOf) : 'unknown' },
    { test: 'notRunOut', answer: until === 'none' ? 'yes' : isKnown(until) ? answer(until > asOf) : 'unknown' },
    {
      test: 'notWithdrawn',
      answer:
        withdrawnOn === 'none' || withdrawnOn === 'notCollected'
          ? 'yes'
          : isKnown(withdrawnOn)
            ? answer(withdrawnOn > asOf)
            : 'unknown',
    },
    { test: 'askedAgain', answer: overall((stage) => sinceStage(file, on, stage, ages)) },
  ]
}

const agreed = (answers: readonly Answer[]): Answer =>
  answers.every((one) => one === answers[0]) ? (answers[0] ?? 'unknown') : 'unknown'

const listed = (set: Consent['purposes'], key: ConsentPurpose): Answer =>
  set === 'none' ? 'no' : isKnown(set) ? answer(set.includes(key)) : 'unknown'

const covers = (categories: Consent['categories'], category: DataCategory): Answer => {
  if (categories === 'none') return 'no'
  if (isKnown(categories)) return answer(categories.includes(category))
  return categories === 'notCollected' && !separately.has(category) ? 'yes' : 'unknown'
}

function sinceStage(file: ChildFile, on: Consent['on'], stage: Stage, ages: ConsentAges): Answer {
  if (stage === 'underOwnWord') return 'yes'
  if (!isKnown(file.birthDate) || !isKnown(on)) return 'unknown'
  return answer(on >= stageBegins(file.birthDate, stage, ages))
}

/** Words of the child by the day asked; a no without a date stands, on one day a no wins, a withdrawal takes no word back. */
function childRefuses(consents: readonly (readonly [string, Consent])[], { purpose, asOf }: ConsentQuestion): boolean {
  const words = consents
    .map(([, consent]) => consent)
    .filter(({ on }) => !isKnown(on) || on <= asOf)
    .flatMap(({ childAnswer, purposes, on }): readonly { says: 'yes' | 'no'; on: PlainDate | Absent }[] => {
      const about = listed(purposes, purpose)
      if (childAnswer === 'noHelper') return purpose === 'pairing' ? [{ says: 'no', on }] : []
      if (childAnswer === 'unwilling') return about === 'no' ? [] : [{ says: 'no', on }]
      return childAnswer === 'willing' && about === 'yes' ? [{ says: 'yes', on }] : []
    })
  const yes = words.flatMap((word) => (word.says === 'yes' && isKnown(word.on) ? [word.on] : []))
  return words.some((word) => {
    const { on } = word
    return word.says === 'no' && (!isKnown(on) || !yes.some((later) => later >= addDays(on, 1)))
  })
}
