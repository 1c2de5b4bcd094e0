import { type Field, isKnown } from '../../absent.ts'
import { epochDay, type PlainDate } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import type { Screening } from '../../records/index.ts'
import { bandOf, type Instrument, instruments, type Score } from '../../screening/index.ts'
import { checklistReads, type Statement, sectionStatement, statementReading } from './checklist.ts'
import type { Fact, View } from '../reading/fact.ts'
import { conditionFields, conditionList } from './health.ts'
import { latest } from '../reading/latest.ts'
import {
  type Element,
  listReading,
  quantity,
  type Reading,
  type Seen,
  seenAt,
  section,
  unknownAt,
  valueReading,
  type Why,
} from '../reading/reading.ts'
import { always, between } from '../reading/span.ts'

interface Filled {
  readonly id: string
  readonly day: number | undefined
  readonly screening: Screening
}

const filledIn = (view: View): readonly Filled[] =>
  Object.entries(view.file.screenings).map(([id, screening]) => ({
    id,
    screening,
    day: isKnown(screening.on) ? epochDay(screening.on) : undefined,
  }))

const dateOf = ({ screening }: Filled) => (isKnown(screening.on) ? screening.on : undefined)

const answersOf = ({ answers }: Screening) => (isKnown(answers) && answers !== 'none' ? Object.keys(answers) : [])

/** Where a screening says what it says; the total counts where it was written down. */
const groundsOf = (filled: Filled): readonly Seen[] => {
  const { id, screening } = filled
  const at = (...path: readonly string[]): Seen => seenAt(pointer('screenings', id, ...path), dateOf(filled))
  return [
    ...(isKnown(screening.total) ? [at('total')] : []),
    ...answersOf(screening).map((item) => at('answers', item)),
    at('instrument'),
    ...(isKnown(screening.coding) ? [at('coding')] : []),
  ]
}

/** How an instrument that the library knows is scored; nothing where the answers cannot be right. */
const scoreOf = ({ screening }: Filled): Score | undefined =>
  bandOf(screening).match(
    (found) => (found.answer === 'known' ? found.score : undefined),
    () => undefined,
  )

/** Nothing was written down, or what was written fits no way of scoring. */
function unscored({ id, screening }: Filled): Reading {
  const at = (field: 'total' | 'answers', why: Why): Reading => unknownAt(always, pointer('screenings', id, field), why)
  if (isKnown(screening.total)) return at('total', 'inWords')
  return answersOf(screening).length > 0 ? at('answers', 'inWords') : at('total', screening.total)
}

/** By how much totals under a coding lie above those under the first one, for which cut-offs are published. */
function aboveFirst({ codings, items, times }: Instrument, id: string): number {
  const [first, own] = [codings[0], codings.find((coding) => coding.id === id)]
  return first && own ? (own.least - first.least) * items.length * times : 0
}

/**
 * The total on the scale of the first coding, or what it is at least and at most while answers are missing; of an instrument of the
 * caller, as it was written down.
 */
function total(filled: Filled): Reading {
  const { screening, id } = filled
  const path = pointer('screenings', id, 'total')
  const instrument: Instrument | undefined = Object.entries(instruments).find(
    ([key]) => key === screening.instrument,
  )?.[1]
  if (!instrument) {
    if (!isKnown(screening.total)) return unknownAt(always, path, screening.total)
    return quantity(screening.total, always, () => [seenAt(path, dateOf(filled))])
  }
  const found = scoreOf(filled)
  if (!found) return unscored(filled)
  const more = aboveFirst(instrument, found.coding)
  const [least, most] = [found.least - more, found.most - more]
  return {
    kind: 'quantity',
    least,
    most,
    span: always,
    seen: () => groundsOf(filled),
    wanted: () => (least === most ? [] : [{ path: pointer('screenings', id, 'answers'), why: 'notCollected' }]),
  }
}

/** The latest screening of each instrument that is not too old, by instrument. */
function screeningList(view: View): Reading {
  const window = view.days('window.screening')
  const all = filledIn(view)
  const span = between(
    view.day,
    all.flatMap(({ day }) => (day === undefined ? [] : [day, day + window + 1])),
  )
  const usable = all
    .filter(({ day }) => day === undefined || (day <= view.day && view.day <= day + window))
    .sort((a, b) => (b.day ?? -Infinity) - (a.day ?? -Infinity) || (a.id < b.id ? -1 : 1))
  const latestOfEach = usable.filter(
    ({ screening, id }) => usable.find((other) => other.screening.instrument === screening.instrument)?.id === id,
  )
  const past = all.some(({ day }) => day !== undefined && day <= view.day)
  if (latestOfEach.length === 0) return unknownAt(span, '/screenings', past ? 'stale' : 'notCollected')
  const elements = latestOfEach.map((filled): Element => {
    const { screening, id, day } = filled
    const path = (field: string) => pointer('screenings', id, field)
    const seen = (field: string) => (): readonly Seen[] => [seenAt(path(field), dateOf(filled))]
    return {
      instrument: valueReading(screening.instrument, always, seen('instrument')),
      on: isKnown(screening.on)
        ? quantity(day ?? view.day, always, seen('on'))
        : unknownAt(always, path('on'), screening.on),
      total: total(filled),
    }
  })
  return listReading(elements, span, () =>
    latestOfEach.map((filled) => seenAt(pointer('screenings', filled.id, 'instrument'), dateOf(filled))),
  )
}

/** The day of the sealed section, or of the section on health where it has none of its own. */
export const mindRecordedOn = ({ file: { health } }: Pick<View, 'file'>): Field<PlainDate> =>
  typeof health.mind === 'object' && isKnown(health.mind.recordedOn) ? health.mind.recordedOn : health.recordedOn

/** The illnesses of the mind; where they would be written down, if nothing of the section can be told yet. */
function mindConditions(view: View): Reading {
  const { mind } = view.file.health
  const part = section(view.day, mindRecordedOn(view), view.days('window.health'))
  return typeof mind === 'object' && part.why !== 'later'
    ? conditionList(part, '/health/mind/conditions', mind.conditions)
    : conditionList(part, '/health/mind', typeof mind === 'object' ? 'notCollected' : mind)
}

/** What the file says of self-harm: the sealed section, the child's own answer to a screening, the checklist of visits. */
function selfHarm(view: View): Reading {
  const { mind } = view.file.health
  const recordedOn = mindRecordedOn(view)
  const said: readonly Statement[] =
    typeof mind === 'object'
      ? sectionStatement(mind.selfHarm, '/health/mind/selfHarm', recordedOn, 'window.health')
      : sectionStatement(mind === 'none' ? 'no' : mind, '/health/mind', recordedOn, 'window.health')
  const screened = filledIn(view).flatMap((filled): readonly Statement[] => {
    const { id, day } = filled
    const [sign] = scoreOf(filled)?.signs ?? []
    if (sign === undefined || sign.answer === 'unknown' || (sign.answer === 'no' && day === undefined)) return []
    const seen = (): readonly Seen[] => [
      ...groundsOf(filled),
      ...(sign.answer === 'yes' ? [] : [seenAt(pointer('screenings', id, 'on'), dateOf(filled))]),
    ]
    return [{ says: sign.answer, day, order: `screenings ${id}`, seen, window: 'window.screening' }]
  })
  return statementReading(view, 'selfHarmTalk', [...said, ...screened])
}

export const mindFacts: readonly Fact[] = [
  {
    name: 'mind.selfHarm',
    type: 'yesNo',
    label: { zh: '有无自伤自杀言行', en: 'whether the child speaks of or does self-harm' },
    reads: [
      ...checklistReads('selfHarmTalk'),
      '/health/mind/selfHarm',
      '/health/mind/recordedOn',
      '/health/recordedOn',
      ...['answers', 'total', 'coding', 'instrument', 'on'].map((field) => `/screenings/*/${field}`),
    ],
    window: 'window.notSeen',
    read: selfHarm,
  },
  {
    name: 'mind.conditions',
    type: 'list',
    label: { zh: '心理疾病及治疗情况', en: 'illnesses of the mind and whether they are treated' },
    reads: [
      '/health/mind/conditions/*/status',
      '/health/mind/conditions/*/treated',
      '/health/mind/recordedOn',
      '/health/recordedOn',
    ],
    window: 'window.health',
    fields: conditionFields,
    read: mindConditions,
  },
  {
    name: 'mind.mood',
    type: 'number',
    label: { zh: '孩子最近自述心情（1至5）', en: "the child's own word on mood lately, 1 worst to 5 best" },
    reads: ['/visits/*/mood', '/visits/*/on'],
    window: 'window.mood',
    read: (view) =>
      latest(
        view,
        'visits',
        'mood',
        Object.entries(view.file.visits).map(([id, { on, mood }]) => ({ id, on, value: mood })),
        'window.mood',
      ),
  },
  {
    name: 'screenings',
    type: 'list',
    label: { zh: '心理筛查结果', en: 'results of screening' },
    reads: ['instrument', 'on', 'total', 'answers', 'coding'].map((field) => `/screenings/*/${field}`),
    window: 'window.screening',
    fields: {
      instrument: { type: 'word', label: { zh: '量表', en: 'instrument' } },
      on: { type: 'date', label: { zh: '筛查日期', en: 'day of the screening' } },
      total: { type: 'number', label: { zh: '总分', en: 'total' } },
    },
    read: screeningList,
  },
]
