import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochDay } from '../../src/date.ts'
import type { ChildId } from '../../src/id.ts'
import type { Tier } from '../../src/policy.ts'
import { type ChildFile, codeLists } from '../../src/records/index.ts'
import {
  alarmBudget,
  assess,
  compileRules,
  defaultRules,
  diffRulesets,
  fairnessFindings,
  impact,
  moveParameters,
  ratesByGroup,
  shareOf,
} from '../../src/risk/index.ts'
import { defaultRuleset } from '../../src/risk/defaults/document.ts'
import { viewOf } from '../../src/risk/evaluation.ts'
import { facts } from '../../src/risk/facts/catalogue.ts'
import { parametersIn } from '../../src/risk/language/expression.ts'
import type { Expression } from '../../src/risk/language/expression.ts'
import { linked } from '../../src/risk/ruleset/ruleset.ts'
import { calendar } from './calendar.ts'
import * as county from './county-sheets.ts'
import { asOf, files } from './drafts.ts'
import { documentOf, ruleOf } from './rulesets.ts'

const { rules } = defaultRules

describe('the difference of two rulesets', () => {
  it('is empty for one and the same, in whatever order its rules stand', () => {
    const backwards = linked({ ...defaultRules, rules: [...rules].reverse() }, facts)
    expect(diffRulesets(defaultRuleset, defaultRuleset)).toEqual([])
    expect(diffRulesets(defaultRuleset, backwards)).toEqual([])
  })
  it('names what was added, removed and changed, and whether the law stands behind it', () => {
    const changed = rules.flatMap((rule) =>
      rule.id === 'school.absence'
        ? [{ ...rule, tier: 1 as const }]
        : rule.id === 'guardianship.no-notice'
          ? []
          : [rule],
    )
    const parameters = defaultRules.parameters.map((one) =>
      one.id === 'age.alone' ? { ...one, values: [{ ...one.values[0]!, value: 15 }] } : one,
    )
    const after = linked(
      { ...defaultRules, parameters, rules: [...changed, ruleOf({ op: 'known', fact: 'care.type' })] },
      facts,
    )
    expect(
      diffRulesets(defaultRuleset, after).map((one) => [one.id, one.change, one.fields.join(), one.statute]),
    ).toEqual([
      ['guardianship.no-notice', 'removed', '', true],
      ['safety.tried', 'added', '', false],
      ['school.absence', 'changed', 'tier', false],
      ['age.alone', 'changed', 'values', true],
    ])
    const swapped = (change: string) => (change === 'added' ? 'removed' : change === 'removed' ? 'added' : change)
    expect(diffRulesets(after, defaultRuleset).map(({ id, change }) => [id, swapped(change)])).toEqual(
      diffRulesets(defaultRuleset, after).map(({ id, change }) => [id, change]),
    )
  })
})

describe('the impact of a ruleset', () => {
  it('is what assessing with both says', () => {
    const fewer = linked({ ...defaultRules, rules: rules.filter(({ tier }) => tier !== 2) }, facts)
    const numbered = fc
      .array(files, { maxLength: 6 })
      .map((list) => list.map((file, i): ChildFile => ({ ...file, id: `c${i}` as ChildId })))
    fc.assert(
      fc.property(numbered, (list) => {
        const found = impact(defaultRuleset, fewer, list, { asOf })
        const moves = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0])
        const changed: [string, Tier, Tier][] = []
        for (const file of list) {
          const [a, b] = [assess(file, { asOf, calendar }), assess(file, { asOf, calendar, rules: fewer })]
          moves[a.tier]![b.tier]! += 1
          if (a.flags.length !== b.flags.length || a.tierUpper !== b.tierUpper) changed.push([file.id, a.tier, b.tier])
        }
        expect(found.moves).toEqual(moves)
        expect(found.changes.map(({ child, before, after }) => [child, before.tier, after.tier])).toEqual(changed)
      }),
      { numRuns: 40 },
    )
  })
})

describe('moving parameters', () => {
  const isProposal = (id: string): boolean =>
    defaultRules.parameters.find((one) => one.id === id)?.values.every(({ standing }) => standing === 'proposal') ??
    false
  it('is allowed for proposals and for nothing else', () => {
    for (const { id } of defaultRules.parameters)
      expect([id, moveParameters(defaultRules, { [id]: 5 }, '2026-09-01').isOk()]).toEqual([id, isProposal(id)])
    const code = (moves: Record<string, number>, from: '2026-09-01' | '2021-06-01' = '2026-09-01') =>
      moveParameters(defaultRules, moves, from).match(
        () => 'ok',
        ([problem]) => [problem.code, problem.path].join(' '),
      )
    expect(code({ 'no.such': 1 })).toBe('unknown-code /0')
    expect(code({ 'contact.moderateDays': 1 }, '2021-06-01')).toBe('inconsistent /0')
    expect(code({ 'contact.moderateDays': 40, 'window.family': 300 })).toBe('ok')
  })
  it('leaves every rule that stands on the law alone as it was', () => {
    const law = rules.filter(
      (rule) =>
        rule.domain !== 'combined' &&
        rule.source.some(({ standing }) => standing === 'statute') &&
        [rule.when, ...(rule.appliesTo ? [rule.appliesTo] : [])].flatMap(parametersIn).every((id) => !isProposal(id)),
    )
    expect(law.length).toBeGreaterThan(15)
    const proposals = defaultRules.parameters.map(({ id }) => id).filter(isProposal)
    const moves = fc.dictionary(fc.constantFrom(...proposals), fc.integer({ min: 1, max: 200 }), {
      noNullPrototype: true,
    })
    fc.assert(
      fc.property(files, moves, (file, moved) => {
        const after = linked(moveParameters(defaultRules, moved, '2026-01-01')._unsafeUnwrap(), facts)
        const truths = (ruleset: typeof after) => {
          const view = viewOf(file, {}, epochDay(asOf), ruleset)
          return law.map(({ id }) => ruleset.rules.find(({ rule }) => rule.id === id)?.fires.truth(view))
        }
        expect(truths(after)).toEqual(truths(defaultRuleset))
      }),
      { numRuns: 60 },
    )
  })
})

describe('the fairness lint', () => {
  const codes = (when: Expression, more: object = {}) =>
    fairnessFindings(
      linked(documentOf(ruleOf(when, more)), facts, [{ name: 'our.f', version: '1.0.0', judge: () => true }]),
    ).map(({ code }) => code)
  it('finds nothing in the default rules', () => {
    expect(fairnessFindings(defaultRuleset)).toEqual([])
  })
  it('finds protected traits in words, disabilities taken for dangers, functions, and age alone', () => {
    const plain: Expression = { op: 'known', fact: 'care.type' }
    expect(codes(plain, { says: { zh: '父亲服刑', en: 'father is away' } })).toEqual(['protected-trait'])
    expect(codes({ op: 'in', fact: 'disability.level', set: ['1'] })).toEqual(['disability-as-danger'])
    expect(codes({ op: 'in', fact: 'disability.level', set: ['1'] }, { domain: 'entitlement' })).toEqual([])
    expect(codes({ op: 'fn', name: 'our.f', version: '1.0.0', facts: ['care.type'] })).toEqual(['function'])
    expect(codes({ op: 'age', fact: 'carer.birthDate', rel: '>=', value: 60 })).toEqual(['age-alone'])
  })
  it('goes with a compiler that refuses every protected trait, the parents’ too', () => {
    const names = [
      'child.ethnicity',
      'child.religion',
      'child.sex',
      'child.hukou',
      'father.occupation',
      'mother.education',
      'mother.maritalStatus',
      'father.penalStatus',
      'father.politicalStatus',
      'mother.hivStatus',
      'child.bornOutOfWedlock',
      'father.partyMember',
      'father.donations',
    ]
    for (const fact of names)
      expect([
        fact,
        compileRules(documentOf(ruleOf({ op: 'known', fact }))).match(
          () => 'ok',
          ([one]) => one.code,
        ),
      ]).toEqual([fact, 'protected-trait'])
  })
})

describe('a share with its range', () => {
  it('is that of Wilson, rounded outwards', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (all, n) => {
        const some = n % (all + 1)
        const { least, most, perMille } = shareOf(some, all)
        const [z, p] = [1.96, some / all]
        const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all)
        const half = (z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all))) / (1 + (z * z) / all)
        for (const [end, wanted] of [
          [least, (middle - half) * 1000],
          [most, (middle + half) * 1000],
        ] as const)
          expect(Math.abs(end - Math.min(1000, Math.max(0, wanted)))).toBeLessThan(1.001)
        expect(least).toBeLessThanOrEqual(Math.max(0, (middle - half) * 1000) + 1e-6)
        expect(most).toBeGreaterThanOrEqual(Math.min(1000, (middle + half) * 1000) - 1e-6)
        expect(least <= perMille && perMille <= most).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(shareOf(0, 0)).toEqual({ perMille: 0, least: 0, most: 1000 })
  })
})

describe('rates by group', () => {
  const group = (name: string, count: number) =>
    Array.from({ length: count }, () => ({ group: name, fires: 'no' as const }))
  it('tell no group below ten, and none from which it could be told', () => {
    const told = (...sizes: readonly number[]) =>
      ratesByGroup(
        sizes.flatMap((size, i) => group(`g${i}`, size)),
        asOf,
      ).map((one) => ('hidden' in one ? '-' : one.children))
    expect(told(40, 50)).toEqual([40, 50])
    expect(told(9, 50, 60)).toEqual(['-', '-', 60])
    expect(told(9, 8, 60)).toEqual(['-', '-', 60])
    expect(JSON.stringify(ratesByGroup(group('a', 9), asOf))).toBe('[{"group":"a","hidden":true}]')
  })
})

describe('a round of visits over the county', () => {
  type Draft = Record<string, unknown>
  const items = (list: { readonly rows: readonly { readonly key: string }[] }) =>
    Object.fromEntries(list.rows.map(({ key }) => [key, 'notSeen']))
  const visit = {
    on: county.asOf,
    by: 'notCollected',
    childSeen: 'yes',
    spokenAlone: 'yes',
    mood: 4,
    words: 'none',
    nextOn: 'none',
    situations: items(codeLists.situations),
    emergencies: items(codeLists.emergencies),
  }
  const visited = (file: ChildFile): ChildFile =>
    ({ ...file, visits: { ...file.visits, round: visit } }) as unknown as ChildFile

  /** What a family with nothing amiss says to each question that the gaps name. */
  const answers: readonly (readonly [RegExp, unknown])[] = [
    [/^\/delegation\/notice/, '2026-03-01'],
    [/^\/delegation\/|\/(withChild|withDelegate|treated)$/, 'yes'],
    [/^\/delegate\/birthDate$|^\/birthDate$/, '1970-01-01'],
    [/\/(father|mother)\/status$/, 'awayWorking'],
    [/guardianshipType|guardianshipRating/, 'good'],
    [/\/health$|\/health\/status$/, 'healthy'],
    [/medicalInsurance$/, ['resident']],
    [/\/schooling\/status$/, 'primary'],
    [/\/illnesses\/[^/]+\/status$/, 'resolved'],
    [/\/attendance$/, { asked: { on: county.asOf, session: 'none', state: 'excused', days: 1, note: 'none' } }],
    [
      /\/screenings$/,
      {
        asked: {
          instrument: 'PHQ-A',
          on: county.asOf,
          total: 3,
          answers: 'none',
          coding: 'notCollected',
          informant: 'none',
        },
      },
    ],
    [/\/measurements$/, { asked: { on: county.asOf, armMm: 150, oedema: 'no' } }],
    [/\/contacts$/, { asked: { on: county.asOf, channel: 'phone', withChild: 'yes', withDelegate: 'yes' } }],
    [/^\/delegate$/, { relation: 'paternalGrandmother' }],
    [/.*/, 'none'],
  ]
  const put = (value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown =>
    key === undefined
      ? typeof to === 'object' && !Array.isArray(to)
        ? { ...(value as Draft), ...(to as Draft) }
        : to
      : { ...(value as Draft), [key]: put((value as Draft)[key], rest, to) }

  function asked(file: ChildFile): ChildFile {
    let now = file
    for (let round = 0; round < 4; round += 1) {
      const paths = new Set(
        assess(now, { asOf: county.asOf, calendar }).gaps.flatMap(({ missing }) => missing.map(({ path }) => path)),
      )
      if (paths.size === 0) break
      for (const path of paths) {
        const [, to] = answers.find(([pattern]) => pattern.test(path))!
        if (path === '/birthDate' || (path.startsWith('/delegate/') && typeof now.delegate === 'string')) continue
        now = put(now, path.slice(1).split('/'), to) as ChildFile
      }
    }
    return now
  }

  const all = county.countyFiles()
  const some = all.filter((_, i) => i % 9 === 0)
  it('leaves no question of safety open for more than one child in five', () => {
    const open = some.filter((file) =>
      assess(visited(file), { asOf: county.asOf, calendar }).gaps.some(
        ({ rule, wouldBe }) => wouldBe === 4 && rule.startsWith('safety.') && rule !== 'safety.abuse-in-care',
      ),
    )
    expect(open.length * 5).toBeLessThanOrEqual(some.length)
  })
  it('on which also the questions of the gaps were asked brings the upper tier down to the tier for four in five', () => {
    const settled = some.filter((file) => {
      const { tier, tierUpper } = assess(asked(visited(file)), { asOf: county.asOf, calendar })
      return tier === tierUpper
    })
    expect(some.length).toBeGreaterThan(250)
    expect(settled.length * 5).toBeGreaterThanOrEqual(some.length * 4)
  })
  it('keeps the alarm budget with the default rules', () => {
    const { limits } = alarmBudget(all.map((file) => assess(file, { asOf: county.asOf, calendar })))
    expect(limits.map(({ tier, within }) => [tier, within])).toEqual([
      [3, true],
      [4, true],
    ])
  })
})
