import { isDate, type Window } from '../../date.ts'
import { invalid, type Outcome, settle } from '../../problem.ts'
import { type Area, areaPath } from './area.ts'
import { type DatedStay, datedStays, type RegisteredChild, type RegisterStay, type StayEnd } from './register-stay.ts'
import { areaRows, type RollUpAreas, wrongLevels } from './roll-up-table.ts'

/** Over which days and areas coming and going is counted. */
export interface MovementAsked extends RollUpAreas {
  /** From the beginning of `from` to the beginning of `to`. */
  readonly period: Window
}

/**
 * Who was there, came and left: opening + entered + movedIn - left - movedOut = closing. Moving from one part of an area to another is
 * neither in nor out of it; it is `within`.
 */
export interface Movement {
  readonly opening: number
  readonly entered: number
  readonly movedIn: number
  readonly left: number
  readonly movedOut: number
  readonly closing: number
  /** Moves between its own parts. The parts' movedIn add up to movedIn + within, their movedOut to movedOut + within. */
  readonly within: number
  /** Those who left, by reason; adds up to `left`. */
  readonly leftBecause: Readonly<Record<Exclude<StayEnd, 'none'>, number>>
  /** Stays that are over and of which nobody wrote down since when; they are in none of the others. */
  readonly undated: number
}

/** Coming and going in one area. */
export interface MovementRow extends Area {
  readonly movement: Movement
}

type Tally = { -readonly [K in Exclude<keyof Movement, 'leftBecause'>]: number } & {
  leftBecause: Record<Exclude<StayEnd, 'none'>, number>
}

const blank = (): Tally => ({
  opening: 0,
  entered: 0,
  movedIn: 0,
  left: 0,
  movedOut: 0,
  closing: 0,
  within: 0,
  leftBecause: {
    parentReturned: 0,
    movedWithParents: 0,
    reachedAge: 0,
    died: 0,
    adopted: 0,
    movedAway: 0,
    registeredInError: 0,
    other: 0,
    notCollected: 0,
  },
  undated: 0,
})

/**
 * Who was on the register of each area when a period began, who entered, moved in, left, moved out, and who was there when it ended, from
 * the histories of the children. Opening and closing of the parts add up to their area; the closing of one period is the opening of the
 * next. A stay that ends on the day on which another begins elsewhere is a move. Exact: for the office alone.
 * @returns Ok: a row for each area, in the order of `rollUpTables`. Err `invalid`: days that do not exist or are out of order; levels.
 * @source table checks (勾稽关系) of the register: opening + in - out = closing
 * @example
 * ```ts
 * import { DivisionCode } from 'childfile'
 * import { movements } from 'childfile/report'
 * const [a, b] = [DivisionCode.parse('520526113'), DivisionCode.parse('520526114')]
 * const stays = [{ division: a, from: '2026-03-01', to: '2026-10-08', reason: 'none' }, { division: b, from: '2026-10-08', to: 'none', reason: 'none' }] as const
 * const asked = { period: { from: '2026-10-01', to: '2026-11-01' }, levels: [6, 9] } as const
 * const rows = movements([{ stays, classes: {} }], asked)
 * rows.map((all) => all.map(({ id, movement: m }) => [id, m.opening, m.movedIn, m.movedOut, m.closing, m.within])).unwrapOr([]) // => [["all", 1, 0, 0, 1, 0], ["520526", 1, 0, 0, 1, 1], ["520526113", 1, 0, 1, 0, 0], ["520526114", 0, 1, 0, 1, 0]]
 * ```
 */
export function movements(
  children: readonly RegisteredChild[],
  { period, levels, areas = [] }: MovementAsked,
): Outcome<readonly MovementRow[]> {
  const wrong = [
    ...(isDate(period.from) && isDate(period.to) && period.from < period.to
      ? []
      : [invalid('/period', 'invalid-date', 'two days that exist, the first before the other')]),
    ...wrongLevels(levels),
  ]
  return settle(undefined, wrong).map(() => {
    const paths = (of: readonly { readonly division: RegisterStay['division'] }[]): readonly (readonly Area[])[] =>
      of.map(({ division }) => areaPath(division, levels))
    const known = areas.map((code) => areaPath(code, levels).filter(({ kind }) => kind !== 'rest'))
    const rows = areaRows([...children.flatMap(({ stays }) => paths(stays)), ...known], blank)
    const at = (id: string): Tally => rows.get(id)?.value ?? blank()
    for (const { stays } of children) {
      for (const path of paths(stays.filter(({ to }) => to === 'notCollected')))
        for (const { id } of path) at(id).undated += 1
      tally(datedStays(stays), { period, at, pathOf: (stay) => areaPath(stay.division, levels) })
    }
    return [...rows.values()].map(({ area, value }) => ({ ...area, movement: value }))
  })
}

interface Tallying {
  readonly period: Window
  readonly at: (id: string) => Tally
  readonly pathOf: (stay: DatedStay) => readonly Area[]
}

function tally(stays: readonly DatedStay[], { period, at, pathOf }: Tallying): void {
  const isIn = (day: string): boolean => day >= period.from && day < period.to
  for (const [i, stay] of stays.entries()) {
    const path = pathOf(stay)
    const before = stays[i - 1]
    const after = stays[i + 1]
    const goesOn = after !== undefined && after.from === stay.to
    const cameFrom = before !== undefined && before.to === stay.from ? pathOf(before) : undefined
    const opens = stay.from < period.from && (stay.to === 'none' || stay.to >= period.from)
    const closes = stay.from < period.to && (stay.to === 'none' || stay.to >= period.to)
    // A stay that ends on the very first day is still there when the period begins, and leaves on that day.
    for (const { id } of path) {
      if (opens) at(id).opening += 1
      if (closes) at(id).closing += 1
      if (isIn(stay.from) && !cameFrom) at(id).entered += 1
      if (stay.to !== 'none' && isIn(stay.to) && !goesOn) {
        at(id).left += 1
        at(id).leftBecause[stay.reason === 'none' ? 'notCollected' : stay.reason] += 1
      }
    }
    if (isIn(stay.from) && cameFrom) moved(cameFrom, path, at)
  }
}

/** A move changes the areas that only one of the paths has, and is within the last one that both have. */
function moved(out: readonly Area[], into: readonly Area[], at: Tallying['at']): void {
  const shared = into.filter(({ id }, i) => out[i]?.id === id).length
  if (shared === out.length && shared === into.length) return
  for (const { id } of out.slice(shared)) at(id).movedOut += 1
  for (const { id } of into.slice(shared)) at(id).movedIn += 1
  const common = into[shared - 1]
  if (common) at(common.id).within += 1
}
