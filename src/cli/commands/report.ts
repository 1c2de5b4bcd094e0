import { definitions, Fen, isKnown, type PlainDate, sumFen, WorkerId } from 'childfile'
import {
  blankReport,
  countyReport,
  type CountyReport,
  reportPage,
  type ReportInput,
  type WeekRow,
} from 'childfile/report'
import { householdKey, type VisitedChild, visitList } from 'childfile/schedule'
import { assessed, type Assessed, type AssessedChild, termOf } from '../county/assessed.ts'
import { countyIn, type County } from '../county/folder.ts'
import { pairingOptions, proposal, type Proposal } from '../county/proposal.ts'
import { childRows, counted, lastVisitOn, paperwork, ruleRows, same } from '../county/rows.ts'
import { type Command, exitCodes, type Language, type Request, valueOf } from '../command.ts'
import { unsaid, waitingWords } from './pairing.ts'
import { progress, table } from '../terminal.ts'
import { targetOf, writeWhole } from '../whole-file.ts'

/** One page about the children of a folder, with counts that add up. */
export const report: Command = {
  argument: 'FOLDER',
  zh: '由一个文件夹的登记表做出一页报告（单个 HTML 文件，供本单位内部使用）',
  en: 'makes one page from the sheets of a folder (a single HTML file, for the office itself)',
  options: {
    out: { value: 'FILE', zh: '报告文件，不写则为 report.html', en: 'the page, report.html if not said' },
    title: { value: 'NAME', zh: '报告所说的县（区）名', en: 'the name of the county on the page' },
    ...pairingOptions,
  },
  done: { zh: '已写出', en: 'written' },
  found: { zh: '已写出，其中有紧急等级的儿童', en: 'written; children of the critical tier are among those counted' },
  run: async (request) => {
    const { values, terminal, language, asOf } = request
    const out = values['out'] ?? 'report.html'
    targetOf(out, true)
    const county = await countyIn(request, ['children'])
    const risk = await assessed(county, request)
    const proposed = await proposal(county, risk, request)
    const weeks = await progress(terminal, { zh: '排走访', en: 'planning visits' }[language], () =>
      weekRows(risk, request),
    )
    const made = countyReport({
      ...blankReport,
      county: values['title'] === undefined ? { zh: '本县（区）', en: 'This county' } : same(values['title']),
      asOf,
      definition: definitions.mca2016,
      children: childRows(county, risk, proposed),
      rules: ruleRows(risk),
      paperwork: paperwork(county),
      visits: { weeks, openDuties: risk.children.filter(needsReport).length },
      sessions: sessions(county),
      pairing: pairs(proposed),
      aid: aid(county),
    })
    await writeWhole(out, reportPage(made))
    return {
      code: (made.tiers[4] ?? 0) > 0 ? exitCodes.found : exitCodes.done,
      lines: [
        ...summary(county, made, language),
        ...unsaid(values, language),
        { zh: `已写出 ${out}`, en: `written: ${out}` }[language],
      ],
      data: { folder: request.path, out, sheets: county.sheets, report: made },
    }
  },
}

/** Whether a flag asks for a report to an authority. */
const needsReport = ({ assessment }: AssessedChild): boolean =>
  assessment.flags.some(({ actions }) => actions.includes('report-police'))

/** What is due week by week, if every village has one child director. */
function weekRows({ children, calendar }: Assessed, request: Request): readonly WeekRow[] {
  const { asOf } = request
  const visited = children.map((child) => visitedChild(child, asOf))
  const { weeks } = valueOf(visitList({ children: visited, calendar, asOf, ...termOf(request) }), request.path)
  const mondays = [...new Set(weeks.map(({ monday }) => monday))].sort((a, b) => (a < b ? -1 : 1))
  return mondays.map((monday) => {
    const those = weeks.filter((week) => week.monday === monday)
    const duties = those.flatMap((week) => week.duties)
    return {
      monday,
      duties: duties.length,
      children: new Set(duties.flatMap((duty) => duty.children.map(({ id }) => id))).size,
      minutes: those.reduce((sum, { minutes }) => sum + minutes, 0),
      handMinutes: those.reduce((sum, { available }) => sum + available, 0),
      dutiesLate: duties.filter(({ fits, late }) => !fits || late).length,
    }
  })
}

function visitedChild({ file, assessment }: AssessedChild, asOf: PlainDate): VisitedChild {
  const last = lastVisitOn(file, asOf)
  const village = isKnown(file.residenceDivision) ? file.residenceDivision : 'notCollected'
  return {
    id: file.id,
    tier: assessment.tier,
    household: householdKey(file),
    village,
    worker: village === 'notCollected' ? 'none' : WorkerId.parse(`director-${village}`),
    startedOn: last ?? asOf,
    last: last === undefined ? {} : { homeVisit: last },
  }
}

/** Sessions are not placed: no sheet of a folder tells the lesson hours of the schools. */
function sessions({ sessions: asked }: County): ReportInput['sessions'] {
  const words = {
    zh: '登记表中没有学校课时，未排课',
    en: 'no sheet tells the lesson hours of the schools; not planned here',
  }
  const count = asked.reduce((sum, { repeats }) => sum + (typeof repeats === 'number' ? repeats : 1), 0)
  return { ...blankReport.sessions, asked: count, unplaced: count === 0 ? [] : [{ id: 'no-hours', ...words, count }] }
}

const pairs = ({ plan }: Proposal): ReportInput['pairing'] => ({
  seats: Object.values(plan.seats.open).reduce((sum, seats) => sum + seats, 0),
  review: plan.discontinued.length,
  waiting: counted(
    plan.waiting.map(({ because }) =>
      because.kind === 'notEligible' ? (because.rules[0]?.rule ?? because.kind) : because.kind,
    ),
    waitingWords,
  ),
  renewals: new Set(plan.renewals.map(({ who }) => who)).size,
  rules: plan.rules
    .filter(({ of, no, unknown }) => of === 'pair' && no + unknown > 0)
    .map(({ rule, no, unknown }) => ({ id: rule, ...waitingWords(rule), count: no + unknown })),
})

function aid({ aid: entries }: County): ReportInput['aid'] {
  const worth = (kind: 'money' | 'goods'): Fen =>
    sumFen(entries.filter((one) => one.kind === kind).map(({ value }) => (isKnown(value) ? value : Fen.parse(0))))
  const goods = entries.filter(({ kind }) => kind === 'goods')
  const items = new Map<string, number>()
  for (const { item, quantity } of goods)
    if (typeof quantity === 'number') items.set(item, (items.get(item) ?? 0) + quantity)
  return {
    money: worth('money'),
    goods: worth('goods'),
    items: [...items]
      .map(([id, count]) => ({ id, ...same(id), count }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
    restrictions: counted(
      entries.flatMap(({ restriction }) => (isKnown(restriction) && restriction !== 'none' ? [restriction] : [])),
      same,
    ),
  }
}

function summary(
  { sheets }: County,
  { total, tiers, couldBeCritical, visits }: CountyReport,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  return [
    ...table([
      zh ? ['表', '记录', '须补正', '错误'] : ['sheet', 'records', 'to correct', 'errors'],
      ...sheets.map(({ file, records, rejects, errors }) => [file, records, rejects, errors]),
    ]),
    '',
    ...table([
      [zh ? '儿童档案' : 'files of children', total],
      ...tiers.map((count, tier) => [zh ? `  等级 ${tier}` : `  tier ${tier}`, count]).reverse(),
      [zh ? '可能属紧急，尚未查明' : 'could be critical, not looked at yet', couldBeCritical],
      [zh ? '走访逾期' : 'visits late', visits.late],
    ]),
  ]
}
