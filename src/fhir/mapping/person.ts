import { pointer } from '../../pointer.ts'
import { ChildFile, codeLists } from '../../records/index.ts'
import { firstConcept, concept } from '../engine/concept.ts'
import { date, dayAfter, text, whole } from '../engine/codec.ts'
import { extra, type Line, line } from '../engine/line.ts'
import { below, inOrder, isTree, items, type Node, pathsOf, type Tree } from '../engine/node.ts'
import { addressText, nationalId, personName, phone } from '../engine/people.ts'
import { read, takeSame } from '../engine/reading.ts'
import { isSaid, omit, write } from '../engine/writing.ts'
import { extensionUrl, fhirSystems, roleCodes } from '../system.ts'
import {
  type Arriving,
  type Emitted,
  enterOnce,
  fieldsOf,
  identifier,
  inFile,
  keyOf,
  type Mapping,
  sectionOf,
  toChild,
  type Writing,
} from './mapping.ts'
import { divisionWay, recordedOn, sex } from './patient.ts'

const relations = codeLists.relations
const telephone = (rank: number) => ['telecom', { system: 'phone', rank }, 'value'] as const
const idNumber = line('idNumber', ['identifier', { system: fhirSystems.nationalId }, 'value'], nationalId)
const name = line('name', ['name', { use: 'official' }], personName)
const birthDate = line('birthDate', ['birthDate'], date)
const firstPhone = line('phone', [...telephone(1)], phone)
const relation = line('relation', ['relationship'], firstConcept(relations, { beside: roleCodes }))
const reach: readonly Line[] = [
  firstPhone,
  { ...line('otherPhones', [...telephone(2)], phone), many: true },
  line('address', ['address', { use: 'home' }], addressText),
  line('division', ['address', { use: 'home' }, ...divisionWay], text),
  line('language', ['communication', { preferred: true }, 'language'], concept(codeLists.languages)),
]
const sexLine = line('sex', ['gender'], sex)
const isEmpty = ({ since, until }: Tree): boolean =>
  typeof since === 'string' && typeof until === 'string' && /^\d/.test(since) && /^\d/.test(until) && until <= since

/** A role that people have in a file: where they stand there, and what of them stands in FHIR. */
interface PersonRole {
  readonly role: string
  readonly section: readonly string[]
  readonly keyed: boolean
  readonly lines: readonly Line[]
  readonly schema: Parameters<typeof fieldsOf>[0]
  /** The relation that the role is. */
  readonly is?: 'father' | 'mother'
}

const household = fieldsOf(ChildFile.shape.household)
const parentLines = [recordedOn, name, birthDate, idNumber, ...reach]
const roles: readonly PersonRole[] = [
  {
    role: 'father',
    section: ['father'],
    keyed: false,
    lines: parentLines,
    schema: ChildFile.shape.father,
    is: 'father',
  },
  {
    role: 'mother',
    section: ['mother'],
    keyed: false,
    lines: parentLines,
    schema: ChildFile.shape.mother,
    is: 'mother',
  },
  {
    role: 'delegate',
    section: ['delegate'],
    keyed: false,
    lines: [recordedOn, name, relation, sexLine, birthDate, idNumber, ...reach],
    schema: ChildFile.shape.delegate,
  },
  {
    role: 'guardian',
    section: ['guardians'],
    keyed: true,
    lines: [
      recordedOn,
      name,
      relation,
      birthDate,
      idNumber,
      line('since', ['period', 'start'], date),
      { ...line('until', ['period', 'end'], dayAfter), empty: isEmpty },
      ...reach,
    ],
    schema: ChildFile.shape.guardians,
  },
  {
    role: 'member',
    section: ['household', 'members'],
    keyed: true,
    lines: [name, relation, sexLine, birthDate],
    schema: household['members'] ?? ChildFile.shape.guardians,
  },
  {
    role: 'emergencyContact',
    section: ['emergencyContacts'],
    keyed: true,
    lines: [name, relation, firstPhone, extra('order', 'call-order', 'valuePositiveInt', whole)],
    schema: ChildFile.shape.emergencyContacts,
  },
]

const roleUrl = extensionUrl('role')
const parentConcept = (is: string): unknown => firstConcept(relations, { beside: roleCodes }).write(is)

const fixedOf = ({ role, is }: PersonRole): Record<string, unknown> => ({
  extension: [{ url: roleUrl, valueCode: role }],
  ...(is ? { relationship: parentConcept(is) } : {}),
})

function emitted(one: PersonRole, key: string, record: Tree, writing: Writing): readonly Emitted[] {
  const at = inFile(...one.section, ...(one.keyed ? [key] : []))
  const fixed = {
    resourceType: 'RelatedPerson',
    patient: toChild(writing),
    ...fixedOf(one),
    ...(one.keyed ? { identifier: [identifier('person', key)] } : {}),
  }
  const resource = write(record, one.lines, writing.notWritten, { at, fixed })
  const shown = one.lines.some(({ field }) => isSaid(record[field]) && record[field] !== 'withheld')
  return shown || one.keyed ? [{ kind: one.role, key, resource }] : []
}

/** The role that a resource says, or else that follows from the relation. */
function roleOf(node: Node, arriving: Arriving): PersonRole | undefined {
  const said = items(below(node, 'extension')).find((one) => below(one, 'url')?.value === roleUrl)
  const own = roles.find(({ role }) => said && below(said, 'valueCode')?.value === role)
  if (said && own) {
    for (const path of pathsOf(said, 'url', 'valueCode')) arriving.taken.add(path)
    return own
  }
  const codes = items(below(node, 'relationship')).flatMap((one) =>
    items(below(one, 'coding')).map((coding) => below(coding, 'code')?.value),
  )
  if (codes.includes('GUARD')) return roles.find(({ role }) => role === 'guardian')
  if (codes.includes('ECON') || codes.includes('C')) return roles.find(({ role }) => role === 'emergencyContact')
  const relationship = below(node, 'relationship')
  const found = relationship && relation.as.read(relationship)
  const is = found && 'value' in found ? found.value : undefined
  return roles.find((one) => one.is !== undefined && one.is === is) ?? roles.find(({ role }) => role === 'member')
}

/** The people around the child. */
export const person: Mapping = {
  types: ['RelatedPerson'],
  out: ({ file }, writing) => {
    const family = file['household']
    if (isTree(family)) {
      for (const [key, value] of inOrder(family))
        if (key !== 'members') omit(writing.notWritten, inFile('household', key), value)
    } else omit(writing.notWritten, inFile('household'), family)
    return roles.flatMap((one) => {
      const section = one.section.reduce<unknown>((here, key) => (isTree(here) ? here[key] : undefined), file)
      if (!isTree(section)) {
        if (one.section.length === 1 || isTree(family)) omit(writing.notWritten, inFile(...one.section), section)
        return []
      }
      if (!one.keyed) return emitted(one, '', section, writing)
      return inOrder(section).flatMap(([key, record]) => {
        if (isTree(record)) return emitted(one, key, record, writing)
        omit(writing.notWritten, `${inFile(...one.section)}${pointer(key)}`, record)
        return []
      })
    })
  },
  in: ({ node }, arriving) => {
    const one = roleOf(node, arriving)
    if (!one) return false
    const [first = '', second] = one.section
    takeSame(node, fixedOf(one), arriving)
    const key = one.keyed ? keyOf(node, 'person', arriving) : first
    const record = read(node, one.lines, fieldsOf(one.schema), arriving)
    if (!one.keyed) return enterOnce(arriving.into.file, key, record, node, arriving)
    const section = sectionOf(arriving.into.file, first)
    return enterOnce(second === undefined ? section : sectionOf(section, second), key, record, node, arriving)
  },
}
