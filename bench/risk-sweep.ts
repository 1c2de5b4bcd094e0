import { setImmediate } from 'node:timers/promises'
import { compileCalendar, nationalHolidays } from '../src/calendar/index.ts'
import { addDays } from '../src/date.ts'
import { childFile } from '../src/records/index.ts'
import { sweep, totalsOf } from '../src/risk/index.ts'

// A sweep over lines of JSON that come one by one: how long a file takes, and that the memory does not grow with their number.
// Run: node --expose-gc bench/risk-sweep.ts [files]; a million takes minutes, twenty thousand is enough to see it grow.

const count = Number(process.argv[2] ?? 20_000)
const asOf = '2026-09-15'
const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()

const away = { recordedOn: '2026-08-01', status: 'awayWorking' } as const
const lineOf = (i: number): string =>
  JSON.stringify(
    childFile({
      id: `c${i}`,
      name: '李小花',
      birthDate: addDays('2010-05-01', (i % 10) * 365),
      father: away,
      mother: away,
      residenceDivision: `5205261132${String(i % 90).padStart(2, '0')}`,
      care: { recordedOn: '2026-08-01', guardianshipRating: i % 40 === 0 ? 'poor' : 'good' },
      delegate: { recordedOn: '2026-08-01', relation: 'paternalGrandmother', birthDate: '1962-05-01' },
      contacts: { k1: { on: '2026-09-01', channel: 'video', withChild: 'yes', withDelegate: 'yes' } },
      visits: { v1: { on: '2026-08-20', childSeen: 'yes', spokenAlone: 'yes', situations: { violence: 'notSeen' } } },
    }),
  )

const lines = Array.from({ length: 500 }, (_, i) => lineOf(i))
let most = 0
let after: number | undefined
async function* source(): AsyncGenerator<unknown, void> {
  for (let i = 0; i < count; i += 1) {
    if (i % 2000 === 0) {
      // As where lines come from a disk: now and then they have to be waited for.
      await setImmediate()
      globalThis.gc?.()
      const { heapUsed, external } = process.memoryUsage()
      // What the first files warm up is not counted.
      if (i >= 4000) {
        after ??= heapUsed + external
        most = Math.max(most, heapUsed + external)
      }
    }
    yield JSON.parse(lines[i % lines.length] ?? 'null')
  }
}

const before = process.cpuUsage()
const totals = await totalsOf(sweep(source(), { asOf, calendar, mode: 'bits' }))
const { user, system } = process.cpuUsage(before)
const mega = (bytes: number): string => (bytes / 1_048_576).toFixed(1)
console.log(
  `${totals.children} files, ${((user + system) / totals.children).toFixed(0)} us a file with reading and checking`,
)
console.log(`memory after the first files ${mega(after ?? 0)} MB, at most ${mega(most)} MB`)
if (globalThis.gc && after !== undefined && most > after * 1.25 + 8_388_608) {
  console.error('the memory grows with the number of files')
  process.exitCode = 1
}
