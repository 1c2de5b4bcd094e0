import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochDay, type PlainDate } from '../../src/date.ts'
import type { ChildId } from '../../src/id.ts'
import { pointer } from '../../src/pointer.ts'
import type { Outcome } from '../../src/problem.ts'
import { type ChildFile, childFile } from '../../src/records/index.ts'
import {
  assess,
  factColumns,
  mergeTotals,
  namedIn,
  rulesReading,
  sweep,
  sweepAgain,
  type SweptBits,
  totalsOf,
} from '../../src/risk/index.ts'
import { defaultRuleset } from '../../src/risk/defaults/document.ts'
import { viewOf } from '../../src/risk/evaluation.ts'
import { calendar } from './calendar.ts'
import { asOf, dates, files } from './drafts.ts'

const all = async <T>(list: AsyncIterable<Outcome<T>>): Promise<readonly Outcome<T>[]> => {
  const found: Outcome<T>[] = []
  for await (const one of list) found.push(one)
  return found
}
const values = <T>(list: readonly Outcome<T>[]): readonly T[] =>
  list.flatMap((one) =>
    one.match<readonly T[]>(
      (value) => [value],
      () => [],
    ),
  )

/** Files with ids of their own. */
const numbered = (most: number) =>
  fc
    .array(files, { minLength: 1, maxLength: most })
    .map((list) => list.map((file, i) => ({ ...file, id: `c${i}` as ChildId })))

const bits = async (list: Iterable<unknown>, on: PlainDate = asOf) =>
  values(await all(sweep(list, { asOf: on, calendar, mode: 'bits' })))

const verdicts = ({ child, tier, tierUpper, fired, unknown }: SweptBits) => ({ child, tier, tierUpper, fired, unknown })

describe('a sweep', () => {
  it('says in bits what the assessment says in full', async () => {
    await fc.assert(
      fc.asyncProperty(numbered(5), dates, async (list, on) => {
        const short = await bits(list, on)
        const long = values(await all(sweep(list, { asOf: on, calendar, mode: 'full' })))
        const inOrder = (ids: readonly string[]) => [...ids].sort((a, b) => (a < b ? -1 : 1))
        long.forEach((one, i) => {
          const { flags, gaps, tier, tierUpper, nextChangeOn, child, division } = one
          expect(one).toEqual({ ...assess(list[i]!, { asOf: on, calendar }), division: list[i]!.residenceDivision })
          const { fired, unknown, ...rest } = short[i]!
          expect(rest).toEqual({
            child,
            asOf: on,
            division,
            tier,
            tierUpper,
            ...(nextChangeOn === undefined ? {} : { nextChangeOn }),
          })
          expect(inOrder(namedIn(defaultRuleset, fired))).toEqual(inOrder(flags.map(({ rule }) => rule)))
          expect(inOrder(namedIn(defaultRuleset, unknown))).toEqual(inOrder(gaps.map(({ rule }) => rule)))
        })
      }),
      { numRuns: 40 },
    )
  })
  it('leaves a bad file in its place and goes on', async () => {
    const [good] = fc.sample(files, { numRuns: 1, seed: 7 })
    const bad = [undefined, null, 7, 'c1', [], {}, { ...good, birthDate: '2026-02-30' }, { ...good, sex: 'x' }]
    const found = await all(sweep([good, ...bad, good], { asOf, calendar, mode: 'full' }))
    expect(found.map((one) => one.isOk())).toEqual([true, ...bad.map(() => false), true])
    expect(JSON.stringify(found.at(-1))).toBe(JSON.stringify(found[0]))
  })
  it('never throws, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.anything(), { maxLength: 8 }), async (list) => {
        expect(await all(sweep(list, { asOf, calendar, mode: 'bits' }))).toHaveLength(list.length)
      }),
      { numRuns: 100 },
    )
  })
  it('takes one file at a time, as fast as they are asked for', async () => {
    const [file] = fc.sample(files, { numRuns: 1, seed: 3 })
    let taken = 0
    function* source() {
      for (;;) {
        taken += 1
        yield file
      }
    }
    const list = sweep(source(), { asOf, calendar, mode: 'bits' })
    await list.next()
    await list.next()
    expect(taken).toBe(2)
    await list.return()
  })
  it('does not depend on the order or the company of the files', async () => {
    await fc.assert(
      fc.asyncProperty(numbered(8), async (list) => {
        const forwards = await bits(list)
        const backwards = await bits([...list].reverse())
        expect([...backwards].reverse()).toEqual(forwards)
        expect((await Promise.all(list.map((file) => bits([file])))).flat()).toEqual(forwards)
      }),
      { numRuns: 20 },
    )
  })
})

describe('totals', () => {
  it('of parts come to the totals of the whole, however it was divided', async () => {
    await fc.assert(
      fc.asyncProperty(numbered(10), fc.array(fc.nat(2), { minLength: 10, maxLength: 10 }), async (list, shards) => {
        const outcomes = await all(sweep([...list, 'bad'], { asOf, calendar, mode: 'bits' }))
        const parts = [0, 1, 2].map((shard) => outcomes.filter((_, i) => (shards[i] ?? 0) === shard))
        const merged = await Promise.all(parts.map((part) => totalsOf(part)))
        const whole = await totalsOf(outcomes)
        expect(mergeTotals(merged)).toEqual(whole)
        expect(mergeTotals([...merged].reverse())).toEqual(whole)
        expect([whole.children, whole.unreadable]).toEqual([list.length, 1])
        expect(await totalsOf(sweep([...list, 'bad'], { asOf, calendar, mode: 'full' }))).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })
  it('count each child once in tiers, divisions and rules', async () => {
    const list = fc.sample(numbered(12), { numRuns: 1, seed: 5 })[0]!
    const outcomes = await all(sweep(list, { asOf, calendar, mode: 'bits' }))
    const { tiers, divisions, rules } = await totalsOf(outcomes)
    const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0)
    expect(sum(tiers)).toBe(list.length)
    expect(sum(divisions.map(({ children }) => children))).toBe(list.length)
    const fired = values(outcomes).flatMap((one) => namedIn(defaultRuleset, one.fired))
    for (const { rule, fired: count } of rules) expect(count).toBe(fired.filter((id) => id === rule).length)
  })
})

describe('a sweep brought up to date', () => {
  it('equals a fresh one after any edits and days', async () => {
    await fc.assert(
      fc.asyncProperty(
        numbered(6),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.array(fc.tuple(fc.nat(6), files), { maxLength: 2 })), {
          minLength: 1,
          maxLength: 4,
        }),
        async (list, steps) => {
          const kept = new Map(list.map((file) => [file.id, file]))
          const state = new Map((await bits(list)).map((one) => [one.child, one]))
          let on = asOf
          for (const [days, edits] of steps) {
            on = addDays(on, days)
            const changed = edits.map(([n, file]): ChildFile => ({ ...file, id: `c${n}` as ChildId }))
            for (const file of changed) kept.set(file.id, file)
            const options = { asOf: on, calendar, mode: 'bits' } as const
            const earlier = {
              before: state.values(),
              changed: new Map(changed.map((f) => [f.id, f])).values(),
              fileOf: (id: ChildId) => kept.get(id),
            }
            for (const one of values(await all(sweepAgain(earlier, options)))) state.set(one.child, one)
            const fresh = await bits(kept.values(), on)
            for (const one of fresh) expect(verdicts(state.get(one.child)!)).toEqual(verdicts(one))
          }
        },
      ),
      { numRuns: 40 },
    )
  })
  it('asks only the files that changed or whose day has come', async () => {
    const list = fc.sample(numbered(30), { numRuns: 1, seed: 11 })[0]!
    const before = await bits(list)
    const on = addDays(asOf, 1)
    const asked: string[] = []
    const fileOf = (id: ChildId) => (asked.push(id), list.find((file) => file.id === id))
    await all(sweepAgain({ before, changed: [], fileOf }, { asOf: on, calendar, mode: 'bits' }))
    expect(asked).toEqual(
      before
        .filter(({ nextChangeOn = '9999-12-31' }) => nextChangeOn <= on)
        .map(({ child }) => child)
        .sort((a, b) => (a < b ? -1 : 1)),
    )
  })
})

describe('the rules that read a path', () => {
  const leaves = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
      : [path]
  const put = (value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown =>
    key === undefined
      ? to
      : typeof value === 'object' && value !== null
        ? { ...value, [key]: put((value as Record<string, unknown>)[key], rest, to) }
        : value
  const valueAt = (value: unknown, path: readonly string[]): unknown =>
    path.reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], value)

  it('are all that a change there can turn', () => {
    fc.assert(
      fc.property(files, files, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (file, other, picks) => {
        const paths = leaves(file).filter(([top]) => top !== 'id' && top !== 'claims')
        const day = epochDay(asOf)
        const before = viewOf(file, {}, day, defaultRuleset)
        for (const pick of picks) {
          const path = paths[pick % paths.length]!
          const to = valueAt(other, path)
          if (typeof to !== 'string' && typeof to !== 'number' && !Array.isArray(to)) continue
          const touched = new Set(rulesReading(defaultRuleset, [pointer(...path)]))
          const after = viewOf(put(file, path, to) as ChildFile, {}, day, defaultRuleset)
          const turned = defaultRuleset.rules.filter((one) => one.fires.truth(after) !== one.fires.truth(before))
          expect([path.join('/'), turned.map(({ rule }) => rule.id).filter((id) => !touched.has(id))]).toEqual([
            path.join('/'),
            [],
          ])
        }
      }),
      { numRuns: 90 },
    )
  })
})

describe('columns', () => {
  it('come out as the assessment does, on the day and on later days for those who are not due', () => {
    fc.assert(
      fc.property(numbered(6), fc.integer({ min: 0, max: 90 }), (list, days) => {
        const columns = factColumns()
        for (const file of list) columns.put(file, asOf)
        const on = addDays(asOf, days)
        const due = new Set(columns.due(on))
        const { tiers, tiersUpper } = columns.verdicts(on)
        list.forEach((file, i) => {
          if (due.has(file.id)) return
          const { tier, tierUpper } = assess(file, { asOf: on, calendar })
          expect([columns.children[i], tiers[i], tiersUpper[i]]).toEqual([file.id, tier, tierUpper])
        })
        for (const file of list) if (due.has(file.id)) columns.put(file, on)
        expect(columns.due(on)).toEqual([])
        const again = columns.verdicts(on)
        expect([...again.tiers]).toEqual(list.map((file) => assess(file, { asOf: on, calendar }).tier))
      }),
      { numRuns: 40 },
    )
  })
  it('name a child as due on the very day on which something can no longer be used', () => {
    const columns = factColumns()
    const recordedOn = addDays(asOf, -10)
    columns.put(childFile({ id: 'c1', name: '李小花', care: { recordedOn, guardianshipRating: 'poor' } }), asOf)
    expect(columns.due(addDays(recordedOn, 365))).toEqual([])
    expect(columns.due(addDays(recordedOn, 366))).toEqual(['c1'])
    expect(columns.due(recordedOn)).toEqual([])
    expect(columns.due(addDays(recordedOn, -1))).toEqual(['c1'])
  })
  it('grow, and keep one place for each child', () => {
    const [file] = fc.sample(files, { numRuns: 1, seed: 1 })
    const columns = factColumns()
    for (let i = 0; i < 3000; i += 1) columns.put({ ...file!, id: `c${i % 2500}` as ChildId }, asOf)
    expect(columns.children).toHaveLength(2500)
    expect(new Set(columns.verdicts(asOf).tiers).size).toBe(1)
  })
})
