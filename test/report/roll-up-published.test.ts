import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DivisionCode } from '../../src/index.ts'
import {
  type AreaLevel,
  type Counted,
  measureAxis,
  printedTable,
  type Publication,
  publishRollUp,
  rollUpFaults,
  rollUpTables,
  termMeasures,
} from '../../src/report/index.ts'

const levels: readonly AreaLevel[] = [9, 12]
const days = ['2026-09-30', '2026-10-31', '2026-11-30'] as const
const axes = [measureAxis(termMeasures[0]), measureAxis(termMeasures[3])]
const codes = ['520526113', '520526113205', '520526113206', '520526114201', '520526'].map((code) =>
  DivisionCode.parse(code),
)
const answers = ['yes', 'no', 'notCollected', 'notApplicable']

const child = fc.record({
  division: fc.constantFrom<Counted['division']>(...codes, 'notCollected'),
  classes: fc.record({ namedAdult: fc.constantFrom(...answers), moodTwice: fc.constantFrom(...answers) }),
})
/** Three months: some come, some go, some change. */
const months = fc
  .tuple(
    fc.array(child, { maxLength: 120 }),
    fc.array(fc.nat(130), { maxLength: 8 }),
    fc.array(child, { maxLength: 6 }),
  )
  .map(([first, gone, come]): readonly (readonly Counted[])[] => {
    const second = [...first.filter((_, i) => !gone.includes(i)), ...come.slice(0, 3)]
    return [first, second, [...second.slice(1), ...come.slice(3)]]
  })

type Printing = (months: readonly (readonly Counted[])[]) => readonly Publication[]

const printed: Printing = (all) =>
  all.reduce<readonly Publication[]>(
    (before, counted, n) => [
      ...before,
      publishRollUp(counted, { asOf: days[n] ?? '2026-12-31', axes, levels, before })._unsafeUnwrap(),
    ],
    [],
  )

/** The children of a publication, had it been the truth. */
const asTruth = ({ counts }: Publication): readonly Counted[] =>
  counts.flatMap(({ values, count }) => {
    const id = values['area12'] ?? ''
    const at = id.replace(/\/rest$/, '')
    const division = at === 'all/unknown' ? 'notCollected' : DivisionCode.parse(at === 'all' ? '520526' : at)
    const classes = Object.fromEntries(axes.map((axis) => [axis.id, values[`axis ${axis.id}`] ?? '']))
    return Array.from({ length: count }, () => ({ division, classes }))
  })

function isSafe(printing: Printing, all: readonly (readonly Counted[])[]): void {
  const made = printing(all)
  for (const { counts } of made) for (const { count } of counts) expect(count % 5).toBe(0)
  // Nobody can rule out the world in which the printed is the truth, and in it no count and no change is small.
  expect(printing(made.map(asTruth))).toEqual(made)
  for (const [n, publication] of made.entries()) {
    const since = made[n - 1]
    const tables = axes.map((axis) => printedTable(publication, { axis, levels })._unsafeUnwrap())
    expect(rollUpFaults(tables)).toEqual([])
    if (!since) continue
    const changes = axes.map((axis) => printedTable(publication, { axis, levels, since })._unsafeUnwrap())
    expect(rollUpFaults(changes)).toEqual([])
    for (const [i, axis] of axes.entries()) {
      const before = printedTable(since, { axis, levels })._unsafeUnwrap()
      for (const row of changes[i]?.rows ?? []) {
        expect(row.total % 5 === 0).toBe(true)
        const total = (rows: typeof before.rows) => rows.find(({ id }) => id === row.id)?.total ?? 0
        expect(total(before.rows) + row.total).toBe(total(tables[i]?.rows ?? []))
      }
    }
  }
}

const fair = { numRuns: 25, seed: 20260930 }

describe('publishRollUp', () => {
  it('prints what would be printed again if it were the truth, adds up, and tells of no single child between months', () => {
    fc.assert(
      fc.property(months, (all) => isSafe(printed, all)),
      fair,
    )
  })
  it('stays near to the truth: a count of the finest areas is less than the block away', () => {
    fc.assert(
      fc.property(months, ([counted = []]) => {
        const [publication] = printed([counted])
        if (!publication) return
        const combos = new Map<string, number>()
        for (const { division, classes } of counted) {
          const key = JSON.stringify([division, classes['namedAdult'], classes['moodTwice']])
          combos.set(key, (combos.get(key) ?? 0) + 1)
        }
        const sum = [...combos.values()].reduce((most, n) => most + (n % 5 > 0 ? 5 : 0), 0)
        const exact = rollUpTables(counted, { asOf: days[0], axes, levels })._unsafeUnwrap()
        const shown = printedTable(publication, {
          axis: axes[0] ?? measureAxis(termMeasures[0]),
          levels,
        })._unsafeUnwrap()
        expect(Math.abs((exact[0]?.rows[0]?.total ?? 0) - (shown.rows[0]?.total ?? 0))).toBeLessThanOrEqual(sum)
      }),
      fair,
    )
  })
  const broken: Readonly<Record<string, Printing>> = {
    'prints the truth': (all) =>
      all.map((counted, n) => ({
        format: 'childfile/publication',
        version: 1,
        asOf: days[n] ?? '2026-12-31',
        least: 5,
        fields: ['area9', 'area12', 'axis namedAdult', 'axis moodTwice'],
        counts: counted.map(({ classes }) => ({
          values: {
            area9: '520526113',
            area12: '520526113205',
            'axis namedAdult': classes['namedAdult'] ?? '',
            'axis moodTwice': classes['moodTwice'] ?? '',
          },
          count: 1,
        })),
      })),
    'hides small counts and leaves the others as they are': (all) =>
      printed(all).map((one, n) => ({
        ...one,
        counts: one.counts.map((cell) => ({ ...cell, count: cell.count + ((all[n]?.length ?? 0) % 5) })),
      })),
    'prints axes apart, so that their totals tell': (all) =>
      printed(all).map((one, n) => {
        const apart = publishRollUp(all[n] ?? [], { asOf: one.asOf, axes: axes.slice(0, 1), levels })._unsafeUnwrap()
        return {
          ...one,
          counts: apart.counts.map(({ values, count }) => ({
            values: { ...values, 'axis moodTwice': 'yes' },
            count: count + n,
          })),
        }
      }),
  }
  it.each(Object.entries(broken))('law: a way that %s is found', (_, printing) => {
    expect(() =>
      fc.assert(
        fc.property(months, (all) => isSafe(printing, all)),
        fair,
      ),
    ).toThrow()
  })
  it('refuses to go on from what was printed in another way, and a day twice', () => {
    const [first] = printed([[]])
    if (!first) return
    const again = (before: readonly Publication[], asOf: (typeof days)[number] = days[1]) =>
      publishRollUp([], { asOf, axes, levels, before }).isOk()
    expect([again([first]), again([first], days[0]), again([{ ...first, least: 4 }])]).toEqual([true, false, false])
    expect(publishRollUp([], { asOf: days[0], axes: [], levels }).isErr()).toBe(true)
    expect(printedTable(first, { axis: measureAxis(termMeasures[1]), levels }).isErr()).toBe(true)
    expect(printedTable(first, { axis: measureAxis(termMeasures[0]), levels, since: first }).isErr()).toBe(true)
  })
})
