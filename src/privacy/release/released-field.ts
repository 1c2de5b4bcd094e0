import { isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { ageOn, type ChildFile, type CodeList, codeLists } from '../../records/index.ts'

/** A field that tells children apart, with coarser and coarser values; the last one is the same for all. */
export interface ReleasedField {
  readonly id: string
  /** The value of a file at each level, from the finest to `*`. */
  readonly levels: (file: ChildFile, asOf: PlainDate) => readonly string[]
}

const all = '*'

const ageBands = [
  { under: 6, text: '0-5' },
  { under: 14, text: '6-13' },
  { under: 18, text: '14-17' },
] as const

function ageLevels(file: ChildFile, asOf: PlainDate): readonly string[] {
  if (!isKnown(file.birthDate)) return ['notCollected', 'notCollected', 'notCollected', all]
  const age = ageOn(file.birthDate, asOf)
  const band = ageBands.find(({ under }) => age < under)?.text ?? '18+'
  return [`${age}`, band, age < 18 ? '0-17' : '18+', all]
}

/** Village, township, county, prefecture, province. */
const divisionLengths = [12, 9, 6, 4, 2] as const

const divisionLevels = ({ residenceDivision }: ChildFile): readonly string[] => [
  ...divisionLengths.map((length) =>
    !isKnown(residenceDivision)
      ? 'notCollected'
      : /^\d+$/.test(residenceDivision)
        ? residenceDivision.slice(0, length)
        : 'other',
  ),
  all,
]

const absent: ReadonlySet<string> = new Set(['none', 'notCollected', 'contested'])

/** A code of the list or why there is none; whatever else stands there, words or not, is `other`. */
const coded =
  (list: CodeList | 'yesNo', of: (file: ChildFile) => unknown): ReleasedField['levels'] =>
  (file) => {
    const value = of(file)
    const keys = list === 'yesNo' ? ['yes', 'no'] : list.rows.map(({ key }) => key)
    return [typeof value === 'string' && (absent.has(value) || keys.includes(value)) ? value : 'other', all]
  }

const gradeLevels = ({ schooling: { grade } }: ChildFile): readonly string[] => [
  typeof grade === 'number' || absent.has(grade) ? `${grade}` : 'other',
  all,
]

/** The fields that an export for statistics can have. Free words, names, numbers, dates and protected traits are not among them. */
export const releasedFields = {
  age: { id: 'age', levels: ageLevels },
  division: { id: 'division', levels: divisionLevels },
  sex: { id: 'sex', levels: coded(codeLists.sexes, (file) => file.sex) },
  schooling: { id: 'schooling', levels: coded(codeLists.schoolingStates, (file) => file.schooling.status) },
  boarding: { id: 'boarding', levels: coded('yesNo', (file) => file.schooling.boarding) },
  health: { id: 'health', levels: coded(codeLists.healthStates, (file) => file.health.status) },
  father: { id: 'father', levels: coded(codeLists.parentStatuses, (file) => file.father.status) },
  mother: { id: 'mother', levels: coded(codeLists.parentStatuses, (file) => file.mother.status) },
  carer: { id: 'carer', levels: coded(codeLists.actualCarers, (file) => file.care.actualCarer) },
  guardianship: {
    id: 'guardianship',
    levels: coded(codeLists.guardianshipRatings, (file) => file.care.guardianshipRating),
  },
  grade: { id: 'grade', levels: gradeLevels },
} as const satisfies Record<string, ReleasedField>

/** Id of a field of an export. */
export type ReleasedFieldId = keyof typeof releasedFields
