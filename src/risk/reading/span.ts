/** Days, half-open, over which an answer stays the same if nothing new is written down. The ends may be infinite. */
export interface Span {
  readonly from: number
  readonly until: number
}

export const always: Span = { from: -Infinity, until: Infinity }

/** The days around `day` up to the next of the turning days on either side; on a turning day itself something new begins. */
export function between(day: number, turns: readonly number[]): Span {
  let from = -Infinity
  let until = Infinity
  for (const turn of turns) {
    if (turn <= day) from = turn > from ? turn : from
    else until = turn < until ? turn : until
  }
  return { from, until }
}

/** The days that lie in both. */
export const meet = (a: Span, b: Span): Span =>
  a === always ? b : b === always ? a : { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }

/** The days that lie in either; both hold the same day, so there is no gap. */
export const join = (a: Span, b: Span): Span => ({ from: Math.min(a.from, b.from), until: Math.max(a.until, b.until) })
