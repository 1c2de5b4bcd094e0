import { z } from 'zod'
import { canonicalJson } from '../canonical.ts'
import type { PlainDate } from '../date.ts'
import { type Outcome, ok, parse, refuse } from '../problem.ts'

interface Dated {
  readonly id: string
  readonly on: PlainDate
  readonly nth?: number | undefined
  readonly kind: string
}

/**
 * Events as they count: read, each once, by the day asked, in order of day, place within the day, kind and id. The order of kinds decides
 * within a day where nobody wrote down a place.
 * @returns Err `invalid`: an event cannot be read, or one id stands for two different events.
 */
export function orderedHistory<E extends Dated>(
  schema: z.ZodType<E>,
  history: readonly unknown[],
  { kinds, asOf }: { readonly kinds: readonly string[]; readonly asOf: PlainDate },
): Outcome<readonly E[]> {
  return parse(z.array(schema), history).andThen((events) => {
    const byId = new Map<string, E>()
    for (const event of events) {
      const before = byId.get(event.id)
      if (before && canonicalJson(before) !== canonicalJson(event))
        return refuse('', 'duplicate', 'one id stands for two different events')
      byId.set(event.id, event)
    }
    const rank = new Map(kinds.map((kind, at) => [kind, at]))
    const place = (a: E, b: E): number =>
      (a.nth ?? 0) - (b.nth ?? 0) || (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || (a.id < b.id ? -1 : 1)
    return ok(
      [...byId.values()]
        .filter(({ on }) => on <= asOf)
        .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : place(a, b))),
    )
  })
}
