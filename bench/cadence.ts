import rrule from 'rrule'
import { Bench } from 'tinybench'
import { cadence, dueInBulk, dueIndex, type DueColumns, neverDone, nextDue } from '../src/cadence/index.ts'
import { compileCalendar, nationalHolidays } from '../src/calendar/index.ts'
import { type EpochDay, epochDay, type PlainDate, plainDate, type Tier } from '../src/index.ts'

// Due days of a million home visits under the proposed cadence: dueInBulk against the loop that one would write by hand for this
// one rule set, and against arithmetic with Date. All three are checked to give the same due days before anything is measured.
// Run: node bench/cadence.ts

const rows = 1_000_000
const asOf: PlainDate = '2026-11-23'
const today = epochDay(asOf)
const calendar = compileCalendar({ national: nationalHolidays, from: '2018-01-01', to: '2031-01-01' })._unsafeUnwrap()
const plan = cadence.plan('homeVisit')

let seed = 12345
const random = (below: number): number => {
  seed ^= seed << 13
  seed ^= seed >>> 17
  seed ^= seed << 5
  return (seed >>> 0) % below
}
const tier = Uint8Array.from({ length: rows }, () => random(5))
const startedOn = Int32Array.from({ length: rows }, () => today - 200 - random(1500))
const lastOn = Int32Array.from({ length: rows }, (_, row) =>
  random(10) === 0 ? neverDone : Math.max(startedOn[row]!, today - random(200)),
)
const columns = { tier, startedOn, lastOn }
const away = {
  start: Uint32Array.from({ length: rows + 1 }, (_, row) => row),
  from: Int32Array.from({ length: rows }, () => today - 130 + random(40)),
  to: Int32Array.from({ length: rows }, () => today - 80 + random(40)),
}

// By hand: tables of workdays, every rule as numbers, no window, no former tier, nothing else.
const first = calendar.from
const length = calendar.to - first
const worked = Uint8Array.from({ length }, (_, i) => (calendar.allows('workday', (first + i) as EpochDay) ? 1 : 0))
const next = new Int32Array(length)
const previous = new Int32Array(length)
for (let i = 0; i < length; i++) previous[i] = worked[i] ? first + i : (previous[i - 1] ?? first)
for (let i = length - 1; i >= 0; i--) next[i] = worked[i] ? first + i : (next[i + 1] ?? first + length)
const months = [3, 2, 1, 0, 0]
const days = [0, 0, 0, 14, 7]
const before = [14, 14, 7, 3, 2]
const after = [14, 14, 7, 3, 0]
const breach = [30, 30, 14, 7, 1]

function status(at: number, due: number): number {
  if (today > due + after[at]!) return today > due + after[at]! + breach[at]! ? 5 : 4
  if (today > due) return 3
  return today === due ? 2 : today >= due - before[at]! ? 1 : 0
}

/** Months added by integer arithmetic, the day cut to the end of the month. */
function monthsLater(day: number, count: number): number {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const doe = z - era * 146097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0)
  const total = year * 12 + month - 1 + count
  const toYear = Math.floor(total / 12)
  const toMonth = total - toYear * 12 + 1
  const leap = (toYear % 4 === 0 && toYear % 100 !== 0) || toYear % 400 === 0
  const last =
    toMonth === 2 ? (leap ? 29 : 28) : toMonth === 4 || toMonth === 6 || toMonth === 9 || toMonth === 11 ? 30 : 31
  const ofMonth = Math.min(doy - Math.floor((153 * mp + 2) / 5) + 1, last)
  const y = toMonth <= 2 ? toYear - 1 : toYear
  const e = Math.floor(y / 400)
  const ye = y - e * 400
  const d = Math.floor((153 * (toMonth + (toMonth > 2 ? -3 : 9)) + 2) / 5) + ofMonth - 1
  return e * 146097 + ye * 365 + Math.floor(ye / 4) - Math.floor(ye / 100) + d - 719468
}

interface Answer {
  readonly due: Int32Array
  readonly status: Uint8Array
}

function byHand(): Answer {
  const out = { due: new Int32Array(rows), status: new Uint8Array(rows) }
  for (let row = 0; row < rows; row++) {
    const at = tier[row]!
    const base = lastOn[row]! === neverDone ? startedOn[row]! : lastOn[row]!
    const raw = months[at]! > 0 ? monthsLater(base, months[at]!) : base + days[at]!
    const back = previous[raw - first]!
    const due = at === 4 ? (back > base ? back : raw) : next[raw - first]!
    out.due[row] = due
    out.status[row] = status(at, due)
  }
  return out
}

const msPerDay = 86_400_000
function byDate(): Answer {
  const out = { due: new Int32Array(rows), status: new Uint8Array(rows) }
  for (let row = 0; row < rows; row++) {
    const at = tier[row]!
    const base = new Date((lastOn[row]! === neverDone ? startedOn[row]! : lastOn[row]!) * msPerDay)
    const raw = new Date(base)
    if (months[at]! > 0) {
      raw.setUTCMonth(raw.getUTCMonth() + months[at]!)
      if (raw.getUTCDate() !== base.getUTCDate()) raw.setUTCDate(0)
    } else raw.setUTCDate(raw.getUTCDate() + days[at]!)
    const day = new Date(raw)
    const works = (): boolean => worked[day.getTime() / msPerDay - first] === 1
    if (at === 4) {
      while (!works() && day > base) day.setUTCDate(day.getUTCDate() - 1)
      if (day <= base) day.setTime(raw.getTime())
    } else while (!works()) day.setUTCDate(day.getUTCDate() + 1)
    const due = day.getTime() / msPerDay
    out.due[row] = due
    out.status[row] = status(at, due)
  }
  return out
}

const inBulk = (): DueColumns => dueInBulk(columns, plan, calendar, asOf)._unsafeUnwrap()
const sample = 20_000
const oneByOne = (): number => {
  let sum = 0
  for (let row = 0; row < sample; row++) {
    const at = tier[row]! as Tier
    const last = lastOn[row]!
    const found = nextDue(
      plan[at],
      {
        startedOn: plainDate(startedOn[row]! as EpochDay),
        asOf,
        ...(last === neverDone ? {} : { lastOn: plainDate(last as EpochDay) }),
      },
      calendar,
    )
    sum += found.due.length
  }
  return sum
}

/** The next occurrence by rrule after the last visit, moved to a workday by the tables above; -1 where rrule skips short months. */
const recurring = 400
const byRecurrence = (): Int32Array => {
  const out = new Int32Array(recurring)
  for (let row = 0; row < recurring; row++) {
    const at = tier[row]!
    const base = lastOn[row]! === neverDone ? startedOn[row]! : lastOn[row]!
    const dtstart = new Date(base * msPerDay)
    const count = months[at]!
    const rule = new rrule.RRule(
      count > 0
        ? { freq: rrule.RRule.MONTHLY, interval: count, dtstart }
        : { freq: rrule.RRule.DAILY, interval: days[at]!, dtstart },
    )
    const raw = (rule.after(dtstart)?.getTime() ?? 0) / msPerDay
    const moved = at === 4 ? previous[raw - first]! : next[raw - first]!
    out[row] = count > 0 && dtstart.getUTCDate() > 28 ? -1 : moved <= base ? raw : moved
  }
  return out
}

const bulk = inBulk()
byRecurrence().forEach((due, row) => {
  if (due >= 0 && due !== bulk.due[row]) throw new Error(`rrule differs in row ${row}`)
})
for (const [name, answer] of Object.entries({ byHand: byHand(), byDate: byDate() }))
  for (let row = 0; row < rows; row++)
    if (answer.due[row] !== bulk.due[row] || answer.status[row] !== bulk.status[row])
      throw new Error(`${name} differs in row ${row}: ${String(answer.due[row])}, not ${String(bulk.due[row])}`)

const five = new Int32Array(rows * 5)
for (let kind = 0; kind < 5; kind++)
  five.set(
    bulk.windowEnd.map((day) => day + kind * 3),
    kind * rows,
  )
const index = dueIndex(five)
const scan = (): number => {
  let late = 0
  for (const day of five) if (day < today) late++
  return late
}
if (scan() !== index.overdueOn(today).length) throw new Error('the index and the scan differ')

const bench = new Bench({ time: 2000, iterations: 8, warmupTime: 300, warmupIterations: 2 })
const perRow: Record<string, number> = {}
const add = (name: string, count: number, run: () => unknown): void => {
  perRow[name] = count
  bench.add(name, () => {
    run()
  })
}
add('dueInBulk', rows, inBulk)
add('dueInBulk, every row with an absence', rows, () =>
  dueInBulk({ ...columns, withParents: away }, plan, calendar, asOf),
)
add('loop by hand', rows, byHand)
add('Date', rows, byDate)
add('rrule', recurring, byRecurrence)
add('nextDue, one by one', sample, oneByOne)
add('dueIndex of 5 million', five.length, () => dueIndex(five))
add('overdue, scan of 5 million', five.length, scan)
add('overdue, from the index', 1, () => index.overdueOn(today).length)
await bench.run()

const nanoseconds = (name: string): number => {
  const result = bench.getTask(name)?.result
  if (result?.state !== 'completed') throw new Error(`no result for ${name}`)
  return (result.latency.p50 * 1e6) / (perRow[name] ?? 1)
}
const base = nanoseconds('dueInBulk')
console.log('| what | ns a row (median) | against dueInBulk |\n|--|--|--|')
for (const name of Object.keys(perRow)) {
  const ns = nanoseconds(name)
  console.log(`| ${name} | ${ns.toFixed(1)} | ${(ns / base).toFixed(2)} |`)
}

const overHand = base / nanoseconds('loop by hand')
const underRecurrence = nanoseconds('rrule') / base
console.log(
  `dueInBulk: ${overHand.toFixed(2)} times the loop by hand (bar 1.5), rrule takes ${underRecurrence.toFixed(0)} times as long (bar 500)`,
)
if (overHand > 1.5 || underRecurrence < 500) process.exitCode = 1
