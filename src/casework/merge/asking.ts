import type { Pointer } from '../../pointer.ts'
import { canonicalJson } from '../../canonical.ts'
import { digestText } from '../../digest.ts'
import { err, ok, type Outcome, type OutcomeAsync, refuse } from '../../problem.ts'
import { mayWrite, type Role } from '../../privacy/index.ts'
import { commit, type Key } from '../../storage/index.ts'
import { later, notEntitled, unsaid } from '../session/later.ts'
import { knownAgainst, type OpenCase, type Scope, takeCase } from '../session/scope.ts'
import { idNow, mergeShelf, mergesUnder, type MergeRow, type MergeState, type StoredMerge } from './merge-shelf.ts'

/** Two files of one child that are to be one. */
export interface MergeOrder {
  /** The other file. */
  readonly with: Key
  /** Which of the two ids stays. */
  readonly keep: Key
  /** For fields or sections in which the files differ: the id of the file that is right. What nobody chose is contested. */
  readonly choices?: Readonly<Record<Pointer & `/${string}`, string>>
  /** Lies with the child and goes with it. */
  readonly reason: string
}

/** A merge that is to be taken back. */
export interface UnmergeOrder {
  /** Its id, from `merges`. */
  readonly merge: string
  readonly reason: string
}

/**
 * What became of a wish to merge or to take a merge back. `requested`: a second person has to approve it. `approved`: two persons have,
 * and it is carried out when nothing stands against it. The answer is the same whether or not something does of which the session may
 * not know.
 */
export interface MergeAnswer {
  readonly id: string
  readonly state: 'requested' | 'approved'
}

/** A merge of a file, as those who may write it see it. */
export interface ListedMerge {
  readonly id: string
  readonly kept: string
  readonly other: string
  readonly state: MergeState
  readonly reason: string
  readonly requestedBy: string
  readonly approvedBy: string
}

const approvers: ReadonlySet<Role> = new Set<Role>(['supervisor', 'protectionOfficer'])

const refused = (code: 'under-hold' | 'wrong-state' | 'needs-missing', message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path: '', code, message }])

/** A file that the session may write and against which nothing stands that it may know of. */
async function writable(scope: Scope, id: Key): Promise<Outcome<OpenCase>> {
  const taken = await takeCase(scope, id, 'mergeFiles')
  if (taken.isErr()) return err(taken.error)
  const right = mayWrite(taken.value.looking)
  if (right.isErr()) return err(right.error)
  const said = knownAgainst(taken.value.found, taken.value.looking)
  return said.some(({ because }) => because !== 'onRegister')
    ? refused('under-hold', 'an open matter or a hold stands against it')
    : ok(taken.value)
}

type Decision = MergeRow['merge']

/** Who asks, or who approves what somebody else asked for. */
function decided(
  { options, clock }: Scope,
  reason: string,
  before: Decision | 'none',
): Outcome<Decision | 'asked already'> {
  const { actor } = options
  if (before === 'none')
    return ok({ reason, requestedBy: actor.id, requestedAt: clock(), approvedBy: 'none' } satisfies Decision)
  if (before.requestedBy === actor.id) return ok('asked already')
  return approvers.has(actor.role)
    ? ok({ ...before, approvedBy: actor.id })
    : notEntitled('a merge is approved by a supervisor or protection officer')
}

async function put(scope: Scope, child: Key, id: Key, document: MergeRow, expect: number): Promise<Outcome<void>> {
  const { ledger, options, clock, newId } = scope
  const writes = [mergeShelf(ledger).merges.put({ subject: child, id, expect, document })]
  const note = { actor: options.actor.id, at: clock() }
  const answer = await commit(ledger, { partition: options.partition, id: newId(), note, writes })
  return answer.isOk() ? ok(undefined) : unsaid(answer.error)
}

const isBlank = (reason: string): boolean => typeof reason !== 'string' || reason.trim() === ''
const noReason = refused('needs-missing', 'a reason has to be given')

/** Asks for a merge, or approves the very same one that somebody else asked for. */
export const askMerge = (scope: Scope, given: Key, order: MergeOrder): OutcomeAsync<MergeAnswer> =>
  later(async () => {
    const { partition } = scope.options
    const [one, other, keep] = [given, await idNow(scope.ledger, partition, order.with), order.keep]
    if (one === other) return refuse('/with', 'duplicate', 'is the same file')
    if (keep !== one && keep !== other)
      return refuse('/keep', 'invalid-value', 'must be the id of one of the two files')
    const choices = order.choices ?? {}
    if (Object.values(choices).some((id) => id !== one && id !== other))
      return refuse('/choices', 'invalid-value', 'must be the id of one of the two files')
    if (isBlank(order.reason)) return noReason
    for (const id of [one, other]) {
      const open = await writable(scope, id)
      if (open.isErr()) return err(open.error)
    }
    const gone = keep === one ? other : one
    const id = digestText(canonicalJson(['merge', keep, gone, choices])).slice(0, 32)
    const found = await mergeShelf(scope.ledger).merges.get(partition, { subject: keep, id })
    if (found.isErr() && found.error[0].kind !== 'not-found') return unsaid(found.error)
    const row = found.isOk() ? found.value : undefined
    const waits = row?.document.state === 'requested'
    if (row && !waits && row.document.state !== 'undone') return ok({ id, state: 'approved' })
    const decision = decided(scope, order.reason, waits ? row.document.merge : 'none')
    if (decision.isErr()) return err(decision.error)
    if (decision.value === 'asked already') return ok({ id, state: 'requested' })
    const state = waits ? 'approved' : 'requested'
    const document: MergeRow = {
      other: gone,
      choices,
      state,
      merge: decision.value,
      undo: 'none',
      nth: 0,
      pages: 0,
      revisions: {},
    }
    return (await put(scope, keep, id, document, row?.revision ?? 0)).map(() => ({ id, state }) as const)
  })

/** Asks that a merge be taken back, or approves it. */
export const askUnmerge = (scope: Scope, child: Key, order: UnmergeOrder): OutcomeAsync<MergeAnswer> =>
  later(async () => {
    if (isBlank(order.reason)) return noReason
    const open = await writable(scope, child)
    if (open.isErr()) return err(open.error)
    const found = await mergesUnder(scope.ledger, scope.options.partition, child)
    if (found.isErr()) return unsaid(found.error)
    const row = found.value.find(({ id }) => id === order.merge)
    const state = row?.document.state
    if (row && state === 'undoApproved') return ok({ id: row.id, state: 'approved' })
    if (!row || (state !== 'merged' && state !== 'undoRequested'))
      return refused('wrong-state', 'there is no such merge that could be taken back')
    const decision = decided(scope, order.reason, row.document.undo)
    if (decision.isErr()) return err(decision.error)
    if (decision.value === 'asked already') return ok({ id: row.id, state: 'requested' })
    const approved = state === 'undoRequested'
    const document: MergeRow = {
      ...row.document,
      choices: row.document.choices,
      revisions: { ...row.document.revisions },
      undo: decision.value,
      state: approved ? 'undoApproved' : 'undoRequested',
    }
    const answer = { id: row.id, state: approved ? 'approved' : 'requested' } as const
    return (await put(scope, child, row.id, document, row.revision)).map(() => answer)
  })

/** The merges of a file, asked for and done, in order of ids. */
export const listMerges = (scope: Scope, child: Key): OutcomeAsync<readonly ListedMerge[]> =>
  later(async () => {
    const taken = await takeCase(scope, child, 'mergeFiles')
    if (taken.isErr()) return err(taken.error)
    const right = mayWrite(taken.value.looking)
    if (right.isErr()) return err(right.error)
    const found = await mergesUnder(scope.ledger, scope.options.partition, child)
    return found.isOk() ? ok(found.value.map(listed)) : unsaid(found.error)
  })

function listed({ id, subject, document }: StoredMerge): ListedMerge {
  const { other, state, merge, undo } = document
  const { reason, requestedBy, approvedBy } = undo === 'none' ? merge : undo
  return { id, kept: subject, other, state, reason, requestedBy, approvedBy }
}
