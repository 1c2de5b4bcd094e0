import { isKnown } from '../../absent.ts'
import type { DivisionCode } from '../../records/index.ts'
import type { Field } from '../../absent.ts'

/** Digits of a division code: province, prefecture, county, township, village. */
export type AreaLevel = 2 | 4 | 6 | 9 | 12

/**
 * An area of a roll-up. `rest`: written down for its parent, and not for which of its parts. `unknown`: nobody wrote down where. Both stand
 * as parts of their own, so that an area is the sum of its parts.
 */
export interface Area {
  /** `all`, a division code, or the id of the parent followed by `/rest` or `/unknown`. */
  readonly id: string
  /** Id of the area that it is part of; none for the whole. */
  readonly parent: string
  readonly kind: 'whole' | 'area' | 'rest' | 'unknown'
  /** Digits of its code; 0 for the whole. A rest has the level at which its parts would stand. */
  readonly level: 0 | AreaLevel
}

/** The whole. */
export const whole: Area = { id: 'all', parent: 'none', kind: 'whole', level: 0 }

/** The areas that a division lies in, the whole first, each a part of the one before; the last has no parts. */
export function areaPath(division: Field<DivisionCode>, levels: readonly AreaLevel[]): readonly Area[] {
  const [first = 12] = levels
  if (!isKnown(division)) return [whole, { id: 'all/unknown', parent: 'all', kind: 'unknown', level: first }]
  const own = levels.filter((level) => level <= division.length)
  const areas = own.map((level, i): Area => {
    const above = own[i - 1]
    return {
      id: division.slice(0, level),
      parent: above === undefined ? 'all' : division.slice(0, above),
      kind: 'area',
      level,
    }
  })
  const below = levels[own.length]
  const parent = areas.at(-1)?.id ?? 'all'
  return [whole, ...areas, ...(below === undefined ? [] : [restOf(parent, below)])]
}

const restOf = (parent: string, level: AreaLevel): Area => ({ id: `${parent}/rest`, parent, kind: 'rest', level })

const place: Readonly<Record<Area['kind'], number>> = { whole: 0, area: 0, rest: 1, unknown: 2 }

/** Where an area stands in a table, as text: each before its parts, parts by code, the rest and the unknown last. Nothing else decides. */
export const placeInOrder = (path: readonly Area[]): string =>
  path.map(({ id, kind }) => `${place[kind]}${id}`).join('\u0000')
