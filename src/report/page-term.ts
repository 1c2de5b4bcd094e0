import { dateText } from '../date.ts'
import { Fen, yuan } from '../money.ts'
import { bars } from './chart.ts'
import { type CountyReport, smallestGroup } from './county-report.ts'
import { both, shown } from './markup.ts'
import { cell, figure } from './page-situation.ts'
import type { CountRow, TermAidRow, TermFlagRow, TermInput, TermMedian, TermTally, Words } from './report-input.ts'
import { type ShownCount, suppressed, suppressedList } from './suppression.ts'

/** A count that stands alone: a small one is not shown. */
const alone = (count: number): ShownCount => (count > 0 && count < smallestGroup ? undefined : count)

const table = (heads: readonly Words[], rows: readonly string[]): string =>
  `<div class="table" tabindex="0"><table><thead><tr>${heads.map((head) => `<th>${both(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`

/** The first cell of a row names it. */
const row = (name: Words, cells: readonly string[]): string =>
  `<tr><td class="long">${both(name)}</td>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`

const small = (words: Words): string => `<p class="small">${both(words)}</p>`

/** What happened in the term that is over; nothing where the report has none. */
export function term({ input }: CountyReport): string {
  const { term: story } = input
  if (story === undefined) return ''
  const { from, last } = story
  return `<section id="term"><h2>${both({ zh: '这个学期', en: 'The term' })}</h2>
<p>${both({
    zh: `${dateText(from, 'zh')}至${dateText(last, 'zh')}，按日记录。每一条都由相应规则核对；不合规则的不计入，原因列在本节末尾。`,
    en: `${dateText(from, 'en')} to ${dateText(last, 'en')}, written down day by day. Each entry was held against the rules; what they did not allow is not counted, and stands with its reason at the end of this section.`,
  })}</p>
${[measures, helped, months, flags, planned, taught, moods, given, refused].map((part) => part(story)).join('\n')}</section>`
}

/** Numerator, no, not known and not applicable beside their total: what is small is hidden with as much as it takes. */
function tallyCells({ numerator, denominator, unknown, notApplicable }: TermTally): readonly string[] {
  const [yes, , open] = suppressedList(
    [numerator, denominator - numerator - unknown, unknown, notApplicable],
    smallestGroup,
  )
  return [cell(yes), cell(open), cell(alone(denominator))]
}

const measures = ({
  measures: rows,
}: TermInput): string => `<h3>${both({ zh: '谁被照顾到了', en: 'Who was reached' })}</h3>
${table(
  [
    { zh: '指标', en: 'Measure' },
    { zh: '期初', en: 'First day' },
    { zh: '期末', en: 'Last day' },
    { zh: '不明', en: 'Not known' },
    { zh: '应计', en: 'Of' },
  ],
  rows.map(({ first, last, of, ...name }) =>
    row({ zh: `${name.zh}（${of.zh}）`, en: `${name.en} (${of.en})` }, [
      tallyCells(first)[0] ?? '',
      ...tallyCells(last),
    ]),
  ),
)}
${small({ zh: '不明不算否：不明的儿童可能做到，也可能没有。', en: 'Not known is no “no”: these children may have been reached or not.' })}`

const days = (median: TermMedian): Words =>
  median === 'none'
    ? { zh: '没有', en: 'none' }
    : median === 'notReached'
      ? { zh: '尚未过半', en: 'not half of them yet' }
      : { zh: `${median}天`, en: `${median} days` }

const helped = ({ matches, contacts }: TermInput): string =>
  `<h3>${both({ zh: '代理家长做了什么', en: 'What surrogate parents did' })}</h3>
<div class="figures">${figure(cell(alone(matches.begun)), { zh: '对结对开始过', en: 'matches had begun' })}${figure(cell(alone(contacts.calls)), { zh: '次通话', en: 'calls' })}${figure(cell(alone(contacts.meetings)), { zh: '次见面', en: 'meetings' })}${figure(cell(alone(contacts.overdue)), { zh: '项联系期末逾期', en: 'contacts overdue at the end' }, contacts.overdue > 0)}</div>
${small({
  zh: `期初台账上有${cell(alone(matches.byPaper))}对，核查、培训或同意补齐后才算开始；学期内结束${cell(alone(matches.ended))}对，结对时长中位数：${days(matches.medianDays).zh}。暂停期间的联系不计（${cell(alone(contacts.notCredited))}次）。`,
  en: `The paperwork named ${cell(alone(matches.byPaper))} pairs at the start; a match begins once its check, training and consents are there. Ended in the term: ${cell(alone(matches.ended))}. Median length of a match: ${days(matches.medianDays).en}. Contacts during a pause are not counted (${cell(alone(contacts.notCredited))}).`,
})}`

function months({ months: rows }: TermInput): string {
  return `<h3>${both({ zh: '月度工作', en: 'Month by month' })}</h3>
${bars({
  title: '本月有一次算数走访的儿童 / children with a visit that counts',
  bars: rows.map(({ from, visited }) => {
    const [yes, no, open] = suppressedList(
      [visited.numerator, visited.denominator - visited.numerator - visited.unknown, visited.unknown],
      smallestGroup,
    )
    return {
      label: from.slice(0, 7),
      parts: [
        { value: yes ?? 0, kind: 'done' },
        { value: (no ?? 0) + (open ?? 0), kind: 'rest' },
      ],
      note: `${cell(yes)} / ${cell(alone(visited.denominator))}`,
    }
  }),
})}
${table(
  [
    { zh: '月', en: 'Month' },
    { zh: '有算数走访', en: 'Visited' },
    { zh: '家访逾期', en: 'Visit overdue' },
    { zh: '新增提示', en: 'Flags raised' },
    { zh: '关闭提示', en: 'Flags closed' },
    { zh: '周清单事项', en: 'Lines on lists' },
    { zh: '其中逾期', en: 'Of them late' },
  ],
  rows.map(({ from, visited, overdue, ...counts }) =>
    row({ zh: from.slice(0, 7), en: from.slice(0, 7) }, [
      tallyCells(visited)[0] ?? '',
      tallyCells(overdue)[0] ?? '',
      cell(alone(counts.flagsRaised)),
      cell(alone(counts.flagsClosed)),
      cell(alone(counts.listed)),
      cell(alone(counts.late)),
    ]),
  ),
)}
${small({ zh: '一次走访要算数，须见到儿童、单独谈过或写明原因，并有所见。', en: 'A visit counts if the child was seen, spoken to alone or why not, and something was observed.' })}`
}

/** Closed and open of each rule beside what there was: a row of which a count is small is hidden with as much as it takes. */
function flags({ flags: rows, flagDays }: TermInput): string {
  const cells = suppressed(
    rows.map(({ closed, open }) => [closed, open]),
    smallestGroup,
  )
  const line = ({ before, raised, closed, open, ...rule }: TermFlagRow, at: number): string => {
    const [shut, left] = cells[at] ?? []
    const isHidden = shut === undefined || left === undefined || closed + open < smallestGroup
    const told = isHidden ? [undefined, undefined] : suppressedList([before, raised], smallestGroup)
    return row(rule, [...told.map(cell), cell(isHidden ? undefined : shut), cell(isHidden ? undefined : left)])
  }
  return `<h3>${both({ zh: '提示：新增与关闭', en: 'Flags raised and closed' })}</h3>
${table(
  [
    { zh: '规则', en: 'Rule' },
    { zh: '期初', en: 'At the start' },
    { zh: '新增', en: 'Raised' },
    { zh: '关闭', en: 'Closed' },
    { zh: '期末', en: 'At the end' },
  ],
  rows.map(line),
)}
${small({
  zh: `期初加新增等于关闭加期末。共关闭${cell(alone(flagDays.ended))}条，期末仍有${cell(alone(flagDays.open))}条；从出现到关闭的中位数：${days(flagDays.medianDays).zh}。资料不明不会关闭提示；紧急提示只能由督导员关闭。`,
  en: `At the start and raised come to closed and at the end. Closed: ${cell(alone(flagDays.ended))}, open at the end: ${cell(alone(flagDays.open))}. Median time from a flag to its end: ${days(flagDays.medianDays).en}. Not knowing closes no flag; a critical one is closed by a supervisor alone.`,
})}`
}

const counts = (heading: Words, rows: readonly CountRow[]): string => {
  const hidden = suppressedList(
    rows.map(({ count }) => count),
    smallestGroup,
  )
  return table(
    [heading, { zh: '数', en: 'Count' }],
    rows.map((one, at) => row(one, [cell(hidden[at])])),
  )
}

const planned = ({ plans, letters }: TermInput): string =>
  `<h3>${both({ zh: '关爱方案', en: 'Care plans' })}</h3>
<div class="figures">${figure(cell(alone(plans.active)), { zh: '份方案在执行', en: 'plans run at the end' })}${figure(cell(alone(plans.closed)), { zh: '份达到目标并结束', en: 'reached what they were for' })}${figure(cell(alone(plans.tasksDone)), { zh: '项任务完成', en: 'tasks done' })}${figure(cell(alone(plans.tasksOpen)), { zh: '项任务未完成', en: 'tasks open' })}</div>
${counts({ zh: '有方案的儿童的提示', en: 'Flags of children with a plan' }, plans.answers)}
<h3>${both({ zh: '家长信请家长做什么', en: 'What letters asked parents for' })}</h3>
${counts({ zh: '事项', en: 'What' }, letters)}`

function taught({ modules, drills, activities }: TermInput): string {
  const cells = suppressed(
    modules.map(({ reached, notReached }) => [reached, notReached]),
    smallestGroup,
  )
  return `<h3>${both({ zh: '安全与权利', en: 'Safety and rights' })}</h3>
${table(
  [
    { zh: '课程', en: 'Module' },
    { zh: '到场的儿童', en: 'Children reached' },
    { zh: '应到未到', en: 'Not reached' },
  ],
  modules.map((module, at) => row(module, [cell(cells[at]?.[0]), cell(cells[at]?.[1])])),
)}
<p>${both({
    zh: `按月（幼儿园按季）应举行的演练，完成${shown(drills.done)}期，逾期${shown(drills.overdue)}期；慢于参考时间的${shown(drills.slow)}次。`,
    en: `Of the months (quarters for kindergartens) in which a drill is owed, ${shown(drills.done)} have it and ${shown(drills.overdue)} do not. Slower than the time aimed at: ${shown(drills.slow)}.`,
  })}</p>
<h3>${both({ zh: '活动', en: 'Activities' })}</h3>
<div class="figures">${figure(cell(alone(activities.saidYes)), { zh: '名儿童说愿意', en: 'children said yes' })}${figure(cell(alone(activities.joined)), { zh: '名参加过', en: 'joined' })}${figure(cell(alone(activities.members)), { zh: '名期末仍在', en: 'still there at the end' })}</div>
${small({ zh: '只计有档案的儿童；小组面向全体同学。', en: 'Children with a file alone; groups are open to all classmates.' })}`
}

function moods({ mood }: TermInput): string {
  const { better, same, worse, sessions, courses } = mood
  const twice = better + same + worse
  const [up, level, down] = twice < smallestGroup ? [] : suppressedList([better, same, worse], smallestGroup)
  return `<h3>${both({ zh: '一对一辅导：儿童自己说的心情', en: 'Counselling: mood in the child’s own word' })}</h3>
<div class="figures">${figure(cell(alone(twice)), { zh: '名儿童说过两次以上', en: 'children said it twice or more' })}${figure(cell(up), { zh: '名比开始时好', en: 'better than at first' })}${figure(cell(level), { zh: '名一样', en: 'the same' })}${figure(cell(down), { zh: '名比开始时差', en: 'worse' })}</div>
${small({ zh: `一对一辅导${cell(alone(courses))}人，${cell(alone(sessions))}次。这不是诊断，也不说明原因。`, en: `One-to-one courses: ${cell(alone(courses))}, sessions: ${cell(alone(sessions))}. It is no diagnosis and says nothing of why.` })}`
}

const amount = (value: number, unit: TermAidRow['unit']): string =>
  unit === 'fen' ? `¥${yuan(Fen.parse(value))}` : shown(value)

const given = ({
  aid,
}: TermInput): string => `<h3>${both({ zh: '捐赠：收、发、存', en: 'Aid: in, out and in stock' })}</h3>
${table(
  [
    { zh: '品名', en: 'What' },
    { zh: '收入', en: 'In' },
    { zh: '已发放', en: 'Handed over' },
    { zh: '已安排', en: 'Set aside' },
    { zh: '采购、退回、损耗', en: 'Spent, given back, lost' },
    { zh: '结存', en: 'In stock' },
  ],
  aid.map(({ unit, received, delivered, waiting, otherwise, rest, ...what }) =>
    row(
      what,
      [received, delivered, waiting, otherwise, rest].map((value) => amount(value, unit)),
    ),
  ),
)}
${small({ zh: '每一行收入等于后面各项之和；每天核对。', en: 'In each line what came in is the sum of the rest; it was proved every day.' })}`

const refused = ({
  refused: rows,
}: TermInput): string => `<h3>${both({ zh: '没有计入的，以及为什么', en: 'What was not taken, and why' })}</h3>
${table(
  [
    { zh: '事项', en: 'Where' },
    { zh: '原因', en: 'Why' },
    { zh: '次', en: 'Times' },
  ],
  rows.map(
    ({ room, count, ...why }) =>
      `<tr><td>${both(room)}</td><td class="words long">${both(why)}</td><td>${cell(alone(count))}</td></tr>`,
  ),
)}`
