import { blockerAt, type MeetingState, place, remove, restore } from './timetable-state.ts'

/** Meetings that can be tried in every way before a search by steps is the better use of time. */
const most = 8

/**
 * Tries every way to place the meetings that compete, directly or through others, with one that found no place; keeps the first
 * plan that places most. Goes only into circles of few meetings. Leaves everything as good as it was or better.
 * @returns whether no plan places more, and the branches that were tried.
 */
export function exhaust(state: MeetingState, limit: number): { readonly complete: boolean; readonly branches: number } {
  let branches = 0
  let complete = true
  for (const circle of circles(state)) {
    if (circle.every((m) => state.at[m]! >= 0)) continue
    if (circle.length > most) {
      complete = false
      continue
    }
    const tried = tryAll(state, hardestFirst(state, circle), limit - branches)
    branches += tried.branches
    complete &&= tried.complete
  }
  return { complete, branches }
}

/** Meetings that share a group, a room, a team or a series, directly or through others; each circle in order. */
function circles({ problem, member, memberStart }: MeetingState): readonly (readonly number[])[] {
  const { series, choices, choiceStart, room, team, group, groupStart, resources } = problem
  const meetings = series.length
  const up = Int32Array.from({ length: meetings + resources }, (_, i) => i)
  const root = (i: number): number => {
    let top = i
    while (up[top] !== top) top = up[top]!
    while (up[i] !== top) {
      const above = up[i]!
      up[i] = top
      i = above
    }
    return top
  }
  const join = (m: number, other: number): void => {
    const a = root(m)
    const b = root(other)
    up[Math.max(a, b)] = Math.min(a, b)
  }
  for (let m = 0; m < meetings; m++) {
    const s = series[m]!
    join(m, member[memberStart[s]!]!)
    for (let i = groupStart[s]!; i < groupStart[s + 1]!; i++) join(m, meetings + group[i]!)
    for (let c = choiceStart[choices[m]!]!; c < choiceStart[choices[m]! + 1]!; c++) {
      if (room[c]! >= 0) join(m, meetings + room[c]!)
      if (team[c]! >= 0) join(m, meetings + team[c]!)
    }
  }
  const found = new Map<number, number[]>()
  for (let m = 0; m < meetings; m++) {
    const top = root(m)
    const circle = found.get(top)
    if (circle) circle.push(m)
    else found.set(top, [m])
  }
  return [...found.values()]
}

/** Series with a meeting that found no place first, so that what cannot be is found out early; then those with the fewest times. */
function hardestFirst({ at, problem }: MeetingState, circle: readonly number[]): readonly number[] {
  const { series, times, timeStart } = problem
  const lacking = new Set(circle.filter((m) => at[m]! < 0).map((m) => series[m]!))
  const ease = (m: number): number =>
    lacking.has(series[m]!) ? 0 : timeStart[times[m]! + 1]! - timeStart[times[m]!]! + 1
  const easeOf = new Map<number, number>()
  for (const m of circle) easeOf.set(series[m]!, Math.min(ease(m), easeOf.get(series[m]!) ?? ease(m)))
  return [...circle].sort(
    (a, b) => easeOf.get(series[a]!)! - easeOf.get(series[b]!)! || series[a]! - series[b]! || a - b,
  )
}

function tryAll(
  state: MeetingState,
  circle: readonly number[],
  limit: number,
): { complete: boolean; branches: number } {
  const { at, choice, problem } = state
  const missingNow = (): number => circle.reduce((sum, m) => (at[m]! < 0 ? sum + 1 : sum), 0)
  let best = { at: at.slice(), choice: choice.slice(), missing: missingNow() }
  let branches = 0
  for (const m of circle) if (at[m]! >= 0) remove(state, m)

  /** Whether a meeting can change places with the one before it in the circle. */
  const alike = (i: number): boolean => {
    const m = circle[i]!
    const before = circle[i - 1]
    const { series, times, choices, was } = problem
    return (
      before !== undefined &&
      series[m] === series[before] &&
      times[m] === times[before] &&
      choices[m] === choices[before] &&
      was[m]! < 0 &&
      was[before]! < 0
    )
  }
  const from = (i: number, missing: number): void => {
    if (missing >= best.missing || branches >= limit) return
    if (i === circle.length) {
      best = { at: at.slice(), choice: choice.slice(), missing }
      return
    }
    const m = circle[i]!
    // Of meetings that are alike the earlier one comes first, and the last ones are those left out.
    const earliest = alike(i) ? at[circle[i - 1]!]! : 0
    if (earliest >= 0) {
      const { timeStart, times, time, choiceStart, choices } = problem
      for (let t = timeStart[times[m]!]!; t < timeStart[times[m]! + 1]!; t++)
        for (let c = choiceStart[choices[m]!]!; time[t]! >= earliest && c < choiceStart[choices[m]! + 1]!; c++) {
          if (blockerAt(state, m, time[t]!, c) >= 0) continue
          branches++
          place(state, m, time[t]!, c)
          from(i + 1, missing)
          remove(state, m)
          if (missing >= best.missing || branches >= limit) return
        }
    }
    from(i + 1, missing + 1)
  }
  from(0, 0)
  restore(state, best.at, best.choice)
  return { complete: branches < limit, branches }
}
