import { isKnown } from '../../absent.ts'
import { epochDay } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import { codeLists } from '../../records/index.ts'
import { checklistReads, sectionStatement, statementReading } from './checklist.ts'
import { type Fact, fieldsOf, keysOf, type View } from '../reading/fact.ts'
import {
  coded,
  codedSet,
  type Element,
  listReading,
  numeric,
  presenceOf,
  quantity,
  type Reading,
  seenAt,
  unknownAt,
  valueReading,
} from '../reading/reading.ts'
import { always, between } from '../reading/span.ts'

const livesAlone = (view: View): Reading => {
  const { livesAlone: says, recordedOn } = view.file.care
  return statementReading(view, 'livingAlone', sectionStatement(says, '/care/livesAlone', recordedOn, 'window.family'))
}

const checklistFacts: readonly Fact[] = [
  ...codeLists.situations.rows.map(
    ({ key, zh, en }): Fact => ({
      name: `situation.${key}`,
      type: 'yesNo',
      label: { zh, en },
      reads: checklistReads(key),
      window: 'window.notSeen',
      read: (view) => statementReading(view, key),
    }),
  ),
  ...codeLists.emergencies.rows
    .filter(({ key }) => key !== 'livingAlone' && key !== 'selfHarmTalk')
    .map(
      ({ key, zh, en }): Fact => ({
        name: `emergency.${key}`,
        type: 'yesNo',
        label: { zh, en },
        reads: checklistReads(key),
        window: 'window.notSeen',
        read: (view) => statementReading(view, key),
      }),
    ),
  {
    name: 'emergency.livingAlone',
    type: 'yesNo',
    label: { zh: '孩子是否独自居住', en: 'whether the child lives alone' },
    reads: [...checklistReads('livingAlone'), ...fieldsOf('care', 'livesAlone')],
    window: 'window.notSeen',
    read: livesAlone,
  },
]

/** The incidents on record up to the day, the latest first. What is in them stays in them: who, whom, in what words. */
function incidentList(view: View): Reading {
  const all = Object.entries(view.file.incidents).map(([id, incident]) => {
    const on = isKnown(incident.observedOn) ? epochDay(incident.observedOn) : undefined
    const { closedOn } = incident
    return { id, on, incident, closed: isKnown(closedOn) && closedOn !== 'none' ? epochDay(closedOn) : undefined }
  })
  const span = between(
    view.day,
    all.flatMap(({ on, closed }) => [on ?? -Infinity, closed ?? -Infinity]),
  )
  const past = all
    .filter(({ on }) => on === undefined || on <= view.day)
    .sort((a, b) => (b.on ?? Infinity) - (a.on ?? Infinity) || (a.id < b.id ? -1 : 1))
  const elements = past.map(({ id, on, incident, closed }): Element => {
    const path = (field: string) => pointer('incidents', id, field)
    const { observedOn } = incident
    const part = isKnown(observedOn) ? { span: always, recordedOn: observedOn } : { span: always }
    const isOpen = closed === undefined || closed > view.day
    return {
      open: valueReading(isOpen ? 'yes' : 'no', between(view.day, closed === undefined ? [] : [closed]), () => [
        seenAt(path(isOpen ? 'observedOn' : 'closedOn'), part.recordedOn),
      ]),
      observedOn: isKnown(observedOn)
        ? quantity(on ?? view.day, always, () => [seenAt(path('observedOn'), observedOn)])
        : unknownAt(always, path('observedOn'), observedOn),
      situations: codedSet(part, path('situations'), incident.situations),
      emergencies: codedSet(part, path('emergencies'), incident.emergencies),
    }
  })
  return listReading(elements, span, () => past.map(({ id }) => presenceOf(pointer('incidents', id))))
}

/** The visits on record up to the day, the latest first. When they were is not told: a late visit is never a sign of the child. */
function visitList(view: View): Reading {
  const all = Object.entries(view.file.visits).map(([id, visit]) => ({
    id,
    visit,
    on: isKnown(visit.on) ? epochDay(visit.on) : undefined,
  }))
  const span = between(
    view.day,
    all.map(({ on }) => on ?? -Infinity),
  )
  const past = all
    .filter(({ on }) => on === undefined || on <= view.day)
    .sort((a, b) => (b.on ?? Infinity) - (a.on ?? Infinity) || (a.id < b.id ? -1 : 1))
  if (past.length === 0) return unknownAt(span, '/visits', 'notCollected')
  const elements = past.map(({ id, visit }): Element => {
    const part = isKnown(visit.on) ? { span: always, recordedOn: visit.on } : { span: always }
    return {
      childSeen: coded(part, pointer('visits', id, 'childSeen'), visit.childSeen),
      spokenAlone: coded(part, pointer('visits', id, 'spokenAlone'), visit.spokenAlone),
      mood: numeric(part, pointer('visits', id, 'mood'), visit.mood),
    }
  })
  return listReading(elements, span, () => past.map(({ id }) => presenceOf(pointer('visits', id))))
}

export const safetyFacts: readonly Fact[] = [
  ...checklistFacts,
  {
    name: 'incidents',
    type: 'list',
    label: { zh: '事件记录', en: 'incidents' },
    reads: ['/incidents/*/observedOn', '/incidents/*/closedOn', '/incidents/*/situations', '/incidents/*/emergencies'],
    fields: {
      open: { type: 'yesNo', label: { zh: '是否未结', en: 'whether it is open' } },
      observedOn: { type: 'date', label: { zh: '发现日期', en: 'day of the observation' } },
      situations: {
        type: 'codes',
        codes: keysOf(codeLists.situations),
        label: { zh: '强制报告情形', en: 'situations of mandatory report' },
      },
      emergencies: {
        type: 'codes',
        codes: keysOf(codeLists.emergencies),
        label: { zh: '紧急情形', en: 'emergencies' },
      },
    },
    read: incidentList,
  },
  {
    name: 'visits',
    type: 'list',
    label: { zh: '走访记录', en: 'visits' },
    reads: ['/visits/*/on', '/visits/*/childSeen', '/visits/*/spokenAlone', '/visits/*/mood'],
    fields: {
      childSeen: { type: 'yesNo', label: { zh: '是否见到孩子', en: 'whether the child was seen' } },
      spokenAlone: {
        type: 'code',
        codes: keysOf(codeLists.spokenAloneAnswers),
        label: { zh: '是否单独交谈', en: 'whether the child was spoken to alone' },
      },
      mood: { type: 'number', label: { zh: '孩子自述心情（1至5）', en: "the child's own word on mood, 1 to 5" } },
    },
    read: visitList,
  },
]
