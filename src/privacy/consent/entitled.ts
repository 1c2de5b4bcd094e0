import { isKnown, known } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { type Answer, answer, both, type ChildFile, type Consent, either } from '../../records/index.ts'
import type { Stage } from './consent-gates.ts'
import type { ConsentPurpose } from './consent-question.ts'

/** Statuses in which a parent cannot give a consent that counts. */
const gone = new Set<unknown>(['dead', 'missing', 'none'])

/**
 * A parent who lives and is known. Both parents stay guardians after a divorce: who was awarded care decides where the child lives, not
 * whose consent counts.
 * @source 民法典 art. 27, 1084; 个人信息保护法 art. 31: a parent or other guardian
 */
const parentMay = (file: ChildFile, parent: 'father' | 'mother'): Answer =>
  gone.has(file[parent].status) ? 'no' : 'yes'

/** A guardian on the file whose office lasts on the day; where the giver's name is known it has to be that guardian. */
function guardianMay({ guardians }: ChildFile, giver: Consent['giver'], on: PlainDate): Answer {
  if (!isKnown(guardians)) return 'unknown'
  if (guardians === 'none') return 'no'
  return either(
    'no',
    ...Object.values(guardians).map(({ name, since, until }) =>
      both(
        isKnown(name) && isKnown(giver) ? answer(name === giver) : 'unknown',
        isKnown(since) ? answer(since <= on) : 'unknown',
        until === 'none' ? 'yes' : isKnown(until) ? answer(until > on) : 'unknown',
      ),
    ),
  )
}

/** A delegated carer within a written mandate of the parents that covers the purpose and lasts. */
function delegateMay({ delegate, delegation }: ChildFile, purpose: ConsentPurpose, on: PlainDate): Answer {
  const { mandate, agreementUntil } = delegation
  const covers = mandate === 'none' ? 'no' : isKnown(mandate) ? answer(mandate.includes(purpose)) : 'unknown'
  const lasts = agreementUntil === 'none' || !isKnown(agreementUntil) ? 'yes' : answer(agreementUntil > on)
  return both(delegate === 'none' ? 'no' : 'yes', covers, lasts)
}

/**
 * Whether who gave a consent may give it, for a child in this part of life. A guardian's consent needs the child's own yes from
 * the first age on and counts for nothing from the second on; a child's alone counts from the first age on.
 */
export function entitled(
  file: ChildFile,
  consent: Consent,
  purpose: ConsentPurpose,
  stage: Stage,
  on: PlainDate,
): Answer {
  const { capacity, giver, childAnswer } = consent
  if (!isKnown(capacity)) return 'unknown'
  if (capacity === 'child') return answer(stage !== 'underOwnWord')
  if (stage === 'alone') return 'no'
  const may =
    capacity === 'father' || capacity === 'mother'
      ? parentMay(file, capacity)
      : capacity === 'guardian'
        ? guardianMay(file, giver, on)
        : capacity === 'delegate'
          ? delegateMay(file, purpose, on)
          : 'no'
  const word = known(childAnswer)
  const own = stage === 'underOwnWord' || word === 'willing' ? 'yes' : word === undefined ? 'unknown' : 'no'
  return both(may, own)
}
