import { isKnown, some } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import { ageOn, type ChildFile } from '../../records/index.ts'

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
    isKnown(residenceDivision) ? residenceDivision.slice(0, length) : 'notCollected',
  ),
  all,
]

/** A code as it is; free words never leave. */
const bare = (value: unknown): string => (typeof value === 'string' ? value : 'other')
const coded =
  (of: (file: ChildFile) => unknown): ReleasedField['levels'] =>
  (file) => [bare(of(file)), all]

/** The fields that an export for statistics can have. Free words, names, numbers, dates and protected traits are not among them. */
export const releasedFields = {
  age: { id: 'age', levels: ageLevels },
  division: { id: 'division', levels: divisionLevels },
  sex: { id: 'sex', levels: coded((file) => file.sex) },
  schooling: { id: 'schooling', levels: coded((file) => file.schooling.status) },
  boarding: { id: 'boarding', levels: coded((file) => file.schooling.boarding) },
  health: { id: 'health', levels: coded((file) => file.health.status) },
  father: { id: 'father', levels: coded((file) => file.father.status) },
  mother: { id: 'mother', levels: coded((file) => file.mother.status) },
  carer: { id: 'carer', levels: coded((file) => file.care.actualCarer) },
  guardianship: { id: 'guardianship', levels: coded((file) => file.care.guardianshipRating) },
  grade: { id: 'grade', levels: (file) => [`${some(file.schooling.grade) ?? file.schooling.grade}`, all] },
} as const satisfies Record<string, ReleasedField>

/** Id of a field of an export. */
export type ReleasedFieldId = keyof typeof releasedFields
