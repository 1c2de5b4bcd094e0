import { cosineOf, metresBetween, type Place } from '../../place.ts'

/** A village within reach of another, and how far it is. */
export interface Near {
  readonly village: number
  readonly metres: number
}

/**
 * For each village those within the limit, itself among them, in order of their number. Villages are laid out in a grid whose
 * cells are as wide as the limit, and only neighbouring cells are measured.
 */
export function withinReach(villages: readonly Place[], limitMetres: number): readonly (readonly Near[])[] {
  const grid = gridOf(villages, limitMetres + 1)
  return villages.map((village) => {
    const near: Near[] = []
    for (const other of grid.around(village)) {
      const place = villages[other]
      const metres = place ? metresBetween(village, place) : Number.POSITIVE_INFINITY
      if (metres <= limitMetres) near.push({ village: other, metres })
    }
    return near.sort((a, b) => a.village - b.village)
  })
}

/** Degrees of latitude that a distance spans at least. */
const degreesOf = (metres: number): number => metres / 111_000

function gridOf(villages: readonly Place[], cell: number) {
  const height = degreesOf(cell)
  // Two places so near each other differ in longitude by at most this, at the latitude farthest from the equator.
  const narrowest = villages.reduce((least, { latitude }) => Math.min(least, cosineOf(latitude)), 1)
  const width = narrowest > 0 ? (height * 1.6) / narrowest : 360
  const columns = Math.max(1, Math.floor(360 / Math.min(width, 360)))
  const rowOf = ({ latitude }: Place): number => Math.floor((latitude + 90) / height)
  const columnOf = ({ longitude }: Place): number => Math.floor(((longitude + 180) / 360) * columns) % columns
  const cells = new Map<string, number[]>()
  villages.forEach((village, i) => {
    const key = `${rowOf(village)} ${columnOf(village)}`
    const inside = cells.get(key)
    if (inside) inside.push(i)
    else cells.set(key, [i])
  })
  return {
    around(place: Place): readonly number[] {
      const column = columnOf(place)
      const near = new Set([column, (column + 1) % columns, (column + columns - 1) % columns])
      return [-1, 0, 1].flatMap((up) => [...near].flatMap((at) => cells.get(`${rowOf(place) + up} ${at}`) ?? []))
    },
  }
}
