import { metresBetween } from '../place.ts'
import type { TravelTable } from './timetable/timetable-problem.ts'

/** A point on the map, in degrees. */
export interface MapPlace {
  readonly id: string
  readonly longitude: number
  readonly latitude: number
}

/** How fast one gets on: our own estimate, to be replaced by what drivers say. */
export interface TravelSpeed {
  /** Length of the road as percentage of the straight line. */
  readonly detourPercent: number
  readonly kilometresPerHour: number
  /** Minutes for parking and walking, once for each way between two places. */
  readonly fixedMinutes: number
}

/**
 * Minutes between places from their coordinates, rounded up: great circle, lengthened by a detour. No map of roads lies behind it.
 * Quadratic in the places.
 * @source haversine formula; speed and detour are proposals
 * @example
 * ```ts
 * import { travelTable } from 'childfile/schedule'
 * const places = [{ id: 'a', longitude: 104, latitude: 26.9 }, { id: 'b', longitude: 104.1, latitude: 26.9 }]
 * travelTable(places, { detourPercent: 150, kilometresPerHour: 30, fixedMinutes: 5 }).minutes // => [[0, 35], [35, 0]]
 * ```
 */
export function travelTable(places: readonly MapPlace[], speed: TravelSpeed): TravelTable {
  const metresPerMinute = (speed.kilometresPerHour * 1000) / 60
  return {
    places: places.map(({ id }) => id),
    minutes: places.map((from) =>
      places.map((to) => {
        if (from.id === to.id) return 0
        const road = (metresBetween(from, to) * speed.detourPercent) / 100
        return Math.min(1440, Math.ceil(road / metresPerMinute) + speed.fixedMinutes)
      }),
    ),
  }
}
