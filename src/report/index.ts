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
export type {
  ChildRow,
  CountRow,
  MissingRow,
  ReportInput,
  RuleRow,
  TermAidRow,
  TermFlagRow,
  TermInput,
  TermMeasureRow,
  TermMedian,
  TermMonthRow,
  TermTally,
  TopicRow,
  WeekRow,
  Words,
} from './report-input.ts'
export { type ShownCount, suppressed, suppressedList } from './suppression.ts'
export type { Area, AreaLevel } from './roll-up/area.ts'
export { type CaseloadBand, caseloadBandEdges, type CaseloadBands, caseloadBands } from './roll-up/caseload-band.ts'
export { answeredNumberDays, visitCovered } from './roll-up/child-answers.ts'
export { type Durations, durations, matchSpans, type DatedSpan } from './roll-up/duration.ts'
export {
  dutyOverdue,
  type Measure,
  type MeasureAnswer,
  measureAxis,
  type MeasureTally,
  measureTally,
  officeMeasures,
  type TermMeasureId,
  termMeasures,
} from './roll-up/measure.ts'
export { type Movement, type MovementAsked, type MovementRow, movements } from './roll-up/movement.ts'
export {
  type PrintedAsked,
  printedTable,
  publishRollUp,
  type RollUpPublishing,
} from './roll-up/published-roll-up.ts'
export { RegisterEvent, type RegisterHistory, registerMachine, registerStays } from './roll-up/register-event.ts'
export {
  type RegisteredChild,
  registeredIn,
  type RegisterStay,
  type StayEnd,
  staysOf,
} from './roll-up/register-stay.ts'
export {
  type Counted,
  partsShown,
  type RollUpAreas,
  type RollUpAsked,
  rollUpFaults,
  type RollUpRow,
  type RollUpTable,
  rollUpTables,
} from './roll-up/roll-up-table.ts'
export {
  type OfficialChildren,
  officialChildren,
  onRegister,
  termChildren,
  type TermFacts,
} from './roll-up/term-children.ts'
export { type WorkListNames, workListPage } from './work-list-page.ts'
