import { err, ok, type Outcome, type OutcomeAsync, parse } from '../../problem.ts'
import { mayBeCause, mayWrite } from '../../privacy/index.ts'
import { ChildFile, childFile } from '../../records/index.ts'
import type { Key } from '../../storage/index.ts'
import { writeFiles } from './writing.ts'
import { busy, later, notEntitled, notFound, unsaid } from './later.ts'
import { dayOf, noted, openCase, type Scope } from './scope.ts'

/** Cases that go from one worker to another. */
export interface HandOver {
  /** Which post on the file. */
  readonly as: keyof ChildFile['workers']
  /** Id of the worker who has them. */
  readonly from: Key
  /** Who gets them. */
  readonly to: { readonly id: Key; readonly name: string; readonly phone?: string }
  /** Only these; all of that worker if not given. */
  readonly children?: readonly string[]
  readonly reason: string
}

/** Which children changed hands. */
export interface HandedOver {
  readonly children: readonly string[]
}

const attempts = 4

/** All cases or none, in one commit. */
export const handOverCases = (scope: Scope, order: HandOver): OutcomeAsync<HandedOver> =>
  later(async () => {
    for (let left = attempts; left > 0; left--) {
      const done = await once(scope, order)
      if (done.isOk() || done.error[0].kind !== 'conflict') return done.isOk() ? done : unsaid(done.error)
    }
    return busy
  })

async function once(scope: Scope, order: HandOver): Promise<Outcome<HandedOver>> {
  const { actor, partition } = scope.options
  if (actor.role !== 'supervisor') return notEntitled('cases are handed over by a supervisor')
  if (order.to.id === actor.id || order.to.id === order.from) return notEntitled('cases go to somebody else')
  const asOf = dayOf(scope.clock())
  const files: { file: ChildFile; before: { file: ChildFile; revisions: Readonly<Record<string, number>> } }[] = []
  for await (const found of scope.shelf.each(partition)) {
    if (found.isErr()) {
      if (found.error[0].code === 'unavailable') return unsaid(found.error)
      continue
    }
    const before = found.value.stored
    const holder = before.file.workers[order.as]
    if (typeof holder === 'string' || holder.id !== order.from) continue
    if (order.children && !order.children.includes(before.file.id)) continue
    const open = openCase(scope, found.value, asOf)
    if (!open) continue
    const right = mayWrite(open.looking)
    if (right.isErr()) return err(right.error)
    // A child is not given to somebody whom a matter of the child names. The supervisor is told as much as that it cannot be.
    const person = { role: 'worker', relation: 'ownCase', person: order.to.id } as const
    const named = Object.values(before.file.incidents).some(
      (incident) =>
        typeof incident.possibleCauses !== 'string' &&
        mayBeCause(incident, person) &&
        !mayBeCause(incident, open.looking),
    )
    if (named) return notEntitled('one of the children cannot be given to this worker')
    const worker = { id: order.to.id, name: order.to.name, phone: order.to.phone, since: asOf }
    const draft = { ...before.file, workers: { ...before.file.workers, [order.as]: worker } }
    files.push({ file: childFile(draft), before })
  }
  const children = files.map(({ file }) => file.id)
  const missing = order.children?.some((id) => !children.some((child) => child === id)) ?? false
  const note = await noted(scope, 'handOver', missing ? [] : children)
  if (note.isErr()) return err(note.error)
  if (missing) return notFound
  if (files.length === 0) return ok({ children: [] })
  const judged = parse(ChildFile, files[0]?.file)
  if (judged.isErr()) return err(judged.error)
  const written = await writeFiles(scope, files, { id: scope.newId(), at: scope.clock(), reason: order.reason })
  return written.map(() => ({ children }))
}
