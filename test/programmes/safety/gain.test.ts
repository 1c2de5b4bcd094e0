import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChildId } from '../../../src/index.ts'
import { safetyGain, type SafetyObservation } from '../../../src/programmes/index.ts'
import { meanGain, shareGain } from '../../../src/programmes/safety/interval.ts'
import { anyChild, date, shuffledRecord, underIds } from './cases.ts'

const table = (both: number, lost: number, won: number, neither: number) => [
  ...Array.from({ length: both }, () => ({ before: true, after: true })),
  ...Array.from({ length: lost }, () => ({ before: true, after: false })),
  ...Array.from({ length: won }, () => ({ before: false, after: true })),
  ...Array.from({ length: neither }, () => ({ before: false, after: false })),
]
const counts = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12))

describe('shareGain', () => {
  it('gives the published interval: Cavo et al. 2012, 59 6 16 80, difference 0.0621 (0.0046 to 0.1186)', () => {
    const { gain, interval } = shareGain(table(59, 6, 16, 80), 20)
    expect([gain, interval]).toEqual([0.0621, { from: 0.0046, to: 0.1186 }])
  })
  it('changes sign when before and after change places', () => {
    fc.assert(
      fc.property(counts, ([a, b, c, d]) => {
        const [there, back] = [shareGain(table(a, b, c, d), 20), shareGain(table(a, c, b, d), 20)]
        if (there.gain === 'none' || back.gain === 'none') return
        expect(there.gain + back.gain).toBeCloseTo(0, 3)
        if (there.interval === 'none' || back.interval === 'none') return
        expect(there.interval.from + back.interval.to).toBeCloseTo(0, 3)
      }),
    )
  })
  it('holds the gain within its interval, and the interval within -1 and 1', () => {
    fc.assert(
      fc.property(counts, ([a, b, c, d]) => {
        const { gain, interval, pairs, why } = shareGain(table(a, b, c, d), 20)
        expect(pairs).toBe(a + b + c + d)
        if (interval === 'none' || gain === 'none') {
          expect(why).toBe('tooFew')
          return
        }
        expect(interval.from).toBeLessThanOrEqual(gain)
        expect(interval.to).toBeGreaterThanOrEqual(gain)
        expect(interval.from).toBeGreaterThanOrEqual(-1)
        expect(interval.to).toBeLessThanOrEqual(1)
        expect(interval.from).toBeLessThan(interval.to)
      }),
    )
  })
  it('takes before and after for independent where the tie between them is weak', () => {
    // 2 1 1 1: the cross product is 1, not above half of the five pairs. Wilson's interval of 3 of 5 is 0.23072 to 0.88238.
    const [low, high] = [0.6 - 0.23072, 0.88238 - 0.6]
    const half = Math.sqrt(low * low + high * high)
    const { interval } = shareGain(table(2, 1, 1, 1), 20)
    if (interval === 'none') throw new Error('no interval')
    expect(interval.from).toBeCloseTo(-half, 3)
    expect(interval.to).toBeCloseTo(half, 3)
  })
  it('holds the truth about as often as it says, counted exactly for small groups', () => {
    // Pairs that are independent, before 0.3 and after 0.6: every table of n pairs with its chance.
    const [n, p, q] = [12, 0.3, 0.6]
    const cells = [p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)] as const
    const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))
    let [covered, all] = [0, 0]
    for (let a = 0; a <= n; a++)
      for (let b = 0; a + b <= n; b++)
        for (let c = 0; a + b + c <= n; c++) {
          const d = n - a - b - c
          const chance =
            (factorial(n) / (factorial(a) * factorial(b) * factorial(c) * factorial(d))) *
            cells[0] ** a *
            cells[1] ** b *
            cells[2] ** c *
            cells[3] ** d
          const { interval } = shareGain(table(a, b, c, d), 20)
          all += chance
          if (interval !== 'none' && interval.from <= q - p && q - p <= interval.to) covered += chance
        }
    expect(all).toBeCloseTo(1, 9)
    expect(covered).toBeGreaterThan(0.93)
    expect(covered).toBeLessThan(0.995)
  })
})

/** Chance above a point of the t distribution, by Simpson's rule over the density. */
function above(point: number, degrees: number): number {
  let log = 0
  // The ratio of gamma functions by its product, half-integers included.
  for (let k = degrees - 1; k >= 1; k -= 2) log += Math.log(k) - (k > 1 ? Math.log(k - 1) : 0)
  const odd = degrees % 2 === 1
  const factor = (Math.exp(log) * (odd ? 1 / Math.PI : 0.5)) / Math.sqrt(degrees)
  const density = (x: number): number => factor * (1 + (x * x) / degrees) ** (-(degrees + 1) / 2)
  const steps = 4000
  const h = point / steps
  let sum = density(0) + density(point)
  for (let i = 1; i < steps; i++) sum += density(i * h) * (i % 2 === 1 ? 4 : 2)
  return 0.5 - (sum * h) / 3
}

describe('meanGain', () => {
  it('uses points of the t distribution that leave 2.5 % above, for 1 to 60 degrees of freedom', () => {
    for (let degrees = 1; degrees <= 60; degrees++) {
      // Changes -1 and 1 by turns, an extra nought where the number is odd: the half width tells the point.
      const n = degrees + 1
      const changes = Array.from({ length: n }, (_, i) => (n % 2 === 1 && i === 0 ? 0 : (i % 2) * 2000 - 1000))
      const mean = changes.reduce((sum, x) => sum + x, 0) / n
      const spread = Math.sqrt(changes.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1))
      const { interval } = meanGain(
        changes.map((after) => ({ before: 0, after })),
        20,
      )
      if (interval === 'none') throw new Error('no interval')
      const point = ((interval.to - interval.from) / 2) * (Math.sqrt(n) / spread)
      expect(above(point, degrees), String(degrees)).toBeCloseTo(0.025, 4)
    }
  })
  it('has no interval for one pair, nor where all changed alike', () => {
    expect(meanGain([], 20)).toMatchObject({ pairs: 0, gain: 'none', interval: 'none', why: 'tooFew' })
    expect(meanGain([{ before: 3, after: 5 }], 20)).toMatchObject({ gain: 2, interval: 'none', why: 'tooFew' })
    expect(
      meanGain(
        [
          { before: 3, after: 5 },
          { before: 1, after: 3 },
        ],
        20,
      ),
    ).toMatchObject({ gain: 2, interval: 'none', why: 'allAlike' })
  })
  it('says when the evidence is small, and by which method it was found', () => {
    const pairs = Array.from({ length: 20 }, (_, i) => ({ before: 0, after: i }))
    expect([meanGain(pairs, 20).small, meanGain(pairs.slice(1), 20).small]).toEqual([false, true])
    expect(meanGain(pairs, 20).method.title).toContain('Student')
  })
})

const seen = fc.constantFrom<SafetyObservation['namesAdult'][]>('yes', 'no', 'notCollected')
const anyObservation: fc.Arbitrary<SafetyObservation> = fc
  .record({
    child: anyChild,
    moment: fc.constantFrom('before' as const, 'after' as const),
    on: date('2026-10-01', 40),
    right: fc.nat(10),
    seconds: fc.constantFrom(100, 150, 'none' as const, 'notCollected' as const),
    abilities: fc.record({
      leavesInTime: seen,
      refuses: seen,
      leaves: seen,
      tells: seen,
      ownAddress: seen,
      emergencyNumbers: seen,
    }),
    namesAdult: seen,
    namesNumber: seen,
  })
  .map(({ right, ...rest }) => ({ ...rest, questions: { asked: 10, right } }))
const anyObservations = fc.array(anyObservation, { maxLength: 16 }).map(underIds)
const until = '2026-12-01'

describe('safetyGain', () => {
  it('pairs the first before with the last after of each child and counts all others apart', () => {
    fc.assert(
      fc.property(anyObservations, (observations) => {
        const gain = safetyGain(observations, until)._unsafeUnwrap()
        const of = (child: string, moment: string) =>
          Object.entries(observations)
            .filter(([, one]) => one.child === child && one.moment === moment)
            .toSorted(([a, x], [b, y]) => (x.on < y.on ? -1 : x.on > y.on ? 1 : a < b ? -1 : 1))
            .map(([, one]) => one)
        const children = [...new Set(Object.values(observations).map(({ child }) => child))]
        const pairs = children.flatMap((child) => {
          const [before, after] = [of(child, 'before')[0], of(child, 'after').at(-1)]
          return before && after && before.on <= after.on ? [[before, after] as const] : []
        })
        const right = (one: SafetyObservation) =>
          typeof one.questions === 'object' ? one.questions.right / one.questions.asked : 0
        expect(gain.awareness).toEqual(
          meanGain(
            pairs.map(([before, after]) => ({ before: right(before), after: right(after) })),
            20,
          ),
        )
        expect(gain.onlyBefore).toBe(
          children.filter((child) => of(child, 'before').length > 0 && of(child, 'after').length === 0).length,
        )
        expect(gain.onlyAfter).toBe(
          children.filter((child) => of(child, 'after').length > 0 && of(child, 'before').length === 0).length,
        )
        const bothKnown = pairs.filter((pair) => pair.every(({ abilities }) => abilities.tells !== 'notCollected'))
        expect(gain.abilities.tells.pairs).toBe(bothKnown.length)
      }),
    )
  })
  it('is the same in any order, and names no child', () => {
    fc.assert(
      fc.property(
        anyObservations.chain((all) => fc.tuple(fc.constant(all), shuffledRecord(all))),
        ([observations, shuffled]) => {
          const answer = JSON.stringify(safetyGain(observations, until)._unsafeUnwrap())
          expect(JSON.stringify(safetyGain(shuffled, until)._unsafeUnwrap())).toBe(answer)
          expect(answer).not.toMatch(/"c\d"/)
        },
      ),
    )
  })
  it('does not take unknown for no: help-seeking needs both answers', () => {
    const base = {
      child: ChildId.parse('c1'),
      questions: 'none',
      seconds: 'none',
      namesNumber: 'yes',
      abilities: {
        leavesInTime: 'yes',
        refuses: 'yes',
        leaves: 'yes',
        tells: 'yes',
        ownAddress: 'yes',
        emergencyNumbers: 'yes',
      },
    } as const
    const pair = (namesAdult: 'yes' | 'no' | 'notCollected') =>
      safetyGain(
        {
          b: { ...base, moment: 'before', on: '2026-10-01', namesAdult },
          a: { ...base, moment: 'after', on: '2026-10-02', namesAdult: 'yes' },
        },
        until,
      )._unsafeUnwrap().helpSeeking
    expect(pair('notCollected').pairs).toBe(0)
    expect([pair('no').gain, pair('yes').gain]).toEqual([1, 0])
  })
  it('refuses more right answers than questions', () => {
    const [one] = fc.sample(anyObservation, 1)
    if (!one) throw new Error('no sample')
    const problem = safetyGain({ e1: { ...one, questions: { asked: 3, right: 4 } } }, until)
    expect(
      problem.match(
        () => '',
        ([{ code, path }]) => `${code} ${path}`,
      ),
    ).toBe('inconsistent /*/questions/right')
  })
})
