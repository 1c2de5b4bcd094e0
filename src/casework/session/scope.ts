import { type EpochDay, type Instant, type PlainDate, plainDate } from '../../date.ts'
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
import type { Key, Ledger, Staged, Stored } from '../../storage/index.ts'
import { isOpenAt } from '../emergency/emergency.ts'
import type { EmergencyShelf } from '../emergency/emergency-shelf.ts'
import { type SessionOptions, lookingAt, relationTo } from './actor.ts'
import { type AccessAct, type AccessLog } from './access-log.ts'
import type { Case, CaseShelf, HoldOrder } from './case-shelf.ts'
import { notFound, unsaid } from './later.ts'

/** What the parts of a session share. */
export interface Scope<P extends Purpose = Purpose> {
  readonly options: SessionOptions<P>
  readonly ledger: Ledger
  readonly shelf: CaseShelf
  readonly log: AccessLog
  readonly emergencies: EmergencyShelf
  /** Children for whom the actor broke the glass; looked up by `footed`. */
  readonly opened?: ReadonlySet<string>
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

/** The holds that somebody may know of: none that was placed for a matter of which he or she may be the cause. */
export const knownHolds = ({ stored, holds }: Case, looking: Looking): readonly Stored<HoldOrder>[] =>
  holds.filter(({ document: { matter } }) => {
    if (matter === undefined) return true
    const incident = Object.entries(stored.file.incidents).find(([id]) => id === matter)
    return incident !== undefined && !mayBeCause(incident[1], looking)
  })

/** What of that somebody may know: no incident of which he or she may be the cause, and matters and holds for protection only. */
export function knownAgainst(found: Case, looking: Looking): readonly Obstacle[] {
  const { file } = found.stored
  const incidents = Object.entries(file.incidents).filter(([, incident]) => !mayBeCause(incident, looking))
  return obstacles(
    { ...file, incidents: Object.fromEntries(incidents) },
    knownHolds(found, looking).map(({ document }) => document),
    looking.asOf,
  ).filter(({ because }) => because === 'onRegister' || looking.purpose === 'protection')
}

/** The scope with what a footing needs that is looked up: for an emergency, the glasses that the actor broke. */
export async function footed<P extends Purpose>(scope: Scope<P>): Promise<Outcome<Scope<P>>> {
  const { actor, relation, partition } = scope.options
  if (relation.to !== 'emergency') return ok(scope)
  const broken = await scope.emergencies.read(partition, actor.id)
  if (broken.isErr()) return unsaid(broken.error)
  const now = scope.clock()
  const open = broken.value.filter(({ document }) => document.role === actor.role && isOpenAt(document, now))
  return ok({ ...scope, opened: new Set(open.map(({ document }) => document.child)) })
}

const nobody: ReadonlySet<string> = new Set()

/** The case, if the session may see anything of it. Nothing that it may not know of has a say in this. */
export function openCase<P extends Purpose>(
  { options, opened = nobody }: Pick<Scope<P>, 'options' | 'opened'>,
  found: Case,
  asOf: PlainDate,
): OpenCase<P> | undefined {
  const { file } = found.stored
  const relation = relationTo(file, found.agreements, options, asOf, opened)
  if (relation === undefined || !grantOf(options.purpose, options.actor.role, relation)) return undefined
  const looking = lookingAt(options, relation, asOf)
  // A file whose erasure was approved is open to those only who know what stands against it.
  if (found.request?.document.state === 'held' && knownAgainst(found, looking).length === 0) return undefined
  const held = heldFrom(file, looking)
  const closed = held.some(({ path }) => path === '/id') || held.length === disclosures[options.purpose].length
  return closed ? undefined : { found, looking }
}

/** What of an act is written with its entry in the log. */
export interface Noting {
  /** The incident of which the act speaks. */
  readonly matter?: string
  /** What is written in the same commit. */
  readonly more?: readonly Outcome<Staged>[]
}

/** Notes what is about to be shown; if that cannot be written, nothing is shown. */
export async function noted(
  { options, log, clock }: Scope,
  act: AccessAct,
  children: readonly string[],
  { matter, more = [] }: Noting = {},
): Promise<Outcome<void>> {
  const { actor, purpose, relation, partition } = options
  const entry = {
    at: clock(),
    actor: actor.id,
    role: actor.role,
    purpose,
    relation: relation.to,
    approvedBy: relation.to === 'appointed' ? relation.by : ('none' as const),
    act,
    children: [...children],
    count: children.length,
    ...(matter === undefined ? {} : { matter }),
  }
  const written = await log.write(partition, entry, more)
  return written.isOk() ? ok(undefined) : unsaid(written.error)
}

/**
 * The case, after its reading was noted. What is not there, was erased or is not for this session is noted without an id and
 * answered with the same words.
 */
export async function takeCase<P extends Purpose>(
  given: Scope<P>,
  id: Key,
  act: AccessAct,
  noting: Noting = {},
): Promise<Outcome<OpenCase<P>>> {
  const scope = await footed(given)
  if (scope.isErr()) return err(scope.error)
  const found = await given.shelf.read(given.options.partition, id)
  if (found.isErr() && found.error[0].kind === 'storage') return unsaid(found.error)
  const open = found.isOk() ? openCase(scope.value, found.value, dayOf(given.clock())) : undefined
  const note = await noted(given, act, open ? [id] : [], noting)
  if (note.isErr()) return err(note.error)
  return open ? ok(open) : notFound
}
