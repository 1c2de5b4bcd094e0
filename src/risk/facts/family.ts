import { isKnown } from '../../absent.ts'
import { epochDay } from '../../date.ts'
import { codeLists } from '../../records/index.ts'
import { type Fact, fieldsOf, keysOf, type View } from '../reading/fact.ts'
import {
  coded,
  codedSet,
  type Reading,
  type Seen,
  type Section,
  seenAt,
  section,
  unknownAt,
  unknownReading,
  valueReading,
} from '../reading/reading.ts'
import { between, meet } from '../reading/span.ts'

type Parent = 'father' | 'mother'

/**
 * Where a parent is, as far as care is concerned. `excused` is for those who cannot come or call by order of an authority: they
 * owe no weekly contact, and nothing else may ever be read from it. No rule can name it, and no answer repeats the field.
 */
export const presences: Readonly<Record<string, string>> = {
  homeCapable: 'home',
  homeIncapable: 'homeUnable',
  awayWorking: 'away',
  divorcedAway: 'away',
  divorcedNotRaising: 'away',
  dead: 'gone',
  none: 'gone',
  imprisoned: 'excused',
  compulsoryTreatment: 'excused',
  missing: 'lost',
  lostContact: 'lost',
  whereaboutsUnknown: 'lost',
}

/** The presences that rules may name. */
const namedPresences = ['home', 'homeUnable', 'away', 'gone', 'lost'] as const

function presence(view: View, who: Parent): Reading {
  const parent = view.file[who]
  const path = `/${who}/status` as const
  const read = coded(section(view.day, parent.recordedOn, view.days('window.family')), path, parent.status)
  if (read.kind !== 'value') return read
  const value = presences[read.value]
  if (value === undefined) return unknownAt(read.span, path, 'inWords')
  return valueReading(value, read.span, () => read.seen('least').map((seen) => ({ ...seen, withheld: true })))
}

/** Yes if one of the parents is in the state, no if both are known to be in another. */
function eitherParent(view: View, state: string): Reading {
  const both = [presence(view, 'father'), presence(view, 'mother')] as const
  const there = both.find((reading) => reading.kind === 'value' && reading.value === state)
  if (there) return valueReading('yes', there.span, () => there.seen('least'))
  const span = meet(both[0].span, both[1].span)
  if (both.every((reading) => reading.kind === 'value'))
    return valueReading('no', span, () => both.flatMap((reading) => reading.seen('least')))
  return unknownReading(span, () => both.flatMap((reading) => reading.wanted()))
}

/** The section that says who the carer is: the carer's own, or where there is none, that of the delegation. */
export const delegateSection = (view: View): Section => {
  const { delegate, delegation } = view.file
  const { recordedOn } = typeof delegate === 'object' ? delegate : delegation
  return section(view.day, recordedOn, view.days('window.family'))
}

/** Whether there is a delegated carer. */
export function delegated(view: View): Reading {
  const part = delegateSection(view)
  const { delegate } = view.file
  if (typeof delegate !== 'object') return coded(part, '/delegate', delegate === 'none' ? 'no' : delegate)
  if (part.why) return unknownAt(part.span, '/delegate', part.why)
  return valueReading('yes', part.span, () => [{ ...seenAt('/delegate', part.recordedOn), withheld: true }])
}

/**
 * Whether anybody cares for the child in fact. A delegated carer does; where there is none, what the register says of the actual
 * carer counts; where it says nothing, that there is no delegated carer counts.
 */
function cared(view: View): Reading {
  const there = delegated(view)
  if (there.kind === 'value' && there.value === 'yes') return there
  const { actualCarer, recordedOn } = view.file.care
  const part = section(view.day, recordedOn, view.days('window.family'))
  const span = meet(there.span, part.span)
  if (part.why || !isKnown(actualCarer)) return { ...there, span }
  const nobody = actualCarer === 'nobody' || actualCarer === 'none'
  return valueReading(nobody ? 'no' : 'yes', span, () => [seenAt('/care/actualCarer', part.recordedOn)])
}

/** Whether a guardian other than the parents is on record. What is not on record counts as not there. */
function guardianOnRecord(view: View): Reading {
  const { guardians } = view.file
  const entries = typeof guardians === 'object' ? Object.entries(guardians) : []
  const dates = entries.flatMap(([, { since, until, recordedOn }]) => [since, until, recordedOn])
  const span = between(
    view.day,
    dates.flatMap((date) => (isKnown(date) && date !== 'none' ? [epochDay(date)] : [])),
  )
  const current = entries
    .filter(([, { since, until, recordedOn }]) => {
      const begun = (!isKnown(since) || since <= view.asOf) && (!isKnown(recordedOn) || recordedOn <= view.asOf)
      return begun && (!isKnown(until) || until === 'none' || until > view.asOf)
    })
    .map(([id]) => id)
    .sort((a, b) => (a < b ? -1 : 1))
  const [first] = current
  const seen: readonly Seen[] =
    first === undefined ? [] : [{ document: 'file', path: `/guardians/${first}`, withheld: true }]
  return valueReading(first === undefined ? 'no' : 'yes', span, () => seen)
}

/**
 * Whether nobody guards the child, as the register grades it. Where the kind of guardianship is not written down, a rating of good
 * or fair says no.
 */
function unguarded(view: View): Reading {
  const { recordedOn, guardianshipType, guardianshipRating } = view.file.care
  const part = section(view.day, recordedOn, view.days('window.family'))
  const type = coded(part, '/care/guardianshipType', guardianshipType)
  if (type.kind === 'value')
    return valueReading(type.value === 'unguarded' ? 'yes' : 'no', type.span, () => type.seen('least'))
  const rated = !part.why && (guardianshipRating === 'good' || guardianshipRating === 'fair')
  return rated
    ? valueReading('no', part.span, () => [seenAt('/care/guardianshipRating', part.recordedOn)])
    : { ...type, span: part.span }
}

const inCare = (
  name: string,
  field: 'guardianshipType' | 'guardianshipRating',
  label: Fact['label'],
  codes: readonly string[],
): Fact => ({
  name,
  type: 'code',
  label,
  codes,
  reads: [`/care/${field}`, '/care/recordedOn'],
  window: 'window.family',
  read: (view) => {
    const { care } = view.file
    return coded(section(view.day, care.recordedOn, view.days('window.family')), `/care/${field}`, care[field])
  },
})

const parentFact = (who: Parent, label: Fact['label']): Fact => ({
  name: `${who}.presence`,
  type: 'code',
  label,
  codes: namedPresences,
  reads: [`/${who}/status`, `/${who}/recordedOn`],
  window: 'window.family',
  read: (view) => presence(view, who),
})

const bothParents = ['/father/status', '/father/recordedOn', '/mother/status', '/mother/recordedOn']

const parentsFact = (name: string, state: string, label: Fact['label']): Fact => ({
  name,
  type: 'yesNo',
  label,
  reads: bothParents,
  window: 'window.family',
  read: (view) => eitherParent(view, state),
})

export const familyFacts: readonly Fact[] = [
  parentFact('father', { zh: '父亲在家、外出或失联', en: 'whether the father is at home, away or out of reach' }),
  parentFact('mother', { zh: '母亲在家、外出或失联', en: 'whether the mother is at home, away or out of reach' }),
  parentsFact('parents.home', 'home', {
    zh: '父母一方在家并有监护能力',
    en: 'whether a parent is at home and able to care',
  }),
  parentsFact('parents.away', 'away', { zh: '父母一方在外', en: 'whether a parent is away' }),
  {
    name: 'carer.delegated',
    type: 'yesNo',
    label: { zh: '有无受委托照护人', en: 'whether there is a delegated carer' },
    reads: ['/delegate', '/delegate/recordedOn', '/delegation/recordedOn'],
    window: 'window.family',
    read: delegated,
  },
  {
    name: 'care.carer',
    type: 'yesNo',
    label: { zh: '有无人照料', en: 'whether anybody cares for the child' },
    reads: ['/delegate', '/delegate/recordedOn', '/delegation/recordedOn', ...fieldsOf('care', 'actualCarer')],
    window: 'window.family',
    read: cared,
  },
  {
    name: 'guardian.onRecord',
    type: 'yesNo',
    label: { zh: '是否登记有父母以外的监护人', en: 'whether a guardian other than the parents is on record' },
    reads: ['/guardians/*/since', '/guardians/*/until', '/guardians/*/recordedOn'],
    read: guardianOnRecord,
  },
  {
    name: 'care.unguarded',
    type: 'yesNo',
    label: { zh: '监护评估是否为无人监护', en: 'whether the register grades the child as guarded by nobody' },
    reads: fieldsOf('care', 'guardianshipType', 'guardianshipRating'),
    window: 'window.family',
    read: unguarded,
  },
  inCare('care.type', 'guardianshipType', { zh: '监护类型', en: 'kind of guardianship' }, [
    ...keysOf(codeLists.guardianshipTypes),
    'none',
  ]),
  inCare(
    'care.rating',
    'guardianshipRating',
    { zh: '监护评估', en: 'rating of guardianship' },
    keysOf(codeLists.guardianshipRatings),
  ),
  {
    name: 'care.improper',
    type: 'codes',
    label: { zh: '不当监护情形', en: 'what is improper in the care' },
    codes: keysOf(codeLists.improperCares),
    reads: fieldsOf('care', 'improperCare'),
    window: 'window.family',
    read: (view) => {
      const { care } = view.file
      return codedSet(
        section(view.day, care.recordedOn, view.days('window.family')),
        '/care/improperCare',
        care.improperCare,
      )
    },
  },
]
