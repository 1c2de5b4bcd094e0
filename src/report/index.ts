export { type Bar, type BarPart, bars, type Mark } from './chart.ts'
export {
  type CountyReport,
  countyReport,
  type RuleCount,
  smallestGroup,
  tierBands,
  type TopicReach,
  type TownshipRow,
} from './county-report.ts'
export { reportPage } from './page.ts'
export { CountOf, Publication } from './publication/publication.ts'
export { publishable, type Publishing } from './publication/publishable.ts'
export { publishedTable, type PublishedTable, type TableAsked } from './publication/published-table.ts'
export { blankReport } from './report-input.ts'
export type { ChildRow, CountRow, MissingRow, ReportInput, RuleRow, TopicRow, WeekRow, Words } from './report-input.ts'
export { type ShownCount, suppressed, suppressedList } from './suppression.ts'
