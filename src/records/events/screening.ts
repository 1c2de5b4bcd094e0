import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { speakers } from '../codes/activities.ts'
import { coded, field, fieldOrNone } from '../codes/code-list.ts'

/** A filled-in screening instrument: answers or a total from outside. A screen is never a diagnosis. */
export const Screening = z
  .strictObject({
    instrument: z
      .string()
      .regex(/^[A-Za-z0-9.-]{1,40}$/)
      .describe('Id of the instrument'),
    on: field(PlainDate),
    answers: fieldOrNone(
      z.record(z.string().regex(/^[A-Za-z0-9]{1,12}$/), z.union([z.int(), z.literal('notAnswered')])),
    ).describe('Answers by item number'),
    total: field(z.number()).describe('Total, where only the total is known'),
    coding: field(z.string().regex(/^[A-Za-z0-9.-]{1,20}$/)).describe('Scoring convention where there are several'),
    informant: coded(speakers).describe('Who answered'),
  })
  .describe('A filled-in screening instrument')
export type Screening = Immutable<z.infer<typeof Screening>>
