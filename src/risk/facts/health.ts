import { isKnown } from '../../absent.ts'
import type { Pointer } from '../../pointer.ts'
import { pointer } from '../../pointer.ts'
import { type ChildFile, codeLists } from '../../records/index.ts'
import { type Fact, fieldsOf, keysOf, type View } from '../reading/fact.ts'
import { latest } from '../reading/latest.ts'
import {
  coded,
  codedSet,
  type Element,
  listReading,
  presenceOf,
  type Reading,
  type Section,
  seenAt,
  section,
  unusable,
} from '../reading/reading.ts'
import { always } from '../reading/span.ts'

const healthSection = (view: View): Section =>
  section(view.day, view.file.health.recordedOn, view.days('window.health'))

/** Illnesses as a list: how each stands and whether it is treated; which illness it is stays in the file. */
export function conditionList(part: Section, path: Pointer, conditions: ChildFile['health']['illnesses']): Reading {
  if (!isKnown(conditions) || part.why) return unusable(part, path, conditions)
  if (conditions === 'none') return listReading([], part.span, () => [seenAt(path, part.recordedOn)])
  const elements = Object.entries(conditions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { status, treated }]): Element => {
      const inside = { ...part, span: always }
      return {
        status: coded(inside, `${path}${pointer(id, 'status')}`, status),
        treated: coded(inside, `${path}${pointer(id, 'treated')}`, treated),
      }
    })
  return listReading(elements, part.span, () => [presenceOf(path, part.recordedOn)])
}

export const conditionFields = {
  status: {
    type: 'code',
    codes: keysOf(codeLists.conditionStates),
    label: { zh: '病情状态', en: 'how the illness stands' },
  },
  treated: { type: 'yesNo', label: { zh: '是否得到治疗', en: 'whether it is treated' } },
} as const satisfies Fact['fields']

/** A question about the disability; where nothing of health can be told yet, or there is none, the answer is that of the whole. */
function ofDisability(
  view: View,
  none: string,
  read: (disability: Exclude<ChildFile['health']['disability'], string>, part: Section) => Reading,
): Reading {
  const { disability } = view.file.health
  const part = healthSection(view)
  if (typeof disability === 'object' && part.why !== 'later') return read(disability, part)
  return coded(
    part,
    '/health/disability',
    disability === 'none' ? none : typeof disability === 'object' ? 'notCollected' : disability,
  )
}

/** Whether there is a certificate of disability; its number is never repeated. */
const certified = (view: View): Reading =>
  ofDisability(view, 'no', ({ certNo }, part) => {
    const said = isKnown(certNo) ? (certNo === 'none' ? 'no' : 'yes') : certNo
    const read = coded(part, '/health/disability/certNo', said)
    return said === 'yes'
      ? { ...read, seen: () => read.seen('least').map((seen) => ({ ...seen, withheld: true })) }
      : read
  })

const measured = (view: View, field: 'armMm' | 'oedema'): Reading =>
  latest(
    view,
    'measurements',
    field,
    Object.entries(view.file.measurements).map(([id, entry]) => ({ id, on: entry.on, value: entry[field] })),
    'window.measurement',
  )

export const healthFacts: readonly Fact[] = [
  {
    name: 'health.state',
    type: 'code',
    label: { zh: '健康状况', en: 'state of health' },
    codes: keysOf(codeLists.healthStates).filter((code) => code !== 'disabled'),
    reads: fieldsOf('health', 'status'),
    window: 'window.health',
    read: (view) => coded(healthSection(view), '/health/status', view.file.health.status),
  },
  {
    name: 'health.illnesses',
    type: 'list',
    label: { zh: '疾病及治疗情况', en: 'illnesses and whether they are treated' },
    reads: fieldsOf('health', 'illnesses/*/status', 'illnesses/*/treated'),
    window: 'window.health',
    fields: conditionFields,
    read: (view) => conditionList(healthSection(view), '/health/illnesses', view.file.health.illnesses),
  },
  {
    name: 'health.insurance',
    type: 'codes',
    label: { zh: '医疗保险', en: 'medical insurance' },
    codes: keysOf(codeLists.medicalInsurances),
    reads: fieldsOf('health', 'medicalInsurance'),
    window: 'window.health',
    read: (view) => codedSet(healthSection(view), '/health/medicalInsurance', view.file.health.medicalInsurance),
  },
  {
    name: 'disability.level',
    type: 'code',
    label: { zh: '残疾等级', en: 'level of disability' },
    codes: keysOf(codeLists.disabilityLevels),
    reads: fieldsOf('health', 'disability/level'),
    window: 'window.health',
    read: (view) => ofDisability(view, 'none', ({ level }, part) => coded(part, '/health/disability/level', level)),
  },
  {
    name: 'disability.certified',
    type: 'yesNo',
    label: { zh: '是否持有残疾人证', en: 'whether there is a certificate of disability' },
    reads: fieldsOf('health', 'disability/certNo'),
    window: 'window.health',
    read: certified,
  },
  {
    name: 'growth.armMm',
    type: 'number',
    unit: 'mm',
    label: { zh: '上臂围', en: 'mid-upper-arm circumference' },
    reads: ['/measurements/*/armMm', '/measurements/*/on'],
    window: 'window.measurement',
    read: (view) => measured(view, 'armMm'),
  },
  {
    name: 'growth.oedema',
    type: 'yesNo',
    label: { zh: '双足水肿', en: 'oedema of both feet' },
    reads: ['/measurements/*/oedema', '/measurements/*/on'],
    window: 'window.measurement',
    read: (view) => measured(view, 'oedema'),
  },
]
