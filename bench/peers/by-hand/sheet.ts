import type { PlainDate } from '../../../src/date.ts'
import type { ChildFile } from '../../../src/records/index.ts'
import type { Assessment, Evidence, Flag, Gap } from '../../../src/risk/index.ts'
import type { FlagForm } from './book.ts'
import { dateOf, dayOf, ever, never } from './day.ts'
import { type Reason, Section, type Truth, yes } from './section.ts'

type Tier = Assessment['tier']

/** All rules by hand are in force since this day. */
const inForce = dayOf('2021-06-01')

/** The file that is being looked at, with its sections; one sheet serves one file after the other. */
export class Sheet {
  readonly day: number
  readonly asOf: PlainDate
  file!: ChildFile

  readonly father = new Section()
  readonly mother = new Section()
  /** The section that says who the carer is: the carer's own, or that of the delegation where there is none. */
  readonly carer = new Section()
  readonly delegation = new Section()
  readonly care = new Section()
  readonly school = new Section()
  readonly health = new Section()
  readonly conduct = new Section()
  readonly mind = new Section()

  /** Where the parents are, and whether one is at home or away, each with the first day on which that may change. */
  fatherAt = 0
  motherAt = 0
  home: Truth = 0
  homeUntil = never
  away: Truth = 0
  awayUntil = never
  /** Whether there is a delegated carer. */
  delegated: Truth = 0
  delegatedReason: Reason = 0
  delegatedUntil = never

  flags: Flag[] = []
  gaps: Gap[] = []
  tier: Tier = 0
  tierUpper: Tier = 0
  wake = never

  /** Days on which an answer may have turned, for the walk back. */
  readonly turns: number[] = []
  since: PlainDate
  sinceExact = false

  constructor(day: number, asOf: PlainDate) {
    this.day = day
    this.asOf = asOf
    this.since = asOf
  }

  clear(file: ChildFile): void {
    this.file = file
    this.flags = []
    this.gaps = []
    this.tier = 0
    this.tierUpper = 0
    this.wake = never
  }

  /** The answers may change on this day. */
  turnsOn(day: number): void {
    if (day < this.wake) this.wake = day
  }

  ask(gap: Gap): void {
    this.gaps.push(gap)
    if (gap.wouldBe > this.tierUpper) this.tierUpper = gap.wouldBe
  }

  fire(form: FlagForm, since: PlainDate, sinceExact: boolean, evidence: readonly Evidence[]): void {
    const { tier } = form
    if (tier > this.tier) this.tier = tier
    if (tier > this.tierUpper) this.tierUpper = tier
    this.flags.push({
      rule: form.rule,
      ruleVersion: form.ruleVersion,
      domain: form.domain,
      tier,
      text: form.text,
      since,
      sinceExact,
      deadline: form.deadline,
      deadlineProvisional: form.deadlineProvisional,
      evidence,
      parameters: form.parameters,
      actions: form.actions,
      source: form.source,
      autoClear: form.autoClear,
      suppressible: form.suppressible,
    })
  }

  /** Fires since the later of the days on which two sections were written down; before it nothing was known. */
  fireSince(form: FlagForm, a: Section, b: Section, evidence: readonly Evidence[]): void {
    this.fire(form, (a.recorded > b.recorded ? a : b).recordedOn ?? this.asOf, false, evidence)
  }

  /** Fires since a day worked out; where it may have been so forever, nothing says since when. */
  fireFrom(form: FlagForm, from: number, exact: boolean, evidence: readonly Evidence[]): void {
    this.setSince(from, exact)
    this.fire(form, this.since, this.sinceExact, evidence)
  }

  private setSince(from: number, exact: boolean): void {
    this.since = from === ever ? this.asOf : dateOf(from < inForce ? inForce : from)
    this.sinceExact = exact && from >= inForce
  }

  /** Fires since the first day of the days without a break on which the rule was true, found by asking before each turn. */
  fireWalked(form: FlagForm, truthOn: (sheet: Sheet, day: number) => Truth, evidence: readonly Evidence[]): void {
    const { turns } = this
    let day = this.day
    for (;;) {
      let from = ever
      for (const turn of turns) if (turn <= day && turn > from) from = turn
      if (from === ever) {
        this.fireFrom(form, ever, false, evidence)
        return
      }
      const before = truthOn(this, from - 1)
      if (before !== yes) {
        this.fireFrom(form, from, before === 0, evidence)
        return
      }
      day = from - 1
    }
  }
}

type Role = Evidence['role']

/** What stands at a path, with the day of its section or entry, if that is known. */
export const shown = (
  path: Evidence['path'],
  value: Evidence['value'],
  recordedOn: PlainDate | undefined,
  role: Role = 'trigger',
): Evidence =>
  recordedOn === undefined
    ? { document: 'file', path, value: value!, role }
    : { document: 'file', path, value: value!, recordedOn, role }

/** A path alone, where no answer may repeat what stands there. */
export const named = (path: Evidence['path'], recordedOn: PlainDate | undefined, role: Role): Evidence =>
  recordedOn === undefined ? { document: 'file', path, role } : { document: 'file', path, recordedOn, role }

/** The name of an entry as a part of a path. */
export const inPath = (id: string): string => (id.includes('~') ? id.replaceAll('~', '~0') : id)
