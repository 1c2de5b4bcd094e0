import { type Pointer, pointer } from '../../pointer.ts'
import { invalid, type Outcome, type Problem, parse, settle } from '../../problem.ts'
import { Instrument } from './instrument.ts'

/**
 * Reads an instrument of one's own, or a published one with a change, for `score` and `bandOf`.
 * @returns Ok: the instrument. Err `invalid`: a field that is missing or wrong; `duplicate` for an item that stands twice;
 * `inconsistent` for bands out of order, codings of different width, and items that are not of the instrument.
 * @example
 * ```ts
 * import { instruments, readInstrument } from 'childfile/screening'
 * readInstrument({ ...instruments['GAD-7'], items: ['1', '1'] }).isErr() // => true
 * ```
 */
export function readInstrument(input: unknown): Outcome<Instrument> {
  return parse(Instrument, input).andThen((instrument) => settle(instrument, mistakes(instrument)))
}

function mistakes(instrument: Instrument): readonly Problem[] {
  const { items, codings, times, bandSets, subscales, critical } = instrument
  const [first] = codings
  const found: Problem[] = []
  const wrong = (path: Pointer, message: string): number => found.push(invalid(path, 'inconsistent', message))
  if (new Set(items).size < items.length) found.push(invalid('/items', 'duplicate', 'an item stands twice'))
  for (const [at, { least, most }] of codings.entries())
    if (least >= most || !first || most - least !== first.most - first.least)
      wrong(pointer('codings', at), 'must be wider than nothing and as wide as the first')
  const lowest = (first?.least ?? 0) * items.length * times
  for (const [at, { bands }] of bandSets.entries()) {
    const froms = bands.map(({ from }) => from)
    if (froms[0] !== lowest || froms.some((from, i) => i > 0 && from <= (froms[i - 1] ?? 0)))
      wrong(pointer('bandSets', at, 'bands'), 'must begin at the lowest total and rise')
  }
  const known = new Set(items)
  for (const [at, scale] of subscales.entries())
    if (!scale.items.every((item) => known.has(item)))
      wrong(pointer('subscales', at, 'items'), 'must be items of the instrument')
  for (const [at, { item }] of critical.entries())
    if (!known.has(item)) wrong(pointer('critical', at, 'item'), 'must be an item of the instrument')
  return found
}
