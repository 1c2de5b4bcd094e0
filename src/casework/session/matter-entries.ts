import { mayBeCause } from '../../privacy/index.ts'
import type { AccessEntry } from './access-log.ts'
import type { Scope } from './scope.ts'

/**
 * The entries without those that speak of a matter of which the reader may be the cause. Where the file is gone nobody knows any more
 * who may be; then no entry speaks of it.
 */
export async function withoutOwnMatters(
  scope: Scope,
  entries: readonly AccessEntry[],
): Promise<readonly AccessEntry[]> {
  const { actor, relation, partition } = scope.options
  const viewer = { role: actor.role, relation: relation.to, person: actor.id }
  const children = new Set(entries.flatMap(({ matter, children: of }) => (matter === undefined ? [] : of)))
  const mayKnow = new Set<string>()
  for (const child of children) {
    const found = await scope.shelf.read(partition, child)
    if (found.isErr()) continue
    for (const [id, incident] of Object.entries(found.value.stored.file.incidents))
      if (!mayBeCause(incident, viewer)) mayKnow.add(id)
  }
  return entries.filter(({ matter }) => matter === undefined || mayKnow.has(matter))
}
