import type { PlainDate } from '../../../date.ts'
import { ageOn, type ChildFile, codeLists, readCode } from '../../records.ts'
import { type ChildRow, type ChildValues, known } from './values.ts'

const absent = 'notCollected'

type Schooling = ChildFile['schooling']

/** States in which there is no school to name. */
const withoutSchool: ReadonlySet<string> = new Set(['notEntered', 'droppedOut', 'notAtSchool', 'homeTeaching'])
const stages: readonly (readonly [RegExp, Schooling['status']])[] = [
  [/幼儿园|幼儿班|学前班|托儿所/, 'kindergarten'],
  [/特殊教育|特校|聋|盲|培智|启智/, 'specialSchool'],
  [/职业|中专|技工|技校|职教|职中|职高|中职/, 'vocational'],
  [/小学/, 'primary'],
  [/初级中学|初中/, 'juniorSecondary'],
  [/高级中学|高中/, 'seniorSecondary'],
]

/** State of schooling and name of the school by the words in the column of schools: a state there is no name of a school. */
export function stateOf(
  words: Schooling['school'],
  grade: number | 'none' | undefined,
): Pick<Schooling, 'status' | 'school'> {
  const state = words === absent || words === 'none' ? undefined : readCode(codeLists.schoolingStates, words)
  if (state === undefined) return { status: stageOf(words, grade), school: words }
  return { status: state, school: withoutSchool.has(state) ? 'none' : absent }
}

/** School, state of schooling, grade and class. */
export function schoolingOf(placed: Schooling, untouched: Schooling, values: ChildValues, on: PlainDate): Schooling {
  const grade = known(values.grade)
  const { status: byName, school } = stateOf(values.school, grade?.grade)
  const status = values.schooling === absent ? byName : values.schooling
  const years = grade === undefined ? (values.grade === 'none' ? 'none' : absent) : grade.grade
  const room = placed.class === absent && grade?.class !== undefined ? grade.class : placed.class
  if (placed === untouched && [school, status, years, room].every((value) => value === absent)) return placed
  return { ...placed, recordedOn: on, status, school, grade: years, class: room }
}

function stageOf(school: string, grade: number | 'none' | undefined): Schooling['status'] {
  if (school === absent || school === 'none') return absent
  const found = stages.find(([words]) => words.test(school))?.[1]
  if (found !== undefined) return found
  if (grade === undefined || grade === 'none') return absent
  return grade <= 6 ? 'primary' : grade <= 9 ? 'juniorSecondary' : 'seniorSecondary'
}

/** Day in the year on which the school year begins. */
const schoolYear = '09-01'
/** A grade may lie less than this many years from the usual one. */
const tolerance = 3

/** Warns of a grade that is far from what the age suggests; the first grade is usual from six years on. */
export function judgeGrade(birthDate: PlainDate, values: ChildValues, row: ChildRow): void {
  const grade = known(values.grade)?.grade
  if (typeof grade !== 'number') return
  const started = Number(row.asOf.slice(0, 4)) - (row.asOf.slice(5) < schoolYear ? 1 : 0)
  const usual = ageOn(birthDate, `${started}-${schoolYear}` as PlainDate) - 5
  if (Math.abs(usual - grade) >= tolerance) row.report('grade-unlike-age', 'grade')
}
