import { yuan } from '../money.ts'
import { bars } from './chart.ts'
import type { CountyReport } from './county-report.ts'
import { both, escaped, percent, shown } from './markup.ts'
import { cell, figure, shownPairs } from './page-situation.ts'
import type { CountRow, Words } from './report-input.ts'

const countTable = (heading: Words, rows: readonly CountRow[]): string =>
  rows.length === 0
    ? ''
    : `<h3>${both(heading)}</h3><div class="table" tabindex="0"><table><tbody>${rows.map((row) => `<tr><td>${both(row)}</td><td>${shown(row.count)}</td></tr>`).join('')}</tbody></table></div>`

/** Surrogate parents: who has one, who is proposed, who waits and why. */
const pairing = (report: CountyReport): string => {
  const { input } = report
  const { active, proposed, waiting, notWanted } = shownPairs(report)
  return `<section id="pairs"><h2>${both({ zh: '代理家长', en: 'Surrogate parents' })}</h2>
<div class="figures">${figure(cell(active), { zh: '名儿童现有代理家长', en: 'children with a surrogate parent now' })}${figure(cell(proposed), { zh: '名建议新结对，待各方同意', en: 'new pairs proposed, consent to be asked' })}${figure(cell(waiting), { zh: '名等候', en: 'waiting' })}${figure(cell(notWanted), { zh: '名本人不愿意', en: 'do not want one' })}</div>
<p>${both({
    zh: `现有结对中有${shown(input.pairing.review)}对不符合某项条件，须逐对复核，在此之前照常。可用名额${shown(input.pairing.seats)}个；${shown(input.pairing.renewals)}名志愿者须在学期内续办核查，否则名额中断。等候的儿童由班主任或儿童主任负责。方案经校验为最优，但只是建议：须征得监护人、儿童和志愿者同意并由他人批准。`,
    en: `Present pairs that do not keep to a rule and are to be looked at one by one; until then they go on: ${shown(input.pairing.review)}. Seats that could be used: ${shown(input.pairing.seats)}. Volunteers whose check must be renewed within the term, or the seat lapses: ${shown(input.pairing.renewals)}. Children who wait are in the care of the class teacher or the child director. The plan is verified as optimal, and it only proposes: guardian, child and volunteer consent, and somebody else approves.`,
  })}</p>
${countTable({ zh: '为什么等候', en: 'Why children wait' }, input.pairing.waiting)}
${countTable({ zh: '各项硬性条件排除的组合', en: 'What each hard rule ruled out (pairs)' }, input.pairing.rules)}</section>`
}

/** Lectures, dramas, drills and groups of the term. */
const sessions = (report: CountyReport): string => {
  const { topics, input } = report
  const { asked, placed, unplaced, activities } = input.sessions
  return `<section id="sessions"><h2>${both({ zh: '安全教育与活动', en: 'Safety education and activities' })}</h2>
<p>${both({
    zh: `本学期应安排${shown(asked)}场，已排定${shown(placed)}场（${percent(placed, asked)}），无时间和人员冲突。`,
    en: `${shown(asked)} sessions are due this term; ${shown(placed)} (${percent(placed, asked)}) have a day and an hour, without a clash.`,
  })}</p>
<h3>${both({ zh: '安全主题覆盖的儿童', en: 'Children reached by each safety topic' })}</h3>
${bars({
  title: '覆盖 / reach',
  bars: topics.map((topic) => ({
    label: { zh: topic.zh, en: topic.en },
    parts: [
      { value: topic.reached, kind: 'done' },
      { value: topic.of - topic.reached, kind: 'rest' },
    ],
    note: `${shown(topic.reached)} (${percent(topic.reached, topic.of)})`,
  })),
})}
<div class="table" tabindex="0"><table><thead><tr><th>${both({ zh: '主题', en: 'Topic' })}</th><th>${both({ zh: '覆盖', en: 'Reached' })}</th><th>${both({ zh: '尚未覆盖', en: 'Not reached' })}</th></tr></thead><tbody>${topics.map((topic) => `<tr><td>${both(topic)}</td><td>${shown(topic.reached)}</td><td>${shown(topic.of - topic.reached)}</td></tr>`).join('')}</tbody></table></div>
${countTable({ zh: '活动场次（面向全体学生）', en: 'Activity sessions (open to all pupils)' }, activities)}
${countTable({ zh: '未能排定的原因', en: 'Why some could not be placed' }, unplaced)}</section>`
}

/** Money and goods. */
const aid = ({
  input: { aid: ledger },
}: CountyReport): string => `<section id="aid"><h2>${both({ zh: '捐赠', en: 'Aid received' })}</h2>
<div class="figures">${figure(`¥${yuan(ledger.money)}`, { zh: '资金', en: 'money' })}${figure(`¥${yuan(ledger.goods)}`, { zh: '物资折价', en: 'goods, by value' })}</div>
${countTable({ zh: '物资', en: 'Goods' }, ledger.items)}
${countTable({ zh: '捐赠人限定的用途（笔）', en: 'Restrictions set by donors (gifts)' }, ledger.restrictions)}</section>`

/** The programmes, in the order of the page. */
export const programmes = [pairing, sessions, aid] as const

/** How good the paperwork is. */
export function paperwork({ input: { paperwork: sheet } }: CountyReport): string {
  const missing = [...sheet.missing].sort((a, b) => b.missing * a.of - a.missing * b.of || (a.field < b.field ? -1 : 1))
  const rejected = sheet.rejects.reduce((sum, { count }) => sum + count, 0)
  return `<section id="paperwork"><h2>${both({ zh: '台账质量', en: 'Quality of the paperwork' })}</h2>
<div class="figures">${figure(shown(sheet.rows), { zh: '行读入', en: 'rows read' })}${figure(shown(sheet.files), { zh: '份建成档案', en: 'became files' })}${figure(shown(rejected), { zh: '行须更正后重报', en: 'rows to correct and send again' }, rejected > 0)}${figure(shown(sheet.duplicatePairs), { zh: '对疑似重复', en: 'pairs that may be one child' })}</div>
${countTable({ zh: '不能建档的原因', en: 'Why rows could not become files' }, sheet.rejects)}
${countTable({ zh: '错误', en: 'Errors' }, sheet.errors)}
${countTable({ zh: '提醒', en: 'Warnings' }, sheet.warnings)}
<h3>${both({ zh: '缺少的内容', en: 'What is missing' })}</h3>
<div class="table" tabindex="0"><table><thead><tr><th>${both({ zh: '项目', en: 'Field' })}</th><th>${both({ zh: '未采集', en: 'Not collected' })}</th><th>${both({ zh: '占比', en: 'Share' })}</th></tr></thead><tbody>${missing.map((row) => `<tr><td>${both(row)}</td><td>${shown(row.missing)}</td><td>${escaped(percent(row.missing, row.of))}</td></tr>`).join('')}</tbody></table></div></section>`
}
