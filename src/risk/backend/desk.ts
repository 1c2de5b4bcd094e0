import type { EpochDay } from '../../date.ts'
import { type ChildFile, childFile } from '../../records/index.ts'
import { inForce, viewOf } from '../evaluation.ts'
import { readingOf } from '../language/program.ts'
import type { Beside, View } from '../reading/fact.ts'
import type { Ruleset } from '../ruleset/ruleset.ts'
import { emptinessOf, entryScannerOf, scannerOf } from '../scan/catalogue.ts'
import {
  BoundsCell,
  CodeCell,
  CodesCell,
  type FactCell,
  notCollected,
  type Row,
  rowOf,
  TruthCell,
} from '../scan/cell.ts'
import type { Now } from '../scan/now.ts'
import type { Scan, Scanner } from '../scan/scanner.ts'
import { dayBarsOf, framesOf } from './frame.ts'
import { type Bench, benchOf, runTape, runTapes, tapeOf } from './tape.ts'
import type { Column, EntriesPlan } from './plan.ts'

/** A place for one child at a time: the cells of its facts, and how the rules come out. */
export interface Desk {
  readonly row: Row
  /** The row and what it is held against on the day. */
  readonly bench: Bench
  /** Reads a file in on a day. What the facts say holds for that day; counts of flags are filled in by `judge`. */
  readonly read: (file: ChildFile, beside: Beside, day: EpochDay) => void
  /**
   * How the rules come out for the child that was read in: 0 no, 1 unknown, 2 yes, in the order of the ruleset; a rule that is not in force
   * is no. Overwritten by the next child.
   */
  readonly judge: () => Uint8Array
  /** The first day after the day asked on which a rule may come out differently although nothing new is written down; infinite if there is none. */
  readonly wake: () => number
  /** The rules that others count and that are in force on the day that was judged, by their places. */
  readonly counted: () => readonly number[]
  /** The file on the day, for reasons; made when it is asked for. */
  readonly view: () => View
}

const nobody = childFile({ id: '-', name: '-' })

/** A desk for a ruleset. */
export function deskOf(ruleset: Ruleset): Desk {
  const { plan, rules } = ruleset
  const row = rowOf(plan.columns.length)
  let view: View | undefined
  const viewNow = (): View => {
    view ??= viewOf(now.file, now.beside, now.day as EpochDay, ruleset)
    return view
  }
  const now: Now = {
    file: nobody,
    beside: {},
    day: -Infinity,
    asOf: '0000-01-01',
    family: 0,
    school: 0,
    health: 0,
    notSeen: 0,
    measurement: 0,
    mood: 0,
    absence: 0,
    tooYoungToTalk: 0,
    read: (name) => {
      const fact = ruleset.facts[name]
      if (!fact) throw new Error('a plan named a fact that is not in the catalogue')
      return readingOf(viewNow(), fact, ruleset.slot(name))
    },
  }
  const tape = tapeOf(plan)
  const bench = benchOf(plan, tape, row)
  const scans = scansOf(ruleset, row, now, viewNow)
  const rounds = countersOf(ruleset, row)
  const truths = new Uint8Array(rules.length)
  const ends = new Float64Array(rules.length)
  const frames = framesOf(ruleset)
  const dayBars = dayBarsOf(plan, ruleset.parameters)
  let rulesOn = -Infinity
  let first: readonly number[] = []
  let second: readonly number[] = []
  let counted: readonly number[] = []
  let turn = Infinity
  let wake = Infinity

  const enter = (day: EpochDay): void => {
    const { asOf, windows } = frames(day)
    now.asOf = asOf
    now.family = windows.family
    now.school = windows.school
    now.health = windows.health
    now.notSeen = windows.notSeen
    now.measurement = windows.measurement
    now.mood = windows.mood
    now.absence = windows.absence
    now.tooYoungToTalk = windows.tooYoungToTalk
    const held = dayBars(day)
    bench.bars = held.bars
    bench.values = held.values
    now.day = day
  }
  const sort = (day: number): void => {
    rulesOn = day
    const active = rules.flatMap((one, at) => (inForce(one, day) ? [at] : []))
    first = active.filter((at) => rules[at]?.round === 1)
    second = active.filter((at) => rules[at]?.round === 2)
    counted = active.filter((at) => rules[at]?.counted)
    const ahead = rules.map(({ from, to }) => (from > day ? from : from <= day && day < to ? to : Infinity))
    turn = [...ahead, ...ruleset.turns.filter((one) => one > day)].reduce(
      (least, one) => Math.min(least, one),
      Infinity,
    )
    truths.fill(0)
  }
  const run = (list: readonly number[]): void => {
    wake = runTapes(tape, list, bench, now.day, wake, truths, ends)
  }
  return {
    row,
    bench,
    read(file, beside, day) {
      if (now.day !== day) enter(day)
      now.file = file
      now.beside = beside
      view = undefined
      for (const scan of scans) scan()
    },
    judge() {
      if (rulesOn !== now.day) sort(now.day)
      wake = turn
      run(first)
      if (second.length > 0) {
        for (const count of rounds) count(counted, truths, ends, turn)
        run(second)
      }
      return truths
    },
    wake: () => wake,
    counted: () => counted,
    view: viewNow,
  }
}

function factCell(column: Exclude<Column, { kind: 'truth' }>, row: Row, at: number): FactCell {
  switch (column.kind) {
    case 'code':
      return new CodeCell(row, at, column.codes)
    case 'codes':
      return new CodesCell(row, at, column.codes)
    case 'bounds':
    case 'round':
      return new BoundsCell(row, at)
  }
}

/** How the columns are filled, those that are read in one go together. */
function scansOf(ruleset: Ruleset, row: Row, now: Now, view: () => View): readonly Scan[] {
  const groups = new Map<Scanner, { readonly fact: string; readonly cell: FactCell }[]>()
  const single: Scan[] = []
  ruleset.plan.columns.forEach((column, at) => {
    if (column.kind === 'round') return
    if (column.kind === 'truth') {
      single.push(truthScan(ruleset, column, new TruthCell(row, at), now, view))
      return
    }
    const fact = ruleset.facts[column.fact]
    const scanner = fact && scannerOf(fact)
    const asked = { fact: column.fact, cell: factCell(column, row, at) }
    if (!scanner) single.push(() => asked.cell.readIn(now.read(column.fact)))
    else groups.set(scanner, [...(groups.get(scanner) ?? []), asked])
  })
  return [...[...groups].map(([scanner, asked]) => scanner(asked, now)), ...single]
}

function truthScan(
  ruleset: Ruleset,
  { program, list, entries }: Extract<Column, { kind: 'truth' }>,
  cell: TruthCell,
  now: Now,
  view: () => View,
): Scan {
  const quick = entries && entryScan(ruleset, entries, cell, now)
  if (quick) return quick
  const fact = list === undefined ? undefined : ruleset.facts[list]
  const isEmpty = fact && emptinessOf(fact)
  return () => {
    if (isEmpty?.(now)) {
      cell.unknown(-Infinity, Infinity, notCollected)
      return
    }
    const { from, until } = program.span(view())
    cell.set(program.truth(view()), from, until)
  }
}

function entryScan(ruleset: Ruleset, { op, list, plan }: EntriesPlan, cell: TruthCell, now: Now): Scan | undefined {
  const fact = ruleset.facts[list]
  const scanner = fact && entryScannerOf(fact)
  if (!scanner) return undefined
  const row = rowOf(plan.columns.length)
  const fields: Record<string, CodeCell> = {}
  plan.columns.forEach((column, at) => {
    if (column.kind === 'code') fields[column.fact.slice('each.'.length)] = new CodeCell(row, at, column.codes)
  })
  const tape = tapeOf(plan)
  const bench = benchOf(plan, tape, row)
  const judge = (): number => {
    runTape(tape, 0, bench, now.day, Infinity)
    return bench.truths[0] ?? 0
  }
  return scanner.scan(fields, judge, op === 'some' ? 2 : 0, cell, now)
}

type Counter = (counted: readonly number[], truths: Uint8Array, ends: Float64Array, turn: number) => void

/** Counts the moderate rules of the first round that fire, and that may, or the domains in which they do. */
function countersOf({ plan, rules }: Ruleset, { least, most, until }: Row): readonly Counter[] {
  const domains = [...new Set(rules.map(({ rule }) => rule.domain))]
  const domainOf = rules.map(({ rule }) => domains.indexOf(rule.domain))
  return plan.columns.flatMap((column, at): readonly Counter[] => {
    if (column.kind !== 'round') return []
    const byDomain = column.fact === 'flags.moderateDomains'
    const best = new Uint8Array(domains.length)
    return [
      (counted, truths, ends, turn) => {
        let [surely, perhaps, end] = [0, 0, Infinity]
        if (counted.length > 0) end = turn
        best.fill(0)
        for (const rule of counted) {
          const truth = truths[rule] ?? 0
          const domain = domainOf[rule] ?? 0
          if ((ends[rule] ?? 0) < end) end = ends[rule] ?? 0
          if (byDomain) {
            if (truth > (best[domain] ?? 0)) best[domain] = truth
          } else {
            if (truth === 2) surely += 1
            if (truth !== 0) perhaps += 1
          }
        }
        if (byDomain)
          for (const truth of best) {
            if (truth === 2) surely += 1
            if (truth !== 0) perhaps += 1
          }
        least[at] = surely
        most[at] = perhaps
        until[at] = end
      },
    ]
  })
}

/** A desk that is kept for a ruleset, and whether somebody works at it. */
interface Seat {
  readonly desk: Desk
  taken: boolean
}
const seats = new WeakMap<Ruleset, Seat>()

/** The desk that is kept for a ruleset. */
export function seatOf(ruleset: Ruleset): Seat {
  const known = seats.get(ruleset)
  if (known) return known
  const seat = { desk: deskOf(ruleset), taken: false }
  seats.set(ruleset, seat)
  return seat
}

/** Takes a desk for a while. A function of the caller may assess another child meanwhile, at a desk of its own. */
export function atDesk<T>(ruleset: Ruleset, work: (desk: Desk) => T, seat = seatOf(ruleset)): T {
  if (seat.taken) return work(deskOf(ruleset))
  seat.taken = true
  try {
    return work(seat.desk)
  } finally {
    seat.taken = false
  }
}
