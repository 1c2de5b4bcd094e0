import { isKnown } from '../../absent.ts'
import { type EpochDay, type PlainDate, plainDate } from '../../date.ts'
import type { ChildId } from '../../id.ts'
import type { Pointer } from '../../pointer.ts'
import { pointer } from '../../pointer.ts'
import { type ChildFile, codeLists, type Incident, type Visit } from '../../records/index.ts'
import type { Source } from '../../source.ts'
import { minorsLaw } from '../defaults/sources.ts'

type Situation = keyof Visit['situations']

/** Something that was seen: where it stands, when, and whether a report with agency, time and reference was sent on or after that day. */
export interface Sighting {
  readonly path: Pointer
  readonly on: PlainDate | 'notCollected'
  readonly situations: readonly Situation[]
  readonly sent: boolean
}

/**
 * The duty to report at once. It rests on what was seen and on the reports that were sent, and on nothing else: no consent, no age, no exit from the
 * register, no move and no ruleset changes it. Who reported is in no part of it.
 */
export interface ReportDuty {
  readonly child: ChildId
  /** The incident that it is about, or the visit while nobody has opened an incident for it. */
  readonly about: { readonly kind: 'incident' | 'visit'; readonly id: string }
  /** Which of the nine situations, in the order of the law; `inWords` where somebody wrote something else. */
  readonly situations: readonly (Situation | 'inWords')[]
  /** The day on which it was observed: the report is due on it. */
  readonly due: PlainDate | 'notCollected'
  /** The first sighting and all that came later. */
  readonly sightings: readonly Sighting[]
  /** `open`: nothing was sent that counts. `sendAgain`: something was seen after the last report. `reported`: all of it was sent. */
  readonly state: 'open' | 'sendAgain' | 'reported'
  /** What is missing for the duty to be done. */
  readonly missing: readonly ('incident' | 'report' | 'reference')[]
  readonly source: Source
}

const chinaHours = 8
const hour = 3_600_000
const day = 86_400_000

/** The day of a moment in China Standard Time. */
const dayOf = (moment: string): PlainDate =>
  plainDate(Math.floor((Date.parse(moment) + chinaHours * hour) / day) as EpochDay)

const order = codeLists.situations.rows.map(({ key }) => key)
const inOrder = (found: ReadonlySet<string>): readonly Situation[] => order.filter((key) => found.has(key))

/** Days of the reports that count: the schema asks for agency and time, the duty for the reference as well. */
function reportDays({ reports }: Incident): readonly PlainDate[] {
  if (!isKnown(reports) || reports === 'none') return []
  return Object.values(reports).flatMap(({ at, reference }) => (isKnown(reference) ? [dayOf(at)] : []))
}

interface Seen {
  readonly id: string
  readonly on: PlainDate | undefined
  readonly situations: ReadonlySet<Situation>
}

const firstFirst = (a: { readonly id: string; readonly on: PlainDate | undefined }, b: typeof a): number => {
  const [left, right] = [a.on ?? '', b.on ?? '']
  return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1
}

const sightingsOn = (file: ChildFile, asOf: PlainDate): readonly Seen[] =>
  Object.entries(file.visits)
    .map(
      ([id, { on, situations }]): Seen => ({
        id,
        on: isKnown(on) ? on : undefined,
        situations: new Set(order.filter((key) => situations[key] === 'seen')),
      }),
    )
    .filter(({ on, situations }) => situations.size > 0 && (on === undefined || on <= asOf))
    .sort(firstFirst)

interface Draft {
  readonly about: ReportDuty['about']
  readonly on: PlainDate | undefined
  readonly path: Pointer
  readonly own: ReadonlySet<Situation>
  readonly inWords: boolean
  readonly fromVisit: string | undefined
  readonly closedOn: PlainDate | undefined
  readonly reports: readonly PlainDate[]
  readonly reportsWithoutReference: boolean
  readonly later: Seen[]
}

function incidentDraft([id, incident]: readonly [string, Incident]): Draft | undefined {
  const { situations, observedOn, fromVisit, closedOn, reports } = incident
  // An incident of which nobody wrote down what it is about may be any of the nine.
  const said = isKnown(situations) ? (situations === 'none' ? undefined : situations) : []
  if (said === undefined) return undefined
  const counted = reportDays(incident)
  return {
    about: { kind: 'incident', id },
    on: isKnown(observedOn) ? observedOn : undefined,
    path: pointer('incidents', id),
    own: new Set(said.filter((one) => typeof one === 'string')),
    inWords: said.length === 0 || said.some((one) => typeof one === 'object'),
    fromVisit: isKnown(fromVisit) && fromVisit !== 'none' ? fromVisit : undefined,
    closedOn: isKnown(closedOn) && closedOn !== 'none' ? closedOn : undefined,
    reports: counted,
    reportsWithoutReference: isKnown(reports) && reports !== 'none' && counted.length === 0,
    later: [],
  }
}

/** The duty to which a sighting belongs: that of its own incident, else the first open one about one of the same situations. */
function homeOf(seen: Seen, drafts: readonly Draft[]): Draft | undefined {
  const isOpen = ({ on, closedOn }: Draft): boolean =>
    (on === undefined || seen.on === undefined || on <= seen.on) &&
    (closedOn === undefined || (seen.on !== undefined && seen.on < closedOn))
  const shares = ({ own, later }: Draft): boolean =>
    [...seen.situations].some((one) => own.has(one) || later.some(({ situations }) => situations.has(one)))
  return drafts.find(({ fromVisit }) => fromVisit === seen.id) ?? drafts.find((draft) => isOpen(draft) && shares(draft))
}

function settled(child: ChildId, draft: Draft): ReportDuty {
  const { about, on, path, own, inWords, reports, later, fromVisit } = draft
  const isSent = (seenOn: PlainDate | undefined): boolean =>
    reports.some((sent) => seenOn === undefined || sent >= seenOn)
  const first: Sighting = { path, on: on ?? 'notCollected', situations: inOrder(own), sent: isSent(on) }
  const sightings = [
    first,
    ...later.map(
      ({ id, on: seenOn, situations }): Sighting => ({
        path: pointer('visits', id),
        on: seenOn ?? 'notCollected',
        situations: inOrder(situations),
        // The visit on which the incident was seen is told with it.
        sent: isSent(id === fromVisit ? on : seenOn),
      }),
    ),
  ]
  const done = sightings.every(({ sent }) => sent)
  const state = reports.length === 0 ? 'open' : done ? 'reported' : 'sendAgain'
  return {
    child,
    about,
    situations: [
      ...inOrder(new Set(sightings.flatMap(({ situations }) => situations))),
      ...(inWords ? (['inWords'] as const) : []),
    ],
    due: on ?? 'notCollected',
    sightings,
    state,
    missing:
      about.kind === 'visit'
        ? ['incident', 'report']
        : state === 'reported'
          ? []
          : draft.reportsWithoutReference
            ? ['reference']
            : ['report'],
    source: minorsLaw(11),
  }
}

/**
 * The duties to report that follow from a file on a day: one for each incident, not for each situation. What a later visit sees of an open incident is
 * attached to it and has to be sent again; what a visit sees and no incident is about is a duty of its own, for which an incident has to be opened. A
 * duty is done when a report with agency, time and reference was sent on or after the last sighting, and by nothing else; that an
 * incident was closed does not do it.
 * @source 未成年人保护法 art. 11; 关于建立侵害未成年人案件强制报告制度的意见（试行） art. 4
 * @example
 * ```ts
 * import { childFile } from 'childfile'
 * import { reportDuties } from 'childfile/risk'
 * const file = childFile({
 *   id: 'c1', name: '李小花',
 *   incidents: { i1: { observedOn: '2026-09-10', situations: ['violence', 'abandoned'] } },
 * })
 * reportDuties(file, { asOf: '2026-09-15' }).map(({ about, state, missing }) => [about.id, state, missing]) // => [['i1', 'open', ['report']]]
 * ```
 */
export function reportDuties(file: ChildFile, { asOf }: { readonly asOf: PlainDate }): readonly ReportDuty[] {
  const drafts = Object.entries(file.incidents)
    .flatMap((entry) => incidentDraft(entry) ?? [])
    .filter(({ on }) => on === undefined || on <= asOf)
    .map((draft) => ({ ...draft, reports: draft.reports.filter((sent) => sent <= asOf) }))
    .sort((a, b) => firstFirst({ id: a.about.id, on: a.on }, { id: b.about.id, on: b.on }))
  for (const seen of sightingsOn(file, asOf)) {
    const home = homeOf(seen, drafts)
    if (home) home.later.push(seen)
    else
      drafts.push({
        about: { kind: 'visit', id: seen.id },
        on: seen.on,
        path: pointer('visits', seen.id),
        own: seen.situations,
        inWords: false,
        fromVisit: undefined,
        closedOn: undefined,
        reports: [],
        reportsWithoutReference: false,
        later: [],
      })
  }
  return drafts.map((draft) => settled(file.id, draft))
}
