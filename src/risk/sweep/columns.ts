import { type EpochDay, epochDay, type PlainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import type { Tier } from '../../policy.ts'
import type { ChildFile } from '../../records/index.ts'
import { type Cells, cellsOf, copyCell } from '../backend/cells.ts'
import { atDesk } from '../backend/desk.ts'
import { verdictsOf } from '../backend/verdicts.ts'
import { defaultRuleset } from '../defaults/document.ts'
import type { Beside } from '../reading/fact.ts'
import { between, meet, type Span } from '../reading/span.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'

/** How the rules come out for all children in columns: for each rule, in the order of the ruleset, 0 no, 1 unknown, 2 yes, child by child. */
export interface ColumnVerdicts {
  readonly truths: readonly Uint8Array[]
  readonly tiers: Uint8Array
  readonly tiersUpper: Uint8Array
}

/**
 * The facts of many children, fact by fact, so that all of them can be asked again in one go: some two hundred bytes for a child. It keeps no
 * file and no name. Made for one process and one ruleset; what is kept on disk are files.
 */
export interface FactColumns {
  readonly rules: Ruleset
  /** Ids in the order in which children were put in; the place in every column. */
  readonly children: readonly ChildId[]
  /** Reads a file in on a day; a child that is there already is replaced. */
  put(file: ChildFile, asOf: PlainDate, beside?: Beside): void
  /** Children of whom a fact reads differently on this day from the day on which they were read in: they have to be put in again. */
  due(asOf: PlainDate): readonly ChildId[]
  /** How the rules come out on a day for all children; right for those who are not due. */
  verdicts(asOf: PlainDate): ColumnVerdicts
}

/** Puts a child in its place, and says over which days everything that was read in stays as it is; ages and days since are worked out anew each day. */
function put(
  rules: Ruleset,
  file: ChildFile,
  beside: Beside,
  day: EpochDay,
  cells: readonly Cells[],
  at: number,
): Span {
  return atDesk(rules, ({ read, row }) => {
    read(file, beside, day)
    return rules.plan.columns.reduce(
      (span, column, i) => {
        const cell = cells[i]
        if (!cell || column.kind === 'round') return span
        copyCell(column, row, i, cell, at)
        return meet(span, { from: row.from[i] ?? 0, until: row.until[i] ?? 0 })
      },
      between(day, rules.turns),
    )
  })
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(list: T, size: number): T {
  if (list.length === 0) return list
  // A typed array of the same kind with more room.
  const wider = new (list.constructor as new (length: number) => T)(size)
  wider.set(list)
  return wider
}

const roomier = ({ codes, bits, least, most }: Cells, size: number): Cells => ({
  codes: grown(codes, size),
  bits: grown(bits, size),
  least: grown(least, size),
  most: grown(most, size),
})

/**
 * Empty columns for a ruleset: put files in once, ask all of them again every day, and read in again only those that are due or were changed.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { factColumns } from 'childfile/risk'
 * const columns = factColumns()
 * columns.put(childFile({ id: 'c1', name: '李小花', care: { guardianshipRating: 'poor' } }), '2026-09-15')
 * Array.from(columns.verdicts('2026-09-15').tiers) // => [2]
 * ```
 */
export function factColumns(rules: Ruleset = defaultRuleset): FactColumns {
  const children: ChildId[] = []
  const places = new Map<ChildId, number>()
  let room = 1024
  let cells: readonly Cells[] = rules.plan.columns.map((column) => cellsOf(column, room))
  let from = new Float64Array(room)
  let until = new Float64Array(room)
  return {
    rules,
    children,
    put(file, asOf, beside = {}) {
      const known = places.get(file.id)
      const at = known ?? children.length
      if (at === room) {
        room *= 2
        cells = cells.map((column) => roomier(column, room))
        from = grown(from, room)
        until = grown(until, room)
      }
      const span = put(rules, file, beside, epochDay(asOf), cells, at)
      from[at] = span.from
      until[at] = span.until
      if (known !== undefined) return
      places.set(file.id, at)
      children.push(file.id)
    },
    due(asOf) {
      const day = epochDay(asOf)
      return children.filter((_, at) => day < (from[at] ?? 0) || day >= (until[at] ?? 0))
    },
    verdicts(asOf) {
      const truths = verdictsOf(rules, cells, children.length, epochDay(asOf))
      const tiers = new Uint8Array(children.length)
      const tiersUpper = new Uint8Array(children.length)
      rules.rules.forEach(({ rule }, at) => raise(truths[at] ?? tiers, rule.tier, tiers, tiersUpper))
      return { truths, tiers, tiersUpper }
    },
  }
}

/** Raises the tiers of the children for whom a rule fires, or may. */
function raise(truths: Uint8Array, tier: Tier, tiers: Uint8Array, upper: Uint8Array): void {
  for (let i = 0; i < truths.length; i += 1) {
    const truth = truths[i] ?? 0
    if (truth === 0) continue
    if (truth === 2 && (tiers[i] ?? 0) < tier) tiers[i] = tier
    if ((upper[i] ?? 0) < tier) upper[i] = tier
  }
}
