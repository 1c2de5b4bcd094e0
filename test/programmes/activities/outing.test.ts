import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChildId, Instant, WorkerId } from '../../../src/index.ts'
import { type Outing, type OutingEvent, outingFindings, outingStanding } from '../../../src/programmes/index.ts'
import { anyChild, childIds, shuffledRecord, underIds } from '../safety/cases.ts'

const [w1, w2] = [WorkerId.parse('w1'), WorkerId.parse('w2')]
const clear = { outcome: 'clear', on: '2026-03-01', authority: 'none', reference: 'none' } as const
const at = (minute: number) =>
  Instant.parse(
    `2026-10-17T${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+08:00`,
  )
const listed = childIds.slice(0, 5)
const outing = (history: Outing['history'] = {}): Outing => ({
  on: '2026-10-17',
  activity: 'martyrFamilyVisit',
  adults: [
    { id: w1, check: clear },
    { id: w2, check: clear },
  ],
  children: listed.map((child) => ({ child, permission: 'given', careNeeds: 'asked' })),
  transport: { by: 'coach', places: 20, licensed: 'yes' },
  insured: 'yes',
  emergencyPhone: 'yes',
  backBy: at(150),
  history,
})
const standing = (of: Outing, minute: number) => outingStanding(of, at(minute))._unsafeUnwrap()

const anyEvent = (minute: number): fc.Arbitrary<OutingEvent> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('roll-call' as const),
      at: fc.constant(at(minute)),
      by: fc.constant(w1),
      point: fc.constantFrom('out' as const, 'underway' as const, 'back' as const),
      present: fc.subarray([...childIds]),
    }),
    fc.record({
      kind: fc.constantFrom('excused' as const, 'collected' as const, 'found' as const),
      at: fc.constant(at(minute)),
      child: anyChild,
      by: fc.constant(w1),
    }),
  )
const anyHistory = fc
  .uniqueArray(fc.integer({ min: 0, max: 170 }), { maxLength: 8 })
  .chain((minutes) => fc.tuple(...minutes.map(anyEvent)))
  .map(underIds)

/** One child alone, one event after the other. */
function placeOf(history: Outing['history'], child: ChildId, minute: number): string {
  let place = listed.includes(child) ? 'expected' : 'stranger'
  const events = Object.values(history)
    .filter((event) => Date.parse(event.at) <= Date.parse(at(minute)))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  for (const event of events) {
    if (event.kind === 'roll-call') {
      if (event.present.includes(child)) place = event.point === 'back' ? 'home' : 'out'
      else if (place === 'expected') place = 'notThere'
      else if (place === 'out') place = 'missing'
    } else if (event.child === child && place !== 'stranger') {
      if (event.kind === 'collected') place = 'home'
      if (event.kind === 'excused' && place !== 'out' && place !== 'missing') place = 'excused'
      if (event.kind === 'found' && place === 'missing') place = 'out'
      if (event.kind === 'found' && place === 'notThere') place = 'excused'
    }
  }
  return place
}

describe('outingStanding', () => {
  it('knows of every child what following it alone says', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 200 }), (history, minute) => {
        const { alarms, out } = standing(outing(history), minute)
        for (const child of childIds) {
          const place = placeOf(history, child, minute)
          const of = alarms.filter((alarm) => alarm.child === child).map(({ kind }) => kind)
          expect(of.includes('missing')).toBe(place === 'missing')
          expect(of.includes('notThereAtStart')).toBe(place === 'notThere')
          expect(of.includes('notOnTheList')).toBe(!listed.includes(child) && (place === 'out' || place === 'missing'))
          expect(out.includes(child)).toBe(place === 'out')
        }
      }),
      { numRuns: 1000 },
    )
  })
  it('raises the alarm at the very roll-call at which a child of the last one is not there', () => {
    fc.assert(
      fc.property(
        fc.subarray([...listed], { minLength: 1 }),
        fc.subarray([...listed]),
        fc.constantFrom('underway' as const, 'back' as const),
        (first, second, point) => {
          const history = {
            r2: { kind: 'roll-call', at: at(60), by: w1, point, present: second },
            r1: { kind: 'roll-call', at: at(0), by: w1, point: 'out', present: first },
          } as const
          const gone = first.filter((child) => !second.includes(child)).toSorted((a, b) => (a < b ? -1 : 1))
          const missing = standing(outing(history), 60).alarms.filter(({ kind }) => kind === 'missing')
          expect(missing).toEqual(gone.map((child) => ({ kind: 'missing', child, since: at(60), lastSeen: at(0) })))
        },
      ),
    )
  })
  it('is the same in any order of typing', () => {
    fc.assert(
      fc.property(
        anyHistory.chain((history) => fc.tuple(fc.constant(history), shuffledRecord(history))),
        ([history, shuffled]) => {
          expect(JSON.stringify(standing(outing(shuffled), 180))).toBe(JSON.stringify(standing(outing(history), 180)))
        },
      ),
    )
  })
  it('ends no search by an excuse or by time, only by seeing, finding or handing over', () => {
    const [c1] = childIds
    if (!c1) throw new Error('no child')
    const before = {
      r1: { kind: 'roll-call', at: at(0), by: w1, point: 'out', present: listed },
      r2: { kind: 'roll-call', at: at(60), by: w1, point: 'underway', present: listed.slice(1) },
    } as const
    const after = (kind: 'excused' | 'found' | 'collected') =>
      standing(outing({ ...before, z: { kind, at: at(70), by: w1, child: c1 } }), 80).alarms.length
    expect([after('excused'), after('found'), after('collected')]).toEqual([1, 0, 0])
    expect(
      outingStanding(outing(before), Instant.parse('2026-12-01T00:00:00+08:00'))
        ._unsafeUnwrap()
        .alarms.map(({ kind }) => kind),
    ).toEqual(['missing', 'notBack'])
  })
  it('says when nobody counted them, neither out nor back', () => {
    expect(standing(outing(), 150).alarms).toEqual([])
    expect(standing(outing(), 151).alarms.map(({ kind }) => kind)).toEqual(['neverCounted'])
    const excused = underIds(listed.map((child) => ({ kind: 'excused' as const, at: at(0), child, by: w1 })))
    expect(standing(outing(excused), 151).alarms).toEqual([])
    const out = { r1: { kind: 'roll-call', at: at(0), by: w1, point: 'out', present: listed } } as const
    expect(standing(outing(out), 150).alarms).toEqual([])
    expect(standing(outing(out), 151).alarms.map(({ kind }) => kind)).toEqual(['notBack'])
    const back = { ...out, r2: { kind: 'roll-call', at: at(140), by: w1, point: 'back', present: listed } } as const
    expect(standing(outing(back), 151)).toEqual({ state: 'back', out: [], alarms: [] })
  })
  it('raises an alarm for a child that left without leave', () => {
    const history = { r1: { kind: 'roll-call', at: at(0), by: w1, point: 'out', present: listed } } as const
    const children = outing().children.map((one, i) => (i === 2 ? { ...one, permission: 'refused' as const } : one))
    expect(standing({ ...outing(history), children }, 10).alarms.map(({ kind, child }) => [kind, child])).toEqual([
      ['withoutPermission', 'c3'],
    ])
  })
})

describe('outingFindings', () => {
  const codes = (change: Partial<Outing>) =>
    outingFindings({ ...outing(), ...change })
      ._unsafeUnwrap()
      .map(({ code }) => code)
  const [one, ...rest] = outing().children
  if (!one) throw new Error('no child')
  it.each([
    [{}, []],
    [{ children: [{ ...one, permission: 'refused' }, ...rest] }, ['permissionRefused']],
    [{ children: [{ ...one, permission: 'notCollected' }, ...rest] }, ['permissionUnknown']],
    [{ children: [one, one, ...rest] }, ['listedTwice']],
    [{ children: [{ ...one, careNeeds: 'notCollected' }, ...rest] }, ['careNeedsNotAsked']],
    [{ adults: [{ id: w1, check: clear }] }, ['twoAdults']],
    [
      {
        adults: [
          { id: w1, check: clear },
          { id: w1, check: clear },
        ],
      },
      ['twoAdults'],
    ],
    [
      {
        activity: 'helpElderlyDisabled',
        children: childIds.map((child) => ({ ...one, child })),
        adults: [{ id: w1, check: clear }],
      },
      ['twoAdults', 'tooFewAdults'],
    ],
    [
      {
        adults: [
          { id: w1, check: clear },
          { id: w2, check: 'none' },
        ],
      },
      ['adultNotVetted'],
    ],
    [
      {
        adults: [
          { id: w1, check: clear },
          { id: w2, check: 'notCollected' },
        ],
      },
      ['vettingUnknown'],
    ],
    [{ transport: 'none' }, ['noTransport']],
    [{ transport: { by: 'coach', places: 6, licensed: 'yes' } }, ['tooFewPlaces']],
    [{ transport: { by: 'coach', places: 7, licensed: 'notCollected' } }, ['notLicensed']],
    [{ transport: { by: 'foot' } }, []],
    [{ insured: 'notCollected' }, ['notInsured']],
    [{ emergencyPhone: 'no' }, ['noEmergencyPhone']],
  ] as const)('finds in %j %j', (change, expected) => {
    expect(codes(change)).toEqual(expected)
  })
})
