import type { PlainDate } from '../../date.ts'
import { err, ok, type Outcome, type OutcomeAsync, refuse } from '../../problem.ts'
import { mayBeCause, mayWrite, type Role } from '../../privacy/index.ts'
import { commit, erase, type Key } from '../../storage/index.ts'
import { aliasesOf } from '../merge/merge-shelf.ts'
import type { ErasureGround, ErasureRequest, HoldOrder } from '../session/case-shelf.ts'
import { later, notEntitled, unsaid } from '../session/later.ts'
import {
  dayOf,
  knownAgainst,
  knownHolds,
  type OpenCase,
  type Scope,
  standsAgainst,
  takeCase,
} from '../session/scope.ts'

/**
 * What became of a wish to erase. `requested`: a second person has to approve it. `accepted`: two persons have; the file is gone for
 * everybody who is not appointed to a matter of the child. The answer is the same whether or not something that the session may not
 * know of still stands against it; then the bytes are kept until it does not.
 */
export interface ErasureAnswer {
  readonly state: 'requested' | 'accepted'
}

const approvers: ReadonlySet<Role> = new Set<Role>(['supervisor', 'protectionOfficer'])
const handlers: ReadonlySet<Role> = new Set<Role>(['protectionOfficer', 'authority'])

const refused = (code: 'under-hold' | 'wrong-state', message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path: '', code, message }])

/** Asks for an erasure, or approves what somebody else asked for. */
export const eraseFile = (scope: Scope, id: Key, ground: ErasureGround): OutcomeAsync<ErasureAnswer> =>
  later(async () => {
    const taken = await takeCase(scope, id, 'erase')
    if (taken.isErr()) return err(taken.error)
    const open = taken.value
    const right = mayWrite(open.looking)
    if (right.isErr()) return err(right.error)
    const said = knownAgainst(open.found, open.looking)
    if (said.some(({ because }) => because === 'onRegister'))
      return refused('wrong-state', 'the child is still on the register')
    if (said.length > 0) return refused('under-hold', 'an open matter or a hold stands against it')
    const { request } = open.found
    const { actor } = scope.options
    if (!request) return asked(scope, id, ground)
    if (request.document.requestedBy === actor.id) return ok({ state: 'requested' })
    if (!approvers.has(actor.role)) return notEntitled('an erasure is approved by a supervisor or protection officer')
    const free = standsAgainst(open.found, open.looking.asOf).length === 0
    return free ? gone(scope, id, request.document) : held(scope, open, id)
  })

async function asked(scope: Scope, id: Key, ground: ErasureGround): Promise<Outcome<ErasureAnswer>> {
  const at = scope.clock()
  const requestedBy = scope.options.actor.id
  const document: ErasureRequest = { ground, requestedBy, at, approvedBy: 'none', state: 'requested' }
  const write = scope.shelf.requests.put({ subject: id, id: 'request', document })
  return (await written(scope, [write])).map(() => ({ state: 'requested' }))
}

/** Kept and closed: what may not be erased yet is only stored and protected. */
async function held(scope: Scope, { found }: OpenCase, id: Key): Promise<Outcome<ErasureAnswer>> {
  const { request } = found
  if (!request || request.document.state === 'held') return ok({ state: 'accepted' })
  const write = scope.shelf.requests.put({
    subject: id,
    id: request.id,
    expect: request.revision,
    document: { ...request.document, approvedBy: scope.options.actor.id, state: 'held' },
  })
  return (await written(scope, [write])).map(() => ({ state: 'accepted' }))
}

async function gone(scope: Scope, id: Key, request: ErasureRequest): Promise<Outcome<ErasureAnswer>> {
  const { partition, actor } = scope.options
  const erased = await eraseSubject(scope, { partition, id, request, approvedBy: actor.id })
  return erased.map(() => ({ state: 'accepted' }))
}

interface Erasing {
  readonly partition: Key
  readonly id: Key
  readonly request: ErasureRequest
  readonly approvedBy: string
}

/** Erases; repeats the very same act while its answer is lost. */
async function eraseSubject(
  { ledger, clock, newId }: Pick<Scope, 'ledger' | 'clock' | 'newId'>,
  { partition, id, request, approvedBy }: Erasing,
): Promise<Outcome<void>> {
  const aliases = await aliasesOf(ledger, partition, id)
  if (aliases.isErr()) return unsaid(aliases.error)
  // The files that went into this one first: should it be cut here, what leads to them is still there.
  for (const subject of [...aliases.value, id]) {
    const erased = await eraseOne({ ledger, clock, newId }, { partition, id: subject, request, approvedBy })
    if (erased.isErr()) return err(erased.error)
  }
  return ok(undefined)
}

async function eraseOne(
  { ledger, clock, newId }: Pick<Scope, 'ledger' | 'clock' | 'newId'>,
  { partition, id, request, approvedBy }: Erasing,
): Promise<Outcome<void>> {
  const { ground, requestedBy } = request
  const intent = { partition, id: newId(), note: { requestedBy, approvedBy, ground, at: clock() }, subject: id }
  let answer = await erase(ledger, intent)
  for (let left = 3; left > 0 && answer.isErr() && answer.error[0].code === 'outcome-unknown'; left--)
    answer = await erase(ledger, intent)
  return answer.isOk() ? ok(undefined) : unsaid(answer.error)
}

/** Carries out the erasures that two persons approved and against which nothing stands any more. */
export const settleErasures = (
  scope: Pick<Scope, 'ledger' | 'shelf' | 'clock' | 'newId'>,
  partition: Key,
): OutcomeAsync<number> =>
  later(async () => {
    const due: Erasing[] = []
    for await (const found of scope.shelf.each(partition)) {
      if (found.isErr()) continue
      const { request, stored } = found.value
      if (request?.document.state === 'held' && standsAgainst(found.value, dayOf(scope.clock())).length === 0)
        due.push({ partition, id: stored.file.id, request: request.document, approvedBy: request.document.approvedBy })
    }
    for (const one of due) {
      const erased = await eraseSubject(scope, one)
      if (erased.isErr()) return err(erased.error)
    }
    return ok(due.length)
  })

async function written(scope: Scope, writes: Parameters<typeof commit>[1]['writes']): Promise<Outcome<void>> {
  const { partition, actor } = scope.options
  const note = { actor: actor.id, at: scope.clock() }
  const answer = await commit(scope.ledger, { partition, id: scope.newId(), note, writes })
  return answer.isOk() ? ok(undefined) : unsaid(answer.error)
}

/** A hold with its id. */
export interface PlacedHold extends HoldOrder {
  readonly id: string
}

/** Whoever places or sees holds is appointed to a matter of the child and may not be its cause. */
async function handling(scope: Scope, id: Key, matter?: string): Promise<Outcome<OpenCase>> {
  if (scope.options.purpose !== 'protection') return notEntitled('holds belong to protection')
  return takeCase(scope, id, 'hold', matter === undefined ? {} : { matter })
}

const endsBefore = (to: HoldOrder['to'], today: PlainDate): boolean => to !== 'none' && to <= today

/** Places a hold; answers its id. */
export const placeHold = (
  scope: Scope,
  id: Key,
  order: Pick<HoldOrder, 'ground' | 'to' | 'matter'>,
): OutcomeAsync<string> =>
  later(async () => {
    if (!handlers.has(scope.options.actor.role))
      return notEntitled('a hold is placed by a protection officer or authority')
    const open = await handling(scope, id, order.matter)
    if (open.isErr()) return err(open.error)
    const from = dayOf(scope.clock())
    if (endsBefore(order.to, from)) return refuse('/to', 'inconsistent', 'must be a day after today, or none')
    const { found, looking } = open.value
    const incident = Object.entries(found.stored.file.incidents).find(([one]) => one === order.matter)?.[1]
    if (order.matter !== undefined && (!incident || mayBeCause(incident, looking)))
      return refused('wrong-state', 'there is no such incident')
    const hold = scope.newId()
    const document: HoldOrder = { ...order, placedBy: scope.options.actor.id, from }
    return (await written(scope, [scope.shelf.holds.put({ subject: id, id: hold, document })])).map(() => hold)
  })

/** Ends a hold today; by somebody else than who placed it. */
export const releaseHold = (scope: Scope, id: Key, hold: string): OutcomeAsync<void> =>
  later(async () => {
    const { actor, partition } = scope.options
    if (!handlers.has(actor.role)) return notEntitled('a hold is ended by a protection officer or authority')
    const before = await scope.shelf.read(partition, id)
    const matter = before.map(({ holds }) => holds.find((one) => one.id === hold)?.document.matter).unwrapOr(undefined)
    const open = await handling(scope, id, matter)
    if (open.isErr()) return err(open.error)
    const { found, looking } = open.value
    const order = knownHolds(found, looking).find((one) => one.id === hold)
    const today = dayOf(scope.clock())
    if (!order || endsBefore(order.document.to, today)) return refused('wrong-state', 'there is no such hold')
    if (order.document.placedBy === actor.id) return notEntitled('a hold is ended by somebody else than who placed it')
    const document = { ...order.document, to: today }
    return written(scope, [scope.shelf.holds.put({ subject: id, id: hold, expect: order.revision, document })])
  })

/** The holds on a file that the session may know of. */
export const holdsOn = (scope: Scope, id: Key): OutcomeAsync<readonly PlacedHold[]> =>
  later(async () => {
    const open = await handling(scope, id)
    return open.map(({ found, looking }) =>
      knownHolds(found, looking).map(({ document, id: hold }) => ({ ...document, id: hold })),
    )
  })
