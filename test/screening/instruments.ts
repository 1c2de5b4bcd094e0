import fc from 'fast-check'
import { type Answers, type Instrument, instruments, type Score } from '../../src/screening/index.ts'

/** The instruments, wide as the type. */
export const all: readonly Instrument[] = Object.values(instruments)

/** Answers in the first coding, some missing. */
export const answersOf = (instrument: Instrument, missing = 3): fc.Arbitrary<Answers> => {
  const { least, most } = instrument.codings[0]!
  return fc
    .tuple(
      fc.array(fc.integer({ min: least, max: most }), {
        minLength: instrument.items.length,
        maxLength: instrument.items.length,
      }),
      fc.uniqueArray(fc.constantFrom(...instrument.items), { maxLength: missing }),
    )
    .map(([values, gone]) =>
      Object.fromEntries(
        instrument.items.flatMap((item, i): readonly (readonly [string, number | 'notAnswered'])[] =>
          gone.includes(item) ? (i % 2 === 0 ? [[item, 'notAnswered']] : []) : [[item, values[i]!]],
        ),
      ),
    )
}

/** An instrument, answers to it, and an age for which it was made. */
export const cases = (missing = 3) =>
  fc.constantFrom(...all).chain((instrument) =>
    fc.record({
      instrument: fc.constant(instrument),
      answers: answersOf(instrument, missing),
      age: fc.integer({ min: instrument.ages.from, max: (instrument.ages.below ?? 60) - 1 }),
    }),
  )

/** Every way of answering what is missing. */
export function completions(instrument: Instrument, answers: Answers): readonly Answers[] {
  const { least, most } = instrument.codings[0]!
  const gap = instrument.items.find((item) => typeof answers[item] !== 'number')
  if (gap === undefined) return [answers]
  return Array.from({ length: most - least + 1 }, (_, i) => least + i).flatMap((answer) =>
    completions(instrument, { ...answers, [gap]: answer }),
  )
}

/** A score by plain sums, for answers without a gap: what a worker does with pencil and paper. */
export function byHand(
  instrument: Instrument,
  answers: Answers,
  age: number,
): Pick<Score, 'total' | 'band' | 'reached'> {
  let total = 0
  for (const item of instrument.items) total += answers[item] as number
  total *= instrument.times
  const set = instrument.bandSets.find(
    ({ ages }) => !ages || (age >= ages.from && (ages.below === undefined || age < ages.below)),
  )!
  let band = ''
  for (const { key, from } of set.bands) if (total >= from) band = key
  const past = instrument.worse === 'high' ? total >= set.cutOff : total <= set.cutOff
  return { total, band, reached: past ? 'yes' : 'no' }
}

/** What is wrong with a score of answers, by trying every completion. */
export function faults(instrument: Instrument, answers: Answers, age: number, found: Score): readonly string[] {
  const full = completions(instrument, answers).map((one) => ({ one, ...byHand(instrument, one, age) }))
  const totals = full.map(({ total }) => total as number)
  const reached = new Set(full.map((one) => one.reached))
  const certain = reached.size === 1 ? [...reached][0] : 'unknown'
  const missing = instrument.items.filter((item) => typeof answers[item] !== 'number')
  const only = full[0]!
  const signs = instrument.critical.map(({ item, from }) => {
    const said = new Set(full.map(({ one }) => ((one[item] as number) >= from ? 'yes' : 'no')))
    return said.size === 1 ? [...said][0] : 'unknown'
  })
  return [
    found.least === Math.min(...totals) ? '' : 'least',
    found.most === Math.max(...totals) ? '' : 'most',
    found.reached === certain ? '' : 'reached',
    JSON.stringify(found.missing) === JSON.stringify(missing) ? '' : 'missing',
    missing.length > 0 || (found.total === only.total && found.band === only.band) ? '' : 'total or band',
    found.total === 'unknown' || (found.total >= found.least && found.total <= found.most) ? '' : 'out of bounds',
    JSON.stringify(found.signs.map(({ answer }) => answer)) === JSON.stringify(signs) ? '' : 'signs',
    found.prorated && missing.length === 0 ? 'prorated' : '',
  ].filter((fault) => fault !== '')
}
