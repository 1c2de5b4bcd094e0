import { canonicalJson } from '../../../canonical.ts'
import { isKnown } from '../../../absent.ts'
import type { PlainDate } from '../../../date.ts'
import { type Pointer, pointer } from '../../../pointer.ts'
import {
  type ChildFile,
  type Claim,
  codeLists,
  label,
  nationalIdReading,
  type NationalIdParts,
  readCode,
} from '../../records.ts'
import { stateOf } from './schooling.ts'
import type { ChildValues } from './values.ts'
import { contactEntry, measurementEntry } from './entries.ts'

type Column = keyof ChildValues
type Contact = ChildFile['contacts'][keyof ChildFile['contacts']]

const absent = 'notCollected'

/** What a column says of a field: its value, or the claim of the column where two values stand against each other. */
const claimed = (file: ChildFile, path: '/birthDate' | '/sex' | '/idNumber', source: string): string | undefined => {
  const claim = (file.claims[path] ?? []).find((one) => one.source === source)
  return typeof claim?.value === 'string' ? claim.value : undefined
}

const idValue = (text: string | undefined): NationalIdParts | 'none' | 'notCollected' =>
  text === 'none'
    ? 'none'
    : text === undefined || text === absent || text === 'contested'
      ? absent
      : (nationalIdReading(text).value ?? absent)

const phonesValue = ({
  phone,
  otherPhones,
}: Pick<ChildFile['father'], 'phone' | 'otherPhones'>): ChildValues['father.phone'] => {
  if (phone === 'contested' || phone === absent) return absent
  if (phone === 'none') return 'none'
  return [phone, ...(typeof otherPhones === 'string' ? [] : otherPhones)]
}

/** The entries of a section that a column stands for. */
function chosen<V>(
  section: Readonly<Record<string, V>> | 'none' | 'notCollected' | 'contested',
  fits: (entry: V) => boolean,
): Readonly<Record<string, V>> | 'notCollected' {
  if (typeof section === 'string') return absent
  const entries = Object.entries(section).filter(([, entry]) => fits(entry))
  return entries.length === 0 ? absent : Object.fromEntries(entries)
}

type Preferences = Exclude<ChildFile['preferences'], string>
type Preference = Preferences[keyof Preferences]
const isInterest = ({ about, says }: Preference): boolean => about === 'activity' && says === 'likes'
const isWish = ({ about, says }: Preference): boolean =>
  (about === 'wish' && says === 'wishes') || (about === 'helper' && (says === 'refuses' || says === 'wishes'))

/** The contact to write: the last one that fits; of two on one day the one with the later id. */
function last(
  file: ChildFile,
  fits: (contact: Contact) => boolean,
): readonly [id: string, contact: Contact] | undefined {
  const dayOf = ({ on }: Contact): string => (isKnown(on) ? on : '')
  return Object.entries(file.contacts)
    .filter(([, contact]) => fits(contact))
    .sort(([a, x], [b, y]) => (dayOf(x) !== dayOf(y) ? (dayOf(x) < dayOf(y) ? -1 : 1) : a < b ? -1 : 1))
    .at(-1)
}

const lastContact = (file: ChildFile) => last(file, ({ channel }) => channel !== 'homecoming')
const lastVisit = (file: ChildFile) => last(file, ({ channel }) => channel === 'homecoming')
const dayOf = (found: readonly [string, Contact] | undefined): PlainDate | 'notCollected' =>
  found === undefined || found[1].on === 'contested' ? absent : found[1].on

/** The values of the columns that are not simply those of a pointer. */
export function childRow(file: ChildFile): Partial<ChildValues> {
  const contact = lastContact(file)
  return {
    name: file.name,
    sex:
      file.sex === 'contested' ? (readCode(codeLists.sexes, claimed(file, '/sex', 'sex') ?? '') ?? absent) : file.sex,
    birthDate:
      file.birthDate === 'contested'
        ? ((claimed(file, '/birthDate', 'birthDate') ?? absent) as PlainDate)
        : file.birthDate,
    idNumber: idValue(file.idNumber === 'contested' ? claimed(file, '/idNumber', 'idNumber') : file.idNumber),
    residence: file.residenceAddress === 'contested' ? absent : file.residenceAddress,
    ...schoolRow(file.schooling),
    grade:
      typeof file.schooling.grade === 'number'
        ? { grade: file.schooling.grade }
        : file.schooling.grade === 'none'
          ? 'none'
          : absent,
    'father.phone': phonesValue(file.father),
    'father.idNumber': idValue(file.father.idNumber),
    'mother.phone': phonesValue(file.mother),
    'mother.idNumber': idValue(file.mother.idNumber),
    ...delegateRow(file.delegate),
    ...disabilityRow(file.health.disability),
    ...measurementRow(file),
    lastParentContact: dayOf(contact),
    contactChannel: contact === undefined || contact[1].channel === 'contested' ? absent : contact[1].channel,
    lastParentVisit: dayOf(lastVisit(file)),
    interests: chosen(file.preferences, isInterest),
    wish: chosen(file.preferences, isWish),
    note: chosen(file.notes, () => true),
  }
}

/** School and state of schooling: the state goes into the column of schools where it reads back as it was. */
function schoolRow({ status, school, grade }: ChildFile['schooling']): Partial<ChildValues> {
  const name = school === 'contested' ? absent : school
  const state = status === 'contested' ? absent : status
  const years = typeof grade === 'number' || grade === 'none' ? grade : undefined
  const words =
    typeof state === 'string' && state !== absent && state !== 'none' && (name === 'none' || name === absent)
      ? label(codeLists.schoolingStates, state, 'zh')
      : name
  const back = stateOf(words, years)
  if (back.school === name && back.status === state) return { school: words, schooling: absent }
  return { school: name, schooling: state }
}

function delegateRow(delegate: ChildFile['delegate']): Partial<ChildValues> {
  if (delegate === 'contested' || delegate === absent) return {}
  if (delegate === 'none')
    return {
      'delegate.name': 'none',
      'delegate.relation': 'none',
      'delegate.age': 'none',
      'delegate.health': 'none',
      'delegate.phone': 'none',
      'delegate.address': 'none',
    }
  const { name, relation, age, birthDate, idNumber, health, address } = delegate
  return {
    'delegate.name': name === 'contested' ? absent : name,
    'delegate.relation': relation === 'contested' ? absent : relation,
    'delegate.age': age === 'contested' ? absent : age,
    'delegate.birthDate': birthDate === 'contested' ? absent : birthDate,
    'delegate.idNumber': idValue(idNumber),
    'delegate.health': health === 'contested' ? absent : health,
    'delegate.phone': phonesValue(delegate),
    'delegate.address': address === 'contested' ? absent : address,
  }
}

function disabilityRow(disability: ChildFile['health']['disability']): Partial<ChildValues> {
  if (typeof disability === 'string') return disability === 'none' ? { disabilityTypes: 'none' } : {}
  const { types, level } = disability
  return {
    disabilityTypes: types === 'contested' ? absent : types,
    disabilityLevel: level === 'contested' ? absent : level,
  }
}

const lastMeasurement = (file: ChildFile) =>
  Object.entries(file.measurements)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .at(-1)

function measurementRow(file: ChildFile): Partial<ChildValues> {
  const [, found] = lastMeasurement(file) ?? []
  if (found === undefined) return {}
  const { on, heightCm, weightKg } = found
  return {
    heightCm: heightCm === 'contested' ? absent : heightCm,
    weightKg: weightKg === 'contested' ? absent : weightKg,
    measuredOn: on === 'contested' ? absent : on,
  }
}

/** Height, weight and day, if nothing else is known of the last measurement. */
function measurementCarried(file: ChildFile): readonly Pointer[] {
  const found = lastMeasurement(file)
  if (found === undefined) return []
  const [id, { on, heightCm, weightKg }] = found
  return on !== 'contested' && same(found, measurementEntry(on, heightCm, weightKg))
    ? [pointer('measurements', id)]
    : []
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

/** The parts of a file that those columns carry. */
export function childCarried(file: ChildFile, ok: (column: Column) => boolean): readonly Pointer[] {
  const row = childRow(file)
  const contact = lastContact(file)
  const visit = lastVisit(file)
  const keys = (column: 'interests' | 'wish' | 'note', section: string): readonly Pointer[] => {
    const value = row[column]
    return typeof value === 'object' && ok(column) ? Object.keys(value).map((key) => pointer(section, key)) : []
  }
  const when = (holds: boolean, ...paths: readonly Pointer[]): readonly Pointer[] => (holds ? paths : [])
  const school = row.schooling === absent || ok('schooling')
  return [
    ...when(ok('name'), '/name'),
    ...when(file.sex === 'contested' ? claimsFit(file, '/sex', 'sex') : ok('sex'), '/sex', '/claims/~1sex'),
    ...when(
      file.birthDate === 'contested' ? claimsFit(file, '/birthDate', 'birthDate') : ok('birthDate'),
      '/birthDate',
      '/claims/~1birthDate',
    ),
    ...when(
      file.idNumber === 'contested' ? claimsFit(file, '/idNumber', 'otherRow') : idFits(file.idNumber, row.idNumber),
      '/idNumber',
      '/claims/~1idNumber',
    ),
    ...when(ok('residence'), '/residenceAddress'),
    ...when(school && ok('school'), '/schooling/school', '/schooling/status'),
    ...when(ok('grade'), '/schooling/grade'),
    ...phonesCarried('/father', row['father.phone'], ok('father.phone')),
    ...when(idFits(file.father.idNumber, row['father.idNumber']), '/father/idNumber'),
    ...phonesCarried('/mother', row['mother.phone'], ok('mother.phone')),
    ...when(idFits(file.mother.idNumber, row['mother.idNumber']), '/mother/idNumber'),
    ...delegateCarried(file, row, ok),
    ...when(file.health.disability === 'none', '/health/disability'),
    ...when(ok('disabilityTypes'), '/health/disability/types'),
    ...when(ok('disabilityLevel'), '/health/disability/level'),
    ...when(
      contact !== undefined &&
        ok('lastParentContact') &&
        ok('contactChannel') &&
        same(contact, contactEntry(dayOf(contact), contact[1].channel)),
      pointer('contacts', contact?.[0] ?? ''),
    ),
    ...when(
      visit !== undefined && ok('lastParentVisit') && same(visit, contactEntry(dayOf(visit), 'homecoming')),
      pointer('contacts', visit?.[0] ?? ''),
    ),
    ...measurementCarried(file),
    ...keys('interests', 'preferences'),
    ...keys('wish', 'preferences'),
    ...keys('note', 'notes'),
  ]
}

/** Further telephones are written behind the main one, and not without it. */
const phonesCarried = (
  person: '/father' | '/mother' | '/delegate',
  value: ChildValues['father.phone'] | undefined,
  ok: boolean,
): readonly Pointer[] => [
  ...(ok ? ([`${person}/phone`] as const) : []),
  ...(ok && typeof value === 'object' ? ([`${person}/otherPhones`] as const) : []),
]

const idFits = (id: string, value: ChildValues['idNumber'] | undefined): boolean =>
  typeof value === 'object' ? value.idNumber === id : value === id

/** Whether the claims behind a contested field are those that reading makes: one of the number, one of the column. */
function claimsFit(file: ChildFile, path: '/birthDate' | '/sex' | '/idNumber', source: string): boolean {
  const claims: readonly Claim[] = file.claims[path] ?? []
  return (
    claims.length === 2 &&
    claims[0]?.source === 'idNumber' &&
    claims[1]?.source === source &&
    claims.every(({ on }) => on === file.recordedOn)
  )
}

function delegateCarried(
  file: ChildFile,
  row: Partial<ChildValues>,
  ok: (column: Column) => boolean,
): readonly Pointer[] {
  const { delegate } = file
  if (delegate === 'none') return ['/delegate']
  if (typeof delegate === 'string') return []
  // Without anything known, "no relation" is read as "no carer".
  const values = Object.entries(row).flatMap(([column, value]) => (column.startsWith('delegate.') ? [value] : []))
  if (delegate.relation === 'none' && values.every((value) => value === absent || value === 'none')) return []
  const plain = (['name', 'relation', 'age', 'birthDate', 'health', 'address'] as const).filter((field) =>
    ok(`delegate.${field}`),
  )
  return [
    ...plain.map((field) => pointer('delegate', field)),
    ...phonesCarried('/delegate', row['delegate.phone'], ok('delegate.phone')),
    ...(idFits(delegate.idNumber, row['delegate.idNumber'])
      ? [
          pointer('delegate', 'idNumber'),
          ...(typeof row['delegate.idNumber'] === 'object' && row['delegate.idNumber'].sex === delegate.sex
            ? [pointer('delegate', 'sex')]
            : []),
        ]
      : []),
  ]
}
