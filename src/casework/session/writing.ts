import type { Instant } from '../../date.ts'
import { type Outcome } from '../../problem.ts'
import type { ChildFile } from '../../records/index.ts'
import { commit, type Key, type Receipt, type Staged } from '../../storage/index.ts'
import { type StoredFile, writesOf } from '../child-files.ts'
import type { Scope } from './scope.ts'

/** How often the very same commit is tried while its answer is lost. */
const attempts = 4

/** Which act, and what is written beside the files. */
interface Writing {
  readonly id: Key
  readonly at: Instant
  readonly reason: string
  readonly more?: readonly Outcome<Staged>[]
}

/** Writes changed files with the reason of each; repeats the very same commit while its answer is lost. */
export async function writeFiles(
  scope: Scope,
  files: readonly { readonly file: ChildFile; readonly before: StoredFile }[],
  { id, at, reason, more = [] }: Writing,
): Promise<Outcome<Receipt>> {
  const { shelf, ledger, options } = scope
  const actor = options.actor.id
  const writes = files.flatMap(({ file, before }): readonly Outcome<Staged>[] => {
    const changed = writesOf(shelf.rows, { file, before })
    const rows = changed.flatMap((write) => (write.isOk() ? [{ kind: write.value.kind, id: write.value.id }] : []))
    return [...changed, shelf.acts.put({ subject: file.id, id, document: { at, actor, reason, rows } })]
  })
  const intent = { partition: options.partition, id, note: { actor, at }, writes: [...writes, ...more] }
  let answer = await commit(ledger, intent)
  for (let left = attempts; left > 0 && answer.isErr() && answer.error[0].code === 'outcome-unknown'; left--)
    answer = await commit(ledger, intent)
  return answer
}
