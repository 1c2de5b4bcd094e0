import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochDay, type PlainDate } from '../../src/date.ts'
import { type ChildFile, childFile } from '../../src/records/index.ts'
import { assess, factColumns } from '../../src/risk/index.ts'
import { excerptDraft, restricted } from '../../src/risk/excerpt.ts'
import { defaultRuleset } from '../../src/risk/defaults/document.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import { viewOf, witnesses } from '../../src/risk/evaluation.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import { ruleOf, documentOf } from './rulesets.ts'
import { linked } from '../../src/risk/ruleset/ruleset.ts'
import { calendar } from './calendar.ts'
import { asOf, dates, files, fileOf } from './drafts.ts'

describe('a deadline', () => {
  const poor = fileOf({ care: { guardianshipRating: 'poor' } })
  const rules = (['elapsed', 'calendar', 'working'] as const).flatMap((kind) =>
    [0, 3, 7, 14].map((days) =>
      ruleOf(
        { op: 'cmp', fact: 'care.rating', rel: '==', value: 'poor' },
        {
          id: `guardianship.${kind}-${days}`,
          deadline: { days, from: 'raised', kind },
        },
      ),
    ),
  )
  const ruleset = linked(documentOf(...rules), facts)
  const due = (on: PlainDate): ReadonlyMap<string, PlainDate> =>
    new Map(assess(poor, { asOf: on, calendar, rules: ruleset }).flags.map(({ rule, deadline }) => [rule, deadline]))
  it('is never before the day, never earlier for a later day, and never earlier for more days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 400 }), (days) => {
        const on = addDays(asOf, days)
        const [today, tomorrow] = [due(on), due(addDays(on, 1))]
        for (const [rule, deadline] of today) {
          expect(deadline >= on).toBe(true)
          expect(tomorrow.get(rule)! >= deadline).toBe(true)
        }
        for (const kind of ['elapsed', 'calendar', 'working'])
          for (const [fewer, more] of [
            [0, 3],
            [3, 7],
            [7, 14],
          ])
            expect(today.get(`guardianship.${kind}-${more}`)! >= today.get(`guardianship.${kind}-${fewer}`)!).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
  it('of the default rules comes no later for a graver tier', () => {
    const longest = (tier: number): number =>
      Math.max(...defaultRuleset.rules.filter(({ rule }) => rule.tier === tier).map(({ rule }) => rule.deadline.days))
    const shortest = (tier: number): number =>
      Math.min(...defaultRuleset.rules.filter(({ rule }) => rule.tier === tier).map(({ rule }) => rule.deadline.days))
    for (const tier of [2, 3, 4]) expect(longest(tier)).toBeLessThanOrEqual(shortest(tier - 1))
  })
})

describe('what only grows with time', () => {
  const rising: readonly Expression[] = [
    { op: 'daysSince', fact: 'contact.childLastOn', rel: '>', value: 30 },
    { op: 'age', rel: '>=', value: 7 },
    { op: 'age', fact: 'carer.birthDate', rel: '>', value: 69 },
  ]
  it('goes on once it has begun, as long as nothing new is written down', () => {
    fc.assert(
      fc.property(files, fc.constantFrom(...rising), fc.nat(400), (file, when, days) => {
        const rules = linked(documentOf(ruleOf(when)), facts)
        const latest = { ...file, contacts: {}, visits: {} } as ChildFile
        const fires = (on: PlainDate) => rules.rules[0]!.fires.truth(viewOf(latest, {}, epochDay(on), rules)) === 2
        const on = addDays(asOf, 500 + days)
        if (fires(on)) expect(fires(addDays(on, 1))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('an excerpt of a file', () => {
  it('is the file that knows only what stands at the paths, as records would fill it', () => {
    fc.assert(
      fc.property(files, dates, (file, on) => {
        const view = viewOf(file, {}, epochDay(on), defaultRuleset)
        for (const one of defaultRuleset.rules) {
          const seen = witnesses(one, view)
          const plain = childFile({ ...excerptDraft(file, seen), id: file.id, name: '-' })
          const quick = restricted(file, seen)
          const truths = [plain, quick].map((each) =>
            defaultRuleset.rules
              .map((rule) => rule.fires.truth(viewOf(each, {}, epochDay(on), defaultRuleset)))
              .join(''),
          )
          expect(truths[1]).toBe(truths[0])
        }
      }),
      { numRuns: 6 },
    )
  })
})

describe('the work', () => {
  const many = (count: number): ChildFile =>
    fileOf({
      birthDate: '2014-05-01',
      contacts: Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `k${i}`,
          { on: addDays(asOf, -i), channel: 'phone', withChild: 'yes', withDelegate: 'no' },
        ]),
      ),
      visits: Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `v${i}`,
          { on: addDays(asOf, -i), childSeen: 'yes', spokenAlone: 'yes', mood: 3 },
        ]),
      ),
    })
  it('grows no faster than the entries of a file', () => {
    const cost = (count: number): number => {
      const file = many(count)
      const columns = factColumns()
      let least = Infinity
      for (let pass = 0; pass < 5; pass += 1) {
        const before = process.cpuUsage()
        for (let i = 0; i < 3; i += 1) columns.put(file, asOf)
        const { user, system } = process.cpuUsage(before)
        least = Math.min(least, user + system)
      }
      return least
    }
    cost(1600)
    // Four times the entries: a square would take sixteen times as long.
    expect(cost(6400) / cost(1600)).toBeLessThan(12)
  })
  it('ends on files with thousands of entries', () => {
    expect(assess(many(3000), { asOf, calendar }).tierUpper).toBe(4)
  })
})
