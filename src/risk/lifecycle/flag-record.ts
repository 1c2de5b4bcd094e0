import { compareDates, daysBetween, type PlainDate } from '../../date.ts'
import { step } from '../../lifecycle.ts'
import type { Tier } from '../../policy.ts'
import { err, type NotAllowedCode, ok, type Outcome } from '../../problem.ts'
import { pointer } from '../../pointer.ts'
import type { FlagEvent, RuleEvent } from './flag-event.ts'
import { flagMachine, type FlagMove, type FlagState } from './flag-machine.ts'

/** Somebody's word against a flag, and the answer. */
export interface Contest {
  readonly on: PlainDate
  readonly by: string
  readonly capacity: string
  readonly why: string
  readonly answer?: { readonly on: PlainDate; readonly by: string; readonly answer: string; readonly upheld: boolean }
}

type Suppressible = Extract<RuleEvent, { kind: 'fired' }>['suppressible']

/** A flag from the day on which it was raised to its end. If it comes back after that, it is another one. */
export interface FlagRecord {
  readonly rule: string
  /** 1 for the first time that this rule raised a flag on the child. */
  readonly episode: number
  readonly state: FlagState
  readonly tier: Tier
  readonly raisedOn: PlainDate
  readonly since: PlainDate
  /** Day for the first action, as it stood when the flag was raised or grew worse. */
  readonly deadline: PlainDate
  readonly evidence: string
  readonly ruleset: string
  readonly autoClear: boolean
  readonly suppressible: Suppressible
  /** Whether nobody can say any longer that it is so; the flag stands. */
  readonly stale: boolean
  /** Whether the rule no longer fires, while only a person may clear the flag. */
  readonly quiet: boolean
  readonly suppressedUntil?: PlainDate
  readonly contests: readonly Contest[]
  readonly closed?: { readonly on: PlainDate; readonly by: string; readonly reason: string }
}

const isOver = ({ state }: FlagRecord): boolean => state === 'cleared' || state === 'superseded'

const refused = (at: number, code: NotAllowedCode, message: string): Outcome<never> =>
  err([{ kind: 'not-allowed', path: pointer(at), code, message }])

/** The record as it stands on a day: what was put aside counts again from `until` on. */
function onDay(record: FlagRecord, on: PlainDate): FlagRecord {
  const { state, suppressedUntil, ...rest } = record
  return state === 'suppressed' && suppressedUntil !== undefined && suppressedUntil <= on
    ? { ...rest, state: 'raised' }
    : record
}

function moved(
  record: FlagRecord,
  on: FlagMove,
  role: string,
  has: readonly string[],
  at: number,
): Outcome<FlagRecord> {
  const next = step(flagMachine(record.tier), record.state, on, { role, has })
  if (next.isErr()) {
    const [{ code, message }] = next.error
    return refused(at, code as NotAllowedCode, message)
  }
  const { suppressedUntil, ...rest } = record
  const kept = next.value === 'suppressed' && suppressedUntil !== undefined ? { suppressedUntil } : {}
  return ok({ ...rest, ...kept, state: next.value })
}

type Fired = Extract<FlagEvent, { kind: 'fired' }>

const raised = (event: Fired, episode: number): FlagRecord => ({
  rule: event.rule,
  episode,
  state: 'raised',
  tier: event.tier,
  raisedOn: event.on,
  since: event.since,
  deadline: event.deadline,
  evidence: event.evidence,
  ruleset: event.ruleset,
  autoClear: event.autoClear,
  suppressible: event.suppressible,
  stale: false,
  quiet: false,
  contests: [],
})

/** A flag that fires again: a higher tier or new evidence breaks a suppression; the first deadline stays unless it grew worse. */
function refreshed(record: FlagRecord, event: Fired): FlagRecord {
  const worse = event.tier > record.tier
  const tier = worse ? event.tier : record.tier
  const fresh = worse || event.evidence !== record.evidence
  const { suppressedUntil, ...rest } = record
  const next: FlagRecord = {
    ...rest,
    tier,
    deadline: worse && event.deadline < record.deadline ? event.deadline : record.deadline,
    evidence: event.evidence,
    ruleset: event.ruleset,
    autoClear: event.autoClear && tier < 4,
    suppressible: tier === 4 ? false : event.suppressible,
    stale: false,
    quiet: false,
  }
  if (record.state !== 'suppressed') return next
  return fresh || suppressedUntil === undefined ? { ...next, state: 'raised' } : { ...next, suppressedUntil }
}

function suppressed(
  record: FlagRecord,
  event: Extract<FlagEvent, { kind: 'suppressed' }>,
  at: number,
): Outcome<FlagRecord> {
  const { suppressible } = record
  const approvals = new Set(event.approvedBy).size
  const days = daysBetween(event.on, event.until)
  const has = [
    ...(event.reason.trim() === '' ? [] : ['reason']),
    ...(suppressible !== false && days > 0 && days <= suppressible.maxDays ? ['until'] : []),
    ...(suppressible !== false && approvals >= suppressible.approvers ? ['approvals'] : []),
  ]
  return moved(record, 'suppress', event.role, has, at).map((next) => ({ ...next, suppressedUntil: event.until }))
}

function after(record: FlagRecord, event: Exclude<FlagEvent, Fired>, at: number): Outcome<FlagRecord> {
  switch (event.kind) {
    case 'notFired':
      return record.autoClear && record.tier < 4
        ? moved(record, 'notFired', 'rules', ['autoClear'], at).map((next) => ({
            ...next,
            stale: false,
            closed: { on: event.on, by: 'rules', reason: 'notFired' },
          }))
        : ok({ ...record, quiet: true, stale: false })
    case 'unknown':
      return ok({ ...record, stale: true })
    case 'retired':
      return record.tier === 4
        ? ok({ ...record, stale: true })
        : moved(record, 'retire', 'rules', [], at).map((next) => ({
            ...next,
            closed: { on: event.on, by: 'rules', reason: 'retired' },
          }))
    case 'acknowledged':
      return moved(record, 'acknowledge', event.role, [], at)
    case 'acted':
      return moved(record, 'act', event.role, [], at)
    case 'cleared': {
      const { on, by, reason } = event
      const has = reason.trim() === '' ? [] : ['reason']
      return moved(record, 'clear', event.role, has, at).map((next) => ({ ...next, closed: { on, by, reason } }))
    }
    case 'suppressed':
      return suppressed(record, event, at)
    case 'unsuppressed':
      return moved(record, 'unsuppress', event.role, [], at)
    case 'contested': {
      const { on, by, capacity, why } = event
      return ok({ ...record, contests: [...record.contests, { on, by, capacity, why }] })
    }
    case 'answered': {
      const open = record.contests.findIndex((contest) => contest.answer === undefined)
      const contest = record.contests[open]
      if (!contest) return refused(at, 'wrong-state', 'nobody has contested the flag')
      if (contest.by === event.by) return refused(at, 'not-entitled', 'somebody else has to answer')
      const { on, by, answer, upheld } = event
      return ok({ ...record, contests: record.contests.with(open, { ...contest, answer: { on, by, answer, upheld } }) })
    }
  }
}

/**
 * How the flags of one child stand on a day, from everything that happened to them, in the order in which it happened. What is later than the
 * day is left out. Unknown never clears a flag; a critical flag is cleared by a supervisor and nobody else.
 * @returns Ok: every flag that ever was, by rule, then episode. Err `not-allowed`: the first event that may not follow those before it, with its
 * place in the history as path.
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { assess, flagEvents, foldFlags } from 'childfile/risk'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const file = childFile({ id: 'c1', name: '李小花', care: { guardianshipRating: 'poor' } })
 * const found = flagEvents([], assess(file, { asOf: '2026-09-15', calendar }))
 * const seen = { kind: 'acknowledged', rule: 'guardianship.rating-poor', on: '2026-09-16', by: 'w1', role: 'worker' } as const
 * foldFlags([...found, seen], '2026-09-16').map(([flag]) => flag?.state).unwrapOr(undefined) // => 'acknowledged'
 * ```
 */
export function foldFlags(history: readonly FlagEvent[], asOf: PlainDate): Outcome<readonly FlagRecord[]> {
  const records = new Map<string, FlagRecord[]>()
  let last: PlainDate = '0000-01-01'
  for (const [at, event] of history.entries()) {
    if (event.on > asOf) continue
    if (event.on < last) return refused(at, 'wrong-state', 'events stand in the order in which they happened')
    last = event.on
    const episodes = records.get(event.rule) ?? []
    records.set(event.rule, episodes)
    const found = episodes.at(-1)
    const current = found && !isOver(found) ? onDay(found, event.on) : undefined
    if (event.kind === 'fired') {
      if (current) episodes[episodes.length - 1] = refreshed(current, event)
      else episodes.push(raised(event, episodes.length + 1))
      continue
    }
    if (!current) return refused(at, 'wrong-state', 'there is no open flag of this rule')
    const next = after(current, event, at)
    if (next.isErr()) return err(next.error)
    episodes[episodes.length - 1] = next.value
  }
  return ok(
    [...records.values()]
      .flat()
      .map((record) => onDay(record, asOf))
      .sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.episode - b.episode)),
  )
}

/** The records that are not over, the gravest first, those of one tier by deadline, then rule. */
export const openFlags = (records: readonly FlagRecord[]): readonly FlagRecord[] =>
  records
    .filter((record) => !isOver(record))
    .sort((a, b) => b.tier - a.tier || compareDates(a.deadline, b.deadline) || (a.rule < b.rule ? -1 : 1))

/**
 * The tier by all open flags, and the one that counts for visits while some are put aside. Both are always told.
 * @example
 * ```ts
 * import { standingTiers } from 'childfile/risk'
 * standingTiers([]) // => { rawTier: 0, effectiveTier: 0 }
 * ```
 */
export function standingTiers(records: readonly FlagRecord[]): {
  readonly rawTier: Tier
  readonly effectiveTier: Tier
} {
  const highest = (list: readonly FlagRecord[]): Tier =>
    list.reduce<Tier>((most, { tier }) => (tier > most ? tier : most), 0)
  const all = openFlags(records)
  return { rawTier: highest(all), effectiveTier: highest(all.filter(({ state }) => state !== 'suppressed')) }
}
