import { digestText } from '../../../digest.ts'
import type { PlainDate } from '../../../date.ts'
import type { ContactId, EntryId, MeasurementId, NoteId } from '../../../id.ts'
import { partsOf } from '../../engine/code-kind.ts'
import { type Filled, type Kind, kind } from '../../engine/kind.ts'
import {
  type ChildFile,
  type Code,
  codeLists,
  isWholeCode,
  label,
  readAs,
  readCode,
  tidy,
  unread,
} from '../../records.ts'

type Sections = Exclude<ChildFile['health']['illnesses'], string>
type Condition = Sections[EntryId]
type Allergy = Exclude<ChildFile['health']['allergies'], string>[EntryId]
type Preference = Exclude<ChildFile['preferences'], string>[EntryId]
type Note = ChildFile['notes'][NoteId]
type Contact = ChildFile['contacts'][ContactId]
type Measurement = ChildFile['measurements'][MeasurementId]

export type Entries<V> = Readonly<Record<EntryId, V>>

/** An id for words that have no code: sixteen hexadecimal digits of their digest. */
const wordsId = (words: string): string => `w-${digestText(words).slice(0, 16)}`

const absent = 'notCollected'

/** A code of the list, or words; what was written where the label alone would not give it back. */
type What<L extends { readonly rows: readonly { readonly key: string }[] }> =
  | L['rows'][number]['key']
  | 'none'
  | 'notCollected'
  | { readonly other: string }

interface Named<L extends { readonly rows: readonly { readonly key: string }[] }> {
  readonly id: string
  readonly what: What<L>
  readonly words: string
}

function named<L extends (typeof codeLists)['activities' | 'illnesses']>(list: L, part: string): Named<L> {
  const key = isWholeCode(list, part) ? readCode(list, part) : undefined
  if (key !== undefined) {
    const plain = label(list, key, 'zh') === part
    return { id: plain ? key : `${key}-${wordsId(part)}`, what: key, words: plain ? absent : part }
  }
  return {
    id: wordsId(part),
    what: part.length > 50 ? absent : { other: part },
    words: part.length > 50 ? part : absent,
  }
}

const wordsOfNamed = (
  list: (typeof codeLists)['activities' | 'illnesses'],
  entry: { readonly what: Condition['what'] | Preference['what']; readonly words: string },
): string =>
  entry.words !== absent && entry.words !== 'contested' && entry.words !== 'none'
    ? entry.words
    : typeof entry.what === 'object'
      ? entry.what.other
      : label(list as (typeof codeLists)['activities'], entry.what as Code<(typeof codeLists)['activities']>, 'zh')

/** Entries by the parts of an enumeration; a part longer than a line makes the whole unreadable. */
function entries<V>(
  words: string,
  limit: number,
  entryOf: (part: string) => readonly [id: string, entry: V],
): ReturnType<typeof readAs<Entries<V>>> {
  const tidied = tidy(words)
  if (tidied === undefined) return unread('unreadable-text')
  const parts = partsOf(tidied)
  if (parts.some((part) => part.length > limit)) return unread('too-long')
  return readAs(Object.freeze(Object.fromEntries(parts.map(entryOf))) as Entries<V>)
}

/** 既往病史: illnesses in words, known ones as codes. */
export const illnessEntries: Kind<Filled<Entries<Condition>>> = kind<Entries<Condition>>({
  none: true,
  noneWords: new Set('健康 无病史 无疾病 没有病史 未患病 无既往病史 无病 正常 否 无重大疾病 无重大病史'.split(' ')),
  repeats: true,
  read: (words) =>
    entries(words, 100, (part) => {
      const { id, what, words: written } = named(codeLists.illnesses, part)
      return [
        id,
        Object.freeze({ what, onset: absent, status: absent, treated: absent, treatedBy: absent, words: written }),
      ]
    }),
  write: (value) =>
    Object.values(value)
      .map((entry) => wordsOfNamed(codeLists.illnesses, entry))
      .join('、'),
})

const reactionInBrackets = /^(.+?)[(（]([^()（）]+)[)）]$/

/** 过敏史: substances in words, known ones as codes; words in brackets are the reaction. */
export const allergyEntries: Kind<Filled<Entries<Allergy>>> = kind<Entries<Allergy>>({
  none: true,
  noneWords: new Set('无过敏 无过敏史 无过敏原 未发现 不过敏 没有过敏 没有过敏史 否 无药物过敏 无食物过敏'.split(' ')),
  repeats: true,
  read: (words) =>
    entries(words, 50, (part) => {
      const match = reactionInBrackets.exec(part)
      const substance = match?.[1] ?? part
      const key = readCode(codeLists.allergens, substance)
      const what = key ?? { other: substance }
      return [
        key ?? wordsId(substance),
        Object.freeze({ substance: what, reaction: match?.[2] ?? absent, severity: absent }),
      ]
    }),
  write: (value) =>
    Object.values(value)
      .map(({ substance, reaction }) => {
        const words =
          typeof substance === 'object'
            ? substance.other
            : label(codeLists.allergens, substance as Code<(typeof codeLists)['allergens']>, 'zh')
        return reaction === absent || reaction === 'none' || reaction === 'contested'
          ? words
          : `${words}（${reaction}）`
      })
      .join('、'),
})

const preference = (
  about: Preference['about'],
  says: Preference['says'],
  what: Preference['what'],
  words: string,
  on: PlainDate,
): Preference => Object.freeze({ about, says, what, words, saidBy: absent, on, mayBeToldTo: absent })

/** 兴趣特长: what the child likes. That there is none is an entry of its own. */
export const interestEntries: Kind<Entries<Preference> | 'notCollected'> = statedNone(
  kind<Entries<Preference>>({
    none: true,
    repeats: true,
    read: (words, _, on) =>
      entries(words, 100, (part) => {
        const { id, what, words: written } = named(codeLists.activities, part)
        return [`likes-${id}`, preference('activity', 'likes', what, written, on)]
      }),
    write: (value) =>
      Object.values(value)
        .map((entry) => (entry.what === 'none' ? '无' : wordsOfNamed(codeLists.activities, entry)))
        .join('、'),
  }),
  (on) => ({ 'likes-none': preference('activity', 'likes', 'none', absent, on) }),
)

const refuses =
  /不(?:想|愿意?|要|需要|用|同意|接受|希望|喜欢)[^，,。]*(?:结对|代理(?:家长|妈妈|爸爸)|爱心(?:妈妈|爸爸|家长)|帮扶人|志愿者)/
const wants = /(?:想|希望|愿意?)[^，,。不]*(?:结对|代理(?:家长|妈妈|爸爸)|爱心(?:妈妈|爸爸|家长))/

/** 心愿: wishes in words; that a child wants no helper, or wants one, is told apart. */
export const wishEntries: Kind<Entries<Preference> | 'notCollected'> = statedNone(
  kind<Entries<Preference>>({
    none: true,
    repeats: true,
    read(words, _, on) {
      const tidied = tidy(words)
      if (tidied === undefined) return unread('unreadable-text')
      const parts = tidied
        .split(/[;；]/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
      if (parts.some((part) => part.length > 100)) return unread('too-long')
      return readAs(
        Object.freeze(
          Object.fromEntries(
            parts.map((part) => {
              if (refuses.test(part))
                return [`helper-${wordsId(part)}`, preference('helper', 'refuses', absent, part, on)]
              if (wants.test(part)) return [`helper-${wordsId(part)}`, preference('helper', 'wishes', absent, part, on)]
              return [`wish-${wordsId(part)}`, preference('wish', 'wishes', absent, part, on)]
            }),
          ),
        ) as Entries<Preference>,
      )
    },
    write: (value) =>
      Object.values(value)
        .map((entry) => (entry.what === 'none' ? '无' : entry.words))
        .join('；'),
  }),
  (on) => ({ 'wish-none': preference('wish', 'wishes', 'none', absent, on) }),
)

/** A kind for which "none" is said by an entry. */
function statedNone<V>(
  inner: Kind<Filled<Entries<V>>>,
  none: (on: PlainDate) => Record<string, V>,
): Kind<Entries<V> | 'notCollected'> {
  return {
    ...inner,
    read(cell, asOf) {
      const { value, code } = inner.read(cell, asOf)
      return { value: value === 'none' ? Object.freeze(none(asOf)) : value, code }
    },
  }
}

/** 备注: one note; "none" is no note. */
export const noteEntries: Kind<Readonly<Record<NoteId, Note>> | 'notCollected'> = {
  repeats: true,
  read(cell, on) {
    const { value, code } = noteText.read(cell, on)
    if (value === 'none' || value === 'notCollected') return { value: 'notCollected', code }
    return {
      value: Object.freeze({ [wordsId(value)]: Object.freeze({ on, words: value, by: absent }) }),
      code,
    }
  },
  write: (value) =>
    value === 'notCollected'
      ? ''
      : Object.values(value)
          .map((note) => note.words)
          .join('；'),
}

const noteText = kind<string>({
  none: true,
  read(words) {
    const text = tidy(words)
    return text === undefined ? unread('unreadable-text') : text.length > 2000 ? unread('too-long') : readAs(text)
  },
  write: (value) => value,
})

/** A contact, under an id made of day and channel. */
export function contactEntry(
  on: PlainDate | 'notCollected',
  channel: Contact['channel'],
): readonly [ContactId, Contact] {
  const by = typeof channel === 'object' ? wordsId(channel.other) : channel
  return [
    `${on}-${by}` as ContactId,
    { on, channel, by: absent, withChild: absent, withDelegate: absent, note: absent },
  ]
}

/** A measurement, under an id made of its day. */
export const measurementEntry = (
  on: PlainDate | 'notCollected',
  heightCm: Measurement['heightCm'],
  weightKg: Measurement['weightKg'],
): readonly [MeasurementId, Measurement] => [
  `m-${on}` as MeasurementId,
  { on, heightCm, posture: absent, weightKg, headCm: absent, armMm: absent, oedema: absent },
]
