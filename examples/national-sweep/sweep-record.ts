import { PlainDate } from 'childfile'
import { collection, type Ledger } from 'childfile/storage'
import { z } from 'zod'

const count = z.int().nonnegative()
const byTier = z.tuple([count, count, count, count, count])

/** Totals as they are kept: those of `childfile/risk`, which add up in whatever order. */
export const Totals = z.strictObject({
  children: count,
  unreadable: count,
  tiers: byTier,
  tiersUpper: byTier,
  rules: z.array(z.strictObject({ rule: z.string(), fired: count, unknown: count })),
  divisions: z.array(z.strictObject({ division: z.string(), children: count, tiers: byTier, tiersUpper: byTier })),
})

/** How far a sweep of one county has come. Each part is one commit that moves this record by one revision: that is the fence. */
export const Progress = z.strictObject({
  asOf: PlainDate,
  state: z.enum(['running', 'done']),
  /** Parts that were written. */
  parts: count,
  /** Id of the last child of the parts that were written. */
  after: z.string(),
  totals: Totals,
  /** Children whose tier is another than before. */
  changed: count,
})
export type Progress = z.output<typeof Progress>

const tier = z.literal([0, 1, 2, 3, 4])

/** The tier of a child as the last sweep that saw a change left it. It lies with the child, so that it is erased with the child. */
export const ChildTier = z.strictObject({ tier, tierUpper: tier, asOf: PlainDate, sweep: z.string() })
export type ChildTier = z.output<typeof ChildTier>

/** What all counties come to. */
export const RollUp = z.strictObject({ asOf: PlainDate, counties: count, changed: count, totals: Totals })
export type RollUp = z.output<typeof RollUp>

/** What a sweep writes, beside the files in the same store. */
export const sweepRecords = (ledger: Ledger) =>
  ({
    progress: collection(ledger, { kind: 'sweep', schema: Progress, version: 1 }),
    tiers: collection(ledger, {
      kind: 'tier',
      schema: ChildTier,
      version: 1,
      keys: { changedIn: ({ sweep }) => [sweep] },
    }),
    rollUps: collection(ledger, { kind: 'roll-up', schema: RollUp, version: 1 }),
  }) as const

/** The commit that ends the sweep of a county. It can be looked up in the log without any key. */
export const lastCommit = (sweep: string): string => `${sweep}~end`
