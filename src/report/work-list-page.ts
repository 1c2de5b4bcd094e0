import { isKnown } from '../absent.ts'
import { dateText } from '../date.ts'
import { type PersonalWorkList, type RingNow, type WorkLine, workKinds } from '../programmes/index.ts'
import { both, escaped } from './markup.ts'
import type { Words } from './report-input.ts'
import { style } from './style.ts'

/** The words that a list needs and does not hold. A name that is not given is shown as the id. */
export interface WorkListNames {
  /** Name of the person whose list it is. */
  readonly person: string
  /** Names of children by id, as far as the person may know them. */
  readonly children: Readonly<Record<string, string>>
  /** Names of villages by code. */
  readonly villages?: Readonly<Record<string, string>>
  /** Names of schools by id. */
  readonly schools?: Readonly<Record<string, string>>
}

const roles: Readonly<Record<PersonalWorkList['person']['role'], Words>> = {
  childDirector: { zh: '儿童主任', en: 'Child director' },
  supervisor: { zh: '儿童督导员', en: 'Child supervisor' },
  teacher: { zh: '班主任', en: 'Class teacher' },
  counsellor: { zh: '心理辅导老师', en: 'Counsellor' },
}
const callRoles: Readonly<Record<RingNow['calls'][number]['role'], Words>> = {
  delegate: { zh: '受托人', en: 'carer' },
  guardian: { zh: '监护人', en: 'guardian' },
  father: { zh: '父亲', en: 'father' },
  mother: { zh: '母亲', en: 'mother' },
  emergencyContact: { zh: '紧急联系人', en: 'emergency contact' },
}
const notice = {
  zh: '本清单只供本人使用，勿拍照、勿转发，用后交回销毁。',
  en: 'For this person alone: no photographs, no passing on; hand it back to be destroyed.',
}
const headings: readonly Words[] = [
  { zh: '完成', en: 'Done' },
  { zh: '期限', en: 'Due' },
  { zh: '事项', en: 'What' },
  { zh: '儿童', en: 'Child' },
  { zh: '内容', en: 'Details' },
  { zh: '现在打给谁', en: 'Whom to ring now' },
]
const own = `.box{display:inline-block;width:1em;height:1em;border:1.5px solid var(--ink)}.late{font-weight:700}
.work td,.work th{text-align:left;white-space:normal}.work td:nth-child(2),.work td.ring span.phone{white-space:nowrap}`

const label = (names: Readonly<Record<string, string>> | undefined, id: string): string =>
  (names && Object.hasOwn(names, id) ? names[id] : undefined) ?? id

const kindOf = (what: WorkLine['what']): Words => workKinds.find(({ key }) => key === what) ?? { zh: '', en: '' }

const when = ({ due, daysLate }: WorkLine): string =>
  daysLate > 0
    ? `${due}<br><span class="late">${both({ zh: `已过${daysLate}天`, en: daysLate === 1 ? '1 day late' : `${daysLate} days late` })}</span>`
    : due

/** The first who can be rung, with every number; numbers that can always be rung where there is nobody. */
function ringing(ring: RingNow | undefined): string {
  if (!ring) return ''
  const [first] = ring.calls
  const phones = (numbers: readonly string[]): string =>
    numbers.map((number) => `<span class="phone">${escaped(number)}</span>`).join(' ')
  if (!first) return phones(ring.always)
  const name = isKnown(first.name) && first.name !== 'none' ? ` ${escaped(first.name)}` : ''
  return `${both(callRoles[first.role])}${name} ${phones(first.phones)}`
}

const row = (line: WorkLine, names: WorkListNames): string => {
  const whom =
    line.school === 'none' ? line.children.map((id) => label(names.children, id)) : [label(names.schools, line.school)]
  return `<tr><td><span class="box"></span></td><td>${when(line)}</td><td>${both(kindOf(line.what))}</td><td>${escaped(whom.join('、'))}</td><td>${line.words === 'none' ? '' : escaped(line.words)}</td><td class="ring">${ringing(line.ring)}</td></tr>`
}

const part = (title: Words, lines: readonly WorkLine[], names: WorkListNames): string =>
  `<section><h2>${both(title)}</h2><div class="table"><table class="work"><thead><tr>${headings
    .map((heading) => `<th>${both(heading)}</th>`)
    .join('')}</tr></thead><tbody>${lines.map((line) => row(line, names)).join('\n')}</tbody></table></div></section>`

/**
 * The list of one person as one HTML page for A4 that stands alone: nothing loaded, no script. Reports first, then village by village on the way, what is
 * late first, with a box to tick, how late it is and whom to ring. No tier, status or hardship stands on it, and the title names no child.
 * Chinese first, English at a click.
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { workList } from 'childfile/programmes'
 * import { workListPage } from 'childfile/report'
 * const item = {
 *   id: 'a', what: 'homeVisit', owner: { role: 'childDirector', id: 'w1' }, due: '2026-09-10', children: [ChildId.parse('c1')],
 *   household: 'home.a', village: 'v1', school: 'none', words: 'none',
 * } as const
 * const { lists } = workList([item], { asOf: '2026-09-15' })
 * const pages = lists.map((list) => workListPage(list, { person: '王芳', children: { c1: '李小花' }, villages: { v1: '东坡寨村' } }))
 * pages.map((page) => [page.includes('李小花'), page.includes('已过5天'), page.includes('<script')]) // => [[true, true, false]]
 * ```
 */
export function workListPage(list: PersonalWorkList, names: WorkListNames): string {
  const { person, asOf, overdue, atOnce, villages } = list
  const role = roles[person.role]
  const urgent = atOnce.length > 0 ? [part({ zh: '立即办理', en: 'At once' }, atOnce, names)] : []
  const way = villages.map(({ village, lines }) => {
    const name = label(names.villages, village)
    return part(village === 'none' ? { zh: '其他', en: 'Elsewhere' } : { zh: name, en: name }, lines, names)
  })
  const nothing = `<p>${both({ zh: '本期没有事项。', en: 'Nothing is due.' })}</p>`
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${role.zh}工作清单 ${asOf}`)}</title>
<style>${style}${own}</style>
</head>
<body>
<main>
<div class="languages"><input type="radio" name="language" id="zh" checked><label for="zh">中文</label><input type="radio" name="language" id="en"><label for="en">English</label></div>
<header><h1>${both({ zh: '工作清单', en: 'Work list' })}</h1><p>${both(role)} ${escaped(names.person)} · ${both({ zh: `自${dateText(asOf, 'zh')}起`, en: `From ${dateText(asOf, 'en')}` })} · ${both({ zh: `逾期${overdue}项`, en: `${overdue} late` })}</p>
<p id="notice"><strong>${both(notice)}</strong></p></header>
${[...urgent, ...way].join('\n') || nothing}
</main>
</body>
</html>
`
}
