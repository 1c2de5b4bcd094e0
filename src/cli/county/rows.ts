import {
  ageOn,
  type Agreement,
  type ChildFile,
  type ChildId,
  classify,
  daysBetween,
  isDate,
  isKnown,
  type PlainDate,
  type Source,
} from 'childfile'
import { cadence, nextDue } from 'childfile/cadence'
import { findingText, type RegisterRow } from 'childfile/register'
import type { ChildRow, CountRow, MissingRow, ReportInput, RuleRow, Words } from 'childfile/report'
import { defaultRules } from 'childfile/risk'
import type { Assessed, AssessedChild } from './assessed.ts'
import type { County } from './folder.ts'
import type { Proposal } from './proposal.ts'

/** How often each key occurs, most frequent first. */
export function counted(keys: readonly string[], wordsOf: (key: string) => Words): readonly CountRow[] {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts]
    .map(([id, count]) => ({ id, ...wordsOf(id), count }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}

/** A label that is the same in both languages. */
export const same = (text: string): Words => ({ zh: text, en: text })

/** The day of the last visit, if one is on record. */
export function lastVisitOn({ visits }: ChildFile, asOf: PlainDate): PlainDate | undefined {
  const days = Object.values(visits).flatMap((visit) => (isKnown(visit.on) && visit.on <= asOf ? [visit.on] : []))
  return days.sort((a, b) => (a < b ? 1 : -1))[0]
}

/** What the report counts of each child. */
export function childRows(county: County, { children, calendar }: Assessed, { plan }: Proposal): readonly ChildRow[] {
  const { asOf, villages, agreements } = county
  const township = new Map<string, string>(villages.map(({ code, township: name }) => [code, name]))
  const inForce = ({ state, from, to }: Agreement): boolean =>
    state === 'active' && isKnown(from) && from <= asOf && !(isDate(to) && to <= asOf)
  const mates = new Map<ChildId, ChildRow['pair']>([
    ...plan.waiting.map(({ child, because }) => [child, refused(because) ? 'notWanted' : 'waiting'] as const),
    ...plan.pairs.map(({ child }) => [child, 'proposed'] as const),
    ...agreements.filter(inForce).map(({ child }) => [child, 'active'] as const),
  ])
  const daysLate = ({ file, assessment }: AssessedChild): number | undefined => {
    const lastOn = lastVisitOn(file, asOf)
    if (lastOn === undefined) return undefined
    const state = { startedOn: lastOn, lastOn, asOf }
    return daysBetween(nextDue(cadence.of(assessment.tier, asOf).homeVisit, state, calendar).windowEnd, asOf)
  }
  return children.map((child) => {
    const { file, assessment } = child
    const village = isKnown(file.residenceDivision) ? township.get(file.residenceDivision) : undefined
    return {
      township: village ?? '不详',
      age: isKnown(file.birthDate) ? ageOn(file.birthDate, asOf) : undefined,
      leftBehind: classify(file, 'mca2016', asOf).leftBehind,
      tier: assessment.tier,
      tierUpper: assessment.tierUpper,
      flags: assessment.flags.map(({ rule }) => rule),
      visitDaysLate: daysLate(child),
      pair: mates.get(file.id) ?? 'waiting',
      topics: [],
    }
  })
}

const refused = (because: Proposal['plan']['waiting'][number]['because']): boolean =>
  because.kind === 'notEligible' &&
  because.rules.some(({ rule, verdict }) => rule === 'child-refuses' && verdict === 'no')

/** The rules with what they say of a child for whom they fire, and where they come from. */
export function ruleRows({ children }: Assessed): readonly RuleRow[] {
  const said = new Map(children.flatMap(({ assessment }) => assessment.flags.map(({ rule, text }) => [rule, text])))
  return defaultRules.rules.map(({ id, tier, says, source }) => {
    const outside = source.filter(({ kind }) => kind !== 'proposal')
    const { zh, en } = said.get(id) ?? says
    return {
      id,
      tier,
      zh,
      en,
      source:
        outside.length === 0 ? { zh: '本库默认值', en: 'default of the library' } : same(outside.map(cited).join('; ')),
      standing: source[0]?.standing ?? 'proposal',
    }
  })
}

const cited = ({ title, section }: Source): string => [title, section].filter(Boolean).join(', ')

/** Fields whose absence keeps people from knowing what they have to know. */
const wanted: readonly (Words & { readonly field: string; readonly of: (file: ChildFile) => unknown })[] = [
  { field: 'idNumber', zh: '公民身份号码', en: 'identity number', of: (file) => file.idNumber },
  { field: 'father.phone', zh: '父亲联系电话', en: "father's telephone", of: (file) => file.father.phone },
  { field: 'mother.phone', zh: '母亲联系电话', en: "mother's telephone", of: (file) => file.mother.phone },
  {
    field: 'delegate.phone',
    zh: '受托人电话',
    en: "delegate's telephone",
    of: ({ delegate }) => (typeof delegate === 'string' ? delegate : delegate.phone),
  },
  { field: 'allergies', zh: '过敏史', en: 'allergies', of: (file) => file.health.allergies },
  {
    field: 'childHeard',
    zh: '听取儿童意见',
    en: 'whether the child was heard',
    of: (file) => file.delegation.childHeard,
  },
  { field: 'emergencyContacts', zh: '紧急联系人', en: 'emergency contacts', of: (file) => file.emergencyContacts },
]

const missingRows = (files: readonly ChildFile[]): readonly MissingRow[] =>
  wanted.map(({ field, zh, en, of }) => ({
    field,
    zh,
    en,
    of: files.length,
    missing: files.filter((file) => !isKnown(of(file))).length,
  }))

/** How good the sheet of children is. */
export function paperwork({ rows, files, duplicates }: County): ReportInput['paperwork'] {
  const words = new Map<string, Words>()
  const keys = (
    chosen: readonly RegisterRow<unknown>[],
    severity: 'error' | 'warning',
    first: boolean,
  ): readonly string[] =>
    chosen.flatMap(({ findings }) =>
      findings
        .filter((one) => one.severity === severity)
        .slice(0, first ? 1 : undefined)
        .map((one) => {
          const key = `${one.field} ${one.code}`
          words.set(key, { zh: findingText(one, 'zh'), en: findingText(one, 'en') })
          return key
        }),
    )
  const of = (key: string): Words => words.get(key) ?? same(key)
  const records = rows.filter(({ kind }) => kind === 'record')
  const rejects = rows.filter(({ kind }) => kind === 'reject')
  return {
    rows: records.length + rejects.length,
    files: files.length,
    rejects: counted(keys(rejects, 'error', true), of),
    errors: counted(keys(records, 'error', false), of),
    warnings: counted(keys(records, 'warning', false), of),
    missing: missingRows(files),
    duplicatePairs: duplicates.length,
  }
}
