import type { Answer } from '../../records/index.ts'
import type { Bounds } from './answers.ts'
import type { Instrument, InstrumentBandSet } from './instrument.ts'

/** What a total says. */
export interface BandReading {
  /** Key of the band of the total; `unknown` without a total, or where sets for different ages disagree. */
  readonly band: string
  /** Whether the total is past the cut-off: certain, or unknown. */
  readonly reached: Answer
  /** The sets of bands that were used. */
  readonly bandSets: readonly string[]
}

/** Whether a total within bounds is past a cut-off. */
export function reached({ worse }: Instrument, cutOff: number, { least, most }: Bounds): Answer {
  if (worse === 'high') return least >= cutOff ? 'yes' : most < cutOff ? 'no' : 'unknown'
  return most <= cutOff ? 'yes' : least > cutOff ? 'no' : 'unknown'
}

const holds = ({ ages }: InstrumentBandSet, age: number): boolean =>
  ages === undefined || (age >= ages.from && (ages.below === undefined || age < ages.below))

/** The sets that can be the right one: the first that holds for the age, or for each age of the instrument if the age is not known. */
function setsFor({ bandSets, ages }: Instrument, age: number | undefined): readonly InstrumentBandSet[] {
  const first = (year: number): InstrumentBandSet | undefined => bandSets.find((set) => holds(set, year))
  if (age !== undefined) return [first(age)].filter((set) => set !== undefined)
  const possible = new Set<InstrumentBandSet | undefined>()
  for (let year = ages.from; year < (ages.below ?? 130); year++) possible.add(first(year))
  return bandSets.filter((set) => possible.has(set))
}

/** The band with the highest `from` at or below the total. */
const keyOf = ({ bands }: InstrumentBandSet, total: number): string =>
  bands.reduce((key, band) => (band.from <= total ? band.key : key), 'unknown')

const agreed = <T extends string>(said: readonly T[]): T | 'unknown' => {
  const [first] = said
  return first !== undefined && said.every((one) => one === first) ? first : 'unknown'
}

/** Reads a total, and what it is at least and at most, by the sets that hold for the age. */
export function bandFrom(
  instrument: Instrument,
  age: number | undefined,
  ageFits: Answer,
  total: number | undefined,
  bounds: Bounds,
): BandReading {
  const sets = ageFits === 'no' ? [] : setsFor(instrument, age)
  return {
    band: total === undefined ? 'unknown' : agreed(sets.map((set) => keyOf(set, total))),
    reached: agreed(sets.map((set) => reached(instrument, set.cutOff, bounds))),
    bandSets: sets.map(({ id }) => id),
  }
}
