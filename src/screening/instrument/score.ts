import { type Field, isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { type Outcome, ok } from '../../problem.ts'
import { ageOn, type Answer } from '../../records/index.ts'
import { type Answers, type Bounds, readAnswers, type Reading, sumOf } from './answers.ts'
import { bandFrom, type BandReading, reached } from './band-reading.ts'
import type { Instrument } from './instrument.ts'

/** Who answered, and when. Either the age in years, or the days to count it from. */
export interface Respondent {
  readonly age?: number
  readonly birthDate?: Field<PlainDate>
  readonly on?: Field<PlainDate>
  readonly coding?: Field<string>
  readonly informant?: unknown
}

/** What the caller should know about a score. */
export type ScoreNote =
  /** Missing answers were filled in with the mean of the others. */
  | 'prorated'
  /** Missing answers count as none, as the instrument has it. */
  | 'blanksAsZero'
  /** So many answers are missing that there is no total, only its bounds. */
  | 'tooManyMissing'
  /** The answers fit more than one coding; the total cannot be told. */
  | 'codingNeeded'
  | 'ageUnknown'
  /** The instrument was not made for this age: no band, no cut-off. */
  | 'ageOutside'
  /** It was made to be answered by somebody else. */
  | 'otherInformant'
  /** Only the total is known, without answers. */
  | 'totalOnly'
  /** The total that was written down is not the sum of the answers, which count. */
  | 'totalDiffers'

/** A danger sign in the answer to one item. */
export interface Sign {
  readonly sign: Instrument['critical'][number]['sign']
  readonly item: string
  /** `unknown`: not answered, and the rest does not tell. */
  readonly answer: Answer
}

/** A part of an instrument with a cut-off of its own. */
export interface SubscaleScore {
  readonly total: number | 'unknown'
  readonly least: number
  readonly most: number
  readonly reached: Answer
}

/** A scored screening. It is never a diagnosis: at most it says that somebody should look. */
export interface Score extends BandReading {
  readonly instrument: string
  /** The coding of the answers, or `unknown`. Totals are on its scale; on that of the first coding if it is unknown. */
  readonly coding: string
  readonly total: number | 'unknown'
  /** What the total is at least and at most, whatever the missing answers were. */
  readonly least: number
  readonly most: number
  readonly prorated: boolean
  readonly missing: readonly string[]
  readonly subscales: Readonly<Record<string, SubscaleScore>>
  readonly signs: readonly Sign[]
  readonly ageFits: Answer
  readonly notes: readonly ScoreNote[]
}

/** The total that stands for the instrument when answers are missing; undefined where its source allows none. */
function filledIn(
  { missing: rule, items, codings, times }: Instrument,
  { least, missing }: Reading,
): number | undefined {
  const answered = items.length - missing.length
  if (rule === 'none' || missing.length > rule.atMost || answered <= 0) return undefined
  if (rule.how === 'zero') return least
  const sum = least / times - missing.length * (codings[0]?.least ?? 0)
  return Math.floor((2 * sum * items.length + answered) / (2 * answered)) * times
}

/** Whether an item reaches a limit, from its answer or from what the total leaves over for it. */
function signOf(
  { items, times }: Instrument,
  { item, from, sign }: Instrument['critical'][number],
  { answers, least, most }: Reading,
): Sign {
  const own = answers.get(item) ?? { least: 0, most: 0 }
  const others = sumOf(
    items.filter((other) => other !== item),
    answers,
  )
  const atLeast = Math.max(own.least, least / times - others.most)
  const atMost = Math.min(own.most, most / times - others.least)
  return { sign, item, answer: atLeast >= from ? 'yes' : atMost < from ? 'no' : 'unknown' }
}

function subscaleOf(
  instrument: Instrument,
  { items, cutOff }: Instrument['subscales'][number],
  { answers, missing, coding }: Reading,
  blanksAsZero: boolean,
  ageFits: Answer,
): SubscaleScore {
  const sum = sumOf(items, answers)
  const bounds: Bounds = { least: sum.least * instrument.times, most: sum.most * instrument.times }
  const whole = coding !== undefined && (blanksAsZero || !items.some((item) => missing.includes(item)))
  return {
    total: whole ? bounds.least : 'unknown',
    ...bounds,
    reached: ageFits === 'no' ? 'unknown' : reached(instrument, cutOff, bounds),
  }
}

/** Whole years of the respondent, if they can be told. */
function ageOf({ age, birthDate, on }: Respondent): number | undefined {
  if (age !== undefined) return age
  return birthDate !== undefined && on !== undefined && isKnown(birthDate) && isKnown(on)
    ? ageOn(birthDate, on)
    : undefined
}

const fits = (age: number | undefined, { from, below }: Instrument['ages']): Answer =>
  age === undefined ? 'unknown' : age >= from && (below === undefined || age < below) ? 'yes' : 'no'

/** A score with the total as somebody wrote it down, if somebody did. */
export function scoreWith(
  instrument: Instrument,
  answers: Answers,
  respondent: Respondent,
  written?: number,
): Outcome<Score> {
  return readAnswers(instrument, answers, respondent.coding, written).andThen((reading): Outcome<Score> => {
    const { missing, coding, shift, least, most } = reading
    const exact = least === most
    const filled = exact ? least : coding ? filledIn(instrument, reading) : undefined
    const how = exact || filled === undefined || instrument.missing === 'none' ? 'none' : instrument.missing.how
    const age = ageOf(respondent)
    const ageFits = fits(age, instrument.ages)
    const { informant } = respondent
    const other =
      typeof informant === 'string' && isKnown(informant) && !instrument.informants.some((key) => key === informant)
    const notes: readonly (ScoreNote | false)[] = [
      how === 'mean' && 'prorated',
      how === 'zero' && 'blanksAsZero',
      filled === undefined && (coding ? 'tooManyMissing' : 'codingNeeded'),
      ageFits === 'unknown' && 'ageUnknown',
      ageFits === 'no' && 'ageOutside',
      other && 'otherInformant',
      reading.written === 'used' && missing.length === instrument.items.length && 'totalOnly',
      reading.written === 'differs' && 'totalDiffers',
    ]
    return ok({
      instrument: instrument.id,
      coding: coding ?? 'unknown',
      total: filled === undefined ? 'unknown' : filled + shift,
      least: least + shift,
      most: most + shift,
      prorated: how === 'mean',
      missing,
      ...bandFrom(instrument, age, ageFits, filled, { least, most }),
      subscales: Object.fromEntries(
        instrument.subscales.map((scale) => [
          scale.id,
          subscaleOf(instrument, scale, reading, how === 'zero', ageFits),
        ]),
      ),
      signs: instrument.critical.map((one) => signOf(instrument, one, reading)),
      ageFits,
      notes: notes.filter((note) => note !== false),
    })
  })
}

/**
 * The total of a filled-in instrument, its band, its subscales, and the danger signs in single answers.
 *
 * Where answers are missing, `least` and `most` are what the total can be. The total is filled in only where the source of the
 * instrument says how; `reached` never relies on that: it is yes or no when every way of answering the missing items gives the same.
 * Without an age, band and cut-off are told where all ages agree. A danger sign does not hang on age or total.
 * @returns Ok: the score. Err `invalid`: `unknown-field`, `too-small`, `too-large`, `invalid-value` at an answer; `inconsistent` where no
 * coding has all the answers; `invalid-value` for a coding that the instrument does not have.
 * @example
 * ```ts
 * import { instruments, score } from 'childfile/screening'
 * const answers = { 1: 2, 2: 2, 3: 1, 4: 1, 5: 'notAnswered', 6: 2, 7: 1, 8: 1, 9: 1 } as const
 * const found = score(instruments['PHQ-A'], answers, { age: 14 })._unsafeUnwrap()
 * found.total // => 12
 * found.band // => 'moderate'
 * found.reached // => 'yes'
 * found.signs // => [{ sign: 'selfHarm', item: '9', answer: 'yes' }]
 * found.notes // => ['prorated']
 * ```
 */
export const score = (instrument: Instrument, answers: Answers, respondent: Respondent = {}): Outcome<Score> =>
  scoreWith(instrument, answers, respondent)
