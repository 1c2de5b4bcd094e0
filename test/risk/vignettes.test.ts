import { describe, expect, it } from 'vitest'
import { parse } from '../../src/problem.ts'
import { ChildFile } from '../../src/records/index.ts'
import { assess, defaultRules } from '../../src/risk/index.ts'
import { calendar } from './calendar.ts'
import { asOf, fileOf } from './drafts.ts'
import { settled, vignettes } from './vignettes.ts'

const inOrder = (list: readonly string[]): readonly string[] => [...list].sort((a, b) => (a < b ? -1 : 1))

describe('a case', () => {
  it.each(vignettes.map((vignette) => [vignette.case, vignette] as const))('%s', (_, vignette) => {
    const file = parse(ChildFile, fileOf({ ...settled, ...vignette.file }))._unsafeUnwrap()
    const { tier, tierUpper, flags, gaps } = assess(file, { asOf, calendar })
    expect({
      tier,
      tierUpper,
      flags: inOrder(flags.map(({ rule }) => rule)),
      gaps: inOrder(gaps.map(({ rule }) => rule)),
    }).toEqual({
      tier: vignette.tier,
      tierUpper: vignette.tierUpper,
      flags: inOrder(vignette.flags),
      gaps: inOrder(vignette.gaps),
    })
  })
})

describe('the cases', () => {
  it('are thirty or more, no two alike, each with a source', () => {
    expect(vignettes.length).toBeGreaterThanOrEqual(30)
    expect(new Set(vignettes.map((one) => one.case)).size).toBe(vignettes.length)
    expect(vignettes.every(({ source }) => source.length > 5)).toBe(true)
  })
  it('name rules that exist, from every tier and most domains', () => {
    const rules = new Map(defaultRules.rules.map((rule) => [rule.id, rule]))
    const named = vignettes.flatMap(({ flags, gaps }) => [...flags, ...gaps])
    expect(named.filter((id) => !rules.has(id))).toEqual([])
    const fired = new Set(vignettes.flatMap(({ flags }) => flags))
    expect(new Set([...fired].map((id) => rules.get(id)?.tier))).toEqual(new Set([1, 2, 3, 4]))
    expect(new Set([...fired].map((id) => rules.get(id)?.domain)).size).toBeGreaterThanOrEqual(7)
  })
})
