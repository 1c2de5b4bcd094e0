import { isDeepStrictEqual } from 'node:util'
import { compileCalendar, nationalHolidays } from '../src/calendar/index.ts'
import type { PlainDate } from '../src/date.ts'
import { type ChildFile, parseFile } from '../src/records/index.ts'
import { assess, compileRules, defaultRules, factColumns } from '../src/risk/index.ts'
import { bitsOf } from '../src/risk/sweep/one-by-one.ts'
import { Book } from './peers/by-hand/book.ts'
import { madeUpFiles } from './peers/by-hand/files.ts'
import { firedByHand, firedTerms } from './peers/by-hand/fired.ts'
import { flattened } from './peers/by-hand/flat.ts'
import { byJsonLogic } from './peers/by-hand/json-logic.ts'
import { byJsonRules } from './peers/by-hand/json-rules.ts'
import { byHand, rulesByHand } from './peers/by-hand/peer.ts'

// What 27 of the default rules cost: `assess`, bits and columns against the same rules written by hand with the same explanations, field by
// field, and against two rules engines that say only which rules fire. The rules by hand were written by somebody who had not seen how the
// engine reads and judges, and are not tuned against it. Least processor time of many passes over files that are warm.
// Run: node bench/risk.ts

const asOf: PlainDate = '2026-09-15'
const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
const rules = compileRules({
  ...defaultRules,
  id: 'bench',
  rules: defaultRules.rules.filter(({ id }) => rulesByHand.includes(id)),
})._unsafeUnwrap()
const terms = firedTerms(new Book(rules, calendar, asOf))
const hand = byHand(rules, calendar, asOf)
const fired = firedByHand(terms)
const flat = flattened(terms)
const logic = byJsonLogic(terms)
const queued = byJsonRules(terms)

const files = madeUpFiles(400, asOf, 4711)
const inOrder = (ids: readonly string[]): string => [...ids].sort((a, b) => (a < b ? -1 : 1)).join()
for (const [i, file] of [...files, ...madeUpFiles(4000, asOf, 99)].entries()) {
  const told = hand(file)
  if (!isDeepStrictEqual(told, assess(file, { asOf, calendar, rules })))
    throw new Error(`by hand and assess differ on ${file.id}\n${JSON.stringify(file)}`)
  const wanted = inOrder(told.flags.map(({ rule }) => rule))
  const found = {
    'yes and no by hand': rulesByHand.filter((_, bit) => (fired(file) >> bit) & 1),
    'json-logic-engine': logic(flat(file)),
    'json-rules-engine': i % 5 === 0 ? await queued(flat(file)) : undefined,
  }
  for (const [way, ids] of Object.entries(found))
    if (ids && inOrder(ids) !== wanted)
      throw new Error(`${way} differs on ${file.id}: ${inOrder(ids)} instead of ${wanted}\n${JSON.stringify(file)}`)
}

const rounds = 10
const passes = 60
type Way = (file: ChildFile) => unknown

/** Microseconds of processor time per file: the least of many passes, the ways in turn, so that a busy moment meets all of them. */
function measured(ways: Readonly<Record<string, Way>>): ReadonlyMap<string, number> {
  const least = new Map(Object.keys(ways).map((name) => [name, Infinity]))
  for (let pass = 0; pass < passes; pass += 1)
    for (const [name, way] of Object.entries(ways)) {
      const before = process.cpuUsage()
      for (let round = 0; round < rounds; round += 1) for (const file of files) way(file)
      const { user, system } = process.cpuUsage(before)
      least.set(name, Math.min(least.get(name) ?? Infinity, (user + system) / files.length / rounds))
    }
  return least
}

async function queuedTime(): Promise<number> {
  let best = Infinity
  for (let pass = 0; pass < 5; pass += 1) {
    const before = process.cpuUsage()
    for (const file of files) await queued(flat(file))
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / files.length)
  }
  return best
}

/** A sweep over columns that were filled before. */
function columnTime(): number {
  const columns = factColumns(rules)
  const many = madeUpFiles(4000, asOf, 17)
  for (const file of many) columns.put(file, asOf)
  let best = Infinity
  for (let pass = 0; pass < passes; pass += 1) {
    const before = process.cpuUsage()
    for (let round = 0; round < rounds; round += 1) columns.verdicts(asOf)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / many.length / rounds)
  }
  return best
}

const bits = bitsOf(rules, asOf)
const none = {}
const allBits = bitsOf(compileRules(defaultRules)._unsafeUnwrap(), asOf)
const took = measured({
  'by hand, all reasons': hand,
  'by hand, yes and no only': fired,
  'assess, all reasons': (file) => assess(file, { asOf, calendar, rules }),
  'bits and the day of the next change': (file) => bits(file, none),
  'json-logic-engine, yes and no only': (file) => logic(flat(file)),
  [`assess, all ${defaultRules.rules.length} rules`]: (file) => assess(file, { asOf, calendar }),
  [`bits, all ${defaultRules.rules.length} rules`]: (file) => allBits(file, none),
  'checking a file': parseFile,
})
const of = (name: string): number => took.get(name) ?? NaN
const [hands, logicTime, bitsTime] = [
  of('by hand, all reasons'),
  of('json-logic-engine, yes and no only'),
  of('bits and the day of the next change'),
]
const [columns, rulesEngine] = [columnTime(), await queuedTime()]
const bars: Readonly<Record<string, string>> = {
  'assess, all reasons': '1.30',
  'bits and the day of the next change': '0.90',
  'asked again in columns': '0.60',
}
console.table(
  [
    ...took,
    ['asked again in columns', columns] as const,
    ['json-rules-engine, yes and no only', rulesEngine] as const,
  ].map(([way, us]) => ({
    way,
    'us per file': us.toFixed(2),
    'of by hand': (us / hands).toFixed(2),
    bar: bars[way] ?? '',
  })),
)
const times = (other: number, own: number): string => (other / own).toFixed(2)
console.log(
  `json-logic-engine takes ${times(logicTime, of('by hand, yes and no only'))} times as long as by hand without reasons (bar 2.4), ${times(logicTime, hands)} times as long as with them`,
)
console.log(
  `json-logic-engine takes ${times(logicTime, bitsTime)} times as long as bits (bar 2), json-rules-engine ${times(rulesEngine, bitsTime)} times (bar 100)`,
)
