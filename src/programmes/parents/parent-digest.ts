import { z } from 'zod'
import type { Calendar } from '../../calendar/index.ts'
import { type PlainDate, Window } from '../../date.ts'
import { ok, type Outcome, parse, refuse } from '../../problem.ts'
import type { View } from '../../privacy/index.ts'
import type { ChildFile } from '../../records/index.ts'
import { byText } from '../keyed-history.ts'
import type { Immutable } from '../../immutable.ts'
import { type CallPlan, callPlanOf, CallTimes } from './call-plan.ts'
import { type DigestNeed, needsOf } from './digest-needs.ts'
import { dayBy, entriesOf, type ParentAsked, parentView, shown } from './parent-view.ts'
import { courseOf, Reunion } from './reunion.ts'

const Office = z
  .strictObject({ name: z.string().min(1).max(100), phone: z.string().regex(/^[\d-]{3,20}$/) })
  .describe('Whom a parent can ring: an office, the same for every family')

/** What a digest is made with, besides the file. */
export const DigestWith = z
  .strictObject({
    month: Window.describe('The days of which it tells'),
    times: CallTimes.omit({ withParents: true }).exactOptional().describe('Free times, where they are known'),
    reunions: z.record(z.string(), Reunion).exactOptional().describe('Times with the parents, by id'),
    office: Office.exactOptional(),
  })
  .describe('What a digest is made with, besides the file')
export type DigestWith = Immutable<z.infer<typeof DigestWith>>

/** Something that happened, in the words of the file; what nobody wrote down is left out. */
export type DigestEvent =
  | { readonly kind: 'visit'; readonly on: PlainDate }
  | { readonly kind: 'said'; readonly on: PlainDate; readonly words: string }
  | {
      readonly kind: 'received'
      readonly on: PlainDate
      readonly item?: string
      readonly quantity?: number
      readonly unit?: string
    }
  | {
      readonly kind: 'measured'
      readonly on: PlainDate
      readonly heightCm?: number
      readonly weightKg?: number
    }
  | { readonly kind: 'dose'; readonly on: PlainDate }

/** Who cares for the child by day and night, as far as the parents have said so in writing, and where it goes to school. */
export interface DigestCare {
  readonly agreement: 'yes' | 'no' | 'notKnown'
  readonly from: PlainDate | 'notKnown'
  readonly until: PlainDate | 'open' | 'notKnown'
  readonly school?: string
  readonly grade?: number
}

/** What a parent is told once a month. Nothing in it depends on a tier, a flag or a matter. */
export interface ParentDigest {
  readonly parent: ParentAsked['parent']
  readonly asOf: PlainDate
  readonly month: Window
  /** `no`: this person may be told nothing. */
  readonly shown: 'yes' | 'no'
  readonly child: string
  readonly care: DigestCare
  /** By day. */
  readonly happened: readonly DigestEvent[]
  /** How often the child took part in something, and how many days it was not at school. */
  readonly tookPart: number
  readonly daysAbsent: number
  /** How many contacts with a parent are on record. */
  readonly contacts: number
  readonly calls: CallPlan
  /** Times with this parent that lie ahead or go on. */
  readonly reunions: readonly Window[]
  readonly needed: readonly DigestNeed[]
  readonly office: { readonly name: string; readonly phone: string } | 'none'
}

/**
 * What a parent is told of a month: who cares, what happened, when to call, what is needed. It is made from what `disclose` lets this parent
 * see and from nothing else, so that whoever may be the cause of a matter is told the same, to the byte, as if there were none. Of visits
 * only the last one of the month is named: how often somebody comes would tell how worried the office is. Times with the other parent alone
 * are not in it.
 * @returns Ok: the digest. Err `invalid`: free times, reunions or days that cannot be read.
 * @source 个人信息保护法 art. 45; 未成年人保护法 art. 22, 23
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { compileCalendar, nationalHolidays } from 'childfile/calendar'
 * import { parentDigest } from 'childfile/programmes'
 * const calendar = compileCalendar({ national: nationalHolidays, from: '2026-01-01', to: '2027-01-01' })._unsafeUnwrap()
 * const file = childFile({
 *   id: 'c1', name: '李小花', mother: { status: 'awayWorking', phone: '13700000000' }, delegation: { agreement: 'yes', agreementUntil: '2026-11-01' },
 *   visits: { v1: { on: '2026-09-10', words: 'seen at home' } }, incidents: { i1: { possibleCauses: [{ role: 'mother', id: 'none' }] } },
 * })
 * const digest = parentDigest(file, { parent: 'mother', relation: 'family', asOf: '2026-09-30' }, { month: { from: '2026-09-01', to: '2026-10-01' } }, calendar)
 * digest.map(({ happened }) => happened).unwrapOr([]) // => [{ kind: 'visit', on: '2026-09-10' }]
 * digest.map(({ needed }) => needed.map(({ code }) => code)).unwrapOr([]) // => ["call", "renewAgreement", "tellNoticeToSchool", "tellNoticeToVillage", "tellWorkplace"]
 * ```
 */
export function parentDigest(
  file: ChildFile,
  asked: ParentAsked,
  using: DigestWith,
  calendar: Calendar,
): Outcome<ParentDigest> {
  return parse(DigestWith, using).andThen((read) =>
    read.month.from < read.month.to
      ? digestOf(parentView(file, asked), asked, read, calendar)
      : refuse('/month', 'inconsistent', 'ends after it begins'),
  )
}

function digestOf(
  view: View<'access'>,
  asked: ParentAsked,
  { month, times, reunions = {}, office }: DigestWith,
  calendar: Calendar,
): Outcome<ParentDigest> {
  const { parent, asOf } = asked
  const own = Object.values(reunions)
    .filter((reunion) => reunion.with.includes(parent))
    .flatMap((reunion) => {
      const { window } = courseOf(reunion, asOf)
      return window === 'none' ? [] : [window]
    })
    .sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to))
  const inMonth = (on: PlainDate | undefined): on is PlainDate => on !== undefined && on >= month.from && on < month.to
  const isShown = view.name !== 'withheld'
  const attended = entriesOf(view.attendance).flatMap(([, entry]) => (inMonth(dayBy(entry.on, asOf)) ? [entry] : []))
  const contacts = entriesOf(view.contacts).filter(([, { on }]) => inMonth(dayBy(on, asOf)))
  const free = { parent: [], child: [], ...times, ...(own.length > 0 ? { withParents: own } : {}) }
  return callPlanOf(view, asked, free, calendar).andThen((calls) => {
    const ahead = own.filter(({ to }) => to > asOf)
    return ok({
      parent,
      asOf,
      month,
      shown: isShown ? 'yes' : 'no',
      child: isShown ? view.name : 'notShown',
      care: careOf(view),
      happened: happenedIn(view, (on) => {
        const day = dayBy(on, asOf)
        return inMonth(day) ? day : undefined
      }),
      tookPart: attended.filter(
        ({ session, state }) => shown(session) !== undefined && session !== 'none' && isThere(state),
      ).length,
      daysAbsent: attended
        .filter(({ session, state }) => session === 'none' && (state === 'excused' || state === 'unexcused'))
        .reduce((sum, { days }) => sum + (shown(days) ?? 1), 0),
      contacts: contacts.length,
      calls,
      reunions: isShown ? ahead : [],
      needed: isShown ? needsOf(view, { asked, calls, reunions: ahead }) : [],
      office: office ?? 'none',
    } satisfies ParentDigest)
  })
}

const isThere = (state: unknown): boolean => state === 'present' || state === 'late'

function careOf({ delegation, schooling }: View<'access'>): DigestCare {
  const delegated = delegation === 'withheld' ? undefined : delegation
  const learning = schooling === 'withheld' ? undefined : schooling
  const until = shown(delegated?.agreementUntil ?? 'notCollected')
  const from = shown(delegated?.agreementSignedOn ?? 'notCollected')
  const school = shown(learning?.school ?? 'notCollected')
  const grade = shown(learning?.grade ?? 'notCollected')
  const agreement = shown(delegated?.agreement ?? 'notCollected')
  return {
    agreement: agreement === 'yes' || agreement === 'no' ? agreement : 'notKnown',
    from: from === undefined || from === 'none' ? 'notKnown' : from,
    until: until === undefined ? 'notKnown' : until === 'none' ? 'open' : until,
    ...(school === undefined || school === 'none' ? {} : { school }),
    ...(grade === undefined || grade === 'none' ? {} : { grade }),
  }
}

type DayIn = (on: Parameters<typeof dayBy>[0]) => PlainDate | undefined

function happenedIn(view: View<'access'>, dayIn: DayIn): readonly DigestEvent[] {
  const visits = entriesOf(view.visits)
    .flatMap(([, { on }]) => dayIn(on) ?? [])
    .sort(byText)
  const lastVisit = visits.at(-1)
  const dated = <E extends { readonly on: Parameters<typeof dayBy>[0] }>(
    entries: readonly (readonly [string, E])[],
    event: (entry: E, on: PlainDate) => readonly DigestEvent[],
  ): readonly DigestEvent[] =>
    entries.flatMap(([, entry]) => {
      const on = dayIn(entry.on)
      return on === undefined ? [] : event(entry, on)
    })
  const found: readonly DigestEvent[] = [
    ...(lastVisit === undefined ? [] : [{ kind: 'visit', on: lastVisit } as const]),
    ...dated(entriesOf(view.preferences), ({ saidBy, words }, on) => {
      const said = shown(words)
      return saidBy === 'child' && said !== undefined && said !== 'none' ? [{ kind: 'said', on, words: said }] : []
    }),
    ...dated(entriesOf(view.received), ({ item, quantity, unit }, on) => [
      { kind: 'received', on, ...known({ item, quantity, unit }) },
    ]),
    ...dated(entriesOf(view.measurements), ({ heightCm, weightKg }, on) => [
      { kind: 'measured', on, ...known({ heightCm, weightKg }) },
    ]),
    ...dated(entriesOf(view.doses), (_, on) => [{ kind: 'dose', on }]),
  ]
  const order: readonly DigestEvent['kind'][] = ['visit', 'said', 'received', 'measured', 'dose']
  return found
    .map((event, i) => ({ event, i }))
    .sort(
      (a, b) =>
        byText(a.event.on, b.event.on) || order.indexOf(a.event.kind) - order.indexOf(b.event.kind) || a.i - b.i,
    )
    .map(({ event }) => event)
}

/** The fields that are shown and known. */
const known = <T extends Readonly<Record<string, unknown>>>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => shown(value) !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], 'withheld' | 'notCollected' | 'contested'>
  }
