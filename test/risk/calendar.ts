import { type Calendar, compileCalendar } from '../../src/calendar/index.ts'

const compiled = compileCalendar({
  national: [
    { date: '2026-10-01', name: 'holiday', off: true },
    { date: '2026-10-02', name: 'holiday', off: true },
    { date: '2026-10-10', name: 'make-up', off: false },
  ],
  from: '2024-01-01',
  to: '2029-01-01',
})
if (compiled.isErr()) throw new Error('the calendar of the tests does not compile')

/** A plain week with two days off and a make-up Saturday in October 2026. */
export const calendar: Calendar = compiled.value
