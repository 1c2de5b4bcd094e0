/** One worker: sweeps the lines that it is sent and answers with totals. It holds one line at a time. */
import { parentPort, workerData } from 'node:worker_threads'
import { compileCalendar, nationalHolidays } from 'childfile/calendar'
import { sweep, totalsOf } from 'childfile/risk'

const { asOf, lines } = workerData as {
  readonly asOf: `${number}-${number}-${number}`
  readonly lines: readonly string[]
}

const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()

function* files(): Generator<unknown, void> {
  for (const line of lines) {
    try {
      yield JSON.parse(line)
    } catch {
      // What is no JSON is no file: the sweep counts it as unreadable.
      yield undefined
    }
  }
}

parentPort?.postMessage(await totalsOf(sweep(files(), { asOf, calendar, mode: 'bits' })))
