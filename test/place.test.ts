import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metresBetween, type Place } from '../src/place.ts'

const radians = Math.PI / 180

/** The same formula with the engine's own sine. */
function haversine(a: Place, b: Place): number {
  const up = Math.sin(((b.latitude - a.latitude) * radians) / 2) ** 2
  const along = Math.sin(((b.longitude - a.longitude) * radians) / 2) ** 2
  const square = up + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * along
  return 2 * 6_371_009 * Math.asin(Math.min(1, Math.sqrt(square)))
}

const degrees = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const anywhere = fc.record<Place>({ longitude: degrees(-180, 180), latitude: degrees(-90, 90) })
const county = fc.record<Place>({ longitude: degrees(103.6, 104.6), latitude: degrees(26.5, 27.3) })

describe('metresBetween', () => {
  it('agrees with the haversine formula in the engine’s own functions', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        // Near the antipode half a turn of an arc sine is steep: there the two may differ by metres, elsewhere by rounding.
        const expected = haversine(a, b)
        expect(Math.abs(metresBetween(a, b) - expected)).toBeLessThan(expected > 20_000_000 ? 2 : 0.501)
      }),
      { numRuns: 3000 },
    )
  })
  it('is whole, the same both ways, and 0 to itself', () => {
    fc.assert(
      fc.property(county, county, (a, b) => {
        expect(metresBetween(a, b)).toBe(metresBetween(b, a))
        expect(Number.isInteger(metresBetween(a, b))).toBe(true)
        expect(metresBetween(a, a)).toBe(0)
      }),
    )
  })
  it('knows a quarter of the meridian', () => {
    expect(metresBetween({ longitude: 10, latitude: 0 }, { longitude: 10, latitude: 90 })).toBe(
      Math.round((6_371_009 * Math.PI) / 2),
    )
  })
})
