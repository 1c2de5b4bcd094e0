import { type Absent, isKnown, known, some } from '../../absent.ts'
import { addDays, type PlainDate } from '../../date.ts'
import { type Answer, answer, both, type Consent, either } from '../../records/index.ts'
import type { SeenFile } from '../pairing-problem.ts'

/** Whether a consent to a helper is in force, and the first day on which it no longer is. */
export interface ConsentInForce {
  readonly live: Answer
  readonly until: PlainDate | 'none'
}

const consentsOf = (file: SeenFile): readonly Consent[] => Object.values(some(file.consents) ?? {})

/**
 * The consent to a helper on a day: for pairing, by father, mother or another guardian, or by a delegate within a written
 * mandate; given by then, not run out, not withdrawn. Where several are in force, the one that lasts longest counts.
 */
export function consentOn(file: SeenFile, on: PlainDate): ConsentInForce {
  if (!isKnown(file.consents)) return { live: 'unknown', until: 'none' }
  const consents = consentsOf(file)
  const lives = consents.map((consent) => liveOn(file, consent, on))
  const ends = consents.flatMap((consent, i) => (lives[i] === 'yes' ? [endOf(consent)] : []))
  const until = ends.reduce((last, end) => (last === 'none' || end === 'none' ? 'none' : end > last ? end : last), on)
  return { live: either(...lives), until }
}

/** The first day on which it no longer holds: it runs out, or is withdrawn before. */
function endOf({ until, withdrawnOn }: Consent): PlainDate | 'none' {
  const runsOut = known(until) ?? 'none'
  const withdrawn = known(withdrawnOn) ?? 'none'
  return runsOut === 'none' || (withdrawn !== 'none' && withdrawn < runsOut) ? withdrawn : runsOut
}

function liveOn(file: SeenFile, consent: Consent, on: PlainDate): Answer {
  const given = isKnown(consent.on) ? answer(consent.on <= on) : 'unknown'
  const { until, withdrawnOn } = consent
  const lasts = until === 'none' ? 'yes' : isKnown(until) ? answer(until > on) : 'unknown'
  // A withdrawal is written down when it happens: where none was, there is none. It counts from its day on.
  const stands =
    withdrawnOn === 'none' || withdrawnOn === 'notCollected'
      ? 'yes'
      : isKnown(withdrawnOn)
        ? answer(withdrawnOn > on)
        : 'unknown'
  return both(has(consent.purposes, 'pairing'), entitled(file, consent.capacity, on), given, lasts, stands)
}

const has = (set: Consent['purposes'], purpose: 'pairing'): Answer =>
  set === 'none' ? 'no' : isKnown(set) ? answer(set.includes(purpose)) : 'unknown'

/** Statuses in which a parent cannot consent. Care awarded to the other takes nothing away: both stay guardians. */
const gone = new Set<unknown>(['dead', 'missing', 'none'])

function entitled(file: SeenFile, capacity: Consent['capacity'], on: PlainDate): Answer {
  if (!isKnown(capacity)) return 'unknown'
  if (capacity === 'father' || capacity === 'mother') return answer(!gone.has(file[capacity].status))
  if (capacity === 'guardian') return answer(file.guardians !== 'none')
  if (capacity !== 'delegate') return 'no'
  const { mandate, agreementUntil } = file.delegation
  return both(
    has(mandate, 'pairing'),
    answer(agreementUntil === 'none' || !isKnown(agreementUntil) || agreementUntil > on),
  )
}

/** What child and parents have said about having a helper. */
export interface Said {
  /** `no` where the latest word is a no. */
  readonly child: 'yes' | 'no' | 'notAsked'
  readonly parent: 'yes' | 'no' | 'notAsked'
}

type Word = { readonly says: 'yes' | 'no'; readonly on: PlainDate | Absent }

/**
 * The latest word of the child and of the parents, in consents and preferences. A no without a date stands for ever; on one day a
 * no wins; whatever a carer, teacher or worker reports as the child's no counts as the child's.
 */
export function saidOf(file: SeenFile): Said {
  const child: Word[] = []
  const parent: Word[] = []
  for (const consent of consentsOf(file)) {
    const forPairing = has(consent.purposes, 'pairing')
    if (consent.childAnswer === 'noHelper') child.push({ says: 'no', on: consent.on })
    if (consent.childAnswer === 'unwilling' && forPairing !== 'no') child.push({ says: 'no', on: consent.on })
    if (consent.childAnswer === 'willing' && forPairing === 'yes') child.push({ says: 'yes', on: consent.on })
    const { capacity } = consent
    const guards = capacity === 'father' || capacity === 'mother' || capacity === 'guardian'
    if (guards && forPairing === 'yes') parent.push({ says: 'yes', on: consent.on })
  }
  for (const preference of Object.values(some(file.preferences) ?? {})) {
    if (preference.about !== 'helper') continue
    const no = preference.says === 'refuses' || preference.says === 'dislikes'
    const yes = preference.says === 'wishes' || preference.says === 'likes'
    if (preference.saidBy === 'parent') parent.push(...word(no, yes, preference.on))
    else child.push(...word(no, yes && preference.saidBy === 'child', preference.on))
  }
  return { child: latest(child), parent: latest(parent) }
}

const word = (no: boolean, yes: boolean, on: Word['on']): readonly Word[] =>
  no ? [{ says: 'no', on }] : yes ? [{ says: 'yes', on }] : []

function latest(words: readonly Word[]): Said['child'] {
  const no = words.filter((entry) => entry.says === 'no')
  const yes = words.flatMap((entry) => (entry.says === 'yes' && isKnown(entry.on) ? [entry.on] : []))
  const stands = no.some(({ on }) => !isKnown(on) || !yes.some((later) => later >= addDays(on, 1)))
  return stands ? 'no' : words.length > 0 ? 'yes' : 'notAsked'
}
