import type { Compiled, Holdings, OpenWish } from './seat-pools.ts'

/** What a child would give up for a seat; undefined if it would not gain by it. */
export function givenUpFor(
  { wishes, clash, request }: Compiled,
  i: number,
  mine: readonly number[],
  wish: OpenWish,
): readonly number[] | undefined {
  if (mine.includes(wish.group)) return undefined
  const worthOf = (g: number): number => wishes[i]?.find(({ group }) => group === g)?.worth ?? 0
  const inTheWay = mine.filter((g) => clash(g, wish.group))
  const room = (request.children[i]?.most ?? 0) - (mine.length - inTheWay.length)
  const others = mine.filter((g) => !inTheWay.includes(g)).sort((a, b) => worthOf(a) - worthOf(b) || a - b)
  const up = room > 0 ? inTheWay : [...inTheWay, ...others.slice(0, 1)]
  if (up.length === 0 && room <= 0) return undefined
  return wish.worth > up.reduce((sum, g) => sum + worthOf(g), 0) ? up : undefined
}

/**
 * For each group the children who would gain by a seat, in the order in which they are asked: without any group first, then never
 * enrolled before, then by lot.
 */
export function waitingLists(compiled: Compiled, held: Holdings): readonly (readonly number[])[] {
  const { children, groups } = compiled.request
  const lists: number[][] = groups.map(() => [])
  const order = children
    .map((_, i) => i)
    .sort((a, b) => urgency(compiled, held, a) - urgency(compiled, held, b) || a - b)
  for (const i of order)
    for (const wish of compiled.wishes[i] ?? [])
      if (givenUpFor(compiled, i, held[i] ?? [], wish) !== undefined) lists[wish.group]?.push(i)
  return lists
}

const urgency = ({ request }: Compiled, held: Holdings, i: number): number =>
  ((held[i]?.length ?? 0) > 0 ? 2 : 0) + (request.children[i]?.enrolledBefore === 'yes' ? 1 : 0)
