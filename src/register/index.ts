export { type Duplicate, type DuplicateKind, findDuplicates } from './duplicates/find-duplicates.ts'
export type { Part } from './duplicates/evidence.ts'
export type { CodeOptions, CodeOrWords } from './engine/code-kind.ts'
export type { CellReading, Kind, Options } from './engine/kind.ts'
export { type ReadOptions, readSheet } from './engine/read-sheet.ts'
export { type Register, type RegisterRow, recordsOf, type RowKind } from './engine/register.ts'
export {
  type Column,
  type Columns,
  type Form,
  type Identity,
  type Naming,
  type RowReader,
  type Settled,
  type Sheet,
  type Values,
} from './engine/sheet.ts'
export { type WrittenSheet, writeSheet } from './engine/write-sheet.ts'
export { findingText } from './finding-text.ts'
export { linkChildren, linkVolunteers, withAttendance, withConsents, withReceived, withVisits } from './link.ts'
export { childForm, childForms } from './paper/child-form.ts'
export { type ClassOf, classRoster } from './paper/class-roster.ts'
export type { OfficialAxis, OfficialClass } from './paper/official-axes.ts'
export type { Flow } from './paper/official-flow.ts'
export { officialSheet, officialTableFaults } from './paper/official-sheet.ts'
export { type OfficialOptions, type OfficialRow, type OfficialTable, officialTable } from './paper/official-table.ts'
export { type TemplateOptions, writeTemplate } from './paper/template.ts'
export { rejectsByVillage, type VillageRejectsOptions } from './paper/village-rejects.ts'
export type { Reading, ReadingCode } from './records.ts'
export { accept, type Accepted, type AcceptedFile, type Choices, type RowChoice } from './reconcile/accept.ts'
export {
  type Hold,
  type Merge,
  type MergeChoices,
  mergeFiles,
  type Unmerged,
  unmerge,
} from './reconcile/merge-files.ts'
export {
  type ChildLinks,
  childIdNow,
  type Followed,
  followMerge,
  type OfChild,
  type Repointed,
  type Unfollowed,
  unfollowMerge,
} from './reconcile/follow-merge.ts'
export { reconcile } from './reconcile/reconcile.ts'
export {
  type Blank,
  type Candidate,
  type Change,
  type ChangeKind,
  changeKinds,
  type Comparison,
  type Matched,
  type MatchedBy,
  type MoveScope,
  type NewChild,
  type PerhapsChild,
  type Reconciled,
  type ReconcileOptions,
  type Reconciliation,
  type Replacement,
  type RowPlace,
  type WithoutRow,
} from './reconcile/reconciliation.ts'
export { kinds, ownColumns } from './own-columns.ts'
export { rowsOf } from './rows-of.ts'
export { aidSheet, readAid } from './sheets/aid.ts'
export { childSheet, readChildren, writeChildren } from './sheets/child/child-sheet.ts'
export { type ConsentEntry, consentSheet, readConsents } from './sheets/consents.ts'
export { agreementsOf, type PairEntry, type PairOptions, pairSheet, readPairs } from './sheets/pairs.ts'
export { attendanceSheet, readAttendance } from './sheets/programme/attendance.ts'
export { deliverySheet, readDeliveries } from './sheets/programme/deliveries.ts'
export { type Expert, expertSheet, readExperts } from './sheets/programme/experts.ts'
export { type NeedEntry, needSheet, needsOf, readNeeds } from './sheets/programme/needs.ts'
export { readVenues, type Venue, venueSheet } from './sheets/programme/venues.ts'
export type { ChildReference, Linked, Referring } from './sheets/referring.ts'
export { readSessions, sessionSheet } from './sheets/sessions.ts'
export { readVillages, villageSheet } from './sheets/villages.ts'
export { readVisits, type VisitEntry, visitSheet } from './sheets/visits.ts'
export { readVolunteers, volunteerSheet, writeVolunteers } from './sheets/volunteers.ts'
export { type CsvLimits, decodeCsv, encodeCsv } from './workbook/csv.ts'
export {
  type Cell,
  type CellChoice,
  columnLetters,
  type SheetForm,
  type Workbook,
  type WorkbookSheet,
} from './workbook/workbook.ts'
