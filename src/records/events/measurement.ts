import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { codedOnly, field, yesNo } from '../codes/code-list.ts'
import { postures } from '../codes/health.ts'

/** A measurement of the body. */
export const Measurement = z
  .strictObject({
    on: field(PlainDate).describe('Day of measuring (measuredAt)'),
    heightCm: field(z.number().min(30).max(230)).describe('Height or length in cm'),
    posture: codedOnly(postures).describe('How height was taken'),
    weightKg: field(z.number().min(0.5).max(200)).describe('Weight in kg'),
    headCm: field(z.number().min(20).max(70)).describe('Head circumference in cm'),
    armMm: field(z.number().min(50).max(500)).describe('Mid-upper-arm circumference in mm'),
    oedema: yesNo.describe('Oedema of both feet'),
  })
  .describe('A measurement of the body')
export type Measurement = Immutable<z.infer<typeof Measurement>>
