import { type Digest, utf8 } from '../../digest.ts'
import { parts, pointer } from '../../pointer.ts'
import {
  invalid,
  ok,
  type Outcome,
  type OutcomeAsync,
  type Problem,
  type Problems,
  ResultAsync,
  settle,
} from '../../problem.ts'
import { bodyDigest, digestList } from '../audit/chain.ts'
import { reading, storeProblem, unopenedProblem } from '../audit/store-problem.ts'
import type { Check, Key } from '../driver.ts'
import { addressText, compareAddresses } from '../driver-rules.ts'
import type { Draft, Ledger, Unopened } from '../ledger.ts'
import type { Staged } from '../collection/document.ts'
import { versionOf } from '../collection/envelope.ts'
import { keepable } from '../collection/keepable.ts'
import { keyProblems, revisionProblems } from '../collection/key.ts'

/** What is to be written at once, all of it or nothing. */
export interface Intent {
  readonly partition: Key
  /** Made by the caller, unique in the partition for ever. The same id with the same writes is the same commit: a retry. */
  readonly id: Key
  /** Who, for what purpose, when: plain data. It is kept for ever, so nothing free belongs in it, and a retry may differ in it. */
  readonly note: unknown
  /** From `put` and `remove` of any collections. None is a link in the chain too. */
  readonly writes: readonly Outcome<Staged>[]
  /** Rows that are not written and must stand at a revision all the same. */
  readonly checks?: readonly Check[]
}

/** What is to be erased. */
export interface ErasureIntent {
  readonly partition: Key
  readonly id: Key
  readonly note: unknown
  readonly subject: Key
}

/** A draft for the ledger before its fingerprint, with its writes in the order in which they were given. */
export interface Meant extends Omit<Draft, 'fingerprint'> {
  readonly writes: readonly Staged[]
}

/** The draft of an intent, or everything that is wrong with it. */
export function draftOf(intent: Intent): Outcome<Meant> {
  const { partition, id, checks = [] } = intent
  const writes = intent.writes.flatMap((write) => (write.isOk() ? [write.value] : []))
  return noteBytes(intent, [
    ...intent.writes.flatMap((write, place) => (write.isErr() ? moved(write.error, place) : [])),
    ...(writes.length === intent.writes.length ? duplicates(writes) : []),
    ...checks.flatMap((check, place) => checkProblems(check, place)),
  ]).map((note) => ({ partition, id, note, checks, writes }))
}

/** The bytes of the note, if it and everything else can be kept. */
export const noteBytes = (intent: Intent | ErasureIntent, problems: readonly Problem[]): Outcome<Uint8Array> => {
  const json = keepable(intent.note, '/note')
  const keys = keyProblems([
    ['/partition', intent.partition],
    ['/id', intent.id],
  ])
  return settle(utf8(json.unwrapOr('null')), [...keys, ...(json.isErr() ? json.error : []), ...problems])
}

const moved = (problems: Problems, place: number): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, path: pointer('writes', place, ...parts(problem.path)) }))

const duplicates = (writes: readonly Staged[]): readonly Problem[] => {
  const seen = new Set<string>()
  return writes.flatMap((write, place) => {
    const text = addressText(write)
    const again = seen.has(text)
    seen.add(text)
    return again ? [invalid(pointer('writes', place), 'duplicate', 'a document is written once in a commit')] : []
  })
}

const checkProblems = ({ subject, kind, id, expect }: Check, place: number): readonly Problem[] => [
  ...keyProblems([
    [pointer('checks', place, 'subject'), subject],
    [pointer('checks', place, 'kind'), kind],
    [pointer('checks', place, 'id'), id],
  ]),
  ...revisionProblems(pointer('checks', place, 'expect'), expect),
]

/** What is meant, whatever its order and whatever the note says. */
export const meaning = (digest: Digest, { partition, writes, checks }: Meant): string =>
  digestList(digest, 'fingerprint', [
    'commit',
    partition,
    [...writes]
      .sort(compareAddresses)
      .map(({ subject, kind, id, expect, body }) => [subject, kind, id, expect, bodyDigest(digest, body)]),
    [...checks].sort(compareAddresses).map(({ subject, kind, id, expect }) => [subject, kind, id, expect]),
  ])

/** What may be written over although it does not open: nobody will ever read it, and the log keeps it as evidence. */
const mendable: ReadonlySet<Unopened> = new Set(['changed', 'not-sealed'])

/**
 * Problems for documents that stand, at the very revision to be written over, in a version that the writer does not know. The
 * commit itself makes sure that no other revision is written over.
 */
export const unknownVersions = (ledger: Ledger, { partition, writes }: Meant): OutcomeAsync<readonly Problem[]> => {
  const over = writes.flatMap((write, place) => (write.expect > 0 ? [{ write, place }] : []))
  if (over.length === 0) return new ResultAsync(Promise.resolve(ok([])))
  const at = over.map(({ write: { subject, kind, id } }) => ({ subject, kind, id }))
  return reading(() => ledger.get(partition, at)).map((rows) =>
    over.flatMap(({ write, place }, n) => {
      const row = rows[n]
      const path = pointer('writes', place)
      if (!row?.body || row.revision !== write.expect) return []
      if (row.unopened !== undefined) return mendable.has(row.unopened) ? [] : [unopenedProblem(row.unopened, path)]
      return versionOf(row.body) > write.version ? [storeProblem('newer-format', { path })] : []
    }),
  )
}
