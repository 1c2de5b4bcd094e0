import { Bench } from 'tinybench'
import { instruments, score, whoGrowth, zScore, zScores } from '../src/screening/index.ts'

// Z-scores of a million weights, and scores of a hundred thousand PHQ-A: the library against the loops that one would write by hand
// for this one table and this one instrument, with the same look-ups. All are checked to give the same answers before anything is
// measured. Run: node bench/screening.ts

const rows = 1_000_000
const forms = 100_000

let seed = 4711
const random = (below: number): number => {
  seed ^= seed << 13
  seed ^= seed >>> 17
  seed ^= seed << 5
  return (seed >>> 0) % below
}

const female = Uint8Array.from({ length: rows }, () => random(2))
const at = Float64Array.from({ length: rows }, () => random(1857))
const value = Float64Array.from(at, (day) => 3 + day / 130 + random(800) / 100)
const columns = { female, at, value }
const bulk = (): Float64Array => zScores(whoGrowth, 'weightForAge', columns)
const one = (): Float64Array =>
  Float64Array.from(
    value,
    (kg, i) =>
      zScore(whoGrowth, 'weightForAge', { sex: female[i] === 1 ? 'female' : 'male', at: at[i]!, value: kg }) ??
      Number.NaN,
  )

const table = whoGrowth.tables[0]!
const lms = [Float64Array.from(table.male), Float64Array.from(table.female)] as const
/** By hand: whole days, one table, no seam, no check of the input. */
function byHand(): Float64Array {
  const out = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const own = lms[female[i] === 1 ? 1 : 0]
    const k = at[i]! * 3
    const l = own[k]!
    const m = own[k + 1]!
    const s = own[k + 2]!
    const y = value[i]!
    let z = (Math.pow(y / m, l) - 1) / (l * s)
    if (z > 3) {
      const third = m * Math.pow(1 + l * s * 3, 1 / l)
      z = 3 + (y - third) / (third - m * Math.pow(1 + l * s * 2, 1 / l))
    } else if (z < -3) {
      const third = m * Math.pow(1 - l * s * 3, 1 / l)
      z = -3 + (y - third) / (m * Math.pow(1 - l * s * 2, 1 / l) - third)
    }
    out[i] = z
  }
  return out
}

const answers = Array.from({ length: forms }, () =>
  Object.fromEntries(instruments['PHQ-A'].items.map((item) => [item, random(4)])),
)
const scored = (): number => {
  let sum = 0
  for (const form of answers) {
    const found = score(instruments['PHQ-A'], form, { age: 14 })._unsafeUnwrap()
    sum += (found.total as number) * 10 + (found.reached === 'yes' ? 1 : 0) + (found.signs[0]!.answer === 'yes' ? 2 : 0)
  }
  return sum
}
/** By hand: no gaps, no bounds, no bands, no reasons; range checks, total, cut-off and item 9. */
const addedUp = (): number => {
  let sum = 0
  for (const form of answers) {
    let total = 0
    for (let item = 1; item <= 9; item++) {
      const answer = form[item]
      if (answer === undefined || answer < 0 || answer > 3) throw new Error('an answer is wrong')
      total += answer
    }
    sum += total * 10 + (total >= 11 ? 1 : 0) + (form[9]! > 0 ? 2 : 0)
  }
  return sum
}

const [fast, single, hand] = [bulk(), one(), byHand()]
for (let i = 0; i < rows; i++)
  if (fast[i] !== hand[i] || single[i] !== hand[i])
    throw new Error(`row ${i}: ${fast[i]!}, ${single[i]!}, by hand ${hand[i]!}`)
if (scored() !== addedUp()) throw new Error('the scores differ')

const bench = new Bench({ time: 2000, iterations: 5, warmupTime: 300, warmupIterations: 2 })
const perRow: Record<string, number> = {}
const add = (name: string, count: number, run: () => unknown): void => {
  perRow[name] = count
  bench.add(name, () => {
    run()
  })
}
add('zScores', rows, bulk)
add('zScore, one by one', rows, one)
add('z-score by hand', rows, byHand)
add('score of a PHQ-A', forms, scored)
add('PHQ-A by hand', forms, addedUp)
await bench.run()

const nanoseconds = (name: string): number => {
  const result = bench.getTask(name)?.result
  if (result?.state !== 'completed') throw new Error(`no result for ${name}`)
  return (result.latency.p50 * 1e6) / (perRow[name] ?? 1)
}
console.log('| what | ns each (median) | a second | against by hand |\n|--|--|--|--|')
for (const name of Object.keys(perRow)) {
  const ns = nanoseconds(name)
  const base = nanoseconds(name.includes('PHQ') ? 'PHQ-A by hand' : 'z-score by hand')
  console.log(`| ${name} | ${ns.toFixed(1)} | ${Math.round(1e9 / ns)} | ${(ns / base).toFixed(2)} |`)
}
