import { type Pointer, pointer } from '../../pointer.ts'
import { invalid, type Outcome, type Problem, settle } from '../../problem.ts'
import type { Costs } from '../assignment/assignment-problem.ts'

/**
 * Rows that each want up to `most` seats, as compressed sparse rows: the wishes of row i are `start[i]` up to, but without,
 * `start[i + 1]`. Two groups that share a slot are never held by one row.
 */
export interface EnrolmentProblem {
  /** Seats of each group, from 0. */
  readonly seats: Int32Array
  /** Where the slots of each group begin, and at the end their number: one longer than there are groups. */
  readonly slotStart: Int32Array
  /** The slots of the groups, any whole numbers from 0. A group without slots clashes with none. */
  readonly slots: Int32Array
  /** Where the wishes of each row begin, and at the end their number: one longer than there are rows. */
  readonly start: Int32Array
  /** The group of each wish; no row wishes a group twice. */
  readonly group: Int32Array
  /** What each wish is worth, from 1. */
  readonly worth: Costs
  /** What it is worth that a row has any group at all, on top of the wishes, from 0. */
  readonly first: Costs
  /** How many groups each row takes at most, from 0. */
  readonly most: Int32Array
}

/** Who has which seats, and how far it can be from the best. */
export interface SeatPlan {
  /** 1 for each wish that came true. */
  readonly taken: Uint8Array
  /** For each group the price that proves the bound: what a seat there would be worth to others. */
  readonly price: Float64Array
  /** Wishes that came true and first groups together. */
  readonly worth: number
  /** No plan is worth more than this. Equal to `worth`: the plan is proved to be a best one. */
  readonly bound: number
}

/** The most groups that one problem may have. */
export const mostGroups = 4096

/** The most seats that one row may want. */
export const mostSeats = 12

/**
 * Whether a problem can be solved exactly: arrays that fit together, whole numbers, and sums below 2^53.
 * @returns Ok: the same problem. Err `invalid`: what is wrong, at most once for each array.
 */
export function checkEnrolmentProblem(problem: EnrolmentProblem): Outcome<EnrolmentProblem> {
  if (typeof problem !== 'object' || (problem as unknown) === null)
    return settle(problem, [invalid('', 'invalid-type', 'must be an object')])
  for (const problems of [typeProblems, shapeProblems, numberProblems]) {
    const found = problems(problem)
    if (found.length > 0) return settle(problem, found)
  }
  return settle(problem, sizeProblems(problem))
}

function typeProblems(problem: EnrolmentProblem): readonly Problem[] {
  const problems: Problem[] = []
  for (const field of ['seats', 'slotStart', 'slots', 'start', 'group', 'most'] as const)
    if (!(problem[field] instanceof Int32Array))
      problems.push(invalid(pointer(field), 'invalid-type', 'must be an Int32Array'))
  for (const field of ['worth', 'first'] as const)
    if (!(problem[field] instanceof Int32Array) && !(problem[field] instanceof Float64Array))
      problems.push(invalid(pointer(field), 'invalid-type', 'must be an Int32Array or a Float64Array'))
  return problems
}

function shapeProblems({ seats, slotStart, slots, start, group, worth, first, most }: EnrolmentProblem): Problem[] {
  const problems: Problem[] = []
  const wrong = (path: Pointer, message: string) => problems.push(invalid(path, 'inconsistent', message))
  const rows = (field: 'start' | 'slotStart', at: Int32Array, rowCount: number, end: number): void => {
    if (at.length !== rowCount + 1) wrong(pointer(field), 'must be one longer than there are rows of it')
    else if (at[0] !== 0 || at[rowCount] !== end) wrong(pointer(field), 'must go from 0 to the number of entries')
    else if (at.some((value, i) => i > 0 && value < at[i - 1]!)) wrong(pointer(field), 'must not fall')
  }
  rows('start', start, most.length, group.length)
  rows('slotStart', slotStart, seats.length, slots.length)
  if (first.length !== most.length) wrong('/first', 'must be as long as most')
  if (worth.length !== group.length) wrong('/worth', 'must be as long as group')
  return problems
}

function numberProblems({ seats, slots, start, group, worth, first, most }: EnrolmentProblem): Problem[] {
  const problems: Problem[] = []
  const each = (field: string, values: Costs, least: number, beyond: number, message: string): void => {
    const bad = values.findIndex((value) => !Number.isSafeInteger(value) || value < least || value > beyond)
    if (bad >= 0) problems.push(invalid(pointer(field, bad), 'invalid-value', message))
  }
  if (seats.length > mostGroups) problems.push(invalid('/seats', 'too-large', 'has too many groups'))
  each('seats', seats, 0, 2147483647, 'must be a whole number from 0')
  each('slots', slots, 0, 2147483647, 'must be a whole number from 0')
  each('group', group, 0, seats.length - 1, 'must be the index of a group')
  each('worth', worth, 1, Number.MAX_SAFE_INTEGER, 'must be a whole number from 1')
  each('first', first, 0, Number.MAX_SAFE_INTEGER, 'must be a whole number from 0')
  each('most', most, 0, mostSeats, 'must be a whole number from 0 to 12')
  const seen = new Int32Array(seats.length).fill(-1)
  for (let i = 0; i < most.length && problems.length === 0; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (seen[group[e]!] === i) problems.push(invalid(pointer('group', e), 'duplicate', 'the row wishes it twice'))
      seen[group[e]!] = i
    }
  return problems
}

function sizeProblems({ start, worth, first, most }: EnrolmentProblem): readonly Problem[] {
  let units = 0
  let dearest = 0
  for (const value of worth) if (value > dearest) dearest = value
  let firstMost = 0
  for (const value of first) if (value > firstMost) firstMost = value
  for (let i = 0; i < most.length; i++) units += Math.min(most[i]!, start[i + 1]! - start[i]!)
  return (units + 4) * (dearest + firstMost) * 2 > Number.MAX_SAFE_INTEGER
    ? [invalid('/worth', 'too-large', 'the sum of worths must stay below 2^53')]
    : []
}

/** What the wishes taken are worth together, with the first group of each row. */
export function worthOf({ start, worth, first, most }: EnrolmentProblem, taken: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < most.length; i++) {
    let any = false
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (taken[e] === 0) continue
      sum += worth[e]!
      any = true
    }
    if (any) sum += first[i]!
  }
  return sum
}
