import { z } from 'zod'
import { Instant } from '../../date.ts'
import { err, ok, type Outcome, type OutcomeAsync } from '../../problem.ts'
import type { Purpose, Role } from '../../privacy/index.ts'
import {
  collection,
  commit,
  type Key,
  type Ledger,
  type Receipt,
  type Staged,
  type Stored,
} from '../../storage/index.ts'
import { later } from './later.ts'

/** What somebody did in a session. */
export const accessActs = [
  'file',
  'page',
  'count',
  'history',
  'export',
  'change',
  'report',
  'erase',
  'hold',
  'handOver',
  'log',
  'changes',
  'breakGlass',
  'review',
  'mergeFiles',
] as const
/** Something that somebody did in a session. */
export type AccessAct = (typeof accessActs)[number]

const AccessRow = z.strictObject({
  at: Instant,
  actor: z.string(),
  role: z.string(),
  purpose: z.string(),
  relation: z.string(),
  /** Who appointed the actor; none where nobody had to. */
  approvedBy: z.union([z.string(), z.literal('none')]),
  act: z.enum(accessActs),
  /** Children whose data were shown or touched; empty if nothing was. */
  children: z.array(z.string()),
  count: z.int().min(0),
  /** The incident of which the act speaks, if it is one that tells of a matter. */
  matter: z.string().exactOptional(),
})

/** An entry of the access log: who did what, for what purpose, on what footing, to which children. */
export type AccessEntry = Omit<z.infer<typeof AccessRow>, 'role' | 'purpose'> & {
  readonly role: Role
  readonly purpose: Purpose
}

/** Which entries: of a child, of an actor, or all; by day. */
export interface AccessQuery {
  readonly child?: string
  readonly actor?: string
  /** First day, in order of time. */
  readonly from?: string
}

export interface AccessLog {
  /** Written before anything is shown, in one commit with what else belongs to the act. */
  readonly write: (partition: Key, entry: AccessEntry, more?: readonly Outcome<Staged>[]) => OutcomeAsync<Receipt>
  /** In order of time. Cost: linear in the entries that are asked for; without child or actor, in all. */
  readonly read: (partition: Key, query: AccessQuery) => OutcomeAsync<readonly AccessEntry[]>
}

const subject: Key = 'access'

/** The partition in which the reads of another are chained. */
export const accessPartition = (partition: Key): Key => `${partition}~access`

/** The access log of a store, in partitions of its own, so that it never queues behind the files. */
export function accessLog(ledger: Ledger, newId: () => Key): AccessLog {
  const entries = collection(ledger, {
    kind: 'access',
    schema: AccessRow,
    version: 1,
    keys: {
      'secret.child': ({ children }) => children,
      'secret.actor': ({ actor }) => [actor],
      at: ({ at }) => [at],
    },
  })
  const pageOf = (partition: Key, { child, actor, from }: AccessQuery, after?: string) => {
    const more = { partition, limit: 500, ...(after === undefined ? {} : { after }) }
    if (child !== undefined) return entries.page({ ...more, index: 'secret.child', where: { is: child } })
    if (actor !== undefined) return entries.page({ ...more, index: 'secret.actor', where: { is: actor } })
    return entries.page({ ...more, index: 'at', where: from === undefined ? {} : { from } })
  }
  return {
    write: (partition, entry, more = []) => {
      const id = newId()
      const document = { ...entry, children: [...entry.children] }
      return commit(ledger, {
        partition: accessPartition(partition),
        id,
        note: { actor: entry.actor, at: entry.at },
        writes: [entries.put({ subject, id, document }), ...more],
      })
    },
    read: (partition, query) =>
      later(async () => {
        const found: Stored<z.infer<typeof AccessRow>>[] = []
        let after: string | undefined
        for (;;) {
          const page = await pageOf(accessPartition(partition), query, after)
          if (page.isErr()) return err(page.error)
          found.push(...page.value.documents)
          after = page.value.next
          if (after === undefined) break
        }
        const wanted = found
          .map(({ document, id }) => ({ entry: document as AccessEntry, id }))
          .filter(({ entry }) => query.actor === undefined || entry.actor === query.actor)
          .filter(({ entry }) => query.from === undefined || entry.at >= query.from)
          .sort((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : a.id < b.id ? -1 : 1))
        return ok(wanted.map(({ entry }) => entry))
      }),
  }
}
