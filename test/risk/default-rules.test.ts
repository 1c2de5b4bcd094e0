import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codeLists } from '../../src/records/index.ts'
import {
  actions,
  assess,
  checklistProof,
  compileRules,
  defaultRules,
  domains,
  effort,
  facts,
  type Rule,
  windows,
} from '../../src/risk/index.ts'
import { defaultRuleset } from '../../src/risk/defaults/document.ts'
import { exampleProblems } from '../../src/risk/ruleset/examples.ts'
import { linked } from '../../src/risk/ruleset/ruleset.ts'
import { factsIn } from '../../src/risk/language/expression.ts'
import { calendar } from './calendar.ts'
import { asOf, fileOf } from './drafts.ts'
import { factRows, ruleRows } from './tables.ts'

const docs = readFileSync(new URL('../../docs/risk.md', import.meta.url), 'utf8')
const { rules, parameters } = defaultRules

const tiersOf = (tier: number): readonly string[] => rules.filter((rule) => rule.tier === tier).map(({ id }) => id)

describe('the default rules', () => {
  it('compile, with every example as it says', () => {
    expect(compileRules(defaultRules).map(({ sha256 }) => sha256)).toEqual(
      compileRules(JSON.parse(JSON.stringify(defaultRules))).map(({ sha256 }) => sha256),
    )
    expect(exampleProblems(defaultRuleset)).toEqual([])
  })
  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s has examples that a wrong rule would not pass',
    (_, rule) => {
      expect(rule.examples.fires.length).toBeGreaterThan(0)
      expect(rule.examples.not.length + rule.examples.unknown.length).toBeGreaterThan(0)
      const wrong: readonly Rule[] = [
        { ...rule, when: { op: 'not', of: rule.when } },
        { ...rule, when: { op: 'or', of: [rule.when, { op: 'not', of: rule.when }] } },
        { ...rule, when: { op: 'and', of: [rule.when, { op: 'not', of: rule.when }] } },
      ]
      for (const one of wrong) {
        const problems = exampleProblems(
          linked({ ...defaultRules, rules: rules.map((other) => (other === rule ? one : other)) }, facts),
        )
        expect(problems.filter(({ path }) => path.startsWith(`/rules/${rules.indexOf(rule)}/`)).length).toBeGreaterThan(
          0,
        )
      }
    },
  )
  it('are of the standing that their source has: only what was read in the statute is law', () => {
    const read = [11, 21, 22, 23, 28, 83].map((article) => `art. ${article}`)
    const sources = [
      ...rules.flatMap(({ source }) => source),
      ...parameters.flatMap(({ values }) => values.map(({ source }) => source)),
    ]
    for (const { title, section = '', kind, standing } of sources)
      if (standing === 'statute')
        expect([title, read.includes(section), kind]).toEqual(['中华人民共和国未成年人保护法', true, 'law'])
    const law = parameters.filter(({ values }) => values.some(({ standing }) => standing === 'statute'))
    expect(law.map(({ id, values }) => [id, values[0]?.value])).toEqual([
      ['age.unattended', 8],
      ['age.alone', 16],
      ['contact.watchDays', 7],
    ])
  })
  it('show tier, deadline and actions as our own proposals', () => {
    for (const { source } of rules)
      expect(source.at(-1)).toMatchObject({
        kind: 'proposal',
        standing: 'proposal',
        section: 'tier, deadline, actions',
      })
    for (const window of [...windows, checklistProof, ...Object.values(effort)])
      for (const { standing } of window.values) expect(standing).toBe('proposal')
  })
  it('put into the critical tier what the policy puts there, and nothing else', () => {
    expect(tiersOf(4).filter((id) => !id.startsWith('safety.'))).toEqual([
      'guardianship.no-carer',
      'guardianship.unattended-under-8',
      'guardianship.alone-under-16',
      'guardianship.carer-under-16',
      'guardianship.carer-16-17',
      'guardianship.carer-excluded',
      'mind.self-harm',
    ])
    expect(tiersOf(3)).toEqual([
      'contact.parents-lost',
      'safety.home-hazard',
      'mind.screen-severe',
      'health.grave-untreated',
      'health.severe-malnutrition',
      'school.not-in-school',
      'combined.accumulation',
    ])
  })
  it('have a rule for each of the nine situations, to be reported at once', () => {
    for (const { key } of codeLists.situations.rows) {
      const file = fileOf({ incidents: { i1: { observedOn: '2026-09-10', situations: [key], closedOn: 'none' } } })
      const flags = assess(file, { asOf, calendar }).flags.filter(({ domain }) => domain === 'safety')
      expect(flags.map(({ tier, deadline, actions: [first] }) => [tier, deadline, first])).toEqual([
        [4, asOf, 'report-police'],
      ])
      expect(flags[0]?.evidence.map(({ path }) => path)).toEqual(['/incidents/i1/situations'])
    }
  })
  it('say nothing of a worker who is late', () => {
    const names = rules.flatMap((rule) => [...factsIn(rule.when), ...(rule.appliesTo ? factsIn(rule.appliesTo) : [])])
    expect(names.filter((name) => name === 'visits' || /worker|visit/.test(name))).toEqual([])
    const visited = fileOf({ visits: { v1: { on: '2020-01-01' } } })
    expect(assess(visited, { asOf, calendar }).flags).toEqual(assess(fileOf({}), { asOf, calendar }).flags)
  })
  it('speak in both languages, without blame and without a label for the child', () => {
    const blame =
      /问题儿童|坏孩子|差生|懒|失职|不负责|可怜|bad child|problem child|lazy|neglectful|irresponsible|delinquent|at-risk|poor thing/i
    const chinese = /[\u4e00-\u9fff]/
    for (const { id, says, rationale } of rules)
      for (const { zh, en } of [says, rationale]) {
        expect([id, chinese.test(zh), chinese.test(en)]).toEqual([id, true, false])
        expect([id, blame.test(zh + en)]).toEqual([id, false])
      }
    for (const { zh, en } of [...Object.values(domains), ...Object.values(actions)])
      expect([chinese.test(zh), chinese.test(en)]).toEqual([true, false])
  })
  it('stand in docs/risk.md row by row, and so do the facts', () => {
    const rows = (start: RegExp): readonly string[] => docs.split('\n').filter((line) => start.test(line))
    expect(rows(/^\| `[a-z-]+\.[a-z\d-]+` \| [1-4] \|/)).toEqual(ruleRows(rules))
    expect(rows(/^\| `[A-Za-z.\d]+` \| (yesNo|code|codes|word|division|number|date|list)/)).toEqual(
      factRows(Object.values(facts)),
    )
  })
})

describe('a child of whom everything was asked and nothing is amiss', () => {
  const item = (list: { readonly rows: readonly { readonly key: string }[] }) =>
    Object.fromEntries(list.rows.map(({ key }) => [key, 'notSeen']))
  const recordedOn = '2026-09-01'
  const file = fileOf({
    birthDate: '2014-05-01',
    father: { recordedOn, status: 'awayWorking' },
    mother: { recordedOn, status: 'homeIncapable' },
    delegate: {
      recordedOn,
      relation: 'paternalGrandmother',
      birthDate: '1962-03-01',
      health: 'healthy',
      exclusions: 'none',
    },
    delegation: {
      recordedOn,
      agreement: 'yes',
      childHeard: 'yes',
      noticeToSchoolOn: '2026-03-01',
      noticeToVillageOn: '2026-03-01',
    },
    care: { recordedOn, guardianshipType: 'good', guardianshipRating: 'good', improperCare: 'none', livesAlone: 'no' },
    schooling: { recordedOn, status: 'primary' },
    conduct: { recordedOn, behaviours: 'none' },
    health: {
      recordedOn,
      status: 'healthy',
      illnesses: 'none',
      medicalInsurance: ['resident'],
      disability: 'none',
      mind: 'none',
    },
    contacts: { k1: { on: '2026-09-12', channel: 'video', withChild: 'yes', withDelegate: 'yes' } },
    visits: {
      v1: {
        on: '2026-09-10',
        childSeen: 'yes',
        spokenAlone: 'yes',
        mood: 4,
        situations: item(codeLists.situations),
        emergencies: item(codeLists.emergencies),
      },
    },
    screenings: { s1: { instrument: 'PHQ-A', on: '2026-09-05', total: 3 } },
    attendance: { a1: { on: '2026-09-07', session: 'none', state: 'excused', days: 1 } },
  })
  it('has no flag, no gap, and stands at the lowest tier for sure: every no has a way in', () => {
    const found = assess(file, { asOf, calendar })
    expect([found.tier, found.tierUpper, found.flags, found.gaps]).toEqual([0, 0, [], []])
    expect(found.nextChangeOn).toBe('2026-09-19')
  })
  it('stands higher at worst where something is open, even if nobody is asked for it', () => {
    const found = assess({ ...file, screenings: {} }, { asOf, calendar })
    expect([found.tier, found.tierUpper]).toEqual([0, 3])
    expect(found.gaps.map(({ rule, ask }) => [rule, ask])).toEqual([
      ['mind.screen-severe', false],
      ['mind.screen-above', false],
    ])
  })
})

describe('three moderate flags', () => {
  const three = {
    delegate: {},
    delegation: { noticeToVillageOn: 'none' },
    care: { guardianshipRating: 'poor', improperCare: ['internet'] },
  } as const
  const ill = { health: { illnesses: { e1: { status: 'active', treated: 'no' } } } } as const
  const combined = (draft: Readonly<Record<string, unknown>>) =>
    assess(fileOf(draft), { asOf, calendar }).flags.find(({ rule }) => rule === 'combined.accumulation')
  it('make a high one in two domains, not in one', () => {
    expect(combined(three)).toBeUndefined()
    expect(combined({ ...three, ...ill })?.tier).toBe(3)
    expect(combined({ ...three, ...ill, delegation: {}, care: {} })).toBeUndefined()
  })
  it('show what three of the flags rest on, and no more', () => {
    const paths = combined({ ...three, ...ill })?.evidence.map(({ path }) => path) ?? []
    expect(new Set(paths)).toEqual(
      new Set([
        '/delegation/noticeToVillageOn',
        '/delegate',
        '/care/improperCare',
        '/health/illnesses/e1/status',
        '/health/illnesses/e1/treated',
      ]),
    )
  })
})
