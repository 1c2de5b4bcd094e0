import { type Field, isKnown } from '../../absent.ts'
import { pointer } from '../../pointer.ts'
import { invalid, type Outcome, ok, type Problem, refuse, settle } from '../../problem.ts'
import type { Instrument } from './instrument.ts'

/** Answers by item number; an item that is not there was not answered. */
export type Answers = Readonly<Record<string, number | 'notAnswered'>>

/** What a number is at least and at most. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/** Answers as read: each item with what its answer is at least and at most on the scale of the first coding. */
export interface Reading extends Bounds {
  readonly answers: ReadonlyMap<string, Bounds>
  readonly missing: readonly string[]
  /** The coding; undefined if the answers and the total fit several. */
  readonly coding: string | undefined
  /** What has to be added to a total for the scale of the coding. */
  readonly shift: number
  /** What became of the total that somebody wrote down. */
  readonly written: 'none' | 'used' | 'differs'
}

type Coding = Instrument['codings'][number]

/** The sum of items, before it is multiplied. */
export function sumOf(items: readonly string[], answers: ReadonlyMap<string, Bounds>): Bounds {
  const sum = { least: 0, most: 0 }
  for (const item of items) {
    sum.least += answers.get(item)?.least ?? 0
    sum.most += answers.get(item)?.most ?? 0
  }
  return sum
}

/** The answers that were given, as written; or what is wrong with them. */
function given({ items, codings }: Instrument, answers: Answers): Outcome<ReadonlyMap<string, number>> {
  const known = new Set(items)
  const least = Math.min(...codings.map((coding) => coding.least))
  const most = Math.max(...codings.map((coding) => coding.most))
  const problems: Problem[] = []
  const out = new Map<string, number>()
  const wrong = (item: string, code: 'invalid-value' | 'too-small' | 'too-large', message: string): number =>
    problems.push(invalid(pointer('answers', item), code, message))
  for (const [item, answer] of Object.entries(answers)) {
    if (!known.has(item)) problems.push(invalid('/answers/*', 'unknown-field', 'is not an item of the instrument'))
    else if (answer === 'notAnswered') continue
    else if (!Number.isInteger(answer)) wrong(item, 'invalid-value', 'must be a whole number or notAnswered')
    else if (answer < least) wrong(item, 'too-small', `must be at least ${least}`)
    else if (answer > most) wrong(item, 'too-large', `must be at most ${most}`)
    else out.set(item, answer)
  }
  return settle(out, problems)
}

/** Reads answers and a total that was written down, on the scale of its coding. Answers count where the two differ. */
export function readAnswers(
  instrument: Instrument,
  answers: Answers,
  wanted: Field<string> | undefined,
  written: number | undefined,
): Outcome<Reading> {
  return given(instrument, answers).andThen((values): Outcome<Reading> => {
    const { items, times } = instrument
    const first: Coding = instrument.codings[0] ?? { id: '', least: 0, most: 0 }
    const allowed = instrument.codings.filter(({ id }) => wanted === undefined || !isKnown(wanted) || id === wanted)
    if (allowed.length === 0) return refuse('/coding', 'invalid-value', 'is not a coding of the instrument')
    const able = allowed.filter(({ least, most }) => [...values.values()].every((one) => one >= least && one <= most))
    if (able.length === 0)
      return refuse('/answers', 'inconsistent', 'no coding of the instrument has all of these answers')
    const shiftOf = ({ least }: Coding): number => (least - first.least) * items.length * times
    const codings = able.filter((coding) => {
      const total = written === undefined ? first.least * items.length * times : written - shiftOf(coding)
      return (
        total % times === 0 && total >= first.least * items.length * times && total <= first.most * items.length * times
      )
    })
    const [coding, another] = codings
    if (!coding) return refuse('/total', 'invalid-value', 'is not a total that the instrument can have')

    const moves = codings.map(({ least }) => first.least - least)
    const read = new Map(
      items.map((item): [string, Bounds] => {
        const value = values.get(item)
        if (value === undefined) return [item, first]
        return [item, { least: value + Math.min(...moves), most: value + Math.max(...moves) }]
      }),
    )
    const sum = sumOf(items, read)
    const summed: Bounds = { least: sum.least * times, most: sum.most * times }
    const stated = written === undefined ? [] : codings.map((one) => written - shiftOf(one))
    const total: Bounds = { least: Math.min(...stated), most: Math.max(...stated) }
    const used = stated.length > 0 && total.least >= summed.least && total.most <= summed.most
    return ok({
      answers: read,
      missing: items.filter((item) => !values.has(item)),
      ...(used ? { least: total.least, most: total.most } : summed),
      coding: another ? undefined : coding.id,
      shift: another ? 0 : shiftOf(coding),
      written: written === undefined ? 'none' : used ? 'used' : 'differs',
    })
  })
}
