/** The same sweep in one process, over everything, with nothing written: what the roll-up has to come to. */
import { sweep, type SweepTotals, totalsOf } from 'childfile/risk'
import { openCalendar, type Place, type Settings } from './place.ts'

export async function sweepOfAll(place: Place, { asOf }: Pick<Settings, 'asOf'>): Promise<SweepTotals> {
  async function* files() {
    for (const partition of await place.counties())
      for await (const stored of (await place.casework(partition)).files.each(partition)) {
        if (stored.isErr()) throw new Error(`a file cannot be read: ${stored.error[0].code}`)
        yield stored.value.file
      }
  }
  return totalsOf(sweep(files(), { asOf, calendar: openCalendar(), mode: 'bits' }))
}
