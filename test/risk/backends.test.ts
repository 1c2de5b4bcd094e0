import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochDay, type PlainDate } from '../../src/date.ts'
import type { ChildFile } from '../../src/records/index.ts'
import { cellsOf, readIn } from '../../src/risk/backend/cells.ts'
import type { Code } from '../../src/risk/backend/code.ts'
import { emit } from '../../src/risk/backend/emit.ts'
import { interpreted } from '../../src/risk/backend/interpret.ts'
import { readerOf, verdictsOf } from '../../src/risk/backend/verdicts.ts'
import { withCode } from '../../src/risk/backend/with-code.ts'
import { defaultRules, defaultRuleset } from '../../src/risk/defaults/document.ts'
import { inForce, viewOf } from '../../src/risk/evaluation.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import type { Catalogue } from '../../src/risk/reading/fact.ts'
import { linked, type Ruleset } from '../../src/risk/ruleset/ruleset.ts'
import { asOf, files } from './drafts.ts'
import { law } from './laws.ts'
import { cellConditions, cellFacts, fileWith, tables } from './plain-logic.ts'
import { conditions, documentOf, fileFacts, ruleOf } from './rulesets.ts'

/** Runs the written text, as a caller does who imports it. */
const codeOf = async (ruleset: Ruleset): Promise<Code> => {
  const module: unknown = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(emit(ruleset))}`)
  return (module as { readonly code: Code }).code
}

const interpretedOnly = (ruleset: Ruleset): Ruleset => ({ ...ruleset, code: ruleset.plan.tests.map(interpreted) })

/** By the closures over readings: the oracle. */
const byReadings = (ruleset: Ruleset, file: ChildFile, on: PlainDate): string => {
  const view = viewOf(file, {}, epochDay(on), ruleset)
  return ruleset.rules.map((one) => (inForce(one, view.day) ? one.fires.truth(view) : 0)).join('')
}

/** All files in one set of columns. */
const byColumns = (ruleset: Ruleset, list: readonly ChildFile[], on: PlainDate): readonly string[] => {
  const cells = ruleset.plan.columns.map((column) => cellsOf(column, list.length))
  list.forEach((file, i) => {
    const view = viewOf(file, {}, epochDay(on), ruleset)
    readIn(ruleset.plan, view, readerOf(ruleset, view), cells, i)
  })
  const truths = verdictsOf(ruleset, cells, list.length, epochDay(on))
  return list.map((_, i) => truths.map((truth) => truth[i]).join(''))
}

const byCells = (ruleset: Ruleset, file: ChildFile, on: PlainDate): string => byColumns(ruleset, [file], on).join('')

const days = fc.integer({ min: -800, max: 800 }).map((n) => addDays(asOf, n))

describe('the default rules', () => {
  it('stand written out as code, word for word', async () => {
    const text = emit(defaultRuleset, { language: 'typescript' })
    const inside = text.replace("'childfile/risk'", "'../backend/code.ts'")
    await expect(inside).toMatchFileSnapshot('../../src/risk/generated/default-rules.ts')
  })
  it('run by that code', async () => {
    const code = await codeOf(defaultRuleset)
    expect(defaultRuleset.code.map(String).length).toBe(defaultRules.rules.length)
    expect(defaultRuleset.code[0]).not.toBe(interpretedOnly(defaultRuleset).code[0])
    expect(withCode(defaultRuleset, code).isOk()).toBe(true)
    expect(withCode(linked({ ...defaultRules, id: 'others' }, facts), code).isErr()).toBe(true)
  })
  it('come out the same by readings, by interpreted cells, by code and in columns', () => {
    const plain = interpretedOnly(defaultRuleset)
    law(fc.array(files, { minLength: 1, maxLength: 6 }), days, (list, on) => {
      const wanted = list.map((file) => byReadings(defaultRuleset, file, on))
      const found = [
        list.map((file) => byCells(plain, file, on)),
        list.map((file) => byCells(defaultRuleset, file, on)),
        byColumns(plain, list, on),
        byColumns(defaultRuleset, list, on),
      ]
      return found.every((one) => one.join() === wanted.join())
    }).holds(120)
  })
})

describe('any condition', () => {
  const rulesOf = (nodes: readonly Expression[], catalogue: Catalogue): Ruleset =>
    linked(documentOf(...nodes.map((node, i) => ruleOf(node, { id: `safety.tried-${i}` }))), catalogue)

  it('over facts of a file comes out the same by readings, cells and written code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(conditions(facts, fileFacts), { minLength: 4, maxLength: 4 }),
        fc.array(files, { minLength: 3, maxLength: 3 }),
        days,
        async (nodes, list, on) => {
          const plain = rulesOf(nodes, facts)
          const fast = withCode(plain, await codeOf(plain))._unsafeUnwrap()
          for (const file of list) {
            const wanted = byReadings(plain, file, on)
            expect([byCells(plain, file, on), byCells(fast, file, on)]).toEqual([wanted, wanted])
          }
        },
      ),
      { numRuns: 60 },
    )
  })
  it('over made-up cells comes out the same, known asked too', async () => {
    const known = fc.constantFrom('a', 'b', 'p', 'xs').map((fact): Expression => ({ op: 'known', fact }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 5, arbitrary: cellConditions }, { weight: 1, arbitrary: known }), {
          minLength: 5,
          maxLength: 5,
        }),
        fc.array(tables, { minLength: 4, maxLength: 4 }),
        async (nodes, cells) => {
          const plain = rulesOf(nodes, cellFacts)
          const fast = withCode(plain, await codeOf(plain))._unsafeUnwrap()
          for (const table of cells) {
            const file = fileWith(table)
            const wanted = byReadings(plain, file, asOf)
            expect([byCells(plain, file, asOf), byCells(fast, file, asOf)]).toEqual([wanted, wanted])
          }
        },
      ),
      { numRuns: 80 },
    )
  })
})

describe('the comparison of back ends', () => {
  it('finds out code in which a bound is off by one, or unknown is no', () => {
    const broken = (change: (truth: number) => number): Ruleset => ({
      ...defaultRuleset,
      code: defaultRuleset.code.map((code): (typeof defaultRuleset.code)[number] => (cells, bars, count, out) => {
        code(cells, bars, count, out)
        for (let i = 0; i < count; i += 1) out[i] = change(out[i]!)
      }),
    })
    const late: Ruleset = {
      ...defaultRuleset,
      code: defaultRuleset.code.map(
        (code): typeof code =>
          (cells, bars, count, out) =>
            code(
              cells,
              bars.map((bar) => bar + 1),
              count,
              out,
            ),
      ),
    }
    for (const wrong of [broken((truth) => (truth === 1 ? 0 : truth)), late])
      expect(
        law(files, (file) => byCells(wrong, file, asOf) === byReadings(defaultRuleset, file, asOf)).breaks(300),
      ).toBe(true)
  })
})
