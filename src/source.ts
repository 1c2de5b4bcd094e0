import { z } from 'zod'

/**
 * How a fact was established. `statute`: read in the statute. `seen`: seen on a public page. `known`: general knowledge, not
 * checked. `proposal`: our own default. Only `statute` may be presented as law.
 */
export const Standing = z.enum(['statute', 'seen', 'known', 'proposal']).describe('How the fact was established')
export type Standing = z.infer<typeof Standing>

/** Where a rule, a code or a number comes from. */
export const Source = z
  .strictObject({
    title: z.string().min(1).describe('Title of the law, guideline, form or paper'),
    section: z.string().min(1).exactOptional().describe('Article, item or page'),
    url: z.url().exactOptional().describe('Where it can be read'),
    kind: z.enum(['law', 'guideline', 'instrument', 'practice', 'proposal']).describe('What kind of source it is'),
    standing: Standing,
  })
  .describe('Where a rule or a number comes from')
export type Source = Readonly<z.infer<typeof Source>>
