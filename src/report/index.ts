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
export { blankReport } from './report-input.ts'
export type { ChildRow, CountRow, MissingRow, ReportInput, RuleRow, TopicRow, WeekRow, Words } from './report-input.ts'
export { type ShownCount, suppressed, suppressedList } from './suppression.ts'
