import type { PlainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import type { AidEvent, AidEventOf, Restriction } from '../record/aid-event.ts'

/**
 * The books while they are being written: one row for each entry, amounts in columns. What a column means depends on the row:
 * `free` of a lot is what is left; `waiting` what is set aside and not handed over (lot, allocation, need); `handed` what is handed over
 * and not come back (lot, allocation, need); `back` what went back (lot: to its giver; delivery: what came back of it).
 */
export interface Book {
  readonly rows: readonly AidEvent[]
  readonly at: Map<string, number>
  readonly needAt: Map<string, number>
  readonly lastNeedOf: Map<string, number>
  readonly needBefore: Int32Array
  readonly ties: ReadonlyMap<string, readonly Tied[]>
  readonly receipts: Map<string, { readonly giver: string; readonly gifts: Set<number> }>
  readonly restrictions: Map<number, Restriction>
  readonly accepted: Uint8Array
  /** Taken back by a counter-entry, or a need that was dropped. */
  readonly gone: Uint8Array
  readonly droppedNeeds: Set<number>
  readonly approved: Uint8Array
  /** The row that this one rests on: purchase and allocation on a lot, delivery on an allocation, return on a delivery. */
  readonly upon: Int32Array
  /** How many standing entries rest on this one, approvals aside. */
  readonly resting: Int32Array
  /** The need of an allocation; the gift that a lot comes from. */
  readonly other: Int32Array
  readonly free: Float64Array
  readonly waiting: Float64Array
  readonly handed: Float64Array
  readonly back: Float64Array
  readonly lost: Float64Array
  readonly spent: Float64Array
}

/** A span of days, half-open, in which somebody has an interest in a child. */
export interface Tied {
  readonly child: ChildId
  readonly from: PlainDate
  readonly to: PlainDate
}

/** Who has the interest, as a key. */
export const partyKey = (party: AidEventOf<'tie'>['party']): string =>
  'giver' in party ? `giver ${party.giver}` : `worker ${party.worker}`

const noEnd: PlainDate = '9999-12-31'

function tiesIn(rows: readonly AidEvent[]): ReadonlyMap<string, readonly Tied[]> {
  const ties = rows.filter((row) => row.kind === 'tie')
  if (ties.length === 0) return new Map()
  const ends = new Map<string, PlainDate>()
  for (const row of rows) if (row.kind === 'counter' && !ends.has(row.entry)) ends.set(row.entry, row.on)
  const found = new Map<string, Tied[]>()
  for (const { id, on, party, child } of ties) {
    const key = partyKey(party)
    const list = found.get(key) ?? []
    list.push({ child, from: on, to: ends.get(id) ?? noEnd })
    found.set(key, list)
  }
  return found
}

/** Books in which nothing is written yet, for entries in their order. */
export function blankBook(rows: readonly AidEvent[]): Book {
  const n = rows.length
  return {
    rows,
    at: new Map(),
    needAt: new Map(),
    lastNeedOf: new Map(),
    needBefore: new Int32Array(n).fill(-1),
    ties: tiesIn(rows),
    receipts: new Map(),
    restrictions: new Map(),
    accepted: new Uint8Array(n),
    gone: new Uint8Array(n),
    droppedNeeds: new Set(),
    approved: new Uint8Array(n),
    upon: new Int32Array(n),
    resting: new Int32Array(n),
    other: new Int32Array(n),
    free: new Float64Array(n),
    waiting: new Float64Array(n),
    handed: new Float64Array(n),
    back: new Float64Array(n),
    lost: new Float64Array(n),
    spent: new Float64Array(n),
  }
}

/** The amount in a column. */
export const amount = (column: Float64Array, row: number): number => column[row] ?? 0

/** Moves an amount within the books. */
export const add = (column: Float64Array, row: number, by: number): void => {
  column[row] = (column[row] ?? 0) + by
}
