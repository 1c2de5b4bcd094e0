import { dateText } from '../date.ts'
import { hatchings } from './chart.ts'
import type { CountyReport } from './county-report.ts'
import { both, escaped } from './markup.ts'
import { paperwork, programmes } from './page-programmes.ts'
import { overview, risk, visits } from './page-situation.ts'
import { term } from './page-term.ts'
import { style } from './style.ts'

const notice = {
  zh: '内部工作文件，含准确人数，不得对外公布。',
  en: 'For the office only: exact counts, not for publication.',
}

/**
 * The report as one HTML page that stands alone: pictures and style inside, nothing loaded from anywhere, no script. It holds counts
 * only: no name, no id, no telephone number, no address below the township. Chinese first, English at a click. Its counts are exact, and it says so: what may
 * be published comes from `publishable`.
 * @example
 * ```ts
 * import { blankReport, countyReport, reportPage } from 'childfile/report'
 * const county = { zh: '某县', en: 'A county' }
 * const page = reportPage(countyReport({ ...blankReport, county, asOf: '2026-09-15' }))
 * page.startsWith('<!doctype html>') // => true
 * ```
 */
export const reportPage = (report: CountyReport): string => {
  const { county, asOf } = report.input
  const title = { zh: `${county.zh}留守儿童关爱情况报告`, en: `Children whose parents work away: ${county.en}` }
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title.zh)}</title>
<style>${style}</style>
</head>
<body>
${hatchings}
<main>
<div class="languages"><input type="radio" name="language" id="zh" checked><label for="zh">中文</label><input type="radio" name="language" id="en"><label for="en">English</label></div>
<header><h1>${both(title)}</h1><p>${both({ zh: `截至${dateText(asOf, 'zh')}`, en: `As of ${dateText(asOf, 'en')}` })}</p>
<p id="notice"><strong>${both(notice)}</strong></p></header>
${[overview, risk, visits, ...programmes, term, paperwork, method].map((part) => part(report)).join('\n')}
</main>
</body>
</html>
`
}

const method = (
  report: CountyReport,
): string => `<section id="method"><h2>${both({ zh: '怎样统计', en: 'How this was counted' })}</h2>
<p>${both({
  zh: `口径：${report.input.definition.zh}。每一项合计等于档案总数。不同口径的人数不可相加或比较。`,
  en: `Definition: ${report.input.definition.en}. Every total equals the number of files. Counts made with two definitions cannot be added or compared.`,
})}</p>
<p>${both({
  zh: '关注等级由规则得出，只用于安排工作，不是对儿童或家庭的评价；任何措施都须由人决定。标“法律”的规则已对照法条原文，其余为指引、通行做法或建议，可以更改。',
  en: 'Tiers follow from rules and serve to plan work. They are no judgement of a child or a family, and no measure follows without a person. Rules marked “law” were read in the statute; the others are guidelines, practice or proposals and can be changed.',
})}</p>
<p>${both({
  zh: '“·”表示人数为1至4人，或为防止推算而不显示。本页不含姓名、证件号码、电话和村以下地址。',
  en: '“·” stands for 1 to 4 children, or for a count that would give one away. This page holds no name, id number, telephone or address below the township.',
})}</p></section>`
