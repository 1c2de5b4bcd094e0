import {
  ageOn,
  type Agreement,
  type ChildFile,
  type ChildId,
  classify,
  codeLists,
  daysBetween,
  definitions,
  Fen,
  type Finding,
  isDate,
  isKnown,
  type Severity,
  type Source,
  sumFen,
  type VisitId,
} from 'childfile'
import { cadence, nextDue } from 'childfile/cadence'
import {
  blankReport,
  type ChildRow,
  type CountRow,
  countyReport,
  type MissingRow,
  reportPage,
  type RuleRow,
  type TermInput,
  type WeekRow,
  type Words,
} from 'childfile/report'
import { findingText } from 'childfile/register'
import { type Assessment, defaultRules } from 'childfile/risk'
import type { Risk } from './assess.ts'
import type { Output } from './output.ts'
import type { Pairs } from './pair.ts'
import type { Plan } from './plan.ts'
import type { Line } from './progress.ts'
import type { County } from './read.ts'

interface Everything {
  readonly county: County
  readonly risk: Risk
  readonly pairs: Pairs
  readonly plan: Plan
  readonly term: TermInput
  readonly output: Output
}

/** How often each key occurs, most frequent first. */
function counted<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  wordsOf: (key: string) => Words,
): readonly CountRow[] {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return [...counts]
    .map(([id, count]) => ({ id, ...wordsOf(id), count }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}

const same = (text: string): Words => ({ zh: text, en: text })

/** Fields whose absence keeps people from knowing what they have to know. */
const wanted: readonly (Words & { readonly field: string; readonly of: (file: ChildFile) => unknown })[] = [
  { field: 'idNumber', zh: '公民身份号码', en: 'identity number', of: (file) => file.idNumber },
  { field: 'hukouNature', zh: '户籍性质', en: 'kind of household registration', of: (file) => file.hukouNature },
  { field: 'father.phone', zh: '父亲联系电话', en: "father's telephone", of: (file) => file.father.phone },
  { field: 'mother.phone', zh: '母亲联系电话', en: "mother's telephone", of: (file) => file.mother.phone },
  {
    field: 'delegate.phone',
    zh: '受托人电话',
    en: "delegate's telephone",
    of: ({ delegate }) => (typeof delegate === 'string' ? delegate : delegate.phone),
  },
  { field: 'illnesses', zh: '既往病史', en: 'medical history', of: (file) => file.health.illnesses },
  { field: 'allergies', zh: '过敏史', en: 'allergies', of: (file) => file.health.allergies },
  {
    field: 'noticeToSchoolOn',
    zh: '书面告知学校',
    en: 'written notice to the school',
    of: (file) => file.delegation.noticeToSchoolOn,
  },
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

function weekRows({ visits }: Plan): readonly WeekRow[] {
  const mondays = [...new Set(visits.weeks.map(({ monday }) => monday))].sort((a, b) => (a < b ? -1 : 1))
  return mondays.map((monday) => {
    const weeks = visits.weeks.filter((week) => week.monday === monday)
    const duties = weeks.flatMap((week) => week.duties)
    const total = (minutes: readonly number[]): number => minutes.reduce((sum, one) => sum + one, 0)
    return {
      monday,
      duties: duties.length,
      children: new Set(duties.flatMap(({ children }) => children.map(({ id }) => id))).size,
      minutes: total(weeks.map(({ minutes }) => minutes)),
      handMinutes: total(weeks.map(({ available }) => available)),
      dutiesLate: duties.filter(({ fits, late }) => !fits || late).length,
    }
  })
}

export async function reportCounty({
  county,
  risk,
  pairs,
  plan,
  term,
  output,
}: Everything): Promise<{ readonly summary: readonly Line[] }> {
  const findings = (severity: Severity): readonly Finding[] =>
    county.register.rows
      .filter(({ kind }) => kind === 'record')
      .flatMap((row) => row.findings.filter((one) => one.severity === severity))
  const money = county.aid.filter(({ kind }) => kind === 'money')
  const goods = county.aid.filter(({ kind }) => kind === 'goods')
  const report = countyReport({
    ...blankReport,
    county: { zh: '威宁彝族回族苗族自治县', en: 'Weining county (synthetic data)' },
    asOf: risk.asOf,
    definition: definitions.mca2016,
    children: childRows({ county, risk, pairs, plan }),
    term,
    rules: ruleRows(risk),
    paperwork: {
      rows: county.register.rows.filter(({ kind }) => kind === 'record' || kind === 'reject').length,
      files: county.files.length,
      rejects: counted(
        county.register.rows.filter(({ kind }) => kind === 'reject'),
        (row) => keyOf(row.findings.find(({ severity }) => severity === 'error')),
        findingWords(county),
      ),
      errors: counted(findings('error'), keyOf, findingWords(county)),
      warnings: counted(findings('warning'), keyOf, findingWords(county)),
      missing: missingRows(county.files),
      duplicatePairs: county.duplicates.length,
    },
    visits: {
      weeks: weekRows(plan),
      openDuties: risk.children.filter(({ assessment }) => needsReport(assessment)).length,
    },
    sessions: {
      asked: plan.sessionsAsked,
      placed: plan.timetable.placements.length,
      unplaced: counted(plan.timetable.unplaced, ({ reasons }) => reasons[0].constraint, same),
      topics: codeLists.safetyTopics.rows
        .filter(({ key }) => county.sessions.some(({ safetyTopic }) => safetyTopic === key))
        .map(({ key, zh, en }) => ({ id: key, zh, en })),
      activities: counted(
        plan.timetable.placements.flatMap(
          ({ session }) => county.sessions.find(({ id, kind }) => id === session && kind === 'activity') ?? [],
        ),
        ({ activity }) => (typeof activity === 'string' ? activity : activity.other),
        (key) => codeLists.activities.rows.find((row) => row.key === key) ?? same(key),
      ),
    },
    pairing: {
      seats: Object.values(pairs.plan.seats.open).reduce((sum, seats) => sum + seats, 0),
      review: pairs.plan.discontinued.length,
      waiting: counted(
        pairs.plan.waiting,
        ({ because }) => (because.kind === 'notEligible' ? (because.rules[0]?.rule ?? because.kind) : because.kind),
        waitingWords(pairs),
      ),
      renewals: new Set(pairs.plan.renewals.map(({ who }) => who)).size,
      rules: pairs.plan.rules
        .filter(({ of, no, unknown }) => of === 'pair' && no + unknown > 0)
        .map(({ rule, no, unknown }) => ({ id: rule, ...pairs.ruleText(rule), count: no + unknown })),
    },
    aid: {
      money: sumFen(money.map(({ value }) => (isKnown(value) ? value : Fen.parse(0)))),
      goods: sumFen(goods.map(({ value }) => (isKnown(value) ? value : Fen.parse(0)))),
      items: counted(
        goods.flatMap(({ item, quantity }) =>
          Array.from({ length: typeof quantity === 'number' ? quantity : 0 }, () => item),
        ),
        String,
        same,
      ),
      restrictions: counted(
        county.aid.filter(({ restriction }) => isKnown(restriction) && restriction !== 'none'),
        ({ restriction }) => restriction,
        same,
      ),
    },
  })
  const path = await output.write('report.html', reportPage(report))
  return { summary: [['report', `${report.total} files`, path]] }
}

/** The kind of a finding: field and code. */
const keyOf = (finding: Finding | undefined): string => (finding ? `${finding.field} ${finding.code}` : 'row')

/** A finding of each kind in words. */
const findingWords = ({ register }: County): ((key: string) => Words) => {
  const one = new Map(register.rows.flatMap(({ findings }) => findings.map((finding) => [keyOf(finding), finding])))
  return (key) => {
    const finding = one.get(key)
    return finding ? { zh: findingText(finding, 'zh'), en: findingText(finding, 'en') } : same(key)
  }
}

/** The rules with what they say of a child for whom they fire, and where they come from. */
function ruleRows({ children }: Risk): readonly RuleRow[] {
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
        outside.length === 0
          ? { zh: '本库默认值', en: 'default of the library' }
          : { zh: outside.map(inChinese).join('；'), en: outside.map(inEnglish).join('; ') },
      standing: source[0]?.standing ?? 'proposal',
    }
  })
}

const inEnglish = ({ title, section }: Source): string => [title, section].filter(Boolean).join(', ')

/** Laws and guidelines in the marks of book titles; other sources by the Chinese part of their name. */
const inChinese = ({ title, section = '', kind }: Source): string => {
  const name = title.replace('中华人民共和国', '').replace(/ \([^)]*\)$/, '')
  return `${kind === 'practice' ? `${name}：` : `《${name}》`}${section.replace(/art\. (\d+)/, '第$1条').replace(/ ?item (\d+)/, '第$1项')}`
}

/** Whether a flag asks for a report to an authority. */
const needsReport = ({ flags }: Assessment): boolean => flags.some(({ actions }) => actions.includes('report-police'))

const waitingWords =
  (pairs: Pairs) =>
  (key: string): Words => {
    if (key === 'noVolunteer') return { zh: '没有符合条件的志愿者', en: 'no volunteer is allowed' }
    if (key === 'seats') return { zh: '名额不足', en: 'too few seats' }
    if (key === 'outPrioritised') return { zh: '名额先给更需要的儿童', en: 'children of higher tiers come first' }
    return pairs.ruleText(key)
  }

function childRows({
  county,
  risk,
  pairs,
  plan,
}: Pick<Everything, 'county' | 'risk' | 'pairs' | 'plan'>): readonly ChildRow[] {
  const township = new Map(county.villages.map(({ code, township: name }) => [code, name]))
  const mates = new Map<ChildId, 'active' | 'proposed'>([
    ...pairs.plan.pairs.map(({ child }) => [child, 'proposed'] as const),
    ...present(county).map(({ child }) => [child, 'active'] as const),
  ])
  const refused = new Set(
    pairs.plan.waiting.flatMap(({ child, because }) =>
      because.kind === 'notEligible' &&
      because.rules.some(({ rule, verdict }) => rule === 'child-refuses' && verdict === 'no')
        ? [child]
        : [],
    ),
  )
  const reached = topicsBySchool(county, plan)
  return risk.children.map(({ file, assessment }): ChildRow => {
    const { id, residenceDivision, birthDate, schooling } = file
    const grade = typeof schooling.grade === 'number' ? schooling.grade : 'kindergarten'
    return {
      township: (isKnown(residenceDivision) ? township.get(residenceDivision) : undefined) ?? '不详',
      age: isKnown(birthDate) ? ageOn(birthDate, risk.asOf) : undefined,
      leftBehind: classify(file, 'mca2016', risk.asOf).leftBehind,
      tier: assessment.tier,
      tierUpper: assessment.tierUpper,
      flags: assessment.flags.map(({ rule }) => rule),
      visitDaysLate: daysLate(file, assessment.tier, risk),
      pair: mates.get(id) ?? (refused.has(id) ? 'notWanted' : 'waiting'),
      topics: [...(reached.get(`${schooling.school} ${grade}`) ?? [])],
    }
  })
}

/** Agreements that are in force, whatever the plan proposes. */
const present = ({ agreements, asOf }: County): readonly Agreement[] =>
  agreements.filter(
    ({ state, from, to }) => state === 'active' && isKnown(from) && from <= asOf && !(isDate(to) && to <= asOf),
  )

/** Days since the last visit's next due day ended its window; undefined if there is no visit on record. */
function daysLate(file: ChildFile, tier: ChildRow['tier'], { asOf, calendar }: Risk): number | undefined {
  const days = (Object.keys(file.visits) as VisitId[]).flatMap((id) => {
    const on = file.visits[id]?.on
    return on !== undefined && isKnown(on) && on <= asOf ? [on] : []
  })
  const lastOn = days.sort((a, b) => (a < b ? 1 : -1))[0]
  if (lastOn === undefined) return undefined
  const { windowEnd } = nextDue(cadence.of(tier, asOf).homeVisit, { startedOn: lastOn, lastOn, asOf }, calendar)
  return daysBetween(windowEnd, asOf)
}

/** Safety topics by school and grade, as the timetable places them. */
function topicsBySchool({ sessions }: County, { timetable }: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, Set<string>>()
  const byId = new Map(sessions.map((session) => [session.id, session]))
  for (const { session: id, groups } of timetable.placements) {
    const session = byId.get(id)
    if (session?.kind !== 'safety' || typeof session.safetyTopic !== 'string') continue
    for (const { grade } of groups) {
      const key = `${session.school} ${grade}`
      reached.set(key, (reached.get(key) ?? new Set()).add(session.safetyTopic))
    }
  }
  return reached
}
