import type { PairingPlan } from '../pairing-plan.ts'
import type { Again } from './again.ts'

type Child = Again['children'][number]

/** What the prices have to prove: who was free to choose, among which pairs, for how many seats. */
export interface Choice {
  readonly rows: readonly Child[]
  readonly seats: Int32Array
  readonly edges: readonly (readonly { readonly to: number; readonly cost: number }[])[]
}

/** Prices by number of the volunteer; undefined if somebody is unknown or has two. */
export function priced(prices: PairingPlan['certificate']['prices'], number: ReadonlyMap<string, number>) {
  const price = new Float64Array(number.size)
  for (const entry of prices) {
    const j = number.get(entry.volunteer)
    if (j === undefined || price[j] !== 0) return undefined
    price[j] = entry.price
  }
  return price
}

/** The allowed pairs of the children who pass, and the seats that pairs fixed in these ways leave. */
export function choiceOf(
  plan: PairingPlan,
  { children, volunteers, cost }: Again,
  passes: (child: Child) => boolean,
  fixed: readonly PairingPlan['pairs'][number]['fixed'][],
): Choice {
  const taken = new Map<string, number>()
  for (const pair of plan.pairs)
    if (fixed.includes(pair.fixed)) taken.set(pair.volunteer, (taken.get(pair.volunteer) ?? 0) + 1)
  const rows = children.filter((child) => child.obstacles.length === 0 && passes(child))
  return {
    rows,
    seats: Int32Array.from(volunteers, ({ helper, seats }) => seats - (taken.get(helper.volunteer.id) ?? 0)),
    edges: rows.map((child) =>
      volunteers.flatMap((volunteer, to) => {
        const own = cost(child, volunteer)
        return own === undefined ? [] : [{ to, cost: own }]
      }),
    ),
  }
}
