import { type Field, isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { type Outcome, ok } from '../../problem.ts'
import type { Screening } from '../../records/index.ts'
import { instruments as published } from './catalogue.ts'
import type { Instrument } from './instrument.ts'
import { type Score, scoreWith } from './score.ts'

/** What a screening on record says, or why that cannot be told. */
export type ScreeningBand =
  | { readonly answer: 'known'; readonly score: Score }
  | { readonly answer: 'unknown'; readonly why: 'instrumentUnknown' | 'notCollected' | 'contested' }

/** The child, and the instruments to know; those of `instruments` if none are given. */
export interface ScreeningContext {
  readonly birthDate?: Field<PlainDate>
  readonly instruments?: Readonly<Record<string, Instrument>>
}

/**
 * What a screening in a child's file says: its score, band and danger signs, from the answers, from the total that was written down,
 * or from both. With a total and some answers, the total closes the gap if it can be right; if not, the answers count and a note
 * says so.
 * @returns Ok: the answer. Err `invalid`: answers, total or coding that the instrument cannot have, as in `score`.
 * @example
 * ```ts
 * import { bandOf } from 'childfile/screening'
 * const screening = {
 *   instrument: 'PHQ-A', on: '2026-09-01', answers: 'notCollected', total: 25, coding: 'notCollected', informant: 'child',
 * } as const
 * const found = bandOf(screening, { birthDate: '2012-05-01' })._unsafeUnwrap()
 * found.answer === 'known' && found.score.band // => 'severe'
 * found.answer === 'known' && found.score.signs // => [{ sign: 'selfHarm', item: '9', answer: 'yes' }]
 * ```
 */
export function bandOf(screening: Screening, context: ScreeningContext = {}): Outcome<ScreeningBand> {
  const { birthDate } = context
  const known: Readonly<Record<string, Instrument>> = context.instruments ?? published
  const { instrument: id, on, answers, total, coding, informant } = screening
  const instrument = Object.hasOwn(known, id) ? known[id] : undefined
  if (!instrument) return ok({ answer: 'unknown', why: 'instrumentUnknown' })
  const given = isKnown(answers) && answers !== 'none' ? answers : {}
  if (!isKnown(total) && Object.keys(given).length === 0)
    return ok({
      answer: 'unknown',
      why: total === 'contested' || answers === 'contested' ? 'contested' : 'notCollected',
    })
  const respondent = { on, coding, informant, ...(birthDate === undefined ? {} : { birthDate }) }
  return scoreWith(instrument, given, respondent, isKnown(total) ? total : undefined).map((score) => ({
    answer: 'known',
    score,
  }))
}
