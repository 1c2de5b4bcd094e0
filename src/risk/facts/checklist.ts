import { type Field, isKnown, type YesNo } from '../../absent.ts'
import { epochDay, type PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import type { Parameter } from '../../policy.ts'
import { codeLists, type Incident, type Visit } from '../../records/index.ts'
import { birthReading, surelyUnder } from './birth.ts'
import type { View } from '../reading/fact.ts'
import { type Reading, type Seen, seenAt, unknownAt, valueReading } from '../reading/reading.ts'
import { between } from '../reading/span.ts'

/** Items of the checklist of a visit: the nine situations and the emergency list. */
export type ChecklistItem = keyof Visit['situations'] | keyof Visit['emergencies']

/** What a visit must have had before "looked for and not seen" counts as a no. */
export type Proof = 'home' | 'childSeen' | 'spokenAlone'

/**
 * What a visit must have had before "looked for and not seen" counts as a no, item by item: what happens to a child behind closed
 * doors can only be told by the child, alone; whether a child is there at all can only be said by somebody who saw it.
 */
export const checklistProof: Parameter<Readonly<Record<ChecklistItem, Proof>>> = {
  id: 'visit.proof',
  unit: 'proof by item',
  zh: '走访“未见”结论需要的条件',
  en: 'what a visit needs before "not seen" counts as no',
  values: [
    {
      from: '2021-06-01',
      standing: 'proposal',
      source: { title: 'childfile defaults', kind: 'proposal', standing: 'proposal' },
      value: {
        privateInjury: 'spokenAlone',
        assaultUnder14: 'spokenAlone',
        pregnancyFrom14: 'spokenAlone',
        violence: 'spokenAlone',
        unnaturalHarm: 'spokenAlone',
        abandoned: 'childSeen',
        missingOrTrafficked: 'childSeen',
        organisedBegging: 'spokenAlone',
        otherSevereHarm: 'spokenAlone',
        livingAlone: 'childSeen',
        unattended: 'childSeen',
        selfHarmTalk: 'spokenAlone',
        runaway: 'childSeen',
        illegalWork: 'spokenAlone',
        familyCatastrophe: 'home',
      },
    },
  ],
}

/** A statement that something is so or is not so; `day` undefined: nobody wrote down when. */
export interface Statement {
  readonly says: 'yes' | 'no'
  readonly day: number | undefined
  /** Of two statements of one day the one that comes first by this is shown. */
  readonly order: string
  readonly seen: () => readonly Seen[]
  /** Days after which a "no" can no longer be used; a "yes" holds until somebody finds otherwise. */
  readonly window: string
}

const situationKeys = codeLists.situations.rows.map(({ key }) => key)
const isSituation = (item: ChecklistItem): item is keyof Visit['situations'] =>
  situationKeys.some((key) => key === item)

/** The fields that say something of an item: visits, incidents, and the birth date, by which a child may be too young to talk. */
export const checklistReads = (item: ChecklistItem): readonly string[] => [
  `/visits/*/${isSituation(item) ? 'situations' : 'emergencies'}/${item}`,
  '/visits/*/on',
  '/visits/*/childSeen',
  '/visits/*/spokenAlone',
  '/incidents/*/situations',
  '/incidents/*/emergencies',
  '/incidents/*/observedOn',
  '/incidents/*/closedOn',
  '/birthDate',
  '/claims/~1birthDate',
]

const sightingOf = (visit: Visit, item: ChecklistItem): string =>
  isSituation(item) ? visit.situations[item] : visit.emergencies[item]

/** Whether the visit had what the item needs. */
function proves(view: View, visit: Visit, item: ChecklistItem): boolean {
  const proof = checklistProof.values[0].value[item]
  if (proof === 'home') return true
  const seen = visit.childSeen === 'yes' || visit.spokenAlone === 'yes'
  if (proof === 'childSeen' || !seen) return seen
  if (visit.spokenAlone !== 'tooYoung') return visit.spokenAlone === 'yes'
  const on = isKnown(visit.on) ? epochDay(visit.on) : view.day
  return surelyUnder(view.file, view.days('visit.tooYoungToTalk'), on)
}

function visitStatement(view: View, id: string, visit: Visit, item: ChecklistItem): Statement | undefined {
  const sighting = sightingOf(visit, item)
  if (sighting !== 'seen' && sighting !== 'notSeen') return undefined
  const on: PlainDate | undefined = isKnown(visit.on) ? visit.on : undefined
  const day = on === undefined ? undefined : epochDay(on)
  const path = (): Pointer => pointer('visits', id, isSituation(item) ? 'situations' : 'emergencies', item)
  const common = { day, order: `visits ${id}`, window: 'window.notSeen' }
  if (sighting === 'seen') return { ...common, says: 'yes', seen: () => [seenAt(path(), on)] }
  if (on === undefined || !proves(view, visit, item)) return undefined
  const seen = (): readonly Seen[] => [
    seenAt(path(), on),
    ...['on', 'childSeen', 'spokenAlone'].map((field) => seenAt(pointer('visits', id, field), on)),
    ...(visit.spokenAlone === 'tooYoung' ? birthReading(view.file).seen('least') : []),
  ]
  return { ...common, says: 'no', seen }
}

/**
 * Whether an incident speaks of the item: perhaps, where nobody wrote down what it is about. What is written in words belongs to
 * the last of the nine situations, if it stands under situations; under emergencies it may.
 */
export function speaksOf({ situations, emergencies }: Incident, item: ChecklistItem): 'yes' | 'no' | 'perhaps' {
  const named = isKnown(situations) && situations !== 'none' ? situations : []
  if (!isSituation(item)) {
    if (isKnown(emergencies)) return emergencies !== 'none' && emergencies.some((one) => one === item) ? 'yes' : 'no'
    return named.length > 0 ? 'no' : 'perhaps'
  }
  const last = item === 'otherSevereHarm'
  if (named.some((one) => one === item || (last && typeof one === 'object'))) return 'yes'
  const inWords = isKnown(emergencies) && emergencies !== 'none' && emergencies.some((one) => typeof one === 'object')
  return !isKnown(situations) || (last && inWords) ? 'perhaps' : 'no'
}

type Date = PlainDate | 'none' | 'notCollected' | 'contested'
/** The day of a date; undefined where there is none. */
export const dayOf = (date: Date): number | undefined => (isKnown(date) && date !== 'none' ? epochDay(date) : undefined)

/**
 * Whether something is so, from open incidents, visits and what else speaks of it. An open incident always counts: it is open
 * until a closing is on record. Otherwise the latest statement counts, and a "yes" of the same day before a "no". A "yes"
 * without a date holds; a "no" holds for its window.
 */
export function statementReading(view: View, item: ChecklistItem, further: readonly Statement[] = []): Reading {
  const { visits, incidents } = view.file
  const incidentList = Object.entries(incidents).sort(byKey)
  const open = incidentList.filter(([, { observedOn, closedOn }]) => {
    const closed = dayOf(closedOn)
    return (dayOf(observedOn) ?? -Infinity) <= view.day && (closed === undefined || closed > view.day)
  })
  const said = [
    ...Object.entries(visits).flatMap(([id, visit]) => visitStatement(view, id, visit, item) ?? []),
    ...further,
  ]
  const before = said.filter(({ day }) => day === undefined || day <= view.day)
  const latest = Math.max(...before.map(({ day }) => day ?? -Infinity))
  const current = before.filter(({ day }) => (day ?? -Infinity) === latest).sort(byOrder)
  const undated = before.filter(({ day, says }) => day === undefined && says === 'yes').sort(byOrder)
  const denied = current.find(({ says }) => says === 'no')
  const lapse = denied?.day === undefined ? Infinity : denied.day + view.days(denied.window) + 1
  const span = between(view.day, [
    ...said.map(({ day }) => day ?? -Infinity),
    ...incidentList.flatMap(([, { observedOn, closedOn }]) =>
      [observedOn, closedOn].map((on) => dayOf(on) ?? -Infinity),
    ),
    lapse,
  ])
  const alarm = open.find(([, incident]) => speaksOf(incident, item) === 'yes')
  if (alarm) {
    const path = pointer('incidents', alarm[0], isSituation(item) ? 'situations' : 'emergencies')
    const { observedOn } = alarm[1]
    return valueReading('yes', span, () => [seenAt(path, isKnown(observedOn) ? observedOn : undefined)])
  }
  const affirmed = current.find(({ says }) => says === 'yes') ?? undated[0]
  if (affirmed) return valueReading('yes', span, affirmed.seen)
  const perhaps = open.find(([, incident]) => speaksOf(incident, item) === 'perhaps')
  if (perhaps) {
    const [id, { situations }] = perhaps
    const inWords = isSituation(item) && isKnown(situations)
    const field = isSituation(item) && !inWords ? 'situations' : 'emergencies'
    return unknownAt(span, pointer('incidents', id, field), inWords ? 'inWords' : 'notCollected')
  }
  if (!denied) return unknownAt(span, '/visits', 'notCollected')
  return view.day < lapse ? valueReading('no', span, denied.seen) : unknownAt(span, '/visits', 'stale')
}

/** What a section says of a yes-or-no question, dated by the section. */
export function sectionStatement(
  says: YesNo,
  path: Pointer,
  recordedOn: Field<PlainDate>,
  window: string,
): readonly Statement[] {
  if (!isKnown(says)) return []
  const on = isKnown(recordedOn) ? recordedOn : undefined
  return [{ says, day: dayOf(recordedOn), order: path, seen: () => [seenAt(path, on)], window }]
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)
const byOrder = (a: Statement, b: Statement): number => (a.order < b.order ? -1 : 1)
