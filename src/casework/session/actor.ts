import { isKnown, known } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { Looking, Purpose, Relation, Role } from '../../privacy/index.ts'
import type { Agreement, ChildFile } from '../../records/index.ts'
import type { Key } from '../../storage/index.ts'

/** Who acts: an id of the embedding application, and as what. */
export interface Actor {
  readonly id: Key
  readonly role: Role
}

/**
 * On what footing somebody asks. `ownCase`, `area` and `helper` are checked against the files and agreements; for `family`, `self`,
 * `served` and `appointed` the caller says for which children it vouches, and for an appointment who made it, never the actor.
 * `emergency` opens the one file for which the actor broke the glass, until its time is over.
 */
export type Footing =
  | { readonly to: 'ownCase' | 'helper' | 'emergency' | 'none' }
  | { readonly to: 'area'; readonly divisions: readonly string[] }
  | { readonly to: 'family' | 'self' | 'served'; readonly children: readonly string[] }
  | { readonly to: 'appointed'; readonly children: readonly string[]; readonly by: Key }

/** What a session is for. */
export interface SessionOptions<P extends Purpose = Purpose> {
  readonly partition: Key
  readonly actor: Actor
  readonly purpose: P
  readonly relation: Footing
}

/** Which worker of a file somebody of a role is. */
const posts: Partial<Record<Role, readonly (keyof ChildFile['workers'])[]>> = {
  worker: ['childDirector', 'villageContact'],
  supervisor: ['supervisor'],
  teacher: ['classTeacher'],
  counsellor: ['counsellor'],
}

const holdsPost = ({ workers }: ChildFile, { id, role }: Actor): boolean =>
  (posts[role] ?? []).some((post) => {
    const worker = workers[post]
    return typeof worker !== 'string' && worker.id === id
  })

/** Where the child is looked for: where it lives, else where it is registered, else in the whole partition. */
const divisionOf = (file: ChildFile, partition: Key): string =>
  known(file.residenceDivision) ?? known(file.hukouDivision) ?? partition

const live = ({ volunteer, state, from, to }: Agreement, actor: Actor, asOf: PlainDate): boolean =>
  volunteer === actor.id &&
  state === 'active' &&
  isKnown(from) &&
  from <= asOf &&
  (to === 'none' || (isKnown(to) && to > asOf))

/**
 * What the actor has to do with the child, as far as it can be shown; undefined if the footing does not hold for it. `opened` are the
 * children for whom the actor broke the glass.
 */
export function relationTo(
  file: ChildFile,
  agreements: readonly Agreement[],
  { actor, relation, partition }: SessionOptions,
  asOf: PlainDate,
  opened: ReadonlySet<string>,
): Relation | undefined {
  switch (relation.to) {
    case 'ownCase':
      return holdsPost(file, actor) ? 'ownCase' : undefined
    case 'area': {
      const division = divisionOf(file, partition)
      return relation.divisions.some((one) => one !== '' && division.startsWith(one)) ? 'area' : undefined
    }
    case 'helper':
      return agreements.some((agreement) => live(agreement, actor, asOf)) ? 'helper' : undefined
    case 'appointed':
      return relation.by !== actor.id && relation.by !== '' && relation.children.includes(file.id)
        ? 'appointed'
        : undefined
    case 'family':
    case 'self':
    case 'served':
      return relation.children.includes(file.id) ? relation.to : undefined
    case 'emergency':
      return opened.has(file.id) ? 'emergency' : undefined
    case 'none':
      return 'none'
  }
}

/** How the session looks at a child. */
export const lookingAt = <P extends Purpose>(
  { actor, purpose }: SessionOptions<P>,
  relation: Relation,
  asOf: PlainDate,
): Looking<P> => ({ purpose, role: actor.role, relation, person: actor.id, asOf })
