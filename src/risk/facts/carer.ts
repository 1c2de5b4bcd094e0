import { isKnown } from '../../absent.ts'
import { epochDay } from '../../date.ts'
import type { Pointer } from '../../pointer.ts'
import { codeLists } from '../../records/index.ts'
import { bornBetween } from './birth.ts'
import { type Fact, fieldsOf, keysOf, type View } from '../reading/fact.ts'
import { delegateSection } from './family.ts'
import {
  coded,
  codedSet,
  quantity,
  type Reading,
  type Section,
  seenAt,
  section,
  unknownAt,
  unusable,
  valueReading,
} from '../reading/reading.ts'
import { always, between } from '../reading/span.ts'

/** The delegated carer, if there is one; else the reading that stands for every question about him or her. */
function carer(view: View, path: Pointer, read: (delegate: Delegate, part: Section) => Reading): Reading {
  const { delegate } = view.file
  const part = delegateSection(view)
  if (typeof delegate === 'object' && part.why !== 'later') return read(delegate, part)
  return unusable(part, path, delegate === 'contested' ? delegate : 'notCollected')
}
type Delegate = Exclude<View['file']['delegate'], string>

/** The birth date of the carer, or the days between which it must lie if only an age on some day was written down. */
const born = (view: View): Reading =>
  carer(view, '/delegate/birthDate', ({ birthDate, age, recordedOn }) => {
    const span = isKnown(recordedOn) ? between(view.day, [epochDay(recordedOn)]) : always
    if (isKnown(birthDate)) return quantity(epochDay(birthDate), span, () => [seenAt('/delegate/birthDate')])
    if (!isKnown(age)) return unknownAt(span, '/delegate/birthDate', birthDate)
    if (!isKnown(recordedOn)) return unknownAt(span, '/delegate/recordedOn', recordedOn)
    return {
      kind: 'quantity',
      ...bornBetween(age, recordedOn),
      span,
      seen: () => [seenAt('/delegate/age', recordedOn), seenAt('/delegate/recordedOn', recordedOn)],
      wanted: () => [{ path: '/delegate/birthDate', why: birthDate }],
    }
  })

/** Whether a ground of exclusion is known; grounds in words count too. */
const excluded = (view: View): Reading =>
  carer(view, '/delegate/exclusions', ({ exclusions }, part) => {
    const read = codedSet(part, '/delegate/exclusions', exclusions)
    if (read.kind !== 'codes') return read
    const any = read.codes.length > 0 || read.inWords
    return valueReading(any ? 'yes' : 'no', read.span, () => read.seen('least'))
  })

/** Whether a written notice was given: by its date, or none after asking. */
const notice = (view: View, field: 'noticeToSchoolOn' | 'noticeToVillageOn'): Reading => {
  const { delegation } = view.file
  const given = delegation[field]
  const path = `/delegation/${field}` as const
  const part = section(view.day, delegation.recordedOn, view.days('window.family'))
  if (!isKnown(given) || given === 'none') return coded(part, path, given === 'none' ? 'no' : given)
  const turns = isKnown(delegation.recordedOn) ? [epochDay(given), epochDay(delegation.recordedOn)] : [epochDay(given)]
  const span = between(view.day, turns)
  return turns.some((turn) => turn > view.day)
    ? unknownAt(span, path, 'later')
    : valueReading('yes', span, () => [seenAt(path, part.recordedOn)])
}

const delegation = (
  name: string,
  label: Fact['label'],
  field: 'agreement' | 'childHeard' | 'noticeToSchoolOn' | 'noticeToVillageOn',
): Fact => ({
  name,
  type: 'yesNo',
  label,
  reads: fieldsOf('delegation', field),
  window: 'window.family',
  read: (view) =>
    field === 'noticeToSchoolOn' || field === 'noticeToVillageOn'
      ? notice(view, field)
      : coded(
          section(view.day, view.file.delegation.recordedOn, view.days('window.family')),
          `/delegation/${field}`,
          view.file.delegation[field],
        ),
})

export const carerFacts: readonly Fact[] = [
  {
    name: 'carer.birthDate',
    type: 'date',
    label: { zh: '受委托照护人的出生日期或年龄', en: 'birth date or age of the delegated carer' },
    reads: ['/delegate/birthDate', '/delegate/age', '/delegate/recordedOn'],
    read: born,
  },
  {
    name: 'carer.selfSupporting',
    type: 'yesNo',
    label: {
      zh: '16至17周岁的照护人是否以自己的劳动收入为主要生活来源',
      en: 'whether a carer of 16 or 17 lives on own labour',
    },
    reads: fieldsOf('delegate', 'selfSupporting'),
    window: 'window.family',
    read: (view) =>
      carer(view, '/delegate/selfSupporting', ({ selfSupporting }, part) =>
        coded(part, '/delegate/selfSupporting', selfSupporting),
      ),
  },
  {
    name: 'carer.excluded',
    type: 'yesNo',
    label: { zh: '照护人有无法律规定的不得委托情形', en: 'whether the law excludes the carer' },
    reads: fieldsOf('delegate', 'exclusions'),
    window: 'window.family',
    read: excluded,
  },
  {
    name: 'carer.health',
    type: 'code',
    label: { zh: '照护人的健康状况', en: 'health of the carer' },
    codes: keysOf(codeLists.healthStates).filter((code) => code !== 'disabled'),
    reads: fieldsOf('delegate', 'health'),
    window: 'window.family',
    read: (view) => carer(view, '/delegate/health', ({ health }, part) => coded(part, '/delegate/health', health)),
  },
  delegation(
    'delegation.agreement',
    { zh: '是否签订委托照护协议', en: 'whether the delegation agreement was signed' },
    'agreement',
  ),
  delegation(
    'delegation.noticeToSchool',
    { zh: '是否书面告知学校或幼儿园', en: 'whether the school was told in writing' },
    'noticeToSchoolOn',
  ),
  delegation(
    'delegation.noticeToVillage',
    { zh: '是否书面告知村（居）民委员会', en: 'whether the committee was told in writing' },
    'noticeToVillageOn',
  ),
  delegation(
    'delegation.childHeard',
    { zh: '委托时是否听取孩子意见', en: 'whether the child was heard' },
    'childHeard',
  ),
]
