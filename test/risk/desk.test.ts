import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type EpochDay, epochDay, plainDate } from '../../src/date.ts'
import type { ChildFile } from '../../src/records/index.ts'
import { type Desk, deskOf } from '../../src/risk/backend/desk.ts'
import { defaultRules, defaultRuleset } from '../../src/risk/defaults/document.ts'
import { inForce, viewOf, witnesses } from '../../src/risk/evaluation.ts'
import { evidenceOf, keptByFile } from '../../src/risk/evidence.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import { firesOn } from '../../src/risk/knock-out.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import { readingOf } from '../../src/risk/language/program.ts'
import type { Beside } from '../../src/risk/reading/fact.ts'
import { linked, type Ruleset } from '../../src/risk/ruleset/ruleset.ts'
import { nextChange } from '../../src/risk/wake.ts'
import { asOf, files } from './drafts.ts'
import { law } from './laws.ts'
import { conditions, documentOf, fileFacts, ruleOf } from './rulesets.ts'

const days = fc
  .oneof(fc.integer({ min: -420, max: 420 }), fc.integer({ min: -40, max: 40 }))
  .map((n) => addDays(asOf, n))

const entry = (value: fc.Arbitrary<'yes' | 'no' | number>): fc.Arbitrary<Beside[string]> =>
  fc.oneof(fc.record({ value, on: days }), fc.record({ value }))
const yesNo = fc.constantFrom('yes' as const, 'no' as const)
const besides: fc.Arbitrary<Beside> = fc.record(
  {
    'home.seriousHazard': entry(yesNo),
    'growth.severe': entry(yesNo),
    'doses.overdueDays': entry(fc.constantFrom(0, 20, 40)),
  },
  { requiredKeys: [] },
)

/** One rule for every fact of a file: asked so that its whole cell counts. */
const everyFact: readonly Expression[] = Object.values(facts)
  .filter(({ type, name }) => type !== 'list' && type !== 'division' && !name.startsWith('flags.'))
  .map(({ name }) => ({ op: 'known', fact: name }))
const lists: readonly Expression[] = (['health.illnesses', 'mind.conditions'] as const).flatMap((list) =>
  (['some', 'every'] as const).flatMap((op): readonly Expression[] => [
    { op, in: list, where: { op: 'cmp', fact: 'each.treated', rel: '==', value: 'no' } },
    {
      op,
      in: list,
      where: {
        op: 'or',
        of: [
          { op: 'in', fact: 'each.status', set: ['active'] },
          { op: 'not', of: { op: 'cmp', fact: 'each.treated', rel: '==', value: 'yes' } },
        ],
      },
    },
  ]),
)
const asking = linked(
  documentOf(...[...everyFact, ...lists].map((node, i) => ruleOf(node, { id: `safety.asked-${i}` }))),
  facts,
)

/** What the readings say of every column, in the numbers of a row. */
function byReadings(ruleset: Ruleset, file: ChildFile, beside: Beside, day: EpochDay): readonly unknown[] {
  const view = viewOf(file, beside, day, ruleset)
  return ruleset.plan.columns.map((column) => {
    if (column.kind === 'truth') return [column.program.truth(view), column.program.span(view)]
    const reading = readingOf(view, ruleset.facts[column.fact]!, ruleset.slot(column.fact))
    switch (column.kind) {
      case 'code': {
        const at = reading.kind === 'value' ? column.codes.indexOf(reading.value) : -2
        return [at === -2 ? 0 : at < 0 ? column.codes.length + 1 : at + 1, reading.span]
      }
      case 'codes':
        return reading.kind === 'codes'
          ? [column.codes.filter((code) => reading.codes.includes(code)), reading.inWords, reading.span]
          : [[], true, reading.span]
      default:
        return reading.kind === 'quantity'
          ? [reading.least, reading.most, reading.span]
          : [-Infinity, Infinity, reading.span]
    }
  })
}

/** The cells of the row, in the same form. */
function inRow(ruleset: Ruleset, { row }: Desk): readonly unknown[] {
  return ruleset.plan.columns.map((column, at) => {
    const span = { from: row.from[at], until: row.until[at] }
    switch (column.kind) {
      case 'code':
      case 'truth':
        return [row.codes[at], span]
      case 'codes':
        return [column.codes.filter((_, bit) => (row.bits[at]! >> bit) & 1), row.codes[at] === 1, span]
      default:
        return [row.least[at], row.most[at], span]
    }
  })
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' && !Number.isFinite(one) ? String(one) : one))

const seated = new WeakMap<Ruleset, Desk>()
const deskFor = (ruleset: Ruleset): Desk => {
  const desk = seated.get(ruleset) ?? deskOf(ruleset)
  seated.set(ruleset, desk)
  return desk
}

const cellsAgree = (ruleset: Ruleset, file: ChildFile, beside: Beside, day: EpochDay): boolean => {
  const desk = deskFor(ruleset)
  desk.read(file, beside, day)
  return text(inRow(ruleset, desk)) === text(byReadings(ruleset, file, beside, day))
}

const judged = (ruleset: Ruleset, file: ChildFile, beside: Beside, day: EpochDay): string => {
  const desk = deskFor(ruleset)
  desk.read(file, beside, day)
  const truths = [...desk.judge()].join('')
  return `${truths} ${Number.isFinite(desk.wake()) ? plainDate(desk.wake() as EpochDay) : 'never'}`
}

const plainly = (ruleset: Ruleset, file: ChildFile, beside: Beside, day: EpochDay): string => {
  const view = viewOf(file, beside, day, ruleset)
  const truths = ruleset.rules.map((one) => (inForce(one, day) ? one.fires.truth(view) : 0)).join('')
  return `${truths} ${nextChange(view, ruleset) ?? 'never'}`
}

describe('cells', () => {
  it('say of every fact what its reading says, and over which days', () => {
    expect(asking.plan.columns.length).toBeGreaterThan(50)
    law(files, besides, days, (file, beside, on) => cellsAgree(asking, file, beside, epochDay(on))).holds(600)
  })
  it('are read by the fact itself where somebody replaced it', () => {
    const { 'care.rating': rating } = facts
    const other = { ...facts, 'care.rating': { ...rating!, read: facts['school.state']!.read } }
    const ruleset = linked(documentOf(ruleOf({ op: 'known', fact: 'care.rating' })), other)
    law(files, days, (file, on) => cellsAgree(ruleset, file, {}, epochDay(on))).holds(100)
  })
})

const ofOneField = fileFacts.filter(
  (name) => !['contacts', 'visits', 'incidents', 'screenings', 'health.illnesses', 'mind.conditions'].includes(name),
)

describe('evidence told from readings', () => {
  /** How often it could be told so, of how many flags. */
  const seen = { told: 0, flags: 0 }
  const agrees = (ruleset: Ruleset, file: ChildFile, day: EpochDay): boolean =>
    ruleset.rules.every((one) => {
      const view = viewOf(file, {}, day, ruleset)
      if (!inForce(one, day) || one.fires.truth(view) !== 2) return true
      seen.flags += 1
      const found = witnesses(one, view)
      if (firesOn(one, view, ruleset)?.(found)) seen.told += 1
      const kept = keptByFile(one, view, ruleset, found).map(({ path, role }) => `${role} ${path}`)
      return (
        evidenceOf(one, view, ruleset)
          .map(({ path, role }) => `${role} ${path}`)
          .join() === kept.join()
      )
    })
  it('is what a file finds that knows nothing else, for the default rules', () => {
    law(files, days, (file, on) => agrees(defaultRuleset, file, epochDay(on))).holds(300)
    expect(seen.told).toBeGreaterThan(seen.flags / 2)
  })
  it('is so for any condition', () => {
    const any = fc.oneof(conditions(facts, ofOneField), conditions(facts, fileFacts))
    law(
      fc.array(any, { minLength: 3, maxLength: 3 }),
      fc.array(files, { minLength: 4, maxLength: 4 }),
      (nodes, list) => {
        const ruleset = linked(documentOf(...nodes.map((node, i) => ruleOf(node, { id: `safety.tried-${i}` }))), facts)
        return list.every((file) => agrees(ruleset, file, epochDay(asOf)))
      },
    ).holds(200)
  })
})

describe('a desk', () => {
  it('comes to the truths of the readings, and to the same next change', () => {
    law(files, besides, days, (file, beside, on) => {
      const day = epochDay(on)
      return judged(defaultRuleset, file, beside, day) === plainly(defaultRuleset, file, beside, day)
    }).holds(400)
  })
  it('does so for any condition', () => {
    fc.assert(
      fc.property(
        fc.array(conditions(facts, fileFacts), { minLength: 4, maxLength: 4 }),
        fc.array(fc.tuple(files, days), { minLength: 4, maxLength: 4 }),
        (nodes, list) => {
          const ruleset = linked(
            documentOf(
              ...nodes.map((node, i) =>
                ruleOf(node, {
                  id: `safety.tried-${i}`,
                  tier: 2,
                  domain: i % 2 === 0 ? 'safety' : 'mind',
                  effective: i === 3 ? { from: '2026-01-01', to: '2026-10-01' } : { from: '2021-06-01' },
                }),
              ),
              ruleOf({ op: 'cmp', fact: 'flags.moderate', rel: '>=', value: 2 }, { id: 'safety.many' }),
              ruleOf({ op: 'cmp', fact: 'flags.moderateDomains', rel: '<', value: 2 }, { id: 'safety.domains' }),
            ),
            facts,
          )
          for (const [file, on] of list) {
            const day = epochDay(on)
            expect(judged(ruleset, file, {}, day)).toBe(plainly(ruleset, file, {}, day))
          }
        },
      ),
      { numRuns: 150 },
    )
  })
  it('is found out where it reads a day late, or forgets a window', () => {
    const long = {
      ...defaultRules,
      parameters: [
        ...defaultRules.parameters,
        {
          id: 'window.family',
          unit: 'days',
          zh: '试',
          en: 'tried',
          values: [
            {
              from: '2021-06-01' as const,
              value: 366,
              standing: 'proposal' as const,
              source: { title: 'a test', kind: 'proposal' as const, standing: 'proposal' as const },
            },
          ],
        },
      ],
    }
    const wide = linked(long, facts)
    const late = law(files, days, (file, on) => {
      const day = epochDay(on)
      return judged(defaultRuleset, file, {}, (day + 1) as EpochDay) === plainly(defaultRuleset, file, {}, day)
    })
    const wider = law(files, days, (file, on) => {
      const day = epochDay(on)
      return judged(wide, file, {}, day) === plainly(defaultRuleset, file, {}, day)
    })
    expect(late.breaks(300)).toBe(true)
    expect(wider.breaks(300)).toBe(true)
  })
})
