import { isKnown } from '../../absent.ts'
import type { PlainDate } from '../../date.ts'
import type { ChildFile } from '../records.ts'
import { type NameMatch, nameMatch, type NameParts, nameParts } from './names.ts'

/** What of a file tells whether two files are about one child. */
export interface Entry {
  readonly id: string
  readonly name: NameParts
  /** One date, or those that stand against each other. */
  readonly births: readonly PlainDate[]
  readonly idNumber: string | undefined
  readonly sex: string | undefined
  readonly father: NameParts | undefined
  readonly mother: NameParts | undefined
  readonly parentPhones: readonly string[]
  readonly carer: string | undefined
  readonly carerPhones: readonly string[]
  readonly village: string | undefined
  readonly address: string | undefined
  readonly school: string | undefined
}

type Person = Pick<ChildFile['father'], 'phone' | 'otherPhones'>

const said = (value: string): string | undefined => (isKnown(value) && value !== 'none' ? value : undefined)
const phonesOf = (person: Person): readonly string[] => {
  const first = said(person.phone)
  return [
    ...(first === undefined ? [] : [first]),
    ...(typeof person.otherPhones === 'string' ? [] : person.otherPhones),
  ]
}

/** The evidence of a file. Names are taken apart by `parts`, which may remember. */
export function entryOf(file: ChildFile, parts: (name: string) => NameParts = nameParts): Entry {
  const { father, mother, delegate } = file
  const carer = typeof delegate === 'string' ? undefined : delegate
  const parentName = (name: string): NameParts | undefined => {
    const known = said(name)
    return known === undefined ? undefined : parts(known)
  }
  return {
    id: file.id,
    name: parts(file.name),
    births: birthsOf(file),
    idNumber: said(file.idNumber),
    sex: file.sex === 'male' || file.sex === 'female' ? file.sex : undefined,
    father: parentName(father.name),
    mother: parentName(mother.name),
    parentPhones: [...phonesOf(father), ...phonesOf(mother)],
    carer: carer && said(carer.name),
    carerPhones: carer ? phonesOf(carer) : [],
    village: said(file.residenceDivision),
    address: said(file.residenceAddress),
    school: said(file.schooling.school),
  }
}

function birthsOf(file: ChildFile): readonly PlainDate[] {
  if (file.birthDate === 'notCollected') return []
  if (file.birthDate !== 'contested') return [file.birthDate]
  return (file.claims['/birthDate'] ?? []).flatMap(({ value }) =>
    typeof value === 'string' ? [value as PlainDate] : [],
  )
}

/** How one piece of evidence speaks: for one child, against, or not at all. */
export interface Part {
  readonly field: string
  readonly says:
    | 'equal'
    | 'homophone'
    | 'nearHomophone'
    | 'surnameChanged'
    | 'swapped'
    | 'oneDigit'
    | 'different'
    | 'missing'
  readonly points: number
}

const part = (field: string, says: Part['says'], points: number): Part => ({ field, says, points })

const oneDigit = (a: string, b: string): boolean => {
  let differences = 0
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) differences++
  return a.length === b.length && differences === 1
}

const swapped = (a: string, b: string): boolean =>
  a.slice(0, 5) === b.slice(0, 5) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)

function idPart(a: Entry, b: Entry): Part {
  if (a.idNumber === undefined || b.idNumber === undefined) return part('idNumber', 'missing', 0)
  if (a.idNumber === b.idNumber) return part('idNumber', 'equal', 60)
  return oneDigit(a.idNumber, b.idNumber) ? part('idNumber', 'oneDigit', 10) : part('idNumber', 'different', -60)
}

const namePoints: Readonly<Record<NameMatch, number>> = {
  equal: 25,
  homophone: 20,
  nearHomophone: 12,
  surnameChanged: 12,
}

const birthPoints = { equal: 20, swapped: 14, oneDigit: 12, missing: 0, different: -25 } as const

function birthPart(a: Entry, b: Entry): Part {
  const ways = a.births.flatMap((x) =>
    b.births.map((y) => (x === y ? 'equal' : swapped(x, y) ? 'swapped' : oneDigit(x, y) ? 'oneDigit' : 'different')),
  )
  const says = (['equal', 'swapped', 'oneDigit', 'different'] as const).find((way) => ways.includes(way)) ?? 'missing'
  return part('birthDate', says, birthPoints[says])
}

function parentPart(field: 'father' | 'mother', a: Entry, b: Entry): Part {
  const [x, y] = [a[field], b[field]]
  if (x === undefined || y === undefined) return part(`${field}.name`, 'missing', 0)
  const match = nameMatch(x, y)
  if (match === 'equal') return part(`${field}.name`, 'equal', 15)
  if (match === 'homophone' || match === 'nearHomophone') return part(`${field}.name`, match, 12)
  return part(`${field}.name`, 'different', -20)
}

const plainPart = (
  field: string,
  x: string | undefined,
  y: string | undefined,
  equal: number,
  different: number,
): Part =>
  x === undefined || y === undefined
    ? part(field, 'missing', 0)
    : x === y
      ? part(field, 'equal', equal)
      : part(field, 'different', different)

const sharedPart = (field: string, a: readonly string[], b: readonly string[], points: number): Part =>
  a.length === 0 || b.length === 0
    ? part(field, 'missing', 0)
    : a.some((phone) => b.includes(phone))
      ? part(field, 'equal', points)
      : part(field, 'different', 0)

/**
 * What speaks for and against two files being about one child; undefined if the names do not meet, for then nothing can. Twins,
 * siblings and cousins share everything else.
 */
export function compare(a: Entry, b: Entry): readonly Part[] | undefined {
  const match = nameMatch(a.name, b.name)
  if (match === undefined) return undefined
  const parts = [
    idPart(a, b),
    part('name', match, namePoints[match]),
    birthPart(a, b),
    plainPart('sex', a.sex, b.sex, 2, -15),
    parentPart('father', a, b),
    parentPart('mother', a, b),
    sharedPart('parents.phone', a.parentPhones, b.parentPhones, 10),
    plainPart('delegate.name', a.carer, b.carer, 6, 0),
    sharedPart('delegate.phone', a.carerPhones, b.carerPhones, 4),
    plainPart('village', a.village, b.village, 8, -4),
    plainPart('residence', a.address, b.address, 4, 0),
    plainPart('school', a.school, b.school, 3, 0),
  ]
  return match === 'surnameChanged' ? parts.map(withoutBlame) : parts
}

/** A child that took another surname often has another father on paper. */
const withoutBlame = (one: Part): Part =>
  one.field.endsWith('.name') && one.says === 'different' ? { ...one, points: 0 } : one
