import { isKnown } from '../../absent.ts'
import { epochDay, type PlainDate } from '../../date.ts'
import { type Pointer, pointer } from '../../pointer.ts'
import { codeLists } from '../../records/index.ts'
import { dayOfDate } from '../reading/date-text.ts'
import { type Fact, keysOf, type View } from '../reading/fact.ts'
import {
  coded,
  type Element,
  listReading,
  presenceOf,
  quantity,
  type Reading,
  type Seen,
  seenAt,
  unknownAt,
  type Wanted,
} from '../reading/reading.ts'
import { always, between } from '../reading/span.ts'

interface Entry {
  readonly id: string
  readonly day: number | undefined
  readonly entry: View['file']['contacts'][keyof View['file']['contacts']]
}

const later = (a: Entry, b: Entry): number => (b.day ?? Infinity) - (a.day ?? Infinity) || (a.id < b.id ? -1 : 1)

/** The contacts on record up to the day, the latest first; those without a date may be as late as today. */
function contactsOf(view: View): { readonly entries: readonly Entry[]; readonly turns: readonly number[] } {
  const all = Object.entries(view.file.contacts).map(
    ([id, entry]): Entry => ({ id, entry, day: isKnown(entry.on) ? epochDay(entry.on) : undefined }),
  )
  return {
    entries: all.filter(({ day }) => day === undefined || day <= view.day).sort(later),
    turns: all.flatMap(({ day }) => (day === undefined ? [] : [day])),
  }
}

const at = (found: Entry | undefined, ...fields: readonly string[]): readonly Seen[] => {
  if (!found) return []
  const on = isKnown(found.entry.on) ? found.entry.on : undefined
  return fields.map((field) => seenAt(pointer('contacts', found.id, field), on))
}

/**
 * When a parent was last in touch, as far as it is on record. A contact of which nobody wrote down with whom bounds the day from
 * above only. Where every contact on record was with somebody else, the last one lies before the first of them.
 */
function lastContact(view: View, who: 'withChild' | 'withDelegate'): Reading {
  const { entries, turns } = contactsOf(view)
  const span = between(view.day, turns)
  if (entries.length === 0) return unknownAt(span, '/contacts', turns.length > 0 ? 'later' : 'notCollected')
  const possible = entries.filter(({ entry }) => entry[who] !== 'no')
  const surely = entries.find(({ entry, day }) => entry[who] === 'yes' && day !== undefined)
  const first = entries.findLast(({ day }) => day !== undefined)
  const latest = possible[0] ?? first
  return {
    kind: 'quantity',
    least: surely?.day ?? -Infinity,
    most: latest?.day ?? Infinity,
    span,
    seen: (bound) => (bound === 'least' ? at(surely, 'on', who) : at(latest, 'on')),
    wanted: () =>
      possible.length === 0
        ? [{ path: '/contacts', why: 'notCollected' }]
        : possible.flatMap(({ id, entry, day }) => {
            if (surely && day !== undefined && day <= (surely.day ?? -Infinity)) return []
            const answer = entry[who]
            return [
              ...(isKnown(entry.on) ? [] : [{ path: pointer('contacts', id, 'on'), why: entry.on }]),
              ...(isKnown(answer) ? [] : [{ path: pointer('contacts', id, who), why: answer }]),
            ]
          }),
  }
}

/**
 * Where the day of the last contact stands that may have been with the child or the carer; of the first contact where all were with somebody
 * else. Nothing if there is none up to the day, or one of which nobody knows when it was. The same entry as `lastContact` takes.
 */
export function lastPossibleContact(
  { contacts }: View['file'],
  today: number,
  who: 'withChild' | 'withDelegate',
): { readonly path: Pointer; readonly on: PlainDate } | undefined {
  let last: { readonly id: string; readonly on: PlainDate } | undefined
  let first: { readonly id: string; readonly on: PlainDate } | undefined
  for (const [id, { [who]: answer, on }] of Object.entries(contacts)) {
    if (!isKnown(on)) {
      if (answer !== 'no') return undefined
      continue
    }
    if (dayOfDate(on) > today) continue
    if (!first || on < first.on || (on === first.on && id > first.id)) first = { id, on }
    if (answer !== 'no' && (!last || on > last.on || (on === last.on && id < last.id))) last = { id, on }
  }
  const found = last ?? first
  return found && { path: pointer('contacts', found.id, 'on'), on: found.on }
}

/** What would have to be known of the contacts up to a day; the same as the reading of the fact wants. */
export function openContacts(
  { contacts }: View['file'],
  today: number,
  who: 'withChild' | 'withDelegate',
): readonly Wanted[] {
  let surely = -Infinity
  const possible: Entry[] = []
  for (const [id, entry] of Object.entries(contacts)) {
    const day = isKnown(entry.on) ? dayOfDate(entry.on) : undefined
    if (day !== undefined && day > today) continue
    const answer = entry[who]
    if (answer === 'yes' && day !== undefined && day > surely) surely = day
    if (answer !== 'no') possible.push({ id, entry, day })
  }
  if (possible.length === 0) return [{ path: '/contacts', why: 'notCollected' }]
  const open = possible.filter(
    ({ day, entry }) => (day ?? Infinity) > surely && !(isKnown(entry.on) && isKnown(entry[who])),
  )
  if (open.length > 1) open.sort(later)
  const wanted: Wanted[] = []
  for (const { id, entry } of open) {
    if (!isKnown(entry.on)) wanted.push({ path: pointer('contacts', id, 'on'), why: entry.on })
    const answer = entry[who]
    if (!isKnown(answer)) wanted.push({ path: pointer('contacts', id, who), why: answer })
  }
  return wanted
}

function contactList(view: View): Reading {
  const { entries, turns } = contactsOf(view)
  const span = between(view.day, turns)
  if (entries.length === 0) return unknownAt(span, '/contacts', turns.length > 0 ? 'later' : 'notCollected')
  const elements = entries.map(({ id, entry }): Element => {
    const path = (field: string) => pointer('contacts', id, field)
    const part = isKnown(entry.on) ? { span: always, recordedOn: entry.on } : { span: always }
    return {
      on: isKnown(entry.on)
        ? quantity(epochDay(entry.on), always, () => [seenAt(path('on'), part.recordedOn)])
        : unknownAt(always, path('on'), entry.on),
      withChild: coded(part, path('withChild'), entry.withChild),
      withDelegate: coded(part, path('withDelegate'), entry.withDelegate),
      channel: coded(part, path('channel'), entry.channel),
    }
  })
  return listReading(elements, span, () =>
    entries.map(({ id, entry }) => presenceOf(pointer('contacts', id), isKnown(entry.on) ? entry.on : undefined)),
  )
}

export const contactFacts: readonly Fact[] = [
  {
    name: 'contact.childLastOn',
    type: 'date',
    label: { zh: '父母最近一次与孩子联系的日期', en: 'day on which a parent was last in touch with the child' },
    reads: ['/contacts/*/on', '/contacts/*/withChild'],
    read: (view) => lastContact(view, 'withChild'),
  },
  {
    name: 'contact.delegateLastOn',
    type: 'date',
    label: { zh: '父母最近一次与照护人联系的日期', en: 'day on which a parent was last in touch with the carer' },
    reads: ['/contacts/*/on', '/contacts/*/withDelegate'],
    read: (view) => lastContact(view, 'withDelegate'),
  },
  {
    name: 'contacts',
    type: 'list',
    label: { zh: '父母联系记录', en: 'contacts of the parents' },
    reads: ['/contacts/*/on', '/contacts/*/withChild', '/contacts/*/withDelegate', '/contacts/*/channel'],
    fields: {
      on: { type: 'date', label: { zh: '联系日期', en: 'day of the contact' } },
      withChild: { type: 'yesNo', label: { zh: '是否与孩子通话', en: 'whether the child was spoken to' } },
      withDelegate: { type: 'yesNo', label: { zh: '是否与照护人通话', en: 'whether the carer was spoken to' } },
      channel: {
        type: 'code',
        codes: [...keysOf(codeLists.contactChannels), 'none'],
        label: { zh: '联系方式', en: 'how they were in touch' },
      },
    },
    read: contactList,
  },
]
