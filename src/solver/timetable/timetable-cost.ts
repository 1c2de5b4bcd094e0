import type { MeetingProblem } from './timetable-problem.ts'
import { dayOf, type MeetingState } from './timetable-state.ts'

/** What a day costs: crowded days, uneven series, and days that are lacking to a series, which count until they are there. */
export function dayCost(state: MeetingState, meeting: number, day: number): number {
  const { problem, head, at, memberStart, member } = state
  const { groupStart, group, days, series, even, weights } = problem
  const s = series[meeting]!
  let crowded = 0
  for (let i = groupStart[s]!; i < groupStart[s + 1]!; i++) if (head[group[i]! * days + day]! >= 0) crowded++
  let short = 0
  if (even[s]! > 0) {
    let before = -1
    let after = -1
    for (let i = memberStart[s]!; i < memberStart[s + 1]!; i++) {
      const other = member[i]!
      if (other === meeting || at[other]! < 0) continue
      const d = dayOf(at[other]!)
      if (d <= day && d > before) before = d
      if (d > day && (after < 0 || d < after)) after = d
    }
    if (before >= 0) short += Math.max(0, even[s]! - (day - before))
    if (after >= 0) short += Math.max(0, even[s]! - (after - day))
    if (before >= 0 && after >= 0) short -= Math.max(0, even[s]! - (after - before))
  }
  return crowded * weights.sameDay + short * weights.even - fewerDaysLacking(state, meeting, day) * weights.leastDays
}

/** 1 if the series gets a day that it lacks. */
function fewerDaysLacking({ problem, at, memberStart, member }: MeetingState, meeting: number, day: number): number {
  const s = problem.series[meeting]!
  if (problem.leastDays[s] === 0) return 0
  const there = new Set<number>()
  for (let i = memberStart[s]!; i < memberStart[s + 1]!; i++) {
    const other = member[i]!
    if (other !== meeting && at[other]! >= 0) there.add(dayOf(at[other]!))
  }
  return there.has(day) || there.size >= problem.leastDays[s]! ? 0 : 1
}

/** What it costs the groups of a meeting to have it at this time: alone itself, or company to others that were alone. */
export function aloneCost(state: MeetingState, meeting: number, time: number): number {
  const { problem, head, next, width, at } = state
  const { groupStart, group, days, series, alone, minutes, weights } = problem
  if (weights.alone === 0) return 0
  const s = series[meeting]!
  const end = time + minutes[s]!
  const endOf = (other: number): number => at[other]! + minutes[series[other]!]!
  let sum = 0
  for (let i = groupStart[s]!; i < groupStart[s + 1]!; i++) {
    const list = group[i]! * days + dayOf(time)
    if (alone[group[i]!] === 0) continue
    const touches = (from: number, to: number, but: number): boolean => {
      for (let entry = head[list]!; entry >= 0; entry = next[entry]!) {
        const other = Math.floor(entry / width)
        if (other !== but && (endOf(other) === from || at[other] === to)) return true
      }
      return false
    }
    let company = false
    for (let entry = head[list]!; entry >= 0; entry = next[entry]!) {
      const other = Math.floor(entry / width)
      if (endOf(other) !== time && at[other] !== end) continue
      company = true
      if (!touches(at[other]!, endOf(other), other)) sum--
    }
    if (!company) sum++
  }
  return sum * weights.alone
}

/** What a choice costs: itself, a room that is new to the series, and to be elsewhere than was published. */
export function choiceCostAt(state: MeetingState, meeting: number, time: number, choice: number): number {
  const { problem, memberStart, member, at } = state
  const { weights, room, series, choiceCost } = problem
  const s = series[meeting]!
  let others = 0
  let known = weights.rooms === 0 || room[choice]! < 0
  for (let i = memberStart[s]!; !known && i < memberStart[s + 1]!; i++) {
    const other = member[i]!
    if (other === meeting || at[other]! < 0 || room[state.choice[other]!]! < 0) continue
    others++
    known = room[state.choice[other]!] === room[choice]
  }
  return choiceCost[choice]! + (known || others === 0 ? 0 : weights.rooms) + changeCost(state, meeting, time, choice)
}

/** Days lacking to all series before anything is placed, in points. */
export function emptyCost({ leastDays, weights }: MeetingProblem): number {
  return weights.leastDays * leastDays.reduce((sum, days) => sum + days, 0)
}

/** What it costs to be elsewhere than was published. */
function changeCost({ problem }: MeetingState, meeting: number, time: number, choice: number): number {
  const { was, wasRoom, wasTeam, room, team, weights } = problem
  if (was[meeting]! < 0) return 0
  const same = was[meeting] === time && wasRoom[meeting] === room[choice] && wasTeam[meeting] === team[choice]
  return same ? 0 : weights.changed
}
