/**
 * Somebody who has nothing but printed tables, knows how they are printed, and wants a child. He writes down what the prints say of the
 * true counts as equations and bounds over whole numbers, and asks for each count, total and change how small and how large it can be:
 * by differences where two prints settle it, else by integer programming over every world that fits. What cannot be but one number
 * from 1 to least - 1 has been told.
 */
import highsLoader from 'highs'
import { publishable, publishedTable, type CountOf, type Publication, suppressed } from '../src/report/index.ts'
import { monthsOf } from '../test/report/counties.ts'
import type { Proof } from './proof.ts'

interface Solved {
  readonly Status: string
  readonly Columns: Readonly<Record<string, { readonly Primal: number }>>
}
interface Highs {
  readonly solve: (text: string, options: Readonly<Record<string, unknown>>) => Solved
}

const least = 5
const days = ['2026-09-30', '2026-10-31', '2026-11-30'] as const
const fields = ['township', 'tier', 'age'] as const
type Field = (typeof fields)[number]

/** A printed number: of which month, over which values; `hidden` if nothing but a mark stands there. */
interface Printed {
  readonly month: number
  /** The month before which it is a change. */
  readonly since?: number
  readonly values: Readonly<Partial<Record<Field, string>>>
  readonly says: { readonly exactly: number } | { readonly near: number } | 'hidden' | 'few'
}

/** What is printed of a county over its months, and the fields of which there is a table. */
interface Prints {
  readonly months: number
  readonly values: Readonly<Record<Field, readonly string[]>>
  readonly printed: readonly Printed[]
}

type Terms = ReadonlyMap<string, number>
type World = Readonly<Record<string, number>>

/** A count, a total, or a change of one, as what has to be added up. */
interface Target {
  readonly name: string
  readonly terms: Terms
}

const tables: readonly (readonly [Field, Field])[] = [
  ['township', 'tier'],
  ['township', 'age'],
  ['tier', 'age'],
]

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

/** The combinations of values, by their names as variables; those that no print speaks of are left together. */
function combinations({
  values,
}: Prints): readonly { readonly name: string; readonly values: Record<Field, string> }[] {
  return values.township.flatMap((township, i) =>
    values.tier.flatMap((tier, j) =>
      values.age.map((age, k) => ({ name: `${i}_${j}_${k}`, values: { township, tier, age } })),
    ),
  )
}

const keyOf = ({ month, since, values }: Omit<Printed, 'says'>): string =>
  `${since === undefined ? '' : `change ${days[since] ?? ''} to `}${days[month] ?? ''} ${fields.map((field) => values[field] ?? 'all').join(' ')}`

interface Found {
  /** By differences of what was printed. */
  readonly simple: readonly string[]
  /** By integer programming. */
  readonly told: readonly string[]
  /** How often the solver was asked. */
  readonly solves: number
  /** The first world that fitted. */
  readonly world: World
}

/** The attack: what it could derive, by name; it stops after `enough` that no simple difference tells. */
function attack(highs: Highs, prints: Prints, enough = Number.MAX_SAFE_INTEGER): Found {
  const all = combinations(prints)
  const members = (values: Printed['values']) =>
    all.filter((one) => fields.every((field) => values[field] === undefined || values[field] === one.values[field]))
  const termsOf = ({ month, since, values }: Omit<Printed, 'says'>, letter = 't'): Terms =>
    new Map(
      members(values).flatMap(({ name }) => [
        [`${letter}${month}_${name}`, 1] as const,
        ...(since === undefined ? [] : [[`${letter}${since}_${name}`, -1] as const]),
      ]),
    )
  const asked = new Map<string, Target>()
  const target = (one: Omit<Printed, 'says'>): void => {
    const name = keyOf(one)
    if (!asked.has(name)) asked.set(name, { name, terms: termsOf(one) })
  }
  for (const one of prints.printed) {
    target(one)
    if (one.since === undefined && one.month > 0) target({ ...one, since: one.month - 1 })
  }
  const targets = [...asked.values()]

  // What two prints settle by themselves.
  const exact = new Map<string, number>()
  for (const one of prints.printed)
    if (typeof one.says === 'object' && 'exactly' in one.says) exact.set(keyOf(one), one.says.exactly)
  const simple = new Set<string>()
  const told = new Set<string>()
  const few = (n: number): boolean => n !== 0 && Math.abs(n) < least
  for (const one of prints.printed) {
    const now = exact.get(keyOf(one))
    const before = exact.get(keyOf({ ...one, month: one.month - 1 }))
    if (now !== undefined && few(now)) simple.add(keyOf(one))
    if (one.since === undefined && now !== undefined && before !== undefined && few(now - before))
      simple.add(keyOf({ ...one, since: one.month - 1 }))
  }

  // What all of them settle together: true counts t, and blocks of least q that were printed for each combination.
  const lines: string[] = []
  const bounds: string[] = []
  const whole = new Set<string>()
  const text = (terms: Terms): string =>
    [...terms].map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`).join(' ')
  for (let month = 0; month < prints.months; month++) for (const { name } of all) whole.add(`t${month}_${name}`)
  const rounded = new Set<number>()
  for (const one of prints.printed) {
    if (one.says === 'few') lines.push(`${text(termsOf(one))} >= 1`, `${text(termsOf(one))} <= ${least - 1}`)
    else if (one.says === 'hidden') continue
    else if ('exactly' in one.says) lines.push(`${text(termsOf(one))} = ${one.says.exactly}`)
    else {
      lines.push(`${text(termsOf(one, 'q'))} = ${one.says.near / least}`)
      rounded.add(one.month)
    }
  }
  for (const month of rounded)
    for (const { name } of all) {
      whole.add(`q${month}_${name}`)
      lines.push(`t${month}_${name} - ${least} q${month}_${name} <= ${least - 1}`)
      lines.push(`t${month}_${name} - ${least} q${month}_${name} >= ${1 - least}`)
    }
  for (const name of whole) bounds.push(`0 <= ${name} <= 100000`)
  const worlds: World[] = []
  let solves = 0
  const world = (terms: Terms, way: 'Minimize' | 'Maximize', gap = 0): number => {
    solves += 1
    const model = `${way}\n obj: ${text(terms)}\nSubject To\n${[...new Set(lines)].map((line, n) => ` c${n}: ${line}`).join('\n')}\nBounds\n${bounds.join('\n')}\nGeneral\n${[...whole].join(' ')}\nEnd`
    const { Status, Columns } = highs.solve(model, { mip_rel_gap: gap, mip_abs_gap: gap })
    if (Status !== 'Optimal') throw new Error(`the prints fit no world: ${Status}`)
    const found: World = Object.fromEntries(
      Object.entries(Columns).map(([name, { Primal }]) => [name, Math.round(Primal)]),
    )
    worlds.push(found)
    return valueIn(found, terms)
  }
  /** Two worlds that fit and differ, or one in which it is nobody: it is not told. */
  const open = ({ terms }: Target): boolean => {
    const seen = new Set(worlds.map((found) => valueIn(found, terms)))
    return seen.size > 1 || [...seen].some((value) => !few(value))
  }
  const everything: Terms = new Map(
    [...whole].filter((name) => name.startsWith('t')).map((name, n) => [name, 1 + (n % 2)]),
  )
  // Two worlds to begin with, a small and a large one; the best is not needed.
  for (const way of ['Minimize', 'Maximize'] as const) world(everything, way, 1000)
  for (const one of targets) {
    if (told.size >= enough) break
    if (simple.has(one.name) || open(one)) continue
    if (world(one.terms, 'Minimize') === world(one.terms, 'Maximize')) told.add(one.name)
  }
  return { simple: [...simple], told: [...told], solves, world: worlds[0] ?? {} }
}

const valueIn = (found: World, terms: Terms): number =>
  sum([...terms].map(([name, factor]) => factor * (found[name] ?? 0)))

/** A way to print the months of a county. */
type Way = (months: readonly (readonly CountOf[])[]) => readonly Printed[]

const valuesOf = (months: readonly (readonly CountOf[])[]): Prints['values'] => {
  const of = (field: Field): readonly string[] =>
    [...new Set(months.flat().map(({ values }) => values[field] ?? ''))].sort((a, b) => (a < b ? -1 : 1))
  return { township: of('township'), tier: of('tier'), age: of('age') }
}

/** Each table of a month: its counts, its rows, its columns and its total, as whoever prints them chooses. */
function tabled(
  months: readonly (readonly CountOf[])[],
  say: (
    cell: { readonly month: number; readonly true: number; readonly kind: 'count' | 'total' },
    at: readonly [number, number],
    square: readonly (readonly number[])[],
  ) => Printed['says'],
): readonly Printed[] {
  const values = valuesOf(months)
  return months.flatMap((counts, month) =>
    tables.flatMap(([rows, columns]) => {
      const square = values[rows].map((row) =>
        values[columns].map((column) =>
          sum(
            counts
              .filter((one) => one.values[rows] === row && one.values[columns] === column)
              .map(({ count }) => count),
          ),
        ),
      )
      const total = (n: number): Printed['says'] => say({ month, true: n, kind: 'total' }, [-1, -1], square)
      return [
        ...values[rows].flatMap((row, i) =>
          values[columns].map((column, j) => ({
            month,
            values: { [rows]: row, [columns]: column },
            says: say({ month, true: square[i]?.[j] ?? 0, kind: 'count' }, [i, j], square),
          })),
        ),
        ...values[rows].map((row, i) => ({ month, values: { [rows]: row }, says: total(sum(square[i] ?? [])) })),
        ...values[columns].map((column, j) => ({
          month,
          values: { [columns]: column },
          says: total(sum(square.map((line) => line[j] ?? 0))),
        })),
        { month, values: {}, says: total(sum(square.flat())) },
      ]
    }),
  )
}

const published = (months: readonly (readonly CountOf[])[]): readonly Publication[] =>
  months.reduce<readonly Publication[]>((before, counts, n) => {
    const next = publishable(counts, { asOf: days[n] ?? '2027-01-31', tables, before, least })
    if (next.isErr()) throw new Error('was not published')
    return [...before, next.value]
  }, [])

/** What `publishedTable` prints, number by number, and nothing else of the publication. */
const own: Way = (months) => printedWith(months, valuesOf(months))

function printedWith(months: readonly (readonly CountOf[])[], values: Prints['values']): readonly Printed[] {
  return published(months).flatMap((publication, month) =>
    tables.flatMap(([rows, columns]) => {
      const table = publishedTable(publication, {
        rows,
        columns,
        order: { rows: values[rows], columns: values[columns] },
      })
      if (table.isErr()) throw new Error('was not printed')
      const { counts, rowTotals, columnTotals, total } = table.value
      return [
        ...counts.flatMap((line, i) =>
          line.map((near, j) => ({
            month,
            values: { [rows]: values[rows][i] ?? '', [columns]: values[columns][j] ?? '' },
            says: { near },
          })),
        ),
        ...rowTotals.map((near, i) => ({ month, values: { [rows]: values[rows][i] ?? '' }, says: { near } })),
        ...columnTotals.map((near, j) => ({ month, values: { [columns]: values[columns][j] ?? '' }, says: { near } })),
        { month, values: {}, says: { near: total } },
      ]
    }),
  )
}

const exactly = (n: number): Printed['says'] => ({ exactly: n })
const small = (n: number): boolean => n > 0 && n < least

/** Other ways to print, each of which tells of a child. */
const shams: Readonly<Record<string, Way>> = {
  'nothing is hidden': (months) => tabled(months, ({ true: n }) => exactly(n)),
  'only small counts are hidden': (months) =>
    tabled(months.slice(0, 1), ({ true: n }) => (small(n) ? 'few' : exactly(n))),
  'each month is protected by itself': (months) => {
    const hidden = new Map<readonly (readonly number[])[], ReturnType<typeof suppressed>>()
    return tabled(months, ({ true: n, kind }, [i, j], square) => {
      if (kind === 'total') return small(n) ? 'few' : exactly(n)
      const shown = hidden.get(square) ?? suppressed(square, least)
      hidden.set(square, shown)
      return typeof shown[i]?.[j] === 'number' ? exactly(n) : 'hidden'
    })
  },
  'true changes are printed beside rounded counts': (months) => [
    ...own(months),
    ...tabled(months.slice(0, 2), ({ true: n }) => exactly(n))
      .filter(({ month }) => month === 1)
      .map((one, at) => ({
        ...one,
        since: 0,
        says: exactly(difference(one.says, tabled(months.slice(0, 1), ({ true: n }) => exactly(n))[at]?.says)),
      })),
  ],
  'a true total is printed beside rounded counts': (months) => [
    ...own(months).filter(({ values }) => Object.keys(values).length > 0),
    ...tabled(months, ({ true: n }) => exactly(n)).filter(({ values }) => Object.keys(values).length === 0),
  ],
}

const difference = (a: Printed['says'], b: Printed['says'] | undefined): number =>
  typeof a === 'object' && 'exactly' in a && typeof b === 'object' && 'exactly' in b ? a.exactly - b.exactly : 0

/**
 * Whether the whole rule, run again on a world of blocks that fits the prints, prints the same: then he who knows the rule to the last
 * step cannot rule that world out either, and in it every number is a multiple of `least`.
 */
function stands(world: World, months: number, values: Prints['values'], printed: readonly Printed[]): boolean {
  const all = combinations({ months, values, printed })
  const blocks = Array.from({ length: months }, (_, month) =>
    all.map((one): CountOf => ({ values: one.values, count: least * (world[`q${month}_${one.name}`] ?? 0) })),
  )
  return JSON.stringify(printedWith(blocks, values)) === JSON.stringify(printed)
}

/** Counties of every size that one may print: hamlets of a few children and counties of some hundreds. */
const counties = (count: number, from = 3): readonly (readonly (readonly CountOf[])[])[] =>
  Array.from({ length: count }, (_, seed) =>
    monthsOf({
      seed: seed + 1,
      townships: 1 + (seed % 4),
      children: from + ((seed * 37) % 180),
      months: seed % 5 === 0 ? 3 : 2,
    }),
  )

const load = async (): Promise<Highs> => (highsLoader as unknown as () => Promise<Highs>)()

const holds: Proof = {
  name: 'an attacker who has the published tables of 1000 counties over two and three months derives no count or change of 1 to 4',
  run: async () => {
    const highs = await load()
    let [told, solves, targets, ruledOut] = [0, 0, 0, 0]
    for (const months of counties(1000)) {
      const printed = own(months)
      const values = valuesOf(months)
      const found = attack(highs, { months: months.length, values, printed })
      if (!stands(found.world, months.length, values, printed)) ruledOut += 1
      told += found.simple.length + found.told.length
      solves += found.solves
      targets += printed.length
    }
    return {
      held: told === 0 && ruledOut === 0,
      says: `${told} of ${targets} printed numbers and their changes told, ${solves} integer programs; worlds of blocks ruled out by the rule: ${ruledOut}`,
    }
  },
}

const finds = (name: string, way: Way): Proof => ({
  name: `the attacker finds a child where ${name}`,
  run: async () => {
    const highs = await load()
    const each = counties(12, 40).map((months) =>
      attack(highs, { months: months.length, values: valuesOf(months), printed: way(months) }, 1),
    )
    const [simple, told] = [each.filter((one) => one.simple.length > 0), each.filter((one) => one.told.length > 0)]
    const first = simple[0]?.simple[0] ?? told[0]?.told[0]
    return {
      held: first !== undefined,
      says: `of ${each.length} counties in ${simple.length} by differences, in ${told.length} by integer programming; such as ${first ?? 'none'}`,
    }
  },
})

/** What may be published tells of no child; what may not, does. */
export const proofs: readonly Proof[] = [holds, ...Object.entries(shams).map(([name, way]) => finds(name, way))]
