import { pick } from '../engine/pick.ts'
import { coded, date, text } from '../engine/codec.ts'
import { extra, type Line, line } from '../engine/line.ts'
import { addressText, nationalId, personName } from '../engine/people.ts'
import { read } from '../engine/reading.ts'
import { write } from '../engine/writing.ts'
import { ChildFile } from '../../records/index.ts'
import { extensionUrl, fhirSystems, idSystem } from '../system.ts'
import { fieldsOf, type Mapping } from './mapping.ts'

/** Sex as FHIR knows it. "Not stated" is somebody who did not say. */
export const sex = coded({ male: 'male', female: 'female', unknown: 'unknown' }, { unspecified: 'asked-declined' })

/** The day on which a section was written down. */
export const recordedOn: Line = extra('recordedOn', 'recorded-on', 'valueDate', date)

/** The division of an address that stands there. */
export const divisionWay = ['extension', { url: extensionUrl('division') }, 'valueCode'] as const

const home = ['address', { use: 'home' }] as const
const registered = ['extension', { url: extensionUrl('registered-address') }, 'valueAddress'] as const

const lines: readonly Line[] = [
  line('id', ['identifier', { system: idSystem('child') }, 'value'], text),
  line('childNo', ['identifier', { system: idSystem('childNo') }, 'value'], text),
  line('idNumber', ['identifier', { system: fhirSystems.nationalId }, 'value'], nationalId),
  line('name', ['name', { use: 'official' }], personName),
  { ...line('otherNames', ['name', { use: 'old' }], personName), many: true },
  line('sex', ['gender'], sex),
  line('birthDate', ['birthDate'], date),
  line('residenceAddress', [...home], addressText),
  line('residenceDivision', [...home, ...divisionWay], text),
  line('hukouAddress', [...registered], addressText),
  line('hukouDivision', [...registered, ...divisionWay], text),
  recordedOn,
]

/** Fields of the file that stand in Patient. */
export const patientFields: readonly string[] = lines.map(({ field }) => field)

/** Who the child is. */
export const patient: Mapping = {
  types: ['Patient'],
  out: ({ file }, { notWritten }) => [
    {
      kind: 'child',
      key: '',
      resource: write(pick(file, patientFields), lines, notWritten, {
        at: '/file',
        fixed: { resourceType: 'Patient' },
      }),
    },
  ],
  in: ({ node }, arriving) => {
    Object.assign(arriving.into.file, read(node, lines, fieldsOf(ChildFile), arriving))
    return true
  },
}
