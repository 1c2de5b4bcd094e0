import { type Tier, tierNames } from '../policy.ts'
import { type Bar, bars } from './chart.ts'
import { type CountyReport, type RuleCount, smallestGroup, tierBands, type TownshipRow } from './county-report.ts'
import { both, escaped, percent, shown } from './markup.ts'
import type { Words } from './report-input.ts'
import { type ShownCount, suppressedList } from './suppression.ts'

/** A count, or a dot where it is not shown. */
export const cell = (count: ShownCount): string => (count === undefined ? '·' : shown(count))

/** Children by how they stand to a surrogate parent; small groups are hidden wherever the page shows them. */
export function shownPairs({ pairs }: CountyReport): Readonly<Record<keyof CountyReport['pairs'], ShownCount>> {
  const counts = [pairs.active, pairs.proposed, pairs.waiting, pairs.notWanted]
  const [active, proposed, waiting, notWanted] = suppressedList(counts, smallestGroup)
  return { active, proposed, waiting, notWanted }
}

/** One large number with what it counts. */
export const figure = (value: string, words: Words, alarm = false): string =>
  `<div${alarm ? ' class="alarm"' : ''}><b>${escaped(value)}</b><span>${both(words)}</span></div>`

const bandKey = (): string => keyOf(tierBands.map((band, i) => [bandKinds[i] ?? 'unknown', band] as const))

const tierKey = (): string => keyOf(tierNames.map((name, tier) => [`tier${tier}`, name] as const))

const keyOf = (kinds: readonly (readonly [kind: string, words: Words])[]): string =>
  `<p class="key">${kinds
    .map(
      ([kind, words]) =>
        `<span><svg viewBox="0 0 20 14"><rect width="20" height="14" class="${kind}"/><rect width="20" height="14" fill="url(#hatch-${kind})"/></svg>${both(words)}</span>`,
    )
    .join('')}</p>`

/** What the county looks like in one glance. */
export function overview(report: CountyReport): string {
  const { total, tiers, leftBehind, visits, input } = report
  const critical = tiers[4] ?? 0
  return `<section id="overview"><h2>${both({ zh: '总体情况', en: 'At a glance' })}</h2>
<div class="figures">
${figure(shown(total), { zh: '份儿童档案', en: 'files of children' })}
${figure(shown(leftBehind.yes), { zh: '名符合口径的留守儿童', en: 'left behind under the definition' })}
${figure(shown(critical), { zh: '名需紧急关注', en: 'need attention at once' }, critical > 0)}
${figure(shown(tiers[3] ?? 0), { zh: '名需高度关注', en: 'need much attention' })}
${figure(shown(visits.late), { zh: '名儿童的家访已逾期', en: 'children whose home visit is late' }, visits.late > 0)}
${figure(cell(shownPairs(report).waiting), { zh: '名儿童在等候代理家长', en: 'children wait for a surrogate parent' })}
</div>
<p>${both({
    zh: `${shown(leftBehind.no)}名不符合口径，${shown(leftBehind.unknown)}名尚不能判断（缺少户籍性质、出生日期或父母状况）。未完成的强制报告事项${shown(input.visits.openDuties)}件。`,
    en: `${shown(leftBehind.no)} are not left behind under it; for ${shown(leftBehind.unknown)} it cannot be said (household registration, birth date or a parent's whereabouts is missing). Mandatory-report duties still open: ${shown(input.visits.openDuties)}.`,
  })}</p>
<h3>${both({ zh: '年龄', en: 'Age' })}</h3>
<div class="table" tabindex="0"><table><thead><tr>${report.ages.map((age) => `<th>${both(age)}</th>`).join('')}</tr></thead><tbody><tr>${suppressedList(
    report.ages.map((age) => age.count),
    smallestGroup,
  )
    .map((count) => `<td>${cell(count)}</td>`)
    .join('')}</tr></tbody></table></div></section>`
}

const standings = {
  statute: { zh: '法律', en: 'law' },
  seen: { zh: '公开资料', en: 'published' },
  known: { zh: '通行做法', en: 'general knowledge' },
  proposal: { zh: '建议', en: 'proposal' },
} as const

/** Tiers by township, rules behind them, and what is not known. */
export function risk(report: CountyReport): string {
  const { tiers, total, townships, rules, couldBeCritical } = report
  const headings = tierBands.map((band) => `<th>${both(band)}</th>`).join('')
  const inBand = tierBands.map((band) => band.tiers.reduce<number>((sum, tier) => sum + (tiers[tier] ?? 0), 0))
  return `<section id="risk"><h2>${both({ zh: '关注等级', en: 'Who needs attention' })}</h2>
${tierKey()}
${bars({ title: '关注等级 / tiers', bars: tierNames.map((name, tier) => tierBar(name, tier as Tier, tiers[tier] ?? 0, total)).reverse() })}
<p>${both({
    zh: `就现有资料而言，${shown(couldBeCritical)}名儿童（${percent(couldBeCritical, total)}）不能排除紧急情形：没有近期家访、家访未查看检查表，或未与儿童单独交谈。这不是风险结论，而是还没有人看过。`,
    en: `As far as the files tell, an emergency cannot be ruled out for ${shown(couldBeCritical)} children (${percent(couldBeCritical, total)}): no recent visit, a checklist that was not gone through, or a child who was not spoken to alone. That is no finding of risk; it means that nobody has looked yet.`,
  })}</p>
<h3>${both({ zh: '按乡镇', en: 'By township' })}</h3>
${bandKey()}
${bars({ title: '按乡镇 / by township', bars: townships.map(townshipBar) })}
<div class="table" tabindex="0"><table><thead><tr><th>${both({ zh: '乡镇', en: 'Township' })}</th>${headings}<th>${both({ zh: '合计', en: 'Total' })}</th><th>${both({ zh: '家访逾期', en: 'Visit late' })}</th><th>${both({ zh: '等候结对', en: 'Waiting for a pair' })}</th></tr></thead>
<tbody>${townships.map((row) => `<tr><td>${escaped(row.township)}</td>${row.bands.map((count) => `<td>${cell(count)}</td>`).join('')}<td>${shown(row.total)}</td><td>${cell(row.visitsLate)}</td><td>${cell(row.waiting)}</td></tr>`).join('')}</tbody>
<tfoot><tr><td>${both({ zh: '全县', en: 'County' })}</td>${inBand.map((count) => `<td>${shown(count)}</td>`).join('')}<td>${shown(total)}</td><td>${shown(report.visits.late)}</td><td>${cell(shownPairs(report).waiting)}</td></tr></tfoot></table></div>
<h3>${both({ zh: '依据的规则', en: 'Rules behind it' })}</h3>
<div class="table" tabindex="0"><table><thead><tr><th>${both({ zh: '规则', en: 'Rule' })}</th><th class="words">${both({ zh: '等级', en: 'Tier' })}</th><th class="words">${both({ zh: '来源', en: 'Source' })}</th><th>${both({ zh: '儿童', en: 'Children' })}</th></tr></thead>
<tbody>${rules.map(ruleRow).join('')}</tbody></table></div></section>`
}

const tierBar = (name: Words, tier: Tier, count: number, total: number): Bar => ({
  label: name,
  parts: [{ value: count, kind: `tier${tier}` }],
  note: `${shown(count)} (${percent(count, total)})`,
})

const bandKinds = ['tier1', 'tier2', 'tier4'] as const

/** Counts that are not shown are drawn together as one part, so that the length of the bar stays true. */
const townshipBar = (row: TownshipRow): Bar => {
  const known = row.bands.map((count, i) => ({ value: count ?? 0, kind: bandKinds[i] ?? 'unknown' })).reverse()
  const rest = row.total - known.reduce((sum, { value }) => sum + value, 0)
  return { label: row.township, parts: [...known, { value: rest, kind: 'unknown' }], note: shown(row.total) }
}

const ruleRow = ({ zh, en, tier, source, standing, count }: RuleCount): string =>
  `<tr><td class="long">${both({ zh, en })}</td><td class="words">${both(tierNames[tier])}</td><td class="words long"><span class="standing ${standing}">${both(standings[standing])}</span> ${both(source)}</td><td>${cell(count)}</td></tr>`

/** Home visits: late, never, and the weeks ahead against the hands that there are. */
export function visits(report: CountyReport): string {
  const { visits: state, input } = report
  const hours = (minutes: number): string => shown(Math.round(minutes / 60))
  const { weeks } = input.visits
  return `<section id="visits"><h2>${both({ zh: '家访与联系', en: 'Visits and contacts' })}</h2>
<div class="figures">${figure(shown(state.inTime), { zh: '名儿童家访未逾期', en: 'children visited in time' })}${figure(shown(state.late), { zh: '名已逾期', en: 'late' }, state.late > 0)}${figure(shown(state.never), { zh: '名没有家访记录', en: 'without any visit on record' }, state.never > 0)}</div>
<h3>${both({ zh: '今后各周：需要与人手（小时）', en: 'Weeks ahead: need against hands (hours)' })}</h3>
<p class="small">${both({ zh: '任务包括家访、与父母和儿童的联系、评估。条为需要的时间，竖线为现有人手。同一家庭的儿童一次走访。逾期是工作任务，不是对儿童的评价。', en: 'Duties are home visits, calls to parents and children, and reviews. Bars are the time needed, the line is the hands that there are. One visit serves the children of a household. Lateness is a duty on the worker, not a mark on a child.' })}</p>
${bars({
  title: '每周任务 / duties by week',
  bars: weeks.map((week) => ({
    label: week.monday.slice(5),
    parts: [
      { value: Math.min(week.minutes, week.handMinutes), kind: 'done' },
      { value: Math.max(0, week.minutes - week.handMinutes), kind: 'over' },
    ],
    note: `${hours(week.minutes)} / ${hours(week.handMinutes)}`,
  })),
  marks: weeks.map((week) => ({ value: week.handMinutes })),
})}
<div class="table" tabindex="0"><table><thead><tr><th>${both({ zh: '周（周一）', en: 'Week from' })}</th><th>${both({ zh: '任务', en: 'Duties' })}</th><th>${both({ zh: '儿童', en: 'Children' })}</th><th>${both({ zh: '需要（小时）', en: 'Need (h)' })}</th><th>${both({ zh: '人手（小时）', en: 'Hands (h)' })}</th><th>${both({ zh: '其中已过期限', en: 'Of them late' })}</th></tr></thead>
<tbody>${weeks.map((week) => `<tr><td>${week.monday}</td><td>${shown(week.duties)}</td><td>${shown(week.children)}</td><td>${hours(week.minutes)}</td><td>${hours(week.handMinutes)}</td><td>${shown(week.dutiesLate)}</td></tr>`).join('')}</tbody></table></div></section>`
}
