/** A place on the map, in degrees. */
export interface Place {
  readonly longitude: number
  readonly latitude: number
}

/** Mean radius of the earth in metres (IUGG). */
const radius = 6_371_009
const halfTurn = 3.141592653589793

/**
 * The distance along the great circle in whole metres: the haversine formula. Sines are summed here with basic arithmetic alone,
 * which every engine rounds alike, so that the metre is the same everywhere.
 * @example
 * ```ts
 * import { metresBetween } from 'childfile'
 * metresBetween({ longitude: 104, latitude: 27 }, { longitude: 104.1, latitude: 27 }) // => 9908
 * ```
 */
export function metresBetween(a: Place, b: Place): number {
  const up = sine(((b.latitude - a.latitude) * halfTurn) / 360)
  const along = sine(((b.longitude - a.longitude) * halfTurn) / 360)
  const square = up * up + cosineOf(a.latitude) * cosineOf(b.latitude) * along * along
  return Math.round(2 * radius * arcSine(Math.sqrt(Math.min(1, square))))
}

/** The cosine of a latitude in degrees. */
export const cosineOf = (latitude: number): number => sine(((90 - Math.abs(latitude)) * halfTurn) / 180)

/** The sine of -pi to pi: its Taylor series after folding to at most a right angle. */
function sine(angle: number): number {
  const folded = Math.abs(angle) > halfTurn / 2 ? halfTurn - Math.abs(angle) : Math.abs(angle)
  const square = folded * folded
  let sum = 1
  for (let k = 20; k >= 2; k -= 2) sum = 1 - (square / (k * (k + 1))) * sum
  return angle < 0 ? -folded * sum : folded * sum
}

/** The arc sine of 0 to 1: halved three times, then its Taylor series. */
function arcSine(value: number): number {
  let part = value
  for (let k = 0; k < 3; k++) part /= Math.sqrt(2 * (1 + Math.sqrt(1 - part * part)))
  const square = part * part
  let sum = 1
  for (let k = 19; k >= 1; k -= 2) sum = 1 + ((square * k * k) / ((k + 1) * (k + 2))) * sum
  return 8 * part * sum
}
