import { z } from 'zod'
import type { Immutable } from '../../immutable.ts'
import { codedOnly, field } from '../codes/code-list.ts'
import { villageKinds } from '../codes/programme.ts'
import { DivisionCode, Line } from '../child/text.ts'

/** A village or community with its place on the map. */
export const Village = z
  .strictObject({
    code: DivisionCode,
    township: Line,
    name: Line,
    kind: codedOnly(villageKinds),
    longitude: field(z.number().min(-180).max(180)).describe('Degrees east'),
    latitude: field(z.number().min(-90).max(90)).describe('Degrees north'),
  })
  .describe('A village or community')
export type Village = Immutable<z.infer<typeof Village>>
