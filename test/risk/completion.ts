import type { ChildFile } from '../../src/records/index.ts'

type Tree = Readonly<Record<string, unknown>>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Fields that answer an open question by themselves. The rest says when and how something was written down, or answers a question
 * together with another source that it may overrule; docs/risk.md lists those.
 */
const answers = new Set([
  '/birthDate',
  '/residenceDivision',
  '/father/status',
  '/mother/status',
  '/delegation/agreement',
  '/delegation/childHeard',
  '/delegation/noticeToSchoolOn',
  '/delegation/noticeToVillageOn',
  '/care/guardianshipType',
  '/care/guardianshipRating',
  '/care/improperCare',
  '/schooling/status',
  '/conduct/behaviours',
  '/delegate/health',
  '/delegate/selfSupporting',
  '/delegate/exclusions',
  '/health/status',
  '/health/illnesses',
  '/health/illnesses/*/status',
  '/health/illnesses/*/treated',
  '/health/medicalInsurance',
  '/health/disability',
  '/health/disability/level',
  '/health/disability/certNo',
  '/health/mind/conditions',
  '/health/mind/conditions/*/status',
  '/health/mind/conditions/*/treated',
  '/contacts/*/on',
  '/contacts/*/withChild',
  '/contacts/*/withDelegate',
  '/contacts/*/channel',
  '/incidents/*/situations',
  '/attendance/*/on',
  '/attendance/*/state',
  '/attendance/*/days',
])

/** Lists whose entries have ids. */
const lists = new Set(['/contacts', '/incidents', '/attendance', '/health/illnesses', '/health/mind/conditions'])

const isOpen = (value: unknown): boolean => value === 'notCollected' || value === 'contested'

const inside = (pattern: string, key: string): string => `${pattern}/${lists.has(pattern) ? '*' : key}`

/** Where a visit says that the child is too young to talk, or claims stand behind it, the birth date bears on other answers too. */
const birthIsStatement = (file: ChildFile): boolean =>
  '/birthDate' in file.claims || Object.values(file.visits).some(({ spokenAlone }) => spokenAlone === 'tooYoung')

/** Where the rating says that somebody guards the child, the kind of guardianship may overrule it. */
const rated = ({ care }: ChildFile): boolean => care.guardianshipRating === 'good' || care.guardianshipRating === 'fair'

/** The file with open questions answered from the filling; what is known stays, no entry is added. */
export function completedFile(file: ChildFile, filling: Tree): ChildFile {
  const go = (value: unknown, given: unknown, pattern: string): unknown => {
    if (isOpen(value)) return answers.has(pattern) && given !== undefined ? given : value
    if (!isTree(value)) return value
    const givenFor = (key: string): unknown => (lists.has(pattern) ? given : isTree(given) ? given[key] : undefined)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, go(inner, givenFor(key), inside(pattern, key))]),
    )
  }
  const filled = go(file, filling, '') as ChildFile
  const care = rated(file) ? { ...filled.care, guardianshipType: file.care.guardianshipType } : filled.care
  return { ...filled, care, birthDate: birthIsStatement(file) ? file.birthDate : filled.birthDate }
}

/** Paths of the questions that the file answers. */
export function answeredPaths(file: ChildFile): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  const go = (value: unknown, path: readonly string[], pattern: string): void => {
    if (answers.has(pattern) && !isOpen(value)) found.push(path)
    if (isTree(value)) for (const [key, inner] of Object.entries(value)) go(inner, [...path, key], inside(pattern, key))
  }
  go(file, [], '')
  return found.filter(
    ([first, second]) =>
      !(first === 'birthDate' && birthIsStatement(file)) && !(second === 'guardianshipType' && rated(file)),
  )
}

/** The file with one question open again. */
export function withoutAnswer(file: ChildFile, path: readonly string[]): ChildFile {
  const go = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return 'notCollected'
    return isTree(value) ? { ...value, [key]: go(value[key], rest) } : value
  }
  return go(file, path) as ChildFile
}
