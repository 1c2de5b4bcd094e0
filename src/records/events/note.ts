import { z } from 'zod'
import { PlainDate } from '../../date.ts'
import type { Immutable } from '../../immutable.ts'
import { Name, Text } from '../child/text.ts'
import { field, fieldOrNone } from '../codes/code-list.ts'

/** A free note. No rule reads it; people do. */
export const Note = z
  .strictObject({
    on: field(PlainDate),
    words: Text,
    by: fieldOrNone(Name),
  })
  .describe('A free note')
export type Note = Immutable<z.infer<typeof Note>>
