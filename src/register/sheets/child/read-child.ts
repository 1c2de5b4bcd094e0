import type { PlainDate } from '../../../date.ts'
import { compact, placing } from '../../engine/placing.ts'
import {
  ageOn,
  type ChildFile,
  childFile,
  type Claim,
  codeLists,
  type NationalIdParts,
  readCode,
} from '../../records.ts'
import { childColumns } from './columns/child-columns.ts'
import { delegateOf, parentOf } from './family.ts'
import { judgeGrade, schoolingOf } from './schooling.ts'
import { type ChildRow, type ChildValues, known } from './values.ts'
import { contactEntry, measurementEntry } from './entries.ts'

const absent = 'notCollected'

/** A file without anything known; id and name are put in for each child. */
const blank = compact(childFile({ id: 'blank', name: 'blank' }))
const place = placing(childColumns, blank)

/** Ages and sizes that the reader judges by. */
const limits = {
  /** Above this age nobody is a child on a register; the date is somebody else's. */
  adult: 30,
  /** Age limit of the administrative definition. */
  register: 16,
} as const

/** The file of a row, or undefined if it has no name or nobody could tell who the child is. */
export function readChild(values: ChildValues, row: ChildRow): ChildFile | undefined {
  const name = known(values.name)
  if (name === undefined && !row.faulty('name')) row.report('missing-name', 'name')
  const id = childId(values, row)
  const birth = birthOf(values, id, row)
  if (birth === undefined) row.report('missing-identity', 'birthDate')
  if (name === undefined || birth === undefined) return undefined
  const sex = sexOf(values, id, row)
  const on = row.asOf
  const file = place(values, on)
  file.name = name
  file.idNumber = id === undefined ? (values.idNumber === 'none' ? 'none' : absent) : id.idNumber
  file.birthDate = birth.value
  file.sex = sex.value
  if (sameWords.has(values.residence)) file.residenceAddress = file.hukouAddress
  file.father = parentOf(file.father, blank.father, values['father.phone'], values['father.idNumber'], on)
  file.mother = parentOf(file.mother, blank.mother, values['mother.phone'], values['mother.idNumber'], on)
  file.delegate = delegateOf(values, row)
  file.schooling = schoolingOf(file.schooling, blank.schooling, values, on)
  file.health = healthOf(file.health, values, on)
  file.preferences = preferencesOf(values)
  file.register = stateOnRegister(file.register, row)
  file.contacts = contactsOf(values, row)
  file.measurements = measurementsOf(values)
  if (values.note !== absent) file.notes = values.note
  if (birth.claims !== unclaimed || sex.claims !== unclaimed) file.claims = { ...birth.claims, ...sex.claims }
  judge(file, values, row)
  return file
}

/** The identity number, unless it is that of an adult. */
function childId(values: ChildValues, row: ChildRow): NationalIdParts | undefined {
  const id = known(values.idNumber)
  if (id === undefined) return undefined
  if (id.birthDate > row.asOf) row.report('id-date', 'idNumber')
  else if (ageOn(id.birthDate, row.asOf) >= limits.adult) row.report('not-a-child', 'idNumber')
  else return id
  return undefined
}

interface Judged<V> {
  readonly value: V | 'contested'
  readonly claims: Readonly<Record<string, readonly Claim[]>>
}

const unclaimed: Judged<never>['claims'] = {}

const agreed = <V>(value: V): Judged<V> => ({ value, claims: unclaimed })

const contested = (
  field: '/birthDate' | '/sex',
  byId: string,
  byCell: string,
  source: string,
  on: PlainDate,
): Judged<never> => ({
  value: 'contested',
  claims: {
    [field]: [
      { value: byId, source: 'idNumber', on },
      { value: byCell, source, on },
    ],
  },
})

/** The date of birth that cell and identity number give together; undefined if neither gives one that can be trusted. */
function birthOf(values: ChildValues, id: NationalIdParts | undefined, row: ChildRow): Judged<PlainDate> | undefined {
  const cell = cellBirth(values, row)
  if (id === undefined) return cell === undefined ? undefined : agreed(cell)
  if (cell === undefined) {
    if (row.has('birthDate') && !row.faulty('birthDate')) row.report('taken-from-id', 'birthDate')
    return agreed(id.birthDate)
  }
  if (cell === id.birthDate) return agreed(cell)
  row.report('birth-date-contested', 'birthDate')
  return contested('/birthDate', id.birthDate, cell, 'birthDate', row.asOf)
}

function cellBirth(values: ChildValues, row: ChildRow): PlainDate | undefined {
  const cell = values.birthDate
  if (cell === absent || cell === 'none') return undefined
  if (ageOn(cell, row.asOf) < limits.adult) return cell
  row.report('not-a-child', 'birthDate')
  return undefined
}

function sexOf(values: ChildValues, id: NationalIdParts | undefined, row: ChildRow): Judged<ChildFile['sex']> {
  const cell = values.sex
  if (id === undefined) {
    if (cell === absent && row.has('sex') && !row.faulty('sex')) row.report('not-stated', 'sex')
    return agreed(cell)
  }
  if (cell === absent || cell === 'unknown' || cell === 'unspecified') {
    if (row.has('sex') && !row.faulty('sex')) row.report('taken-from-id', 'sex')
    return agreed(id.sex)
  }
  if (cell === id.sex) return agreed(cell)
  row.report('sex-contested', 'sex')
  return contested('/sex', id.sex, cell, 'sex', row.asOf)
}

const sameWords: ReadonlySet<string> = new Set([
  '同户籍地',
  '同户籍',
  '同户籍地址',
  '同户籍所在地',
  '同户口所在地',
  '同户口',
  '同上',
  '同左',
  '同前',
  '与户籍地一致',
  '与户籍一致',
  '户籍地',
  '一致',
  '相同',
  '同',
])

/** Health, and the disability; a kind of disability in the column of health says both. */
function healthOf(placed: ChildFile['health'], values: ChildValues, on: PlainDate): ChildFile['health'] {
  const { disabilityTypes: said, disabilityLevel: level, health } = values
  const kind = typeof health === 'object' ? readCode(codeLists.disabilityTypes, health.other) : undefined
  const types = said === absent && kind !== undefined ? [kind] : said
  if (types === absent && level === absent) return placed
  const disability =
    types === 'none' && level === absent ? 'none' : ({ types, level, certNo: absent, certOn: absent } as const)
  return { ...placed, recordedOn: on, status: kind === undefined ? placed.status : 'disabled', disability }
}

/** Whoever stands on a register is registered, unless sheet or caller say otherwise, or when or why the child left. */
function stateOnRegister(placed: ChildFile['register'], row: ChildRow): ChildFile['register'] {
  const { registerState, exitOn, exitReason } = placed
  const stays = registerState === absent && known(exitOn) === undefined && known(exitReason) === undefined
  return stays && !row.has('registerState') ? { ...placed, registerState: 'registered', recordedOn: row.asOf } : placed
}

function preferencesOf(values: ChildValues): ChildFile['preferences'] {
  const { interests, wish } = values
  if (interests === absent) return wish
  return wish === absent ? interests : { ...interests, ...wish }
}

function contactsOf(values: ChildValues, row: ChildRow): ChildFile['contacts'] {
  const { lastParentContact: on, contactChannel: channel, lastParentVisit: home } = values
  if (on === 'none') row.report('not-kept', 'lastParentContact')
  if (home === 'none') row.report('not-kept', 'lastParentVisit')
  const day = known(on)
  const visit = known(home)
  const contact = day === undefined && known(channel) === undefined ? undefined : contactEntry(day ?? absent, channel)
  const homecoming = visit === undefined ? undefined : contactEntry(visit, 'homecoming')
  if (contact === undefined) return homecoming === undefined ? blank.contacts : { [homecoming[0]]: homecoming[1] }
  if (homecoming === undefined) return { [contact[0]]: contact[1] }
  return { [contact[0]]: contact[1], [homecoming[0]]: homecoming[1] }
}

function measurementsOf(values: ChildValues): ChildFile['measurements'] {
  const { heightCm, weightKg, measuredOn } = values
  if (known(heightCm) === undefined && known(weightKg) === undefined) return blank.measurements
  const [id, entry] = measurementEntry(
    known(measuredOn) ?? absent,
    known(heightCm) ?? absent,
    known(weightKg) ?? absent,
  )
  return { [id]: entry }
}

/** What a person should look at although each cell can be read. */
function judge(file: ChildFile, values: ChildValues, row: ChildRow): void {
  if (file.delegation.agreement === 'no' && known(values.agreementSignedOn) !== undefined)
    row.report('contradiction', 'agreementSignedOn')
  if (file.birthDate === absent || file.birthDate === 'contested') return
  if (ageOn(file.birthDate, row.asOf) >= limits.register) row.report('over-age', 'birthDate')
  judgeGrade(file.birthDate, values, row)
}
