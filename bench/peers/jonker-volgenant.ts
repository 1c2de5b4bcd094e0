/**
 * The method of Jonker and Volgenant for a full square matrix, written from the paper, as a peer: column reduction, two rounds of row
 * reduction by augmenting, then shortest augmenting paths. It knows no seats, no leaving, and gives no first choice.
 * @source Jonker and Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment problems, 1987
 */
export function jonkerVolgenant(n: number, cost: Int32Array): number {
  const price = new Float64Array(n)
  const column = new Int32Array(n).fill(-1)
  const row = new Int32Array(n).fill(-1)
  const least = new Int32Array(n)
  price.fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (cost[i * n + j]! < price[j]!) {
        price[j] = cost[i * n + j]!
        least[j] = i
      }
  const times = new Int32Array(n)
  for (let j = n - 1; j >= 0; j--) {
    const i = least[j]!
    if (++times[i]! === 1) {
      column[i] = j
      row[j] = i
    }
  }
  let free: number[] = []
  for (let i = 0; i < n; i++)
    if (times[i] === 0) free.push(i)
    else if (times[i] === 1) {
      let rest = Number.POSITIVE_INFINITY
      for (let j = 0; j < n; j++)
        if (j !== column[i] && cost[i * n + j]! - price[j]! < rest) rest = cost[i * n + j]! - price[j]!
      if (rest < Number.POSITIVE_INFINITY) price[column[i]!] = price[column[i]!]! - rest
    }
  for (let round = 0; round < 2; round++) {
    const later: number[] = []
    const waiting = free.reverse()
    for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
      let first = Number.POSITIVE_INFINITY
      let second = Number.POSITIVE_INFINITY
      let at = -1
      let next = -1
      for (let j = 0; j < n; j++) {
        const own = cost[i * n + j]! - price[j]!
        if (own < first) {
          second = first
          next = at
          first = own
          at = j
        } else if (own < second) {
          second = own
          next = j
        }
      }
      let out = row[at]!
      const cheaper = first < second
      if (cheaper && second < Number.POSITIVE_INFINITY) price[at] = price[at]! - (second - first)
      else if (out >= 0 && next >= 0) {
        at = next
        out = row[at]!
      }
      column[i] = at
      row[at] = i
      if (out >= 0) {
        column[out] = -1
        if (cheaper) waiting.push(out)
        else later.push(out)
      }
    }
    free = later
  }
  const length = new Float64Array(n)
  const before = new Int32Array(n)
  const order = Int32Array.from({ length: n }, (_, j) => j)
  for (const start of free) {
    for (let j = 0; j < n; j++) {
      length[j] = cost[start * n + j]! - price[j]!
      before[j] = start
      order[j] = j
    }
    let low = 0
    let up = 0
    let settled = 0
    let distance = 0
    let end = -1
    while (end < 0) {
      if (low === up) {
        settled = low
        distance = length[order[up++]!]!
        for (let k = up; k < n; k++) {
          const j = order[k]!
          if (length[j]! > distance) continue
          if (length[j]! < distance) {
            up = low
            distance = length[j]!
          }
          order[k] = order[up]!
          order[up++] = j
        }
        for (let k = low; k < up && end < 0; k++) if (row[order[k]!]! < 0) end = order[k]!
        if (end >= 0) break
      }
      const at = order[low++]!
      const i = row[at]!
      const shift = cost[i * n + at]! - price[at]! - distance
      for (let k = up; k < n; k++) {
        const j = order[k]!
        const way = cost[i * n + j]! - price[j]! - shift
        if (way >= length[j]!) continue
        length[j] = way
        before[j] = i
        if (way > distance) continue
        if (row[j]! < 0) {
          end = j
          break
        }
        order[k] = order[up]!
        order[up++] = j
      }
    }
    for (let k = 0; k < settled; k++) {
      const j = order[k]!
      price[j] = price[j]! + length[j]! - distance
    }
    for (let j = end; ; ) {
      const i = before[j]!
      row[j] = i
      const then = column[i]!
      column[i] = j
      if (i === start) break
      j = then
    }
  }
  let total = 0
  for (let i = 0; i < n; i++) total += cost[i * n + column[i]!]!
  return total
}
