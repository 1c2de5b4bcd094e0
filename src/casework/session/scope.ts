import { type EpochDay, type Instant, type PlainDate, plainDate } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import { err, ok, type Outcome } from '../../problem.ts'
import {
  disclosures,
  grantOf,
  heldFrom,
  type Looking,
  mayBeCause,
  type Obstacle,
  obstacles,
  type Purpose,
} from '../../privacy/index.ts'
import type { Key, Ledger } from '../../storage/index.ts'
import { type SessionOptions, lookingAt, relationTo } from './actor.ts'
import { type AccessAct, type AccessLog } from './access-log.ts'
import type { Case, CaseShelf } from './case-shelf.ts'
import { notFound, unsaid } from './later.ts'

/** What the parts of a session share. */
export interface Scope<P extends Purpose = Purpose> {
  readonly options: SessionOptions<P>
  readonly ledger: Ledger
  readonly shelf: CaseShelf
  readonly log: AccessLog
  readonly clock: () => Instant
  readonly newId: () => Key
}

/** A case that the session may see, and how. */
export interface OpenCase<P extends Purpose = Purpose> {
  readonly found: Case
  readonly looking: Looking<P>
}

const hours8 = 8 * 3600 * 1000
const dayMs = 24 * 3600 * 1000

/** The day of a moment in China Standard Time. */
export const dayOf = (at: Instant): PlainDate => plainDate(Math.floor((Date.parse(at) + hours8) / dayMs) as EpochDay)

/** What stands against erasing the file, as it is. */
export const standsAgainst = ({ stored, holds }: Case, asOf: PlainDate): readonly Obstacle[] =>
  obstacles(
    stored.file,
    holds.map(({ document }) => document),
    asOf,
  )

/** What of that somebody may know: no incident of which he or she may be the cause, and matters and holds for protection only. */
export const knownAgainst = (found: Case, looking: Looking): readonly Obstacle[] =>
  standsAgainst(found, looking.asOf).filter((obstacle) => {
    if (obstacle.because === 'onRegister') return true
    if (looking.purpose !== 'protection') return false
    if (obstacle.because === 'hold') return true
    const incident = Object.entries(found.stored.file.incidents).find(
      ([id]) => pointer('incidents', id) === obstacle.path,
    )
    return incident !== undefined && !mayBeCause(incident[1], looking)
  })

/** The case, if the session may see anything of it. Nothing that it may not know of has a say in this. */
export function openCase<P extends Purpose>(
  { options }: Scope<P>,
  found: Case,
  asOf: PlainDate,
): OpenCase<P> | undefined {
  const { file } = found.stored
  const relation = relationTo(file, found.agreements, options, asOf)
  if (relation === undefined || !grantOf(options.purpose, options.actor.role, relation)) return undefined
  const looking = lookingAt(options, relation, asOf)
  // A file whose erasure was approved is open to those only who know what stands against it.
  if (found.request?.document.state === 'held' && knownAgainst(found, looking).length === 0) return undefined
  const held = heldFrom(file, looking)
  const closed = held.some(({ path }) => path === '/id') || held.length === disclosures[options.purpose].length
  return closed ? undefined : { found, looking }
}

/** Notes what is about to be shown; if that cannot be written, nothing is shown. */
export async function noted(
  { options, log, clock }: Scope,
  act: AccessAct,
  children: readonly string[],
): Promise<Outcome<void>> {
  const { actor, purpose, relation, partition } = options
  const written = await log.write(partition, {
    at: clock(),
    actor: actor.id,
    role: actor.role,
    purpose,
    relation: relation.to,
    approvedBy: relation.to === 'appointed' ? relation.by : 'none',
    act,
    children: [...children],
    count: children.length,
  })
  return written.isOk() ? ok(undefined) : unsaid(written.error)
}

/**
 * The case, after its reading was noted. What is not there, was erased or is not for this session is noted without an id and
 * answered with the same words.
 */
export async function takeCase<P extends Purpose>(
  scope: Scope<P>,
  id: Key,
  act: AccessAct,
): Promise<Outcome<OpenCase<P>>> {
  const found = await scope.shelf.read(scope.options.partition, id)
  if (found.isErr() && found.error[0].kind === 'storage') return unsaid(found.error)
  const open = found.isOk() ? openCase(scope, found.value, dayOf(scope.clock())) : undefined
  const note = await noted(scope, act, open ? [id] : [])
  if (note.isErr()) return err(note.error)
  return open ? ok(open) : notFound
}
