import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metresBetween, type Place } from '../../src/place.ts'
import { withinReach } from '../../src/pairing/graph/reach.ts'

const degrees = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const county = fc.record<Place>({ longitude: degrees(103.6, 104.6), latitude: degrees(26.5, 27.3) })

describe('withinReach', () => {
  it('finds what measuring every pair finds, also at the date line and the poles', () => {
    const places = fc.oneof(
      fc.array(county, { maxLength: 25 }),
      fc.array(
        fc.record<Place>({ longitude: fc.oneof(degrees(179.5, 180), degrees(-180, -179.5)), latitude: degrees(-2, 2) }),
        { maxLength: 15 },
      ),
      fc.array(fc.record<Place>({ longitude: degrees(-180, 180), latitude: degrees(89.5, 90) }), { maxLength: 15 }),
      fc.array(fc.record<Place>({ longitude: degrees(-180, 180), latitude: degrees(-90, 90) }), { maxLength: 15 }),
    )
    fc.assert(
      fc.property(places, fc.integer({ min: 1000, max: 200_000 }), (villages, limit) => {
        const every = villages.map((a) =>
          villages.flatMap((b, village) => {
            const metres = metresBetween(a, b)
            return metres <= limit ? [{ village, metres }] : []
          }),
        )
        expect(withinReach(villages, limit)).toEqual(every)
      }),
      { numRuns: 600 },
    )
  })
})
