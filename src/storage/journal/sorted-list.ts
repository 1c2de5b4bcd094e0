/** Things in an order, without two that are equal in it. */
export interface SortedList<T> {
  add(item: T): void
  remove(item: T): void
  /** In order, from the first that does not lie before the start, as long as they lie within, at most so many. */
  take(isBefore: (item: T) => boolean, isWithin: (item: T) => boolean, most: number): readonly T[]
}

const runLength = 256

/** The first place whose item does not lie before the start; the length if all do. */
function firstNot<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(items[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * A sorted list in runs of some hundred items: a search goes over the runs and then into one, a change moves items of one run alone.
 * `items` may come in any order.
 */
export function sortedList<T>(items: readonly T[], compare: (a: T, b: T) => number): SortedList<T> {
  const sorted = [...items].sort(compare)
  // No run is empty.
  const runs: T[][] = []
  for (let at = 0; at < sorted.length; at += runLength) runs.push(sorted.slice(at, at + runLength))

  /** The run and the place in it of the first item that does not lie before the start. */
  const find = (isBefore: (item: T) => boolean): readonly [run: number, place: number] => {
    const run = firstNot(runs, (one) => isBefore(one[one.length - 1] as T))
    return [run, firstNot(runs[run] ?? [], isBefore)]
  }

  return {
    add: (item) => {
      const [found, place] = find((one) => compare(one, item) < 0)
      const number = Math.min(found, Math.max(0, runs.length - 1))
      const run = runs[number]
      if (!run) {
        runs.push([item])
        return
      }
      run.splice(found === number ? place : run.length, 0, item)
      if (run.length > runLength * 2) runs.splice(number + 1, 0, run.splice(runLength))
    },
    remove: (item) => {
      const [number, place] = find((one) => compare(one, item) < 0)
      const run = runs[number]
      const there = run?.[place]
      if (!run || there === undefined || compare(there, item) !== 0) return
      run.splice(place, 1)
      if (run.length === 0) runs.splice(number, 1)
    },
    take: (isBefore, isWithin, most) => {
      const taken: T[] = []
      let [number, place] = find(isBefore)
      for (let run = runs[number]; run; run = runs[++number], place = 0)
        for (; place < run.length; place++) {
          const item = run[place] as T
          if (taken.length >= most || !isWithin(item)) return taken
          taken.push(item)
        }
      return taken
    },
  }
}
