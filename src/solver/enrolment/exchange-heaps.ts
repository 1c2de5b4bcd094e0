/** Wishes given up for others, cheapest first, for each pair of groups; entries that no longer hold are dropped when they surface. */
export class ExchangeHeaps {
  private readonly pairOf: Int32Array
  private readonly keys: number[][] = []
  private readonly gives: number[][] = []
  private readonly takes: number[][] = []
  /** For each group the pairs that lead away from it. */
  readonly away: readonly number[][]
  /** For each pair the group that it leads to; the number of groups stands for none. */
  readonly to: number[] = []
  private readonly groups: number

  constructor(groups: number) {
    this.groups = groups
    this.pairOf = new Int32Array(groups * (groups + 1)).fill(-1)
    this.away = Array.from({ length: groups }, () => [])
  }

  /** Notes that a row would give up wish `give` of group `from` and take wish `take` of group `to` at this loss. */
  push(from: number, to: number, key: number, give: number, take: number): void {
    const at = from * (this.groups + 1) + to
    let pair = this.pairOf[at]!
    if (pair < 0) {
      pair = this.to.length
      this.pairOf[at] = pair
      this.to.push(to)
      this.away[from]!.push(pair)
      this.keys.push([])
      this.gives.push([])
      this.takes.push([])
    }
    const keys = this.keys[pair]!
    const gives = this.gives[pair]!
    const takes = this.takes[pair]!
    let hole = keys.length
    keys.push(key)
    gives.push(give)
    takes.push(take)
    while (hole > 0) {
      const above = (hole - 1) >> 1
      if (keys[above]! < key || (keys[above] === key && gives[above]! <= give)) break
      keys[hole] = keys[above]!
      gives[hole] = gives[above]!
      takes[hole] = takes[above]!
      hole = above
    }
    keys[hole] = key
    gives[hole] = give
    takes[hole] = take
  }

  size(pair: number): number {
    return this.keys[pair]!.length
  }

  key(pair: number): number {
    return this.keys[pair]![0]!
  }

  give(pair: number): number {
    return this.gives[pair]![0]!
  }

  take(pair: number): number {
    return this.takes[pair]![0]!
  }

  /** Drops the first entry of a pair. */
  pop(pair: number): void {
    const keys = this.keys[pair]!
    const gives = this.gives[pair]!
    const takes = this.takes[pair]!
    const key = keys.pop()!
    const give = gives.pop()!
    const take = takes.pop()!
    const length = keys.length
    if (length === 0) return
    let hole = 0
    for (;;) {
      let below = 2 * hole + 1
      if (below >= length) break
      const other = below + 1
      if (
        other < length &&
        (keys[other]! < keys[below]! || (keys[other] === keys[below] && gives[other]! < gives[below]!))
      )
        below = other
      if (key < keys[below]! || (key === keys[below] && give <= gives[below]!)) break
      keys[hole] = keys[below]!
      gives[hole] = gives[below]!
      takes[hole] = takes[below]!
      hole = below
    }
    keys[hole] = key
    gives[hole] = give
    takes[hole] = take
  }
}
