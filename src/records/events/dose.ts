import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { Line } from '../child/text.ts'
import { coded, field, fieldOrNone } from '../codes/code-list.ts'
import { vaccines } from '../codes/health.ts'

/** A dose of a vaccine. That no dose is recorded does not mean that none was given. */
export const Dose = z
  .strictObject({
    vaccine: coded(vaccines),
    on: field(PlainDate),
    number: field(z.int().min(1).max(9)).describe('Which dose of the series'),
    place: fieldOrNone(Line),
  })
  .describe('A dose of a vaccine')
export type Dose = Immutable<z.infer<typeof Dose>>
