import { pointer } from '../../pointer.ts'
import { invalid, type Problem } from '../../problem.ts'
import type { PairingPlan } from '../pairing-plan.ts'
import type { PairingProblem } from '../pairing-problem.ts'
import type { Again } from './again.ts'
import { type Choice, priced } from './optimal-choice.ts'

/** Brothers and sisters whom no decision places, and where a decision about one of them draws the others. */
export interface Block {
  readonly children: ReadonlySet<string>
  readonly drawnTo: ReadonlySet<string>
}

/** The groups of siblings that were to be kept together. */
export function blocksOf(
  problem: PairingProblem,
  plan: PairingPlan,
  { children, volunteers, cost }: Again,
): readonly Block[] {
  const placed = new Map<string, string>(
    plan.pairs.flatMap(({ child, volunteer, fixed }) =>
      fixed === 'locked' || fixed === 'held' ? [[child, volunteer] as const] : [],
    ),
  )
  return (problem.siblings ?? []).flatMap((group): readonly Block[] => {
    const ids = new Set<string>(group)
    const free = children.filter(
      (child) =>
        ids.has(child.entry.file.id) &&
        child.obstacles.length === 0 &&
        !placed.has(child.entry.file.id) &&
        volunteers.some((volunteer) => cost(child, volunteer) !== undefined),
    )
    const drawnTo = new Set(group.flatMap((id) => placed.get(id) ?? []))
    if (free.length === 0 || free.length + drawnTo.size < 2) return []
    return [{ children: new Set(free.map(({ entry }) => String(entry.file.id))), drawnTo }]
  })
}

/** Whether siblings are together, told truly, and how far the plan can be from the best at most. */
export function siblingsOf(
  plan: PairingPlan,
  { volunteers }: Again,
  blocks: readonly Block[],
  choice: Choice,
  number: ReadonlyMap<string, number>,
): readonly Problem[] {
  const told = plan.siblings
  const wrong = (message: string): readonly Problem[] => [invalid(pointer('siblings'), 'inconsistent', message)]
  const blockOf = new Map<string, Block>(
    blocks.flatMap((block) => [...block.children].map((id) => [id, block] as const)),
  )
  const mates = new Map<string, string>(plan.pairs.map(({ child, volunteer }) => [child, volunteer]))
  const strays =
    plan.pairs.some(({ child, fixed }) => (fixed === 'siblings') !== (blockOf.has(child) && mates.has(child))) ||
    plan.waiting.some(({ child, because }) => (because.kind === 'siblings') !== blockOf.has(child))
  if (strays) return wrong('somebody is said to be kept together who is not, or the other way round')
  if (blocks.length === 0) return told ? wrong('nobody has any') : []
  if (!told) return wrong('is not told')
  const groups = blocks.map(({ children, drawnTo }) => {
    const at = new Set([...children].map((id) => mates.get(id) ?? 'none'))
    const [only = 'none'] = at
    const apart = at.size > 1 || (only !== 'none' && drawnTo.size > 0 && !(drawnTo.size === 1 && drawnTo.has(only)))
    return apart ? 'apart' : `${[...children].sort((a, b) => (a < b ? -1 : 1)).join()} ${only}`
  })
  const same = told.groups.map(({ children, volunteer }) => `${children.join()} ${volunteer}`)
  if (groups.includes('apart') || inOrder(groups) !== inOrder(same)) return wrong('are not together, or not as told')
  const price = priced(told.prices, number)
  if (!price) return wrong('has a price for somebody who has none, or two')
  const ids = volunteers.map(({ helper }) => String(helper.volunteer.id))
  const { leave } = plan.certificate
  let bound = 0
  let worth = 0
  choice.rows.forEach(({ entry }, row) => {
    const { id } = entry.file
    const block = blockOf.get(id)
    const own = leave[entry.tier] ?? 0
    const edges = choice.edges[row] ?? []
    const open = block ? edges.filter(({ to }) => takesAll(block, to, choice, ids[to] ?? '')) : edges
    bound += open.reduce((least, { to, cost }) => Math.min(least, cost + (price[to] ?? 0)), own)
    const mate = mates.get(id)
    worth += mate === undefined ? own : (edges.find(({ to }) => ids[to] === mate)?.cost ?? 0)
  })
  bound -= price.reduce((sum, own, j) => sum + own * (choice.seats[j] ?? 0), 0)
  return told.bound === bound && told.worth === worth && told.gap === worth - bound
    ? []
    : wrong('the prices do not prove the bound, or the gap is another')
}

const inOrder = (list: readonly string[]): string => [...list].sort((a, b) => (a < b ? -1 : 1)).join('\n')

/** Whether a volunteer is allowed for all of the block, has a seat for each, and is where a decision draws them. */
function takesAll({ children, drawnTo }: Block, to: number, { rows, edges, seats }: Choice, id: string): boolean {
  if ((seats[to] ?? 0) < children.size || (drawnTo.size > 0 && !(drawnTo.size === 1 && drawnTo.has(id)))) return false
  return rows.every(
    ({ entry }, row) => !children.has(entry.file.id) || (edges[row] ?? []).some((edge) => edge.to === to),
  )
}
