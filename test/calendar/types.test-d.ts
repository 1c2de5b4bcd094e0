import { describe, expectTypeOf, it } from 'vitest'
import type { Calendar, Clock, EpochMinute } from '../../src/calendar/index.ts'
import type { EpochDay } from '../../src/index.ts'

describe('the types of the calendar', () => {
  it('keep days, minutes and plain numbers apart', () => {
    expectTypeOf<EpochMinute>().not.toExtend<EpochDay>()
    expectTypeOf<EpochDay>().not.toExtend<EpochMinute>()
    expectTypeOf<number>().not.toExtend<EpochMinute>()
    expectTypeOf<EpochMinute>().toExtend<number>()
    expectTypeOf<Calendar['next']>().parameter(1).toEqualTypeOf<EpochDay>()
  })
  it('let a clock have one length only', () => {
    expectTypeOf<{ clock: 'elapsed'; hours: 24 }>().toExtend<Clock>()
    expectTypeOf<{ clock: 'elapsed' }>().not.toExtend<Clock>()
    expectTypeOf<{ clock: 'lunar'; hours: 24 }>().not.toExtend<Clock>()
  })
})
