import type { PlainDate } from '../date.ts'
import type { ChildId } from '../id.ts'
import type { Pointer } from '../pointer.ts'
import type { Tier } from '../policy.ts'
import type { Source, Standing } from '../source.ts'
import type { Evidence } from './evidence.ts'
import type { Words } from './reading/reading.ts'
import type { Why } from './reading/reading.ts'
import type { ActionCode, Domain } from './ruleset/vocabulary.ts'

/** A parameter as it stood when a rule used it. */
export interface UsedParameter {
  readonly id: string
  readonly value: number
  readonly unit: string
  readonly standing: Standing
  readonly source: Source
}

/** A rule that fires: what is so, on what evidence, since when, and what to do until when. */
export interface Flag {
  readonly rule: string
  readonly ruleVersion: string
  readonly domain: Domain
  readonly tier: Tier
  /** What is so, in words, without blame and without a label for the child. */
  readonly text: Words
  /** First day since which the rule fires without a break, as far as the file can prove. */
  readonly since: PlainDate
  /** Whether the day before is known to have been otherwise. */
  readonly sinceExact: boolean
  /** Day for the first action, counted from this assessment unless the rule counts from `since`; whoever keeps flags keeps the first. */
  readonly deadline: PlainDate
  /** The deadline hangs on holidays that have not been published. */
  readonly deadlineProvisional: boolean
  readonly evidence: readonly Evidence[]
  readonly parameters: readonly UsedParameter[]
  readonly actions: readonly ActionCode[]
  readonly source: readonly Source[]
  readonly autoClear: boolean
  readonly suppressible: false | { readonly maxDays: number; readonly approvers: 1 | 2 }
}

/** Something that nobody knows, and where it would be written down. */
export interface Missing {
  readonly fact: string
  readonly document: 'file' | 'beside'
  readonly path: Pointer
  readonly why: Why
  readonly zh: string
  readonly en: string
}

/** A rule of which nobody knows whether it fires, because something is missing. */
export interface Gap {
  readonly rule: string
  readonly ruleVersion: string
  readonly domain: Domain
  /** The tier if it turned out badly. */
  readonly wouldBe: Tier
  /** Whether somebody should be asked now; the rule says so. */
  readonly ask: boolean
  readonly text: Words
  readonly missing: readonly Missing[]
}

/** What rules say of one child on one day. */
export interface Assessment {
  readonly child: ChildId
  readonly asOf: PlainDate
  readonly ruleset: { readonly id: string; readonly version: string; readonly sha256: string }
  /** The highest tier of the flags; 0 if there is none. */
  readonly tier: Tier
  /** The highest tier if everything unknown turned out badly. */
  readonly tierUpper: Tier
  /** By tier downwards, then by rule. */
  readonly flags: readonly Flag[]
  /** By tier downwards, then by rule. */
  readonly gaps: readonly Gap[]
  /** The first day on which a rule may come out differently although nothing new is written down; absent if there is none. */
  readonly nextChangeOn?: PlainDate
}
