import { z } from 'zod'
import { isKnown } from '../../absent.ts'
import { PlainDate } from '../../date.ts'
import { ChildId, type VolunteerId } from '../../id.ts'
import type { Immutable } from '../../immutable.ts'
import { type Outcome, parse } from '../../problem.ts'
import { codeLists, Volunteer } from '../../records/index.ts'
import type { Code } from '../../records/index.ts'
import { byText, Key } from '../keyed-history.ts'
import { vettingOn } from '../safety/vetting.ts'
import type { ActivityCode } from './activity-parameters.ts'

const activity = z.enum(codeLists.activities.rows.map(({ key }) => key))
const Words = z.string().min(1).max(2000)

/** One thing that belongs to the growth of a child: a meeting, a work, a book, or the child’s own words. Nobody else’s judgement. */
export const GrowthEntry = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('took-part'), on: PlainDate, activity }),
    z.strictObject({
      kind: z.literal('work'),
      on: PlainDate,
      activity,
      title: z.string().min(1).max(100).describe('What the child made'),
    }),
    z.strictObject({
      kind: z.literal('book'),
      on: PlainDate,
      title: z.string().min(1).max(100).describe('Read to the end'),
    }),
    z.strictObject({
      kind: z.literal('own-words'),
      on: PlainDate,
      words: Words.describe('As the child said or wrote it'),
    }),
  ])
  .describe('One thing that belongs to the growth of a child')
export type GrowthEntry = Immutable<z.infer<typeof GrowthEntry>>

/** Fields in which a child can try itself, and the activities in each. */
export const growthFields = {
  making: ['modelAircraft', 'handicraft', 'science'],
  nature: ['planting', 'campusGreening'],
  wordsAndBooks: ['reading', 'drama', 'literaryEvening'],
  brushAndColour: ['calligraphy', 'painting', 'calligraphyPainting'],
  musicAndDance: ['singing', 'singingContest', 'dancing'],
  movement: ['basketball', 'football', 'sports'],
  thought: ['chess'],
  others: ['martyrFamilyVisit', 'helpElderlyDisabled'],
} as const satisfies Readonly<Record<string, readonly ActivityCode[]>>

/** A field of growth. */
export type GrowthField = keyof typeof growthFields

type Skill = Code<typeof codeLists.skills>

const skillFor: Readonly<Partial<Record<ActivityCode, Skill>>> = {
  modelAircraft: 'modelAircraft',
  planting: 'planting',
  campusGreening: 'planting',
  reading: 'reading',
  calligraphy: 'calligraphy',
  painting: 'painting',
  calligraphyPainting: 'calligraphy',
  literaryEvening: 'music',
  singing: 'music',
  singingContest: 'music',
  dancing: 'dancing',
  handicraft: 'handicraft',
  science: 'science',
  basketball: 'sports',
  football: 'sports',
  sports: 'sports',
}

/** How far a child went into one activity: how often, from when to when, and what it made. No measure of the child. */
export interface GrowthDepth {
  readonly activity: ActivityCode
  readonly times: number
  readonly first: PlainDate
  readonly last: PlainDate
  readonly works: readonly { readonly on: PlainDate; readonly title: string }[]
  /** Volunteers with a live check who can teach it, by id. */
  readonly helpers: readonly VolunteerId[]
}

/** What a child tried, made, read and said, of one child alone. There is no score of character and no place among others. */
export interface GrowthRecord {
  readonly child: ChildId
  /** Fields tried, in the order of `growthFields`. */
  readonly tried: readonly GrowthField[]
  readonly notYetTried: readonly GrowthField[]
  /** By activity, in the order of the code list. */
  readonly depth: readonly GrowthDepth[]
  readonly books: readonly { readonly on: PlainDate; readonly title: string }[]
  readonly ownWords: readonly { readonly on: PlainDate; readonly words: string }[]
}

const fieldKeys: readonly GrowthField[] = [
  'making',
  'nature',
  'wordsAndBooks',
  'brushAndColour',
  'musicAndDance',
  'movement',
  'thought',
  'others',
]

const isIn = (field: GrowthField, code: ActivityCode): boolean => {
  const codes: readonly ActivityCode[] = growthFields[field]
  return codes.includes(code)
}

function helpersFor(code: ActivityCode, volunteers: readonly Volunteer[], asOf: PlainDate): readonly VolunteerId[] {
  const skill = skillFor[code]
  return volunteers
    .filter(
      ({ skills, check, underConcern }) =>
        skill !== undefined &&
        skills !== 'none' &&
        isKnown(skills) &&
        skills.includes(skill) &&
        underConcern === 'no' &&
        vettingOn(check, asOf).answer === 'yes',
    )
    .map(({ id }) => id)
    .sort(byText)
}

/**
 * The growth record of a child up to a day: breadth of fields tried, depth by activity with works and dates, books, the child’s own words, and
 * who could help by specialty. The same work, book or word written down twice on one day is one. It reads this child’s entries alone.
 * @returns Ok: the record. Err `invalid`: an entry that cannot be read; a mark of character has no field to stand in.
 * @source the fields are a proposal
 * @example
 * ```ts
 * import { ChildId } from 'childfile'
 * import { growthRecord } from 'childfile/programmes'
 * const entries = {
 *   e1: { kind: 'took-part', on: '2026-09-20', activity: 'painting' },
 *   e2: { kind: 'work', on: '2026-10-11', activity: 'painting', title: '我家的桥' },
 *   e3: { kind: 'own-words', on: '2026-10-11', words: '我想画大桥' },
 * } as const
 * const record = growthRecord(ChildId.parse('c1'), { entries, volunteers: [], asOf: '2026-11-01' })
 * record.map(({ tried, depth }) => [tried, depth[0]?.times, depth[0]?.works[0]?.title]).unwrapOr([]) // => [["brushAndColour"], 1, "我家的桥"]
 * ```
 */
export function growthRecord(
  child: ChildId,
  {
    entries,
    volunteers,
    asOf,
  }: {
    readonly entries: Readonly<Record<string, GrowthEntry>>
    readonly volunteers: readonly Volunteer[]
    readonly asOf: PlainDate
  },
): Outcome<GrowthRecord> {
  const schema = z.strictObject({ child: ChildId, entries: z.record(Key, GrowthEntry), volunteers: z.array(Volunteer) })
  return parse(schema, { child, entries, volunteers }).map((read): GrowthRecord => {
    const until = Object.entries(read.entries)
      .filter(([, { on }]) => on <= asOf)
      .sort(([a, x], [b, y]) => byText(x.on, y.on) || byText(textOf(x), textOf(y)) || byText(a, b))
      .map(([, entry]) => entry)
    const depth = codeLists.activities.rows.flatMap(({ key }): readonly GrowthDepth[] => {
      const mine = until.filter(
        (entry) => (entry.kind === 'took-part' || entry.kind === 'work') && entry.activity === key,
      )
      const [first, last] = [mine[0], mine.at(-1)]
      if (!first || !last) return []
      const times = new Set(mine.flatMap((entry) => (entry.kind === 'took-part' ? [entry.on] : []))).size
      const works = once(mine.flatMap((entry) => (entry.kind === 'work' ? [{ on: entry.on, title: entry.title }] : [])))
      return [
        {
          activity: key,
          times,
          first: first.on,
          last: last.on,
          works,
          helpers: helpersFor(key, read.volunteers, asOf),
        },
      ]
    })
    const tried = fieldKeys.filter((field) => depth.some(({ activity: code }) => isIn(field, code)))
    return {
      child: read.child,
      tried,
      notYetTried: fieldKeys.filter((field) => !tried.includes(field)),
      depth,
      books: once(until.flatMap((entry) => (entry.kind === 'book' ? [{ on: entry.on, title: entry.title }] : []))),
      ownWords: once(
        until.flatMap((entry) => (entry.kind === 'own-words' ? [{ on: entry.on, words: entry.words }] : [])),
      ),
    }
  })
}

const textOf = (entry: GrowthEntry): string => ('title' in entry ? entry.title : 'words' in entry ? entry.words : '')

/** Without what stands there twice; the list is in order. */
const once = <T extends { readonly on: PlainDate; readonly title?: string; readonly words?: string }>(
  list: readonly T[],
): readonly T[] =>
  list.filter((one, at) => {
    const before = list[at - 1]
    return before === undefined || before.on !== one.on || before.title !== one.title || before.words !== one.words
  })
