export { type AlarmBudget, alarmBudget, type Effort, effort, type RuleLoad, type TierLoad } from './alarm-budget.ts'
export { assess, type AssessOptions } from './assess.ts'
export type { Assessment, Flag, Gap, Missing, UsedParameter } from './assessment.ts'
export type { Cells } from './backend/cells.ts'
export type { Code, RuleCode } from './backend/code.ts'
export { emit, type EmitOptions } from './backend/emit.ts'
export { withCode } from './backend/with-code.ts'
export { compileRules, type CompileOptions } from './ruleset/compile.ts'
export { type CrossFinding, crossCheck } from './cross-check.ts'
export type { Evidence } from './evidence.ts'
export type { AgeUnit } from './facts/birth.ts'
export { facts } from './facts/catalogue.ts'
export { type ChecklistItem, checklistProof, type Proof } from './facts/checklist.ts'
export { type Ends, kleeneTable, type TruthLetter } from './language/kleene-table.ts'
export type { Expression, NumberTerm, ParameterName } from './language/expression.ts'
export type { Answered, RuleFunction } from './language/rule-function.ts'
export type { Json } from './language/plain-copy.ts'
export type { Relation } from './language/truth.ts'
export type { Beside, BesideEntry, Catalogue, Fact, FactField, FactType } from './reading/fact.ts'
export type { Why, Words } from './reading/reading.ts'
export { windows } from './reading/windows.ts'
export type { ExampleFile, Rule, RuleDocument, RuleExample } from './ruleset/rule.ts'
export { defaultRules } from './defaults/document.ts'
export type { Ruleset } from './ruleset/ruleset.ts'
export { type ActionCode, actions, type Domain, domains } from './ruleset/vocabulary.ts'
export { type Earlier, rulesReading, sweepAgain } from './sweep/again.ts'
export { type ColumnVerdicts, type FactColumns, factColumns } from './sweep/columns.ts'
export { type Files, sweep, type SweepOptions, type SweptBy } from './sweep/sweep.ts'
export { namedIn, type SweptBits, type SweptFull } from './sweep/swept.ts'
export {
  type DivisionDigits,
  type DivisionTotals,
  mergeTotals,
  type RuleTotals,
  type SweepTotals,
  totalsOf,
} from './sweep/totals.ts'
export { type ReportDuty, reportDuties, type Sighting } from './duty/report-duty.ts'
export type { FlagEvent, PersonEvent, RuleEvent } from './lifecycle/flag-event.ts'
export { flagEvents } from './lifecycle/flag-events.ts'
export { flagMachine, type FlagMove, type FlagState } from './lifecycle/flag-machine.ts'
export { type Contest, type FlagRecord, foldFlags, standingTiers } from './lifecycle/flag-record.ts'
export { diffRulesets, type RulesetChange } from './review/diff.ts'
export {
  type AuditedChild,
  type FairnessFinding,
  fairnessFindings,
  type GroupRate,
  type HiddenGroup,
  ratesByGroup,
  type Share,
  shareOf,
  smallestShownRate,
} from './review/fairness.ts'
export { type Impact, impact, type TierChange } from './review/impact.ts'
export { moveParameters } from './review/move-parameters.ts'
export { condition } from './builder/condition.ts'
export { type EachField, type FactNamed, factNames } from './builder/fact-names.ts'
export { rule } from './defaults/build.ts'
