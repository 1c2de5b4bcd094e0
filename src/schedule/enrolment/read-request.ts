import { pointer } from '../../pointer.ts'
import { parameterOn } from '../../policy.ts'
import { all, invalid, type Outcome, parse, type Problem, refuse, settle } from '../../problem.ts'
import { lottery } from '../../solver/index.ts'
import { type EnrolmentOptions, enrolmentParameters, EnrolmentRequest } from './enrolment-request.ts'

/** A request in an order of its own: children by lot, groups by id, wishes beside their child. */
export interface DrawnRequest extends EnrolmentRequest {
  /** For each child, in order, the groups that it wishes, best liked first. */
  readonly wished: readonly (readonly string[])[]
  /** What a wish is worth by rank, the last for all after it. */
  readonly worths: readonly number[]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sorted = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => compare(a.id, b.id))

/** The request checked and drawn: the order in which it came changes nothing. */
export function readRequest(request: unknown, options: EnrolmentOptions): Outcome<DrawnRequest> {
  return parse(EnrolmentRequest, request).andThen((given) =>
    settle(given, problemsOf(given)).andThen((): Outcome<DrawnRequest> => {
      const children = sorted(given.children)
      return drawn(
        children.map(({ id }) => id),
        options,
      ).map((order) => {
        const wishes = new Map(given.wishes.map(({ child, groups }) => [child, groups]))
        const inOrder = order.flatMap((at) => children[at] ?? [])
        return {
          ...given,
          children: inOrder,
          groups: sorted(given.groups),
          wished: inOrder.map(({ id }) => wishes.get(id) ?? []),
          worths: given.rankWorth ?? parameterOn(enrolmentParameters.rankWorth, given.asOf).value,
        }
      })
    }),
  )
}

function problemsOf({ children, groups, wishes, rankWorth = [] }: EnrolmentRequest): readonly Problem[] {
  const twice = (path: '/children' | '/groups' | '/wishes', ids: readonly string[]): readonly Problem[] =>
    new Set(ids).size === ids.length ? [] : [invalid(path, 'duplicate', 'an id is given twice')]
  const childIds = new Set<string>(children.map(({ id }) => id))
  const groupIds = new Set(groups.map(({ id }) => id))
  return [
    ...twice(
      '/children',
      children.map(({ id }) => id),
    ),
    ...twice(
      '/groups',
      groups.map(({ id }) => id),
    ),
    ...twice(
      '/wishes',
      wishes.map(({ child }) => child),
    ),
    ...groups.flatMap(({ ages, seats, protectedSeats }, i) => [
      ...(ages !== undefined && ages.from > ages.to
        ? [invalid(pointer('groups', i, 'ages'), 'inconsistent', 'begins after it ends')]
        : []),
      ...(protectedSeats !== undefined && protectedSeats.seats > seats
        ? [invalid(pointer('groups', i, 'protectedSeats'), 'too-large', 'protects more seats than there are')]
        : []),
    ]),
    ...wishes.flatMap(({ child, groups: wished }, i) => [
      ...(childIds.has(child)
        ? []
        : [invalid(pointer('wishes', i, 'child'), 'unknown-code', 'is no child of the request')]),
      ...(wished.every((id) => groupIds.has(id))
        ? []
        : [invalid(pointer('wishes', i, 'groups'), 'unknown-code', 'names a group that there is not')]),
      ...(new Set(wished).size === wished.length
        ? []
        : [invalid(pointer('wishes', i, 'groups'), 'duplicate', 'names a group twice')]),
    ]),
    ...(rankWorth.every((worth, i) => i === 0 || worth < (rankWorth[i - 1] ?? 0))
      ? []
      : [invalid('/rankWorth', 'inconsistent', 'must fall')]),
  ]
}

/** The children in the order of the lot, as positions in a list sorted by id. */
function drawn(ids: readonly string[], options: EnrolmentOptions): Outcome<readonly number[]> {
  if (!['flow', 'draft', 'serial', 'leximin'].includes(options.mechanism))
    return refuse('/mechanism', 'unknown-code', 'must be flow, draft, serial or leximin')
  if ('seed' in options)
    return Number.isSafeInteger(options.seed)
      ? all([]).map(() => [...lottery(ids.length, options.seed)])
      : refuse('/seed', 'invalid-value', 'must be a whole number')
  const at = new Map(ids.map((id, i) => [id, i]))
  const order = options.lottery.flatMap((id) => at.get(id) ?? [])
  return order.length === ids.length && options.lottery.length === ids.length && new Set(order).size === ids.length
    ? all([]).map(() => order)
    : refuse('/lottery', 'inconsistent', 'must name every child once')
}
