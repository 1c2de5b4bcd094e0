/**
 * A binary heap of numbered items with keys that may fall: the queue of Dijkstra's algorithm. One set of arrays serves any
 * number of searches.
 */
export interface Heap {
  readonly key: Float64Array
  readonly item: Int32Array
  /** Where an item stands in `item`; -1 if it does not wait. */
  readonly place: Int32Array
  size: number
}

/** An empty heap for items 0 to `items` - 1. */
export const emptyHeap = (items: number): Heap => ({
  key: new Float64Array(items),
  item: new Int32Array(items),
  place: new Int32Array(items).fill(-1),
  size: 0,
})

/** Puts the item in with a key, or lowers its key if it waits already. */
export function lower(heap: Heap, item: number, key: number): void {
  const { key: keys, item: items, place } = heap
  let at = place[item]! < 0 ? heap.size++ : place[item]!
  keys[item] = key
  while (at > 0) {
    const above = (at - 1) >> 1
    const other = items[above]!
    if (keys[other]! <= key) break
    items[at] = other
    place[other] = at
    at = above
  }
  items[at] = item
  place[item] = at
}

/** Takes out an item with the least key. The heap must not be empty. */
export function takeLeast(heap: Heap): number {
  const { key: keys, item: items, place } = heap
  const least = items[0]!
  place[least] = -1
  const last = items[--heap.size]!
  if (heap.size === 0) return least
  const key = keys[last]!
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= heap.size) break
    if (below + 1 < heap.size && keys[items[below + 1]!]! < keys[items[below]!]!) below++
    const other = items[below]!
    if (keys[other]! >= key) break
    items[at] = other
    place[other] = at
    at = below
  }
  items[at] = last
  place[last] = at
  return least
}

/** Takes out everything that still waits. */
export function empty(heap: Heap): void {
  for (let at = 0; at < heap.size; at++) heap.place[heap.item[at]!] = -1
  heap.size = 0
}
