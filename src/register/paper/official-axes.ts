import type { PlainDate } from '../../date.ts'
import {
  ageOn,
  type ChildFile,
  classify,
  type CodeList,
  codeLists,
  type DefinitionId,
  definitions,
} from '../records.ts'

/** A class of an axis. */
export interface OfficialClass {
  readonly id: string
  readonly zh: string
  readonly en: string
}

/** One way of telling children apart; each child is in exactly one of the classes. */
export interface OfficialAxis {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly classes: readonly OfficialClass[]
}

/** An axis that can say of a file in which of its classes it is, counted from 0. */
export interface Axis extends OfficialAxis {
  readonly classOf: (file: ChildFile) => number
}

const unknown: OfficialClass = { id: 'notCollected', zh: '未采集或待核实', en: 'not collected or contested' }
const other: OfficialClass = { id: 'other', zh: '其他或无', en: 'other or none' }

function axis({ id, zh, en, classes }: OfficialAxis, valueOf: (file: ChildFile) => unknown): Axis {
  const all = [...classes, unknown]
  const places = new Map(all.map((one, at) => [one.id, at]))
  const rest = places.get(other.id) ?? all.length - 1
  return {
    id,
    zh,
    en,
    classes: all,
    classOf: (file) => {
      const value = valueOf(file)
      if (value === 'contested' || value === undefined) return all.length - 1
      return (typeof value === 'string' ? places.get(value) : undefined) ?? rest
    },
  }
}

const listed = (list: CodeList, id: string, valueOf: (file: ChildFile) => unknown): Axis =>
  axis(
    {
      id,
      zh: list.zh,
      en: list.en,
      classes: [...list.rows.map(({ key, zh, en }) => ({ id: key, zh, en })), other],
    },
    valueOf,
  )

const bands: readonly (OfficialClass & { readonly under: number })[] = [
  { id: '0-5', zh: '0-5岁', en: '0 to 5', under: 6 },
  { id: '6-13', zh: '6-13岁', en: '6 to 13', under: 14 },
  { id: '14-15', zh: '14-15岁', en: '14 and 15', under: 16 },
  { id: '16+', zh: '16岁及以上', en: '16 and older', under: Number.MAX_SAFE_INTEGER },
]

/** The axes of the official table; ages are counted to a day, the definition is one of the published ones. */
export function axesOf(asOf: PlainDate, definition: DefinitionId): readonly Axis[] {
  const { zh, en } = definitions[definition]
  return [
    listed(codeLists.sexes, 'sex', ({ sex }) => sex),
    axis(
      { id: 'age', zh: '年龄段', en: 'age', classes: bands.map(({ id, zh, en }) => ({ id, zh, en })) },
      ({ birthDate }) => {
        if (birthDate === 'notCollected' || birthDate === 'contested') return birthDate
        const age = ageOn(birthDate, asOf)
        return bands.find(({ under }) => age < under)?.id
      },
    ),
    axis(
      {
        id: 'leftBehind',
        zh,
        en,
        classes: [
          { id: 'yes', zh: '符合', en: 'yes' },
          { id: 'no', zh: '不符合', en: 'no' },
        ],
      },
      (file) => {
        const { leftBehind } = classify(file, definition, asOf)
        return leftBehind === 'unknown' ? unknown.id : leftBehind
      },
    ),
    listed(codeLists.schoolingStates, 'schooling', ({ schooling }) => schooling.status),
    axis(
      {
        id: 'boarding',
        zh: '是否寄宿',
        en: 'boarding',
        classes: [
          { id: 'yes', zh: '是', en: 'yes' },
          { id: 'no', zh: '否', en: 'no' },
        ],
      },
      ({ schooling }) => schooling.boarding,
    ),
    listed(codeLists.healthStates, 'health', ({ health }) => health.status),
    listed(codeLists.guardianshipRatings, 'rating', ({ care }) => care.guardianshipRating),
  ]
}
