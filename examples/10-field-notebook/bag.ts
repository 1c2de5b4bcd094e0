// What a worker takes along, and what comes back. Both are files that people carry; nothing is sent.
import { z } from 'zod'
import { ChildId, Visit, VisitId } from 'childfile'

const Key = z.string().regex(/^[!-~]{1,200}$/)

/** One child as the office shows it for the purpose of a visit, with the token of what was seen. */
export const BagEntry = z.strictObject({
  trunk: z.string(),
  view: z.looseObject({ id: ChildId, name: z.string() }),
})
export type BagEntry = z.infer<typeof BagEntry>

/** What a worker takes along on one day. */
export const Bag = z.strictObject({
  format: z.literal('childfile-bag/1'),
  id: Key,
  worker: z.string().min(1).max(72),
  entries: z.array(BagEntry).max(500),
})
export type Bag = z.infer<typeof Bag>

/** What is kept of a child in the notebook: the view as it was given, and the visits that were written down since. */
export const Page = z.strictObject({
  ...BagEntry.shape,
  worker: z.string().describe('Who goes'),
  visits: z.record(VisitId, Visit),
})
export type Page = z.infer<typeof Page>

/** What comes back to the office: the edits of each child, as `merge` of a session takes them. */
export const Return = z.strictObject({
  format: z.literal('childfile-return/1'),
  deliveries: z.array(
    z.strictObject({
      child: ChildId,
      id: Key,
      trunk: z.string(),
      edits: z.array(z.strictObject({ at: z.string().startsWith('/'), said: z.json() })),
    }),
  ),
})
export type Return = z.infer<typeof Return>
