import type { PlainDate } from '../../../date.ts'
import type { Filled } from '../../engine/kind.ts'
import { compact } from '../../engine/placing.ts'
import { ageOn, type ChildFile, childFile, type NationalIdParts, type Phone } from '../../records.ts'
import { type ChildRow, type ChildValues, known } from './values.ts'

type Parent = ChildFile['father']
type Delegate = Exclude<ChildFile['delegate'], string>

const absent = 'notCollected'
const blankDelegate = compact(
  childFile({ id: 'blank', name: 'blank', delegate: { name: absent } }).delegate,
) as Delegate

type Phones = Filled<readonly [Phone, ...Phone[]]>

const mainPhone = (phones: Phones): Phone | 'none' | 'notCollected' => (typeof phones === 'string' ? phones : phones[0])

const otherPhones = (phones: Phones): readonly Phone[] | 'notCollected' =>
  typeof phones === 'string' || phones.length === 1 ? absent : phones.slice(1)

/** A parent with telephones and identity number. */
export const parentOf = (
  placed: Parent,
  untouched: Parent,
  phones: Phones,
  id: Filled<NationalIdParts>,
  on: PlainDate,
): Parent =>
  phones === absent && id === absent
    ? placed
    : {
        ...placed,
        recordedOn: placed === untouched ? on : placed.recordedOn,
        phone: mainPhone(phones),
        otherPhones: otherPhones(phones),
        idNumber: typeof id === 'string' ? id : id.idNumber,
      }

/** The delegated carer: none if the sheet says so, not collected if it says nothing at all. */
export function delegateOf(values: ChildValues, row: ChildRow): ChildFile['delegate'] {
  const said = [
    values['delegate.name'],
    values['delegate.relation'],
    values['delegate.age'],
    values['delegate.birthDate'],
    values['delegate.idNumber'],
    values['delegate.health'],
    values['delegate.phone'],
    values['delegate.address'],
  ]
  const { name, relation } = { name: values['delegate.name'], relation: values['delegate.relation'] }
  if (said.every((value) => value === absent)) return absent
  if ((name === 'none' || relation === 'none') && said.every((value) => value === absent || value === 'none'))
    return 'none'
  if (name === 'none' || (name === absent && relation === 'none')) row.report('contradiction', 'delegate.name')
  if (relation === 'father' || relation === 'mother') row.report('carer-is-parent', 'delegate.relation')
  const id = known(values['delegate.idNumber'])
  const birthDate = known(values['delegate.birthDate']) ?? id?.birthDate
  const age = known(values['delegate.age'])
  const delegate: Delegate = {
    ...blankDelegate,
    recordedOn: row.asOf,
    name: known(name) ?? absent,
    relation,
    age: age ?? absent,
    birthDate: birthDate ?? absent,
    idNumber: id?.idNumber ?? (values['delegate.idNumber'] === 'none' ? 'none' : absent),
    sex: id?.sex ?? absent,
    health: values['delegate.health'],
    phone: mainPhone(values['delegate.phone']),
    otherPhones: otherPhones(values['delegate.phone']),
    address: values['delegate.address'],
  }
  judgeCarer(age, birthDate, row)
  return delegate
}

function judgeCarer(age: number | undefined, birthDate: PlainDate | undefined, row: ChildRow): void {
  const byDate = birthDate === undefined ? undefined : ageOn(birthDate, row.asOf)
  const column = age === undefined && byDate !== undefined ? 'delegate.birthDate' : 'delegate.age'
  if (age !== undefined && byDate !== undefined && Math.abs(age - byDate) > 1)
    row.report('contradiction', 'delegate.age')
  const years = Math.min(age ?? Infinity, byDate ?? Infinity)
  if (years < 16) row.report('carer-under-16', column)
  else if (years < 18) row.report('carer-16-or-17', column)
}
