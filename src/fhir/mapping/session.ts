import { daysBetween, type PlainDate } from '../../date.ts'
import { pointer } from '../../pointer.ts'
import { codeLists, Session } from '../../records/index.ts'
import { concept, firstConcept } from '../engine/concept.ts'
import { coded, date, instantText, momentOf, text, whole } from '../engine/codec.ts'
import { extra, type Line, line } from '../engine/line.ts'
import { below, inOrder, items, type Node, paths, type Tree } from '../engine/node.ts'
import { read } from '../engine/reading.ts'
import { isSaid, omit, write } from '../engine/writing.ts'
import {
  type Arriving,
  type Emitted,
  enter,
  enterOnce,
  fieldsOf,
  identifier,
  identifierOf,
  keyOf,
  type Mapping,
  toChild,
  type Writing,
} from './mapping.ts'

const window = ['requestedPeriod', {}] as const
const isEmpty = ({ from, to }: Tree): boolean =>
  typeof from === 'string' && typeof to === 'string' && /^\d/.test(from) && /^\d/.test(to) && to < from
const place = { required: 'information-only' } as const
const lines: readonly Line[] = [
  line('kind', ['serviceCategory'], firstConcept(codeLists.sessionKinds)),
  line('activity', ['serviceType'], firstConcept(codeLists.activities)),
  line('form', ['appointmentType'], concept(codeLists.sessionForms)),
  extra('safetyTopic', 'safety-topic', 'valueCodeableConcept', concept(codeLists.safetyTopics)),
  line('minutes', ['minutesDuration'], whole),
  line('from', [...window, 'start'], date),
  { ...line('to', [...window, 'end'], date), empty: isEmpty },
  line('school', ['participant', place, 'actor', 'display'], text),
  line(
    'state',
    ['status'],
    coded({ proposed: 'proposed', booked: 'booked', fulfilled: 'fulfilled', cancelled: 'cancelled' }),
  ),
]
const fields = fieldsOf(Session)

/** A session of which nobody said what it is could be counselling. */
const isUnsaid = (kind: unknown): boolean => typeof kind !== 'string' || kind === 'notCollected' || kind === 'contested'

const isConfidential = ({ kind, form }: Tree): boolean =>
  isUnsaid(kind) || kind === 'counselling' || form === 'oneToOne'

/** Without a time of day only what is proposed or cancelled may stand in FHIR. */
const mayLackTime = ({ state }: Tree): boolean => state === 'proposed' || state === 'cancelled'

function appointment(session: Tree, key: string, meeting: Tree | undefined, first: boolean, writing: Writing): Emitted {
  const id = typeof meeting?.['id'] === 'string' ? meeting['id'] : ''
  const fixed = {
    resourceType: 'Appointment',
    identifier: [identifier('session', key), ...(meeting ? [identifier('meeting', id)] : [])],
    ...(meeting ? timeOf(meeting) : {}),
    participant: [
      { actor: toChild(writing), status: 'needs-action' },
      ...(isSaid(session['school']) ? [{ ...place, actor: { type: 'Location' }, status: 'accepted' }] : []),
    ],
  }
  // What a session says is noted once, however many meetings it has.
  const notWritten = first ? writing.notWritten : []
  const said = isSaid(session['school']) ? lines : lines.filter(({ field }) => field !== 'school')
  const resource = write(session, said, notWritten, {
    at: pointer('sessions', key),
    fixed,
    elsewhere: ['id', 'school'],
  })
  return { kind: 'session', key: meeting ? `${key}/${id}` : key, resource }
}

const timeOf = (meeting: Tree): Tree => {
  const [on, start, minutes] = [meeting['on'] as PlainDate, Number(meeting['start']), Number(meeting['minutes'])]
  return { start: instantText(on, start), end: instantText(on, start + minutes) }
}

function sessionOut(key: string, session: Tree, meetings: readonly Tree[], writing: Writing): readonly Emitted[] {
  const at = pointer('sessions', key)
  const why =
    isConfidential(session) && writing.purpose !== 'counselling'
      ? 'notForThePurpose'
      : meetings.length === 0 && !mayLackTime(session)
        ? 'noTime'
        : undefined
  if (why) {
    writing.notWritten.push({ path: at, why })
    for (const one of meetings) writing.notWritten.push({ path: pointer('meetings', String(one['id'])), why })
    return []
  }
  if (meetings.length === 0) return [appointment(session, key, undefined, true, writing)]
  return meetings.map((meeting, n) => {
    const where = pointer('meetings', String(meeting['id']))
    for (const [field, value] of inOrder(meeting))
      if (!meetingFields.includes(field)) omit(writing.notWritten, `${where}${pointer(field)}`, value)
    return appointment(session, key, meeting, n === 0, writing)
  })
}
const meetingFields: readonly string[] = ['id', 'session', 'part', 'number', 'on', 'start', 'minutes']

/** Whether a moment is written as it is written here: minutes, China Standard Time. */
const isPlainTime = (value: unknown): boolean => /T\d{2}:\d{2}:00\+08:00$/.test(String(value))

/** The time of an appointment: both ends, and the second after the first. */
function timeIn(node: Node, arriving: Arriving): Tree | undefined {
  const [start, end] = [below(node, 'start'), below(node, 'end')]
  if (!start || !end) return undefined
  const [from, to] = [momentOf(start.value), momentOf(end.value)]
  if ('rule' in from || 'rule' in to || from.minute === undefined || to.minute === undefined) {
    arriving.remark(start.path, 'not-a-date')
    return undefined
  }
  const minutes = daysBetween(from.on, to.on) * 1440 + to.minute - from.minute
  if (minutes < 1) {
    arriving.remark(end.path, 'does-not-fit')
    return undefined
  }
  for (const path of paths(isPlainTime(start.value) ? start : undefined, isPlainTime(end.value) ? end : undefined))
    arriving.taken.add(path)
  return { on: from.on, start: from.minute, minutes }
}

/** Which meeting of a session it is; the first where nobody says. */
function placeInSeries(node: Node, key: string, arriving: Arriving): { part: number; number: number } {
  const own = identifierOf(node, 'meeting')
  const [, part, number] = /^.+\.(\d{1,15})\.(\d{1,15})$/.exec(own?.value ?? '') ?? []
  if (!own?.value.startsWith(`${key}.`) || part === undefined || number === undefined) return { part: 1, number: 1 }
  for (const path of own.took) arriving.taken.add(path)
  return { part: Number(part), number: Number(number) }
}

/** Sessions that the child is to come to, one Appointment for each meeting. */
export const session: Mapping = {
  types: ['Appointment'],
  out: ({ sessions, meetings }, writing) =>
    inOrder(sessions).flatMap(([key, one]) => {
      const held = inOrder(meetings).map(([, meeting]) => meeting)
      return sessionOut(
        key,
        one,
        held.filter((meeting) => meeting['session'] === key),
        writing,
      )
    }),
  in: ({ node }, arriving) => {
    const status = below(node, 'status')
    if (status?.value === 'entered-in-error') {
      arriving.remark(status.path, 'not-in-force')
      return false
    }
    const key = keyOf(node, 'session', arriving)
    const record = read(node, lines, fields, arriving)
    for (const one of items(below(node, 'participant'))) {
      const actor = below(one, 'actor')
      const isPlace = below(one, 'required')?.value === place.required
      const type = actor && below(actor, 'type')
      const answered = below(one, 'status')
      const usual = isPlace ? 'accepted' : 'needs-action'
      if (isPlace && type?.value === 'Location')
        for (const path of paths(type, below(one, 'required'))) arriving.taken.add(path)
      if (answered?.value === usual) for (const path of paths(answered)) arriving.taken.add(path)
    }
    const time = timeIn(node, arriving)
    if (!time) return enter(arriving.into.sessions, key, { ...record, id: key }, node, arriving)
    const which = placeInSeries(node, key, arriving)
    const id = `${key}.${String(which.part)}.${String(which.number)}`
    if (Object.hasOwn(arriving.into.meetings, id)) {
      arriving.remark(node.path, 'duplicate')
      return false
    }
    return (
      enter(arriving.into.sessions, key, { ...record, id: key }, node, arriving) &&
      enterOnce(arriving.into.meetings, id, { session: key, ...which, ...time }, node, arriving)
    )
  },
}

/** The key of a meeting: session, part, number. */
export const meetingKey = (one: { readonly session: string; readonly part: number; readonly number: number }): string =>
  `${one.session}.${String(one.part)}.${String(one.number)}`
