export { type Acute, type AcuteSign } from './growth/acute.ts'
export { type ArmBand, armBand, type ArmLimits, armLimits } from './growth/arm.ts'
export {
  type GrowthBand,
  type GrowthBandKey,
  type GrowthBands,
  growthBands,
  type GrowthIndicator,
} from './growth/bands.ts'
export { type Growth, growth, type GrowthNote, type GrowthOptions, type Grown } from './growth/growth.ts'
export { type GrowthScore, type GrowthScores, type NoScore } from './growth/growth-score.ts'
export { percentile } from './growth/percentile.ts'
export {
  type GrowthReference,
  type GrowthReferenceInput,
  type GrowthTable,
  readGrowthReference,
  TableIndicator,
} from './growth/reference.ts'
export { whoGrowth } from './growth/who.ts'
export { type Lookup, type LookupColumns, valueAtZ, zScore, zScores } from './growth/z-score.ts'
export type { Wording } from './wording.ts'
export { type Answers, type Bounds } from './instrument/answers.ts'
export { bandOf, type ScreeningBand, type ScreeningContext } from './instrument/band-of.ts'
export { type BandReading } from './instrument/band-reading.ts'
export { instruments, screeningNotice } from './instrument/catalogue.ts'
export { Instrument, type InstrumentBandSet, type ReliabilityParameters } from './instrument/instrument.ts'
export { readInstrument } from './instrument/read-instrument.ts'
export { type ReliableChange, reliableChange } from './instrument/reliable-change.ts'
export {
  type Respondent,
  type Score,
  score,
  type ScoreNote,
  type Sign,
  type SubscaleScore,
} from './instrument/score.ts'
export { china2021 } from './immunisation/china-2021.ts'
export type { DoseFinding, DoseFindingCode } from './immunisation/dose-log.ts'
export type { DoseReason, DoseStatus, DueDose } from './immunisation/due-dose.ts'
export { type ImmunisationList, immunisationDue, type Immunised } from './immunisation/immunisation-due.ts'
export type {
  Course,
  CourseVersion,
  DoseRule,
  ImmunisationProgramme,
  Span,
  Vaccine,
} from './immunisation/programme.ts'
