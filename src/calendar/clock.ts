import { z } from 'zod'
import type { Immutable } from '../immutable.ts'
import { EpochMinute } from './minute.ts'
import { OfficeHours } from './office-hours.ts'

/** A time during which a clock stands still, half-open; without `to` it has not been resumed. */
export const Pause = z
  .strictObject({ from: EpochMinute, to: EpochMinute.exactOptional() })
  .describe('A time during which a clock stands still')
export type Pause = Immutable<z.infer<typeof Pause>>

const shared = {
  clock: z
    .enum(['elapsed', 'working'])
    .describe(
      'elapsed: every minute counts, holidays and nights too; working: office hours of workdays, or whole workdays',
    ),
  pausable: z.boolean().exactOptional().describe('false: pauses are ignored, as for an emergency; true if not said'),
  pauses: z.array(Pause).exactOptional().describe('In any order; they may overlap'),
  officeHours: OfficeHours.exactOptional().describe(
    'For working hours and minutes; the proposal `officeHours` if not said',
  ),
}
const amount = (most: number) => z.int().min(0).max(most)

/** How long something may take, by which clock. */
export const Clock = z
  .union([
    z.strictObject({ days: amount(36_600), ...shared }),
    z.strictObject({ hours: amount(878_400), ...shared }),
    z.strictObject({ minutes: amount(52_704_000), ...shared }),
  ])
  .describe('How long something may take, by which clock')
export type Clock = Immutable<z.infer<typeof Clock>>
