import { type Blocker, blockers, type MeetingProblem } from './timetable-problem.ts'

/** A plan in the making: where each meeting is, and for each resource and day the meetings that hold it, as linked lists. */
export interface MeetingState {
  readonly problem: MeetingProblem
  /** By meeting: its time, -1 if it has none. */
  readonly at: Int32Array
  /** By meeting: index of its choice of room and team. */
  readonly choice: Int32Array
  /** Meetings of series s: `member[memberStart[s]]` and on. */
  readonly memberStart: Int32Array
  readonly member: Int32Array
  /** Entries of one meeting: its groups, its room, its team. */
  readonly width: number
  /** By resource and day: first entry, -1 if none. Entry e belongs to meeting floor(e / width). */
  readonly head: Int32Array
  readonly next: Int32Array
  readonly prev: Int32Array
}

/** Nothing placed yet. */
export function emptyState(problem: MeetingProblem): MeetingState {
  const { series, minutes, groupStart, resources, days } = problem
  const memberStart = new Int32Array(minutes.length + 1)
  for (const s of series) memberStart[s + 1]!++
  for (let s = 0; s < minutes.length; s++) memberStart[s + 1]! += memberStart[s]!
  const fill = memberStart.slice()
  const member = new Int32Array(series.length)
  for (let m = 0; m < series.length; m++) member[fill[series[m]!]!++] = m
  let width = 2
  for (let s = 0; s < minutes.length; s++) width = Math.max(width, groupStart[s + 1]! - groupStart[s]! + 2)
  return {
    problem,
    at: new Int32Array(series.length).fill(-1),
    choice: new Int32Array(series.length).fill(-1),
    memberStart,
    member,
    width,
    head: new Int32Array(resources * days).fill(-1),
    next: new Int32Array(series.length * width).fill(-1),
    prev: new Int32Array(series.length * width).fill(-1),
  }
}

export const dayOf = (time: number): number => Math.floor(time / 1440)

/** The resources of a placed meeting, one for each of its entries; -1 where there is none. */
function resourceOf({ problem, choice, width }: MeetingState, meeting: number, k: number): number {
  const s = problem.series[meeting]!
  if (k === width - 1) return problem.team[choice[meeting]!]!
  if (k === width - 2) return problem.room[choice[meeting]!]!
  const i = problem.groupStart[s]! + k
  return i < problem.groupStart[s + 1]! ? problem.group[i]! : -1
}

/** Puts a meeting that has no place at a time. */
export function place(state: MeetingState, meeting: number, time: number, choice: number): void {
  const { at, head, next, prev, width, problem } = state
  at[meeting] = time
  state.choice[meeting] = choice
  const day = dayOf(time)
  for (let k = 0; k < width; k++) {
    const resource = resourceOf(state, meeting, k)
    if (resource < 0) continue
    const list = resource * problem.days + day
    const entry = meeting * width + k
    next[entry] = head[list]!
    prev[entry] = -1
    if (head[list]! >= 0) prev[head[list]!] = entry
    head[list] = entry
  }
}

/** Takes a meeting from its place. */
export function remove(state: MeetingState, meeting: number): void {
  const { at, head, next, prev, width, problem } = state
  const day = dayOf(at[meeting]!)
  for (let k = 0; k < width; k++) {
    const resource = resourceOf(state, meeting, k)
    if (resource < 0) continue
    const entry = meeting * width + k
    if (prev[entry]! >= 0) next[prev[entry]!] = next[entry]!
    else head[resource * problem.days + day] = next[entry]!
    if (next[entry]! >= 0) prev[next[entry]!] = prev[entry]!
  }
  at[meeting] = -1
  state.choice[meeting] = -1
}

/** Puts everything where it was. */
export function restore(state: MeetingState, at: Int32Array, choice: Int32Array): void {
  for (let m = 0; m < at.length; m++) if (state.at[m]! >= 0) remove(state, m)
  for (let m = 0; m < at.length; m++) if (at[m]! >= 0) place(state, m, at[m]!, choice[m]!)
}

/** Whether two times of one series cannot stand together. */
export function siblingsClash({ problem }: MeetingState, s: number, a: number, b: number): boolean {
  const { rhythm, bucket, days, apart, aligned } = problem
  const dayA = dayOf(a)
  const dayB = dayOf(b)
  const row = rhythm[s]! * days
  if ((bucket[row + dayA]! >= 0 && bucket[row + dayA] === bucket[row + dayB]) || Math.abs(dayA - dayB) < apart[s]!)
    return true
  return aligned[s] === 1 && (a - b) % 10080 !== 0
}

const noon = 720
const evening = 1080
const partOf = (minute: number): number => (minute < noon ? 0 : minute < evening ? 1 : 2)

/** Whether the resource can be used from one minute of the day to the other. */
function isOpen({ problem }: MeetingState, resource: number, day: number, from: number, to: number): boolean {
  if (from < 0 || to > 1440) return false
  const needs = (from < noon ? 1 : 0) | (from < evening && to > noon ? 2 : 0) | (to > evening ? 4 : 0)
  return (needs & ~problem.open[resource * problem.days + day]!) === 0
}

/** Whether room and team are there at all at this time, whoever else wants them. */
export function choiceOpen(state: MeetingState, meeting: number, time: number, choice: number): boolean {
  const { room, team, minutes, series, wayOut, wayBack } = state.problem
  const day = dayOf(time)
  const from = time - day * 1440
  const to = from + minutes[series[meeting]!]!
  return (
    (room[choice]! < 0 || isOpen(state, room[choice]!, day, from, to)) &&
    (team[choice]! < 0 || isOpen(state, team[choice]!, day, from - wayOut[choice]!, to + wayBack[choice]!))
  )
}

/** Minutes that must lie between the end of one meeting and the beginning of another if one team holds both. */
const way = ({ problem }: MeetingState, from: number, to: number): number =>
  problem.travel[problem.place[problem.series[from]!]! * problem.places + problem.place[problem.series[to]!]!]!

/**
 * Calls `found` with every meeting that keeps this one from a time, as often as it does and with what it does. Meetings of one
 * series first, then groups, room, team; stops when `found` says so. A team that has its fill is full of all its meetings there.
 */
function eachObstacle(
  state: MeetingState,
  meeting: number,
  time: number,
  choice: number,
  found: (other: number, blocker: Blocker) => boolean,
): void {
  const { problem, at, head, next, width, memberStart, member } = state
  const { days, minutes, series, group, groupStart, aligned, most } = problem
  const s = series[meeting]!
  const end = time + minutes[s]!
  const day = dayOf(time)
  for (let i = memberStart[s]!; i < memberStart[s + 1]!; i++) {
    const other = member[i]!
    if (other !== meeting && at[other]! >= 0 && siblingsClash(state, s, time, at[other]!))
      if (found(other, aligned[s] === 1 ? 'aligned' : 'interval')) return
  }
  const overlap = (resource: number, blocker: Blocker): boolean => {
    for (let entry = head[resource * days + day]!; entry >= 0; entry = next[entry]!) {
      const other = Math.floor(entry / width)
      if (at[other]! < end && time < at[other]! + minutes[series[other]!]! && found(other, blocker)) return true
    }
    return false
  }
  for (let i = groupStart[s]!; i < groupStart[s + 1]!; i++) if (overlap(group[i]!, 'group')) return
  const room = problem.room[choice]!
  if (room >= 0 && overlap(room, 'room')) return
  const team = problem.team[choice]!
  if (team < 0) return
  if (overlap(team, 'team')) return
  for (let entry = head[team * days + day]!; entry >= 0; entry = next[entry]!) {
    const other = Math.floor(entry / width)
    const close =
      at[other]! < end + way(state, meeting, other) &&
      time < at[other]! + minutes[series[other]!]! + way(state, other, meeting)
    if (close && found(other, 'travel')) return
  }
  if (most[team] === 0) return
  const part = partOf(time - day * 1440)
  let there = 0
  for (let entry = head[team * days + day]!; entry >= 0; entry = next[entry]!)
    if (partOf(at[Math.floor(entry / width)]! - day * 1440) === part) there++
  if (there < most[team]!) return
  for (let entry = head[team * days + day]!; entry >= 0; entry = next[entry]!) {
    const other = Math.floor(entry / width)
    if (partOf(at[other]! - day * 1440) === part && found(other, 'load')) return
  }
}

/** The first thing in the way of a meeting at a time, as index in `blockers`; -1 if it is free. */
export function blockerAt(state: MeetingState, meeting: number, time: number, choice: number): number {
  let first = -1
  const open = choiceOpen(state, meeting, time, choice)
  eachObstacle(state, meeting, time, choice, (_, blocker) => {
    if (!open && blocker === 'load') return true
    first = blockers.indexOf(blocker)
    return true
  })
  return first < 0 && !open ? blockers.indexOf('closed') : first
}

/** Marks of the search for the meetings that would have to give way. */
export interface Giving {
  readonly mark: Int32Array
  stamp: number
  /** The meetings found, `count` of them. */
  readonly found: Int32Array
  count: number
  /** By meeting: how often it had to give way so far. */
  readonly tossed: Int32Array
}

/**
 * The meetings that would have to give way, in `giving.found`.
 * @returns what that costs: each counts one more than it gave way before. More than `limit`: the search was stopped. -1: closed.
 */
export function givingWay(
  state: MeetingState,
  giving: Giving,
  meeting: number,
  time: number,
  choice: number,
  limit: number,
): number {
  if (!choiceOpen(state, meeting, time, choice)) return -1
  giving.stamp++
  giving.count = 0
  let weight = 0
  const spare = spareSeats(state, giving, time, choice)
  eachObstacle(state, meeting, time, choice, (other, blocker) => {
    if (giving.mark[other] === giving.stamp) return false
    // Of those that fill a team only as many give way as are needed for a seat.
    if (blocker === 'load' && spare() > 0) return true
    giving.mark[other] = giving.stamp
    giving.found[giving.count++] = other
    weight += 1 + giving.tossed[other]!
    return weight > limit
  })
  return weight
}

/** Seats of the team in this part of the day, counting those that give way. */
function spareSeats(state: MeetingState, giving: Giving, time: number, choice: number): () => number {
  const { problem, at, head, next, width } = state
  const team = problem.team[choice]!
  const day = dayOf(time)
  const part = partOf(time - day * 1440)
  return () => {
    let spare = problem.most[team]!
    for (let entry = head[team * problem.days + day]!; entry >= 0; entry = next[entry]!) {
      const other = Math.floor(entry / width)
      if (giving.mark[other] !== giving.stamp && partOf(at[other]! - day * 1440) === part) spare--
    }
    return spare
  }
}
